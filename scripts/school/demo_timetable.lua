-- school/demo_timetable.lua -- staff, journals and the timetable of the invented school.
-- Floor: school.  Pure.  A journal here is a plan: class, subject, hours, teacher, pupils.
local demo_rng = require "school.demo_rng"
local demo_names = require "school.demo_names"
local demo_plan = require "school.demo_plan"

local demo_timetable = {}

-- Weekly hours a teacher has on average; the class size from which lessons are split.
local LOAD, SPLIT = 23, 25

-- A grown-up whose surname nobody else in the staff has.
local function adult(self, year, men)
  local one, family
  repeat
    one = demo_names.adult(self.rng, year, men)
    family = one.last:gsub("а$", "")
  until not self.families[family]
  self.families[family] = true
  return one
end

local function teacher(self, trade)
  local one = adult(self, self.first, trade == "pe" and 600 or 140)
  one.trade, one.position = trade, demo_plan.trades[trade]
  one.hired = demo_names.born(self.rng, self.first - self.rng:range(1, 18))
  self.staff[#self.staff + 1] = one
  local list = self.by_trade[trade] or {}
  list[#list + 1], self.by_trade[trade] = one, list
  return one
end

-- Is the subject taught in two halves in this class?
local function splits(class, key)
  return demo_plan.split[key] and #class.pupils >= SPLIT and (class.grade > 4 or key == "eng")
end

-- Hours of each trade in a year.
local function demand(classes)
  local need = {}
  for _, class in ipairs(classes) do
    for _, row in ipairs(demo_plan.hours(class.grade)) do
      local trade = demo_plan.trade(row.key, class.grade)
      need[trade] = (need[trade] or 0) + row.hours * (splits(class, row.key) and 2 or 1)
    end
  end
  return need
end

local function hire(self, years)
  local need, primary = {}, 1
  for _, classes in ipairs(years) do
    for trade, hours in pairs(demand(classes)) do need[trade] = math.max(need[trade] or 0, hours) end
    local n = 0
    for _, class in ipairs(classes) do n = n + (class.grade <= 4 and 1 or 0) end
    primary = math.max(primary, n)
  end
  for _, trade in ipairs(demo_plan.trade_order) do
    local n = trade == "primary" and primary or math.max(1, ((need[trade] or 0) + 15) // LOAD)
    if (trade == "eng" or trade == "tech") and #years[1] > 8 then n = math.max(2, n) end
    for _ = 1, n do teacher(self, trade) end
  end
end

-- The teacher of the trade with the fewest hours, but not `other`.
local function freest(self, trade, other)
  local best
  for _, one in ipairs(self.by_trade[trade]) do
    if one ~= other and (not best or (self.load[one] or 0) < (self.load[best] or 0)) then best = one end
  end
  return best
end

-- The teacher of a class for a subject: the one of last year while his hours allow it.
local function assigned(self, class, key, part, hours, other)
  local trade = demo_plan.trade(key, class.grade)
  local place = class.line .. " " .. (trade == "primary" and trade or key) .. " " .. (part or "")
  local one = self.memory[place]
  if trade ~= "primary" and (not one or one == other or (self.load[one] or 0) + hours > 28) then
    local kept = self.memory[class.line .. " " .. trade]
    one = kept and kept ~= other and (self.load[kept] or 0) + hours <= 26 and kept
      or freest(self, trade, other)
  end
  if trade == "primary" and not one then
    for _, free in ipairs(self.by_trade.primary) do
      if not self.load[free] and not self.promised[free] then one = one or free end
    end
    one = one or freest(self, trade)
  end
  if not one then return nil end
  self.memory[place], self.load[one] = one, (self.load[one] or 0) + hours
  if trade ~= "primary" then self.memory[class.line .. " " .. trade] = one end
  return one
end

-- Primary teachers whose class goes on are not free for a new one.
local function promises(self, classes)
  self.promised = {}
  for _, class in ipairs(classes) do
    local one = class.grade > 1 and class.grade <= 4 and self.memory[class.line .. " primary "]
    if one then self.promised[one] = true end
  end
end

local function halves(class, key)
  local list = { {}, {} }
  for i, pupil in ipairs(class.pupils) do
    local part = i <= (#class.pupils + 1) // 2 and 1 or 2
    if key == "tech" then part = pupil.sex == "f" and 1 or 2 end
    local half = list[part]
    half[#half + 1] = pupil
  end
  if #list[1] < 4 or #list[2] < 4 then return nil end
  return list
end

local function journals_of(self, class)
  local units = {}
  for _, row in ipairs(demo_plan.hours(class.grade)) do
    local subject = demo_plan.subject[row.key]
    local split = splits(class, row.key) and halves(class, row.key)
    local unit = { subject = subject, hours = row.hours, journals = {} }
    local first = assigned(self, class, row.key, nil, row.hours)
    local second = split and assigned(self, class, row.key, 2, row.hours, first)
    for part = 1, second and 2 or 1 do
      local journal = { class = class, subject = subject, hours = row.hours, grade = class.grade,
        teacher = part == 1 and first or second, pupils = second and split[part] or class.pupils,
        part = second and part or nil }
      unit.journals[part] = journal
      self.journals[#self.journals + 1] = journal
    end
    units[#units + 1] = unit
  end
  class.units = units
end

-- The class teacher: last year's, or the one with most lessons here who has no class yet.
local function heads(self, classes)
  local taken, hours = {}, {}
  for _, journal in ipairs(self.journals) do
    local list = hours[journal.class] or {}
    list[journal.teacher] = (list[journal.teacher] or 0) + journal.hours
    hours[journal.class] = list
  end
  for _, class in ipairs(classes) do
    local old = self.memory[class.line .. " head"]
    if old and not taken[old] and hours[class][old] then
      class.head, taken[old] = old, true
    end
  end
  for _, class in ipairs(classes) do
    if not class.head then
      local best
      for _, one in ipairs(self.staff) do
        local n = hours[class][one]
        if n and not taken[one] and (not best or n > hours[class][best]) then best = one end
      end
      for _, one in ipairs(self.staff) do
        if not best and not taken[one] and one.trade then best = one end
      end
      class.head = best or self.staff[1]
      taken[class.head] = true
    end
    self.memory[class.line .. " head"] = class.head
  end
end

-- Places of a class in the week as numbers day * 10 + lesson; Monday begins with the second lesson.
local function places(hours)
  local list = {}
  for day = 1, 5 do
    local n = hours // 5 + (day > 5 - hours % 5 and 1 or 0)
    for k = 1, n do list[#list + 1] = day * 10 + k + (day == 1 and 1 or 0) end
  end
  return list
end

-- The cost of a unit at a place: teachers busy there count most, then a subject twice a day.
local function cost(self, class, unit, place)
  local sum = 0
  for _, journal in ipairs(unit.journals) do
    local busy = self.busy[journal.teacher]
    if busy and (busy[place] or 0) > 0 then sum = sum + 100 * busy[place] end
  end
  local twice = 0
  for at, other in pairs(class.at) do
    if other.subject == unit.subject and at // 10 == place // 10 and at ~= place then twice = twice + 1 end
  end
  return sum + 7 * twice
end

local function sit(self, class, unit, place, step)
  class.at[place] = step > 0 and unit or nil
  for _, journal in ipairs(unit.journals) do
    local busy = self.busy[journal.teacher] or {}
    self.busy[journal.teacher] = busy
    busy[place] = (busy[place] or 0) + step
  end
end

-- What is won when the lessons at two places of a class change seats; both are taken up meanwhile.
local function gain_of(self, class, from, place, now)
  local unit, other = class.at[from], class.at[place]
  sit(self, class, unit, from, -1)
  sit(self, class, other, place, -1)
  local gain = now + cost(self, class, other, place) - cost(self, class, unit, place)
    - cost(self, class, other, from)
  sit(self, class, unit, from, 1)
  sit(self, class, other, place, 1)
  return gain
end

-- The best place for the lesson at `from`; a stuck clash goes anywhere now and then.
local function better_place(self, class, from, now)
  local best, to = 0, nil
  for _, place in ipairs(class.places) do
    if place ~= from and class.at[place] ~= class.at[from] then
      local gain = gain_of(self, class, from, place, now)
      if gain > best or (gain == best and self.rng:chance(120)) then best, to = gain, place end
    end
  end
  if best <= 0 and now >= 100 and self.rng:chance(250) then to = self.rng:pick(class.places) end
  return to ~= from and to or nil
end

local function swap(self, class, from, to)
  local unit, other = class.at[from], class.at[to]
  sit(self, class, unit, from, -1)
  sit(self, class, other, to, -1)
  sit(self, class, unit, to, 1)
  sit(self, class, other, from, 1)
end

-- What a lesson costs where it stands.
local function here(self, class, from)
  local unit = class.at[from]
  sit(self, class, unit, from, -1)
  local now = cost(self, class, unit, from)
  sit(self, class, unit, from, 1)
  return now
end

-- Moves the worst lessons of every class to better places until nobody is in two rooms; returns the
-- clashes that are left.
local function settle(self, classes, rounds)
  local bad
  for _ = 1, rounds do
    bad = 0
    for _, class in ipairs(classes) do
      for _, from in ipairs(class.places) do
        local now = here(self, class, from)
        local to = now > 0 and better_place(self, class, from, now)
        if to then swap(self, class, from, to) end
        if now >= 100 then bad = bad + 1 end
      end
    end
    if bad == 0 then return 0 end
  end
  return bad
end

local function arrange(self, classes)
  self.busy = {}
  for _, class in ipairs(classes) do
    local list, hours = {}, 0
    for _, unit in ipairs(class.units) do
      hours = hours + unit.hours
      for _ = 1, unit.hours do list[#list + 1] = unit end
    end
    class.places, class.at = places(hours), {}
    self.rng:shuffle(list)
    for i, place in ipairs(class.places) do sit(self, class, list[i], place, 1) end
  end
  return settle(self, classes, 120)
end

local function slots_of(classes)
  for _, class in ipairs(classes) do
    for _, place in ipairs(class.places) do
      for _, journal in ipairs(class.at[place].journals) do
        journal.slots = journal.slots or {}
        table.insert(journal.slots, { weekday = place // 10, number = place % 10 })
      end
    end
  end
end

-- The people of the office: they give no lessons.
local function office(self)
  for _, row in ipairs({ { "head", "директор", 400 }, { "deputy", "заместитель директора по УВР", 100 },
    { "deputy_junior", "заместитель директора по начальной школе", 0 }, { "secretary", "секретарь", 0 },
    { "psychologist", "педагог-психолог", 0 }, { "librarian", "педагог-библиотекарь", 0 } }) do
    local one = adult(self, self.first - 6, row[3])
    one.position, one.hired = row[2], demo_names.born(self.rng, self.first - self.rng:range(2, 20))
    self.office[row[1]] = one
    self.staff[#self.staff + 1] = one
  end
end

-- Staff and, for each year, journals with their slots: {staff, office, years = {[i] = {journals}}}.
-- people: what demo_people.build returned; years: array of demo_plan.year.
function demo_timetable.build(seed, years, people)
  local self = { rng = demo_rng.new(seed, "timetable"), first = years[1].first, staff = {}, by_trade = {},
    office = {}, memory = {}, years = {}, families = {}, clashes = 0 }
  hire(self, people.years)
  office(self)
  for i, classes in ipairs(people.years) do
    self.journals, self.load = {}, {}
    promises(self, classes)
    for _, class in ipairs(classes) do journals_of(self, class) end
    heads(self, classes)
    self.clashes = self.clashes + arrange(self, classes)
    slots_of(classes)
    self.years[i] = self.journals
  end
  return self
end

return demo_timetable
