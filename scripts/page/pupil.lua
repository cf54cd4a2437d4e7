-- page/pupil.lua -- one pupil: marks by subject and period, absences, corrections, enrolments.
-- Floor: page.
local ru = require "text.ru"
local attendance = require "school.attendance"
local calendar = require "school.calendar"
local marks = require "school.marks"
local people = require "school.people"
local results = require "school.results"
local card = require "page.card"
local brought = require "school.office_brought"
local html = require "lib.html"
local office = require "school.office_pupils"
local frame = require "page.frame"

local pupil = {}

-- Periods shown as columns: those of the scheme most of the pupil's journals use, then the year's.
local function columns_of(journals, schemes)
  local count, best = {}, nil
  for _, journal in ipairs(journals) do
    local scheme = journal.scheme or ""
    count[scheme] = (count[scheme] or 0) + 1
    if not best or count[scheme] > count[best] then best = scheme end
  end
  local list = {}
  for _, period in ipairs(schemes[best or ""] or {}) do list[#list + 1] = period end
  if best ~= "year" then
    for _, period in ipairs(schemes.year or {}) do list[#list + 1] = period end
  end
  return list
end

-- The period of the journal that stands under a column: the same one, or (another scheme) the one
-- that ends with it.
local function slot_of(journal, column)
  local slot = journal.periods[column.id]
  if slot then return slot, column.id end
  for _, period in ipairs(journal.list) do
    if period.ends == column.ends then return journal.periods[period.id], period.id end
  end
  return nil
end

local function cell_marks(slot)
  local list = {}
  for i, cell in ipairs(slot.cells) do
    list[i] = { text = cell.text, absent = (cell.marks or "") == "", work = cell.work or "",
      title = calendar.written(cell.date) .. (cell.topic and cell.topic ~= "" and " · " .. cell.topic or ""),
      weight = cell.weight and cell.weight > 100, lesson = cell.lesson }
  end
  return list
end

local function subjects_of(desk, person, journals, columns, year)
  local lists, rows, counted = {}, {}, {}
  for _, journal in ipairs(journals) do
    local row = { subject = journal.subject_name, subgroup = journal.subgroup or "",
      href = "/journals/" .. journal.id,
      periods = {}, average = "" }
    local all = {}
    for i, column in ipairs(columns) do
      local slot, period = slot_of(journal, column)
      local result = slot and slot.result
      row.periods[i] = {
        cells = slot and cell_marks(slot) or {}, decided = result and result.decided or "",
        why = slot and "/journals/" .. journal.id .. "/why" .. frame.query({ person = person,
          period = period }) or "",
      }
      for _, cell in ipairs(slot and slot.cells or {}) do all[#all + 1] = cell end
    end
    if #all > 0 then
      lists[#lists + 1] = { rows = all, grading = journal.grading }
      counted[#counted + 1] = row
    end
    row.why = "/pupils/" .. person .. "/average" .. frame.query({ journal = journal.id, year = year.id })
    rows[#rows + 1] = row
  end
  for i, answer in ipairs(results.averages(desk, lists, calendar.day_in(year, desk:today()))) do
    local row = counted[i]
    row.average = answer.text or ""
  end
  return rows
end

-- Who sees the whole class is told what the pages of attendance tell; others what stands in their journals.
local function absences_of(desk, person, year, found)
  local scale = marks.scale(desk, calendar.day_in(year, desk:today()))
  local group = attendance.class_of(desk, year, person)
  local row = group and attendance.pupil(desk, year, group, person, year.starts, year.ends)
  local absence = row and { by_code = row.by, lessons = row.lessons, days = row.days }
    or people.absences(desk, person, year, found, scale.by)
  local lessons = ru.count(absence.lessons, "lesson_forms")
  local codes = {}
  for code, n in pairs(absence.by_code) do
    codes[#codes + 1] = { code = code, n = n, label = scale.by[code] and scale.by[code].label or code }
  end
  table.sort(codes, function(a, b) return a.code < b.code end)
  local text = absence.days and ru.fill(ru.missed, { days = ru.count(absence.days, "day_forms"),
    lessons = lessons })
    or ru.fill(ru.missed_lessons, { lessons = lessons })
  return { codes = codes, text = text }
end

local function corrections_of(desk, person, year)
  local list = {}
  for i, row in ipairs(people.corrections(desk, person, year, 30)) do
    list[i] = { date = calendar.written(row.date), subject = row.subject_name, was = row.was, now = row.now,
      at = calendar.moment(row.at), who = row.who, why = row.why or "",
      href = "/journals/" .. row.journal .. "/cell" .. frame.query({ lesson = row.lesson, person = person }) }
  end
  return list
end

-- The word for the reason of leaving; a key without a word is not shown.
local function reason_of(desk, key)
  local word = desk.rules:label("events", key)
  return word ~= key and word or ""
end

local function enrolments_of(desk, rows)
  local list = {}
  for i, row in ipairs(rows) do
    local order = row.order_number and ru.fill(ru.order_of, { number = row.order_number,
      date = calendar.written(row.order_date) }) or ""
    if row.leave_number then
      order = order .. (order ~= "" and "; " or "") .. ru.fill(ru.order_of, { number = row.leave_number,
        date = calendar.written(row.leave_date) })
    end
    list[i] = { year = row.year_name, group = row.group_name, kind = desk.rules:label("group_kinds",
      row.kind),
      starts = calendar.written(row.starts), ends = calendar.written(row.ends), order = order,
      reason = reason_of(desk, row.reason) }
  end
  return list
end

-- The sheets of the pupil, and for those who keep his data their card.
local function actions_of(desk, person)
  local links = card.links(desk, person)
  local place = office.class_on(desk, person, desk:today())
  local own = frame.render("pupil_office", { id = person, may = office.may(desk, person, { "person",
    "pupil" }),
    came = place and place.starts > place.year_starts and brought.may(desk, place) or false })
  return html.join({ links, own })
end

function pupil.show(req, desk, params)
  local row, err = people.pupil(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local year = calendar.chosen(desk, req.query.year)
  local journals, schemes, found = people.year_of_marks(desk, params.id, year)
  local columns = columns_of(journals, schemes)
  local body = frame.render("pupil", {
    id = params.id, born = calendar.written(row.born), file_no = row.file_no or "",
    admitted = calendar.written(row.admitted), years = calendar.years(desk), year = year.id,
      columns = columns,
    group = row.enrolments[1] and row.enrolments[1].group_name or "",
    subjects = subjects_of(desk, params.id, journals, columns, year),
    absence = absences_of(desk, params.id, year, found),
    corrections = corrections_of(desk, params.id, year), enrolments = enrolments_of(desk, row.enrolments),
  })
  return frame.page(req, desk, { title = people.full(row), name = "pupil", place = "pupils", body = body,
    actions = actions_of(desk, params.id), crumbs = { { href = "/pupils", label = ru.place_pupils } } })
end

-- GET average: where the average of a subject comes from.
function pupil.average(req, desk, params)
  local row, err = people.pupil(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local year = calendar.chosen(desk, req.query.year)
  local journals = people.year_of_marks(desk, params.id, year)
  for _, journal in ipairs(journals) do
    if journal.id == req.query.journal then
      local all = {}
      for _, period in ipairs(journal.list) do
        for _, cell in ipairs(journal.periods[period.id].cells) do all[#all + 1] = cell end
      end
      local day = calendar.day_in(year, desk:today())
      local answer = results.averages(desk, { { rows = all, grading = journal.grading } }, day)[1]
      local adoption = desk.rules:at(day) or {}
      local body = frame.explain(answer.why, { title = adoption.title,
        starts = calendar.written(adoption.starts) },
        { { label = ru.average, value = answer.text or "" } })
      return frame.piece(req, desk, { title = journal.subject_name, name = "pupil", place = "pupils",
        body = body })
    end
  end
  return frame.refuse(req, desk, desk:refusal("NOTFOUND", "no_such_journal"))
end

return pupil
