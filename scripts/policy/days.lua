-- policy/days.lua -- calendar arithmetic on "YYYY-MM-DD" texts for terms and deadlines.
-- Two ways to count a term of N years exist (assumptions A01 and A01b) and a school chooses one.
local days = {}

local LENGTH = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function read(date)
  local y, m, d = string.match(date, "^(%d%d%d%d)%-(%d%d)%-(%d%d)$")
  return math.tointeger(tonumber(y)), math.tointeger(tonumber(m)), math.tointeger(tonumber(d))
end

local function leap(y)
  return y % 4 == 0 and (y % 100 ~= 0 or y % 400 == 0)
end

local function length(y, m)
  if m == 2 and leap(y) then return 29 end
  return LENGTH[m]
end

local function write(y, m, d)
  return string.format("%04d-%02d-%02d", y, m, d)
end
days.write = write

function days.ok(date)
  if type(date) ~= "string" then return false end
  local y, m, d = read(date)
  return y ~= nil and m >= 1 and m <= 12 and d >= 1 and d <= length(y, m)
end

function days.year(date)
  return (read(date))
end

function days.next_day(date)
  local y, m, d = read(date)
  d = d + 1
  if d > length(y, m) then m, d = m + 1, 1 end
  if m > 12 then y, m = y + 1, 1 end
  return write(y, m, d)
end

-- 29 February becomes 28 February in a common year.
function days.add_years(date, n)
  local y, m, d = read(date)
  return write(y + n, m, math.min(d, length(y + n, m)))
end

-- The first `month`.`day` on or after `date`.
function days.next_on(date, month, day)
  local y = days.year(date)
  local this = write(y, month, day)
  return this >= date and this or write(y + 1, month, day)
end

-- Start, last day of keeping, first day on which a destruction act may be made.
-- archival_year: from 1 January after the year of closing; from_event: to the same day N years later.
function days.term(closed, years, count)
  if count == "from_event" then
    local last = days.add_years(closed, years)
    return closed, last, days.next_day(last)
  end
  local y = days.year(closed)
  return write(y + 1, 1, 1), write(y + years, 12, 31), write(y + years + 1, 1, 1)
end

return days
