-- school/calendar.lua -- school years, their periods, and dates as people write them.
-- Floor: school.  Reads by named query; writes by act.
local date = require "core.date"
local words = require "lib.words"
local ru = require "text.ru"

local calendar = {}

-- "2026-11-21" -> "21.11.2026"; "" for nil.
function calendar.written(day)
  return words.date(day and day:sub(1, 10))
end

-- "2026-11-21T14:05:03" -> "21.11.2026, 14:05".
function calendar.moment(at)
  return words.date(at)
end

-- "21.11.2026" or "2026-11-21" -> "2026-11-21", or nil when it is no day.
function calendar.read(text)
  return words.read_date(text or "")
end

-- "понедельник, 23 ноября".
function calendar.day_named(day)
  local _, m, d = day:match("^(%d+)-(%d+)-(%d+)")
  return ru.weekdays[date.weekday(day)] .. ", " .. tonumber(d) .. " " .. ru.months_of[tonumber(m)]
end

function calendar.years(desk)
  return desk:query("years", {})
end

-- The school year a day belongs to: the last one that has begun; before the first, the first.
function calendar.year_of(desk, day)
  local year = desk:one("year_of_date", { date = day })
  if year then return year end
  local all = calendar.years(desk)
  return all[#all]
end

-- The year named in a request, or the one of today.
function calendar.chosen(desk, id)
  if id and id ~= "" then
    local year = desk:one("year", { year = id })
    if year then return year end
  end
  return calendar.year_of(desk, desk:today())
end

-- The day a year's lists are shown for: today inside it, else its last (or first) day.
function calendar.day_in(year, today)
  if today < year.starts then return year.starts end
  return today > year.ends and year.ends or today
end

function calendar.periods(desk, year)
  return desk:query("periods_of_year", { year = year })
end

-- A function day -> period id over the periods given.  A day between two periods belongs to
-- the earlier one, and a day before all of them to the first: no mark is lost at a border.
function calendar.seeker(periods)
  local list = {}
  for i, period in ipairs(periods) do list[i] = period end
  table.sort(list, function(a, b) return a.starts < b.starts end)
  return function(day)
    local found = list[1] and list[1].id
    for _, period in ipairs(list) do
      if period.starts <= day then found = period.id else break end
    end
    return found
  end
end

return calendar
