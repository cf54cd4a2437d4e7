-- school/locks.lua -- periods closed for writing: their state, closing and opening many at once, and
-- opening for
-- some hours.  A lock that is opened for a time closes by itself.
-- Floor: school.  Reads and writes `lock`; knows nothing of the journal's frame.
local date = require "core.date"
local entered = require "lib.entered"
local words = require "lib.words"
local ru = require "text.ru"
local act = require "school.act"
local progress = require "school.progress"
local schoolyear = require "school.schoolyear"

local locks = {}

-- Is the row (locked, until) a closed period at this moment?  moment: "2026-11-21T14:05:00", now when nil.
function locks.closed(row, moment)
  if not row or row.locked ~= 1 then return false end
  local open_till = row["until"]
  return not (open_till and open_till ~= "" and (moment or date.now()) < open_till)
end

-- Till when a closed period stands open, or nil.
function locks.open_till(row, moment)
  if not row or row.locked ~= 1 then return nil end
  local open_till = row["until"]
  if open_till and open_till ~= "" and (moment or date.now()) < open_till then return open_till end
  return nil
end

local function map_of(desk, year)
  local map = {}
  for _, row in ipairs(desk:query("deputy_locks", { year = year.id })) do
    map[row.journal .. "|" .. row.period] = row
  end
  return map
end

-- The periods a journal is locked by: its own, the year, the examination and the certificate.
local function periods_of(row)
  local list = {}
  for _, period in ipairs(row.own) do list[#list + 1] = period end
  if row.whole then list[#list + 1] = row.whole end
  for _, period in ipairs(row.closing or {}) do list[#list + 1] = period end
  return list
end
locks.periods_of = periods_of

-- State by class: array of {group, name, cells = {{period, n, closed, open_till}...}}, in the order of the
-- journals; the cells follow the periods of each class's scheme.
function locks.table(desk, sheet, journals)
  local map, list, at = map_of(desk, sheet.year), {}, {}
  local now = date.now()
  for _, row in ipairs(journals) do
    if row.expects then
      local group = at[row.group]
      if not group then
        group = { group = row.group, name = row.group_name, grade = row.grade, cells = {}, by = {} }
        at[row.group], list[#list + 1] = group, group
      end
      for _, period in ipairs(periods_of(row)) do
        local cell = group.by[period.id]
        if not cell then
          cell = { period = period, n = 0, closed = 0 }
          group.by[period.id], group.cells[#group.cells + 1] = cell, cell
        end
        local lock = map[row.id .. "|" .. period.id]
        cell.n = cell.n + 1
        if locks.closed(lock, now) then cell.closed = cell.closed + 1 end
        local till = locks.open_till(lock, now)
        if till and (not cell.open_till or till < cell.open_till) then cell.open_till = till end
        if till or locks.closed(lock, now) then cell.reason = lock.reason or cell.reason end
      end
    end
  end
  return list
end

-- The periods of all classes for the head of a table: by scheme as they come, the sums of the year last.
function locks.columns(classes)
  local list, seen, rank, ranks = {}, {}, {}, 0
  for _, group in ipairs(classes) do
    for _, cell in ipairs(group.cells) do
      local period = cell.period
      if not seen[period.id] then
        seen[period.id] = true
        if not rank[period.scheme] then
          ranks = ranks + 1
          rank[period.scheme] = ranks + (schoolyear.sums[period.scheme] and 1000 or 0)
        end
        list[#list + 1] = period
      end
    end
  end
  table.sort(list, function(a, b)
    if rank[a.scheme] ~= rank[b.scheme] then return rank[a.scheme] < rank[b.scheme] end
    return a.starts < b.starts
  end)
  return list
end

-- Closed and all of the periods that are over: for the checklist.
function locks.count(desk, sheet, journals)
  local map, closed, all = map_of(desk, sheet.year), 0, 0
  local now = date.now()
  for _, row in ipairs(journals) do
    if row.expects then
      for _, period in ipairs(periods_of(row)) do
        all = all + 1
        if locks.closed(map[row.id .. "|" .. period.id], now) then closed = closed + 1 end
      end
    end
  end
  return closed, all
end

-- Writes that a teacher's request to open a period (school/asks.lua) is done with.  Inside a transaction.
function locks.settle(st, row)
  act.must(st:put("unlock_ask", { journal = row.journal, period = row.period, by = row.by,
    reason = row.reason, on = row.asked_on, done = true }))
end

local filled = entered.typed

-- "2026-11-21T14:05:00" plus hours.
function locks.after(moment, hours)
  local day, h, m, s = moment:match("^(%d+%-%d+%-%d+)T(%d+):(%d+):?(%d*)")
  local total = math.tointeger(tonumber(h)) + hours
  local rest = tonumber(s) or 0
  return string.format("%sT%02d:%02d:%02d", date.add_days(day, total // 24), total % 24,
    math.tointeger(tonumber(m)), math.tointeger(rest) or 0)
end

-- Hours for which a period may be opened, by the regulation's switch.
local function hours_of(desk, form)
  local most = progress.settings(desk).unlock_hours
  local hours = math.tointeger(words.read_number(form.hours or "") or most)
  if not hours or hours < 1 or most and hours > most then
    local msg = ru.fill(ru.dep_bad_hours, { most = most or "" })
    return nil, { code = "INPUT", msg = msg, fields = { hours = msg } }
  end
  return hours
end

-- In a form, instead of a period: all that are over.
locks.over = "over"

local function chosen(desk, sheet, form)
  local list = {}
  for _, row in ipairs(progress.journals(desk, sheet)) do
    local fits = (form.group or "") == "" or row.group == form.group
    fits = fits and ((form.journal or "") == "" or row.id == form.journal)
    if fits and row.expects and desk.access:may("lock", "write", { grade = row.grade }) then
      for _, period in ipairs(periods_of(row)) do
        local over = form.period == locks.over and period.ends < sheet.today
        if over or form.period == period.id then list[#list + 1] = { journal = row.id,
          period = period.id } end
      end
    end
  end
  return list
end

-- The step of the closing (school/closing.lua) that seals the year.
locks.seal = "seal"

-- The words of the seal when the year is sealed ("25.06.2027, Виноградова Л. Т."), or nil.
function locks.sealed(desk, year)
  for _, row in ipairs(desk:query("closing_marks", { year = year })) do
    if row.step == locks.seal then return row.basis end
  end
  return nil
end

-- Closes, opens, or opens for hours.  form: act "close", "open" or "hours"; period (locks.over: all that are
-- over); group or journal
-- (neither: all
-- the user looks after); reason (needed to open); hours.  One commit.  Returns how many journals, or nil,
-- err.
function locks.set(desk, sheet, form)
  if not desk.access:may("lock", "write") then return nil, desk:refusal("DENIED", "may_not_lock") end
  local what, reason = form.act, filled(form.reason)
  if what ~= "close" and what ~= "open" and what ~= "hours" then return nil, desk:refusal("INPUT",
    "bad_request") end
  if what ~= "close" and locks.sealed(desk, sheet.year.id) then return nil, desk:refusal("LOCKED",
    "dep_sealed") end
  if what ~= "close" and not reason then
    return nil, { code = "INPUT", msg = ru.dep_need_reason, fields = { reason = ru.dep_need_reason } }
  end
  local till
  if what == "hours" then
    local hours, err = hours_of(desk, form)
    if not hours then return nil, err end
    till = locks.after(date.now(), hours)
  end
  local map, count = map_of(desk, sheet.year), 0
  local list = chosen(desk, sheet, form)
  if #list == 0 then return nil, desk:refusal("NOTFOUND", "no_such_period") end
  local asked = {}
  for _, row in ipairs(what ~= "close" and desk:query("day_asks", {}) or {}) do
    asked[row.journal .. "|" .. row.period] = row
  end
  local done, err = act.write(desk, { note = ru["dep_note_" .. what] }, function(st)
    for _, key in ipairs(list) do
      local ask = asked[key.journal .. "|" .. key.period]
      if ask then locks.settle(st, ask) end
      local row = map[key.journal .. "|" .. key.period]
      local shut = row ~= nil and row.locked == 1
      local wanted = what == "close" and not (shut and not row["until"]) or what == "open" and shut
        or what == "hours" and shut
      if wanted then
        act.must(st:put("lock", { journal = key.journal, period = key.period, locked = what ~= "open",
          reason = reason, ["until"] = till }))
        count = count + 1
      end
    end
  end)
  if not done then return nil, err end
  return count
end

return locks
