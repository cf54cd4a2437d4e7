-- school/demo_journal.lua -- the daily work of the invented school: lessons, cells, corrections, results.
-- Floor: school.  A week of a teacher is one commit; the last two weeks are written day by day.
-- `w` is the world of demo.lua: store, years, words, people; a journal is a plan with its id.
local json = require "lib.json"
local policy = require "policy.policy"
local act = require "school.act"
local ru = require "text.ru"
local finals = require "school.finals"
local demo_rng = require "school.demo_rng"
local demo_plan = require "school.demo_plan"
local demo_topics = require "school.demo_topics"
local demo_marks = require "school.demo_marks"

local demo_journal = {}

-- Calls of the regulation in one batch.
local BATCH = 400

local COMMENTS = {
  "молодец, лучшая работа", "работа не закончена", "прочитал наизусть", "исправить ошибки",
    "отвечает уверенно",
  "без тетради", "помогал у доски", "доклад", "неаккуратно", "повторить тему",
}

-- The parts of a journal's year: {id, number, first, last} by places in year.days, and the year's own.
local function parts_of(w, i, scheme)
  local list, year = {}, w.years[i]
  for _, part in ipairs(w.periods[i][scheme] or {}) do
    list[#list + 1] = { id = part.id, number = part.number, name = part.name, starts = part.starts,
      ends = part.ends,
      first = demo_plan.place(year, part.starts), last = demo_plan.place(year, part.ends .. "~") - 1 }
  end
  return list
end

-- Gets a journal ready: pupils with their days, the marker, the counters.
function demo_journal.prepare(w, i, journal, name)
  local year, n = w.years[i], #w.years[i].days
  journal.year, journal.index, journal.count = i, 0, 0
  journal.parts = parts_of(w, i, journal.scheme)
  journal.marker = demo_marks.marker(w.seed, name, journal.subject, w.density)
  journal.rng = demo_rng.new(w.seed, name .. " words")
  for _, slot in ipairs(journal.slots) do
    for _, day in ipairs(year.days) do
      if day.wd == slot.weekday then journal.count = journal.count + 1 end
    end
  end
  journal.from, journal.till, journal.off, journal.acc, journal.decided = {}, {}, {}, {}, {}
  journal.freed = {}
  for k, pupil in ipairs(journal.pupils) do
    local class = w.place[i][pupil]
    journal.from[k], journal.till[k] = class.joined[pupil] or 1, class.gone[pupil] or n
    journal.off[k] = w.away[i][pupil]
    journal.decided[k] = {}
    journal.freed[k] = pupil.exempt and journal.subject.key == "pe" and not class.joined[pupil] or nil
  end
  for p = 1, #journal.parts do
    journal.acc[p] = {}
    for k = 1, #journal.pupils do journal.acc[p][k] = { marks = {}, absent = 0, lessons = 0 } end
  end
end

local function part_at(journal, day)
  for p, part in ipairs(journal.parts) do
    if day <= part.last then return p end
  end
  return #journal.parts
end

-- A cell that was first written otherwise: remembered, and put right a week later.
local function later(w, journal, lesson, pupil, fields, reason, fact)
  local list = w.pending[journal.teacher] or {}
  w.pending[journal.teacher] = list
  list[#list + 1] = { lesson = lesson, person = pupil.id, fields = fields, reason = reason, fact = fact }
end

-- Marks and absence of one pupil in one lesson.
local function cell_of(w, journal, pupil, k, ctx)
  local code = journal.off[k][ctx.day]
  local small = not code and journal.marker:small(pupil, ctx.number <= 2)
  if code or small == "truant" then
    return nil, w.words.away[code or "none"], code
  end
  local late = small == "late" and w.words.away.late or nil
  if not ctx.signs then return nil, late end
  if journal.freed[k] then return nil, late end
  local first, second = journal.marker:mark(pupil, ctx.day, ctx.n)
  if not first then return nil, late end
  return ctx.signs[first], late, nil, second and ctx.signs[second], first
end

-- Errors of the pen: what is written at first instead of the right value.  first: the place of the
-- mark, nil when there is none or when there are two.
local function slip(w, journal, ctx, pupil, lesson, fact, absence, code, first)
  local draw = journal.rng:below(10000)
  if code == "ill" and draw < 60 then
    later(w, journal, lesson, pupil, { absence = absence }, ru.demo_slip_note)
    return fact.mark, w.words.away.none
  end
  if first == 4 and ctx.weight and draw < 1500 then
    later(w, journal, lesson, pupil, { marks = ctx.signs[3] }, ru.demo_slip_retake, { fact, ctx.signs[3] })
  elseif first and draw < 30 then
    later(w, journal, lesson, pupil, { marks = fact.mark }, ru.demo_slip_pen)
    return ctx.signs[first == 1 and 2 or first - 1], absence
  end
  return fact.mark, absence
end

-- What is remembered of a cell for the result of the period.
local function remember(own, ctx, fact, second)
  if not own or not fact.mark then return end
  own.marks[#own.marks + 1] = fact
  if second then
    own.marks[#own.marks + 1] = { mark = second, weight = fact.weight, date = ctx.date, work = fact.work }
  end
end

local function cells(w, journal, lesson, ctx)
  local acc, put, count, late = journal.acc[ctx.part], w.put_cell, 0, w.words.away.late
  local from, till, day = journal.from, journal.till, ctx.day
  for k, pupil in ipairs(journal.pupils) do
    if from[k] <= day and day <= till[k] then
      local own = acc and acc[k]
      local marks, absence, code, second, first = cell_of(w, journal, pupil, k, ctx)
      if own then
        own.lessons = own.lessons + 1
        if not journal.freed[k] and absence and absence ~= late then own.absent = own.absent + 1 end
      end
      if marks or absence then
        local fact = { mark = marks, weight = ctx.weight or 100, date = ctx.date, work = ctx.work or "" }
        remember(own, ctx, fact, second)
        local text, away = slip(w, journal, ctx, pupil, lesson, fact, absence, code, not second and first
          or nil)
        local comment = first and journal.rng:chance(4) and journal.rng:pick(COMMENTS) or nil
        act.must(put(lesson, pupil.id, second and text .. "/" .. second or text, away, comment))
        count = count + 1
      end
    end
  end
  w.cells = w.cells + count
end

-- One lesson on a day; `plan` alone: the lesson is planned and nothing stands in it yet.
local function lesson(w, journal, day, number, plan)
  local year = w.years[journal.year]
  local date = year.days[day].date
  journal.index = journal.index + 1
  local i, subject = journal.index, journal.subject
  local kind = journal.signs and demo_marks.work(subject, journal.grade, journal.hours, i, journal.count)
  local work = kind and w.words.work[kind]
  local topic = demo_topics.of(subject.topics or subject.key, journal.grade, i, math.max(i, journal.count),
    journal.index + subject.ord)
  local homework = journal.grade > 1 and demo_topics.homework(journal.rng, subject.home, i) or nil
  if not plan and date >= w.fresh and journal.rng:chance(70) then topic = nil end
  local id = act.must(w.put_lesson(journal.id, date, number, topic, not plan and homework or nil,
    work and work.key, work and work.weight))
  w.lessons = w.lessons + 1
  if plan then return end
  if journal.signs then journal.marker:lesson(kind) end
  cells(w, journal, id, { day = day, n = #year.days, date = date, number = number,
    part = part_at(journal, day), signs = journal.signs, work = work and work.key,
    weight = work and work.weight })
end

-- Puts right what was written wrongly before.
local function put_right(w, teacher)
  local list = w.pending[teacher]
  w.pending[teacher] = nil
  for _, one in ipairs(list or {}) do
    act.must(w.st:correct("cell", { lesson = one.lesson, person = one.person }, one.fields, one.reason))
    w.corrections = w.corrections + 1
    if one.fact then one.fact[1].mark = one.fact[2] end
  end
end

-- The lessons of each teacher by weekday, in the order of the day.
local function timetable(journals)
  local list, of = {}, {}
  for _, journal in ipairs(journals) do
    local own = of[journal.teacher]
    if not own then
      own = { teacher = journal.teacher, {}, {}, {}, {}, {} }
      of[journal.teacher], list[#list + 1] = own, own
    end
    for _, slot in ipairs(journal.slots) do
      table.insert(own[slot.weekday], { journal = journal, number = slot.number, order = #list })
    end
  end
  for _, own in ipairs(list) do
    for wd = 1, 5 do
      table.sort(own[wd], function(a, b)
        if a.number ~= b.number then return a.number < b.number end
        return a.journal.id < b.journal.id
      end)
    end
  end
  return list
end

local function write_days(w, own, days)
  put_right(w, own.teacher)
  for _, day in ipairs(days) do
    for _, one in ipairs(own[day.wd]) do lesson(w, one.journal, day.i, one.number) end
  end
end

-- The days before today in bundles for one commit: by week, and lately day by day.
local function bundles(w, year)
  local list, last = {}, nil
  for _, day in ipairs(year.days) do
    if day.date >= w.today then break end
    if last and last.week == day.week and day.date < w.fresh then
      last.days[#last.days + 1] = day
    else
      last = { week = day.week, days = { day } }
      list[#list + 1] = last
    end
  end
  return list
end

-- Puts the weeks of a year on the agenda, and the plan of today.
function demo_journal.agenda(w, i)
  local year = w.years[i]
  local staff = timetable(w.journals[i])
  for _, bundle in ipairs(bundles(w, year)) do
    local date = bundle.days[#bundle.days].date
    for t, own in ipairs(staff) do
      local at = string.format("T%02d:%02d:%02d", 15 + t // 60, t * 3 % 60, t * 7 % 60)
      w:plan(date .. at, w.login[own.teacher], nil, function() write_days(w, own, bundle.days) end)
    end
  end
  local place = year.at[w.today]
  if not place then return end
  local eve = place > 1 and year.days[place - 1].date or year.starts
  for t, own in ipairs(staff) do
    w:plan(string.format("%sT19:%02d:00", eve, t % 60), w.login[own.teacher], nil, function()
      for _, one in ipairs(own[year.days[place].wd]) do lesson(w, one.journal, place, one.number, true) end
    end, true)
  end
end

-- -- results ---------------------------------------------------------------------------

local function ask(w, calls)
  local answers = {}
  for from = 1, #calls, BATCH do
    local batch = { table.unpack(calls, from, math.min(#calls, from + BATCH - 1)) }
    local some = act.must(policy.ask(w.policy, batch, w.ask_opts))
    for k, answer in ipairs(some) do answers[from + k - 1] = answer end
  end
  return answers
end

local REASONS = { "demo_reason_up", "demo_reason_work", "demo_reason_interview" }

-- The place of a sign in the scale: 1 is the best.
local function place_of(journal, sign)
  for place, one in ipairs(journal.signs) do
    if one == sign then return place end
  end
  return #journal.signs
end

-- What the teacher decides: nearly always the proposal.
local function decide(journal, ok)
  if not ok.proposed then return nil end
  if ok.one_step and #ok.one_step > 1 and journal.rng:chance(38) then
    local other = ok.one_step[journal.rng:chance(750) and 1 or #ok.one_step]
    if other ~= ok.proposed then
      local up = place_of(journal, other) < place_of(journal, ok.proposed)
      return other, up and ru[journal.rng:pick(REASONS)] or ru.demo_reason_down
    end
  end
  return ok.proposed
end

-- The sign that stands most often, of equals the better; nil when there are fewer than three.
local function commonest(journal, list)
  local count, best = {}, nil
  for _, fact in ipairs(list) do count[fact.mark] = (count[fact.mark] or 0) + 1 end
  for _, sign in ipairs(journal.signs) do
    if count[sign] and (not best or count[sign] > count[best]) then best = sign end
  end
  return #list >= 3 and best or nil
end

-- Without a proposal: exempt, not attested, the usual level, or nothing when he was hardly here.
local function undecided(w, journal, k, own)
  local words = w.words.result
  if journal.freed[k] then return words.exempt, ru.demo_reason_exempt end
  if own.lessons < 4 then return nil end
  if own.absent * 2 > own.lessons then return words.na, ru.demo_reason_away end
  local usual = commonest(journal, own.marks)
  if usual then return usual, ru.demo_reason_usual end
  return words.na, ru.demo_reason_few
end

local function put_result(w, journal, k, period, ok, decided, reason)
  if not decided then return end
  act.must(w.put_result(journal.id, journal.pupils[k].id, period, ok.proposed, decided, reason,
    ok.why and json.encode(ok.why) or nil, w.hash))
  w.results = w.results + 1
end

local function period_calls(journal, p, calls, places)
  local part = journal.parts[p]
  for k, own in ipairs(journal.acc[p]) do
    if own.lessons > 0 and journal.till[k] >= part.last then
      calls[#calls + 1] = { hook = "period_result", ctx = { marks = json.array(own.marks),
        absent = own.absent, lessons = own.lessons, exempt = journal.freed[k] and own.lessons,
        hours = journal.hours, scheme = journal.scheme,
        period = part.number, grade = journal.grade, subject = journal.subject.name,
        grading = journal.grading } }
      places[#places + 1] = { journal = journal, k = k, own = own }
    end
  end
end

-- Writes the results of `places` in commits of their teachers.
local function by_teacher(w, places, answers, at, fn)
  local order, of = {}, {}
  for n, place in ipairs(places) do
    local teacher = place.journal.teacher
    if not of[teacher] then
      of[teacher] = {}
      order[#order + 1] = teacher
    end
    table.insert(of[teacher], n)
  end
  for t, teacher in ipairs(order) do
    w:commit(w.login[teacher], string.format("%s:%02d:%02d", at, t % 60, t * 11 % 60), ru.demo_note_results,
      function()
      for _, n in ipairs(of[teacher]) do
        local ok = answers[n].ok
        if ok then fn(places[n], ok) end
      end
    end)
  end
end

-- What counts for the mark of the certificate later: the results of a subject in the last grades.
local function keep_past(w, journal, pupil, name, value)
  if journal.grade < 10 or not value then return end
  local past = w.past[journal.subject.key] or {}
  w.past[journal.subject.key] = past
  past[pupil] = past[pupil] or {}
  table.insert(past[pupil], { period = finals.named(journal.grade, name), value = value })
end

local function close_part(w, journals, p, at)
  local calls, places = {}, {}
  for _, journal in ipairs(journals) do
    if journal.signs and journal ~= w.left_open then period_calls(journal, p, calls, places) end
  end
  by_teacher(w, places, ask(w, calls), at, function(place, ok)
    local journal, k = place.journal, place.k
    local decided, reason = decide(journal, ok)
    if not decided then decided, reason = undecided(w, journal, k, place.own) end
    put_result(w, journal, k, journal.parts[p].id, ok, decided, reason)
    if decided then
      table.insert(journal.decided[k], { period = journal.parts[p].number, value = decided })
      keep_past(w, journal, journal.pupils[k], journal.parts[p].name, decided)
    end
    journal.acc[p][k].marks = nil
  end)
end

local function close_year(w, i, journals, at)
  local calls, places, year_part = {}, {}, w.periods[i].year and w.periods[i].year[1]
  if not year_part then return end
  for _, journal in ipairs(journals) do
    for k, list in ipairs(journal.signs and journal.decided or {}) do
      if #list > 0 and journal.till[k] >= journal.parts[#journal.parts].last then
        calls[#calls + 1] = { hook = "year_result", ctx = { results = json.array(list),
          scheme = journal.scheme, grade = journal.grade, subject = journal.subject.name,
          grading = journal.grading } }
        places[#places + 1] = { journal = journal, k = k }
      end
    end
  end
  by_teacher(w, places, ask(w, calls), at, function(place, ok)
    local decided, reason = decide(place.journal, ok)
    if not decided and ok.words then
      local list = place.journal.decided[place.k]
      decided, reason = list[#list].value, ru.demo_reason_last
    end
    place.journal.final = place.journal.final or {}
    place.journal.final[place.journal.pupils[place.k]] = decided
    keep_past(w, place.journal, place.journal.pupils[place.k], year_part.name, decided)
    put_result(w, place.journal, place.k, year_part.id, ok, decided, reason)
  end)
end

-- The journals of a year that end with an examination or a mark of the certificate: {journal, place}.
local function closing_journals(w, journals)
  local list = {}
  for _, journal in ipairs(journals) do
    local place = journal.signs and finals.places(w.words.rows, { grade = journal.grade,
      subject_name = journal.subject.name, grading = journal.grading })
    if place then list[#list + 1] = { journal = journal, place = place } end
  end
  return list
end

local MATHS = { math = true, alg = true, geom = true, prob = true }

-- A pupil's examination: about what he had in the year.  Two subjects are of his choice; the mark of
-- mathematics stands in all its parts.
local function exam_of(w, i, one, pupil)
  local journal, key = one.journal, one.journal.subject.key
  local year = journal.final and journal.final[pupil]
  if not one.place.exam or not year then return nil end
  local rng = demo_rng.new(w.seed, "exam " .. i .. " " .. pupil.last .. pupil.first .. (pupil.born or ""))
  local chosen = {}
  local choices = { "soc", "inf", "geo", "bio", "phys", "chem", "hist", "eng", "lit" }
  for _ = 1, 2 do chosen[table.remove(choices, rng:range(1, math.min(5, #choices)))] = true end
  local known = w.exam_maths[i .. pupil.id]
  if MATHS[key] and known then return known end
  if one.place.exam == "choice" and not chosen[key] and not MATHS[key] then return nil end
  local place = 0
  for n, sign in ipairs(journal.signs) do if sign == year then place = n end end
  if place == 0 then return nil end
  local draw = demo_rng.new(w.seed, key .. i .. pupil.last .. pupil.first):below(1000)
  local shift = draw < 180 and 1 or draw > 850 and -1 or 0
  local mark = journal.signs[math.max(1, math.min(#journal.signs - 1, place + shift))]
  if MATHS[key] then w.exam_maths[i .. pupil.id] = mark end
  return mark
end

local function put_exams(w, i, list, period, at)
  local places, answers = {}, {}
  for _, one in ipairs(list) do
    for k, pupil in ipairs(one.journal.pupils) do
      local mark = exam_of(w, i, one, pupil)
      if mark then
        one.exam = one.exam or {}
        one.exam[k] = mark
        places[#places + 1] = { journal = one.journal, k = k, mark = mark }
        answers[#answers + 1] = { ok = {} }
      end
    end
  end
  by_teacher(w, places, answers, at, function(place)
    put_result(w, place.journal, place.k, period.id, {}, place.mark)
  end)
end

local function put_finals(w, list, period, at)
  local calls, places = {}, {}
  for _, one in ipairs(list) do
    local journal = one.journal
    local past = one.place.past and w.past[journal.subject.key] or {}
    for k, pupil in ipairs(journal.pupils) do
      local year = journal.final and journal.final[pupil]
      if year then
        calls[#calls + 1] = finals.call({ grade = journal.grade, subject_name = journal.subject.name,
          grading = journal.grading }, year, one.exam and one.exam[k], past[pupil] or {})
        places[#places + 1] = { journal = journal, k = k }
      end
    end
  end
  by_teacher(w, places, ask(w, calls), at, function(place, ok)
    put_result(w, place.journal, place.k, period.id, ok, ok.proposed)
  end)
end

-- The examinations and marks of the certificate of a year go on the agenda.
local function certificates(w, i)
  local exam, final = (w.periods[i].exam or {})[1], (w.periods[i].final or {})[1]
  local list = closing_journals(w, w.journals[i])
  if not final or #list == 0 then return end
  local day = w.days_after(final.ends, -8)
  w:plan(day .. "T15:00:00", nil, nil, function()
    if exam then put_exams(w, i, list, exam, day .. "T15") end
    put_finals(w, list, final, day .. "T17")
  end)
  w:plan(w.days_after(final.ends, -1) .. "T12:00:00", w.login[w.office.deputy], ru.demo_note_lock, function()
    for _, one in ipairs(list) do
      for _, period in ipairs({ final, one.place.exam and exam or nil }) do
        act.must(w.st:put("lock", { journal = one.journal.id, period = period.id, locked = true }))
      end
    end
  end)
end

local function lock(w, journals, period, index)
  for _, journal in ipairs(journals) do
    if journal.signs and journal ~= w.left_open then
      act.must(w.st:put("lock", { journal = journal.id, period = index and journal.parts[index].id or period,
        locked = true }))
    end
  end
end

-- Puts on the agenda of year i the closing of every part of every scheme that ends before today.
function demo_journal.closings(w, i)
  certificates(w, i)
  local schemes, order = {}, {}
  for _, journal in ipairs(w.journals[i]) do
    if not schemes[journal.scheme] then
      schemes[journal.scheme] = {}
      order[#order + 1] = journal.scheme
    end
    table.insert(schemes[journal.scheme], journal)
  end
  for s, scheme in ipairs(order) do
    local journals = schemes[scheme]
    local parts = journals[1].parts
    for p, part in ipairs(parts) do
      w:plan(string.format("%sT17:%02d:00", part.ends, s), nil, nil, function()
        close_part(w, journals, p, part.ends .. string.format("T%02d", 17 + s // 3))
        if p == #parts then close_year(w, i, journals, part.ends .. "T19") end
      end)
      w:plan(w.days_after(part.ends, 6) .. string.format("T12:%02d:00", s), w.login[w.office.deputy],
        ru.demo_note_lock, function()
          lock(w, journals, nil, p)
          if p == #parts and w.periods[i].year then lock(w, journals, w.periods[i].year[1].id) end
        end)
    end
  end
end

return demo_journal
