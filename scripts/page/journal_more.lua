-- page/journal_more.lua -- beside the grid of the journal: copying a lesson to the parallel class, and the
-- journal on paper.
-- Floor: page.
local date = require "core.date"
local hash = require "core.hash"
local html = require "lib.html"
local ru = require "text.ru"
local calendar = require "school.calendar"
local copying = require "school.journal_copy"
local journal = require "school.journal"
local marks = require "school.marks"
local paper = require "school.paper"
local people = require "school.people"
local frame = require "page.frame"
local grid = require "page.grid"

local more = {}

local function put_paper(frame_, spread, n, all, desk, shorts)
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
        topic = lesson.topic or "", homework = lesson.homework or "", work = work and work.short or "" }
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
  local row, other = copying.run(desk, params.id, form.lesson, form.into, form.reason)
  return frame.done(req, desk, row, other, { to = "/journals/" .. params.id,
    message = row and ru.fill(ru.copy_done, { name = journal.title(other.journal),
      date = calendar.written(row.date) }) })
end

return more
