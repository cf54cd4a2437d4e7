-- page/today.lua -- the teacher's day: lessons with the way to the column of the journal.
-- Floor: page.
local date = require "core.date"
local ru = require "text.ru"
local calendar = require "school.calendar"
local journal = require "school.journal"
local remarks = require "school.remarks"
local first = require "page.first"
local frame = require "page.frame"

local today = {}

local function lesson_row(row)
  local href = "/journals/" .. row.journal .. (row.lesson and "?lesson=" .. row.lesson or "")
  return {
    number = row.number or "", href = href, group = row.group_name, subject = row.subject_name,
    subgroup = row.subgroup or "", room = row.room or "", topic = row.topic or "",
      homework = row.homework or "",
    lesson = row.lesson or false, cells = row.cells or 0, cells_text = ru.count(row.cells or 0, "cell_forms"),
  }
end

function today.show(req, desk)
  local now = desk:today()
  local day = calendar.read(req.query.date or "") or now
  local rows, year = journal.day(desk, day)
  local list = {}
  for i, row in ipairs(rows) do list[i] = lesson_row(row) end
  local near = desk:one("lesson_days_near", { me = desk.me.person or "", date = day }) or {}
  local owed = {}
  if year then
    for i, row in ipairs(desk:query("lessons_without_topic",
      { me = desk.me.person or "", date = now, year = year.id })) do
      owed[i] = { href = "/journals/" .. row.journal, title = journal.title(row),
        text = ru.fill(ru.without_topic, { n = ru.count(row.lessons, "lesson_forms"),
          date = calendar.written(row.first_date) }) }
    end
  end
  local teaches = near.before ~= nil or near.after ~= nil or #list > 0
  local body = frame.render("today", {
    day = day, day_text = calendar.day_named(day), is_today = day == now, lessons = list, owed = owed,
    teaches = teaches, steps = not teaches and first.steps(desk),
    before = near.before or false, after = near.after or journal.next_day(desk, day) or false,
      written = calendar.written,
    yesterday = date.add_days(day, -1), tomorrow = date.add_days(day, 1), year = year or false,
    journals = desk.access:place("journals"), remarks = year and remarks.waiting(desk, year) or 0,
  })
  local title = day == now and ru.place_today or calendar.day_named(day)
  return frame.page(req, desk, { title = title, name = "today", place = "today", body = body })
end

return today
