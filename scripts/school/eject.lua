-- school/eject.lua -- before the stick is pulled out: everything written, closed, looked through.
-- Floor: school.
local file = require "core.file"
local ru = require "text.ru"

local eject = {}

-- Ten seconds on a slow computer; a longer record is looked through by `check` and by each copy.
local VERIFY_MAX = 300000

-- Problem in words, or nil and the number of entries looked through (nil: not looked through).
local function look(st)
  local info = st:info()
  if not info or info.readonly then return nil end
  local done, err = st:checkpoint()
  if not done then return err.msg end
  if info.entries > VERIFY_MAX then return nil end
  local report, failed = st:verify()
  if not report then return failed.msg end
  if report.problems > 0 then return report.text:match("[^\n]+") end
  return nil, report.entries
end

-- Closes the stick for good.  Returns {problem = words or nil, entries = number looked through or nil}.
function eject.run(stick)
  local problem, entries
  if stick.store then problem, entries = look(stick.store) end
  stick:lock_all()
  local rest = stick.dir .. "/data/school.db-wal"
  if not problem and file.exists(rest) == "file" and (file.stat(rest) or 0) > 0 then
    -- what is there is safe and is read at the next start, but the file is not whole by itself
    problem = ru.eject_unfolded
  end
  local _, unsynced = file.sync(stick.dir)
  stick.finished = true
  return { problem = problem or unsynced and unsynced.msg, entries = entries }
end

return eject
