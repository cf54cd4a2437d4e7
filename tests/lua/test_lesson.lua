-- Lessons, their plan, the timetable and attendance, on an invented school.
local date = require "core.date"
local os_ = require "core.os"
local tap = require "lib.tap"
local attendance = require "school.attendance"
local demo = require "school.demo"
local exemptions = require "school.exemptions"
local generate = require "school.generate"
local import = require "school.import"
local journal = require "school.journal"
local lessons = require "school.lessons"
local marks = require "school.marks"
local plan = require "school.plan"
local session = require "school.session"
local timetable = require "school.timetable"
local undo = require "school.undo"

local ok, is = tap.ok, tap.is

local dir = assert(os_.env("TEST_TMP"), "TEST_TMP is not set") .. "/school"
local made, failed = demo.make(dir, { pupils = 60, years = 1, seed = 7, policy = "borisovskaya",
  today = "2026-11-21" })
ok(made, "an invented school " .. tostring(failed and failed.msg or ""))
if not made then return tap.done() end

local stick = assert(session.stick(dir))
local function enter(login) return assert(stick:unlock(login, login .. "-demo")) end
local deputy, teacher = enter("zavuch"), enter("uchitel")
function deputy.today() return "2026-11-21" end
function teacher.today() return "2026-11-21" end
local year = deputy:query("years")[1]

-- A journal of the teacher with a plan and lessons.
local mine
for _, row in ipairs(journal.list(teacher, year)) do
  if row.mine == 1 and row.group_kind == "class" and row.last_lesson then mine = mine or row.id end
end
local frame = assert(journal.open(teacher, mine))
local list = lessons.list(teacher, frame)
ok(#list > 10, "the teacher has lessons")

-- Writing of lessons.
local first = list[1].id
local rows, err = lessons.set(teacher, mine, { { lesson = first, topic = " Новая  тема ",
  homework = "§ 1" } }, "правка")
is(rows and rows[1].topic, "Новая тема", "a topic is written, blanks tidied " .. tostring(err and err.msg
  or ""))
is(journal.open(teacher, mine).lesson[first].topic, "Новая тема", "and the journal knows it at once")
is(teacher:one("lesson_one", { lesson = first, me = "", on = "" }).homework, "§ 1", "it stands in the store")
local work = marks.works(teacher)[1]
for _, one in ipairs(marks.works(teacher)) do if one.weight ~= 100 then work = one end end
local last = list[#list].id
assert(lessons.set(teacher, mine, { { lesson = last, work = "" } }))
rows = assert(lessons.set(teacher, mine, { { lesson = last, work = work.label } }))
is(rows[1].work, work.key, "a kind of work is known by its label")
is(rows[1].weight or 100, work.weight or 100, "and brings its weight")
rows = assert(lessons.set(teacher, mine, { { lesson = last, weight = "1,5" } }))
is(rows[1].weight, 150, "a weight with a comma")
rows, err = lessons.set(teacher, mine, { { lesson = last, topic = "а" }, { lesson = last, date = "завтра" } })
ok(not rows and err.code == "INPUT", "a bad date is refused")
ok(journal.open(teacher, mine).lesson[last].topic ~= "а", "and nothing of that commit is written")
rows, err = lessons.set(teacher, mine, { { lesson = last, work = "танцы" } })
ok(not rows and err.code == "INPUT", "an unknown kind of work is refused")
rows = lessons.set(deputy, mine, { { lesson = last, topic = "От завуча" } })
ok(rows, "the deputy may write too")
local class_teacher = enter("klassruk")
local foreign
for _, row in ipairs(journal.list(class_teacher, year)) do
  if row.mine ~= 1 then foreign = foreign or row.id end
end
local strange = assert(journal.open(class_teacher, foreign)).lessons[1]
rows, err = lessons.set(class_teacher, foreign, { { lesson = strange.id, topic = "Чужое" } })
ok(not rows and err.code == "DENIED", "a class teacher sees the lessons of his class and writes none")

-- The plan: reading.
local pasted = "№\tТема\tЧасов\tЗадание\tВид работы\n1\tДроби\t2\t§ 1\t\n"
  .. "2\t\"Капитанская дочка\": герои\t\t\t\n"
rows, err = plan.parse(teacher, pasted)
is(rows and #rows, 2, "a pasted table is read " .. tostring(err and err.msg or ""))
is(rows[1].hours, 2, "with its hours")
is(rows[2].topic, "\"Капитанская дочка\": герои", "a quotation mark at the start does no harm")
rows = plan.parse(teacher, "Дроби\nПроценты\n\nЗадачи\n")
is(rows and #rows, 3, "topics alone are a plan")
rows = plan.parse(teacher, "Тема;Часы;Вид работы\nДроби;3;" .. work.label .. "\n")
is(rows and rows[1].work, work.key, "a CSV with titles in any order")
rows, err = plan.parse(teacher, "1\tДроби\tмного\n")
ok(not rows and err.msg:find("Строка 1", 1, true), "bad hours are refused with the line")
is(plan.parse(teacher, " \n"), nil, "an empty text is no plan")

-- The plan: matching.
local planned = { { id = "a", ord = 1, topic = "Дроби", hours = 2 }, { id = "b", ord = 2,
  topic = "Проценты" },
  { id = "c", ord = 3, topic = "Задачи" } }
local given = { { id = 1, topic = "дроби." }, { id = 2, topic = "Экскурсия" }, { id = 3,
  status = "cancelled" },
  { id = 4 }, { id = 5 }, { id = 6, topic = "Задачи" }, { id = 7 } }
local suggest, used, left = plan.match(planned, given)
is(suggest[4] and suggest[4].id, "a",
  "the second hour of a topic comes next, a topic outside the plan moves nothing")
is(suggest[5] and suggest[5].id, "b", "then the next topic")
is(suggest[3], nil, "a cancelled lesson takes nothing")
is(suggest[7], nil, "and the plan may end before the lessons")
is(#used.c, 1, "a topic given is counted")
is(left, 0, "nothing is left")
is(plan.total(planned), 4, "hours of the plan")

-- The plan: writing, filling.
local counts = assert(plan.replace(teacher, mine, { { ord = 1, topic = "Новая тема" },
  { ord = 2, topic = "Вторая", homework = "§ 2" }, { ord = 3, topic = "Третья" } }))
ok(counts.changed > 0 and counts.removed > 0, "the plan is put in place of the old one")
is(#plan.rows(teacher, mine), 3, "with as many rows as were given")
counts = assert(plan.replace(teacher, mine, { { ord = 1, topic = "Новая тема" },
  { ord = 2, topic = "Вторая", homework = "§ 2" }, { ord = 3, topic = "Третья" } }))
is(counts.changed + counts.added + counts.removed, 0, "the same plan writes nothing")
counts, err = plan.replace(class_teacher, foreign, { { ord = 1, topic = "х" } })
ok(not counts and err.code == "DENIED", "a class teacher does not write the plans of others")
local open_lesson
for _, row in ipairs(lessons.list(teacher, journal.open(teacher, mine))) do
  if not row.locked and row.date <= "2026-11-21" then open_lesson = row.id end
end
assert(lessons.set(teacher, mine, { { lesson = open_lesson, topic = "", homework = "" } }))
is(plan.fill(teacher, mine, "2026-11-21") >= 1, true, "lessons without a topic are filled from the plan")
ok((journal.open(teacher, mine).lesson[open_lesson].topic or "") ~= "", "with the next topics")

-- Import of plans.
local row = frame.journal
local csv = "Класс;Предмет;Подгруппа;№;Тема;Часы\n" .. row.group_name .. ";" .. row.subject_name .. ";"
  .. (row.subgroup or "") .. ";4;Из файла;2\n"
local report = assert(import.run(deputy, "plan", csv, {}))
for _, bad in ipairs(report.refused) do print("# " .. bad.line .. ": " .. bad.reason) end
is(report.added, 1, "a plan comes in from a file")
report = assert(import.run(deputy, "plan", csv, {}))
is(report.same, 1, "and only once")
report = assert(import.run(deputy, "plan", (csv:gsub("Из файла", "Иначе")), {}))
is(report.filled, 1, "a changed row is changed")
report = assert(import.run(deputy, "plan", "класс;предмет;тема\n99Я;Пение;До\n", {}))
is(#report.refused, 1, "an unknown class is refused")

-- The timetable: a week, conflicts, holidays, bells.
local data = timetable.year(deputy, year.id)
local slot = data.slots[1]
local own = slot.of
local monday = "2026-11-09"
local week = timetable.week(deputy, year, "class", own.group, monday, own.grade)
ok(week.cells[slot.number][slot.weekday][1], "the week of a class has its lessons")
is(week.days[1].vacation, nil, "an ordinary Monday")
ok(timetable.week(deputy, year, "class", own.group, "2026-10-26", own.grade).days[1].vacation,
  "autumn holidays")
is(timetable.week(deputy, year, "class", own.group, "2026-10-26", own.grade).top, 0, "have no lessons")
is(timetable.bells(data, 5)[1].starts, "08:30", "bells")
local number = week.top + 1
local id, clashes = timetable.add(deputy, year, { journal = own.id, weekday = "6", number = tostring(number),
  starts = "16.11.2026", room = "12" })
ok(id, "a lesson is put on Saturday " .. tostring(clashes and clashes.msg or ""))
is(#clashes, 0, "without a conflict")
local other
for _, one in ipairs(data.list) do
  if one.group == own.group and one.id ~= own.id and (one.subgroup or "") == "" then other = one end
end
local second
second, clashes = timetable.add(deputy, year, { journal = other.id, weekday = "6", number = tostring(number),
  starts = "16.11.2026" })
ok(second and #clashes > 0, "a class twice is told")
is(clashes[#clashes].kind == "class" or clashes[1].kind == "class", true, "as that")
is(timetable.add(deputy, year, { journal = own.id, weekday = "6", number = tostring(number),
  starts = "16.11.2026" }),
  nil, "the same place twice is refused")
local denied
id, denied = timetable.add(teacher, year, { journal = own.id, weekday = "6", number = "1" })
ok(not id and denied.code == "DENIED", "a teacher does not write the timetable")
ok(timetable.finish(deputy, year, { slot = second, from = "16.11.2026" }), "a slot is struck out")
week = timetable.week(deputy, year, "class", own.group, "2026-11-09", own.grade)
is(week.cells[number] and week.cells[number][6], nil, "a new lesson is not in the weeks before it")
week = timetable.week(deputy, year, "class", own.group, "2026-11-16", own.grade)
is(#week.cells[number][6], 1, "but in its own")
ok(timetable.set_bells(deputy, { scope = "1-4", starts1 = "8.30", ends1 = "9:05" }), "bells of the young")
is(timetable.bells(timetable.year(deputy, year.id), 2)[1].ends, "09:05", "are theirs")
is(timetable.bells(timetable.year(deputy, year.id), 7)[1].ends, "09:10", "and nobody else's")
is(timetable.set_bells(deputy, { scope = "1-4", starts1 = "9:30", ends1 = "9:05" }), nil,
  "an end before the start")
local extra = assert(timetable.add_vacation(deputy, year, { name = "Для первых", starts = "08.02.2027",
  ends = "14.02.2027", grades = "1" }))
data = timetable.year(deputy, year.id)
ok(timetable.vacation(data, "2027-02-09", 1) and not timetable.vacation(data, "2027-02-09", 2),
  "holidays of one grade")
ok(timetable.remove_vacation(deputy, year, extra), "are taken back")
is(timetable.add_vacation(deputy, year, { name = "Наоборот", starts = "09.02.2027", ends = "01.02.2027" }),
  nil,
  "a span backwards is refused")

-- Lessons of the year.
local before = deputy:one("counts").lessons
local began = os_.mono()
local opts = { group = "", from = "2026-11-23", drop = true }
local preview = assert(generate.preview(deputy, year, opts))
print(string.format("# preview of %d lessons: %.0f ms", preview.add, (os_.mono() - began) * 1000))
ok(preview.add > 1000, "the timetable makes the lessons of the year")
is(deputy:one("counts").lessons, before, "a preview writes nothing")
began = os_.mono()
local done = assert(generate.run(deputy, year, opts))
print(string.format("# writing %d lessons: %.0f ms", done.add, (os_.mono() - began) * 1000))
is(deputy:one("counts").lessons, before + preview.add, "what was told is what is written")
local again = assert(generate.preview(deputy, year, opts))
is(again.add + again.drop, 0, "a second time there is nothing to do")
local free = true
data = timetable.year(deputy, year.id)
for _, one in ipairs(preview.rows) do
  for _, need in ipairs(one.add) do
    free = free and not timetable.vacation(data, need.date, one.journal.grade)
      and date.weekday(need.date) ~= 7
  end
end
ok(free, "no lesson falls on a holiday")
is(generate.run(teacher, year, opts), nil, "a teacher does not make them")
-- A slot taken away: its empty lessons go, one with a mark stays.
local future = deputy:query("year_lessons", { year = year.id, group = "", starts = "2026-11-23" })
local by_slot = {}
for _, lesson in ipairs(future) do if lesson.journal == own.id then by_slot[#by_slot + 1] = lesson end end
table.sort(by_slot, function(a, b) return a.date < b.date end)
local kept = by_slot[1]
local own_frame = assert(journal.open(deputy, own.id))
assert(journal.set_cell(deputy, own.id, { lesson = kept.id, person = own_frame.pupils[1].id, text = "н" }))
for _, one in ipairs(timetable.year(deputy, year.id).journals[own.id].slots) do
  assert(timetable.finish(deputy, year, { slot = one.id, from = "23.11.2026" }))
end
preview = assert(generate.run(deputy, year, { group = own.group, from = "2026-11-23", drop = true }))
is(preview.drop, #by_slot - 1, "empty lessons out of the timetable are taken away")
is(preview.kept, 1, "a lesson with a mark stays")
ok(deputy:one("lesson_one", { lesson = kept.id, me = "", on = "" }), "it is there")

-- Moved, cancelled, given by somebody else.
local next_one
for _, lesson in ipairs(assert(journal.open(teacher, mine)).lessons) do
  if lesson.date > "2026-11-21" then next_one = next_one or lesson end
end
ok(lessons.change(teacher, { lesson = next_one.id, doing = "move", date = "28.11.2026",
  reason = "экскурсия" }),
  "a lesson is moved")
local moved = deputy:one("lesson_one", { lesson = next_one.id, me = "", on = "" })
is(moved.date .. moved.was .. moved.status, "2026-11-28" .. next_one.date .. "moved", "with the day it had")
again = assert(generate.preview(deputy, year, { group = frame.journal.group, from = "2026-11-23",
  drop = true }))
is(again.add, 0, "its old place is not filled again")
ok(lessons.change(teacher, { lesson = next_one.id, doing = "restore" }), "and brought back")
is(deputy:one("lesson_one", { lesson = next_one.id, me = "", on = "" }).date, next_one.date, "to its day")
is(lessons.change(teacher, { lesson = next_one.id, doing = "cancel" }), nil, "a cancelling wants a reason")
ok(lessons.change(teacher, { lesson = next_one.id, doing = "cancel", reason = "карантин" }),
  "a lesson is cancelled")
local held, refusal
for _, lesson in ipairs(lessons.list(teacher, journal.open(teacher, mine))) do
  if teacher:one("lesson_one", { lesson = lesson.id, me = "", on = "" }).cells == 1 then held = lesson end
end
id, refusal = lessons.change(teacher, { lesson = held.id, doing = "move", date = "28.11.2026", reason = "х" })
ok(not id and refusal.code == "CONFLICT", "a lesson with marks is not moved")
local staff = deputy:query("staff_names")
id, refusal = lessons.change(teacher, { lesson = held.id, doing = "substitute", person = staff[1].id })
ok(not id and refusal.code == "DENIED", "a teacher puts no substitute")
ok(lessons.change(deputy, { lesson = held.id, doing = "substitute", person = class_teacher.me.person,
  reason = "болезнь" }), "the deputy does")
for _, one in ipairs(lessons.list(deputy, journal.open(deputy, mine))) do
  if one.id == held.id then is(one.sub, class_teacher.me.person, "it is seen in the lessons") end
end

-- Attendance: a school day of our own making.
local group
for _, one in ipairs(attendance.groups(class_teacher, year)) do if one.mine then group = one end end
ok(group and group.write, "a class teacher keeps the attendance of his class")
is(#attendance.groups(teacher, year), 0, "a teacher without a class sees none")
local sheet = attendance.sheet(deputy, year, group, "2026-11-02", "2026-11-20")
local pupil, day
for _, one in ipairs(sheet.pupils) do
  for _, lesson in ipairs(sheet.lessons) do
    local empty = not sheet.absence[one.id]
    if empty and not sheet.ranges[one.id] and sheet:has(one.id, lesson) then
      pupil, day = pupil or one, lesson.date
    end
  end
end
ok(pupil, "a pupil who was always there")
local todo = {}
for _, lesson in ipairs(sheet.dates[day]) do if sheet:has(pupil.id,
  lesson) then todo[#todo + 1] = lesson end end
local absent, late
for _, code in ipairs(attendance.codes(deputy)) do
  if code.missed then absent = absent or code else late = late or code end
end
for i, lesson in ipairs(todo) do
  if i < #todo then
    assert(journal.set_cell(deputy, lesson.journal, { lesson = lesson.id, person = pupil.id,
      text = absent.symbol }))
  end
end
local sum = assert(attendance.pupil(deputy, year, group, pupil.id, day, day))
is(sum.lessons, #todo - 1, "lessons missed are counted")
is(sum.days, 0, "a day with one lesson attended is not missed")
assert(journal.set_cell(deputy, todo[#todo].journal, { lesson = todo[#todo].id, person = pupil.id,
  text = absent.symbol }))
sum = assert(attendance.pupil(deputy, year, group, pupil.id, day, day))
is(sum.days, 1, "when every lesson was missed the day is")
is(sum.by[absent.symbol], #todo, "under the code that was written")
local ill
for _, code in ipairs(attendance.reasons(deputy)) do if code ~= absent then ill = code end end
local range = assert(attendance.add(class_teacher, year, { person = pupil.id, starts = day, reason = ill.key,
  document = "справка № 1" }))
sum = assert(attendance.pupil(deputy, year, group, pupil.id, day, day))
is(sum.by[ill.symbol], #todo, "a span of days explains them")
is(sum.by[absent.symbol], nil, "and they are counted once")
ok(attendance.about(deputy, todo[1].journal, pupil.id, day)[1]:find("справка № 1", 1, true),
  "the details of a cell tell of it")
local none
none, refusal = attendance.add(class_teacher, year, { person = pupil.id, starts = day, reason = ill.key })
ok(not none and refusal.code == "CONFLICT", "the same days twice are refused")
none, refusal = attendance.add(class_teacher, year, { person = pupil.id, starts = "01.09.2026",
  reason = late.key })
ok(not none and refusal.code == "INPUT", "being late is no reason to be away")
none = attendance.add(teacher, year, { person = pupil.id, starts = "01.09.2026", reason = ill.key })
ok(not none, "a teacher without the class writes none")
ok(attendance.remove(class_teacher, year, { person = pupil.id, range = range }), "a span is struck out")
assert(journal.set_cell(deputy, todo[1].journal, { lesson = todo[1].id, person = pupil.id,
  text = late.symbol .. " 5" }))
sum = assert(attendance.pupil(deputy, year, group, pupil.id, day, day))
is(sum.late, 1, "late with a mark is late")
is(sum.days, 0, "and no missed lesson")
for _, lesson in ipairs(todo) do
  assert(journal.set_cell(deputy, lesson.journal, { lesson = lesson.id, person = pupil.id, text = "" }))
end
assert(attendance.add(deputy, year, { person = pupil.id, starts = day, reason = ill.key }))
is(assert(attendance.fill(deputy, year, group, day, day)) >= #todo, true, "a span fills the empty cells")
sum = assert(attendance.pupil(deputy, year, group, pupil.id, day, day))
is(sum.days, 1, "and the day is missed")
assert(undo.run(deputy, "attendance:" .. group.id))
is(assert(attendance.pupil(deputy, year, group, pupil.id, day, day)).days, 0, "one action takes them out")
assert(undo.run(deputy, "attendance:" .. group.id, true))
is(assert(attendance.pupil(deputy, year, group, pupil.id, day, day)).days, 1, "and one puts them in")
local sheet_of_day = attendance.day(deputy, year, group, day)
for _, one in ipairs(sheet_of_day.rows) do
  if one.pupil.id == pupil.id then ok(one.day and one.range, "the sheet of the day says so") end
end
-- Exempt from one lesson, he still missed the day.
local freed = todo[1]
assert(journal.set_cell(deputy, freed.journal, { lesson = freed.id, person = pupil.id, text = "" }))
sum = assert(attendance.pupil(deputy, year, group, pupil.id, day, day))
is(sum.days, 0, "a lesson without a sign was attended")
assert(exemptions.add(deputy, year, { person = pupil.id, journal = freed.journal, starts = "01.09.2026",
  reason = "справка" }))
sum = assert(attendance.pupil(deputy, year, group, pupil.id, day, day))
is(sum.days, 1, "unless he is exempt from it")
none, refusal = exemptions.add(deputy, year, { person = pupil.id, journal = freed.journal,
  starts = "01.10.2026" })
ok(not none and refusal.code == "CONFLICT", "an exemption stands once")
local filled = assert(exemptions.fill(deputy, freed.journal))
ok(filled > 0, "the word of exemption goes into the empty cells")
is(deputy:one("cell", { lesson = freed.id, person = pupil.id }).marks, exemptions.word(deputy),
  "as the scale has it")

-- Figures.
local function time_of(name, fn)
  fn()
  local from = os_.mono()
  for _ = 1, 10 do fn() end
  print(string.format("# %s: %.2f ms", name, (os_.mono() - from) * 100))
end
time_of("attendance of a class, a day", function() attendance.day(deputy, year, group, day) end)
time_of("attendance of a class, the year so far", function()
  attendance.summary(deputy, year, group, year.starts, year.ends)
end)
time_of("a week of a class", function()
  timetable.week(deputy, year, "class", own.group, "2026-11-16", own.grade)
end)
time_of("lessons of a journal with its plan", function()
  plan.match(plan.rows(deputy, mine), lessons.list(deputy, journal.open(deputy, mine)))
end)
is(stick.store:verify().problems, 0, "the ledger is whole")
stick:lock_all()
return tap.done()
