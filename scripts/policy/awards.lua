-- policy/awards.lua -- awards by the regulation, credit of results from elsewhere, and the candidates for
-- medals, honours and commendations with what stands in their way.
local util = require "policy.util"

local awards = {}

-- award{area?} -> is the area named, by which acts, is material support possible.
function awards.award(v, ctx)
  local out = { area_known = nil, variant = nil, areas_count = 0, acts = {}, decisions = {} }
  local areas = {}
  for _, row in ipairs(v:rows("awards")) do
    if row.subject ~= "staff" then
      for _, area in ipairs(row.areas or {}) do util.add(areas, area) end
      util.add(out.acts, row.act)
      if row.material_support == true then out.material_support = true end
      if row.area_variant and row.area_variant == ctx.area then out.variant = true end
      v:add_open(out.decisions, row)
    end
  end
  out.areas_count = #areas
  if ctx.area then out.area_known = util.has(areas, ctx.area) or out.variant == true end
  out.regulated = #areas > 0 or #out.acts > 0
  return out
end

local SAME = { parent_of_minor = "legal_rep", parent = "legal_rep", adult_pupil = "pupil" }

local function asked_by(row, initiator)
  return initiator ~= nil and (util.has(row.initiators, initiator) or util.has(row.initiators,
    SAME[initiator]))
end

local function credit_parts(v)
  local part = { open = {} }
  for _, row in ipairs(v:rows("credit")) do
    if row.gifted then
      part.gifted = row
    elseif not row.aspect then
      part.first = part.first or row
      if row.voluntary then part.voluntary = row end
      if row.act then part.act = row end
      if row.controller then part.controller = row end
      v:add_open(part.open, row)
    end
  end
  return part
end

-- credit{application_by?, gifted?, level?} -> may results from another organisation be credited.
function awards.credit(v, ctx)
  local part = credit_parts(v)
  if not part.first and not part.gifted then
    return { supported = false, ok = false, missing = {}, decision = v:covering("credit") }
  end
  if ctx.gifted and part.gifted and (not part.gifted.decision or v:open(part.gifted.decision)) then
    return { supported = true, ok = false, missing = {}, decision_required = true,
      clause = part.gifted.clause,
      decision = v:open(part.gifted.decision), controller = part.controller and part.controller.controller }
  end
  local base = part.voluntary or part.act or part.first or part.gifted
  local out = { supported = true, ok = true, missing = {}, voluntary = part.voluntary and true or nil,
    act = part.act and part.act.act, controller = part.controller and part.controller.controller,
    clause = base.clause, decision = part.open[1] }
  if not part.voluntary and not part.act then
    out.ok, out.decision_required = false, true
    return out
  end
  if part.voluntary and not asked_by(part.voluntary, ctx.application_by) then
    out.ok, out.missing[1] = false, "will_of_pupil_or_parent"
  end
  return out
end

-- Exams by subject in lower case, as {points, mark, base}.
local function read_exams(exams)
  local out = {}
  for subject, entry in next, exams or {} do
    if type(entry) == "table" then
      out[util.lower(subject)] = { points = entry.points, mark = entry.mark, base = entry.level == "base" }
    else
      out[util.lower(subject)] = { points = tonumber(entry) }
    end
  end
  return out
end

-- The branch of those who took only the named exams and basic-level `or_base` with the wanted mark.
local function base_met(want, exams)
  local found = false
  for subject, exam in next, exams do
    if subject == want.or_base and exam.base then
      found = exam.mark ~= nil and exam.mark >= want.or_mark
    elseif not util.has(want.except, subject) then
      return false
    end
  end
  return found
end

-- One wanted exam of an award row: {subject=, min=} or {min=, except={}, or_base=, or_mark=}: any other exam.
local function exam_met(want, exams)
  if want.subject then
    local exam = exams[want.subject]
    return exam ~= nil and not exam.base and exam.points ~= nil and exam.points >= want.min
  end
  for subject, exam in next, exams do
    if not util.has(want.except, subject) and not exam.base and (exam.points
      or 0) >= want.min then return true end
  end
  return want.or_base ~= nil and base_met(want, exams)
end

local function exam_missing(want)
  if want.subject then return util.say("reg_award_exam", want.subject, want.min) end
  if want.or_base then return util.say("reg_award_exam_other_base", want.min, want.or_base, want.or_mark) end
  return util.say("reg_award_exam_other", want.min)
end

local LISTED = 5

-- Marks below the wanted one, as missing sentences; subjects in alphabetical order.
local function weak_marks(row, marks, missing)
  local lower, bad, counted, best = {}, {}, 0, 0
  for _, subject in ipairs(util.sorted_keys(marks)) do
    local value = math.tointeger(tonumber(marks[subject]))
    if value then
      counted = counted + 1
      if value >= row.mark then
        best = best + 1
      elseif value == (row.lower_mark or row.mark - 1) then
        lower[#lower + 1] = subject
      else
        bad[#bad + 1] = subject
      end
    end
  end
  if counted == 0 then
    missing[#missing + 1] = util.say("reg_award_no_marks")
    return counted, best
  end
  if row.one_subject then
    if best == 0 then missing[#missing + 1] = util.say("reg_award_no_best", row.mark) end
    return counted, best
  end
  local over = #lower - (row.max_lower or 0)
  for i, subject in ipairs(over > 0 and lower or {}) do
    if i <= LISTED then missing[#missing + 1] = util.say("reg_award_lower", subject, marks[subject]) end
  end
  for i, subject in ipairs(bad) do
    if i <= LISTED then missing[#missing + 1] = util.say("reg_award_lower", subject, marks[subject]) end
  end
  local hidden = math.max(0, #bad - LISTED) + (over > 0 and math.max(0, #lower - LISTED) or 0)
  if hidden > 0 then missing[#missing + 1] = util.say("reg_award_more", hidden) end
  return counted, best
end

local function candidate(v, row, pupil)
  local marks = (row.over == "finals" and pupil.finals) or pupil.year or {}
  local missing = {}
  local counted, best = weak_marks(row, marks, missing)
  local exams = row.exams and read_exams(pupil.exams)
  for _, want in ipairs(row.exams or {}) do
    if not exam_met(want, exams) then missing[#missing + 1] = exam_missing(want) end
  end
  local why = { clause = row.clause or row.source, rule = row.text or row.label,
    inputs = { { label = util.say("reg_award_counted"), value = counted },
      { label = util.say("reg_award_best", row.mark), value = best } },
    policy = v.model.id, version = v.model.version, verified = row.verified }
  return { id = pupil.id, award = row.key, label = row.label, ok = #missing == 0, missing = missing,
    why = why }
end

local function rules_in_order(v)
  local rows = {}
  for i, row in ipairs(v:rows("award_rules")) do rows[i] = row end
  table.sort(rows, function(a, b)
    if (a.order or 0) ~= (b.order or 0) then return (a.order or 0) < (b.order or 0) end
    return a.id < b.id
  end)
  return rows
end

-- award_candidates{pupils = {{id, grade, year = {subject = mark}, finals, exams}}} -> every award rule of the
-- pupil's grade, met or not, with what is missing. exams: points as a number, or {points=, mark=,
-- level="base"}.
function awards.award_candidates(v, ctx)
  local rules, out = v:once("award_rules", rules_in_order), {}
  for _, pupil in ipairs(ctx.pupils or {}) do
    for _, row in ipairs(rules) do
      if util.has(row.grades, pupil.grade) then out[#out + 1] = candidate(v, row, pupil) end
    end
  end
  return { candidates = out }
end

return awards
