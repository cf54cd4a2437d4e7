-- school/import_lessons.lua -- one row of a list of lessons into the ledger.
-- Floor: school.  The maker gives a function(record) -> "added" | "same" | "filled", or nil, reason.
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local source = require "school.import_source"

local lessons = {}

local function say(key, values)
  return nil, ru.fill(ru[key], values)
end

local filled = entered.filled

-- The date, number, weight and words of a lesson, checked; nil, reason.
local function fields_of(frame, rec)
  local f = { topic = filled(rec.topic), homework = filled(rec.homework), note = filled(rec.note) }
  f.date = frame:day(rec.date)
  if not f.date then return say("import_bad_date", { column = source.title("date") }) end
  if rec.number ~= "" then
    f.number = math.tointeger(tonumber(rec.number))
    if not f.number or f.number < 0 or f.number > 20 then return say("import_bad_number") end
  end
  if rec.work ~= "" then
    local work, bad = frame:work(rec.work, f.date)
    if not work then return nil, bad end
    f.work, f.weight = work.key, work.weight
  end
  if rec.weight ~= "" then
    local weight = tonumber((rec.weight:gsub(",", ".")))
    if not weight or weight < 0.01 or weight > 10 then return say("import_bad_weight") end
    f.weight = math.floor(weight * 100 + 0.5)
  end
  return f
end

local function same_lesson(day, number)
  for _, row in ipairs(day or {}) do
    if (row.number or "") == (number or "") then return row end
  end
end

-- Compares with the lesson that is there already: "same", "filled", or nil, reason.
local function meet(st, row, given, rec)
  local changes, any = {}, false
  for _, field in ipairs({ "topic", "homework", "work", "weight", "note" }) do
    local have, want = filled(row[field]), given[field]
    if field == "weight" and rec.weight == "" then want = nil end
    if want ~= nil and have == nil then
      changes[field], any = want, true
    elseif want ~= nil and have ~= want then
      return say("import_lesson_other", { column = source.title(field) })
    end
  end
  if not any then return "same" end
  act.must(st:correct("lesson", row.id, changes, ru.import_reason))
  for field, value in pairs(changes) do row[field] = value end
  return "filled"
end

-- Where the row belongs: year, group, journal; nil, reason.
local function journal_of(frame, st, rec, day)
  local year = frame:year_of(day)
  if not year then return say("import_year_of", { date = calendar.written(day) }) end
  local group, bad = frame:group(year, rec.class)
  if not group then return nil, bad end
  return frame:journal_or_new(st, year, group, rec.subject, rec.subgroup, rec.grading)
end

local function may_write(desk, journal)
  if journal.may == nil then journal.may = desk.access:may("lesson", "write", journal.about) end
  return journal.may
end

function lessons.lessons(desk, frame, st)
  return function(rec)
    for _, field in ipairs({ "class", "subject", "date" }) do
      if rec[field] == "" then return say("import_need", { column = source.title(field) }) end
    end
    local given, bad = fields_of(frame, rec)
    if not given then return nil, bad end
    local journal
    journal, bad = journal_of(frame, st, rec, given.date)
    if not journal then return nil, bad end
    if not may_write(desk, journal) then return say("import_not_yours") end
    local closed = frame:closed(journal, given.date)
    if closed then return nil, closed end
    if rec.teacher ~= "" then
      local person
      person, bad = frame:teacher(rec.teacher)
      if not person then return nil, bad end
      frame:teach(st, journal, person)
    end
    local days = frame:lessons(journal)
    local row = same_lesson(days[given.date], given.number)
    if row then return meet(st, row, given, rec) end
    given.journal, given.weight = journal.id, given.weight or 100
    given.id = act.must(st:put("lesson", given))
    days[given.date] = days[given.date] or {}
    table.insert(days[given.date], given)
    return "added"
  end
end

return lessons
