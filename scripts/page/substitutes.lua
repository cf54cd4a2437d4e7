-- page/substitutes.lua -- who gives the lessons of a teacher who is away, and the sheet of a day's
-- substitutions.
-- Floor: page.
local date = require "core.date"
local ru = require "text.ru"
local calendar = require "school.calendar"
local journal = require "school.journal"
local people = require "school.people"
local substitutes = require "school.substitutes"
local frame = require "page.frame"
local lessons = require "page.lessons"

local page = {}

local function choice_text(choice)
  local parts = {}
  if choice.busy then
    parts[1] = ru.fill(ru.substitute_busy, { what = choice.busy })
  else
    if choice.knows then parts[#parts + 1] = ru.substitute_knows end
    if choice.theirs then parts[#parts + 1] = ru.substitute_theirs end
    if not choice.here then parts[#parts + 1] = ru.substitute_not_here end
  end
  return choice.name .. (#parts > 0 and " — " .. table.concat(parts, ", ") or "")
end

local function rows_of(desk, year, person, day)
  local rows = {}
  for i, one in ipairs(person ~= "" and substitutes.day(desk, year, person, day) or {}) do
    local list = {}
    for k, choice in ipairs(one.choices) do
      list[k] = { id = choice.id, text = choice_text(choice), busy = choice.busy ~= nil,
        chosen = choice.id == one.sub }
    end
    rows[i] = { key = one.key, number = one.number, title = journal.title(one.of), room = one.room or "",
      choices = list, write = one.write, sub = one.sub or "" }
  end
  return rows
end

-- GET /timetable/substitutes: ?date=, ?person= who is away.
function page.show(req, desk)
  if not desk.access:may("substitution", "see") then
    return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_place"))
  end
  local year = calendar.chosen(desk, req.query.year)
  if not year then return frame.refuse(req, desk, desk:refusal("NOTFOUND", "no_year_yet")) end
  local day = calendar.read(req.query.date or "") or calendar.day_in(year, substitutes.opens(desk:today()))
  local write = desk.access:may("substitution", "write")
  local person, staff, all = write and req.query.person or "", {}, {}
  for i, one in ipairs(write and substitutes.teachers(desk, year, day) or {}) do
    staff[i] = { id = one.person, name = people.listed(one), chosen = one.person == person }
  end
  for i, one in ipairs(substitutes.all(desk, year, day)) do
    all[i] = { number = one.number, title = journal.title(one.of), teachers = one.teachers,
      sub = people.listed(one.sub), room = one.room or "",
      href = write and "/lessons/change?lesson=" .. one.lesson or false }
  end
  local function to(other) return "/timetable/substitutes" .. frame.query({ date = other,
    person = person }) end
  local body = frame.render("substitutes", { csrf = req.csrf, day = day, date = calendar.written(day),
    day_text = calendar.day_named(day), staff = staff, person = person, rows = rows_of(desk, year, person,
      day),
    all = all, write = write, orders = write and lessons.orders(desk) or {}, year = year.id,
    before = to(date.add_days(day, date.weekday(day) == 1 and -2 or -1)),
    after = to(date.add_days(day, date.weekday(day) == 6 and 2 or 1)),
    undo = lessons.undo_bar(req, desk, "substitutes", to(day)) })
  return frame.page(req, desk, { title = ru.substitutes_title, name = "substitutes", help = "timetable",
    place = desk.access:place("today") and "today" or "school", body = body, about = calendar.day_named(day),
    actions = frame.render("print_button", {}), crumbs = { { href = "/timetable", label = ru.timetable } },
    css = { "lesson.css" }, js = { "class.js", "lesson.js" } })
end

-- POST /timetable/substitutes: date, person, reason, order, and a person for each lesson.
function page.put(req, desk)
  local form = frame.fields(req) or {}
  local year, day = calendar.chosen(desk, form.year), calendar.read(form.date or "")
  if not year or not day then return frame.refuse(req, desk, desk:refusal("INPUT", "bad_date")) end
  local n, err = substitutes.put(desk, year, day, form)
  return frame.done(req, desk, n, err, { to = "/timetable/substitutes" .. frame.query({ date = day,
    person = form.person or "" }), message = n and ru.fill(ru.substitutes_done, {
      n = ru.count(n, "lesson_forms") }) })
end

return page
