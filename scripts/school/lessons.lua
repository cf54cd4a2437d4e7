-- school/lessons.lua -- the right-hand page of the journal: dates, topics, homework; and lessons that were
-- moved, cancelled or given by somebody else.
-- Floor: school.
local text = require "core.text"
local entered = require "lib.entered"
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local cells = require "school.cells"
local journal = require "school.journal"
local marks = require "school.marks"

local lessons = {}

lessons.fields = { "date", "number", "topic", "homework", "work", "weight", "note" }

-- What a substitute may write in the lesson he gives; date, number and weight stay the teacher's.
local lent_fields = { topic = true, homework = true, work = true, note = true }

-- These change nothing but words: what is remembered of the journal stays true.
local words_only = { topic = true, homework = true, note = true }

local filled = entered.filled

-- The lessons of a journal in order: rows with topic, homework, ..., status, was, sub (who taught), locked
-- (the period is closed), place (which lesson of the journal it is; cancelled ones are not counted).
function lessons.list(desk, frame)
  local rows, place = desk:query("lesson_rows", { journal = frame.id }), 0
  for _, row in ipairs(rows) do
    row.locked = frame.locked[frame.period_of(row.date) or ""] == true
    if row.status ~= "cancelled" then
      place = place + 1
      row.place = place
    end
  end
  return rows
end

-- The kind of work named by its key, its label or its short word; nil when there is none.
function lessons.work(desk, word, day)
  local works = marks.works(desk, day)
  if works.by[word] then return works.by[word] end
  word = text.lower(word)
  for _, work in ipairs(works) do
    if text.lower(work.label or "") == word or text.lower(work.short or "") == word then return work end
  end
  return nil
end

local readers = {}

function readers.date(desk, frame, typed)
  local day, row = calendar.read(typed), frame.journal
  if not day then return nil, desk:refusal("INPUT", "bad_date") end
  if day < row.year_starts or day > row.year_ends then
    return nil, desk:refusal("INPUT", "date_outside_year",
      { from = calendar.written(row.year_starts), to = calendar.written(row.year_ends) })
  end
  return day
end

function readers.number(desk, _, typed)
  if typed == "" then return json.null end
  local n = math.tointeger(tonumber(typed))
  if not n or n < 0 or n > 20 then return nil, desk:refusal("INPUT", "lesson_bad_number") end
  return n
end

function readers.work(desk, _, typed, lesson)
  if typed == "" then return json.null end
  local work = lessons.work(desk, typed, lesson.date)
  if not work then return nil, desk:refusal("INPUT", "no_such_work") end
  return work.key
end

function readers.weight(desk, _, typed, lesson)
  if typed == "" then
    local work = marks.works(desk, lesson.date).by[lesson.work or ""]
    return work and work.weight or 100
  end
  local weight = tonumber((typed:gsub(",", ".")))
  if not weight or weight <= 0 or weight > 10 then return nil, desk:refusal("INPUT", "bad_weight") end
  return math.floor(weight * 100 + 0.5)
end

local function words(desk, _, typed)
  if typed == "" then return json.null end
  local line = text.nfc(typed)
  if not line or text.len(line) > 1000 then return nil, desk:refusal("INPUT", "lesson_long") end
  return line
end
readers.topic, readers.homework, readers.note = words, words, words

-- A new kind of work brings its weight with it, unless the lesson has a weight of its own.
local function follow_work(desk, lesson, given, changes)
  if changes.work == nil or given.weight ~= nil then return end
  local works = marks.works(desk, lesson.date).by
  local old, new = works[lesson.work or ""], works[changes.work ~= json.null and changes.work or ""]
  if (lesson.weight or 100) == (old and old.weight or 100) then
    local weight = new and new.weight or 100
    if weight ~= (lesson.weight or 100) then changes.weight = weight end
  end
end

-- What the row changes in the lesson: changes, or nil, err.
local function changes_of(desk, frame, lesson, given)
  local changes = {}
  for _, field in ipairs(lessons.fields) do
    if given[field] ~= nil then
      local value, err = readers[field](desk, frame, cells.tidy(tostring(given[field])), lesson)
      if value == nil then return nil, err end
      local now = filled(lesson[field])
      if value == json.null then
        if now ~= nil then changes[field] = value end
      elseif value ~= now then
        changes[field] = value
      end
    end
  end
  follow_work(desk, lesson, given, changes)
  return changes
end

local function closed(desk, frame, day, reason)
  local period = frame.period_of(day)
  if not period or not frame.locked[period] or filled(reason) then return nil end
  return desk:refusal("LOCKED", "period_locked", { period = frame.period[period].name })
end

-- A substitute writes what belongs to the lesson he gave, nothing else; nil when he may.
local function not_lent(desk, rights, lesson, given)
  if rights.lesson then return nil end
  if not rights.lent[lesson.id] then return desk:refusal("DENIED", "not_your_lesson") end
  for _, field in ipairs(lessons.fields) do
    if given[field] ~= nil and not lent_fields[field] then return desk:refusal("DENIED", "lesson_lent") end
  end
  return nil
end

local function checked(desk, frame, rights, rows, reason)
  local list, light = {}, true
  for _, given in ipairs(rows) do
    local lesson = frame.lesson[type(given) == "table" and given.lesson or ""]
    if not lesson then return nil, desk:refusal("NOTFOUND", "no_such_lesson") end
    local foreign = not_lent(desk, rights, lesson, given)
    if foreign then return nil, foreign end
    local changes, err = changes_of(desk, frame, lesson, given)
    if not changes then return nil, err end
    err = next(changes) and (closed(desk, frame, lesson.date, reason)
      or changes.date and closed(desk, frame, changes.date, reason))
    if err then return nil, err end
    for field in pairs(changes) do light = light and words_only[field] == true end
    list[#list + 1] = { lesson = lesson, changes = changes }
  end
  return list, light
end

local function write_all(desk, list, light, reason)
  local any = false
  for _, one in ipairs(list) do any = any or next(one.changes) ~= nil end
  if not any then return true end
  return act.write(desk, { keep = light }, function(st)
    for _, one in ipairs(list) do
      if next(one.changes) then
        act.must(st:correct("lesson", one.lesson.id, one.changes, filled(reason) or ru.reason_edit))
      end
    end
  end)
end

-- Changes lessons of a journal, all in one commit.  rows: {{lesson = id, topic = ..., homework = ...}, ...};
-- only the fields given are touched.  reason: needed in a closed period.  Returns the rows as they stand:
-- {{lesson, date, number, topic, homework, work, weight, note}}, or nil, err.
function lessons.set(desk, id, rows, reason)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  if not rights.lesson and not next(rights.lent) then
    return nil, desk:refusal("DENIED", "not_your_journal")
  end
  local list, light = checked(desk, frame, rights, rows, reason)
  if not list then return nil, light end
  local done, err = write_all(desk, list, light, reason)
  if not done then return nil, err end
  local now = {}
  for i, one in ipairs(list) do
    for field, value in pairs(one.changes) do
      one.lesson[field] = value ~= json.null and value or nil
    end
    local row = { lesson = one.lesson.id }
    for _, field in ipairs(lessons.fields) do row[field] = one.lesson[field] end
    now[i] = row
  end
  return now
end

-- -- moved, cancelled, given by somebody else ---------------------------------------------------

-- One lesson with what its user may do with it: row, rights {change, substitute}; nil, err when it may
-- not be seen.
function lessons.one(desk, id)
  local row = desk:one("lesson_one", { lesson = id or "", me = desk.me.person or "", on = desk:today() })
  if not row then return nil, desk:refusal("NOTFOUND", "no_such_lesson") end
  local about = { mine = row.mine == 1, headed = row.head ~= nil and row.head == desk.me.person,
    grade = row.grade }
  local access = desk.access
  local rights = { change = access:may("lesson", "write", about),
    substitute = access:may("substitution", "write", about) }
  about.lent = row.lent == 1
  if not rights.change and not rights.substitute and not access:may("lesson", "see", about) then
    return nil, desk:refusal("NOTFOUND", "no_such_lesson")
  end
  local frame = journal.open(desk, row.journal)
  row.locked = frame and frame.locked[frame.period_of(row.date) or ""] == true or false
  row.frame = frame
  return row, rights
end

local doings = {}

function doings.substitute(desk, row, form)
  local known = false
  for _, one in ipairs(desk:query("staff_names")) do known = known or one.id == form.person end
  if not known then return nil, desk:refusal("INPUT", "substitute_who") end
  return function(st)
    act.must(st:put("substitution", { lesson = row.id, person = form.person,
      reason = filled(text.nfc(cells.tidy(form.reason))), order = filled(form.order) }))
  end
end

function doings.unsubstitute(desk, row, form)
  if not row.sub then return nil, desk:refusal("NOTFOUND", "substitute_none") end
  return function(st)
    act.must(st:void("substitution", { lesson = row.id }, filled(form.reason) or ru.reason_edit))
  end
end

function doings.move(desk, row, form)
  if row.cells == 1 then return nil, desk:refusal("CONFLICT", "lesson_has_marks") end
  local day = calendar.read(form.date or "")
  if not day then return nil, desk:refusal("INPUT", "bad_date") end
  if day < row.year_starts or day > row.year_ends then
    return nil, desk:refusal("INPUT", "date_outside_year",
      { from = calendar.written(row.year_starts), to = calendar.written(row.year_ends) })
  end
  if day == row.date then return nil, desk:refusal("INPUT", "lesson_same_day") end
  local number = math.tointeger(tonumber(form.number)) or row.number
  local was = row.was or row.date
  return function(st)
    act.must(st:correct("lesson", row.id, { date = day, number = number, was = day ~= was and was
      or json.null,
      status = day ~= was and "moved" or json.null }, filled(form.reason) or ru.reason_moved))
  end, day
end

function doings.cancel(desk, row, form)
  if row.cells == 1 then return nil, desk:refusal("CONFLICT", "lesson_has_marks") end
  if not filled(form.reason) then return nil, desk:refusal("INPUT", "lesson_why") end
  return function(st)
    act.must(st:correct("lesson", row.id, { status = "cancelled", note = text.nfc(cells.tidy(form.reason)) },
      form.reason))
  end
end

-- The lesson as it was before it was moved or cancelled: date, number, note.
local function before_of(desk, row)
  for _, entry in ipairs(desk:history("lesson", row.id) or {}) do
    if entry.body and entry.body.status ~= row.status then return entry.body end
  end
  return { date = filled(row.was) or row.date, number = row.number }
end

function doings.restore(desk, row)
  if not row.status then return nil, desk:refusal("NOTFOUND", "nothing_to_undo") end
  local back, before = { status = json.null }, before_of(desk, row)
  if row.status == "moved" and row.was then
    back.date, back.was, back.number = row.was, json.null, before.number or json.null
  else
    back.note = before.note or json.null
    back.status = before.status or json.null
  end
  return function(st) act.must(st:correct("lesson", row.id, back, ru.reason_restored)) end, back.date
end

local needs = { substitute = "substitute", unsubstitute = "substitute" }

-- Does with a lesson what form.doing names: substitute (person, reason, order), unsubstitute,
-- move (date, number, reason), cancel (reason), restore.  Returns the lesson's row, or nil, err.
function lessons.change(desk, form)
  local row, rights = lessons.one(desk, form.lesson)
  if not row then return nil, rights end
  local doing = doings[form.doing or ""]
  if not doing then return nil, desk:refusal("INPUT", "bad_request") end
  if not rights[needs[form.doing] or "change"] then return nil, desk:refusal("DENIED", "not_your_journal") end
  local write, day = doing(desk, row, form)
  if not write then return nil, day end
  if row.frame and not needs[form.doing] then
    local err = closed(desk, row.frame, row.date, form.reason)
      or day and closed(desk, row.frame, day, form.reason)
    if err then return nil, err end
  end
  local done, err = act.write(desk, {}, write)
  if not done then return nil, err end
  return row
end

return lessons
