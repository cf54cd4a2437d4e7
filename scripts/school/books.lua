-- school/books.lua -- the books of pupils: the alphabet book and the movement of pupils with its orders.
-- Floor: school.  Both are read from enrolments in classes; nothing is kept twice.
local date = require "core.date"
local text = require "core.text"
local entered = require "lib.entered"
local words = require "lib.words"
local people = require "school.people"

local books = {}

local function may_see(desk, row)
  return desk.access:may("pupil", "see", { headed = row.head ~= nil and row.head == desk.me.person,
    grade = row.grade })
end

local filled = entered.filled

-- -- the alphabet book -----------------------------------------------------------------------

local function letter_of(row)
  local first = row.last:match(utf8.charpattern) or "?"
  return first == "ё" and "Ё" or first
end

-- Every pupil there ever was, by the alphabet: {id, last, first, middle, born, sex, file_no, admitted,
-- letter, came = enrolment row, gone = enrolment row or nil (still at school)}.
function books.alphabet(desk, today)
  local list, by = {}, {}
  for _, row in ipairs(desk:query("book_enrolments", { year = "" })) do
    if may_see(desk, row) then
      local one = by[row.person]
      if not one then
        one = { id = row.person, last = row.last, first = row.first, middle = row.middle, born = row.born,
          sex = row.sex, file_no = filled(row.file_no), admitted = filled(row.admitted), came = row,
          letter = letter_of(row) }
        by[row.person], list[#list + 1] = one, one
      end
      one.last_row = row
    end
  end
  for _, one in ipairs(list) do
    local row = one.last_row
    if filled(row.ends) and row.ends < today then one.gone = row end
  end
  return people.sort(list)
end

-- The letters of the book with their numbers of pupils: {letter, n}.
function books.letters(list)
  local out = {}
  for _, one in ipairs(list) do
    local last = out[#out]
    if not last or last.letter ~= one.letter then
      last = { letter = one.letter, n = 0 }
      out[#out + 1] = last
    end
    last.n = last.n + 1
  end
  return out
end

-- -- movement --------------------------------------------------------------------------------

-- The enrolment of the same pupil that continues (or precedes) this one on the next day.
local function neighbour(rows, row, later)
  for _, other in ipairs(rows) do
    if other ~= row then
      if later and filled(row.ends) and other.starts >= row.ends
        and date.diff_days(row.ends, other.starts) <= 31 then return other end
      if not later and filled(other.ends) and other.ends <= row.starts
        and date.diff_days(other.ends, row.starts) <= 31 then return other end
    end
  end
  return nil
end

-- The day on which the year's classes were filled: the commonest first day.
local function opening(rows)
  local count, best = {}, nil
  for _, row in ipairs(rows) do
    local day = row.starts
    count[day] = (count[day] or 0) + 1
    if not best or count[day] > count[best] or count[day] == count[best] and day < best then best = day end
  end
  return best
end

local function add(list, kind, row, day, other)
  local coming = kind == "in" or kind == "moved_in"
  list[#list + 1] = { kind = kind, person = row.person, last = row.last, first = row.first,
    middle = row.middle,
    group = row.group, group_name = row.group_name, date = day, other = other and other.group_name,
    number = coming and row.order_number or not coming and row.leave_number or nil,
    order_date = coming and row.order_date or not coming and row.leave_date or nil,
    reason = not coming and filled(row.reason) or nil }
end

-- What happened to one enrolment between two days.  Leaving with the year's end (promotion, graduation) is
-- no movement inside the year.
local function moves_of(list, rows, row, from, to, first_day)
  local came_later = row.starts > first_day
  if came_later and row.starts >= from and row.starts <= to then
    local other = neighbour(rows, row, false)
    add(list, other and "moved_in" or "in", row, row.starts, other)
  end
  local ends = filled(row.ends)
  if ends and ends >= from and ends <= to and ends < row.year_ends and not row.at_end then
    local other = neighbour(rows, row, true)
    add(list, other and "moved_out" or "out", row, ends, other)
  end
end

-- Ends shared by most of a class are the end of its year (graduates leave in June).
local function mark_ends(rows)
  local count, size = {}, {}
  for _, row in ipairs(rows) do
    size[row.group] = (size[row.group] or 0) + 1
    if filled(row.ends) then
      local key = row.group .. "|" .. row.ends
      count[key] = (count[key] or 0) + 1
    end
  end
  for _, row in ipairs(rows) do
    local n = filled(row.ends) and count[row.group .. "|" .. row.ends]
    row.at_end = n ~= nil and n * 2 > size[row.group]
  end
end

local function present(row, day)
  return row.starts <= day and (not filled(row.ends) or row.ends >= day)
end

local function class_line(classes, row)
  local line = classes[row.group]
  if not line then
    line = { id = row.group, name = row.group_name, grade = row.grade, at_start = 0, at_end = 0, came = 0,
      left = 0,
      moved_in = 0, moved_out = 0, seen = {} }
    classes[row.group] = line
    classes[#classes + 1] = line
  end
  return line
end

local field = { ["in"] = "came", out = "left", moved_in = "moved_in", moved_out = "moved_out" }

-- Movement of the year's pupils between two days: moves (by date, then name) and one line a class {name,
-- at_start, came, left, moved_in, moved_out, at_end}, with .total.  group: one class only, or nil.
function books.movement(desk, year, from, to, group)
  local rows, moves, classes = {}, {}, {}
  for _, row in ipairs(desk:query("book_enrolments", { year = year.id })) do
    if may_see(desk, row) then rows[#rows + 1] = row end
  end
  local first_day, people_rows = opening(rows), people.by_person(rows)
  if not first_day then return moves, classes end
  mark_ends(rows)
  if from < first_day then from = first_day end
  for _, row in ipairs(rows) do
    if not group or row.group == group then
      local line = class_line(classes, row)
      if present(row, from) and (row.starts < from or row.starts == first_day) then
        line.at_start = line.at_start + 1
      end
      moves_of(moves, people_rows[row.person], row, from, to, first_day)
    end
  end
  local total = { name = "", at_start = 0, at_end = 0, came = 0, left = 0, moved_in = 0, moved_out = 0 }
  for _, move in ipairs(moves) do
    local line = classes[move.group]
    line[field[move.kind]] = line[field[move.kind]] + 1
  end
  for _, line in ipairs(classes) do
    line.at_end = line.at_start + line.came + line.moved_in - line.left - line.moved_out
    for name in pairs(total) do
      if name ~= "name" then total[name] = total[name] + line[name] end
    end
  end
  classes.total = total
  words.sort(moves, function(move) return move.date .. " " .. people.full(move) end)
  table.sort(classes, function(a, b)
    if (a.grade or 99) ~= (b.grade or 99) then return (a.grade or 99) < (b.grade or 99) end
    return text.lower(a.name) < text.lower(b.name)
  end)
  return moves, classes
end

return books
