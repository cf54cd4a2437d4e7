-- policy/view.lua -- a model as one school sees it now: the answers of its decision log applied to the rows,
-- its nomenclature, settings and day count beside them. Every rule reads a view, never the model itself.
-- An answered decision may patch rows (disable, set, unset, add) before any rule runs; the model stays as
-- it was.
local util = require "policy.util"
local schema = require "policy.schema"

local view = {}
local methods = {}
local meta = { __index = methods }

local function option_of(row, answer)
  for _, option in ipairs(row.options) do
    if option.id == answer then return option end
  end
end

-- answers: decision id -> option id (a table {option=} is taken too).
local function read_answers(decisions)
  local answers = {}
  for id, answer in next, decisions or {} do
    if type(answer) == "table" then answer = answer.option end
    if answer ~= nil and answer ~= false then answers[id] = tostring(answer) end
  end
  return answers
end

local function collect(model, answers)
  local patch = { disable = {}, set = {}, unset = {}, add = {}, any = false }
  for _, row in ipairs(model.sections.decision) do
    local option = answers[row.id] and option_of(row, answers[row.id])
    if option then
      for _, id in ipairs(option.disable or {}) do patch.disable[id], patch.any = true, true end
      for id, fields in next, option.set or {} do
        patch.set[id], patch.any = patch.set[id] or {}, true
        for field, value in next, fields do patch.set[id][field] = value end
      end
      for id, fields in next, option.unset or {} do
        patch.unset[id], patch.any = patch.unset[id] or {}, true
        for _, field in ipairs(fields) do patch.unset[id][field] = true end
      end
      for section, rows in next, option.add or {} do
        for _, added in ipairs(rows) do
          patch.add[#patch.add + 1] = { section = schema.alias[section] or section, row = added, from = row }
          patch.any = true
        end
      end
    end
  end
  return patch
end

local function patched_row(row, patch)
  local set, unset = patch.set[row.id], patch.unset[row.id]
  if not set and not unset then return row end
  local copy = {}
  for k, v in next, row do
    if not (unset and unset[k]) then copy[k] = v end
  end
  for k, v in next, set or {} do copy[k] = v end
  return copy
end

local function patched_rows(model, patch)
  if not patch.any then return model.sections end
  local sections = {}
  for name, rows in next, model.sections do
    local out = {}
    for _, row in ipairs(rows) do
      if not patch.disable[row.id] then out[#out + 1] = patched_row(row, patch) end
    end
    sections[name] = out
  end
  for _, item in ipairs(patch.add) do
    local rows, copy = sections[item.section], util.copy(item.row)
    copy.section, copy.file, copy.line, copy.by_decision = item.section, item.from.file, item.from.line,
      item.from.id
    rows[#rows + 1] = copy
  end
  return sections
end

-- The rows of a section; never to be changed by the caller.
function methods.rows(v, section)
  return v.sections[section]
end

-- First row of `section` whose `field` is `value`.
function methods.find(v, section, field, value)
  for _, row in ipairs(v.sections[section]) do
    if row[field] == value then return row end
  end
end

-- The decision id while nobody has answered it, otherwise nil.
function methods.open(v, id)
  if id and not v.answers[id] then return id end
end

-- Appends the open decision of `row` to `list`.
function methods.add_open(v, list, row)
  return util.add(list, row and v:open(row.decision))
end

-- The option that holds now: the answer, or the interim option while there is none.
function methods.option(v, id)
  local row = id and v:find("decision", "id", id)
  if not row then return nil end
  return v.answers[id] or row.interim_option
end

-- An open decision about the subject `covers` ("credit", "access:parent_of_adult").
function methods.covering(v, covers)
  for _, row in ipairs(v.sections.decision) do
    if row.covers == covers and not v.answers[row.id] then return row.id end
  end
end

local function truth(value)
  return value == true or value == 1 or value == "true" or value == "1" or value == "да"
end

local function settings_by_name(v)
  local by = {}
  for _, row in ipairs(v.sections.settings) do by[row.name] = row end
  return by
end

-- A school setting: what a person entered, else nil; `kind` is the declared kind.
function methods.entered(v, name)
  local value = v.settings[name]
  if value == nil then return nil end
  local row = v:once("settings", settings_by_name)[name]
  local kind = row and row.kind
  if kind == "int" then return math.tointeger(tonumber(value)) end
  if kind == "bool" or not row then return truth(value) end
  return value
end

-- The same with the default of the policy behind it.
function methods.setting(v, name)
  local value = v:entered(name)
  if value ~= nil then return value end
  local row = v:once("settings", settings_by_name)[name]
  return row and row.default
end

-- Does a row with this `condition` hold: no condition, a flag of the pupil, or a setting of the school.
function methods.holds(v, condition, flags)
  if not condition then return true end
  for _, part in ipairs(util.parts(condition)) do
    if not util.has(flags, part) and v:setting(part) ~= true then return false end
  end
  return true
end

-- Work done once for a view and kept with it.
function methods.once(v, name, make)
  local kept = v.kept[name]
  if kept == nil then
    kept = make(v)
    v.kept[name] = kept
  end
  return kept
end

-- A view of `model` for env = { decisions, nomenclature, settings, day_count }.
function view.new(model, env)
  env = env or {}
  local answers = read_answers(env.decisions)
  return setmetatable({
    model = model, answers = answers, sections = patched_rows(model, collect(model, answers)),
    nomenclature = env.nomenclature or {}, settings = env.settings or {},
    day_count = env.day_count or (env.settings or {}).day_count or "archival_year", kept = {},
  }, meta)
end

local function spell(map, out)
  for _, key in ipairs(util.sorted_keys(map)) do
    local value = map[key]
    out[#out + 1] = tostring(key)
    if type(value) == "table" then
      out[#out + 1] = "{"
      spell(value, out)
      out[#out + 1] = "}"
    else
      out[#out + 1] = tostring(value)
    end
  end
end

-- A text that is equal for equal environments: the key under which a box keeps its views.
function view.signature(env)
  if not env or not next(env) then return "" end
  local out = {}
  spell(env, out)
  return table.concat(out, "\1")
end

return view
