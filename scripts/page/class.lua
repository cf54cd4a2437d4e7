-- page/class.lua -- a class: the sheet of results, its figures and lists, absences.
-- Floor: page.
local ru = require "text.ru"
local words = require "lib.words"
local calendar = require "school.calendar"
local class = require "school.class"
local indicators = require "school.indicators"
local journals = require "school.journal"
local people = require "school.people"
local schoolyear = require "school.schoolyear"
local away = require "page.attendance"
local chart = require "page.chart"
local frame = require "page.frame"
local sheet = require "page.ledger_sheet"

local page = {}

-- -- what the screens of a class share ------------------------------------------------------

local function year_of(view)
  return { id = view.row.year, starts = view.row.year_starts, ends = view.row.year_ends }
end

local function column_of(desk, view, id)
  for _, column in ipairs(view.columns) do
    if column.id == id then return column end
  end
  return class.current(view, desk:today())
end

local function choices(view, chosen)
  local list = {}
  for i, column in ipairs(view.columns) do
    list[i] = { id = column.id, name = column.name, chosen = column.id == chosen }
  end
  return list
end

-- The classes of the same year, to go from one to another.
local function others(desk, view, path)
  local list = {}
  for i, row in ipairs(class.list(desk, year_of(view))) do
    list[i] = { id = row.id, name = row.name, chosen = row.id == view.id, href = "/classes/" .. row.id
      .. path }
  end
  return list
end

local function tabs(view, current)
  return frame.render("class_tabs", { id = view.id, current = current, year = view.row.year })
end

local function whole(req, desk, view, opts)
  local row = view.row
  local about = row.year_name
  if row.last then
    about = about .. " · " .. desk.rules:label("roles", "class_teacher") .. " " .. people.listed(row)
  end
  return frame.page(req, desk, { name = opts.name,
    title = row.grade and ru.fill(ru.class_title, { name = row.name }) or row.name, help = opts.help,
    place = "pupils", body = opts.body, css = opts.css or { "class.css" },
    js = opts.js or { "class.js" }, about = about,
    main_class = opts.main_class, actions = frame.render("print_button", {}),
    crumbs = { { href = "/pupils" .. frame.query({ year = row.year }), label = ru.place_pupils } } })
end

-- -- the sheet ------------------------------------------------------------------------------

-- «переведён, протокол № 12 от 29.05.2026, приказ № 40 от 30.05.2026»
local function council_of(desk, view)
  local map = class.council(desk, view)
  for _, row in pairs(map) do
    local parts = { desk.rules:label("council_decisions", row.decision) }
    if row.protocol_number then
      parts[#parts + 1] = ru.fill(ru.sheet_protocol, { number = row.protocol_number,
        date = calendar.written(row.protocol_date) })
    end
    if row.number then
      parts[#parts + 1] = ru.fill(ru.order_of, { number = row.number, date = calendar.written(row.date) })
    end
    row.text = table.concat(parts, ", ")
  end
  return map
end

-- The narrow name of a column: examination and certificate by the regulation's short words.
local function shorts(desk, day)
  local map, rows = {}, desk.rules:rows(day)
  for _, row in ipairs(rows and rows.periods or {}) do
    if schoolyear.sums[row.scheme] then map[row.scheme] = row.short end
  end
  return function(period) return sheet.short(period, map) end
end

local function sheet_data(desk, view, from, to)
  local today = desk:today()
  return { levels = indicators.levels(desk, to), council = council_of(desk, view), short = shorts(desk, to),
    absences = class.absences(desk, view, from, to), query = frame.query({ year = view.row.year }),
    label = ru.fill(ru.sheet_label, { name = view.row.name, year = view.row.year_name }),
    left = function(pupil) return pupil.ends ~= nil and pupil.ends < today
      and pupil.ends < view.last_lessons end }
end

local function figures_of(desk, view, column, list)
  local sets = class.sets(view, list)
  local answers = class.ask(desk, sets, column.ends)
  if not answers then return nil end
  return { rows = indicators.rows(desk, column.ends), answers = answers,
    few = ru.fill(ru.few_pupils, { n = indicators.few(desk, column.ends) }),
    href = function(key, i)
      return "/classes/" .. view.id .. "/why" .. frame.query({ key = key, set = i, period = column.id })
    end }
end

local function period_table(desk, view, all, column)
  local data = sheet_data(desk, view, column.starts, column.ends)
  data.column, data.list = column, class.standings(desk, view, all, column)
  data.figures = figures_of(desk, view, column, data.list)
  return sheet.period(view, all, data)
end

-- Columns of the paper form: those of the whole year only when somebody has a result there.
local function paper_columns(view, all)
  local list = {}
  for _, column in ipairs(view.columns) do
    local wanted = not column.whole
    for i in ipairs(view.subjects) do wanted = wanted or all.any[i][column.id] == true end
    if wanted then list[#list + 1] = column end
  end
  return list
end

local function table_of(desk, view, all, kind, column)
  if kind == "period" then return period_table(desk, view, all, column) end
  local data = sheet_data(desk, view, view.row.year_starts, view.row.year_ends)
  if kind == "paper" then
    data.columns = paper_columns(view, all)
    return sheet.paper(view, all, data)
  end
  return sheet.full(view, all, data)
end

-- GET /classes/:id -- the sheet; view: full, paper or a period
function page.show(req, desk, params)
  local view, err = class.open(desk, params.id)
  if not view then return frame.refuse(req, desk, err) end
  local all = class.results(desk, view)
  local column, asked = column_of(desk, view, req.query.view), req.query.view or ""
  local kind = asked == "paper" and "paper" or column and column.id == asked and "period" or "full"
  local empty = #view.pupils == 0 or #view.subjects == 0 or not column
  local body = frame.render("class", { id = view.id, kind = kind, periods = choices(view, kind == "period"
    and column.id),
    tabs = tabs(view, "sheet"), classes = others(desk, view, ""), partial = view.partial, empty = empty,
    unmarked = view.unmarked,
    decided = next(all.at) ~= nil, table = not empty and table_of(desk, view, all, kind, column) or "",
    print_head = ru.fill(ru.sheet_print, { name = view.row.name, year = view.row.year_name,
      period = kind == "period" and column and column.name or ru.sheet_year }) })
  return whole(req, desk, view, { name = "class", body = body, main_class = "wide sheetpage" })
end

-- GET /classes/:id/cell -- to the explanation of one result in its journal.
function page.cell(req, desk, params)
  local view, err = class.open(desk, params.id)
  if not view then return frame.refuse(req, desk, err) end
  local person = req.query.person or ""
  local journal, refused = class.journal_of(desk, view, req.query.subject or "", person)
  if not journal then return frame.refuse(req, desk, refused) end
  if not journals.open(desk, journal) then
    return frame.piece(req, desk, { title = ru.sheet_elsewhere, name = "class", place = "pupils",
      body = frame.render("empty", { text = ru.sheet_elsewhere_text }) })
  end
  return frame.go(req, "/journals/" .. journal .. "/why" .. frame.query({ person = person,
    period = req.query.period or "" }))
end

-- GET /classes/:id/why -- how a percent was made.  set: number of a subject, then all marks, then pupils.
function page.why(req, desk, params)
  local view, err = class.open(desk, params.id)
  if not view then return frame.refuse(req, desk, err) end
  local column = column_of(desk, view, req.query.period)
  local list = column and class.standings(desk, view, class.results(desk, view), column) or {}
  local sets, place = class.sets(view, list), math.tointeger(tonumber(req.query.set)) or 0
  local counts = sets[place]
  if not counts then return frame.refuse(req, desk, desk:refusal("NOTFOUND", "no_such_figure")) end
  local answers, adopted = class.ask(desk, sets, column.ends)
  local answer, key, label = answers and answers[place], req.query.key or "", ""
  if not answer then return frame.refuse(req, desk, adopted) end
  for _, row in ipairs(indicators.rows(desk, column.ends)) do
    if row.key == key then label = row.label end
  end
  local of = view.subjects[place] and view.subjects[place].name
    or place == #view.subjects + 1 and ru.figures_all or ru.figures_pupils
  local rows = { { label = ru.figures_of, value = of }, { label = ru.sheet_period, value = column.name },
    { label = label, value = answer.hidden and (answer.parts[key] or "") or (answer.texts[key] or "")
      .. (answer.texts[key] and " %" or "") .. (answer.parts[key] and " · " .. answer.parts[key] or "") } }
  local symbols = {}
  for symbol in pairs(counts) do symbols[#symbols + 1] = symbol end
  table.sort(symbols, function(a, b) return a > b end)
  for _, symbol in ipairs(symbols) do
    rows[#rows + 1] = { label = ru.fill(ru.figures_count, { symbol = symbol }), value = counts[symbol] }
  end
  local why = not answer.hidden and answer.why[key] or { rule = ru.fill(ru.few_pupils,
    { n = indicators.few(desk, column.ends) }) }
  return frame.piece(req, desk, { title = label ~= "" and label or ru.figures_title, name = "class",
    place = "pupils",
    body = frame.explain(why, { title = adopted.title, starts = calendar.written(adopted.starts) }, rows) })
end

-- -- figures --------------------------------------------------------------------------------

-- The last list stands beside the others: who is exempt from one subject has his place by the rest.
local SHOWN = { "excellent", "good", "one_good", "one_fair", "other", "failing", "na", "open", "exempt" }

-- What is said of a pupil beside his name in a list: the marks that put him there.
local function detail(found, key)
  local wanted = ({ one_good = "good", one_fair = "fair", failing = "fail", na = "na",
    exempt = "exempt" })[key]
  if key == "open" then return words.list(found.missing) end
  if not wanted then return "" end
  local list = {}
  for _, mark in ipairs(found.marks) do
    if mark.level == wanted then
      list[#list + 1] = wanted == "fail" and mark.subject .. " (" .. mark.text .. ")" or mark.subject
    end
  end
  return table.concat(list, ", ")
end

local function lists_of(standings)
  local by = {}
  local function add(found, key)
    by[key] = by[key] or {}
    table.insert(by[key], { id = found.pupil.id, name = people.listed(found.pupil), detail = detail(found,
      key) })
  end
  for _, found in ipairs(standings) do
    add(found, found.category)
    if found.count.exempt then add(found, "exempt") end
  end
  local out = {}
  for _, key in ipairs(SHOWN) do
    out[#out + 1] = { key = key, title = ru.category_many[key], about = ru.category_about[key],
      rows = by[key] or {} }
  end
  return out, #(by.none or {})
end

-- Rows of the figures' table: subjects, all marks, pupils; each {label, n, cells = {{text, part, href}}}.
local function figure_table(view, figures)
  local out = {}
  for i, answer in ipairs(figures.answers) do
    if answer.n > 0 then
      local row = { n = answer.n, cells = {}, last = i > #view.subjects, few = answer.hidden and figures.few
        or "",
        label = view.subjects[i] and view.subjects[i].name
          or i == #view.subjects + 1 and ru.figures_all or ru.figures_pupils }
      for k, one in ipairs(figures.rows) do
        local fits = i ~= #figures.answers or indicators.share(one)
        local part = fits and answer.parts[one.key] or ""
        local percent = fits and not answer.hidden and answer.texts[one.key] or ""
        row.cells[k] = { text = answer.hidden and part or percent, part = answer.hidden and "" or part,
          href = figures.href(one.key, i) }
      end
      out[#out + 1] = row
    end
  end
  return out
end

-- The growth of the class's figures over the periods as a chart, with the numbers under it; nil when
-- fewer than two periods have results or the class is too small for percents.
local function growth_of(desk, view, all)
  local columns = {}
  for _, column in ipairs(view.columns) do
    if not column.whole then columns[#columns + 1] = column end
  end
  local grown = class.growth(desk, view, all, columns)
  if #grown < 2 then return nil end
  local rows = indicators.rows(desk, grown[#grown].column.ends)
  local places, series, lines = {}, {}, {}
  for i, one in ipairs(grown) do places[i] = one.column.name end
  for k, row in ipairs(rows) do
    local values, texts, any = {}, {}, false
    for i, one in ipairs(grown) do
      local answer = one.answers[indicators.share(row) and #one.answers or #one.answers - 1]
      values[i] = not answer.hidden and answer.values[row.key] or false
      texts[i] = values[i] and answer.texts[row.key] or "—"
      any = any or values[i] ~= false
    end
    if any then
      series[#series + 1] = { label = row.label, values = values }
      lines[#lines + 1] = { label = row.label, texts = texts, sign = chart.sign(k) }
    end
  end
  if #series == 0 then return nil end
  return { places = places, lines = lines, svg = chart.lines({ width = 640, height = 240, low = 0, high = 100,
    ticks = { 0, 25, 50, 75, 100 }, places = places, series = series,
    label = ru.fill(ru.growth_label, { name = view.row.name }) }) }
end

-- GET /classes/:id/figures -- percents with their formulas, lists of pupils, growth.
function page.figures(req, desk, params)
  local view, err = class.open(desk, params.id)
  if not view then return frame.refuse(req, desk, err) end
  local all, column = class.results(desk, view), column_of(desk, view, req.query.period)
  local standings, silent = {}, {}
  if column then standings, silent = class.standings(desk, view, all, column) end
  local figures = column and figures_of(desk, view, column, standings)
  local lists, none = lists_of(standings)
  local rows = figures and figure_table(view, figures) or {}
  local body = frame.render("class_figures", { id = view.id, tabs = tabs(view, "figures"),
    partial = view.partial,
    unmarked = view.unmarked,
    periods = choices(view, column and column.id), classes = others(desk, view, "/figures"), lists = lists,
    none = none, silent = words.list(silent), rows = rows, formulas = figures and figures.rows or {},
    growth = growth_of(desk, view, all) or false, count = ru.count(#standings, "pupil_forms"),
    year = view.row.year, print_head = ru.fill(ru.figures_print, { name = view.row.name,
      year = view.row.year_name, period = column and column.name or "" }) })
  return whole(req, desk, view, { name = "class_figures", help = "class", body = body })
end

-- -- absences -------------------------------------------------------------------------------

-- GET /classes/:id/absences -- the summary of attendance, among the pages of the class.
function page.absences(req, desk, params)
  local view, err = class.open(desk, params.id)
  if not view then return frame.refuse(req, desk, err) end
  local part = not view.partial and away.summary(req, desk, view, "/classes/" .. view.id .. "/absences")
  local body = frame.render("class_absences", { tabs = tabs(view, "absences"), part = part or false,
    classes = others(desk, view, "/absences") })
  return whole(req, desk, view, { name = "class_absences", help = "attendance", body = body,
    css = { "class.css", "lesson.css" }, js = { "class.js", "lesson.js" } })
end

return page
