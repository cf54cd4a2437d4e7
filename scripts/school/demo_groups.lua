-- school/demo_groups.lua -- an invented place of additional education: groups without grades, records
-- without marks.  Floor: school.  Stands in for the classes of the demo where the regulation has groups of
-- its own (a group kind with an order); the people, the users and the agenda are those of the world `w`.
local ru = require "text.ru"
local act = require "school.act"
local demo_rng = require "school.demo_rng"
local schoolyear = require "school.schoolyear"

local demo_groups = {}

local SIZE = 9

-- The kind of group the regulation has instead of classes, or nil.
function demo_groups.kind(rows)
  local found
  for _, row in ipairs(rows.labels or {}) do
    if row.set == "group_kinds" and row.ord and (not found or row.ord < found.ord) then found = row end
  end
  return found and found.key
end

-- The text of a label of the regulation, the child's before its parent's; nil when there is none.
function demo_groups.label(rows, set, key)
  local text
  for _, row in ipairs(rows.labels or {}) do
    if row.set == set and row.key == key then text = row.text end
  end
  return text
end

-- The levels of a grading from the best, and the sign of an absence.
local function signs(rows, grading)
  local list, absent = {}, nil
  for _, row in ipairs(rows.scale or {}) do
    for _, one in ipairs(row.grading or {}) do
      if one == grading and row.kind == "level" then list[#list + 1] = row.symbol end
    end
    if row.kind == "absence" and row.missed then absent = absent or row.symbol end
  end
  return list, absent
end

local function course_group(w, n)
  local course = ru.demo_groups_courses[(n - 1) % #ru.demo_groups_courses + 1]
  local parts = ru.demo_groups_parts
  local part = parts[(n - 1) // #ru.demo_groups_courses % #parts + 1]
  local grading = course[2]
  if #signs(w.rows, grading) == 0 then grading = w.words.marked end
  local again = (n - 1) // (#ru.demo_groups_courses * #parts) + 1
  local name = course[1] .. ", " .. part .. (again > 1 and " " .. again or "")
  return { course = course, name = name, grading = grading, pupils = {} }
end

-- The groups: every pupil is in one, every fourth in another one too.
local function divide(w)
  local pupils, groups = {}, {}
  for _, class in ipairs(w.people.years[1]) do
    for _, pupil in ipairs(class.pupils) do pupils[#pupils + 1] = pupil end
  end
  for n = 1, math.max(2, (#pupils + SIZE - 1) // SIZE) do
    groups[n] = course_group(w, n)
    groups[n].n, groups[n].teacher = n, w.groups_teachers[(n - 1) % #w.groups_teachers + 1]
  end
  for k, pupil in ipairs(pupils) do
    local n = (k - 1) % #groups + 1
    table.insert(groups[n].pupils, pupil)
    if k % 4 == 0 then table.insert(groups[n % #groups + 1].pupils, pupil) end
  end
  return groups, pupils
end

-- Who teaches: the two of the demo's users and some more.
function demo_groups.teachers(w)
  local list, seen = { w.actors.class_teacher, w.actors.teacher }, {}
  seen[list[1]], seen[list[2]] = true, true
  for _, one in ipairs(w.staff) do
    if #list < 5 and one.trade and not seen[one] then list[#list + 1] = one end
  end
  w.groups_teachers = list
  w.groups, w.groups_pupils = divide(w)
  w.heads = {}
  for _, group in ipairs(w.groups) do w.heads[group.teacher] = w.heads[group.teacher] or group end
end

-- -- a year -----------------------------------------------------------------------------------

local function put_people(w)
  local st = w.st
  for _, p in ipairs(w.groups_pupils) do
    p.id = act.must(w.put_person(p.last, p.first, p.middle, p.born, p.sex, p.snils, p.phone))
    act.must(st:put("pupil", { person = p.id, file_no = p.file_no }))
  end
end

local function put_group(w, i, group, subjects)
  local st, year = w.st, w.years[i]
  local from = year.days[1].date
  group.id = act.must(st:put("group", { name = group.name, kind = w.group_kind, year = year.id,
    head = group.teacher.id }))
  for _, pupil in ipairs(group.pupils) do w.put_enrolment(pupil.id, group.id, from, nil) end
  local name = group.course[1]
  subjects[name] = subjects[name] or act.must(st:put("subject", { name = name, programme = "dop" }))
  group.scheme = schoolyear.scheme(w.rows.periods, nil)
  group.journal = act.must(st:put("journal", { group = group.id, subject = subjects[name], year = year.id,
    programme = "dop", scheme = group.scheme, grading = group.grading }))
  act.must(st:put("journal_teacher", { journal = group.journal, person = group.teacher.id }))
  group.days = { (group.n - 1) % 3 + 1, (group.n - 1) % 3 + 3 }
  group.number = (group.n - 1) // 3 % 6 + 1
  for _, wd in ipairs(group.days) do
    act.must(st:put("slot", { journal = group.journal, weekday = wd, number = group.number, starts = from }))
  end
  w.journals[i][#w.journals[i] + 1] = group
end

local function open_year(w, i)
  local year = w.years[i]
  local made = schoolyear.put(w.st, year.first, w.rows.periods)
  year.id, year.periods = made.id, {}
  for _, row in ipairs(act.must(w.st:query("periods_of_year", { year = made.id }))) do
    table.insert(year.periods, row)
  end
  w.journals[i], w.subject_of = {}, w.subject_of or {}
  for _, group in ipairs(w.groups) do put_group(w, i, group, w.subject_of) end
end

-- How well a pupil does: 0 (best) .. 2.
local function level_of(w, pupil, list, rng)
  pupil.able = pupil.able or 1 + demo_rng.new(w.seed, "able " .. pupil.last .. pupil.first):below(3)
  local at = math.max(1, math.min(#list, pupil.able + (rng:chance(150) and 1 or 0) - (rng:chance(150) and 1
    or 0)))
  if #list == 2 then at = rng:chance(60) and 2 or 1 end
  return list[at]
end

local function give_lesson(w, group, day, k, rng)
  local list, absent = signs(w.rows, group.grading)
  local topics = group.course
  local lesson = act.must(w.put_lesson(group.journal, day, group.number, topics[3 + (k - 1) % (#topics - 2)],
    nil,
    nil, 100))
  w.lessons = w.lessons + 1
  for _, pupil in ipairs(group.pupils) do
    local mark, away
    if rng:chance(70) then
      away = absent
    elseif rng:chance(k % 3 == 0 and 800 or 200) then
      mark = level_of(w, pupil, list, rng)
      group.seen[pupil] = group.seen[pupil] or {}
      table.insert(group.seen[pupil], mark)
    end
    if mark or away then
      act.must(w.put_cell(lesson, pupil.id, mark, away, nil))
      w.cells = w.cells + 1
    end
  end
end

-- The result of a period: what all records agree on, else the last of them with a word why.
local function close_period(w, group, period)
  for _, pupil in ipairs(group.pupils) do
    local seen = group.seen[pupil]
    if seen then
      local last, agree = seen[#seen], true
      for _, one in ipairs(seen) do agree = agree and one == last end
      act.must(w.put_result(group.journal, pupil.id, period.id, agree and last or nil, last,
        not agree and ru.demo_groups_reason or nil, nil, w.hash))
      w.results = w.results + 1
    end
  end
  group.seen = {}
end

local function plan_group(w, i, group)
  local year, login = w.years[i], w.login[group.teacher]
  local rng = demo_rng.new(w.seed, "group " .. i .. " " .. group.n)
  local k = 0
  group.seen = {}
  for _, day in ipairs(year.days) do
    if day.wd == group.days[1] or day.wd == group.days[2] then
      k = k + 1
      local nth = k
      w:plan(day.date .. "T18:30:00", login, ru.demo_groups_note_lesson,
        function() give_lesson(w, group, day.date, nth, rng) end)
    end
  end
  for _, period in ipairs(year.periods) do
    if period.scheme == group.scheme then
      w:plan(period.ends .. "T19:00:00", login, ru.demo_groups_note_result,
        function() close_period(w, group, period) end)
    end
  end
end

local function plan_achievements(w, i)
  local rng = demo_rng.new(w.seed, "achievements " .. i)
  for k, pupil in ipairs(w.groups_pupils) do
    if k % 3 == 0 then
      local row = rng:pick(ru.demo_groups_achievements)
      local day = w.years[i].days[20 + rng:below(30)].date
      w:plan(day .. "T16:00:00", w.login[w.office.deputy], ru.card_note, function()
        act.must(w.st:put("achievement", { person = pupil.id, category = row[1], title = row[2],
          place = row[3],
          date = day }))
        w.diplomas = w.diplomas + 1
      end)
    end
  end
end

-- Writes a year; w.years[i] as demo_plan made it.
function demo_groups.year(w, i)
  local year = w.years[i]
  local secretary = w.login[w.office.secretary]
  if i == 1 then w:plan(year.first .. "-08-27T10:00:00", secretary, ru.demo_groups_note_people,
    function() put_people(w) end) end
  w:plan(year.first .. "-08-28T10:00:00", secretary, ru.demo_groups_note_year, function() open_year(w, i) end)
  w:run()
  if not w.journals[i] then return end
  for _, group in ipairs(w.groups) do plan_group(w, i, group) end
  plan_achievements(w, i)
  w:run()
end

return demo_groups
