-- school/users.lua -- who may sit at the stick: logins, passwords, roles.
-- Floor: school.  The password opens a key slot of the vault; the ledger knows only the login.
local text = require "core.text"
local ru = require "text.ru"
local act = require "school.act"

local users = {}

users.shortest = 8

-- Every user of the stick with his roles, for those who keep the list.
function users.list(desk)
  if not desk.access:may("user", "see") then return nil, desk:refusal("DENIED", "not_your_place") end
  return desk:query("users_all", {})
end

-- The roles of a row of the list ("deputy 5-9,11,teacher") one by one: array of {role, scope}.
function users.roles(joined)
  local list = {}
  for part in (joined or ""):gmatch("%a[%w_]*[ %d,;%-]*") do
    local role, scope = part:match("^(%S-),?%s*([%d,;%- ]*)$")
    list[#list + 1] = { role = role, scope = (scope:gsub("[,%s]+$", "")) }
  end
  return list
end

-- May that be a login?
function users.login_ok(login)
  return login:match("^[%w._-]+$") ~= nil and #login <= 40
end

-- nil when the password may be used, else words on what to change.
function users.weak(password, login)
  if text.len(password or "") < users.shortest then
    return ru.fill(ru.password_short, { n = users.shortest })
  end
  if text.lower(password) == text.lower(login or "") then return ru.password_is_login end
  return nil
end

-- The user changes his own password.
function users.change_password(desk, old, new, again)
  local login = desk.me.login
  local key, err = desk.stick:key(login, old or "")
  if not key then
    return nil, { code = "PASSWORD", msg = err.msg, fields = { old = err.msg } }
  end
  local weak = users.weak(new, login)
  if weak then return nil, { code = "INPUT", msg = weak, fields = { new = weak } } end
  if new ~= again then return nil, { code = "INPUT", msg = ru.passwords_differ,
    fields = { again = ru.passwords_differ } } end
  return desk.stick.vault:set_password(key, login, new)
end

-- Makes a user with a person, roles ({role, scope} each) and a first password.
-- The key slot is written first: a user without a slot could never come in.
function users.create(desk, own_password, form)
  if not desk.access:may("user", "write") then return nil, desk:refusal("DENIED", "not_your_place") end
  local login = (form.login or ""):gsub("%s", "")
  if not users.login_ok(login) then return nil, desk:refusal("INPUT", "bad_login") end
  if desk:one("user_by_login", { login = login }) then return nil, desk:refusal("CONFLICT", "login_taken") end
  local weak = users.weak(form.password, login)
  if weak then return nil, { code = "INPUT", msg = weak, fields = { password = weak } } end
  local key, err = desk.stick:key(desk.me.login, own_password or "")
  if not key then return nil, err end
  local set, failed = desk.stick.vault:set_password(key, login, form.password)
  if not set then return nil, failed end
  local made, refused = act.write(desk, { note = ru.office_mark .. ru.note_user }, function(st)
    local id = act.must(st:put("user", { login = login, person = form.person, active = true }))
    for _, role in ipairs(form.roles or {}) do
      act.must(st:put("user_role", { user = id, role = role.role, scope = role.scope or "",
        since = desk:today() }))
    end
    return id
  end)
  if not made then desk.stick.vault:remove(login) end
  return made, refused
end

return users
