-- school/closing.lua -- the checklist from the first of May to the sealed year: each step counted, or
-- ticked by
-- hand; everything may be taken back until the seal.
-- Floor: school.  The steps and their order are labels of the regulation; a step the program cannot count is
-- ticked by hand.  Ticks and the seal are records of the kind `closing`, by year and step.
local text = require "core.text"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local council = require "school.council"
local locks = require "school.locks"
local people = require "school.people"
local progress = require "school.progress"
local remarks = require "school.remarks"

local closing = {}

local function ticks_of(desk, year)
  local map = {}
  for _, row in ipairs(desk:query("closing_marks", { year = year.id })) do map[row.step] = row end
  return map
end

-- The words of the seal when the year is sealed, or nil.
function closing.sealed(desk, year)
  return locks.sealed(desk, year.id)
end

local function classes_of(desk, sheet)
  local list = {}
  for _, group in ipairs(desk:query("groups_of_year", { year = sheet.year.id, on = sheet.day })) do
    if group.kind == "class" and progress.mine(desk, group) then list[#list + 1] = group end
  end
  return list
end
closing.classes = classes_of

-- A counter of a step: {done, all, href}; what the program cannot count is not here.
local counters = {}

function counters.topics(_, _, all)
  return all.n - all.no_topic, all.n, "/deputy/warnings?kind=no_topic"
end
function counters.filled(_, _, all)
  return all.n - all.empty, all.n, "/deputy/warnings?kind=empty"
end
function counters.marks(_, _, all)
  local bad = all.few + all.absent_mark
  return math.max(0, all.asked - bad), math.max(all.asked, bad), "/deputy/warnings?kind=few"
end
function counters.results(_, _, all)
  return all.done, all.due, "/deputy/warnings?kind=undecided"
end
function counters.explained(_, _, all)
  return all.done - all.unexplained, all.done, "/deputy/warnings?kind=unexplained"
end
function counters.remarks(desk, sheet)
  local list, open = remarks.list(desk, sheet.year), 0
  for _, row in ipairs(list) do
    if row.state == "open" or row.state == "late" then open = open + 1 end
  end
  return #list - open, #list, "/deputy/remarks"
end
function counters.locked(desk, sheet, _, journals)
  local closed, all = locks.count(desk, sheet, journals)
  return closed, all, "/deputy/locks"
end
function counters.council(desk, sheet)
  local done, all = council.count(desk, sheet, classes_of(desk, sheet))
  return done, all, "/deputy/council"
end
function counters.debts(desk, sheet)
  local done, all = 0, 0
  for _, row in ipairs(council.debts(desk)) do
    if row.year == sheet.year.id then
      all = all + 1
      if row.state == "closed" or row.state == "open" and row.due then done = done + 1 end
    end
  end
  return done, all, "/deputy/debts"
end
function counters.next(desk, sheet)
  local after = desk:one("year_after", { starts = sheet.year.starts })
  local n = after and #desk:query("class_enrolments", { year = after.id }) or 0
  local list = n > 0 and desk:query("groups_of_year", { year = after.id, on = after.starts }) or {}
  return #list > 0 and 1 or 0, 1, "/deputy/promotion"
end

-- Where a step that is ticked by hand is worked on.
local places = { archive = "/retention" }

-- The checklist: array of {key, label, done, all, percent, state, href, tick}, and the seal or nil.
-- state: "done", "going" or "none".
function closing.steps(desk, sheet)
  local journals = progress.journals(desk, sheet)
  local all = progress.sums(sheet, journals)
  local ticks, list = ticks_of(desk, sheet.year), {}
  local rows = desk.rules:rows() or {}
  local labels = {}
  for _, row in ipairs(rows.labels or {}) do
    if row.set == "closing_steps" then labels[#labels + 1] = row end
  end
  table.sort(labels, function(a, b) return (a.ord or 0) < (b.ord or 0) end)
  for _, row in ipairs(labels) do
    local step = { key = row.key, label = row.text, tick = ticks[row.key], by_hand = not counters[row.key] }
    if counters[row.key] then
      step.done, step.all, step.href = counters[row.key](desk, sheet, all, journals)
    else
      step.done, step.all, step.href = step.tick and 1 or 0, 1, places[row.key]
    end
    step.percent = step.all == 0 and 100 or step.done * 100 // step.all
    step.state = (step.done >= step.all or step.tick) and "done" or step.done > 0 and "going" or "none"
    list[#list + 1] = step
  end
  return list, ticks[locks.seal] and ticks[locks.seal].basis
end

local function may(desk)
  return desk.access:may("closing", "write", {}) and desk.access:may("lock", "write", {})
end
closing.may = may

local function put(st, desk, year, step, basis)
  local done = basis ~= ""
  act.must(st:put("closing", { year = year.id, step = step, done = done, basis = done and basis or nil,
    by = done and desk.me.person or nil, on = done and desk:today() or nil }))
end

-- Ticks a step by hand with words on what was done, or takes the tick back (no words).
function closing.tick(desk, sheet, key, words)
  if not may(desk) then return nil, desk:refusal("DENIED", "dep_not_yours") end
  if closing.sealed(desk, sheet.year) then return nil, desk:refusal("LOCKED", "dep_sealed") end
  if desk.rules:label("closing_steps", key) == key then return nil, desk:refusal("NOTFOUND",
    "dep_no_step") end
  local value = words and text.nfc((words:gsub("^%s+", ""):gsub("%s+$", ""))) or ""
  return act.write(desk, { note = ru.dep_note_step }, function(st) put(st, desk, sheet.year, key, value) end)
end

-- Seals the year: every period of every journal is closed for good and nothing is opened any more;
-- corrections
-- with a reason remain possible.  word must be the year's name; every step must be done.
function closing.seal(desk, sheet, word)
  if not may(desk) then return nil, desk:refusal("DENIED", "dep_not_yours") end
  local steps, seal = closing.steps(desk, sheet)
  if seal then return nil, desk:refusal("CONFLICT", "dep_sealed") end
  for _, step in ipairs(steps) do
    if step.state ~= "done" then
      return nil, desk:refusal("INPUT", "dep_not_ready", { step = step.label })
    end
  end
  if (word or ""):gsub("%s", "") ~= sheet.year.name then
    local msg = ru.fill(ru.dep_type_year, { year = sheet.year.name })
    return nil, { code = "INPUT", msg = msg, fields = { word = msg } }
  end
  local name = people.listed(desk.me)
  local words = calendar.written(desk:today()) .. ", " .. (name ~= "" and name or desk.me.login)
  return act.write(desk, { note = ru.dep_note_seal }, function(st)
    for _, row in ipairs(sheet.journals) do
      for _, period in ipairs(row.expects and locks.periods_of(row) or {}) do
        act.must(st:put("lock", { journal = row.id, period = period.id, locked = true,
          reason = ru.dep_note_seal }))
      end
    end
    put(st, desk, sheet.year, locks.seal, words)
  end)
end

return closing
