-- school/promotion.lua -- the passage to the next year: its periods, its classes, who goes where, its
-- journals.
-- Floor: school.  A plan is made and shown first; carrying it out is one commit, and taking it back is
-- a commit of corrections.
local policy = require "policy.policy"
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local council = require "school.council"
local former = require "school.former"
local locks = require "school.locks"
local pupil_files = require "school.pupil_files"
local schoolyear = require "school.schoolyear"

local promotion = {}

local filled = entered.typed

-- "5А" one grade up: "6А".
local function next_name(name, grade)
  local rest = name:gsub("^%d+", "")
  return grade .. rest
end

-- The year that follows: the row when it is there already, else {name, starts, ends, first, new = true}.
function promotion.next_year(desk, year)
  local row = desk:one("year_after", { starts = year.starts })
  if row then return row end
  local first = math.tointeger(tonumber(year.starts:sub(1, 4))) + 1
  return { name = schoolyear.name(first), starts = first .. "-09-01", ends = (first + 1) .. "-08-31",
    first = first, new = true }
end

-- The periods the regulation gives a year that begins in `first`: array of {scheme, number, name, starts,
-- ends}.
function promotion.periods(desk, first)
  return schoolyear.periods((desk.rules:rows() or {}).periods, first)
end

-- The periods of a regulation.  One adopted before it could name those of examination and certificate, though
-- it has their rules, borrows them from the common practice.
local function period_rows(rows)
  local list, named, needed = {}, false, false
  for i, row in ipairs(rows and rows.periods or {}) do
    list[i], named = row, named or row.scheme == "final"
  end
  for _, row in ipairs(rows and rows.rounding or {}) do
    needed = needed or row.use == "final" and row.grades ~= nil
  end
  local common = needed and not named and policy.rows("base/marks") or {}
  for _, row in ipairs(common.periods or {}) do
    if row.scheme == "exam" or row.scheme == "final" then list[#list + 1] = row end
  end
  return list
end

-- Periods the regulation names that the year does not have: those of schemes without any period there.
function promotion.missing_periods(desk, year)
  local known, list = {}, {}
  for _, row in ipairs(calendar.periods(desk, year.id)) do known[row.scheme] = true end
  local first = math.tointeger(tonumber(year.starts:sub(1, 4)))
  local rows = desk.rules:rows(year.ends)
  for _, one in ipairs(schoolyear.periods(period_rows(rows), first)) do
    if not known[one.scheme] then list[#list + 1] = one end
  end
  return list
end

-- Adds them; nothing that is there changes.  Returns how many, or nil, err.
function promotion.add_periods(desk, year)
  if not desk.access:may("period", "write", {}) then return nil, desk:refusal("DENIED", "dep_not_yours") end
  if locks.sealed(desk, year.id) then return nil, desk:refusal("LOCKED", "dep_sealed") end
  local list = promotion.missing_periods(desk, year)
  if #list == 0 then return 0 end
  local done, err = act.write(desk, { note = ru.dep_note_periods }, function(st)
    schoolyear.put_periods(st, year.id, list)
  end)
  if not done then return nil, err end
  return #list
end

local function classes_of(desk, year)
  local list, by = {}, {}
  for _, row in ipairs(desk:query("groups_of_year", { year = year.id, on = year.ends })) do
    if row.kind == "class" and row.grade then
      list[#list + 1], by[row.id] = row, row
    end
  end
  return list, by
end

-- Where the pupils of a class go.  Returns nothing; fills the plan.
local function place(plan, pupil, class, decision)
  if decision == "graduated" then
    plan.graduated[#plan.graduated + 1] = pupil
    return
  end
  local grade = class.grade + (decision == "repeat" and 0 or 1)
  local key = grade .. "|" .. (class.letter or "")
  local group = plan.at[key]
  if not group then
    group = { grade = grade, letter = class.letter, name = next_name(class.name, grade), pupils = {},
      from = nil, key = key }
    plan.at[key], plan.groups[#plan.groups + 1] = group, group
  end
  if decision ~= "repeat" then group.from = group.from or class end
  table.insert(group.pupils, { person = pupil.person, last = pupil.last, first = pupil.first,
    middle = pupil.middle, stays = decision == "repeat", conditional = decision == "conditional" })
end

local function journals_by_group(sheet)
  local map = {}
  for _, row in ipairs(sheet.journals) do
    if row.group_kind == "class" then
      map[row.group] = map[row.group] or {}
      table.insert(map[row.group], row)
    end
  end
  return map
end

local function same_lessons(list, row)
  for _, one in ipairs(list or {}) do
    if one.subject == row.subject and (one.subgroup or "") == (row.subgroup or "") then return one end
  end
  return nil
end

-- The journals of a class to be: those of the present class of its grade, with the teachers who go on with
-- the
-- children where they taught them that subject.
local function journals_for(sheet, plan, group, classes, by_group, schemes)
  local model
  for _, class in ipairs(classes) do
    if class.grade == group.grade and (not model or class.letter == group.letter) then model = class end
  end
  local own = group.from and by_group[group.from.id] or {}
  local list = model and by_group[model.id] or own
  if not model then plan.problems[#plan.problems + 1] = ru.fill(ru.dep_no_model, { class = group.name }) end
  for _, row in ipairs(list) do
    local before = same_lessons(own, row)
    local teachers = {}
    for _, teacher in ipairs((before or row).teachers_list) do teachers[#teachers + 1] = teacher.person end
    local scheme = row.scheme ~= "" and row.scheme or nil
    local journal = { subject = row.subject, name = row.subject_name, subgroup = row.subgroup,
      hours = row.hours,
      programme = row.programme, carrier = row.carrier, grading = row.grading,
      scheme = scheme and schoolyear.scheme(schemes, group.grade) or nil, teachers = teachers, pupils = {} }
    local named = before and sheet.named[before.id]
    for _, pupil in ipairs(named or {}) do journal.pupils[#journal.pupils + 1] = pupil.person end
    group.journals[#group.journals + 1] = journal
    plan.journals = plan.journals + 1
    if #teachers == 0 then plan.without_teacher = plan.without_teacher + 1 end
  end
end

-- The plan of the passage out of the sheet's year.  opts.undecided: pupils without a decision go on (else
-- they are
-- left out).  Returns {year, groups = {{name, grade, pupils, journals, from}}, graduated, undecided,
-- problems,
-- journals, without_teacher, periods (of a new year), taken (the next year has classes already)}.
function promotion.plan(desk, sheet, opts)
  local after = promotion.next_year(desk, sheet.year)
  local plan = { year = after, groups = {}, at = {}, graduated = {}, undecided = {}, problems = {}, moved = 0,
    journals = 0, without_teacher = 0, periods = after.new and promotion.periods(desk, after.first) or {} }
  local classes, by = classes_of(desk, sheet.year)
  local decisions, rules = {}, council.rules(desk)
  for _, row in ipairs(desk:query("council_of_year", { year = sheet.year.id })) do
    decisions[row.person] = row.decision
  end
  local seen = {}
  for _, pupil in ipairs(desk:query("class_enrolments", { year = sheet.year.id })) do
    local gone = pupil.ends and pupil.ends ~= "" and pupil.ends < sheet.year.ends
      and pupil.reason ~= "graduation"
    local class = by[pupil.group]
    if not gone and class and not seen[pupil.person] then
      seen[pupil.person] = true
      local decision = decisions[pupil.person]
      if not decision then
        plan.undecided[#plan.undecided + 1] = pupil
        if opts.undecided then decision = rules.final[class.grade] and "graduated" or "promoted" end
      end
      if decision then place(plan, pupil, class, decision) end
    end
  end
  -- A first class stands ready for those who will be admitted.
  for _, class in ipairs(classes) do
    local key = "1|" .. (class.letter or "")
    if class.grade == 1 and not plan.at[key] then
      local group = { grade = 1, letter = class.letter, name = class.name, pupils = {}, key = key }
      plan.at[key], plan.groups[#plan.groups + 1] = group, group
    end
  end
  table.sort(plan.groups, function(a, b)
    if a.grade ~= b.grade then return a.grade < b.grade end
    return a.name < b.name
  end)
  local by_group, schemes = journals_by_group(sheet), (desk.rules:rows() or {}).periods
  for _, group in ipairs(plan.groups) do
    group.journals = {}
    plan.moved = plan.moved + #group.pupils
    journals_for(sheet, plan, group, classes, by_group, schemes)
  end
  if not after.new then plan.taken = #classes_of(desk, after) > 0 end
  return plan
end

local function put_journals(st, year, group, present)
  for _, row in ipairs(group.journals) do
    local id = act.must(st:put("journal", { group = group.id, subject = row.subject, year = year,
      programme = row.programme, carrier = row.carrier, scheme = row.scheme, grading = row.grading,
      hours = row.hours, subgroup = row.subgroup }))
    for _, person in ipairs(row.teachers) do
      act.must(st:put("journal_teacher", { journal = id, person = person }))
    end
    for _, person in ipairs(row.pupils) do
      if present[person] then act.must(st:put("journal_pupil", { journal = id, person = person })) end
    end
  end
end

-- Enrolments of the old year end; those of the new one begin.
local function move(st, sheet, plan, group, old, order)
  local present = {}
  for _, pupil in ipairs(group.pupils) do
    present[pupil.person] = true
    local before = old[pupil.person]
    if before and not (before.ends and before.ends ~= "") then
      act.must(st:correct("enrolment", before.id, { ends = sheet.year.ends, leave_order = order,
        reason = "promotion" }, ru.dep_reason_promotion))
    end
    act.must(st:put("enrolment", { person = pupil.person, group = group.id, starts = plan.year.starts,
      order = order }))
  end
  return present
end

-- The day those who finish leave: that of the order after the lessons, else the last one of the year.
local function last_day(desk, year, day)
  local lessons = year.starts
  for _, period in ipairs(calendar.periods(desk, year.id)) do
    if not schoolyear.sums[period.scheme] and period.ends > lessons then lessons = period.ends end
  end
  return day and day >= lessons and day <= year.ends and day or year.ends
end

-- Those who finished leave with the order, unless they left before; their files begin their term.
local function finish(desk, st, sheet, plan, old, order, day)
  day = last_day(desk, sheet.year, day)
  for _, pupil in ipairs(plan.graduated) do
    local before = old[pupil.person]
    if before and not filled(before.ends) then
      act.must(st:correct("enrolment", before.id, { ends = day, leave_order = order, reason = "graduation" },
        ru.dep_reason_graduation))
      act.must(st:put("event", { person = pupil.person, kind = "graduation", date = day, order = order }))
      pupil_files.close(desk, st, pupil.person, "graduation", day)
    end
  end
end

local function put_group(st, plan, group)
  return act.must(st:put("group", { name = group.name, kind = "class", year = plan.year.id,
    grade = group.grade,
    letter = group.letter, head = group.from and group.from.head or nil }))
end

function promotion.note(name)
  return ru.fill(ru.dep_note_promotion, { year = name })
end

local function may(desk)
  local access = desk.access
  return access:may("enrolment", "write", {}) and access:may("group", "write", {})
    and access:may("journal", "write", {}) and access:may("year", "write", {})
end
promotion.may = may

-- Carries the plan out.  form: undecided = "1", journals = "0" to leave the journals out, order_number and
-- order_date.
-- Returns {groups, pupils, journals, year}, or nil, err.
function promotion.run(desk, sheet, form)
  if not may(desk) then return nil, desk:refusal("DENIED", "dep_not_yours") end
  local plan = promotion.plan(desk, sheet, { undecided = form.undecided == "1" })
  if plan.taken then return nil, desk:refusal("CONFLICT", "dep_promoted_already",
    { year = plan.year.name }) end
  if plan.moved == 0 then return nil, desk:refusal("INPUT", "dep_nobody_moves") end
  local number, day = filled(form.order_number), calendar.read(form.order_date or "")
  if number and not day then return nil, { code = "INPUT", msg = ru.bad_date,
    fields = { order_date = ru.bad_date } } end
  local old = {}
  for _, row in ipairs(desk:query("class_enrolments", { year = sheet.year.id })) do
    -- Who changed the class in the year has two: the one that lasts counts.
    if not old[row.person] or not filled(row.ends) then old[row.person] = row end
  end
  local done, err = act.write(desk, { note = promotion.note(plan.year.name) }, function(st)
    if plan.year.new then
      plan.year = schoolyear.put(st, plan.year.first, (desk.rules:rows() or {}).periods)
    end
    local order = number and act.must(st:put("order", { number = number, date = day,
      title = ru.dep_order_promotion, kind = "pupils" }))
    for _, group in ipairs(plan.groups) do
      group.id = put_group(st, plan, group)
      local present = move(st, sheet, plan, group, old, order)
      if form.journals ~= "0" then put_journals(st, plan.year.id, group, present) end
    end
    finish(desk, st, sheet, plan, old, order, day)
  end)
  if not done then return nil, err end
  return { groups = #plan.groups, pupils = plan.moved, journals = form.journals ~= "0" and plan.journals or 0,
    year = plan.year }
end

-- The last passage that stands: its commit {id, first_id, n, at, author, year}, or nil.
function promotion.last(desk, year)
  local after = desk:one("year_after", { starts = year.starts })
  if not after then return nil end
  local commit = desk:one("commit_noted", { note = promotion.note(after.name) })
  if not commit or #classes_of(desk, after) == 0 then return nil end
  commit.year = after
  return commit
end

local function take_back(st, desk, row)
  local kind = former.kind(row.kind)
  local past = act.must(desk:history(kind, row.subject))
  local now, before = past[1] and past[1].body, past[2] and past[2].body
  if now and (row.replaced == 0 or before) then
    former.restore(st, kind, row.subject, now, row.replaced == 1 and before, ru.dep_reason_back)
  end
end

-- Takes the last passage back by corrections; refused when the new year has lessons already.
function promotion.undo(desk, year)
  if not may(desk) then return nil, desk:refusal("DENIED", "dep_not_yours") end
  local commit = promotion.last(desk, year)
  if not commit then return nil, desk:refusal("NOTFOUND", "dep_no_promotion") end
  local lessons = desk:one("lessons_in_year", { year = commit.year.id }).n
  if lessons > 0 then
    return nil, desk:refusal("LOCKED", "dep_year_begun", { n = ru.count(lessons, "lesson_forms") })
  end
  local rows = desk:query("commit_entries", { first_id = commit.first_id, n = commit.n })
  return act.write(desk, { note = ru.dep_note_back }, function(st)
    for _, row in ipairs(rows) do take_back(st, desk, row) end
  end)
end

-- Only the year with its periods, nothing else: returns the year.
function promotion.make_year(desk, year)
  if not may(desk) then return nil, desk:refusal("DENIED", "dep_not_yours") end
  local after = promotion.next_year(desk, year)
  if not after.new then return after end
  return act.write(desk, { note = ru.dep_note_year }, function(st)
    return schoolyear.put(st, after.first, (desk.rules:rows() or {}).periods)
  end)
end

-- Moves the borders of periods.  form: s_PERIOD and e_PERIOD dates.  Periods of a scheme may not overlap
-- nor leave the
-- year.  Returns how many changed, or nil, err.fields.
function promotion.set_periods(desk, year, form)
  if not desk.access:may("period", "write", {}) then return nil, desk:refusal("DENIED", "dep_not_yours") end
  if locks.sealed(desk, year.id) then return nil, desk:refusal("LOCKED", "dep_sealed") end
  local list, wrong, last = calendar.periods(desk, year.id), {}, {}
  local changes = {}
  for _, row in ipairs(list) do
    local starts, ends = calendar.read(form["s_" .. row.id] or row.starts), calendar.read(form["e_"
      .. row.id] or row.ends)
    local before = last[row.scheme]
    if not starts or not ends then
      wrong[row.id] = ru.bad_date
    elseif starts > ends or starts < year.starts or ends > year.ends then
      wrong[row.id] = ru.fill(ru.dep_period_outside, { from = calendar.written(year.starts),
        to = calendar.written(year.ends) })
    elseif before and starts <= before then
      wrong[row.id] = ru.dep_period_overlap
    elseif starts ~= row.starts or ends ~= row.ends then
      changes[#changes + 1] = { id = row.id, starts = starts, ends = ends }
    end
    last[row.scheme] = ends or last[row.scheme]
  end
  local _, message = next(wrong)
  if message then return nil, { code = "INPUT", msg = message, fields = wrong } end
  if #changes == 0 then return 0 end
  local done, err = act.write(desk, { note = ru.dep_note_periods }, function(st)
    for _, one in ipairs(changes) do
      act.must(st:correct("period", one.id, { starts = one.starts, ends = one.ends }, ru.dep_note_periods))
    end
  end)
  if not done then return nil, err end
  return #changes
end

return promotion
