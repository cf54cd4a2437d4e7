-- school/demo_lesson.lua -- bells, holidays, plans, substitutions, sick notes of the invented school.
-- Floor: school.  Everything is drawn from the plan of the world: the same on every machine.
local date = require "core.date"
local act = require "school.act"
local ru = require "text.ru"
local demo_plan = require "school.demo_plan"
local demo_rng = require "school.demo_rng"
local demo_topics = require "school.demo_topics"

local demo_lesson = {}

local BELLS = { "08:30", "09:25", "10:25", "11:25", "12:20", "13:15", "14:05", "14:55",
  "15:45" }

-- Days of lessons by their weekday on which nobody comes: the public holidays of the year.
local function free_days(year)
  local list = {}
  for _, quarter in ipairs(year.quarters) do
    local day = quarter.starts
    while day <= quarter.ends do
      if date.weekday(day) <= 5 and not year.at[day] then list[#list + 1] = day end
      day = date.add_days(day, 1)
    end
  end
  return list
end

local function calendar(w, i)
  local year = w.years[i]
  local quarters = year.quarters
  w:plan(year.days[1].date .. "T07:40:00", w.login[w.office.deputy], ru.demo_note_bells, function()
    if i == 1 then
      for n, starts in ipairs(BELLS) do
        act.must(w.st:put("bell", { set = "all", number = tostring(n), starts = starts,
          ends = demo_plan.ends[n] }))
      end
    end
    for n, name in ipairs(ru.demo_vacations) do
      act.must(w.st:put("vacation", { year = year.id, name = name, starts = date.add_days(quarters[n].ends,
        1),
        ends = date.add_days(quarters[n + 1].starts, -1) }))
    end
    for _, day in ipairs(free_days(year)) do
      act.must(w.st:put("vacation", { year = year.id, name = ru.demo_holiday, starts = day, ends = day }))
    end
  end)
end

-- The topics of a journal as its teacher planned them: lessons of one topic in a row are one line.
local function plan_of(journal)
  local rows, subject = {}, journal.subject
  for i = 1, journal.count do
    local topic = demo_topics.of(subject.topics or subject.key, journal.grade, i, journal.count,
      i + subject.ord)
    local last = rows[#rows]
    if last and last.topic == topic then
      last.hours = last.hours + 1
    else
      rows[#rows + 1] = { ord = #rows + 1, topic = topic, hours = 1 }
    end
  end
  return rows
end

-- Plans of the journals a visitor opens: the demo teacher's, and those of the demo class.
local function plans(w, i)
  local by = {}
  for _, journal in ipairs(w.journals[i]) do
    local shown = journal.teacher == w.actors.teacher
      or journal.class and journal.class.head == w.actors.class_teacher
    if shown and journal.id then
      by[journal.teacher] = by[journal.teacher] or {}
      table.insert(by[journal.teacher], journal)
    end
  end
  for n, teacher in ipairs(w.staff) do
    if by[teacher] then
      local at = string.format("%sT07:5%d:%02d", w.years[i].days[1].date, n // 60 % 10, n % 60)
      w:plan(at, w.login[teacher], ru.plan_note, function()
        local put = w.st:putter("plan_row", "journal", "ord", "topic", "hours")
        for _, journal in ipairs(by[teacher]) do
          for _, row in ipairs(plan_of(journal)) do act.must(put(journal.id, row.ord, row.topic,
            row.hours)) end
        end
      end)
    end
  end
end

-- -- sick notes ----------------------------------------------------------------------------------

-- Spells of days away with one kind: {kind, first, last} by places in year.days.
local function spells(away, n)
  local list, last = {}, nil
  for i = 1, n do
    local kind = away[i]
    if kind and last and last.kind == kind and last.last == i - 1 then
      last.last = i
    elseif kind then
      last = { kind = kind, first = i, last = i }
      list[#list + 1] = last
    end
  end
  return list
end

local function keys_of(w)
  local keys = {}
  for _, row in ipairs(w.rows.scale or {}) do
    for _, kind in ipairs({ "ill", "reason" }) do
      if row.symbol == w.words.away[kind] then keys[kind] = row.key end
    end
  end
  return keys
end

-- What a class teacher writes down in a month: the notes of pupils who came back in it.
local function class_notes(w, i, class, keys)
  local year, months = w.years[i], {}
  local n = #year.days
  for _, pupil in ipairs(class.pupils) do
    for _, spell in ipairs(spells(w.away[i][pupil], n)) do
      local from = math.max(spell.first, class.joined[pupil] or 1)
      local back = year.days[spell.last + 1]
      local gone = class.gone[pupil] and class.gone[pupil] < spell.last
      if keys[spell.kind] and back and back.date < w.today and from <= spell.last and not gone then
        local month = months[back.date:sub(1, 7)] or { at = back.date }
        months[back.date:sub(1, 7)] = month
        month.at = back.date > month.at and back.date or month.at
        month[#month + 1] = { pupil = pupil, starts = year.days[from].date, ends = year.days[spell.last].date,
          reason = keys[spell.kind], ill = spell.kind == "ill" }
      end
    end
  end
  return months
end

local function notes(w, i)
  local keys, number = keys_of(w), 0
  for c, class in ipairs(w.people.years[i]) do
    local names = {}
    local months = class_notes(w, i, class, keys)
    for month in pairs(months) do names[#names + 1] = month end
    table.sort(names)
    for _, name in ipairs(names) do
      local month = months[name]
      w:plan(string.format("%sT18:%02d:00", month.at, c % 60), w.login[class.head], ru.demo_note_away,
        function()
        for _, one in ipairs(month) do
          number = number + 1
          act.must(w.st:put("absence_range", { person = one.pupil.id, starts = one.starts, ends = one.ends,
            reason = one.reason,
            document = one.ill and ru.fill(ru.demo_sick_note, { number = number }) or ru.demo_parents_note }))
        end
      end)
    end
  end
end

local function exempt(w, i)
  local year = w.years[i]
  w:plan(year.days[1].date .. "T18:40:00", w.login[w.office.deputy], ru.demo_note_exempt, function()
    for _, journal in ipairs(w.journals[i]) do
      for _, pupil in ipairs(journal.subject.key == "pe" and journal.pupils or {}) do
        if pupil.exempt and pupil.id and not journal.class.joined[pupil] then
          act.must(w.st:put("exemption", { person = pupil.id, journal = journal.id,
            starts = year.days[1].date,
            reason = ru.demo_exempt_why }))
        end
      end
    end
  end)
end

-- -- lessons given by others, moved, cancelled --------------------------------------------------------

-- Who has nothing at a lesson of a weekday, teaches, and is not the one away.
local function free_teacher(w, busy, wd, number, trade, away)
  local any
  for _, one in ipairs(w.staff) do
    if one.trade and one ~= away and one.id and not (busy[one] and busy[one][wd * 10 + number]) then
      if one.trade == trade then return one end
      any = any or one
    end
  end
  return any
end

local function busy_of(journals)
  local busy = {}
  for _, journal in ipairs(journals) do
    local own = busy[journal.teacher] or {}
    busy[journal.teacher] = own
    for _, slot in ipairs(journal.slots) do own[slot.weekday * 10 + slot.number] = journal end
  end
  return busy
end

-- Lessons of the teacher on that day get a substitute each.
local function substitute(w, busy, day, away)
  local by = {}
  for _, journal in pairs(busy[away] or {}) do by[journal.id] = journal end
  for _, row in ipairs(w.st:query("week_lessons", { starts = day.date, ends = day.date })) do
    local journal = by[row.journal]
    local other = journal and free_teacher(w, busy, day.wd, row.number, journal.teacher.trade, away)
    if other then
      act.must(w.st:put("substitution", { lesson = row.id, person = other.id,
        reason = ru.demo_away_teacher }))
      busy[other] = busy[other] or {}
    end
  end
end

local function substitutions(w, i)
  local year, rng = w.years[i], demo_rng.new(w.seed, "substitutes " .. i)
  local busy, teaching = busy_of(w.journals[i]), {}
  for _, one in ipairs(w.staff) do
    if busy[one] then teaching[#teaching + 1] = one end
  end
  local week
  for _, day in ipairs(year.days) do
    if day.week ~= week and day.week % 3 == 1 and rng:chance(600) then
      week = day.week
      local away = rng:pick(teaching)
      w:plan(date.add_days(day.date, 6 - day.wd) .. "T10:00:00", w.login[w.office.deputy], ru.demo_note_sub,
        function() substitute(w, busy, day, away) end)
    end
  end
end

-- The first public holiday: one lesson of the demo teacher was moved to the next day, after the others;
-- another
-- was cancelled.
local function holiday(w, i)
  local day = free_days(w.years[i])[1]
  if not day then return end
  local after, n = date.add_days(day, 1), 0
  while not w.years[i].at[after] do after = date.add_days(after, 1) end
  w:plan(after .. "T18:50:00", w.login[w.actors.teacher], nil, function()
    for _, journal in ipairs(w.journals[i]) do
      for _, slot in ipairs(journal.teacher == w.actors.teacher and journal.slots or {}) do
        if slot.weekday == date.weekday(day) and n < 2 then
          n = n + 1
          local moved = n == 1
          act.must(w.st:put("lesson", { journal = journal.id, date = moved and after or day,
            number = moved and 8 or slot.number, weight = 100, was = moved and day or nil, topic = moved
              and ru.demo_moved_topic or nil,
            status = moved and "moved" or "cancelled", note = not moved and ru.demo_holiday or nil }))
          w.lessons = w.lessons + 1
        end
      end
    end
  end)
end

-- Puts all of it on the agenda of a year.  The details belong to the last year, which visitors look at.
function demo_lesson.agenda(w, i)
  calendar(w, i)
  if i < #w.years then return end
  plans(w, i)
  notes(w, i)
  exempt(w, i)
  substitutions(w, i)
  holiday(w, i)
end

return demo_lesson
