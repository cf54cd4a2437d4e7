-- policy/loader.lua -- turns policy texts into a model: rows by section, each with its file and line.
-- Runs in the box. A mistake in a policy raises one sentence "file:line: what was found, what to write".
-- Model: { id, code, title, version, api, chain = {ids}, sections = {name = {rows}}, by_id, hooks,
-- not_regulated }.
local util = require "policy.util"
local schema = require "policy.schema"
local env = require "policy.env"

local loader = {}

local say = util.say
local MAX_CHAIN, MAX_ROWS = 8, 4000
local NONE = {}

local function fail(file, line, message)
  error(string.format("%s.lua:%d: %s", file, line or 0, message), 0)
end

local function shown(value)
  if type(value) == "string" then
    return "«" .. util.cut(value, 60) .. "»"
  end
  if type(value) == "table" then return say("reg_a_table") end
  if type(value) == "function" then return say("reg_a_function") end
  return tostring(value)
end

local function is_list(value, kind)
  if type(value) ~= "table" then return false end
  local n = 0
  for k, v in next, value do
    if math.type(k) ~= "integer" or type(v) ~= kind then return false end
    n = n + 1
  end
  return n == #value
end

local function is_date(value)
  return type(value) == "string" and string.find(value, "^%d%d%d%d%-%d%d%-%d%d$") ~= nil
end

local checks = {
  string = function(v) return type(v) == "string" end,
  int = function(v) return math.type(v) == "integer" end,
  number = function(v) return type(v) == "number" end,
  bool = function(v) return type(v) == "boolean" end,
  list = function(v) return is_list(v, "string") end,
  list_int = function(v) return is_list(v, "number") end,
  map = function(v) return type(v) == "table" and v[1] == nil end,
  any = function(v) return type(v) ~= "function" end,
  date = is_date,
  options = function(v) return is_list(v, "table") end,
}

local function check_values(values, value, name, field, where)
  local given = type(value) == "table" and value or util.parts(value)
  for _, part in ipairs(given) do
    if not util.has(values, part) then
      fail(where.file, where.line, say("reg_bad_value", name, field, shown(part), table.concat(values, ", "))
        .. util.hint(part, values))
    end
  end
end

-- " Напишите: …" when it is plain what was meant, otherwise "".
local function written_right(kind, value)
  local text = type(value) == "string" and util.cut(value, 60)
  local right
  if (kind == "int" or kind == "number") and text and tonumber(text) then
    right = text
  elseif kind == "bool" and (text == "true" or text == "false") then
    right = text
  elseif kind == "string" and type(value) == "number" then
    right = "\"" .. tostring(value) .. "\""
  elseif kind == "list" and text then
    right = "{ \"" .. text .. "\" }"
  elseif kind == "list_int" and math.type(value) == "integer" then
    right = "{ " .. value .. " }"
  elseif kind == "date" and text then
    local day, month, year = string.match(text, "^(%d%d?)%.(%d%d?)%.(%d%d%d%d)$")
    right = day and string.format("\"%s-%02d-%02d\"", year, math.tointeger(tonumber(month)),
      math.tointeger(tonumber(day)))
  end
  return right and say("reg_write", right) or ""
end

-- Says what is wrong with a row; fields are walked in order, so that the message is always the same.
local function explain_fields(fields, row, name, where)
  for _, field in ipairs(util.sorted_keys(row)) do
    local rule = fields[field]
    if math.type(field) then fail(where.file, where.line, say("reg_no_name", name, shown(row[field]))) end
    if not rule then
      local russian = string.find(field, "[\xD0\xD1]") and say("reg_russian_letters") or ""
      fail(where.file, where.line, say("reg_no_field", name, shown(field)) .. russian
        .. util.hint(field, util.sorted_keys(fields)))
    end
    local value = row[field]
    if not checks[rule[1]](value) then
      fail(where.file, where.line, say("reg_bad_type", name, field, shown(value),
        say("reg_type_" .. rule[1])) .. written_right(rule[1], value))
    end
    if rule.values then check_values(rule.values, value, name, field, where) end
  end
  for _, field in ipairs(schema.required(fields)) do
    if row[field] == nil then fail(where.file, where.line, say("reg_missing", name, field)) end
  end
end

local function value_known(rule, value)
  if type(value) == "string" then return rule.known[value] end
  for _, part in ipairs(value) do
    if not rule.known[part] then return false end
  end
  return true
end

-- The quick look that nearly every row passes.
local function check_fields(fields, row, name, where)
  for field, value in next, row do
    local rule = fields[field]
    if not rule or not checks[rule[1]](value) or (rule.values and not value_known(rule, value)) then
      return explain_fields(fields, row, name, where)
    end
  end
  for _, field in ipairs(schema.required(fields)) do
    if row[field] == nil then return explain_fields(fields, row, name, where) end
  end
end

local function auto_id(section, row, count)
  if section == "labels" then
    local set, key = row.set, row.key
    if type(set) ~= "string" or type(key) ~= "string" then set, key = tostring(set), tostring(key) end
    return "label." .. set .. "." .. key
  end
  if section == "settings" then return "set." .. tostring(row.name) end
  if section == "permit" then return "permit." .. tostring(row.role) .. "." .. count end
  if section == "terms" then return "terms" end
end

local function plain(value, where, depth)
  if depth > 8 then fail(where.file, where.line, say("reg_too_deep")) end
  local out = {}
  for k, v in next, value do
    local kind = type(v)
    if kind == "table" then
      v = plain(v, where, depth + 1)
    elseif kind == "function" then
      fail(where.file, where.line, say("reg_function_value"))
    end
    out[k] = v
  end
  return out
end

local function check_options(row, where)
  local seen = {}
  for _, option in ipairs(row.options) do
    check_fields(schema.option, option, "decision.options", where)
    if seen[option.id] then fail(where.file, where.line, say("reg_option_twice", shown(option.id))) end
    seen[option.id] = true
  end
  if row.interim_option and not seen[row.interim_option] then
    fail(where.file, where.line, say("reg_interim", shown(row.interim_option)))
  end
end

local function check_retention(row, where)
  if (row.kind == "years" or row.kind == "at_least_years") and not row.years then
    fail(where.file, where.line, say("reg_years", row.kind))
  end
  if row.years and row.years < 0 then fail(where.file, where.line, say("reg_years_negative")) end
  if row.kind == "until_event" and not row.ends_on then
    fail(where.file, where.line, say("reg_ends_on"))
  end
end

-- Lua's type of the values of a field, where the type says all there is to check.
local SIMPLE = { string = "string", bool = "boolean", number = "number" }

-- Copies `row` into `copy`, checking on the way: false when something is wrong with a field.
local function copy_row(fields, row, copy, where)
  local fine = true
  for name, value in next, row do
    local rule, kind = fields[name], type(value)
    if not rule then
      fine = false
    elseif SIMPLE[rule[1]] ~= kind and not checks[rule[1]](value) then
      fine = false
    elseif rule.known and not rule.known[value] then
      fine = fine and value_known(rule, value)
    end
    if kind == "table" then
      value = plain(value, where, 2)
    elseif kind == "function" then
      fail(where.file, where.line, say("reg_function_value"))
    end
    copy[name] = value
  end
  local required = schema.required(fields)
  for i = 1, #required do fine = fine and copy[required[i]] ~= nil end
  return fine
end

-- Says what is wrong with a row that was found wanting.
local function explain_row(fields, row, id, section, where)
  local bare = plain(row, where, 1)
  if bare.id == nil then bare.id = id end
  explain_fields(fields, bare, section, where)
end

-- One row of one section as the policy wrote it -> checked copy.  The nils keep room for its fields.
local function take_row(part, section, row, line)
  local where = part.where
  where.line = line
  if type(row) ~= "table" then fail(part.name, line, say("reg_row_table", section, shown(row))) end
  local fields, rows = schema.sections[section], part.sections[section]
  local id = row.id
  if id == nil then id = auto_id(section, row, #rows + 1) end
  local copy = { id = id, file = part.name, line = line, section = section, clause = nil, text = nil,
    key = nil, label = nil }
  if not copy_row(fields, row, copy, where) then explain_row(fields, row, id, section, where) end
  if schema.regulation[section] and not copy.clause and not copy.basis then
    fail(part.name, line, say("reg_no_clause", section, copy.id))
  end
  if section == "decision" then check_options(copy, where) end
  if section == "retention" then check_retention(copy, where) end
  local earlier = part.seen[copy.id]
  if earlier then fail(part.name, line, say("reg_twice", shown(copy.id), earlier)) end
  part.seen[copy.id] = line
  part.count = part.count + 1
  if part.count > MAX_ROWS then fail(part.name, line, say("reg_too_many", MAX_ROWS)) end
  rows[#rows + 1] = copy
end

local function section_of(name)
  if schema.sections[name] then return name end
  return schema.alias[name]
end

local function known_names()
  local names = { "hooks", "remove", "not_regulated" }
  for name in next, schema.sections do names[#names + 1] = name end
  table.sort(names)
  return names
end

local function hooks_table(part, box, known)
  return setmetatable({}, {
    __index = function(_, name) return part.hooks[name] and part.hooks[name].run end,
    __newindex = function(_, name, f)
      local line = box.line()
      if not util.has(known, name) then
        fail(part.name, line, say("reg_no_hook", shown(name)) .. util.hint(name, known))
      end
      if type(f) ~= "function" then fail(part.name, line, say("reg_hook_function", name)) end
      part.hooks[name] = { run = f, file = part.name, line = line }
    end,
  })
end

local function remover(part, box)
  return function(ids)
    local line = box.line()
    if not is_list(ids, "string") then fail(part.name, line, say("reg_remove_list")) end
    for _, id in ipairs(ids) do part.removed[#part.removed + 1] = { id = id, line = line } end
  end
end

local function assign(part, box)
  return function(_, name, value)
    local line = box.line()
    if name ~= "not_regulated" then
      fail(part.name, line, say("reg_assign", tostring(name)))
    end
    if type(value) ~= "table" then fail(part.name, line, say("reg_not_regulated")) end
    for section, why in next, value do
      if not section_of(section) or type(why) ~= "string" then
        fail(part.name, line, say("reg_not_regulated") .. util.hint(section, known_names()))
      end
      part.not_regulated[section_of(section)] = why
    end
  end
end

local function nothing() end

-- The object a policy calls `p`.
local function policy_object(part, box, known)
  local hooks, remove, functions = hooks_table(part, box, known), remover(part, box), {}
  for name in next, schema.sections do
    part.sections[name] = {}
    functions[name] = part.skip[name] and nothing
      or function(row) take_row(part, name, row, box.line()) end
  end
  return setmetatable({}, {
    __index = function(_, name)
      local f = functions[name]
      if f then return f end
      if name == "hooks" then return hooks end
      if name == "remove" then return remove end
      if name == "not_regulated" then return part.not_regulated end
      f = functions[schema.alias[name]]
      if f then return f end
      fail(part.name, box.line(), say("reg_no_section", shown(name)) .. util.hint(tostring(name),
        known_names()))
    end,
    __newindex = assign(part, box),
  })
end

local function header_taker(part, box, known)
  return function(header)
    local line = box.line()
    if part.header then fail(part.name, line, say("reg_header_twice")) end
    if type(header) ~= "table" then fail(part.name, line, say("reg_header_table")) end
    local copy = plain(header, { file = part.name, line = line }, 1)
    check_fields(schema.header, copy, "policy", { file = part.name, line = line })
    if copy.api ~= schema.api then fail(part.name, line, say("reg_api", copy.api, schema.api)) end
    if not string.find(copy.id, "^[a-z0-9_/]+$") then fail(part.name, line, say("reg_id", shown(copy.id))) end
    part.header, part.line = copy, line
    part.object = policy_object(part, box, known)
    return part.object
  end
end

-- A section called by its bare name is a common slip: what to write is added to the message.
local function with_section(message)
  local name = string.match(message, "«([%a_]+)» %(пусто%)$")
  return message .. (name and section_of(name) and say("reg_slip_section", name) or "")
end

-- Runs one text and returns its part: header, own rows, removed ids, hooks.
local function run_part(name, source, box, std, known, skip)
  source = string.gsub(source, "^\xEF\xBB\xBF", "")
  local part = { name = name, sections = {}, removed = {}, hooks = {}, not_regulated = {}, seen = {},
    count = 0, skip = skip, where = { file = name, line = 0 } }
  local globals = env.new(box, { policy = header_taker(part, box, known), std = std })
  local chunk, message = box.load(name .. ".lua", source, globals)
  if not chunk then error((require "policy.advice").of(tostring(message), source), 0) end
  local ok, result = box.guarded(chunk)
  if not ok then error(with_section(tostring(result)), 0) end
  if not part.header then fail(name, 1, say("reg_no_header")) end
  if not rawequal(result, part.object) then
    local _, lines = string.gsub(string.gsub(source, "%s+$", ""), "\n", "")
    fail(name, lines + 1, say("reg_no_return"))
  end
  return part
end

local function load_chain(id, sources, box, std, known, skip)
  local chain, seen, wanted_by = {}, {}, nil
  while id do
    if seen[id] then fail(wanted_by.name, wanted_by.line, say("reg_cycle", shown(id))) end
    if #chain == MAX_CHAIN then fail(wanted_by.name, wanted_by.line, say("reg_chain", MAX_CHAIN)) end
    local source = sources[id]
    if not source then
      local near = util.hint(id, util.sorted_keys(sources))
      if wanted_by then fail(wanted_by.name, wanted_by.line, say("reg_no_parent", shown(id)) .. near) end
      error(say("reg_unknown", shown(id)) .. near, 0)
    end
    seen[id] = true
    local part = run_part(id, source, box, std, known, skip)
    chain[#chain + 1] = part
    wanted_by, id = part, part.header.extends
  end
  return chain
end

local function remove_rows(model, part)
  for _, item in ipairs(part.removed) do
    local row = model.by_id[item.id]
    if not row then
      fail(part.name, item.line, say("reg_remove_unknown", shown(item.id))
        .. util.hint(item.id, util.sorted_keys(model.by_id)))
    end
    local rows = model.sections[row.section]
    for i = #rows, 1, -1 do
      if rows[i] == row then table.remove(rows, i) end
    end
    model.by_id[item.id] = nil
    model.gone[item.id] = true
  end
end

-- Row id -> its number in `rows`.
local function places(rows)
  local place = {}
  for i, row in ipairs(rows) do place[row.id] = i end
  return place
end

local function merge_rows(model, part, name)
  local rows, by_id, place = model.sections[name], model.by_id, nil
  for _, row in ipairs(part.sections[name]) do
    local old = by_id[row.id]
    if old and old.section ~= name then
      fail(part.name, row.line, say("reg_other_section", shown(row.id), old.section, old.file, old.line))
    end
    if old then
      place = place or places(rows)
      row.replaces = old.file .. ".lua:" .. old.line
      rows[place[row.id]] = row
    else
      rows[#rows + 1] = row
    end
    by_id[row.id] = row
  end
end

local function check_patch_ids(model, row, option)
  if not (option.disable or option.set or option.unset) then return end
  local ids = util.copy(option.disable or {})
  for id in next, option.set or {} do ids[#ids + 1] = id end
  for id in next, option.unset or {} do ids[#ids + 1] = id end
  table.sort(ids)
  for _, id in ipairs(ids) do
    if not model.by_id[id] and not model.gone[id] then
      fail(row.file, row.line, say("reg_patch_id", option.id, shown(id))
        .. util.hint(id, util.sorted_keys(model.by_id)))
    end
  end
end

-- A row as an answer leaves it, without what the loader added.
local function patched(target, changes)
  local out = {}
  for field, value in next, target do out[field] = value end
  for field, value in next, changes do out[field] = value end
  out.file, out.line, out.section, out.replaces = nil, nil, nil, nil
  return out
end

local function check_patch_fields(model, row, option)
  for id, changes in next, option.set or {} do
    local target = model.by_id[id]
    if type(changes) ~= "table" then fail(row.file, row.line, say("reg_patch_set", option.id)) end
    if target then
      check_fields(schema.sections[target.section], patched(target, changes), target.section, row)
    end
  end
  for section, rows in next, option.add or {} do
    local name = section_of(section)
    if not name or type(rows) ~= "table" then fail(row.file, row.line, say("reg_patch_add", option.id)) end
    for _, added in ipairs(rows) do
      check_fields(schema.sections[name], added, name, row)
    end
  end
end

-- Every question a row refers to must be there.  Raises the first that is not, as "file:line: sentence".
function loader.check_references(model)
  local ids = {}
  for _, row in ipairs(model.sections.decision) do ids[#ids + 1] = row.id end
  for _, name in ipairs(schema.order) do
    for _, row in ipairs(model.sections[name]) do
      if row.decision and not util.has(ids, row.decision) and not model.gone[row.decision] then
        fail(row.file, row.line, say("reg_no_decision", row.id, shown(row.decision))
          .. util.hint(row.decision, ids))
      end
    end
  end
end

-- Loads policy `id` with its parents. `sources` is id -> text; `std` is the library rules offered to hooks;
-- `known` is the list of hook names; rows of the sections in the set `skip` are left out unread, for a caller
-- who will not look at them. Raises the first mistake as "file:line: sentence".
function loader.load(id, sources, box, std, known, skip)
  local chain = load_chain(id, sources, box, std, known, skip or NONE)
  local head = chain[1].header
  local model = { id = head.id, code = head.code, title = head.title, version = head.version, api = head.api,
    extends = head.extends, cites = head.cites, chain = {}, bases = {}, sections = {}, by_id = {}, hooks = {},
    not_regulated = {}, gone = {} }
  for name in next, schema.sections do model.sections[name] = {} end
  for i = #chain, 1, -1 do
    local part = chain[i]
    remove_rows(model, part)
    for name in next, schema.sections do merge_rows(model, part, name) end
    for name, hook in next, part.hooks do model.hooks[name] = hook end
    for name, why in next, part.not_regulated do model.not_regulated[name] = why end
    model.chain[#chain - i + 1] = part.name
    if i > 1 then model.bases[#model.bases + 1] = part.header.title end
  end
  for _, row in ipairs(model.sections.decision) do
    for _, option in ipairs(row.options) do
      check_patch_ids(model, row, option)
      check_patch_fields(model, row, option)
    end
  end
  return model
end

return loader
