-- policy/shape.lua -- what each hook takes and gives: the names and types of its fields.
-- An overriding hook that returns anything else is refused; empty lists and maps keep their kind on the
-- way out.
-- Types: string int number bool list map any date; {list_of = {...}} and {map_of = {...}} for tables inside.
-- Questions know a few more: texts, dates (lists of these), basis (a text or texts), scalar (text or number),
-- marks, results, pupils, counts (what they hold is looked at only when a rule could not work with it).
local util = require "policy.util"
local days = require "policy.days"

local shape = {}

local why = { clause = "string", rule = "string", inputs = { list_of = { label = "string", value = "any" } },
  arithmetic = "string", policy = "string", version = "string", verified = "bool" }

-- Fields any answer may carry.
local common = { notes = "list" }

-- A field that is a table of its own kinds has no names beginning with list_of or map_of.

local ctx, out = {}, {}
shape.ctx, shape.out = ctx, out

ctx.identity = { key = "string" }
out.identity = "row"
ctx.terms, out.terms = {}, { org = "string", pupil = "string", head = "string" }
ctx.programmes, out.programmes = { basis = "basis" }, { keys = "list" }
ctx.classify = { kind = "string", programme = "string", games = "string" }
out.classify = { recognised = "bool", category = "string", listed = "bool", assessable = "bool",
  audience = "list",
  ambiguous = "bool", clause = "string", decision = "string" }
ctx.source = { source = "string" }
out.source = { named = "bool", scope = "string", clause = "string", decision = "string" }
ctx.carriers = { class = "int", flags = "texts", adopted_by = "texts" }
out.carriers = { mandatory = "list", optional = "list", used = "list", listed = "list", decisions = "list" }
ctx.carrier, out.carrier = { key = "string" }, "row"
ctx.record_targets = { programme = "string", flags = "texts" }
out.record_targets = { supported = "bool", targets = "list", clause = "list", decisions = "list" }
ctx.evidence = { kind = "string", seal = "string", signer = "string", signed_by = "string",
  certified_by = "string",
  stitched = "bool" }
out.evidence = { accepted = "bool", regulated = "bool", missing = "list", clause = "string", basis = "string",
  decision = "string" }
ctx.extract = { kind = "string" }
out.extract = { regulated = "bool", contents = "list", period = "string", requires = "list",
  clause = "string",
  decision = "string" }
ctx.portfolio = { class = "int", event = "string" }
out.portfolio = { exists = "bool", media = "list", period_years = "int", classes = "list", place = "any",
  responsible = "string", local_act = "string", action = "string", to = "list", sign_receipt = "bool",
  to_archive = "bool", clause = "string", decision = "string" }
local term = { record = "string", kind = "string", years = "int", start = "date", keep_until = "date",
  destroy_from = "date", shortest_destroy_from = "date", disputed = "bool", options = "list", copies = "int",
  medium = "string", format = "string", place = "any", keeper = "string", keeper_clause = "string",
  after = "string", to = "list", sign_receipt = "bool", to_archive = "bool", ends_on = "string",
    strict = "bool",
  reference = "string", basis = "string", basis_text = "string", clause = "string", rows = "list",
  decision = "string", when = "string", trigger = "string", trigger_stated = "bool" }
ctx.retention = { record = "string", closed = "date", event = "string", event_date = "date" }
out.retention = term
ctx.disposition = { record = "string", today = "date", closed = "date", event = "string",
  event_date = "date" }
out.disposition = { state = "string", may_destroy = "bool" }
for field, kind in next, term do out.disposition[field] = kind end
ctx.on_event = { event = "string", date = "date" }
out.on_event = { records = "list", states = "map", signature = "map", gaps = "map" }
ctx.archive_tasks = { year_end = "date", quarters = "dates", periods = "dates" }
out.archive_tasks = { regulated = "bool", count = "int", names = "list", dues = "map", responsible = "map",
  copies = "map", decision = "string", tasks = { list_of = { task = "string", due = "date", period = "any",
    id = "string", responsible = "string", copies = "int", clause = "string", when = "string",
    decision = "string" } } }
ctx.archive_check = { tasks = "texts", copies = "int", media = "texts", format = "string", stitched = "bool",
  signed_by = "string", certified_by = "string" }
out.archive_check = { ok = "bool", regulated = "bool", missing = "list", clause = "list",
  decision = "string" }
ctx.who, out.who = { duty = "string" }, { roles = "list", clause = "list", decision = "string" }
ctx.may_disclose = { requester = "string", purpose = "string", application = "string",
  legal_ground = "string",
  ground_recorded_by = "string" }
out.may_disclose = { allow = "bool", decision_required = "bool", reason = "string", form = "string",
  clause = "list", decision = "string" }
ctx.credentials = { user = "string" }
out.credentials = { regulated = "bool", issuer = "string", when = "string", clause = "string",
  decision = "string", decision_required = "bool" }
ctx.award = { area = "string" }
out.award = { regulated = "bool", area_known = "bool", variant = "bool", areas_count = "int", acts = "list",
  material_support = "bool", decisions = "list" }
ctx.credit = { application_by = "string", gifted = "bool", level = "scalar" }
out.credit = { supported = "bool", ok = "bool", voluntary = "bool", missing = "list", act = "string",
  controller = "string", decision_required = "bool", decision = "string", clause = "string" }
ctx.external, out.external = {}, { keys = "list" }
ctx.issues, out.issues = { severity = "string" }, { ids = "list", count = "int" }
ctx.regulated, out.regulated = { section = "string" }, { regulated = "bool", text = "string" }
ctx.labels, out.labels = { set = "string" }, { keys = "list", words = "map", short = "map" }
ctx.permits, out.permits = { role = "string" }, { rows = { list_of = "row" } }
ctx.settings, out.settings = {}, { rows = { list_of = "row" }, values = "map" }

ctx.check_entry = { text = "string", absence = "string", grading = "string", work = "string",
  kind = "string" }
out.check_entry = { ok = "bool", marks = "list", absence = "string", message = "string", symbols = "list",
  why = why }
ctx.average = { marks = "marks", grading = "string" }
out.average = { value = "number", text = "string", n = "int", sum = "int", weight = "int",
  skipped = { list_of = { mark = "string", label = "string" } }, why = why }
ctx.period_result = { marks = "marks", absent = "int", lessons = "int", exempt = "int",
  hours = "number", scheme = "string",
  period = "scalar", grade = "int", subject = "string", grading = "string" }
local result = { proposed = "string", average = "number", text = "string", missing = "string",
  one_step = "list",
  year = "string", why = why }
out.period_result, out.year_result, out.final_result = result, result, result
ctx.year_result = { results = "results", exam = "scalar", grade = "int", scheme = "string",
  subject = "string", grading = "string" }
ctx.final_result = { grade = "int", year = "scalar", exam = "scalar", results = "results", subject = "string",
  grading = "string" }
ctx.award_candidates = { pupils = "pupils" }
out.award_candidates = { candidates = { list_of = { id = "any", award = "string", label = "string",
  ok = "bool",
  missing = "list", why = why } } }
ctx.indicators = { counts = "counts" }
out.indicators = { values = "map", texts = "map", why = { map_of = why } }

shape.lists = { audience = true, contents = true, requires = true, also = true, see = true, bodies = true,
  values = true, classes = true, kinds = true, can = true, places = true, to = true, clauses = true }

-- Names of all hooks, sorted.
function shape.names()
  return util.sorted_keys(out)
end

local checks = {
  string = function(v) return type(v) == "string" end,
  int = function(v) return math.type(v) == "integer" end,
  number = function(v) return type(v) == "number" end,
  bool = function(v) return type(v) == "boolean" end,
  list = function(v) return type(v) == "table" and (next(v) == nil or v[1] ~= nil) end,
  map = function(v) return type(v) == "table" end,
  any = function(v) return type(v) ~= "function" end,
  date = days.ok,
}

-- Is `value` a list whose every item passes `item`?  Holes (a null among the items) are no list.
local function list_of(item)
  return function(value)
    if type(value) ~= "table" then return false end
    local n = 0
    for k, v in next, value do
      if math.type(k) ~= "integer" or not item(v) then return false end
      n = n + 1
    end
    return n == #value
  end
end

checks.scalar = function(v) return type(v) == "string" or type(v) == "number" end
checks.texts, checks.dates, checks.marks = list_of(checks.string), list_of(checks.date), checks.list
checks.results = list_of(function(v)
  if type(v) ~= "table" then return checks.scalar(v) end
  return (v.period == nil or checks.scalar(v.period)) and (v.value == nil or checks.scalar(v.value))
end)
checks.pupils = list_of(checks.map)
checks.basis = function(v) return checks.string(v) or checks.texts(v) end
checks.counts = function(v)
  if type(v) ~= "table" then return false end
  for _, n in next, v do
    if math.type(n) ~= "integer" or n < 0 then return false end
  end
  return true
end

local check_table

local function check_value(kind, value, path)
  if type(kind) == "string" then
    if kind == "row" then return type(value) == "table" and nil or util.say("reg_shape_type", path,
      "table") end
    if not checks[kind](value) then
      return util.say("reg_shape_type", path, util.say("reg_type_" .. kind))
    end
  elseif type(value) ~= "table" then
    return util.say("reg_shape_type", path, util.say("reg_type_map"))
  elseif kind.list_of or kind.map_of then
    for key, item in next, value do
      local message = check_value(kind.list_of or kind.map_of, item, path .. "[" .. tostring(key) .. "]")
      if message then return message end
    end
  else
    return check_table(kind, value, path .. ".")
  end
end

function check_table(fields, value, prefix)
  for _, name in ipairs(util.sorted_keys(value)) do
    local kind = fields[name] or common[name]
    if not kind then
      return util.say("reg_shape_unknown", prefix .. tostring(name))
        .. util.hint(tostring(name), util.sorted_keys(fields))
    end
    local message = check_value(kind, value[name], prefix .. name)
    if message then return message end
  end
end

-- nil when `answer` has the shape of `hook`, otherwise a sentence. Only answers of overriding hooks need it.
function shape.check(hook, answer)
  local fields = out[hook]
  if type(answer) ~= "table" then return util.say("reg_shape_table", hook) end
  if fields == "row" then return nil end
  return check_table(fields, answer, "")
end

-- Fields a question cannot be asked without.
local need = { identity = { "key" }, classify = { "kind" }, source = { "source" }, carrier = { "key" },
  record_targets = { "programme" }, evidence = { "kind" }, extract = { "kind" }, retention = { "record" },
  disposition = { "record", "today" }, on_event = { "event" }, who = { "duty" },
  may_disclose = { "requester" }, credentials = { "user" }, regulated = { "section" }, labels = { "set" },
  award_candidates = { "pupils" } }

local NOTHING, prepared = {}, {}

-- Fields of a question with their checks, in the order of names.
local function fields_of(hook)
  local list = prepared[hook]
  if not list then
    list = {}
    for i, name in ipairs(util.sorted_keys(ctx[hook])) do list[i] = { name, checks[ctx[hook][name]] } end
    prepared[hook] = list
  end
  return list
end

local function blank(text)
  local first = string.byte(text)
  return first == nil or (first <= 32 and not string.find(text, "%S"))
end

-- The question without its empty texts: a form sends "" where nothing was filled in, and blanks are no
-- ground for anything.  The same table when there are none.
function shape.filled(given)
  local filled
  for name, value in next, given do
    if type(value) == "string" and blank(value) then
      if not filled then
        filled = {}
        for k, v in next, given do filled[k] = v end
      end
      filled[name] = nil
    end
  end
  return filled or given
end

-- nil, or a sentence on the first field of `given` that the hook cannot use. Unknown fields are left alone.
function shape.check_ctx(hook, given)
  for _, name in ipairs(need[hook] or NOTHING) do
    if given[name] == nil then return util.say("reg_ctx_missing", hook, name) end
  end
  local fields = fields_of(hook)
  for i = 1, #fields do
    local field = fields[i]
    local value = given[field[1]]
    if value ~= nil and not field[2](value) then
      return util.say("reg_ctx_type", hook, field[1], util.say("reg_ctx_" .. ctx[hook][field[1]]))
    end
  end
end

local mark_fields = { { "mark", "scalar", checks.scalar },
  { "weight", "weight", function(v) return math.type(v) == "integer" and v >= 0 and v <= 100000 end },
  { "work", "string", checks.string } }

-- Why a rule could not work with the marks of a question: a sentence on the first mark that is no mark, or
-- nil.
function shape.explain_marks(hook, given)
  for i, item in ipairs(type(given) == "table" and given or {}) do
    if type(item) ~= "table" then return util.say("reg_ctx_mark", hook, i) end
    for _, field in ipairs(mark_fields) do
      local value = item[field[1]]
      if value ~= nil and not field[3](value) then
        return util.say("reg_ctx_mark_field", hook, i, field[1], util.say("reg_ctx_" .. field[2]))
      end
    end
  end
end

local function any_entry(map, fine)
  if map == nil then return true end
  if type(map) ~= "table" then return false end
  for _, value in next, map do
    if not fine(value) then return false end
  end
  return true
end

local TERM_KINDS = { years = true, at_least_years = true, permanent = true, until_event = true,
  until_need = true, hand_over = true, by_reference = true, not_stated = true, rule = true }

local function term_ok(entry)
  if type(entry) ~= "table" then return false end
  local years = entry.years
  if years ~= nil then
    years = math.tointeger(tonumber(years))
    if not years or years < 0 or years > 1000 then return false end
  end
  return entry.kind == nil or TERM_KINDS[entry.kind] == true
end

local env_fields = {
  { "decisions", function(v) return any_entry(v, function(one) return type(one) ~= "function" end) end },
  { "nomenclature", function(v) return any_entry(v, term_ok) end },
  { "settings", function(v) return any_entry(v, function(one) return type(one) ~= "function" end) end },
  { "day_count", function(v) return v == nil or v == "archival_year" or v == "from_event" end },
}

-- nil, or a sentence on what in the school's answers `env` no rule can use.
function shape.check_env(env)
  for _, field in ipairs(env_fields) do
    if env ~= nil and not field[2](env[field[1]]) then return util.say("reg_env_" .. field[1]) end
  end
end

-- Which fields of a kind can hold an empty list somewhere: {{name, kind}}; {} when none can.
local sealed = {}

local function list_fields(fields)
  local found = sealed[fields]
  if found then return found end
  found = {}
  sealed[fields] = found
  for _, name in ipairs(util.sorted_keys(fields)) do
    local kind = fields[name]
    if kind == "list" or kind == "row" or (type(kind) == "table"
      and (kind.list_of or kind.map_of or #list_fields(kind) > 0)) then
      found[#found + 1] = { name, kind }
    end
  end
  return found
end

local function holds_lists(kind)
  return kind == "row" or (type(kind) == "table" and #list_fields(kind) > 0)
end

-- Marks the empty lists of an answer with `array`, so that they are written [] and not {}.
function shape.seal(kind, value, array)
  if type(value) ~= "table" then return value end
  if kind == "list" or (type(kind) == "table" and kind.list_of) then
    if next(value) == nil then return array(value) end
    if kind ~= "list" and holds_lists(kind.list_of) then
      for i = 1, #value do shape.seal(kind.list_of, value[i], array) end
    end
  elseif kind == "row" then
    for name, item in next, value do
      if type(item) == "table" and shape.lists[name] and next(item) == nil then array(item) end
    end
  elseif type(kind) == "table" and kind.map_of then
    for _, item in next, value do shape.seal(kind.map_of, item, array) end
  elseif type(kind) == "table" then
    for _, field in ipairs(list_fields(kind)) do
      local item = value[field[1]]
      if item ~= nil then shape.seal(field[2], item, array) end
    end
  end
  return value
end

-- Writes `null` for every declared field of an answer that has no value, so that a reader of the JSON finds
-- each field under its name.  `rows` gives the names of the fields of a row of the regulation.
function shape.complete(hook, answer, rows, null)
  local fields = out[hook]
  if type(fields) ~= "table" then fields = rows end
  for name in next, fields or {} do
    if answer[name] == nil then answer[name] = null end
  end
  return answer
end

return shape
