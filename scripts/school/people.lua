-- school/people.lua -- names as a school writes them, pupils and their years.
-- Floor: school.  Reads by named query; writes nothing.
local text = require "core.text"
local words = require "lib.words"
local calendar = require "school.calendar"
local cells = require "school.cells"

local people = {}

-- "Орлова А.": the narrow form of the journal.
function people.short(p)
  if not p or not p.last then return "" end
  return words.short_name({ last = p.last, first = p.first })
end

-- The narrow forms of a list, array in its order: namesakes get the patronymic, or the year of birth.
function people.narrow(rows)
  local forms = { people.short, people.listed, people.full,
    function(p) return people.full(p) .. ((p.born or "") ~= "" and ", " .. p.born:sub(1, 4) or "") end }
  local names = {}
  for _, form in ipairs(forms) do
    local count, again = {}, false
    for _, name in pairs(names) do count[name] = (count[name] or 0) + 1 end
    for i, row in ipairs(rows) do
      if not names[i] or count[names[i]] > 1 then names[i], again = form(row), true end
    end
    if not again then break end
  end
  return names
end

-- "Орлова А. П.": the form of lists; "" when there is no person.
function people.listed(p)
  return p and p.last and words.short_name(p) or ""
end

-- "Орлова Анна Петровна".
function people.full(p)
  return p and p.last and words.full_name(p) or ""
end

-- Puts people into the order of the alphabet, where Ё stands after Е.
function people.sort(rows)
  return words.sort(rows, people.full)
end

-- The name behind a login, or the login itself when no person is bound to it.
function people.of_login(desk, login)
  local names = desk.stick.cache.logins
  if not names then
    names = {}
    desk.stick.cache.logins = names
  end
  if not names[login] then
    local row = desk:one("user_by_login", { login = login })
    names[login] = row and row.last and people.listed(row) or login
  end
  return names[login]
end

local function about(desk, row)
  return { mine = row.mine == 1, headed = row.head ~= nil and row.head == desk.me.person, grade = row.grade }
end

-- Pupils of a school year on a day whom this user may see: rows with id, last, first, middle,
-- group_id, group_name, grade; by class, then by name.  Whoever is in no class stands in each of his groups.
-- Then the number of pupils.
function people.pupils(desk, year, on)
  local rows, seen, n = {}, {}, 0
  local found = desk:query("pupils_on", { year = year, on = on, me = desk.me.person or "" })
  for _, row in ipairs(found) do
    local first = not seen[row.id]
    if (first or seen[row.id] ~= "class" and seen[row.id] ~= row.group_id)
      and desk.access:may("pupil", "see", about(desk, row)) then
      if first then n = n + 1 end
      seen[row.id] = row.kind == "class" and "class" or row.group_id
      rows[#rows + 1] = row
    end
  end
  return rows, n
end

-- Those whose full name or class holds every word of the question.
function people.search(rows, question)
  local wanted = {}
  for word in text.lower(question or ""):gmatch("%S+") do wanted[#wanted + 1] = word end
  if #wanted == 0 then return rows end
  local found = {}
  for _, row in ipairs(rows) do
    local where = text.lower(people.full(row) .. " " .. (row.group_name or ""))
    local all = true
    for _, word in ipairs(wanted) do
      if not where:find(word, 1, true) then all = false break end
    end
    if all then found[#found + 1] = row end
  end
  return found
end

-- May this user look at the pupil?  Any class of any year he has a right to is enough.
function people.visible(desk, person)
  local access = desk.access
  if access:may("pupil", "see", {}) then return true end
  for _, row in ipairs(desk:query("pupil_places", { person = person })) do
    if access:may("pupil", "see", { headed = row.head == desk.me.person,
      grade = row.grade }) then return true end
  end
  if access:may("pupil", "see", { mine = true }) then
    return desk:one("pupil_is_taught", { person = person, me = desk.me.person or "",
      on = desk:today() }) ~= nil
  end
  return false
end

-- The pupil's own row with his enrolments, newest first.
function people.pupil(desk, person)
  local row = desk:one("pupil", { person = person })
  if not row or not people.visible(desk, person) then
    return nil, desk:refusal("NOTFOUND", "no_such_pupil")
  end
  row.enrolments = desk:query("pupil_enrolments", { person = person })
  return row
end

local function add_cell(journal, row, period_of)
  local period = period_of(row.date)
  local slot = period and journal.periods[period]
  if not slot then return end
  local shown = cells.text(row)
  if shown == "" then return end
  slot.cells[#slot.cells + 1] = {
    lesson = row.lesson, date = row.date, work = row.work, weight = row.weight, topic = row.topic,
    text = shown, marks = row.marks, absence = row.absence, comment = row.comment,
  }
end

-- The year of one pupil by subject and period: an array of journals, each with .periods keyed by
-- period id -> {cells = {...}, result = row}.  Only the journals this user may see.  Then the periods by
-- scheme, and the rows of the cells seen (.whole: there are no others).
function people.year_of_marks(desk, person, year)
  local schemes = {}
  for _, period in ipairs(calendar.periods(desk, year.id)) do
    local list = schemes[period.scheme] or {}
    list[#list + 1] = period
    schemes[period.scheme] = list
  end
  local journals, by_id = {}, {}
  local wanted = { person = person, year = year.id, me = desk.me.person or "", on = desk:today() }
  for _, row in ipairs(desk:query("pupil_journals", wanted)) do
    if desk.access:may("cell", "see", about(desk, row)) then
      row.list = schemes[row.scheme] or {}
      row.periods = {}
      for _, period in ipairs(row.list) do row.periods[period.id] = { cells = {} } end
      for _, scheme in ipairs({ "year", "exam", "final" }) do
        for _, period in ipairs(schemes[scheme] or {}) do
          row.periods[period.id] = row.periods[period.id] or { cells = {} }
        end
      end
      row.seek = calendar.seeker(row.list)
      journals[#journals + 1], by_id[row.id] = row, row
    end
  end
  local span = { person = person, starts = year.starts, ends = year.ends }
  local seen = { whole = true }
  for _, row in ipairs(desk:query("pupil_cells", span)) do
    local journal = by_id[row.journal]
    if journal then
      seen[#seen + 1] = row
      add_cell(journal, row, journal.seek)
    else
      seen.whole = false
    end
  end
  for _, row in ipairs(desk:query("pupil_results", { person = person, year = year.id })) do
    local slot = by_id[row.journal] and by_id[row.journal].periods[row.period]
    if slot then slot.result = row end
  end
  return journals, schemes, seen
end

-- Absences of the year in the cells seen: lessons, by code, and whole days (nil when not all is seen).
-- `symbols` tells of an absence code whether it counts as missed (see marks.scale).
function people.absences(desk, person, year, found, symbols)
  local by_code, missed = {}, {}
  local lessons = 0
  for _, row in ipairs(found) do
    if row.absence and row.absence ~= "" then
      local symbol = symbols[row.absence]
      by_code[row.absence] = (by_code[row.absence] or 0) + 1
      if not symbol or symbol.missed then
        lessons = lessons + 1
        missed[row.date] = (missed[row.date] or 0) + 1
      end
    end
  end
  local days = found.whole and 0 or nil
  if days and lessons > 0 then
    local span = { person = person, year = year.id, starts = year.starts, ends = year.ends }
    for _, day in ipairs(desk:query("pupil_day_lessons", span)) do
      if missed[day.date] and missed[day.date] >= day.lessons then days = days + 1 end
    end
  end
  return { by_code = by_code, lessons = lessons, days = days }
end

-- Corrected cells of the pupil in the year, newest lesson first, at most `limit` of them.
function people.corrections(desk, person, year, limit)
  local rows = desk:query("pupil_corrected",
    { person = person, starts = year.starts, ends = year.ends, me = desk.me.person or "", limit = limit })
  local list = {}
  for _, row in ipairs(rows) do
    if desk.access:may("cell", "see", about(desk, row)) then
      local past = desk:history("cell", { lesson = row.lesson, person = person }) or {}
      local newest, before = past[1], past[2]
      row.now = cells.text(row)
      row.was = before and cells.text(before.body) or ""
      row.at = newest and newest.at
      row.who = newest and people.of_login(desk, newest.author) or ""
      row.why = newest and newest.reason or ""
      list[#list + 1] = row
    end
  end
  return list
end

-- Rows of a query by their pupil: {[person] = {row, ...}}.
function people.by_person(rows)
  local map = {}
  for _, row in ipairs(rows) do
    map[row.person] = map[row.person] or {}
    table.insert(map[row.person], row)
  end
  return map
end

return people
