-- school/office_staff.lua -- those who work at the school: new ones, their data, dismissal; their logins and
-- roles; the data of the school itself.
-- Floor: school.  Passwords and key slots are in school/users.lua and school/accounts.lua.
local date = require "core.date"
local entered = require "lib.entered"
local json = require "lib.json"
local ru = require "text.ru"
local access = require "school.access"
local accounts = require "school.accounts"
local act = require "school.act"
local calendar = require "school.calendar"
local office = require "school.office"
local pupils = require "school.office_pupils"
local users = require "school.users"

local staff = {}

local filled = entered.filled

staff.spec = {
  { name = "position", label = ru.office_position, max = 120 },
  { name = "hired", label = ru.office_hired, kind = "date" },
  { name = "note", label = ru.office_note, max = 200 },
}
staff.fields = { "position", "hired", "note" }

-- May the user keep the list of staff?
function staff.may(desk)
  return office.may(desk, { "staff", "person" }, {})
end

-- A new member of the staff.  form: the fields of a person (or person: somebody known), position, hired,
-- note, namesake.  Returns the person's id and the commit.
function staff.add(desk, form)
  if not staff.may(desk) then return nil, office.denied(desk) end
  local values, err, known
  if filled(form.person) then
    known = desk:one("office_person", { person = form.person })
    if not known then return nil, desk:refusal("NOTFOUND", "office_no_person") end
    if known.staff and not filled(known.dismissed) then
      return nil, office.wrong("last", "office_works_already")
    end
    values, err = office.read(form, staff.spec)
  else
    values, err = pupils.read_person(desk, form, staff.spec)
    err = err or pupils.snils_taken(desk, values.snils) or pupils.namesake(desk, values, form)
  end
  if err then return nil, err end
  return office.write(desk, ru.office_note_staff, function(st)
    local person = known and known.id or act.must(st:put("person", { last = values.last, first = values.first,
      middle = values.middle, born = values.born, sex = values.sex, snils = values.snils,
      phone = values.phone }))
    act.must(st:put("staff", { person = person, position = values.position, hired = values.hired }))
    return person
  end)
end

local function one_of(desk, form)
  local row = filled(form.person) and desk:one("office_person", { person = form.person })
  if not row or not row.staff then return nil, desk:refusal("NOTFOUND", "office_no_person") end
  if not staff.may(desk) then return nil, office.denied(desk) end
  return row
end

-- Puts data right, with a reason.
function staff.correct(desk, form)
  local row, err = one_of(desk, form)
  if not row then return nil, err end
  local values
  values, err = pupils.read_person(desk, form, { staff.spec[1], staff.spec[2] })
  if not values then return nil, err end
  err = pupils.snils_taken(desk, values.snils, row.id)
  if err then return nil, err end
  return pupils.put_right(desk, row.id, office.changes(row, values, pupils.person_fields), form.reason,
    "staff", office.changes(row, values, { "position", "hired" }), ru.office_note_staff_edit)
end

-- Dismissal: the day is the last one of work.  The journals he teaches end with it; who teaches them next is
-- named in each journal.  form: person, date ("" takes the dismissal back).
function staff.dismiss(desk, form)
  local row, err = one_of(desk, form)
  if not row then return nil, err end
  local day = calendar.read(form.date or "")
  if not day then return nil, office.wrong("date", "bad_date") end
  if filled(row.hired) and day < row.hired then
    return nil, office.wrong("date", "office_before_hired", { date = calendar.written(row.hired) })
  end
  local list = desk:query("office_teaches", { person = row.id, on = day })
  if #list > 0 and not desk.access:may("journal_teacher", "write") then return nil, office.denied(desk) end
  return office.write(desk, ru.office_note_dismiss, function(st)
    act.must(st:correct("staff", { person = row.id }, { dismissed = day }, ru.office_note_dismiss))
    for _, one in ipairs(list) do
      act.must(st:correct("journal_teacher", { journal = one.journal, person = row.id }, { ends = day },
        ru.office_note_dismiss))
    end
    return row.id
  end)
end

-- Back at work: the day of dismissal is taken away.
function staff.back(desk, form)
  local row, err = one_of(desk, form)
  if not row then return nil, err end
  return office.write(desk, ru.office_note_rehire, function(st)
    act.must(st:correct("staff", { person = row.id }, { dismissed = json.null }, ru.office_note_rehire))
    return row.id
  end)
end

-- -- logins and roles ------------------------------------------------------------------------

local function keeper(desk)
  return office.may(desk, { "user", "user_role" }, {})
end
staff.keeper = keeper

-- A user by his login with his roles: {id, login, active, roles = {{role, scope, since, until, live}}}.
function staff.user(desk, login)
  if not keeper(desk) then return nil, office.denied(desk) end
  local user = desk:one("office_user", { login = login or "" })
  if not user then return nil, desk:refusal("NOTFOUND", "user_no_such", { login = login or "" }) end
  local today = desk:today()
  user.roles = desk:query("office_user_roles", { user = user.id })
  for _, row in ipairs(user.roles) do
    row.live = (not filled(row.since) or row.since <= today) and (not filled(row["until"])
      or row["until"] >= today)
    row.over = filled(row["until"]) ~= nil and row["until"] < today
  end
  return user
end

-- A role more.  form: login, role, scope (levels: "1-4"), since, until (both may be empty).
function staff.add_role(desk, form)
  local user, err = staff.user(desk, form.login)
  if not user then return nil, err end
  local scope = (form.scope or ""):gsub("%s", "")
  local role
  if not filled(form.role) then return nil, office.wrong("role", "office_which_role") end
  role, err = accounts.role(desk, form.role .. (scope ~= "" and ":" .. scope or ""))
  if not role then
    err.fields = { [scope ~= "" and "scope" or "role"] = err.msg }
    return nil, err
  end
  if scope ~= "" and not accounts.writes_all(desk, role.role) then
    return nil, office.wrong("scope", "office_no_scope")
  end
  local span = {}
  for _, field in ipairs({ "since", "until" }) do
    if filled(form[field]) then
      span[field] = calendar.read(form[field])
      if not span[field] then return nil, office.wrong(field, "bad_date") end
    end
  end
  if span["until"] and span["until"] < (span.since or desk:today()) then
    return nil, office.wrong("until", "office_until_before")
  end
  for _, row in ipairs(user.roles) do
    if row.role == role.role and row.scope == role.scope and row.live and not filled(row["until"]) then
      return nil, office.wrong("role", "office_role_twice")
    end
  end
  return office.write(desk, ru.office_note_role, function(st)
    act.must(st:put("user_role", { user = user.id, role = role.role, scope = role.scope,
      since = span.since or desk:today(), ["until"] = span["until"] }))
    return user.id
  end)
end

-- Does the role keep the list of users?
local function keeps(desk, role)
  return access.new({ { role = role, scope = "" } }, desk.rules:permits() or {}):may("user", "write", {})
end

-- A role less, from now on.  The last keeper of the list of users stays.  form: login, role, scope.
function staff.end_role(desk, form)
  local user, err = staff.user(desk, form.login)
  if not user then return nil, err end
  local found
  for _, row in ipairs(user.roles) do
    if row.role == form.role and row.scope == (form.scope or "") then found = row end
  end
  if not found then return nil, desk:refusal("NOTFOUND", "office_no_role") end
  if keeps(desk, found.role) then
    if user.login == desk.me.login then return nil, desk:refusal("DENIED", "office_not_own_role") end
    if not accounts.another_keeper(desk, user.login) then return nil, desk:refusal("DENIED", "user_last") end
  end
  local today = desk:today()
  local key = { user = user.id, role = found.role, scope = found.scope }
  return office.write(desk, ru.office_note_role_gone, function(st)
    if filled(found.since) and found.since >= today then
      act.must(st:void("user_role", key, ru.office_note_role_gone))
    else
      act.must(st:correct("user_role", key, { ["until"] = date.add_days(today, -1) },
        ru.office_note_role_gone))
    end
    return user.id
  end)
end

-- A user who was turned off comes in again, with a new first password.  form: login, own, password, again.
function staff.enable(desk, form)
  local user, err = staff.user(desk, form.login)
  if not user then return nil, err end
  local weak = users.weak(form.password or "", user.login)
  if weak then return nil, { code = "INPUT", msg = weak, fields = { password = weak } } end
  if form.password ~= form.again then return nil, office.wrong("again", "passwords_differ") end
  local set
  set, err = accounts.set_password(desk, form.own or "", user.login, form.password)
  if not set then
    if err.code == "PASSWORD" then err = { code = err.code, msg = err.msg, fields = { own = err.msg } } end
    return nil, err
  end
  local done, failed = office.write(desk, ru.office_note_enable, function(st)
    act.must(st:correct("user", user.id, { active = true }, ru.office_note_enable))
    return user.id
  end)
  if not done then desk.stick.vault:remove(user.login) end
  return done, failed
end

-- -- the school ------------------------------------------------------------------------------

staff.school_spec = {
  { name = "name", label = ru.office_school_name, required = true },
  { name = "short", label = ru.office_school_short, max = 80 },
  { name = "locality", label = ru.office_school_locality },
  { name = "head_name", label = ru.office_school_head },
}

-- The data of the school; its name stands on the door too.  form: name, short, locality, head_name.
function staff.set_school(desk, form)
  if not desk.access:may("school", "write", {}) then return nil, office.denied(desk) end
  local values, err = office.read(form, staff.school_spec)
  if not values then return nil, err end
  local now = desk:one("school")
  local changes = office.changes(now or {}, values, staff.school_spec)
  if not changes then return desk.stick:retitle() end
  local done, commit = office.write(desk, ru.office_note_school, function(st)
    if now then
      act.must(st:correct("school", { one = "school" }, changes, ru.office_note_school))
    else
      values.one = "school"
      act.must(st:put("school", values))
    end
  end)
  if not done then return nil, commit end
  local named, failed = desk.stick:retitle()
  if not named then return nil, failed end
  return done, commit
end

return staff
