-- school/paper.lua -- the class journal as it stands on paper: spreads, paper codes, footnotes.
-- Floor: school.  Codes of the screen become those of paper by the scale's `prints`.
local calendar = require "school.calendar"
local cells = require "school.cells"
local exempt = require "school.exempt"
local exemptions = require "school.exemptions"
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

-- Columns that stay on one page: a lesson with the results after it.
local function blocks_of(frame, period)
  local list, n = {}, 0
  for _, column in ipairs(frame.columns) do
    if wanted(frame, column, period) then
      n = n + 1
      if column.lesson or #list == 0 then list[#list + 1] = {} end
      table.insert(list[#list], column)
    end
  end
  return list, n
end

-- Pages of about equal width.
local function spreads_of(frame, period)
  local blocks, n = blocks_of(frame, period)
  local pages = math.max(1, (n + paper.columns - 1) // paper.columns)
  local width, list, page = (n + pages - 1) // pages, {}, nil
  for _, block in ipairs(blocks) do
    if not page or #page.columns >= width or #page.columns + #block > paper.columns then
      page = { columns = {}, notes = {} }
      list[#list + 1] = page
    end
    for _, column in ipairs(block) do page.columns[#page.columns + 1] = column end
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

-- The word of an exemption where nothing else stands.
local function empty_text(desk, frame, lesson, pupil)
  local covers = exemptions.covers(desk, frame, pupil.id)
  local word = covers and covers(pupil.id, lesson.date) and exemptions.word(desk, lesson.date)
  return word and printed(marks.scale(desk, lesson.date), word) or ""
end

local function cell_of(desk, frame, page, lesson, pupil, row)
  local text = row and paper.text(desk, row, lesson.date) or ""
  local cell = { text = text ~= "" and text or empty_text(desk, frame, lesson, pupil) }
  if not row then return cell end
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

-- What stands as the result: the council's word, the teacher's, or that of an exemption for the whole period.
local function result_text(desk, frame, results, pupil, period)
  local row = results[pupil.id .. "|" .. period.id] or {}
  local text = row.council and row.council ~= "" and row.council or row.decided or ""
  local covers = text == "" and period.scheme ~= "exam" and exemptions.covers(desk, frame, pupil.id)
  if not covers or not exempt.whole(frame.exempt.list, pupil.id, period) then return text end
  return exemptions.word(desk, period.ends) or ""
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
          row.cells[i] = { text = result_text(desk, frame, results, pupil, column.period), result = true }
        end
      end
      page.rows[n] = row
    end
  end
  return list
end

return paper
