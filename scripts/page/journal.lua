-- page/journal.lua -- the class journal: the page, and what its scripts ask for.
-- Floor: page.
local date = require "core.date"
local hash = require "core.hash"
local json = require "lib.json"
local ru = require "text.ru"
local asks = require "school.asks"
local calendar = require "school.calendar"
local spans = require "school.attendance"
local exemptions = require "school.exemptions"
local journal = require "school.journal"
local marks = require "school.marks"
local people = require "school.people"
local results = require "school.results"
local takeback = require "school.takeback"
local attendance = require "page.attendance"
local frame = require "page.frame"
local grid = require "page.grid"

local page = {}

-- scheme -> the short word of the policy ("чт.").
local function shorts_of(desk)
  local cache = desk.stick.cache
  if not cache.shorts then
    local map = {}
    local rows = desk.rules:rows()
    for _, row in ipairs(rows and rows.periods or {}) do
      if row.short then map[row.scheme] = row.short end
    end
    cache.shorts = map
  end
  return cache.shorts
end

-- What may be typed here: marks, then words and absence codes, in the order of the scale.
local function symbols_of(desk, row)
  local list = {}
  for _, symbol in ipairs(marks.scale(desk)) do
    local fits = not symbol.grading or #symbol.grading == 0 or (row.grading or "") == ""
    for _, one in ipairs(symbol.grading or {}) do fits = fits or one == row.grading end
    if fits and symbol.symbol ~= "" then list[#list + 1] = symbol.symbol end
  end
  return list
end

-- The absence codes: "н=1=н" for code, away (1) or only late (0), and what paper shows for it.
local function codes_of(desk)
  local list = {}
  for _, symbol in ipairs(marks.scale(desk)) do
    if symbol.kind == "absence" or symbol.prints ~= nil and symbol.prints ~= symbol.symbol then
      list[#list + 1] = symbol.symbol .. "=" .. (symbol.missed and 1 or 0) .. "=" .. (symbol.prints or
        symbol.symbol)
    end
  end
  return table.concat(list, " ")
end

local function periods_of(frame_, shorts)
  local list = {}
  for i, period in ipairs(frame_.periods) do
    list[i] = { id = period.id, name = period.name, locked = frame_.locked[period.id] == true,
      short = grid.period_short(period, shorts) }
  end
  return list
end

-- What the grid tells of a pupil's row: exemptions in words, and the days he is away by a paper
-- ("from=to=words", a line each).
local function notes_of(desk, frame_)
  local map, row = {}, frame_.journal
  local covers = exemptions.covers(desk, frame_)
  for _, one in ipairs(frame_.exempt.list) do
    local note = map[one.person] or { covers = covers }
    map[one.person] = note
    note.exempt = (note.exempt and note.exempt .. "; " or "") .. spans.exemption_text(one)
  end
  for _, one in ipairs(desk:query("ranges_of_group", { group = row.group, starts = row.year_starts,
    ends = row.year_ends })) do
    local note = map[one.person] or {}
    map[one.person] = note
    note.away = (note.away and note.away .. "\n" or "") .. one.starts .. "=" .. one.ends .. "="
      .. spans.range_text(desk, one)
  end
  return map
end

-- "2026/2027 · 16 учеников · Шубина К. П."
local function about(frame_, rights)
  local teachers = {}
  for i, teacher in ipairs(frame_.teachers) do teachers[i] = people.listed(teacher) end
  local parts = { frame_.journal.year_name, ru.count(#frame_.pupils, "pupil_forms") }
  if #teachers > 0 then parts[#parts + 1] = table.concat(teachers, ", ") end
  if next(rights.lent) and not rights.write then
    parts[#parts + 1] = ru.lesson_lent_journal
  elseif not rights.write then
    parts[#parts + 1] = ru.read_only
  end
  return table.concat(parts, " · ")
end

-- The journal itself.
function page.show(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local row, today = frame_.journal, desk:today()
  local columns, n, conflicts = journal.cells(desk, frame_)
  local works = marks.works(desk)
  local title, shorts = journal.title(row), shorts_of(desk)
  if rights.write then marks.warm(desk, frame_) end
  local table_ = grid.html(frame_, {
    cells = columns, n = n, conflicts = conflicts, results = journal.results(desk, frame_), today = today,
    works = works, shorts = shorts, proposed = results.proposed(desk, frame_), label = title,
    me = hash.hex(desk.me.login):sub(1, 8),
    notes = notes_of(desk, frame_), word = exemptions.word(desk, row.year_ends) or "",
    write = rights.write or next(rights.lent) ~= nil, only = not rights.write and rights.lent or nil,
    symbols = symbols_of(desk, row), codes = codes_of(desk),
  })
  local body = frame.render("journal", {
    grid = table_, id = row.id, rights = rights, empty_pupils = #frame_.pupils == 0,
    empty_lessons = #frame_.lessons == 0, periods = periods_of(frame_, shorts), lacks = frame_.lacks,
    adds = desk.access:place("school") and desk.access:may("inspection", "see"),
  })
  local add = rights.lesson and frame.render("add_lesson", { id = row.id }) or nil
  return frame.page(req, desk, { title = title, name = "journal", place = "journals", body = body,
    actions = add, about = about(frame_, rights),
    css = { "grid.css" }, js = { "grid.js" } })
end

-- POST cell: {lesson, person, text, was, reason} -> what stands there now.
function page.cell_set(req, desk, params)
  local change, err = frame.fields(req)
  if not change then return frame.refuse(req, desk, err) end
  local answer, refused, commit = takeback.watch(desk, journal.set_cell, desk, params.id, change)
  if not answer then return frame.refuse(req, desk, refused) end
  return frame.json(200, { ok = true, commit = commit, text = answer.text, cls = answer.class,
    saved = answer.saved,
    note = answer.note })
end

-- {cells = [change...], try} -> an answer a change, in the same order; one commit for all.
local function many(req, desk, set, id)
  local body, err = frame.fields(req)
  if not body then return frame.refuse(req, desk, err) end
  local list = type(body.cells) == "table" and body.cells or {}
  for _, change in ipairs(list) do
    if type(change) ~= "table" or type(change.text) ~= "string" then
      return frame.refuse(req, desk, { code = "INPUT", msg = ru.bad_request })
    end
  end
  local answers, refused, commit = takeback.watch(desk, set, desk, id, list, body.try == true)
  if not answers then return frame.refuse(req, desk, refused) end
  local out = json.array({})
  for i, one in ipairs(answers) do
    if one.err then
      out[i] = { ok = false, status = frame.status_of(one.err), message = one.err.msg, text = one.err.text }
    else
      out[i] = { ok = true, text = one.text, cls = one.class, note = one.note }
    end
  end
  return frame.json(200, { ok = true, cells = out, commit = commit, saved = date.now():sub(12, 19) })
end

-- POST cells
function page.cells_set(req, desk, params)
  return many(req, desk, journal.set_cells, params.id)
end

-- POST results
function page.results_set(req, desk, params)
  return many(req, desk, results.decide_all, params.id)
end

-- POST undo: {commits = [id...], again} -> what to draw anew; the commit it made can be taken back in its
-- turn.
function page.take_back(req, desk, params)
  local body, err = frame.fields(req)
  if not body then return frame.refuse(req, desk, err) end
  local commits = {}
  for i, id in ipairs(type(body.commits) == "table" and body.commits or {}) do
    commits[i] = math.tointeger(tonumber(id)) or 0
  end
  local done, refused = takeback.run(desk, params.id, commits)
  if not done then return frame.refuse(req, desk, refused) end
  done.ok, done.saved = true, date.now():sub(12, 19)
  done.message = ru.fill(body.again == true and ru.takeback_again or ru.undo_done, { what = done.what })
  return frame.json(200, done)
end

function page.comment(req, desk, params)
  local form = frame.fields(req) or {}
  local ok, err, commit = takeback.watch(desk, journal.set_comment, desk, params.id, form)
  return frame.done(req, desk, ok, err, { to = "/journals/" .. params.id, message = ru.saved,
    json = ok and { commit = commit, text = ok.text, cls = ok.class, saved = ok.saved } })
end

-- GET cell: details and the history of corrections.
function page.cell(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local past, lesson, pupil = journal.past(desk, frame_, req.query.lesson or "", req.query.person or "")
  if not past then return frame.refuse(req, desk, lesson) end
  local list = {}
  for i, entry in ipairs(past) do
    local before = past[i + 1]
    list[i] = { at = calendar.moment(entry.at), who = entry.who, was = before and before.text or "",
      now = entry.text, reason = entry.reason or "", comment = entry.comment or "",
      hidden = entry.hidden }
  end
  local work = marks.works(desk, lesson.date).by[lesson.work or ""]
  rights.write = (rights.write or rights.lent[lesson.id] == true) and lesson.status ~= "cancelled"
  local body = frame.render("cell", {
    lesson = lesson.id, person = pupil.id, id = params.id, csrf = req.csrf, past = list,
    text = past[1] and past[1].text or "", comment = past[1] and past[1].comment or "",
    hidden = past[1] ~= nil and past[1].hidden,
    date = calendar.written(lesson.date), topic = lesson.topic or "", work = work and work.label or "",
    weight = grid.weight(lesson.weight), rights = rights,
    locked = frame_.locked[frame_.period_of(lesson.date) or ""] == true,
    away = attendance.about(desk, frame_, lesson, pupil),
  })
  return frame.piece(req, desk, { title = people.full(pupil), name = "journal", place = "journals",
    body = body })
end

local function shown_of(frame_, stored, person)
  local map = {}
  for _, period in ipairs(frame_.periods) do
    local entry = frame_.proposed[person] and frame_.proposed[person][period.id]
    local shown = results.shown(stored[person .. "|" .. period.id], entry)
    map[period.id] = { text = shown.text, cls = shown.class, title = shown.title }
  end
  return map
end

-- GET results: proposals and decisions for the whole journal or some pupils.
function page.results(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local persons
  if req.query.persons and req.query.persons ~= "" then
    persons = {}
    for id in req.query.persons:gmatch("[^,]+") do
      if frame_.pupil[id] then persons[#persons + 1] = id end
    end
  end
  results.proposed(desk, frame_, persons)
  local stored, map = journal.results(desk, frame_), {}
  if not persons then
    persons = {}
    for i, pupil in ipairs(frame_.pupils) do persons[i] = pupil.id end
  end
  for _, id in ipairs(persons) do map[id] = shown_of(frame_, stored, id) end
  return frame.json(200, { ok = true, results = map })
end

-- GET why: the explanation of a result with a small form to decide it.
function page.why(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local one, err = results.one(desk, frame_, req.query.person or "", req.query.period or "")
  if not one then return frame.refuse(req, desk, err) end
  local entry = one.entry or {}
  local stored_why = one.stored and one.stored.why and json.decode(one.stored.why)
  local why = entry.why or stored_why
  local list = {}
  for i, cell in ipairs(one.cells) do
    local work = marks.works(desk, cell.date).by[cell.work or ""]
    list[i] = { date = calendar.written(cell.date), text = cell.text, work = work and work.label or "",
      weight = grid.weight(cell.weight) }
  end
  local choices = {}
  for i, value in ipairs(entry.one_step or {}) do choices[i] = tostring(value) end
  for _, word in ipairs(entry.words or {}) do choices[#choices + 1] = word end
  local body = frame.render("result", {
    id = params.id, person = one.pupil.id, period = one.period.id, csrf = req.csrf, rights = rights,
    name = one.period.name, open = entry.open == true, council = one.stored and one.stored.council or "",
    proposed = entry.text or "", average = entry.average or "", missing = entry.failed or entry.missing
      or not one.entry and ru.fill(ru.result_later, { date = calendar.written(one.period.starts) }) or "",
    decided = one.stored and one.stored.decided or "", reason = one.stored and one.stored.reason or "",
    choices = choices, cells = list, locked = one.locked,
    explain = why and frame.explain(why, {
      title = entry.regulation and entry.regulation.title, starts = entry.regulation and
        calendar.written(entry.regulation.starts) }) or "",
  })
  local title = people.full(one.pupil) .. ", " .. one.period.name
  return frame.piece(req, desk, { title = title, name = "journal", place = "journals", body = body })
end

function page.result_set(req, desk, params)
  local change, err = frame.fields(req)
  if not change then return frame.refuse(req, desk, err) end
  local shown, refused, commit = takeback.watch(desk, results.decide, desk, params.id, change)
  if not shown and refused.code == "LOCKED" then refused.text = nil end
  return frame.done(req, desk, shown, refused, { to = "/journals/" .. params.id, message = ru.saved,
    json = shown and { commit = commit, text = shown.text, cls = shown.class, title = shown.title,
      saved = date.now():sub(12, 19) } })
end

-- POST accept: every result of a period as proposed.
function page.accept(req, desk, params)
  local form = frame.fields(req) or {}
  local count, err, commit = takeback.watch(desk, results.accept, desk, params.id, form.period or "")
  return frame.done(req, desk, count, err, { to = "/journals/" .. params.id, json = { commit = commit },
    message = count and ru.fill(ru.accepted, { n = ru.count(count, "result_forms") }) })
end

function page.lock(req, desk, params)
  local form = frame.fields(req) or {}
  local locked = form.locked == "1" or form.locked == true or form.locked == 1
  local ok, err, commit = takeback.watch(desk, journal.set_lock, desk, params.id, form.period or "", locked,
    form.reason)
  return frame.done(req, desk, ok, err, { to = "/journals/" .. params.id, json = { commit = commit },
    message = locked and ru.period_closed or ru.period_opened })
end

-- GET period: what may be done with a whole period: accept all, close, open.
function page.period(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local period = frame_.period[req.query.period or ""]
  if not period then return frame.refuse(req, desk, desk:refusal("NOTFOUND", "no_such_period")) end
  local proposed, stored = results.proposed(desk, frame_), journal.results(desk, frame_)
  local waiting, missing, decided = 0, {}, 0
  local names = people.narrow(frame_.pupils)
  for i, pupil in ipairs(frame_.pupils) do
    local old, entry = stored[pupil.id .. "|" .. period.id], proposed[pupil.id]
      and proposed[pupil.id][period.id]
    if old and old.decided then
      decided = decided + 1
    elseif entry and entry.text ~= "" then
      waiting = waiting + 1
    elseif entry and not entry.optional then
      missing[#missing + 1] = { name = names[i], text = entry.failed or entry.missing or "" }
    end
  end
  local body = frame.render("period", {
    id = params.id, period = period.id, csrf = req.csrf, rights = rights, waiting = waiting,
      missing = missing,
    waiting_text = ru.count(waiting, "result_forms"), decided = decided, decided_text = ru.count(decided,
      "result_forms"),
    locked = frame_.locked[period.id] == true,
    may_ask = asks.may(desk, frame_, rights), asked = asks.of(desk, frame_.id, period.id) or false,
    open_till = frame_.open_till[period.id] and calendar.moment(frame_.open_till[period.id]) or "",
    span = calendar.written(period.starts) .. " – " .. calendar.written(period.ends),
  })
  return frame.piece(req, desk, { title = period.name, name = "journal", place = "journals", body = body })
end

local function lesson_form(req, desk, frame_, lesson, message)
  local works = {}
  for i, work in ipairs(marks.works(desk, lesson.date)) do
    works[i] = { key = work.key, label = work.label, weight = grid.weight(work.weight),
      chosen = work.key == lesson.work }
  end
  local body = frame.render("lesson", {
    id = frame_.id, csrf = req.csrf, lesson = lesson.id or "", date = calendar.written(lesson.date),
      works = works,
    number = lesson.number or "", topic = lesson.topic or "", homework = lesson.homework or "",
    weight = lesson.weight and grid.weight(lesson.weight) or "", note = lesson.note or "",
      message = message or false,
    action = "/journals/" .. frame_.id .. (lesson.id and "/lesson" or "/lessons"),
    locked = frame_.locked[frame_.period_of(lesson.date) or ""] == true,
  })
  return frame.piece(req, desk, { title = lesson.id and ru.fill(ru.lesson_on,
    { date = calendar.written(lesson.date) })
    or ru.lesson_new, name = "journal", place = "journals", body = body })
end

-- GET lesson, lesson/new: the form of a lesson.
function page.lesson(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  if not rights.lesson then return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_journal")) end
  local lesson = frame_.lesson[req.query.lesson or ""]
  if not lesson then return frame.refuse(req, desk, desk:refusal("NOTFOUND", "no_such_lesson")) end
  return lesson_form(req, desk, frame_, lesson)
end

function page.lesson_new(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  if not rights.lesson then return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_journal")) end
  local day = calendar.read(req.query.date or "")
    or calendar.day_in({ starts = frame_.journal.year_starts, ends = frame_.journal.year_ends }, desk:today())
  return lesson_form(req, desk, frame_, { date = day })
end

function page.lesson_edit(req, desk, params)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local ok, refused, commit = takeback.watch(desk, journal.edit_lesson, desk, params.id, form)
  return frame.done(req, desk, ok, refused, { to = "/journals/" .. params.id, message = ru.lesson_saved,
    json = { commit = commit } })
end

-- POST lesson/remove: a lesson in which nothing stands goes out of the journal.
function page.lesson_remove(req, desk, params)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local ok, refused, commit = takeback.watch(desk, journal.remove_lesson, desk, params.id, form)
  return frame.done(req, desk, ok, refused, { to = "/journals/" .. params.id, message = ru.lesson_removed,
    json = { commit = commit } })
end

function page.lesson_add(req, desk, params)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local ok, refused, commit = takeback.watch(desk, journal.add_lesson, desk, params.id, form)
  return frame.done(req, desk, ok, refused, { to = "/journals/" .. params.id, message = ru.lesson_added,
    json = { lesson = ok, commit = commit } })
end

return page
