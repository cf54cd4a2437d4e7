-- Many cells in one commit, comments seen and hidden, copying to the parallel class, several grades in one
-- group and the journal on paper, on an invented school.
local os_ = require "core.os"
local tap = require "lib.tap"
local demo = require "school.demo"
local grades = require "school.grades"
local copying = require "school.journal_copy"
local journal = require "school.journal"
local paper = require "school.paper"
local session = require "school.session"
local takeback = require "school.takeback"

local ok, is = tap.ok, tap.is

local dir = assert(os_.env("TEST_TMP"), "TEST_TMP is not set") .. "/school"
local made, failed = demo.make(dir, { pupils = 400, years = 1, seed = 7, policy = "borisovskaya",
  today = "2026-11-21" })
ok(made, "an invented school " .. tostring(failed and failed.msg or ""))
if not made then return tap.done() end

local stick = assert(session.stick(dir))
local function enter(login) return assert(stick:unlock(login, login .. "-demo")) end
local deputy, teacher = enter("zavuch"), enter("uchitel")
function deputy.today() return "2026-11-21" end
function teacher.today() return "2026-11-21" end
local year = deputy:query("years")[1]

local mine
for _, row in ipairs(journal.list(teacher, year)) do
  local frame = row.mine == 1 and row.grading == "marks" and journal.open(teacher, row.id)
  if frame and #frame.pupils >= 4 then mine = mine or row.id end
end
for _, row in ipairs(mine and {} or journal.list(teacher, year)) do
  local frame = row.mine == 1 and journal.open(teacher, row.id)
  if frame and #frame.pupils >= 4 then mine = mine or row.id end
end
local lesson = assert(journal.add_lesson(teacher, mine, { date = "2026-11-21", topic = "Проба",
  homework = "§ 5" }))
local frame = assert(journal.open(teacher, mine))
local pupils = frame.pupils

local function commits() return stick.store:info().commits end
local function text_of(i)
  local row = teacher:one("cell", { lesson = lesson, person = pupils[i].id })
  return row and (row.marks or row.absence) or ""
end
local function change(i, text, was)
  return { lesson = lesson, person = pupils[i].id, text = text, was = was }
end

-- One commit, an answer a cell, a wrong one stops nobody.
local before = commits()
local answers = assert(journal.set_cells(teacher, mine, { change(1, "5", ""), change(2, "9", ""),
  change(3, "н", ""), change(4, "4", "3") }))
is(#answers, 4, "an answer for each cell")
is(answers[1].text, "5", "the first is written")
ok(answers[2].err and answers[2].err.code == "INPUT", "a wrong symbol is refused by itself")
is(answers[3].class, "a", "an absence has its class")
ok(answers[4].err and answers[4].err.code == "CONFLICT" and answers[4].err.text == "",
  "what was changed meanwhile is a conflict")
if before then is(commits() - before, 1, "all of it is one commit") end
is({ text_of(1), text_of(2), text_of(3), text_of(4) }, { "5", "", "н", "" }, "and stands in the store")

before = commits()
answers = assert(journal.set_cells(teacher, mine, { change(1, "3"), change(2, "8") }, true))
ok(answers[1].text == "3" and answers[2].err, "a trial says what would happen")
is(text_of(1), "5", "and writes nothing")
if before then is(commits(), before, "not even a commit") end
answers = assert(journal.set_cells(teacher, mine, { change(1, "4"), change(1, "3") }))
ok(answers[1].text == "4" and answers[2].err.code == "INPUT", "a cell named twice is taken once")
local refused, err = journal.set_cells(enter("klassruk"), mine, { change(1, "2") })
ok(not refused and (err.code == "DENIED" or err.code == "NOTFOUND"), "a stranger writes nothing")

-- Comments.
local key = { lesson = lesson, person = pupils[1].id }
local said = assert(journal.set_comment(teacher, mine, { lesson = lesson, person = pupils[1].id,
  comment = "списал", hidden = "1" }))
is(said.class, "c h", "a hidden comment has its sign")
is(teacher:one("cell", key).hidden, 1, "it is kept as hidden")
assert(journal.set_cell(teacher, mine, change(1, "3")))
local row = teacher:one("cell", key)
ok(row.comment == "списал" and row.hidden == 1, "it stays hidden when the mark changes")
said = assert(journal.set_comment(teacher, mine, { lesson = lesson, person = pupils[1].id,
  comment = "молодец" }))
is(said.class, "c n", "a visible one has another")
ok(journal.past(teacher, frame, lesson, pupils[1].id)[2].hidden, "the history knows which was hidden")

-- Paper.
is(paper.text(teacher, { absence = "б" }), "н", "illness is an absence on paper")
is(paper.text(teacher, { absence = "о", marks = "5" }), "5", "late is not told there")
is(paper.text(teacher, { marks = "5/4" }), "5/4", "two marks stay two")
local spreads = paper.spreads(teacher, frame)
local columns, notes = 0, 0
for _, page in ipairs(spreads) do
  columns = columns + #page.columns
  notes = notes + #page.notes
  ok(#page.columns <= paper.columns and #page.rows == #pupils, "a spread fits its page")
end
is(columns, #frame.columns, "no column is lost")
ok(notes >= 1, "what was corrected has a footnote")

-- The parallel class.
local from, places
for _, one in ipairs(journal.list(deputy, year)) do
  local other = journal.open(deputy, one.id)
  local list = other and #other.lessons > 3 and copying.places(deputy, other, other.lessons[3].id)
  if list and #list > 0 and not from then from, places = other, list end
end
if from then
  local source = from.lessons[3].id
  assert(journal.edit_lesson(deputy, from.id, { lesson = source, topic = "Общая тема", homework = "№ 7",
    reason = "проба" }))
  local into
  for _, one in ipairs(places[1].lessons) do if one.best then into = one.id end end
  ok(into, "the lesson with the same number is offered")
  local done, why = copying.run(deputy, from.id, source, places[1].id .. ":" .. into, "проба")
  is(done and done.topic, "Общая тема", "the topic is copied " .. tostring(not done and why.msg or ""))
  is(journal.open(deputy, places[1].id).lesson[into].homework, "№ 7", "the homework too")
  assert(journal.edit_lesson(deputy, from.id, { lesson = source, topic = "Ещё одна", reason = "проба" }))
  local copied, _, commit = takeback.watch(deputy, copying.run, deputy, from.id, source,
    places[1].id .. ":" .. into, "проба")
  ok(copied and commit and takeback.run(deputy, from.id, { commit }), "a copied lesson is taken back")
  is(journal.open(deputy, places[1].id).lesson[into].topic, "Общая тема", "with the topic it had")
  local far = mine ~= from.id and mine .. ":" .. lesson or "x:y"
  done, why = copying.run(deputy, from.id, source, far, "проба")
  ok(not done and why.code == "DENIED", "only to a journal of the parallel")
else
  ok(false, "the invented school has parallel classes")
end
refused, err = copying.run(deputy, mine, lesson, "нет")
ok(not refused and err.code == "INPUT", "no place, no copy")

-- Several grades.
ok(not grades.split(teacher, frame.journal, { table.unpack(pupils) }), "an ordinary class is of one grade")
local mixed = { { id = "a", last = "Яшин", first = "А" }, { id = "b", last = "Белов", first = "Б" },
  { id = "c", last = "Волков", first = "В" } }
local fake = { query = function()
  return { { person = "a", grade = 2 }, { person = "b", grade = 4 }, { person = "c", grade = 2 } }
end }
ok(grades.split(fake, { id = "j", year = "y", group = "g", grade = 2 }, mixed),
  "a group of two grades is one")
is({ mixed[1].id, mixed[2].id, mixed[3].id }, { "c", "a", "b" }, "by grade, then by name")

return tap.done()
