-- Checks the whole ledger of a school.  Arguments: the folder of the school; login and password come from
-- the environment.  Prints milliseconds and the number of entries; with "count" behind the folder only
-- that number, unchecked.
local os_ = require "core.os"
local stick = require "school.stick"

local dir, what = table.unpack((...))
local st, err = stick.data(dir, {})
if not st then error(err.msg) end
if what == "count" then
  os_.stdout(st:info().entries .. "\n")
  st:close()
  return 0
end
local began = os_.mono()
local report, failed = st:verify()
local took = (os_.mono() - began) * 1000
if not report then error(failed.msg) end
assert(report.problems == 0, report.text)
st:close()
os_.stdout(string.format("%.1f %d\n", took, report.entries))
return 0
