-- school/timetable.lua -- the week of a class, a teacher, a room; bells and holidays; who is in two places.
-- Floor: school.  What does not change with a mark is remembered until the next commit.
local date = require "core.date"
local text = require "core.text"
local entered = require "lib.entered"
local json = require "lib.json"
local ru = require "text.ru"
local access = require "school.access"
local act = require "school.act"
local calendar = require "school.calendar"
local cells = require "school.cells"
local people = require "school.people"
local undo = require "school.undo"

local timetable = {}

timetable.lessons_a_day = 12

local filled = entered.filled

-- Does a span (nil or "": open) cover the day?
local function covers(one, day)
  return (not filled(one.starts) or one.starts <= day) and (not filled(one.ends) or one.ends >= day)
end
timetable.covers = covers

-- Everything of a year: journals by id (with .teachers and .slots), slots, vacations, bells.
function timetable.year(desk, year)
  local cache = desk.stick.cache
  cache.timetable = cache.timetable or {}
  local data = cache.timetable[year]
  if data then return data end
  data = { journals = {}, list = desk:query("timetable_journals", { year = year }),
    slots = desk:query("timetable_slots", { year = year }),
    vacations = desk:query("vacations", { year = year }), bells = desk:query("bells") }
  for _, row in ipairs(data.list) do
    row.teachers, row.slots = {}, {}
    data.journals[row.id] = row
  end
  for _, row in ipairs(desk:query("timetable_teachers", { year = year })) do
    table.insert(data.journals[row.journal].teachers, row)
  end
  for _, slot in ipairs(data.slots) do
    slot.of = data.journals[slot.journal]
    table.insert(slot.of.slots, slot)
  end
  cache.timetable[year] = data
  return data
end

-- "" (all) or "1-4, 9": does a list of grades have this one?
local function for_grade(grades, grade)
  local levels = access.levels(grades)
  if #levels == 0 then return true end
  for _, level in ipairs(levels) do
    if grade and grade >= level[1] and grade <= level[2] then return true end
  end
  return false
end

-- The holiday that frees the grade on a day, or nil.  grade nil: only holidays of the whole school.
function timetable.vacation(data, day, grade)
  for _, row in ipairs(data.vacations) do
    if row.starts <= day and day <= row.ends and for_grade(row.grades, grade) then return row end
  end
  return nil
end

-- number -> {starts, ends} for a grade: the set whose name is a range of grades with it, else the common one.
function timetable.bells(data, grade)
  local own, common = {}, {}
  for _, row in ipairs(data.bells) do
    if row.scope == timetable.common then
      common[row.number] = row
    elseif grade and for_grade(row.scope, grade) then
      own[row.number] = row
    end
  end
  return next(own) and own or common
end
timetable.common = "all"

-- -- conflicts --------------------------------------------------------------------------------

local function overlap(a, b)
  local a1, a2 = filled(a.starts) or "", filled(a.ends) or "9999"
  local b1, b2 = filled(b.starts) or "", filled(b.ends) or "9999"
  return a1 <= b2 and b1 <= a2
end

local function shared_teacher(a, b)
  for _, one in ipairs(a.of.teachers) do
    for _, two in ipairs(b.of.teachers) do
      if one.person == two.person and overlap(one, two) and overlap(one, a) and overlap(two,
        b) then return one end
    end
  end
  return nil
end

local function clash(a, b, add)
  if not overlap(a, b) then return end
  local teacher = a.journal ~= b.journal and shared_teacher(a, b)
  if teacher then add("teacher", a, b, people.listed(teacher)) end
  if a.of.group == b.of.group then
    local apart = a.journal ~= b.journal and filled(a.of.subgroup) and filled(b.of.subgroup)
      and a.of.subgroup ~= b.of.subgroup
    if not apart then add("class", a, b, a.of.group_name) end
  end
  if filled(a.room) and a.room == b.room and a.journal ~= b.journal and not teacher then
    add("room", a, b, a.room)
  end
end

-- Places of the week where a teacher, a class or a room is needed twice: array of {kind, who, weekday,
-- number,
-- a, b (slots)}, from `day` on.
function timetable.conflicts(data, day)
  data.conflicts = data.conflicts or {}
  if data.conflicts[day] then return data.conflicts[day] end
  local at, list = {}, {}
  for _, slot in ipairs(data.slots) do
    if not filled(slot.ends) or slot.ends >= day then
      local key = slot.weekday * 100 + slot.number
      at[key] = at[key] or {}
      table.insert(at[key], slot)
    end
  end
  local function add(kind, a, b, who)
    list[#list + 1] = { kind = kind, who = who, weekday = a.weekday, number = a.number, a = a, b = b }
  end
  for _, slots in pairs(at) do
    for i = 1, #slots do
      for k = i + 1, #slots do clash(slots[i], slots[k], add) end
    end
  end
  table.sort(list, function(x, y)
    if x.weekday ~= y.weekday then return x.weekday < y.weekday end
    if x.number ~= y.number then return x.number < y.number end
    if x.who ~= y.who then return x.who < y.who end
    return x.a.id .. x.b.id < y.a.id .. y.b.id
  end)
  data.conflicts[day] = list
  return list
end

-- -- the week ------------------------------------------------------------------------------------

function timetable.monday(day)
  return date.add_days(day, 1 - date.weekday(day))
end

local function teachers_on(row, day)
  local names, mine = {}, {}
  for _, teacher in ipairs(row.teachers) do
    if covers(teacher, day) then
      names[#names + 1] = people.listed(teacher)
      mine[teacher.person] = true
    end
  end
  return table.concat(names, ", "), mine
end
timetable.teachers_on = teachers_on

-- The journals that may stand in a view: those of the class, the teacher, the room.
local function journals_of(data, view, id)
  local ids, set = {}, {}
  local function add(row)
    if not set[row.id] then
      set[row.id] = true
      ids[#ids + 1] = row.id
    end
  end
  for _, row in ipairs(view == "room" and {} or data.list) do
    if view == "class" and row.group == id then add(row) end
    for _, teacher in ipairs(view == "teacher" and row.teachers or {}) do
      if teacher.person == id then add(row) end
    end
  end
  for _, slot in ipairs(view == "room" and data.slots or {}) do
    if slot.room == id then add(slot.of) end
  end
  return ids, set
end

-- Lessons of the week by "journal|date": array; those moved away by "journal|was".  `set` takes in the
-- journals in which the person is a substitute.
local function week_lessons(desk, year, days, person, ids, set)
  local here, gone = {}, {}
  local span = { starts = days[1].date, ends = days[#days].date, journals = json.encode(json.array(ids)),
    person = person }
  for _, row in ipairs(desk:query("week_lessons_of", span)) do
    set[row.journal] = true
    local key = row.journal .. "|" .. row.date
    here[key] = here[key] or {}
    table.insert(here[key], row)
  end
  for _, row in ipairs(desk:query("moved_lessons",
    { year = year, starts = span.starts, ends = span.ends })) do
    local key = row.journal .. "|" .. row.was
    gone[key] = gone[key] or {}
    table.insert(gone[key], row)
  end
  return here, gone
end

-- The lesson of that number out of the day's, taken from the list; one without a number fits any.
local function take(list, number)
  for i, row in ipairs(list or {}) do
    if row.number == number or not row.number then return table.remove(list, i) end
  end
  return nil
end

local function wants(view, id, row, entry, teachers)
  if view == "class" then return row.group == id end
  if view == "room" then return entry.room == id end
  return teachers[id] or entry.sub == id
end

local function entry_of(row, day, slot, lesson)
  local names, by = teachers_on(row, day)
  local entry = { journal = row.id, subject = row.subject_name, short = row.subject_short or row.subject_name,
    group = row.group_name, subgroup = row.subgroup or "", grade = row.grade, head = row.head,
    teachers = names, room = slot and slot.room or "", slot = slot and slot.id, lesson = lesson and lesson.id,
    status = lesson and lesson.status or "", was = lesson and lesson.was, topic = lesson and lesson.topic
      or "" }
  if lesson and lesson.sub then
    entry.sub, entry.substitute = lesson.sub, people.listed(lesson)
  end
  return entry, by
end

-- The week: {monday, days = {{date, weekday, vacation}}, top (the last number), cells[number][weekday] =
-- {entry...}}.  view: "class", "teacher", "room"; id: group, person, room; grade: of the class, or nil.
-- An entry: slot, lesson (when the journal has it), subject, group, subgroup, teachers, room, status, was,
-- moved_to, sub, substitute.
function timetable.week(desk, year, view, id, monday, grade)
  local data = timetable.year(desk, year.id)
  local week = { monday = monday, days = {}, cells = {}, top = 0 }
  for wd = 1, 6 do
    local day = date.add_days(monday, wd - 1)
    week.days[wd] = { date = day, weekday = wd, vacation = timetable.vacation(data, day, grade) }
  end
  local ids, set = journals_of(data, view, id)
  local here, gone = week_lessons(desk, year.id, week.days, view == "teacher" and id or "", ids, set)
  local function put(number, wd, entry)
    number = number or 0
    week.cells[number] = week.cells[number] or {}
    week.cells[number][wd] = week.cells[number][wd] or {}
    table.insert(week.cells[number][wd], entry)
    week.top = math.max(week.top, number)
  end
  for _, slot in ipairs(data.slots) do
    local day = set[slot.journal] and week.days[slot.weekday]
    if day and covers(slot, day.date) and not timetable.vacation(data, day.date, slot.of.grade) then
      local key = slot.journal .. "|" .. day.date
      local lesson = take(here[key], slot.number)
      local away = not lesson and take(gone[key], slot.number)
      local entry, by = entry_of(slot.of, day.date, slot, lesson)
      entry.moved_to = away and away.date or nil
      if wants(view, id, slot.of, entry, by) then put(slot.number, slot.weekday, entry) end
    end
  end
  for wd, day in ipairs(week.days) do
    for _, row in ipairs(data.list) do
      for _, lesson in ipairs(set[row.id] and here[row.id .. "|" .. day.date] or {}) do
        local entry, by = entry_of(row, day.date, nil, lesson)
        if wants(view, id, row, entry, by) then put(lesson.number, wd, entry) end
      end
    end
  end
  return week
end

-- The days on which the timetable has the journal, within its periods and outside holidays: array of
-- {date, number}, in order.  periods: rows with starts and ends, the journal's own.
function timetable.days(data, row, periods, from)
  local list = {}
  for _, period in ipairs(periods) do
    local day = period.starts > (from or "") and period.starts or from
    while day <= period.ends do
      local wd, free = date.weekday(day), nil
      for _, slot in ipairs(row.slots) do
        if slot.weekday == wd and covers(slot, day) then
          if free == nil then free = timetable.vacation(data, day, row.grade) ~= nil end
          if not free then list[#list + 1] = { date = day, number = slot.number, slot = slot } end
        end
      end
      day = date.add_days(day, 1)
    end
  end
  return list
end

-- The periods of lessons of a journal: those of its scheme, else the year's own, else the whole year.
function timetable.periods(desk, year, scheme)
  local own, whole = {}, {}
  for _, row in ipairs(calendar.periods(desk, year.id)) do
    if row.scheme == scheme then own[#own + 1] = row end
    if row.scheme == "year" then whole[#whole + 1] = row end
  end
  if #own > 0 then return own end
  return #whole > 0 and whole or { { starts = year.starts, ends = year.ends } }
end

-- -- writing ------------------------------------------------------------------------------------------

function timetable.may_write(desk)
  return desk.access:may("slot", "write")
end

local function must_write(desk, kind)
  if desk.access:may(kind, "write") then return true end
  return nil, desk:refusal("DENIED", "timetable_not_yours")
end

local function integer(value, low, high)
  local n = math.tointeger(tonumber(value))
  return n and n >= low and n <= high and n or nil
end

-- Puts a journal into the week.  form: journal, weekday, number, room, starts (the first day; the year's
-- when empty).  Returns the slot's id and the conflicts it makes, or nil, err.
function timetable.add(desk, year, form)
  local ok, err = must_write(desk, "slot")
  if not ok then return nil, err end
  local row = timetable.year(desk, year.id).journals[form.journal or ""]
  if not row then return nil, desk:refusal("INPUT", "timetable_which") end
  local fields = { journal = row.id, weekday = integer(form.weekday, 1, 7),
    number = integer(form.number, 0, timetable.lessons_a_day), room = filled(cells.tidy(form.room)) }
  if not fields.weekday or not fields.number then return nil, desk:refusal("INPUT", "timetable_place") end
  fields.starts = filled(form.starts) and calendar.read(form.starts) or year.starts
  if fields.starts < year.starts or fields.starts > year.ends then
    return nil, desk:refusal("INPUT", "date_outside_year",
      { from = calendar.written(year.starts), to = calendar.written(year.ends) })
  end
  for _, slot in ipairs(row.slots) do
    local same = slot.weekday == fields.weekday and slot.number == fields.number
    if same and (not filled(slot.ends) or slot.ends >= fields.starts) then
      return nil, desk:refusal("CONFLICT", "timetable_twice")
    end
  end
  local id
  id, err = act.write(desk, {}, function(st) return act.must(st:put("slot", fields)) end)
  if not id then return nil, err end
  undo.remember(desk, "timetable", ru.timetable_undo_add)
  local made = {}
  for _, one in ipairs(timetable.conflicts(timetable.year(desk, year.id), fields.starts)) do
    if one.a.id == id or one.b.id == id then made[#made + 1] = one end
  end
  return id, made
end

local function slot_of(desk, year, id)
  for _, slot in ipairs(timetable.year(desk, year.id).slots) do
    if slot.id == id then return slot end
  end
  return nil, desk:refusal("NOTFOUND", "timetable_gone")
end

-- Takes a slot out of the week from a day on; one that begins that day or later is struck out.
function timetable.finish(desk, year, form)
  local ok, err = must_write(desk, "slot")
  if not ok then return nil, err end
  local slot, gone = slot_of(desk, year, form.slot)
  if not slot then return nil, gone end
  local from = calendar.read(form.from or "")
  if not from then return nil, desk:refusal("INPUT", "bad_date") end
  local done
  done, err = act.write(desk, {}, function(st)
    if not filled(slot.starts) and from <= year.starts or filled(slot.starts) and slot.starts >= from then
      act.must(st:void("slot", slot.id, ru.timetable_reason))
    else
      act.must(st:correct("slot", slot.id, { ends = date.add_days(from, -1) }, ru.timetable_reason))
    end
  end)
  if done then undo.remember(desk, "timetable", ru.timetable_undo_finish) end
  return done, err
end

function timetable.set_room(desk, year, form)
  local ok, err = must_write(desk, "slot")
  if not ok then return nil, err end
  local slot, gone = slot_of(desk, year, form.slot)
  if not slot then return nil, gone end
  local room = cells.tidy(form.room)
  if room == (slot.room or "") then return true end
  return act.write(desk, {}, function(st)
    act.must(st:correct("slot", slot.id, { room = room }, ru.timetable_reason))
  end)
end

local function clock(written)
  local h, m = (written or ""):match("^%s*(%d%d?)[:%.%-](%d%d)%s*$")
  h, m = tonumber(h), tonumber(m)
  if not h or h > 23 or m > 59 then return nil end
  return string.format("%02d:%02d", h, m)
end

local function bells_of_form(desk, form)
  local list, before = {}, ""
  for number = 0, timetable.lessons_a_day do
    local given, ends = cells.tidy(form["starts" .. number]), cells.tidy(form["ends" .. number])
    if given ~= "" or ends ~= "" then
      local one = { number = number, starts = clock(given), ends = clock(ends) }
      if not one.starts or not one.ends or one.starts >= one.ends or one.starts < before then
        return nil, desk:refusal("INPUT", "bells_bad", { number = number })
      end
      before = one.ends
      list[number] = one
    end
  end
  return list
end

-- Puts the bells of a set.  form: scope ("all" or grades: "1-4"), starts0.., ends0.. .
function timetable.set_bells(desk, form)
  local ok, err = must_write(desk, "bell")
  if not ok then return nil, err end
  local scope = cells.tidy(form.scope)
  if scope == "" then scope = timetable.common end
  if scope ~= timetable.common and (#access.levels(scope) == 0 or not scope:find("^[%d,%-]+$")) then
    return nil, desk:refusal("INPUT", "grades_bad")
  end
  local wanted
  wanted, err = bells_of_form(desk, form)
  if not wanted then return nil, err end
  local old = {}
  for _, row in ipairs(desk:query("bells")) do
    if row.scope == scope then old[row.number] = row end
  end
  return act.write(desk, {}, function(st)
    for number = 0, timetable.lessons_a_day do
      local was, now = old[number], wanted[number]
      local key = { set = scope, number = tostring(number) }
      if was and not now then
        act.must(st:void("bell", key, ru.timetable_reason))
      elseif now and (not was or was.starts ~= now.starts or was.ends ~= now.ends) then
        key.starts, key.ends = now.starts, now.ends
        act.must(st:put("bell", key))
      end
    end
  end)
end

-- Adds holidays.  form: name, starts, ends (one day when empty), grades ("" for all, "1", "1-4").
function timetable.add_vacation(desk, year, form)
  local ok, err = must_write(desk, "vacation")
  if not ok then return nil, err end
  local name, grades = text.nfc(cells.tidy(form.name)), cells.tidy(form.grades):gsub("[–—]", "-")
  local starts = calendar.read(form.starts or "")
  local ends = filled(form.ends) and calendar.read(form.ends) or starts
  if not filled(name) then return nil, desk:refusal("INPUT", "vacation_name") end
  if not starts or not ends then return nil, desk:refusal("INPUT", "bad_date") end
  if ends < starts then return nil, desk:refusal("INPUT", "span_backwards") end
  if starts > year.ends or ends < year.starts then
    return nil, desk:refusal("INPUT", "date_outside_year",
      { from = calendar.written(year.starts), to = calendar.written(year.ends) })
  end
  if grades ~= "" and #access.levels(grades) == 0 then return nil, desk:refusal("INPUT", "grades_bad") end
  return act.write(desk, {}, function(st)
    return act.must(st:put("vacation", { year = year.id, name = name, starts = starts, ends = ends,
      grades = filled(grades) }))
  end)
end

function timetable.remove_vacation(desk, year, id)
  local ok, err = must_write(desk, "vacation")
  if not ok then return nil, err end
  for _, row in ipairs(desk:query("vacations", { year = year.id })) do
    if row.id == id then
      return act.write(desk, {}, function(st) act.must(st:void("vacation", id, ru.timetable_reason)) end)
    end
  end
  return nil, desk:refusal("NOTFOUND", "timetable_gone")
end

return timetable
