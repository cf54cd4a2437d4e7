-- Import of class lists, staff, lessons and marks: columns, refusals, all or nothing, twice the same.
local os_ = require "core.os"
local session = require "school.session"
local stick = require "school.stick"
local import = require "school.import"
local source = require "school.import_source"

local tap = require "lib.tap"

local ok, is = tap.ok, tap.is

-- Columns, classes, names.
is(source.plain("  №  УРОКА "), "номер урока", "a title is compared without case, signs and blanks")
is(source.class_key("5 «А»"), source.class_key("5A"), "5 «А» and 5A with a Latin letter are one class")
is(source.class_key("10-б"), "10б", "10-б is 10б")
is(select(2, source.class_parts("5а")), "А", "the letter of a class is a capital")
is(source.class_parts("кружок"), nil, "a circle is no class")
is(select(3, source.split_name("Орлова Анна Петровна")), "Петровна", "a whole name is taken apart")
local src = source.open("roster",
  "\u{FEFF}Имя;Класс;ФАМИЛИЯ;Лишнее\r\nАнна;5А;Орлова;1\r\n\r\n;;;\r\nПётр;5А;Белов\r\n")
ok(src and src:next(), "columns stand in any order")
is(src:record().last, "Орлова", "and are found by their names")
is(src.unused[1], "Лишнее", "an unknown column is reported")
ok(src:next(), "an empty row is passed over")
is(src:record().first, "Пётр", "a short row is filled up")
ok(not src:next(), "the end of the file")
local none, err = source.open("roster", "класс;имя\n5А;Анна\n")
ok(none == nil and err.msg:find("фамилия", 1, true), "a missing column is named")
none, err = source.open("roster", "класс;фамилия;имя;Группа\n")
ok(none == nil and err.msg:find("дважды", 1, true), "a column that stands twice is refused")
local parts = { "\u{FEFF}Класс;Имя;Фамилия\n5А;\"Анна", "\nМария\";Орл", "ова\n\n5А;Пётр;Бел", "",
  "ов\r\n5А;Ия;Зуева" }
src = source.open("roster", function() return table.remove(parts, 1) end)
local seen_rows = {}
while src:next() do seen_rows[#seen_rows + 1] = src:line() .. " " .. src:record().last end
is(table.concat(seen_rows, ", "), "2 Орлова, 5 Белов, 6 Зуева",
  "a text in parts is the same text, lines counted")
parts = { "Класс;Имя;Фамилия\n5А;Ia;X\n", "5А;\xC8\xFF;\xC7\xF3\xE5\xE2\xE0\n" }
src = source.open("roster", function() return table.remove(parts, 1) end)
ok(src:next() and src:next() and src:record().last == "Зуева", "Windows-1251 in a later part is read")
is(source.open("roster", ""), nil, "an empty file is refused")
is(source.open("roster", function() return nil end), nil, "so is one without parts")
none, err = source.open("roster", "PK\3\4\20\0\0\0")
ok(none == nil and err.msg:find("Excel", 1, true), "a workbook is told from a table of text")

-- Lists as people make them: a title above, one column for the name, sums, parts, the class of its part.
is(source.class_key("5 А класс"), "5а", "5 А класс is 5А")
is(source.class_key("5-а кл."), "5а", "so is 5-а кл.")
local words = require "school.import_words"
for given, wanted in pairs({ ["иванов"] = "Иванов", ["ПЕТРОВА-ВОДКИНА"] = "Петрова-Водкина",
  ["Cидоров"] = "Сидоров", ["ёлкин"] = "Ёлкин", ["МакКинли"] = "МакКинли", ["Гусейн оглы"] = "Гусейн оглы",
  ["ия"] = "Ия", ["Smith"] = "Smith" }) do is(words.name(given), wanted, "the name " .. given) end
for given, wanted in pairs({ ["1/9/2015"] = "1.9.2015", ["01.09.2015 г."] = "01.09.2015",
  ["3 мая 2015 года"] = "3.5.2015", ["2015.09.01"] = "01.09.2015", ["завтра"] = "завтра" }) do
  is(words.day(given), wanted, "the day " .. given)
end
for line, wanted in pairs({ ["Список учащихся 5 «А» класса на 1 сентября 2026 г."] = "5А",
  ["Класс: 11-б"] = "11Б",
  ["2026/2027 учебный год, 7 класс"] = "7", ["ученики 5 класса"] = "5", ["Список 1-4 классов"] = false,
  ["Всего 5 классов"] = false, ["Список"] = false }) do
  is(words.class_in(line) or false, wanted, "the class of: " .. line)
end
src = source.open("roster", "Списки начальной школы\n1 класс\t\t\n"
  .. "№\tФ.И.О. учащегося\tДата рождения (по документу)\n"
  .. "1\tбелов пётр\t1.9.2019\n\t\t\n2 \"Б\" класс\t\t\n1\tЗуева Ия\t\nИтого: 2\t\t\n")
local listed = {}
while src and src:next() do
  local rec = src:record()
  listed[#listed + 1] = rec.class .. " " .. rec.last .. " " .. rec.first .. " " .. rec.born
end
is(table.concat(listed, "; "), "1 Белов Пётр 1.9.2019; 2Б Зуева Ия ", "a list in parts with titles and a sum")
is(src and src.passed, { 6, 8 }, "what is no record is told by its line")
src = source.open("roster", "Параллель;Литера;ФИО\n5;а;Белов Пётр\n")
ok(src and src:next(), "the class may stand in two columns")
is(src and src:record().class, "5а", "which are put together")
none, err = source.open("roster", "Белов Пётр Ильич;5А\nЗуева Ия;5А\n")
ok(none == nil and err.msg:find("класс, фио", 1, true), "a list without headings is told what to add")
src = source.open("staff", "ФИО педагога;Должность\nБелов И. П.;учитель\n")
ok(src:next() and not src:record(), "initials are no name")
none, err = source.open("lessons", "Класс;Предмет;Учитель;Часов в неделю\n")
ok(none == nil and err.msg:find("Журналы", 1, true), "who has no dates is shown the journals")
none, err = source.open("roster", "Список\n№;ФИО;Пол\n1;Белов Пётр;м\n")
ok(none == nil and err.msg:find("№, ФИО, Пол", 1, true) and err.msg:find("5А класс", 1, true),
  "the headings that come nearest are named, and how to say the class")

-- A school.
local dir = assert(os_.env("TEST_TMP"), "TEST_TMP is not set") .. "/school"
local made, failed = stick.create(dir, { policy = "borisovskaya", school = "Школа для проверки",
  login = "admin", password = "проверка пароля", today = "2026-11-21" })
ok(made, "a school is made " .. tostring(failed and failed.msg or ""))
if not made then return tap.done() end
ok(#made.recovery >= 30, "with a recovery key")
is(stick.create(dir, { policy = "borisovskaya", school = "x", login = "a", password = "12345678" }), nil,
  "and not over itself")
local desk, why = assert(session.stick(dir)):unlock("admin", "проверка пароля")
ok(desk, "its first user comes in " .. tostring(why and why.msg or ""))
if not desk then return tap.done() end

local function run(kind, text, opts)
  local report, trouble = import.run(desk, kind, text, opts or {})
  if not report then
    print("# " .. tostring(trouble.msg))
    return { added = -1, refused = {}, made = {} }
  end
  for _, bad in ipairs(report.refused) do print("# " .. bad.line .. ": " .. bad.reason) end
  return report
end

local roster = "Класс;Фамилия;Имя;Отчество;Дата рождения;Пол;СНИЛС;№ личного дела\n"
  .. "5А;Орлова;Анна;Петровна;03.05.2015;ж;112-233-445 95;О-12\n"
  .. "5а;Белов;Пётр;Ильич;2015-07-01;м;;Б-3\n"
  .. "5 «Б»;Белов;Пётр;Ильич;01.02.2015;м;;\n"
local born = run("roster", "Класс;ФИО;Дата рождения\n5А;Зайцев Олег Ильич;01.01.2090\n").refused
ok(born[1] and born[1].reason:find("не наступил", 1, true), "nobody is born tomorrow")
local r = run("roster", roster, { dry = true })
is(r.added, 3, "a dry run counts")
ok(not r.written, "and writes nothing")
r = run("roster", roster)
is(r.added, 3, "three pupils come in")
is(table.concat(r.made.group or {}, " "), "5А 5Б", "with their classes")
r = run("roster", roster)
is(r.same, 3, "the same file again: all are there already")
is(r.added, 0, "nobody twice")
r = run("roster", "Класс,ФИО,Дата рождения,Телефон\n5А,Белов Пётр Ильич,01.07.2015,123\n")
is(r.filled, 1, "a later file fills what was missing")
r = run("roster", "класс;фамилия;имя;дата рождения;снилс\n"
  .. "5А;Новая;Вера;32.01.2015;\n5А;Новая;;01.01.2015;\n5Б;Орлова;Анна;;\n"
  .. "5А;Ранее;Ян;01.01.2015;112-233-445 96\n5А;Годная;Инна;01.01.2015;\n")
is(#r.refused, 4, "every bad row is refused")
is(r.refused[1].line, 2, "with its line")
ok(r.refused[1].reason:find("дата рождения", 1, true), "and its reason")
ok(not r.written, "and the good row stays out with them")
r = run("roster", "класс;фамилия;имя\n5А;Годная;Инна\n")
is(r.added, 1, "alone it comes in")

r = run("staff", "Фамилия;Имя;Отчество;Должность;Классное руководство\nКротова;Ольга;Юрьевна;учитель;5А\n")
is(r.added, 1, "staff come in")
r = run("staff", "Фамилия;Имя;Отчество;Должность;Классное руководство\nКротова;Ольга;Юрьевна;учитель;5А\n")
is(r.same, 1, "once")

-- The teaching load: journals with their teacher and hours, before any lesson.
local load = "Предмет;Класс;Учитель;Часов в неделю;Периоды\nМузыка;5 «А» класс;Кротова О. Ю.;1;\n"
  .. "Музыка;5Б;Кротова Ольга;;полугодия\n"
r = run("journals", load)
is({ r.added, r.made.journal }, { 2, { "5А Музыка", "5Б Музыка" } }, "journals come in by the teaching load")
is(run("journals", load).same, 2, "once")
r = run("journals", "Предмет;Класс;Часов в неделю\nМузыка;5Б;2\n")
is(r.filled, 1, "hours not known yet are filled in")
r = run("journals", "Предмет;Класс;Учитель;Часов в неделю;Периоды\nМузыка;9Я;;;\nМузыка;5А;Никто Никак;;\n"
  .. "Музыка;5А;;пять;\nТруд;5А;;;века\n")
is(#r.refused, 4, "no such class, teacher, hours, periods")
do
  local found = {}
  local year = desk:query("years", {})[1]
  for _, row in ipairs(desk:query("cmd_groups", { year = year.id })) do
    for _, one in ipairs(desk:query("cmd_group_journals", { group = row.id, me = "", on = "" })) do
      found[#found + 1] = row.name .. " " .. one.hours .. " " .. one.scheme
    end
  end
  table.sort(found)
  is(found, { "5А 1 quarter", "5Б 2 half" }, "with their hours and periods")
end

local lessons = "Класс;Предмет;Дата;Номер урока;Тема;Домашнее задание;Вид работы;Вес;Учитель\n"
  .. "5А;Математика;21.09.2026;1;Дроби;№ 12;;;Кротова О.Ю.\n"
  .. "5А;Математика;22.09.2026;2;Контрольная;;контрольная работа;2;Кротова Ольга Юрьевна\n"
  .. "5А;Русский язык;21.09.2026;2;Имя;;;1,5;\n"
r = run("lessons", lessons)
is(r.added, 3, "lessons come in")
is(#(r.made.journal or {}), 2, "with their journals")
r = run("lessons", lessons)
is(r.same, 3, "and only once")
r = run("lessons", "класс;предмет;дата;номер урока;тема\n5А;Математика;21.09.2026;1;Другое\n"
  .. "9Я;Математика;21.09.2026;1;\n5А;Математика;21.09.1999;1;\n5А;Математика;завтра;1;\n")
is(#r.refused, 4, "a lesson that differs, an unknown class, an unknown year, a bad date")

local marks = "Класс;Предмет;Дата;Номер урока;Фамилия;Имя;Отметка;Отсутствие;Комментарий\n"
  .. "5А;Математика;21.09.2026;1;Орлова;Анна;5;;\n"
  .. "5А;Математика;22.09.2026;2;Орлова;Анна;4/5;;у доски\n"
  .. "5А;Математика;21.09.2026;1;Белов;Пётр;;н;\n"
  .. "5А;Русский язык;21.09.2026;;Белов;Пётр;3;;\n"
r = run("marks", marks)
is(r.added, 4, "marks come in")
ok(r.written, "and are written")
r = run("marks", marks)
is(r.same, 4, "and only once")
local cell = desk.stick.store:query("cmd_people", {})
ok(#cell >= 5, "the people are there")
r = run("marks", "класс;предмет;дата;номер урока;фамилия;имя;отметка\n"
  .. "5А;Математика;21.09.2026;1;Орлова;Анна;2\n5А;Математика;21.09.2026;7;Орлова;Анна;5\n"
  .. "5А;Математика;21.09.2026;1;Никто;Никак;5\n5А;Пение;21.09.2026;1;Орлова;Анна;5\n"
  .. "5А;Математика;22.09.2026;2;Белов;Пётр;17\n5А;Математика;22.09.2026;2;Белов;Пётр;\n"
  .. "5А;Математика;22.09.2026;2;Годная;Инна;5\n")
is(#r.refused, 6, "another mark, no lesson, no pupil, no subject, no such mark, nothing")
ok(not r.written, "and nothing is written")
for _, row in ipairs(r.refused) do
  ok(not row.reason:find("Орлова", 1, true) and not row.reason:find("Никто", 1, true), "no name in a reason")
end

r = run("roster", "класс;фамилия;имя\n5А;Целая;Яна\n5А;\"Рваная;Ия\n")
is(#r.refused, 1, "a quote that is never closed is refused")
is(r.added, 1, "though the row before it was right")
ok(not r.written, "and nothing comes in")

-- Windows-1251 and a closed period.
local function cp1251(text)
  return (text:gsub(utf8.charpattern, function(c)
    local code = utf8.codepoint(c)
    if code < 128 then return c end
    if code == 0x451 then return "\xB8" end
    return string.char(code - 0x410 + 0xC0)
  end))
end
r = run("roster", cp1251("Класс;Фамилия;Имя\n5Б;Тёркина;Зоя\n"))
is(r.added, 1, "a file in Windows-1251 is read")
local st = desk.stick.store

-- Another year is made by its list; nobody is in two classes of one year.
r = run("roster", "класс;фамилия;имя;дата рождения\n4А;Орлова;Анна;03.05.2015\n", { year = "2025/2026" })
is(table.concat(r.made.year or {}, " "), "2025/2026", "a year that is not there is made")
is(r.added, 1, "and the known pupil enrolled in it")
is(#st:query("cmd_people", {}), 6, "without becoming two people")
local now = { year = "2026/2027" }
r = run("roster", "класс;фамилия;имя;дата рождения\n5Б;Орлова;Анна;03.05.2015\n", now)
is(#r.refused, 1, "a second class in one year is refused")
r = run("roster", "класс;фамилия;имя;дата рождения\n5Б;Орлова;Анна;04.05.2016\n", now)
is(r.added, 1, "a namesake born on another day is another pupil")

-- A closed period takes nothing in.
local group
for _, row in ipairs(st:query("cmd_groups", { year = st:query("years", {})[1].id })) do
  if row.name == "5А" then group = row end
end
local journal = st:query("cmd_group_journals", { group = group.id, me = "", on = "" })[1]
is(journal.scheme, "quarter", "a journal gets the periods of its grade")
local first
for _, row in ipairs(st:query("periods_of_year", { year = journal.year })) do
  if row.scheme == "quarter" and row.number == 1 then first = row end
end
assert(st:write({ author = "admin", grant = "*" }, function()
  for _, row in ipairs(st:query("cmd_group_journals", { group = group.id, me = "", on = "" })) do
    assert(st:put("lock", { journal = row.id, period = first.id, locked = true }))
  end
end))
r = run("marks", "класс;предмет;дата;номер урока;фамилия;имя;отметка\n"
  .. "5А;Математика;22.09.2026;2;Белов;Пётр;5\n")
is(#r.refused, 1, "a mark in a closed period is refused")
r = run("lessons", "класс;предмет;дата;номер урока;тема\n5А;Математика;23.09.2026;1;Дроби\n")
is(#r.refused, 1, "and a lesson")
r = run("lessons", "класс;предмет;дата;номер урока;тема\n5А;Математика;23.11.2026;1;Дроби\n")
is(r.added, 1, "an open one takes it")

-- A whole import taken back: what it made is gone, what it filled in is as before; twice it cannot be done.
local undo = require "school.import_undo"
local function content() return assert(st:content_hash()) end
local function seen()
  local list = desk:query("cmd_people", {})
  for _, one in ipairs(desk:query("years", {})) do list[#list + 1] = desk:query("cmd_groups",
    { year = one.id }) end
  return list
end
local before = seen()
r = run("roster", "Класс;Фамилия;Имя;Телефон\n6А;Ясная;Уля;\n5Б;Тёркина;Зоя;777\n", now)
is({ r.added, r.filled, r.made.group }, { 1, 1, { "6А" } }, "one new, one filled in, a class made")
local last = undo.recent(desk, 1)[1]
is(last.what, "списки классов", "the import is among the last ones")
is(last.undone, false, "and stands")
ok(undo.run(desk, last.id), "it is taken back")
is(seen(), before, "and the school is as it was before")
is(undo.recent(desk, 1)[1].undone, true, "which the list of imports tells")
is(select(2, undo.run(desk, last.id)).code, "CONFLICT", "once")
is(select(2, undo.run(desk, 1)).code, "NOTFOUND", "only imports can be taken back")
r = run("roster", "Класс;Фамилия;Имя\n6Б;Ясная;Уля\n", now)
is(r.added, 1, "the same list comes in again")
local used = undo.recent(desk, 1)[1]
run("lessons", "класс;предмет;дата\n6Б;Чтение;23.11.2026\n")
local _, refused = undo.run(desk, used.id)
is(refused and refused.code, "CONFLICT", "what later records rest on is not taken back")
ok(undo.run(desk, undo.recent(desk, 1)[1].id), "the lessons are")
ok(undo.run(desk, used.id), "then the list too")

-- Many refusals: all are counted, the first are kept.
local many = { "класс;фамилия;имя" }
for i = 1, import.most + 50 do many[i + 1] = "5А;;Имя" end
r = import.run(desk, "roster", table.concat(many, "\n"), now)
is({ r.refusals, #r.refused }, { import.most + 50, import.most }, "a long list of refusals is cut")
is(#r.sample, 5, "the first rows are kept to be looked at")
is(r.columns[3].title, "имя", "with the columns found")

-- A long import in turns: others wait, it can be stopped, it ends as in one go.
local turns = require "school.import_turns"
many = { "класс;фамилия;имя;дата рождения" }
for i = 1, 3000 do
  many[i + 1] = string.format("7А;Тестов;Имя%s;%02d.%02d.2013", ("абвгдежз"):sub(1 + i % 4 * 2,
    4 + i % 4 * 2),
    1 + i % 28, 1 + i // 28 % 12)
end
before = content()
local go = turns.start(desk, "roster", table.concat(many, "\n"), now)
local ended = go:go(0)
is(ended, false, "a turn of no time does not end it")
ok(desk.stick.busy == go, "the stick is busy meanwhile")
is(go:free({ path = "/today" }), false, "other pages wait")
is(go:free({ path = "/import/turn" }), true, "its own do not")
go:cancel()
is(desk.stick.busy, nil, "stopped, it holds nobody up")
is(content(), before, "and leaves nothing")
go = turns.start(desk, "roster", table.concat(many, "\n"), { dry = true, year = now.year })
local steps = 1
while not go:go(0) do steps = steps + 1 end
ok(steps > 3 and go.report.rows == 3000 and not go.report.written, "in turns to its end " .. steps)
is(go.rows > 2000, true, "it tells how far it is")
go = turns.start(desk, "roster", table.concat(many, "\n"), now)
go:go(0)
is(go:free({ path = "/quit" }), true, "whoever leaves the stick ends it")
is(content(), before, "nothing is left of it")

local report = st:verify()
is(report.problems, 0, "the ledger is whole")
desk.stick:lock_all()
-- Journals made on the way are graded as the regulation grades the class.
local function graded(policy, class)
  local at = os_.env("TEST_TMP") .. "/" .. policy
  assert(stick.create(at, { policy = policy, school = "Школа", login = "admin", password = "проверка пароля",
    today = "2026-11-21" }))
  local mine = assert(session.stick(at):unlock("admin", "проверка пароля"))
  import.run(mine, "roster", "Класс;ФИО\n" .. class .. ";Белов Пётр Ильич\n", {})
  import.run(mine, "lessons", "класс;предмет;дата\n" .. class .. ";Чтение;02.09.2026\n", {})
  local mark = import.run(mine, "marks", "класс;предмет;дата;ФИО;отметка\n" .. class
    .. ";Чтение;02.09.2026;Белов Пётр Ильич;5\n", {})
  local level = import.run(mine, "marks", "класс;предмет;дата;ФИО;отметка\n" .. class
    .. ";Чтение;02.09.2026;Белов Пётр Ильич;выс\n", {})
  mine.stick:lock_all()
  return mark.added, level.added
end
is({ graded("school20_nn", "5А") }, { 1, 0 }, "marks where there are marks")
is({ graded("maou_sosh5", "1А") }, { 0, 0 }, "none in the first grade")
is({ graded("ip_shcherbakova", "5А") }, { 0, 1 }, "levels where learning goes without marks")

-- The samples of the page are good files, one after another.
do
  local importing = require "page.import"
  local at = os_.env("TEST_TMP") .. "/samples"
  assert(stick.create(at, { policy = "maou_sosh5", school = "Школа", login = "admin",
    password = "проверка пароля", today = require "core.date".today() }))
  desk = assert(session.stick(at):unlock("admin", "проверка пароля"))
  for _, kind in ipairs({ "staff", "roster", "journals", "lessons", "plan", "marks" }) do
    local answer = importing.sample({}, desk, { kind = kind })
    r = run(kind, answer.body)
    is({ r.added, r.refusals, r.unused }, { 1, 0, {} }, "the sample of " .. kind .. " comes in")
  end
  desk.stick:lock_all()
end

-- Groups without a grade: their names are words; a slip in a class's name is still told.
local at = os_.env("TEST_TMP") .. "/groups"
assert(stick.create(at, { policy = "ip_shcherbakova", school = "Студия", login = "admin",
  password = "проверка пароля", today = "2026-11-21" }))
desk = assert(session.stick(at):unlock("admin", "проверка пароля"))
r = run("roster", "Группа;ФИО;Вид группы\nАнглийский, младшие;Орлова Анна;\n5 А;Белов Пётр;\n"
  .. "Английский, младшие;Белов Пётр;\nШахматы;Орлова Анна;кружок\n")
is({ r.added, r.made.group }, { 4, { "Английский, младшие", "5А", "Шахматы" } }, "groups and a class come in")
r = run("roster", "Группа;ФИО;Вид группы\n13Я;Орлова Анна;\nХор;Орлова Анна;сборище\n")
is(#r.refused, 2, "a class that is none and a kind nobody knows are refused")
ok(r.refused[2].reason:find("кружок", 1, true), "with the kinds there are")
local people = require "school.people"
local year = desk:query("years", {})[1]
for _, row in ipairs(desk:query("cmd_groups", { year = year.id })) do
  if row.name == "Английский, младшие" then
    is({ row.kind, row.grade }, { "group" }, "a group of the regulation's usual kind, without a grade")
  end
end
local list, n = people.pupils(desk, year.id, "2026-11-21")
local names = {}
for i, row in ipairs(list) do names[i] = row.group_name .. ":" .. row.last end
is({ table.concat(names, " "), n },
  { "5А:Белов Английский, младшие:Орлова Шахматы:Орлова", 2 },
    "everybody stands in his class or all his groups")
r = run("lessons", "группа;предмет;дата;учёт\nШахматы;Шахматы;02.09.2026;освоил / не освоил\n"
  .. "Английский, младшие;Английский;02.09.2026;\n")
is(r.added, 2, "lessons of groups")
r = run("marks", "группа;предмет;дата;фио;отметка\nШахматы;Шахматы;02.09.2026;Орлова Анна;освоил\n"
  .. "Английский, младшие;Английский;02.09.2026;Орлова Анна;выс\n")
is(r.added, 2, "each journal takes the signs of its own grading")
r = run("marks", "группа;предмет;дата;фио;отметка\nШахматы;Шахматы;02.09.2026;Орлова Анна;\n")
ok(not r.written and r.refusals == 1, "an empty cell wipes nothing")
r = run("journals", "Группа;Предмет\nАнглийский, младшие;Чтение\nШахматы;Турнир\n")
is(r.added, 2, "their journals by a list")
for _, row in ipairs(desk:query("cmd_groups", { year = year.id })) do
  for _, one in ipairs(desk:query("cmd_group_journals", { group = row.id, me = "", on = "" })) do
    if row.kind == "group" then is(one.scheme, "half", "half-years where the text names no quarters") end
    if row.kind == "circle" then is(one.scheme, nil, "a circle has results when somebody wants them") end
  end
end

-- A load that failed for want of room is tried again with the same list.
local act, importing, json = require "school.act", require "page.import", require "lib.json"
local held = {}
local function post(handler, fields)
  local answer = json.decode(handler({ method = "POST", headers = { accept = "application/json",
    ["content-type"] = "application/json" }, body = json.encode(fields), session = held, csrf = "x" },
    desk).body)
  while answer.ok and not answer.place do
    answer = json.decode(importing.turn({ method = "POST", headers = { accept = "application/json" },
      session = held }, desk).body)
  end
  return answer
end
is(post(importing.take, { kind = "roster", text = "Группа;ФИО\nШахматы;Стойкая Яна\n", first = true,
  last = true }).place, "/import/preview", "a list is checked")
local write = act.write
act.write = function() return nil, { code = "FULL", msg = "нет места" } end
is(post(importing.load, {}).message, "нет места", "the stick is full")
act.write = write
is(post(importing.load, {}).place, "/import?kind=roster", "with room again the same button loads it")
is(post(importing.load, {}).ok, false, "and afterwards there is nothing to load")
desk.stick:lock_all()
return tap.done()
