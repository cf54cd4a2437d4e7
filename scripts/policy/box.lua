-- policy/box.lua -- what runs inside the box: loads a policy from its texts and answers a batch of questions.
-- request = { sources = {id = text}, policy = id, calls = {{hook=, ctx=, env=}}, env = shared environment,
--   check = true (load only), rows = true (all rows for the sheet, lint and the comparison) }
-- result = { answers = {{ok=} or {error=}}, model = {…} with check or rows } or { error = sentence }.
local loader = require "policy.loader"
local rules = require "policy.rules"
local view = require "policy.view"
local schema = require "policy.schema"

local function about(model)
  local hooks, count = {}, {}
  for name, hook in next, model.hooks do hooks[name] = { file = hook.file, line = hook.line } end
  for name, rows in next, model.sections do count[name] = #rows end
  return { id = model.id, code = model.code, title = model.title, version = model.version,
    extends = model.extends,
    chain = model.chain, hooks = hooks, count = count, not_regulated = model.not_regulated }
end

local function all_rows(model, environment)
  local out, v = about(model), environment and view.new(model, environment)
  out.sections = {}
  for _, name in ipairs(schema.order) do out.sections[name] = (v or model).sections[name] end
  return out
end

-- Views by environment: a batch mostly asks under one.
local function viewer(model, shared)
  local kept = {}
  return function(env)
    env = env or shared
    local key = view.signature(env)
    local found = kept[key]
    if not found then
      found = view.new(model, env)
      kept[key] = found
    end
    return found
  end
end

local function answer_calls(request, model, box, set_current)
  local answers, view_for = {}, viewer(model, request.env)
  for i, call in ipairs(request.calls or {}) do
    local v = view_for(call.env)
    set_current(v)
    local ok, message = rules.ask(v, call.hook, call.ctx, box)
    answers[i] = ok ~= nil and { ok = ok } or { error = message }
  end
  return answers
end

local function run(request, box)
  local current
  local std = rules.std(function() return current end)
  local model = loader.load(request.policy, request.sources, box, std, rules.names())
  if request.check then return { model = about(model) } end
  if request.rows then return { model = all_rows(model, request.env) } end
  return { answers = answer_calls(request, model, box, function(v) current = v end) }
end

-- A mistake in the policy is an answer, not a crash; the limits of the box pass through.
return function(request, box)
  local ok, result = box.guarded(run, request, box)
  if ok then return result end
  return { error = tostring(result) }
end
