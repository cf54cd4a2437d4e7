-- The invented school: the same for the same seed, true to the calendar, and one with its regulation.
local date = require "core.date"
local file = require "core.file"
local text = require "core.text"
local store = require "core.store"
local vault = require "core.vault"
local tap = require "lib.tap"
local demo = require "school.demo"
local demo_names = require "school.demo_names"
local demo_people = require "school.demo_people"
local demo_plan = require "school.demo_plan"
local demo_rng = require "school.demo_rng"
local demo_timetable = require "school.demo_timetable"
local demo_topics = require "school.demo_topics"
local retention = require "school.retention"
local results = require "school.results"
local journal = require "school.journal"
local stick = require "school.stick"

local ok, is = tap.ok, tap.is

-- -- chance -----------------------------------------------------------------------
local rng = demo_rng.new(1, "test")
local first = { rng:bits(), rng:bits() }
rng = demo_rng.new(1, "test")
is({ rng:bits(), rng:bits() }, first, "a stream begins anew for the same seed and name")
ok(demo_rng.new(1, "other"):bits() ~= first[1], "another name is another stream")
local sum, square = 0, 0
for _ = 1, 20000 do
  local x = rng:normal()
  sum, square = sum + x, square + x * x
end
ok(math.abs(sum / 20000) < 25, "the curve is centred")
ok(math.abs(square / 20000 - 1000000) < 40000, "its deviation is one thousand")

-- -- names ------------------------------------------------------------------------
is(demo_names.surname("Журавлёв", "f"), "Журавлёва", "ё stays")
is(demo_names.surname("Островский", "f"), "Островская", "-ский")
is(demo_names.surname("Новицкий", "f"), "Новицкая", "-цкий")
is(demo_names.surname("Полевой", "f"), "Полевая", "-ой")
is(demo_names.surname("Пчёлкин", "f"), "Пчёлкина", "-ин")
is(demo_names.surname("Черных", "f"), "Черных", "-ых does not change")
is(demo_names.surname("Бондаренко", "f"), "Бондаренко", "-ко does not change")
local given, bad, seen = {}, 0, {}
for _ = 1, 300 do
  local snils = demo_names.snils(rng, given)
  if not text.snils_ok(snils) or seen[snils] then bad = bad + 1 end
  seen[snils] = true
  local family = demo_names.family(rng, 2012)
  local child = demo_names.child(rng, family, 2012)
  if child.born < "2011-09-01" or child.born > "2012-10-01" then bad = bad + 1 end
  local parents = family.mother.last .. "-" .. family.father.middle
  for _, name in ipairs({ child.last, child.first, child.middle, parents }) do
    if not text.name_ok(name) then bad = bad + 1 end
  end
end
is(bad, 0, "names, birth dates and insurance numbers are right")

-- -- the plan -----------------------------------------------------------------------
for grade = 1, 11 do
  local n = 0
  for _, row in ipairs(demo_plan.hours(grade)) do
    n = n + row.hours
    ok(#demo_topics.of(row.key, grade, 1, 34, 1) > 0 and #demo_topics.of(row.key, grade, 34, 34, 1) > 0,
      "themes of " .. row.key .. " in grade " .. grade)
  end
  ok(n >= 20 and n <= 34, "hours of grade " .. grade)
end
local years = { demo_plan.year(2024), demo_plan.year(2025), demo_plan.year(2026) }
for _, year in ipairs(years) do
  local wrong = 0
  for i, day in ipairs(year.days) do
    if date.weekday(day.date) > 5 or day.wd ~= date.weekday(day.date) then wrong = wrong + 1 end
    if i > 1 and day.date <= year.days[i - 1].date then wrong = wrong + 1 end
    if day.date:find("%-11%-04$") then wrong = wrong + 1 end
  end
  is(wrong, 0, year.name .. ": days of lessons are working days in order")
  ok(#year.days >= 160 and #year.days <= 175, year.name .. ": 34 weeks")
end

-- -- people and timetable -----------------------------------------------------------------
local people = demo_people.build(7, years, 300)
local timetable = demo_timetable.build(7, years, people)
local double, busy, hours = 0, {}, 0
for i, list in ipairs(timetable.years) do
  for _, one in ipairs(list) do
    if #one.slots ~= one.hours then hours = hours + 1 end
    for _, slot in ipairs(one.slots) do
      busy[one.teacher] = busy[one.teacher] or {}
      local place = i * 100 + slot.weekday * 10 + slot.number
      if busy[one.teacher][place] then double = double + 1 end
      busy[one.teacher][place] = true
    end
  end
end
is(double, 0, "nobody teaches in two rooms at once")
is(hours, 0, "every journal has its weekly hours")
local kept = {}
for _, class in ipairs(people.years[1]) do
  for _, pupil in ipairs(class.pupils) do kept[pupil] = class.grade end
end
local risen, strange = 0, 0
for _, class in ipairs(people.years[2]) do
  for _, pupil in ipairs(class.pupils) do
    if kept[pupil] then
      risen = risen + 1
      if class.grade ~= kept[pupil] + 1 then strange = strange + 1 end
    end
  end
end
ok(risen > 200, "most pupils stay")
is(strange, 0, "and are one grade higher")

-- -- the stick --------------------------------------------------------------------------
local function make(dir, seed, n)
  return demo.make(dir, { pupils = 33, years = n or 2, seed = seed, policy = "borisovskaya",
    today = "2025-11-20", content = true })
end

local a = assert(make("demo_a", 5))
local b = assert(make("demo_b", 5))
local c = assert(make("demo_c", 6, 1))
is(a.content, b.content, "the same seed gives the same data")
ok(a.content ~= c.content, "another seed gives other data")
is(a.cells, b.cells, "and as many cells")
ok(a.cells >= 33 * 2 * 445, "many cells: " .. a.cells)
tap.fails(nil, select(2, make("demo_a", 5)), "CONFLICT", "a stick with data is left alone")
ok(file.exists("demo_a/data/school.db"), "and stays")
local _, err = demo.make("demo_d", { pupils = 33, years = 1, seed = 1, policy = "nobody" })
ok(err and err.msg, "an unknown regulation is refused")
ok(not file.exists("demo_d/data/keys.txt"), "and nothing is left behind")

local box = assert(vault.open("demo_a/data/keys.txt"))
is(#a.users, 5, "five users")
for _, user in ipairs(a.users) do ok(box:unlock(user.login, user.password), user.login .. " can come in") end
ok(box:demo():find("zavuch\t", 1, true), "the stick knows that it is a demo")

local key = box:unlock(a.users[1].login, a.users[1].password)
local st = assert(store.open("demo_a/data/school.db", key, { readonly = true }))
is(assert(st:verify()).problems, 0, "the chain is whole")
local list = st:query("years", {})
is(list[1].name, "2025/2026", "the last year holds the day")
local marks, away, conflicts, out = 0, 0, 0, 0
local day_of = {}
for _, year in ipairs(list) do
  for _, row in ipairs(st:query("journals_of_year", { year = year.id, me = "", on = "2025-11-20" })) do
    local lessons, wanted = {}, row.grade == 1
    for _, lesson in ipairs(st:query("journal_lessons", { journal = row.id })) do
      lessons[lesson.id] = lesson.date
      if lesson.date > "2025-11-20" or date.weekday(lesson.date) > 5 then out = out + 1 end
    end
    for _, cell in ipairs(st:query("journal_cells", { journal = row.id })) do
      if cell.marks then marks = marks + 1 end
      if cell.marks and wanted then conflicts = conflicts + 1 end
      if cell.absence == "б" and cell.corrected == 0 then
        away = away + 1
        if cell.marks then conflicts = conflicts + 1 end
        day_of[cell.person .. lessons[cell.lesson]] = true
      end
    end
    row.lessons = lessons
  end
end
ok(marks > away * 5 and away > 300, "marks and absences: " .. marks .. ", " .. away)
is(out, 0, "lessons are on working days up to today")
is(conflicts, 0, "nobody ill has a mark, and grade 1 has none")
local broken = 0
for _, row in ipairs(st:query("journals_of_year", { year = list[1].id, me = "", on = "2025-11-20" })) do
  local lessons = {}
  for _, lesson in ipairs(st:query("journal_lessons", { journal = row.id })) do
    lessons[lesson.id] = lesson.date
  end
  for _, cell in ipairs(st:query("journal_cells", { journal = row.id })) do
    if cell.marks and day_of[cell.person .. lessons[cell.lesson]] then broken = broken + 1 end
  end
end
is(broken, 0, "who is ill is ill the whole day")
st:close()

-- -- the program sees the same ------------------------------------------------------------
local desk = assert(stick.open("demo_a", { login = "zavuch" }))
local states = {}
for _, row in ipairs(assert(retention.list(desk, "2025-11-20"))) do states[row.state] = true end
for _, state in ipairs({ "keep", "keep_forever", "expired", "term_not_set", "hand_over", "released",
  "decision_required" }) do
  ok(states[state], "a file in the state " .. state)
end
local checked, differ = 0, 0
for _, row in ipairs(journal.list(desk, list[2])) do
  if row.group_kind == "class" and row.grade == 7 then
    local frame = assert(journal.open(desk, row.id))
    local proposed, stored = results.proposed(desk, frame), journal.results(desk, frame)
    for _, pupil in ipairs(frame.pupils) do
      for _, period in ipairs(frame.own_periods) do
        local old = stored[pupil.id .. "|" .. period.id]
        if old and old.proposed then
          checked = checked + 1
          if old.proposed ~= proposed[pupil.id][period.id].text then differ = differ + 1 end
        end
      end
    end
  end
end
stick.close(desk)
ok(checked > 20, "results of a past year: " .. checked)
ok(differ <= checked // 50, "the regulation proposes what was proposed then: " .. differ .. " differ")

return tap.done()
