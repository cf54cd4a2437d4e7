-- page/books.lua -- the alphabet book of the school and the movement of pupils.
-- Floor: page.
local date = require "core.date"
local ru = require "text.ru"
local calendar = require "school.calendar"
local books = require "school.books"
local movers = require "school.office_pupils"
local people = require "school.people"
local schoolyear = require "school.schoolyear"
local frame = require "page.frame"

local page = {}

-- A first enrolment so many days after the admission is not the one he was admitted by: earlier years are not
-- in the program.
local LATER = 60

local function order_words(number, day)
  return number and ru.fill(ru.order_of, { number = number, date = calendar.written(day) }) or ""
end

local function reason_of(desk, key)
  local word = desk.rules:label("events", key or "")
  return word ~= key and word or ""
end

local function alphabet_row(desk, n, one)
  local came, gone = one.came, one.gone
  local first = one.admitted or came.starts
  if date.diff_days(first, came.starts) > LATER then came = { group_name = "" } end
  return { n = n, id = one.id, name = people.full(one), born = calendar.written(one.born),
    file_no = one.file_no or "",
    admitted = calendar.written(first), class = came.group_name,
    order = order_words(came.order_number, came.order_date), now = not gone and one.last_row.group_name or "",
    left = gone and calendar.written(gone.ends) or "", left_class = gone and gone.group_name or "",
    left_order = gone and order_words(gone.leave_number, gone.leave_date) or "",
    reason = gone and reason_of(desk, gone.reason) or "" }
end

-- GET /alphabet -- ?letter=А, or the whole book.
function page.alphabet(req, desk)
  if not desk.access:may("pupil", "see") then
    return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_place"))
  end
  local list = books.alphabet(desk, desk:today())
  local letters = books.letters(list)
  local letter = req.query.letter or (letters[1] and letters[1].letter) or ""
  local rows = {}
  for n, one in ipairs(list) do
    if letter == "all" or one.letter == letter then rows[#rows + 1] = alphabet_row(desk, n, one) end
  end
  local body = frame.render("alphabet", { letters = letters, letter = letter, rows = rows,
    mover = movers.mover(desk),
    print_head = ru.fill(ru.alphabet_print, { letter = letter == "all" and ru.all_letters or letter }) })
  return frame.page(req, desk, { title = ru.alphabet_title, name = "alphabet", help = "books",
    place = "pupils",
    body = body, css = { "class.css" }, js = { "class.js" }, about = ru.count(#list, "pupil_forms"),
    main_class = "wide", actions = frame.render("print_button", {}),
    crumbs = { { href = "/pupils", label = ru.place_pupils } } })
end

local kinds = { ["in"] = "move_in", out = "move_out", moved_in = "move_inside", moved_out = "move_inside" }

local function move_row(desk, move)
  local way = move.kind == "moved_in" and ru.fill(ru.move_from, { class = move.other })
    or move.kind == "moved_out" and ru.fill(ru.move_to, { class = move.other }) or ""
  return { date = calendar.written(move.date), name = people.full(move), id = move.person,
    class = move.group_name,
    what = ru[kinds[move.kind]] .. (way ~= "" and " " .. way or ""), reason = reason_of(desk, move.reason),
    order = order_words(move.number, move.order_date) }
end

-- The spans to choose from: the whole year and its periods by scheme.
local function spans_of(desk, year, chosen)
  local list, found = {}, { id = "", name = ru.sheet_year, starts = year.starts, ends = year.ends }
  for _, period in ipairs(calendar.periods(desk, year.id)) do
    local part = not schoolyear.sums[period.scheme] or period.scheme == "year"
    if part then list[#list + 1] = { id = period.id, name = period.name, chosen = period.id == chosen } end
    if period.id == chosen then found = period end
  end
  return list, found
end

-- GET /movement -- ?year=&period=&class=
function page.movement(req, desk)
  if not desk.access:may("pupil", "see") then
    return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_place"))
  end
  local year = calendar.chosen(desk, req.query.year)
  local spans, span = spans_of(desk, year, req.query.period)
  local group = req.query.class ~= "" and req.query.class or nil
  local moves, classes = books.movement(desk, year, span.starts, span.ends, group)
  local rows = {}
  for i, move in ipairs(moves) do rows[i] = move_row(desk, move) end
  local body = frame.render("movement", { year = year.id, years = calendar.years(desk), periods = spans,
    class = group or "", rows = rows, mover = movers.mover(desk), classes = classes, total = classes.total
      or false,
    tabs = group and frame.render("class_tabs", { id = group, current = "movement", year = year.id }) or "",
    print_head = ru.fill(ru.movement_print, { year = year.name, period = span.name }) })
  return frame.page(req, desk, { title = ru.movement_title, name = "movement", help = "books",
    place = "pupils",
    body = body, css = { "class.css" }, js = { "class.js" }, actions = frame.render("print_button", {}),
    crumbs = { { href = "/pupils", label = ru.place_pupils } } })
end

return page
