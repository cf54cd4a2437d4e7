-- Arguments: the data file, the number of the last acknowledged mark; "new" makes the file.
-- Prints the next number to write, or says what is lost and ends with 1.
local os_ = require "core.os"
local store = require "core.store"

local path, last = table.unpack((...))
local key = string.rep("k", 32)
if last == "new" then
  local st = assert(store.create(path, key))
  assert(st:write({ author = "fault", grant = "*" }, function()
    local year = assert(st:put("year", { name = "2024/2025", starts = "2024-09-01", ends = "2025-05-31" }))
    local group = assert(st:put("group", { name = "5А", kind = "class", year = year }))
    local subject = assert(st:put("subject", { name = "Физика" }))
    local journal = assert(st:put("journal", { group = group, subject = subject, year = year }))
    assert(st:put("lesson", { journal = journal, date = "2024-09-02" }))
    assert(st:put("person", { last = "Ёлкина", first = "Анна" }))
    return true
  end))
  st:close()
  return 0
end

local acked = math.tointeger(tonumber(last))
local st = assert(store.open(path, key))
assert(st:load_queries("-- name: fault_count\nSELECT count(*) AS n, ifnull(max(ord), 0) AS last, "
  .. "(SELECT ifnull(max(cast(comment AS INTEGER)), 0) FROM d_cell) AS mark "
  .. "FROM d_subject WHERE ord IS NOT NULL;\n"))
local row = st:one("fault_count")
local report = assert(st:verify())
st:close()
local function lost(text)
  os_.stdout("# " .. text .. "\n")
  return 1
end
if report.problems > 0 then return lost("verify: " .. report.text:gsub("\n", "; ")) end
if row.last < acked or row.n < row.last then
  return lost("acknowledged " .. acked .. ", there are " .. row.n)
end
if row.mark ~= row.last then return lost("half a commit: " .. row.mark .. " and " .. row.last) end
os_.stdout((row.last + 1) .. "\n")
return 0
