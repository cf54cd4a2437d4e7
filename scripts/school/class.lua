-- school/class.lua -- one class: its pupils, subjects, results and absences put together.
-- Floor: school.  The frame (pupils, subjects, periods) is remembered until something but a cell or a
-- result changes; results and absences until the next commit.
local entered = require "lib.entered"
local attendance = require "school.attendance"
local calendar = require "school.calendar"
local exempt = require "school.exempt"
local finals = require "school.finals"
local indicators = require "school.indicators"
local marks = require "school.marks"
local people = require "school.people"

local class = {}

local filled = entered.filled

local function about(desk, row, mine)
  return { mine = mine, headed = row.head ~= nil and row.head == desk.me.person, grade = row.grade }
end

-- -- the frame -----------------------------------------------------------------------------

-- One line a pupil, even when he left and came back: the first day and the last one (nil: still here).
local function pupils_of(desk, id)
  local list, by = {}, {}
  for _, row in ipairs(desk:query("class_pupils", { group = id })) do
    local old = by[row.id]
    if old then
      local ends = filled(row.ends)
      if old.ends and (not ends or ends > old.ends) then old.ends = ends end
    else
      row.ends = filled(row.ends)
      by[row.id] = row
      list[#list + 1] = row
    end
  end
  return people.sort(list), by
end

-- Order of a scheme in the regulation; what it does not name comes last.
local function scheme_order(desk, day)
  local rows, order = desk.rules:rows(day), {}
  for i, row in ipairs(rows and rows.periods or {}) do order[row.scheme] = order[row.scheme] or i end
  return order
end

-- The last day of lessons: the end of the schemes of several periods, else of the year.  Exams and the final
-- result come later, when those who finish are no longer of the class.
local function last_lessons(schemes, year_ends)
  local last
  for _, list in pairs(schemes) do
    for _, period in ipairs(#list > 1 and list or {}) do
      if not last or period.ends > last then last = period.ends end
    end
  end
  return last or year_ends
end

-- Periods by scheme, and those that cover the whole year (a scheme of one period), in the policy's order.
local function periods_of(desk, row)
  local schemes, whole, by = {}, {}, {}
  for _, period in ipairs(calendar.periods(desk, row.year)) do
    local list = schemes[period.scheme] or {}
    list[#list + 1] = period
    schemes[period.scheme], by[period.id] = list, period
  end
  for _, list in pairs(schemes) do
    if #list == 1 then whole[#whole + 1] = list[1] end
  end
  local order = scheme_order(desk, row.year_ends)
  table.sort(whole, function(a, b)
    local i, j = order[a.scheme] or 99, order[b.scheme] or 99
    if i ~= j then return i < j end
    return a.id < b.id
  end)
  for _, period in ipairs(whole) do period.whole = true end
  local last = last_lessons(schemes, row.year_ends)
  for _, period in pairs(by) do period.till = period.ends < last and period.ends or last end
  return schemes, whole, by, last
end

-- Can results stand in a journal of that grading: has the scale a mark, a level or a pass for it?
local function graded(desk, grading, day)
  local rows = desk.rules:rows(day)
  for _, symbol in ipairs(rows and rows.scale or {}) do
    if symbol.result and (symbol.kind ~= "word" or symbol.passed ~= nil) then
      local fits = not symbol.grading or not filled(grading)
      for _, one in ipairs(symbol.grading or {}) do fits = fits or one == grading end
      if fits then return true end
    end
  end
  return false
end

-- Subjects of the class: journals of one subject (subgroups) stand together; those without marks stay out.
local function subjects_of(desk, rows, day)
  local list, by, known = {}, {}, {}
  for _, row in ipairs(rows) do
    local subject, grading = by[row.subject], row.grading or ""
    if known[grading] == nil then known[grading] = graded(desk, grading, day) end
    if not subject and known[grading] then
      subject = { id = row.subject, name = row.subject_name, short = filled(row.short) or row.subject_name,
        scheme = row.scheme, grading = row.grading, journals = {} }
      by[row.subject] = subject
      list[#list + 1] = subject
    end
    if subject then subject.journals[#subject.journals + 1] = row end
  end
  return list
end

local function main_scheme(subjects, schemes)
  local count, best = {}, nil
  for _, subject in ipairs(subjects) do
    local scheme = subject.scheme or ""
    count[scheme] = (count[scheme] or 0) + 1
    if schemes[scheme] and (not best or count[scheme] > count[best]) then best = scheme end
  end
  return best
end

local function members_of(desk, id)
  local map = {}
  for _, row in ipairs(desk:query("class_members", { group = id })) do
    map[row.journal] = map[row.journal] or {}
    map[row.journal][row.person] = true
  end
  return map
end

local function build(desk, row)
  local frame = { id = row.id, row = row, memo = {} }
  frame.pupils, frame.pupil = pupils_of(desk, row.id)
  frame.schemes, frame.whole, frame.period, frame.last_lessons = periods_of(desk, row)
  frame.members = members_of(desk, row.id)
  return frame
end

-- The subjects this user may see in the class; whether there are others he may not; whether all he sees are
-- taught without marks.
local function seen_subjects(desk, frame)
  local on = calendar.day_in({ starts = frame.row.year_starts, ends = frame.row.year_ends }, desk:today())
  local kept, all = {}, desk:query("class_journals", { group = frame.id, me = desk.me.person or "", on = on })
  for _, row in ipairs(all) do
    if desk.access:may("result", "see", about(desk, frame.row, row.mine == 1)) then kept[#kept + 1] = row end
  end
  local subjects = subjects_of(desk, kept, frame.row.year_ends)
  return subjects, #kept < #all, #kept > 0 and #subjects == 0
end

-- Whether the class has an examination and marks of the certificate by the regulation.
local function closing_of(desk, view)
  local found, rows = { exam = false, final = false }, desk.rules:rows(view.row.year_ends)
  for _, subject in ipairs(view.subjects) do
    local place = finals.places(rows, { grade = view.row.grade, subject_name = subject.name,
      grading = subject.grading })
    if place then found.final, found.exam = true, found.exam or place.exam ~= nil end
  end
  return found
end

-- A view of the class for this user: {row, pupils, subjects, schemes, main, columns, partial, unmarked};
-- nil, err when
-- there is no such class or nothing of it is his to see.
function class.open(desk, id)
  local frames = desk.stick.cache.classes or {}
  desk.stick.cache.classes = frames
  local frame = frames[id]
  if not frame then
    local row = desk:one("class", { group = id })
    if not row then return nil, desk:refusal("NOTFOUND", "no_such_class") end
    frame = build(desk, row)
    frames[id] = frame
  end
  local subjects, partial, unmarked = seen_subjects(desk, frame)
  if #subjects == 0 and not unmarked and not desk.access:may("result", "see", about(desk, frame.row)) then
    return nil, desk:refusal("NOTFOUND", "no_such_class")
  end
  local view = setmetatable({ subjects = subjects, partial = partial, unmarked = unmarked },
    { __index = frame })
  view.main = main_scheme(subjects, frame.schemes)
  view.columns = {}
  for _, period in ipairs(frame.schemes[view.main or ""] or {}) do
    view.columns[#view.columns + 1] = period
  end
  local closing = closing_of(desk, view)
  for _, period in ipairs(frame.whole) do
    local here = closing[period.scheme] == nil or closing[period.scheme]
    if period.scheme ~= view.main and here then view.columns[#view.columns + 1] = period end
  end
  return view
end

-- Classes of a year (and the groups of a place that has no grades) this user may open: rows of the store.
function class.list(desk, year)
  local list = {}
  local on = calendar.day_in(year, desk:today())
  for _, row in ipairs(desk:query("groups_of_year", { year = year.id, on = on })) do
    local home = row.kind == "group" or row.kind == "class" and row.grade
    if home and desk.access:may("result", "see", about(desk, row)) then
      list[#list + 1] = row
    end
  end
  return list
end

-- The period of a subject that stands under a column: the same, or of another scheme with the same end.
function class.period_of(view, subject, column)
  if column.whole or subject.scheme == column.scheme then return column.id end
  for _, period in ipairs(view.schemes[subject.scheme or ""] or {}) do
    if period.ends == column.ends then return period.id end
  end
  return nil
end

-- The column to begin with: the last main period that has ended, else the first; after the year, the year.
function class.current(view, today)
  local found
  for _, column in ipairs(view.columns) do
    if column.ends < today and (not found or column.ends > found.ends or column.whole) then found = column end
  end
  return found or view.columns[1]
end

-- What is remembered about the class until the next commit of anybody: key -> anything.
local function memo_of(desk, view)
  local memo, commits = view.memo, desk.stick.store:info().commits
  if memo.commits ~= commits then
    for key in pairs(memo) do memo[key] = nil end
    memo.commits = commits
  end
  return memo
end

-- The columns of a query about the class.
local function remembered(desk, view, name)
  local memo = memo_of(desk, view)
  local known = memo[name]
  if not known then
    local columns, n = desk:columns(name, { group = view.id })
    known = { columns = columns, n = n }
    memo[name] = known
  end
  return known.columns, known.n
end

-- -- results -------------------------------------------------------------------------------

-- The word of an exemption where it lasts a whole period that others have a result of.
local function free(desk, view, index, at, any)
  local word = marks.exempt_word(desk, view.row.year_ends)
  for _, row in ipairs(word and desk:query("class_exemptions", { group = view.id }) or {}) do
    local i = index[row.journal]
    for id in pairs(i and any[i] or {}) do
      local period, own = view.period[id], at[row.person] or {}
      if period and period.scheme ~= "exam" and exempt.whole({ row }, row.person, period) then
        at[row.person], own[i] = own, own[i] or {}
        own[i][id] = own[i][id] or word
      end
    end
  end
end

-- Everything decided, and exemptions: at[person][subject index][period] = text;
-- any[subject index][period] = true.
function class.results(desk, view)
  local index, at, any = {}, {}, {}
  for i, subject in ipairs(view.subjects) do
    any[i] = {}
    for _, journal in ipairs(subject.journals) do index[journal.id] = i end
  end
  local c, n = remembered(desk, view, "class_results")
  local journals, persons, periods, decided = c.journal, c.person, c.period, c.decided
  for k = 1, n do
    local i, text = index[journals[k]], decided[k]
    if i and text and text ~= "" and view.pupil[persons[k]] then
      local row = at[persons[k]]
      if not row then
        row = {}
        at[persons[k]] = row
      end
      local cell = row[i]
      if not cell then
        cell = {}
        row[i] = cell
      end
      cell[periods[k]], any[i][periods[k]] = text, true
    end
  end
  free(desk, view, index, at, any)
  return { at = at, any = any }
end

-- Decisions of the council by person.
function class.council(desk, view)
  local map = {}
  for _, row in ipairs(desk:query("class_council", { group = view.id, year = view.row.year })) do
    map[row.person] = row
  end
  return map
end

-- Was the pupil in the class on the last day of the period (today, while it runs; of lessons, after them)?
function class.counted(pupil, column, today)
  local till = column.till or column.ends
  local day = till < today and till or today
  return (not pupil.starts or pupil.starts <= day) and (not pupil.ends or pupil.ends >= day)
end

-- Where a pupil stands by his results: excellent, good, one_good, one_fair, other, failing, na (not
-- attested),
-- open (not all is decided), none (nothing to tell by).
local function category(found)
  local n = found.count
  if #found.marks == 0 then return #found.missing > 0 and "open" or "none" end
  if (n.fail or 0) > 0 then return "failing" end
  if (n.na or 0) > 0 then return "na" end
  if #found.missing > 0 then return "open" end
  local good, fair = n.good or 0, n.fair or 0
  if (n.top or 0) + good + fair == 0 then return "none" end
  if fair > 1 then return "other" end
  if fair == 1 then return "one_fair" end
  return good == 0 and "excellent" or good == 1 and "one_good" or "good"
end

-- {pupil, marks = {{subject, index, text, level}}, missing = {subject…}, count = {level = n}, category}
local function standing(view, all, levels, pupil, column)
  local found = { pupil = pupil, marks = {}, missing = {}, count = {} }
  local row = all.at[pupil.id] or {}
  for i, subject in ipairs(view.subjects) do
    local period = class.period_of(view, subject, column)
    if period and all.any[i][period] then
      local text = row[i] and row[i][period]
      if text then
        local level = levels[text] or "pass"
        found.count[level] = (found.count[level] or 0) + 1
        found.marks[#found.marks + 1] = { subject = subject.name, index = i, text = text, level = level }
      elseif column.scheme ~= "exam" and class.takes(view, subject, pupil) then
        found.missing[#found.missing + 1] = subject.name
      end
    end
  end
  found.category = category(found)
  return found
end

-- Does the pupil learn the subject (a subject of subgroups has its own lists)?
function class.takes(view, subject, pupil)
  for _, journal in ipairs(subject.journals) do
    local members = view.members[journal.id]
    if not members or members[pupil.id] then return true end
  end
  return false
end

-- Standings of the pupils counted in the column, and the names of subjects without any result in it.
function class.standings(desk, view, all, column)
  local levels = indicators.levels(desk, column.ends)
  local list, silent, today = {}, {}, desk:today()
  for _, pupil in ipairs(view.pupils) do
    if class.counted(pupil, column, today) then
      list[#list + 1] = standing(view, all, levels, pupil, column)
    end
  end
  for i, subject in ipairs(view.subjects) do
    local period = class.period_of(view, subject, column)
    if period and not all.any[i][period] then silent[#silent + 1] = subject.name end
  end
  return list, silent
end

local worst = { top = 1, good = 2, fair = 3, fail = 4, na = 5 }

-- Sets of results for the figures of a column: one a subject, then all marks together, then each pupil
-- once by his lowest result.
function class.sets(view, list)
  local sets, total, pupils = {}, {}, {}
  for i in ipairs(view.subjects) do sets[i] = {} end
  for _, found in ipairs(list) do
    local low
    for _, mark in ipairs(found.marks) do
      local set = sets[mark.index]
      set[mark.text] = (set[mark.text] or 0) + 1
      total[mark.text] = (total[mark.text] or 0) + 1
      if worst[mark.level] and (not low or worst[mark.level] > worst[low.level]) then low = mark end
    end
    if low then pupils[low.text] = (pupils[low.text] or 0) + 1 end
  end
  sets[#sets + 1], sets[#sets + 2] = total, pupils
  return sets
end

-- The figures of sets of results that end with all marks together and the pupils (see indicators.ask): many
-- marks of few pupils make no percent either.
function class.ask(desk, sets, day)
  local answers, adopted = indicators.ask(desk, sets, day)
  if not answers then return nil, adopted end
  local n = #answers
  answers[n - 1].hidden = answers[n - 1].hidden or answers[n].hidden
  return answers, adopted
end

-- The figures of every column that has results: array of {column, answers = {all marks, pupils}}.
function class.growth(desk, view, all, columns)
  local grown = {}
  for _, column in ipairs(columns) do
    local list = class.standings(desk, view, all, column)
    local sets = class.sets(view, list)
    if next(sets[#sets]) then
      local answers = class.ask(desk, { sets[#sets - 1], sets[#sets] }, column.ends)
      if answers then grown[#grown + 1] = { column = column, answers = answers } end
    end
  end
  return grown
end

-- -- absences ------------------------------------------------------------------------------

-- Absences between two days by pupil: {by_code, lessons, days}, counted as on the pages of attendance; only
-- pupils who have any.  nil when the user may not see the cells of the whole class.
function class.absences(desk, view, from, to)
  if not desk.access:may("cell", "see", about(desk, view.row)) then return nil end
  local memo, key = memo_of(desk, view), table.concat({ "absences", from, to, desk:today() }, " ")
  if memo[key] then return memo[key] end
  local of = {}
  for _, row in ipairs(attendance.summary(desk, { id = view.row.year }, view, from, to).rows) do
    if next(row.by) then
      of[row.pupil.id] = { by_code = row.by, lessons = row.lessons, days = row.days }
    end
  end
  memo[key] = of
  return of
end

-- -- one cell ------------------------------------------------------------------------------

-- The journal in which a pupil's result of a subject stands; nil, err.
function class.journal_of(desk, view, subject_id, person)
  local pupil = view.pupil[person]
  for _, subject in ipairs(view.subjects) do
    if subject.id == subject_id and pupil then
      local whole
      for _, journal in ipairs(subject.journals) do
        local members = view.members[journal.id]
        if members and members[person] then return journal.id, subject end
        if not members then whole = whole or journal.id end
      end
      if whole then return whole, subject end
    end
  end
  return nil, desk:refusal("NOTFOUND", "no_such_cell")
end

return class
