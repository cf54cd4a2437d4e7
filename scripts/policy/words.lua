-- policy/words.lua -- rows in Russian: labels of keys from the policy's own label sets, names of sections and
-- fields, values as a person writes them. Pure; a Words lives as long as its model.
local text = require "text.ru_policy"
local util = require "policy.util"

local words = {}
local methods = {}
local meta = { __index = methods }

-- Which label set a field's keys belong to.
local SETS = { record = "carriers", target = "carriers", also = "carriers", holdings = "carriers",
  medium = "media",
  media = "media", place = "places", keeper = "roles", role = "roles", responsible = "roles",
    filler = "roles",
  issuer = "roles", signed_by = "roles", certified_by = "roles", controller = "roles", to = "roles",
    who = "roles",
  initiators = "roles", user = "roles", event = "events", ends_on = "events", task = "tasks",
  requires = "requirements", programme = "programmes", scope = "scopes", when = "occasions",
    trigger = "triggers",
  aspect = "aspects", purposes = "purposes", condition = "conditions", severity = "severities",
    after = "states",
  parent = "categories", games = "games", audience = "roles",
  scheme = "schemes", grading = "gradings", requires_decision = "roles", places = "places_rail",
  denominator = "none" }

local BY_SECTION = { ["carriers.key"] = "carriers", ["carriers.duty"] = "carrier_duties",
  ["roles.duty"] = "duties",
  ["retention.kind"] = "retention_kinds", ["decision.kind"] = "decision_kinds", ["evidence.key"] = "evidence",
  ["evidence.also"] = "evidence", ["programmes.key"] = "programmes", ["programmes.basis"] = "bases",
  ["portfolio.value"] = "places", ["permit.scope"] = "none" }

function words.new(model)
  local sets = {}
  for _, row in ipairs(model.sections.labels or {}) do
    sets[row.set] = sets[row.set] or {}
    sets[row.set][row.key] = row.text
  end
  sets.categories = sets.categories or {}
  for _, row in ipairs(model.sections.categories or {}) do
    sets.categories[row.key] = sets.categories[row.key] or row.label
  end
  return setmetatable({ sets = sets }, meta)
end

-- The word for a key, or the key itself.
function methods.label(w, set, key)
  return w.sets[set] and w.sets[set][key] or key
end

function methods.section(_, name)
  return text["reg_section_" .. name] or name
end

function methods.field(_, name, section)
  return section and text["reg_field_" .. section .. "_" .. name] or text["reg_field_" .. name] or name
end

function words.years(n)
  return n .. " " .. util.plural(n, text.reg_years_1, text.reg_years_2, text.reg_years_5)
end

-- "2030-01-31" -> "31.01.2030"
function words.date(date)
  if not date then return "" end
  local y, m, d = string.match(date, "^(%d+)-(%d+)-(%d+)$")
  return y and d .. "." .. m .. "." .. y or date
end

-- "4.10[1]" -> "4.10 (1-й)": numbers that occur twice are told apart.
function words.clause(clause)
  if not clause then return nil end
  return (string.gsub(clause, "%[(%d+)%]$", " (%1-й)"))
end

-- "п. 4.10 (1-й)", «шапка»; nil without a clause.
function words.place(clause)
  if not clause then return nil end
  if not string.find(clause, "^%d") then return clause end
  return string.format(text.reg_clause, words.clause(clause))
end

-- A word of the library's own for a value ("mean", "olympic"), or the value.
local function own_word(field, value)
  return text["reg_word_" .. field .. "_" .. value] or value
end

local function joined(w, set, value)
  local out = {}
  for _, part in ipairs(util.parts(value)) do out[#out + 1] = w:label(set, part) end
  return table.concat(out, ", ")
end

-- A value of a row as a person reads it.
function methods.value(w, section, field, value)
  if value == nil then return text.reg_diff_nothing end
  if value == true then return text.reg_yes end
  if value == false then return text.reg_no end
  if field == "clause" then return words.clause(value) end
  if field == "date" then return words.date(value) end
  local set = BY_SECTION[section .. "." .. field] or SETS[field]
  if type(value) == "string" then return own_word(field, set and joined(w, set, value) or value) end
  if math.type(value) == "float" then return (string.gsub(tostring(value), "%.", ",")) end
  if type(value) ~= "table" then return tostring(value) end
  if field == "deadline" then return string.format(text.reg_deadline, value.day, value.month) end
  if field == "classes" then return string.format(text.reg_range, value[1], value[#value]) end
  local out = {}
  if value.body then
    for _, key in ipairs({ "date", "protocol", "order_no" }) do
      if value[key] then
        local word = key == "date" and "" or (text["reg_key_" .. key] .. " ")
        out[#out + 1] = word .. w:value(section, key, value[key])
      end
    end
    return value.body .. (#out > 0 and " (" .. table.concat(out, ", ") .. ")" or "")
  end
  if #value > 0 then
    for i, item in ipairs(value) do out[i] = type(item) == "table" and w:value(section, "", item) or
      own_word(field, tostring(set and w:label(set, item) or item)) end
  else
    for _, key in ipairs(util.sorted_keys(value)) do
      out[#out + 1] = (text["reg_key_" .. tostring(key)] or tostring(key)) .. " — "
        .. w:value(section, key == "date" and key or "", value[key])
    end
  end
  return table.concat(out, ", ")
end

-- The term of a retention row in words: "5 лет", "постоянно", "до события «выпуск»".
function methods.term(w, row)
  local kind = row.kind
  if kind == "years" then return words.years(row.years) end
  if kind == "at_least_years" then return string.format(text.reg_at_least, words.years(row.years)) end
  if kind == "permanent" then return text.reg_term_permanent end
  if kind == "until_event" then return string.format(text.reg_term_until, w:label("events", row.ends_on)) end
  if kind == "until_need" then return text.reg_term_need end
  if kind == "hand_over" then
    return string.format(text.reg_term_hand_over, w:value("retention", "to", row.to))
  end
  if kind == "by_reference" then
    local document = string.gsub(row.reference or "", "%(implied%)", text.reg_implied)
    return string.format(text.reg_term_reference, document)
  end
  return text.reg_term_none
end

-- What a row is about, for a heading: its label, the label of its key, or its text.
local SUBJECTS = { retention = { "record", "carriers" }, carriers = { "key", "carriers" },
  archive = { "task", "tasks" }, roles = { "duty", "duties" }, evidence = { "key", "evidence" },
  portfolio = { "aspect", "aspects" }, access = { "aspect", "aspects" }, recording = { "programme",
    "programmes" },
  identity = { "key", "requisites" } }

function methods.subject(w, row)
  local subject = SUBJECTS[row.section]
  if subject then
    local key = row[subject[1]]
    local name = w:label(subject[2], key)
    if name == key then name = row.label or row.text or key end
    if row.section == "recording" then return name .. " — " .. w:label("carriers", row.target) end
    if row.section == "retention" and row.event then return name .. " (" .. w:label("events", row.event)
      .. ")" end
    return name
  end
  return row.label or row.question or row.text or row.symbol or row.id
end

local HIDDEN = { id = true, clause = true, text = true, note = true, file = true, line = true, section = true,
  replaces = true, decision = true, see = true, source = true, verified = true, key = true, record = true,
    task = true,
  label = true, options = true, question = true, records = true, clauses = true, covers = true,
    event_gap = true,
  interim = true, interim_option = true, kind = false, ord = true, set = true, aliases = true,
    keeper_clause = true,
  by_decision = true, name = true, trigger_stated = true, when_stated = true, basis = false }

-- The facts of a row that rules compare, as "название: значение" in the order of names.
function methods.facts(w, row)
  local out = {}
  if row.section == "retention" and row.kind ~= "rule" then out[1] = w:term(row) end
  for _, field in ipairs(util.sorted_keys(row)) do
    local skip = HIDDEN[field] or (row.section == "retention" and (field == "kind" or field == "years"
      or field == "ends_on" or field == "reference")) or row[field] == ""
      or (row.section == "roles" and field == "duty")
    if not skip then out[#out + 1] = w:field(field, row.section) .. ": " .. w:value(row.section, field,
      row[field]) end
  end
  return out
end

return words
