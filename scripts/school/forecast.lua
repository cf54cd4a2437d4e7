-- school/forecast.lua -- what the next marks would change, and what a pupil still owes.
-- Floor: school.  No arithmetic of its own: every continuation that could matter is put to the regulation
-- (`period_result` with the marks added), all of them in one batch, and only its answers are read.
local json = require "lib.json"
local calendar = require "school.calendar"
local cells = require "school.cells"
local indicators = require "school.indicators"
local journal = require "school.journal"
local marks = require "school.marks"
local results = require "school.results"

local forecast = {}

-- How many equal marks in a row are tried; with the heaviest kind of work, fewer.
local TRIES, HEAVY_TRIES = 6, 3
forecast.tries = TRIES

-- Marks of the scale that may stand in such a journal, the best first: {symbol, value}.
function forecast.values(desk, grading, day)
  local list = {}
  for _, symbol in ipairs(marks.scale(desk, day)) do
    local fits = symbol.kind == "mark" and symbol.counts
    if fits and symbol.grading and grading and grading ~= "" then
      fits = false
      for _, one in ipairs(symbol.grading) do fits = fits or one == grading end
    end
    if fits then list[#list + 1] = symbol end
  end
  table.sort(list, function(a, b) return a.value > b.value end)
  return list
end

-- The heaviest weight among the kinds of work (hundredths), or nil when all weigh the same; and the words of
-- those works.
function forecast.heavy(desk, day)
  local best, names = 100, {}
  for _, work in ipairs(marks.works(desk, day)) do
    if (work.weight or 100) > best then best, names = work.weight, {} end
    if work.weight == best then names[#names + 1] = work.label end
  end
  if best == 100 then return nil end
  return best, names
end

-- The question with n more marks of that symbol and weight.
function forecast.continued(call, symbol, n, weight, day)
  local ctx = {}
  for name, value in pairs(call.ctx) do ctx[name] = value end
  local list = {}
  for i, mark in ipairs(call.ctx.marks) do list[i] = mark end
  for _ = 1, n do list[#list + 1] = { mark = symbol, weight = weight or 100, date = day } end
  ctx.marks = json.array(list)
  return { hook = call.hook, ctx = ctx, day = call.day }
end

-- One journal of the pupil with its running period: {journal, period, call, left (lessons still to come)}, or
-- nil when the period is over, decided or has no marks.
function forecast.running(desk, row, person, today)
  local id = row.seek(today)
  local slot = id and row.periods[id]
  if not slot or slot.result and (slot.result.decided or "") ~= "" then return nil end
  local frame = journal.open(desk, row.id)
  local pupil, period = frame and frame.pupil[person], frame and frame.period[id]
  if not pupil or not period or period.ends < today or period.starts > today then return nil end
  local left = 0
  for _, lesson in ipairs(frame.lessons) do
    local comes = lesson.date > today and lesson.date <= period.ends and lesson.status ~= "cancelled"
    if comes then left = left + 1 end
  end
  return { row = row, period = period, left = left,
    call = results.period_call(desk, frame, pupil, period, slot.cells, today) }
end

local function plan(desk, one, today, heavy, calls)
  one.at, one.values = { base = #calls + 1 }, forecast.values(desk, one.row.grading, today)
  calls[#calls + 1] = one.call
  for _, symbol in ipairs(one.values) do
    local places = { light = #calls + 1 }
    for n = 1, TRIES do calls[#calls + 1] = forecast.continued(one.call, symbol.symbol, n, 100, today) end
    places.heavy = #calls + 1
    for n = 1, heavy and HEAVY_TRIES or 0 do
      calls[#calls + 1] = forecast.continued(one.call, symbol.symbol, n, heavy, today)
    end
    one.at[symbol.symbol] = places
  end
end

local function proposed(answers, i)
  local ok = answers[i] and answers[i].ok
  return ok and ok.proposed or nil
end

-- The fewest marks of a symbol after which the regulation proposes the target, or nil.
local function fewest(answers, from, tries, target)
  for n = 1, tries do
    if proposed(answers, from + n - 1) == target then return n end
  end
  return nil
end

-- Ways to a target by marks not lower than it: {mark, n, weight}, the shortest first.
local function ways_to(one, answers, goal, heavy)
  local ways, target = {}, goal.symbol
  for i = #one.values, 1, -1 do
    local symbol = one.values[i]
    local places = one.at[symbol.symbol]
    local n = symbol.value >= goal.value and fewest(answers, places.light, TRIES, target)
    if n then ways[#ways + 1] = { mark = symbol.symbol, n = n } end
    local h = heavy and symbol.value >= goal.value and fewest(answers, places.heavy, HEAVY_TRIES, target)
    if h and (not n or h < n) then ways[#ways + 1] = { mark = symbol.symbol, n = h, weight = heavy } end
  end
  table.sort(ways, function(a, b)
    if a.n ~= b.n then return a.n < b.n end
    return (a.weight or 0) < (b.weight or 0)
  end)
  return ways
end

local function read(one, answers, heavy, levels)
  local base = answers[one.at.base].ok or {}
  local entry = { journal = one.row.id, subject = one.row.subject_name, subgroup = one.row.subgroup,
    period = one.period, left = one.left, now = base.proposed or "", average = base.text or "",
    missing = base.missing, next = {}, targets = {} }
  for i, symbol in ipairs(one.values) do
    entry.next[i] = { mark = symbol.symbol, text = proposed(answers, one.at[symbol.symbol].light) or "" }
  end
  for _, symbol in ipairs(one.values) do
    if symbol.symbol == entry.now or levels[symbol.symbol] == "fail" then break end
    entry.targets[#entry.targets + 1] = { mark = symbol.symbol, ways = ways_to(one, answers, symbol, heavy) }
  end
  return entry
end

-- The forecast of every running journal: array of {journal, subject, period, left, now, average, missing,
-- next = {{mark, text}}, targets = {{mark, ways = {{mark, n, weight}}}}}; nil, err when the regulation fails.
-- journals: as of people.year_of_marks.
function forecast.all(desk, person, journals)
  local today, list, calls = desk:today(), {}, {}
  local heavy = forecast.heavy(desk, today)
  for _, row in ipairs(journals) do
    local one = forecast.running(desk, row, person, today)
    if one and #forecast.values(desk, row.grading, today) > 0 and #one.call.ctx.marks > 0 then
      plan(desk, one, today, heavy, calls)
      list[#list + 1] = one
    end
  end
  local answers, err = desk.rules:ask(calls, today)
  if not answers then return nil, err end
  local out, levels = {}, indicators.levels(desk, today)
  for i, one in ipairs(list) do out[i] = read(one, answers, heavy, levels) end
  return out, heavy
end

-- -- what is owed ----------------------------------------------------------------------------

-- Did at least half of the class get a mark for the lesson's work?
local function was_written(desk, lesson, size)
  local row = desk:one("lesson_marked", { lesson = lesson })
  return row ~= nil and row.n * 2 >= size
end

local function owed_cell(desk, cell, day)
  local scale = marks.scale(desk, day).by
  for _, mark in ipairs(cells.split(cell.marks)) do
    if scale[mark] and scale[mark].owed then return "point" end
  end
  local symbol = scale[cell.absence or ""]
  if (cell.marks or "") == "" and symbol and symbol.missed and (cell.work or "") ~= "" then return "work" end
  return nil
end

-- What a pupil owes: array of {kind = point, work or debt, subject, journal, lesson, date, work, topic, due,
-- note}, the oldest first; works the class wrote while he was away, until a mark stands there.
function forecast.owed(desk, person, journals, size)
  local list = {}
  for _, row in ipairs(journals) do
    for _, period in ipairs(row.list) do
      for _, cell in ipairs(row.periods[period.id].cells) do
        local kind = owed_cell(desk, cell, cell.date)
        if kind == "point" or kind == "work" and was_written(desk, cell.lesson, size) then
          list[#list + 1] = { kind = kind, subject = row.subject_name, journal = row.id, lesson = cell.lesson,
            date = cell.date, work = cell.work, topic = cell.topic, text = cell.text }
        end
      end
    end
  end
  for _, row in ipairs(desk:query("pupil_debts", { person = person, me = desk.me.person or "" })) do
    local thing = { mine = row.mine == 1, headed = row.head == desk.me.person, grade = row.grade }
    if desk.access:may("debt", "see", thing) or desk.access:may("result", "see", thing) then
      list[#list + 1] = { kind = "debt", subject = row.subject_name, journal = row.journal, date = row.due
        or "",
        due = row.due, topic = row.period_name, note = row.note }
    end
  end
  table.sort(list, function(a, b)
    if a.date ~= b.date then return a.date < b.date end
    return a.subject < b.subject
  end)
  return list
end

-- -- dynamics --------------------------------------------------------------------------------

-- The average of the marks so far at the end of every month of the year that has begun, by the regulation:
-- for each journal {points = {{date, value, mark}}, line = {{date, value}}}.
function forecast.dynamics(desk, journals, year)
  local today, calls, places, out = calendar.day_in(year, desk:today()), {}, {}, {}
  for i, row in ipairs(journals) do
    local points, seen, month = {}, {}, nil
    local scale = marks.scale(desk, today).by
    local function close()
      if month and #seen > 0 then
        local list = {}
        for k, cell in ipairs(seen) do list[k] = cell end
        calls[#calls + 1] = { hook = "average",
          ctx = { marks = json.array((marks.facts(desk, list))), grading = row.grading ~= "" and row.grading
            or nil } }
        places[#places + 1] = { i, seen[#seen].date }
      end
    end
    for _, period in ipairs(row.list) do
      for _, cell in ipairs(row.periods[period.id].cells) do
        if cell.date:sub(1, 7) ~= month then close() end
        month = cell.date:sub(1, 7)
        seen[#seen + 1] = cell
        for _, mark in ipairs(cells.split(cell.marks)) do
          local symbol = scale[mark]
          if symbol and symbol.value and symbol.counts then
            points[#points + 1] = { date = cell.date, value = symbol.value, mark = mark, work = cell.work }
          end
        end
      end
    end
    close()
    out[i] = { row = row, points = points, line = {} }
  end
  local answers = desk.rules:ask(calls, today) or {}
  for k, place in ipairs(places) do
    local ok = answers[k] and answers[k].ok
    if ok and ok.value then
      table.insert(out[place[1]].line, { date = place[2], value = ok.value, text = ok.text })
    end
  end
  return out
end

return forecast
