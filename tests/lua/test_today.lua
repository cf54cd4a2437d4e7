-- The morning page over a small invented school: what each role sees of the day and of what waits.
require "lib.strict"
local os_ = require "core.os"
local date = require "core.date"
local tap = require "lib.tap"
local calendar = require "school.calendar"
local demo = require "school.demo"
local morning = require "school.morning"
local progress = require "school.progress"
local session = require "school.session"
local page = require "page.today"

local ok, is = tap.ok, tap.is
local FRIDAY, SUNDAY = "2026-11-20", "2026-11-22"
local dir = (os_.env("TEST_TMP") or "/tmp") .. "/today"
assert(demo.make(dir, { pupils = 110, years = 1, seed = 5, policy = "school20_nn", today = SUNDAY }))
local stick = assert(session.stick(dir))

local function enter(word)
  for _, user in ipairs(stick:demo()) do
    if user.title:find(word, 1, true) then
      local desk = assert(stick:unlock(user.login, user.password))
      desk.today = function() return SUNDAY end
      return desk
    end
  end
  error("no user " .. word)
end
local deputy, head, class_teacher = enter("завуч"), enter("директор"), enter("классный")
local teacher, secretary = enter("учитель,"), enter("секретарь")
local year = calendar.year_of(deputy, SUNDAY)

local function write(f)
  assert(stick.store:write({ author = "zavuch", grant = "*" }, function()
    f(stick.store)
    return true
  end))
  stick:wrote()
end

local function shown(desk, query)
  local req = { method = "GET", path = "/today", query = query or {}, headers = {}, session = {}, csrf = "0" }
  return page.show(req, desk).body:match("<main.*</main>")
end

-- The day.
is(morning.last_day(deputy, SUNDAY), FRIDAY, "the last day with lessons before a Sunday")
ok(morning.rest(deputy, year, SUNDAY):find("Воскресенье"), "a Sunday says so")
is(morning.rest(deputy, year, FRIDAY), nil, "a day of lessons says nothing")
local vacation = deputy:query("vacations", { year = year.id })[1]
tap.has(morning.rest(deputy, year, vacation.starts), vacation.name, "holidays are called by their name")

-- Lessons, those given by another, those not filled.
local rows = deputy:query("day_lessons", { starts = FRIDAY, ends = FRIDAY })
local found, owed = morning.lessons(deputy, year, FRIDAY)
is(found.n, #rows, "every lesson of the day is counted")
local before = {}
for _, one in ipairs(owed) do
  for _, item in ipairs(one.lessons) do before[item.lesson.id] = true end
end
local lesson
for _, row in ipairs(rows) do
  if not before[row.id] and row.cells == 1 and row.topic == 1 then lesson = lesson or row end
end
local other = deputy:query("staff_names")[1]
write(function(st)
  assert(st:correct("lesson", lesson.id, { topic = require("lib.json").null }, "проверка"))
  assert(st:put("substitution", { lesson = lesson.id, person = other.id, reason = "болезнь" }))
end)
found, owed = morning.lessons(deputy, year, FRIDAY)
local seen
for _, one in ipairs(owed) do
  for _, item in ipairs(one.lessons) do
    if item.lesson.id == lesson.id then seen = one.person.person end
  end
end
is(seen, other.id, "a lesson without a topic waits for whoever gave it")
local changed
for _, row in ipairs(found.changes) do changed = changed or row.id == lesson.id and row.sub end
is(changed, other.id, "and stands among the substitutions")
local text = shown(deputy, { date = FRIDAY })
tap.has(text, "Уроки школы", "the deputy sees the lessons of the school")
tap.has(text, "?lesson=" .. lesson.id, "with a link to the lesson that is not filled")

-- Who is away, and whether for a reason.
local group
for _, row in ipairs(deputy:query("groups_of_year", { year = year.id, on = FRIDAY })) do
  if row.head == class_teacher.me.person then group = row end
end
local own = {}
for _, pupil in ipairs(deputy:query("day_pupils", { year = year.id, date = FRIDAY })) do
  if pupil.group == group.id then own[#own + 1] = pupil end
end
local theirs = {}
for _, row in ipairs(rows) do
  if row.group == group.id then theirs[#theirs + 1] = row end
end
write(function(st)
  for _, pupil in ipairs(own) do
    for _, row in ipairs(theirs) do assert(st:put("cell", { lesson = row.id, person = pupil.person })) end
  end
  assert(st:put("cell", { lesson = theirs[1].id, person = own[1].person, absence = "н" }))
  assert(st:put("cell", { lesson = theirs[1].id, person = own[2].person, absence = "б" }))
  assert(st:put("cell", { lesson = theirs[1].id, person = own[3].person, absence = "о", marks = "5" }))
  assert(st:put("cell", { lesson = theirs[1].id, person = own[4].person, absence = "н" }))
  assert(st:put("absence_range", { person = own[4].person, starts = FRIDAY, ends = SUNDAY, reason = "ill" }))
end)
local function away_of(desk)
  for _, one in ipairs(morning.away(desk, year, FRIDAY) or {}) do
    if one.group == group.id then return one end
  end
end
local function told(one)
  local map = {}
  for _, row in ipairs(one.rows) do map[row.pupil.person] = row.bare end
  return map
end
is(told(away_of(deputy)), { [own[1].person] = true, [own[2].person] = false, [own[4].person] = false },
  "without a reason, ill, with a document; who was late is not away")
is(told(away_of(secretary)), { [own[4].person] = false }, "the secretary knows only of documents")
is(#morning.away(class_teacher, year, FRIDAY), 1, "the class teacher sees his class alone")
is(morning.away(teacher, year, FRIDAY), nil, "a teacher sees none")
text = shown(class_teacher)
tap.has(text, "причина не указана", "his page asks for the reason")
tap.has(text, "Мой класс " .. group.name, "by the name of the class")

-- Birthdays by the right to see people; marks that are a debt.
write(function(st)
  assert(st:correct("person", own[1].person, { born = "2013-11-24" }, "проверка"))
  assert(st:correct("person", own[2].person, { born = "2013-11-30" }, "проверка"))
  assert(st:put("cell", { lesson = theirs[1].id, person = own[5].person, marks = "2" }))
end)
local mine = away_of(class_teacher)
local birthdays = morning.birthdays(class_teacher, mine, SUNDAY)
local first
for _, one in ipairs(birthdays) do
  if one.pupil.person == own[1].person then first = one end
  ok(one.pupil.person ~= own[2].person, "not later than in a week")
end
is(first and { first.on, first.age }, { "2026-11-24", 13 }, "a birthday of this week")
local low
for _, one in ipairs(morning.low(class_teacher, mine, SUNDAY)) do
  if one.pupil.person == own[5].person then low = one.marks[#one.marks] end
end
is(low and { low.mark, low.lesson }, { "2", theirs[1].id }, "a low mark of the week with its lesson")

-- What goes down is counted in a quiet moment, and again after a mark.
is(morning.falling(class_teacher, group.id), nil, "nothing is counted while a page waits")
morning.count_falling(class_teacher, year)
ok(morning.falling(class_teacher, group.id), "it is counted afterwards")

-- What waits.
stick.progress = nil
is(morning.warnings(deputy, year, false), nil, "warnings that are not counted are not waited for")
tap.has(shown(deputy), "data-later=\"/today?part=warnings\"", "the page asks for them by itself")
local counts, sum = morning.warnings(deputy, year, true), 0
local all = progress.sums(progress.of(deputy, year), progress.journals(deputy, progress.of(deputy, year)))
for _, one in ipairs(counts) do
  is(one.n, all[one.kind], "as many as on the deputy's page: " .. one.kind)
  sum = sum + one.n
end
ok(sum > 0, "there are some")
is(morning.warnings(teacher, year, true), nil, "a teacher has no such page")

local sheet = progress.of(deputy, year)
local row = sheet.journals[1]
for _, one in ipairs(sheet.journals) do
  if one.group == group.id and one.expects then row = one end
end
write(function(st)
  assert(st:put("lock", { journal = row.id, period = row.own[1].id, locked = true, reason = "исправить",
    ["until"] = date.add_days(date.today(), 1) .. "T10:00:00" }))
  assert(st:put("debt", { person = own[1].person, journal = row.id, due = "2026-11-25" }))
  assert(st:put("debt", { person = own[2].person, journal = row.id, due = "2027-05-25" }))
end)
is(#morning.open_locks(deputy), 1, "what stands open till an hour")
is(#morning.open_locks(secretary), 0, "is not for everybody")
is(#morning.debts(deputy), 1, "a debt of this week, not one of the spring")
text = shown(deputy)
tap.has(text, row.own[1].name, "the open period is named")
tap.has(text, "25.11.2026", "and the day of the debt")
ok(morning.questions(deputy) > 0 and morning.questions(teacher) == 0,
  "questions of the regulation wait for those who may decide")

-- Each role has its page, and only its own.
tap.has(shown(head), "Не заполнено", "the head sees what is not filled")
text = shown(secretary)
ok(not text:find("Не заполнено") and not text:find("Предупреждения"), "the secretary does not")
tap.has(text, "по справкам", "and is told whose absences he knows")
text = shown(teacher)
ok(not text:find("Уроки школы") and not text:find("Мой класс"), "a teacher has his lessons")
tap.has(text, "Что ещё не заполнено", "and his own gaps")

return tap.done()
