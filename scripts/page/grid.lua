-- page/grid.lua -- the table of the class journal as markup.
-- Floor: page.  Pure: frame, cells and results in, text out.  It is built by table.concat and not by
-- templates, and closing tags that HTML lets one leave out are left out: a page of 30 pupils and 40
-- lessons stays small and is made in about a millisecond.
local text = require "core.text"
local html = require "lib.html"
local ru = require "text.ru"
local calendar = require "school.calendar"
local cells = require "school.cells"
local people = require "school.people"
local results = require "school.results"

local grid = {}

-- A sign of more letters needs a wide column.
local WORD = 5

local escape = text.html
local roman = { "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X" }

-- "I чт.", "Год", "Экз.": the narrow name of a period; shorts: scheme -> short word of the policy.
function grid.period_short(period, shorts)
  local short = shorts[period.scheme]
  if period.whole or not period.number then
    return period.scheme ~= "year" and short or period.name
  end
  return (roman[period.number] or tostring(period.number)) .. (short and " " .. short or "")
end

-- "2" for 200 hundredths, "1,5" for 150.
function grid.weight(hundredths)
  local w = (hundredths or 100) / 100
  local s = w == math.floor(w) and string.format("%d", w) or (string.format("%.2f", w):gsub("0$", ""))
  return (s:gsub("%.", ","))
end

local function lesson_title(lesson, work)
  local parts = { calendar.written(lesson.date) }
  if lesson.status == "cancelled" then parts[#parts + 1] = ru.lesson_cancelled end
  if work then parts[#parts + 1] = work.label end
  if lesson.weight and lesson.weight ~= 100 then
    parts[#parts + 1] = ru.fill(ru.weight_of, { weight = grid.weight(lesson.weight) })
  end
  if lesson.topic and lesson.topic ~= "" then parts[#parts + 1] = lesson.topic end
  return table.concat(parts, " · ")
end

-- Why the column takes nothing: the lesson is cancelled, or another's (only: lessons lent to a substitute).
local function refuses(lesson, only)
  if lesson.status == "cancelled" then return ru.lesson_was_cancelled end
  return only and not only[lesson.id] and ru.not_your_lesson or nil
end

-- twin: which lesson of that day it is, from the second on.
local function day_head(lesson, works, locked, only, twin)
  local work = works.by[lesson.work or ""]
  local weight = lesson.weight and lesson.weight ~= 100 and ' data-w="' .. lesson.weight .. '"' or ""
  local off = lesson.status == "cancelled"
  local short = off and ru.lesson_off_short or work and work.short or ""
  if short == "" and twin then short = ru.fill(ru.lesson_twin, { n = twin }) end
  short = short ~= "" and ' data-k="' .. escape(short) .. '"' or ""
  local lock = locked and off and ' class="k off"' or locked and " class=k" or off and " class=off" or ""
  local no = refuses(lesson, only)
  if no then lock = lock .. ' data-no="' .. escape(no) .. '"' end
  return '<th scope="col" data-l="' .. lesson.id .. '"' .. weight .. short .. lock .. ' data-d="'
    .. lesson.date
    .. '" title="' .. escape(lesson_title(lesson, work)) .. '">' .. (tonumber(lesson.date:sub(9, 10)) or "")
end

-- Both header rows; the month band breaks where a result column stands.
local function head(frame, view, out)
  local months, days = {}, {}
  local band, width, day, twin
  local function close()
    if band then
      local name = width > 1 and ru.months[band] or ru.months_short[band]
      months[#months + 1] = "<th colspan=" .. width .. ">" .. name
    end
    band, width = nil, 0
  end
  for _, column in ipairs(frame.columns) do
    local lesson = column.lesson
    if lesson then
      local month = tonumber(lesson.date:sub(6, 7))
      if month ~= band then
        close()
        band = month
      end
      width = width + 1
      twin = lesson.date == day and (twin or 1) + 1 or nil
      day = lesson.date
      days[#days + 1] = day_head(lesson, view.works, frame.locked[frame.period_of(lesson.date) or ""],
        view.only, twin)
    else
      close()
      local period = column.period
      local lock = frame.locked[period.id] and " k" or ""
      months[#months + 1] = '<th scope="col" rowspan=2 class="res' .. (period.whole and " year" or "")
        .. lock .. '" data-period="' .. period.id .. (view.only and '" data-no="'
          .. escape(ru.not_your_lesson)
        or "") .. '" title="' .. escape(period.name) .. '">'
        .. escape(grid.period_short(period, view.shorts))
    end
  end
  close()
  out[#out + 1] = '<thead><tr class="months"><th scope="col" rowspan=2 class="name">' .. ru.pupil_head
    .. table.concat(months) .. '<tr class="days">' .. table.concat(days) .. "</thead>"
end

-- One cell; equal cells are made once.
local function cell_maker()
  local known = {}
  return function(marks, absence, corrected, conflict, comment, hidden)
    local sign = comment and comment ~= "" and (hidden == 1 and "h" or "n") or ""
    local key = (marks or "") .. "\0" .. (absence or "") .. "\0" .. (corrected or 0) .. (conflict and "x"
      or "") .. sign
    local cell = known[key]
    if not cell then
      local row = { marks = marks, absence = absence, corrected = corrected, comment = sign, hidden = hidden }
      local class = cells.class(row, conflict)
      if class ~= "" then class = class:find(" ", 1, true) and ' class="' .. class .. '"' or " class="
        .. class end
      cell = "<td" .. class .. ">" .. escape(cells.text(row))
      known[key] = cell
    end
    return cell
  end
end

-- A cell of a lesson its pupil is freed from.
local function freed_cell(cell)
  if cell == "<td>" then return "<td class=e>" end
  return (cell:gsub('^<td class="?([%l ]*)"?>', '<td class="e %1">', 1):gsub("^<td>", "<td class=e>", 1))
end

local function result_cell(stored, entry)
  local shown = results.shown(stored, entry)
  local title = shown.title ~= "" and ' title="' .. escape(shown.title) .. '"' or ""
  return '<td class="res ' .. shown.class .. '"' .. title .. ">" .. escape(shown.text)
end

-- Places of cells: row of a person -> array by column of markup.
local function fill(frame, view)
  local at, rows, make = {}, {}, cell_maker()
  for i, column in ipairs(frame.columns) do
    if column.lesson then at[column.lesson.id] = i end
  end
  for _, pupil in ipairs(frame.pupils) do rows[pupil.id] = {} end
  local c = view.cells
  local lessons, persons, marks, absences, corrected = c.lesson, c.person, c.marks, c.absence, c.corrected
  local comments, hidden = c.comment, c.hidden
  local conflicts = next(view.conflicts) and view.conflicts
  for i = 1, view.n do
    local row, place = rows[persons[i]], at[lessons[i]]
    if row and place then
      row[place] = make(marks[i], absences[i], corrected[i],
        conflicts and conflicts[lessons[i] .. "|" .. persons[i]], comments[i], hidden[i])
    end
  end
  return rows
end

-- Marks the cells of a pupil's row that fall into an exemption.
local function free_row(frame, row, pupil, covers)
  for i, column in ipairs(frame.columns) do
    if column.lesson and covers(pupil.id, column.lesson.date) then row[i] = freed_cell(row[i]) end
  end
end

-- The last day of a pupil who is still here: today, in a year that is over its last day of lessons.
local function still_here(frame, today)
  local last = frame.own_periods[#frame.own_periods]
  return last and last.ends < today and last.ends or today
end

local function row_notes(view, person)
  local note = view.notes[person]
  if not note then return "" end
  return (note.exempt and ' data-e="' .. escape(note.exempt) .. '"' or "")
    .. (note.away and ' data-a="' .. escape(note.away) .. '"' or "")
end

local function body(frame, view, out)
  local here = still_here(frame, view.today)
  local rows = fill(frame, view)
  local width = #frame.columns
  local names = people.narrow(frame.pupils)
  out[#out + 1] = "<tbody>"
  for n, pupil in ipairs(frame.pupils) do
    local row = rows[pupil.id]
    local proposed = view.proposed[pupil.id]
    for i = 1, width do
      if not row[i] then
        local period = frame.columns[i].period
        row[i] = period and result_cell(view.results[pupil.id .. "|" .. period.id],
          proposed and proposed[period.id])
          or "<td>"
      end
    end
    local note = view.notes[pupil.id]
    if note and note.covers then free_row(frame, row, pupil, note.covers) end
    local left = pupil.ends and pupil.ends ~= "" and pupil.ends < here
    local cut = frame.grades and n > 1 and pupil.grade ~= frame.pupils[n - 1].grade
    local class = left and cut and ' class="out cut"' or left and " class=out" or cut and " class=cut" or ""
    out[#out + 1] = '<tr data-p="' .. pupil.id .. '"' .. row_notes(view, pupil.id) .. class
      .. '><th scope="row">' .. n .. '<a href="/pupils/' .. pupil.id .. '">' .. escape(names[n]) .. "</a>"
      .. (frame.grades and "<i>" .. (pupil.grade or "") .. "</i>" or "")
      .. table.concat(row, "", 1, width)
  end
  out[#out + 1] = "</tbody>"
end

-- The whole table.  view: cells, n, conflicts (journal.cells), results (journal.results), today,
-- works, shorts, proposed (results.proposed), symbols (array of what may be typed), codes (absences), label,
-- write (may type), only (lesson id -> true: the only ones he may write in, or nil), notes (person ->
-- {exempt = words, covers, away}), word (that of an exemption), me (a sign of the user).
function grid.html(frame, view)
  local wide = false
  for _, symbol in ipairs(view.symbols) do wide = wide or utf8.len(symbol) > WORD end
  local out = { '<div class="gridwrap"><table id="grid" class="grid' .. (wide and " words" or "")
    .. '" role="grid" data-journal="' .. frame.id
    .. '" data-me="' .. view.me
    .. '" data-locked="' .. (view.write and 0 or 1) .. '" data-today="' .. view.today .. '" data-symbols="'
    .. escape(table.concat(view.symbols, "|")) .. '" data-exempt="' .. escape(view.word) .. '" data-codes="'
    .. escape(view.codes) .. '" aria-label="'
    .. escape(view.label) .. '">' }
  head(frame, view, out)
  body(frame, view, out)
  out[#out + 1] = "</table></div>"
  return html.raw(table.concat(out))
end

return grid
