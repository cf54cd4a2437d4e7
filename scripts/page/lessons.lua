-- page/lessons.lua -- the right-hand page of the journal, its plan and hours, and what befalls a lesson.
-- Floor: page.
local date = require "core.date"
local json = require "lib.json"
local ru = require "text.ru"
local attendance = require "school.attendance"
local clashes = require "school.clashes"
local calendar = require "school.calendar"
local exemptions = require "school.exemptions"
local journal = require "school.journal"
local lessons = require "school.lessons"
local marks = require "school.marks"
local people = require "school.people"
local plan = require "school.plan"
local timetable = require "school.timetable"
local undo = require "school.undo"
local frame = require "page.frame"
local grid = require "page.grid"

local page = {}

-- A clash in words with the address of the week where it is seen.
local function clash_view(one)
  local function side(entry) return journal.title(entry.of) end
  return { text = ru.fill(ru["clash_" .. one.kind], { who = one.who, date = calendar.written(one.date),
    number = one.number, one = side(one.a), two = side(one.b) }),
    href = "/timetable" .. frame.query({ view = "class", id = one.a.of.group, week = one.date }) }
end
page.clash_view = clash_view

local function clashes_of(desk, row)
  local list = {}
  if row.status == "cancelled" or not (row.status == "moved" or row.sub) then return list end
  for i, one in ipairs(clashes.of(desk, row.year, row)) do list[i] = clash_view(one) end
  return list
end

local function note_of(row)
  local parts = {}
  if row.status == "moved" and row.was then
    parts[#parts + 1] = ru.fill(ru.lesson_moved_from, { date = calendar.written(row.was) })
  end
  if row.status == "cancelled" then parts[#parts + 1] = ru.lesson_cancelled end
  if row.sub then
    local who = ru.fill(ru.lesson_sub, { who = people.listed(row) })
    local why = { who, row.sub_reason ~= "" and row.sub_reason or nil }
    why[#why + 1] = attendance.order_text(row)
    parts[#parts + 1] = table.concat(why, ", ")
  end
  return parts
end

local function weight_of(row)
  return row.weight and row.weight ~= 100 and grid.weight(row.weight) or ""
end

-- The lesson a teacher looks for: of today, else the next one, else the last.
-- A substitute looks for his own.
local function current_of(list, today, only)
  for i = #list, 1, -1 do
    if only and only[list[i].id] then return list[i].id end
  end
  for _, row in ipairs(list) do
    if row.date >= today and row.status ~= "cancelled" then return row.id end
  end
  return list[#list] and list[#list].id
end

-- only: the lessons a substitute may write in, or nil.
local function rows_of(desk, list, suggest, only)
  local works, today, month, rows = marks.works(desk).by, desk:today(), nil, {}
  local current = current_of(list, today, only)
  for i, row in ipairs(list) do
    local of = tonumber(row.date:sub(6, 7))
    local work, planned = works[row.work or ""], suggest[row.id]
    local planned_work = planned and works[planned.work or ""]
    rows[i] = {
      id = row.id, place = row.place or "", date = calendar.written(row.date), number = row.number or "",
      topic = row.topic or "", homework = row.homework or "", work = work and work.label or "",
      weight = weight_of(row), note = row.note or "", marks = note_of(row), month = of ~= month
        and ru.months[of],
      locked = row.locked, no = only ~= nil and not only[row.id], off = row.status == "cancelled",
        now = row.id == current,
      clash = row.date >= today and (row.status == "moved" or row.sub ~= nil)
        and clashes_of(desk, row)[1] or false,
      past = row.date <= today, plan = planned and planned.topic or false,
      plan_homework = planned and planned.homework or "", plan_work = planned_work and planned_work.label
        or "",
    }
    month = of
  end
  return rows
end

-- The button that takes the last action of a place back; "" when there is none.
function page.undo_bar(req, desk, place, to)
  return frame.render("lesson_undo", { csrf = req.csrf, place = place, to = to,
    words = undo.words(desk, place) or false, again = undo.words(desk, place, true) or false })
end

local function tabs_of(id, current)
  return frame.render("lesson_tabs", { id = id, current = current })
end

local function about(frame_, list)
  local held = 0
  for _, row in ipairs(list) do held = held + (row.status ~= "cancelled" and 1 or 0) end
  local teachers = {}
  for i, teacher in ipairs(frame_.teachers) do teachers[i] = people.listed(teacher) end
  return frame_.journal.year_name .. " · " .. ru.count(held, "lesson_forms")
    .. (#teachers > 0 and " · " .. table.concat(teachers, ", ") or "")
end

-- GET lessons: every lesson of the journal.
function page.show(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local list = lessons.list(desk, frame_)
  for _, row in ipairs(list) do row.year = frame_.journal.year end
  local suggest, waiting = plan.match(plan.rows(desk, params.id), list), 0
  local today = desk:today()
  for _, row in ipairs(list) do
    if suggest[row.id] and row.date <= today and not row.locked then waiting = waiting + 1 end
  end
  local works = {}
  for i, work in ipairs(marks.works(desk)) do works[i] = { key = work.key, label = work.label } end
  local body = frame.render("lessons", { id = params.id, csrf = req.csrf, rights = rights, works = works,
    rows = rows_of(desk, list, suggest, not rights.lesson and rights.lent or nil), tabs = tabs_of(params.id,
      "lessons"),
      title = journal.title(frame_.journal), writes = rights.lesson or next(rights.lent) ~= nil,
    undo = page.undo_bar(req, desk, "lessons:" .. params.id, "/journals/" .. params.id .. "/lessons"),
    waiting = rights.lesson and waiting or 0, waiting_text = ru.count(waiting, "lesson_forms") })
  local add = rights.lesson and frame.render("add_lesson", { id = params.id }) or nil
  return frame.page(req, desk, { title = journal.title(frame_.journal), name = "lessons", place = "journals",
    body = body, actions = add, about = about(frame_, list), css = { "lesson.css" }, js = { "lesson.js" } })
end

local function answer_row(desk, row)
  local work = marks.works(desk, row.date).by[row.work or ""]
  return { lesson = row.lesson, date = calendar.written(row.date), number = row.number
    and tostring(row.number) or "",
    topic = row.topic or "", homework = row.homework or "", note = row.note or "",
    work = work and work.label or "", weight = weight_of(row) }
end

-- POST lessons/set: {rows = {{lesson, field = text...}}, reason} -> the rows as they stand now.
function page.set(req, desk, params)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  if type(form.rows) ~= "table" then
    return frame.refuse(req, desk, { code = "INPUT", msg = ru.bad_request })
  end
  local now, refused = lessons.set(desk, params.id, form.rows, form.reason)
  if not now then return frame.refuse(req, desk, refused) end
  local rows = {}
  for i, row in ipairs(now) do rows[i] = answer_row(desk, row) end
  return frame.json(200, { ok = true, rows = json.array(rows), saved = date.now():sub(12, 19) })
end

-- -- the plan ------------------------------------------------------------------------------------------

local function plan_rows_of(desk, rows, used)
  local works, list = marks.works(desk).by, {}
  for i, row in ipairs(rows) do
    local dates = {}
    for k, lesson in ipairs(used[row.id] or {}) do dates[k] = calendar.written(lesson.date):sub(1, 5) end
    local work = works[row.work or ""]
    list[i] = { id = row.id, ord = i, topic = row.topic, hours = math.max(1, row.hours or 1),
      homework = row.homework or "",
      work = work and work.label or "", dates = table.concat(dates, ", "),
      done = #dates >= math.max(1, row.hours or 1) }
  end
  return list
end

local function year_of(frame_)
  local row = frame_.journal
  return { id = row.year, starts = row.year_starts, ends = row.year_ends }
end

local function hours_of(desk, frame_, list)
  local year = year_of(frame_)
  local data = timetable.year(desk, year.id)
  local periods = timetable.periods(desk, year, frame_.journal.scheme)
  return plan.hours(desk, frame_, list, timetable.days(data, data.journals[frame_.id], periods))
end

local function planned_text(desk, id, frame_)
  local rows = plan.rows(desk, id)
  local _, used = plan.match(rows, lessons.list(desk, frame_))
  local left = math.max(0, plan.total(rows) - plan.given(used))
  return { total = ru.count(plan.total(rows), "hour_forms"), themes = ru.count(#rows, "theme_forms"),
    left = ru.count(left, "hour_forms") }
end

-- GET plan: the plan's rows with the days they were given on, the paste box, hours by period.
function page.plan(req, desk, params)
  local frame_, rights = plan.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local list, rows = lessons.list(desk, frame_), plan.rows(desk, params.id)
  local _, used = plan.match(rows, list)
  local hours = hours_of(desk, frame_, list)
  local whole, planned, given = hours[#hours], plan.total(rows), plan.given(used)
  local left = math.max(0, planned - given)
  local pasted = req.session.pasted
  req.session.pasted = nil
  local free = 0
  for _, row in ipairs(list) do
    if row.status ~= "cancelled" and (row.topic or "") == "" then free = free + 1 end
  end
  local gap = #rows > 0 and left - free - math.max(0, whole.timetable - whole.journal) or 0
  local works = {}
  for i, work in ipairs(marks.works(desk)) do works[i] = { key = work.key, label = work.label } end
  local back, ahead = plan.undoable(desk, params.id)
  local body = frame.render("plan", { id = params.id, csrf = req.csrf, rights = rights, works = works,
    back = back, ahead = ahead, planned = planned,
    rows = plan_rows_of(desk, rows, used), hours = hours, tabs = tabs_of(params.id, "plan"), pasted = pasted
      or "",
    total = ru.count(planned, "hour_forms"), themes = ru.count(#rows, "theme_forms"),
    left = ru.count(left, "hour_forms"), fact = given > 0 and ru.count(given, "hour_forms") or false,
      over = gap > 0 and ru.count(gap, "hour_forms"),
    spare = #rows > 0 and gap < 0 and free > 0 and ru.count(-gap, "lesson_forms"),
      no_timetable = whole.timetable == 0 })
  return frame.page(req, desk, { title = journal.title(frame_.journal), name = "plan", place = "journals",
    body = body, about = about(frame_, list), css = { "lesson.css" }, js = { "lesson.js" } })
end

-- POST plan: the pasted text becomes the plan.
function page.plan_set(req, desk, params)
  local form = frame.fields(req) or {}
  local rows, err = plan.parse(desk, form.text or "")
  local counts
  if rows then counts, err = plan.replace(desk, params.id, rows) end
  if not counts and not frame.wants_json(req) then req.session.pasted = form.text end
  return frame.done(req, desk, counts, err, { to = "/journals/" .. params.id .. "/plan",
    message = counts and ru.fill(ru.plan_saved, { themes = ru.count(#rows, "theme_forms"),
      hours = ru.count(plan.total(rows), "hour_forms"), added = counts.added, changed = counts.changed,
      removed = counts.removed }) })
end

-- POST plan/set: {rows = {{row, field = text...}}} -> the rows as they stand now and the plan's sums.
function page.plan_rows(req, desk, params)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  if type(form.rows) ~= "table" then
    return frame.refuse(req, desk, { code = "INPUT", msg = ru.bad_request })
  end
  local ok, refused = plan.change(desk, params.id, { doing = "set", rows = form.rows })
  if not ok then return frame.refuse(req, desk, refused) end
  local frame_ = journal.open(desk, params.id)
  local works, asked, rows = marks.works(desk).by, {}, {}
  for _, one in ipairs(form.rows) do asked[one.row] = true end
  for _, row in ipairs(plan.rows(desk, params.id)) do
    if asked[row.id] then
      local work = works[row.work or ""]
      rows[#rows + 1] = { row = row.id, topic = row.topic, hours = tostring(math.max(1, row.hours or 1)),
        homework = row.homework or "", work = work and work.label or "" }
    end
  end
  return frame.json(200, { ok = true, rows = json.array(rows), saved = date.now():sub(12, 19),
    sums = planned_text(desk, params.id, frame_) })
end

-- POST plan/row: doing = add, remove, up, down, undo, redo; a button's value is "up:ROW".
function page.plan_row(req, desk, params)
  local form = frame.fields(req) or {}
  local doing, row = tostring(form.doing or ""):match("^(%l+):?([%w_%-]*)$")
  form.doing = doing
  if row and row ~= "" then form.row = row end
  local done, err
  if doing == "undo" or doing == "redo" then
    done, err = plan.undo(desk, params.id, doing == "redo")
  else
    done, err = plan.change(desk, params.id, form)
  end
  local id = type(done) == "table" and done.id or nil
  return frame.done(req, desk, done, err, { to = "/journals/" .. params.id .. "/plan",
    message = done and ru["plan_did_" .. doing], json = { row = id } })
end

-- POST plan/fill: topics of all lessons up to today from the plan.
function page.plan_fill(req, desk, params)
  local n, err = plan.fill(desk, params.id, desk:today())
  return frame.done(req, desk, n, err, { to = "/journals/" .. params.id .. "/lessons",
    message = n and (n > 0 and ru.fill(ru.plan_filled, { n = ru.count(n, "lesson_forms") })
      or ru.plan_nothing) })
end

-- POST exempt: the word of exemption into the empty cells.
function page.exempt_fill(req, desk, params)
  local n, err = exemptions.fill(desk, params.id)
  return frame.done(req, desk, n, err, { to = "/journals/" .. params.id,
    message = n and (n > 0 and ru.fill(ru.fill_done, { n = ru.count(n, "cell_forms") }) or ru.fill_nothing) })
end

-- -- what befalls a lesson -------------------------------------------------------------------------

local function staff_of(desk)
  local list = people.sort(desk:query("staff_names"))
  local options = {}
  for i, row in ipairs(list) do options[i] = { id = row.id, name = people.full(row) } end
  return options
end
page.staff = staff_of

function page.orders(desk)
  local list = {}
  for i, row in ipairs(desk:query("orders_recent")) do
    list[i] = { id = row.id, title = ru.fill(ru.order_title, { number = row.number,
      date = calendar.written(row.date), title = row.title }) }
  end
  return list
end

-- GET /lessons/change: substitution, move, cancelling of one lesson, in the panel.
function page.change(req, desk)
  local row, rights = lessons.one(desk, req.query.lesson)
  if not row then return frame.refuse(req, desk, rights) end
  local title = ru.fill(ru.lesson_change_title, { date = calendar.written(row.date) })
  local body = frame.render("change", { lesson = row.id, csrf = req.csrf, rights = rights,
    about = journal.title(row),
    number = row.number or "", date = calendar.written(row.date), topic = row.topic or "", sub = row.sub
      or "",
    sub_reason = row.sub_reason or "", sub_order = row.sub_order or "", status = row.status or "",
    clashes = clashes_of(desk, row), was = calendar.written(row.was), cells = row.cells == 1,
      locked = row.locked,
    staff = rights.substitute and staff_of(desk) or {}, orders = rights.substitute and page.orders(desk)
      or {},
    journal = desk.access:place("journals") and row.frame and row.journal or false, note = row.note or "" })
  return frame.piece(req, desk, { title = title, name = "lessons", place = "journals", body = body,
    css = { "lesson.css" }, js = { "lesson.js" } })
end

local said = { substitute = "lesson_sub_done", unsubstitute = "lesson_sub_gone", move = "lesson_moved",
  cancel = "lesson_off", restore = "lesson_back" }

-- POST /lessons/change.
function page.change_set(req, desk)
  local form = frame.fields(req) or {}
  local row, err = lessons.change(desk, form)
  local message = row and ru[said[form.doing]]
  local now = row and lessons.one(desk, row.id)
  local found = now and clashes_of(desk, now) or {}
  if found[1] then message = ru.fill(ru.clash_but, { done = message, what = found[1].text }) end
  return frame.done(req, desk, row, err, { message = message,
    to = row and (row.frame and "/journals/" .. row.journal .. "/lessons" or "/timetable") or "/timetable" })
end

return page
