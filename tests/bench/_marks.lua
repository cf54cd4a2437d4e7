-- Single marks, each in a durable commit of its own, through core.store.
-- Arguments: the data file (made anew), how many.  Prints marks per second.
local os_ = require "core.os"
local store = require "core.store"

local path, n = table.unpack((...))
n = math.tointeger(tonumber(n))
local PUPILS = 30

local st = assert(store.create(path, string.rep("k", 32)))
local lessons, pupils = {}, {}
assert(st:write({ author = "bench", grant = "*" }, function()
  local year = assert(st:put("year", { name = "2026/2027", starts = "2026-09-01", ends = "2027-05-31" }))
  local group = assert(st:put("group", { name = "5А", kind = "class", year = year }))
  local subject = assert(st:put("subject", { name = "Физика" }))
  local journal = assert(st:put("journal", { group = group, subject = subject, year = year }))
  for i = 1, n // PUPILS + 1 do
    lessons[i] = assert(st:put("lesson", { journal = journal, date = "2026-09-02", number = i % 8 }))
  end
  for i = 1, PUPILS do pupils[i] = assert(st:put("person", { last = "Ёлкина", first = "Анна" })) end
  return true
end))

local opts = { author = "bench", grant = { "cell" } }
local function put(lesson, person, mark)
  return st:put("cell", { lesson = lesson, person = person, marks = mark })
end
local began = os_.mono()
for i = 0, n - 1 do
  local done, err = st:write(opts, put, lessons[i // PUPILS + 1], pupils[i % PUPILS + 1], tostring(2 + i % 4))
  if not done then error(err.msg) end
end
local seconds = os_.mono() - began
assert(st:info().commits == n + 1)
st:close()
os_.stdout(string.format("%.1f\n", n / seconds))
return 0
