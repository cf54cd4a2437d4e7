-- page/timetable.lua -- the week of a class, a teacher, a room; bells and holidays; lessons of the year.
-- Floor: page.
local date = require "core.date"
local ru = require "text.ru"
local calendar = require "school.calendar"
local clashes = require "school.clashes"
local generate = require "school.generate"
local journal = require "school.journal"
local people = require "school.people"
local timetable = require "school.timetable"
local frame = require "page.frame"
local lessons = require "page.lessons"

local page = {}

local views = { "class", "teacher", "room" }

-- What one may look at: {id, name} for a view.
local function choices_of(data, view)
  local list, seen = {}, {}
  local function add(id, name)
    if id and id ~= "" and not seen[id] then
      seen[id] = true
      list[#list + 1] = { id = id, name = name }
    end
  end
  if view == "class" then
    for _, row in ipairs(data.list) do add(row.group, row.group_name) end
  elseif view == "teacher" then
    local all = {}
    for _, row in ipairs(data.list) do
      for _, teacher in ipairs(row.teachers) do all[#all + 1] = teacher end
    end
    for _, teacher in ipairs(people.sort(all)) do add(teacher.person, people.listed(teacher)) end
  else
    for _, slot in ipairs(data.slots) do add(slot.room, slot.room) end
    table.sort(list, function(a, b)
      local x, y = tonumber(a.id), tonumber(b.id)
      if x and y and x ~= y then return x < y end
      return a.id < b.id
    end)
  end
  return list
end

-- The view and the one shown: what was asked for, else the user's own week, else his class, else the first.
local function chosen_of(desk, data, query)
  local view = query.view
  if view ~= "class" and view ~= "teacher" and view ~= "room" then view = nil end
  local me, own, headed = desk.me.person, false, nil
  for _, row in ipairs(data.list) do
    for _, teacher in ipairs(row.teachers) do own = own or teacher.person == me end
    if row.head and row.head == me and row.group_kind == "class" then headed = headed or row.group end
  end
  view = view or (own and "teacher") or "class"
  local list = choices_of(data, view)
  for _, one in ipairs(list) do
    if one.id == query.id then return view, list, one end
  end
  for _, one in ipairs(list) do
    if one.id == (view == "teacher" and me or view == "class" and headed) then return view, list, one end
  end
  return view, list, list[1]
end

local function may_open(desk, data)
  return function(entry)
    local row, mine = data.journals[entry.journal], false
    for _, teacher in ipairs(row.teachers) do mine = mine or teacher.person == desk.me.person end
    return desk.access:may("cell", "see", { mine = mine, grade = row.grade,
      lent = entry.sub ~= nil and entry.sub == desk.me.person,
      headed = row.head ~= nil and row.head == desk.me.person })
  end
end

local function entry_view(desk, entry, view, opens)
  local notes = {}
  if entry.status == "cancelled" then notes[#notes + 1] = ru.lesson_cancelled end
  if entry.moved_to then
    notes[#notes + 1] = ru.fill(ru.lesson_moved_to, { date = calendar.written(entry.moved_to) })
  end
  if entry.was then notes[#notes + 1] = ru.fill(ru.lesson_moved_from,
    { date = calendar.written(entry.was) }) end
  if entry.sub then notes[#notes + 1] = ru.fill(ru.lesson_sub, { who = entry.substitute }) end
  local under = {}
  if view ~= "class" then under[#under + 1] = entry.group end
  if entry.subgroup ~= "" then under[#under + 1] = entry.subgroup end
  if view ~= "teacher" and entry.teachers ~= "" then under[#under + 1] = entry.teachers end
  if view ~= "room" and entry.room ~= "" then under[#under + 1] = ru.fill(ru.room_short,
    { room = entry.room }) end
  local href = false
  if opens(entry) then
    href = "/journals/" .. entry.journal .. (entry.lesson and "?lesson=" .. entry.lesson or "")
  end
  local about = { headed = entry.head ~= nil and entry.head == desk.me.person, grade = entry.grade }
  local change = entry.lesson and desk.access:may("substitution", "write", about)
  return { subject = entry.subject, under = table.concat(under, " · "), notes = notes, href = href,
    off = entry.status == "cancelled" or entry.moved_to ~= nil,
    change = change and "/lessons/change?lesson=" .. entry.lesson or false }
end

local function week_view(desk, data, week, shown)
  local rows, opens = {}, may_open(desk, data)
  local bells = timetable.bells(data, shown.grade)
  local first = week.cells[0] and 0 or 1
  for number = first, math.max(week.top, shown.edit and 8 or 1) do
    local bell = bells[number]
    local row = { number = number, bell = bell and bell.starts .. "–" .. bell.ends or "", days = {} }
    for wd = 1, #week.days do
      local cell = { entries = {}, name = ru.fill(ru.timetable_cell, { day = ru.weekdays[wd],
        number = number }) }
      for i, entry in ipairs(week.cells[number] and week.cells[number][wd] or {}) do
        cell.entries[i] = entry_view(desk, entry, shown.view, opens)
      end
      cell.edit = shown.edit and shown.view ~= "room" and "/timetable/place"
        .. frame.query({ view = shown.view,
        id = shown.id, weekday = wd, number = number, year = shown.year, week = week.monday }) or false
      row.days[wd] = cell
    end
    rows[#rows + 1] = row
  end
  return rows
end

local function conflict_rows(list, shown)
  local rows, mine = {}, 0
  for _, one in ipairs(list) do
    local text = ru.fill(ru["conflict_" .. one.kind], { who = one.who, day = ru.weekdays[one.weekday],
      number = one.number, one = journal.title(one.a.of), two = journal.title(one.b.of) })
    local here = one.a.of.group == shown.id or one.b.of.group == shown.id or one.who == shown.name
      or one.a.room == shown.id
    if here then mine = mine + 1 end
    rows[#rows + 1] = { text = text, mine = here,
      href = "/timetable" .. frame.query({ view = "class", id = one.a.of.group, week = shown.week }) }
  end
  table.sort(rows, function(a, b)
    if a.mine ~= b.mine then return a.mine end
    return a.text < b.text
  end)
  return rows, mine
end

-- The same for single days: lessons moved there or given by a substitute.
local function single_rows(list, shown)
  local rows, mine = {}, 0
  for i, one in ipairs(list) do
    rows[i] = lessons.clash_view(one)
    rows[i].mine = one.a.of.group == shown.id or one.b.of.group == shown.id or one.who == shown.name
    if rows[i].mine then mine = mine + 1 end
  end
  return rows, mine
end

local function grade_of(data, view, id)
  if view ~= "class" then return nil end
  for _, row in ipairs(data.list) do
    if row.group == id then return row.grade end
  end
end

local function no_year(req, desk)
  return frame.page(req, desk, { title = ru.timetable, name = "timetable", place = "today",
    body = frame.render("empty", { text = ru.no_year_yet }) })
end

local function denied(req, desk)
  return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_place"))
end

local function place_of(desk)
  return desk.access:place("today") and "today" or "school"
end

local function days_of(week, today)
  local days = {}
  for i, day in ipairs(week.days) do
    days[i] = { name = ru.weekdays[day.weekday], date = calendar.written(day.date):sub(1, 5),
      today = day.date == today, vacation = day.vacation and day.vacation.name or false }
  end
  return days
end

-- On Sunday the week that matters is the next one.
local function ahead(day)
  return date.weekday(day) == 7 and date.add_days(day, 1) or day
end

-- GET /timetable: a week.
function page.show(req, desk)
  if not desk.access:may("slot", "see") then return denied(req, desk) end
  local year = calendar.chosen(desk, req.query.year)
  if not year then return no_year(req, desk) end
  local data = timetable.year(desk, year.id)
  local view, list, one = chosen_of(desk, data, req.query)
  local today = desk:today()
  local monday = timetable.monday(calendar.read(req.query.week or "") or calendar.day_in(year, ahead(today)))
  local shown = { view = view, id = one and one.id or "", name = one and one.name or "",
    year = req.query.year,
    week = monday, edit = timetable.may_write(desk), grade = grade_of(data, view, one and one.id) }
  local week = timetable.week(desk, year, view, shown.id, monday, shown.grade)
  local conflicts, mine = {}, 0
  if shown.edit then
    conflicts, mine = conflict_rows(timetable.conflicts(data, monday), shown)
    local singles, own = single_rows(clashes.list(desk, year, monday), shown)
    table.move(singles, 1, #singles, #conflicts + 1, conflicts)
    mine = mine + own
  end
  local function to(values)
    return "/timetable" .. frame.query({ view = values.view or view, id = values.id or (not values.view
      and shown.id),
      week = values.week or monday, year = req.query.year or "" })
  end
  local tabs = {}
  for i, key in ipairs(views) do
    tabs[i] = { href = to({ view = key }), label = ru["timetable_" .. key], current = key == view }
  end
  local body = frame.render("timetable", { undo = shown.edit and lessons.undo_bar(req, desk, "timetable",
    to({}))
    or "", tabs = tabs, view = view, list = list, id = shown.id,
    week = monday, year = req.query.year or "", days = days_of(week, today),
    rows = week_view(desk, data, week, shown), before = to({ week = date.add_days(monday, -7) }),
    after = to({ week = date.add_days(monday, 7) }), now = to({ week = timetable.monday(ahead(today)) }),
    this_week = monday == timetable.monday(ahead(today)), span = calendar.written(monday) .. " – "
      .. calendar.written(date.add_days(monday, 5)), empty = #data.slots == 0, edit = shown.edit,
    conflicts = conflicts, mine = mine, conflict_text = ru.count(#conflicts, "conflict_forms"),
      name = shown.name })
  local title = shown.name ~= "" and ru.fill(ru.timetable_of, { name = shown.name }) or ru.timetable
  return frame.page(req, desk, { title = title, name = "timetable", place = place_of(desk), body = body,
    actions = frame.render("timetable_actions", { make = shown.edit and desk.access:may("lesson", "write"),
      subs = desk.access:may("substitution", "see") }), css = { "lesson.css" },
    js = { "lesson.js" } })
end

-- GET /timetable/place: what stands at a lesson of the week, and the form to put something there.
function page.place(req, desk)
  if not timetable.may_write(desk) then return denied(req, desk) end
  local year = calendar.chosen(desk, req.query.year)
  local data = timetable.year(desk, year.id)
  local view, id = req.query.view, req.query.id
  local wd, number = math.tointeger(tonumber(req.query.weekday)), math.tointeger(tonumber(req.query.number))
  if not wd or not number or not ru.weekdays[wd] then
    return frame.refuse(req, desk, desk:refusal("INPUT", "timetable_place"))
  end
  local monday = calendar.read(req.query.week or "") or timetable.monday(desk:today())
  local day = date.add_days(monday, wd - 1)
  local here, options = {}, {}
  local function fits(row)
    if view == "class" then return row.group == id end
    for _, teacher in ipairs(row.teachers) do
      if teacher.person == id then return true end
    end
    return false
  end
  for _, row in ipairs(data.list) do
    if fits(row) then
      local per_week = 0
      for _, slot in ipairs(row.slots) do
        if timetable.covers(slot, day) then per_week = per_week + 1 end
        if slot.weekday == wd and slot.number == number and timetable.covers(slot, day) then
          here[#here + 1] = { id = slot.id, title = journal.title(row), room = slot.room or "",
            teachers = (timetable.teachers_on(row, day)) }
        end
      end
      options[#options + 1] = { id = row.id, title = journal.title(row),
        teachers = (timetable.teachers_on(row, day)),
        hours = row.hours and ru.fill(ru.timetable_hours, { have = per_week, need = row.hours })
          or ru.fill(ru.timetable_hours_only, { have = per_week }) }
    end
  end
  local from = desk:today() > day and calendar.day_in(year, desk:today()) or day
  local body = frame.render("place", { here = here, options = options, csrf = req.csrf, weekday = wd,
    number = number,
    year = year.id, from = calendar.written(from), back = "/timetable" .. frame.query({ view = view, id = id,
      week = monday, year = req.query.year }) })
  return frame.piece(req, desk, { title = ru.fill(ru.timetable_cell, { day = ru.weekdays[wd],
    number = number }),
    name = "timetable", place = place_of(desk), body = body, css = { "lesson.css" }, js = { "lesson.js" } })
end

local function back_of(form, default)
  local back = type(form.back) == "string" and form.back or ""
  return back:find("^/timetable[%w%?=&%%_%-%.~]*$") and back or default or "/timetable"
end

-- POST /timetable/slot: doing = add, finish, room.
function page.slot(req, desk)
  local form = frame.fields(req) or {}
  local year = calendar.chosen(desk, form.year)
  local done, err, message
  if form.doing == "add" then
    done, err = timetable.add(desk, year, form)
    message = ru.timetable_added
    if done and #err > 0 then
      local one = err[1]
      message = ru.fill(ru.timetable_added_but, { what = ru.fill(ru["conflict_" .. one.kind], { who = one.who,
        day = ru.weekdays[one.weekday], number = one.number, one = journal.title(one.a.of),
        two = journal.title(one.b.of) }) })
    end
  elseif form.doing == "room" then
    done, err = timetable.set_room(desk, year, form)
    message = ru.saved
  else
    done, err = timetable.finish(desk, year, form)
    message = ru.timetable_removed
  end
  return frame.done(req, desk, done, err, { to = back_of(form), message = message })
end

-- -- bells and holidays -----------------------------------------------------------------------------

local function bell_sets(data)
  local sets, at = {}, {}
  local function set(scope)
    if not at[scope] then
      at[scope] = { scope = scope, rows = {}, title = scope == timetable.common and ru.bells_common
        or ru.fill(ru.bells_grades, { grades = scope }) }
      sets[#sets + 1] = at[scope]
    end
    return at[scope]
  end
  set(timetable.common)
  for _, row in ipairs(data.bells) do set(row.scope).rows[row.number] = row end
  return sets
end

-- GET /timetable/bells: bells and holidays.
function page.bells(req, desk)
  if not desk.access:may("bell", "see") then return denied(req, desk) end
  local year = calendar.chosen(desk, req.query.year)
  if not year then return no_year(req, desk) end
  local data = timetable.year(desk, year.id)
  local sets, numbers = {}, {}
  for n = 0, timetable.lessons_a_day do numbers[#numbers + 1] = n end
  for i, set in ipairs(bell_sets(data)) do
    local rows = {}
    for k, n in ipairs(numbers) do
      local row = set.rows[n]
      rows[k] = { number = n, starts = row and row.starts or "", ends = row and row.ends or "" }
    end
    sets[i] = { scope = set.scope, title = set.title, rows = rows, empty = next(set.rows) == nil }
  end
  local list = {}
  for i, row in ipairs(data.vacations) do
    list[i] = { id = row.id, name = row.name, span = row.starts == row.ends and calendar.written(row.starts)
      or calendar.written(row.starts) .. " – " .. calendar.written(row.ends),
      days = ru.count(date.diff_days(row.starts, row.ends) + 1, "day_forms"),
      grades = row.grades and row.grades ~= "" and ru.fill(ru.vacation_grades, { grades = row.grades })
        or ru.vacation_all }
  end
  local body = frame.render("bells", { sets = sets, vacations = list, csrf = req.csrf, year = year.id,
    edit_bells = desk.access:may("bell", "write"), edit_vacations = desk.access:may("vacation", "write") })
  return frame.page(req, desk, { title = ru.bells_title, name = "bells", place = place_of(desk), body = body,
    about = year.name, crumbs = { { href = "/timetable", label = ru.timetable } }, help = "timetable",
    css = { "lesson.css" }, js = { "lesson.js" } })
end

function page.bells_set(req, desk)
  local form = frame.fields(req) or {}
  local ok, err = timetable.set_bells(desk, form)
  return frame.done(req, desk, ok, err, { to = "/timetable/bells", message = ru.saved })
end

function page.vacation(req, desk)
  local form = frame.fields(req) or {}
  local year = calendar.chosen(desk, form.year)
  local ok, err
  if form.doing == "remove" then
    ok, err = timetable.remove_vacation(desk, year, form.vacation)
  else
    ok, err = timetable.add_vacation(desk, year, form)
  end
  return frame.done(req, desk, ok, err, { to = "/timetable/bells",
    message = form.doing == "remove" and ru.vacation_removed or ru.vacation_added })
end

-- -- lessons of the year --------------------------------------------------------------------------------

local function options_of(desk, year, form)
  return { group = type(form.group) == "string" and form.group or "",
    from = calendar.read(form.from or "") or generate.from(desk, year), drop = form.drop == "1"
      or form.drop == "on" }
end

-- GET /timetable/generate: what would be made.
function page.generate(req, desk)
  local year = calendar.chosen(desk, req.query.year)
  if not year then return no_year(req, desk) end
  local opts = options_of(desk, year, req.query)
  local plan, err = generate.preview(desk, year, opts)
  if not plan then return frame.refuse(req, desk, err) end
  local rows = {}
  for _, one in ipairs(plan.rows) do
    if #one.add > 0 or #one.drop > 0 or one.same > 0 or one.kept > 0 then
      rows[#rows + 1] = { title = one.title, add = #one.add, drop = #one.drop, same = one.same,
        kept = one.kept,
        first = one.add[1] and calendar.written(one.add[1].date) or "",
        last = one.add[1] and calendar.written(one.add[#one.add].date) or "" }
    end
  end
  local data, groups, seen = timetable.year(desk, year.id), {}, {}
  for _, row in ipairs(data.list) do
    if not seen[row.group] then
      seen[row.group] = true
      groups[#groups + 1] = { id = row.group, name = row.group_name }
    end
  end
  local body = frame.render("generate", { undo = lessons.undo_bar(req, desk, "generate",
    "/timetable/generate"),
    csrf = req.csrf, year = year.id, rows = rows, plan = plan,
    groups = groups,
    group = opts.group, from = calendar.written(opts.from), drop = opts.drop, slots = #data.slots,
    vacations = #data.vacations, add = ru.count(plan.add, "lesson_forms"), gone = ru.count(plan.drop,
      "lesson_forms") })
  return frame.page(req, desk, { title = ru.generate_title, name = "generate", place = place_of(desk),
    body = body,
    about = year.name, crumbs = { { href = "/timetable", label = ru.timetable } }, help = "timetable",
    css = { "lesson.css" }, js = { "lesson.js" } })
end

function page.generate_run(req, desk)
  local form = frame.fields(req) or {}
  local year = calendar.chosen(desk, form.year)
  local plan, err = generate.run(desk, year, options_of(desk, year, form))
  return frame.done(req, desk, plan, err, { to = "/timetable/generate" .. frame.query({ group = form.group
    or "",
    from = form.from or "" }), message = plan and ru.fill(ru.generate_done, {
      add = ru.count(plan.add, "lesson_forms"), drop = ru.count(plan.drop, "lesson_forms") }) })
end

return page
