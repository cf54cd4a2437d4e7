-- school/demo_plan.lua -- the curriculum, the staff's trades and the calendar of the invented school.
-- Floor: school.  Pure but for the calendar of core.date.
local date = require "core.date"

local demo_plan = {}

-- key = {name, short, area of ability, ease in thousandths, homework, trade of the teacher}
local SUBJECTS = {
  { "rus", "Русский язык", "Рус. яз.", "hum", -250, "exercise", "rus" },
  { "read", "Литературное чтение", "Лит. чт.", "hum", 250, "page", "primary" },
  { "lit", "Литература", "Лит-ра", "hum", 150, "book", "rus" },
  { "eng", "Иностранный язык (английский)", "Англ. яз.", "hum", -100, "words", "eng" },
  { "math", "Математика", "Матем.", "nat", -250, "number", "math" },
  { "alg", "Алгебра", "Алгебра", "nat", -350, "number", "math" },
  { "geom", "Геометрия", "Геометрия", "nat", -350, "number", "math" },
  { "prob", "Вероятность и статистика", "Вер. и стат.", "nat", -100, "number", "math" },
  { "inf", "Информатика", "Информ.", "nat", 200, "read", "inf" },
  { "world", "Окружающий мир", "Окр. мир", "nat", 300, "page", "primary" },
  { "hist", "История", "История", "hum", 0, "read", "hist" },
  { "soc", "Обществознание", "Общ-зн.", "hum", 100, "read", "hist" },
  { "geo", "География", "Геогр.", "nat", 100, "read", "geo" },
  { "bio", "Биология", "Биология", "nat", 50, "read", "bio" },
  { "phys", "Физика", "Физика", "nat", -300, "number", "phys" },
  { "chem", "Химия", "Химия", "nat", -300, "number", "bio" },
  { "mus", "Музыка", "Музыка", "art", 900, false, "art" },
  { "art", "Изобразительное искусство", "ИЗО", "art", 850, "craft", "art" },
  { "tech", "Труд (технология)", "Труд", "art", 800, "craft", "tech" },
  { "pe", "Физическая культура", "Физ-ра", "sport", 750, false, "pe" },
  { "life", "Основы безопасности и защиты Родины", "ОБЗР", "sport", 500, "read", "pe" },
  { "rel", "Основы религиозных культур и светской этики", "ОРКСЭ", "hum", 600, false, "primary" },
  { "cul", "Основы духовно-нравственной культуры народов России", "ОДНКНР", "hum", 600, "read", "hist" },
  { "proj", "Индивидуальный проект", "Проект", "nat", 500, false, "inf" },
}

-- Weekly hours by grade, in the order of the journal.
local HOURS = {
  "rus 5 read 4 math 4 world 2 art 1 mus 1 tech 1 pe 3",
  "rus 5 read 4 eng 2 math 4 world 2 art 1 mus 1 tech 1 pe 3",
  "rus 5 read 4 eng 2 math 4 world 2 art 1 mus 1 tech 1 pe 3",
  "rus 5 read 4 eng 2 math 4 world 2 rel 1 art 1 mus 1 tech 1 pe 2",
  "rus 5 lit 3 eng 3 math 5 inf 1 hist 2 cul 1 geo 1 bio 1 art 1 mus 1 tech 2 pe 3",
  "rus 6 lit 3 eng 3 math 5 hist 2 soc 1 cul 1 geo 1 bio 1 art 1 mus 1 tech 2 pe 3",
  "rus 4 lit 2 eng 3 alg 3 geom 2 prob 1 inf 1 hist 2 soc 1 geo 2 bio 1 phys 2 art 1 mus 1 tech 2 pe 3",
  "rus 3 lit 2 eng 3 alg 3 geom 2 prob 1 inf 1 hist 2 soc 1 geo 2 bio 2 phys 2 chem 2 mus 1 tech 1 "
    .. "life 1 pe 3",
  "rus 3 lit 3 eng 3 alg 3 geom 2 prob 1 inf 1 hist 2 soc 1 geo 2 bio 2 phys 3 chem 2 tech 1 life 1 pe 2",
  "rus 3 lit 3 eng 3 alg 4 geom 3 prob 1 inf 2 hist 2 soc 2 geo 1 bio 2 phys 2 chem 2 proj 1 life 1 pe 2",
  "rus 3 lit 3 eng 3 alg 4 geom 3 prob 1 inf 2 hist 2 soc 3 geo 1 bio 2 phys 2 chem 2 life 1 pe 2",
}

-- Lessons taught in two halves of a large class, by two teachers at once.
demo_plan.split = { eng = true, inf = true, tech = true }

-- Position and subjects of a trade.  In the primary school one teacher gives nearly everything.
demo_plan.trades = {
  primary = "учитель начальных классов", rus = "учитель русского языка и литературы",
  eng = "учитель английского языка", math = "учитель математики", inf = "учитель информатики",
  hist = "учитель истории и обществознания", geo = "учитель географии",
  bio = "учитель биологии и химии", phys = "учитель физики", art = "учитель музыки и ИЗО",
  tech = "учитель труда", pe = "учитель физкультуры и ОБЗР",
}
demo_plan.trade_order = { "primary", "rus", "math", "eng", "hist", "pe", "bio", "phys", "inf", "geo", "tech",
  "art" }

demo_plan.subjects, demo_plan.subject = {}, {}
for i, row in ipairs(SUBJECTS) do
  local one = { key = row[1], name = row[2], short = row[3], area = row[4], ease = row[5], home = row[6],
    trade = row[7], ord = i * 10 }
  demo_plan.subjects[i], demo_plan.subject[one.key] = one, one
end

-- Subjects of a grade: array of {key, hours} in the order of the journal.
function demo_plan.hours(grade)
  local list = {}
  for key, n in HOURS[grade]:gmatch("(%a+) (%d)") do
    list[#list + 1] = { key = key, hours = math.tointeger(tonumber(n)) }
  end
  return list
end

-- Who teaches the subject in the grade.
function demo_plan.trade(key, grade)
  local trade = demo_plan.subject[key].trade
  if grade <= 4 and key ~= "eng" and key ~= "pe" and key ~= "mus" then return "primary" end
  return trade
end

local function iso(y, md)
  return string.format("%04d-%s", y, md)
end

local function weekday_from(day, wd, step)
  while date.weekday(day) ~= wd do day = date.add_days(day, step) end
  return day
end

-- The holidays of the school year that begins in `first`; one that falls on a free day moves on.
local function holidays(first)
  local free = {}
  for _, one in ipairs({ iso(first, "11-04"), iso(first + 1, "02-23"), iso(first + 1, "03-08"),
    iso(first + 1, "05-01"), iso(first + 1, "05-09") }) do
    local day = one
    while date.weekday(day) > 5 do day = date.add_days(day, 1) end
    free[day] = true
  end
  return free
end

-- The four quarters: the eighth Friday; the end of December; late March; the end of May.
local function quarters(first)
  local from = iso(first, "09-01")
  while date.weekday(from) > 5 do from = date.add_days(from, 1) end
  local monday = weekday_from(from, 1, -1)
  local q1 = date.add_days(monday, 7 * 7 + 4)
  local q2 = weekday_from(iso(first, "12-30"), 5, -1)
  if date.weekday(iso(first, "12-30")) < 5 then q2 = iso(first, "12-30") end
  local third = weekday_from(iso(first + 1, "01-09"), 1, 1)
  local q3 = date.add_days(third, 10 * 7 + 4)
  local last = iso(first + 1, "05-26")
  while date.weekday(last) > 5 do last = date.add_days(last, -1) end
  return {
    { starts = from, ends = q1 }, { starts = date.add_days(q1, 10), ends = q2 },
    { starts = third, ends = q3 }, { starts = date.add_days(q3, 10), ends = last },
  }
end

-- Dates of the parts of a year for a scheme of n parts.
local function parts(first, four, n)
  if n == 4 then return four end
  if n == 2 then
    return { { starts = four[1].starts, ends = four[2].ends },
      { starts = four[3].starts, ends = four[4].ends } }
  end
  if n == 1 then return { { starts = four[1].starts, ends = four[4].ends } } end
  local list, from = {}, four[1].starts
  for i = 1, n do
    local till = i == n and four[4].ends or date.add_days(iso(first, "09-01"), 267 * i // n)
    list[i] = { starts = from, ends = till }
    from = date.add_days(till, 1)
  end
  return list
end

-- A school year: {first, name, starts, ends, days, at, weeks, parts = function(n)}.  days is an array
-- of {date, wd, week, i, winter}: the days of lessons; at maps a date to its place.
function demo_plan.year(first)
  local four, free = quarters(first), holidays(first)
  local year = { first = first, name = first .. "/" .. (first + 1), starts = iso(first, "09-01"),
    ends = iso(first + 1, "06-30"), days = {}, at = {}, quarters = four }
  local monday = weekday_from(four[1].starts, 1, -1)
  for _, quarter in ipairs(four) do
    local day = quarter.starts
    while day <= quarter.ends do
      local wd = date.weekday(day)
      if wd <= 5 and not free[day] then
        local i = #year.days + 1
        local month = day:sub(6, 7)
        year.days[i] = { date = day, wd = wd, i = i, week = date.diff_days(monday, day) // 7,
          winter = month == "11" or month == "12" or month == "01" or month == "02" }
        year.at[day] = i
      end
      day = date.add_days(day, 1)
    end
  end
  function year.parts(n) return parts(first, four, n) end
  return year
end

-- The first day of lessons on or after a date, as a place in year.days (past the end: n + 1).
function demo_plan.place(year, day)
  for i, one in ipairs(year.days) do
    if one.date >= day then return i end
  end
  return #year.days + 1
end

-- Times at which the lessons end, for the time of an entry in the journal.
demo_plan.ends = { "09:10", "10:05", "11:05", "12:05", "13:00", "13:55", "14:45", "15:35",
  "16:25" }

return demo_plan
