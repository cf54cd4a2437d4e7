-- school/retention.lua -- every file of the school: how long it is kept, by which clause, what waits.
-- Floor: school.  Asked of the regulation in one batch; equal questions are asked once.
local entered = require "lib.entered"
local ru = require "text.ru"
local calendar = require "school.calendar"
local people = require "school.people"

local retention = {}

local filled = entered.filled

local function question(row, today)
  return { record = row.record, today = today, closed = filled(row.closed_on), event = filled(row.event),
    event_date = filled(row.event_date) }
end

local function key_of(ctx)
  return table.concat({ ctx.record, ctx.closed or "", ctx.event or "", ctx.event_date or "" }, "|")
end

local function failure(answer)
  local e = answer and answer.error
  return type(e) == "table" and e.msg or tostring(e or ru.policy_silent)
end

-- The states in the order in which a person should look at them.
retention.order = { "destroy_by_act", "expired", "hand_over", "decision_required", "term_not_set",
  "released", "keep",
  "keep_forever" }

-- Puts the regulation's answer into the row of a file.
local function judged(desk, row, answer)
  local ok = answer and answer.ok
  if type(ok) ~= "table" then
    row.state, row.failed = "decision_required", failure(answer)
    row.state_text = desk.rules:label("states", row.state)
    return row
  end
  row.state, row.kind, row.years = ok.state or "term_not_set", ok.kind, ok.years
  row.keep_until, row.start, row.destroy_from = ok.keep_until, ok.start, ok.destroy_from
  row.clause, row.basis, row.decision, row.disputed = ok.clause, ok.basis, ok.decision, ok.disputed
  row.options, row.copies, row.may_destroy, row.ends_on = ok.options, ok.copies, ok.may_destroy, ok.ends_on
  row.to, row.sign_receipt, row.why = ok.to, ok.sign_receipt, ok.why
  row.place = filled(row.place) or ok.place
  row.keeper = filled(row.keeper) or ok.keeper
  row.state_text = desk.rules:label("states", row.state)
  return row
end

-- All files with their states on the day.  Returns rows, counts by state, and the adoption row;
-- nil, err when no regulation is in force.
function retention.list(desk, today)
  today = today or desk:today()
  if not desk.access:may("file_unit", "see") then return nil, desk:refusal("DENIED", "not_your_place") end
  local rows = desk:query("file_units", {})
  local calls, place_of = {}, {}
  for _, row in ipairs(rows) do
    local ctx = question(row, today)
    local key = key_of(ctx)
    if not place_of[key] then
      calls[#calls + 1] = { hook = "disposition", ctx = ctx }
      place_of[key] = #calls
    end
    row.asked = place_of[key]
  end
  local answers, adoption = desk.rules:ask(calls, today)
  if not answers then return nil, adoption end
  local counts = {}
  for _, row in ipairs(rows) do
    judged(desk, row, answers[row.asked])
    row.record_text = desk.rules:label("carriers", row.record)
    row.owner = row.last and people.listed(row) or row.group_name or ""
    counts[row.state] = (counts[row.state] or 0) + 1
  end
  return rows, counts, adoption
end

-- The words of the regulation's row that gave the answer.
local function rule_of(desk, ok, today)
  local sections = desk.rules:rows(today)
  for _, id in ipairs(type(ok) == "table" and ok.rows or {}) do
    for _, one in ipairs(sections and sections.retention or {}) do
      if one.id == id then return one.text end
    end
  end
  return nil
end

-- One file with its explanation: the row as in list, plus .rule (the words of the clause) and .adoption.
function retention.one(desk, id, today)
  today = today or desk:today()
  if not desk.access:may("file_unit", "see") then return nil, desk:refusal("DENIED", "not_your_place") end
  local row = desk:one("file_unit", { file_unit = id })
  if not row then return nil, desk:refusal("NOTFOUND", "no_such_file") end
  local answers, adoption = desk.rules:ask({ { hook = "disposition", ctx = question(row, today) } }, today)
  if not answers then return nil, adoption end
  judged(desk, row, answers[1])
  row.record_text = desk.rules:label("carriers", row.record)
  row.owner = row.last and people.listed(row) or row.group_name or ""
  row.adoption = adoption
  row.rule = rule_of(desk, answers[1].ok, today)
  return row
end

-- The term in words: "5 лет", "постоянно", "до события: окончание учебного года".
function retention.term(desk, row)
  if row.kind == "years" and row.years then return ru.count(row.years, "years_forms") end
  if row.kind == "at_least_years" and row.years then
    return ru.fill(ru.term_at_least, { years = row.years .. " " .. ru.plural(row.years, "года", "лет",
      "лет") })
  end
  if row.kind == "until_event" and row.ends_on then
    return ru.fill(ru.term_until, { event = desk.rules:label("events", row.ends_on) })
  end
  return row.kind and desk.rules:label("retention_kinds", row.kind) or ""
end

-- The arithmetic of the date: "31.05.2024 → с 01.01.2025 + 5 лет = 31.12.2029", or "".
function retention.arithmetic(row)
  local from = filled(row.event_date) or filled(row.closed_on)
  if not from or not row.keep_until or not row.years then return "" end
  return ru.fill(ru.term_sum, { closed = calendar.written(from), start = calendar.written(row.start),
    years = ru.count(row.years, "years_forms"), till = calendar.written(row.keep_until) })
end

return retention
