-- Copying of many lessons, the plan changed in place, substitutes, moved and cancelled lessons,
-- contradictions
-- within a day, undo of whole actions: on an invented school.
local date = require "core.date"
local os_ = require "core.os"
local tap = require "lib.tap"
local attendance = require "school.attendance"
local clashes = require "school.clashes"
local class = require "school.class"
local copying = require "school.journal_copy"
local demo = require "school.demo"
local generate = require "school.generate"
local journal = require "school.journal"
local lessons = require "school.lessons"
local paper = require "page.journal_more"
local plan = require "school.plan"
local progress = require "school.progress"
local results = require "school.results"
local session = require "school.session"
local substitutes = require "school.substitutes"
local timetable = require "school.timetable"
local undo = require "school.undo"
local warnings = require "school.warnings"

local ok, is = tap.ok, tap.is

local dir = assert(os_.env("TEST_TMP"), "TEST_TMP is not set") .. "/school"
local TODAY = "2026-11-21"
assert(demo.make(dir, { pupils = 60, years = 1, seed = 11, policy = "borisovskaya", today = TODAY }))
local stick = assert(session.stick(dir))
local function enter(login)
  local desk = assert(stick:unlock(login, login .. "-demo"))
  function desk.today() return TODAY end
  return desk
end
local deputy, teacher, head = enter("zavuch"), enter("uchitel"), enter("klassruk")
local year = deputy:query("years")[1]
local st = stick.store
local function write(f)
  local made = assert(st:write({ author = "zavuch", grant = "*" }, f))
  stick:wrote(false)
  return made
end
is(#timetable.conflicts(timetable.year(deputy, year.id), TODAY), 0, "the invented timetable has no conflict")

local mine
for _, row in ipairs(journal.list(teacher, year)) do
  if row.mine == 1 and row.group_kind == "class" and row.last_lesson and row.scheme then
    mine = mine or row
  end
end
local frame = assert(journal.open(teacher, mine.id))

-- -- copying --------------------------------------------------------------------------------------
-- A parallel class whose week has the subject on Monday and Thursday.
local other = write(function()
  local group = st:put("group", { name = "Я", kind = "class", year = year.id, grade = mine.grade,
    letter = "Я" })
  local id = st:put("journal", { group = group, subject = mine.subject, year = year.id,
    scheme = mine.scheme })
  assert(st:put("journal_teacher", { journal = id, person = teacher.me.person }))
  assert(st:put("slot", { journal = id, weekday = 1, number = 2, starts = year.starts }))
  assert(st:put("slot", { journal = id, weekday = 4, number = 5, starts = year.starts }))
  return id
end)
local list = {}
for _, lesson in ipairs(journal.open(teacher, mine.id).lessons) do
  local locked = frame.locked[frame.period_of(lesson.date) or ""]
  if not locked and lesson.status ~= "cancelled" and #list < 6 then list[#list + 1] = lesson end
end
local rows = {}
for i, lesson in ipairs(list) do
  rows[i] = { lesson = lesson.id, topic = "Тема " .. i, homework = "§ " .. i }
end
assert(lessons.set(teacher, mine.id, rows))
local parts = { topic = true, homework = true, work = true }
local opts = { from = list[1].id, to = list[6].id, into = other, parts = parts, mode = "empty",
  start = "2026-11-23|2" }
local shown = assert(copying.preview(teacher, mine.id, opts))
is(#shown.rows, 6, "six lessons are shown")
local days = {}
for i, row in ipairs(shown.rows) do days[i] = row.target.date .. " " .. row.target.number end
is({ days[1], days[2], days[3] }, { "2026-11-23 2", "2026-11-26 5", "2026-11-30 2" },
  "they land on the days of the other timetable in order")
is(shown.rows[1].state, "new", "a lesson that is not there yet would be made")
is(#journal.open(teacher, other).lessons, 0, "and looking writes nothing")
assert(copying.many(teacher, mine.id, opts))
local there = journal.open(teacher, other)
is(#there.lessons, 6, "six lessons are made")
is({ there.lessons[2].topic, there.lessons[2].homework }, { "Тема 2", "§ 2" }, "with topic and homework")
is(deputy:one("lesson_one", { lesson = there.lessons[1].id, me = "", on = "" }).cells, 0, "and no mark")

-- Collisions are told, and only what was asked for is written over.
assert(lessons.set(teacher, other, { { lesson = there.lessons[1].id, topic = "Своя тема", homework = "" } }))
shown = assert(copying.preview(teacher, mine.id, opts))
is(shown.collisions, 1, "a lesson with another topic is told")
is({ shown.rows[1].fields.topic, shown.rows[1].fields.homework }, { nil, "§ 1" },
  "only what is empty is filled")
opts.mode = "free"
shown = assert(copying.preview(teacher, mine.id, opts))
ok(shown.rows[1].target.date > "2026-12-10", "or the copying goes to the next lesson without a topic")
opts.mode = "over"
assert(copying.many(teacher, mine.id, opts))
is(journal.open(teacher, other).lessons[1].topic, "Тема 1", "or it is written over")
local done = assert(undo.run(teacher, "lessons:" .. other))
is({ done.done, journal.open(teacher, other).lessons[1].topic }, { 1, "Своя тема" },
  "one action takes it back")
assert(undo.run(teacher, "lessons:" .. other, true))
is(journal.open(teacher, other).lessons[1].topic, "Тема 1", "and it can be done again")
assert(undo.run(teacher, "lessons:" .. other))
assert(lessons.set(teacher, other, { { lesson = there.lessons[3].id, topic = "Правка" } }))
done = assert(undo.run(teacher, "lessons:" .. other))
is({ #journal.open(teacher, other).lessons, done.kept },
  { 2, 2 }, "the first copying is taken back whole; what was changed since stays and is counted")
local nothing, refused = undo.run(teacher, "lessons:" .. other)
ok(not nothing and refused.code == "NOTFOUND", "then there is nothing left to take back")
nothing, refused = copying.preview(head, mine.id, opts)
ok(not nothing, "who may not write the other journal copies nothing " .. tostring(refused and refused.msg))
nothing, refused = copying.many(teacher, mine.id, { from = list[1].id, to = list[1].id, into = mine.id,
  parts = parts, mode = "empty" })
ok(not nothing and refused.code == "DENIED", "a journal that is not parallel is refused")

-- -- the plan in place ----------------------------------------------------------------------------
assert(plan.replace(teacher, other, { { ord = 1, topic = "Один" }, { ord = 2, topic = "Два", hours = 2 },
  { ord = 3, topic = "Три" } }))
local function topics()
  local words = {}
  for i, row in ipairs(plan.rows(teacher, other)) do
    words[i] = row.ord .. " " .. row.topic
  end
  return words
end
local planned = plan.rows(teacher, other)
assert(plan.change(teacher, other, { doing = "set", rows = { { row = planned[2].id, topic = " Два и  ещё ",
  hours = "3" } } }))
is({ plan.rows(teacher, other)[2].topic, plan.rows(teacher, other)[2].hours }, { "Два и ещё", 3 },
  "a row is changed in place")
assert(plan.change(teacher, other, { doing = "down", row = planned[1].id }))
is(topics(), { "1 Два и ещё", "2 Один", "3 Три" }, "a row goes down, numbers follow")
assert(plan.change(teacher, other, { doing = "up", row = planned[3].id }))
is(topics(), { "1 Два и ещё", "2 Три", "3 Один" }, "another goes up")
local added = assert(plan.change(teacher, other, { doing = "add", row = planned[2].id, topic = "Новая" }))
is(topics(), { "1 Два и ещё", "2 Новая", "3 Три", "4 Один" }, "a row is put in")
assert(plan.change(teacher, other, { doing = "remove", row = added.id }))
assert(plan.change(teacher, other, { doing = "remove", row = planned[2].id }))
is(topics(), { "1 Три", "2 Один" }, "rows are taken out")
assert(plan.undo(teacher, other))
assert(plan.undo(teacher, other))
is(topics(), { "1 Два и ещё", "2 Новая", "3 Три", "4 Один" }, "and stand again")
for _ = 1, 4 do assert(plan.undo(teacher, other)) end
is(topics(), { "1 Один", "2 Два", "3 Три" }, "back to the plan that was pasted")
assert(plan.undo(teacher, other))
is(topics(), {}, "and to no plan at all")
for _ = 1, 7 do assert(plan.undo(teacher, other, true)) end
is(topics(), { "1 Три", "2 Один" }, "forward again to the last state")
nothing, refused = plan.change(teacher, other, { doing = "set", row = planned[1].id, topic = "" })
ok(not nothing, "a row without a topic is refused " .. refused.msg)
nothing, refused = plan.change(teacher, other, { doing = "add", topic = "х", hours = "много" })
ok(not nothing and refused.code == "INPUT", "and hours that are no number")
nothing = plan.change(head, other, { doing = "add", topic = "х" })
ok(not nothing, "a stranger changes no plan")
is(plan.given({ a = { 1, 2 }, b = { 3 } }), 3, "hours given are lessons with a topic of the plan")

-- -- the substitute ------------------------------------------------------------------------------
local given, next_one, far
for _, lesson in ipairs(journal.open(deputy, mine.id).lessons) do
  if lesson.date <= TODAY and lesson.date >= "2026-11-16" then given = given or lesson end
  if lesson.date < "2026-11-01" then far = lesson end
end
local stranger
for _, row in ipairs(deputy:query("users_all", { on = TODAY })) do
  if row.login == "klassruk" then stranger = row end
end
ok(given and stranger, "a lesson of this week and a colleague")
-- The colleague heads a class; this journal is not of his class.
ok(mine.head ~= head.me.person, "it is not his class")
nothing = journal.open(head, mine.id)
ok(not nothing, "before the substitution he does not see the journal")
assert(lessons.change(deputy, { lesson = given.id, doing = "substitute", person = head.me.person,
  reason = "болезнь" }))
local seen, rights = journal.open(head, mine.id)
ok(seen and not rights.write and not rights.lesson and rights.lent[given.id],
  "after it he sees it, and only that lesson is lent to him")
local pupil = seen.pupils[1]
local cell = journal.set_cell(head, mine.id, { lesson = given.id, person = pupil.id, text = "4" })
is(cell and cell.text, "4", "he puts a mark in his lesson")
nothing, refused = journal.set_cell(head, mine.id, { lesson = far.id, person = pupil.id, text = "5" })
ok(not nothing and refused.code == "DENIED", "a cell of another lesson is refused: " .. tostring(refused
  and refused.msg))
local answers = assert(journal.set_cells(head, mine.id, { { lesson = given.id, person = pupil.id,
  text = "5" },
  { lesson = far.id, person = pupil.id, text = "5" } }))
ok(answers[1].text == "5" and answers[2].err.code == "DENIED", "also among many cells at once")
nothing, refused = journal.set_comment(head, mine.id, { lesson = far.id, person = pupil.id, comment = "х" })
ok(not nothing and refused.code == "DENIED", "and a comment there")
nothing, refused = lessons.set(head, mine.id, { { lesson = given.id, topic = "Заменил" },
  { lesson = far.id, topic = "Чужая" } })
ok(not nothing and refused.code == "DENIED",
  "the topic of another lesson is refused with all that came along")
ok(lessons.set(head, mine.id, { { lesson = given.id, topic = "Заменил", homework = "§ 9" } }),
  "the topic of his lesson is written")
nothing, refused = lessons.set(head, mine.id, { { lesson = given.id, date = "22.11.2026" } })
ok(not nothing and refused.code == "DENIED", "but not its date")
nothing = lessons.set(head, mine.id, { { lesson = given.id, weight = "3" } })
ok(not nothing, "nor its weight")
nothing, refused = lessons.change(head, { lesson = given.id, doing = "cancel", reason = "х" })
ok(not nothing and refused.code == "DENIED", "nor is it his to cancel")
nothing, refused = journal.add_lesson(head, mine.id, { date = "21.11.2026" })
ok(not nothing and refused.code == "DENIED", "nor to add one")
local own_day
for _, row in ipairs(journal.day(head, given.date)) do
  if row.lesson == given.id then own_day = row end
end
ok(own_day and own_day.lent == 1 and own_day.teachers ~= "",
  "his day shows the lesson and whom he stands in for")
function head.today() return date.add_days(given.date, 8) end
ok(not journal.open(head, mine.id), "when the days of the regulation are over the journal is closed to him")
function head.today() return TODAY end
local body = paper.paper({ query = {}, session = {}, headers = {}, method = "GET", path = "/", csrf = "" },
  deputy,
  { id = mine.id })
tap.has(body.body, "замена: ", "the paper form tells of the substitution")

-- -- moved and cancelled ---------------------------------------------------------------------------
local data = timetable.year(deputy, year.id)
local coming = timetable.days(data, data.journals[mine.id], timetable.periods(deputy, year, mine.scheme),
  "2026-11-23")[1]
local next_id = assert(journal.add_lesson(teacher, mine.id, { date = date.add_days(coming.date, 0),
  number = coming.number }))
next_one = assert(journal.open(teacher, mine.id)).lesson[next_id]
assert(lessons.change(deputy, { lesson = next_one.id, doing = "cancel", reason = "карантин" }))
nothing, refused = journal.set_cell(teacher, mine.id, { lesson = next_one.id, person = pupil.id, text = "5" })
ok(not nothing and refused.msg:find("отменён", 1, true), "a cancelled lesson takes no mark")
local period
for _, one in ipairs(journal.open(teacher, mine.id).own_periods) do
  if one.starts <= next_one.date and one.ends >= next_one.date then period = one end
end
local function counted()
  local now = journal.open(teacher, mine.id)
  return results.period_call(teacher, now, now.pupils[1], period, {}, next_one.date).ctx.lessons
end
local without = counted()
assert(lessons.change(deputy, { lesson = next_one.id, doing = "restore" }))
is(counted(), without + 1, "and is no lesson of the period until it is brought back")
-- Moved to where the teacher gives another lesson by the week.
local target, slot_of
for _, row in ipairs(data.list) do
  for _, one in ipairs(row.teachers) do
    if one.person == teacher.me.person and row.id ~= mine.id then
      for _, slot in ipairs(row.slots) do
        for ahead = 0, 6 do
          local day = date.add_days(next_one.date, 1 + ahead)
          local fits = date.weekday(day) == slot.weekday and day <= year.ends
            and not timetable.vacation(data, day, row.grade) and day ~= next_one.date
          if fits and row.id ~= other then target, slot_of = target or day, slot_of or slot end
        end
      end
    end
  end
end
ok(target, "the teacher has another lesson in the days after")
assert(lessons.change(deputy, { lesson = next_one.id, doing = "move", date = target,
  number = tostring(slot_of.number), reason = "обмен" }))
local found = clashes.of(deputy, year.id, { id = next_one.id, date = target })
local kinds = {}
for _, one in ipairs(found) do kinds[one.kind] = true end
ok(kinds.teacher, "a moved lesson against the week is a clash of its teacher")
ok(#clashes.list(deputy, year, TODAY) >= 1, "it is among the clashes of the year")
assert(lessons.change(deputy, { lesson = next_one.id, doing = "move", date = target, number = "12",
  reason = "обмен" }) or true)
assert(lessons.change(deputy, { lesson = next_one.id, doing = "restore" }))
is(#clashes.of(deputy, year.id, { id = next_one.id, date = next_one.date }), 0,
  "brought back it clashes no more")
local back = deputy:one("lesson_one", { lesson = next_one.id, me = "", on = "" })
is({ back.date, back.number, back.note }, { next_one.date, next_one.number },
  "its day and number are the old ones, the reason of the cancelling is gone")
-- A substitute who has a lesson of his own then.
local busy
for _, row in ipairs(data.list) do
  for _, slot in ipairs(row.slots) do
    local same = slot.weekday == date.weekday(next_one.date) and slot.number == next_one.number
    if same and row.id ~= mine.id and row.teachers[1] then busy = busy or row.teachers[1].person end
  end
end
if busy then
  assert(lessons.change(deputy, { lesson = next_one.id, doing = "substitute", person = busy }))
  found = clashes.of(deputy, year.id, { id = next_one.id, date = next_one.date })
  is(found[1] and found[1].kind, "teacher", "a substitute who has a lesson of his own is a clash")
  assert(lessons.change(deputy, { lesson = next_one.id, doing = "unsubstitute" }))
end
-- A teacher is away for a day: who is free, and all at once.
local gone_day = "2026-11-24"
local absent_one, his
for _, one in ipairs(substitutes.teachers(deputy, year, gone_day)) do
  local of_day = substitutes.day(deputy, year, one.person, gone_day)
  if #of_day >= 3 and (not his or #of_day > #his) then absent_one, his = one.person, of_day end
end
ok(his, "a teacher with lessons that day")
local picks, first_free = { person = absent_one, reason = "болезнь" }, true
for _, one in ipairs(his) do
  local busy_below, seen_busy = true, false
  for _, choice in ipairs(one.choices) do
    if choice.busy then seen_busy = true elseif seen_busy then busy_below = false end
    if choice.id == absent_one then first_free = false end
  end
  first_free = first_free and busy_below
  picks[one.key] = one.choices[1].id
end
ok(first_free, "the free come first, the one who is away is not offered")
nothing = substitutes.put(teacher, year, gone_day, picks)
ok(not nothing, "a teacher writes no substitutions")
nothing, refused = substitutes.put(deputy, year, gone_day, { person = absent_one })
ok(not nothing and refused.code == "INPUT", "nothing chosen is told")
is(substitutes.put(deputy, year, gone_day, picks), #his, "all his lessons get a substitute")
local whole_day = substitutes.all(deputy, year, gone_day)
is(#whole_day, #his, "the sheet of the day has them")
local clash_free = true
for _, one in ipairs(clashes.on(deputy, year.id, gone_day)) do
  clash_free = clash_free and one.kind ~= "teacher"
end
ok(clash_free, "and nobody is in two places")
local picked = substitutes.day(deputy, year, absent_one, gone_day)[1]
is(picked.sub, picks[picked.key], "the one who was chosen stands there")
is(substitutes.put(deputy, year, gone_day, { person = absent_one, [picked.key] = "" }), 1,
  "one is taken away")
assert(undo.run(deputy, "substitutes"))
assert(undo.run(deputy, "substitutes"))
is(#substitutes.all(deputy, year, gone_day), 0, "and all of them by one action")

local hours = plan.hours(deputy, frame, { { date = "2026-09-10" }, { date = "2026-09-11",
  status = "cancelled" },
  { date = "2026-11-20", status = "moved", sub = "x" } }, {})
local whole = hours[#hours]
is({ whole.journal, whole.held, whole.cancelled, whole.moved, whole.substituted }, { 2, 2, 1, 1, 1 },
  "hours: held without the cancelled, the moved where it went, the substituted")

-- -- a day that contradicts itself -----------------------------------------------------------------
local group
for _, one in ipairs(attendance.groups(deputy, year)) do
  if one.head == head.me.person then
    group = one
  end
end
local sheet = attendance.sheet(deputy, year, group, "2026-11-02", "2026-11-20")
local who, day, todo
for _, one in ipairs(sheet.pupils) do
  for at, of_day in pairs(sheet.dates) do
    local held, numbers = {}, {}
    for _, lesson in ipairs(of_day) do
      if sheet:has(one.id, lesson) and lesson.number and not numbers[lesson.number] then
        held[#held + 1], numbers[lesson.number] = lesson, true
      end
    end
    if not sheet.ranges[one.id] and not sheet.absence[one.id] and #held >= 4 and (not day or at < day) then
      who, day, todo = one, at, held
    end
  end
end
ok(todo, "a pupil with a day of four lessons")
table.sort(todo, function(a, b) return a.number < b.number end)
local function sign(lesson, text)
  assert(journal.set_cell(deputy, lesson.journal, { lesson = lesson.id, person = who.id, text = text,
    reason = "проверка" }))
end
sign(todo[1], "н")
sign(todo[2], "5")
sign(todo[3], "н")
local facts = progress.of(deputy, year).facts[todo[2].journal]
local item = facts.day_mark[#facts.day_mark]
is(item and { item.lesson, item.person, item.low, item.high },
  { todo[2].id, who.id, todo[1].number, todo[3].number }, "a mark between two missed lessons is told")
local told = progress.of(deputy, year)
local line = warnings.row(deputy, told, "day_mark", told.journal[todo[2].journal], item)
is(line.href, "/journals/" .. todo[2].journal .. "#cell=" .. todo[2].id .. "," .. who.id,
  "with a link to the cell")
sign(todo[2], "")
is(#progress.of(deputy, year).facts[todo[2].journal].day_mark, 0, "without the mark it is gone")
sign(todo[3], "б")
facts = progress.of(deputy, year).facts[todo[3].journal]
ok(facts.day_reason[1] and facts.day_reason[1].other == "н", "two reasons in one day are told")
local code = attendance.code(deputy, "ill") or attendance.reasons(deputy)[1]
assert(attendance.add(deputy, year, { person = who.id, starts = day, reason = code.key }))
told = progress.of(deputy, year)
is(#told.facts[todo[3].journal].day_reason, 0, "unless a certificate explains the day")
facts = told.facts[todo[2].journal]
local blank
for _, one in ipairs(facts.day_blank) do
  if one.lesson == todo[2].id and one.person == who.id then
    blank = one
  end
end
local any = deputy:one("lesson_one", { lesson = todo[2].id, me = "", on = "" }).cells == 1
is(blank ~= nil, any, "then an empty cell of a lesson that was filled in is told")

-- -- attendance is counted once --------------------------------------------------------------------
local view = assert(class.open(deputy, group.id))
local away = class.absences(deputy, view, year.starts, year.ends)
local sum = attendance.summary(deputy, year, group, year.starts, year.ends)
local agree = true
for _, row in ipairs(sum.rows) do
  local one = away[row.pupil.id] or { lessons = 0, days = 0 }
  agree = agree and one.lessons == row.lessons and one.days == row.days
end
ok(agree, "the class's page and the page of attendance tell the same")
local groups = attendance.groups(deputy, year)
local school = attendance.school(deputy, year, groups, year.starts, year.ends)
local lessons_missed = 0
for _, row in ipairs(school.rows) do lessons_missed = lessons_missed + row.lessons end
is({ #school.rows, school.total.lessons }, { #groups, lessons_missed },
  "the school is the sum of its classes")

-- -- the year's lessons are taken back ------------------------------------------------------------
local before = #journal.open(deputy, other).lessons
local opts_year = { group = there.journal.group, from = "2026-11-23", drop = false }
local made = assert(generate.run(deputy, year, opts_year))
ok(made.add > 20, "lessons of the year for the new class: " .. made.add)
local some = journal.open(deputy, other).lessons
assert(lessons.set(deputy, other, { { lesson = some[#some].id, topic = "Уже вписано" } }))
done = assert(undo.run(deputy, "generate"))
is({ #journal.open(deputy, other).lessons, done.kept }, { before + 1, 1 }, "all but the one written in since")
assert(undo.run(deputy, "generate", true))
is(#journal.open(deputy, other).lessons, before + made.add, "and made again")
is(stick.store:verify().problems, 0, "the ledger is whole")
stick:lock_all()
return tap.done()
