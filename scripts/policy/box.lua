-- policy/box.lua -- what runs inside the box: loads a policy from its texts and answers a batch of questions.
-- request = { sources = {id = text}, policy = id, calls = {{hook=, ctx=, env=}}, env = shared environment,
--   check = true (load only), rows = true (all rows for the sheet, lint and the comparison) }
-- result = { answers = {{ok=} or {error=}}, model = {…} with check or rows } or { error = sentence }.
local loader = require "policy.loader"
local rules = require "policy.rules"
local view = require "policy.view"
local schema = require "policy.schema"
local shape = require "policy.shape"

local function about(model)
  local hooks, count = {}, {}
  for name, hook in next, model.hooks do hooks[name] = { file = hook.file, line = hook.line } end
  for name, rows in next, model.sections do count[name] = #rows end
  return { id = model.id, code = model.code, title = model.title, version = model.version,
    extends = model.extends,
    chain = model.chain, bases = model.bases, hooks = hooks, count = count,
    not_regulated = model.not_regulated }
end

local function all_rows(model, environment)
  local out, v = about(model), environment and view.new(model, environment)
  out.sections = {}
  for _, name in ipairs(schema.order) do out.sections[name] = (v or model).sections[name] end
  return out
end

-- Views by environment: a batch mostly asks under one, and that one is looked up without being read again.
local function viewer(model, shared)
  local kept, common = {}, nil
  local function entry(env)
    local key = view.signature(env)
    local found = kept[key]
    if not found then
      found = { wrong = shape.check_env(env) }
      if not found.wrong then found.view = view.new(model, env) end
      kept[key] = found
    end
    return found
  end
  return function(env)
    if env == nil and not common then common = entry(shared) end
    local found = env == nil and common or entry(env)
    return found.view, found.wrong
  end
end

local function answer_calls(request, model, box, set_current)
  local answers, view_for = {}, viewer(model, request.env)
  for i, call in ipairs(request.calls or {}) do
    local v, message = view_for(call.env)
    local answer
    if v then
      set_current(v)
      answer, message = rules.ask(v, call.hook, call.ctx, box)
    end
    answers[i] = answer ~= nil and { ok = answer } or { error = message }
  end
  return answers
end

-- Words are more than half of the rows of a policy and few questions need them.
local SKIP = { labels = true }

local function needs_words(calls)
  for _, call in ipairs(calls or {}) do
    if SKIP[call.hook] then return true end
  end
  return false
end

-- The model for a batch of questions.  Without the words when none asks for them; a policy with hooks of its
-- own, which may, and one with a mistake, which must be told in full, are read whole.
local function model_for(request, box, std)
  local names = rules.names()
  if not (request.check or request.rows or needs_words(request.calls)) then
    local fine, model = box.guarded(loader.load, request.policy, request.sources, box, std, names, SKIP)
    if fine and not next(model.hooks) then return model end
  end
  return loader.load(request.policy, request.sources, box, std, names)
end

local function run(request, box)
  local current
  local std = rules.std(function() return current end)
  local model = model_for(request, box, std)
  if request.check then
    loader.check_references(model)
    return { model = about(model) }
  end
  if request.rows then return { model = all_rows(model, request.env) } end
  return { answers = answer_calls(request, model, box, function(v) current = v end) }
end

-- A mistake in the policy is an answer, not a crash; the limits of the box pass through.
return function(request, box)
  local ok, result = box.guarded(run, request, box)
  if ok then return result end
  return { error = tostring(result) }
end
