-- school/regulation.lua -- the school's regulation as a document: its rows, its open questions and
-- the answers a person gave, the terms of the nomenclature, the switches, the adoptions.
-- Floor: school.
local text = require "core.text"
local names = require "policy.words"
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local env = require "school.env"
local people = require "school.people"

local regulation = {}

-- Sections that are clauses, in the order of a sheet; labels, permits and switches are not clauses.
regulation.order = { "identity", "terms", "programmes", "categories", "sources", "carriers", "recording",
  "evidence",
  "preserve", "portfolio", "retention", "archive", "roles", "access", "awards", "credit", "external",
    "legal", "about",
  "scale", "work", "periods", "rounding", "award_rules", "indicators" }

-- "4.10[1]" -> a key that sorts as people count: 4, 10, 1.
local function clause_key(clause)
  if not clause or clause == "" then return "~" end
  local key = clause:gsub("%d+", function(n) return string.format("%05d", tonumber(n)) end)
  return key:match("^%d") and key or " " .. key
end

local function matches(row, words)
  local where = text.lower((row.clause or "") .. " " .. (row.text or "") .. " " .. (row.label or ""))
  for _, word in ipairs(words) do
    if not where:find(word, 1, true) then return false end
  end
  return true
end

-- The rows of the regulation in force on the day, by clause; question narrows them by words.
-- Returns array of {section, clause, text, id, decision}, the adoption row; nil, err.
function regulation.rows(desk, question, day)
  local sections, adoption = desk.rules:rows(day)
  if not sections then return nil, adoption end
  local words = {}
  for word in text.lower(question or ""):gmatch("%S+") do words[#words + 1] = word end
  local list = {}
  for _, section in ipairs(regulation.order) do
    for _, row in ipairs(sections[section] or {}) do
      if matches(row, words) then
        list[#list + 1] = { section = section, clause = row.clause, text = row.text or row.label, id = row.id,
          decision = row.decision, source = row.source, verified = row.verified, key = clause_key(row.clause),
          at = #list }
      end
    end
  end
  table.sort(list, function(a, b)
    if a.key ~= b.key then return a.key < b.key end
    return a.at < b.at
  end)
  return list, adoption
end

local function answers_of(desk, policy)
  local map = {}
  for _, row in ipairs(desk:query("decisions", {})) do
    if row.policy == policy then
      row.who = row.decided_by or ""
      map[row.question] = row
    end
  end
  return map
end

-- The words of an option for a person: its label, else its value with the clause.
function regulation.option_text(option)
  local value = option.label or option.text or option.value
  if type(value) == "table" then value = table.concat(value, ", ") end
  if type(value) == "boolean" then value = value and ru.yes or ru.no end
  local words = value == nil and option.id or tostring(value)
  if option.clause and not words:find(option.clause, 1, true) then
    words = words .. " (" .. names.place(option.clause) .. ")"
  end
  return words
end

-- The questions the regulation leaves open: arrays open (by severity) and answered; answered rows
-- carry .answer; answers whose question is gone are in `orphans`.  nil, err.
function regulation.questions(desk, day)
  local sections, adoption = desk.rules:rows(day)
  if not sections then return nil, adoption end
  local answers = answers_of(desk, adoption.policy)
  local open, answered = {}, {}
  for _, row in ipairs(sections.decision or {}) do
    local answer = answers[row.id]
    answers[row.id] = nil
    local one = { id = row.id, question = row.question, severity = row.severity, kind = row.kind,
      text = row.text,
      clauses = row.clauses or {}, options = row.options or {}, interim = row.interim_option or row.interim,
      records = row.records, answer = answer }
    for _, option in ipairs(one.options) do
      if answer and option.id == answer.option then answer.option_text = regulation.option_text(option) end
      if option.id == row.interim_option then one.interim_text = regulation.option_text(option) end
    end
    one.interim_text = one.interim_text or row.interim
    table.insert(answer and answered or open, one)
  end
  table.sort(open, function(a, b)
    if a.severity ~= b.severity then return (a.severity or "C") < (b.severity or "C") end
    return a.id < b.id
  end)
  local orphans = {}
  for _, answer in pairs(answers) do orphans[#orphans + 1] = answer end
  return { open = open, answered = answered, orphans = orphans, adoption = adoption }
end

local filled = entered.typed

local function checked_basis(desk, form)
  local fields, wrong = {}, {}
  fields.basis = filled(form.basis)
  if not fields.basis then wrong.basis = ru.need_basis end
  fields.date = calendar.read(form.date or "")
  if not fields.date then
    wrong.date = ru.bad_date
  elseif fields.date > desk:today() then
    wrong.date = ru.date_in_future
  end
  return fields, wrong
end

local function wrong_form(wrong)
  local _, message = next(wrong)
  return message and { code = "INPUT", msg = message, fields = wrong }
end

-- A person answers an open question.  form: question, option, value, basis, date.
-- Returns true, or nil, err with err.fields = {name = message}.
function regulation.decide(desk, form)
  if not desk.access:may("decision", "write") then return nil, desk:refusal("DENIED", "may_not_decide") end
  local questions, err = regulation.questions(desk)
  if not questions then return nil, err end
  local asked
  for _, list in ipairs({ questions.open, questions.answered }) do
    for _, one in ipairs(list) do
      if one.id == form.question then asked = one end
    end
  end
  if not asked then return nil, desk:refusal("NOTFOUND", "no_such_question") end
  local fields, wrong = checked_basis(desk, form)
  local chosen
  for _, option in ipairs(asked.options) do
    if option.id == form.option then chosen = option end
  end
  if not chosen then wrong.option = ru.need_option end
  local failed = wrong_form(wrong)
  if failed then return nil, failed end
  return act.write(desk, { note = ru.note_decision }, function(st)
    act.must(st:put("decision", { policy = questions.adoption.policy, question = asked.id, option = chosen.id,
      value = filled(form.value), basis = fields.basis, decided_on = fields.date,
      decided_by = people.full(desk.me) ~= "" and people.full(desk.me) or desk.me.login }))
  end)
end

-- Terms entered by the school for records the regulation sends to the nomenclature.
function regulation.nomenclature(desk)
  return desk:query("nomenclature", {})
end

-- Sets the term of a record.  form: record, kind, years, index, basis, date.
function regulation.set_term(desk, form)
  if not desk.access:may("nomenclature", "write") then return nil, desk:refusal("DENIED",
    "may_not_decide") end
  local fields, wrong = checked_basis(desk, form)
  local record, kind = filled(form.record), filled(form.kind) or "years"
  if not record then wrong.record = ru.need_record end
  local years = math.tointeger(tonumber(form.years))
  if kind ~= "permanent" and (not years or years < 1 or years > 100) then wrong.years = ru.bad_years end
  local failed = wrong_form(wrong)
  if failed then return nil, failed end
  return act.write(desk, { note = ru.note_term }, function(st)
    act.must(st:put("nomenclature", { record = record, kind = kind,
      years = kind ~= "permanent" and years or nil,
      index = filled(form.index), basis = fields.basis, since = fields.date }))
  end)
end

-- The switches of the regulation: array of {name, label, question, kind, values, default, value}.
function regulation.settings(desk, day)
  local sections, adoption = desk.rules:rows(day)
  if not sections then return nil, adoption end
  local set = {}
  for _, row in ipairs(desk:query("settings", {})) do
    if row.policy == adoption.policy then set[row.name] = row.value end
  end
  local list = {}
  for _, row in ipairs(sections.settings or {}) do
    local value = set[row.name]
    if value ~= nil then value = env.value(value) else value = row.default end
    list[#list + 1] = { name = row.name, label = row.label or row.question or row.text or row.name,
      kind = row.kind,
      values = row.values, default = row.default, value = value, changed = set[row.name] ~= nil,
        min = row.min,
      max = row.max, question = row.question }
  end
  return list, adoption
end

-- Sets a switch.  form: name, value.
function regulation.set(desk, form)
  if not desk.access:may("setting", "write") then return nil, desk:refusal("DENIED", "may_not_decide") end
  local list, adoption = regulation.settings(desk)
  if not list then return nil, adoption end
  local found
  for _, one in ipairs(list) do
    if one.name == form.name then found = one end
  end
  if not found then return nil, desk:refusal("NOTFOUND", "no_such_setting") end
  local value = filled(form.value)
  if found.kind == "bool" then value = (value == "true" or value == "1" or value == "on") and "true"
    or "false" end
  if found.kind == "int" then
    local n = math.tointeger(tonumber(value))
    if not n or (found.min and n < found.min) or (found.max and n > found.max) then
      return nil, { code = "INPUT", msg = ru.bad_number, fields = { value = ru.bad_number } }
    end
    value = tostring(n)
  end
  if found.kind == "choice" and found.values then
    local known = false
    for _, one in ipairs(found.values) do known = known or tostring(one) == value end
    if not known then return nil, { code = "INPUT", msg = ru.need_option,
      fields = { value = ru.need_option } } end
  end
  return act.write(desk, { note = ru.note_setting }, function(st)
    act.must(st:put("setting", { policy = adoption.policy, name = found.name, value = value }))
  end)
end

-- Every adoption, the newest first; .now marks the one in force today.
function regulation.adoptions(desk)
  local current = desk.rules:at()
  local list = {}
  for i, row in ipairs(desk.rules:list()) do
    list[i] = row
    row.now = current ~= nil and row.id == current.id
  end
  return list
end

return regulation
