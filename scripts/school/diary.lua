-- school/diary.lua -- a pupil's week: lessons, homework and marks, as his diary shows them.
-- Floor: school.  Only journals this user may see; hidden comments are never read.
local date = require "core.date"
local calendar = require "school.calendar"
local cells = require "school.cells"

local diary = {}

local function about(desk, row)
  return { mine = row.mine == 1, headed = row.head ~= nil and row.head == desk.me.person, grade = row.grade }
end

-- The Monday of the week of a day.
function diary.monday(day)
  return date.add_days(day, 1 - date.weekday(day))
end

-- The pupil's journals of the year this user may see, by id; whether there are others.
function diary.journals(desk, person, year)
  local by, partial = {}, false
  local wanted = { person = person, year = year.id, me = desk.me.person or "",
    on = calendar.day_in(year, desk:today()) }
  for _, row in ipairs(desk:query("pupil_journals", wanted)) do
    if desk.access:may("cell", "see", about(desk, row)) then by[row.id] = row else partial = true end
  end
  return by, partial
end

-- The class of the pupil in the year (the last one): {id, name, grade, head's name}, or nil.
function diary.class(desk, person, year)
  return desk:one("pupil_class", { person = person, year = year.id })
end

local function of_grade(grades, grade)
  if not grades or grades == "" or not grade then return true end
  for part in grades:gmatch("[^,; ]+") do
    local from, to = part:match("^(%d+)%-?(%d*)$")
    from, to = tonumber(from), tonumber(to) or tonumber(from)
    if from and grade >= from and grade <= to then return true end
  end
  return false
end

-- The name of the holidays a day lies in, or nil.
local function rest_on(vacations, grade, day)
  for _, row in ipairs(vacations) do
    if day >= row.starts and day <= row.ends and of_grade(row.grades, grade) then return row.name end
  end
  return nil
end

local function blank(value)
  return value == "" and nil or value
end

local function lesson_of(row, journal)
  return { id = row.id, journal = row.journal, subject = journal.subject_name, number = row.number,
    topic = blank(row.topic), homework = blank(row.homework), work = blank(row.work), weight = row.weight,
    status = blank(row.status), text = cells.text(row), absence = blank(row.absence),
      marks = blank(row.marks),
    comment = blank(row.comment) }
end

-- Lessons that the timetable promises for a day on which none is written yet.
local function promised(slots, journals, day)
  local list, weekday = {}, date.weekday(day)
  for _, slot in ipairs(slots) do
    local journal = journals[slot.journal]
    local begun = not blank(slot.starts) or slot.starts <= day
    local over = blank(slot.ends) and slot.ends < day
    if journal and slot.weekday == weekday and begun and not over then
      list[#list + 1] = { journal = slot.journal, subject = journal.subject_name, number = slot.number,
        text = "", promised = true }
    end
  end
  return list
end

-- The week of a pupil from Monday on: {days = {{date, rest, lessons}}, partial, journals}.  Saturday is there
-- only when it has lessons.
function diary.week(desk, person, year, monday)
  local journals, partial = diary.journals(desk, person, year)
  local span = { person = person, year = year.id, starts = monday, ends = date.add_days(monday, 6) }
  local by_day = {}
  for _, row in ipairs(desk:query("diary_lessons", span)) do
    local journal = journals[row.journal]
    if journal then
      by_day[row.date] = by_day[row.date] or {}
      table.insert(by_day[row.date], lesson_of(row, journal))
    end
  end
  local slots = desk:query("diary_slots", { person = person, year = year.id })
  local vacations, class = desk:query("diary_vacations", { year = year.id }), diary.class(desk, person, year)
  local days, today = {}, desk:today()
  for i = 0, 6 do
    local day = date.add_days(monday, i)
    local rest = rest_on(vacations, class and class.grade, day)
    local list = by_day[day]
    if not list and not rest and day >= today and day <= year.ends and day >= year.starts then
      list = promised(slots, journals, day)
    end
    if i < 5 or list and #list > 0 then
      days[#days + 1] = { date = day, rest = rest, lessons = list or {} }
    end
  end
  return { days = days, partial = partial, journals = journals, class = class }
end

return diary
