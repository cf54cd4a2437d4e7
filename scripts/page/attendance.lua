-- page/attendance.lua -- who was away: the sheet of a day, the summary by reason, the card of a pupil.
-- Floor: page.
local date = require "core.date"
local ru = require "text.ru"
local attendance = require "school.attendance"
local calendar = require "school.calendar"
local exemptions = require "school.exemptions"
local people = require "school.people"
local journal = require "school.journal"
local frame = require "page.frame"
local lessons = require "page.lessons"

local page = {}

local function chosen_group(groups, id)
  for _, one in ipairs(groups) do
    if one.id == id then return one end
  end
  for _, one in ipairs(groups) do
    if one.mine then return one end
  end
  return groups[1]
end

local function base(req, desk)
  local year = calendar.chosen(desk, req.query.year)
  if not year then return nil end
  local groups = attendance.groups(desk, year)
  return year, groups, chosen_group(groups, req.query.group)
end

local function nothing(req, desk, words)
  return frame.page(req, desk, { title = ru.attendance, name = "attendance", place = "pupils",
    body = frame.render("empty", { text = words }) })
end

local function pupil_href(req, person, day)
  return "/attendance/pupil" .. frame.query({ person = person, date = day or "", year = req.query.year
    or "" })
end

-- The journals whose lessons the user may open from the sheet: a set of ids.
local function opened(desk, year)
  local set = {}
  if desk.access:place("journals") then
    for _, row in ipairs(journal.list(desk, year)) do set[row.id] = true end
  end
  return set
end

local function cell_title(cell)
  if cell.class == "expected" then return ru.fill(ru.attendance_expected, { word = cell.expected
    and cell.expected.label or "" }) end
  return ""
end

-- The sheet of a day.
local function day_view(req, desk, year, group, day)
  local found = attendance.day(desk, year, group, day)
  local columns, rows, away, opens = {}, {}, 0, opened(desk, year)
  for i, column in ipairs(found.columns) do
    columns[i] = { number = column.number ~= 99 and column.number or "", title = column.title }
  end
  for i, row in ipairs(found.rows) do
    local list = {}
    for k, cell in ipairs(row.cells) do
      list[k] = { text = cell.text ~= "" and cell.text or cell.expected and cell.expected.symbol or "",
        class = cell.class, title = cell_title(cell),
        href = opens[cell.journal or ""] and "/journals/" .. cell.journal .. "?lesson=" .. cell.lesson
          or false }
    end
    if row.missed > 0 then away = away + 1 end
    rows[i] = { n = i, name = people.listed(row.pupil), href = pupil_href(req, row.pupil.id, day),
      cells = list,
      missed = row.missed > 0 and row.missed or "", day = row.day,
      reason = row.range and attendance.range_text(desk, row.range) or "", asks = row.missed > 0
        and not row.range }
  end
  local expected = false
  for _, row in ipairs(found.rows) do
    for _, cell in ipairs(row.cells) do expected = expected or cell.class == "expected" end
  end
  return frame.render("attendance_day", { undo = lessons.undo_bar(req, desk, "attendance:" .. group.id,
    "/attendance" .. frame.query({ group = group.id, date = day })), columns = columns, rows = rows,
      group = group, csrf = req.csrf,
    day = day,
    day_text = calendar.day_named(day), away = ru.count(away, "pupil_forms"), some = away > 0, year = year.id,
    fill = expected and group.mark and day <= desk:today(),
    before = "/attendance" .. frame.query({ group = group.id, date = date.add_days(day, -1) }),
    after = "/attendance" .. frame.query({ group = group.id, date = date.add_days(day, 1) }),
    today = day ~= desk:today() and "/attendance" .. frame.query({ group = group.id }) })
end

-- Periods of the year by scheme.
local function periods_by_scheme(desk, year)
  local names, order = {}, {}
  for _, row in ipairs(calendar.periods(desk, year.id)) do
    if not names[row.scheme] then
      names[row.scheme] = {}
      order[#order + 1] = row.scheme
    end
    table.insert(names[row.scheme], row)
  end
  return names, order
end

local function scheme_of(desk, names, grade)
  for _, row in ipairs(desk.rules:rows() and desk.rules:rows().periods or {}) do
    for _, one in ipairs(row.grades or {}) do
      if one == grade and names[row.scheme] then return row.scheme end
    end
  end
  return nil
end

-- The spans one may sum over: the periods of the year (of the grade's scheme; of every scheme when grade is
-- nil) and the year itself; and the one chosen, else the current one.
local function spans_of(desk, year, grade, wanted)
  local list, today = {}, desk:today()
  local names, order = periods_by_scheme(desk, year)
  local schemes = grade and { scheme_of(desk, names, grade) } or order
  for _, scheme in ipairs(schemes) do
    for _, row in ipairs(scheme ~= "year" and names[scheme] or {}) do
      list[#list + 1] = { id = row.id, name = row.name, starts = row.starts, ends = row.ends }
    end
  end
  list[#list + 1] = { id = "year", name = ru.attendance_year, starts = year.starts, ends = year.ends }
  local current = list[#list]
  for _, one in ipairs(list) do
    if one.id ~= "year" and one.starts <= today then current = one end
  end
  for _, one in ipairs(list) do
    if one.id == wanted then current = one end
  end
  for _, one in ipairs(list) do one.chosen = one == current end
  return list, current
end

local function per_cent(part, whole)
  if whole == 0 then return "" end
  return (string.format("%.1f", part * 100 / whole):gsub("%.", ",")) .. " %"
end

local function by_codes(codes, by)
  local list = {}
  for i, code in ipairs(codes) do list[i] = by[code.symbol] or "" end
  return list
end

local function sum_row(codes, row)
  return { days = row.days, lessons = row.lessons, by = by_codes(codes, row.by), pupils = row.pupils,
    share = row.lessons > 0 and per_cent(row.lessons, row.of) or "" }
end

-- What both summaries share: the form of the period and the head of the print.
local function framed(desk, year, spans, span, path, view)
  local today = desk:today()
  view.path, view.spans, view.span, view.codes = path, spans, span, attendance.codes(desk)
  view.from_text = calendar.written(span.starts)
  view.until_text = calendar.written(span.ends < today and span.ends or today)
  view.print_head = ru.fill(view.school and ru.attendance_print or ru.absences_print, { name = view.name,
    year = year.name or "", period = span.id == "year" and ru.sheet_year or span.name })
  view.hidden, view.groups = view.hidden or {}, view.groups or {}
  return frame.render("attendance_sum", view)
end

-- The summary of a class by reason, pupil by pupil; path: of the page it stands on.  Returns markup.
function page.summary(req, desk, view, path)
  local row = view.row
  local year = { id = row.year, starts = row.year_starts, ends = row.year_ends, name = row.year_name }
  local group = { id = view.id, grade = row.grade, name = row.name }
  return page.class_sum(req, desk, year, group, path)
end

-- groups: the classes one may go to by the same form, or nil; hidden: its other fields.
function page.class_sum(req, desk, year, group, path, groups, hidden)
  local spans, span = spans_of(desk, year, group.grade or false, req.query.period)
  local found, codes = attendance.summary(desk, year, group, span.starts, span.ends), attendance.codes(desk)
  local rows = {}
  for i, row in ipairs(found.rows) do
    rows[i] = sum_row(codes, row)
    rows[i].n, rows[i].name, rows[i].href = i, people.listed(row.pupil), pupil_href(req, row.pupil.id)
  end
  return framed(desk, year, spans, span, path, { rows = rows, total = sum_row(codes, found.total),
    name = group.name, group = group.id, school = false, groups = groups, hidden = hidden })
end

local function school_sum(req, desk, year, groups, hidden)
  local spans, span = spans_of(desk, year, nil, req.query.period or "year")
  local found, codes = attendance.school(desk, year, groups, span.starts, span.ends), attendance.codes(desk)
  local rows = {}
  for i, row in ipairs(found.rows) do
    rows[i] = sum_row(codes, row)
    rows[i].n, rows[i].name = i, row.group.name
    rows[i].href = "/attendance" .. frame.query({ group = row.group.id, tab = "sum", year = req.query.year
      or "" })
  end
  return framed(desk, year, spans, span, "/attendance", { rows = rows, total = sum_row(codes, found.total),
    name = desk.stick:title(), school = true, hidden = hidden })
end

-- GET /attendance: a class, by day or in sum.
function page.show(req, desk)
  local year, groups, group = base(req, desk)
  if not year then return nothing(req, desk, ru.no_year_yet) end
  if not group then return nothing(req, desk, ru.attendance_none) end
  local day = calendar.read(req.query.date or "")
  if not day then
    day = calendar.day_in(year, desk:today())
    local last = desk:one("attendance_last", { group = group.id, day = day })
    day = last and last.day or day
  end
  local tab = req.query.tab
  if tab ~= "sum" and not (tab == "school" and #groups > 1) then tab = "day" end
  local hidden = { { name = "tab", value = tab }, { name = "year", value = req.query.year } }
  local part
  if tab == "school" then
    part = school_sum(req, desk, year, groups, hidden)
  elseif tab == "sum" then
    part = page.class_sum(req, desk, year, group, "/attendance", groups, hidden)
  else
    part = day_view(req, desk, year, group, day)
  end
  local body = frame.render("attendance", { part = part, tab = tab, groups = groups, group = group.id,
    day = day, day_written = calendar.written(day), year = req.query.year or "", many = #groups > 1 })
  local title = tab == "school" and ru.attendance_school or ru.fill(ru.attendance_of, { name = group.name })
  return frame.page(req, desk, { title = title, name = "attendance", place = "pupils", body = body,
    about = year.name, actions = frame.render("print_button", {}), css = { "lesson.css" },
    js = { "class.js", "lesson.js" } })
end

-- -- the card of a pupil --------------------------------------------------------------------------------

local function range_rows(desk, year, person)
  local list = {}
  for i, row in ipairs(desk:query("ranges_of_person", { person = person, starts = year.starts,
    ends = year.ends })) do
    list[i] = { id = row.id, text = attendance.range_text(desk, row) }
  end
  return list
end

local function exemption_rows(desk, year, person)
  local list = {}
  for i, row in ipairs(exemptions.of_person(desk, year, person)) do
    local subject = row.subject_name .. (row.subgroup and row.subgroup ~= "" and ", " .. row.subgroup or "")
    list[i] = { id = row.id, journal = row.journal, text = subject .. ": " .. attendance.exemption_text(row) }
  end
  return list
end

local function day_rows(desk, row)
  local days, list = {}, {}
  for day in pairs(row.dates) do days[#days + 1] = day end
  table.sort(days, function(a, b) return a > b end)
  for i, day in ipairs(days) do
    local one = row.dates[day]
    list[i] = { date = calendar.written(day), text = ru.fill(ru.attendance_of_lessons,
      { missed = one.missed, of = one.of }),
      whole = one.whole == true, reason = one.range and attendance.range_text(desk, one.range) or one.reason
        or "" }
  end
  return list
end

-- GET /attendance/pupil: spans, exemptions and missed days of a pupil, in the panel.
function page.pupil(req, desk)
  local year = calendar.chosen(desk, req.query.year)
  local person = req.query.person or ""
  local group, err = attendance.class_of(desk, year, person)
  if not group then return frame.refuse(req, desk, err) end
  local row = attendance.pupil(desk, year, group, person, year.starts, year.ends)
  local who = desk:one("person", { person = person })
  if not row or not who then return frame.refuse(req, desk, desk:refusal("NOTFOUND", "no_such_pupil")) end
  local codes, by = attendance.codes(desk), {}
  for _, code in ipairs(codes) do
    if row.by[code.symbol] then by[#by + 1] = { label = code.label, n = ru.count(row.by[code.symbol],
      "lesson_forms") } end
  end
  local day = calendar.read(req.query.date or "") or desk:today()
  local body = frame.render("attendance_pupil", { person = person, csrf = req.csrf, year = year.id,
    group = group,
    day = calendar.written(day), ranges = range_rows(desk, year, person), reasons = attendance.reasons(desk),
    exemptions = exemption_rows(desk, year, person), days = day_rows(desk, row), by = by,
    total = ru.count(row.lessons, "lesson_forms"), whole = ru.count(row.days, "day_forms"),
    share = per_cent(row.lessons, row.of), of = row.of,
    orders = (group.write or group.exempt) and lessons.orders(desk) or {},
    journals = group.exempt and exemptions.journals(desk, year, person) or {}, word = exemptions.word(desk)
      or "" })
  return frame.piece(req, desk, { title = people.full(who), name = "attendance", place = "pupils",
    body = body,
    css = { "lesson.css" }, js = { "lesson.js" } })
end

local function back(form)
  return "/attendance/pupil" .. frame.query({ person = form.person or "" })
end

-- POST /attendance/range: doing = add, remove.
function page.range(req, desk)
  local form = frame.fields(req) or {}
  local year = calendar.chosen(desk, form.year)
  local ok, err
  if form.doing == "remove" then
    ok, err = attendance.remove(desk, year, form)
  else
    ok, err = attendance.add(desk, year, form)
  end
  return frame.done(req, desk, ok, err, { to = back(form),
    message = form.doing == "remove" and ru.range_gone or ru.range_added })
end

-- POST /attendance/exempt: doing = add, remove.
function page.exempt(req, desk)
  local form = frame.fields(req) or {}
  local year = calendar.chosen(desk, form.year)
  local ok, err
  if form.doing == "remove" then
    ok, err = exemptions.remove(desk, year, form)
  else
    ok, err = exemptions.add(desk, year, form)
  end
  return frame.done(req, desk, ok, err, { to = back(form),
    message = form.doing == "remove" and ru.exempt_gone or ru.exempt_added })
end

-- POST /attendance/fill: the codes of spans into the empty cells of a class and a day.
function page.fill(req, desk)
  local form = frame.fields(req) or {}
  local year = calendar.chosen(desk, form.year)
  local group
  for _, one in ipairs(attendance.groups(desk, year)) do
    if one.id == form.group then group = one end
  end
  local day = calendar.read(form.date or "")
  if not group or not day then
    return frame.refuse(req, desk, desk:refusal("NOTFOUND", "attendance_none"))
  end
  local n, err = attendance.fill(desk, year, group, day, day)
  return frame.done(req, desk, n, err, { to = "/attendance" .. frame.query({ group = group.id, date = day }),
    message = n and (n > 0 and ru.fill(ru.fill_done, { n = ru.count(n, "cell_forms") }) or ru.fill_nothing) })
end

-- Lines for the details of a cell of the journal.
function page.about(desk, frame_, lesson, pupil)
  return attendance.about(desk, frame_.id, pupil.id, lesson.date)
end

return page
