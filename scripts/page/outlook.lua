-- page/outlook.lua -- a pupil's dynamics, what he owes, and what the next marks would change.
-- Floor: page.
local date = require "core.date"
local ru = require "text.ru"
local words = require "lib.words"
local calendar = require "school.calendar"
local class = require "school.class"
local diary = require "school.diary"
local finals = require "school.finals"
local forecast = require "school.forecast"
local marks = require "school.marks"
local people = require "school.people"
local chart = require "page.chart"
local frame = require "page.frame"
local sheet = require "page.ledger_sheet"

local page = {}

local function whole(req, desk, row, year, opts)
  opts.title, opts.place = people.full(row), "pupils"
  opts.css, opts.js, opts.help = { "class.css" }, { "class.js" }, opts.help or "outlook"
  opts.actions = frame.render("print_button", {})
  opts.crumbs = { { href = "/pupils" .. frame.query({ year = year.id }), label = ru.place_pupils } }
  return frame.page(req, desk, opts)
end

local function weight_words(hundredths)
  return words.number(hundredths / 100)
end

-- «3 × «5»» or «1 × «5» за работу с весом 2».
local function way_words(way)
  return ru.fill(way.weight and ru.forecast_heavy or ru.forecast_ways,
    { n = way.n, mark = way.mark, weight = way.weight and weight_words(way.weight) })
end

local function target_of(id, entry, target)
  local ways = {}
  for i, way in ipairs(target.ways) do
    ways[i] = { text = way_words(way), href = "/pupils/" .. id .. "/outlook/why" .. frame.query({
      journal = entry.journal, mark = way.mark, n = way.n, weight = way.weight }) }
  end
  return { mark = target.mark, ways = ways,
    never = ru.fill(ru.forecast_never, { n = forecast.tries, mark = entry.next[1].mark }) }
end

local function forecast_rows(id, list)
  local rows = {}
  for i, entry in ipairs(list) do
    local row = { subject = entry.subject, subgroup = entry.subgroup or "", period = entry.period.name,
      now = entry.now, average = entry.average, missing = entry.missing or "", next = entry.next,
        targets = {},
      href = "/journals/" .. entry.journal .. "/why" .. frame.query({ person = id,
        period = entry.period.id }),
      left = entry.left > 0 and ru.fill(ru.left_lessons,
        { lessons = ru.count(entry.left, "lesson_forms") }) or "" }
    for k, target in ipairs(entry.targets) do row.targets[k] = target_of(id, entry, target) end
    rows[i] = row
  end
  return rows
end

local function owed_rows(desk, list)
  local rows, works = {}, marks.works(desk).by
  for i, one in ipairs(list) do
    local work = works[one.work or ""]
    local word = ({ point = ru.owed_point, debt = ru.owed_debt })[one.kind]
      or ru.fill(ru.owed_work, { work = work and work.label or one.work })
    rows[i] = { what = word, subject = one.subject, date = calendar.written(one.date), topic = one.topic
      or "",
      text = one.text or "", note = one.note or "",
      due = one.due and ru.fill(ru.owed_until, { date = calendar.written(one.due) }) or "",
      href = "/journals/" .. one.journal .. (one.lesson and "?lesson=" .. one.lesson or "") }
  end
  return rows
end

-- -- charts ----------------------------------------------------------------------------------

local function limits(desk, year)
  local values = forecast.values(desk, nil, calendar.day_in(year, desk:today()))
  local low, high, ticks = values[#values], values[1], {}
  for i, symbol in ipairs(values) do ticks[i] = symbol.value end
  return low and low.value or 2, high and high.value or 5, ticks
end

local function chart_of(desk, one, year, span, axis)
  local points, line, bands = {}, {}, {}
  local works = marks.works(desk, year.ends)
  for i, point in ipairs(one.points) do
    local work = works.by[point.work or ""]
    points[i] = { at = date.diff_days(year.starts, point.date), value = point.value,
      title = point.mark .. " · " .. calendar.written(point.date) .. (work and " · " .. work.label or "") }
  end
  for i, point in ipairs(one.line) do
    line[i] = { at = date.diff_days(year.starts, point.date), value = point.value }
  end
  for i, period in ipairs(one.row.list) do
    bands[i] = { at = math.max(0, date.diff_days(year.starts, period.starts)), word = sheet.short(period) }
  end
  local last = one.line[#one.line]
  return { subject = one.row.subject_name, subgroup = one.row.subgroup or "", average = last and last.text
    or "",
    svg = chart.dots({ width = 320, height = 120, left = 22, right = 8, bottom = 20, low = axis.low - 0.3,
      high = axis.high + 0.3, ticks = axis.ticks, span = span, points = points, line = line, bands = bands,
      label = ru.fill(ru.outlook_label, { subject = one.row.subject_name }) }) }
end

local function charts_of(desk, journals, year)
  local axis, list = {}, {}
  axis.low, axis.high, axis.ticks = limits(desk, year)
  local till = year.ends
  for _, row in ipairs(journals) do
    local period = row.list[#row.list]
    if period then till = period.ends end
  end
  local span = date.diff_days(year.starts, till)
  for _, one in ipairs(forecast.dynamics(desk, journals, year)) do
    if #one.points > 0 then list[#list + 1] = chart_of(desk, one, year, span, axis) end
  end
  return list
end

local function size_of(desk, person, year)
  local group = diary.class(desk, person, year)
  local view = group and class.open(desk, group.id)
  return view and #view.pupils or 1
end

-- GET /pupils/:id/outlook
function page.show(req, desk, params)
  local row, err = people.pupil(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local year = calendar.chosen(desk, req.query.year)
  local journals = people.year_of_marks(desk, params.id, year)
  local list, heavy = forecast.all(desk, params.id, journals)
  local failed = not list and heavy and heavy.msg or ""
  local _, names = forecast.heavy(desk, desk:today())
  local body = frame.render("outlook", { id = params.id, year = year.id, years = calendar.years(desk),
    tabs = frame.render("pupil_tabs", { id = params.id, current = "outlook", year = year.id }),
      failed = failed,
    rows = forecast_rows(params.id, list or {}), heavy = list and heavy and weight_words(heavy) or "",
    works = names and words.list(names) or "", tries = forecast.tries,
    owed = owed_rows(desk, forecast.owed(desk, params.id, journals, size_of(desk, params.id, year))),
    charts = charts_of(desk, journals, year) })
  return whole(req, desk, row, year, { name = "outlook", body = body })
end

-- GET /pupils/:id/outlook/why -- the regulation's answer when those marks are added.
function page.why(req, desk, params)
  local row, err = people.pupil(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local year, today = calendar.chosen(desk), desk:today()
  local mark = marks.scale(desk, today).by[req.query.mark or ""]
  local n = math.tointeger(tonumber(req.query.n)) or 1
  local weight = math.tointeger(tonumber(req.query.weight)) or 100
  for _, one in ipairs((people.year_of_marks(desk, params.id, year))) do
    local running = one.id == req.query.journal and mark and forecast.running(desk, one, params.id, today)
    if running and n >= 1 and n <= forecast.tries and weight >= 1 and weight <= 10000 then
      local call = forecast.continued(running.call, mark.symbol, n, weight, today)
      local ok, adopted = desk.rules:one(call.hook, call.ctx, today)
      if not ok then return frame.refuse(req, desk, adopted) end
      local added = way_words({ n = n, mark = mark.symbol, weight = weight ~= 100 and weight or nil })
      local body = frame.explain(ok.why, { title = adopted.title, starts = calendar.written(adopted.starts) },
        { { label = ru.forecast_added, value = added }, { label = ru.average, value = ok.text or "" },
          { label = running.period.name, value = ok.proposed or ok.missing or "" } })
      return frame.piece(req, desk, { title = one.subject_name .. ". " .. ru.fill(ru.forecast_why,
        { ways = added }),
        name = "outlook", place = "pupils", body = body })
    end
  end
  return frame.refuse(req, desk, desk:refusal("NOTFOUND", "no_such_figure"))
end

-- -- results of the year ----------------------------------------------------------------------

-- Keys of schemes: the year, the examination, the certificate, then the others.
local function orders(schemes)
  local list, rank = {}, { year = 1, exam = 2, final = 3 }
  for scheme in pairs(schemes) do list[#list + 1] = scheme end
  table.sort(list, function(a, b)
    local i, j = rank[a] or 9, rank[b] or 9
    if i ~= j then return i < j end
    return a < b
  end)
  return list
end

-- Columns: the periods of the scheme most journals use, then those of the whole year that hold something.
local function columns_of(journals, schemes, certified)
  local count, best, list = {}, nil, {}
  for _, row in ipairs(journals) do
    count[row.scheme or ""] = (count[row.scheme or ""] or 0) + 1
    if not best or count[row.scheme or ""] > count[best] then best = row.scheme or "" end
  end
  for _, period in ipairs(schemes[best or ""] or {}) do list[#list + 1] = period end
  for _, scheme in ipairs(orders(schemes)) do
    local periods = schemes[scheme]
    if #periods == 1 and scheme ~= best and not (certified and scheme == "final") then
      for _, row in ipairs(journals) do
        local slot = row.periods[periods[1].id]
        if slot and slot.result or scheme == "year" then
          list[#list + 1] = periods[1]
          break
        end
      end
    end
  end
  return list
end

local function value_in(row, column)
  local slot, id = row.periods[column.id], column.id
  if not slot then
    for _, period in ipairs(row.list) do
      if period.ends == column.ends then slot, id = row.periods[period.id], period.id end
    end
  end
  local result = slot and slot.result or {}
  return result.council and result.council ~= "" and result.council or result.decided or "", id
end

local function final_rows(desk, person, year, journals, columns, grade)
  local certified = finals.certified(desk, grade, year.ends)
  local marks_of = certified and finals.ask(desk, person, year, journals, grade) or {}
  local rows = {}
  for i, row in ipairs(journals) do
    local mark = marks_of[i] or {}
    local out = { subject = row.subject_name, subgroup = row.subgroup or "", cells = {},
      final = mark.text or "", decided = (mark.decided or "") ~= "", missing = mark.missing or "",
      place = mark.period and "/journals/" .. row.id .. "#cell=" .. mark.period .. "," .. person or "",
      why = "/pupils/" .. person .. "/final" .. frame.query({ journal = row.id, year = year.id }) }
    local any = false
    for k, column in ipairs(columns) do
      local text, id = value_in(row, column)
      any = any or text ~= ""
      out.cells[k] = { text = text, href = "/journals/" .. row.id .. "/why" .. frame.query({ person = person,
        period = id }) }
    end
    if any then rows[#rows + 1] = out end
  end
  return rows, certified
end

local function journals_of(desk, person, year)
  local journals, schemes = people.year_of_marks(desk, person, year)
  local all = calendar.periods(desk, year.id)
  for _, row in ipairs(journals) do row.all = all end
  return journals, schemes
end

-- GET /pupils/:id/finals
function page.finals(req, desk, params)
  local row, err = people.pupil(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local year = calendar.chosen(desk, req.query.year)
  local journals, schemes = journals_of(desk, params.id, year)
  local group = diary.class(desk, params.id, year)
  local columns = columns_of(journals, schemes, finals.certified(desk, group and group.grade, year.ends))
  local rows, certified = final_rows(desk, params.id, year, journals, columns, group and group.grade)
  local body = frame.render("finals", { id = params.id, year = year.id, years = calendar.years(desk),
    tabs = frame.render("pupil_tabs", { id = params.id, current = "finals", year = year.id }),
      columns = columns,
    rows = rows, certified = certified,
    print_head = ru.fill(ru.finals_print, { name = people.full(row), class = group and group.name or "",
      year = year.name }) })
  return whole(req, desk, row, year, { name = "finals", help = "finals", body = body })
end

-- GET /pupils/:id/final -- where the mark of the certificate comes from.
function page.final(req, desk, params)
  local row, err = people.pupil(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local year = calendar.chosen(desk, req.query.year)
  local group = diary.class(desk, params.id, year)
  for _, one in ipairs((journals_of(desk, params.id, year))) do
    if one.id == req.query.journal and group then
      local answers, adopted = finals.ask(desk, params.id, year, { one }, group.grade)
      local answer = answers[1]
      local body = frame.explain(answer.why, adopted and { title = adopted.title,
        starts = calendar.written(adopted.starts) }, { { label = ru.final_column,
        value = answer.text ~= "" and answer.text or answer.missing } })
      return frame.piece(req, desk, { title = one.subject_name, name = "finals", place = "pupils",
        body = body })
    end
  end
  return frame.refuse(req, desk, desk:refusal("NOTFOUND", "no_such_figure"))
end

return page
