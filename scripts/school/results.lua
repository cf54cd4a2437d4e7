-- school/results.lua -- period and year results: proposed by the regulation, decided by the teacher.
-- Floor: school.  All pupils and periods of a journal are asked in one batch; what was proposed is
-- remembered in the journal's frame until a cell of that pupil changes.
local text = require "core.text"
local entered = require "lib.entered"
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local cells = require "school.cells"
local exemptions = require "school.exemptions"
local finals = require "school.finals"
local journal = require "school.journal"
local marks = require "school.marks"

local results = {}

-- The cells of each wanted pupil: person -> array of {marks, absence, date, work, weight}.
local function cells_by_pupil(desk, frame, wanted)
  local columns, n = desk:columns("journal_cells", { journal = frame.id })
  local map = {}
  for i = 1, n do
    local person = columns.person[i]
    local lesson = wanted[person] and frame.lesson[columns.lesson[i]]
    if lesson then
      map[person] = map[person] or {}
      table.insert(map[person], { marks = columns.marks[i], absence = columns.absence[i],
        date = lesson.date, work = lesson.work, weight = lesson.weight, lesson = lesson.id })
    end
  end
  return map
end

-- The lessons of a period up to a day while the pupil was in the class, and those of them he is freed from.
local function lessons_in(frame, period, pupil, today, covers)
  local count, freed = 0, {}
  for _, lesson in ipairs(frame.lessons) do
    if lesson.date <= today and lesson.status ~= "cancelled" and frame.period_of(lesson.date) == period.id
      and (not pupil.starts or pupil.starts == "" or lesson.date >= pupil.starts)
      and (not pupil.ends or pupil.ends == "" or lesson.date <= pupil.ends) then
      count = count + 1
      if covers and covers(pupil.id, lesson.date) then freed[#freed + 1], freed[lesson.id] = lesson, true end
    end
  end
  return count, freed
end

local filled = entered.filled

local function base_ctx(frame, period)
  local row = frame.journal
  return { scheme = filled(row.scheme), period = period.number or period.name, grade = row.grade,
    subject = row.subject_name, grading = filled(row.grading) }
end

local function period_call(desk, frame, pupil, period, found, today)
  local list, away = {}, {}
  local ctx = base_ctx(frame, period)
  local freed
  ctx.lessons, freed = lessons_in(frame, period, pupil, today, exemptions.covers(desk, frame, pupil.id))
  for _, cell in ipairs(found or {}) do
    if frame.period_of(cell.date) == period.id then
      list[#list + 1] = cell
      if freed[cell.lesson] then away[#away + 1] = cell end
    end
  end
  ctx.marks, ctx.absent = marks.facts(desk, list)
  json.array(ctx.marks)
  if #freed > 0 then
    local _, missed = marks.facts(desk, away)
    ctx.exempt, ctx.absent = #freed, ctx.absent - missed
  end
  ctx.hours = frame.journal.hours
  return { hook = "period_result", ctx = ctx, day = period.ends < today and period.ends or today }
end

-- The question for a period of one pupil: {hook, ctx, day}; found: his cells, of any period.
results.period_call = period_call

local function year_call(frame, pupil, period, value_of, today)
  local list = {}
  for _, own in ipairs(frame.own_periods) do
    local value = value_of(pupil.id, own.id)
    if value and value ~= "" then list[#list + 1] = { period = own.name or own.number, value = value } end
  end
  local ctx = base_ctx(frame, period)
  ctx.results = json.array(list)
  return { hook = "year_result", ctx = ctx, day = period.ends < today and period.ends or today }
end

local function entry_of(answer, row)
  if answer.error or answer.ok == nil then
    local e = answer.error
    return { text = "", failed = type(e) == "table" and e.msg or tostring(e or ru.policy_silent) }
  end
  local ok = answer.ok
  return { text = ok.proposed or "", average = ok.text or "", missing = ok.missing,
    one_step = ok.one_step or {}, words = ok.words or {},
    why = ok.why, regulation = row and { title = row.title, starts = row.starts, hash = row.hash } }
end

-- Asks calls grouped by the regulation in force on their day; into[i] = entry.
local function ask_all(desk, calls)
  local groups, order = {}, {}
  for i, call in ipairs(calls) do
    local row = desk.rules:at(call.day)
    local key = row and row.hash or ""
    if not groups[key] then
      groups[key] = { day = call.day, at = {} }
      order[#order + 1] = key
    end
    table.insert(groups[key].at, i)
  end
  local entries = {}
  for _, key in ipairs(order) do
    local group = groups[key]
    local batch = {}
    for n, i in ipairs(group.at) do batch[n] = { hook = calls[i].hook, ctx = calls[i].ctx } end
    local answers, row = desk.rules:ask(batch, group.day)
    for n, i in ipairs(group.at) do
      entries[i] = answers and entry_of(answers[n], row) or { text = "",
        failed = row and row.msg or ru.policy_silent }
    end
  end
  return entries
end

local function begun(period, today)
  return period.starts <= today
end

local function ask_periods(desk, frame, wanted, found, today)
  local calls, places = {}, {}
  for _, pupil in ipairs(frame.pupils) do
    if wanted[pupil.id] then
      frame.proposed[pupil.id] = {}
      for _, period in ipairs(frame.own_periods) do
        if begun(period, today) then
          calls[#calls + 1] = period_call(desk, frame, pupil, period, found[pupil.id], today)
          places[#places + 1] = { pupil.id, period.id }
        end
      end
    end
  end
  for i, entry in ipairs(ask_all(desk, calls)) do frame.proposed[places[i][1]][places[i][2]] = entry end
end

-- What counts of a period for the sums: the council's word, the teacher's, else what is proposed.
local function valuer(frame, decided)
  return function(person, period)
    local row = decided[person .. "|" .. period]
    local stands = row and (filled(row.council) or filled(row.decided))
    local entry = frame.proposed[person][period]
    return stands or entry and entry.text or ""
  end
end

-- The year is proposed only when its last period has begun: before that nobody asks.
local function ask_years(desk, frame, wanted, value_of, today)
  local calls, places = {}, {}
  local last = frame.own_periods[#frame.own_periods]
  if not last or not begun(last, today) then return end
  for _, pupil in ipairs(frame.pupils) do
    for _, period in ipairs(wanted[pupil.id] and frame.periods or {}) do
      if period.scheme == "year" then
        calls[#calls + 1] = year_call(frame, pupil, period, value_of, today)
        places[#places + 1] = { pupil.id, period.id }
      end
    end
  end
  for i, entry in ipairs(ask_all(desk, calls)) do frame.proposed[places[i][1]][places[i][2]] = entry end
end

-- An examination is not proposed: what may stand there, and that it is waited for.
local function exam_entry(desk, frame, place, due)
  local list, required = {}, place ~= nil and place.exam == "required"
  for _, symbol in ipairs(marks.scale(desk, frame.journal.year_ends)) do
    local fits = symbol.result and (not symbol.grading or not filled(frame.journal.grading))
    for _, one in ipairs(symbol.grading or {}) do fits = fits or one == frame.journal.grading end
    if fits and symbol.result then list[#list + 1] = symbol.symbol end
  end
  local missing = required and ru.exam_wait or place and place.exam and ru.exam_choice or ru.exam_none
  return { text = "", one_step = list, words = {}, open = true, optional = not required,
    quiet = not (required and due), missing = missing }
end

-- Results of the years before by person, for regulations that count them.
local function past_of(desk, frame)
  local map = {}
  for _, row in ipairs(desk:query("journal_past_results", { journal = frame.id })) do
    map[row.person] = map[row.person] or {}
    table.insert(map[row.person], { period = finals.named(row.grade, row.name), value = row.decided })
  end
  return map
end

local function final_call(desk, frame, pupil, ends, value_of, past, today)
  local place, grade = journal.place(desk, frame, pupil), frame.grades and pupil.grade or frame.journal.grade
  local list, year = {}, nil
  for _, one in ipairs(place.past and past[pupil.id] or {}) do list[#list + 1] = one end
  for _, own in ipairs(frame.periods) do
    local value = value_of(pupil.id, own.id)
    if own.scheme == "year" then year = value ~= "" and value or nil end
    if place.past and (own.scheme == "year" or not own.whole) then
      list[#list + 1] = { period = finals.named(grade, own.name), value = value }
    end
  end
  local exam
  for _, own in ipairs(frame.periods) do
    if own.scheme == "exam" then exam = filled(value_of(pupil.id, own.id)) end
  end
  local call = finals.call({ grade = grade, subject_name = frame.journal.subject_name,
    grading = frame.journal.grading or "" }, not place.past and year or nil, exam, list)
  call.day = ends < today and ends or today
  return call
end

-- The examination and the mark of the certificate: asked when their time has come.
local function ask_closing(desk, frame, wanted, value_of, today)
  local calls, places, past = {}, {}, nil
  for _, period in ipairs(frame.periods) do
    for _, pupil in ipairs(frame.pupils) do
      local place = wanted[pupil.id] and journal.place(desk, frame, pupil)
      if wanted[pupil.id] and period.scheme == "exam" then
        frame.proposed[pupil.id][period.id] = exam_entry(desk, frame, place, begun(period, today))
      elseif place and period.scheme == "final" and begun(period, today) then
        past = past or place.past and past_of(desk, frame)
        calls[#calls + 1] = final_call(desk, frame, pupil, period.ends, value_of, past or {}, today)
        places[#places + 1] = { pupil.id, period.id }
      end
    end
  end
  for i, entry in ipairs(ask_all(desk, calls)) do frame.proposed[places[i][1]][places[i][2]] = entry end
end

-- What the regulation proposes: proposed[person][period] = {text, average, missing, one_step, why,
-- failed, regulation}.  persons: array of ids, or nil for the whole journal.
function results.proposed(desk, frame, persons)
  local wanted, any = {}, false
  local today = desk:today()
  local list = persons
  if not list then
    list = {}
    for i, pupil in ipairs(frame.pupils) do list[i] = pupil.id end
  end
  for _, id in ipairs(list) do
    if frame.pupil[id] and not frame.proposed[id] then wanted[id], any = true, true end
  end
  if any then
    local found = cells_by_pupil(desk, frame, wanted)
    ask_periods(desk, frame, wanted, found, today)
    local value_of = valuer(frame, journal.results(desk, frame))
    ask_years(desk, frame, wanted, value_of, today)
    ask_closing(desk, frame, wanted, value_of, today)
  end
  return frame.proposed
end

-- Are all proposals of the journal known already?
function results.known(frame)
  for _, pupil in ipairs(frame.pupils) do
    if not frame.proposed[pupil.id] then return false end
  end
  return true
end

-- One result with everything the page needs: {stored row or nil, proposed entry or nil,
-- cells of the period, period, pupil, locked}; nil, err.
function results.one(desk, frame, person, period_id)
  local pupil, period = frame.pupil[person], frame.period[period_id]
  if not pupil or not period then return nil, desk:refusal("NOTFOUND", "no_such_cell") end
  local entry = results.proposed(desk, frame, { person })[person][period_id]
  local list = {}
  local found = cells_by_pupil(desk, frame, { [person] = true })[person] or {}
  for _, cell in ipairs(found) do
    if not period.whole and frame.period_of(cell.date) == period_id then
      cell.text = cells.text(cell)
      if cell.text ~= "" then list[#list + 1] = cell end
    end
  end
  table.sort(list, function(a, b) return a.date < b.date end)
  local stored = desk:one("result", { journal = frame.id, person = person, period = period_id })
  return { pupil = pupil, period = period, entry = entry, stored = stored, cells = list,
    locked = frame.locked[period_id] == true }
end

local function has(list, value)
  for _, one in ipairs(list or {}) do
    if tostring(one) == value then return true end
  end
  return false
end

-- May that value stand?  nil when yes, else the refusal.
local function judge(desk, entry, decided, reason)
  if entry and entry.open then
    if has(entry.one_step, decided) then return nil end
    return { code = "INPUT", msg = ru.fill(ru.exam_wrong, { text = decided,
      allowed = table.concat(entry.one_step, ", ") }) }
  end
  if not entry or entry.failed then
    if not reason then return desk:refusal("INPUT", "reason_needed_failed") end
    return nil
  end
  if decided == entry.text then return nil end
  local symbol = marks.scale(desk).by[decided]
  if entry.text ~= "" and not has(entry.one_step, decided) and not has(entry.words, decided) then
    local allowed = table.concat(entry.one_step, ", ")
    if #entry.words > 0 then allowed = allowed .. ", " .. table.concat(entry.words, ", ") end
    return desk:refusal("INPUT", "not_one_step", { proposed = entry.text, allowed = allowed })
  end
  if entry.text == "" and not (symbol and symbol.result) then return desk:refusal("INPUT", "no_such_mark") end
  if not reason then return desk:refusal("INPUT", "reason_needed",
    { proposed = entry.text ~= "" and entry.text or "—" }) end
  return nil
end

-- What a change comes to, nothing written yet: how it will look, and the record; or nil, err.
local function weigh(desk, frame, change)
  local one, err = results.one(desk, frame, change.person or "", change.period or "")
  if not one then return nil, err end
  local reason = text.nfc(cells.tidy(change.reason))
  if reason == "" then reason = nil end
  local decided = text.nfc(cells.tidy(change.text)) or ""
  if one.locked and not reason then
    return nil, desk:refusal("LOCKED", "period_locked", { period = one.period.name })
  end
  local entry, stands = one.entry, one.stored and (filled(one.stored.council) or filled(one.stored.decided))
  if change.was and stands and stands ~= change.was and stands ~= decided then
    local overtaken = desk:refusal("CONFLICT", "cell_changed")
    overtaken.text = stands
    return nil, overtaken
  end
  if decided ~= "" then
    local refused = judge(desk, entry, decided, reason)
    if refused then return nil, refused end
  end
  local body = { journal = frame.id, person = one.pupil.id, period = one.period.id,
    proposed = entry and entry.text ~= "" and entry.text or nil,
    decided = decided ~= "" and decided or nil,
    reason = reason, why = entry and entry.why and json.encode(entry.why) or nil,
    policy = entry and entry.regulation and entry.regulation.hash or nil,
    council = one.stored and filled(one.stored.council) }
  return results.shown(body, entry), (decided ~= "" or one.stored) and body or nil
end

-- list: the records of one commit.
local function put(desk, frame, list, note)
  local done, err = act.write(desk, { keep = true, note = note }, function(st)
    for _, body in ipairs(list) do act.must(st:put("result", body)) end
  end)
  if not done then return nil, err end
  for _, body in ipairs(list) do frame.proposed[body.person] = nil end
  return true
end

local function open_to_decide(desk, id)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  if not rights.result then return nil, desk:refusal("DENIED", "not_your_journal") end
  return frame
end

-- The teacher decides a result; equal to the proposal needs no words, one step off needs a reason,
-- more is refused.  change: person, period, text, reason.  An empty text takes the decision back.
function results.decide(desk, id, change)
  local frame, refused = open_to_decide(desk, id)
  if not frame then return nil, refused end
  local shown, body = weigh(desk, frame, change)
  if not shown then return nil, body end
  local done, err = put(desk, frame, { body })
  if not done then return nil, err end
  return shown
end

-- Many as one commit; each is judged on its own.  try: nothing is written.  Returns an answer a change, in
-- their order: what results.shown gives, or {err}.
function results.decide_all(desk, id, changes, try)
  local frame, refused = open_to_decide(desk, id)
  if not frame then return nil, refused end
  local answers, list = {}, {}
  for i, change in ipairs(changes) do
    local shown, body = weigh(desk, frame, change)
    answers[i] = shown or { err = body }
    if shown and body then list[#list + 1] = body end
  end
  if try or #list == 0 then return answers end
  local note = #list > 1 and ru.fill(ru.cells_note, { n = ru.count(#list, "result_forms") }) or nil
  local done, err = put(desk, frame, list, note)
  if not done then return nil, err end
  return answers
end

-- How a result looks in the journal: {text, class, title}.
function results.shown(stored, entry)
  if stored and stored.council and stored.council ~= "" then
    return { text = stored.council, class = "d", title = ru.fill(ru.dep_by_council,
      { decided = filled(stored.decided) or "—", reason = filled(stored.reason) or "" }) }
  end
  if stored and stored.decided and stored.decided ~= "" then
    local title = entry and entry.text ~= "" and entry.text ~= stored.decided
      and ru.fill(ru.decided_against, { proposed = entry.text }) or ru.decided
    if stored.reason and stored.reason ~= "" then title = title .. ". " .. stored.reason end
    return { text = stored.decided, class = "d", title = title }
  end
  if not entry then return { text = "", class = "p", title = "" } end
  if entry.text == "" then
    return { text = "", class = entry.quiet and "p" or "p m", title = entry.failed or entry.missing or "" }
  end
  return { text = entry.text, class = "p", title = ru.fill(ru.proposed_by, { average = entry.average }) }
end

-- Decides every undecided result of a period as proposed; returns how many.
function results.accept(desk, id, period_id)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  if not rights.result then return nil, desk:refusal("DENIED", "not_your_journal") end
  local period = frame.period[period_id]
  if not period then return nil, desk:refusal("NOTFOUND", "no_such_period") end
  if frame.locked[period_id] then return nil, desk:refusal("LOCKED", "period_locked",
    { period = period.name }) end
  local proposed, stored, count = results.proposed(desk, frame), journal.results(desk, frame), 0
  local done, err = act.write(desk, { keep = true, note = ru.note_accept }, function(st)
    for _, pupil in ipairs(frame.pupils) do
      local entry, old = proposed[pupil.id][period_id], stored[pupil.id .. "|" .. period_id]
      if entry and entry.text ~= "" and not (old and old.decided) then
        act.must(st:put("result", { journal = id, person = pupil.id, period = period_id,
          proposed = entry.text,
          decided = entry.text, why = entry.why and json.encode(entry.why) or nil,
          policy = entry.regulation and entry.regulation.hash or nil }))
        count = count + 1
      end
    end
  end)
  if not done then return nil, err end
  frame.proposed = {}
  return count
end

-- The averages of a pupil's marks by journal, for his page: asked in one batch.
-- lists: array of {rows = cells, grading =}; answers in the same order: {text, value, why} or {}.
function results.averages(desk, lists, day)
  local calls = {}
  for i, one in ipairs(lists) do
    local facts = marks.facts(desk, one.rows)
    calls[i] = { hook = "average", ctx = { marks = json.array(facts), grading = filled(one.grading) } }
  end
  local answers = desk.rules:ask(calls, day) or {}
  local list = {}
  for i = 1, #lists do list[i] = answers[i] and answers[i].ok or {} end
  return list
end

return results
