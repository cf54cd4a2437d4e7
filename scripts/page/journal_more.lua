-- page/journal_more.lua -- beside the grid of the journal: copying a lesson to the parallel class, and the
-- journal on paper.
-- Floor: page.
local date = require "core.date"
local hash = require "core.hash"
local html = require "lib.html"
local ru = require "text.ru"
local attendance = require "school.attendance"
local calendar = require "school.calendar"
local copying = require "school.journal_copy"
local journal = require "school.journal"
local marks = require "school.marks"
local paper = require "school.paper"
local people = require "school.people"
local takeback = require "school.takeback"
local undo = require "school.undo"
local frame = require "page.frame"
local grid = require "page.grid"

local more = {}

-- What the right page says of a lesson beside its topic: cancelled, moved, given by somebody else.
local function befell(lesson, substitutes)
  local parts, sub = {}, substitutes[lesson.id]
  if lesson.status == "cancelled" then parts[1] = ru.lesson_cancelled end
  if lesson.status == "moved" and lesson.was and lesson.was ~= "" then
    parts[#parts + 1] = ru.fill(ru.lesson_moved_from, { date = calendar.written(lesson.was) })
  end
  if sub then
    parts[#parts + 1] = ru.fill(ru.lesson_sub, { who = people.listed(sub) })
    parts[#parts + 1] = sub.reason ~= "" and sub.reason or nil
    parts[#parts + 1] = attendance.order_text(sub)
  end
  return table.concat(parts, ", ")
end

local function put_paper(frame_, spread, n, all, desk, shorts)
  local substitutes = {}
  for _, one in ipairs(frame_.substitutes) do substitutes[one.lesson] = one end
  local months, heads, topics, band = {}, {}, {}, nil
  for i, column in ipairs(spread.columns) do
    local lesson = column.lesson
    if lesson then
      local month = tonumber(lesson.date:sub(6, 7))
      local work = marks.works(desk, lesson.date).by[lesson.work or ""]
      if not band or band.month ~= month then
        band = { month = month, span = 0, name = ru.months_short[month] }
        months[#months + 1] = band
      end
      band.span = band.span + 1
      heads[i] = { text = tostring(tonumber(lesson.date:sub(9, 10))), work = work and work.short or "" }
      topics[#topics + 1] = { date = lesson.date:sub(9, 10) .. "." .. lesson.date:sub(6, 7),
        topic = lesson.topic or "", homework = lesson.homework or "", work = work and work.short or "",
        note = befell(lesson, substitutes) }
    else
      band = nil
      months[#months + 1] = { span = 1, name = "" }
      heads[i] = { text = grid.period_short(column.period, shorts), work = "", result = true }
    end
  end
  for i, note in ipairs(spread.notes) do
    note.text = ru.fill(ru.paper_note, { pupil = note.pupil, date = note.date, at = note.at, who = note.who,
      was = note.was ~= "" and note.was or ru.paper_empty,
      now = note.now ~= "" and note.now or ru.paper_empty })
      .. (note.reason ~= "" and ru.fill(ru.paper_note_reason, { reason = note.reason }) or "")
    note.n = i
  end
  return { months = months, heads = heads, topics = topics, rows = spread.rows, notes = spread.notes,
    about = ru.fill(ru.paper_sheet, { n = n, all = all }), split = frame_.grades }
end

local function digest_of(text)
  return (hash.hex(text):sub(1, 16):gsub("(....)", "%1 "):gsub(" $", ""))
end

-- GET paper: the journal as spreads of the paper one; ?period= keeps to one period.
function more.paper(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local period = frame_.period[req.query.period or ""]
  if period and period.whole then period = nil end
  local shorts, list = {}, {}
  local rows = desk.rules:rows()
  for _, row in ipairs(rows and rows.periods or {}) do
    if row.short then shorts[row.scheme] = row.short end
  end
  local spreads = paper.spreads(desk, frame_, period and period.id)
  for n, spread in ipairs(spreads) do list[n] = put_paper(frame_, spread, n, #spreads, desk, shorts) end
  local teachers, periods = {}, {}
  for i, teacher in ipairs(frame_.teachers) do teachers[i] = people.listed(teacher) end
  for i, one in ipairs(frame_.own_periods) do
    periods[i] = { id = one.id, name = one.name, chosen = period ~= nil and period.id == one.id }
  end
  local title = journal.title(frame_.journal)
  local about = { desk.stick:title(), title, frame_.journal.year_name }
  if period then about[#about + 1] = period.name end
  if #teachers > 0 then about[#about + 1] = table.concat(teachers, ", ") end
  local pages = frame.render("journal_spreads", { spreads = list, about = table.concat(about, " · "),
    left = ru.paper_left, right = ru.paper_right })
  local body = frame.render("journal_paper", { id = params.id, spreads = html.raw(tostring(pages)),
    empty = #list == 0, periods = periods, whole = period == nil,
    digest = digest_of(tostring(pages)), at = calendar.moment(date.now()) })
  return frame.page(req, desk, { title = ru.fill(ru.paper_title, { name = title }), name = "journal",
    place = "journals", body = body, heading = false, main_class = "wide",
    css = { "paper.css" }, js = { "paper.js" } })
end

-- GET copy: where the lesson may be copied to.
function more.copy(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local lesson = frame_.lesson[req.query.lesson or ""]
  if not lesson then return frame.refuse(req, desk, desk:refusal("NOTFOUND", "no_such_lesson")) end
  local places, err = copying.places(desk, frame_, lesson.id)
  if not places then return frame.refuse(req, desk, err) end
  for _, place in ipairs(places) do
    for _, one in ipairs(place.lessons) do one.date = calendar.written(one.date) end
  end
  local work = marks.works(desk, lesson.date).by[lesson.work or ""]
  local body = frame.render("journal_copy", { id = params.id, csrf = req.csrf, lesson = lesson.id,
    places = places, topic = lesson.topic or "", homework = lesson.homework or "",
    work = work and work.label or "", date = calendar.written(lesson.date) })
  return frame.piece(req, desk, { title = ru.copy_title, name = "journal", place = "journals", body = body })
end

-- POST copy: lesson, into = "journal:lesson", reason.
function more.copy_set(req, desk, params)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local row, other, commit = takeback.watch(desk, copying.run, desk, params.id, form.lesson, form.into,
    form.reason)
  return frame.done(req, desk, row, other, { to = "/journals/" .. params.id, json = { commit = commit },
    message = row and ru.fill(ru.copy_done, { name = journal.title(other.journal),
      date = calendar.written(row.date) }) })
end

-- -- many lessons ---------------------------------------------------------------------------------

local function ticked(value)
  return value == "1" or value == "on" or value == true
end

local function options_of(form, frame_, journals, today)
  local current = frame_.lessons[#frame_.lessons]
  for i = #frame_.lessons, 1, -1 do
    if frame_.lessons[i].date >= today then current = frame_.lessons[i] end
  end
  local from = frame_.lesson[form.from or ""] and form.from
  local opts = { from = from or current and current.id, into = form.into or journals[1] and journals[1].id,
    start = form.start ~= "" and form.start or nil, mode = form.mode or "empty", reason = form.reason,
    parts = {} }
  opts.to = frame_.lesson[form.to or ""] and form.to or opts.from
  for _, part in ipairs(copying.parts) do
    opts.parts[part] = form.shown == nil or ticked(form[part])
  end
  return opts
end

local function lesson_options(list, chosen)
  local options = {}
  for i, lesson in ipairs(list) do
    options[i] = { id = lesson.id, chosen = lesson.id == chosen, text = calendar.written(lesson.date)
      .. (lesson.number and " (" .. lesson.number .. ")" or "") .. " " .. (lesson.topic or "") }
  end
  return options
end

local function preview_rows(desk, plan)
  local rows = {}
  for i, row in ipairs(plan.rows) do
    local source, target = row.source, row.target
    local works = marks.works(desk, source.date).by
    local now = target and target.lesson or {}
    local work, old = works[source.work or ""], works[now.work or ""]
    rows[i] = { from = calendar.written(source.date), topic = source.topic or "",
      homework = source.homework or "", work = work and work.label or "",
      to = target and calendar.written(target.date) .. (target.number and " (" .. target.number .. ")" or "")
        or "—", was = now.topic or "", was_homework = now.homework or "", was_work = old and old.label or "",
      collides = row.collides == true, marked = target ~= nil and target.marked == true
        and row.fields.work ~= nil,
      state = row.state, word = ru["copy_state_" .. row.state], writes = row.writes == true }
  end
  return rows
end

-- GET copies: what would be copied where, before anything is.
function more.copies(req, desk, params)
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local journals = copying.journals(desk, frame_)
  local opts = options_of(req.query, frame_, journals, desk:today())
  local plan, rows, starts = nil, {}, {}
  if opts.into then
    local err
    plan, err = copying.preview(desk, params.id, opts)
    if not plan then return frame.refuse(req, desk, err) end
    rows = preview_rows(desk, plan)
    for i, target in ipairs(plan.targets) do
      local value = target.date .. "|" .. (target.number or "")
      starts[i] = { value = value, chosen = value == plan.start, text = calendar.written(target.date)
        .. (target.number and " (" .. target.number .. ")" or "") .. " "
        .. (target.lesson and (target.lesson.topic or "") or ru.copy_new_lesson) }
    end
  end
  for _, one in ipairs(journals) do one.chosen = one.id == opts.into end
  local locked = false
  for _, row in ipairs(rows) do locked = locked or row.state == "locked" end
  local body = frame.render("journal_copies", { id = params.id, csrf = req.csrf, journals = journals,
    from = lesson_options(frame_.lessons, opts.from), to = lesson_options(frame_.lessons, opts.to),
      opts = opts,
    starts = starts, rows = rows, plan = plan or false, locked = locked, modes = copying.modes, words = ru,
    count = plan and ru.count(plan.n, "lesson_forms") or "",
    collisions = plan and plan.collisions > 0 and ru.count(plan.collisions, "lesson_forms") or false,
    into = plan and journal.title(plan.other.journal) or "", start = plan and plan.start or "" })
  return frame.page(req, desk, { title = ru.copies_title, name = "lessons", place = "journals", body = body,
    about = journal.title(frame_.journal), help = "copies", css = { "lesson.css" },
    crumbs = { { href = "/journals/" .. params.id .. "/lessons", label = journal.title(frame_.journal) } } })
end

-- POST copies: carries out what was shown.
function more.copies_set(req, desk, params)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local frame_, rights = journal.open(desk, params.id)
  if not frame_ then return frame.refuse(req, desk, rights) end
  local opts = options_of(form, frame_, {}, desk:today())
  local plan, refused = copying.many(desk, params.id, opts)
  return frame.done(req, desk, plan, refused, {
    to = plan and "/journals/" .. plan.other.id .. "/lessons" or "/journals/" .. params.id .. "/copies",
    message = plan and ru.fill(ru.copies_done, { n = ru.count(plan.n, "lesson_forms"),
      name = journal.title(plan.other.journal) }) })
end

-- POST /undo: takes the last action of a place back, or does it again.
function more.undo(req, desk)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local again = ticked(form.again)
  local done, refused = undo.run(desk, tostring(form.place or ""), again)
  local message
  if done then
    local words = again and ru.redo_done or done.kept > 0 and ru.undo_some or ru.undo_done
    message = ru.fill(words, { what = done.words, kept = done.kept })
  end
  return frame.done(req, desk, done, refused, { to = frame.own_path(form.to) or "/today", message = message })
end

return more
