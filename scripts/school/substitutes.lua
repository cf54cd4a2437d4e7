-- school/substitutes.lua -- a teacher is away for a day: who may give his lessons, and all of it written at
-- once.
-- Floor: school.  Who is free comes from the timetable and the lessons of that day (school/clashes.lua).
local date = require "core.date"
local text = require "core.text"
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local cells = require "school.cells"
local clashes = require "school.clashes"
local journal = require "school.journal"
local people = require "school.people"
local timetable = require "school.timetable"
local undo = require "school.undo"

local substitutes = {}

local filled = entered.filled

local function teaches(row, person, day)
  for _, one in ipairs(row.teachers) do
    if one.person == person and timetable.covers(one, day) then return true end
  end
  return false
end

-- Everybody who teaches on the day, in order of the alphabet: rows {person, last, first, middle}.
function substitutes.teachers(desk, year, day)
  local list, seen = {}, {}
  for _, row in ipairs(timetable.year(desk, year.id).list) do
    for _, one in ipairs(row.teachers) do
      if not seen[one.person] and timetable.covers(one, day) then
        seen[one.person] = true
        list[#list + 1] = one
      end
    end
  end
  return people.sort(list)
end

-- What each teacher has to do with a lesson: knows = teaches the subject, theirs = teaches the class.
local function ties(data, day)
  local of = {}
  for _, row in ipairs(data.list) do
    for _, one in ipairs(row.teachers) do
      if timetable.covers(one, day) then
        local own = of[one.person] or { subjects = {}, groups = {} }
        of[one.person] = own
        own.subjects[row.subject_name], own.groups[row.group] = true, true
      end
    end
  end
  return of
end

-- Who could give the lesson: the free ones first, among them those who teach the subject, then the class,
-- then
-- those who are at school anyway.  Array of {id, name, busy = what he gives then or nil, knows, theirs,
-- here}.
local function choices(entry, away, at, teachers, tie, present)
  local busy, list = {}, {}
  for _, other in ipairs(at[entry.number] or {}) do
    for person in pairs(other ~= entry and other.givers or {}) do busy[person] = journal.title(other.of) end
  end
  for _, one in ipairs(teachers) do
    local own = tie[one.person]
    if one.person ~= away then
      local row = { id = one.person, name = people.listed(one), busy = busy[one.person],
        knows = own.subjects[entry.of.subject_name] == true, theirs = own.groups[entry.of.group] == true,
        here = present[one.person] == true }
      row.rank = (row.busy and 0 or 8) + (row.knows and 4 or 0) + (row.theirs and 2 or 0) + (row.here and 1
        or 0)
      row.place = #list
      list[#list + 1] = row
    end
  end
  table.sort(list, function(a, b)
    if a.rank ~= b.rank then return a.rank > b.rank end
    return a.place < b.place
  end)
  return list
end

local function may(desk, row)
  return desk.access:may("substitution", "write", { grade = row.grade,
    headed = row.head ~= nil and row.head == desk.me.person })
end

-- The lessons of the day the teacher would give by the timetable: array of {key, number, of, lesson, sub,
-- choices,
-- write (may it be written: without the right to make lessons only where there is one)}, in order.
function substitutes.day(desk, year, person, day)
  local data = timetable.year(desk, year.id)
  data.year = year.id
  local at, list, present = clashes.held(desk, data, day), {}, {}
  for _, entries in pairs(at) do
    for _, entry in ipairs(entries) do
      for giver in pairs(entry.givers) do present[giver] = true end
    end
  end
  local teachers, tie = substitutes.teachers(desk, year, day), ties(data, day)
  for number, entries in pairs(at) do
    for _, entry in ipairs(entries) do
      if teaches(entry.of, person, day) and may(desk, entry.of) then
        list[#list + 1] = { key = entry.of.id .. "." .. number, number = number, of = entry.of,
          lesson = entry.lesson, sub = entry.sub and entry.sub.id, room = entry.room,
          choices = choices(entry, person, at, teachers, tie, present),
          write = entry.lesson ~= nil or desk.access:may("lesson", "write", { grade = entry.of.grade }) }
      end
    end
  end
  table.sort(list, function(a, b)
    if a.number ~= b.number then return a.number < b.number end
    return a.of.group_name < b.of.group_name
  end)
  return list
end

-- All substitutions of a day: array of {number, of, sub = person row, teachers, room, reason}.
function substitutes.all(desk, year, day)
  local data, list = timetable.year(desk, year.id), {}
  data.year = year.id
  for number, entries in pairs(clashes.held(desk, data, day)) do
    for _, entry in ipairs(entries) do
      local seen = desk.access:may("substitution", "see", { grade = entry.of.grade,
        headed = entry.of.head ~= nil and entry.of.head == desk.me.person,
        mine = teaches(entry.of, desk.me.person, day),
        lent = entry.sub ~= nil and entry.sub.id == desk.me.person })
      if entry.sub and seen then
        list[#list + 1] = { number = number, of = entry.of, sub = entry.sub, room = entry.room,
          lesson = entry.lesson, teachers = (timetable.teachers_on(entry.of, day)), reason = entry.reason }
      end
    end
  end
  table.sort(list, function(a, b)
    if a.number ~= b.number then return a.number < b.number end
    return a.of.group_name < b.of.group_name
  end)
  return list
end

local function known(one, person)
  for _, choice in ipairs(one.choices) do
    if choice.id == person then return true end
  end
  return false
end

-- Writes who gives which lesson in place of the teacher, in one commit that may be taken back whole.
-- form: person (who is away), reason, order, and by the key of a lesson the person who gives it ("" takes a
-- substitute away).  Lessons that are not in the journal yet are made.  Returns the number written, or nil,
-- err.
function substitutes.put(desk, year, day, form)
  local todo = {}
  for _, one in ipairs(substitutes.day(desk, year, form.person or "", day)) do
    local wanted = form[one.key]
    if wanted ~= nil and wanted ~= (one.sub or "") then
      if wanted ~= "" and not known(one, wanted) then return nil, desk:refusal("INPUT", "substitute_who") end
      if not one.write then return nil, desk:refusal("DENIED", "substitute_no_lesson") end
      todo[#todo + 1] = { one = one, wanted = wanted }
    end
  end
  if #todo == 0 then return nil, desk:refusal("INPUT", "substitute_nothing") end
  local reason = filled(text.nfc(cells.tidy(form.reason)))
  local done, err = act.write(desk, { note = ru.substitute_note }, function(st)
    for _, row in ipairs(todo) do
      local id = row.one.lesson
      if row.wanted == "" then
        act.must(st:void("substitution", { lesson = id }, reason or ru.reason_edit))
      else
        id = id or act.must(st:put("lesson", { journal = row.one.of.id, date = day, number = row.one.number,
          weight = 100 }))
        act.must(st:put("substitution", { lesson = id, person = row.wanted, reason = reason,
          order = filled(form.order) }))
      end
    end
  end)
  if not done then return nil, err end
  undo.remember(desk, "substitutes", ru.fill(ru.substitute_words, { n = ru.count(#todo, "lesson_forms") }))
  return #todo
end

-- The school day the page opens with: today, on a Sunday the next one.
function substitutes.opens(today)
  return date.weekday(today) == 7 and date.add_days(today, 1) or today
end

return substitutes
