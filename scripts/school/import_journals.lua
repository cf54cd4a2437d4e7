-- school/import_journals.lua -- one row of the teaching load: a journal with its teacher and hours a week.
-- Floor: school.  The maker gives a function(record) -> "added" | "same" | "filled", or nil, reason.
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local source = require "school.import_source"

local journals = {}

local function say(key, values)
  return nil, ru.fill(ru[key], values)
end

local function may_write(desk, journal)
  if journal.may_journal == nil then
    journal.may_journal = desk.access:may("journal", "write", journal.about)
  end
  return journal.may_journal
end

-- Hours a week as a whole number; "" when not said, nil when it is no number of hours.
local function hours_of(written)
  if written == "" then return "" end
  local hours = math.tointeger(tonumber((written:gsub(",", "."))))
  return hours and hours >= 0 and hours <= 40 and hours or nil
end

-- What of the row an older journal does not have yet.  true when something was written.
local function complete(st, journal, hours)
  if journal.fresh then return false end
  if hours == "" or entered.filled(journal.hours) then return false end
  act.must(st:correct("journal", journal.id, { hours = hours }, ru.import_reason))
  journal.hours = hours
  return true
end

function journals.journals(desk, frame, st, opts)
  local year, why = frame:chosen_year(st, opts.year)
  if not year then return nil, why end
  return function(rec)
    for _, field in ipairs({ "class", "subject" }) do
      if rec[field] == "" then return say("import_need", { column = source.title(field) }) end
    end
    local hours = hours_of(rec.week_hours)
    if not hours then return say("import_bad_week_hours") end
    local group, journal, bad
    local people = {}
    group, bad = frame:group(year, rec.class)
    if not group then return nil, bad end
    for name in rec.teacher:gmatch("[^,;/]+") do
      people[#people + 1], bad = frame:teacher(source.tidy(name))
      if bad then return nil, bad end
    end
    journal, bad = frame:journal_or_new(st, year, group, rec.subject, rec.subgroup, rec.grading, hours,
      rec.scheme)
    if not journal then return nil, bad end
    if not may_write(desk, journal) then return say("import_not_yours") end
    local added = journal.fresh and not journal.counted
    journal.counted = true
    local completed = complete(st, journal, hours)
    for _, person in ipairs(people) do completed = frame:teach(st, journal, person) or completed end
    return added and "added" or completed and "filled" or "same"
  end
end

return journals
