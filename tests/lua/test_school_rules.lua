-- The rules of the school over a small school of its own: who may do what, cells, results, locks, files,
-- open questions, users, and the words of the screens.
require "lib.strict"
local file = require "core.file"
local os_ = require "core.os"
local tap = require "lib.tap"
local access = require "school.access"
local accounts = require "school.accounts"
local calendar = require "school.calendar"
local cells = require "school.cells"
local journal = require "school.journal"
local marks = require "school.marks"
local people = require "school.people"
local regulation = require "school.regulation"
local results = require "school.results"
local retention = require "school.retention"
local session = require "school.session"
local stick = require "school.stick"
local users = require "school.users"

local ok, is = tap.ok, tap.is

-- The function, called with the rest, is refused with this code.
local function fails(code, name, f, ...)
  local value, err = f(...)
  return tap.fails(value, err, code, name)
end
local TODAY = "2026-11-21"

-- Access: the four scopes.
local permits = {
  { role = "t", kinds = { "cell", "lesson" }, can = { "see", "write" }, scope = "own_journals",
    places = { "today" } },
  { role = "c", kinds = { "cell" }, can = { "see" }, scope = "own_class" },
  { role = "d", kinds = { "cell" }, can = { "see", "write" }, scope = "all", places = { "today", "school" } },
  { role = "n", kinds = { "cell" }, can = { "see" }, scope = "none" },
}
local a = access.new({ { role = "t", scope = "" } }, permits)
ok(a:may("cell", "write", { mine = true }), "a teacher writes into his own journal")
ok(not a:may("cell", "write", { mine = false, grade = 5 }), "and into no other")
ok(a:may("cell", "write"), "asked of any, he may write cells")
ok(not a:may("order", "write"), "but no orders")
is(a:grant(), { "cell", "lesson" }, "the grant holds what he may write")
ok(a:place("today") and not a:place("school"), "places are those of his role")
a = access.new({ { role = "t", scope = "" }, { role = "c", scope = "" } }, permits)
ok(a:may("cell", "see", { headed = true }) and not a:may("cell", "write", { headed = true }),
  "a class teacher sees the marks of his class and does not write them")
a = access.new({ { role = "d", scope = "1-4" } }, permits)
ok(a:may("cell", "write", { grade = 4 }) and not a:may("cell", "write", { grade = 5 }),
  "a deputy of a level stays within it")
ok(access.new({ { role = "d", scope = "" } }, permits):may("cell", "write", { grade = 9 }),
  "without one, everywhere")
ok(not access.new({ { role = "n" } }, permits):may("cell", "see", { mine = true }),
  "scope none gives nothing")
is(access.levels("5-9,11"), { { 5, 9 }, { 11, 11 } }, "levels are read")
ok(select(2, access.levels("5-9,11")) and not select(2, access.levels("9-5")), "told from others")
ok(not access.new({ { role = "d", scope = "альфа" } }, permits):may("cell", "see", { grade = 9 }),
  "a level that cannot be read opens nothing")

-- Namesakes in a narrow list.
local namesakes = { { last = "Белов", first = "Иван", middle = "Ильич" }, { last = "Орлова", first = "Анна" },
  { last = "Белов", first = "Игорь", middle = "Петрович" },
  { last = "Белов", first = "Иван", middle = "Ильич", born = "2015-03-01" } }
is(people.narrow(namesakes), { "Белов Иван Ильич", "Орлова А.", "Белов И. П.",
  "Белов Иван Ильич, 2015" }, "each is told apart by as little as it takes")

-- Cells and dates.
is(cells.text({ marks = "5/4" }), "5/4", "two marks")
is(cells.text({ absence = "н" }), "н", "an absence")
is(cells.text({ marks = "5", absence = "о" }), "о 5", "an absence with a mark, as it is typed")
is(cells.class({ absence = "н", corrected = 1 }), "a c", "absence and correction")
is(cells.tidy("  5   4 "), "5 4", "blanks are tidied")
is(calendar.read("1.9.2026"), "2026-09-01", "a date as people write it")
is(calendar.read("31.02.2026"), nil, "no such day")
local seek = calendar.seeker({ { id = "b", starts = "2026-11-08" }, { id = "a", starts = "2026-09-01" } })
is(seek("2026-11-01"), "a", "a day of the holidays belongs to the period before them")
is(seek("2026-08-20"), "a", "a day before all of them to the first")
is(seek("2026-11-08"), "b", "the first day of a period to it")

-- A school.
local dir = (os_.env("TEST_TMP") or ".") .. "/school"
assert(file.mkdir(dir) or true)
local made, err = stick.create(dir, { policy = "borisovskaya", school = "Школа", login = "admin",
  password = "пароль админа", today = "2026-08-01", no_year = true })
ok(made, "a school is made " .. tostring(err and err.msg or ""))
if not made then return tap.done() end
local s = assert(session.stick(dir))
fails("PASSWORD", "a wrong password is refused", s.unlock, s, "admin", "не тот пароль")
fails("PASSWORD", "an unknown login is refused in the same words", s.unlock, s, "nobody", "не тот пароль")
s = assert(session.stick(dir))
os_.sleep(100)
local key
for _ = 1, 70 do
  key, err = s:key("admin", "пароль админа")
  if key then break end
  os_.sleep(1000)
end
ok(key, "after the wait the right password opens " .. tostring(err and err.msg or ""))
for _, login in ipairs({ "teacher", "other", "deputy" }) do
  assert(s.vault:set_password(key, login, "слова слова"))
end

local id = {}
local admin = assert(s:unlock("admin", "пароль админа"))
assert(s.store:write({ author = "admin", grant = "*" }, function()
  local st = s.store
  local function put(kind, fields) return assert(st:put(kind, fields)) end
  id.year = put("year", { name = "2026/2027", starts = "2026-09-01", ends = "2027-05-31" })
  for n, span in ipairs({ { "2026-09-01", "2026-10-31" }, { "2026-11-01", "2026-12-31" },
    { "2027-01-10", "2027-03-20" }, { "2027-04-01", "2027-05-31" } }) do
    id["q" .. n] = put("period", { year = id.year, scheme = "quarter", number = n, name = n .. " четверть",
      starts = span[1], ends = span[2] })
  end
  id.whole = put("period", { year = id.year, scheme = "year", number = 1, name = "Год", starts = "2026-09-01",
    ends = "2027-05-31" })
  id.t = put("person", { last = "Зимина", first = "Ольга", middle = "Ивановна" })
  id.o = put("person", { last = "Осипов", first = "Лев" })
  id.d = put("person", { last = "Дёмина", first = "Вера", middle = "Львовна" })
  id.group = put("group", { name = "6А", kind = "class", year = id.year, grade = 6, letter = "А",
    head = id.o })
  id.subject = put("subject", { name = "Математика", ord = 1 })
  id.journal = put("journal", { group = id.group, subject = id.subject, year = id.year, scheme = "quarter",
    grading = "marks", hours = 5 })
  put("journal_teacher", { journal = id.journal, person = id.t })
  for i, name in ipairs({ "Ёлкин", "Андреева", "Жуков" }) do
    local person = put("person", { last = name, first = i == 2 and "Анна" or "Пётр", middle = "П" })
    put("pupil", { person = person })
    put("enrolment", { person = person, group = id.group, starts = "2026-09-01" })
    id["p" .. i] = person
  end
  for i = 1, 6 do
    id["l" .. i] = put("lesson", { journal = id.journal, date = "2026-09-0" .. i, number = 1,
      work = i == 6 and "test" or nil, weight = i == 6 and 200 or 100, topic = i < 6 and "тема" or nil })
  end
  id.n1 = put("lesson", { journal = id.journal, date = "2026-11-20", number = 2 })
  local function user(login, person, role, scope)
    local u = put("user", { login = login, person = person, active = true })
    put("user_role", { user = u, role = role, scope = scope or "", since = "2026-09-01" })
  end
  user("teacher", id.t, "teacher")
  user("other", id.o, "teacher")
  user("deputy", id.d, "deputy")
  put("file_unit", { record = "e_journal", title = "Журнал 6А", year = id.year, closed_on = "2024-05-31" })
  put("file_unit", { record = "class_journal", title = "Журнал 5Б", closed_on = "2024-05-31" })
  return true
end))
admin.stick:wrote()

local function at_desk(login)
  local desk = assert(s:unlock(login, "слова слова"))
  desk.today = function() return TODAY end
  return desk
end
local teacher, other, deputy = at_desk("teacher"), at_desk("other"), at_desk("deputy")

-- The frame of the journal and the right to it.
local frame, rights = journal.open(teacher, id.journal)
ok(frame and rights.write and rights.result and not rights.lock,
  "the teacher writes in his journal and locks nothing")
is(frame.pupils[1].last .. " " .. frame.pupils[2].last, "Андреева Ёлкин",
  "pupils stand by the alphabet, Ё after Е")
is(#frame.columns, 7 + 5, "a column for each lesson and each period")
is(frame.columns[7].period.id, id.q1, "the result stands after the last lesson of its period")
fails("NOTFOUND", "another teacher does not learn that it exists", journal.open, other, id.journal)
is(#journal.list(teacher, calendar.year_of(teacher, TODAY)), 1, "it is in the teacher's list")
is(#journal.list(other, calendar.year_of(other, TODAY)), 0, "and not in the other's")
fails("NOTFOUND", "an unknown journal", journal.open, teacher, "none")

local function set(desk, lesson, person, text, more)
  local change = { lesson = id[lesson], person = id[person], text = text }
  for k, v in pairs(more or {}) do change[k] = v end
  return journal.set_cell(desk, id.journal, change)
end

-- Cells.
local answer = set(teacher, "l1", "p1", "5")
is(answer and answer.text, "5", "a mark is stored")
is(answer.class, "", "the first entry is no correction")
ok(answer.saved:find("^%d%d:%d%d:%d%d$"), "and says when")
is(set(teacher, "l1", "p1", " 5 ").text, "5", "the same once more changes nothing")
answer = set(teacher, "l1", "p1", "4", { was = "5" })
is(answer.class, "c", "a change is a correction")
local _, conflict = set(teacher, "l1", "p1", "3", { was = "5" })
is(conflict and conflict.code, "CONFLICT", "who saw another text is told")
is(conflict.text, "4", "what stands there")
is(set(teacher, "l2", "p1", "5/4").text, "5/4", "two marks in a cell")
is(set(teacher, "l3", "p1", "н").class, "a", "an absence")
local _, refused = set(teacher, "l4", "p1", "7")
is(refused and refused.code, "INPUT", "a sign out of the scale is refused")
ok(#refused.symbols > 4, "with what may stand there")
fails("NOTFOUND", "another teacher writes nothing", set, other, "l1", "p1", "5")
fails("NOTFOUND", "nobody else stands in the journal", set, teacher, "l1", "t", "5")
local past = journal.past(teacher, frame, id.l1, id.p1)
is(#past, 2, "the history holds both entries")
is(past[1].text .. " " .. past[2].text .. " " .. past[1].who, "4 5 Зимина О. И.",
  "the newest first, with who")
is(set(teacher, "l1", "p1", "").text, "", "a cell is cleared")
is(set(teacher, "l1", "p1", "5").text, "5", "and filled again")
ok(journal.set_comment(teacher, id.journal, { lesson = id.l1, person = id.p1, comment = "у доски" }),
  "a comment")
is(set(teacher, "l1", "p1", "4").text, "4", "the mark changes")
is(journal.past(teacher, frame, id.l1, id.p1)[1].comment, "у доски", "and the comment stays")
set(teacher, "l4", "p1", "4")
set(teacher, "l5", "p1", "5")
set(teacher, "l6", "p1", "3")

-- Speed of a plain mark in Lua: the regulation is not run a second time.
local memory = marks.check(teacher, frame.journal, frame.lesson[id.l1], "5")
ok(rawequal(memory, marks.check(teacher, frame.journal, frame.lesson[id.l1], "5")),
  "a mark once checked is remembered")

-- Results: (4 + 5 + 4 + 4 + 5 + 3·2) / 7 = 4.
local proposed = results.proposed(teacher, frame)
local entry = proposed[id.p1][id.q1]
is(entry.average, "4,00", "the weighted average " .. tostring(entry.failed or entry.missing or ""))
is(entry.text, "4", "and the mark proposed by it")
ok(entry.why and entry.why.arithmetic:find("3·2", 1, true), "with its arithmetic")
is(proposed[id.p2][id.q1].text, "", "nothing is proposed without marks")
ok((proposed[id.p2][id.q1].missing or "") ~= "", "and it is said why")
is(proposed[id.p1][id.q3], nil, "a period that has not begun is not asked about")
local shown = results.decide(teacher, id.journal, { person = id.p1, period = id.q1, text = "4" })
is(shown and shown.class, "d", "the proposal is decided without words")
local _, need = results.decide(teacher, id.journal, { person = id.p1, period = id.q1, text = "5" })
is(need and need.code, "INPUT", "one step off needs a reason")
shown, need = results.decide(teacher, id.journal, { person = id.p1, period = id.q1, text = "5",
  reason = "проект" })
is(shown and shown.text, "5", "and is taken with one " .. tostring(need and need.msg or ""))
_, need = results.decide(teacher, id.journal, { person = id.p1, period = id.q1, text = "2", reason = "так" })
is(need and need.code, "INPUT", "two steps off are refused")
is(results.decide(teacher, id.journal, { person = id.p1, period = id.q1, text = "" }).class, "p",
  "a decision may be taken back")
is(results.accept(teacher, id.journal, id.q1), 1, "all proposals of a period are accepted at once")
fails("NOTFOUND", "by the teacher only", results.accept, other, id.journal, id.q1)
set(teacher, "l5", "p1", "2")
is(results.proposed(teacher, frame)[id.p1][id.q1].average, "3,57", "a changed cell is counted anew")

-- Locks.
fails("DENIED", "a teacher closes no period", journal.set_lock, teacher, id.journal, id.q1, true)
ok(journal.set_lock(deputy, id.journal, id.q1, true), "the deputy does")
local _, locked = set(teacher, "l1", "p1", "2")
is(locked and locked.code, "LOCKED", "a closed period takes no mark")
is(set(teacher, "l1", "p1", "2", { reason = "ошибка" }).text, "2", "but a correction with its reason")
is(journal.past(teacher, frame, id.l1, id.p1)[1].reason, "ошибка", "which stays in the history")
is(set(teacher, "n1", "p1", "5").text, "5", "the open period takes marks")
fails("INPUT", "opening needs a reason", journal.set_lock, deputy, id.journal, id.q1, false)
ok(journal.set_lock(deputy, id.journal, id.q1, false, "ошибка"), "a period is opened again")
is(set(teacher, "l1", "p1", "3").text, "3", "and takes marks")

-- Lessons.
local lesson = journal.add_lesson(teacher, id.journal, { date = "21.11.2026", work = "test",
  topic = " Дроби " })
ok(lesson, "a lesson is added")
frame = journal.open(teacher, id.journal)
is(frame.lesson[lesson].topic, "Дроби", "its topic is tidied")
is(frame.lesson[lesson].weight, marks.works(teacher).by.test.weight, "its weight is that of the work")
_, need = journal.add_lesson(teacher, id.journal, { date = "21.11.2029" })
is(need and need.code, "INPUT", "a day of another year is refused")
ok(journal.edit_lesson(teacher, id.journal, { lesson = lesson, weight = "1,5", topic = "Проценты" }),
  "a lesson is changed")
frame = journal.open(teacher, id.journal)
is(frame.lesson[lesson].weight, 150, "a weight with a decimal comma")
is(frame.lesson[lesson].date, "2026-11-21", "what was not given stays")
_, need = journal.edit_lesson(teacher, id.journal, { lesson = lesson, work = "nonsense" })
is(need and need.code, "INPUT", "an unknown kind of work is refused")
is(#journal.day(teacher, TODAY), 1, "the day shows the lesson")

-- People.
is(#people.pupils(teacher, id.year, TODAY), 3, "a teacher sees the pupils of his journals")
is(#people.pupils(deputy, id.year, TODAY), 3, "a deputy all")
is(#people.search(people.pupils(deputy, id.year, TODAY), "жук 6а"), 1, "search by parts of name and class")
ok(people.visible(teacher, id.p1) and not people.visible(other, id.p1),
  "a pupil's page is for those who teach him")
local year = calendar.year_of(teacher, TODAY)
local journals, schemes, found = people.year_of_marks(teacher, id.p1, year)
is(#journals, 1, "the pupil's journals")
ok(#journals[1].periods[id.q1].cells >= 5 and schemes.quarter[2], "with marks by period")
local absence = people.absences(teacher, id.p1, year, found, marks.scale(teacher).by)
is(absence.lessons, 1, "lessons missed")
is(absence.days, 1, "a day with every lesson missed is a day missed")
ok(#people.corrections(teacher, id.p1, year, 10) >= 1, "corrections are listed")
is(people.full({ last = "Орлова", first = "Анна" }), "Орлова Анна", "a name without a patronymic")

-- Files.
local rows, counts, adoption = retention.list(deputy, TODAY)
ok(rows and #rows == 2, "every file is listed " .. tostring(counts and counts.msg or ""))
local by = {}
for _, row in ipairs(rows) do by[row.record] = row end
is(by.e_journal.state .. " " .. by.e_journal.keep_until, "keep 2029-12-31",
  "five years from the next January")
is(by.e_journal.clause, "7.2", "by its clause")
is(retention.term(deputy, by.e_journal), "5 лет", "in words")
is(by.class_journal.state, "term_not_set", "no term, no destruction")
ok(adoption.policy == "borisovskaya", "by the regulation in force")
fails("DENIED", "a teacher has no archive", retention.list, teacher)
local one = retention.one(deputy, by.e_journal.id, TODAY)
is(retention.arithmetic(one), "закрыто 31.05.2024; счёт с 01.01.2025; + 5 лет = 31.12.2029",
  "the sum is shown")
is(retention.list(deputy, "2030-01-01")[1] ~= nil, true, "another day may be asked about")

-- Open questions, terms, switches.
local questions = regulation.questions(deputy)
ok(questions and #questions.open > 5, "the regulation leaves questions open")
is(questions.open[1].severity, "A", "the gravest first")
local before = #questions.open
_, need = regulation.decide(deputy, { question = "000.D01", option = "3y", date = "20.11.2026" })
ok(need and need.fields and need.fields.basis, "an answer needs its basis")
_, need = regulation.decide(deputy, { question = "000.D01", option = "3y", basis = "протокол № 3",
  date = "20.11.2036" })
ok(need and need.fields.date, "and a day that has come")
ok(regulation.decide(deputy, { question = "000.D01", option = "3y", basis = "протокол № 3",
  date = "20.11.2026" }),
  "it is written")
questions = regulation.questions(deputy)
is(#questions.open, before - 1, "and the question is closed")
is(questions.answered[1].answer.who, "Дёмина Вера Львовна", "with who answered")
fails("DENIED", "a teacher decides nothing of the regulation", regulation.decide, teacher,
  { question = "000.D04" })
ok(regulation.set_term(deputy, { record = "class_journal", years = "10", basis = "номенклатура, ст. 5",
  date = "01.09.2026" }), "a term of the nomenclature")
rows = retention.list(deputy, TODAY)
for _, row in ipairs(rows) do by[row.record] = row end
is(by.class_journal.state, "keep", "is used at once")
local switches = regulation.settings(deputy)
ok(#switches > 0, "switches are listed")
ok(regulation.set(deputy, { name = "igz", value = "true" }), "one is turned")
for _, row in ipairs(regulation.settings(deputy)) do
  if row.name == "igz" then is(row.value, true, "and stays so") end
end
ok(#regulation.rows(deputy, "") > 50, "the clauses are listed")
local hits = regulation.rows(deputy, "7.2")
ok(#hits > 0 and #hits < 60, "and searched")
is(#regulation.adoptions(deputy), 1, "what holds since when")

-- Users.
fails("PASSWORD", "the old password is asked for", users.change_password, teacher, "не тот", "новый пароль",
  "новый пароль")
_, need = users.change_password(teacher, "слова слова", "короткий", "другой пароль")
ok(need and need.fields, "two different passwords are refused")
ok(users.change_password(teacher, "слова слова", "новый пароль", "новый пароль"), "a password is changed")
ok(s:key("teacher", "новый пароль"), "and opens")
ok(users.list(deputy) and not users.list(teacher), "the list of users is for those who keep it")

-- A level nobody can read is refused, not given the whole school.
fails("INPUT", "a wrong level", accounts.role, admin, "deputy:альфа")
is(accounts.role(admin, "deputy:5-9,11").scope, "5-9,11", "a right one")
is(users.roles("deputy 5-9,11,teacher"), { { role = "deputy", scope = "5-9,11" },
  { role = "teacher", scope = "" } }, "roles of a list are told apart")

-- The clock of the computer stands before the newest entry.
assert(s.store:write({ author = "admin", grant = "*", at = "2090-02-01T10:00:00" }, function()
  assert(s.store:put("subject", { name = "Из будущего" }))
end))
ok(s:clock_behind(), "a clock that stands behind is noticed")
_, need = users.create(admin, "пароль админа", { login = "late", password = "слова слова",
  roles = { { role = "teacher" } } })
ok(need and need.code == "CLOCK" and need.msg:find("01.02.2090", 1, true),
  "writing waits, the day is told as people write it")
ok(not s.vault:has("late"), "and no half of a user stays behind")
s.clock_ok = true
ok(not s:clock_behind() and users.create(admin, "пароль админа", { login = "late", password = "слова слова",
  roles = { { role = "teacher" } } }), "who says that the date is right goes on")

-- Locking.
s:lock(other)
ok(other.locked and s.store, "one desk is locked, the store stays open for the others")
s:lock_all()
ok(teacher.locked and s.store == nil, "with the last desk the store is closed")

return tap.done()
