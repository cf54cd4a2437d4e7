-- school/office_pupils.lua -- pupils come, move to another class, leave; their data are put right.
-- Floor: school.  The journals of a class follow its enrolments by themselves; journals that name their
-- pupils (subgroups) get an end when the pupil goes.
local date = require "core.date"
local entered = require "lib.entered"
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local office = require "school.office"
local people = require "school.people"
local pupil_files = require "school.pupil_files"

local pupils = {}

local filled, typed = entered.filled, entered.typed

pupils.person_spec = {
  { name = "last", label = ru.office_last, kind = "name", required = true },
  { name = "first", label = ru.office_first, kind = "name", required = true },
  { name = "middle", label = ru.office_middle, kind = "name" },
  { name = "born", label = ru.office_born, kind = "date" },
  { name = "sex", label = ru.office_sex, kind = "choice", options = { "f", "m" } },
  { name = "snils", label = ru.office_snils, kind = "snils" },
  { name = "phone", label = ru.office_phone, max = 80 },
}
pupils.file_spec = { { name = "file_no", label = ru.office_file_no, max = 40 } }
pupils.order_spec = {
  { name = "order_number", label = ru.office_order_number, max = 40 },
  { name = "order_date", label = ru.office_order_date, kind = "date" },
}

local function joined(...)
  local all = {}
  for _, list in ipairs({ ... }) do
    for _, one in ipairs(list) do all[#all + 1] = one end
  end
  return all
end

-- The fields of a person; nil, err.  A day of birth lies before today.
function pupils.read_person(desk, form, ...)
  local values, err = office.read(form, joined(pupils.person_spec, ...))
  if not values then return nil, err end
  if values.born and values.born >= desk:today() then
    return nil, office.wrong("born", "office_born_ahead")
  end
  values.snils = values.snils and values.snils:gsub("%D", "") or nil
  return values
end

-- Somebody else with that СНИЛС: the refusal, else nil.
function pupils.snils_taken(desk, snils, person)
  local row = snils and desk:one("office_snils", { snils = snils })
  if not row or row.id == person then return nil end
  local err = office.wrong("snils", "office_snils_taken", { who = people.full(row) })
  err.code, err.person = "CONFLICT", row.id
  return err
end

-- Somebody of the same name who may be the same: the refusal with err.person, else nil.
function pupils.namesake(desk, values, form)
  if form.namesake == "1" then return nil end
  for _, row in ipairs(desk:query("office_namesakes", { last = values.last, first = values.first })) do
    local same_born = filled(row.born) == values.born or not filled(row.born) or not values.born
    local same_middle = (filled(row.middle) or "") == (values.middle or "") or not filled(row.middle)
      or not values.middle
    if same_born and same_middle then
      local err = office.wrong("last", "office_namesake", { who = people.full(row),
        born = filled(row.born) and ", " .. calendar.written(row.born) or "" })
      err.code, err.person = "CONFLICT", row.id
      return err
    end
  end
  return nil
end

-- -- where he is -----------------------------------------------------------------------------

local function covers(row, day)
  return row.starts <= day and (not filled(row.ends) or row.ends >= day)
end

-- The class enrolment of a person on a day (that of a study group when he is in no class), or nil; and every
-- enrolment.
function pupils.class_on(desk, person, day)
  local rows, found = desk:query("office_places", { person = person }), nil
  for _, row in ipairs(rows) do
    local better = not found or found.kind ~= "class" or row.kind == "class"
    if office.home(row) and covers(row, day) and better then found = row end
  end
  return found, rows
end

-- May the user write about the pupil?  By any class of his; a pupil without one is the whole school's.
function pupils.may(desk, person, kinds)
  if office.may(desk, kinds, {}) then return true end
  for _, row in ipairs(desk:query("office_places", { person = person })) do
    if office.home(row) and office.may(desk, kinds, office.about(desk, row)) then return true end
  end
  return false
end

local function may_move(desk, group, order)
  return office.may(desk, { "enrolment", "event" }, office.about(desk, group))
    and (not order or desk.access:may("order", "write"))
end

-- May the user move pupils at all (of some class)?
function pupils.mover(desk)
  return office.may(desk, { "enrolment", "person", "pupil" })
    and (desk.access:may("order", "write") or not office.needs_order(desk))
end

local function group_of(desk, form)
  local group = filled(form.group) and desk:one("office_group", { group = form.group })
  if not group or not office.home(group) then return nil, office.wrong("group", "office_which_class") end
  return group
end

-- A class enrolment of the year that would stand beside a new one from the day: the refusal, or nil.
local function double(rows, group, day, but)
  for _, row in ipairs(rows) do
    local one = row.kind == "class" and group.kind == "class" or row.group == group.id
    local meets = row ~= but and one and row.year == group.year and (not filled(row.ends) or row.ends >= day)
    if meets then
      local err = office.wrong("group", "office_double", { class = row.group_name,
        from = calendar.written(row.starts) })
      err.code = "CONFLICT"
      return err
    end
  end
  return nil
end

-- -- representatives -------------------------------------------------------------------------

-- "Орлова Анна Петровна" -> {last, first, middle}; nil, err beside the field.
local function named(words, field)
  local last, first, middle = words:match("^(%S+)%s+(%S+)%s*(.-)$")
  if not last then return nil, office.wrong(field, "office_full_name") end
  local given, err = office.read({ last = last, first = first, middle = middle }, pupils.person_spec)
  if not given then
    err.fields = { [field] = err.msg }
    return nil, err
  end
  return given
end

-- The representatives of the form (parent_1, parent_role_1, parent_phone_1, ...); nil, err.
local function parents_of(form)
  local list = {}
  for i = 1, 2 do
    local words = typed(form["parent_" .. i])
    if words then
      local one, err = named(words, "parent_" .. i)
      if not one then return nil, err end
      one.phone = typed(form["parent_phone_" .. i])
      one.role = filled(form["parent_role_" .. i])
      list[#list + 1] = one
    elseif typed(form["parent_phone_" .. i]) then
      return nil, office.wrong("parent_" .. i, "office_full_name")
    end
  end
  return list
end

-- The same person as a representative of another pupil is known by name and telephone.
local function put_parent(desk, st, pupil, one)
  local id
  for _, row in ipairs(desk:query("office_namesakes", { last = one.last, first = one.first })) do
    local full = desk:one("office_person", { person = row.id })
    if one.phone and filled(full.phone) == one.phone and (filled(row.middle) or "") == (one.middle or "") then
      id = row.id
    end
  end
  id = id or act.must(st:put("person", { last = one.last, first = one.first, middle = one.middle,
    phone = one.phone }))
  act.must(st:put("relation", { pupil = pupil, person = id, role = one.role, legal = true }))
end

-- Adds a representative.  form: person, parent_1, parent_role_1, parent_phone_1.
function pupils.add_parent(desk, form)
  if not pupils.may(desk, form.person, { "relation", "person" }) then return nil, office.denied(desk) end
  local list, err = parents_of(form)
  if not list then return nil, err end
  if #list == 0 then return nil, office.wrong("parent_1", "office_full_name") end
  return office.write(desk, ru.office_note_parent, function(st)
    for _, one in ipairs(list) do put_parent(desk, st, form.person, one) end
  end)
end

-- A representative no longer is one.
function pupils.drop_parent(desk, form)
  if not pupils.may(desk, form.person, { "relation" }) then return nil, office.denied(desk) end
  return office.write(desk, ru.office_note_parent_gone, function(st)
    act.must(st:void("relation", { pupil = form.person, person = form.parent }, ru.office_note_parent_gone))
  end)
end

-- -- coming ----------------------------------------------------------------------------------

local function put_person(st, values)
  return act.must(st:put("person", { last = values.last, first = values.first, middle = values.middle,
    born = values.born, sex = values.sex, snils = values.snils, phone = values.phone }))
end

local function put_pupil(desk, st, person, values, day)
  local known = desk:one("cmd_pupil", { person = person })
  if not known then
    act.must(st:put("pupil", { person = person, file_no = values.file_no, admitted = day }))
  elseif values.file_no and values.file_no ~= known.file_no then
    act.must(st:correct("pupil", { person = person }, { file_no = values.file_no }, ru.office_note_admit))
  end
end

-- The person a newcomer is: {} of his fields when he is new, the row when he is known; nil, err.
local function newcomer(desk, form)
  if filled(form.person) then
    local row = desk:one("office_person", { person = form.person })
    if not row then return nil, desk:refusal("NOTFOUND", "no_such_pupil") end
    local values, err = office.read(form, pupils.file_spec)
    if not values then return nil, err end
    return { known = row.id, file_no = values.file_no }
  end
  local values, err = pupils.read_person(desk, form, pupils.file_spec)
  if not values then return nil, err end
  err = pupils.snils_taken(desk, values.snils) or pupils.namesake(desk, values, form)
  if err then return nil, err end
  return values
end

-- Enrols into a class.  form: group, date, order_number, order_date, order_title, person (somebody known) or
-- the fields of a person; file_no, from (where he comes from), parent_1 ..., namesake = "1" (another person
-- of the same name).  Returns the person's id and the commit; or nil, err with err.fields.
function pupils.admit(desk, form)
  local group, day, values, order, err
  group, err = group_of(desk, form)
  if not group then return nil, err end
  if not office.may(desk, { "person", "pupil", "enrolment", "relation", "event" }, office.about(desk,
    group)) then
    return nil, office.denied(desk)
  end
  day, err = office.day(desk, form, group)
  if not day then return nil, err end
  values, err = newcomer(desk, form)
  if not values then return nil, err end
  if values.known then
    err = double(desk:query("office_places", { person = values.known }), group, day)
    if err then return nil, err end
  end
  order, err = office.order(desk, form, ru.office_order_admit)
  if order == nil then return nil, err end
  if order and not desk.access:may("order", "write") then return nil, office.denied(desk) end
  local parents
  parents, err = parents_of(form)
  if not parents then return nil, err end
  return office.write(desk, ru.office_note_admit, function(st)
    local person = values.known or put_person(st, values)
    if values.known then pupil_files.open(desk, st, person) end
    put_pupil(desk, st, person, values, day)
    local number = office.put_order(desk, st, order)
    act.must(st:put("enrolment", { person = person, group = group.id, starts = day, order = number }))
    act.must(st:put("event", { person = person, kind = "admission", date = day, order = number,
      note = typed(form.from) }))
    for _, one in ipairs(parents) do put_parent(desk, st, person, one) end
    return person
  end)
end

-- -- moving and leaving ----------------------------------------------------------------------

-- Journals of a group that name the pupil end with the day.
local function end_named(desk, st, group, person, day)
  for _, row in ipairs(desk:query("office_named", { group = group, person = person })) do
    if not filled(row.ends) or row.ends > day then
      act.must(st:put("journal_pupil", { journal = row.journal, person = person, starts = filled(row.starts),
        ends = day }))
    end
  end
end

-- Moves to another class from a day.  form: person, group, date, order_*.
function pupils.transfer(desk, form)
  local group, day, order, err
  group, err = group_of(desk, form)
  if not group then return nil, err end
  day, err = office.day(desk, form, group)
  if not day then return nil, err end
  local row = filled(form.person) and desk:one("office_person", { person = form.person })
  if not row or not row.pupil then return nil, office.wrong("person", "office_which_pupil") end
  local from, rows = pupils.class_on(desk, form.person, day)
  if not from then return nil, office.wrong("date", "office_in_no_class") end
  if from.group == group.id then return nil, office.wrong("group", "office_same_class") end
  if from.starts >= day then
    return nil, office.wrong("date", "office_too_early", { date = calendar.written(from.starts) })
  end
  err = double(rows, group, day, from)
  if err then return nil, err end
  order, err = office.order(desk, form, ru.office_order_transfer)
  if order == nil then return nil, err end
  if not may_move(desk, from, order) or not may_move(desk, group, order) then
    return nil, office.denied(desk)
  end
  local last = date.add_days(day, -1)
  return office.write(desk, ru.office_note_transfer, function(st)
    local number = office.put_order(desk, st, order)
    act.must(st:correct("enrolment", from.id, { ends = last, leave_order = number or json.null,
      reason = "class_change" }, ru.office_note_transfer))
    end_named(desk, st, from.group, form.person, last)
    act.must(st:put("enrolment", { person = form.person, group = group.id, starts = day, order = number,
      ends = filled(from.ends), leave_order = filled(from.leave_order), reason = filled(from.reason) }))
    act.must(st:put("event", { person = form.person, kind = "class_change", date = day, order = number }))
    return form.person
  end)
end

-- Reasons to leave by the regulation: array of {key, label}.
function pupils.reasons(desk)
  local list = office.labels(desk, "leave_reasons")
  if #list == 0 then list = office.labels(desk, "events") end
  for _, one in ipairs(list) do one.label = desk.rules:label("events", one.key) end
  return list
end

local function reason_of(desk, form)
  for _, one in ipairs(pupils.reasons(desk)) do
    if one.key == form.reason then return one.key end
  end
  return nil, office.wrong("reason", "office_which_reason")
end

-- Leaves the school: every enrolment ends with the day, his last one.  form: person, date, reason, note,
-- order_*.
function pupils.leave(desk, form)
  local reason, order, err
  local day = calendar.read(form.date or "")
  if not day then return nil, office.wrong("date", "bad_date") end
  local row = filled(form.person) and desk:one("office_person", { person = form.person })
  if not row or not row.pupil then return nil, office.wrong("person", "office_which_pupil") end
  local from, rows = pupils.class_on(desk, form.person, day)
  if not from then return nil, office.wrong("date", "office_in_no_class") end
  day, err = office.day(desk, form, from)
  if not day then return nil, err end
  reason, err = reason_of(desk, form)
  if not reason then return nil, err end
  order, err = office.order(desk, form, ru.office_order_leave)
  if order == nil then return nil, err end
  if not may_move(desk, from, order) then return nil, office.denied(desk) end
  return office.write(desk, ru.office_note_leave, function(st)
    local number = office.put_order(desk, st, order)
    for _, one in ipairs(rows) do
      if one.starts > day then
        act.must(st:void("enrolment", one.id, ru.office_note_leave))
      elseif not filled(one.ends) or one.ends > day then
        act.must(st:correct("enrolment", one.id, { ends = day, leave_order = number or json.null,
          reason = reason }, ru.office_note_leave))
        end_named(desk, st, one.group, form.person, day)
      end
    end
    act.must(st:put("event", { person = form.person, kind = reason, date = day, order = number,
      note = typed(form.note) }))
    pupil_files.close(desk, st, form.person, reason, day)
    return form.person
  end)
end

-- -- his data --------------------------------------------------------------------------------

pupils.person_fields = { "last", "first", "middle", "born", "sex", "snils", "phone" }

-- Writes corrections of a person (changes or nil) and of what he is at school (kind, its changes or nil); a
-- reason must be given.  Returns the person and the commit.
function pupils.put_right(desk, person, changes, why, kind, about, note)
  if not changes and not about then return person end
  local reason = typed(why)
  if not reason then return nil, office.wrong("reason", "office_need_reason") end
  return office.write(desk, note, function(st)
    if changes then act.must(st:correct("person", person, changes, reason)) end
    if about then act.must(st:correct(kind, { person = person }, about, reason)) end
    return person
  end)
end

-- Puts data right.  form: person, the fields, reason.  The old value stays in the history.
function pupils.correct(desk, form)
  local row = filled(form.person) and desk:one("office_person", { person = form.person })
  if not row or not row.pupil then return nil, desk:refusal("NOTFOUND", "no_such_pupil") end
  if not pupils.may(desk, form.person, { "person", "pupil" }) then return nil, office.denied(desk) end
  local values, err = pupils.read_person(desk, form, pupils.file_spec)
  if not values then return nil, err end
  err = pupils.snils_taken(desk, values.snils, row.id)
  if err then return nil, err end
  return pupils.put_right(desk, row.id, office.changes(row, values, pupils.person_fields), form.reason,
    "pupil", office.changes(row, values, { "file_no" }), ru.office_note_correct)
end

-- What keeps a wrongly made pupil in the books: words, or nil when nothing does.
function pupils.holds(desk, person)
  local ties = desk:one("office_ties", { person = person })
  if ties.cells > 0 or ties.results > 0 then
    return ru.fill(ru.office_holds_marks, { n = ru.count(ties.cells + ties.results, "cell_forms") })
  end
  if ties.papers > 0 then return ru.office_holds_papers end
  if ties.elsewhere > 0 then return ru.office_holds_elsewhere end
  return nil
end

-- A pupil entered by mistake goes, with his enrolments; a real one never does.
function pupils.void(desk, form)
  local person = form.person
  local row = filled(person) and desk:one("office_person", { person = person })
  if not row or not row.pupil then return nil, desk:refusal("NOTFOUND", "no_such_pupil") end
  if not pupils.may(desk, person, { "person", "pupil", "enrolment" }) then return nil, office.denied(desk) end
  local holds = pupils.holds(desk, person)
  if holds then return nil, { code = "CONFLICT", msg = holds } end
  local why = typed(form.reason)
  if not why then return nil, office.wrong("reason", "office_need_reason") end
  return office.write(desk, ru.office_note_void, function(st)
    for _, one in ipairs(desk:query("office_pupil_journals", { person = person })) do
      act.must(st:void("journal_pupil", { journal = one.journal, person = person }, why))
    end
    for _, one in ipairs(desk:query("office_places", { person = person })) do
      act.must(st:void("enrolment", one.id, why))
    end
    for _, one in ipairs(desk:query("office_events", { person = person })) do
      act.must(st:void("event", one.id, why))
    end
    for _, one in ipairs(desk:query("office_relations", { person = person })) do
      act.must(st:void("relation", { pupil = person, person = one.person }, why))
    end
    act.must(st:void("pupil", { person = person }, why))
    act.must(st:void("person", person, why))
    return true
  end)
end

-- Subgroups of the class he is in: the ticked ones (form.j_JOURNAL = "1") from the day, the others end.
-- form: person, date.
function pupils.subgroups(desk, form)
  local day = calendar.read(form.date or "")
  if not day then return nil, office.wrong("date", "bad_date") end
  local from = pupils.class_on(desk, form.person, day)
  if not from then return nil, office.wrong("date", "office_in_no_class") end
  if not office.may(desk, { "journal_pupil" }, office.about(desk, from)) then
    return nil, office.denied(desk)
  end
  local last = date.add_days(day, -1)
  return office.write(desk, ru.office_note_subgroups, function(st)
    for _, row in ipairs(desk:query("office_subgroups", { group = from.group, person = form.person })) do
      local here = row.person and (not filled(row.ends) or row.ends >= day)
      local wanted = form["j_" .. row.id] == "1"
      if wanted and not here then
        act.must(st:put("journal_pupil", { journal = row.id, person = form.person, starts = day }))
      elseif here and not wanted then
        act.must(st:put("journal_pupil", { journal = row.id, person = form.person,
          starts = filled(row.starts), ends = last }))
      end
    end
    return form.person
  end)
end

return pupils
