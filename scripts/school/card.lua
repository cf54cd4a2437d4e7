-- school/card.lua -- a pupil's own sheet (personal card, sheet of achievements) as the regulation has it.
-- Floor: school.  Which sheets there are, what stands on them and how they are kept follows from rows of the
-- regulation: its carriers, where results of each programme are recorded, its groups of results, duties,
-- terms.  The data are the journals and achievements of the pupil.
local entered = require "lib.entered"
local form = require "lib.form"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local cells = require "school.cells"
local marks = require "school.marks"
local people = require "school.people"

local card = {}

local filled = entered.filled

local function has(list, value)
  for _, one in ipairs(list or {}) do
    if one == value then return true end
  end
  return false
end

-- key -> text of a set of labels.
local function labels(rows, set)
  local map = {}
  for _, row in ipairs(rows.labels or {}) do
    if row.set == set then map[row.key] = row.text end
  end
  return map
end

-- The sheets the regulation in force has for each pupil: array of {key, title, carrier = its row}.
function card.sheets(desk)
  local rows = desk.rules:rows() or {}
  local titles, list, seen = labels(rows, "pupil_sheets"), {}, {}
  for _, row in ipairs(rows.carriers or {}) do
    if titles[row.key] and not seen[row.key] then
      seen[row.key] = true
      list[#list + 1] = { key = row.key, title = titles[row.key], carrier = row }
    end
  end
  return list
end

-- -- what stands on it -------------------------------------------------------------------------

-- The records of a journal, equal ones counted, the lessons missed, the results by period.
local function line_of(desk, journal, year)
  local signs, counts, missed, results = {}, {}, 0, {}
  local scale = marks.scale(desk, calendar.day_in(year, desk:today())).by
  for _, period in ipairs(journal.list) do
    for _, cell in ipairs(journal.periods[period.id].cells) do
      for _, mark in ipairs(cells.split(cell.marks)) do
        if not counts[mark] then signs[#signs + 1] = mark end
        counts[mark] = (counts[mark] or 0) + 1
      end
      local symbol = cell.absence and scale[cell.absence]
      if symbol and symbol.missed then missed = missed + 1 end
    end
  end
  for i, mark in ipairs(signs) do
    if counts[mark] > 1 then signs[i] = ru.fill(ru.card_times, { sign = mark, n = counts[mark] }) end
  end
  for id, slot in pairs(journal.periods) do
    local decided = slot.result and filled(slot.result.decided)
    if decided then results[id] = decided end
  end
  return { subject = journal.subject_name, group = journal.group_name, subgroup = journal.subgroup or "",
    year = year.name, signs = table.concat(signs, ", "), missed = missed, results = results,
    href = "/journals/" .. journal.id }
end

-- The results of a line in the order of the periods, with their names.
local function named(line, periods)
  local list = {}
  for _, period in ipairs(periods) do
    if line.results[period.id] then
      list[#list + 1] = { name = period.name, text = line.results[period.id] }
    end
  end
  line.results = list
end

-- Journals of all years by the part of the sheet they belong to: part.lines.
local function fill_parts(desk, person, parts, rows)
  local of_group = labels(rows, "group_programmes")
  for _, year in ipairs(desk:query("card_years", { person = person })) do
    local journals = people.year_of_marks(desk, person, year)
    local periods = calendar.periods(desk, year.id)
    for _, journal in ipairs(journals) do
      local part = parts.by[journal.programme or ""] or parts.by[of_group[journal.kind] or ""] or parts[1]
      if part then
        local line = line_of(desk, journal, year)
        named(line, periods)
        part.lines[#part.lines + 1] = line
      end
    end
  end
end

-- The parts of the sheet: one for each programme whose results go there.
local function parts_of(desk, person, sheet, rows)
  local parts, words = { by = {} }, labels(rows, "programmes")
  for _, row in ipairs(rows.recording or {}) do
    if row.target == sheet.key and not parts.by[row.programme] then
      local part = { title = words[row.programme] or row.programme, clause = row.clause, lines = {} }
      parts[#parts + 1], parts.by[row.programme] = part, part
    end
  end
  fill_parts(desk, person, parts, rows)
  return parts
end

-- The groups of results the regulation lists: array of {key, label, clause, rows, children}; .by key -> the
-- listed group over it.
local function groups_of(rows)
  local groups, by, parent = { by = {} }, {}, {}
  for _, row in ipairs(rows.categories or {}) do
    by[row.key] = by[row.key] or row
    parent[row.key] = parent[row.key] or row.parent
    if row.listed and row.label and not groups.by[row.key] then
      local group = { key = row.key, label = row.label, clause = row.clause, rows = {} }
      groups[#groups + 1], groups.by[row.key] = group, group
    end
  end
  groups.labels = by
  groups.over = function(key)
    local steps = 0
    while key and not groups.by[key] and steps < 8 do key, steps = parent[key], steps + 1 end
    return groups.by[key or ""]
  end
  return groups
end

-- May this user see or write down achievements of the pupil?
function card.may(desk, person, verb)
  local access = desk.access
  if access:may("achievement", verb, {}) then return true end
  for _, row in ipairs(desk:query("pupil_places", { person = person })) do
    local headed = row.head ~= nil and row.head == desk.me.person
    if access:may("achievement", verb, { headed = headed, grade = row.grade }) then return true end
  end
  return access:may("achievement", verb, { mine = true }) and desk:one("pupil_is_taught",
    { person = person, me = desk.me.person or "", on = desk:today() }) ~= nil
end

-- The groups of results with the pupil's achievements in them; what fits nowhere stands in the last one.
local function achievements_of(desk, person, rows)
  local groups = groups_of(rows)
  if not card.may(desk, person, "see") then return groups end
  local rest = { label = ru.card_rest, clause = "", rows = {} }
  for _, row in ipairs(desk:query("card_achievements", { person = person })) do
    local group = groups.over(row.category) or rest
    local known = groups.labels[row.category or ""]
    row.kind = known and known.key ~= group.key and known.label or ""
    group.rows[#group.rows + 1] = row
  end
  if #rest.rows > 0 then groups[#groups + 1] = rest end
  return groups
end

-- -- how it is kept ----------------------------------------------------------------------------

-- Rows of the regulation that speak of the sheet, under the question they answer:
-- the section, does a row of it speak of the carrier, the word for the question.
local KEEPING = { "control_recording", "record_results", "sign_extract" }
local about = {
  { "carriers", function(row, carrier) return row.key == carrier.key end, "card_where" },
  { "recording", function(row, carrier) return row.target == carrier.key end, "card_what" },
  { "evidence", function(row) return row.key == "*" or has(row.requires, "certified_head") end,
    "card_proof" },
  { "roles", function(row) return has(KEEPING, row.duty) end, "card_who" },
  { "archive", function(row, carrier)
    return row.when ~= nil and row.medium == "electronic" and carrier.medium == row.medium
  end, "card_when" },
  { "archive", function(row) return row.certified_by ~= nil end, "card_print" },
  { "retention", function(row, carrier)
    return row.record == carrier.key or has(row.also, carrier.key)
  end, "card_term" },
}

local function rules_of(rows, carrier)
  local list = {}
  for _, one in ipairs(about) do
    local found = { title = ru[one[3]], rows = {} }
    for _, row in ipairs(rows[one[1]] or {}) do
      if one[2](row, carrier) and filled(row.text) then
        found.rows[#found.rows + 1] = { text = row.text, clause = row.clause, decision = row.decision }
      end
    end
    if #found.rows == 0 and one[1] == "retention" then found.rows[1] = { text = ru.card_no_term } end
    if #found.rows > 0 then list[#list + 1] = found end
  end
  return list
end

-- Who certifies the printed sheet, in the words of the regulation's roles; nil when it does not say.
local function signer(desk, rows)
  for _, row in ipairs(rows.archive or {}) do
    if row.certified_by then return desk.rules:label("roles", row.certified_by) end
  end
  return nil
end

-- The sheet of a pupil.  Returns {sheet, parts, groups, rules, signer, head}, or nil, err: NOTFOUND when
-- the regulation has no such sheet.
function card.of(desk, person, key)
  local sheet
  for _, one in ipairs(card.sheets(desk)) do
    if one.key == key or not key and not sheet then sheet = one end
  end
  if not sheet then return nil, desk:refusal("NOTFOUND", "card_none") end
  local rows = desk.rules:rows()
  return { sheet = sheet, parts = parts_of(desk, person, sheet, rows),
    groups = achievements_of(desk, person, rows), rules = rules_of(rows, sheet.carrier),
    signer = signer(desk, rows), head = (desk:one("school") or {}).head_name or "" }
end

-- -- writing -----------------------------------------------------------------------------------

local spec = {
  { name = "category", label = ru.card_category, kind = "key", required = true },
  { name = "title", label = ru.card_title, required = true, max = 200 },
  { name = "place", label = ru.card_place, max = 100 },
  { name = "date", label = ru.card_date, kind = "date" },
  { name = "document", label = ru.card_document, max = 200 },
}

-- Writes down an achievement, or withdraws one (given.remove: its id).  true, or nil, err with err.fields.
function card.put(desk, person, given)
  if not card.may(desk, person, "write") then return nil, desk:refusal("DENIED", "card_denied") end
  if filled(given.remove) then
    for _, row in ipairs(desk:query("card_achievements", { person = person })) do
      if row.id == given.remove then
        return act.write(desk, { note = ru.card_note_removed }, function(st)
          act.must(st:void("achievement", row.id, ru.card_note_removed))
        end)
      end
    end
    return nil, desk:refusal("NOTFOUND", "card_no_row")
  end
  local values, err = form.read(given, spec)
  if not values then return nil, err end
  if not groups_of(desk.rules:rows()).by[values.category] then
    return nil, desk:refusal("INPUT", "card_no_category")
  end
  values.person = person
  return act.write(desk, { note = ru.card_note }, function(st) act.must(st:put("achievement", values)) end)
end

return card
