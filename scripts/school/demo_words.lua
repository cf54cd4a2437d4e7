-- school/demo_words.lua -- the regulation's own words for what the invented school writes down.
-- Floor: school.  Symbols, kinds of work, gradings and schemes of periods are taken from the rows of
-- the policy, so that a school under any regulation gets a journal in its terms.
local marks = require "school.marks"
local schoolyear = require "school.schoolyear"

local demo_words = {}

local function by_key(rows)
  local map = {}
  for _, row in ipairs(rows or {}) do map[row.key] = map[row.key] or row end
  return map
end

local function grades(row, grading)
  if not row.grading then return true end
  for _, one in ipairs(row.grading) do
    if one == grading then return true end
  end
  return false
end

-- The four signs of a grading, best first, or nil when it has none: marks by their value, levels by
-- the order of the regulation.
local function signs(rows, grading)
  local list = {}
  for i, row in ipairs(rows.scale or {}) do
    if (row.kind == "mark" or row.kind == "level") and row.grading and grades(row, grading) then
      list[#list + 1] = { symbol = row.symbol, rank = (row.value or 0) * 1000 - i }
    end
  end
  if #list == 0 then return nil end
  table.sort(list, function(a, b) return a.rank > b.rank end)
  local four = {}
  for i = 1, 4 do four[i] = list[math.min(i, #list)].symbol end
  return four
end

-- Absence symbols by what they mean.  The first of the keys that the scale has.
local AWAY = {
  ill = { "ill" }, reason = { "reason" }, none = { "absent" }, late = { "late" },
}

local function away(rows)
  local map, any = {}, nil
  local known = {}
  for _, row in ipairs(rows.scale or {}) do
    if row.kind == "absence" then
      known[row.key] = row.symbol
      if row.missed then any = any or row.symbol end
    end
  end
  for meaning, keys in pairs(AWAY) do
    for _, key in ipairs(keys) do map[meaning] = map[meaning] or known[key] end
    if meaning ~= "late" then map[meaning] = map[meaning] or any end
  end
  return map
end

-- What demo_marks calls a work -> keys a regulation may have for it.
local WORKS = {
  test = { "test" }, test_short = { "quiz", "independent" }, independent = { "independent", "quiz" },
  dictation = { "dictation" }, essay = { "essay" }, lab = { "lab", "practical" }, practical = { "practical" },
  project = { "project" }, recitation = { "answer" }, norm = { "practical" }, answer = { "answer" },
}
-- What the school of the demo lets them weigh, in hundredths, where the regulation is silent.
local WEIGHTS = { test = 200, dictation = 150, essay = 150, lab = 120, practical = 120 }

local function works(rows)
  local known, map = by_key(rows.work), {}
  for name, keys in pairs(WORKS) do
    for _, key in ipairs(keys) do
      local row = known[key]
      if row and not map[name] then
        local own = row.weight and row.weight ~= 100 and row.weight
        map[name] = { key = row.key, weight = own or WEIGHTS[name] }
      end
    end
  end
  return map
end

-- Words of result rows: symbol -> row, of those which may stand as a result.
local function results(rows)
  local map = {}
  for _, row in ipairs(rows.scale or {}) do
    if row.result then map[row.key] = row.symbol end
  end
  return map
end

-- {signs(grading), away, work, result, marked, plain, scheme(grade, hours), periods, categories}.
function demo_words.of(rows)
  local self = { away = away(rows), work = works(rows), result = results(rows), rows = rows,
    periods = rows.periods or {}, category = by_key(rows.categories), carrier = by_key(rows.carriers),
    programme = by_key(rows.programmes) }
  self.marked, self.plain = marks.gradings(rows)
  self.signs = signs(rows, self.marked)
  -- Subjects of one lesson a week are summed up by half-years where the regulation has them.
  function self.scheme(grade, hours)
    local own = schoolyear.scheme(rows.periods, grade)
    if hours > 1 then return own end
    for _, row in ipairs(rows.periods or {}) do
      if row.scheme ~= own and not schoolyear.sums[row.scheme] and row.count == 2 then return row.scheme end
    end
    return own
  end
  return self
end

return demo_words
