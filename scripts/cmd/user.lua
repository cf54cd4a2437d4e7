-- cmd/user.lua -- who may open the journal: list, a new one, a new password, leaving.
local ru = require "text.ru"
local args = require "lib.args"
local err = require "lib.err"
local json = require "lib.json"
local out = require "lib.out"
local accounts = require "school.accounts"
local frame = require "school.import_frame"
local people = require "school.people"
local stick = require "school.stick"
local users = require "school.users"

local cmd = { usage = ru.user_usage, help = ru.user_help }

local spec = {
  options = { { name = "role", many = true }, { name = "person" }, { name = "login" },
    { name = "recovery", kind = "flag" } },
  words = {
    { name = "action", required = true, label = "list | add | password | remove | rotate" },
    { name = "name" },
  },
}

local actions = {}

local function roles_in_words(desk, roles)
  local words = {}
  for i, one in ipairs(roles) do
    words[i] = desk.rules:label("roles", one.role) .. (one.scope ~= "" and " " .. one.scope or "")
  end
  return table.concat(words, ", ")
end

function actions.list(app, desk)
  if not desk.access:may("user", "see") then return nil, desk:refusal("DENIED", "not_your_place") end
  local rows = desk:query("users_all", { on = desk:today() })
  if app.json then
    local list = json.array({})
    for i, row in ipairs(rows) do
      list[i] = { login = row.login, roles = row.roles or "", active = row.active ~= 0,
        person = people.full(row) }
    end
    out.json(list)
    return 0
  end
  out.line(ru.user_header)
  for _, row in ipairs(rows) do
    local roles = row.active == 0 and ru.user_off or roles_in_words(desk, users.roles(row.roles))
    out.line(out.pad(row.login, 19) .. " " .. out.pad(roles, 29) .. " " .. people.full(row))
  end
  return 0
end

-- The id of the member of staff named ("Орлова Анна Петровна" or "Орлова А. П."), true for none; or nil, err.
local function person_of(desk, name)
  if not name then return true end
  local found, why = frame.new(desk, { made = {} }):teacher(name)
  if found then return found end
  return err.fail("INPUT", why)
end

function actions.add(app, desk, opts)
  local roles = {}
  for i, words in ipairs(opts.role or {}) do
    local role, bad = accounts.role(desk, words)
    if not role then return nil, bad end
    roles[i] = role
  end
  if #roles == 0 then return err.fail("USAGE", ru.args_required, "--role") end
  local person, wrong = person_of(desk, opts.person)
  if not person then return nil, wrong end
  local password, weak = stick.new_password("ZHURNAL_NEW_PASSWORD", opts.name)
  if not password then return nil, weak end
  local id, failed = users.create(desk, desk.password, { login = opts.name, password = password,
    roles = roles, person = person ~= true and person or nil })
  if not id then return nil, failed end
  if app.json then
    out.json({ id = id, login = opts.name })
  else
    out.line(ru.fill(ru.user_added, { login = opts.name, roles = roles_in_words(desk, roles) }))
  end
  return 0
end

local function told(app, sentence, login)
  if app.json then
    out.json({ login = login })
  else
    out.line(ru.fill(ru[sentence], { login = login or "" }))
  end
  return 0
end

local function password_set(app, login, done, failed)
  if not done then return nil, failed end
  return told(app, "user_password_done", login)
end

function actions.password(app, desk, opts)
  local password, weak = stick.new_password("ZHURNAL_NEW_PASSWORD", opts.name)
  if not password then return nil, weak end
  return password_set(app, opts.name, accounts.set_password(desk, desk.password, opts.name, password))
end

-- A forgotten password: the key from the safe opens the stick instead of a user.
local function recover(app, opts)
  local words, failed = stick.recovery()
  if not words then return nil, failed end
  local password, weak = stick.new_password("ZHURNAL_NEW_PASSWORD", opts.name)
  if not password then return nil, weak end
  return password_set(app, opts.name, accounts.recover(app.dir, words, opts.name, password))
end

function actions.remove(app, desk, opts)
  local done, failed = accounts.remove(desk, opts.name)
  if not done then return nil, failed end
  return told(app, "user_removed", opts.name)
end

function actions.rotate(app, desk)
  local done, failed = accounts.rotate(desk, desk.password)
  if not done then return nil, failed end
  return told(app, "user_rotated")
end

local nameless = { list = true, rotate = true }

function cmd.run(app, list)
  local opts, wrong = args.read(list, spec)
  if not opts then return nil, wrong end
  local action = actions[opts.action]
  if not action or not nameless[opts.action] and not opts.name then
    return err.fail("USAGE", ru.fill(ru.no_such_action, { command = "user", action = opts.action,
      usage = ru.user_short }))
  end
  if opts.recovery and opts.action == "password" then return recover(app, opts) end
  local desk, failed = stick.open(app.dir, { login = opts.login })
  if not desk then return nil, failed end
  local fine, code, bad = pcall(action, app, desk, opts)
  stick.close(desk)
  if not fine then error(code, 0) end
  return code, bad
end

return cmd
