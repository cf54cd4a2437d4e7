-- The office: newcomers, transfers, leavers, groups, journals, staff, roles, and taking each act back.
local date = require "core.date"
local os_ = require "core.os"
local tap = require "lib.tap"
local books = require "school.books"
local demo = require "school.demo"
local act = require "school.act"
local class_ = require "school.class"
local council = require "school.council"
local journal = require "school.journal"
local office = require "school.office"
local brought = require "school.office_brought"
local groups = require "school.office_groups"
local journals = require "school.office_journals"
local pupils = require "school.office_pupils"
local people = require "school.people"
local progress = require "school.progress"
local retention = require "school.retention"
local session = require "school.session"
local staff = require "school.office_staff"
local users = require "school.users"

local ok, is = tap.ok, tap.is
local TODAY = "2026-11-21"

local dir = assert(os_.env("TEST_TMP"), "TEST_TMP is not set") .. "/school"
local made, failed = demo.make(dir, { pupils = 60, years = 1, seed = 7, policy = "borisovskaya",
  today = TODAY })
ok(made, "an invented school " .. tostring(failed and failed.msg or ""))
if not made then return tap.done() end

local stick = assert(session.stick(dir))
local function enter(login, password)
  local desk = assert(stick:unlock(login, password or login .. "-demo"))
  function desk.today() return TODAY end
  return desk
end
local secretary, deputy, teacher = enter("sekretar"), enter("zavuch"), enter("uchitel")
local head, headed = enter("direktor"), enter("klassruk")
local year = secretary:query("years")[1]

local classes = {}
for _, row in ipairs(office.groups(secretary, function(one) return one.kind == "class"
  and one.pupils > 0 end)) do
  classes[#classes + 1] = row
end
ok(#classes > 2, "there are classes")

local function words(err)
  return type(err) == "table" and err.msg .. " " .. table.concat({ next(err.fields or {}) }, ": ") or ""
end
local function refused(value, err, code, field, name)
  ok(not value and err.code == code and (not field or err.fields and err.fields[field]), name, words(err))
end
local function with(base, more)
  local form = {}
  for k, v in pairs(base) do form[k] = v end
  for k, v in pairs(more) do form[k] = v end
  return form
end
local function names(class)
  local list = {}
  for _, row in ipairs(journals.of_group(deputy, class)) do
    local frame = journal.open(deputy, row.id)
    list[#list + 1] = frame
  end
  return list
end

-- Coming.
local class, other = classes[1], classes[2]
local form = { group = class.id, date = "16.11.2026", last = "Ёлкина", first = "Майя", middle = "Львовна",
  born = "03.04.2015", sex = "f", snils = "112-233-445 95", phone = "8 900 000-00-00", file_no = "Е-17",
  from = "школа № 3, г. Балашов", order_number = "77-у", order_date = "14.11.2026",
  parent_1 = "Ёлкин Лев Ильич", parent_role_1 = "father", parent_phone_1 = "8 900 111-11-11" }
local id, commit = pupils.admit(teacher, form)
refused(id, commit, "DENIED", nil, "a teacher enrols nobody")
id, commit = pupils.admit(headed, with(form, { group = other.id }))
refused(id, commit, "DENIED", nil, "nor does a class teacher without a right to orders")
for field, more in pairs({ group = { group = "" }, date = { date = "16.13.2026" }, last = { last = "" },
  snils = { snils = "112-233-445 96" }, born = { born = "01.01.2090" }, order_number = { order_number = "" },
  order_date = { order_date = "" }, parent_1 = { parent_1 = "Лев" } }) do
  id, commit = pupils.admit(secretary, with(form, more))
  refused(id, commit, "INPUT", field, "refused beside the field: " .. field)
end
id, commit = pupils.admit(secretary, with(form, { date = "16.11.2031" }))
refused(id, commit, "INPUT", "date", "a day outside the year")
ok(commit.msg:find("30.06.2027", 1, true), "with the borders of the year", commit.msg)

id, commit = pupils.admit(secretary, form)
ok(id and commit, "a newcomer is enrolled", words(commit))
local child = id
local place = pupils.class_on(secretary, child, TODAY)
is(place and place.group, class.id, "into the class")
is(secretary:one("office_person", { person = child }).snils, "11223344595", "with her data")
is(#secretary:query("office_relations", { person = child }), 1, "and a representative")
local whole, named = 0, 0
for _, frame in ipairs(names(class)) do
  local subgroups = #deputy:query("journal_pupils_named", { journal = frame.id }) > 0
  if subgroups then named = named + (frame.pupil[child] and 1 or 0)
  elseif frame.pupil[child] then whole = whole + 1 end
end
ok(whole > 3, "the journals of the class follow", whole)
is(named, 0, "subgroups wait for a word")
local move
for _, one in ipairs((books.movement(secretary, year, year.starts, year.ends))) do
  if one.person == child then move = one end
end
ok(move and move.kind == "in" and move.number == "77-у", "the movement shows her with the order")

id, commit = pupils.admit(secretary, with(form, { snils = "", last = "Ёлкина" }))
refused(id, commit, "CONFLICT", "last", "the same name is asked about")
is(commit.person, child, "and tells who it is")
id, commit = pupils.admit(secretary, with(form, { last = "Другая", first = "Анна" }))
refused(id, commit, "CONFLICT", "snils", "a СНИЛС of another person")
id, commit = pupils.admit(secretary, with(form, { person = child, group = other.id }))
refused(id, commit, "CONFLICT", "group", "nobody is in two classes")

-- An order may be left out where the regulation does not ask for it.
ok(office.needs_order(secretary), "the regulation asks for an order")
local policy_id = assert(secretary.rules:at()).policy
assert(require("school.act").write(head, {}, function(st)
  st:put("setting", { policy = policy_id, name = "movement_order", value = "false" })
end))
ok(not office.needs_order(secretary), "a school may decide otherwise")
is(office.order(secretary, {}, ""), false, "then no order is needed")
assert(require("school.act").write(head, {}, function(st)
  st:put("setting", { policy = policy_id, name = "movement_order", value = "true" })
end))

-- Taking back, and once more.
local twin = with(form, { last = "Лишняя", snils = "", order_number = "78-у", parent_1 = "",
  parent_phone_1 = "" })
local wrong, wrong_commit = pupils.admit(secretary, twin)
ok(wrong, "somebody is enrolled by mistake", words(wrong_commit))
local done, err = office.undo(teacher, wrong_commit)
refused(done, err, "DENIED", nil, "a foreign act is not taken back")
ok(office.undo(secretary, wrong_commit), "one's own is")
is(secretary:one("office_person", { person = wrong }), nil, "he is gone")
is(secretary:one("office_order", { number = "78-у", date = "2026-11-14" }), nil, "with the order")
done, err = office.undo(secretary, wrong_commit)
refused(done, err, "CONFLICT", nil, "not twice")
local acts = office.acts(secretary, 10)
ok(#acts >= 3 and acts[1].title:find("отмена", 1, true) and not acts[1].undo, "history shows both",
  acts[1].title)

-- Data put right: the old value stays.
done, err = pupils.correct(secretary, with(form, { person = child, first = "Майя", born = "04.04.2015" }))
refused(done, err, "INPUT", "reason", "a correction wants a reason")
done, err = pupils.correct(secretary, with(form, { person = child, born = "04.04.2015", file_no = "Е-18",
  reason = "по свидетельству" }))
ok(done and err, "and is written", words(err))
local past = office.past(secretary, "person", child, { { name = "born", label = "день" } }, function(_,
  v) return v end)
is(past[1] and past[1].changes[1].was, "2015-04-03", "the old value is readable")
is(past[1].reason, "по свидетельству", "with the reason")
is(secretary:one("cmd_pupil", { person = child }).file_no, "Е-18", "the number of the file too")

-- Subgroups.
local grouped, part = other, {}
for i, row in ipairs((groups.members(secretary, other, TODAY))) do
  if i % 2 == 1 then part["p_" .. row.person] = "1" end
end
id, commit = journals.add(secretary, { group = other.id, new_subject = "Немецкий язык",
  subgroup = "1-я группа" })
refused(id, commit, "INPUT", "pick", "a subgroup wants its pupils")
id, commit = journals.add(secretary, with(part, { group = other.id, new_subject = "Немецкий язык" }))
refused(id, commit, "INPUT", "subgroup", "and its name")
id, commit = journals.add(secretary, with(part, { group = other.id, new_subject = "Немецкий язык",
  subgroup = "1-я группа", grading = "marks", scheme = "quarter" }))
ok(id, "a subgroup gets its journal", words(commit))
local subgroup = secretary:query("office_subgroups", { group = grouped.id, person = child })[1]
is(subgroup.id, id, "and the class is divided")

-- Moving.
local target = grouped
local transfer = { person = child, group = target.id, date = "20.11.2026", order_number = "80-у",
  order_date = "19.11.2026" }
id, commit = pupils.transfer(secretary, with(transfer, { group = class.id }))
refused(id, commit, "INPUT", "group", "to the same class")
id, commit = pupils.transfer(secretary, with(transfer, { date = "16.11.2026" }))
refused(id, commit, "INPUT", "date", "not on the day he came")
id, commit = pupils.transfer(secretary, with(transfer, { order_number = " " }))
refused(id, commit, "INPUT", "order_number", "an order is wanted")
id, commit = pupils.transfer(teacher, transfer)
refused(id, commit, "DENIED", nil, "a teacher moves nobody")
id, commit = pupils.transfer(secretary, transfer)
ok(id, "a pupil is moved", words(commit))
local rows = secretary:query("office_places", { person = child })
is(rows[1].ends, "2026-11-19", "the old enrolment ends the day before")
is(rows[2].group .. rows[2].starts, target.id .. "2026-11-20", "the new one begins")
local old = journal.open(deputy, names(class)[1].id)
is(old.pupil[child] and old.pupil[child].ends, "2026-11-19", "the old journals keep her to that day")
ok(office.undo(secretary, commit), "the move is taken back")
is(pupils.class_on(secretary, child, TODAY).group, class.id, "she is in the old class again")
is(#secretary:query("office_places", { person = child }), 1, "with one enrolment")
id, commit = pupils.transfer(secretary, transfer)
ok(id, "and is moved again", words(commit))
if target == grouped then
  local day = { person = child, date = "20.11.2026", ["j_" .. subgroup.id] = "1" }
  done, err = pupils.subgroups(secretary, day)
  ok(done, "she joins a subgroup", words(err))
  ok(journal.open(deputy, subgroup.id).pupil[child], "and stands in its journal")
end

-- Her page has the journals of both classes.
local kept = {}
for _, one in ipairs((people.year_of_marks(deputy, child, year))) do kept[one.group] = true end
ok(kept[class.id] and kept[target.id], "marks of the earlier stay are visible")

-- A class teacher keeps the data of his own class.
local own_class = secretary:query("office_heads", { person = headed.me.person, on = TODAY })[1]
local mine = groups.members(secretary, own_class, TODAY)[1]
local facts = secretary:one("office_person", { person = mine.person })
done, err = pupils.correct(headed, { person = mine.person, last = facts.last, first = facts.first,
  middle = facts.middle, born = facts.born, sex = facts.sex, snils = facts.snils, phone = "8 900 222-22-22",
  file_no = facts.file_no, reason = "новый номер" })
ok(done, "a class teacher puts data of his class right", words(err))
done, err = pupils.add_parent(headed, { person = child, parent_1 = "Иванов Иван" })
refused(done, err, "DENIED", nil, "and of no other class")

-- A mark keeps her in the books, and keeps the act.
local frame
for _, one in ipairs(names(target)) do
  if one.pupil[child] and not frame then frame = one end
end
local lesson
for _, row in ipairs(frame.lessons) do
  if row.date <= TODAY and row.date >= "2026-11-01" and row.status ~= "cancelled" then lesson = row.id end
end
assert(journal.set_cell(deputy, frame.id, { lesson = lesson, person = child, text = "5" }))
done, err = office.undo(secretary, commit)
refused(done, err, "CONFLICT", nil, "an act with marks after it stays")
done, err = pupils.void(secretary, { person = child, reason = "ошибка" })
refused(done, err, "CONFLICT", nil, "a real pupil never goes")
ok(err.msg:find("журнал", 1, true), "and the words say why", err.msg)

-- Marks brought along.
local view = assert(brought.view(deputy, child))
local line
for _, one in ipairs(view.rows) do
  if #one.periods > 0 and one.frame.journal.grading == "marks" and not line then line = one end
end
ok(line, "results of the periods before may be put")
local field = brought.result_field(line, line.periods[1])
done, err = brought.set(deputy, { person = child, [field] = "4" })
refused(done, err, "INPUT", "from", "the origin is wanted")
done, err = brought.set(deputy, { person = child, from = "школа № 3, справка", [field] = "семь" })
refused(done, err, "INPUT", field, "only what may be a result")
done, err = brought.set(teacher, { person = child, from = "школа", [field] = "4" })
ok(not done, "nobody else puts them", words(err))
local free
for _, one in ipairs(view.rows) do
  if one.lesson and not one.cell and one.frame.journal.grading == "marks" then free = one end
end
local given = { person = child, from = "школа № 3, справка от 12.11.2026", [field] = "4" }
if free then given[brought.cell_field(free)] = "5 4" end
done, err = brought.set(deputy, given)
is(done, free and 2 or 1, "a result and current marks are written " .. words(err))
local result = deputy:one("result", { journal = line.id, person = child, period = line.periods[1].id })
ok(result.decided == "4" and result.reason:find("школа № 3", 1, true), "the result names its origin",
  result.reason)
if free then
  local cell = deputy:one("cell", { lesson = free.lesson.id, person = child })
  is(cell and cell.marks, "5/4", "two marks stand in one cell")
  ok(cell.comment:find("школа № 3", 1, true), "with the origin as a comment")
end

-- Groups, journals.
id, commit = groups.add(teacher, { kind = "circle", year = year.id, name = "Макраме" })
refused(id, commit, "DENIED", nil, "a teacher makes no groups")
id, commit = groups.add(secretary, { kind = "class", year = year.id })
refused(id, commit, "INPUT", "grade", "a class wants its grade")
id, commit = groups.add(secretary, { kind = "class", year = year.id, grade = tostring(class.grade),
  letter = class.letter })
refused(id, commit, "CONFLICT", "name", "not two of one name", words(commit))
id, commit = groups.add(secretary, { kind = "танцы", year = year.id, name = "Танцы" })
refused(id, commit, "INPUT", "kind", "only kinds of the regulation")
id, commit = groups.add(secretary, { kind = "circle", year = year.id, name = "Макраме" })
ok(id, "a circle is made", words(commit))
local circle = secretary:one("office_group", { group = id })
local candidates = groups.candidates(secretary, circle, TODAY)
ok(#candidates > 2, "pupils of all classes may come")
local first, second = candidates[1].rows[1], candidates[2].rows[1]
local join = { group = circle.id, date = "21.11.2026", ["p_" .. first.id] = "1", ["p_" .. second.id] = "1" }
done, err = groups.join(secretary, with(join, { date = "21.11.2020" }))
refused(done, err, "INPUT", "date", "a day of the year")
done, err = groups.join(secretary, { group = circle.id, date = "21.11.2026" })
refused(done, err, "INPUT", "pick", "somebody must be ticked")
done, err = groups.join(secretary, with(join, { group = class.id }))
refused(done, err, "INPUT", nil, "a class is joined by order only")
done, err = groups.join(secretary, join)
is(done, 2, "two pupils join " .. words(err))
local workers = office.teachers(secretary)
local usual = journals.usual(secretary, circle)
ok(usual.grading, "the regulation says how a circle is graded", usual.grading)
local open = { group = circle.id, new_subject = "Макраме", teacher = workers[1].id, hours = "2",
  grading = usual.grading, programme = usual.programme, carrier = usual.carrier }
done, err = journals.add(secretary, with(open, { new_subject = "" }))
refused(done, err, "INPUT", "subject", "a journal wants a subject")
done, err = journals.add(secretary, with(open, { grading = "звёздочки" }))
refused(done, err, "INPUT", "grading", "a grading of the regulation")
done, err = journals.add(teacher, open)
refused(done, err, "DENIED", nil, "a teacher makes no journals")
local chess
chess, commit = journals.add(secretary, open)
ok(chess, "a journal is made", words(commit))
is(#assert(journal.open(deputy, chess)).pupils, 2, "with the pupils of the circle")
done, err = journals.add(secretary, open)
refused(done, err, "CONFLICT", "subject", "not twice")
done, err = groups.void(secretary, { group = circle.id })
refused(done, err, "CONFLICT", nil, "a group with pupils stays")
done, err = journals.edit(secretary, with(usual, { journal = chess, hours = "3", scheme = "half" }))
ok(done and err, "settings of an empty journal change", words(err))
is(journal.open(deputy, chess).journal.hours, 3, "at once")
done, err = journals.teacher(secretary, { journal = chess, teacher = workers[2].id, date = "20.11.2026",
  instead = "all" })
ok(done, "another teacher comes", words(err))
local now = {}
for _, one in ipairs(secretary:query("journal_teachers", { journal = chess })) do
  now[one.person] = one.ends or ""
end
is(now[workers[1].id], "2026-11-19", "the former one ends the day before")
is(now[workers[2].id], "", "the new one goes on")
done, err = journals.teacher(secretary, { journal = chess, teacher = workers[2].id, date = "21.11.2026" })
refused(done, err, "INPUT", "teacher", "nobody twice")
assert(require("school.act").write(deputy, {}, function(st)
  lesson = st:put("lesson", { journal = chess, date = "2026-11-20", number = 7 })
end))
done, commit = journals.void(deputy, { journal = chess })
ok(done, "an empty journal goes with its empty lesson", words(commit))
is(secretary:one("journal", { journal = chess }), nil, "it is gone")
ok(office.undo(deputy, commit), "and comes back")
chess = secretary:query("office_journals", { group = circle.id })[1].id
is(#secretary:query("journal_teachers", { journal = chess }), 2, "with its teachers")
lesson = secretary:query("office_journal_lessons", { journal = chess })[1].id
frame = assert(journal.open(deputy, chess))
local mark = frame.journal.grading == "none" and "+" or "5"
local set, bad = journal.set_cell(deputy, chess, { lesson = lesson, person = first.id, text = mark })
if not set then set, bad = journal.set_cell(deputy, chess, { lesson = lesson, person = first.id,
  text = "н" }) end
ok(set, "an entry stands in the new journal", words(bad))
done, err = journals.edit(secretary, with(usual, { journal = chess, hours = "4", scheme = "half" }))
refused(done, err, "CONFLICT", "hours", "its settings stay now")
done, err = journals.void(deputy, { journal = chess })
refused(done, err, "CONFLICT", nil, "and it stays")
done, err = journals.pupils(secretary, { journal = chess, date = "21.11.2026", ["p_" .. first.id] = "1" })
ok(done, "a journal is narrowed to a subgroup", words(err))
is(#journal.open(deputy, chess).pupils, 1, "to those ticked")
local member = groups.members(secretary, circle, TODAY)
done, err = groups.part(secretary, { group = circle.id, date = "21.11.2026", ["e_" .. member[1].id] = "1" })
is(done, 1, "a pupil leaves the circle " .. words(err))
is(#(groups.members(secretary, circle, "2026-11-22")), 1, "the other stays")
done, err = groups.edit(secretary, { group = class.id, name = class.name, grade = "7",
  letter = class.letter })
refused(done, err, "INPUT", "grade", "a class with journals keeps its grade")

-- A class of several grades: the journal shows the grades apart.
local several = assert(groups.add(secretary, { kind = "combined", year = year.id, name = "1–2 комплект" }))
local pair = groups.candidates(secretary, { id = several, year = year.id }, TODAY)
assert(groups.join(secretary, { group = several, date = "21.11.2026", ["p_" .. pair[1].rows[1].id] = "1",
  ["p_" .. pair[2].rows[1].id] = "1" }))
local both = assert(journals.add(secretary, { group = several, new_subject = "Ритмика", grading = "marks" }))
ok(journal.open(deputy, both).grades, "pupils of two grades stand by grade")
local shared = assert(journal.add_lesson(deputy, both, { date = "2026-11-21" }))
local function typed(k, text)
  return journal.set_cell(deputy, both, { lesson = shared.id or shared, person = pair[k].rows[1].id,
    text = text })
end
is({ pair[1].grade, pair[2].grade }, { 1, 2 }, "the first grade and the second")
refused(typed(1, "5"), select(2, typed(1, "5")), "INPUT", nil, "a first-grader gets no mark beside others")
ok(typed(1, "н") and typed(2, "5"), "he may be absent, and the second grade gets its marks")
assert(typed(1, "") and typed(2, ""))

-- Its results are results of the pupil's own class.
view = assert(class_.open(deputy, pair[1].rows[1].group_id))
local learner, period = pair[1].rows[1].id, view.columns[1]
assert(act.write(deputy, {}, function(st)
  for k = 1, 2 do
    act.must(st:put("result", { journal = both, person = pair[k].rows[1].id, period = period.id,
      decided = "5" }))
  end
end))
view = assert(class_.open(deputy, pair[1].rows[1].group_id))
local at, subject
for i, one in ipairs(view.subjects) do
  if one.name == "Ритмика" then at, subject = i, one end
end
ok(subject, "the sheet of a single class has the subject of several grades")
local found = class_.results(deputy, view)
is(found.at[learner] and found.at[learner][at] and found.at[learner][at][period.id], "5", "with his result")
is(found.at[pair[2].rows[1].id], nil, "and nobody of the other grade")
is(class_.journal_of(deputy, view, subject.id, learner), both, "which leads to its journal")
ok(class_.takes(view, subject, { id = learner }), "he learns it")
ok(not class_.takes(view, subject, { id = pair[1].rows[2].id }), "his neighbour does not")
local judged = {}
for _, one in ipairs(council.class(deputy, progress.of(deputy, year),
  { id = view.id, grade = view.row.grade })) do
  judged[one.person] = one
end
ok(judged[learner], "the council sees the class")
local elder = assert(groups.add(secretary, { kind = "combined", year = year.id, name = "8–9 комплект" }))
local ticks = { group = elder, date = "21.11.2026" }
for _, one in ipairs(groups.candidates(secretary, { id = elder, year = year.id }, TODAY)) do
  if one.grade == 8 or one.grade == 9 then ticks["p_" .. one.rows[1].id] = "1" end
end
assert(groups.join(secretary, ticks))
local russian = assert(journals.add(secretary, { group = elder, grading = "marks", scheme = "quarter",
  subject = journals.of_group(secretary, class)[1].subject }))
local counted = progress.of(deputy, year).journal[russian]
ok(#counted.by_grade[8] == 0 and #counted.by_grade[9] > 0 and #counted.closing == #counted.by_grade[9],
  "only those who finish have an examination in the deputy's figures")

-- Leaving.
local leave = { person = child, date = "21.11.2026", reason = "transfer", note = "г. Саратов",
  order_number = "90-у", order_date = "21.11.2026" }
done, err = pupils.leave(secretary, with(leave, { reason = "" }))
refused(done, err, "INPUT", "reason", "a reason is wanted")
done, err = pupils.leave(secretary, with(leave, { order_date = "" }))
refused(done, err, "INPUT", "order_date", "and an order")
done, err = pupils.leave(secretary, with(leave, { date = "01.09.2026" }))
refused(done, err, "INPUT", "date", "on a day she was here")
done, commit = pupils.leave(secretary, leave)
ok(done, "she leaves", words(commit))
is(pupils.class_on(secretary, child, "2026-11-22"), nil, "and is in no class the next day")
move = nil
for _, one in ipairs((books.movement(secretary, year, year.starts, year.ends))) do
  if one.person == child and one.kind == "out" then move = one end
end
ok(move and move.number == "90-у" and move.reason == "transfer",
  "the movement shows it with order and reason")
local function paper()
  for _, row in ipairs(assert(retention.list(secretary, "2026-11-25"))) do
    if row.person == child and row.record == "personal_file" then return row end
  end
end
local file = paper()
is(file and file.event, "transfer", "her personal file closes with the event")
is(file and file.closed_on, "2026-11-21", "and the day")
is(file and file.state, "hand_over", "and the regulation says: to be handed over")
ok(people.pupil(deputy, child), "her page stays")
ok(office.undo(secretary, commit), "leaving is taken back")
is(pupils.class_on(secretary, child, "2026-11-22").group, target.id, "she is here again")
is(paper(), nil, "and her file is not closed")
assert(pupils.leave(secretary, leave))
done, err = pupils.admit(secretary, { person = child, group = class.id, date = "25.11.2026",
  order_number = "95-у", order_date = "21.11.2026" })
ok(done, "and may come back later", words(err))
file = paper()
ok(file and not file.event and not file.closed_on, "her file is open again")

-- A wrongly made pupil goes.
wrong = assert(pupils.admit(secretary, with(twin, { order_number = "96-у" })))
done, err = pupils.void(secretary, { person = wrong })
refused(done, err, "INPUT", "reason", "with a reason")
done, commit = pupils.void(secretary, { person = wrong, reason = "записан дважды" })
ok(done, "a wrongly made pupil goes", words(commit))
is(secretary:one("office_person", { person = wrong }), nil, "he is no more")
ok(office.undo(secretary, commit), "and may come back")
local again = secretary:query("office_namesakes", { last = "Лишняя", first = "Майя" })[1]
is(again and pupils.class_on(secretary, again.id, TODAY).group, class.id, "with his class")

-- Staff and roles.
local worker
worker, commit = staff.add(teacher, { last = "Новикова", first = "Ольга" })
refused(worker, commit, "DENIED", nil, "a teacher takes nobody on")
worker, commit = staff.add(secretary, { last = "Новикова", first = "Ольга", position = "учитель",
  hired = "10.11.2026" })
ok(worker, "a new teacher", words(commit))
done, err = staff.correct(secretary, { person = worker, last = "Новикова", first = "Ольга",
  position = "завуч",
  hired = "10.11.2026", reason = "опечатка" })
ok(done and err, "is put right", words(err))
local own = journals.of_group(secretary, classes[3])[1]
done, err = journals.teacher(secretary, { journal = own.id, teacher = worker, date = "20.11.2026" })
ok(done, "gets a journal", words(err))
done, err = staff.dismiss(secretary, { person = worker, date = "01.11.2026" })
refused(done, err, "INPUT", "date", "is not dismissed before he came")
done, commit = staff.dismiss(secretary, { person = worker, date = "21.11.2026" })
ok(done, "is dismissed", words(commit))
is(#secretary:query("office_teaches", { person = worker, on = "2026-11-22" }), 0,
  "and teaches nothing after that")
ok(office.undo(secretary, commit), "dismissal is taken back")
is(#secretary:query("office_teaches", { person = worker, on = "2026-11-22" }), 1, "with the journals")

done, err = staff.add_role(secretary, { login = "uchitel", role = "deputy" })
refused(done, err, "DENIED", nil, "a secretary gives no roles")
done, err = staff.add_role(head, { login = "uchitel", role = "deputy", scope = "много" })
refused(done, err, "INPUT", "scope", "a level in figures")
done, err = staff.add_role(head, { login = "uchitel", role = "teacher" })
refused(done, err, "INPUT", "role", "not twice")
done, err = staff.add_role(head, { login = "uchitel", role = "deputy", scope = "1-4",
  ["until"] = "30.12.2026" })
ok(done, "a role for a time", words(err))
local roles = head:query("user_roles", { login = "uchitel", on = TODAY })
ok(#roles >= 2, "it holds", #roles)
is(#head:query("user_roles", { login = "uchitel", on = "2026-12-31" }), #roles - 1, "to its day")
done, err = staff.end_role(head, { login = "direktor", role = "head", scope = "" })
refused(done, err, "DENIED", nil, "the keeper keeps his own role")
done, err = staff.end_role(head, { login = "uchitel", role = "deputy", scope = "1-4" })
ok(done, "a role is taken away", words(err))
is(#head:query("user_roles", { login = "uchitel", on = date.add_days(TODAY, 1) }), #roles - 1, "it is gone")

assert(users.create(head, "direktor-demo", { login = "novikova", password = "tri slova podryad",
  person = worker,
  roles = { { role = "teacher", scope = "" } } }))
assert(require("school.accounts").remove(head, "novikova"))
is(stick:unlock("novikova", "tri slova podryad"), nil, "a login is closed")
done, err = staff.enable(head, { login = "novikova", password = "другие три слова",
  again = "другие три слова",
  own = "не тот пароль" })
refused(done, err, "PASSWORD", "own", "opening it wants one's own password")
done, err = staff.enable(head, { login = "novikova", password = "другие три слова",
  again = "другие три слова",
  own = "direktor-demo" })
ok(done, "it is opened with a new password", words(err))
ok(stick:unlock("novikova", "другие три слова"), "and lets in")

-- The school.
done, err = staff.set_school(secretary, { name = "Школа" })
refused(done, err, "DENIED", nil, "a secretary does not rename the school")
done, err = staff.set_school(head, { name = "", locality = "с. Ивановка" })
refused(done, err, "INPUT", "name", "a school has a name")
done, commit = staff.set_school(head, { name = "МБОУ СОШ с. Ивановка", locality = "с. Ивановка",
  head_name = "Орлова А. П." })
ok(done, "data of the school", words(commit))
is(head:one("school").head_name, "Орлова А. П.", "are written")
is(stick:title(), "МБОУ СОШ с. Ивановка", "the door has the new name")
ok(office.undo(head, commit), "and taken back")
ok(head:one("school").name ~= "МБОУ СОШ с. Ивановка", "the old name is back")
ok(stick:title() ~= "МБОУ СОШ с. Ивановка", "on the door too")
for _, one in ipairs(office.acts(head)) do
  if one.id == commit then ok(not one.undo, "what is taken back is not offered again") end
end

local report = stick.store:verify()
is(report.problems, 0, "the ledger is whole")
stick:lock_all()
return tap.done()
