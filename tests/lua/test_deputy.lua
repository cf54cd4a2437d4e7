-- The deputy's work over a small invented school whose year is over: filling, warnings, remarks, locks,
-- the council,
-- debts, the checklist, the passage to the next year and back.
require "lib.strict"
local os_ = require "core.os"
local date = require "core.date"
local json = require "lib.json"
local tap = require "lib.tap"
local act = require "school.act"
local calendar = require "school.calendar"
local asks = require "school.asks"
local closing = require "school.closing"
local council = require "school.council"
local demo = require "school.demo"
local journal = require "school.journal"
local locks = require "school.locks"
local progress = require "school.progress"
local promotion = require "school.promotion"
local remarks = require "school.remarks"
local session = require "school.session"
local warnings = require "school.warnings"

local ok, is = tap.ok, tap.is
local TODAY = "2026-06-10"
local dir = (os_.env("TEST_TMP") or "/tmp") .. "/deputy"

local function fails(code, name, f, ...)
  local value, err = f(...)
  return tap.fails(value, err, code, name)
end

local made = assert(demo.make(dir, { pupils = 44, years = 1, seed = 3, policy = "school20_nn",
  today = TODAY }))
ok(made.journals > 10, "a school stands")
local stick = assert(session.stick(dir))

local function enter(word)
  for _, user in ipairs(stick:demo()) do
    if user.title:find(word, 1, true) then
      local desk = assert(stick:unlock(user.login, user.password))
      desk.today = function() return TODAY end
      return desk
    end
  end
  error("no user " .. word)
end

local deputy = enter("завуч")
local year = calendar.year_of(deputy, TODAY)
local sheet = progress.of(deputy, year)
local journals = progress.journals(deputy, sheet)
is(#journals, #sheet.journals, "the deputy looks after every journal")

-- Filling.
local all, teachers, groups = progress.sums(sheet, journals)
ok(all.n > 300 and all.topics <= all.n and all.filled <= all.n, "lessons are counted")
ok(#teachers > 3 and #groups >= 11, "by teacher and by class")
local sum = 0
for _, group in ipairs(groups) do sum = sum + group.n end
is(sum, all.n, "the classes make up the school")
ok(all.due > 0 and all.done <= all.due, "results are counted")
is(progress.of(deputy, year), sheet, "nothing changed: the same sheet")

-- A journal with marks, its newest lesson; what a write changes is seen, and only that journal is counted
-- again.
local row
for _, one in ipairs(journals) do
  if one.expects and #one.pupils >= 2 and sheet.facts[one.id].n > 20
    and one.group_kind == "class" then row = row or one end
end
local frame = journal.open(deputy, row.id)
local lesson = frame.lessons[#frame.lessons]
local facts = sheet.facts[row.id]
local before = { no_topic = #facts.no_topic, n = facts.n, untouched = sheet.facts[journals[1].id] }
assert(journal.edit_lesson(deputy, row.id, { lesson = lesson.id, topic = "", reason = "проверка" }))
sheet = progress.of(deputy, year)
is(#sheet.facts[row.id].no_topic, before.no_topic + 1, "a lesson without a topic is seen at once")
ok(sheet.facts[journals[1].id] == before.untouched or journals[1].id == row.id,
  "other journals are not counted again")
local found, n = warnings.list(deputy, sheet, { sheet.journal[row.id] }, { no_topic = true }, 100)
is(n, before.no_topic + 1, "it is among the warnings")
local href = found[1].rows[#found[1].rows].href
tap.has(href, "/journals/" .. row.id .. "#cell=", "each warning is a link to the cell")
ok(#found[1].rows > 0 and found[1].rows[#found[1].rows].mend:find("lesson=", 1, true),
  "and can be mended beside")

-- A class without results is one line, and every pupil is counted.
local facts_of = sheet.facts[row.id].undecided
sheet.facts[row.id].undecided = {}
for i = 1, 9 do
  sheet.facts[row.id].undecided[i] = { person = frame.pupils[1].id, period = row.own[i < 8 and 1 or 2].id }
end
local folded, many, left = warnings.list(deputy, sheet, { sheet.journal[row.id] }, { undecided = true }, 2)
is({ #folded[1].rows, many, left, folded[1].rows[1].name }, { 2, 9, 1, "7 учеников" },
  "seven of one period are a line")
tap.has(folded[1].rows[1].mend, "/period?period=" .. row.own[1].id, "it leads to the whole period")
sheet.facts[row.id].undecided = facts_of

-- A mark where the pupil was away, and a result that does not follow.
local pupil = frame.pupils[1]
local st = stick.store
local function write(f) return assert(st:write({ author = deputy.me.login, grant = "*" }, f)) end
write(function()
  assert(st:put("cell", { lesson = lesson.id, person = pupil.id, marks = "4", absence = "н" }))
  return true
end)
sheet = progress.of(deputy, year)
is(sheet.facts[row.id].absent_mark[#sheet.facts[row.id].absent_mark].person, pupil.id,
  "a mark beside an absence is a contradiction")
local period = row.own[#row.own]
write(function()
  assert(st:put("result", { journal = row.id, person = pupil.id, period = period.id, proposed = "5",
    decided = "3" }))
  return true
end)
sheet = progress.of(deputy, year)
local last = sheet.facts[row.id].unexplained[#sheet.facts[row.id].unexplained]
is({ last.person, last.proposed, last.decided }, { pupil.id, "5", "3" }, "a result without a reason is seen")
write(function()
  assert(st:put("absence_range", { person = pupil.id, starts = lesson.date, ends = lesson.date,
    reason = "ill" }))
  return true
end)
sheet = progress.of(deputy, year)
ok(#sheet.facts[row.id].absent_mark > 0, "a mark within a range of absence too")
ok(warnings.settle(deputy, sheet), "results behind which marks changed are asked of the regulation")

-- Remarks.
local clauses = remarks.clauses(deputy)
local has = false
for _, one in ipairs(clauses) do has = has or one.clause == "3.1.9" end
ok(has, "the clause about checking journals is named")
local standing = remarks.list(deputy, year)
local checks = #remarks.inspections(deputy, { starts = "2020-01-01", ends = "2030-01-01" })
local drafts = remarks.drafts(deputy, sheet, journals, remarks.open_set(standing))
local mine
for _, one in ipairs(drafts) do
  if one.journal.id == row.id and one.kind == "no_topic" then mine = one end
end
ok(mine and mine.text:find("темы", 1, true), "a draft names what is missing")
tap.has(mine.text, calendar.written(lesson.date):sub(1, 5), "and the day")
fails("INPUT", "nothing chosen is refused", remarks.send, deputy, {})
fails("INPUT", "an empty remark is refused", remarks.send, deputy, { { journal = row.id, kind = "other",
  text = " " } })
is(remarks.send(deputy, { { journal = row.id, kind = "no_topic", text = mine.text } }, nil,
  { aim = "итоги", text = "проверено" }), 1, "a remark is sent with the record of the check")
local list = remarks.list(deputy, year)
is({ #list - #standing, list[1].state, list[1].due }, { 1, "open", date.add_days(TODAY, 7) },
  "it waits, with a term of the regulation")
is(#remarks.inspections(deputy, { starts = "2020-01-01", ends = "2030-01-01" }), checks + 1,
  "the check stands")
local again = remarks.drafts(deputy, sheet, journals, remarks.open_set(list))
is(#again, #drafts - 1, "what is remarked already is not drafted again")

-- The teacher sees his own, answers; another's he does not see.
local teacher = enter("учитель")
local own
for _, one in ipairs(journal.list(teacher, year)) do
  if one.mine == 1 and sheet.journal[one.id] then own = own or one end
end
local foreign = 0
for _, one in ipairs(remarks.list(teacher, year)) do
  if one.mine ~= 1 then foreign = foreign + 1 end
end
is(foreign, 0, "a teacher sees only remarks on his journals")
fails("DENIED", "and writes none", remarks.send, teacher, { { journal = own.id, kind = "other",
  text = "x" } })
assert(remarks.send(deputy, { { journal = own.id, kind = "other", text = "Проверьте оформление." } }))
is(remarks.waiting(teacher, year) >= 1, true, "a remark waits for him")
local his
for _, one in ipairs(remarks.list(teacher, year)) do
  if one.journal == own.id then his = one end
end
fails("INPUT", "an empty answer is refused", remarks.answer, teacher, { remark = his.id })
local own_ones = progress.own(teacher, sheet)
ok(#own_ones > 0 and #own_ones < #journals, "he looks through his own journals for gaps")
ok(remarks.answer(teacher, { remark = his.id, answer = "Сделано", done = "1" }), "he answers in place")
for _, one in ipairs(remarks.list(deputy, year)) do
  if one.id == his.id then is({ one.state, one.answer }, { "done", "Сделано" }, "the deputy sees it") end
end
fails("DENIED", "a teacher does not mend a remark", remarks.edit, teacher, { remark = his.id, text = "нет" })
ok(remarks.edit(deputy, { remark = his.id, withdraw = "1" }), "a remark may be taken back")

-- Locks.
is(locks.after("2026-11-21T23:30:00", 25), "2026-11-23T00:30:00", "hours are added over midnight")
local open = { locked = 1, ["until"] = "2026-11-21T15:00:00" }
ok(not locks.closed(open, "2026-11-21T14:59:00"), "a lock opened for hours is open till then")
ok(locks.closed(open, "2026-11-21T15:00:00"), "and closes by itself")
ok(not locks.closed({ locked = 0 }), "an open one is open")
local form = { act = "close", period = period.id, group = row.group }
ok(locks.set(deputy, sheet, { act = "open", period = period.id, group = row.group, reason = "начало" }),
  "a period opens")
ok(locks.set(deputy, sheet, form) > 0, "a period of a class is closed in one commit")
frame = journal.open(deputy, row.id)
ok(frame.locked[period.id], "the journal knows")
local stands = deputy:one("cell", { lesson = lesson.id, person = frame.pupils[2].id })
local other = stands and stands.marks == "5" and "4" or "5"
fails("LOCKED", "a mark without a reason is refused", journal.set_cell, deputy, row.id,
  { lesson = lesson.id, person = frame.pupils[2].id, text = other })
fails("INPUT", "opening needs a reason", locks.set, deputy, sheet, { act = "hours", period = period.id,
  group = row.group,
  hours = "2" })
fails("INPUT", "more hours than the regulation gives are refused", locks.set, deputy, sheet,
  { act = "hours", period = period.id, group = row.group, reason = "ошибка", hours = "900" })
ok(locks.set(deputy, sheet, { act = "hours", period = period.id, group = row.group, reason = "ошибка в дате",
  hours = "2" }) > 0, "it is opened for two hours with a reason")
frame = journal.open(deputy, row.id)
ok(not frame.locked[period.id] and frame.open_till[period.id],
  "the journal is open for a while and says till when")
ok(locks.set(deputy, sheet, form) > 0 and journal.open(deputy, row.id).locked[period.id],
  "and closed before the time")
for _, one in ipairs(row.own) do
  assert(locks.set(deputy, sheet, { act = "open", period = one.id, group = row.group, reason = "проверка" }))
end
local over = locks.set(deputy, sheet, { act = "close", period = locks.over, group = row.group })
ok(over >= #row.own, "all that is over is closed at once")
is(locks.set(deputy, sheet, { act = "close", period = locks.over, group = row.group }), 0,
  "what is closed is not written again")
-- A teacher asks for a closed period; it is opened, and the asking is done with.
local asked = sheet.journal[own.id]
local closed = asked.own[#asked.own].id
assert(locks.set(deputy, sheet, { act = "close", period = closed, journal = own.id }))
fails("INPUT", "asking needs a reason", asks.send, teacher, own.id, { period = closed })
fails("DENIED", "whoever closes periods has nobody to ask", asks.send, deputy, own.id, { period = closed,
  reason = "x" })
ok(asks.send(teacher, own.id, { period = closed, reason = "пропущена контрольная" }), "a teacher asks")
is(#asks.open(deputy), 1, "the deputy sees it")
is(#asks.open(teacher), 0, "the teacher opens nothing")
ok(locks.set(deputy, sheet, { act = "hours", period = closed, journal = own.id, hours = "2",
  reason = "пропущена контрольная" }) == 1, "it is opened for hours")
is(#asks.open(deputy), 0, "and done with")
fails("CONFLICT", "an open period is not asked for", asks.send, teacher, own.id, { period = closed,
  reason = "ещё" })
assert(locks.set(deputy, sheet, { act = "close", period = closed, journal = own.id }))
assert(asks.send(teacher, own.id, { period = closed, reason = "ещё одна" }))
fails("DENIED", "a teacher does not answer it", asks.refuse, teacher, { journal = own.id, period = closed })
ok(asks.refuse(deputy, { journal = own.id, period = closed }), "it may stay closed")
is(#asks.open(deputy), 0, "that is an answer too")
fails("NOTFOUND", "once", asks.refuse, deputy, { journal = own.id, period = closed })

local state = locks.table(deputy, sheet, { sheet.journal[row.id] })
is(#state[1].cells, #row.own + 1, "the state shows every period and the year")

-- The council.
local rules = council.rules(deputy)
ok(rules.debt["2"] and rules.debt["н/а"] and rules.final[9] and not rules.final[8],
  "debts and last grades are the regulation's")
local class
for _, one in ipairs(closing.classes(deputy, sheet)) do
  if one.grade == 6 then class = class or one end
end
local before_council = council.class(deputy, sheet, class)
ok(#before_council > 1, "the class stands before the council")
local first, second = before_council[1], before_council[2]
fails("INPUT", "an unknown decision is refused", council.decide, deputy, sheet, class, { ["d_"
  .. first.person] = "expelled" })
-- One pupil with a failed subject.
local failing
for _, one in ipairs(sheet.journals) do
  if one.group == class.id and one.expects and one.whole then failing = failing or one end
end
write(function()
  assert(st:put("result", { journal = failing.id, person = first.person, period = failing.whole.id,
    decided = "2",
    reason = "по итогам" }))
  return true
end)
sheet = progress.of(deputy, year)
before_council = council.class(deputy, sheet, class)
is({ #before_council[1].failed, before_council[1].failed[1].value }, { 1, "2" }, "a debt is seen")
local decided = { protocol_number = "12", protocol_date = "29.05.2026" }
for _, one in ipairs(before_council) do decided["d_" .. one.person] = "promoted" end
decided["d_" .. first.person], decided["d_" .. second.person] = "conditional", "repeat"
is(council.decide(deputy, sheet, class, decided), #before_council,
  "the decisions of a class are written with the protocol")
local after_council = council.class(deputy, sheet, class)
ok(council.protocol(deputy, decided) and council.protocol(deputy, { protocol_number = "12",
  protocol_date = "30.05.2026" }) == nil, "the protocol of a number and day is known again")
is({ after_council[1].decision, after_council[1].protocol_number }, { "conditional", "12" },
  "they are read back")
local function debt()
  for _, one in ipairs(council.debts(deputy)) do
    if one.person == first.person and one.journal == failing.id then return one end
  end
end
is({ debt().state, debt().due }, { "open", date.add_days(TODAY, rules.days) }, "a debt stands with its term")
fails("INPUT", "a retake with a sign that is no mark", council.retake, deputy, { debt = debt().id,
  outcome = "7",
  retaken_on = "01.09.2026" })
ok(council.retake(deputy, { debt = debt().id, outcome = "3", retaken_on = "01.09.2026" }),
  "the retake is written")
is(debt().state, "closed", "the debt is closed")
local result = deputy:one("result_whole", { journal = failing.id, person = first.person,
  period = failing.whole.id })
is({ result.decided, result.council }, { "2", "3" }, "the council's result stands beside the teacher's")
fails("INPUT", "the council's result needs a ground", council.set_result, deputy, { journal = failing.id,
  person = first.person, period = failing.whole.id, value = "4" })

-- One decision for all who have none: before the year is over nothing is proposed.
local early = setmetatable({ today = "2026-04-01" }, { __index = sheet })
local small
for _, one in ipairs(closing.classes(deputy, sheet)) do
  if one.grade == 3 then small = small or one end
end
write(function()
  for _, one in ipairs(council.class(deputy, early, small)) do
    if one.decision then assert(st:void("council", { person = one.person, year = year.id }, "проверка")) end
  end
  return true
end)
local without = council.class(deputy, early, small)
is(council.decide(deputy, early, small, { all = "promoted",
  ["d_" .. without[1].person] = "repeat" }), #without, "all at once, but for those chosen one by one")
without = council.class(deputy, early, small)
is({ without[1].decision, without[2].decision }, { "repeat", "promoted" }, "as chosen")
is(council.decide(deputy, early, small, { all = "graduated" }), 0, "a written decision is left alone")

-- The checklist.
local steps, seal = closing.steps(deputy, sheet)
ok(#steps == 11 and not seal, "the steps of the regulation")
local by = {}
for _, step in ipairs(steps) do by[step.key] = step end
ok(by.topics.done < by.topics.all and by.topics.href, "a step counts what is left and links to it")
is(by.archive.state, "none", "what cannot be counted waits for a hand")
ok(closing.tick(deputy, sheet, "archive", "акт № 1"), "a step is ticked by hand")
for _, step in ipairs(closing.steps(deputy, sheet)) do
  if step.key == "archive" then
    is({ step.tick.basis, step.tick.on, step.tick.last }, { "акт № 1", TODAY, deputy.me.last },
      "with what confirms it, the day and the name")
  end
end
is(stick.store:history("closing", { year = year.id, step = "archive" })[1].body.done, true,
  "a tick is a record of its own kind")
fails("INPUT", "the year is not sealed while a step is open", closing.seal, deputy, sheet, year.name)
ok(closing.tick(deputy, sheet, "archive", ""), "a tick is taken back")
fails("NOTFOUND", "no such step", closing.tick, deputy, sheet, "nonsense", "x")

-- The passage: of all the school only this class has been decided.
local ours = {}
for _, one in ipairs(before_council) do ours[one.person] = true end
write(function()
  for _, one in ipairs(deputy:query("council_of_year", { year = year.id })) do
    if not ours[one.person] then assert(st:void("council", { person = one.person, year = year.id },
      "проверка")) end
  end
  return true
end)
local plan = promotion.plan(deputy, sheet, {})
ok(plan.year.new and plan.year.name == "2026/2027", "the next year will be made")
is({ plan.moved, #plan.undecided > 0 }, { #before_council, true }, "only those decided go on")
local seventh, sixth
for _, group in ipairs(plan.groups) do
  if group.grade == 7 then seventh = group elseif group.grade == 6 then sixth = group end
end
is({ #seventh.pupils, #sixth.pupils }, { #before_council - 1, 1 }, "one stays, the others go up")
ok(seventh.name:find("^7") and #seventh.journals > 5, "the class has its name and its journals")
plan = promotion.plan(deputy, sheet, { undecided = true })
ok(plan.moved > 20 and plan.groups[1].grade == 1 and #plan.groups[1].pupils == 0,
  "a first class stands ready")
local info = st:info().entries
ok(#deputy:query("class_enrolments", { year = year.id }) > 0 and info == st:info().entries,
  "a preview writes nothing")
local finisher = plan.graduated[1]
local mover, eldest = plan.groups[2].pupils[1].person, nil
assert(act.write(deputy, {}, function(w)
  for _, one in ipairs(deputy:query("class_enrolments", { year = year.id })) do eldest = one.group end
  act.must(w:put("enrolment", { person = mover, group = eldest, starts = "2025-09-01", ends = "2025-09-10",
    reason = "class_change" }))
  for _, one in ipairs(deputy:query("class_enrolments", { year = year.id })) do
    if one.person == finisher.person then
      act.must(w:correct("enrolment", one.id, { ends = json.null, reason = json.null }, "учится"))
    end
  end
end))
local done = assert(promotion.run(deputy, sheet, { undecided = "1", order_number = "44",
  order_date = "30.05.2026" }))
is(done.pupils, plan.moved, "all go in one commit")
local lasting = 0
for _, one in ipairs(deputy:query("class_enrolments", { year = year.id })) do
  if one.person == mover and (one.ends or "") == "" then lasting = lasting + 1 end
end
is(lasting, 0, "who changed the class leaves the one he was in")
local function finished(person)
  local place, file
  for _, one in ipairs(deputy:query("office_places", { person = person })) do
    if one.kind == "class" then place = one end
  end
  for _, one in ipairs(deputy:query("pupil_files", { person = person })) do
    if one.record == "personal_file" then file = one end
  end
  return place.reason or "", file and file.event or "", place.ends or ""
end
local reason, event, ends = finished(finisher.person)
ok(reason == "graduation" and event == "graduation" and ends == "2026-05-30",
  "who finishes leaves, and the term of his file begins", reason .. event .. ends)
local new = calendar.year_of(deputy, "2026-10-01")
is(new.name, "2026/2027", "the new year is there")
is(#deputy:query("class_enrolments", { year = new.id }), plan.moved, "with the pupils")
ok(#calendar.periods(deputy, new.id) > 4, "and periods")
fails("CONFLICT", "not twice", promotion.run, deputy, sheet, { undecided = "1" })
local next_sheet = progress.of(deputy, new)
ok(#next_sheet.journals == done.journals and done.journals > 20, "and journals with teachers")
local parts = calendar.periods(deputy, new.id)
local shift = {}
for _, one in ipairs(parts) do
  if one.scheme == "quarter" and one.number == 1 then
    shift["e_" .. one.id] = "2026-10-25"
    fails("INPUT", "a period outside the year is refused", promotion.set_periods, deputy, new,
      { ["s_" .. one.id] = "2026-01-01" })
  end
end
is(promotion.set_periods(deputy, new, shift), 1, "the border of a period is moved")
ok(promotion.undo(deputy, year), "the passage is taken back")
local why, _, day = finished(finisher.person)
is(why .. day, "", "who finished is in his class again")
is(#deputy:query("class_enrolments", { year = new.id }), 0, "nobody is in the new year")
local kept = 0
for _, one in ipairs(deputy:query("class_enrolments", { year = year.id })) do
  if one.ends and one.ends ~= "" and one.reason == "promotion" then kept = kept + 1 end
end
ok(kept >= 0 and #deputy:query("class_enrolments", { year = year.id }) > 0, "the old year is as it was")
fails("NOTFOUND", "nothing more to take back", promotion.undo, deputy, year)
ok(promotion.run(deputy, sheet, { undecided = "1", journals = "0" }),
  "and it can be done again, without journals")

-- The seal: every step ticked.
sheet = progress.of(deputy, year)
for _, step in ipairs(closing.steps(deputy, sheet)) do
  if step.state ~= "done" then assert(closing.tick(deputy, sheet, step.key, "проверено")) end
end
fails("INPUT", "the word must be the year", closing.seal, deputy, sheet, "2024/2025")
ok(closing.seal(deputy, sheet, year.name), "the year is sealed")
ok(closing.sealed(deputy, year), "and says so")
fails("LOCKED", "nothing is opened any more", locks.set, deputy, sheet,
  { act = "open", period = period.id, group = row.group, reason = "просьба" })
fails("LOCKED", "not from the journal either", journal.set_lock, deputy, row.id, period.id, false, "просьба")
fails("LOCKED", "no tick is taken back", closing.tick, deputy, sheet, "archive", "")
ok(journal.set_cell(deputy, row.id, { lesson = lesson.id, person = frame.pupils[2].id, text = other,
  reason = "ошибка переноса" }), "a correction with a reason remains possible")
is(st:verify().problems, 0, "the ledger is whole")
stick:lock_all()
return tap.done()
