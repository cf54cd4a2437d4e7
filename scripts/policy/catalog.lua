-- policy/catalog.lua -- rules that look things up: requisites, programmes, kinds of results, sources, duties,
-- external systems, open questions, words and settings. Each takes (view, ctx) and returns a plain table.
local util = require "policy.util"

local catalog = {}

local HIDDEN = { file = true, line = true, section = true, replaces = true, source = true, verified = true }

local function public(row)
  local out = {}
  for k, v in next, row do
    if not HIDDEN[k] then out[k] = util.copy(v) end
  end
  return out
end
catalog.public = public

-- identity{key} -> the row, or an empty table when the regulation has no such requisite.
function catalog.identity(v, ctx)
  local row = v:find("identity", "key", ctx.key)
  if not row then return {} end
  local out = public(row)
  out.decision = v:open(row.decision)
  return out
end

-- terms{} -> the school's own words for itself, a pupil and the head.
function catalog.terms(v)
  local out = {}
  for _, row in ipairs(v:rows("terms")) do
    out.org, out.pupil, out.head = row.org or out.org, row.pupil or out.pupil, row.head or out.head
  end
  for _, row in ipairs(v:rows("identity")) do
    out.org, out.pupil, out.head = row.term_org or out.org, row.term_pupil or out.pupil, row.term_head
      or out.head
  end
  return out
end

-- programmes{basis?} -> keys, each once, in the order of the regulation.
function catalog.programmes(v, ctx)
  local basis, keys = ctx.basis and util.list(ctx.basis), {}
  for _, row in ipairs(v:rows("programmes")) do
    if not basis or util.has(basis, row.basis) then util.add(keys, row.key) end
  end
  return { keys = keys }
end

local SUBJECT_LIKE = { subject = true, noo = true, ooo = true, soo = true, home = true, facultative = true,
  elective = true, choice = true, igz = true }

local function row_for_programme(rows, programme)
  for _, row in ipairs(rows) do
    if row.parent and util.has(util.parts(row.parent), programme) then return row, programme end
  end
  if SUBJECT_LIKE[programme] then
    for _, row in ipairs(rows) do
      if row.parent == "study" or not row.parent then return row end
    end
  end
end

local function parents_listed(v, parent)
  local listed
  for _, key in ipairs(util.parts(parent)) do
    local row = v:find("categories", "key", key)
    if row and row.listed ~= nil then
      if listed == nil then listed = true end
      listed = listed and row.listed
    end
  end
  return listed
end

local function parent_decision(v, parent)
  for _, key in ipairs(util.parts(parent)) do
    local row = v:find("categories", "key", key)
    if row and v:open(row.decision) then return row.decision end
  end
end

-- The decision that asks about the clauses of several rows at once.
local function decision_on_clauses(v, rows)
  for _, row in ipairs(v:rows("decision")) do
    local all = v:open(row.id) ~= nil
    for _, item in ipairs(rows) do
      if not util.has(row.clauses, item.clause) then all = false end
    end
    if all then return row.id end
  end
end

-- classify{kind, programme?, games?}: what category a result belongs to and whether it may be assessed.
function catalog.classify(v, ctx)
  local rows = {}
  for _, row in ipairs(v:rows("categories")) do
    local of_games = not (row.games and ctx.games) or util.has(row.games, ctx.games)
    if row.key == ctx.kind and of_games and not row.values then rows[#rows + 1] = row end
  end
  if #rows == 0 then return { recognised = false } end
  local row, category = rows[1], nil
  if ctx.programme then
    local found, own = row_for_programme(rows, ctx.programme)
    row, category = found or row, own
  elseif #rows > 1 then
    return { recognised = true, ambiguous = true, decision = decision_on_clauses(v, rows) }
  end
  local listed = row.listed
  if listed == nil and row.parent then listed = parents_listed(v, row.parent) end
  return { recognised = true, category = category or row.parent or row.key, listed = listed,
    assessable = row.assessable ~= false, audience = row.audience and util.copy(row.audience),
      clause = row.clause,
    decision = v:open(row.decision) or (row.parent and parent_decision(v, row.parent)) or nil }
end

-- source{source} -> is this source of results named, and is it internal or external.
function catalog.source(v, ctx)
  local row = v:find("sources", "key", ctx.source)
  if not row then return { named = false } end
  return { named = true, scope = row.scope, clause = row.clause, decision = v:open(row.decision) }
end

-- who{duty} -> roles that carry the duty, with the clauses that say so.
function catalog.who(v, ctx)
  local roles, clause, decisions = {}, {}, {}
  for _, row in ipairs(v:rows("roles")) do
    if row.duty == ctx.duty then
      util.add(roles, row.role)
      util.add(clause, row.clause)
      v:add_open(decisions, row)
    end
  end
  return { roles = roles, clause = clause, decision = decisions[1] }
end

-- external{} -> keys of the external systems the regulation names.
function catalog.external(v)
  local keys = {}
  for _, row in ipairs(v:rows("external")) do util.add(keys, row.key) end
  return { keys = keys }
end

-- issues{severity?} -> questions nobody has answered yet.
function catalog.issues(v, ctx)
  local ids = {}
  for _, row in ipairs(v:rows("decision")) do
    if v:open(row.id) and (not ctx.severity or row.severity == ctx.severity) then ids[#ids + 1] = row.id end
  end
  return { ids = ids, count = #ids }
end

-- labels{set} -> keys in order and their words.
function catalog.labels(v, ctx)
  local keys, words, short, rows = {}, {}, {}, {}
  for i, row in ipairs(v:rows("labels")) do
    if row.set == ctx.set then rows[#rows + 1] = { row = row, ord = row.ord or i } end
  end
  table.sort(rows, function(a, b) return a.ord < b.ord end)
  for _, item in ipairs(rows) do
    keys[#keys + 1] = item.row.key
    words[item.row.key], short[item.row.key] = item.row.text, item.row.short
  end
  return { keys = keys, words = words, short = short }
end

-- permits{role?} -> what each role may see and write, and the places of the left rail it has.
function catalog.permits(v, ctx)
  local rows = {}
  for _, row in ipairs(v:rows("permit")) do
    if not ctx.role or row.role == ctx.role then rows[#rows + 1] = public(row) end
  end
  return { rows = rows }
end

-- settings{} -> the switches of the school with their present values.
function catalog.settings(v)
  local rows, values = {}, {}
  for _, row in ipairs(v:rows("settings")) do
    rows[#rows + 1] = public(row)
    values[row.name] = v:setting(row.name)
  end
  return { rows = rows, values = values }
end

-- regulated{section} -> is the subject regulated at all, and the sentence that says why not.
function catalog.regulated(v, ctx)
  local why = v.model.not_regulated[ctx.section]
  return { regulated = why == nil, text = why }
end

return catalog
