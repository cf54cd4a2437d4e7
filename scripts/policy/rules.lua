-- policy/rules.lua -- the library rules by hook name, and how one question is answered:
-- the policy's own hook if it has one, otherwise the rule over its rows.
local util = require "policy.util"
local shape = require "policy.shape"

local rules = {}

local hooks = {}
for _, room in ipairs{ require "policy.catalog", require "policy.carriers", require "policy.retention",
  require "policy.archive", require "policy.access", require "policy.awards", require "policy.marks",
  (require "policy.finals") } do
  for name, f in next, room do
    if shape.out[name] then hooks[name] = f end
  end
end
rules.hooks = hooks

-- The table `std` offered to overriding hooks: std.NAME(p, ctx). `current` gives the view being asked.
function rules.std(current)
  local std = {}
  for name, f in next, hooks do
    std[name] = function(_, ctx) return f(current(), ctx or {}) end
  end
  return std
end

local function run_override(hook, name, ctx, box)
  local ok, answer = box.guarded(hook.run, util.copy(ctx))
  if not ok then return nil, tostring(answer) end
  local message = shape.check(name, answer)
  if message then return nil, string.format("%s.lua:%d: %s", hook.file, hook.line, message) end
  return answer
end

-- A rule that stopped half-way met data it cannot count with: what exactly, in words.
local function not_understood(name, ctx, message)
  return shape.explain_marks(name, ctx.marks)
    or util.say("reg_ctx_failed", name, (string.gsub(message, "^[^:]+%.lua:%d+: ", "")))
end

-- Answers hook `name`; returns the answer, or nil and a sentence.
function rules.ask(v, name, ctx, box)
  local f = hooks[name]
  if not f then
    return nil, util.say("reg_no_hook", "«" .. tostring(name) .. "»") .. util.hint(tostring(name),
      shape.names())
  end
  ctx = shape.filled(ctx or {})
  local message = shape.check_ctx(name, ctx)
  if message then return nil, message end
  local override = v.model.hooks[name]
  if override then return run_override(override, name, ctx, box) end
  local ok, answer = box.guarded(f, v, ctx)
  if not ok then return nil, not_understood(name, ctx, tostring(answer)) end
  return answer
end

-- Names of the hooks a policy may override.
function rules.names()
  return util.sorted_keys(hooks)
end

return rules
