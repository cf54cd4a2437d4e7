-- A class and its pupils over a small school of its own: the sheet, figures, lists, absences, the diary, the
-- forecast, what is owed, the books; and the speed of the class page at full size.
require "lib.strict"
local file = require "core.file"
local os_ = require "core.os"
local tap = require "lib.tap"
local books = require "school.books"
local calendar = require "school.calendar"
local class = require "school.class"
local diary = require "school.diary"
local finals = require "school.finals"
local forecast = require "school.forecast"
local indicators = require "school.indicators"
local marks = require "school.marks"
local people = require "school.people"
local session = require "school.session"
local stick = require "school.stick"
local pages = require "page.pages"

local ok, is = tap.ok, tap.is

local TODAY = "2026-11-21"

local dir = (os_.env("TEST_TMP") or ".") .. "/school"
assert(file.mkdir(dir) or true)
assert(stick.create(dir, { policy = "borisovskaya", school = "Школа", login = "admin",
  password = "пароль админа", today = "2026-08-01", no_year = true }))
local s = assert(session.stick(dir))
for _, login in ipairs({ "head", "deputy", "teacher" }) do
  local key = assert(s:key("admin", "пароль админа"))
  assert(s.vault:set_password(key, login, "слова слова"))
end
assert(s:unlock("admin", "пароль админа"))

-- Pupils: 1 all fives, 2 one four, 3 one three, 4 a two, 5 not attested, 6 came in October, 7 left.
local id = { p = {} }
local subjects = { "Русский язык", "Математика", "Физика" }
local marks_of = { { "5", "5", "5" }, { "5", "4", "5" }, { "4", "3", "5" }, { "3", "2", "3" }, { "4", "н/а",
  "4" },
  { "4", "4", "осв" }, { "2", "2", "2" } }

local function fill(put)
  id.year = put("year", { name = "2026/2027", starts = "2026-09-01", ends = "2027-05-31" })
  for n, span in ipairs({ { "2026-09-01", "2026-10-31" }, { "2026-11-01", "2026-12-31" } }) do
    id["q" .. n] = put("period", { year = id.year, scheme = "quarter", number = n, name = n .. " четверть",
      starts = span[1], ends = span[2] })
  end
  id.whole = put("period", { year = id.year, scheme = "year", number = 1, name = "Год", starts = "2026-09-01",
    ends = "2027-05-31" })
  id.t, id.h = put("person", { last = "Зимина", first = "Ольга" }), put("person", { last = "Осипов",
    first = "Лев" })
  id.order = put("order", { number = "12-у", date = "2026-10-05", title = "О зачислении" })
  id.group = put("group", { name = "9А", kind = "class", year = id.year, grade = 9, letter = "А",
    head = id.h })
  id.other = put("group", { name = "9Б", kind = "class", year = id.year, grade = 9, letter = "Б" })
  for i, name in ipairs({ "Абрамова", "Ёлкина", "Жуков", "Зверев", "Ильин", "Котова", "Лосев" }) do
    id.p[i] = put("person", { last = name, first = "Мир", middle = "П" })
    put("pupil", { person = id.p[i], file_no = "Д-" .. i, admitted = "2018-09-01" })
    put("enrolment", { person = id.p[i], group = id.group, starts = i == 6 and "2026-10-05" or "2026-09-01",
      order = i == 6 and id.order or nil, ends = i == 7 and "2026-10-10" or nil,
      reason = i == 7 and "transfer" or nil })
  end
  put("enrolment", { person = put("person", { last = "Яшин", first = "Мир" }), group = id.other,
    starts = "2026-09-01" })
end

local function journals(put)
  for i, name in ipairs(subjects) do
    local subject = put("subject", { name = name, short = name:sub(1, 6), ord = i })
    id["j" .. i] = put("journal", { group = id.group, subject = subject, year = id.year, scheme = "quarter",
      grading = "marks", hours = 2 })
    if i == 2 then put("journal_teacher", { journal = id.j2, person = id.t }) end
    for p, list in ipairs(marks_of) do
      put("result", { journal = id["j" .. i], person = id.p[p], period = id.q1, decided = list[i] })
    end
  end
  -- Over the teacher's mark of the fourth pupil stands the council's.
  put("result", { journal = id.j1, person = id.p[4], period = id.q1, decided = "2", council = "3" })
  for n, day in ipairs({ "2026-11-02", "2026-11-05", "2026-11-09", "2026-11-12" }) do
    id["l" .. n] = put("lesson", { journal = id.j2, date = day, number = 1, topic = "Дроби", homework = "№ "
      .. n,
      work = n == 4 and "test" or nil })
  end
  id.later = put("lesson", { journal = id.j2, date = "2026-12-01", number = 1 })
  local cells = { { 4, 4, 5, 4 }, { 5, 5, 5, 5 } }
  for n = 1, 4 do
    put("cell", { lesson = id["l" .. n], person = id.p[1], marks = tostring(cells[1][n]),
      comment = n == 1 and "видно" or n == 2 and "тайна" or nil, hidden = n == 2 or nil })
    for p = 3, 6 do put("cell", { lesson = id["l" .. n], person = id.p[p], marks = "4" }) end
  end
  put("cell", { lesson = id.l1, person = id.p[2], marks = "5" })
  put("cell", { lesson = id.l2, person = id.p[2], marks = "." })
  put("cell", { lesson = id.l3, person = id.p[2], absence = "о" })
  put("cell", { lesson = id.l4, person = id.p[2], absence = "б" })
  put("debt", { person = id.p[2], journal = id.j3, due = "2026-12-20" })
end

local function users(put)
  for login, role in pairs({ head = "class_teacher", deputy = "deputy", teacher = "teacher" }) do
    local person = login == "head" and id.h or login == "teacher" and id.t or nil
    local user = put("user", { login = login, person = person, active = true })
    put("user_role", { user = user, role = role, scope = "", since = "2026-08-01" })
  end
end

assert(s.store:write({ author = "admin", grant = "*" }, function()
  local function put(kind, fields) return assert(s.store:put(kind, fields)) end
  fill(put)
  journals(put)
  users(put)
  return true
end))
s:wrote()

local function seat(login)
  local desk = assert(s:unlock(login, "слова слова"))
  desk.today = function() return TODAY end
  return desk
end
local desk = seat("deputy")

-- What marks mean.
local levels = indicators.levels(desk, TODAY)
is({ levels["5"], levels["4"], levels["3"], levels["2"] }, { "top", "good", "fair", "fail" },
  "marks stand to each other as the regulation's finest figure weighs them")
is({ levels["н/а"], levels["осв"], levels["зач"], levels["незач"] }, { "na", "exempt", "pass", "fail" },
  "words have their own meaning")

-- The sheet.
local view = assert(class.open(desk, id.group))
is(#view.pupils, 7, "the class has everybody who was in it")
is(view.pupils[2].last, "Ёлкина", "Ё stands after Е")
is(view.main, "quarter", "its periods are quarters")
local all = class.results(desk, view)
is(all.at[id.p[3]][2][id.q1], "3", "a result stands at its subject and period")
is(all.at[id.p[4]][1][id.q1], "3", "the council's word stands before the teacher's")
is(class.current(view, TODAY).id, id.q1, "the last ended period comes first")
local list, silent = class.standings(desk, view, all, view.columns[1])
local where = {}
for _, found in ipairs(list) do where[found.pupil.id] = found.category end
is({ where[id.p[1]], where[id.p[2]], where[id.p[3]], where[id.p[4]], where[id.p[5]], where[id.p[6]] },
  { "excellent", "one_good", "one_fair", "failing", "na", "good" }, "every pupil stands where he should")
is(where[id.p[7]], nil, "who left before the end of the period is not counted")
is(#silent, 0, "every subject has results")
is(select(2, class.standings(desk, view, all, view.columns[2])), subjects,
  "subjects without results are named")

-- Figures: from the regulation, with their arithmetic.
local sets = class.sets(view, list)
is(sets[2], { ["5"] = 1, ["4"] = 2, ["3"] = 1, ["2"] = 1, ["н/а"] = 1 }, "results of a subject are counted")
is(sets[#sets], { ["5"] = 1, ["4"] = 2, ["3"] = 1, ["2"] = 1, ["н/а"] = 1 }, "each pupil once, by his lowest")
local answers = assert(indicators.ask(desk, { sets[2], { ["5"] = 2 }, sets[3] }, TODAY))
is({ answers[1].texts.success, answers[1].texts.quality }, { "66,67", "50,00" }, "success and quality")
tap.has(answers[1].why.sou.arithmetic, "/ 6 =", "the explanation divides by all who count")
ok(answers[2].hidden and not answers[1].hidden, "percents of two pupils are hidden")
is(answers[3].n, 5, "the exempt one is not counted")
is(#class.growth(desk, view, all, view.columns), 1, "growth has the periods with results")

-- Absences.
local away = class.absences(desk, view, "2026-11-01", "2026-12-31")
is(away[id.p[2]], { by_code = { ["б"] = 1, ["о"] = 1 }, lessons = 1, days = 1 },
  "illness is missed, lateness is not; a day of one lesson is a whole day")
is(class.absences(desk, view, "2026-09-01", "2026-10-31")[id.p[2]], nil, "only days of the span count")

-- Who sees what.
local own = seat("teacher")
local part = assert(class.open(own, id.group))
is({ #part.subjects, part.partial }, { 1, true }, "a teacher sees his own subject of the class")
is(class.absences(own, part, "2026-09-01", "2027-05-31"), nil, "and not the absences of the class")
tap.fails(class.open(own, id.other), select(2, class.open(own, id.other)), "NOTFOUND", "and no other class")
local head = seat("head")
is(#class.open(head, id.group).subjects, 3, "the head of the class sees all its subjects")
ok(not class.open(head, id.other), "but not the parallel class")

-- The diary.
local year = calendar.chosen(desk, id.year)
local week = diary.week(desk, id.p[1], year, "2026-11-02")
is(#week.days, 5, "a week without lessons on Saturday has five days")
is({ week.days[1].lessons[1].subject, week.days[1].lessons[1].text, week.days[1].lessons[1].homework },
  { "Математика", "4", "№ 1" }, "a day has its lessons, homework and marks")
is({ week.days[1].lessons[1].comment, week.days[4].lessons[1].comment }, { "видно" },
  "hidden words stay hidden")
is(diary.monday("2026-11-08"), "2026-11-02", "Sunday belongs to the week before")
ok(diary.week(own, id.p[1], year, "2026-11-02").partial, "a teacher's view of a diary says it is a part")

-- The forecast: 4 4 5 4 gives 4,25; the regulation itself is asked.
local rows = people.year_of_marks(desk, id.p[1], year)
local forecasts = assert(forecast.all(desk, id.p[1], rows))
is(#forecasts, 1, "a running period with marks has a forecast")
local one = forecasts[1]
is({ one.now, one.average, one.left }, { "4", "4,25", 1 }, "what stands now, and the lessons to come")
is(one.targets[1], { mark = "5", ways = { { mark = "5", n = 2 } } }, "two fives give a five: 27 / 6 = 4,5")
is({ one.next[1].text, one.next[4].text }, { "4", "4" }, "what the next mark would change")
local running = forecast.running(desk, rows[2], id.p[1], TODAY)
local call = forecast.continued(running.call, "5", 2, 100, TODAY)
tap.has(desk.rules:one(call.hook, call.ctx, TODAY).why.arithmetic, "/ 6 = 4,50",
  "and the regulation explains it")
is(#running.call.ctx.marks, 4, "the question itself is not changed")

local works = marks.works(desk, TODAY)
local plain = works[1].weight
works[1].weight = 200
is(assert(forecast.all(desk, id.p[1], rows))[1].targets[1].ways,
  { { mark = "5", n = 1, weight = 200 }, { mark = "5", n = 2 } },
    "one five for a work that weighs twice does it too")
works[1].weight = plain

-- What is owed.
local owed = forecast.owed(desk, id.p[2], people.year_of_marks(desk, id.p[2], year), 6)
local kinds = {}
for i, row in ipairs(owed) do kinds[i] = row.kind end
is(kinds, { "point", "work", "debt" }, "a point, a work written without him, a debt")
is(#forecast.owed(desk, id.p[1], rows, 6), 0, "who owes nothing has nothing")

-- Dynamics and the certificate.
local grown = forecast.dynamics(desk, rows, year)
is({ #grown[2].points, grown[2].line[1].text }, { 4, "4,25" }, "points, and the average by the regulation")
ok(finals.certified(desk, 9, TODAY) and not finals.certified(desk, 8, TODAY),
  "grade 9 ends with a certificate")
for _, row in ipairs(rows) do row.all = calendar.periods(desk, id.year) end
local certificate = finals.ask(desk, id.p[1], year, rows, 9)
ok(certificate[1].text == "" and certificate[1].missing ~= "",
  "without year and exam it says what is missing")

-- The books.
local alphabet = books.alphabet(desk, TODAY)
is({ #alphabet, alphabet[1].last, alphabet[1].file_no }, { 8, "Абрамова", "Д-1" },
  "the alphabet book has all")
is(alphabet[7].gone.ends, "2026-10-10", "and who left")
local moves, classes = books.movement(desk, year, "2026-09-01", "2027-05-31")
is({ #moves, moves[1].kind, moves[1].number, moves[2].kind, moves[2].reason },
  { 2, "in", "12-у", "out", "transfer" }, "who came, by which order, and who left")
is({ classes[1].at_start, classes[1].came, classes[1].left, classes[1].at_end }, { 6, 1, 1, 6 },
  "numbers agree")
is(#books.movement(desk, year, "2026-11-01", "2026-12-31"), 0, "outside their span they are not there")
is(#books.alphabet(head, TODAY), 7, "the head of a class sees his class only")

-- Every page is served, and to strangers it is not.
local handler = pages.handler(s, false)
local function get(who, path, query)
  return handler({ method = "GET", path = path, query = query or {}, headers = {}, session = { desk = who },
    csrf = "x" })
end
local c, p = "/classes/" .. id.group, "/pupils/" .. id.p[2]
for _, path in ipairs({ c, c .. "/figures", c .. "/absences", c .. "/diaries", p, p .. "/diary", p
  .. "/outlook",
  p .. "/finals", "/alphabet", "/movement" }) do
  is(get(desk, path).status or 200, 200, "served: " .. path:gsub(id.group, "ID"):gsub(id.p[2], "ID"))
end
for _, kind in ipairs({ "paper", id.q1 }) do
  local body = get(desk, c, { view = kind }).body
  tap.has(body, "Ёлкина", "the sheet in its form")
end
tap.has(get(desk, c .. "/why", { key = "quality", set = "2", period = id.q1 }).body, "50,00",
  "a percent explains itself")
do
  local few = require("school.indicators").ask(desk, { { ["5"] = 1, ["3"] = 1 },
    { ["5"] = 2, ["3"] = 1, ["2"] = 1 } }, TODAY)
  is({ few[1].hidden, few[1].parts.quality, few[1].parts.success }, { true, "1 из 2", "2 из 2" },
    "of two pupils there is a number, no percent")
  is({ few[2].hidden, few[2].parts.quality, few[2].parts.sou }, { false, "2 из 4" }, "of four both")
end
is(get(desk, c .. "/cell", { subject = view.subjects[2].id, person = id.p[1], period = id.q1 }).status, 303,
  "a cell leads to its journal")
tap.has(get(desk, p .. "/outlook/why", { journal = id.j2, mark = "5", n = "2" }).body, "×",
  "a forecast explains itself")
is(get(own, "/classes/" .. id.other).status, 404, "a strange class is not there")

-- Speed: a class of 30 pupils and 15 subjects with five results each, and a term of cells.
local function crowd(put)
  local group = put("group", { name = "8А", kind = "class", year = id.year, grade = 8, letter = "А" })
  local persons = {}
  for i = 1, 30 do
    persons[i] = put("person", { last = "Ученик", first = "Мир" })
    put("pupil", { person = persons[i] })
    put("enrolment", { person = persons[i], group = group, starts = "2026-09-01" })
  end
  for j = 1, 15 do
    local journal = put("journal", { group = group, subject = put("subject", { name = "Предмет " .. j,
      ord = j }),
      year = id.year, scheme = "quarter", grading = "marks" })
    for _, person in ipairs(persons) do
      for _, period in ipairs({ id.q1, id.q2, id.whole }) do
        put("result", { journal = journal, person = person, period = period, decided = tostring(3 + j % 3) })
      end
    end
    for day = 1, 20 do
      local lesson = put("lesson", { journal = journal, date = string.format("2026-09-%02d", day),
        number = 1 })
      for i, person in ipairs(persons) do
        put("cell", { lesson = lesson, person = person, marks = i % 9 > 0 and "4" or nil,
          absence = i % 9 == 0 and "б" or nil })
      end
    end
  end
  return group
end

local crowded = assert(s.store:write({ author = "admin", grant = "*" }, function()
  return crowd(function(kind, fields) return assert(s.store:put(kind, fields)) end)
end))
s:wrote()
local best = math.huge
for _ = 1, 12 do
  local began = os_.mono()
  local answer = get(desk, "/classes/" .. crowded)
  best = math.min(best, os_.mono() - began)
  assert((answer.status or 200) == 200)
end
local limit = os_.env("BUILD") == "debug" and 0.2 or 0.01
ok(best < limit, "the class page of 30 pupils and 15 subjects is quick", string.format("%.1f ms",
  best * 1000))

-- Who finished in June is of the class in its last results; who left in March is not.
local june = { ends = "2026-06-30", till = "2026-05-26" }
tap.ok(class.counted({ starts = "2025-09-01", ends = "2026-06-20" }, june, "2026-11-01"),
  "the finishers are counted in the final results")
tap.ok(not class.counted({ starts = "2025-09-01", ends = "2026-03-01" }, june, "2026-11-01"),
  "who left before is not")
tap.ok(not class.counted({ starts = "2026-06-01" }, june, "2026-11-01"), "who came after the lessons is not")

return tap.done()
