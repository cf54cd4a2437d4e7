-- school/accounts.lua -- changes to other people's logins: a new password, leaving, roles there are.
-- Floor: school.  Making a user and one's own password are in school/users.lua.
local store = require "core.store"
local vault = require "core.vault"
local ru = require "text.ru"
local act = require "school.act"
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

-- Reads "teacher" or "deputy:1-4" (also in the words of the regulation: "завуч:1-4") into {role, scope}.
function accounts.role(desk, words)
  local name, scope = words:match("^([^:]+):?(.*)$")
  local roles, err = accounts.roles(desk)
  if not roles then return nil, err end
  local shown = {}
  for i, role in ipairs(roles) do
    local label = desk.rules:label("roles", role)
    if role == name or label == name then return { role = role, scope = scope } end
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
  local key, other = v:unlock_recovery(words)
  if not key then
    if other.code ~= "PASSWORD" then return nil, other end
    return refusal("PASSWORD", "wrong_recovery")
  end
  local st, failed = store.open(dir .. "/data/school.db", key, { other_key = other })
  if not st then return nil, failed end
  local row = st:one("user_by_login", { login = login })
  st:close()
  if not row or row.active == 0 then return refusal("NOTFOUND", "user_no_such", { login = login }) end
  local weak = users.weak(password, login)
  if weak then return nil, { code = "INPUT", msg = weak } end
  return v:set_password(key, login, password)
end

-- Is there another user who may write the list of users?
local function another_keeper(desk, login)
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
  if not another_keeper(desk, login) then return refusal("DENIED", "user_last") end
  local gone, failed = desk.stick.vault:remove(login)
  if not gone then return nil, failed end
  return act.write(desk, { note = ru.note_user_removed }, function(st)
    act.must(st:correct("user", row.id, { active = false }, ru.note_user_removed))
  end)
end

return accounts
