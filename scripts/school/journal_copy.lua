-- school/journal_copy.lua -- topics, homework and kinds of work of lessons copied to the parallel class or
-- subgroup: one lesson, or many in the order of the other journal's own timetable.  Marks never.
-- Floor: school.
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local journal = require "school.journal"
local lessons = require "school.lessons"
local timetable = require "school.timetable"
local undo = require "school.undo"

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
  local rows, err = undo.watch(desk, "lessons:" .. to, ru.fill(ru.copy_words, { n = ru.count(1,
    "lesson_forms") }),
    lessons.set, desk, to, { row }, reason)
  if not rows then return nil, err end
  return rows[1], journal.open(desk, to)
end

-- -- many lessons ------------------------------------------------------------------------------

local filled = entered.filled

copy.modes = { "empty", "over", "free" }

-- What a lesson has to give of the parts asked for.
local function gives(lesson, parts)
  for _, part in ipairs(copy.parts) do
    if parts[part] and filled(lesson[part]) then return true end
  end
  return false
end
copy.parts = { "topic", "homework", "work" }

-- Journals the user may copy into: array of {id, title}.
function copy.journals(desk, frame)
  local list = {}
  for _, row in ipairs(desk:query("journals_parallel", { journal = frame.id, me = desk.me.person or "" })) do
    local other, rights = journal.open(desk, row.id)
    if other and rights.lesson then list[#list + 1] = { id = row.id, title = journal.title(row) } end
  end
  return list
end

-- The lessons of the other journal in order, with the days of its timetable that have no lesson yet.
function copy.targets(desk, other)
  local row, list, taken = other.journal, {}, {}
  local marked = {}
  for _, one in ipairs(desk:query("lessons_with_cells", { journal = other.id })) do
    marked[one.lesson] = true
  end
  for _, lesson in ipairs(other.lessons) do
    local day = filled(lesson.was) or lesson.date
    taken[day .. "|" .. (lesson.number or "")], taken[day] = true, taken[day] or not lesson.number
    if lesson.status ~= "cancelled" then
      list[#list + 1] = { lesson = lesson, date = lesson.date, number = lesson.number,
        marked = marked[lesson.id] }
    end
  end
  local year = { id = row.year, starts = row.year_starts, ends = row.year_ends }
  local data = timetable.year(desk, year.id)
  for _, day in ipairs(timetable.days(data, data.journals[other.id], timetable.periods(desk, year,
    row.scheme))) do
    if not taken[day.date .. "|" .. day.number] and taken[day.date] ~= true then
      list[#list + 1] = { date = day.date, number = day.number }
    end
  end
  table.sort(list, function(a, b)
    if a.date ~= b.date then return a.date < b.date end
    return (a.number or 0) < (b.number or 0)
  end)
  return list
end

-- The lessons between two of the journal that have something to give.
local function sources_of(frame, opts)
  local from, to = frame.lesson[opts.from or ""], frame.lesson[opts.to or ""]
  local list, on = {}, false
  if from and to and to.date < from.date then from, to = to, from end
  for _, lesson in ipairs(from and to and frame.lessons or {}) do
    on = on or lesson == from
    if on and lesson.status ~= "cancelled" and gives(lesson, opts.parts) then list[#list + 1] = lesson end
    if lesson == to then break end
  end
  return list, from
end

-- What changes in the target: fields {field = value}, and whether something there is written over.
local function changes_of(source, target, opts)
  local now, fields, collides = target.lesson or {}, {}, false
  for _, part in ipairs(copy.parts) do
    local value, old = opts.parts[part] and filled(source[part]), filled(now[part])
    local may = not old or opts.mode == "over"
    if part == "work" and target.marked and opts.mode ~= "over" then may = false end
    if value and value ~= old then
      collides = collides or old ~= nil
      if may then fields[part] = value end
    end
  end
  if fields.work and (now.weight or 100) ~= (source.weight or 100) then
    fields.weight = source.weight or 100
  end
  return fields, collides
end

local function start_of(frame, targets, opts, first)
  for i, target in ipairs(targets) do
    if target.date .. "|" .. (target.number or "") == opts.start then return i end
  end
  local place, n = ordinal(frame, first.id), 0
  for i = 1, place do
    if frame.lessons[i].status ~= "cancelled" then n = n + 1 end
  end
  return math.max(1, math.min(n, #targets))
end

-- What would be copied where.  opts: from, to (lessons of the journal), into (a journal), start
-- ("date|number" of its first lesson, or nil), parts {topic, homework, work}, mode ("empty": only what is
-- empty; "over": over what stands; "free": only lessons without a topic), reason (for closed periods).
-- Returns {other, targets, start, rows = {{source, target, fields, state}}, n, collisions}; state: "put",
-- "new" (the lesson is made), "kept" (nothing to change), "over", "locked", "none" (no lessons left).
function copy.preview(desk, id, opts)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  local known = false
  for _, one in ipairs(copy.journals(desk, frame)) do known = known or one.id == opts.into end
  if not known then return nil, { code = "DENIED", msg = ru.copy_not_yours } end
  local other = journal.open(desk, opts.into)
  local targets, found = copy.targets(desk, other), sources_of(frame, opts)
  local plan = { other = other, targets = targets, rows = {}, n = 0, collisions = 0 }
  if #found == 0 then return plan end
  local at = start_of(frame, targets, opts, found[1])
  plan.start = targets[at] and targets[at].date .. "|" .. (targets[at].number or "")
  for _, source in ipairs(found) do
    while opts.mode == "free" and targets[at] and filled((targets[at].lesson or {}).topic) do at = at + 1 end
    local target = targets[at]
    at = at + 1
    local row = { source = source, target = target, fields = {}, state = "none" }
    if target then
      row.fields, row.collides = changes_of(source, target, opts)
      local shut = other.locked[other.period_of(target.date) or ""] and not filled(opts.reason)
      row.state = shut and "locked" or not next(row.fields) and "kept" or row.collides and opts.mode == "over"
        and "over" or not target.lesson and "new" or "put"
      row.writes = not shut and next(row.fields) ~= nil
      if row.collides then plan.collisions = plan.collisions + 1 end
      if row.writes then plan.n = plan.n + 1 end
    end
    plan.rows[#plan.rows + 1] = row
  end
  return plan
end

-- Copies as previewed, in one commit that may be taken back whole.  Returns what was done, or nil, err.
function copy.many(desk, id, opts)
  local plan, err = copy.preview(desk, id, opts)
  if not plan then return nil, err end
  if plan.n == 0 then return nil, { code = "INPUT", msg = ru.copy_nothing } end
  local done, failed = act.write(desk, { note = ru.copy_note }, function(st)
    for _, row in ipairs(plan.rows) do
      local target, fields = row.target, row.fields
      if row.writes and target.lesson then
        act.must(st:correct("lesson", target.lesson.id, fields, filled(opts.reason) or ru.copy_note))
      elseif row.writes then
        fields.journal, fields.date, fields.number = plan.other.id, target.date, target.number
        fields.weight = fields.weight or 100
        act.must(st:put("lesson", fields))
      end
    end
  end)
  if not done then return nil, failed end
  undo.remember(desk, "lessons:" .. plan.other.id, ru.fill(ru.copy_words, { n = ru.count(plan.n,
    "lesson_forms") }))
  return plan
end

return copy
