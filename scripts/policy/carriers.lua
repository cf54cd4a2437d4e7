-- policy/carriers.lua -- rules about carriers and documents: which carriers are kept, where results of a
-- programme are written, which papers are accepted, what an extract holds, how a portfolio lives.
local util = require "policy.util"
local catalog = require "policy.catalog"

local carriers = {}

-- "a+b" needs both decisions, "a|b" either.
local function adopted(rule, bodies)
  if not rule then return true end
  for alternative in string.gmatch(rule, "[^|]+") do
    local all = true
    for body in string.gmatch(alternative, "[^+]+") do
      if not util.has(bodies, body) then all = false end
    end
    if all then return true end
  end
  return false
end

-- carriers{class?, flags, adopted_by} -> keys by duty. Without a class no row is left out for its classes.
function carriers.carriers(v, ctx)
  local out = { mandatory = {}, optional = {}, used = {}, listed = {}, decisions = {} }
  for _, row in ipairs(v:rows("carriers")) do
    local list = out[row.duty]
    if list and util.in_range(row.classes, ctx.class) and v:holds(row.condition, ctx.flags)
      and adopted(row.requires_decision, ctx.adopted_by) then
      util.add(list, row.key)
      v:add_open(out.decisions, row)
    end
  end
  return out
end

-- carrier{key} -> the row; an unknown key gives a table without `duty`.
function carriers.carrier(v, ctx)
  local row = v:find("carriers", "key", ctx.key)
  if not row then return {} end
  local out = catalog.public(row)
  out.decision = v:open(row.decision)
  return out
end

-- record_targets{programme, flags} -> carriers into which results of the programme go.
function carriers.record_targets(v, ctx)
  local out = { supported = false, targets = {}, clause = {}, decisions = {} }
  for _, row in ipairs(v:rows("recording")) do
    if row.programme == ctx.programme then
      out.supported = true
      if v:holds(row.condition, ctx.flags) then
        util.add(out.targets, row.target)
        util.add(out.clause, row.clause)
        v:add_open(out.decisions, row)
      end
    end
  end
  return out
end

local function is_rule(row)
  return string.sub(row.key, 1, 5) == "rule_"
end

local function seal_kept(v, row, seal)
  if not seal then return false end
  local reading = v:option(row.decision)
  if reading == "own" or reading == "issuer" then return seal == reading end
  return true
end

local HEADS = { head = true, director = true }

-- requirement -> is it met by the paper described in ctx
local met = {
  seal_issuer = function(_, _, ctx) return ctx.seal == "issuer" end,
  seal_org = function(v, row, ctx) return seal_kept(v, row, ctx.seal) end,
  sign_head_or_authorised = function(_, _, ctx)
    return HEADS[ctx.signer] or ctx.signer == "authorised"
  end,
  sign_director = function(_, _, ctx) return ctx.signer == "director" end,
  sign_head = function(_, _, ctx) return HEADS[ctx.signer] or HEADS[ctx.signed_by] or false end,
  certified_head = function(_, _, ctx) return HEADS[ctx.certified_by] or false end,
  stitched = function(_, _, ctx) return ctx.stitched == true end,
}

local function evidence_row(v, kind)
  local any
  for _, row in ipairs(v:rows("evidence")) do
    if row.key == kind or util.has(row.also, kind) then return row end
    if row.key == "*" then any = any or row end
  end
  return any
end

-- evidence{kind, seal, signer, certified_by, stitched} -> is the paper accepted, and what it lacks.
-- accepted is nil when the regulation has no list of papers at all.
function carriers.evidence(v, ctx)
  if #v:rows("evidence") == 0 then
    return { regulated = false, missing = {}, decision = v:covering("evidence") }
  end
  local row = evidence_row(v, ctx.kind)
  if not row or is_rule(row) then
    return { accepted = false, regulated = true, missing = {}, decision = v:covering("evidence") }
  end
  local missing = {}
  for _, requirement in ipairs(row.requires or {}) do
    if not met[requirement](v, row, ctx) then missing[#missing + 1] = requirement end
  end
  return { accepted = #missing == 0, regulated = true, missing = missing, clause = row.clause,
    basis = row.basis,
    decision = v:open(row.decision) }
end

-- extract{kind} -> what the extract must hold and carry.
function carriers.extract(v, ctx)
  local row = v:find("evidence", "key", ctx.kind)
  if not row or not (row.requires or row.contents) then
    return { regulated = false, contents = {}, requires = {} }
  end
  return { regulated = true, contents = util.copy(row.contents or {}), period = row.period,
    requires = util.copy(row.requires or {}), clause = row.clause, decision = v:open(row.decision) }
end

-- The open question about an event nobody regulated for `record`: an event gap first, then any question that
-- lists the record, then one that lists everything.
local function gap_of(v, record)
  local listed, all
  for _, row in ipairs(v:rows("decision")) do
    if v:open(row.id) and row.records then
      if util.has(row.records, record) then
        if row.event_gap then return row.id end
        listed = listed or row.id
      elseif util.has(row.records, "*") then
        all = all or row.id
      end
    end
  end
  return listed or all
end
carriers.gap_of = gap_of

local function handover(v, rows, event, out)
  for _, row in ipairs(rows) do
    if row.aspect == "handover" and row.event == event then
      out.action, out.to, out.sign_receipt = "hand_over", util.copy(row.to), row.sign_receipt
      out.clause, out.decision = row.clause, v:open(row.decision)
      return
    end
  end
  out.action, out.decision = "decision_required", gap_of(v, "portfolio")
end

-- portfolio{class?, event?} -> media, period, place, and what to do with it at the event.
function carriers.portfolio(v, ctx)
  local rows = v:rows("portfolio")
  if #rows == 0 then return { exists = false, media = {} } end
  local out, decisions, clause = { exists = true, media = {} }, {}, {}
  for _, row in ipairs(rows) do
    local aspect = row.aspect
    if aspect == "media" then
      util.add(out.media, row.value)
      clause[4] = clause[4] or row.clause
    elseif aspect == "period" then
      if ctx.class and util.in_range(row.classes, ctx.class) then
        out.period_years, out.classes, clause[1] = row.years, util.copy(row.classes), row.clause
      end
    elseif aspect == "place" then
      out.place, clause[2] = util.copy(row.value), row.clause
    elseif aspect == "local_act" then
      out.local_act, clause[3] = row.value, row.clause
    elseif aspect == "to_archive" then
      out.to_archive = row.value
    elseif aspect == "responsible" then
      out.responsible = row.value
    end
    v:add_open(decisions, row)
  end
  out.clause = clause[1] or clause[2] or clause[3] or clause[4]
  out.decision = decisions[1]
  if ctx.event then
    out.clause = nil
    handover(v, rows, ctx.event, out)
    out.clause = out.clause or clause[2] or clause[3] or clause[4]
  end
  return out
end

return carriers
