-- school/office_groups.lua -- classes and groups: new ones, their data, who is in them.
-- Floor: school.  Pupils come into a class by admission or transfer (school/office_pupils.lua); into every
-- other group they are ticked from the lists of the classes.
local text = require "core.text"
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local office = require "school.office"
local people = require "school.people"

local groups = {}

local filled, typed = entered.filled, entered.typed

groups.spec = {
  { name = "name", label = ru.office_group_name, max = 60 },
  { name = "grade", label = ru.office_group_grade, kind = "integer", low = 1, high = 12 },
  { name = "letter", label = ru.office_group_letter, max = 10 },
  { name = "head", label = ru.office_group_head },
  { name = "note", label = ru.office_note, max = 200 },
}

-- Kinds of groups by the regulation's words: array of {key, label}.
function groups.kinds(desk)
  return office.labels(desk, "group_kinds")
end

-- May the user make and change groups?
function groups.may(desk)
  return desk.access:may("group", "write", {})
end

local function same_name(desk, year, name, but)
  for _, row in ipairs(desk:query("office_groups", { year = year, on = desk:today() })) do
    if row.id ~= but and text.lower(row.name) == text.lower(name) then return row end
  end
  return nil
end

-- The fields of a group out of a form; nil, err.
local function read(desk, form, kind, year, but)
  local values, err = office.read(form, groups.spec)
  if not values then return nil, err end
  if kind == "class" and not values.grade then return nil, office.wrong("grade", "office_class_grade") end
  if kind == "class" and not values.name then values.name = values.grade .. (values.letter or "") end
  if not values.name then return nil, office.wrong("name", "office_group_unnamed") end
  if same_name(desk, year, values.name, but) then
    err = office.wrong("name", "office_group_twice", { name = values.name })
    err.code = "CONFLICT"
    return nil, err
  end
  return values
end

-- A new group.  form: kind, year, name (a class may do without: grade and letter), grade, letter, head, note.
-- Returns its id and the commit; nil, err.
function groups.add(desk, form)
  if not groups.may(desk) then return nil, office.denied(desk) end
  local year = filled(form.year) and desk:one("year", { year = form.year })
  if not year then return nil, office.wrong("year", "office_which_year") end
  local known = false
  for _, one in ipairs(groups.kinds(desk)) do known = known or one.key == form.kind end
  if not known then return nil, office.wrong("kind", "office_which_kind") end
  local values, err = read(desk, form, form.kind, year.id)
  if not values then return nil, err end
  values.kind, values.year = form.kind, year.id
  return office.write(desk, ru.office_note_group, function(st) return act.must(st:put("group", values)) end)
end

local function group_of(desk, id)
  local group = filled(id) and desk:one("office_group", { group = id })
  if not group then return nil, desk:refusal("NOTFOUND", "office_no_group") end
  return group
end
groups.one = group_of

-- Changes a group's data.  form: group and the fields.  The grade stays once there are journals: their
-- marks were summed up by its rules.
function groups.edit(desk, form)
  local group, err = group_of(desk, form.group)
  if not group then return nil, err end
  if not groups.may(desk) then return nil, office.denied(desk) end
  local values
  values, err = read(desk, form, group.kind, group.year, group.id)
  if not values then return nil, err end
  local changes = office.changes(group, values, groups.spec)
  if not changes then return group.id end
  if changes.grade and desk:one("office_group_use", { group = group.id }).journals > 0 then
    return nil, office.wrong("grade", "office_grade_stays")
  end
  return office.write(desk, ru.office_note_group_edit, function(st)
    act.must(st:correct("group", group.id, changes, ru.office_note_group_edit))
    return group.id
  end)
end

-- An empty group goes.
function groups.void(desk, form)
  local group, err = group_of(desk, form.group)
  if not group then return nil, err end
  if not groups.may(desk) then return nil, office.denied(desk) end
  local use = desk:one("office_group_use", { group = group.id })
  if use.pupils > 0 or use.journals > 0 or use.files > 0 then
    return nil, desk:refusal("CONFLICT", "office_group_used")
  end
  return office.write(desk, ru.office_note_group_void, function(st)
    act.must(st:void("group", group.id, ru.office_note_group_void))
  end)
end

-- -- who is in it ----------------------------------------------------------------------------

-- Enrolments of the group: those that last on the day, and those that are over; by name.
function groups.members(desk, group, day)
  local now, past = {}, {}
  for _, row in ipairs(desk:query("office_members", { group = group.id })) do
    local list = filled(row.ends) and row.ends < day and past or now
    list[#list + 1] = row
  end
  return people.sort(now), people.sort(past)
end

-- Pupils of the year's classes who are not in the group: array of {name, rows} by class.
function groups.candidates(desk, group, day)
  local here, classes, at, seen = {}, {}, {}, {}
  for _, row in ipairs((groups.members(desk, group, day))) do here[row.person] = true end
  for _, row in ipairs(desk:query("office_pupils", { year = group.year })) do
    local lasts = not filled(row.ends) or row.ends >= day
    if lasts and not here[row.id] and not seen[row.id] then
      seen[row.id] = true
      local class = at[row.group_id]
      if not class then
        class = { name = row.group_name, grade = row.grade, rows = {} }
        at[row.group_id], classes[#classes + 1] = class, class
      end
      table.insert(class.rows, row)
    end
  end
  for _, class in ipairs(classes) do people.sort(class.rows) end
  return classes
end

-- The group of a form that is no class, and the day; nil, err.
local function to_change(desk, form)
  local group, err = group_of(desk, form.group)
  if not group then return nil, err end
  if group.kind == "class" then return nil, desk:refusal("INPUT", "office_class_by_order") end
  if not office.may(desk, { "enrolment" }, office.about(desk, group)) then return nil, office.denied(desk) end
  local day
  day, err = office.day(desk, form, group)
  if not day then return nil, err end
  return group, day
end

-- Ids ticked in a form: PREFIX.."ID" = "1".
function groups.ticked(form, prefix)
  local list = {}
  for name, value in pairs(form) do
    if value == "1" and name:sub(1, #prefix) == prefix then list[#list + 1] = name:sub(#prefix + 1) end
  end
  table.sort(list)
  return list
end

-- The rows of those ticked, which must be among the known {id = row} and begin by the day; nil, err.
local function ticked_rows(desk, form, prefix, known, day)
  local list = {}
  for i, id in ipairs(groups.ticked(form, prefix)) do
    local row = known[id]
    if not row then return nil, desk:refusal("CONFLICT", "office_no_candidate") end
    if row.starts > day then
      return nil, office.wrong("date", "office_not_yet", { who = people.listed(row),
        date = calendar.written(row.starts) })
    end
    list[i] = row
  end
  if #list == 0 then return nil, office.wrong("pick", "office_nobody") end
  return list
end

-- Puts ticked pupils (p_PERSON = "1") into a group that is no class.  form: group, date.  Returns their
-- number and the commit.
function groups.join(desk, form)
  local group, day = to_change(desk, form)
  if not group then return nil, day end
  local allowed = {}
  for _, class in ipairs(groups.candidates(desk, group, day)) do
    for _, row in ipairs(class.rows) do allowed[row.id] = row end
  end
  local list, err = ticked_rows(desk, form, "p_", allowed, day)
  if not list then return nil, err end
  return office.write(desk, ru.office_note_join, function(st)
    for _, row in ipairs(list) do
      act.must(st:put("enrolment", { person = row.id, group = group.id, starts = day }))
    end
    return #list
  end)
end

-- Ends ticked memberships (e_ENROLMENT = "1") of a group that is no class; the day is the last one.
function groups.part(desk, form)
  local group, day = to_change(desk, form)
  if not group then return nil, day end
  local known = {}
  for _, row in ipairs(desk:query("office_members", { group = group.id })) do known[row.id] = row end
  local list, err = ticked_rows(desk, form, "e_", known, day)
  if not list then return nil, err end
  return office.write(desk, ru.office_note_part, function(st)
    for _, row in ipairs(list) do
      act.must(st:correct("enrolment", row.id, { ends = day }, typed(form.reason) or ru.office_note_part))
      for _, one in ipairs(desk:query("office_named", { group = group.id, person = row.person })) do
        act.must(st:put("journal_pupil", { journal = one.journal, person = row.person,
          starts = filled(one.starts), ends = day }))
      end
    end
    return #list
  end)
end

return groups
