-- school/plan.lua -- the calendar-thematic plan of a journal: its rows, its match with the lessons given,
-- hours by plan and in fact.  Floor: school.
local csv = require "core.csv"
local text = require "core.text"
local entered = require "lib.entered"
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local journal = require "school.journal"
local lessons = require "school.lessons"
local source = require "school.import_source"
local undo = require "school.undo"

local plan = {}

local filled = entered.filled

function plan.rows(desk, id)
  return desk:query("plan_rows", { journal = id })
end

-- The plan lesson by lesson: a row of three hours stands three times.
function plan.sequence(rows)
  local list = {}
  for _, row in ipairs(rows) do
    for part = 1, math.max(1, row.hours or 1) do list[#list + 1] = { row = row, part = part } end
  end
  return list
end

local function key_of(topic)
  return source.plain(topic or "")
end

-- Where each topic stands in the sequence: key -> places in rising order.
local function places_of(sequence)
  local places = {}
  for i, one in ipairs(sequence) do
    local key = key_of(one.row.topic)
    places[key] = places[key] or {}
    table.insert(places[key], i)
  end
  return places
end

-- Follows the lessons along the plan.  Returns suggest: lesson id -> plan row for a lesson without a topic;
-- used: plan row id -> array of lessons; left: hours of the plan that are not in the journal yet.
-- A topic outside the plan does not move the place in it.
function plan.match(rows, list)
  local sequence = plan.sequence(rows)
  local places, at, suggest, used = places_of(sequence), 1, {}, {}
  for _, lesson in ipairs(list) do
    local found
    if lesson.status == "cancelled" then
      found = nil
    elseif filled(lesson.topic) then
      for _, place in ipairs(places[key_of(lesson.topic)] or {}) do
        if place >= at then found = place break end
      end
    elseif sequence[at] then
      found = at
      suggest[lesson.id] = sequence[at].row
    end
    if found then
      at = found + 1
      local id = sequence[found].row.id or sequence[found].row.ord
      if not suggest[lesson.id] then
        used[id] = used[id] or {}
        table.insert(used[id], lesson)
      end
    end
  end
  return suggest, used, math.max(0, #sequence - at + 1)
end

-- Hours of the plan that were given: lessons with a topic of it.
function plan.given(used)
  local n = 0
  for _, list in pairs(used) do n = n + #list end
  return n
end

function plan.total(rows)
  local sum = 0
  for _, row in ipairs(rows) do sum = sum + math.max(1, row.hours or 1) end
  return sum
end

-- -- reading a pasted plan ------------------------------------------------------------------------

local columns = { number = "ord", topic = "topic", hours = "hours", homework = "homework", work = "work" }

local function names()
  local map = {}
  for field, own in pairs(columns) do
    for _, name in ipairs(ru.import_columns[field]) do map[source.plain(name)] = map[source.plain(name)]
      or own end
  end
  for _, name in ipairs(ru.plan_numbers) do map[source.plain(name)] = "ord" end
  return map
end

-- Which column holds what: by the titles of the first row when they are known, else by their number.
local function layout(first)
  local map, at, known = names(), {}, false
  for i, title in ipairs(first) do
    local field = map[source.plain(title)]
    if field and not at[field] then at[field] = i end
    known = known or field == "topic"
  end
  if known then return at, true end
  local n = #first
  if n == 1 then return { topic = 1 }, false end
  if tonumber(first[1]) or first[1] == "" then
    return { ord = 1, topic = 2, hours = 3, homework = 4, work = 5 }, false
  end
  return { topic = 1, hours = 2, homework = 3, work = 4 }, false
end

local function separator(pasted)
  local line = pasted:match("[^\r\n]+") or ""
  if line:find("\t", 1, true) then return "\t" end
  if line:find(";", 1, true) then return ";" end
  return "\t"
end

local function refuse(line, key, values)
  values = values or {}
  values.line = line
  return nil, { code = "INPUT", msg = ru.fill(ru[key], values) }
end

local function row_of(desk, fields, at, line)
  local function take(field) return at[field] and source.tidy(fields[at[field]] or "") or "" end
  local row = { topic = filled(take("topic")), homework = filled(take("homework")) }
  if not row.topic then
    if take("hours") == "" and not row.homework then return false end
    return refuse(line, "plan_no_topic")
  end
  if text.len(row.topic) > 500 then return refuse(line, "plan_long") end
  local hours = take("hours")
  if hours ~= "" then
    row.hours = math.tointeger(tonumber(hours))
    if not row.hours or row.hours < 1 or row.hours > 100 then return refuse(line, "plan_bad_hours") end
  end
  local word = take("work")
  if word ~= "" then
    local work = lessons.work(desk, word)
    if not work then return refuse(line, "plan_bad_work", { word = word }) end
    row.work = work.key
  end
  return row
end

-- The rows of the text.  A cell that begins with a quotation mark and goes on after the second is no CSV but
-- is what a spreadsheet gives: then the lines are cut plainly.
local function table_of(pasted, sep)
  local list = {}
  local reader = csv.open(pasted, { sep = sep })
  local fields, wrong = reader()
  while fields do
    list[#list + 1] = fields
    fields, wrong = reader()
  end
  if not wrong then return list end
  list = {}
  for line in pasted:gmatch("[^\r\n]+") do
    local cut = {}
    for field in (line .. sep):gmatch("(.-)" .. sep) do cut[#cut + 1] = field end
    list[#list + 1] = cut
  end
  return list
end

-- Reads a plan pasted from a spreadsheet or a CSV text: array of {ord, topic, hours, homework, work}, or
-- nil, err.  Columns by their titles; without titles: number, topic, hours, homework, kind of work.
function plan.parse(desk, pasted)
  local list, at = {}, nil
  if not text.utf8_ok(pasted) then return nil, desk:refusal("INPUT", "plan_empty") end
  for line, fields in ipairs(table_of(pasted, separator(pasted))) do
    local head = false
    if not at then at, head = layout(fields) end
    if not head then
      local row, err = row_of(desk, fields, at, line)
      if row == nil then return nil, err end
      if row then
        row.ord = #list + 1
        list[#list + 1] = row
      end
    end
  end
  if #list == 0 then return nil, desk:refusal("INPUT", "plan_empty") end
  if #list > 500 then return nil, desk:refusal("INPUT", "plan_too_long") end
  return list
end

-- -- writing ------------------------------------------------------------------------------------------

-- The difference between a stored row and a wanted one; nil when there is none.
function plan.differs(old, new)
  local changes
  for _, field in ipairs({ "ord", "topic", "hours", "homework", "work" }) do
    if filled(old[field]) ~= new[field] then
      changes = changes or {}
      changes[field] = new[field] == nil and json.null or new[field]
    end
  end
  return changes
end

-- The plans that stood before, newest last: what «Отменить» goes back to, as long as the stick is unlocked.
local function states(desk, id)
  desk.plans = desk.plans or {}
  desk.plans[id] = desk.plans[id] or { past = {}, ahead = {} }
  return desk.plans[id]
end

local function keep(desk, id, before)
  local here = states(desk, id)
  here.past[#here.past + 1] = before
  if #here.past > 50 then table.remove(here.past, 1) end
  here.ahead = {}
end

-- Puts the plan in place of the one that stands, in one commit; rows that stay are not written again.
-- Returns counts {added, changed, removed}, or nil, err.
function plan.replace(desk, id, rows)
  local frame, rights = plan.open(desk, id)
  if not frame then return nil, rights end
  if not rights.plan then return nil, desk:refusal("DENIED", "not_your_journal") end
  local old = plan.rows(desk, id)
  local before = plan.rows(desk, id)
  local counts = { added = 0, changed = 0, removed = 0 }
  local done, err = act.write(desk, { keep = true, note = ru.plan_note }, function(st)
    for i, row in ipairs(rows) do
      if old[i] then
        local changes = plan.differs(old[i], row)
        if changes then
          act.must(st:correct("plan_row", old[i].id, changes, ru.plan_note))
          counts.changed = counts.changed + 1
        end
      else
        act.must(st:put("plan_row", { journal = id, ord = row.ord, topic = row.topic, hours = row.hours,
          homework = row.homework, work = row.work }))
        counts.added = counts.added + 1
      end
    end
    for i = #rows + 1, #old do
      act.must(st:void("plan_row", old[i].id, ru.plan_note))
      counts.removed = counts.removed + 1
    end
  end)
  if not done then return nil, err end
  if counts.added + counts.changed + counts.removed > 0 then keep(desk, id, before) end
  return counts
end

-- The journal and what may be done with its plan (rights.plan).
function plan.open(desk, id)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  local row, mine = frame.journal, false
  for _, teacher in ipairs(frame.teachers) do mine = mine or teacher.person == desk.me.person end
  rights.plan = desk.access:may("plan_row", "write",
    { mine = mine, headed = row.head ~= nil and row.head == desk.me.person, grade = row.grade })
  return frame, rights
end

-- What a lesson without a topic takes from its row of the plan.
function plan.taken(lesson, row)
  local given = { lesson = lesson.id, topic = row.topic }
  if not filled(lesson.homework) and filled(row.homework) then given.homework = row.homework end
  if not filled(lesson.work) and filled(row.work) then given.work = row.work end
  return given
end

-- Fills the topics of lessons up to a day that have none; closed periods are passed over.
-- Returns the number of lessons filled, or nil, err.
function plan.fill(desk, id, day)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  local list = lessons.list(desk, frame)
  local suggest = plan.match(plan.rows(desk, id), list)
  local rows = {}
  for _, lesson in ipairs(list) do
    local row = suggest[lesson.id]
    if row and lesson.date <= day and not lesson.locked then rows[#rows + 1] = plan.taken(lesson, row) end
  end
  if #rows == 0 then return 0 end
  local done, err = undo.watch(desk, "lessons:" .. id, ru.fill(ru.plan_fill_words, { n = ru.count(#rows,
    "lesson_forms") }), lessons.set, desk, id, rows)
  if not done then return nil, err end
  return #rows
end

-- Hours by period: array of {name, timetable, journal, held, cancelled, moved,
-- substituted}, the last one for the year.
-- wanted: days of the timetable {{date, number}} (school/timetable.lua), list: lessons.list.
function plan.hours(desk, frame, list, wanted)
  local today, by = desk:today(), {}
  local rows = {}
  for i, period in ipairs(frame.own_periods) do
    rows[i] = { name = period.name, timetable = 0, journal = 0, held = 0, cancelled = 0, moved = 0,
      substituted = 0 }
    by[period.id] = rows[i]
  end
  local year = { name = ru.plan_year, timetable = 0, journal = 0, held = 0, cancelled = 0, moved = 0,
    substituted = 0, whole = true }
  local function count(day, field)
    local row = by[frame.period_of(day) or ""]
    if row then row[field] = row[field] + 1 end
    year[field] = year[field] + 1
  end
  for _, one in ipairs(wanted) do count(one.date, "timetable") end
  for _, lesson in ipairs(list) do
    if lesson.status == "cancelled" then
      count(lesson.date, "cancelled")
    else
      count(lesson.date, "journal")
      if lesson.date <= today then count(lesson.date, "held") end
      if lesson.status == "moved" then count(lesson.date, "moved") end
      if lesson.sub then count(lesson.date, "substituted") end
    end
  end
  rows[#rows + 1] = year
  return rows
end

-- -- changing rows in place ----------------------------------------------------------------------

local row_fields = { "topic", "hours", "homework", "work" }

-- Row ids of the states kept follow a row that was struck out and stands again under a new id.
local function renamed(here, old, new)
  for _, list in ipairs({ here.past, here.ahead }) do
    for _, rows in ipairs(list) do
      for _, row in ipairs(rows) do
        if row.id == old then row.id = new end
      end
    end
  end
end

-- Makes the plan those rows in that order, numbered anew; rows with an id are the ones that stand.
local function make(desk, id, rows)
  local now, wanted, here = {}, {}, states(desk, id)
  for _, row in ipairs(plan.rows(desk, id)) do now[row.id] = row end
  return act.write(desk, { keep = true, note = ru.plan_note }, function(st)
    for i, row in ipairs(rows) do
      local fields = { ord = i }
      for _, field in ipairs(row_fields) do fields[field] = filled(row[field]) end
      local stands = row.id and now[row.id]
      if stands then
        local changes = plan.differs(stands, fields)
        if changes then act.must(st:correct("plan_row", row.id, changes, ru.plan_note)) end
      else
        fields.journal = id
        local fresh = act.must(st:put("plan_row", fields))
        if row.id then renamed(here, row.id, fresh) end
        row.id = fresh
      end
      wanted[row.id] = true
    end
    for old in pairs(now) do
      if not wanted[old] then act.must(st:void("plan_row", old, ru.plan_note)) end
    end
  end)
end

-- One field as typed: the value, false for empty; nil, err.
local function typed_value(desk, field, typed)
  local value = source.tidy(tostring(typed))
  if not text.utf8_ok(value) then return nil, desk:refusal("INPUT", "bad_request") end
  if field == "topic" then
    if value == "" then return nil, desk:refusal("INPUT", "plan_row_no_topic") end
  elseif field == "hours" then
    if value == "" then return false end
    local n = math.tointeger(tonumber(value))
    if not n or n < 1 or n > 100 then return nil, desk:refusal("INPUT", "import_bad_hours") end
    return n
  elseif field == "work" and value ~= "" then
    local work = lessons.work(desk, value)
    if not work then return nil, desk:refusal("INPUT", "no_such_work") end
    return work.key
  end
  if text.len(value) > 500 then return nil, desk:refusal("INPUT", "plan_row_long") end
  return value ~= "" and text.nfc(value) or false
end

local function take_fields(desk, row, form)
  for _, field in ipairs(row_fields) do
    if form[field] ~= nil then
      local value, err = typed_value(desk, field, form[field])
      if value == nil then return nil, err end
      row[field] = value or nil
    end
  end
  return row
end

local function place_of(rows, id)
  for i, row in ipairs(rows) do
    if row.id == id then return i end
  end
  return nil
end

local changes = {}

-- Every row given gets the fields given.
function changes.set(desk, rows, form)
  for _, given in ipairs(form.rows or { form }) do
    local at = type(given) == "table" and place_of(rows, given.row)
    if not at then return nil, desk:refusal("NOTFOUND", "plan_gone") end
    local row, err = take_fields(desk, rows[at], given)
    if not row then return nil, err end
  end
  return rows[place_of(rows, form.row) or 1]
end

-- A row after the one named, or at the end.
function changes.add(desk, rows, form)
  if #rows >= 500 then return nil, desk:refusal("INPUT", "plan_too_long") end
  local row, err = take_fields(desk, {}, { topic = form.topic or "", hours = form.hours,
    homework = form.homework, work = form.work })
  if not row then return nil, err end
  local at = place_of(rows, form.row) or #rows
  table.insert(rows, at + 1, row)
  return row
end

function changes.remove(desk, rows, form)
  local at = place_of(rows, form.row)
  if not at then return nil, desk:refusal("NOTFOUND", "plan_gone") end
  table.remove(rows, at)
  return rows[math.min(at, #rows)] or {}
end

local function moved(desk, rows, form, by)
  local at = place_of(rows, form.row)
  if not at then return nil, desk:refusal("NOTFOUND", "plan_gone") end
  local to = math.max(1, math.min(#rows, at + by))
  local row = table.remove(rows, at)
  table.insert(rows, to, row)
  return row
end

function changes.up(desk, rows, form) return moved(desk, rows, form, -1) end
function changes.down(desk, rows, form) return moved(desk, rows, form, 1) end

-- Changes the plan in place.  form.doing: set (rows = {{row, topic, hours, homework, work}, ...}, or one
-- row's
-- fields), add (after form.row, or at the end), remove, up, down.  Returns the row it was about, as it
-- stands now, or nil, err.
function plan.change(desk, id, form)
  local frame, rights = plan.open(desk, id)
  if not frame then return nil, rights end
  if not rights.plan then return nil, desk:refusal("DENIED", "not_your_journal") end
  local change = changes[form.doing or ""]
  if not change then return nil, desk:refusal("INPUT", "bad_request") end
  local rows, before = plan.rows(desk, id), plan.rows(desk, id)
  local row, err = change(desk, rows, form)
  if not row then return nil, err end
  local done, failed = make(desk, id, rows)
  if not done then return nil, failed end
  keep(desk, id, before)
  return row
end

-- Goes back to the plan that stood before the last change (again: forward).  Returns true, or nil, err.
function plan.undo(desk, id, again)
  local frame, rights = plan.open(desk, id)
  if not frame then return nil, rights end
  if not rights.plan then return nil, desk:refusal("DENIED", "not_your_journal") end
  local here = states(desk, id)
  local from, to = here.past, here.ahead
  if again then from, to = to, from end
  local wanted = table.remove(from)
  if not wanted then return nil, desk:refusal("NOTFOUND", "undo_nothing") end
  to[#to + 1] = plan.rows(desk, id)
  local done, err = make(desk, id, wanted)
  if done then return true end
  from[#from + 1] = wanted
  table.remove(to)
  return nil, err
end

-- Is there anything to go back to, or forward?
function plan.undoable(desk, id)
  local here = states(desk, id)
  return #here.past > 0, #here.ahead > 0
end

return plan
