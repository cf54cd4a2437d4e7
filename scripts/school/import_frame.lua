-- school/import_frame.lua -- what the school already has, as an import looks it up: years, groups,
-- subjects, journals, lessons, people.  Everything is read once and kept for the run.
-- Floor: school.  A Frame lives as long as one import and is used inside its transaction.
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local marks = require "school.marks"
local schoolyear = require "school.schoolyear"
local source = require "school.import_source"
local words = require "school.import_words"

local frame = {}
frame.__index = frame

function frame.new(desk, report)
  return setmetatable({
    desk = desk, report = report, group_lists = {}, pupil_lists = {}, journal_lists = {}, dates = {},
    schemes = {},
  }, frame)
end

-- Notes for the report that something was made on the way.
function frame:made(what, name)
  local list = self.report.made[what] or {}
  self.report.made[what] = list
  list[#list + 1] = name
end

-- "21.11.2026" -> "2026-11-21", or false.  Remembered: a file has few days and many rows.
function frame:day(written)
  local known = self.dates[written]
  if known == nil then
    known = calendar.read(written) or calendar.read(words.day(written)) or false
    self.dates[written] = known
  end
  return known
end

function frame:years()
  self.year_list = self.year_list or calendar.years(self.desk)
  return self.year_list
end

-- The year a day belongs to, or nil.
function frame:year_of(day)
  for _, year in ipairs(self:years()) do
    if year.starts <= day and day <= year.ends then return year end
  end
  return nil
end

-- The rows of periods in the regulation of a day.
function frame:period_rows(day)
  local rows = self.desk.rules:rows(day)
  return rows and rows.periods or {}
end

-- The year named by the user (made when it is not there), else the year of today, else the last.
function frame:chosen_year(st, named)
  if named then
    local first = schoolyear.read(named)
    if not first then return nil, ru.import_bad_year end
    for _, year in ipairs(self:years()) do
      if schoolyear.first_of(year.starts) == first then return year end
    end
    local year = schoolyear.put(st, first, self:period_rows(first .. "-09-01"))
    table.insert(self.year_list, 1, year)
    self:made("year", year.name)
    return year
  end
  local year = self:year_of(self.desk:today()) or self:years()[1]
  if not year then return nil, ru.import_no_year end
  return year
end

local function groups_of(self, year)
  local list = self.group_lists[year.id]
  if not list then
    list = {}
    for _, row in ipairs(self.desk:query("cmd_groups", { year = year.id })) do
      local key = source.class_key(row.name)
      row.twin = list[key] ~= nil
      list[key] = row
    end
    self.group_lists[year.id] = list
  end
  return list
end

-- The group of a year by its name, or nil, reason.
function frame:group(year, name)
  local row = groups_of(self, year)[source.class_key(name)]
  if not row then return nil, ru.fill(ru.import_no_class, { class = name, year = year.name }) end
  if row.twin then return nil, ru.fill(ru.import_two_classes, { class = name, year = year.name }) end
  return row
end

-- The row of a set of the regulation's labels that a word names by its key or text; nil, reason.
local function labelled(self, day, set, word)
  local key, texts = source.plain(word), {}
  for _, row in ipairs((self.desk.rules:rows(day) or {}).labels or {}) do
    if row.set == set then
      if row.key == word or source.plain(row.text) == key then return row end
      texts[#texts + 1] = row.text
    end
  end
  return nil, ru.fill(ru.import_bad_word, { word = word, list = table.concat(texts, ", ") })
end

-- The kind of a group that is no class, when the list does not name it: the first in the regulation's order.
local function usual_kind(self, day)
  local found
  for _, row in ipairs((self.desk.rules:rows(day) or {}).labels or {}) do
    if row.set == "group_kinds" and row.ord and (not found or row.ord < found.ord) then found = row end
  end
  return found and found.key or "circle"
end

-- What a new group is by its name and the word for its kind ("": not said); nil, reason.  A name that
-- begins with a figure and is no class is a slip of the pen unless the kind is said.
local function group_of_name(self, year, name, word)
  local key = source.class_key(name)
  local grade, letter = source.class_parts(key)
  local kind = grade and "class"
  if word ~= "" then
    local row, bad = labelled(self, year.starts, "group_kinds", word)
    if not row then return nil, bad end
    kind = row.key
  end
  if kind == "class" then
    if not grade then return nil, ru.import_bad_class end
    return { name = grade .. letter, kind = kind, grade = grade, letter = letter }
  end
  if not kind and key:find("^%d") then return nil, ru.import_bad_class end
  return { name = name, kind = kind or usual_kind(self, year.starts), letter = "" }
end

-- The same, making the class or group when the year has none of that name.
function frame:group_or_new(st, year, name, word)
  local key = source.class_key(name)
  if groups_of(self, year)[key] then return self:group(year, name) end
  local row, bad = group_of_name(self, year, name, word)
  if not row then return nil, bad end
  local id, err = st:put("group", { name = row.name, kind = row.kind, year = year.id, grade = row.grade,
    letter = row.letter ~= "" and row.letter or nil })
  if not id then return nil, err.msg end
  row.id = id
  groups_of(self, year)[key] = row
  self:made("group", row.name)
  return row
end

-- Pupils of a group by name: list[last|first|middle] and list[last|first|] -> {id, spans} or "two".
function frame:pupils(group)
  local list = self.pupil_lists[group.id]
  if list then return list end
  list = {}
  local people = {}
  for _, row in ipairs(self.desk:query("cmd_group_pupils", { group = group.id })) do
    local pupil = people[row.person] or { id = row.person, spans = {} }
    people[row.person] = pupil
    pupil.spans[#pupil.spans + 1] = { row.starts or "", row.ends and row.ends ~= "" and row.ends or "9999" }
    for _, middle in ipairs({ row.middle or "", "" }) do
      local key = source.person_key(row.last, row.first, middle)
      if list[key] == nil or list[key] == pupil then list[key] = pupil else list[key] = "two" end
    end
  end
  self.pupil_lists[group.id] = list
  return list
end

function frame:subjects()
  if not self.subject_list then
    self.subject_list, self.last_ord = {}, 0
    for _, row in ipairs(self.desk:query("cmd_subjects", {})) do
      self.subject_list[source.plain(row.name)] = row
      if row.short and row.short ~= "" then
        local key = source.plain(row.short)
        self.subject_list[key] = self.subject_list[key] or row
      end
      self.last_ord = math.max(self.last_ord, row.ord or 0)
    end
  end
  return self.subject_list
end

local function subject_or_new(self, st, name)
  local key = source.plain(name)
  local row = self:subjects()[key]
  if row then return row end
  self.last_ord = self.last_ord + 1
  local id, err = st:put("subject", { name = name, ord = self.last_ord })
  if not id then return nil, err.msg end
  row = { id = id, name = name, ord = self.last_ord }
  self.subject_list[key] = row
  self:made("subject", name)
  return row
end

local function prepare(self, row, group)
  row.about = { mine = row.mine == 1, grade = group.grade,
    headed = group.head ~= nil and group.head == self.desk.me.person }
  row.group = group
  return row
end

local function journals_of(self, group)
  local list = self.journal_lists[group.id]
  if not list then
    list = {}
    local wanted = { group = group.id, me = self.desk.me.person or "", on = self.desk:today() }
    for _, row in ipairs(self.desk:query("cmd_group_journals", wanted)) do
      list[row.subject] = list[row.subject] or {}
      table.insert(list[row.subject], prepare(self, row, group))
    end
    self.journal_lists[group.id] = list
  end
  return list
end

local function one_of(list, subgroup)
  if subgroup == "" and #list == 1 then return list[1] end
  for _, row in ipairs(list) do
    if source.plain(row.subgroup or "") == source.plain(subgroup) then return row end
  end
  return nil, subgroup == "" and ru.import_which_subgroup or ru.import_no_subgroup
end

-- The journal of a group and subject, or nil, reason.
function frame:journal(group, subject_name, subgroup)
  local subject = self:subjects()[source.plain(subject_name)]
  local list = subject and journals_of(self, group)[subject.id]
  if not list then
    return nil, ru.fill(ru.import_no_subject, { subject = subject_name, class = group.name })
  end
  return one_of(list, subgroup)
end

local function scheme_of(self, group, day)
  local key = (group.grade or "") .. group.kind .. day:sub(1, 4)
  if self.schemes[key] == nil then
    self.schemes[key] = schoolyear.usual(self.desk.rules:rows(day) or {}, group) or false
  end
  return self.schemes[key] or nil
end

-- The grading of a new journal: the word of the list, or what the regulation has for the grade.
local function grading_of(self, year, group, word)
  if word == "" then return marks.grading_of(self.desk.rules:rows(year.starts) or {}, group.grade) end
  local row, bad = labelled(self, year.starts, "gradings", word)
  return row and row.key, bad
end

-- The same, making subject and journal when they are not there.
-- hours: a week; periods: the word for its scheme; "" or nil when not said.
function frame:journal_or_new(st, year, group, subject_name, subgroup, word, hours, periods)
  local subject, why = subject_or_new(self, st, subject_name)
  if not subject then return nil, why end
  local all = journals_of(self, group)
  local list = all[subject.id] or {}
  local row = #list > 0 and one_of(list, subgroup)
  if row then return row end
  if #list > 0 and subgroup == "" then return nil, ru.import_which_subgroup end
  local grading, bad = grading_of(self, year, group, word)
  if bad then return nil, bad end
  local scheme = scheme_of(self, group, year.starts)
  if periods and periods ~= "" then
    local named
    named, bad = labelled(self, year.starts, "schemes", periods)
    if not named then return nil, bad end
    scheme = named.key
  end
  row = { subject = subject.id, year = year.id, subgroup = subgroup,
    scheme = scheme, grading = grading, hours = hours ~= "" and hours or nil }
  local id, err = st:put("journal", { group = group.id, subject = subject.id, year = year.id,
    scheme = row.scheme, grading = row.grading, hours = row.hours,
    subgroup = subgroup ~= "" and subgroup or nil })
  if not id then return nil, err.msg end
  row.id, row.fresh = id, true
  all[subject.id] = list
  list[#list + 1] = prepare(self, row, group)
  local part = subgroup ~= "" and " (" .. subgroup .. ")" or ""
  self:made("journal", group.name .. " " .. subject.name .. part)
  return row
end

-- Rows of a query about a journal; a journal made in this run has none yet.
local function stored(self, journal, query)
  return journal.fresh and {} or self.desk:query(query, { journal = journal.id })
end

-- The lessons of a journal: lessons[date] -> array of rows.
function frame:lessons(journal)
  if not journal.lessons then
    journal.lessons = {}
    for _, row in ipairs(stored(self, journal, "journal_lessons")) do
      local day = journal.lessons[row.date] or {}
      journal.lessons[row.date] = day
      day[#day + 1] = row
    end
  end
  return journal.lessons
end

-- nil when the day may be written in this journal, else the reason: its period is closed.
function frame:closed(journal, day)
  if journal.locks == nil then
    journal.locks = false
    local closed = {}
    for _, lock in ipairs(stored(self, journal, "journal_locks")) do
      if lock.locked == 1 then closed[lock.period] = true end
    end
    if next(closed) then
      local own, names = {}, {}
      for _, period in ipairs(calendar.periods(self.desk, journal.year)) do
        if period.scheme == journal.scheme then own[#own + 1] = period end
        names[period.id] = period.name
      end
      journal.locks = { seek = calendar.seeker(own), closed = closed, names = names }
    end
  end
  local locks = journal.locks
  local period = locks and locks.seek(day)
  if not period or not locks.closed[period] then return nil end
  return ru.fill(ru.import_closed, { date = calendar.written(day), period = locks.names[period] })
end

-- What stands in the cells of a journal: cells[lesson][person] = "marks|absence|comment".
function frame:cells(journal)
  if not journal.cells then
    journal.cells = {}
    local found, n = self.desk:columns("journal_cells", { journal = journal.id })
    for i = 1, n or 0 do
      local lesson = found.lesson[i]
      local row = journal.cells[lesson] or {}
      journal.cells[lesson] = row
      row[found.person[i]] = (found.marks[i] or "") .. "|" .. (found.absence[i] or "") .. "|"
        .. (found.comment[i] or "")
    end
  end
  return journal.cells
end

-- The kind of work by its key, label or short form: its row, or nil.
function frame:work(name, day)
  local works = marks.works(self.desk, day)
  if works.by[name] then return works.by[name] end
  local key = source.plain(name)
  for _, row in ipairs(works) do
    if source.plain(row.label) == key or source.plain(row.short) == key then return row end
  end
  local labels = {}
  for i, row in ipairs(works) do labels[i] = row.label end
  return nil, ru.fill(ru.import_bad_work, { works = table.concat(labels, ", ") })
end

-- Staff by name: list[last|first|middle], list[last|first|] and "last и о" -> id or "two".
function frame:staff()
  if self.staff_list then return self.staff_list end
  local list = {}
  self.staff_list = list
  for _, row in ipairs(self.desk:query("cmd_person_named", {})) do
    local short = row.last .. " " .. row.first:match(utf8.charpattern) .. " "
      .. ((row.middle or ""):match(utf8.charpattern) or "")
    local keys = { [source.person_key(row.last, row.first, row.middle or "")] = true,
      [source.person_key(row.last, row.first, "")] = true, [source.plain(short)] = true }
    for key in pairs(keys) do
      list[key] = list[key] == nil and row.id or "two"
    end
  end
  return list
end

-- "Орлова Анна Петровна" or "Орлова А.П." -> person id, or nil, reason.
function frame:teacher(name)
  local list = self:staff()
  local spaced = source.plain((name:gsub("%.", ". ")))
  local found = list[spaced]
  if not found then
    local last, first, middle = source.split_name(name)
    found = first and list[source.person_key(last, first, middle)]
  end
  if not found then return nil, ru.import_no_teacher end
  if found == "two" then return nil, ru.import_two_teachers end
  return found
end

-- Gives the journal a teacher once; true when he is new there.
function frame:teach(st, journal, person)
  if not journal.teachers then
    journal.teachers = {}
    for _, row in ipairs(stored(self, journal, "journal_teachers")) do
      journal.teachers[row.person] = true
    end
  end
  if journal.teachers[person] then return false end
  journal.teachers[person] = true
  act.must(st:put("journal_teacher", { journal = journal.id, person = person }))
  return true
end

return frame
