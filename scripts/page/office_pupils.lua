-- page/office_pupils.lua -- «Принять», «Перевести», «Выбыл» and the card of a pupil's own data.
-- Floor: page.
local ru = require "text.ru"
local calendar = require "school.calendar"
local office = require "school.office"
local brought = require "school.office_brought"
local people = require "school.people"
local pupils = require "school.office_pupils"
local form = require "page.office_form"
local frame = require "page.frame"

local page = {}

local crumbs = { { href = "/pupils", label = ru.place_pupils } }

local function card(person) return "/office/pupil/" .. person end

local function refuse(req, desk, err) return frame.refuse(req, desk, err or office.denied(desk)) end

local function today(desk) return calendar.written(desk:today()) end

-- -- coming ----------------------------------------------------------------------------------

local function relations(desk) return office.labels(desk, "relations") end

local function parent_fields(desk, n, first)
  return { { name = "parent_" .. n, label = ru.office_parent, optional = not first, required = first },
    { name = "parent_role_" .. n, label = ru.office_parent_role, type = "select", empty = "—",
      optional = true,
      options = relations(desk) },
    { name = "parent_phone_" .. n, label = ru.office_parent_phone, short = true, optional = true } }
end

local function append(list, more)
  for _, one in ipairs(more) do list[#list + 1] = one end
  return list
end

local function admit_fields(desk, known)
  local function may(row) return office.may(desk, { "enrolment", "pupil" }, office.about(desk, row)) end
  local list = { { name = "group", label = ru.office_group, type = "select", required = true, focus = true,
    empty = ru.office_choose, options = form.classes(desk, may) },
    { name = "date", label = ru.office_from_day, required = true, short = true, numeric = true,
      hint = ru.office_hint_date } }
  if not known then append(list, form.person_fields()) end
  list[#list + 1] = { name = "file_no", label = ru.office_file_no, short = true, optional = true }
  list[#list + 1] = { name = "from", label = ru.office_from_school, optional = true,
    hint = ru.office_hint_origin }
  append(list, form.order_fields(desk))
  if not known then
    list[#list + 1] = { type = "heading", label = ru.office_parents }
    append(list, parent_fields(desk, 1))
    append(list, parent_fields(desk, 2))
  end
  return list
end

local function admit(req, desk, values, err)
  if not pupils.mover(desk) then return refuse(req, desk) end
  local known = values.person ~= "" and values.person and desk:one("office_person",
    { person = values.person })
  local fields = admit_fields(desk, known)
  if #fields[1].options == 0 then
    return form.page(req, desk, { title = ru.office_admit, name = "office_admit", place = "pupils",
      crumbs = crumbs,
      body = frame.render("office_no_class", { may = desk.access:may("group", "write", {}) }) })
  end
  local link, status = nil, nil
  if err then
    status = frame.status_of(err)
    if err.person then
      link = { href = card(err.person), label = ru.office_open }
      if err.fields and err.fields.last then
        table.insert(fields, 6, { name = "namesake", type = "check", label = ru.office_namesake_box })
      end
    end
  end
  local body = form.render(req, { action = "/office/admit", submit = ru.office_admit_send, fields = fields,
    values = values, err = err, link = link, hidden = { person = known and known.id or nil },
    lead = known and people.full(known) or nil, back = "/movement" })
  return form.page(req, desk, { title = known and ru.office_admit_known or ru.office_admit,
    name = "office_admit",
    place = "pupils", body = body, crumbs = crumbs, status = status })
end

-- GET /office/admit -- ?group=, ?person= (somebody known comes back)
function page.admit(req, desk)
  return admit(req, desk, { group = req.query.group, person = req.query.person, date = today(desk),
    order_date = today(desk) })
end

function page.admit_set(req, desk)
  local given = frame.fields(req) or {}
  local person, extra = pupils.admit(desk, given)
  if not person then return admit(req, desk, given, extra) end
  local row, group = desk:one("office_person", { person = person }), desk:one("office_group",
    { group = given.group })
  return form.done(req, card(person), ru.fill(ru.office_admitted, { who = people.full(row),
    class = group.name,
    date = given.date }), extra)
end

-- -- moving and leaving ----------------------------------------------------------------------

-- Pupils the user may move: {key, label}, by name with the class.
local function choices(desk)
  local year, list, seen = calendar.chosen(desk), {}, {}
  local on = year and calendar.day_in(year, desk:today())
  for _, row in ipairs((year and people.pupils(desk, year.id, on) or {})) do
    if not seen[row.id] and office.may(desk, { "enrolment" }, office.about(desk, row)) then
      seen[row.id], list[#list + 1] = true, row
    end
  end
  people.sort(list)
  for i, row in ipairs(list) do
    list[i] = { key = row.id, label = people.full(row) .. ", " .. row.group_name }
  end
  return list
end

local function pupil_field(desk, values)
  return { name = "person", label = ru.office_pupil, type = "select", required = true,
    empty = ru.office_choose,
    options = choices(desk), focus = (values.person or "") == "" }
end

local function move(req, desk, values, err)
  if not pupils.mover(desk) then return refuse(req, desk) end
  local fields = { pupil_field(desk, values),
    { name = "group", label = ru.office_to_class, type = "select", required = true, empty = ru.office_choose,
      options = form.classes(desk), focus = (values.person or "") ~= "" },
    { name = "date", label = ru.office_move_day, required = true, short = true, numeric = true,
      hint = ru.office_hint_date } }
  local body = form.render(req, { action = "/office/move", submit = ru.office_transfer_send,
    fields = append(fields, form.order_fields(desk)), values = values, err = err, back = "/movement" })
  return form.page(req, desk, { title = ru.office_transfer, name = "office_move", place = "pupils",
    body = body,
    crumbs = crumbs, status = err and frame.status_of(err) })
end

function page.move(req, desk)
  return move(req, desk, { person = req.query.person, group = req.query.group, date = today(desk),
    order_date = today(desk) })
end

function page.move_set(req, desk)
  local given = frame.fields(req) or {}
  local person, extra = pupils.transfer(desk, given)
  if not person then return move(req, desk, given, extra) end
  local row, group = desk:one("office_person", { person = person }), desk:one("office_group",
    { group = given.group })
  return form.done(req, card(person), ru.fill(ru.office_transferred, { who = people.full(row),
    class = group.name }), extra)
end

local function leave(req, desk, values, err)
  if not pupils.mover(desk) then return refuse(req, desk) end
  local fields = { pupil_field(desk, values),
    { name = "date", label = ru.office_leave_day, required = true, short = true, numeric = true,
      hint = ru.office_hint_date, focus = (values.person or "") ~= "" },
    { name = "reason", label = ru.office_leave_reason, type = "select", required = true,
      empty = ru.office_choose,
      options = pupils.reasons(desk) },
    { name = "note", label = ru.office_leave_where, optional = true, hint = ru.office_hint_origin } }
  local body = form.render(req, { action = "/office/leave", submit = ru.office_leave_send,
    fields = append(fields, form.order_fields(desk)), values = values, err = err, back = "/movement" })
  return form.page(req, desk, { title = ru.office_leave, name = "office_leave", place = "pupils", body = body,
    crumbs = crumbs, status = err and frame.status_of(err) })
end

function page.leave(req, desk)
  return leave(req, desk, { person = req.query.person, date = today(desk), order_date = today(desk) })
end

function page.leave_set(req, desk)
  local given = frame.fields(req) or {}
  local person, extra = pupils.leave(desk, given)
  if not person then return leave(req, desk, given, extra) end
  return form.done(req, card(person), ru.fill(ru.office_left,
    { who = people.full(desk:one("office_person", { person = person })) }), extra)
end

-- -- the card --------------------------------------------------------------------------------

local function subgroups_of(desk, person, place)
  local list = {}
  for _, row in ipairs(place and desk:query("office_subgroups", { group = place.group, person = person })
    or {}) do
    list[#list + 1] = { id = row.id, name = row.subject_name, about = row.subgroup or "",
      chosen = row.person ~= nil and ((row.ends or "") == "" or row.ends >= desk:today()) }
  end
  return list
end

local function names_of(...)
  local list = {}
  for _, spec in ipairs({ ... }) do
    for _, one in ipairs(spec) do list[#list + 1] = { name = one.name, label = one.label } end
  end
  return list
end

local function past_of(desk, person)
  local rows = office.past(desk, "person", person, names_of(pupils.person_spec), form.shown)
  for _, one in ipairs(office.past(desk, "pupil", { person = person }, names_of(pupils.file_spec),
    form.shown)) do
    rows[#rows + 1] = one
  end
  table.sort(rows, function(a, b) return a.at > b.at end)
  return form.past(rows)
end

local function data_form(req, row, values, err)
  local fields = append(form.person_fields(), { { name = "file_no", label = ru.office_file_no, short = true,
    optional = true }, { name = "reason", label = ru.office_reason, required = true } })
  return form.render(req, { action = card(row.id), submit = ru.office_save, fields = fields, id = "data",
    values = values or form.person_values(row), err = err, hidden = { doing = "data" } })
end

-- opts: doing (whose form was refused), values, err
local function show(req, desk, person, opts)
  local row, err = people.pupil(desk, person)
  if not row then return refuse(req, desk, err) end
  if not pupils.may(desk, person, { "person", "pupil" }) then return refuse(req, desk) end
  opts = opts or {}
  local full, place = desk:one("office_person", { person = person }), pupils.class_on(desk, person,
    desk:today())
  local parents = desk:query("office_relations", { person = person })
  for _, one in ipairs(parents) do
    one.name, one.phone = people.full(one), one.phone or ""
    one.role = one.role and desk.rules:label("relations", one.role) or ""
  end
  local enrolments = {}
  for i, one in ipairs(row.enrolments) do
    enrolments[i] = { year = one.year_name, group = one.group_name, starts = calendar.written(one.starts),
      ends = calendar.written(one.ends), kind = desk.rules:label("group_kinds", one.kind) }
  end
  local groups = subgroups_of(desk, person, place)
  local function given(doing)
    return opts.doing == doing and opts.values or nil, opts.doing == doing and opts.err
  end
  local values, wrong = given("data")
  local parent_values, parent_wrong = given("parent")
  local body = frame.render("office_card", { id = person, csrf = req.csrf, class = place and place.group_name
    or "",
    mover = pupils.mover(desk), enrolments = enrolments, parents = parents,
    data = data_form(req, full, values, wrong), past = past_of(desk, person),
    parent = form.render(req, { action = card(person), submit = ru.office_parent_add, id = "parent",
      fields = parent_fields(desk, 1, true), values = parent_values, err = parent_wrong,
      hidden = { doing = "parent" } }),
    subgroups = #groups > 0 and form.render(req, { action = card(person), submit = ru.office_save, id = "sub",
      fields = { { name = "date", label = ru.office_join_day, short = true, numeric = true, required = true },
        { name = "pick", type = "picks", label = ru.office_subgroups_tick, prefix = "j_",
          groups = { { name = place.group_name, rows = groups } } } },
      values = { date = today(desk) }, err = opts.doing == "sub" and opts.err, hidden = { doing = "sub" } })
        or "",
    brought = place and brought.may(desk, place) or false,
    holds = pupils.holds(desk, person) or "",
    void = form.render(req, { action = card(person), submit = ru.office_void_send, danger = true, id = "void",
      fields = { { name = "reason", label = ru.office_void_reason, required = true } },
      err = opts.doing == "void" and opts.err, hidden = { doing = "void" } }) })
  return form.page(req, desk, { title = ru.fill(ru.office_card, { who = people.full(row) }),
    name = "office_card",
    place = "pupils", body = body, status = opts.err and frame.status_of(opts.err),
    crumbs = { crumbs[1], { href = "/pupils/" .. person, label = people.listed(row) } } })
end

-- GET /office/pupil/:id
function page.card(req, desk, params) return show(req, desk, params.id) end

local acts = {
  data = function(desk, given) return pupils.correct(desk, given) end,
  parent = function(desk, given) return pupils.add_parent(desk, given) end,
  drop = function(desk, given) return pupils.drop_parent(desk, given) end,
  sub = function(desk, given) return pupils.subgroups(desk, given) end,
  void = function(desk, given) return pupils.void(desk, given) end,
}
local said = { data = "office_corrected", parent = "office_parent_added", drop = "office_parent_dropped",
  sub = "office_subgroups_done", void = "office_voided" }

function page.card_set(req, desk, params)
  local given = frame.fields(req) or {}
  local doing = given.doing or ""
  if not acts[doing] then return refuse(req, desk, { code = "INPUT", msg = ru.bad_request }) end
  given.person = params.id
  local done, extra = acts[doing](desk, given)
  if not done then return show(req, desk, params.id, { doing = doing, values = given, err = extra }) end
  local where = doing == "void" and "/pupils" or card(params.id)
  return form.done(req, where, extra and ru[said[doing]] or ru.office_nothing_changed, extra)
end

-- -- marks from the school before ------------------------------------------------------------

local function brought_page(req, desk, person, given, err)
  local view, failed = brought.view(desk, person)
  if not view then return refuse(req, desk, failed) end
  local bad, rows, width = err and err.fields or {}, {}, 0
  given = given or {}
  for i, line in ipairs(view.rows) do
    local cells = {}
    for k, period in ipairs(line.periods) do
      local name = brought.result_field(line, period)
      cells[k] = { name = name, label = line.subject .. ", " .. period.name, period = period.name,
        value = given[name] or period.result and period.result.decided or "", wrong = bad[name] or "" }
    end
    width = math.max(width, #cells)
    local name = brought.cell_field(line)
    rows[i] = { subject = line.subject, subgroup = line.subgroup, cells = cells, current = line.lesson and {
      name = name, value = given[name] or "", wrong = bad[name] or "", label = line.subject .. ", "
        .. ru.office_current, date = calendar.written(line.lesson.date) } or false }
  end
  local body = frame.render("office_brought", { rows = rows, width = width, csrf = req.csrf, id = person,
    from = given.from or "", wrong = bad.from or "", message = err and err.msg or "",
    since = calendar.written(view.place.starts), class = view.place.group_name })
  return form.page(req, desk, { title = ru.office_brought, name = "office_brought", place = "pupils",
    body = body,
    status = err and frame.status_of(err),
    crumbs = { crumbs[1], { href = "/pupils/" .. person, label = people.listed(view.person) } } })
end

-- GET /office/brought/:id
function page.brought(req, desk, params) return brought_page(req, desk, params.id) end

function page.brought_set(req, desk, params)
  local given = frame.fields(req) or {}
  given.person = params.id
  local n, extra = brought.set(desk, given)
  if not n then return brought_page(req, desk, params.id, given, extra) end
  return form.done(req, "/office/brought/" .. params.id, ru.fill(ru.office_brought_done, { n = n }), extra)
end

return page
