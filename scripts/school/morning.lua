-- school/morning.lua -- the school's day for those who look after it: its lessons, who is away, what waits.
-- Floor: school.  Each part is given only as far as the user may see it; a part he may not see is nil.
-- What the year's sheet must be counted for (school/progress.lua) is a part of its own: it may come later.
local date = require "core.date"
local ru = require "text.ru"
local asks = require "school.asks"
local calendar = require "school.calendar"
local class = require "school.class"
local cells = require "school.cells"
local council = require "school.council"
local journal = require "school.journal"
local marks = require "school.marks"
local people = require "school.people"
local progress = require "school.progress"
local regulation = require "school.regulation"
local remarks = require "school.remarks"
local results = require "school.results"
local session = require "school.session"
local timetable = require "school.timetable"

local morning = {}

-- A day with lessons is looked for so far back; debts, birthdays and marks are told of so many days.
local BACK, AHEAD, WEEK = 40, 7, 7

local function about(desk, row)
  return { headed = row.head ~= nil and row.head == desk.me.person, grade = row.grade, mine = row.mine == 1 }
end

-- The last day with lessons up to a day, or nil.
function morning.last_day(desk, day)
  return (desk:one("day_last", { date = day, since = date.add_days(day, -BACK) }) or {}).day
end

-- Why there are no lessons on a day: words, or nil.
function morning.rest(desk, year, day)
  local free = timetable.vacation(timetable.year(desk, year.id), day)
  if free then return ru.fill(ru.day_vacation, { name = free.name, ends = calendar.written(free.ends) }) end
  if day < year.starts or day > year.ends then return ru.day_no_year end
  return date.weekday(day) == 7 and ru.day_sunday or nil
end

-- -- the lessons of a day --------------------------------------------------------------------------

local function teachers_of(desk, from, till)
  local map = {}
  for _, row in ipairs(desk:query("day_teachers", { starts = from, ends = till })) do
    map[row.journal] = map[row.journal] or {}
    table.insert(map[row.journal], row)
  end
  return map
end

-- Lessons over by now are those whose bell has rung; without bells, those of the days before.
local function over(desk, year, today)
  local data, moment = timetable.year(desk, year.id), date.now():sub(12, 16)
  local by = {}
  return function(lesson)
    if lesson.date < today then return true end
    local grade = lesson.grade or 0
    by[grade] = by[grade] or timetable.bells(data, lesson.grade)
    local bell = by[grade][lesson.number or 0]
    return bell ~= nil and (bell.ends or "") ~= "" and bell.ends < moment
  end
end

local function unfilled(desk, lesson)
  if lesson.status == "cancelled" then return nil end
  local empty = lesson.cells == 0 and (lesson.grading or "") ~= "none"
  if lesson.topic == 1 and not empty then return nil end
  if not desk.access:may("inspection", "see", { grade = lesson.grade }) then return nil end
  return lesson.topic == 0 and (empty and ru.day_empty or ru.day_no_topic) or ru.day_no_cells
end

-- Adds a lesson to those of a teacher that are not filled.
local function owe(list, at, person, lesson, what)
  local key = person and person.person or ""
  if not at[key] then
    at[key] = { person = person, lessons = {} }
    list[#list + 1] = at[key]
  end
  table.insert(at[key].lessons, { lesson = lesson, what = what })
end

-- The lessons of the school on `day`: {n, classes, changes = lessons given by another, moved or cancelled},
-- nil when none may be seen; and what is not filled on it and on the day with lessons before it, by teacher,
-- nil when that is not the user's business.
function morning.lessons(desk, year, day)
  local today = desk:today()
  local before = morning.last_day(desk, date.add_days(day, -1)) or day
  local rows = desk:query("day_lessons", { starts = before, ends = day })
  local is_over = over(desk, year, today)
  local teachers
  local found = { n = 0, classes = 0, changes = {} }
  local owed, at, seen, any = {}, {}, {}, false
  for _, lesson in ipairs(rows) do
    if lesson.date == day and desk.access:may("substitution", "see", about(desk, lesson)) then
      any = true
      if lesson.status ~= "cancelled" then found.n = found.n + 1 end
      if not seen[lesson.group] then
        seen[lesson.group] = true
        found.classes = found.classes + 1
      end
      if lesson.sub or lesson.status == "cancelled" or (lesson.was or "") ~= "" then
        found.changes[#found.changes + 1] = lesson
      end
    end
    local what = is_over(lesson) and unfilled(desk, lesson)
    if what then
      teachers = teachers or teachers_of(desk, before, day)
      if lesson.sub then
        owe(owed, at, { person = lesson.sub, last = lesson.last, first = lesson.first,
          middle = lesson.middle }, lesson, what)
      else
        for _, person in ipairs(teachers[lesson.journal] or { false }) do
          owe(owed, at, person or nil, lesson, what)
        end
      end
    end
  end
  table.sort(owed, function(a, b)
    if #a.lessons ~= #b.lessons then return #a.lessons > #b.lessons end
    return people.full(a.person) < people.full(b.person)
  end)
  if teachers or #found.changes > 0 then teachers = teachers or teachers_of(desk, before, day) end
  for _, lesson in ipairs(found.changes) do lesson.teachers = teachers[lesson.journal] or {} end
  return any and found or nil, desk.access:may("inspection", "see") and owed or nil
end

-- -- who is away ------------------------------------------------------------------------------------

-- Is the absence without a reason: a missed lesson whose code does not excuse?
local function bare(scale, symbol)
  local code = scale.by[symbol]
  return code ~= nil and code.missed and not code.excused
end

local function ranges_of(desk, day, scale)
  local by_key, map = {}, {}
  for _, code in ipairs(scale) do by_key[code.key or ""] = code end
  for _, row in ipairs(desk:query("day_ranges", { date = day })) do
    map[row.person] = { code = by_key[row.reason], ends = row.ends }
  end
  return map
end

-- What is said of one absent pupil: {pupil, words, bare}; nil when he was only late.
local function away_row(pupil, codes, range, scale)
  local words, without = {}, false
  if range and range.code then
    words[1] = ru.fill(ru.day_till, { reason = range.code.label,
      ends = calendar.written(range.ends):sub(1, 5) })
  else
    for _, symbol in ipairs(codes.order) do
      local code = scale.by[symbol]
      if not code or code.missed then
        words[#words + 1] = ru.fill(ru.day_missed, { label = code and code.label or symbol,
          n = ru.count(codes[symbol], "lesson_forms") })
        without = without or bare(scale, symbol)
      end
    end
  end
  if #words == 0 then return nil end
  return { pupil = pupil, words = table.concat(words, ", "), bare = without }
end

-- Pupils away on a day by class: array of {group, name, kind, mine, rows = {{pupil, words, bare}}}, in the
-- order of classes; nil when the user may see no class.  His own class is there even when all are present.
function morning.away(desk, year, day)
  local scale, codes = marks.scale(desk, day), {}
  for _, row in ipairs(desk:query("day_absent", { date = day })) do
    local own = codes[row.person] or { order = {} }
    codes[row.person] = own
    if not own[row.absence] then own.order[#own.order + 1] = row.absence end
    own[row.absence] = (own[row.absence] or 0) + 1
  end
  local ranges = ranges_of(desk, day, scale)
  local list, at, any = {}, {}, false
  for _, pupil in ipairs(desk:query("day_pupils", { year = year.id, date = day })) do
    local group = at[pupil.group]
    if group == nil then
      local thing = about(desk, pupil)
      group = (desk.access:may("cell", "see", thing) or desk.access:may("absence_range", "see", thing))
        and { group = pupil.group, name = pupil.group_name, kind = pupil.kind, mine = thing.headed,
          rows = {}, all = 0, cells = desk.access:may("cell", "see", thing), pupils = {} }
      at[pupil.group] = group
      if group then
        any = true
        list[#list + 1] = group
      end
    end
    if group then
      group.all = group.all + 1
      if group.mine then group.pupils[group.all] = pupil end
      local own = group.cells and codes[pupil.person] or { order = {} }
      local row = away_row(pupil, own, ranges[pupil.person], scale)
      if row then group.rows[#group.rows + 1] = row end
    end
  end
  return any and list or nil
end

-- -- the class teacher's own class ------------------------------------------------------------------

-- The next birthday on or after a day: "2026-11-24", nil without a date of birth.
local function birthday(born, day)
  if (born or "") == "" then return nil end
  local on = day:sub(1, 4) .. born:sub(5)
  if on < day then on = (tonumber(day:sub(1, 4)) + 1) .. born:sub(5) end
  return on
end

-- Who of the class turns older within a week: array of {pupil, on, age}.
function morning.birthdays(desk, group, day)
  local list = {}
  if not desk.access:may("person", "see", { headed = true }) then return list end
  for _, pupil in ipairs(group.pupils) do
    local on = birthday(pupil.born, day)
    if on and on <= date.add_days(day, AHEAD) then
      list[#list + 1] = { pupil = pupil, on = on,
        age = tonumber(on:sub(1, 4)) - tonumber(pupil.born:sub(1, 4)) }
    end
  end
  table.sort(list, function(a, b) return a.on < b.on end)
  return list
end

-- Marks of the class in the last week that the regulation counts as a debt, by pupil, those with the most of
-- them first: array of {pupil, marks = {{subject, mark, date, journal, lesson}}}.
function morning.low(desk, group, day)
  local bad, by, list = council.rules(desk).debt, {}, {}
  for i, pupil in ipairs(group.pupils) do by[pupil.person] = { pupil = pupil, ord = i, marks = {} } end
  for _, row in ipairs(desk:query("day_marks", { group = group.group, starts = date.add_days(day, -WEEK),
    ends = day })) do
    for _, mark in ipairs(cells.split(row.marks)) do
      local one = bad[mark] and by[row.person]
      if one then
        if #one.marks == 0 then list[#list + 1] = one end
        table.insert(one.marks, { subject = row.subject_name, mark = mark, date = row.date,
          journal = row.journal, lesson = row.lesson })
      end
    end
  end
  table.sort(list, function(a, b)
    if #a.marks ~= #b.marks then return #a.marks > #b.marks end
    return a.ord < b.ord
  end)
  return list
end

local function value_of(scale, symbol)
  local one = symbol and scale.by[symbol]
  return one and one.kind == "mark" and one.value or nil
end

-- Results that are going down in one journal: what is proposed for the running period is lower than what was
-- decided for the one before.
local function falling_in(desk, frame, today, list)
  local scale, stored = marks.scale(desk, today), nil
  for i = 2, #frame.own_periods do
    local period, last = frame.own_periods[i], frame.own_periods[i - 1]
    if period.starts <= today and today <= period.ends then
      stored = stored or journal.results(desk, frame)
      local proposed = results.proposed(desk, frame)
      for _, pupil in ipairs(frame.pupils) do
        local row = stored[pupil.id .. "|" .. last.id]
        local entry = (proposed[pupil.id] or {})[period.id]
        local before, now = value_of(scale, council.stands(row)), value_of(scale, entry and entry.text)
        if before and now and now < before then
          list[#list + 1] = { pupil = pupil, last = pupil.last, first = pupil.first,
            subject = frame.journal.subject_name, before = council.stands(row), now = entry.text }
        end
      end
    end
  end
end

-- The results of a class that are going down: known when they were counted in a quiet moment; nil before.
function morning.falling(desk, group)
  local kept = desk.stick.falling
  return kept and kept.store == desk.stick.store and kept.today == desk:today() and kept[group] or nil
end

-- Counts them for the user's own classes, when something was written since.
function morning.count_falling(desk, year)
  local today, last = desk:today(), (desk:one("ledger_end") or {}).id or 0
  local kept = desk.stick.falling
  if not kept or kept.store ~= desk.stick.store or kept.today ~= today then
    kept = { store = desk.stick.store, today = today, seen = {} }
    desk.stick.falling = kept
  end
  for _, group in ipairs(class.list(desk, year)) do
    if group.head == desk.me.person and desk.me.person and kept.seen[group.id] ~= last then
      kept.seen[group.id] = last
      local list = {}
      local wanted = { group = group.id, me = desk.me.person, on = today }
      for _, row in ipairs(desk:query("class_journals", wanted)) do
        local frame = (row.scheme or "") ~= "" and journal.open(desk, row.id)
        if frame then falling_in(desk, frame, today, list) end
      end
      people.sort(list)
      kept[group.id] = list
    end
  end
end

session.idle[#session.idle + 1] = function(desk)
  local year = desk.me.person and calendar.year_of(desk, desk:today())
  if year then morning.count_falling(desk, year) end
end

-- -- what waits for a person ------------------------------------------------------------------------

-- The counts of warnings by kind over the journals the user looks after: array of {kind, n}; nil when they
-- are not counted yet and `wait` is not asked for, or are not his business.
function morning.warnings(desk, year, wait)
  if not desk.access:may("inspection", "see") then return nil end
  local sheet = wait and progress.of(desk, year) or progress.ready(desk, year)
  if not sheet then return nil end
  local all = progress.sums(sheet, progress.journals(desk, sheet))
  local list = {}
  for _, kind in ipairs(progress.kinds) do
    if all[kind] > 0 then list[#list + 1] = { kind = kind, n = all[kind] } end
  end
  return list
end

-- Remarks of the deputy by state {open, late, answered}; nil when they are not the user's business.
function morning.remarks(desk, year)
  if not desk.access:may("inspection", "see") then return nil end
  local count = { open = 0, late = 0, answered = 0, done = 0 }
  for _, row in ipairs(remarks.list(desk, year)) do count[row.state] = count[row.state] + 1 end
  return count
end

-- Closed periods that stand open till an hour, as rows.
function morning.open_locks(desk)
  local list = {}
  for _, row in ipairs(desk:query("day_open_locks", { now = date.now(), me = desk.me.person or "" })) do
    if desk.access:may("lock", "see", about(desk, row)) then list[#list + 1] = row end
  end
  return list
end

-- Periods that teachers ask to open, as rows of asks.open.
morning.asks = asks.open

-- Debts that are late or must be settled within a week, as rows of council.debts.
function morning.debts(desk)
  local list, till = {}, date.add_days(desk:today(), AHEAD)
  for _, row in ipairs(council.debts(desk)) do
    local soon = row.state == "open" and row.due and row.due <= till
    if soon or row.state == "late" then list[#list + 1] = row end
  end
  return list
end

-- Questions of the regulation that wait for this user's decision.
function morning.questions(desk)
  if not desk.access:may("decision", "write") then return 0 end
  local found = regulation.questions(desk)
  return found and #found.open or 0
end

-- Records that two sticks wrote differently, as far as the user may settle them: {kind, subject}.
function morning.conflicts(desk)
  return desk.access:may("cell", "write", {}) and desk:query("day_conflicts", {}) or {}
end

-- Pupils who came or left this year without an order.
function morning.no_order(desk, year)
  local may = desk.access:may("enrolment", "write", {}) and desk.access:may("order", "write", {})
  if not may then return 0 end
  return (desk:one("day_no_order", { year = year.id, starts = date.add_days(year.starts, AHEAD),
    date = desk:today() }) or {}).n or 0
end

return morning
