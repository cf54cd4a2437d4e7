-- school/schoolyear.lua -- a school year with its periods, made from the regulation's list of periods.
-- Floor: school.  A period's dates are a beginning: the school moves them later.
local date = require "core.date"
local text = require "core.text"
local act = require "school.act"

local schoolyear = {}

-- Months at which the parts of a year of n parts begin, and the year's last day of lessons.
local starts_of = {
  { "09-01" }, { "09-01", "01-01" }, { "09-01", "12-01", "03-01" }, { "09-01", "11-01", "01-01", "04-01" },
}

local function day(first, month_day)
  local year = month_day >= "08-01" and first or first + 1
  return year .. "-" .. month_day
end

-- The calendar year in which the school year of a day begins.
function schoolyear.first_of(today)
  local year, month = math.tointeger(tonumber(today:sub(1, 4))), tonumber(today:sub(6, 7))
  return month >= 8 and year or year - 1
end

-- "2026/2027", "2026-2027" or "2026" -> 2026; nil when it is no school year.
function schoolyear.read(name)
  local first, second = (name or ""):match("^%s*(%d%d%d%d)%s*[/%-–]?%s*(%d*)%s*$")
  first = math.tointeger(tonumber(first))
  if not first or first < 1900 or first > 2200 then return nil end
  if second ~= "" then
    second = math.tointeger(tonumber(second))
    if second ~= first + 1 and second ~= (first + 1) % 100 then return nil end
  end
  return first
end

function schoolyear.name(first)
  return first .. "/" .. (first + 1)
end

-- The parts of a year in n: array of {starts, ends}; the last ends on 31 May.
function schoolyear.parts(first, n)
  local parts = {}
  for i = 1, n do
    local from = starts_of[n] and day(first, starts_of[n][i])
      or date.add_days(day(first, "09-01"), (i - 1) * 273 // n)
    parts[i] = { starts = from, ends = day(first, "05-31") }
    if i > 1 then parts[i - 1].ends = date.add_days(from, -1) end
  end
  return parts
end

-- Schemes that sum a year up instead of dividing it.
schoolyear.sums = { year = true, exam = true, final = true }

-- The scheme of periods for a grade by the regulation's rows: the first that names the grade, else the first.
function schoolyear.scheme(rows, grade)
  local first
  for _, row in ipairs(rows or {}) do
    if not schoolyear.sums[row.scheme] then
      first = first or row.scheme
      for _, one in ipairs(row.grades or {}) do
        if one == grade then return row.scheme end
      end
    end
  end
  return first
end

-- The scheme of a new journal of a group {kind, grade} by the regulation's rows; nil for a kind whose
-- journals have no results unless somebody wants them.
function schoolyear.usual(rows, group)
  local has = group.grade ~= nil
  for _, row in ipairs(rows.labels or {}) do
    has = has or row.set == "group_results" and row.key == group.kind
  end
  return has and schoolyear.scheme(rows.periods, group.grade) or nil
end

local function title_of(row, i, n)
  if row.titles and row.titles[i] then return row.titles[i] end
  if n == 1 then return row.label end
  return i .. " " .. text.lower(row.label)
end

-- The periods of the regulation's rows {scheme, label, count, titles, starts, ends} for the year that
-- begins in `first`: array of {scheme, number, name, starts, ends}; a scheme without a count has one part.
-- parts: how a year falls into n (schoolyear.parts when nil); days of a row itself hold before it.
function schoolyear.periods(rows, first, parts)
  local list, done = {}, {}
  for _, row in ipairs(rows or {}) do
    local n = row.count or (row.titles and #row.titles) or 1
    if not done[row.scheme] and n > 0 then
      done[row.scheme] = true
      for i, part in ipairs(parts and parts(n) or schoolyear.parts(first, n)) do
        list[#list + 1] = { scheme = row.scheme, number = i, name = title_of(row, i, n),
          starts = row.starts and day(first, row.starts) or part.starts,
          ends = row.ends and day(first, row.ends) or part.ends }
      end
    end
  end
  return list
end

-- Writes the year that begins on 1 September of `first` with the periods of the regulation's rows
-- (see schoolyear.periods).  Inside a transaction.
-- Returns the year as a row.
function schoolyear.put(st, first, rows)
  local year = { name = schoolyear.name(first), starts = day(first, "09-01"),
    ends = (first + 1) .. "-08-31" }
  year.id = act.must(st:put("year", { name = year.name, starts = year.starts, ends = year.ends }))
  schoolyear.put_periods(st, year.id, schoolyear.periods(rows, first))
  return year
end

-- Writes periods of schoolyear.periods into a year.  Inside a transaction.
function schoolyear.put_periods(st, year, list)
  for _, one in ipairs(list) do
    one.id = act.must(st:put("period", { year = year, scheme = one.scheme, number = one.number,
      name = one.name, starts = one.starts, ends = one.ends }))
  end
end

return schoolyear
