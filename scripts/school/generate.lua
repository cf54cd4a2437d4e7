-- school/generate.lua -- the year's lessons out of the timetable: first what would be done, then one commit.
-- Floor: school.  A lesson with a mark, an absence or a word in it is never touched.
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local journal = require "school.journal"
local timetable = require "school.timetable"
local undo = require "school.undo"

local generate = {}

local filled = entered.filled

-- Lessons of each journal: journal -> array.
local function stored(desk, year, group, from)
  local by = {}
  for _, row in ipairs(desk:query("year_lessons", { year = year.id, group = group, starts = from })) do
    by[row.journal] = by[row.journal] or {}
    table.insert(by[row.journal], row)
  end
  return by
end

local function place(day, number)
  return day .. "|" .. (number or "")
end

-- Which lessons already stand at a place, counting a moved one at the place it came from.
local function taken_of(rows)
  local taken, loose = {}, {}
  for _, row in ipairs(rows) do
    local day = filled(row.was) or row.date
    if row.number then
      taken[place(day, row.number)] = row
      if filled(row.was) then loose[day] = row end
    else
      loose[day] = row
    end
  end
  return taken, loose
end

-- Closed spans of each journal: nothing is added to them or taken out.
local function locks_of(desk, year)
  local by = {}
  for _, row in ipairs(desk:query("year_locks", { year = year.id })) do
    by[row.journal] = by[row.journal] or {}
    table.insert(by[row.journal], row)
  end
  return by
end

local function closed(spans, day)
  for _, span in ipairs(spans or {}) do
    if span.starts <= day and day <= span.ends then return true end
  end
  return false
end

local function journal_plan(row, wanted, rows, locks, from, drop)
  local one = { journal = row, add = {}, drop = {}, same = 0, kept = 0 }
  local taken, loose = taken_of(rows)
  local used = {}
  for _, need in ipairs(wanted) do
    local there = taken[place(need.date, need.number)]
    if not there and loose[need.date] and not used[loose[need.date]] then there = loose[need.date] end
    if there and not used[there] then
      used[there] = true
      one.same = one.same + 1
    elseif not closed(locks, need.date) then
      one.add[#one.add + 1] = need
    end
  end
  for _, lesson in ipairs(rows) do
    if not used[lesson] and lesson.date >= from then
      if drop and lesson.cells == 0 and lesson.filled == 0 and not closed(locks, lesson.date) then
        one.drop[#one.drop + 1] = lesson
      else
        one.kept = one.kept + 1
      end
    end
  end
  return one
end

-- What would be done.  opts: group ("" for all), from (a day; what is earlier stays as it is), drop (take
-- away
-- lessons that are not in the timetable and have nothing in them).  Returns {rows = {{journal, title, add,
-- drop, same, kept}}, add, drop, same, kept}, where add and drop of a row are arrays; or nil, err.
function generate.preview(desk, year, opts)
  if not timetable.may_write(desk) or not desk.access:may("lesson", "write") then
    return nil, desk:refusal("DENIED", "timetable_not_yours")
  end
  local data = timetable.year(desk, year.id)
  local found, locks = stored(desk, year, opts.group, opts.from), locks_of(desk, year)
  local plan, spans = { rows = {}, add = 0, drop = 0, same = 0, kept = 0 }, {}
  for _, row in ipairs(data.list) do
    local here = (opts.group == "" or row.group == opts.group)
      and desk.access:may("lesson", "write", { grade = row.grade, headed = row.head == desk.me.person })
    if here then
      local scheme = row.scheme or ""
      spans[scheme] = spans[scheme] or timetable.periods(desk, year, row.scheme)
      local one = journal_plan(row, timetable.days(data, row, spans[scheme], opts.from),
        found[row.id] or {}, locks[row.id], opts.from, opts.drop)
      one.title = journal.title(row)
      plan.rows[#plan.rows + 1] = one
      plan.add, plan.drop = plan.add + #one.add, plan.drop + #one.drop
      plan.same, plan.kept = plan.same + one.same, plan.kept + one.kept
    end
  end
  return plan
end

-- The first day a user would make lessons from: today within the year.
function generate.from(desk, year)
  return calendar.day_in(year, desk:today())
end

-- Does it, in one commit.  Returns the plan that was carried out, or nil, err.
function generate.run(desk, year, opts)
  local plan, err = generate.preview(desk, year, opts)
  if not plan then return nil, err end
  if plan.add == 0 and plan.drop == 0 then return plan end
  local done, failed = act.write(desk, { note = ru.generate_note }, function(st)
    local put = st:putter("lesson", "journal", "date", "number", "weight")
    for _, one in ipairs(plan.rows) do
      for _, need in ipairs(one.add) do act.must(put(one.journal.id, need.date, need.number, 100)) end
      for _, lesson in ipairs(one.drop) do act.must(st:void("lesson", lesson.id, ru.generate_note)) end
    end
  end)
  if not done then return nil, failed end
  undo.remember(desk, "generate", ru.fill(ru.generate_undo, { add = plan.add, drop = plan.drop }))
  return plan
end

return generate
