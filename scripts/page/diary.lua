-- page/diary.lua -- the diary of a pupil by week, and the diaries of a class for printing.
-- Floor: page.
local date = require "core.date"
local ru = require "text.ru"
local calendar = require "school.calendar"
local class = require "school.class"
local diary = require "school.diary"
local marks = require "school.marks"
local people = require "school.people"
local frame = require "page.frame"

local page = {}

-- The Monday asked for, inside the year; today's week without a question.
local function monday_of(desk, req, year)
  local day = calendar.read(req.query.week or "") or calendar.day_in(year, desk:today())
  if day < year.starts then day = year.starts end
  if day > year.ends then day = year.ends end
  return diary.monday(day)
end

-- The lesson as the template wants it.
local function line_of(desk, lesson)
  local work = lesson.work and marks.works(desk).by[lesson.work]
  return { number = lesson.number or "", subject = lesson.subject, topic = lesson.topic or "",
    homework = lesson.homework or "", text = lesson.text, absent = lesson.absence ~= nil and not lesson.marks,
    work = work and work.label or "", comment = lesson.comment or "", promised = lesson.promised or false,
    cancelled = lesson.status == "cancelled", href = lesson.id and "/journals/" .. lesson.journal
      .. "?lesson="
      .. lesson.id or false }
end

local function days_of(desk, week)
  local days = {}
  for i, day in ipairs(week.days) do
    local lessons = {}
    for k, lesson in ipairs(day.lessons) do lessons[k] = line_of(desk, lesson) end
    days[i] = { title = calendar.day_named(day.date), rest = day.rest or "", lessons = lessons,
      today = day.date == desk:today() }
  end
  return days
end

local function span(monday)
  return ru.fill(ru.week_of, { from = calendar.written(monday),
    to = calendar.written(date.add_days(monday, 6)) })
end

-- Links to the weeks before and after; false at the ends of the year.
local function around(year, monday)
  local before, after = date.add_days(monday, -7), date.add_days(monday, 7)
  return date.add_days(before, 6) >= year.starts and before or false, after <= year.ends and after or false
end

local function sheet_of(desk, row, year, monday)
  local week = diary.week(desk, row.id, year, monday)
  local head = week.class and week.class.last and people.listed(week.class) or ""
  return frame.render("diary_week", { days = days_of(desk, week), partial = week.partial, head = head,
    print_head = ru.fill(ru.diary_print, { name = people.full(row), class = week.class and week.class.name
      or "",
      week = span(monday) }) })
end

-- GET /pupils/:id/diary -- one week of a pupil.
function page.pupil(req, desk, params)
  local row, err = people.pupil(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local year = calendar.chosen(desk, req.query.year)
  local monday = monday_of(desk, req, year)
  local before, after = around(year, monday)
  local body = frame.render("diary", { id = params.id, year = year.id, years = calendar.years(desk),
    week = monday,
    tabs = frame.render("pupil_tabs", { id = params.id, current = "diary", year = year.id }),
      span = span(monday),
    before = before, after = after, sheet = sheet_of(desk, row, year, monday) })
  return frame.page(req, desk, { title = people.full(row), name = "diary", help = "diary", place = "pupils",
    body = body, css = { "class.css" }, js = { "class.js" }, main_class = "wide",
    actions = frame.render("print_button", {}),
    crumbs = { { href = "/pupils", label = ru.place_pupils } } })
end

-- GET /classes/:id/diaries -- the week of every pupil, a sheet each on paper.
function page.class(req, desk, params)
  local view, err = class.open(desk, params.id)
  if not view then return frame.refuse(req, desk, err) end
  local year = { id = view.row.year, starts = view.row.year_starts, ends = view.row.year_ends }
  local monday = monday_of(desk, req, year)
  local before, after = around(year, monday)
  local sheets, sunday = {}, date.add_days(monday, 6)
  for _, pupil in ipairs(view.pupils) do
    if pupil.starts <= sunday and (not pupil.ends or pupil.ends >= monday) and people.visible(desk,
      pupil.id) then
      sheets[#sheets + 1] = { id = pupil.id, name = people.full(pupil),
        sheet = sheet_of(desk, pupil, year, monday) }
    end
  end
  local body = frame.render("class_diaries", { id = view.id, year = year.id, week = monday,
    span = span(monday),
    tabs = frame.render("class_tabs", { id = view.id, current = "diaries", year = year.id }), before = before,
    after = after, sheets = sheets })
  return frame.page(req, desk, { title = ru.fill(ru.class_title, { name = view.row.name }),
    name = "class_diaries",
    help = "diary", place = "pupils", body = body, css = { "class.css" }, js = { "class.js" },
      main_class = "wide",
    about = view.row.year_name, actions = frame.render("print_button", {}),
    crumbs = { { href = "/pupils" .. frame.query({ year = year.id }), label = ru.place_pupils } } })
end

return page
