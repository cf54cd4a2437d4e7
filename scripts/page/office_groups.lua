-- page/office_groups.lua -- classes and groups, who is in them, their journals and teachers.
-- Floor: page.
local ru = require "text.ru"
local calendar = require "school.calendar"
local groups = require "school.office_groups"
local journals = require "school.office_journals"
local office = require "school.office"
local people = require "school.people"
local form = require "page.office_form"
local frame = require "page.frame"

local page = {}

local school = { href = "/school", label = ru.place_school }
local all = { href = "/office/groups", label = ru.office_tab_groups }

local function place(id) return "/office/groups/" .. id end
local function today_in(desk, group)
  return calendar.written(calendar.day_in({ starts = group.year_starts, ends = group.year_ends },
    desk:today()))
end

local function seen(req, desk)
  if desk.access:may("group", "see") then return nil end
  return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_place"))
end

-- -- the list --------------------------------------------------------------------------------

-- GET /office/groups -- ?year=
function page.list(req, desk)
  local refused = seen(req, desk)
  if refused then return refused end
  local year = calendar.chosen(desk, req.query.year)
  local kinds, at = {}, {}
  for _, row in ipairs(year and desk:query("office_groups", { year = year.id, on = desk:today() }) or {}) do
    local kind = at[row.kind]
    if not kind then
      kind = { label = desk.rules:label("group_kinds", row.kind), rows = {} }
      at[row.kind], kinds[#kinds + 1] = kind, kind
    end
    table.insert(kind.rows, { id = row.id, name = row.name, head = people.listed(row), pupils = row.pupils,
      journals = row.journals, grade = row.grade or "" })
  end
  local body = frame.render("office_groups", { tabs = form.tabs(desk, "groups"), kinds = kinds,
    years = calendar.years(desk), year = year and year.id or "", may = groups.may(desk) })
  return form.page(req, desk, { title = ru.office_tab_groups, name = "office_groups", place = "school",
    help = "office_groups", body = body, crumbs = { school } })
end

local function group_fields(desk, kind)
  local list = { { name = "name", label = ru.office_group_name, hint = ru.office_hint_group_name,
    optional = kind == nil or kind == "class", required = kind ~= nil and kind ~= "class" },
    { name = "grade", label = ru.office_group_grade, short = true, numeric = true,
      hint = ru.office_hint_grade,
      optional = kind ~= "class" },
    { name = "letter", label = ru.office_group_letter, short = true, optional = true },
    { name = "head", label = ru.office_group_head, type = "select", empty = "—", optional = true,
      options = form.teachers(desk) },
    { name = "note", label = ru.office_note, optional = true } }
  return list
end

local function new_group(req, desk, values, err)
  if not groups.may(desk) then return frame.refuse(req, desk, office.denied(desk)) end
  local years = {}
  for i, row in ipairs(calendar.years(desk)) do years[i] = { key = row.id, label = row.name } end
  local fields = { { name = "kind", label = ru.office_group_kind, type = "select", required = true,
    focus = true,
    empty = ru.office_choose, options = groups.kinds(desk), hint = ru.office_hint_kind },
    { name = "year", label = ru.office_year, type = "select", required = true, options = years } }
  for _, one in ipairs(group_fields(desk)) do fields[#fields + 1] = one end
  local body = form.render(req, { action = "/office/groups", submit = ru.office_group_send, fields = fields,
    values = values, err = err, back = "/office/groups" })
  return form.page(req, desk, { title = ru.office_group_new, name = "office_group_new", place = "school",
    help = "office_groups", body = body, crumbs = { school, all }, status = err and frame.status_of(err) })
end

-- GET /office/groups/new -- ?kind=, ?year=
function page.new(req, desk)
  local year = calendar.chosen(desk, req.query.year)
  return new_group(req, desk, { kind = req.query.kind, year = year and year.id })
end

function page.add(req, desk)
  local given = frame.fields(req) or {}
  local id, extra = groups.add(desk, given)
  if not id then return new_group(req, desk, given, extra) end
  return form.done(req, place(id), ru.fill(ru.office_group_added,
    { name = desk:one("office_group", { group = id }).name }), extra)
end

-- -- one group -------------------------------------------------------------------------------

local function member_rows(list)
  local rows = {}
  for i, row in ipairs(list) do
    rows[i] = { id = row.id, person = row.person, name = people.full(row),
      starts = calendar.written(row.starts),
      ends = calendar.written(row.ends) }
  end
  return rows
end

local function pick_rows(classes)
  local list = {}
  for i, class in ipairs(classes) do
    local rows = {}
    for k, row in ipairs(class.rows) do rows[k] = { id = row.id, name = people.full(row), about = "" } end
    list[i] = { name = class.name, rows = rows }
  end
  return list
end

local function ticked_again(picks, given, prefix)
  for _, group in ipairs(picks) do
    for _, one in ipairs(group.rows) do one.chosen = given ~= nil and given[prefix .. one.id] == "1" end
  end
  return picks
end

local function journal_rows(desk, group)
  local list = {}
  for i, row in ipairs(journals.of_group(desk, group)) do
    local parts = {}
    for _, part in ipairs({ { "schemes", row.scheme }, { "gradings", row.grading } }) do
      if part[2] and part[2] ~= "" then parts[#parts + 1] = desk.rules:label(part[1], part[2]) end
    end
    list[i] = { id = row.id, subject = row.subject_name, subgroup = row.subgroup or "",
      teachers = row.teachers,
      hours = row.hours and row.hours > 0 and tostring(row.hours) or "", about = table.concat(parts, ", ") }
  end
  return list
end

local function show(req, desk, id, opts)
  local refused = seen(req, desk)
  if refused then return refused end
  local group, err = groups.one(desk, id)
  if not group then return frame.refuse(req, desk, err) end
  opts = opts or {}
  local day = calendar.day_in({ starts = group.year_starts, ends = group.year_ends }, desk:today())
  local now, past = groups.members(desk, group, day)
  local may = office.may(desk, { "enrolment" }, office.about(desk, group))
  local function given(doing)
    return opts.doing == doing and opts.values or nil, opts.doing == doing and opts.err
  end
  local joining, wrong = given("join")
  local picks = group.kind ~= "class" and may
    and ticked_again(pick_rows(groups.candidates(desk, group, day)), joining, "p_") or {}
  local editing, edit_err = given("edit")
  local _, part_err = given("part")
  local use = desk:one("office_group_use", { group = group.id })
  local body = frame.render("office_group", { id = id, csrf = req.csrf, class = group.kind == "class",
    home = office.home(group),
    kind = desk.rules:label("group_kinds", group.kind), year = group.year_name, may = may,
    may_group = groups.may(desk), may_journals = journals.may(desk, group), members = member_rows(now),
    past = member_rows(past), journals = journal_rows(desk, group), note = group.note or "",
    may_see = desk.access:may("cell", "see"), today = today_in(desk, group), part_error = part_err
      and part_err.msg or "",
    empty = use.pupils == 0 and use.journals == 0 and use.files == 0, open_join = joining ~= nil or #now == 0,
    join = #picks > 0 and form.render(req, { action = place(id), submit = ru.office_join_send, id = "join",
      fields = { { name = "date", label = ru.office_join_day, required = true, short = true, numeric = true },
        { name = "pick", type = "picks", label = ru.office_pick_pupils, prefix = "p_", groups = picks } },
      values = joining or { date = today_in(desk, group) }, err = wrong, hidden = { doing = "join" } }) or "",
    open_edit = editing ~= nil, edit = form.render(req, { action = place(id), submit = ru.office_save,
      id = "edit",
      fields = group_fields(desk, group.kind), values = editing or group, err = edit_err,
      hidden = { doing = "edit" } }) })
  return form.page(req, desk, { title = group.name, name = "office_group", place = "school", body = body,
    help = "office_groups", crumbs = { school, all }, status = opts.err and frame.status_of(opts.err) })
end

-- GET /office/groups/:id
function page.show(req, desk, params) return show(req, desk, params.id) end

local acts = { join = groups.join, part = groups.part, edit = groups.edit, void = groups.void }

function page.set(req, desk, params)
  local given = frame.fields(req) or {}
  local doing, act = given.doing or "", acts[given.doing or ""]
  if not act then return frame.refuse(req, desk, { code = "INPUT", msg = ru.bad_request }) end
  given.group = params.id
  local group = groups.one(desk, params.id)
  local done, extra = act(desk, given)
  if not done then return show(req, desk, params.id, { doing = doing, values = given, err = extra }) end
  local name = doing == "edit" and groups.one(desk, params.id).name or group.name
  local words = { join = ru.fill(ru.office_joined, { n = tostring(done) }),
    part = ru.fill(ru.office_parted, { n = tostring(done) }), edit = ru.fill(ru.office_group_saved,
      { name = name }),
    void = ru.fill(ru.office_group_gone, { name = name }) }
  return form.done(req, doing == "void" and "/office/groups" or place(params.id),
    extra and words[doing] or ru.office_nothing_changed, extra)
end

-- -- journals --------------------------------------------------------------------------------

local function setting_fields(desk, group)
  return { { name = "hours", label = ru.office_hours, short = true, numeric = true, optional = true },
    { name = "scheme", label = ru.office_scheme, type = "select", empty = ru.office_no_results,
      optional = true,
      options = journals.schemes(desk, group.year) },
    { name = "grading", label = ru.office_grading, type = "select", empty = "—", optional = true,
      options = journals.gradings(desk) },
    { name = "programme", label = ru.office_programme, type = "select", empty = "—", optional = true,
      options = journals.programmes(desk) },
    { name = "carrier", label = ru.office_carrier, type = "select", empty = "—", optional = true,
      options = journals.carriers(desk) },
    { name = "subgroup", label = ru.office_subgroup, optional = true, hint = ru.office_hint_subgroup } }
end

local function members_to_pick(desk, group, chosen)
  local now = groups.members(desk, group, calendar.day_in({ starts = group.year_starts,
    ends = group.year_ends },
    desk:today()))
  local rows = {}
  for i, row in ipairs(now) do
    rows[i] = { id = row.person, name = people.full(row), about = "", chosen = chosen(row.person) }
  end
  return { name = "pick", type = "picks", label = ru.office_subgroup_pupils, prefix = "p_",
    groups = { { name = group.name, rows = rows } } }
end

local function subjects(desk)
  local list = {}
  for i, row in ipairs(desk:query("office_subjects")) do list[i] = { key = row.id, label = row.name } end
  return list
end

local function new_journal(req, desk, group, values, err)
  if not journals.may(desk, group) then return frame.refuse(req, desk, office.denied(desk)) end
  local fields = { { name = "subject", label = ru.office_subject, type = "select", empty = ru.office_choose,
    options = subjects(desk), focus = true },
    { name = "new_subject", label = ru.office_new_subject, optional = true,
      hint = ru.office_hint_new_subject },
    { name = "teacher", label = ru.office_teacher, type = "select", empty = "—",
      options = form.teachers(desk) },
    { name = "teacher_2", label = ru.office_teacher_2, type = "select", empty = "—", optional = true,
      options = form.teachers(desk) },
    { name = "date", label = ru.office_teaches_from, short = true, numeric = true, optional = true,
      hint = ru.office_hint_teaches_from } }
  for _, one in ipairs(setting_fields(desk, group)) do fields[#fields + 1] = one end
  fields[#fields + 1] = members_to_pick(desk, group, function(person) return values["p_"
    .. person] == "1" end)
  local body = form.render(req, { action = place(group.id) .. "/journals", submit = ru.office_journal_send,
    fields = fields, values = values, err = err, back = place(group.id) })
  return form.page(req, desk, { title = ru.fill(ru.office_journal_new, { group = group.name }),
    name = "office_journal_new", place = "school", help = "office_groups", body = body,
    crumbs = { school, all, { href = place(group.id), label = group.name } },
    status = err and frame.status_of(err) })
end

-- GET /office/groups/:id/journals
function page.journal_new(req, desk, params)
  local group, err = groups.one(desk, params.id)
  if not group then return frame.refuse(req, desk, err) end
  return new_journal(req, desk, group, journals.usual(desk, group))
end

function page.journal_add(req, desk, params)
  local group, err = groups.one(desk, params.id)
  if not group then return frame.refuse(req, desk, err) end
  local given = frame.fields(req) or {}
  given.group = group.id
  local id, extra = journals.add(desk, given)
  if not id then return new_journal(req, desk, group, given, extra) end
  local row = desk:one("journal", { journal = id })
  return form.done(req, place(group.id), ru.fill(ru.office_journal_added,
    { name = row.group_name .. ", " .. row.subject_name }), extra)
end

local function teachers_of(desk, row)
  local list, options = {}, { { key = "", label = ru.office_beside }, { key = "all",
    label = ru.office_instead_all } }
  for _, one in ipairs(desk:query("journal_teachers", { journal = row.id })) do
    local now = (one.ends or "") == "" or one.ends >= desk:today()
    list[#list + 1] = { id = one.person, name = people.full(one), starts = calendar.written(one.starts),
      ends = calendar.written(one.ends), now = now }
    if now then options[#options + 1] = { key = one.person, label = people.listed(one) } end
  end
  return list, options
end

local function show_journal(req, desk, id, opts)
  local row, group = journals.open(desk, id)
  if not row then return frame.refuse(req, desk, group) end
  opts = opts or {}
  local function given(doing)
    return opts.doing == doing and opts.values or nil, opts.doing == doing and opts.err
  end
  local teachers, options = teachers_of(desk, row)
  local named = {}
  for _, one in ipairs(desk:query("office_journal_named", { journal = id })) do
    named[one.person] = (one.ends or "") == "" or one.ends >= desk:today()
  end
  local changing, change_err = given("teacher")
  local editing, edit_err = given("edit")
  local picking, pick_err = given("pupils")
  local to = "/office/journals/" .. id
  local body = frame.render("office_journal", { id = id, csrf = req.csrf, teachers = teachers,
    today = today_in(desk, group), holds = journals.holds(desk, id) or "",
    may_see = desk.access:may("cell", "see"), ends_error = opts.doing == "ends" and opts.err.msg or "",
    void_error = opts.doing == "void" and opts.err.msg or "",
    teacher = form.render(req, { action = to, submit = ru.office_teacher_send, id = "teacher",
      fields = { { name = "teacher", label = ru.office_teacher, type = "select", required = true,
        empty = ru.office_choose, options = form.teachers(desk) },
        { name = "date", label = ru.office_teaches_from, required = true, short = true, numeric = true },
        { name = "instead", label = ru.office_instead, type = "select", options = options } },
      values = changing or { date = today_in(desk, group), instead = #options > 2 and "all" or "" },
      err = change_err, hidden = { doing = "teacher" } }),
    settings = form.render(req, { action = to, submit = ru.office_save, id = "settings",
      fields = setting_fields(desk, group), values = editing or row, err = edit_err,
        hidden = { doing = "edit" } }),
    pupils = form.render(req, { action = to, submit = ru.office_save, id = "pupils",
      fields = { { name = "date", label = ru.office_join_day, required = true, short = true, numeric = true },
        members_to_pick(desk, group, function(person) return named[person] end) },
      values = picking or { date = today_in(desk, group) }, err = pick_err,
        hidden = { doing = "pupils" } }) })
  return form.page(req, desk, { title = row.group_name .. ", " .. row.subject_name
    .. ((row.subgroup or "") ~= "" and ", " .. row.subgroup or ""), name = "office_journal", place = "school",
    help = "office_groups", body = body, status = opts.err and frame.status_of(opts.err),
    crumbs = { school, all, { href = place(group.id), label = group.name } } })
end

-- GET /office/journals/:id
function page.journal(req, desk, params) return show_journal(req, desk, params.id) end

local journal_acts = { teacher = journals.teacher, ends = journals.teacher_ends, edit = journals.edit,
  pupils = journals.pupils, void = journals.void }
local said = { teacher = "office_teacher_done", ends = "office_teacher_ended", edit = "office_journal_saved",
  pupils = "office_subgroup_done", void = "office_journal_gone" }

function page.journal_set(req, desk, params)
  local given = frame.fields(req) or {}
  local doing = given.doing or ""
  if not journal_acts[doing] then return frame.refuse(req, desk, { code = "INPUT", msg = ru.bad_request }) end
  given.journal = params.id
  local done, extra = journal_acts[doing](desk, given)
  if not done then
    return show_journal(req, desk, params.id, { doing = doing, values = given, err = extra })
  end
  return form.done(req, doing == "void" and place(done) or "/office/journals/" .. params.id,
    extra and ru[said[doing]] or ru.office_nothing_changed, extra)
end

return page
