-- school/accounts.lua -- changes to other people's logins: a new password, leaving, roles there are.
-- Floor: school.  Making a user and one's own password are in school/users.lua.
local file = require "core.file"
local vault = require "core.vault"
local ru = require "text.ru"
local access = require "school.access"
local act = require "school.act"
local session = require "school.session"
local sticks = require "school.stick"
local users = require "school.users"

local accounts = {}

local function refusal(code, key, values)
  return nil, { code = code, msg = ru.fill(ru[key], values or {}) }
end

-- Roles that may do anything here by the regulation in force: keys in its order.
function accounts.roles(desk)
  local permits, err = desk.rules:permits()
  if not permits then return nil, err end
  local roles, seen = {}, {}
  for _, row in ipairs(permits) do
    if not seen[row.role] then
      seen[row.role] = true
      roles[#roles + 1] = row.role
    end
  end
  return roles
end

-- May the role write anything in the whole school?  A level narrows such a role.
function accounts.writes_all(desk, role)
  for _, row in ipairs(desk.rules:permits() or {}) do
    if row.role == role and (row.scope == "all" or row.scope == "level") then
      for _, verb in ipairs(row.can or {}) do
        if verb == "write" then return true end
      end
    end
  end
  return false
end

-- Reads "teacher" or "deputy:1-4" (also in the words of the regulation: "завуч:1-4") into {role, scope}.
function accounts.role(desk, words)
  local name, scope = words:match("^([^:]+):?(.*)$")
  local roles, err = accounts.roles(desk)
  if not roles then return nil, err end
  local shown = {}
  for i, role in ipairs(roles) do
    local label = desk.rules:label("roles", role)
    if role == name or label == name then
      local levels, whole = access.levels(scope)
      if scope ~= "" and (#levels == 0 or not whole) then return refusal("INPUT", "user_bad_level",
        { scope = scope }) end
      return { role = role, scope = scope }
    end
    shown[i] = role .. " (" .. label .. ")"
  end
  return refusal("INPUT", "user_bad_role", { role = name or words, roles = table.concat(shown, ", ") })
end

local function known(desk, login)
  local row = desk:one("user_by_login", { login = login })
  if not row then return refusal("NOTFOUND", "user_no_such", { login = login }) end
  return row
end

-- A new password for a login: one's own, or anybody's for whoever keeps the list of users.
function accounts.set_password(desk, own_password, login, password)
  if login ~= desk.me.login and not desk.access:may("user", "write") then
    return refusal("DENIED", "not_your_place")
  end
  local row, err = known(desk, login)
  if not row then return nil, err end
  local weak = users.weak(password, login)
  if weak then return nil, { code = "INPUT", msg = weak } end
  local key, failed = desk.stick:key(desk.me.login, own_password)
  if not key then return nil, failed end
  return desk.stick.vault:set_password(key, login, password)
end

-- A new password for a user whose own is forgotten, by the key from the safe.
function accounts.recover(dir, words, login, password)
  local v, err = vault.open(dir .. "/data/keys.txt")
  if not v then return nil, err end
  local key, other = sticks.patient(function() return v:unlock_recovery(words) end)
  if not key then
    if other.code ~= "PASSWORD" then return nil, other end
    return refusal("PASSWORD", "wrong_recovery")
  end
  local st, failed = session.open_data(v, dir .. "/data/school.db", key, other)
  if not st then return nil, failed end
  local row = st:one("user_by_login", { login = login })
  st:close()
  if not row or row.active == 0 then return refusal("NOTFOUND", "user_no_such", { login = login }) end
  local weak = users.weak(password, login)
  if weak then return nil, { code = "INPUT", msg = weak } end
  return v:set_password(key, login, password)
end

-- A new key for the data, sealed for every user; nobody's password is needed but one's own.  Whoever kept
-- a copy of the stick and an old password cannot read what is written from now on.  The desk is closed
-- afterwards.
function accounts.rotate(desk, own_password)
  local opened, path = desk.stick, desk.stick.dir .. "/data/school.db"
  if not desk.access:may("user", "write") then return refusal("DENIED", "not_your_place") end
  local key, failed = opened:key(desk.me.login, own_password)
  if not key then return nil, failed end
  local fresh, err = opened.vault:rotate(key)
  if not fresh then return nil, err end
  local done
  done, err = opened.store:copy_with_key(path .. ".new", fresh)
  opened:lock_all()
  if done then done, err = file.rename(path .. ".new", path) end
  if not done then
    opened.vault:rotate_undo()
    return nil, err
  end
  return opened.vault:rotate_done()
end

-- Is there another user who may write the list of users?
function accounts.another_keeper(desk, login)
  local permits = desk.rules:permits() or {}
  local keeps = {}
  for _, row in ipairs(permits) do
    for _, kind in ipairs(row.kinds or {}) do
      for _, verb in ipairs(row.can or {}) do
        if (kind == "user" or kind == "*") and verb == "write" then keeps[row.role] = true end
      end
    end
  end
  for _, user in ipairs(desk:query("cmd_users_active", {})) do
    if user.login ~= login then
      for _, role in ipairs(desk:query("user_roles", { login = user.login, on = desk:today() })) do
        if keeps[role.role] then return true end
      end
    end
  end
  return false
end

-- The user no longer comes in: his slot is removed and the ledger says so.  What he wrote stays.
function accounts.remove(desk, login)
  if not desk.access:may("user", "write") then return refusal("DENIED", "not_your_place") end
  local row, err = known(desk, login)
  if not row then return nil, err end
  if login == desk.me.login then return refusal("DENIED", "user_not_yourself") end
  if not accounts.another_keeper(desk, login) then return refusal("DENIED", "user_last") end
  local gone, failed = desk.stick.vault:remove(login)
  if not gone then return nil, failed end
  return act.write(desk, { note = ru.office_mark .. ru.note_user_removed }, function(st)
    act.must(st:correct("user", row.id, { active = false }, ru.note_user_removed))
  end)
end

return accounts
