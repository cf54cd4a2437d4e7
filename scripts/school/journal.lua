-- school/journal.lua -- the class journal: who may open it, its frame, its cells, its lessons.
-- Floor: school.  The frame of a journal (pupils, lessons, periods, locks) is remembered until
-- something but a cell changes; cells are read from the store each time.
local text = require "core.text"
local date = require "core.date"
local entered = require "lib.entered"
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local cells = require "school.cells"
local grades = require "school.grades"
local calendar = require "school.calendar"
local finals = require "school.finals"
local locks = require "school.locks"
local marks = require "school.marks"
local people = require "school.people"

local journal = {}

local function about(desk, row, mine)
  return { mine = mine, headed = row.head ~= nil and row.head == desk.me.person, grade = row.grade }
end

-- "6А, математика" or "6А, английский язык, 2-я группа".
function journal.title(row)
  local name = row.group_name .. ", " .. row.subject_name
  if row.subgroup and row.subgroup ~= "" then name = name .. ", " .. row.subgroup end
  return name
end

-- Journals of the year this user may see; row.mine == 1 marks those he teaches.
function journal.list(desk, year)
  local rows = {}
  local wanted = { year = year.id, me = desk.me.person or "", on = calendar.day_in(year, desk:today()) }
  for _, row in ipairs(desk:query("journals_of_year", wanted)) do
    if desk.access:may("journal", "see", about(desk, row, row.mine == 1)) then rows[#rows + 1] = row end
  end
  return rows
end

local function by_id(rows)
  local map = {}
  for _, row in ipairs(rows) do map[row.id] = row end
  return map
end

local function pupils_of(desk, row)
  local named = desk:query("journal_pupils_named", { journal = row.id })
  local list = people.sort(#named > 0 and named or desk:query("journal_pupils_enrolled",
    { group = row.group }))
  local kept = {}
  for _, pupil in ipairs(list) do
    local left_before = pupil.ends and pupil.ends ~= "" and pupil.ends < row.year_starts
    if not left_before then kept[#kept + 1] = pupil end
  end
  return kept
end

-- Order of columns: lessons by date; each period's result after its last lesson.
local function columns_of(frame)
  local list, next_period = {}, 1
  local periods = frame.periods
  for _, lesson in ipairs(frame.lessons) do
    while periods[next_period] and periods[next_period].ends < lesson.date do
      list[#list + 1] = { period = periods[next_period] }
      next_period = next_period + 1
    end
    list[#list + 1] = { lesson = lesson }
  end
  for i = next_period, #periods do list[#list + 1] = { period = periods[i] } end
  return list
end

-- What closes the programme for a pupil of the journal (see finals.places), or nil.
function journal.place(desk, frame, pupil)
  local row = frame.journal
  local grade = frame.grades and pupil.grade or row.grade
  local known = frame.places[grade or 0]
  if known == nil then
    known = finals.places(desk.rules:rows(row.year_ends), { grade = grade, subject_name = row.subject_name,
      grading = row.grading }) or false
    frame.places[grade or 0] = known
  end
  return known or nil
end

-- The schemes of examination and certificate the journal's pupils have by the regulation.
local function closing_of(desk, frame)
  local wanted = {}
  for _, pupil in ipairs(frame.grades and frame.pupils or { {} }) do
    local place = journal.place(desk, frame, pupil)
    if place then wanted.final, wanted.exam = true, wanted.exam or place.exam ~= nil end
  end
  return wanted
end

-- Keeps of the periods of examination and certificate those the regulation wants here, or that hold
-- something; frame.lacks: the regulation wants one that the year does not have.
local function close_frame(desk, frame)
  local wanted, kept, held, found = closing_of(desk, frame), {}, nil, {}
  for _, period in ipairs(frame.periods) do
    local closing = period.scheme == "exam" or period.scheme == "final"
    found[period.scheme] = true
    if closing and not wanted[period.scheme] and not held then
      held = {}
      for _, row in ipairs(desk:query("journal_results", { journal = frame.id })) do
        held[row.period] = true
      end
    end
    if not closing or wanted[period.scheme] or held[period.id] then kept[#kept + 1] = period end
  end
  frame.periods = kept
  frame.lacks = wanted.exam and not found.exam or wanted.final and not found.final or false
end

local function build(desk, id)
  local row = desk:one("journal", { journal = id })
  if not row then return nil end
  local frame = { id = id, journal = row, proposed = {}, places = {} }
  frame.teachers = desk:query("journal_teachers", { journal = id })
  frame.substitutes = desk:query("journal_substitutes", { journal = id })
  frame.lessons = desk:query("journal_lessons", { journal = id })
  frame.lesson = by_id(frame.lessons)
  frame.pupils = pupils_of(desk, row)
  frame.grades = grades.split(desk, row, frame.pupils)
  frame.pupil = by_id(frame.pupils)
  frame.periods = desk:query("journal_periods", { year = row.year, scheme = row.scheme or "" })
  close_frame(desk, frame)
  frame.period = by_id(frame.periods)
  local own = {}
  for _, period in ipairs(frame.periods) do
    period.whole = period.scheme ~= row.scheme
    if not period.whole then own[#own + 1] = period end
  end
  frame.own_periods = own
  frame.period_of = calendar.seeker(own)
  frame.locks = desk:query("journal_locks", { journal = id })
  frame.columns = columns_of(frame)
  return frame
end

local function teaches(desk, frame)
  local today = desk:today()
  for _, teacher in ipairs(frame.teachers) do
    local ended = teacher.ends and teacher.ends ~= "" and teacher.ends < today
    if teacher.person == desk.me.person and not ended then return true end
  end
  return false
end

-- Lessons of the journal the user gives in place of another: id -> true.  He may fill them in until the days
-- are over that the regulation leaves for it.
local function lent_to(desk, frame)
  local lent = {}
  for _, one in ipairs(frame.substitutes) do
    if one.person == desk.me.person and one.status ~= "cancelled" then
      local days = desk.rules:setting("substitute_days")
      if not days or date.add_days(one.date, days) >= desk:today() then lent[one.lesson] = true end
    end
  end
  return lent
end

-- What the user may do in this journal: {see, write, result, lesson, lock}; lent: lessons he may write
-- (cells, topic, homework) though the journal is not his, as a substitute.
function journal.rights(desk, frame)
  local thing = about(desk, frame.journal, teaches(desk, frame))
  local access, lent = desk.access, lent_to(desk, frame)
  thing.lent = next(lent) ~= nil
  local see = access:may("cell", "see", thing)
  local writes = thing.lent and access:may("cell", "write", { lent = true })
  thing.lent = nil
  return {
    see = see, lent = writes and lent or {},
    write = access:may("cell", "write", thing), result = access:may("result", "write", thing),
    lesson = access:may("lesson", "write", thing), lock = access:may("lock", "write", thing),
  }
end

-- What is closed at this moment: a period opened for some hours closes by itself.
local function look_at_locks(frame)
  frame.locked, frame.open_till = {}, {}
  local now = date.now()
  for _, lock in ipairs(frame.locks) do
    frame.locked[lock.period] = locks.closed(lock, now) or nil
    frame.open_till[lock.period] = locks.open_till(lock, now)
  end
end

-- The frame of a journal, or nil, err (NOTFOUND also when it may not be seen: its existence is
-- nobody else's business).
function journal.open(desk, id)
  local frames = desk.stick.cache.frames
  if not frames then
    frames = {}
    desk.stick.cache.frames = frames
  end
  local frame = frames[id]
  if not frame then
    frame = build(desk, id)
    if not frame then return nil, desk:refusal("NOTFOUND", "no_such_journal") end
    frames[id] = frame
  end
  local rights = journal.rights(desk, frame)
  if not rights.see then return nil, desk:refusal("NOTFOUND", "no_such_journal") end
  look_at_locks(frame)
  return frame, rights
end

-- Everything that stands in the journal: columns of arrays lesson, person, marks, absence,
-- corrected; their number; and a set "lesson|person" of cells with two records.
function journal.cells(desk, frame)
  local columns, n = desk:columns("journal_cells", { journal = frame.id })
  local conflicts = {}
  for _, row in ipairs(desk:query("cell_conflicts", {})) do conflicts[row.subject] = true end
  return columns, n, conflicts
end

-- Decided and proposed results: result[person .. "|" .. period] = row.
function journal.results(desk, frame)
  local map = {}
  for _, row in ipairs(desk:query("journal_results", { journal = frame.id })) do
    map[row.person .. "|" .. row.period] = row
  end
  return map
end

local function find_cell(desk, frame, lesson_id, person_id)
  local lesson, pupil = frame.lesson[lesson_id], frame.pupil[person_id]
  if not lesson or not pupil then return nil, desk:refusal("NOTFOUND", "no_such_cell") end
  return lesson, pupil
end

local function lock_refusal(desk, frame, day, reason)
  local period = frame.period_of(day)
  if not period or not frame.locked[period] then return nil end
  if reason and reason ~= "" then return nil end
  return desk:refusal("LOCKED", "period_locked", { period = frame.period[period].name })
end

-- The journal as it is for one pupil: in a group of several grades a grade taught without marks has none.
local function journal_for(desk, frame, pupil)
  local grade, journal_ = frame.grades and pupil.grade, frame.journal
  if not grade then return journal_ end
  local rows = desk.rules:rows() or {}
  local own, usual = marks.grading_of(rows, grade), marks.grading_of(rows, nil)
  if own == usual or journal_.grading ~= usual then return journal_ end
  return { grading = own }
end

-- What will be stored for the text typed: marks, absence, comment; or nil, err.
local function understood(desk, frame, lesson, pupil, typed)
  local entry = marks.check(desk, journal_for(desk, frame, pupil), lesson, typed)
  if entry.failed then return { marks = typed, absence = "", comment = ru.stored_unchecked }, entry end
  if not entry.ok then
    return nil, { code = "INPUT", msg = entry.message or desk:refusal("INPUT", "cell_not_allowed").msg,
      symbols = entry.symbols }
  end
  return { marks = entry.marks, absence = entry.absence }, entry
end

local filled = entered.filled

-- One cell within an open transaction.
local function enter_cell(st, key, body, reason)
  local fields = { lesson = key.lesson, person = key.person,
    marks = filled(body.marks), absence = filled(body.absence), comment = filled(body.comment) }
  fields.hidden = fields.comment and (body.hidden == true or body.hidden == 1) or nil
  if filled(reason) then
    act.must(st:correct("cell", key, {
      marks = fields.marks or json.null, absence = fields.absence or json.null,
      comment = fields.comment or json.null, hidden = fields.hidden or json.null }, reason))
  else
    act.must(st:put("cell", fields))
  end
end

-- list: array of {key, body, reason}; all of them are one commit.
local function put_cells(desk, frame, list, note)
  local done, err = act.write(desk, { keep = true, note = filled(note) }, function(st)
    for _, one in ipairs(list) do enter_cell(st, one.key, one.body, one.reason) end
  end)
  if not done then return nil, err end
  for _, one in ipairs(list) do frame.proposed[one.key.person] = nil end
  return true
end

local function saved_answer(body, corrected)
  body.corrected = corrected and 1 or 0
  return { text = cells.text(body), class = cells.class(body), saved = date.now():sub(12, 19) }
end

-- Why nothing may be written into the cells of a lesson: it is another's, or was never given.  nil: it may.
local function lesson_refusal(desk, frame, rights, lesson_id)
  local lesson = frame.lesson[lesson_id or ""]
  if not rights.write and not (lesson and rights.lent[lesson.id]) then
    return desk:refusal("DENIED", "not_your_lesson")
  end
  if lesson and lesson.status == "cancelled" then return desk:refusal("INPUT", "lesson_was_cancelled") end
  return nil
end

-- What a change of a cell comes to, nothing written yet: the answer, and {key, body, reason} when
-- there is something to write; or nil, err.
local function weigh_cell(desk, frame, rights, change)
  local lesson, pupil = find_cell(desk, frame, change.lesson, change.person)
  if not lesson then return nil, pupil end
  local denied = lesson_refusal(desk, frame, rights, change.lesson)
  if denied then return nil, denied end
  local key = { lesson = lesson.id, person = pupil.id }
  local now = desk:one("cell", key)
  local standing = cells.text(now)
  if change.was and cells.tidy(change.was) ~= standing then
    local err = desk:refusal("CONFLICT", "cell_changed")
    err.text = standing
    return nil, err
  end
  local typed = text.nfc(cells.tidy(change.text))
  if not typed then return nil, desk:refusal("INPUT", "cell_not_allowed") end
  if typed == standing then return saved_answer(now or {}, now and now.corrected == 1) end
  local body, entry = understood(desk, frame, lesson, pupil, typed)
  if not body then return nil, entry end
  if now and now.comment and not body.comment then body.comment, body.hidden = now.comment, now.hidden end
  if cells.text(body) == standing then return saved_answer(body, now and now.corrected == 1) end
  local err = lock_refusal(desk, frame, lesson.date, change.reason)
  if err then return nil, err end
  local answer = saved_answer(body, now ~= nil)
  answer.note = entry.failed and ru.stored_unchecked or nil
  return answer, { key = key, body = body, reason = now and change.reason }
end

local function open_to_write(desk, id)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  if not rights.write and not next(rights.lent) then
    return nil, desk:refusal("DENIED", "not_your_journal")
  end
  return frame, rights
end

-- Stores what was typed into a cell.  change: lesson, person, text, was (what the page showed, or
-- nil), reason (needed when the period is closed).  Returns {text, class, saved, note}, or nil, err:
-- CONFLICT (err.text = what stands there), INPUT (err.symbols), LOCKED, DENIED, NOTFOUND.
function journal.set_cell(desk, id, change)
  local frame, rights = open_to_write(desk, id)
  if not frame then return nil, rights end
  local answer, one = weigh_cell(desk, frame, rights, change)
  if not answer then return nil, one end
  if not one then return answer end
  local done, refused = put_cells(desk, frame, { one }, change.reason)
  if not done then return nil, refused end
  return answer
end

-- Many cells as one commit.  changes: array as for set_cell, each cell once; try: only say what would
-- be answered.  Returns an array in the same order: {text, class, saved, note} or {err = ...}; a refused
-- cell does not stop the others.  nil, err when nothing could be written.
function journal.set_cells(desk, id, changes, try)
  local frame, rights = open_to_write(desk, id)
  if not frame then return nil, rights end
  local answers, list, seen = {}, {}, {}
  for i, change in ipairs(changes) do
    local name = tostring(change.lesson) .. "|" .. tostring(change.person)
    local answer, one
    if seen[name] then
      one = desk:refusal("INPUT", "cell_twice")
    else
      answer, one = weigh_cell(desk, frame, rights, change)
    end
    seen[name] = true
    if answer and one then list[#list + 1] = one end
    answers[i] = answer or { err = one }
  end
  if try or #list == 0 then return answers end
  local done, refused = put_cells(desk, frame, list, #list > 1 and ru.fill(ru.cells_note,
    { n = ru.count(#list, "cell_forms") }) or nil)
  if not done then return nil, refused end
  return answers
end

-- Puts the comment of a cell; the mark stays.  A hidden one is for those who keep the journal.
function journal.set_comment(desk, id, change)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  local lesson, pupil = find_cell(desk, frame, change.lesson, change.person)
  if not lesson then return nil, pupil end
  local err = lesson_refusal(desk, frame, rights, change.lesson)
    or lock_refusal(desk, frame, lesson.date, change.reason)
  if err then return nil, err end
  local key = { lesson = lesson.id, person = pupil.id }
  local now = desk:one("cell", key) or {}
  local body = { marks = now.marks, absence = now.absence, comment = text.nfc(cells.tidy(change.comment)),
    hidden = change.hidden == "1" or change.hidden == true }
  local done, refused = put_cells(desk, frame, { { key = key, body = body, reason = change.reason } },
    change.reason)
  if not done then return nil, refused end
  return saved_answer(body, now.marks ~= nil or now.absence ~= nil or now.comment ~= nil)
end

-- The entries of a cell, newest first: {at, who, text, reason, comment, live}.
function journal.past(desk, frame, lesson_id, person_id)
  local lesson, pupil = find_cell(desk, frame, lesson_id, person_id)
  if not lesson then return nil, pupil end
  local entries, err = desk:history("cell", { lesson = lesson.id, person = pupil.id })
  if not entries then return nil, err end
  local list = {}
  for i, entry in ipairs(entries) do
    list[i] = {
      at = entry.at, who = people.of_login(desk, entry.author), text = cells.text(entry.body),
      marks = entry.body and entry.body.marks, absence = entry.body and entry.body.absence,
      comment = entry.body and entry.body.comment, hidden = entry.body and entry.body.hidden == true,
      reason = entry.reason, live = entry.live,
    }
  end
  return list, lesson, pupil
end

-- What stands in a cell now: {text, class}.
function journal.cell(desk, lesson, person)
  local row = desk:one("cell", { lesson = lesson, person = person }) or {}
  return { text = cells.text(row), class = cells.class(row) }
end

local lesson_fields = { "date", "number", "topic", "homework", "work", "weight", "note" }

-- The lesson's fields out of what a form gave; nil, err when one is wrong.
local function lesson_of_form(desk, frame, form)
  local fields = {}
  fields.date = calendar.read(form.date)
  if not fields.date then return nil, desk:refusal("INPUT", "bad_date") end
  local row = frame.journal
  if fields.date < row.year_starts or fields.date > row.year_ends then
    return nil, desk:refusal("INPUT", "date_outside_year",
      { from = calendar.written(row.year_starts), to = calendar.written(row.year_ends) })
  end
  local works = marks.works(desk, fields.date)
  local work = works.by[form.work or ""]
  if filled(form.work) and not work then return nil, desk:refusal("INPUT", "no_such_work") end
  fields.work = work and work.key
  local weight = tonumber(((tostring(form.weight or "")):gsub(",", ".")))
  if weight and (weight <= 0 or weight > 10) then return nil, desk:refusal("INPUT", "bad_weight") end
  fields.weight = weight and math.floor(weight * 100 + 0.5) or work and work.weight or 100
  fields.number = math.tointeger(tonumber(form.number))
  for _, name in ipairs({ "topic", "homework", "note" }) do
    fields[name] = filled(text.nfc(((form[name] or ""):gsub("^%s+", ""):gsub("%s+$", ""))))
  end
  return fields
end

-- Adds a lesson.  form: date, number, topic, homework, work, weight ("2", "1,5").
-- Returns the lesson's id, or nil, err.
function journal.add_lesson(desk, id, form)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  if not rights.lesson then return nil, desk:refusal("DENIED", "not_your_journal") end
  local fields, err = lesson_of_form(desk, frame, form)
  if not fields then return nil, err end
  err = lock_refusal(desk, frame, fields.date, form.reason)
  if err then return nil, err end
  fields.journal = id
  return act.write(desk, {}, function(st) return act.must(st:put("lesson", fields)) end)
end

-- Changes a lesson; only what differs is written.  form.lesson names it.
function journal.edit_lesson(desk, id, form)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  if not rights.lesson then return nil, desk:refusal("DENIED", "not_your_journal") end
  local lesson = frame.lesson[form.lesson or ""]
  if not lesson then return nil, desk:refusal("NOTFOUND", "no_such_lesson") end
  local given = {}
  for _, name in ipairs(lesson_fields) do given[name] = form[name] ~= nil and form[name] or lesson[name] end
  if form.weight == nil then given.weight = (lesson.weight or 100) / 100 end
  local fields, err = lesson_of_form(desk, frame, given)
  if not fields then return nil, err end
  err = lock_refusal(desk, frame, lesson.date, form.reason) or lock_refusal(desk, frame, fields.date,
    form.reason)
  if err then return nil, err end
  local changes, any = {}, false
  for _, name in ipairs(lesson_fields) do
    if fields[name] ~= lesson[name] then
      changes[name] = fields[name] == nil and json.null or fields[name]
      any = true
    end
  end
  if not any then return lesson.id end
  return act.write(desk, {}, function(st)
    act.must(st:correct("lesson", lesson.id, changes, form.reason or ru.reason_edit))
    return lesson.id
  end)
end

-- Takes a lesson's column out of the journal: only when nothing stands in it.  form: lesson, reason.
function journal.remove_lesson(desk, id, form)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  if not rights.lesson then return nil, desk:refusal("DENIED", "not_your_journal") end
  local lesson = frame.lesson[form.lesson or ""]
  if not lesson then return nil, desk:refusal("NOTFOUND", "no_such_lesson") end
  if desk:one("lesson_used", { lesson = lesson.id }).n > 0 then
    return nil, desk:refusal("LOCKED", "lesson_used")
  end
  local err = lock_refusal(desk, frame, lesson.date, form.reason)
  if err then return nil, err end
  return act.write(desk, { note = ru.note_lesson_removed }, function(st)
    act.must(st:void("lesson", lesson.id, filled(form.reason) or ru.note_lesson_removed))
  end)
end

-- Closes or opens a period of the journal; opening needs a reason.
function journal.set_lock(desk, id, period, locked, reason)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  if not rights.lock then return nil, desk:refusal("DENIED", "may_not_lock") end
  if not frame.period[period] then return nil, desk:refusal("NOTFOUND", "no_such_period") end
  if not locked and locks.sealed(desk, frame.journal.year) then
    return nil, desk:refusal("LOCKED", "dep_sealed")
  end
  if not locked and not filled(reason) then return nil, desk:refusal("INPUT", "dep_need_reason") end
  return act.write(desk, {}, function(st)
    act.must(st:put("lock", { journal = id, period = period, locked = locked, reason = filled(reason) }))
  end)
end

-- The user's lessons of a day, from the journals and from the timetable:
-- array of {number, subject_name, group_name, subgroup, room, journal, lesson, topic, cells}.
function journal.day(desk, day)
  local me = desk.me.person or ""
  local year = calendar.year_of(desk, day)
  if not year then return {}, nil end
  local list, taken = {}, {}
  for _, row in ipairs(desk:query("lessons_of_day", { date = day, me = me })) do
    row.lesson = row.id
    list[#list + 1] = row
    taken[row.journal .. "|" .. (row.number or "")] = true
    taken[row.journal] = true
  end
  local wanted = { year = year.id, weekday = date.weekday(day), date = day, me = me }
  for _, row in ipairs(desk:query("slots_of_day", wanted)) do
    local key = row.journal .. "|" .. (row.number or "")
    if not taken[key] and not taken[row.journal] then list[#list + 1] = row end
  end
  table.sort(list, function(a, b)
    local x, y = a.number or 99, b.number or 99
    if x ~= y then return x < y end
    return a.group_name < b.group_name
  end)
  return list, year
end

-- The next day with lessons by the timetable, within a fortnight; nil when there is none.
function journal.next_day(desk, day)
  local me, year = desk.me.person or "", calendar.year_of(desk, day)
  for step = 1, year and 14 or 0 do
    local next_day = date.add_days(day, step)
    local wanted = { year = year.id, weekday = date.weekday(next_day), date = next_day, me = me }
    if next_day <= year.ends and desk:one("slots_of_day", wanted) then return next_day end
  end
  return nil
end

return journal
