-- Writes marks for ever, each in its own commit, and says on stdout which are durable.
-- Arguments: the data file, the number of the first mark.
local os_ = require "core.os"
local store = require "core.store"

local path, from = table.unpack((...))
from = math.tointeger(tonumber(from))
local st = assert(store.open(path, string.rep("k", 32)))
assert(st:load_queries("-- name: fault_ids\nSELECT (SELECT id FROM d_lesson LIMIT 1) AS lesson, "
  .. "(SELECT id FROM d_person LIMIT 1) AS person;\n"))
local first = st:one("fault_ids")

for n = from, from + 100000 do
  assert(st:write({ author = "fault", grant = { "cell", "subject" }, clock_ok = true }, function()
    assert(st:put("subject", { name = "запись " .. n, ord = n }))
    assert(st:put("cell", { lesson = first.lesson, person = first.person, comment = tostring(n) }))
    return true
  end))
  os_.stdout(n .. "\n")
end
return 0
