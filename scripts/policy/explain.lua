-- policy/explain.lua -- answers and their reasons as Russian text: for the «почему» panel, e-mails of the
-- command line and printed sheets. Takes a Words (policy/words.lua) for the labels; pure.
local util = require "policy.util"
local words = require "policy.words"

local explain = {}

local say = util.say

local function clauses(clause)
  if clause == nil then return nil end
  local out = {}
  for i, one in ipairs(util.list(clause)) do
    out[i] = words.place(one)
  end
  return #out > 0 and table.concat(out, ", ") or nil
end

-- why of a mark -> lines: the rule, where it stands, the inputs, the arithmetic, the regulation.
function explain.why(why, title)
  local out = {}
  if not why then return out end
  if why.rule then out[#out + 1] = say("reg_why_rule", why.rule) end
  local place = clauses(why.clause)
  if place then out[#out + 1] = say("reg_why_clause", place) end
  for _, input in ipairs(why.inputs or {}) do out[#out + 1] = input.label .. ": " .. tostring(input.value) end
  if why.arithmetic then out[#out + 1] = say("reg_why_arithmetic", why.arithmetic) end
  if title or why.policy then out[#out + 1] = say("reg_why_policy", title or why.policy) end
  if why.verified == false then out[#out + 1] = say("reg_why_unverified") end
  return out
end

local function decision_line(out, answer, questions)
  if not answer.decision then return end
  local question = questions and questions[answer.decision]
  out[#out + 1] = question and say("reg_explain_decision", question) or say("reg_explain_decision_id",
    answer.decision)
end

local function list_of(w, set, list)
  local out = {}
  for i, key in ipairs(list) do out[i] = w:label(set, key) end
  return table.concat(out, ", ")
end

local hooks = {}

function hooks.retention(w, a, out)
  out[#out + 1] = say("reg_explain_keep", w:term(a))
  if a.start then
    out[#out + 1] = say("reg_explain_from_to", words.date(a.start), words.date(a.keep_until),
      words.date(a.destroy_from))
  end
  if a.disputed then
    local years = {}
    for i, n in ipairs(a.options or {}) do years[i] = words.years(n) end
    out[#out + 1] = say("reg_explain_disputed", table.concat(years, " / "))
  end
  if a.basis == "nomenclature" then out[#out + 1] = say("reg_explain_nomenclature", a.basis_text or "") end
  if a.place then out[#out + 1] = say("reg_explain_place", w:value("retention", "place", a.place)) end
  if a.keeper then out[#out + 1] = say("reg_explain_keeper", w:label("roles", a.keeper)) end
  if a.copies then out[#out + 1] = say("reg_explain_copies", a.copies) end
  if a.to and a.kind ~= "hand_over" then out[#out + 1] = say("reg_explain_to", list_of(w, "roles", a.to)) end
  if a.sign_receipt then out[#out + 1] = say("reg_explain_receipt") end
end

function hooks.disposition(w, a, out)
  out[#out + 1] = say("reg_explain_state", w:label("states", a.state))
  hooks.retention(w, a, out)
end

function hooks.may_disclose(w, a, out)
  if a.allow then
    out[#out + 1] = say("reg_explain_allow", w:label("access_forms", a.form))
  else
    out[#out + 1] = say("reg_explain_refuse", w:label("refusals", a.reason or "not_regulated"))
  end
end

local function missing_word(w, item)
  local kind, value = string.match(item, "^([a-z_]+):(.*)$")
  if not kind then return w:label("requirements", item) end
  local set = (kind == "media" and "media") or ((kind == "signed_by" or kind == "certified_by") and "roles")
  return say("reg_missing_" .. kind, set and w:label(set, value) or value)
end

local function missing_line(w, a, out)
  if #(a.missing or {}) == 0 then return end
  local parts = {}
  for i, item in ipairs(a.missing) do parts[i] = missing_word(w, item) end
  out[#out + 1] = say("reg_explain_missing", table.concat(parts, ", "))
end

function hooks.evidence(w, a, out)
  if a.accepted == nil then
    out[#out + 1] = say("reg_explain_not_regulated")
  else
    out[#out + 1] = say(a.accepted and "reg_explain_accepted" or "reg_explain_not_accepted")
  end
  missing_line(w, a, out)
end

function hooks.archive_check(w, a, out)
  if a.ok == nil then out[#out + 1] = say("reg_explain_not_regulated") end
  if a.ok then out[#out + 1] = say("reg_explain_complete") end
  missing_line(w, a, out)
end

function hooks.who(w, a, out)
  out[#out + 1] = #a.roles > 0 and say("reg_explain_who", list_of(w, "roles", a.roles))
    or say("reg_explain_nobody")
end

function hooks.record_targets(w, a, out)
  out[#out + 1] = #a.targets > 0 and say("reg_explain_targets", list_of(w, "carriers", a.targets))
    or say("reg_explain_not_regulated")
end

-- Answer of a hook -> Russian sentences. model: rows of the policy (policy.model), for labels and questions.
function explain.answer(hook, answer, model)
  local w, questions, out = words.new(model), {}, {}
  for _, row in ipairs(model.sections.decision or {}) do questions[row.id] = row.question end
  if hooks[hook] then hooks[hook](w, answer, out) end
  local place = clauses(answer.clause)
  if place then out[#out + 1] = say("reg_why_clause", place) end
  decision_line(out, answer, questions)
  for _, line in ipairs(explain.why(answer.why, model.title)) do out[#out + 1] = line end
  return out
end

return explain
