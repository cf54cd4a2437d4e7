-- school/demo_people.lua -- the pupils of the invented school and their way through the classes.
-- Floor: school.  Pure.  build() tells of every year which classes there are, who is in them and
-- who comes or goes on which day; nothing is written here.
local demo_rng = require "school.demo_rng"
local demo_names = require "school.demo_names"

local demo_people = {}

-- A class above this is divided in two.
local LARGEST = 30
-- Of a hundred who finish grade 9 so many stay.
local STAY = 56

local LETTERS = { "А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", "К" }

local function pick_family(self, born_year)
  local rng = self.rng
  if #self.families > 5 and rng:chance(220) then
    for _ = 1, 4 do
      local family = rng:pick(self.families)
      local fits = #family.children < 3 and math.abs(family.year - born_year) <= 9
      for _, child in ipairs(family.children) do
        if math.abs(child.cohort - born_year) < 1 then fits = false end
      end
      if fits then return family end
    end
  end
  local family = demo_names.family(rng, born_year)
  family.year = born_year
  self.families[#self.families + 1] = family
  return family
end

-- Natural gifts in thousandths: a common part and one for each area.
local function gifts(rng)
  local common = rng:normal() * 55 // 100
  local list = { common = common }
  for _, area in ipairs({ "hum", "nat", "art", "sport" }) do
    list[area] = common * 8 // 10 + rng:normal() * 45 // 100
  end
  return list
end

local function new_pupil(self, born_year)
  local family = pick_family(self, born_year)
  local pupil = demo_names.child(self.rng, family, born_year)
  pupil.cohort, pupil.family = born_year, family
  pupil.snils = demo_names.snils(self.rng, self.numbers)
  pupil.gifts = gifts(self.rng)
  pupil.drift = self.rng:normal() * 12 // 100
  pupil.frail = 60 + self.rng:below(120)
  pupil.careless = math.max(0, self.rng:normal() - pupil.gifts.common) // 40
  pupil.exempt = self.rng:chance(25)
  family.children[#family.children + 1] = pupil
  local letter = utf8.char(utf8.codepoint(pupil.last))
  self.files[letter] = (self.files[letter] or self.rng:range(20, 60)) + 1
  pupil.file_no = letter .. "-" .. self.files[letter]
  self.pupils[#self.pupils + 1] = pupil
  return pupil
end

-- Numbers of pupils of the grades of the first year: uneven, but the sum is as asked.
local function sizes(self, total)
  local weights, sum = {}, 0
  for grade = 1, 11 do
    weights[grade] = (80 + self.rng:below(45)) * (grade > 9 and STAY or 100)
    sum = sum + weights[grade]
  end
  local list, given = {}, 0
  for grade = 1, 11 do
    list[grade] = math.max(1, total * weights[grade] // sum)
    given = given + list[grade]
  end
  for i = 1, total - given do
    local grade = 1 + (i * 4) % 9
    list[grade] = list[grade] + 1
  end
  return list
end

local function by_name(a, b)
  if a.last ~= b.last then return a.last < b.last end
  if a.first ~= b.first then return a.first < b.first end
  return a.file_no < b.file_no
end

-- Divides the newcomers of a grade into classes.
local function divide(self, grade, list)
  local n = (#list + LARGEST - 1) // LARGEST
  self.rng:shuffle(list)
  local classes = {}
  for i = 1, math.max(1, n) do
    classes[i] = { grade = grade, letter = LETTERS[i], pupils = {}, line = self.lines }
    self.lines = self.lines + 1
  end
  for i, pupil in ipairs(list) do
    local one = classes[1 + i % #classes]
    one.pupils[#one.pupils + 1] = pupil
  end
  return classes
end

local function arrivals(self, count, born_year)
  local list = {}
  for _ = 1, count do list[#list + 1] = new_pupil(self, born_year) end
  return list
end

-- The same class one grade higher, without those who left.
local function risen(class)
  local next_class = { grade = class.grade + 1, letter = class.letter, line = class.line, pupils = {} }
  for _, pupil in ipairs(class.pupils) do
    if not pupil.left then next_class.pupils[#next_class.pupils + 1] = pupil end
  end
  return next_class
end

-- The tenth grade: the better part of those who finished the ninth.
local function tenth(self, ninth)
  local all = {}
  for _, class in ipairs(ninth) do
    for _, pupil in ipairs(class.pupils) do
      if not pupil.left then
        pupil.wish = pupil.gifts.common + self.rng:normal() // 2
        all[#all + 1] = pupil
      end
    end
  end
  table.sort(all, function(a, b)
    if a.wish ~= b.wish then return a.wish > b.wish end
    return by_name(a, b)
  end)
  local kept = {}
  for i, pupil in ipairs(all) do
    if i <= (#all * STAY + 50) // 100 then kept[#kept + 1] = pupil else pupil.left = true end
  end
  return divide(self, 10, kept)
end

-- Comings and goings inside a year: pupil.from / pupil.till of the class list are places in
-- year.days.
local function moves(self, year, class)
  local n, last = #year.days, #year.days
  class.joined, class.gone = {}, {}
  for _, pupil in ipairs(class.pupils) do
    if self.rng:chance(14) and class.grade < 11 and n > 40 then
      class.gone[pupil] = self.rng:range(12, last - 12)
      pupil.left = true
    end
  end
  if self.rng:chance(15 * #class.pupils) and class.grade ~= 11 and n > 40 then
    local pupil = new_pupil(self, year.first - class.grade - 6)
    class.pupils[#class.pupils + 1] = pupil
    class.joined[pupil] = self.rng:range(8, last - 30)
    pupil.newcomer = true
  end
  table.sort(class.pupils, by_name)
end

-- Everything about the pupils: {pupils, families, years = {[i] = {classes}}}.  years is an array
-- of demo_plan.year; total: pupils of the first year.
function demo_people.build(seed, years, total)
  local self = { rng = demo_rng.new(seed, "people"), families = {}, pupils = {}, files = {}, numbers = {},
    lines = 1, years = {} }
  local count, classes = sizes(self, total), {}
  local first_grade = total * 98 // 1000
  for i, year in ipairs(years) do
    local now = {}
    if i == 1 then
      for grade = 1, 11 do
        local born = year.first - grade - 6
        for _, class in ipairs(divide(self, grade, arrivals(self, count[grade], born))) do
          now[#now + 1] = class
        end
      end
    else
      local size = math.max(1, first_grade * (85 + self.rng:below(35)) // 100)
      now = divide(self, 1, arrivals(self, size, year.first - 7))
      local ninth = {}
      for _, class in ipairs(classes) do
        if class.grade == 9 then ninth[#ninth + 1] = class end
        if class.grade == 11 then
          for _, pupil in ipairs(class.pupils) do pupil.left = true end
        elseif class.grade ~= 9 then
          now[#now + 1] = risen(class)
        end
      end
      for _, class in ipairs(tenth(self, ninth)) do now[#now + 1] = class end
    end
    table.sort(now, function(a, b)
      if a.grade ~= b.grade then return a.grade < b.grade end
      return a.line < b.line
    end)
    local seen
    for _, class in ipairs(now) do
      seen = seen and seen.grade == class.grade and { grade = class.grade, n = seen.n + 1 }
        or { grade = class.grade, n = 1 }
      class.letter = LETTERS[seen.n]
      class.name = class.grade .. class.letter
      moves(self, year, class)
    end
    self.years[i], classes = now, now
  end
  return self
end

return demo_people
