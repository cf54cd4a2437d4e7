-- A thousand period results by the regulation, against the same arithmetic in plain Lua.
-- Argument: how many runs.  Prints four numbers, milliseconds: the first run in a fresh process, the
-- median of the following ones, the median of plain Lua, and how many proposals the two share.
local os_ = require "core.os"
local policy = require "policy.policy"

local runs = math.tointeger(tonumber((...)[1]))
local RESULTS, MARKS = 1000, 14
local sources = policy.sources()

local state = 7
local function random(n)
  state = (state * 1103515245 + 12345) & 0x7FFFFFFF
  return (state >> 8) % n + 1
end

-- A period of a pupil: some lessons, fourteen marks, tests that weigh double.
local function question(i)
  local marks = {}
  for m = 1, MARKS do
    local test = m % 5 == 0
    marks[m] = { mark = tostring(2 + random(3)), weight = test and 200 or 100, work = test and "test" or nil,
      date = string.format("2026-09-%02d", m) }
  end
  return { hook = "period_result", ctx = { marks = marks, absent = i % 4, lessons = 24, hours = 2,
    scheme = "quarter", period = "q1", grade = 5 + i % 5, subject = "Физика", grading = "marks" } }
end

local calls = {}
for i = 1, RESULTS do calls[i] = question(i) end
local env = { decisions = {}, nomenclature = {}, settings = {}, day_count = "from_event" }

local function by_policy()
  local answers, err = policy.ask("borisovskaya", calls, { sources = sources, env = env })
  if not answers then error(err.msg) end
  return answers
end

local function decimal(hundredths)
  return string.format("%d,%02d", hundredths // 100, hundredths % 100)
end

-- What the rule says, written down directly: no declarations, no sandbox, no copies.
local function plain_result(ctx)
  local sum, weight, parts = 0, 0, {}
  for i, item in ipairs(ctx.marks) do
    local value = math.tointeger(tonumber(item.mark))
    sum, weight = sum + value * item.weight, weight + item.weight
    parts[i] = value .. "·" .. item.weight // 100
  end
  local mean = (sum * 100 + weight // 2) // weight
  local proposed = mean >= 450 and "5" or mean >= 350 and "4" or mean >= 250 and "3" or "2"
  if ctx.absent * 2 > ctx.lessons then proposed = "н/а" end
  local line = "(" .. table.concat(parts, " + ") .. ") / " .. weight // 100 .. " = " .. decimal(mean)
  local inputs = { { label = "n", value = #ctx.marks }, { label = "absent", value = ctx.absent } }
  return { proposed = proposed, average = mean / 100, text = decimal(mean), one_step = { proposed },
    why = { rule = "average", inputs = inputs, arithmetic = line } }
end

local function by_hand()
  local answers = {}
  for i, call in ipairs(calls) do answers[i] = { ok = plain_result(call.ctx) } end
  return answers
end

local function timed(f)
  local began = os_.mono()
  local answers = f()
  return (os_.mono() - began) * 1000, answers
end

local function median(list)
  table.sort(list)
  return list[#list // 2 + 1]
end

local first, answers = timed(by_policy)
local theirs, ours = {}, {}
local plain
for i = 1, runs do
  ours[i] = timed(by_policy)
  theirs[i], plain = timed(by_hand)
end
local same = 0
for i = 1, RESULTS do
  if answers[i].ok == nil then error(tostring(answers[i].error)) end
  if answers[i].ok.proposed == plain[i].ok.proposed then same = same + 1 end
end
os_.stdout(string.format("%.2f %.2f %.2f %d\n", first, median(ours), median(theirs), same))
return 0
