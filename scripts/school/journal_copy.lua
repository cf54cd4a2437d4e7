-- school/journal_copy.lua -- a lesson's topic, homework and kind of work copied to the parallel class.
-- Floor: school.
local ru = require "text.ru"
local journal = require "school.journal"
local lessons = require "school.lessons"

local copy = {}

local AROUND = 6 -- lessons offered on each side of the one with the same number in order

local function weight_text(hundredths)
  return (string.format("%.2f", (hundredths or 100) / 100):gsub("%.", ","))
end

local function ordinal(frame, id)
  for i, lesson in ipairs(frame.lessons) do
    if lesson.id == id then return i end
  end
  return nil
end

-- Journals of the same subject, grade and year whose lessons the user may write:
-- array of {id, title, lessons = {{id, date, topic, best}}}; lessons stand around the same place in order.
function copy.places(desk, frame, lesson_id)
  local place, list = ordinal(frame, lesson_id), {}
  if not place then return nil, desk:refusal("NOTFOUND", "no_such_lesson") end
  for _, row in ipairs(desk:query("journals_parallel", { journal = frame.id, me = desk.me.person or "" })) do
    local other, rights = journal.open(desk, row.id)
    if other and rights.lesson and #other.lessons > 0 then
      local middle = math.min(place, #other.lessons)
      local one = { id = row.id, title = journal.title(row), lessons = {} }
      for i = math.max(1, middle - AROUND), math.min(#other.lessons, middle + AROUND) do
        local lesson = other.lessons[i]
        one.lessons[#one.lessons + 1] = { id = lesson.id, date = lesson.date, topic = lesson.topic or "",
          best = i == middle }
      end
      list[#list + 1] = one
    end
  end
  return list
end

-- Copies the lesson over another one; what is empty here stays as it is there.  `into` is
-- "journal:lesson".  Returns the row of the lesson as it stands and its journal's frame, or nil, err.
function copy.run(desk, id, lesson_id, into, reason)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  local lesson = frame.lesson[lesson_id or ""]
  if not lesson then return nil, desk:refusal("NOTFOUND", "no_such_lesson") end
  local to, target = (into or ""):match("^([%w_%-]+):([%w_%-]+)$")
  if not to then return nil, { code = "INPUT", msg = ru.copy_none } end
  local known = false
  for _, row in ipairs(desk:query("journals_parallel", { journal = id, me = desk.me.person or "" })) do
    known = known or row.id == to
  end
  if not known then return nil, { code = "DENIED", msg = ru.copy_not_yours } end
  local row = { lesson = target, work = lesson.work, weight = lesson.work and weight_text(lesson.weight) }
  for _, name in ipairs({ "topic", "homework" }) do
    if lesson[name] and lesson[name] ~= "" then row[name] = lesson[name] end
  end
  local rows, err = lessons.set(desk, to, { row }, reason)
  if not rows then return nil, err end
  return rows[1], journal.open(desk, to)
end

return copy
