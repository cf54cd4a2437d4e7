-- A pupil's own sheet by the regulation: which there are, what stands on them, who writes; the demo of
-- groups.
local os_ = require "core.os"
local session = require "school.session"
local stick = require "school.stick"
local card = require "school.card"
local demo = require "school.demo"
local import = require "school.import"

local tap = require "lib.tap"

local ok, is = tap.ok, tap.is

local tmp = assert(os_.env("TEST_TMP"), "TEST_TMP is not set")

local function open(policy)
  local dir = tmp .. "/" .. policy
  assert(stick.create(dir, { policy = policy, school = "Школа", login = "admin", password = "проверка пароля",
    today = "2026-11-21" }))
  local desk = assert(session.stick(dir):unlock("admin", "проверка пароля"))
  assert(import.run(desk, "roster", "Класс;ФИО\n5А;Орлова Анна\nХор;Орлова Анна\n", {}).written)
  assert(import.run(desk, "lessons", "класс;предмет;дата\n5А;Чтение;02.09.2026\nХор;Пение;03.09.2026\n",
    {}).written)
  return desk, desk:query("cmd_people", {})[1].id
end

local function keys(desk)
  local list = {}
  for i, one in ipairs(card.sheets(desk)) do list[i] = one.key end
  return table.concat(list, " ")
end

-- The regulation without such a sheet.
local desk, person = open "school20_nn"
is(keys(desk), "", "no sheet where the regulation names none")
local none, err = card.of(desk, person)
ok(none == nil and err.code == "NOTFOUND", "and none is shown")
desk.stick:lock_all()

-- The sheet of achievements of 000: parts by where results are recorded.
desk, person = open "borisovskaya"
is(keys(desk), "achievement_sheet", "the sheet of achievements follows from the carriers")
local found = assert(card.of(desk, person))
is({ found.parts[1].title, found.parts[1].clause, #found.parts[1].lines },
  { "предметы учебного плана", "4.6", 1 }, "the journal of a class stands under the subjects")
is(#found.parts.by.dop.lines, 1, "that of a circle under additional education")
is(#found.groups, 4, "the groups of results are those listed")
desk.stick:lock_all()

-- The personal card of 003.
desk, person = open "ip_shcherbakova"
is(keys(desk), "personal_card", "the personal card")
assert(import.run(desk, "marks", "группа;предмет;дата;фио;отметка;пропуск\nХор;Пение;03.09.2026;Орлова "
  .. "Анна;выс;\n"
  .. "5А;Чтение;02.09.2026;Орлова Анна;;н\n", {}).written)
local marks = require "school.marks"
local entry = marks.check(desk, { grading = "levels" }, { date = "2026-09-03" }, "5")
ok(not entry.ok and entry.message:find("выс", 1, true), "where levels stand a mark is refused with what "
  .. "may stand")
entry = marks.check(desk, { grading = "mastered" }, { date = "2026-09-03" }, "выс")
ok(not entry.ok and entry.message:find("освоил", 1, true), "and where mastering is told, a level")
found = assert(card.of(desk, person, "personal_card"))
local line = {}
for _, one in ipairs(found.parts[1].lines) do line[one.subject] = { one.signs, one.missed } end
is(line, { ["Пение"] = { "выс", 0 }, ["Чтение"] = { "", 1 } }, "records and absences come from the journals")
is(found.parts[1].clause, "5.2", "with the clause that says so")
is(found.signer, "руководитель", "the printed card is certified by the head")
local titles = {}
for i, one in ipairs(found.rules) do titles[i] = one.title end
is(table.concat(titles, "; "), "Где ведётся; Что вносят; Чем подтверждают; Кто отвечает; Когда сохраняют; "
  .. "Бумажный вид; "
  .. "Сколько хранят", "how it is kept is told from the rows")
ok(card.put(desk, person, { category = "personal", title = "Помощь младшим", date = "20.11.2026" }),
  "an achievement is written down")
found = card.of(desk, person)
is({ found.groups[3].key, found.groups[3].rows[1].title }, { "personal", "Помощь младшим" }, "in its group")
none, err = card.put(desk, person, { category = "marks", title = "Что-то" })
ok(none == nil and err.code == "INPUT", "a group the regulation does not list is refused")
none, err = card.put(desk, person, { category = "study", title = "", date = "32.13.2026" })
ok(none == nil and err.fields.title and err.fields.date, "mistakes are told by field")
ok(card.put(desk, person, { remove = found.groups[3].rows[1].id }), "a wrong one is withdrawn")
is(#card.of(desk, person).groups[3].rows, 0, "and gone from the sheet")
desk.stick:lock_all()

-- The demo of a place without classes.
local dir = tmp .. "/demo"
local made = assert(demo.make(dir, { pupils = 40, years = 1, seed = 1, policy = "ip_shcherbakova",
  today = "2027-02-21" }))
ok(made.cells > 200 and made.results > 20 and made.classes >= 5,
  "the demo has groups with records and results")
local at_hand = session.stick(dir)
desk = assert(at_hand:unlock(made.users[4].login, made.users[4].password))
local year = desk:query("years", {})[1]
local grades = 0
for _, row in ipairs(desk:query("cmd_groups", { year = year.id })) do
  if row.grade or row.kind ~= "group" then grades = grades + 1 end
end
is(grades, 0, "none of them has a grade")
local mine = require "school.people".pupils(desk, year.id, "2027-02-21")
ok(#mine > 0 and card.of(desk, mine[1].id), "its teacher opens the card of his pupil")
is(desk.stick.store:verify().problems, 0, "and its record is whole")
desk = assert(at_hand:unlock(made.users[5].login, made.users[5].password))
none, err = card.put(desk, mine[1].id, { category = "study", title = "Проект" })
ok(none == nil and err.code == "DENIED", "the secretary writes no achievements")
desk.stick:lock_all()
return tap.done()
