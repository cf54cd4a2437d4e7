-- school/paper.lua -- the class journal as it stands on paper: spreads, paper codes, footnotes.
-- Floor: school.  Codes of the screen become those of paper by the scale's `prints`.
local calendar = require "school.calendar"
local cells = require "school.cells"
local journal = require "school.journal"
local marks = require "school.marks"
local people = require "school.people"

local paper = {}

paper.columns = 18 -- columns of a left page; so many topics of one or two lines fill the right one

local function printed(scale, sign)
  local symbol = scale.by[sign]
  if symbol and symbol.prints ~= nil then return symbol.prints end
  return sign
end

-- "б" -> "н", "о 5" -> "5", "5/4" stays.
function paper.text(desk, row, day)
  local scale, list = marks.scale(desk, day), {}
  for _, mark in ipairs(cells.split(row.marks)) do
    local text = printed(scale, mark)
    if text ~= "" then list[#list + 1] = text end
  end
  local absence = row.absence and row.absence ~= "" and printed(scale, row.absence) or ""
  local text = table.concat(list, "/")
  if absence == "" then return text end
  return text == "" and absence or absence .. " " .. text
end

-- What was written over in a cell, oldest first: {was, now, at, who, reason}.
local function changes(desk, frame, lesson, pupil)
  local past, list = journal.past(desk, frame, lesson.id, pupil.id), {}
  for i = past and #past - 1 or 0, 1, -1 do
    local was, now = past[i + 1], past[i]
    local before, after = paper.text(desk, was, lesson.date), paper.text(desk, now, lesson.date)
    if before ~= after then
      list[#list + 1] = { was = before, now = after, at = calendar.moment(now.at), who = now.who,
        reason = now.reason or "" }
    end
  end
  return list
end

local function wanted(frame, column, period)
  if not period or period == "" then return true end
  if column.period then return column.period.id == period end
  return frame.period_of(column.lesson.date) == period
end

local function spreads_of(frame, period)
  local list, page = {}, nil
  for _, column in ipairs(frame.columns) do
    if wanted(frame, column, period) then
      if not page or #page.columns >= paper.columns then
        page = { columns = {}, notes = {} }
        list[#list + 1] = page
      end
      page.columns[#page.columns + 1] = column
    end
  end
  return list
end

-- The cells of the journal by "lesson|person".
local function standing(desk, frame)
  local columns, n = journal.cells(desk, frame)
  local map = {}
  for i = 1, n do
    map[columns.lesson[i] .. "|" .. columns.person[i]] = { marks = columns.marks[i],
      absence = columns.absence[i], corrected = columns.corrected[i] }
  end
  return map
end

local function cell_of(desk, frame, page, lesson, pupil, row)
  if not row then return { text = "" } end
  local cell = { text = paper.text(desk, row, lesson.date) }
  if row.corrected ~= 1 then return cell end
  local list, was = changes(desk, frame, lesson, pupil), {}
  if #list == 0 then return cell end
  for _, change in ipairs(list) do
    if change.was ~= "" and change.was ~= was[#was] then was[#was + 1] = change.was end
  end
  local last = list[#list]
  last.was, last.pupil, last.date = table.concat(was, "», «"), people.listed(pupil),
    calendar.written(lesson.date)
  page.notes[#page.notes + 1] = last
  cell.note = #page.notes
  return cell
end

-- Spreads: array of {columns, rows = {{n, name, cells}}, notes}.  period: its id, or nil for the year.
function paper.spreads(desk, frame, period)
  local list, at, results = spreads_of(frame, period), standing(desk, frame), journal.results(desk, frame)
  local names = people.narrow(frame.pupils)
  for _, page in ipairs(list) do
    page.rows = {}
    for n, pupil in ipairs(frame.pupils) do
      local row = { n = n, name = names[n], grade = frame.grades and pupil.grade or nil, cells = {} }
      for i, column in ipairs(page.columns) do
        local lesson = column.lesson
        if lesson then
          row.cells[i] = cell_of(desk, frame, page, lesson, pupil, at[lesson.id .. "|" .. pupil.id])
        else
          local result = results[pupil.id .. "|" .. column.period.id]
          row.cells[i] = { text = result and (result.council or result.decided) or "", result = true }
        end
      end
      page.rows[n] = row
    end
  end
  return list
end

return paper
