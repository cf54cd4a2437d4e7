-- school/health.lua -- how the stick is: the file, the ledger, room, the clock, copies, the regulation.
-- Floor: school.  Reads only.  Each finding is {what, level, text}: level "good", "warn" or "bad".
local date = require "core.date"
local file = require "core.file"
local ru = require "text.ru"
local adoption = require "school.adoption"
local calendar = require "school.calendar"
local copies = require "school.copies"

local health = {}

local MB = 1024 * 1024

-- Older than this many days, a copy is late; a stick not written for so long makes one look at the clock.
health.copy_days, health.clock_days = 7, 180

local function note(list, what, level, key, values)
  list[#list + 1] = { what = what, level = level, text = ru.fill(ru[key], values or {}) }
end

local function first_line(text)
  return (text or ""):match("^[^\n]*")
end

local function check_file(list, st, info)
  local n, text = st:integrity()
  if n == nil then
    list[#list + 1] = { what = "file", level = "bad", text = text.msg }
  elseif n > 0 then
    list[#list + 1] = { what = "file", level = "bad", text = first_line(text) }
  else
    note(list, "file", "good", "check_file_ok", { size = string.format("%d", math.ceil(info.size / MB)) })
  end
  if info.newer then
    note(list, "readonly", "bad", "check_newer")
  else
    note(list, "readonly", info.readonly and "bad" or "good", info.readonly and "check_readonly_bad"
      or "check_readonly_ok")
  end
end

local function check_chain(list, st)
  local report, err = st:verify()
  if not report then
    list[#list + 1] = { what = "chain", level = "bad", text = err.msg }
  elseif report.problems > 0 then
    note(list, "chain", "bad", "check_chain_bad", { n = report.problems, first = first_line(report.text) })
  else
    note(list, "chain", "good", "check_chain_ok", report)
  end
end

local function check_space(list, dir, info)
  local free, err = file.free_space(dir)
  if not free then
    note(list, "space", "warn", "check_space_unknown", { reason = err.msg })
    return
  end
  local need = 2 * info.size + 16 * MB
  note(list, "space", free < need and (free < info.size and "bad" or "warn") or "good",
    free < need and "check_space_low" or "check_space_ok",
    { free = string.format("%d", free // MB), need = string.format("%d", math.ceil(need / MB)) })
end

local function check_clock(list, info)
  local last = info.last_at or ""
  if last ~= "" and last > date.now() then
    note(list, "clock", "bad", "check_clock_back", { last = calendar.moment(last) })
    return
  end
  local days = last ~= "" and date.diff_days(last:sub(1, 10), date.today()) or 0
  if math.abs(days) > health.clock_days then
    note(list, "clock", "warn", "check_clock_far", { last = calendar.moment(last), days = math.abs(days) })
  else
    note(list, "clock", "good", "check_clock_ok")
  end
end

local function check_copies(list, dir)
  local newest = copies.list(dir)[1]
  if not newest then
    note(list, "copies", "warn", "check_copies_none")
    return
  end
  local days = math.abs(date.diff_days(newest.date, date.today()))
  local late = days > health.copy_days
  note(list, "copies", late and "warn" or "good", late and "check_copies_old" or "check_copies_ok",
    { date = calendar.written(newest.date), days = days })
end

local function check_policy(list, dir, st)
  local today, row = date.today(), nil
  for _, one in ipairs(st:query("adoptions", {})) do
    if one.starts <= today and not row then row = one end
  end
  if not row then
    note(list, "policy", "warn", "check_policy_none")
    return
  end
  local state = adoption.state(dir, row)
  note(list, "policy", state == "same" and "good" or "warn", state == "same" and "check_policy_ok"
    or "check_policy_" .. state, { title = row.title or row.policy, date = calendar.written(row.starts) })
end

-- All findings of an open store, in the order in which a person should read them.
function health.examine(dir, st)
  local list = {}
  local info, err = st:info()
  if not info then return nil, err end
  check_file(list, st, info)
  check_chain(list, st)
  check_space(list, dir, info)
  check_clock(list, info)
  check_copies(list, dir)
  check_policy(list, dir, st)
  return list
end

-- The worst level of a list of findings.
function health.worst(list)
  local worst = "good"
  for _, one in ipairs(list) do
    if one.level == "bad" then return "bad" end
    if one.level == "warn" then worst = "warn" end
  end
  return worst
end

return health
