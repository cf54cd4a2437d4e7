-- school/clashes.lua -- lessons of one day that were moved or given to a substitute, against everything else
-- of that day and number: a teacher, a class or a room needed twice.
-- Floor: school.  The week's own conflicts are in school/timetable.lua; here each day is looked at by date.
local date = require "core.date"
local entered = require "lib.entered"
local people = require "school.people"
local timetable = require "school.timetable"

local clashes = {}

local filled = entered.filled

-- The persons who give the entry: the substitute, else the teachers of the journal on that day.
local function givers(entry)
  if entry.sub then return { [entry.sub.id] = people.listed(entry.sub) } end
  local set = {}
  for _, one in ipairs(entry.of.teachers) do
    if timetable.covers(one, entry.date) then set[one.person] = people.listed(one) end
  end
  return set
end

local function room_of(row, lesson, slot)
  if slot then return filled(slot.room) end
  local wd = date.weekday(filled(lesson.was) or lesson.date)
  for _, one in ipairs(row.slots) do
    if one.weekday == wd then return filled(one.room) end
  end
  return nil
end

local function entry_of(row, day, number, lesson, slot)
  local entry = { of = row, date = day, number = number, lesson = lesson and lesson.id,
    room = room_of(row, lesson or {}, slot), sub = lesson and lesson.sub and { id = lesson.sub,
      last = lesson.last, first = lesson.first, middle = lesson.middle } }
  entry.moved = lesson ~= nil and lesson.status == "moved"
  entry.single = entry.moved or entry.sub ~= nil
  entry.givers = givers(entry)
  return entry
end

-- Everything that is held on a day: number -> entries {of, date, number, lesson, room, sub, givers}; data is
-- timetable.year with .year.
function clashes.held(desk, data, day)
  local at, own, gone = {}, {}, {}
  local function put(entry)
    if not entry.number then return end
    at[entry.number] = at[entry.number] or {}
    table.insert(at[entry.number], entry)
  end
  for _, lesson in ipairs(desk:query("week_lessons", { starts = day, ends = day })) do
    local row = data.journals[lesson.journal]
    if row then
      own[row.id] = own[row.id] or {}
      table.insert(own[row.id], lesson)
      if lesson.status == "moved" then put(entry_of(row, day, lesson.number, lesson)) end
    end
  end
  for _, lesson in ipairs(desk:query("moved_lessons", { year = data.year, starts = day, ends = day })) do
    gone[lesson.journal] = gone[lesson.journal] or {}
    gone[lesson.journal][lesson.number or 0], gone[lesson.journal].any = true, true
  end
  local wd = date.weekday(day)
  for _, slot in ipairs(data.slots) do
    local row = slot.of
    if slot.weekday == wd and timetable.covers(slot, day)
      and not timetable.vacation(data, day, row.grade) then
      local lesson, off
      for _, one in ipairs(own[row.id] or {}) do
        if one.status ~= "moved" and (one.number == slot.number or not one.number) then
          lesson, off = one, one.status == "cancelled"
        end
      end
      if not lesson and gone[row.id] then off = true end
      if not off then put(entry_of(row, day, slot.number, lesson, slot)) end
    end
  end
  return at
end

local function clash(a, b, add)
  for person, name in pairs(a.givers) do
    if b.givers[person] then return add("teacher", a, b, name) end
  end
  if a.of.group == b.of.group and (a.moved or b.moved) then
    local apart = filled(a.of.subgroup) and filled(b.of.subgroup) and a.of.subgroup ~= b.of.subgroup
    if not apart then return add("class", a, b, a.of.group_name) end
  end
  if a.room and a.room == b.room and (a.moved or b.moved) and a.of ~= b.of then add("room", a, b, a.room) end
end

-- The clashes of a day in which a moved or substituted lesson has a part: array of {kind, who, date, number,
-- a, b}; a and b: {of = journal row of the timetable, lesson = id or nil, moved, sub}.
function clashes.on(desk, year, day)
  local data, list = timetable.year(desk, year), {}
  data.year = year
  local function add(kind, a, b, who)
    list[#list + 1] = { kind = kind, who = who, date = day, number = a.number, a = a, b = b }
  end
  for _, entries in pairs(clashes.held(desk, data, day)) do
    for i = 1, #entries do
      for k = i + 1, #entries do
        if entries[i].single or entries[k].single then clash(entries[i], entries[k], add) end
      end
    end
  end
  table.sort(list, function(x, y)
    if x.number ~= y.number then return x.number < y.number end
    return x.who < y.who
  end)
  return list
end

-- The same for every such day from `day` to the end of the year, remembered until the next commit.
function clashes.list(desk, year, day)
  local cache = desk.stick.cache
  local last = (desk:one("ledger_end") or {}).id
  local kept = cache.clashes
  if kept and kept.year == year.id and kept.day == day and kept.last == last then return kept.list end
  local list = {}
  for _, row in ipairs(desk:query("single_days", { year = year.id, starts = day, ends = year.ends })) do
    for _, one in ipairs(clashes.on(desk, year.id, row.date)) do list[#list + 1] = one end
  end
  cache.clashes = { year = year.id, day = day, last = last, list = list }
  return list
end

-- Those in which one lesson has a part.
function clashes.of(desk, year, lesson)
  local list = {}
  for _, one in ipairs(clashes.on(desk, year, lesson.date)) do
    if one.a.lesson == lesson.id or one.b.lesson == lesson.id then list[#list + 1] = one end
  end
  return list
end

return clashes
