-- school/progress.lua -- how the journals of a year are filled, and what in them is worth a word.
-- Floor: school.  A journal's facts are counted from its lessons, cells and results, and remembered as
-- long as the store is open.  The ledger tells which journals changed since: only those are counted
-- again.  Who may look is asked by the caller; the facts are the same for everybody.
local marks = require "school.marks"
local cells = require "school.cells"
local calendar = require "school.calendar"
local daily = require "school.daily"
local date = require "core.date"
local exempt = require "school.exempt"
local finals = require "school.finals"

local progress = {}

-- Codes of kinds in the ledger (core/data/kinds.c).
local LESSON, CELL, RESULT = 14, 15, 16
local STRUCTURE = { [2] = true, [3] = true, [4] = true, [8] = true, [9] = true, [10] = true, [11] = true,
  [12] = true, [13] = true, [25] = true, [30] = true, [35] = true, [36] = true }
-- More changed journals than this are counted in one go.
local MANY = 40
-- So many are counted again while a page waits.
local FEW = 4

progress.kinds = { "no_topic", "empty", "late", "few", "undecided", "absent_mark", "day_mark", "day_reason",
  "day_blank", "jump", "unexplained" }

-- -- what the regulation says ------------------------------------------------------------------

-- Values of the switches: the school's own, else the regulation's.
function progress.settings(desk, day)
  local rows, row = desk.rules:rows(day)
  local set = rows and desk.rules:env(row).settings or {}
  local values = {}
  for _, one in ipairs(rows and rows.settings or {}) do
    values[one.name] = set[one.name] == nil and one.default or set[one.name]
  end
  return values
end

local function has(list, value)
  for _, one in ipairs(list or {}) do
    if one == value then return true end
  end
  return false
end

-- Does the regulation expect period results in that journal; and how many marks they need.
local function demands(rows, settings, journal)
  local expects, least = journal.scheme ~= nil and journal.scheme ~= "", settings.min_marks
  local grading = journal.grading or ""
  for _, row in ipairs(rows.rounding or {}) do
    if row.use == "period" and (not row.grades or has(row.grades, journal.grade))
      and (not row.grading or row.grading == (grading == "" and "marks" or grading)) then
      if row.rule == "none" then expects = false end
      if row.min_marks then least = row.min_marks end
    end
  end
  return expects, least
end

-- -- what the whole year shares ---------------------------------------------------------------

local function gather(rows, field)
  local map = {}
  for _, row in ipairs(rows) do
    local list = map[row[field]]
    if not list then
      list = {}
      map[row[field]] = list
    end
    list[#list + 1] = row
  end
  return map
end

-- What closes the programme in a journal.  A group without a grade has pupils of several: then each grade has
-- its own list (journal.by_grade), and journal.closing is all of them.
local function close(rows, sheet, journal, grade_of)
  journal.closing = finals.periods(rows, journal, sheet.schemes)
  if journal.grade then return end
  journal.by_grade, journal.grade_of = {}, grade_of
  local known = {}
  for _, pupil in ipairs(journal.pupils) do
    local grade = grade_of[pupil.person]
    if grade and not journal.by_grade[grade] then
      local list = finals.periods(rows, { grade = grade, subject_name = journal.subject_name,
        grading = journal.grading }, sheet.schemes)
      journal.by_grade[grade] = list
      for _, period in ipairs(list) do
        if not known[period.id] then table.insert(journal.closing, period) end
        known[period.id] = true
      end
    end
  end
end

local function closing_of(journal, pupil)
  if not journal.by_grade then return journal.closing end
  return journal.by_grade[journal.grade_of[pupil.person]] or {}
end

local function frame_of(desk, year, today)
  local about = { year = year.id }
  local day = calendar.day_in(year, today)
  local sheet = { year = year, today = today, day = day, facts = {}, person = {}, lesson = {}, store =
    desk.stick.store, hash = desk.rules:hash() }
  sheet.settings = progress.settings(desk)
  local rows = desk.rules:rows() or {}
  sheet.value, sheet.alone, sheet.scale = {}, {}, marks.scale(desk).by
  for _, one in ipairs(rows.scale or {}) do
    sheet.value[one.symbol] = one.value
    if one.kind == "absence" and one.with_mark == false then sheet.alone[one.symbol] = true end
  end
  sheet.journals = desk:query("journals_of_year", { year = year.id, me = "", on = day })
  sheet.journal = {}
  sheet.teachers = gather(desk:query("deputy_teachers", { year = year.id, date = day }), "journal")
  sheet.named = gather(desk:query("deputy_named", about), "journal")
  sheet.enrolled = gather(desk:query("deputy_enrolled", about), "group")
  sheet.schemes = gather(calendar.periods(desk, year.id), "scheme")
  sheet.exempt = gather(desk:query("exemptions_of_year", about), "journal")
  sheet.ranges = gather(desk:query("deputy_ranges", { starts = year.starts, ends = year.ends }), "person")
  local grade_of = {}
  for _, journal in ipairs(sheet.journals) do
    for _, pupil in ipairs(journal.group_kind == "class" and sheet.enrolled[journal.group] or {}) do
      grade_of[pupil.person] = journal.grade
    end
  end
  for _, journal in ipairs(sheet.journals) do
    sheet.journal[journal.id] = journal
    journal.expects, journal.least = demands(rows, sheet.settings, journal)
    journal.pupils = sheet.named[journal.id] or sheet.enrolled[journal.group] or {}
    for _, pupil in ipairs(journal.pupils) do sheet.person[pupil.person] = pupil end
    journal.own = sheet.schemes[journal.scheme or ""] or {}
    journal.whole = (sheet.schemes.year or {})[1]
    close(rows, sheet, journal, grade_of)
    journal.sums = { journal.whole, (sheet.schemes.exam or {})[1] }
    journal.seek = calendar.seeker(journal.own)
    journal.teachers_list = sheet.teachers[journal.id] or {}
  end
  return sheet
end

-- The day on which an entry was written, by the commits of the year.
local function day_finder(desk, year)
  local columns, n = desk:columns("commit_days", { since = year.starts })
  local first, at = columns.first_id, columns.at
  return function(entry)
    local low, high = 1, n
    while low < high do
      local middle = (low + high + 1) // 2
      if first[middle] <= entry then low = middle else high = middle - 1 end
    end
    return n > 0 and first[low] <= entry and at[low]:sub(1, 10) or nil
  end
end

-- -- the facts of one journal ----------------------------------------------------------------

local function blank(journal)
  local facts = { journal = journal, lessons = {}, count = {}, last = {}, results = {}, absent_mark = {},
    away = {}, told = {} }
  for _, kind in ipairs(progress.kinds) do facts[kind] = facts[kind] or {} end
  return facts
end

local function present(pupil, from, till)
  return not (pupil.starts and pupil.starts ~= "" and pupil.starts > till)
    and not (pupil.ends and pupil.ends ~= "" and pupil.ends < from)
end

local function away(sheet, person, day)
  for _, range in ipairs(sheet.ranges[person] or {}) do
    if range.starts <= day and day <= range.ends then return true end
  end
  return false
end

local function marks_in(text)
  if #text < 3 or not text:find("/", 1, true) then return 1 end
  local _, slashes = text:gsub("/", "")
  return slashes + 1
end

-- What a filled cell says: when the lesson was filled first, how many marks the pupil has, whether a mark
-- stands
-- where he was away.
local function cell_told(sheet, lesson, person, text, absence, entry)
  local facts = sheet.facts[lesson.journal]
  if not lesson.first or entry < lesson.first then lesson.first = entry end
  local key = person .. "|" .. (lesson.period or "")
  if (facts.last[key] or 0) < entry then facts.last[key] = entry end
  if sheet.ranges[person] then facts.told[lesson.id .. "|" .. person] = true end
  if absence and sheet.scale[absence] and sheet.scale[absence].missed then
    facts.away[#facts.away + 1] = { lesson = lesson.id, person = person, symbol = absence }
  end
  if not text then return end
  facts.count[key] = (facts.count[key] or 0) + marks_in(text)
  if absence and sheet.alone[absence] or not absence and sheet.ranges[person]
    and away(sheet, person, lesson.date) then
    table.insert(facts.absent_mark, { lesson = lesson.id, person = person, date = lesson.date,
      text = cells.text({ marks = text, absence = absence }) })
  end
end

-- Reads lessons, cells and results of some journals into their facts.
local function read(desk, sheet, only)
  local wanted = { year = sheet.year.id, date = sheet.today, journal = only or "" }
  for _, row in ipairs(desk:query("deputy_lessons", wanted)) do
    local facts = sheet.facts[row.journal]
    row.topic = row.topic == 1
    row.period = facts.journal.seek(row.date)
    facts.lessons[#facts.lessons + 1] = row
    sheet.lesson[row.id] = row
  end
  local c, n = desk:columns("deputy_cells", wanted)
  local lessons, persons, texts, absences, entries = c.lesson, c.person, c.marks, c.absence, c.entry
  for i = 1, n do
    local lesson, text, absence = sheet.lesson[lessons[i]], texts[i], absences[i]
    if text == "" then text = nil end
    if absence == "" then absence = nil end
    if lesson and (text or absence) then cell_told(sheet, lesson, persons[i], text, absence, entries[i]) end
  end
  for _, row in ipairs(desk:query("deputy_results",
    { year = wanted.year, journal = wanted.journal })) do
    sheet.facts[row.journal].results[row.person .. "|" .. row.period] = row
  end
end

local function lessons_told(sheet, facts, written_on)
  local limit = sheet.settings.fill_days
  local filled, topics = 0, 0
  for _, lesson in ipairs(facts.lessons) do
    local old = not limit or date.add_days(lesson.date, limit) < sheet.today
    if lesson.topic then
      topics = topics + 1
    elseif old then
      table.insert(facts.no_topic, { lesson = lesson.id, date = lesson.date })
    end
    if lesson.first then
      filled = filled + 1
      local on = limit and written_on(lesson.first)
      if on and date.diff_days(lesson.date, on) > limit then
        table.insert(facts.late, { lesson = lesson.id, date = lesson.date, on = on })
      end
    elseif (facts.journal.grading or "") == "none" then
      filled = filled + 1
    elseif old then
      table.insert(facts.empty, { lesson = lesson.id, date = lesson.date })
    end
  end
  facts.n, facts.filled, facts.topics = #facts.lessons, filled, topics
end

local function decided(row)
  return row and row.decided and row.decided ~= "" and row.decided or nil
end

-- The newest entry a result stands on: of the marks of its period; of the certificate, of the year and the
-- exam.
local function changed_since(facts, pupil, period, key)
  local newest = facts.last[key] or 0
  for _, one in ipairs(period.scheme == "final" and facts.journal.sums or {}) do
    local row = facts.results[pupil.person .. "|" .. one.id]
    if row and row.entry > newest then newest = row.entry end
  end
  return newest
end

-- A pupil's result of a period: decided or not, explained or not.
local function result_told(sheet, facts, pupil, period)
  local key = pupil.person .. "|" .. period.id
  local row = facts.results[key]
  if not decided(row) and exempt.whole(sheet.exempt[facts.journal.id], pupil.person, period) then return end
  facts.due = facts.due + 1
  if not decided(row) then
    table.insert(facts.undecided, { person = pupil.person, period = period.id })
    return
  end
  facts.done = facts.done + 1
  local silent = not (row.reason and row.reason ~= "") and not (row.council and row.council ~= "")
  if silent and row.proposed and row.proposed ~= "" and row.proposed ~= row.decided then
    table.insert(facts.unexplained, { person = pupil.person, period = period.id, proposed = row.proposed,
      decided = row.decided })
  elseif silent and period.scheme ~= "year" and changed_since(facts, pupil, period, key) > row.entry then
    facts.stale[#facts.stale + 1] = { person = pupil.person, period = period.id, decided = row.decided }
  end
  return sheet.value[row.decided]
end

local function few_told(sheet, facts, pupil, period)
  local journal = facts.journal
  if not journal.least or (journal.grading or "") == "pass" then return end
  if date.add_days(period.ends, -(sheet.settings.few_days or 0)) > sheet.today then return end
  if pupil.starts and pupil.starts > period.starts then return end
  if exempt.whole(sheet.exempt[journal.id], pupil.person, period) then return end
  local key = pupil.person .. "|" .. period.id
  local n = facts.count[key] or 0
  facts.asked = facts.asked + 1
  if n >= journal.least then return end
  local row = facts.results[key]
  local result = decided(row)
  if result and (sheet.value[result] == nil or (row.reason and row.reason ~= "")) then return end
  table.insert(facts.few, { person = pupil.person, period = period.id, n = n })
end

local function results_told(sheet, facts)
  local journal = facts.journal
  facts.due, facts.done, facts.asked, facts.stale = 0, 0, 0, {}
  if not journal.expects then return end
  local jump = sheet.settings.result_jump
  local last = journal.own[#journal.own]
  for _, pupil in ipairs(journal.pupils) do
    local before
    for _, period in ipairs(journal.own) do
      if period.starts <= sheet.today and present(pupil, period.ends, period.ends) then
        few_told(sheet, facts, pupil, period)
        if period.ends < sheet.today then
          local value = result_told(sheet, facts, pupil, period)
          if jump and value and before and math.abs(value - before) >= jump then
            table.insert(facts.jump, { person = pupil.person, period = period.id, before = before,
              value = value })
          end
          before = value or before
        end
      end
    end
    if journal.whole and last and last.ends < sheet.today and present(pupil, last.ends, last.ends) then
      result_told(sheet, facts, pupil, journal.whole)
    end
    for _, one in ipairs(closing_of(journal, pupil)) do
      if one.due and one.ends < sheet.today and last and present(pupil, last.ends, last.ends) then
        result_told(sheet, facts, pupil, one)
      end
    end
  end
end

local function tell(sheet, facts, written_on)
  local given = {}
  for _, lesson in ipairs(facts.lessons) do
    if lesson.first then given[#given + 1] = lesson end
  end
  daily.blanks(sheet, facts, given, facts.told)
  lessons_told(sheet, facts, written_on)
  results_told(sheet, facts)
  facts.lessons, facts.count, facts.last, facts.told = nil, nil, nil, nil
end

local function count_all(desk, sheet)
  sheet.lesson = {}
  for _, journal in ipairs(sheet.journals) do sheet.facts[journal.id] = blank(journal) end
  read(desk, sheet, nil)
  local written_on = day_finder(desk, sheet.year)
  for _, journal in ipairs(sheet.journals) do tell(sheet, sheet.facts[journal.id], written_on) end
  daily.tell(desk, sheet)
end

local function count_some(desk, sheet, wanted)
  local written_on = day_finder(desk, sheet.year)
  for id in pairs(wanted) do
    if sheet.journal[id] then
      sheet.facts[id] = blank(sheet.journal[id])
      read(desk, sheet, id)
      tell(sheet, sheet.facts[id], written_on)
    end
  end
  daily.tell(desk, sheet)
end

-- Which journals changed since the entry: a set of ids and its size; nil when the frame of the year did.
local function changed(desk, sheet, since)
  local set, n = {}, 0
  local function add(id)
    if id and not set[id] then
      set[id] = true
      n = n + 1
    end
  end
  for _, row in ipairs(desk:query("ledger_since", { since = since })) do
    if STRUCTURE[row.kind] then return nil end
    if row.kind == CELL then
      local id = row.subject:match("^[^|]+")
      local known = sheet.lesson[id]
      add(known and known.journal or (desk:one("lesson_journal", { lesson = id }) or {}).journal)
    elseif row.kind == RESULT then
      add(row.subject:match("^[^|]+"))
    elseif row.kind == LESSON then
      local now = desk:one("lesson_journal", { lesson = row.subject })
      local known = sheet.lesson[row.subject]
      add(now and now.journal)
      add(known and known.journal)
    end
  end
  return set, n
end

local function fresh(desk, year, today)
  local sheet = frame_of(desk, year, today)
  count_all(desk, sheet)
  return sheet
end

-- The sheet of a year: .journals (rows with .pupils, .own, .teachers_list), .facts[journal] with the lists
-- named in progress.kinds and the counts n, topics, filled, due, done, asked; .person[id]; .settings.
function progress.of(desk, year)
  local kept = desk.stick.progress
  if not kept or kept.store ~= desk.stick.store then
    kept = { store = desk.stick.store, sheets = {} }
    desk.stick.progress = kept
  end
  local last = (desk:one("ledger_end") or {}).id or 0
  local today = desk:today()
  local sheet = kept.sheets[year.id]
  if not sheet or sheet.today ~= today or sheet.hash ~= desk.rules:hash() then
    sheet = fresh(desk, year, today)
  elseif sheet.seen ~= last then
    local set, n = changed(desk, sheet, sheet.seen)
    if not set or n > MANY then
      sheet = fresh(desk, year, today)
    elseif n > 0 then
      count_some(desk, sheet, set)
    end
  end
  sheet.seen = last
  kept.sheets[year.id] = sheet
  return sheet
end

-- The sheet when it can be given at once: counted before, and little has changed since; else nil.
function progress.ready(desk, year)
  local kept = desk.stick.progress
  local sheet = kept and kept.store == desk.stick.store and kept.sheets[year.id]
  if not sheet or sheet.today ~= desk:today() or sheet.hash ~= desk.rules:hash() then return nil end
  if sheet.seen ~= ((desk:one("ledger_end") or {}).id or 0) then
    local set, n = changed(desk, sheet, sheet.seen)
    if not set or n > FEW then return nil end
  end
  return progress.of(desk, year)
end

-- May the user look after that journal?
function progress.mine(desk, journal)
  return desk.access:may("inspection", "see", { grade = journal.grade })
end

-- The journals of the sheet this user teaches, and those of the class he heads.
function progress.own(desk, sheet)
  local list, me = {}, desk.me.person
  for _, journal in ipairs(sheet.journals) do
    local mine = false
    for _, teacher in ipairs(journal.teachers_list) do mine = mine or teacher.person == me end
    local about = { mine = mine, headed = me ~= nil and journal.head == me }
    if (about.mine or about.headed) and desk.access:may("cell", "see", about) then
      list[#list + 1] = journal
    end
  end
  return list
end

-- The journals of the sheet this user looks after.
function progress.journals(desk, sheet)
  local list = {}
  for _, journal in ipairs(sheet.journals) do
    if progress.mine(desk, journal) then list[#list + 1] = journal end
  end
  return list
end

local SUMS = { "n", "topics", "filled", "due", "done", "asked" }

local function sum_into(sum, facts)
  sum.journals = (sum.journals or 0) + 1
  for _, name in ipairs(SUMS) do sum[name] = (sum[name] or 0) + facts[name] end
  for _, kind in ipairs(progress.kinds) do sum[kind] = (sum[kind] or 0) + #facts[kind] end
end

-- Sums over journals: of all, by teacher, by class.  Each row: {id, name, grade, sums...}, in the order of
-- the journals (classes) or of the alphabet (teachers).
function progress.sums(sheet, journals)
  local all, teachers, groups = {}, {}, {}
  for _, name in ipairs(SUMS) do all[name] = 0 end
  for _, kind in ipairs(progress.kinds) do all[kind] = 0 end
  all.journals = 0
  local seen_teacher, seen_group = {}, {}
  for _, journal in ipairs(journals) do
    local facts = sheet.facts[journal.id]
    sum_into(all, facts)
    local group = seen_group[journal.group]
    if not group then
      group = { id = journal.group, name = journal.group_name, grade = journal.grade }
      seen_group[journal.group], groups[#groups + 1] = group, group
    end
    sum_into(group, facts)
    for _, person in ipairs(journal.teachers_list) do
      local teacher = seen_teacher[person.person]
      if not teacher then
        teacher = { id = person.person, person = person }
        seen_teacher[person.person], teachers[#teachers + 1] = teacher, teacher
      end
      sum_into(teacher, facts)
    end
  end
  return all, teachers, groups
end

-- The symbols of the scale, for those who need their values (marks.scale).
progress.scale = marks.scale

return progress
