-- policy/lint.lua -- looks for what a regulation leaves in doubt: contradictions, gaps, twice-said things,
-- open questions. A finding is {severity = A|B|C, kind, text, clause, id, file, line}, the gravest first.
-- A touches terms, disclosure or destruction; B the order of work; C only words.
local util = require "policy.util"
local words = require "policy.words"

local lint = {}

local function add(out, severity, kind, row, text)
  out[#out + 1] = { severity = severity, kind = kind, text = text, clause = row and row.clause, id = row
    and row.id,
    file = row and row.file, line = row and row.line }
end

local function decisions_of(model)
  local by = {}
  for _, row in ipairs(model.sections.decision) do by[row.id] = row end
  return by
end

-- Is there a question that lists the record?
local function asked(model, record)
  for _, row in ipairs(model.sections.decision) do
    if util.has(row.records, record) or util.has(row.records, "*") then return true end
  end
  return false
end

local function records_of(row)
  local out = { row.record }
  for _, also in ipairs(row.also or {}) do util.add(out, also) end
  return out
end

-- Rows for the same record and event with different terms and no common question.
local function contradictions(model, w, out)
  local groups, order = {}, {}
  for _, row in ipairs(model.sections.retention) do
    for _, record in ipairs(row.kind ~= "rule" and records_of(row) or {}) do
      local key = record .. "\1" .. tostring(row.event)
      if not groups[key] then
        groups[key] = {}
        order[#order + 1] = key
      end
      table.insert(groups[key], { row = row, record = record })
    end
  end
  for _, key in ipairs(order) do
    local group = groups[key]
    for i = 2, #group do
      local a, b = group[1].row, group[i].row
      local differ = a.kind ~= b.kind or a.years ~= b.years or a.ends_on ~= b.ends_on
      if differ and (not a.decision or a.decision ~= b.decision) then
        add(out, "A", "contradiction", b, util.say("reg_lint_differ", w:label("carriers", group[i].record),
          w:term(a) .. " / " .. w:term(b)))
      end
    end
  end
end

local function open_questions(model, out, answers)
  for _, row in ipairs(model.sections.decision) do
    if not answers[row.id] then
      add(out, row.severity, "question", row, util.say("reg_lint_open", row.id, row.question))
      out[#out].clause = row.clauses[1]
    end
  end
end

local NAMES = { id = true, file = true, line = true, text = true, replaces = true, decision = true,
  see = true, note = true }

local function said(row)
  local parts = {}
  for _, field in ipairs(util.sorted_keys(row)) do
    local value = row[field]
    if not NAMES[field] then
      parts[#parts + 1] = field .. "=" .. (type(value) == "table" and table.concat(util.sorted_keys(value),
        ",")
        .. tostring(value[1]) or tostring(value))
    end
  end
  return table.concat(parts, "\1")
end

local MATTERS = { retention = true, carriers = true, recording = true, roles = true, archive = true,
  access = true,
  programmes = true, sources = true }

local function duplicates(model, out)
  for section in next, MATTERS do
    local seen = {}
    for _, row in ipairs(model.sections[section]) do
      local key = said(row)
      if seen[key] then
        add(out, "C", "duplicate", row, util.say("reg_lint_twice", words.clause(row.clause) or "—",
          seen[key].id, row.id))
      end
      seen[key] = seen[key] or row
    end
  end
end

-- A term for the record itself, for its parts (two books of one carrier), or for everything.
local function has_term(model, record)
  for _, row in ipairs(model.sections.retention) do
    local part = string.sub(row.record, 1, #record + 1) == record .. "_"
    if row.kind ~= "rule" and (part or row.record == "*" or util.has(records_of(row),
      record)) then return true end
  end
  return false
end

local function fallback_paper(model)
  for _, row in ipairs(model.sections.retention) do
    if row.record == "mandatory_paper" then return true end
  end
  return false
end

local function gaps_of_carriers(model, w, out)
  local paper_covered = fallback_paper(model)
  for _, row in ipairs(model.sections.carriers) do
    if row.duty == "mandatory" and not has_term(model, row.key) and not asked(model, row.key)
      and not (row.medium == "paper" and paper_covered) then
      local name = w:label("carriers", row.key)
      local key = row.medium == "paper" and "reg_lint_no_term" or "reg_lint_no_term_e"
      add(out, "A", "gap", row, util.say(key, name))
    end
  end
end

local function gaps_of_archive(model, w, out)
  for _, row in ipairs(model.sections.archive) do
    if row.when and not row.responsible and not row.decision then
      add(out, "B", "gap", row, util.say("reg_lint_nobody", w:label("tasks", row.task)))
    end
  end
end

local function gaps_of_recording(model, w, out)
  local known, keys = {}, {}
  for _, row in ipairs(model.sections.carriers) do known[row.key] = true end
  for _, row in ipairs(model.sections.recording) do
    keys[row.programme] = true
    if not known[row.target] then
      add(out, "C", "gap", row, util.say("reg_lint_target", w:label("carriers", row.target)))
    end
  end
  local subjects = { noo = true, ooo = true, soo = true, classes = true, dop_kinds = true, paid = true,
    elective = true,
    choice = true, prof = true, home = true }
  for _, row in ipairs(model.sections.programmes) do
    if not keys[row.key] and not subjects[row.key] and row.basis ~= "defined_only" then
      add(out, "B", "gap", row, util.say("reg_lint_no_target", w:label("programmes", row.key)))
    end
  end
end

local function lost_decisions(model, out)
  local known = decisions_of(model)
  for _, rows in next, model.sections do
    for _, row in ipairs(rows) do
      if row.decision and not known[row.decision] then
        add(out, "A", "reference", row, util.say("reg_lint_no_decision", row.id, row.decision))
      end
    end
  end
end

local function unverified(model, out)
  local told = {}
  for _, section in ipairs{ "award_rules", "rounding" } do
    for _, row in ipairs(model.sections[section]) do
      local name = string.gsub(row.label or row.text or row.id, "%.$", "")
      if row.verified == false and not row.clause and not told[name] then
        told[name] = true
        add(out, "C", "unverified", row, util.say("reg_lint_unverified", name, row.source or "—"))
      end
    end
  end
end

local function read_answers(env)
  return env and env.decisions or {}
end

-- env = { decisions = {[id] = option} }: answered questions are not findings.
function lint.run(model, env)
  local out, w = {}, words.new(model)
  contradictions(model, w, out)
  lost_decisions(model, out)
  gaps_of_carriers(model, w, out)
  gaps_of_archive(model, w, out)
  gaps_of_recording(model, w, out)
  duplicates(model, out)
  open_questions(model, out, read_answers(env))
  unverified(model, out)
  for i, finding in ipairs(out) do finding.at = i end
  table.sort(out, function(a, b)
    if a.severity ~= b.severity then return a.severity < b.severity end
    if (a.line or 0) ~= (b.line or 0) and a.file == b.file then return (a.line or 0) < (b.line or 0) end
    return a.at < b.at
  end)
  for _, finding in ipairs(out) do finding.at = nil end
  return out
end

return lint
