-- school/marks.lua -- what may be typed into a cell, by the regulation in force.
-- Floor: school.  check_entry is a pure rule, so its answers are remembered by text: a plain mark
-- costs no run of the regulation after the first.
local entered = require "lib.entered"
local ru = require "text.ru"
local cells = require "school.cells"

local marks = {}

-- The symbols of the scale in force on the day: array of {symbol, kind, value, counts, label},
-- with .by symbol -> the same.  `missed` says that an absence code means the pupil was away.
function marks.scale(desk, day)
  local row = desk.rules:at(day)
  local cache = desk.stick.cache
  local key = "scale " .. (row and row.hash or "")
  if cache[key] then return cache[key] end
  local scale = { by = {} }
  local rows = desk.rules:rows(day)
  for _, one in ipairs(rows and rows.scale or {}) do
    local symbol = {
      symbol = one.symbol, kind = one.kind, value = one.value, counts = one.counts, label = one.label,
      prints = one.prints, grading = one.grading, key = one.key,
      missed = one.missed == true, excused = one.excused == true, owed = one.kind == "owed",
      result = one.result,
    }
    scale[#scale + 1] = symbol
    scale.by[one.symbol] = symbol
  end
  cache[key] = scale
  return scale
end

-- The word of the scale for a pupil who is freed from lessons, or nil when the regulation has none.
function marks.exempt_word(desk, day)
  for _, symbol in ipairs(marks.scale(desk, day)) do
    if symbol.key == "exempt" then return symbol.symbol end
  end
  return nil
end

-- The kinds of work in force: array of {key, label, short, weight}, with .by key.
function marks.works(desk, day)
  local row = desk.rules:at(day)
  local cache = desk.stick.cache
  local key = "works " .. (row and row.hash or "")
  if cache[key] then return cache[key] end
  local works = { by = {} }
  local rows = desk.rules:rows(day)
  for _, one in ipairs(rows and rows.work or {}) do
    works[#works + 1] = one
    works.by[one.key] = one
  end
  cache[key] = works
  return works
end

-- The gradings the rows of a regulation know, in order.
local function gradings(rows)
  local list, seen = {}, {}
  for _, row in ipairs(rows.scale or {}) do
    for _, one in ipairs(row.grading or {}) do
      if not seen[one] then
        list[#list + 1] = one
        seen[one] = true
      end
    end
  end
  return list, seen
end

-- The gradings a new journal gets by the rows of a regulation: the usual one, and that of classes taught
-- without marks.
function marks.gradings(rows)
  local list, has = gradings(rows)
  local usual = has.levels and "levels" or has.marks and "marks" or list[1]
  return usual, has.none and "none" or usual
end

-- The grading of a new journal of a grade: none where the regulation sums up no marks in that grade.
function marks.grading_of(rows, grade)
  local usual, plain = marks.gradings(rows)
  for _, row in ipairs(rows.rounding or {}) do
    if row.use == "period" and row.rule == "none" and row.grading == usual then
      for _, one in ipairs(row.grades or {}) do
        if one == grade then return plain end
      end
    end
  end
  return usual
end

local function memory(desk, day)
  local row = desk.rules:at(day)
  local cache = desk.stick.cache
  local key = "entries " .. (row and row.hash or "")
  cache[key] = cache[key] or {}
  return cache[key]
end

local filled = entered.filled

local function question(text, journal, lesson)
  return { hook = "check_entry",
    ctx = { text = text, grading = filled(journal.grading), work = filled(lesson.work), kind = "cell" } }
end

local function memo_key(text, journal, lesson)
  return text .. "\0" .. (journal.grading or "") .. "\0" .. (lesson.work or "")
end

local function digest(answer)
  if answer.error or answer.ok == nil then
    local e = answer.error
    return { failed = type(e) == "table" and e.msg or tostring(e or ru.policy_silent) }
  end
  local value = answer.ok
  local list = {}
  for i, mark in ipairs(value.marks or {}) do
    list[i] = tostring(type(mark) == "table" and (mark.mark or mark.symbol) or mark)
  end
  return {
    ok = value.ok, marks = table.concat(list, "/"), absence = value.absence or "",
    message = value.message, symbols = value.symbols, why = value.why,
  }
end

-- Asks about every symbol of the scale for the kinds of work of the frame at once, when a journal is
-- opened for writing: the first mark typed then costs no run either.
function marks.warm(desk, frame)
  if frame.warm then return end
  frame.warm = true
  local journal, kinds = frame.journal, { [""] = { date = desk:today() } }
  for _, lesson in ipairs(frame.lessons) do kinds[lesson.work or ""] = { date = desk:today(),
    work = lesson.work } end
  local known, calls, keys = memory(desk), {}, {}
  for _, lesson in pairs(kinds) do
    for _, symbol in ipairs(marks.scale(desk)) do
      local key = memo_key(symbol.symbol, journal, lesson)
      if not known[key] then
        calls[#calls + 1] = question(symbol.symbol, journal, lesson)
        keys[#keys + 1] = key
      end
    end
  end
  local answers = #calls > 0 and desk.rules:ask(calls) or {}
  for i, answer in ipairs(answers) do
    local entry = digest(answer)
    if not entry.failed then known[keys[i]] = entry end
  end
end

-- What the text means: {ok, marks = "5/4", absence = "н", message}.  {failed = why} when the
-- regulation itself does not work: the caller stores the raw text then.
function marks.check(desk, journal, lesson, text)
  if text == "" then return { ok = true, marks = "", absence = "" } end
  local known, key = memory(desk, lesson.date), memo_key(text, journal, lesson)
  if known[key] then return known[key] end
  local answers, err = desk.rules:ask({ question(text, journal, lesson) }, lesson.date)
  if not answers then return { failed = err and err.msg or ru.policy_silent } end
  local entry = digest(answers[1])
  if not entry.failed then known[key] = entry end
  return entry
end

-- The marks of some cells in the shape of the policy: {{mark, weight, date, work}, ...}, and the
-- number of lessons missed.  cell rows: marks, absence, date, work, weight.
function marks.facts(desk, rows)
  local list, absent = {}, 0
  for _, row in ipairs(rows) do
    if row.absence and row.absence ~= "" then
      local symbol = marks.scale(desk, row.date).by[row.absence]
      if not symbol or symbol.missed then absent = absent + 1 end
    end
    for _, mark in ipairs(cells.split(row.marks)) do
      list[#list + 1] = { mark = mark, weight = row.weight, date = row.date, work = row.work }
    end
  end
  return list, absent
end

return marks
