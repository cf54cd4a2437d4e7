-- cmd/init.lua -- makes a school: the key of the stick, the first user, the regulation, the year.
local ru = require "text.ru"
local out = require "lib.out"
local err = require "lib.err"
local args = require "lib.args"
local stick = require "school.stick"
local users = require "school.users"

local init = { usage = ru.init_usage, help = ru.init_help }

local spec = { options = {
  { name = "policy", required = true }, { name = "school", required = true },
  { name = "admin", required = true },
  { name = "short" }, { name = "locality" },
} }

function init.run(app, list)
  local opts, wrong = args.read(list, spec)
  if not opts then return nil, wrong end
  local login = opts.admin
  if not users.login_ok(login) then return err.fail("INPUT", ru.bad_login) end
  local free, taken = stick.free(app.dir, opts.policy)
  if not free then return nil, taken end
  local password, weak = stick.new_password("ZHURNAL_PASSWORD", login)
  if not password then return nil, weak end
  local made, failed = stick.create(app.dir, { policy = opts.policy, school = opts.school, login = login,
    password = password, short = opts.short, locality = opts.locality })
  if not made then return nil, failed end
  if app.json then
    out.json({ school = opts.school, policy = made.policy, login = login, recovery = made.recovery })
    return 0
  end
  out.line(ru.fill(ru.init_done, { school = opts.school, title = made.title }))
  out.line("")
  out.line(ru.init_recovery)
  out.line("")
  out.line("    " .. made.recovery)
  out.line("")
  out.line(ru.init_recovery_what)
  out.line("")
  out.line(ru.init_next)
  return 0
end

return init
