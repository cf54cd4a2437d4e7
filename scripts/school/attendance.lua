-- school/attendance.lua -- who was away: by lesson, by day, by reason; spans of illness and orders.
-- Floor: school.  What an absence code means is a row of the scale in the regulation.  A day is missed only
-- if
-- every lesson of the pupil that day was: his class's and his groups', without those he is exempt from.
local text = require "core.text"
local date = require "core.date"
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local cells = require "school.cells"
local journal = require "school.journal"
local marks = require "school.marks"
local people = require "school.people"
local timetable = require "school.timetable"
local undo = require "school.undo"

local attendance = {}

local filled = entered.filled

-- The absence codes of the scale in their order: {symbol, key, label, missed}.
function attendance.codes(desk, day)
  local list = {}
  for _, symbol in ipairs(marks.scale(desk, day)) do
    if symbol.kind == "absence" then list[#list + 1] = symbol end
  end
  return list
end

-- The reasons a span may have: the codes that mean a missed lesson.
function attendance.reasons(desk, day)
  local list = {}
  for _, code in ipairs(attendance.codes(desk, day)) do
    if code.missed then list[#list + 1] = code end
  end
  return list
end

function attendance.code(desk, key)
  for _, code in ipairs(attendance.codes(desk)) do
    if code.key == key then return code end
  end
  return nil
end

-- Classes of the year whose attendance the user may see, with .write (may put spans).
function attendance.groups(desk, year)
  local list = {}
  local on = calendar.day_in(year, desk:today())
  for _, row in ipairs(desk:query("groups_of_year", { year = year.id, on = on })) do
    local about = { headed = row.head ~= nil and row.head == desk.me.person, grade = row.grade }
    local seen = desk.access:may("cell", "see", about) or desk.access:may("absence_range", "write", about)
    if seen and (row.kind == "class" or row.kind == "group") then
      row.write = desk.access:may("absence_range", "write", about)
      row.exempt = desk.access:may("exemption", "write", about)
      row.mark = desk.access:may("cell", "write", about)
      row.mine = about.headed
      list[#list + 1] = row
    end
  end
  return list
end

-- -- reading a class ----------------------------------------------------------------------------

local function spans_by(rows, first, second)
  local by = {}
  for _, row in ipairs(rows) do
    by[row[first]] = by[row[first]] or {}
    local list = by[row[first]]
    list[row[second]] = list[row[second]] or {}
    table.insert(list[row[second]], row)
  end
  return by
end

local function any_covers(list, day)
  for _, one in ipairs(list or {}) do
    if timetable.covers(one, day) then return true end
  end
  return false
end

local Sheet = {}
Sheet.__index = Sheet

-- Is the lesson one of the pupil's?
function Sheet:has(person, lesson)
  if lesson.status == "cancelled" then return false end
  local places = self.places[person]
  if not places or not any_covers(places[lesson.group], lesson.date) then return false end
  local members = self.members[lesson.journal]
  if members and not any_covers(members[person], lesson.date) then return false end
  local exempt = self.exempt[person]
  return not (exempt and any_covers(exempt[lesson.journal], lesson.date))
end

-- The span that explains the pupil's absence on a day, or nil.
function Sheet:range(person, day)
  for _, row in ipairs(self.ranges[person] or {}) do
    if row.starts <= day and day <= row.ends then return row end
  end
  return nil
end

-- The code under which a missed lesson is counted: that of the span which explains it, else its own.
function Sheet:reason(person, lesson, symbol)
  local code = self.scale.by[symbol]
  if code and not code.missed then return symbol, nil end
  local range = self:range(person, lesson.date)
  local own = range and self.by_key[range.reason]
  return own and own.symbol or symbol, range
end

function Sheet:missed(symbol)
  local code = self.scale.by[symbol]
  return not code or code.missed
end

-- The class over a span of days: pupils, lessons, absence[person][lesson id], ranges, exemptions.
function attendance.sheet(desk, year, group, starts, ends)
  local wanted = { year = year.id, group = group.id, starts = starts, ends = ends }
  local whose = { group = group.id }
  local sheet = setmetatable({ scale = marks.scale(desk, ends), by_key = {}, absence = {}, dates = {},
    starts = starts, ends = ends }, Sheet)
  for _, code in ipairs(sheet.scale) do sheet.by_key[code.key or ""] = code end
  sheet.lessons = desk:query("attendance_lessons", wanted)
  sheet.members = spans_by(desk:query("attendance_members", { year = year.id, group = group.id }), "journal",
    "person")
  sheet.places = spans_by(desk:query("attendance_places", { year = year.id, group = group.id }), "person",
    "group")
  sheet.ranges = people.by_person(desk:query("ranges_of_group",
    { group = group.id, starts = starts, ends = ends }))
  sheet.exempt = spans_by(desk:query("exemptions_of_group", whose), "person", "journal")
  sheet.pupils = {}
  for _, pupil in ipairs(people.sort(desk:query("journal_pupils_enrolled", whose))) do
    local here = (not filled(pupil.starts) or pupil.starts <= ends)
      and (not filled(pupil.ends) or pupil.ends >= starts)
    if here then sheet.pupils[#sheet.pupils + 1] = pupil end
  end
  local found, n = desk:columns("attendance_cells", wanted)
  for i = 1, n or 0 do
    local own = sheet.absence[found.person[i]] or {}
    sheet.absence[found.person[i]] = own
    own[found.lesson[i]] = found.absence[i]
  end
  for _, lesson in ipairs(sheet.lessons) do
    sheet.dates[lesson.date] = sheet.dates[lesson.date] or {}
    table.insert(sheet.dates[lesson.date], lesson)
  end
  return sheet
end

-- -- a day --------------------------------------------------------------------------------------------

-- The class's day: {columns = {{number, lessons, title}}, rows = {{pupil, cells = {{text, title, class}},
-- day,
-- missed, of, range}}}.  day: true when every lesson of the pupil's was missed.
function attendance.day(desk, year, group, day)
  local sheet = attendance.sheet(desk, year, group, day, day)
  local columns, at, order = {}, {}, {}
  local marked = spans_by(desk:query("attendance_marks", { day = day }), "lesson", "person")
  for _, lesson in ipairs(sheet.lessons) do
    local number = lesson.number or 99
    if not at[number] then
      at[number] = { number = number, lessons = {}, names = {} }
      order[#order + 1] = number
    end
    local column = at[number]
    column.lessons[#column.lessons + 1] = lesson
    local name = lesson.subject_short or lesson.subject_name
    if not column.names[name] then
      column.names[name] = true
      column.title = column.title and column.title .. ", " .. name or name
    end
  end
  table.sort(order)
  for i, number in ipairs(order) do columns[i] = at[number] end
  local rows = {}
  for i, pupil in ipairs(sheet.pupils) do
    local row = { pupil = pupil, cells = {}, missed = 0, of = 0, range = sheet:range(pupil.id, day) }
    for k, column in ipairs(columns) do
      local cell = { text = "", class = "none" }
      for _, lesson in ipairs(column.lessons) do
        if sheet:has(pupil.id, lesson) then
          local symbol = sheet.absence[pupil.id] and sheet.absence[pupil.id][lesson.id]
          row.of = row.of + 1
          cell = { text = symbol or "", class = symbol and "away" or "", journal = lesson.journal,
            lesson = lesson.id }
          if symbol and sheet:missed(symbol) then
            row.missed = row.missed + 1
          elseif not symbol and row.range and not (marked[lesson.id] and marked[lesson.id][pupil.id]) then
            cell.class, cell.expected = "expected", sheet.by_key[row.range.reason]
          end
        end
      end
      row.cells[k] = cell
    end
    row.day = row.of > 0 and row.missed >= row.of
    rows[i] = row
  end
  return { columns = columns, rows = rows, sheet = sheet }
end

-- -- a summary ------------------------------------------------------------------------------------------

local function count_pupil(sheet, pupil)
  local row = { pupil = pupil, by = {}, lessons = 0, late = 0, days = 0, unexplained = 0, dates = {} }
  local missed = {}
  local own = sheet.absence[pupil.id] or {}
  for _, lesson in ipairs(sheet.lessons) do
    local symbol = own[lesson.id]
    if symbol and lesson.status ~= "cancelled" then
      local reason, range = sheet:reason(pupil.id, lesson, symbol)
      row.by[reason] = (row.by[reason] or 0) + 1
      if sheet:missed(symbol) then
        row.lessons = row.lessons + 1
        missed[lesson.date] = (missed[lesson.date] or 0) + 1
        row.dates[lesson.date] = row.dates[lesson.date] or { reason = reason, range = range }
      else
        row.late = row.late + 1
      end
    end
  end
  for day, n in pairs(missed) do
    local all = 0
    for _, lesson in ipairs(sheet.dates[day]) do
      if sheet:has(pupil.id, lesson) then all = all + 1 end
    end
    row.dates[day].missed, row.dates[day].of = n, all
    if n >= all then
      row.days = row.days + 1
      row.dates[day].whole = true
    end
  end
  return row
end

-- How many lessons of the sheet are the pupil's: each is asked, for places, groups and exemptions have dates.
local function lessons_of(sheet, person)
  local n = 0
  for _, lesson in ipairs(sheet.lessons) do
    if sheet:has(person, lesson) then n = n + 1 end
  end
  return n
end

-- Lessons and days missed by reason, up to the end of the span or today: {rows, total, sheet}; a row has by
-- (symbol -> lessons), lessons, days, late, dates (day -> {missed, of, whole, reason, range}).
function attendance.summary(desk, year, group, starts, ends)
  local today = desk:today()
  local sheet = attendance.sheet(desk, year, group, starts, ends < today and ends or today)
  local total = { by = {}, lessons = 0, days = 0, late = 0, of = 0 }
  local rows = {}
  for i, pupil in ipairs(sheet.pupils) do
    local row = count_pupil(sheet, pupil)
    row.of = lessons_of(sheet, pupil.id)
    rows[i] = row
    for symbol, n in pairs(row.by) do total.by[symbol] = (total.by[symbol] or 0) + n end
    for _, field in ipairs({ "lessons", "days", "late",
      "of" }) do total[field] = total[field] + row[field] end
  end
  return { rows = rows, total = total, sheet = sheet }
end

-- Sums of the classes over a span: {rows = {{group, pupils, by, lessons, days, late, of}}, total}.
function attendance.school(desk, year, groups, starts, ends)
  local total = { by = {}, lessons = 0, days = 0, late = 0, of = 0, pupils = 0 }
  local rows = {}
  for i, group in ipairs(groups) do
    local found = attendance.summary(desk, year, group, starts, ends)
    local row = found.total
    row.group, row.pupils = group, #found.rows
    for symbol, n in pairs(row.by) do total.by[symbol] = (total.by[symbol] or 0) + n end
    for _, field in ipairs({ "lessons", "days", "late", "of", "pupils" }) do
      total[field] = total[field] + row[field]
    end
    rows[i] = row
  end
  return { rows = rows, total = total }
end

-- The same for one pupil; nil when he is not in the class.
function attendance.pupil(desk, year, group, person, starts, ends)
  local today = desk:today()
  local sheet = attendance.sheet(desk, year, group, starts, ends < today and ends or today)
  for _, pupil in ipairs(sheet.pupils) do
    if pupil.id == person then
      local row = count_pupil(sheet, pupil)
      row.of = lessons_of(sheet, person)
      return row, sheet
    end
  end
  return nil
end

-- -- spans ------------------------------------------------------------------------------------------------

-- The pupil's class of the year (or that of his groups which the user sees) with what the user may do; nil,
-- err when it is not his to see.
function attendance.class_of(desk, year, person)
  local open = {}
  for _, group in ipairs(attendance.groups(desk, year)) do open[group.id] = group end
  for i, place in ipairs(desk:query("person_class", { person = person or "", year = year.id })) do
    if open[place.id] and (i == 1 or not filled(place.ends)) then return open[place.id] end
  end
  return nil, desk:refusal("NOTFOUND", "no_such_pupil")
end

local function span_of(desk, form, open_end)
  local starts = calendar.read(form.starts or "")
  local ends = filled(form.ends) and calendar.read(form.ends) or (not filled(form.ends) and open_end)
  if not starts or (ends == nil and open_end == nil) then return nil, desk:refusal("INPUT", "bad_date") end
  if filled(form.ends) and not calendar.read(form.ends) then return nil, desk:refusal("INPUT", "bad_date") end
  if ends and ends < starts then return nil, desk:refusal("INPUT", "span_backwards") end
  return { starts = starts, ends = ends or nil }
end
attendance.span_of = span_of

-- Puts a span of absence.  form: person, starts, ends (one day when empty), reason (key of a code), document,
-- order.  Returns its id, or nil, err.
function attendance.add(desk, year, form)
  local group, err = attendance.class_of(desk, year, form.person)
  if not group then return nil, err end
  if not group.write then return nil, desk:refusal("DENIED", "attendance_not_yours") end
  local span
  span, err = span_of(desk, form, calendar.read(form.starts or ""))
  if not span then return nil, err end
  if date.diff_days(span.starts, span.ends) > 300 then return nil, desk:refusal("INPUT", "span_long") end
  local code = attendance.code(desk, form.reason)
  if not code or not code.missed then return nil, desk:refusal("INPUT", "range_reason") end
  local row = desk:one("ranges_of_person",
    { person = form.person, starts = span.starts, ends = span.ends })
  if row then
    return nil, desk:refusal("CONFLICT", "range_twice",
      { from = calendar.written(row.starts), to = calendar.written(row.ends) })
  end
  return act.write(desk, { keep = true }, function(st)
    return act.must(st:put("absence_range", { person = form.person, starts = span.starts, ends = span.ends,
      reason = code.key, document = filled(text.nfc(cells.tidy(form.document))),
        order = filled(form.order) }))
  end)
end

-- Strikes a span out.
function attendance.remove(desk, year, form)
  local group, err = attendance.class_of(desk, year, form.person)
  if not group then return nil, err end
  if not group.write then return nil, desk:refusal("DENIED", "attendance_not_yours") end
  local span = { person = form.person, starts = year.starts, ends = year.ends }
  for _, row in ipairs(desk:query("ranges_of_person", span)) do
    if row.id == form.range then
      return act.write(desk, { keep = true }, function(st)
        act.must(st:void("absence_range", row.id, filled(form.reason) or ru.range_removed))
      end)
    end
  end
  return nil, desk:refusal("NOTFOUND", "timetable_gone")
end

-- Lessons of the class that a span covers and whose cell is empty: {lesson, person, symbol} up to today.
local function empty_cells(desk, year, group, starts, ends)
  local today, list = desk:today(), {}
  local sheet = attendance.sheet(desk, year, group, starts, ends < today and ends or today)
  for _, pupil in ipairs(sheet.pupils) do
    for _, range in ipairs(sheet.ranges[pupil.id] or {}) do
      local code = sheet.by_key[range.reason]
      for _, lesson in ipairs(code and sheet.lessons or {}) do
        local empty = range.starts <= lesson.date and lesson.date <= range.ends
          and sheet:has(pupil.id, lesson) and not (sheet.absence[pupil.id] or {})[lesson.id]
        if empty then list[#list + 1] = { lesson = lesson, person = pupil.id, symbol = code.symbol } end
      end
    end
  end
  return list
end

-- Writes the codes of the spans into the empty cells of lessons already given, in journals the user may write
-- and periods that are open.  Cells with a mark stay.  Returns the number written, or nil, err.
function attendance.fill(desk, year, group, starts, ends)
  local todo, frames = {}, {}
  for _, one in ipairs(empty_cells(desk, year, group, starts, ends)) do
    local id = one.lesson.journal
    if frames[id] == nil then
      local frame, rights = journal.open(desk, id)
      frames[id] = frame and rights.write and frame or false
    end
    local frame = frames[id]
    local open = frame and not frame.locked[frame.period_of(one.lesson.date) or ""]
    if open and frame.pupil[one.person] then
      local cell = desk:one("cell", { lesson = one.lesson.id, person = one.person })
      if not cell or (not filled(cell.marks) and not filled(cell.absence)) then
        one.comment, one.hidden = cell and cell.comment, cell and cell.hidden == 1 or nil
        todo[#todo + 1] = one
      end
    end
  end
  if #todo == 0 then return 0 end
  local done, err = act.write(desk, { note = ru.fill_note }, function(st)
    for _, one in ipairs(todo) do
      act.must(st:put("cell", { lesson = one.lesson.id, person = one.person, absence = one.symbol,
        comment = filled(one.comment), hidden = one.hidden }))
    end
  end)
  if not done then return nil, err end
  undo.remember(desk, "attendance:" .. group.id, ru.fill(ru.fill_words,
    { n = ru.count(#todo, "cell_forms") }))
  return #todo
end

-- What the details of a cell say of the pupil that day: array of sentences (a span, an exemption).
function attendance.about(desk, journal_id, person, day)
  local list = {}
  for _, row in ipairs(desk:query("ranges_of_person", { person = person, starts = day, ends = day })) do
    list[#list + 1] = attendance.range_text(desk, row)
  end
  for _, row in ipairs(desk:query("exemptions_of_journal", { journal = journal_id })) do
    if row.person == person and timetable.covers(row, day) then
      list[#list + 1] = attendance.exemption_text(row)
    end
  end
  return list
end

local function span_text(row)
  if filled(row.ends) and row.ends == row.starts then return calendar.written(row.starts) end
  local ends = filled(row.ends) and calendar.written(row.ends) or ru.span_open
  return calendar.written(row.starts) .. " – " .. ends
end
attendance.span_text = span_text

local function order_text(row)
  if not filled(row.order_number) then return nil end
  return ru.fill(ru.order_ref, { number = row.order_number, date = calendar.written(row.order_date) })
end
attendance.order_text = order_text

-- "болел, 03.11.2026 – 10.11.2026, справка № 12".
function attendance.range_text(desk, row)
  local code = attendance.code(desk, row.reason)
  local parts = { code and code.label or row.reason, span_text(row) }
  if filled(row.document) then parts[#parts + 1] = row.document end
  parts[#parts + 1] = order_text(row)
  return table.concat(parts, ", ")
end

-- "освобождён, 01.09.2026 – до конца года, справка".
function attendance.exemption_text(row)
  local parts = { ru.exempt_word, span_text(row) }
  if filled(row.reason) then parts[#parts + 1] = row.reason end
  parts[#parts + 1] = order_text(row)
  return table.concat(parts, ", ")
end

return attendance
