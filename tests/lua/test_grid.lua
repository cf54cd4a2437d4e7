-- The columns of examination and certificate, exemptions drawn by themselves, and taking back every action of
-- the grid, on an invented school of two years.
local os_ = require "core.os"
local tap = require "lib.tap"
local act = require "school.act"
local calendar = require "school.calendar"
local class = require "school.class"
local council = require "school.council"
local demo = require "school.demo"
local exemptions = require "school.exemptions"
local finals = require "school.finals"
local journal = require "school.journal"
local locks = require "school.locks"
local paper = require "school.paper"
local people = require "school.people"
local progress = require "school.progress"
local promotion = require "school.promotion"
local results = require "school.results"
local schoolyear = require "school.schoolyear"
local session = require "school.session"
local takeback = require "school.takeback"

local ok, is = tap.ok, tap.is
local TODAY = "2026-11-21"

local dir = assert(os_.env("TEST_TMP"), "TEST_TMP is not set") .. "/school"
assert(demo.make(dir, { pupils = 200, years = 2, seed = 11, policy = "borisovskaya", today = TODAY }))
local stick = assert(session.stick(dir))
local function enter(login)
  local desk = assert(stick:unlock(login, login .. "-demo"))
  function desk.today() return TODAY end
  return desk
end
local deputy = enter("zavuch")
-- Somebody else writes, past the rights of the journal.
local function raw(fn)
  local st = stick.store
  assert(st:write({ author = "zavuch", grant = "*" }, function()
    fn(st)
    return true
  end))
  stick:wrote()
end
local years = calendar.years(deputy)
local now, last = years[1], years[2]
local rows = deputy.rules:rows()

-- -- where they stand -----------------------------------------------------------------------

local function places(grade, subject, grading)
  return finals.places(rows, { grade = grade, subject_name = subject, grading = grading })
end
is(places(9, "Русский язык").exam, "required", "grade 9: everybody sits the exam in Russian")
is(places(9, "Физика").exam, "choice", "physics is of choice")
is(places(9, "Физическая культура"), { past = false }, "sports have a mark of the certificate and no exam")
is(places(11, "Физика"), { past = true }, "grade 11: half-years and years, no exam")
is({ places(8, "Физика") or "none", places(10, "Физика") or "none", places(9, "Шахматы", "none") or "none" },
  { "none", "none", "none" }, "other grades and lessons without marks have no such columns")

local function journal_of(year, grade, subject)
  for _, row in ipairs(deputy:query("journals_of_year", { year = year.id, me = "", on = year.starts })) do
    if row.grade == grade and row.subject_name == subject and row.group_kind == "class"
      and (row.subgroup or "") == "" then return row.id end
  end
end
local function schemes(id)
  local list = {}
  for i, period in ipairs(journal.open(deputy, id).periods) do list[i] = period.scheme end
  return table.concat(list, " ")
end
is(schemes(journal_of(last, 9, "Русский язык")), "quarter quarter quarter quarter year exam final",
  "grade 9 ends with the exam and the final")
is(schemes(journal_of(last, 9, "Физическая культура")), "quarter quarter quarter quarter year final",
  "where no exam is, only the final")
is(schemes(journal_of(last, 11, "Алгебра")), "half half year final", "grade 11 too")
is(schemes(journal_of(last, 8, "Русский язык")), "quarter quarter quarter quarter year",
  "grade 8 ends with the year")
local order = {}
for _, column in ipairs(journal.open(deputy, journal_of(last, 9, "Русский язык")).columns) do
  order[#order + 1] = column.period and column.period.scheme or nil
end
is(table.concat(order, " ", #order - 2), "year exam final", "they are the last columns")

-- -- what the regulation proposes -------------------------------------------------------------

local checked, wrong = 0, 0
for _, subject in ipairs({ "Русский язык", "Алгебра", "Литература" }) do
  local frame = journal.open(deputy, journal_of(last, 9, subject))
  local stored, by = journal.results(deputy, frame), {}
  for _, period in ipairs(frame.periods) do by[period.scheme] = period.id end
  for _, pupil in ipairs(frame.pupils) do
    local function value(scheme)
      local row = stored[pupil.id .. "|" .. (by[scheme] or "")]
      return row and tonumber(row.decided)
    end
    local year, exam, final = value("year"), value("exam"), value("final")
    if final then
      checked = checked + 1
      local wanted = exam and (year + exam + 1) // 2 or year
      if wanted ~= final then wrong = wrong + 1 end
    end
  end
end
ok(checked > 20 and wrong == 0, "grade 9 of the demo: the half goes up, without an exam the year stands "
  .. checked .. "/" .. wrong)
local frame11 = journal.open(deputy, journal_of(last, 11, "Алгебра"))
local final11 = frame11.periods[#frame11.periods]
local one = assert(results.one(deputy, frame11, frame11.pupils[1].id, final11.id))
ok(one.entry.text ~= "" and one.entry.why.arithmetic:find("/ 3", 1, true),
  "grade 11 counts both half-years and the year " .. tostring(one.entry.why.arithmetic))
ok(one.locked, "the deputy closed them after the exams")

-- The current ninth grade on a day of June: an exam entered by keyboard, the final follows.
local JUNE = "2027-06-15"
local function in_june(desk, fn, ...)
  local old = desk.today
  function desk.today() return JUNE end
  local a, b, c = fn(...)
  desk.today = old
  return a, b, c
end
local mine = journal_of(now, 9, "Русский язык")
local frame = journal.open(deputy, mine)
local period = {}
for _, row in ipairs(frame.periods) do period[row.scheme] = row end
local pupil = frame.pupils[1].id
local desk = enter("uchitel")
desk.me.person = frame.teachers[1].person
local function decide(scheme, text, reason, was)
  return takeback.watch(desk, results.decide, desk, mine, { person = pupil, period = period[scheme].id,
    text = text, reason = reason, was = was })
end
local shown, err = in_june(desk, decide, "exam", "9")
ok(not shown and err.code == "INPUT" and err.msg:find("5, 4, 3, 2", 1, true),
  "a wrong exam mark is refused in words")
ok(in_june(desk, decide, "year", "4", "по итогам года"), "the year is decided")
frame = journal.open(desk, mine)
local function proposed(scheme)
  return in_june(desk, results.proposed, desk, frame)[pupil][period[scheme].id]
end
is(proposed("exam").text, "", "the exam is not proposed")
ok(proposed("exam").missing ~= "" and not proposed("exam").optional, "it is waited for")
ok(proposed("final").text == "" and proposed("final").missing:find("экзамен", 1, true),
  "the final says that the exam is missing")
local _, _, by_exam = in_june(desk, decide, "exam", "5")
frame = journal.open(desk, mine)
is({ proposed("final").text, proposed("final").why.arithmetic }, { "5", "(4 + 5) / 2 = 4,50 → 5" },
  "year 4 and exam 5 make 5")
ok(proposed("final").why.clause:find("546", 1, true), "and the clause is named")
shown, err = in_june(desk, decide, "final", "4", "так решили")
ok(not shown and err.code == "INPUT", "off the rule it may not be: the regulation leaves no step")
ok(in_june(desk, decide, "final", "5"), "as proposed it needs no words")
shown = in_june(desk, decide, "final", "5", nil, "3")
ok(shown, "the same value is no conflict")
shown, err = in_june(desk, decide, "exam", "3", nil, "4")
ok(not shown and err.code == "CONFLICT" and err.text == "5", "an exam changed meanwhile is a conflict")

-- A column of exam marks pasted: tried first, each judged on its own, written as one commit.
local pasted = {}
for i = 2, 4 do
  pasted[i - 1] = { person = frame.pupils[i].id, period = period.exam.id, text = i == 3 and "9" or "4" }
end
local function decide_all(try) return takeback.watch(desk, results.decide_all, desk, mine, pasted, try) end
local answers, _, tried = in_june(desk, decide_all, true)
ok(not tried and answers[1].text == "4" and answers[2].err.msg:find("5, 4, 3, 2", 1, true) and answers[3].text
  == "4", "pasted exam marks are judged one by one, nothing is written yet")
local _, _, by_paste = in_june(desk, decide_all)
local standing = journal.results(desk, journal.open(desk, mine))
local function exam_of(i) return (standing[frame.pupils[i].id .. "|" .. period.exam.id] or {}).decided end
ok(by_paste and exam_of(2) == "4" and exam_of(3) == nil and exam_of(4) == "4", "what fits is written")
ok(in_june(desk, takeback.run, desk, mine, { by_paste }), "and taken back as one action")
standing = journal.results(desk, journal.open(desk, mine))
ok(exam_of(2) == nil and exam_of(4) == nil, "nothing of it standing")

-- The council's word on the exam, as a retake leaves it, counts before the teacher's.
raw(function(st)
  act.must(st:correct("result", { journal = mine, person = pupil, period = period.exam.id },
    { council = "3" },
    "пересдача"))
end)
frame = journal.open(desk, mine)
is(proposed("final").text, "4", "the exam taken again changes the proposal: (4 + 3) / 2")

-- The page of the pupil.
local year_journals = people.year_of_marks(deputy, pupil, now)
for _, row in ipairs(year_journals) do row.all = calendar.periods(deputy, now.id) end
local certificate = finals.ask(deputy, pupil, now, year_journals, 9)
for i, row in ipairs(year_journals) do
  if row.id == mine then
    is({ certificate[i].text, certificate[i].decided }, { "5", "5" },
      "the decided final stands in the certificate")
  elseif row.subject_name == "Алгебра" then
    ok(certificate[i].text == "" and certificate[i].missing ~= "" and certificate[i].period,
      "elsewhere it says what is missing and where to enter it")
  end
end

-- -- progress, locks, council, class ------------------------------------------------------------

local function due(today)
  local old = deputy.today
  function deputy.today() return today end
  local sheet = progress.of(deputy, now)
  local n = 0
  for _, item in ipairs(sheet.facts[mine].undecided) do
    if item.period == period.exam.id or item.period == period.final.id then n = n + 1 end
  end
  local group
  for _, row in ipairs(deputy:query("groups_of_year", { year = now.id, on = now.starts })) do
    if row.id == frame.journal.group then group = row end
  end
  local because = council.class(deputy, sheet, group)[1].because
  local count, changed = #locks.periods_of(sheet.journal[mine]), false
  for _, item in ipairs(sheet.facts[mine].stale) do changed = changed or item.period == period.final.id end
  deputy.today = old
  return n, because, count, changed
end
local before, because, count = due(JUNE)
is({ before, count }, { 0, 7 }, "until the exams are over nobody owes them; locks know them")
ok(because:find("30.06.2027", 1, true), "the council is told to wait for the exams: " .. because)
local after, _, _, changed = due("2027-07-05")
ok(changed, "a final decided before the exam was taken again is looked at once more")
ok(after >= 2 * (#frame.pupils - 1) - 2, "afterwards every pupil without them is counted " .. after)
local group = journal.open(deputy, journal_of(last, 9, "Русский язык")).journal.group
local view = assert(class.open(deputy, group))
local all, words = class.results(deputy, view), {}
for _, column in ipairs(view.columns) do words[#words + 1] = column.scheme end
is(table.concat(words, " "), "quarter quarter quarter quarter year exam final",
  "the sheet of the class has them")
ok(next(all.at), "with results")
words = {}
group = journal.open(deputy, journal_of(last, 8, "Русский язык")).journal.group
view = assert(class.open(deputy, group))
for _, one_column in ipairs(view.columns) do words[#words + 1] = one_column.scheme end
is(table.concat(words, " "), "quarter quarter quarter quarter year", "another class has not")
is(class.current(view, TODAY).scheme, "year", "and begins with its year")

-- -- schools that have no such periods yet ---------------------------------------------------------

is(#promotion.missing_periods(deputy, now), 0, "a new year has all periods of the regulation")
raw(function(st)
  act.must(st:void("period", assert(period.exam).id, "проба"))
end)
stick:wrote()
frame = journal.open(deputy, mine)
ok(frame.lacks, "without the period the journal says what is lacking")
is(#promotion.missing_periods(deputy, now), 1, "and the deputy is offered to add it")
is(promotion.add_periods(deputy, now), 1, "one press adds it")
is({ #promotion.missing_periods(deputy, now), journal.open(deputy, mine).lacks }, { 0, false },
  "and it is there")
raw(function(st)
  for _, row in ipairs(calendar.periods(deputy, now.id)) do
    if row.scheme == "exam" then act.must(st:void("period", row.id, "проба")) end
  end
end)
local plain = {}
for name, list in pairs(rows) do plain[name] = list end
plain.periods = { rows.periods[1], rows.periods[4] }
local real = getmetatable(deputy.rules).__index.rows
function deputy.rules.rows() return plain, deputy.rules:at() end
local borrowed = promotion.missing_periods(deputy, now)
is({ #borrowed, borrowed[1].name, borrowed[1].ends }, { 1, "Экзамен", "2027-06-30" },
  "a regulation adopted before borrows the dates of the common practice")
is(promotion.add_periods(deputy, now), 1, "and they are added the same way")
deputy.rules.rows = nil
ok(deputy.rules.rows == real, "the regulation speaks again")
is(#schoolyear.periods(rows.periods, 2026), 4 + 2 + 3 + 1 + 2, "all schemes of the regulation make a year")
is(schoolyear.scheme({ { scheme = "final" }, { scheme = "trimester" } }, 5), "trimester",
  "a sum of the year is no scheme of a journal")

-- -- exemption ---------------------------------------------------------------------------------

local sport = journal_of(last, 8, "Физическая культура")
local old_frame = journal.open(deputy, sport)
local freed = old_frame.pupils[2]
local was = results.proposed(deputy, old_frame)[freed.id][old_frame.own_periods[1].id]
local first = old_frame.own_periods[1]
raw(function(st)
  act.must(st:put("exemption", { person = freed.id, journal = sport, starts = first.starts, ends = first.ends,
    reason = "справка" }))
  for _, lesson in ipairs(old_frame.lessons) do
    if lesson.date <= first.ends and deputy:one("cell", { lesson = lesson.id, person = freed.id }) then
      act.must(st:put("cell", { lesson = lesson.id, person = freed.id }))
    end
  end
end)
old_frame = journal.open(deputy, sport)
local covers = exemptions.covers(deputy, old_frame, freed.id)
ok(covers and covers(freed.id, first.starts) and not covers(freed.id, old_frame.own_periods[2].starts),
  "freed in the first quarter only")
is(exemptions.covers(deputy, old_frame, old_frame.pupils[1].id), nil, "the others are not")
local entry = results.proposed(deputy, old_frame)[freed.id][first.id]
is(entry.text, "осв", "the quarter is proposed as an exemption " .. tostring(was and was.text))
ok(entry.why.rule:find("50", 1, true), "with the rule of the regulation " .. tostring(entry.why.rule))
local second = results.proposed(deputy, old_frame)[freed.id][old_frame.own_periods[2].id]
ok(second.text ~= "осв", "the next quarter as ever")
local spread = paper.spreads(deputy, old_frame, first.id)[1]
local line
for n, one_ in ipairs(old_frame.pupils) do if one_.id == freed.id then line = n end end
local pages = paper.spreads(deputy, (journal.open(deputy, journal_of(last, 9, "Русский язык"))))
local tail = pages[#pages].columns
ok(#tail > 4 and #tail <= paper.columns and tail[#tail].period.scheme == "final" and tail[#tail - 4].lesson,
  "the results of the end stay on a page with the last lessons")
local told = 0
for i, column in ipairs(spread.columns) do
  if column.lesson and spread.rows[line].cells[i].text == "осв" then told = told + 1 end
end
ok(told > 5, "paper shows the word in his empty cells " .. told)

-- -- taking back ---------------------------------------------------------------------------------

local function take(commits) return takeback.run(desk, mine, commits) end
frame = journal.open(desk, mine)
local lesson = assert(journal.add_lesson(desk, mine, { date = TODAY, topic = "Проба" }))
frame = journal.open(desk, mine)
local function text() return journal.cell(desk, lesson, pupil).text end
local function cell(value) return takeback.watch(desk, journal.set_cell, desk, mine,
  { lesson = lesson, person = pupil, text = value }) end
local _, _, c1 = cell("5")
local _, _, c2 = cell("4")
is(select(3, cell("4")), nil, "what changes nothing makes no commit")
local back = assert(take({ c2 }))
is({ text(), back.cells[1].text, back.cells[1].person == pupil }, { "5", "5", true }, "a mark is taken back")
local again = assert(take({ back.commit }))
is(text(), "4", "and done again")
is(assert(take({ c1, c2, back.commit, again.commit })).cells[1].text, "", "four commits as one action")
local _, _, c3 = cell("3")
local other = enter("zavuch")
raw(function(st)
  act.must(st:put("cell", { lesson = lesson, person = pupil, marks = "2" }))
end)
back, err = take({ c3 })
ok(not back and err.code == "CONFLICT" and err.msg:find("изменил", 1, true),
  "what another changed since is refused "
  .. err.msg)
is(text(), "2", "and nothing is lost")
back, err = takeback.run(other, mine, { c3 })
ok(not back and err.code == "DENIED", "nobody takes back what another did")

local _, _, remark = takeback.watch(desk, journal.set_comment, desk, mine, { lesson = lesson, person = pupil,
  comment = "списал", hidden = "1" })
back = assert(take({ remark }))
is(deputy:one("cell", { lesson = lesson, person = pupil }).comment, nil, "a remark is taken back")
assert(take({ back.commit }))
local kept = deputy:one("cell", { lesson = lesson, person = pupil })
is({ kept.comment, kept.hidden, kept.marks }, { "списал", 1, "2" }, "and comes again, still hidden")

back, err = take({ by_exam })
ok(not back and err.code ~= "BUG",
  "a result the council changed since is not taken back: " .. tostring(err.msg))
local second_pupil = frame.pupils[2].id
local q = frame.own_periods[1].id
raw(function(st)
  act.must(st:put("lock", { journal = mine, period = q, locked = false, reason = "проба" }))
  for _, one_ in ipairs(frame.pupils) do
    act.must(st:put("result", { journal = mine, person = one_.id, period = q }))
  end
end)
local n, _, accepted = takeback.watch(desk, results.accept, desk, mine, q)
ok(n > 5 and accepted, "all results are accepted " .. tostring(n))
local function decided()
  local k = 0
  for _, row in ipairs(deputy:query("journal_results", { journal = mine })) do
    if row.period == q and row.decided and row.decided ~= "" then k = k + 1 end
  end
  return k
end
back = assert(take({ accepted }))
is({ decided(), #back.persons }, { 0, n }, "one step takes all of them back")
assert(take({ back.commit }))
is(decided(), n, "and gives them again")
local step = results.one(desk, journal.open(desk, mine), second_pupil, q).entry.one_step
local off
local stands = deputy:one("result", { journal = mine, person = second_pupil, period = q })
for _, value in ipairs(step) do if value ~= stands.decided then off = off or value end end
local _, _, reasoned = takeback.watch(desk, results.decide, desk, mine, { person = second_pupil, period = q,
  text = off, reason = "собеседование" })
back = assert(take({ reasoned }))
is(deputy:one("result", { journal = mine, person = second_pupil, period = q }).decided, stands.decided,
  "a result with a reason is taken back")
assert(take({ back.commit }))
stands = deputy:one("result", { journal = mine, person = second_pupil, period = q })
is({ stands.decided, stands.reason }, { off, "собеседование" }, "and again with its reason")

local added, _, column = takeback.watch(desk, journal.add_lesson, desk, mine,
  { date = "2026-11-20", topic = "Вторая" })
back = assert(take({ column }))
ok(back.reload and not journal.open(desk, mine).lesson[added], "a new lesson is taken back")
assert(take({ back.commit }))
local found
for _, row in ipairs(journal.open(desk, mine).lessons) do if row.topic == "Вторая" then found = row.id end end
ok(found, "and is there again")
local _, _, edited = takeback.watch(desk, journal.edit_lesson, desk, mine, { lesson = found, topic = "Третья",
  reason = "проба" })
assert(take({ edited }))
is(journal.open(desk, mine).lesson[found].topic, "Вторая", "a changed topic is taken back")
back, err = journal.remove_lesson(desk, mine, { lesson = lesson })
ok(not back and err.code == "LOCKED", "a lesson with marks is not removed")
local _, _, removed = takeback.watch(desk, journal.remove_lesson, desk, mine, { lesson = found })
ok(removed and not journal.open(desk, mine).lesson[found], "an empty one is")
assert(take({ removed }))
found = nil
for _, row in ipairs(journal.open(desk, mine).lessons) do if row.topic == "Вторая" then found = row.id end end
ok(found, "and comes back whole")

local _, _, before_lock = takeback.watch(desk, results.decide, desk, mine, { person = second_pupil,
  period = q, text = stands.decided, reason = "уточнение" })
local _, _, shut = takeback.watch(deputy, journal.set_lock, deputy, mine, q, true, nil)
ok(journal.open(deputy, mine).locked[q], "a period is closed")
back, err = take({ before_lock })
ok(not back and err.code == "LOCKED", "what was written before may not be taken back then")
back = assert(takeback.run(deputy, mine, { shut }))
ok(back.reload and not journal.open(deputy, mine).locked[q], "closing is taken back")
assert(takeback.run(deputy, mine, { back.commit }))
ok(journal.open(deputy, mine).locked[q], "and done again")

return tap.done()
