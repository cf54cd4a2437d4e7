-- school/council.lua -- what the council decides at the end of a year: a pupil goes on, goes on with
-- debts, stays,
-- has finished; a result changed by the council; the debts and their retakes.
-- Floor: school.  Which marks are a debt, which grades finish, how long a debt may last: the regulation's
-- switches.
local date = require "core.date"
local text = require "core.text"
local entered = require "lib.entered"
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local marks = require "school.marks"
local people = require "school.people"
local progress = require "school.progress"

local council = {}

-- The decisions there are, in the order they are offered.
council.decisions = { "promoted", "conditional", "repeat", "graduated" }

local filled = entered.typed

-- "2, н/а, незач" -> {["2"] = true, ...}.
local function set_of(list)
  local set = {}
  for word in tostring(list or ""):gmatch("[^,;]+") do
    word = word:gsub("^%s+", ""):gsub("%s+$", "")
    if word ~= "" then set[word] = true end
  end
  return set
end

-- {debt = set of marks, final = set of grades, days}: what the regulation says of the end of a year.
function council.rules(desk)
  local settings = progress.settings(desk)
  local final = {}
  for grade in pairs(set_of(settings.final_grades)) do final[math.tointeger(tonumber(grade)) or 0] = true end
  return { debt = set_of(settings.debt_marks), final = final, days = settings.debt_days }
end

-- The result that stands: the council's before the teacher's.
function council.stands(row)
  if not row then return nil end
  return filled(row.council) or filled(row.decided)
end

-- What follows from the results of a year: a decision or nil, and the reason in words.
local function propose(rules, grade, failed, waiting)
  if waiting > 0 then return nil, ru.fill(ru.dep_council_waiting, { n = ru.count(waiting,
    "result_forms") }) end
  if failed > 0 then
    if rules.final[grade] then return nil, ru.dep_council_final_debt end
    return "conditional", ru.fill(ru.dep_council_debt, { n = failed })
  end
  if rules.final[grade] then return "graduated", ru.dep_council_final end
  return "promoted", ru.dep_council_clean
end

-- Year results not decided yet, by pupil; nil while the year goes on.
local function waiting_of(sheet, group)
  local map, whole = {}, (sheet.schemes.year or {})[1]
  if (whole and whole.ends or sheet.year.ends) >= sheet.today then return nil end
  local sums = { [whole and whole.id or ""] = true }
  for _, row in ipairs(sheet.journals) do
    if (row.group == group or row.group_kind == "combined") and row.expects then
      for _, period in ipairs(row.closing or {}) do sums[period.id] = true end
      for _, item in ipairs(sheet.facts[row.id].undecided) do
        if sums[item.period] then map[item.person] = (map[item.person] or 0) + 1 end
      end
    end
  end
  return map
end

-- The last day on which marks of examination and certificate are expected in the class, while it is to come.
local function closing_day(sheet, group)
  local day
  for _, row in ipairs(sheet.journals) do
    for _, period in ipairs(row.group == group and row.closing or {}) do
      if period.ends >= sheet.today and (not day or period.ends > day) then day = period.ends end
    end
  end
  return day
end

-- Was the pupil still there at the end of lessons (or today, when the year goes on)?
local function stays(sheet, pupil)
  local whole = (sheet.schemes.year or {})[1]
  local last = whole and whole.ends or sheet.year.ends
  local day = sheet.today < last and sheet.today or last
  return not (pupil.ends and pupil.ends ~= "" and pupil.ends < day)
end

-- The class before the council: array of {person row, failed = {{journal, subject, value}}, waiting,
-- proposed,
-- because, decision, note, protocol_number, protocol_date}; group: row of groups_of_year.
function council.class(desk, sheet, group)
  local rules = council.rules(desk)
  local results = people.by_person(desk:query("council_results", { year = sheet.year.id, group = group.id }))
  local waiting, exams = waiting_of(sheet, group.id), closing_day(sheet, group.id)
  local known = {}
  for _, row in ipairs(desk:query("council_of_year", { year = sheet.year.id })) do known[row.person] = row end
  local list = {}
  for _, pupil in ipairs(sheet.enrolled[group.id] or {}) do
    if stays(sheet, pupil) then
      local one = { person = pupil.person, last = pupil.last, first = pupil.first, middle = pupil.middle,
        failed = {}, results = results[pupil.person] or {}, waiting = waiting and waiting[pupil.person] or 0 }
      for _, row in ipairs(one.results) do
        local value = council.stands(row)
        if value and rules.debt[value] then
          one.failed[#one.failed + 1] = { journal = row.journal, period = row.period, value = value,
            subject = row.scheme == "exam" and row.subject_name .. ", " .. text.lower(row.period_name)
              or row.subject_name }
        end
      end
      if waiting and exams then
        one.because = ru.fill(ru.council_exams, { date = calendar.written(exams) })
      elseif waiting then
        one.proposed, one.because = propose(rules, group.grade, #one.failed, one.waiting)
      else
        one.because = ru.dep_council_early
      end
      local row = known[pupil.person]
      one.decision, one.note = row and row.decision, row and row.note
      one.protocol_number, one.protocol_date = row and row.protocol_number, row and row.protocol_date
      list[#list + 1] = one
    end
  end
  return list
end

-- Decided and all pupils of the classes in the year: for the checklist.
function council.count(desk, sheet, groups)
  local known, done, all = {}, 0, 0
  for _, row in ipairs(desk:query("council_of_year",
    { year = sheet.year.id })) do known[row.person] = true end
  for _, group in ipairs(groups) do
    for _, pupil in ipairs(sheet.enrolled[group.id] or {}) do
      if stays(sheet, pupil) then
        all = all + 1
        if known[pupil.person] then done = done + 1 end
      end
    end
  end
  return done, all
end

local function open_debts(desk)
  local set = {}
  for _, row in ipairs(desk:query("debts", { me = "" })) do
    if not filled(row.outcome) then set[row.person .. "|" .. row.journal] = true end
  end
  return set
end

-- The protocol a form speaks of, when it is written already: the chosen one, or that of the number and day.
function council.protocol(desk, form)
  if filled(form.protocol) then return form.protocol end
  local number, day = filled(form.protocol_number), calendar.read(form.protocol_date or "")
  for _, row in ipairs(number and day and desk:query("protocols", { starts = day, ends = day }) or {}) do
    if row.number == number then return row.id end
  end
  return nil
end

-- The protocol of a form: a written one, or a new one by number and date.  Inside a transaction.
local function protocol_of(st, desk, form)
  local known = council.protocol(desk, form)
  local number, day = filled(form.protocol_number), calendar.read(form.protocol_date or "")
  if known or not number then return known end
  act.must(day, { code = "INPUT", msg = ru.bad_date, fields = { protocol_date = ru.bad_date } })
  return act.must(st:put("protocol", { number = number, date = day, title = ru.dep_protocol_title }))
end

local function debts_for(st, desk, rules, pupil, open)
  for _, one in ipairs(pupil.failed) do
    if not open[pupil.person .. "|" .. one.journal] then
      act.must(st:put("debt", { person = pupil.person, journal = one.journal, period = one.period,
        due = rules.days and date.add_days(desk:today(), rules.days) or nil }))
      open[pupil.person .. "|" .. one.journal] = true
    end
  end
end

-- Writes the decisions of a class.  form: d_PERSON = decision ("" leaves as it is), n_PERSON = note; all =
-- the decision for those without one, proposed or written; protocol, or protocol_number and protocol_date.
-- Pupils who go on with debts get a debt for each failed subject.
-- Returns how many decisions changed, or nil, err.
function council.decide(desk, sheet, group, form)
  if not desk.access:may("council", "write", { grade = group.grade }) then
    return nil, desk:refusal("DENIED", "dep_not_yours")
  end
  local allowed, rules, count = {}, council.rules(desk), 0
  for _, key in ipairs(council.decisions) do allowed[key] = true end
  local class = council.class(desk, sheet, group)
  local open = open_debts(desk)
  local done, err = act.write(desk, { note = ru.dep_note_council }, function(st)
    local protocol = protocol_of(st, desk, form)
    for _, pupil in ipairs(class) do
      local decision, note = filled(form["d_" .. pupil.person]), filled(form["n_" .. pupil.person])
      decision = decision or not (pupil.decision or pupil.proposed) and filled(form.all) or nil
      if decision then
        act.must(allowed[decision], desk:refusal("INPUT", "dep_no_decision"))
        if decision ~= pupil.decision or note ~= filled(pupil.note) or protocol then
          act.must(st:put("council", { person = pupil.person, year = sheet.year.id, decision = decision,
            note = note, protocol = protocol }))
          count = count + 1
        end
        if decision == "conditional" then debts_for(st, desk, rules, pupil, open) end
      end
    end
  end)
  if not done then return nil, err end
  return count
end

-- The council's own result beside the teacher's.  form: journal, person, period, value, reason.
function council.set_result(desk, form)
  local row = desk:one("journal", { journal = form.journal or "" })
  if not row or not desk.access:may("council", "write", { grade = row.grade }) then
    return nil, desk:refusal("DENIED", "dep_not_yours")
  end
  local key = { journal = form.journal, person = form.person or "", period = form.period or "" }
  local now = desk:one("result_whole", key)
  if not now then return nil, desk:refusal("NOTFOUND", "dep_no_result") end
  local value, reason = filled(form.value), filled(form.reason)
  local symbol = value and marks.scale(desk).by[value]
  if value and not (symbol and symbol.result) then return nil, desk:refusal("INPUT", "no_such_mark") end
  if not reason then
    return nil, { code = "INPUT", msg = ru.dep_need_basis, fields = { reason = ru.dep_need_basis } }
  end
  return act.write(desk, { note = ru.dep_note_council }, function(st)
    act.must(st:correct("result", key, { council = value or json.null }, reason))
  end)
end

local function about(desk, row)
  return { mine = row.mine == 1, headed = row.head ~= nil and row.head == desk.me.person, grade = row.grade }
end

-- Debts this user may see, the open ones first; .state "open", "late" or "closed".
function council.debts(desk)
  local list, today = {}, desk:today()
  for _, row in ipairs(desk:query("debts", { me = desk.me.person or "" })) do
    if desk.access:may("debt", "see", about(desk, row)) then
      row.state = filled(row.outcome) and "closed" or row.due and row.due < today and "late" or "open"
      row.may = desk.access:may("debt", "write", about(desk, row))
      list[#list + 1] = row
    end
  end
  return list
end

-- A retake.  form: debt, retaken_on, outcome (a mark of the scale), due (a new term instead of an
-- outcome), note.
-- An outcome that is no debt becomes the council's result of that subject.
function council.retake(desk, form)
  local found
  for _, row in ipairs(council.debts(desk)) do
    if row.id == form.debt then found = row end
  end
  if not found then return nil, desk:refusal("NOTFOUND", "dep_no_debt") end
  if not found.may then return nil, desk:refusal("DENIED", "dep_not_yours") end
  local outcome, day = filled(form.outcome), calendar.read(form.retaken_on or "")
  local due = calendar.read(form.due or "")
  local symbol = outcome and marks.scale(desk).by[outcome]
  if outcome and not (symbol and symbol.result) then return nil, desk:refusal("INPUT", "no_such_mark") end
  if outcome and not day then return nil, { code = "INPUT", msg = ru.bad_date,
    fields = { retaken_on = ru.bad_date } } end
  if not outcome and not due then return nil, desk:refusal("INPUT", "dep_need_outcome") end
  local rules = council.rules(desk)
  local passed = outcome and not rules.debt[outcome]
  return act.write(desk, { note = ru.dep_note_retake }, function(st)
    act.must(st:correct("debt", found.id, { outcome = passed and outcome or json.null,
      retaken_on = day or json.null, due = due or found.due or json.null,
      note = filled(form.note) or found.note or json.null }, ru.dep_note_retake))
    local key = { journal = found.journal, person = found.person, period = found.period }
    if passed and found.period and desk:one("result_whole", key) then
      act.must(st:correct("result", key, { council = outcome },
        ru.fill(ru.dep_retaken, { date = calendar.written(day) })))
    end
  end)
end

return council
