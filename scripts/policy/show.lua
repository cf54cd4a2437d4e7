-- policy/show.lua -- the regulation as a readable sheet: by clause, every row in words with its facts and its
-- open question. sheet() gives the structure for the page, text() the same as lines.
local util = require "policy.util"
local schema = require "policy.schema"
local words = require "policy.words"

local show = {}

local SKIPPED = { labels = true, permit = true, decision = true, settings = true }

-- "4.10[1]" -> a key that sorts as people count; «шапка» stands first, rows without a clause last.
local function clause_key(clause)
  if not clause then return "~" end
  if not string.find(clause, "^%d") then return " " .. clause end
  return (string.gsub(clause, "%d+", function(n) return string.format("%04d", tonumber(n)) end))
end
show.clause_key = clause_key

-- What holds while nobody has answered: the words of the option that stands in, or the row's own.
local function interim_words(row, options)
  for _, option in ipairs(options) do
    if option.id == (row.interim_option or row.interim) then return option.text end
  end
  return row.interim
end

local function questions(model, w)
  local out = {}
  for _, row in ipairs(model.sections.decision) do
    local options = {}
    for i, option in ipairs(row.options) do
      local value = option.label or option.text or option.value
      if type(value) == "table" then value = table.concat(value, ", ") end
      if type(value) == "boolean" then value = w:value("decision", "value", value) end
      options[i] = { id = option.id, text = tostring(value == nil and option.id or value),
        clause = option.clause }
    end
    out[#out + 1] = { id = row.id, severity = row.severity, kind = w:label("decision_kinds", row.kind),
      question = row.question, clauses = row.clauses, options = options,
      interim = interim_words(row, options), text = row.text }
  end
  table.sort(out, function(a, b)
    if a.severity ~= b.severity then return a.severity < b.severity end
    return a.id < b.id
  end)
  return out
end

local function by_clause(model, w)
  local order, groups = {}, {}
  for _, section in ipairs(schema.order) do
    for _, row in ipairs(not SKIPPED[section] and model.sections[section] or {}) do
      local key = clause_key(row.clause)
      if not groups[key] then
        groups[key] = { clause = row.clause, place = words.place(row.clause), rows = {} }
        order[#order + 1] = key
      end
      table.insert(groups[key].rows, { id = row.id, section = section, heading = w:section(section),
        subject = w:subject(row), text = row.text or row.label, facts = w:facts(row), decision = row.decision,
        file = row.file, line = row.line, source = row.source, verified = row.verified })
    end
  end
  table.sort(order)
  local out = {}
  for i, key in ipairs(order) do out[i] = groups[key] end
  return out
end

-- { title, id, code, chain, clauses = {{clause, place, rows}}, questions, not_regulated = {{section,
-- text}}, hooks }
function show.sheet(model)
  local w = words.new(model)
  local sheet = { title = model.title, id = model.id, code = model.code, chain = model.chain,
    bases = model.bases,
    clauses = by_clause(model, w), questions = questions(model, w), not_regulated = {}, hooks = {} }
  for _, section in ipairs(util.sorted_keys(model.not_regulated)) do
    sheet.not_regulated[#sheet.not_regulated + 1] = { section = section, heading = w:section(section),
      text = model.not_regulated[section] }
  end
  for _, name in ipairs(util.sorted_keys(model.hooks)) do sheet.hooks[#sheet.hooks + 1] = w:label("hooks",
    name) end
  return sheet
end

local function clause_lines(out, group)
  out[#out + 1] = ""
  out[#out + 1] = group.place or util.say("reg_sheet_no_clause")
  for _, row in ipairs(group.rows) do
    out[#out + 1] = "  " .. row.heading .. ": " .. (row.text or row.subject)
      .. (row.decision and " [" .. row.decision .. "]" or "")
    if #row.facts > 0 then out[#out + 1] = "      " .. table.concat(row.facts, "; ") end
  end
end

local function question_lines(out, sheet)
  if #sheet.questions == 0 then return end
  out[#out + 1] = ""
  out[#out + 1] = util.say("reg_sheet_questions")
  for _, one in ipairs(sheet.questions) do
    out[#out + 1] = "  " .. one.id .. " (" .. one.severity .. ", " .. one.kind .. ") " .. one.question
    local options = {}
    for i, option in ipairs(one.options) do options[i] = option.text end
    out[#out + 1] = "      " .. util.say("reg_sheet_options", table.concat(options, "; "))
    if one.interim then out[#out + 1] = "      " .. util.say("reg_sheet_interim", one.interim) end
  end
end

-- The sheet as text.
function show.text(sheet)
  local out = { util.say("reg_sheet_title", sheet.title), util.say("reg_sheet_chain",
    table.concat(sheet.bases, "; ")) }
  if #sheet.hooks > 0 then out[#out + 1] = util.say("reg_sheet_hooks", table.concat(sheet.hooks, ", ")) end
  for _, group in ipairs(sheet.clauses) do clause_lines(out, group) end
  question_lines(out, sheet)
  if #sheet.not_regulated > 0 then
    out[#out + 1] = ""
    out[#out + 1] = util.say("reg_sheet_not_regulated")
    for _, item in ipairs(sheet.not_regulated) do out[#out + 1] = "  " .. item.heading .. ": "
      .. item.text end
  end
  return table.concat(out, "\n") .. "\n"
end

return show
