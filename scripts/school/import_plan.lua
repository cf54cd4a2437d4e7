-- school/import_plan.lua -- one row of a calendar-thematic plan into the ledger.
-- Floor: school.  The maker gives a function(record) -> "added" | "same" | "filled", or nil, reason.
local ru = require "text.ru"
local act = require "school.act"
local plan = require "school.plan"
local source = require "school.import_source"

local import_plan = {}

local function say(key, values)
  return nil, ru.fill(ru[key], values)
end

local function fields_of(frame, rec, day)
  local row = { topic = rec.topic, homework = rec.homework ~= "" and rec.homework or nil }
  if rec.hours ~= "" then
    row.hours = math.tointeger(tonumber(rec.hours))
    if not row.hours or row.hours < 1 or row.hours > 100 then return say("import_bad_hours") end
  end
  if rec.work ~= "" then
    local work, bad = frame:work(rec.work, day)
    if not work then return nil, bad end
    row.work = work.key
  end
  if rec.number ~= "" then
    row.ord = math.tointeger(tonumber((rec.number:gsub("%.$", ""))))
    if not row.ord or row.ord < 1 then return say("import_bad_ord") end
  end
  return row
end

-- The rows of a journal's plan by number, read once; .n is the greatest number.
local function stored(desk, plans, id)
  local known = plans[id]
  if not known then
    known = { n = 0 }
    for _, row in ipairs(plan.rows(desk, id)) do
      known[row.ord] = row
      known.n = math.max(known.n, row.ord)
    end
    known.next = 0
    plans[id] = known
  end
  return known
end

local function may_write(desk, journal)
  if journal.may_plan == nil then
    journal.may_plan = desk.access:may("plan_row", "write", journal.about)
  end
  return journal.may_plan
end

function import_plan.plan(desk, frame, st, opts)
  local plans = {}
  return function(rec)
    for _, field in ipairs({ "class", "subject", "topic" }) do
      if rec[field] == "" then return say("import_need", { column = source.title(field) }) end
    end
    local year, bad = frame:chosen_year(st, opts and opts.year)
    if not year then return nil, bad end
    local group, journal
    group, bad = frame:group(year, rec.class)
    if not group then return nil, bad end
    journal, bad = frame:journal(group, rec.subject, rec.subgroup)
    if not journal then return nil, bad end
    if not may_write(desk, journal) then return say("import_not_yours") end
    local given
    given, bad = fields_of(frame, rec, desk:today())
    if not given then return nil, bad end
    local known = stored(desk, plans, journal.id)
    known.next = (given.ord or known.next + 1)
    given.ord = known.next
    local old = known[given.ord]
    if not old then
      given.journal = journal.id
      given.id = act.must(st:put("plan_row", given))
      known[given.ord] = given
      return "added"
    end
    local changes = plan.differs(old, given)
    if not changes then return "same" end
    act.must(st:correct("plan_row", old.id, changes, ru.import_reason))
    for field in pairs(changes) do old[field] = given[field] end
    return "filled"
  end
end

return import_plan
