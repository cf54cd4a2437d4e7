-- The checkable statements of the five regulations: every expectation of every statement.
-- Matchers: a plain value is equal; null is absent; {eq=} the same list or value; {has=} and {lacks=}
-- members; {sub=} these keys of a map.
local cjson = require "cjson"
local file = require "core.file"
local os_ = require "core.os"
local policy = require "policy.policy"
local tap = require "lib.tap"

local null = cjson.null

local function clean(value)
  if value == null then return nil end
  if type(value) ~= "table" then
    if math.type(value) == "float" then return math.tointeger(value) or value end
    return value
  end
  local out = {}
  for k, v in next, value do out[k] = clean(v) end
  return out
end

local function has(list, value)
  for _, item in ipairs(type(list) == "table" and list or {}) do
    if tap.same(item, value) then return true end
  end
  return false
end

local matchers = {}
function matchers.eq(got, want) return tap.same(got, clean(want)) end
function matchers.has(got, want)
  for _, item in ipairs(want) do
    if not has(got, clean(item)) then return false end
  end
  return true
end
function matchers.lacks(got, want)
  for _, item in ipairs(want) do
    if has(got, clean(item)) then return false end
  end
  return true
end
function matchers.sub(got, want)
  for key, value in next, want do
    if type(got) ~= "table" or not tap.same(got[key], clean(value)) then return false end
  end
  return true
end

local function is_matcher(want)
  if type(want) ~= "table" or next(want) == nil then return false end
  for key in next, want do
    if not matchers[key] then return false end
  end
  return true
end

local function matches(got, want)
  if want == null then return got == nil end
  if not is_matcher(want) then return tap.same(got, clean(want)) end
  for name, value in next, want do
    if not matchers[name](got, value) then return false end
  end
  return true
end

local function read(name)
  return cjson.decode(assert(file.read(os_.env("ROOT") .. "/tests/policy/" .. name)))
end

-- One batch for a policy: the statements differ in their environments.
local function run(statements)
  local order, batches = {}, {}
  for _, one in ipairs(statements) do
    if not batches[one.policy] then
      batches[one.policy] = {}
      order[#order + 1] = one.policy
    end
    table.insert(batches[one.policy], one)
  end
  for _, code in ipairs(order) do
    local calls = {}
    for i, one in ipairs(batches[code]) do
      calls[i] = { hook = one.hook, ctx = clean(one.ctx), env = clean(one.env) }
    end
    local answers, err = policy.ask(code, calls)
    tap.ok(answers, code .. " answers", err and err.msg)
    for i, one in ipairs(answers and batches[code] or {}) do
      local answer = answers[i]
      tap.ok(answer.ok ~= nil, one.id .. " " .. one.hook .. " is answered", answer.error)
      for field, want in next, one.expect do
        local got = answer.ok and answer.ok[field]
        tap.ok(matches(got, want), one.id .. " " .. one.hook .. "." .. field,
          "got  " .. tap.show(got) .. "\nwant " .. tap.show(clean(want)))
      end
    end
  end
end

-- statements.json came with the regulations; acceptance.json was written from their rows: the neighbours of
-- each statement (the day before and after, the other answer of a question, the other person) and the same
-- question to all five.
run(read("statements.json"))
run(read("acceptance.json"))

return tap.done()
