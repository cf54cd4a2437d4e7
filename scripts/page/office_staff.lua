-- page/office_staff.lua -- staff, logins and roles, the data of the school, the last acts of the office.
-- Floor: page.
local ru = require "text.ru"
local accounts = require "school.accounts"
local calendar = require "school.calendar"
local office = require "school.office"
local people = require "school.people"
local pupils = require "school.office_pupils"
local staff = require "school.office_staff"
local users = require "school.users"
local form = require "page.office_form"
local frame = require "page.frame"

local page = {}

local school = { href = "/school", label = ru.place_school }
local all = { href = "/office/staff", label = ru.office_tab_staff }
local logins = { href = "/school/users", label = ru.users_title }

local function denied(req, desk) return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_place")) end

-- -- staff -----------------------------------------------------------------------------------

-- GET /office/staff
function page.list(req, desk)
  if not desk.access:may("staff", "see", {}) then return denied(req, desk) end
  local now, gone = {}, {}
  for _, row in ipairs(people.sort(desk:query("office_staff", { on = desk:today() }))) do
    local past = (row.dismissed or "") ~= "" and row.dismissed < desk:today()
    local list = past and gone or now
    list[#list + 1] = { id = row.id, name = people.full(row), position = row.position or "",
      phone = row.phone or "", hired = calendar.written(row.hired),
        dismissed = calendar.written(row.dismissed),
      journals = row.journals, logins = row.logins or "" }
  end
  local body = frame.render("office_staff", { tabs = form.tabs(desk, "staff"), rows = now, gone = gone,
    may = staff.may(desk), keeper = staff.keeper(desk) })
  return form.page(req, desk, { title = ru.office_tab_staff, name = "office_staff", place = "school",
    help = "office_staff", body = body, crumbs = { school } })
end

local function staff_fields()
  local list = form.person_fields()
  list[#list + 1] = { name = "position", label = ru.office_position, optional = true }
  list[#list + 1] = { name = "hired", label = ru.office_hired, short = true, numeric = true, optional = true,
    hint = ru.office_hint_date }
  return list
end

local function new(req, desk, values, err)
  if not staff.may(desk) then return denied(req, desk) end
  local fields, link = staff_fields(), nil
  fields[1].focus = true
  if err and err.person then
    link = { href = "/office/staff/new" .. frame.query({ person = err.person }), label = ru.office_take_him }
    if err.fields.last then
      table.insert(fields, 4, { name = "namesake", type = "check", label = ru.office_namesake_box })
    end
  end
  local known = (values.person or "") ~= "" and desk:one("office_person", { person = values.person })
  if known then
    for _ = 1, 7 do table.remove(fields, 1) end
    fields[1].focus = true
  end
  local body = form.render(req, { action = "/office/staff", submit = ru.office_staff_send, fields = fields,
    values = values, err = err, link = link, lead = known and people.full(known) or nil,
    hidden = { person = known and known.id or nil }, back = "/office/staff" })
  return form.page(req, desk, { title = ru.office_staff_new, name = "office_staff_new", place = "school",
    help = "office_staff", body = body, crumbs = { school, all }, status = err and frame.status_of(err) })
end

-- GET /office/staff/new -- ?person= (somebody the school knows already)
function page.new(req, desk) return new(req, desk, { person = req.query.person }) end

function page.add(req, desk)
  local given = frame.fields(req) or {}
  local person, extra = staff.add(desk, given)
  if not person then return new(req, desk, given, extra) end
  return form.done(req, "/office/staff/" .. person, ru.fill(ru.office_staff_added,
    { who = people.full(desk:one("office_person", { person = person })) }), extra)
end

local function names_of(...)
  local list = {}
  for _, spec in ipairs({ ... }) do
    for _, one in ipairs(spec) do list[#list + 1] = { name = one.name, label = one.label } end
  end
  return list
end

local function past_of(desk, person)
  local rows = office.past(desk, "person", person, names_of(pupils.person_spec), form.shown)
  local work = names_of(staff.spec, { { name = "dismissed", label = ru.office_dismiss_day } })
  for _, one in ipairs(office.past(desk, "staff", { person = person }, work, form.shown)) do
    rows[#rows + 1] = one
  end
  table.sort(rows, function(a, b) return a.at > b.at end)
  return form.past(rows)
end

local function show(req, desk, person, opts)
  if not staff.may(desk) then return denied(req, desk) end
  local row = desk:one("office_person", { person = person })
  if not row or not row.staff then
    return frame.refuse(req, desk, desk:refusal("NOTFOUND", "office_no_person"))
  end
  opts = opts or {}
  local teaches, heads, own = {}, {}, {}
  for i, one in ipairs(desk:query("office_teaches", { person = person, on = desk:today() })) do
    teaches[i] = { id = one.journal, name = one.group_name .. ", " .. one.subject_name
      .. ((one.subgroup or "") ~= "" and ", " .. one.subgroup or "") }
  end
  for i, one in ipairs(desk:query("office_heads", { person = person, on = desk:today() })) do
    heads[i] = one.name
  end
  for _, one in ipairs(desk.access:may("user", "see") and users.list(desk) or {}) do
    if one.person == person then own[#own + 1] = { login = one.login, active = one.active ~= 0 } end
  end
  local fields = staff_fields()
  fields[#fields + 1] = { name = "reason", label = ru.office_reason, required = true }
  local to = "/office/staff/" .. person
  local gone = (row.dismissed or "") ~= ""
  local body = frame.render("office_worker", { id = person, csrf = req.csrf, position = row.position or "",
    hired = calendar.written(row.hired), dismissed = gone and calendar.written(row.dismissed) or "",
    teaches = teaches, heads = table.concat(heads, ", "), logins = own, keeper = staff.keeper(desk),
    sees = desk.access:may("user", "see"),
    may_journals = desk.access:may("journal", "write"), past = past_of(desk, person),
    data = form.render(req, { action = to, submit = ru.office_save, fields = fields, id = "data",
      values = opts.doing == "data" and opts.values or form.person_values(row),
      err = opts.doing == "data" and opts.err, hidden = { doing = "data" } }),
    dismiss = not gone and form.render(req, { action = to, submit = ru.office_dismiss_send, id = "dismiss",
      danger = true, values = opts.doing == "dismiss" and opts.values
        or { date = calendar.written(desk:today()) },
      fields = { { name = "date", label = ru.office_dismiss_day, required = true, short = true,
        numeric = true } },
      err = opts.doing == "dismiss" and opts.err, hidden = { doing = "dismiss" } }) or "",
    open_dismiss = opts.doing == "dismiss" })
  return form.page(req, desk, { title = people.full(row), name = "office_worker", place = "school",
    help = "office_staff", body = body, crumbs = { school, all }, status = opts.err
      and frame.status_of(opts.err) })
end

-- GET /office/staff/:id
function page.show(req, desk, params) return show(req, desk, params.id) end

local acts = { data = staff.correct, dismiss = staff.dismiss, back = staff.back }
local said = { data = "office_staff_saved", dismiss = "office_dismissed", back = "office_rehired" }

function page.set(req, desk, params)
  local given = frame.fields(req) or {}
  local doing = given.doing or ""
  if not acts[doing] then return frame.refuse(req, desk, { code = "INPUT", msg = ru.bad_request }) end
  given.person = params.id
  local done, extra = acts[doing](desk, given)
  if not done then return show(req, desk, params.id, { doing = doing, values = given, err = extra }) end
  local who = people.full(desk:one("office_person", { person = params.id }))
  return form.done(req, "/office/staff/" .. params.id,
    extra and ru.fill(ru[said[doing]], { who = who }) or ru.office_nothing_changed, extra)
end

-- -- logins and roles ------------------------------------------------------------------------

local function role_choices(desk)
  local list = {}
  for i, key in ipairs(accounts.roles(desk) or {}) do
    list[i] = { key = key, label = desk.rules:label("roles", key) }
  end
  return list
end

local function span_of(row)
  local parts = {}
  if (row.since or "") ~= "" then parts[1] = ru.fill(ru.office_since,
    { date = calendar.written(row.since) }) end
  if (row["until"] or "") ~= "" then
    parts[#parts + 1] = ru.fill(ru.office_till, { date = calendar.written(row["until"]) })
  end
  return table.concat(parts, " ")
end

local function show_user(req, desk, login, opts)
  local user, err = staff.user(desk, login)
  if not user then return frame.refuse(req, desk, err) end
  opts = opts or {}
  local roles = {}
  for i, row in ipairs(user.roles) do
    roles[i] = { key = row.role, label = desk.rules:label("roles", row.role), scope = row.scope,
      span = span_of(row),
      over = row.over }
  end
  local to = "/office/users/" .. login
  local adding = opts.doing == "role"
  local body = frame.render("office_user", { csrf = req.csrf, login = user.login, name = people.full(user),
    active = user.active ~= 0, own = user.login == desk.me.login, roles = roles, person = user.person or "",
    add = form.render(req, { action = to, submit = ru.office_role_send, id = "role",
      fields = { { name = "role", label = ru.office_role, type = "select", required = true,
        empty = ru.office_choose,
        options = role_choices(desk) },
        { name = "scope", label = ru.office_scope, short = true, optional = true,
          hint = ru.office_hint_scope },
        { name = "since", label = ru.office_role_since, short = true, numeric = true, optional = true,
          hint = ru.office_hint_since },
        { name = "until", label = ru.office_role_until, short = true, numeric = true, optional = true,
          hint = ru.office_hint_until } },
      values = adding and opts.values or {}, err = adding and opts.err, hidden = { doing = "role" } }),
    enable = user.active == 0 and form.render(req, { action = to, submit = ru.office_enable_send,
      id = "enable",
      fields = { { name = "password", label = ru.office_his_password, type = "password", required = true },
        { name = "again", label = ru.office_his_password_again, type = "password", required = true },
        { name = "own", label = ru.office_own_password, type = "password", required = true } },
      err = opts.doing == "enable" and opts.err, hidden = { doing = "enable" } }) or "" })
  return form.page(req, desk, { title = ru.fill(ru.office_user_title, { login = user.login }),
    name = "office_user",
    place = "school", help = "users", body = body, crumbs = { school, logins },
    status = opts.err and frame.status_of(opts.err) })
end

-- GET /office/users/:login
function page.user(req, desk, params) return show_user(req, desk, params.login) end

local user_acts = { role = staff.add_role, drop = staff.end_role, enable = staff.enable,
  disable = function(desk, given) return accounts.remove(desk, given.login) end }
local user_said = { role = "office_role_added", drop = "office_role_gone", enable = "office_enabled",
  disable = "office_disabled" }

function page.user_set(req, desk, params)
  local given = frame.fields(req) or {}
  local doing = given.doing or ""
  if not user_acts[doing] then return frame.refuse(req, desk, { code = "INPUT", msg = ru.bad_request }) end
  given.login = params.login
  local done, extra = user_acts[doing](desk, given)
  local to = "/office/users/" .. params.login
  if not done and (doing == "drop" or doing == "disable") then return form.refused(req, to, extra) end
  if not done then
    for _, name in ipairs({ "password", "again", "own" }) do given[name] = nil end
    return show_user(req, desk, params.login, { doing = doing, values = given, err = extra })
  end
  local may_undo = doing == "role" or doing == "drop"
  return form.done(req, to, ru.fill(ru[user_said[doing]], { login = params.login }), may_undo and extra
    or nil)
end

-- -- the school, the last acts ---------------------------------------------------------------

local function show_school(req, desk, values, err)
  if not desk.access:may("school", "write", {}) then return denied(req, desk) end
  local fields = { { name = "name", label = ru.office_school_name, required = true, focus = true,
    hint = ru.office_hint_school }, { name = "short", label = ru.office_school_short, optional = true },
    { name = "locality", label = ru.office_school_locality, optional = true },
    { name = "head_name", label = ru.office_school_head, optional = true,
      hint = ru.office_hint_school_head } }
  local body = frame.render("office_school", { tabs = form.tabs(desk, "school"),
    form = form.render(req, { action = "/office/school", submit = ru.office_save, fields = fields,
      values = values or desk:one("school") or {}, err = err }),
    past = form.past(office.past(desk, "school", { one = "school" }, names_of(staff.school_spec),
      form.shown)),
    periods = desk.access:may("period", "write") })
  return form.page(req, desk, { title = ru.office_tab_school, name = "office_school", place = "school",
    body = body, crumbs = { school }, status = err and frame.status_of(err) })
end

-- GET /office/school
function page.school(req, desk) return show_school(req, desk) end

function page.school_set(req, desk)
  local given = frame.fields(req) or {}
  local done, extra = staff.set_school(desk, given)
  if not done then return show_school(req, desk, given, extra) end
  return form.done(req, "/office/school", extra and ru.office_school_saved or ru.office_nothing_changed,
    extra)
end

-- GET /office: what was done last.
function page.acts(req, desk)
  if not desk.access:may("group", "see") or not desk.access:may("pupil", "see", {}) then
    return denied(req, desk)
  end
  local rows = {}
  for i, row in ipairs(office.acts(desk, 60)) do
    rows[i] = { id = row.id, at = calendar.moment(row.at), who = row.who, title = row.title,
      about = row.about,
      href = row.href, undo = row.undo }
  end
  local body = frame.render("office_acts", { tabs = form.tabs(desk, "acts"), rows = rows, csrf = req.csrf,
    mover = pupils.mover(desk) })
  return form.page(req, desk, { title = ru.office_title, name = "office", place = "school", body = body,
    crumbs = { school } })
end

-- POST /office/undo: act, to
function page.undo(req, desk)
  local given = frame.fields(req) or {}
  local done, err = office.undo(desk, given.act)
  local to = frame.own_path(given.to) or "/office"
  if not done then return form.refused(req, to, err) end
  -- The card of what was just made is no more.
  local gone = to:match("^/office/pupil/([%w-]+)$") or to:match("^/office/staff/([%w-]+)$")
  if gone and not desk:one("office_person", { person = gone }) then
    to = to:find("^/office/staff") and "/office/staff" or "/pupils"
  end
  gone = to:match("^/office/groups/([%w-]+)$")
  if gone and not desk:one("office_group", { group = gone }) then to = "/office/groups" end
  return frame.go(req, to, ru.office_undone)
end

return page
