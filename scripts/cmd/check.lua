-- cmd/check.lua -- the health of the stick in a few lines.
local ru = require "text.ru"
local args = require "lib.args"
local json = require "lib.json"
local out = require "lib.out"
local health = require "school.health"
local stick = require "school.stick"

local cmd = { usage = ru.check_usage, help = ru.check_help }

local spec = { options = { { name = "login" } } }

local codes = { good = 0, warn = 1, bad = 3 }

local function print_all(app, list)
  if app.json then
    out.json({ worst = health.worst(list), findings = json.array(list) })
    return
  end
  for _, one in ipairs(list) do
    out.line(out.pad(ru["check_" .. one.level], 9) .. " " .. ru["check_" .. one.what] .. ": " .. one.text)
  end
end

function cmd.run(app, list)
  local opts, wrong = args.read(list, spec)
  if not opts then return nil, wrong end
  local st, failed = stick.data(app.dir, { login = opts.login })
  if not st then
    if failed.code ~= "CORRUPT" then return nil, failed end
    print_all(app, { { what = "file", level = "bad", text = failed.msg } })
    return codes.bad
  end
  local findings
  findings, failed = health.examine(app.dir, st)
  st:close()
  if not findings then return nil, failed end
  print_all(app, findings)
  return codes[health.worst(findings)]
end

return cmd
