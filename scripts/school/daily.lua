-- school/daily.lua -- what contradicts itself within one day of a pupil, over all his journals.
-- Floor: school.  Works on the facts of school/progress.lua; each journal's facts hold its absences (away).
local cells = require "school.cells"

local daily = {}

-- The missed lessons of each pupil's day: person -> day -> {{lesson, journal, number, symbol}}.
local function gather(sheet)
  local by = {}
  for _, journal in ipairs(sheet.journals) do
    for _, one in ipairs(sheet.facts[journal.id].away) do
      local lesson = sheet.lesson[one.lesson]
      local days = by[one.person]
      if not days then
        days = {}
        by[one.person] = days
      end
      local list = days[lesson.date]
      if not list then
        list = {}
        days[lesson.date] = list
      end
      list[#list + 1] = { lesson = lesson, symbol = one.symbol }
    end
  end
  return by
end

-- Two reasons in one day that no certificate explains: told once, at the later lesson.
local function reasons(sheet, person, day, list, covered)
  if covered(person, day) then return end
  table.sort(list, function(a, b)
    local x, y = a.lesson.number or 99, b.lesson.number or 99
    if x ~= y then return x < y end
    return a.lesson.id < b.lesson.id
  end)
  for i = 2, #list do
    if list[i].symbol ~= list[1].symbol then
      table.insert(sheet.facts[list[i].lesson.journal].day_reason, { lesson = list[i].lesson.id,
        person = person, date = day, text = list[i].symbol, other = list[1].symbol,
        number = list[1].lesson.number })
      return
    end
  end
end

local function first_and_last(list)
  local low, high
  for _, one in ipairs(list) do
    local n = one.lesson.number
    if n and (not low or n < low) then low = n end
    if n and (not high or n > high) then high = n end
  end
  return low, high
end

-- Lessons of some days by day.
local function lessons_on(sheet, days)
  local by = {}
  for _, lesson in pairs(sheet.lesson) do
    if days[lesson.date] then
      by[lesson.date] = by[lesson.date] or {}
      table.insert(by[lesson.date], lesson)
    end
  end
  return by
end

-- A mark in a lesson that stands between two missed ones.
local function between(desk, sheet, gaps)
  local days = {}
  for _, gap in ipairs(gaps) do days[gap.day] = true end
  local on = next(days) and lessons_on(sheet, days) or {}
  for _, gap in ipairs(gaps) do
    for _, lesson in ipairs(on[gap.day] or {}) do
      local n = lesson.number
      local cell = n and n > gap.low and n < gap.high
        and desk:one("cell", { lesson = lesson.id, person = gap.person })
      if cell and cell.marks and cell.marks ~= "" then
        table.insert(sheet.facts[lesson.journal].day_mark, { lesson = lesson.id, person = gap.person,
          date = gap.day, text = cells.text(cell), number = n, low = gap.low, high = gap.high })
      end
    end
  end
end

-- An order or a certificate says the pupil was away, the lesson was filled in, and his cell is empty: told in
-- the facts of one journal.  given: lessons somebody has something in; told: set "lesson|person".
function daily.blanks(sheet, facts, given, told)
  for _, pupil in ipairs(facts.journal.pupils) do
    for _, range in ipairs(sheet.ranges[pupil.person] or {}) do
      for _, lesson in ipairs(given) do
        local day = lesson.date
        if day >= range.starts and day <= range.ends and not told[lesson.id .. "|" .. pupil.person]
          and not (pupil.starts and pupil.starts ~= "" and pupil.starts > day)
          and not (pupil.ends and pupil.ends ~= "" and pupil.ends < day) then
          table.insert(facts.day_blank, { lesson = lesson.id, person = pupil.person, date = day })
        end
      end
    end
  end
end

-- Counts anew, for the whole sheet, what only all journals of a day together can tell.
function daily.tell(desk, sheet)
  for _, journal in ipairs(sheet.journals) do
    local facts = sheet.facts[journal.id]
    facts.day_mark, facts.day_reason = {}, {}
  end
  local function covered(person, day)
    for _, range in ipairs(sheet.ranges[person] or {}) do
      if range.starts <= day and day <= range.ends then return true end
    end
    return false
  end
  local gaps = {}
  for person, days in pairs(gather(sheet)) do
    for day, list in pairs(days) do
      if #list > 1 then
        reasons(sheet, person, day, list, covered)
        local low, high = first_and_last(list)
        if low and high - low > #list - 1 then
          gaps[#gaps + 1] = { person = person, day = day, low = low, high = high }
        end
      end
    end
  end
  table.sort(gaps, function(a, b)
    if a.day ~= b.day then return a.day < b.day end
    return a.person < b.person
  end)
  between(desk, sheet, gaps)
end

return daily
