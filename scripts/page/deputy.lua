-- page/deputy.lua -- how the journals are filled, by teacher and by class; and the warnings, each a link.
-- Floor: page.
local ru = require "text.ru"
local calendar = require "school.calendar"
local journal = require "school.journal"
local people = require "school.people"
local progress = require "school.progress"
local session = require "school.session"
local warnings = require "school.warnings"
local deputy = require "page.deputy_frame"
local frame = require "page.frame"

local page = {}

-- So many warnings stand on a page, and so many journals are asked about while a page waits.
page.rows = 200
local SETTLED = 2

-- The counts of the sheet are made while nobody waits.
session.idle[#session.idle + 1] = function(desk)
  if not desk.access:may("cell", "see") then return end
  local year = calendar.year_of(desk, desk:today())
  local sheet = year and progress.of(desk, year)
  if sheet and desk.access:may("inspection", "see") then warnings.settle(desk, sheet, 1) end
end

local function to(kind, who)
  local query = { kind = kind }
  for name, value in pairs(who) do query[name] = value end
  return "/deputy/warnings" .. frame.query(query)
end

-- A row of sums: the bars and the counts with their links.
local function row_of(sum, name, who)
  return { name = name, href = to(nil, who), journals = sum.journals, lessons = sum.n,
    topics = deputy.bar(sum.n - sum.no_topic, sum.n, to("no_topic", who)),
    filled = deputy.bar(sum.n - sum.empty, sum.n, to("empty", who)),
    results = deputy.bar(sum.done, sum.due, to("undecided", who)),
    few = sum.few, few_href = to("few", who), late = sum.late, late_href = to("late", who),
    odd = sum.absent_mark + sum.day_mark + sum.day_reason + sum.jump + sum.unexplained,
    odd_href = to("odd", who) }
end

function page.show(req, desk)
  local sheet, journals = deputy.open(req, desk)
  if not sheet then return journals end
  warnings.settle(desk, sheet, SETTLED)
  local all, teachers, groups = progress.sums(sheet, journals)
  local by_teacher, by_class = {}, {}
  people.sort(teachers)
  table.sort(teachers, function(a, b)
    local x, y = a.no_topic + a.empty + a.undecided, b.no_topic + b.empty + b.undecided
    if x ~= y then return x > y end
    return people.full(a.person) < people.full(b.person)
  end)
  for i, one in ipairs(teachers) do by_teacher[i] = row_of(one, people.listed(one.person),
    { teacher = one.id }) end
  for i, one in ipairs(groups) do by_class[i] = row_of(one, one.name, { group = one.id }) end
  local body = frame.render("deputy", { all = row_of(all, "", {}), teachers = by_teacher, groups = by_class,
    years = deputy.years(desk, sheet), settings = sheet.settings, sections = { by_teacher, by_class },
    lessons = ru.count(all.n, "lesson_forms"), journals = ru.count(#journals, "journal_forms") })
  return deputy.page(req, desk, sheet, { tab = "progress", body = body })
end

local ODD = { absent_mark = true, day_mark = true, day_reason = true, jump = true, unexplained = true }

local function kinds_of(key)
  if key == "odd" then return ODD end
  for _, kind in ipairs(progress.kinds) do
    if kind == key then return { [kind] = true } end
  end
  return nil
end

local function choices(desk, sheet, journals, query)
  local _, teachers, groups = progress.sums(sheet, journals)
  local kinds, people_, classes = {}, {}, {}
  for i, kind in ipairs(progress.kinds) do
    kinds[i] = { key = kind, label = desk.rules:label("remark_kinds", kind), chosen = query.kind == kind }
  end
  for i, one in ipairs(teachers) do
    people_[i] = { key = one.id, label = people.listed(one.person), chosen = query.teacher == one.id }
  end
  for i, one in ipairs(groups) do
    classes[i] = { key = one.id, label = one.name, chosen = query.group == one.id }
  end
  return kinds, people_, classes
end

-- The list of warnings over some journals, as markup; action: the address of the page.
local function list_of(req, desk, sheet, journals, action)
  local query = req.query
  local kinds, teachers, groups = choices(desk, sheet, journals, query)
  local chosen = warnings.narrow(journals, query)
  local found, n, left = warnings.list(desk, sheet, chosen, kinds_of(query.kind), page.rows)
  local list = {}
  for i, group in ipairs(found) do
    local rows, names = {}, {}
    for k, row in ipairs(group.rows) do
      rows[k] = { date = calendar.written(row.date), kind = desk.rules:label("remark_kinds", row.kind),
        name = row.name,
        text = row.text, href = row.href, mend = row.mend or false }
    end
    for k, one in ipairs(group.journal.teachers_list) do names[k] = people.listed(one) end
    list[i] = { title = journal.title(group.journal), teachers = table.concat(names, ", "), rows = rows,
      href = "/journals/" .. group.journal.id }
  end
  return frame.render("deputy_warnings", { action = action, groups = list, kinds = kinds, teachers = teachers,
    classes = groups, odd = query.kind == "odd", found = ru.count(n, "dep_warning_forms"), n = n,
    more = left })
end

-- GET /deputy/warnings
function page.warnings(req, desk)
  local sheet, journals = deputy.open(req, desk)
  if not sheet then return journals end
  local body = list_of(req, desk, sheet, journals, "/deputy/warnings")
  return deputy.page(req, desk, sheet, { tab = "warnings", body = body, title = ru.dep_tab_warnings })
end

-- GET /warnings: what is not filled in the user's own journals.
function page.mine(req, desk)
  local year = calendar.chosen(desk, req.query.year)
  if not year then
    return frame.page(req, desk, { title = ru.dep_my_warnings, name = "warnings", place = "journals",
      body = frame.render("empty", { text = ru.no_year_yet }), help = "deputy" })
  end
  local sheet = progress.of(desk, year)
  local body = list_of(req, desk, sheet, progress.own(desk, sheet), "/warnings")
  return frame.page(req, desk, { title = ru.dep_my_warnings, name = "warnings", place = "journals",
    css = { "deputy.css" }, about = year.name, body = body, help = "deputy" })
end

return page
