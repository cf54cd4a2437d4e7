-- policy/retention.lua -- how long a record is kept, what state a file is in today, what an event starts.
-- The safer reading wins until a person decides: the longer term, no destruction, «срок не установлен»
-- where the regulation gives none. Nothing here ever destroys: may_destroy only lets an act be drafted.
local util = require "policy.util"
local days = require "policy.days"

local retention = {}

local COUNTED = { years = true, at_least_years = true }
local LEAVING = { transfer = true, graduation = true, expulsion_order = true, expelled_other = true,
  leaving = true }

-- record -> { plain = rows without an event, events = { event = rows } }
local function index(v)
  local by_record = {}
  for _, row in ipairs(v:rows("retention")) do
    if row.kind ~= "rule" then
      local records = { row.record }
      for _, also in ipairs(row.also or {}) do util.add(records, also) end
      for _, record in ipairs(records) do
        local entry = by_record[record]
        if not entry then
          entry = { plain = {}, events = {}, has_events = false }
          by_record[record] = entry
        end
        if row.event then
          entry.has_events = true
          entry.events[row.event] = entry.events[row.event] or {}
          table.insert(entry.events[row.event], row)
        else
          entry.plain[#entry.plain + 1] = row
        end
      end
    end
  end
  return by_record
end

local function entry_of(v, record)
  return v:once("retention", index)[record]
end

-- Length of keeping for choosing the safer of two readings.
local function weight(row)
  if row.kind == "permanent" then return 100000 end
  if row.kind == "by_reference" or row.kind == "not_stated" then return 50000 end
  if COUNTED[row.kind] then return row.years + (row.kind == "at_least_years" and 0.5 or 0) end
  return -1
end

local function differ(rows)
  for i = 2, #rows do
    if rows[i].kind ~= rows[1].kind or rows[i].years ~= rows[1].years then return true end
  end
  return false
end

-- An answered question without a patch still names the clause it chose.
local function chosen_by_answer(v, rows)
  for _, row in ipairs(rows) do
    local answer = row.decision and v.answers[row.decision]
    local decision = answer and v:find("decision", "id", row.decision)
    for _, option in ipairs(decision and decision.options or {}) do
      if option.id == answer and option.clause == row.clause then return row end
    end
  end
end

-- The row that holds, and when readings differ the sorted years of all of them.
local function choose(v, rows)
  if #rows == 1 or not differ(rows) then return rows[1] end
  local chosen = chosen_by_answer(v, rows)
  if chosen then return chosen end
  local best, years = rows[1], {}
  for _, row in ipairs(rows) do
    if weight(row) > weight(best) then best = row end
    util.add(years, row.years)
  end
  table.sort(years)
  return best, years
end

local function is_mandatory_paper(v, record)
  local carrier = v:find("carriers", "key", record)
  return carrier and carrier.duty == "mandatory" and carrier.medium == "paper"
end

-- Rows said of all mandatory paper carriers, or of everything.
local function fallback(v, record)
  local paper = entry_of(v, "mandatory_paper")
  if paper and is_mandatory_paper(v, record) then return paper.plain end
  local all = entry_of(v, "*")
  return all and all.plain
end

local SEVERITY = { A = 1, B = 2, C = 3 }

-- The open gap that names the record (or everything), the gravest first.
local function gap(v, record)
  local best
  for _, row in ipairs(v:rows("decision")) do
    if row.kind == "gap" and v:open(row.id)
      and (util.has(row.records, record) or util.has(row.records, "*"))
      and (not best or SEVERITY[row.severity] < SEVERITY[best.severity]) then
      best = row
    end
  end
  return best
end

-- A record no row speaks of: it is kept, the term is not set, and the clause is where the record is named.
local function unspoken(v, record)
  local open, carrier = gap(v, record), v:find("carriers", "key", record)
  local clause = carrier and carrier.clause or open and open.clauses[1]
  return { kind = "not_stated", clause = clause, decision = open and open.id, id = nil }
end

local function base_rows(v, record, event)
  local entry = entry_of(v, record)
  if entry and event and entry.events[event] then return entry.events[event], true end
  if entry and #entry.plain > 0 then return entry.plain end
  if entry and entry.has_events then return nil end
  return fallback(v, record)
end

local COPIED = { "kind", "years", "copies", "medium", "format", "place", "keeper", "keeper_clause", "after",
  "sign_receipt", "to_archive", "ends_on", "strict", "reference", "clause", "when", "basis", "trigger",
  "trigger_stated" }

local function fill_terms(v, out, closed, years)
  if not COUNTED[out.kind] or not closed then return end
  out.start, out.keep_until, out.destroy_from = days.term(closed, out.years, v.day_count)
  if years and years[1] and years[1] < out.years then
    local _, _, from = days.term(closed, years[1], v.day_count)
    out.shortest_destroy_from = from
  end
end

local function fill_from_carrier(v, record, out)
  local carrier = v:find("carriers", "key", record)
  if not carrier then return end
  if not out.medium or out.medium == "any" then out.medium = carrier.medium end
  out.place, out.keeper = out.place or carrier.place, out.keeper or carrier.keeper
  if out.strict == nil then out.strict = carrier.strict end
end

local NO_TERM = { by_reference = true, not_stated = true }

-- A term a person entered from the school's nomenclature stands where the regulation gives none.
local function apply_nomenclature(v, record, out)
  local entered = v.nomenclature[record]
  if not entered or not NO_TERM[out.kind] then return end
  local years = math.tointeger(tonumber(entered.years))
  local kind = entered.kind or (years and "years")
  if not kind or NO_TERM[kind] or (COUNTED[kind] and not years) then return end
  out.kind, out.years, out.basis, out.basis_text = kind, years, "nomenclature", entered.basis
  out.decision = nil
end

local function event_gap(v, record)
  for _, row in ipairs(v:rows("decision")) do
    if row.event_gap and util.has(row.records, record) then return row end
  end
end

-- Leaving in a way the regulation does not cover: a person decides.
local function uncovered(v, out, ctx)
  if ctx.event == out.ends_on or not event_gap(v, ctx.record) then return false end
  if LEAVING[ctx.event] then return true end
  return ctx.event == "level_end" and (out.ends_on == "leaving" or out.ends_on == "level_end")
end

-- retention{record, closed?, event?}
function retention.retention(v, ctx)
  local record, event = ctx.record, ctx.event
  local rows, by_event = base_rows(v, record, event)
  local row, years
  local ids = {}
  if rows and #rows > 0 then
    row, years = choose(v, rows)
    for _, item in ipairs(rows) do util.add(ids, item.id) end
  else
    row = unspoken(v, record)
  end
  local out = { record = record, rows = ids }
  for _, field in ipairs(COPIED) do out[field] = row[field] end
  out.to = row.to and util.copy(row.to)
  out.decision = v:open(row.decision)
  if years then
    out.disputed, out.options = true, years
  end
  if event and not by_event and uncovered(v, out, ctx) then out.decision = v:open(event_gap(v, record).id) end
  if NO_TERM[row.kind] then fill_from_carrier(v, record, out) end
  apply_nomenclature(v, record, out)
  fill_terms(v, out, ctx.closed or (by_event and ctx.event_date) or nil, years)
  return out
end

-- Has the event of ctx happened by ctx.today?
local function happened(ctx)
  return ctx.event and not (ctx.event_date and ctx.today and ctx.event_date > ctx.today)
end

local function portfolio_handover(v, ctx)
  if ctx.record ~= "portfolio" then return nil end
  for _, row in ipairs(v:rows("portfolio")) do
    if row.aspect == "handover" and row.event == ctx.event then return row end
  end
end

local function require_decision(v, out, ctx)
  local row = event_gap(v, ctx.record)
  out.state = "decision_required"
  if row then out.decision = v:open(row.id) end
end

local function hand_over(out, row)
  out.state = "hand_over"
  if row then
    out.to, out.sign_receipt, out.clause = row.to and util.copy(row.to), row.sign_receipt, row.clause
  end
end

local function until_event(v, out, ctx)
  if not happened(ctx) then
    out.state = "keep"
  elseif ctx.event == out.ends_on then
    local row, entry = portfolio_handover(v, ctx), entry_of(v, ctx.record)
    if row then
      hand_over(out, row)
    elseif entry and entry.has_events then
      require_decision(v, out, ctx)
    else
      out.state = "released"
    end
  elseif uncovered(v, out, ctx) then
    require_decision(v, out, ctx)
  else
    out.state = "keep"
  end
end

local function counted(out, ctx)
  if not out.destroy_from or not ctx.today or ctx.today < out.destroy_from then
    out.state = "keep"
  elseif out.kind == "at_least_years" then
    out.state = "decision_required"
  elseif out.after == "destroy_by_act" then
    out.state = "destroy_by_act"
  else
    out.state = "expired"
  end
end

local function state_of(v, out, ctx)
  local kind = out.kind
  if kind == "permanent" then
    out.state = "keep_forever"
  elseif NO_TERM[kind] then
    out.state = "term_not_set"
  elseif COUNTED[kind] then
    counted(out, ctx)
  elseif kind == "hand_over" then
    out.state = "hand_over"
  elseif kind == "until_event" then
    until_event(v, out, ctx)
  else
    out.state = happened(ctx) and ctx.event == out.ends_on and "decision_required" or "keep"
  end
end

-- disposition{record, today, closed?, event?, event_date?} -> retention plus state and may_destroy.
function retention.disposition(v, ctx)
  local asked = ctx
  if ctx.event and not happened(ctx) then
    asked = { record = ctx.record, closed = ctx.closed, today = ctx.today }
  end
  local out = retention.retention(v, asked)
  state_of(v, out, asked)
  out.may_destroy = out.state == "destroy_by_act" and not out.disputed
  return out
end

-- on_event{event, date} -> records the event touches, each with its state on that day.
function retention.on_event(v, ctx)
  local records, states, signature, gaps = {}, {}, {}, {}
  for _, row in ipairs(v:rows("retention")) do
    if row.kind ~= "rule" and (row.event == ctx.event or row.ends_on == ctx.event) then
      util.add(records, row.record)
      for _, also in ipairs(row.also or {}) do util.add(records, also) end
    end
  end
  for _, record in ipairs(records) do
    local answer = retention.disposition(v, { record = record, event = ctx.event, event_date = ctx.date,
      today = ctx.date, closed = ctx.date })
    states[record] = answer.state
    if answer.sign_receipt then signature[record] = true end
  end
  if LEAVING[ctx.event] or ctx.event == "level_end" then
    for _, row in ipairs(v:rows("decision")) do
      for _, record in ipairs(row.event_gap and v:open(row.id) and row.records or {}) do
        local answer = not states[record] and retention.disposition(v, { record = record, event = ctx.event })
        if answer and answer.state == "decision_required" then gaps[record] = row.id end
      end
    end
  end
  return { records = records, states = states, signature = signature, gaps = gaps }
end

return retention
