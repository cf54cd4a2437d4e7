-- page/users.lua -- who comes in: the list, a new user, a new password.
-- Floor: page.  Whoever may write the list gets the forms; others see the list on the page of the school.
local ru = require "text.ru"
local accounts = require "school.accounts"
local office = require "school.office"
local people = require "school.people"
local users = require "school.users"
local frame = require "page.frame"

local page = {}

-- "завуч (1-4), учитель" for the roles of a row of users.list.
function page.roles(desk, roles)
  local list = {}
  for i, one in ipairs(users.roles(roles)) do
    list[i] = desk.rules:label("roles", one.role) .. (one.scope ~= "" and " (" .. one.scope .. ")" or "")
  end
  return table.concat(list, ", ")
end

function page.rows(desk)
  local list = {}
  for i, row in ipairs(users.list(desk) or {}) do
    list[i] = { login = row.login, name = people.full(row), active = row.active ~= 0,
      roles = row.active ~= 0 and page.roles(desk, row.roles) or ru.user_off }
  end
  return list
end

local function roles_of(desk, form)
  local keys, err = accounts.roles(desk)
  if not keys then return nil, err end
  local list = {}
  for i, key in ipairs(keys) do
    list[i] = { key = key, label = desk.rules:label("roles", key), chosen = form["role_" .. key] == "1" }
  end
  return list
end

local function staff_of(desk, chosen)
  local list, taken = {}, {}
  for _, row in ipairs(users.list(desk) or {}) do
    if row.person then taken[row.person] = true end
  end
  for _, row in ipairs(office.teachers(desk)) do
    if not taken[row.id] then
      list[#list + 1] = { id = row.id, name = people.full(row), chosen = row.id == chosen }
    end
  end
  return list
end

function page.show(req, desk)
  if not desk.access:may("user", "write") then
    return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_place"))
  end
  local form = req.session.again or {}
  req.session.again = nil
  local roles, err = roles_of(desk, form)
  if not roles then return frame.refuse(req, desk, err) end
  local body = frame.render("users", { csrf = req.csrf, users = page.rows(desk), roles = roles,
    staff = staff_of(desk, form.person), login = form.login or "", scope = form.scope or "",
    wrong = form.wrong or "", shortest = users.shortest })
  return frame.page(req, desk, { title = ru.users_title, name = "users", place = "school", body = body,
    crumbs = { { href = "/school", label = ru.place_school } } })
end

-- The roles ticked in the form; the level goes to those that may write the whole school.
local function chosen_roles(desk, form)
  local keys, err = accounts.roles(desk)
  if not keys then return nil, err end
  local scope, list = (form.scope or ""):gsub("%s", ""), {}
  for _, key in ipairs(keys) do
    if form["role_" .. key] == "1" then
      local wide = scope ~= "" and accounts.writes_all(desk, key)
      local role, bad = accounts.role(desk, key .. (wide and ":" .. scope or ""))
      if not role then return nil, bad end
      list[#list + 1] = role
    end
  end
  if #list == 0 then return nil, { code = "INPUT", msg = ru.users_need_role } end
  return list
end

local function add(desk, form)
  if form.password ~= form.again then return nil, { code = "INPUT", msg = ru.passwords_differ } end
  local roles, err = chosen_roles(desk, form)
  if not roles then return nil, err end
  return users.create(desk, form.own, { login = form.login, password = form.password, roles = roles,
    person = (form.person or "") ~= "" and form.person or nil })
end

-- Passwords never go back to the page.
local function remember(req, form, err)
  local again = { wrong = err.msg, login = form.login, person = form.person, scope = form.scope }
  for name, value in pairs(form) do
    if name:find("^role_") then again[name] = value end
  end
  req.session.again = again
end

function page.add(req, desk)
  local form = frame.fields(req) or {}
  local id, err = add(desk, form)
  if not id then remember(req, form, err) end
  return frame.done(req, desk, id, err, { to = "/school/users",
    message = ru.fill(ru.users_added, { login = form.login or "" }) })
end

function page.password(req, desk)
  local form = frame.fields(req) or {}
  local ok, err
  if form.password ~= form.again then
    err = { code = "INPUT", msg = ru.passwords_differ }
  else
    ok, err = accounts.set_password(desk, form.own or "", form.login or "", form.password or "")
  end
  return frame.done(req, desk, ok, err, { to = "/school/users",
    message = ru.fill(ru.user_password_done, { login = form.login or "" }) })
end

return page
