-- school/office_journals.lua -- journals of a group: new ones, their teachers and subgroups, their settings.
-- Floor: school.  What the marks depend on (scheme of periods, grading) changes only while there are none.
local date = require "core.date"
local text = require "core.text"
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local groups = require "school.office_groups"
local marks = require "school.marks"
local office = require "school.office"
local people = require "school.people"
local schoolyear = require "school.schoolyear"

local journals = {}

local filled, typed = entered.filled, entered.typed

journals.spec = {
  { name = "hours", label = ru.office_hours, kind = "integer", low = 0, high = 40 },
  { name = "subgroup", label = ru.office_subgroup, max = 60 },
  { name = "scheme", label = ru.office_scheme, kind = "key" },
  { name = "grading", label = ru.office_grading, kind = "key" },
  { name = "programme", label = ru.office_programme, kind = "key" },
  { name = "carrier", label = ru.office_carrier, kind = "key" },
}

-- May the user make and change journals of the group?
function journals.may(desk, group)
  return office.may(desk, { "journal", "journal_teacher" }, office.about(desk, group))
end

-- -- what the regulation offers --------------------------------------------------------------

local function keyed(desk, set, rows, field)
  local list, seen = {}, {}
  for _, row in ipairs(rows or {}) do
    local key = row[field]
    if key and key ~= "*" and not seen[key] then
      seen[key] = true
      list[#list + 1] = { key = key, label = desk.rules:label(set, key) }
    end
  end
  return list
end

-- Schemes of periods the year has: array of {key, label}.
function journals.schemes(desk, year)
  local list = {}
  for _, one in ipairs(keyed(desk, "schemes", calendar.periods(desk, year), "scheme")) do
    if one.key ~= "exam" and one.key ~= "final" then list[#list + 1] = one end
  end
  return list
end

-- Gradings the scale of the regulation knows.
function journals.gradings(desk)
  local list, seen = {}, {}
  for _, symbol in ipairs(marks.scale(desk)) do
    for _, key in ipairs(symbol.grading or {}) do
      if not seen[key] then
        seen[key] = true
        list[#list + 1] = { key = key, label = desk.rules:label("gradings", key) }
      end
    end
  end
  return list
end

-- Programmes and carriers the regulation names.
function journals.programmes(desk)
  local rows = desk.rules:rows() or {}
  return keyed(desk, "programmes", rows.programmes, "key")
end

function journals.carriers(desk)
  local rows = desk.rules:rows() or {}
  return keyed(desk, "carriers", rows.carriers, "key")
end

local function has(list, key)
  for _, one in ipairs(list) do
    if one.key == key then return key end
  end
  return nil
end

-- What a new journal of a group would have: as the other journals of the group, else as the regulation says.
function journals.usual(desk, group)
  local rows = desk.rules:rows(group.year_starts) or {}
  local near = desk:query("office_journals", { group = group.id })[1]
  if near then
    return { scheme = near.scheme, grading = near.grading, programme = near.programme,
      carrier = near.carrier }
  end
  local offered = journals.programmes(desk)
  local programme = has(offered, group.kind) or has(offered, desk.rules:label("group_programmes", group.kind))
  local carrier
  for _, row in ipairs(programme and rows.recording or {}) do
    if row.programme == programme and not carrier then carrier = has(journals.carriers(desk), row.target) end
  end
  local usual = { grading = marks.grading_of(rows, group.grade), programme = programme, carrier = carrier,
    scheme = schoolyear.usual(rows, group) }
  return usual
end

-- -- reading a form --------------------------------------------------------------------------

local function chosen_of(desk, values, year)
  local lists = { scheme = journals.schemes(desk, year), grading = journals.gradings(desk),
    programme = journals.programmes(desk), carrier = journals.carriers(desk) }
  for field, list in pairs(lists) do
    if values[field] and not has(list, values[field]) then
      return nil, office.wrong(field, "office_not_in_list")
    end
  end
  return values
end

-- The subject of a form: its row, or {name} of a new one; nil, err.
local function subject_of(desk, form)
  local name = typed(form.new_subject)
  local list = desk:query("office_subjects")
  if name then
    for _, row in ipairs(list) do
      if text.lower(row.name) == text.lower(name) then return row end
    end
    if not desk.access:may("subject", "write") then return nil, office.denied(desk) end
    local last = 0
    for _, row in ipairs(list) do last = math.max(last, row.ord or 0) end
    return { name = name, ord = last + 1 }
  end
  for _, row in ipairs(list) do
    if row.id == form.subject then return row end
  end
  return nil, office.wrong("subject", "office_which_subject")
end

local function teacher_of(desk, form, day, field)
  for _, row in ipairs(office.teachers(desk, day)) do
    if row.id == form[field] then return row end
  end
  return nil, office.wrong(field, "office_which_teacher")
end

local function twin(desk, group, subject, subgroup)
  if not subject.id then return nil end
  for _, row in ipairs(desk:query("office_journals", { group = group.id })) do
    if row.subject == subject.id and text.lower(filled(row.subgroup) or "") == text.lower(subgroup or "") then
      local err = office.wrong("subject", "office_journal_twice", { subject = subject.name })
      err.code = "CONFLICT"
      return err
    end
  end
  return nil
end

-- A new journal.  form: group, subject or new_subject, teacher, teacher_2, date (since when they teach;
-- empty:
-- the whole year), hours, scheme, grading, programme, carrier, subgroup with its pupils (p_PERSON = "1").
-- Returns its id and the commit.
function journals.add(desk, form)
  local group, values, subject, err
  group, err = groups.one(desk, form.group)
  if not group then return nil, err end
  if not journals.may(desk, group) then return nil, office.denied(desk) end
  values, err = office.read(form, journals.spec)
  values, err = values and chosen_of(desk, values, group.year), err
  if not values then return nil, err end
  subject, err = subject_of(desk, form)
  if not subject then return nil, err end
  err = twin(desk, group, subject, values.subgroup)
  if err then return nil, err end
  local day
  if filled(form.date) then
    day, err = office.day(desk, form, group)
    if not day then return nil, err end
  end
  local teachers = {}
  for _, field in ipairs({ "teacher", "teacher_2" }) do
    if filled(form[field]) then
      local row
      row, err = teacher_of(desk, form, day, field)
      if not row then return nil, err end
      teachers[#teachers + 1] = row.id
    end
  end
  local named = groups.ticked(form, "p_")
  if values.subgroup and #named == 0 then return nil, office.wrong("pick", "office_subgroup_empty") end
  if #named > 0 and not values.subgroup then
    return nil, office.wrong("subgroup", "office_subgroup_unnamed")
  end
  local here = {}
  for _, row in ipairs((groups.members(desk, group, day or group.year_starts))) do here[row.person] = true end
  for _, person in ipairs(named) do
    if not here[person] then return nil, desk:refusal("CONFLICT", "office_no_candidate") end
  end
  return office.write(desk, ru.office_note_journal, function(st)
    local of = subject.id or act.must(st:put("subject", { name = subject.name, ord = subject.ord }))
    values.group, values.subject, values.year = group.id, of, group.year
    local id = act.must(st:put("journal", values))
    for _, person in ipairs(teachers) do
      act.must(st:put("journal_teacher", { journal = id, person = person, starts = day }))
    end
    for _, person in ipairs(named) do
      act.must(st:put("journal_pupil", { journal = id, person = person, starts = day }))
    end
    return id
  end)
end

local function open(desk, id)
  local row = filled(id) and desk:one("journal", { journal = id })
  if not row then return nil, desk:refusal("NOTFOUND", "no_such_journal") end
  local group = desk:one("office_group", { group = row.group })
  if not journals.may(desk, group) then return nil, office.denied(desk) end
  return row, group
end
journals.open = open

-- What the journal holds: words for the refusal, or nil when it is empty.  marks_only: topics do not count.
function journals.holds(desk, id, marks_only)
  local use = desk:one("office_journal_use", { journal = id })
  local n = use.cells + use.results
  if n > 0 then return ru.fill(ru.office_journal_marks, { n = ru.count(n, "cell_forms") }) end
  if marks_only then return nil end
  if use.topics > 0 then
    return ru.fill(ru.office_journal_topics, { n = ru.count(use.topics, "lesson_forms") })
  end
  return use.papers > 0 and ru.office_journal_papers or nil
end

-- Changes the settings of a journal.  form: journal and the fields.
function journals.edit(desk, form)
  local row, group = open(desk, form.journal)
  if not row then return nil, group end
  local values, err = office.read(form, journals.spec)
  values, err = values and chosen_of(desk, values, group.year), err
  if not values then return nil, err end
  local changes = office.changes(row, values, journals.spec)
  if not changes then return row.id end
  for _, field in ipairs({ "scheme", "grading", "hours" }) do
    local holds = changes[field] ~= nil and journals.holds(desk, row.id, true)
    if holds then return nil, { code = "CONFLICT", msg = holds, fields = { [field] = holds } } end
  end
  return office.write(desk, ru.office_note_journal_edit, function(st)
    act.must(st:correct("journal", row.id, changes, ru.office_note_journal_edit))
    return row.id
  end)
end

-- Another teacher from a day.  form: journal, teacher, date, instead ("": beside the others; a person: in his
-- place; "all": in the place of all).
function journals.teacher(desk, form)
  local row, group = open(desk, form.journal)
  if not row then return nil, group end
  local day, err = office.day(desk, form, group)
  if not day then return nil, err end
  local teacher
  teacher, err = teacher_of(desk, form, day, "teacher")
  if not teacher then return nil, err end
  local last, now = date.add_days(day, -1), desk:query("journal_teachers", { journal = row.id })
  for _, one in ipairs(now) do
    if one.person == teacher.id and (not filled(one.ends) or one.ends >= day) then
      return nil, office.wrong("teacher", "office_teaches_already")
    end
  end
  return office.write(desk, ru.office_note_teacher, function(st)
    for _, one in ipairs(now) do
      local goes = (form.instead == "all" or form.instead == one.person)
        and (not filled(one.ends) or one.ends > last)
      if goes then
        act.must(st:correct("journal_teacher", { journal = row.id, person = one.person }, { ends = last },
          ru.office_note_teacher))
      end
    end
    act.must(st:put("journal_teacher", { journal = row.id, person = teacher.id, starts = day }))
    return row.id
  end)
end

-- A teacher no longer teaches there; the day is the last one.  form: journal, teacher, date.
function journals.teacher_ends(desk, form)
  local row, group = open(desk, form.journal)
  if not row then return nil, group end
  local day, err = office.day(desk, form, group)
  if not day then return nil, err end
  for _, one in ipairs(desk:query("journal_teachers", { journal = row.id })) do
    if one.person == form.teacher then
      return office.write(desk, ru.office_note_teacher_ends, function(st)
        act.must(st:correct("journal_teacher", { journal = row.id, person = one.person }, { ends = day },
          ru.office_note_teacher_ends))
        return row.id
      end)
    end
  end
  return nil, office.wrong("teacher", "office_which_teacher")
end

-- The pupils of a subgroup.  form: journal, date, p_PERSON = "1" for everybody who is in it from the day.
-- Nobody ticked: the journal is of the whole group again, if it names nobody with a mark.
function journals.pupils(desk, form)
  local row, group = open(desk, form.journal)
  if not row then return nil, group end
  if not office.may(desk, { "journal_pupil" }, office.about(desk, group)) then
    return nil, office.denied(desk)
  end
  local day, err = office.day(desk, form, group)
  if not day then return nil, err end
  local members, wanted, now = {}, {}, {}
  for _, one in ipairs((groups.members(desk, group, day))) do members[one.person] = one end
  for _, person in ipairs(groups.ticked(form, "p_")) do
    if not members[person] then return nil, desk:refusal("CONFLICT", "office_no_candidate") end
    wanted[person] = true
  end
  local named = desk:query("office_journal_named", { journal = row.id })
  for _, one in ipairs(named) do now[one.person] = one end
  local last = date.add_days(day, -1)
  return office.write(desk, ru.office_note_subgroup, function(st)
    for _, one in ipairs(named) do
      local person, lasts = one.person, not filled(one.ends) or one.ends > last
      if lasts and not wanted[person] then
        if one.cells == 0 then
          act.must(st:void("journal_pupil", { journal = row.id, person = person }, ru.office_note_subgroup))
        else
          act.must(st:put("journal_pupil", { journal = row.id, person = person, starts = filled(one.starts),
            ends = last }))
        end
      end
    end
    for _, person in ipairs(groups.ticked(form, "p_")) do
      local one = now[person]
      if not one or (filled(one.ends) and one.ends < day) then
        act.must(st:put("journal_pupil", { journal = row.id, person = person, starts = day }))
      end
    end
    return row.id
  end)
end

-- An empty journal goes, with its empty lessons and places in the timetable.
function journals.void(desk, form)
  local row, group = open(desk, form.journal)
  if not row then return nil, group end
  local holds = journals.holds(desk, row.id)
  if holds then return nil, { code = "CONFLICT", msg = holds } end
  local why = ru.office_note_journal_void
  local slots = desk:query("office_journal_slots", { journal = row.id })
  local lessons = desk:query("office_journal_lessons", { journal = row.id })
  if #slots > 0 and not desk.access:may("slot", "write") or #lessons > 0
    and not desk.access:may("lesson", "write") then return nil, desk:refusal("CONFLICT",
      "office_journal_lessons") end
  return office.write(desk, why, function(st)
    for _, one in ipairs(slots) do act.must(st:void("slot", one.id, why)) end
    for _, one in ipairs(lessons) do act.must(st:void("lesson", one.id, why)) end
    for _, one in ipairs(desk:query("office_journal_named", { journal = row.id })) do
      act.must(st:void("journal_pupil", { journal = row.id, person = one.person }, why))
    end
    for _, one in ipairs(desk:query("journal_teachers", { journal = row.id })) do
      act.must(st:void("journal_teacher", { journal = row.id, person = one.person }, why))
    end
    act.must(st:void("journal", row.id, why))
    return row.group
  end)
end

-- Journals of a group with their teachers in words: rows of office_journals with .teachers and .now (array).
function journals.of_group(desk, group)
  local list = desk:query("office_journals", { group = group.id })
  for _, row in ipairs(list) do
    local words, now = {}, {}
    for _, one in ipairs(desk:query("journal_teachers", { journal = row.id })) do
      local since = filled(one.starts) and one.starts > group.year_starts
        and " " .. ru.fill(ru.office_since, { date = calendar.written(one.starts) }) or ""
      local till = filled(one.ends) and " " .. ru.fill(ru.office_till, { date = calendar.written(one.ends) })
        or ""
      words[#words + 1] = people.listed(one) .. since .. till
      if not filled(one.ends) or one.ends >= desk:today() then now[#now + 1] = one end
    end
    row.teachers, row.now = table.concat(words, ", "), now
  end
  return list
end

return journals
