-- school/demo_marks.lua -- absences and marks of the invented school.
-- Floor: school.  Pure, in whole numbers only: the same on every machine.  A pupil has gifts by
-- area, a drift over the year, and falls ill for days in a row; a subject has its ease.
local demo_rng = require "school.demo_rng"

local demo_marks = {}

-- The latent value (thousandths) from which a mark is the best, the second, the third.
local LINES = { 480, -560, -1650 }

-- Days away of a pupil in a year: place in year.days -> "ill" | "reason" | "none".
function demo_marks.away(rng, year, pupil)
  local days, n = {}, #year.days
  local function spell(first, length, kind)
    for i = first, math.min(n, first + length - 1) do days[i] = days[i] or kind end
  end
  for _ = 1, (pupil.frail + rng:below(100)) // 60 do
    local first = rng:range(1, n)
    if not year.days[first].winter and rng:chance(400) then first = rng:range(1, n) end
    local draw = rng:below(1000)
    if draw < 15 then
      spell(first, rng:range(22, 40), "ill")
    elseif draw < 780 then
      spell(first, rng:range(2, 7), "ill")
    elseif draw < 930 then
      spell(first, rng:range(1, 3), "reason")
    else
      spell(first, 1, "none")
    end
  end
  return days
end

-- Kinds of work of a subject's lessons: the key of lesson i of n in the year (nil: an ordinary
-- lesson).  Named by what they are; the caller finds the regulation's own keys.
local SPECIAL = {
  rus = { "dictation", "essay" }, lit = { "essay", "recitation" }, read = { "recitation", "answer" },
  eng = { "test_short", "project" }, phys = { "lab", "independent" }, chem = { "practical", "independent" },
  bio = { "lab", "test_short" }, geo = { "practical", "test_short" }, inf = { "practical", "test_short" },
  pe = { "norm", "norm" }, tech = { "project", "practical" }, art = { "practical", "practical" },
  proj = { "project", "project" },
}
local USUAL = { "independent", "test_short" }

function demo_marks.work(subject, grade, hours, i, n)
  if grade == 1 then return nil end
  local special = SPECIAL[subject.key] or USUAL
  local quarter = math.max(6, n // 4)
  if hours > 1 and subject.area ~= "art" and subject.area ~= "sport" then
    if i % quarter == quarter - 2 then return "test" end
    if hours >= 3 and i % 13 == 9 then return special[1] end
  end
  if i % 9 == 5 then return special[2] end
  if i % 11 == 7 then return special[1] end
  return nil
end

-- The place (1 best .. 4 worst) of a mark by its latent value.
local function grade_of(x)
  if x >= LINES[1] then return 1 end
  if x >= LINES[2] then return 2 end
  if x >= LINES[3] then return 3 end
  return 4
end

local Marker = {}
Marker.__index = Marker

-- Fills cells of one journal.  density: in thousandths, the share of those present who get a
-- mark in an ordinary lesson.
function demo_marks.marker(seed, name, subject, density)
  return setmetatable({ rng = demo_rng.new(seed, name), subject = subject, density = density }, Marker)
end

-- Called once a lesson: how many are asked today, and how hard it is.
function Marker:lesson(work)
  local rng = self.rng
  self.double = work == "dictation" or work == "essay"
  self.noise = 640
  if work and work ~= "answer" and work ~= "recitation" then
    self.share = 985
    self.hard = work == "test" and -180 or -60
    self.noise = 560
  else
    self.share = self.density * (700 + rng:below(600)) // 1000
    self.hard = 60
  end
end

-- The mark of a pupil present: its place, and a second place of a double mark; nil: not asked.
-- day: 1 .. n of the year.
function Marker:mark(pupil, day, n)
  local rng = self.rng
  local bits = rng:bits()
  if (bits >> 8) % 1000 >= self.share then return nil end
  local x = pupil.gifts[self.subject.area] + self.subject.ease + self.hard + pupil.drift * day // n
    + rng:normal() * self.noise // 1000
  local first = grade_of(x)
  if self.double or bits & 255 < 3 then
    return first, grade_of(x + 150 + rng:normal() * 300 // 1000)
  end
  return first
end

-- Small things of a lesson: "late", "truant" or nil.  first: the first lesson of his day.
function Marker:small(pupil, first)
  local draw = self.rng:below(10000)
  if draw < pupil.careless then return "truant" end
  if first and draw > 9940 - pupil.careless * 4 then return "late" end
  return nil
end

return demo_marks
