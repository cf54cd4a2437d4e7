-- page/school.lua -- the school in figures: classes, people, periods, users.
-- Floor: page.
local ru = require "text.ru"
local calendar = require "school.calendar"
local people = require "school.people"
local users = require "school.users"
local frame = require "page.frame"
local user_page = require "page.users"
local importing = require "page.import"

local school = {}

local function groups_of(desk, year, office)
  local list = {}
  local on = calendar.day_in(year, desk:today())
  for i, row in ipairs(desk:query("groups_of_year", { year = year.id, on = on })) do
    list[i] = { name = row.name, kind = desk.rules:label("group_kinds", row.kind), head = people.listed(row),
      pupils = row.pupils, journals = row.journals,
      href = (row.kind == "class" or row.kind == "group") and "/classes/" .. row.id or row.pupils > 0
        and "/pupils"
        .. frame.query({ q = row.name, year = year.id }) or office and "/office/groups/" .. row.id or false }
  end
  return list
end

function school.show(req, desk)
  local year = calendar.chosen(desk, req.query.year)
  local about = desk:one("school") or {}
  local periods = {}
  for i, row in ipairs(year and calendar.periods(desk, year.id) or {}) do
    periods[i] = { name = row.name, starts = calendar.written(row.starts), ends = calendar.written(row.ends) }
  end
  local office = desk.access:may("group", "see") and desk.access:may("pupil", "see", {})
  local groups, total = year and groups_of(desk, year, office) or {}, 0
  if year then total = select(2, people.pupils(desk, year.id, calendar.day_in(year, desk:today()))) end
  local body = frame.render("school", {
    deputy = desk.access:may("inspection", "see"),
    name = about.name or "", locality = about.locality or "", head_name = about.head_name or "",
      groups = groups,
    pupils = ru.count(total, "pupil_forms"), years = calendar.years(desk), year = year and year.id or "",
    periods = periods, users = desk.access:may("user", "see") and user_page.rows(desk) or {},
    may_users = desk.access:may("user", "write"), office = office,
    may_school = desk.access:may("school", "write", {}), may_groups = desk.access:may("group", "write", {}),
    counts = desk:one("counts") or {},
  })
  return frame.page(req, desk, { title = ru.place_school, name = "school", place = "school", body = body,
    actions = frame.render("school_actions", { import = importing.any(desk), office = office }) })
end

-- The user's own page: who he is and his password.
function school.me(req, desk)
  local wrong = req.session.again or {}
  req.session.again = nil
  local body = frame.render("me", { login = desk.me.login, name = people.full(desk.me), csrf = req.csrf,
    wrong = wrong })
  return frame.page(req, desk, { title = ru.my_page, name = "me", body = body })
end

-- "Дата верна, продолжить": the clock of this computer is trusted until the program ends.
function school.clock(req, desk)
  local form = frame.fields(req) or {}
  desk.stick.clock_ok = true
  return frame.done(req, desk, true, nil, { to = frame.own_path(form.to) or frame.home(desk),
    message = ru.clock_taken })
end

function school.password(req, desk)
  local form = frame.fields(req) or {}
  local ok, err = users.change_password(desk, form.old, form.new, form.again)
  if not ok and not frame.wants_json(req) then
    req.session.again = err.fields or { old = err.msg }
    return frame.go(req, "/me", err.msg, true)
  end
  return frame.done(req, desk, ok, err, { to = "/me", message = ru.password_changed })
end

return school
