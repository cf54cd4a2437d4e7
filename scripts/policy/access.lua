-- policy/access.lua -- who may be given the data, in what form, on what ground, and who hands out passwords.
-- Anything the regulation does not name is refused until a person decides.
local util = require "policy.util"

local access = {}

-- The same person under the names regulations use: a legal representative exists only for a minor.
local SAME = { legal_rep = "parent_of_minor", parent_of_minor = "legal_rep" }
local FAMILY = { pupil = true, legal_rep = true, parent_of_minor = true, parent_of_adult = true }
local STAFF = { teachers = true, administration = true, teacher = "teachers", class_teacher = "teachers" }

local APPLICATION = { oral = true, written = true }

local function named(list, person)
  return util.has(list, person) or (SAME[person] ~= nil and util.has(list, SAME[person]))
end

local function rows_of(v, aspect)
  local out = {}
  for _, row in ipairs(v:rows("access")) do
    if row.aspect == aspect then out[#out + 1] = row end
  end
  return out
end

local function allow(v, row, form)
  return { allow = true, form = form, clause = { row.clause }, decision = v:open(row.decision) }
end

local function refuse(v, row, reason)
  return { allow = false, reason = reason, clause = { row and row.clause }, decision = row
    and v:open(row.decision) }
end

-- The question that stays open about this requester, and the clauses that come nearest to an answer.
local function undecided(v, requester, reason)
  local out = { allow = false, decision_required = true, reason = reason or "not_regulated", clause = {} }
  out.decision = v:covering("access:" .. requester) or v:covering("access")
  for _, row in ipairs(v:rows("access")) do
    if row.aspect == "self_service" or row.aspect == "inform_pupils" or row.aspect == "use_purpose" then
      local staff = row.aspect == "use_purpose"
      if staff == (STAFF[requester] ~= nil) then
        util.add(out.clause, row.clause)
        out.decision = out.decision or v:open(row.decision)
      end
    end
  end
  if not out.decision then
    for _, row in ipairs(rows_of(v, "inform_pupils")) do out.decision = out.decision
      or v:open(row.decision) end
  end
  return out
end

local function award_purpose(v, purpose)
  for _, row in ipairs(v:rows("awards")) do
    if util.has(row.purposes, purpose) and row.subject ~= "staff" then return row end
  end
end

local function staff(v, ctx)
  local who = STAFF[ctx.requester]
  if who == true then who = ctx.requester end
  local exclusive, award = nil, award_purpose(v, ctx.purpose)
  for _, row in ipairs(rows_of(v, "use_purpose")) do
    if util.has(row.who, who) then
      if util.has(row.purposes, ctx.purpose) then return allow(v, row, "internal_use") end
      if row.exclusive then exclusive = exclusive or row end
    end
  end
  if award then return allow(v, award, "internal_use") end
  if exclusive then return refuse(v, exclusive, "purpose") end
  return undecided(v, ctx.requester)
end

local function family(v, ctx)
  local requester = ctx.requester
  for _, row in ipairs(rows_of(v, "self_service")) do
    if named(row.to, requester) then return allow(v, row, "self_service") end
  end
  for _, row in ipairs(rows_of(v, "application")) do
    if named(row.to, requester) then
      if APPLICATION[ctx.application] and row[ctx.application] then return allow(v, row, "application") end
      if not row.required then return allow(v, row, "on_request") end
      return refuse(v, row, "application_missing")
    end
  end
  for _, row in ipairs(rows_of(v, "inform_pupils")) do
    if named(row.to, requester) then return allow(v, row, "inform") end
  end
end

local function law(v, ctx, ban)
  local row = rows_of(v, "transfer_by_law")[1]
  if not row or not ctx.legal_ground then return nil end
  if ban and ban.exclusive and ctx.requester ~= "state_body" then
    return refuse(v, ban, "third_party")
  end
  if ctx.ground_recorded_by then
    local out = allow(v, row, "legal_ground")
    out.decision = out.decision or (ban and v:open(ban.decision))
    return out
  end
  local out = refuse(v, ban or row, "ground_not_recorded")
  out.decision_required = true
  return out
end

local function outsider(v, ctx)
  local ban
  for _, row in ipairs(rows_of(v, "third_parties")) do
    if row.value == false then ban = row end
  end
  local by_law = law(v, ctx, ban)
  if by_law then return by_law end
  if ban then return refuse(v, ban, ctx.requester == "state_body" and "ground_missing" or "third_party") end
  return undecided(v, ctx.requester)
end

-- may_disclose{requester, purpose?, application, legal_ground?, ground_recorded_by?}
function access.may_disclose(v, ctx)
  if STAFF[ctx.requester] then return staff(v, ctx) end
  local answer = FAMILY[ctx.requester] and family(v, ctx)
  if answer then return answer end
  if v:covering("access:" .. ctx.requester) then return undecided(v, ctx.requester) end
  return outsider(v, ctx)
end

-- credentials{user} -> who gives the login and password, and when.
function access.credentials(v, ctx)
  local rows = rows_of(v, "credentials")
  for _, row in ipairs(rows) do
    if named({ row.user }, ctx.user) then
      return { regulated = true, issuer = row.issuer, when = row.when, clause = row.clause,
        decision = v:open(row.decision) }
    end
  end
  local open = v:covering("access:" .. ctx.user)
  return { regulated = false, decision = open, decision_required = open ~= nil or nil }
end

return access
