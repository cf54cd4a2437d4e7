-- page/today.lua -- the morning page: one's own lessons, the school's day as far as one looks after it, and
-- what waits, each a link.
-- Floor: page.
local date = require "core.date"
local ru = require "text.ru"
local calendar = require "school.calendar"
local journal = require "school.journal"
local morning = require "school.morning"
local people = require "school.people"
local remarks = require "school.remarks"
local first = require "page.first"
local frame = require "page.frame"

local today = {}

-- So many rows of a kind stand on the page; the rest is a number.
local ROWS = 12

-- -- one's own lessons ------------------------------------------------------------------------------

-- Cancelled, given by another, or given in place of another: in words, or "".
local function lesson_note(row)
  if row.status == "cancelled" then return ru.lesson_cancelled end
  if row.lent == 1 then return ru.fill(ru.today_lent, { who = row.teachers or "" }) end
  return row.sub and ru.fill(ru.lesson_sub, { who = people.listed(row) }) or ""
end

local function lesson_row(row)
  local href = "/journals/" .. row.journal .. (row.lesson and "?lesson=" .. row.lesson or "")
  return {
    number = row.number or "", href = href, group = row.group_name, subject = row.subject_name,
    subgroup = row.subgroup or "", room = row.room or "", topic = row.topic or "",
    homework = row.homework or "", lesson = row.lesson or false, cells = row.cells or 0,
    note = lesson_note(row),
  }
end

local function own_lessons(desk, day)
  local list = {}
  local rows, year = journal.day(desk, day)
  for i, row in ipairs(rows) do list[i] = lesson_row(row) end
  return list, year
end

-- -- the school's day ---------------------------------------------------------------------------------

local function names(list)
  local out = {}
  for i, one in ipairs(list) do out[i] = people.listed(one) end
  return table.concat(out, ", ")
end

local function change_text(lesson)
  if lesson.status == "cancelled" then return ru.day_cancelled end
  local parts = {}
  if (lesson.was or "") ~= "" then
    parts[1] = ru.fill(ru.day_moved, { date = calendar.written(lesson.was):sub(1, 5) })
  end
  if lesson.sub then
    local whom = names(lesson.teachers)
    parts[#parts + 1] = ru.fill(whom ~= "" and ru.day_instead or ru.day_sub, { who = people.listed(lesson),
      whom = whom }) .. ((lesson.sub_reason or "") ~= "" and " (" .. lesson.sub_reason .. ")" or "")
  end
  return table.concat(parts, ", ")
end

local function changes_of(found, day)
  local list = {}
  for i, lesson in ipairs(found.changes) do
    local title = journal.title(lesson)
    list[i] = { text = change_text(lesson), href = "/timetable" .. frame.query({ view = "class",
      id = lesson.group, date = day }),
      title = lesson.number and ru.fill(ru.day_change, { number = lesson.number, title = title }) or title }
  end
  return list
end

-- Teachers with lessons that are not filled: {name, href, lessons = {{href, text, what}}}.
local function owed_rows(owed)
  local rows, more = {}, 0
  for i, one in ipairs(owed or {}) do
    if i > ROWS then
      more = more + 1
    else
      local lessons = {}
      for k, item in ipairs(one.lessons) do
        local lesson = item.lesson
        lessons[k] = { href = "/journals/" .. lesson.journal .. "?lesson=" .. lesson.id,
          text = calendar.written(lesson.date):sub(1, 5) .. " " .. journal.title(lesson), what = item.what }
      end
      rows[i] = { lessons = lessons, name = one.person and people.listed(one.person) or ru.day_unknown,
        href = one.person and "/deputy/warnings" .. frame.query({ teacher = one.person.person })
          or "/deputy" }
    end
  end
  return rows, more
end

-- Classes with pupils who are away: {name, href, all, rows}; of one's own class even when nobody is.
local function away_rows(away, day)
  local list, total = {}, 0
  for _, group in ipairs(away or {}) do
    total = total + #group.rows
    if #group.rows > 0 or group.mine then
      local rows = {}
      for i, row in ipairs(group.rows) do
        rows[i] = { name = people.short(row.pupil), href = "/pupils/" .. row.pupil.person, words = row.words,
          bare = row.bare }
      end
      list[#list + 1] = { id = group.group, name = group.name, rows = rows, mine = group.mine, n = #rows,
        all = group.all, href = "/attendance" .. frame.query({ group = group.group, date = day }) }
    end
  end
  return list, total
end

-- -- one's own class ------------------------------------------------------------------------------------

-- The marks of one pupil by subject: {subject, marks = {{mark, date, href}}}.
local function by_subject(one)
  local list, at = {}, {}
  for _, mark in ipairs(one.marks) do
    local row = at[mark.subject]
    if not row then
      row = { subject = mark.subject, marks = {} }
      at[mark.subject], list[#list + 1] = row, row
    end
    row.marks[#row.marks + 1] = { mark = mark.mark, date = calendar.written(mark.date):sub(1, 5),
      href = "/journals/" .. mark.journal .. "#cell=" .. mark.lesson .. "," .. one.pupil.person }
  end
  return list
end

local function low_rows(desk, group, day)
  local list = {}
  for i, one in ipairs(morning.low(desk, group, day)) do
    list[i] = { name = people.short(one.pupil), href = "/pupils/" .. one.pupil.person,
      subjects = by_subject(one) }
  end
  return list
end

local function falling_rows(desk, group)
  local found, list, at = morning.falling(desk, group.group), {}, {}
  for _, one in ipairs(found or {}) do
    local row = at[one.pupil.id]
    if not row then
      row = { name = people.short(one.pupil), href = "/pupils/" .. one.pupil.id .. "/outlook", texts = {} }
      at[one.pupil.id], list[#list + 1] = row, row
    end
    table.insert(row.texts, ru.fill(ru.day_falling, { subject = one.subject, before = one.before,
      now = one.now }))
  end
  return found and list or false
end

local function own_classes(desk, away, day)
  local list = {}
  for _, group in ipairs(away or {}) do
    if group.mine and group.cells then
      local one = { id = group.group, title = ru.fill(group.kind == "class" and ru.day_my_class
        or ru.day_my_group, { name = group.name }), birthdays = {}, falling = falling_rows(desk, group) }
      one.low = low_rows(desk, group, day)
      for i, row in ipairs(morning.birthdays(desk, group, day)) do
        one.birthdays[i] = { name = people.short(row.pupil), on = calendar.day_named(row.on),
          age = ru.count(row.age, "day_age_forms"), href = "/pupils/" .. row.pupil.person }
      end
      list[#list + 1] = one
    end
  end
  return list
end

-- -- what waits -------------------------------------------------------------------------------------------

-- Warnings by kind as links, or the place that is filled when they are counted.
local function warnings_row(desk, year, wait)
  if not desk.access:may("inspection", "see") then return nil end
  local found = morning.warnings(desk, year, wait)
  local row = { label = ru.day_wait_warnings, href = "/deputy/warnings", items = {}, later = found == nil }
  for i, one in ipairs(found or {}) do
    row.items[i] = { href = "/deputy/warnings" .. frame.query({ kind = one.kind }),
      text = desk.rules:label("remark_kinds", one.kind) .. ": " .. one.n }
  end
  if found and #found == 0 then row.items[1] = { text = ru.day_wait_no_warnings } end
  return row
end

local function remarks_row(desk, year)
  local count = morning.remarks(desk, year)
  local row = { label = ru.day_wait_remarks, href = "/deputy/remarks", items = {} }
  for _, state in ipairs({ "late", "open", "answered" }) do
    if count and count[state] > 0 then
      row.items[#row.items + 1] = { href = row.href, bad = state == "late",
        text = ru.fill(ru["day_wait_" .. state], { n = count[state] }) }
    end
  end
  return row
end

local function locks_row(desk)
  local row = { label = ru.day_wait_locks, href = "/deputy/locks", items = {} }
  for i, one in ipairs(morning.open_locks(desk)) do
    row.items[i] = { href = "/journals/" .. one.journal, text = ru.fill(ru.day_wait_lock, {
      title = journal.title(one), period = one.period_name, till = calendar.moment(one["until"]) }) }
  end
  return row
end

local function asks_row(desk)
  local row = { label = ru.day_wait_asks, href = "/deputy/locks", items = {} }
  for i, one in ipairs(morning.asks(desk)) do
    row.items[i] = { href = row.href, text = ru.fill(ru.day_wait_ask, { who = people.listed(one),
      title = journal.title(one), period = one.period_name }) }
  end
  return row
end

-- What the top line says of the stick, for those who answer for it.
local function copies_row(desk)
  local row = { label = ru.day_wait_copies, href = "/help/stick", items = {} }
  if desk.access:may("setting", "write", {}) then
    for i, words in ipairs(desk.stick:warnings()) do row.items[i] = { href = row.href, text = words } end
  end
  return row
end

local function debts_row(desk)
  local row = { label = ru.day_wait_debts, href = "/deputy/debts", items = {} }
  for i, one in ipairs(morning.debts(desk)) do
    row.items[i] = { href = "/pupils/" .. one.person, bad = one.state == "late",
      text = ru.fill(ru.day_wait_debt, { name = people.short(one), subject = one.subject_name,
        due = calendar.written(one.due) }) }
  end
  return row
end

local function count_row(label, href, sentence, n)
  return { label = label, href = href, items = n > 0 and { { href = href,
    text = ru.fill(sentence, { n = n }) } } or {} }
end

local CELL = 15

local function conflicts_row(desk)
  local list = morning.conflicts(desk)
  local href
  for _, one in ipairs(list) do
    local lesson, person = one.subject:match("^(.-)|(.*)$")
    local row = not href and one.kind == CELL and desk:one("lesson_journal", { lesson = lesson })
    if row then href = "/journals/" .. row.journal .. "#cell=" .. lesson .. "," .. person end
  end
  return count_row(ru.day_wait_conflicts, href, ru.day_wait_conflicts_n, #list)
end

local function topics_row(desk, year)
  local row = { label = ru.day_wait_topics, href = "/warnings", items = {} }
  for i, one in ipairs(desk:query("lessons_without_topic", { me = desk.me.person or "", date = desk:today(),
    year = year.id })) do
    row.items[i] = { href = "/journals/" .. one.journal .. "/lessons", text = journal.title(one) .. ": "
      .. ru.fill(ru.without_topic, { n = ru.count(one.lessons, "lesson_forms"),
        date = calendar.written(one.first_date) }) }
  end
  return row
end

-- What waits for this user, the pressing first; rows without items are left out.
local function waits_of(desk, year)
  local rows, list = {}, {}
  if year then
    rows = {
      conflicts_row(desk), copies_row(desk), asks_row(desk), debts_row(desk),
      count_row(ru.day_wait_mine, "/remarks", ru.day_wait_mine_n, remarks.waiting(desk, year)),
      remarks_row(desk, year), topics_row(desk, year), locks_row(desk),
      count_row(ru.day_wait_orders, "/movement", ru.day_wait_orders_n, morning.no_order(desk, year)),
    }
  end
  rows[#rows + 1] = count_row(ru.day_wait_questions, "/regulation?tab=questions", ru.day_wait_questions_n,
    morning.questions(desk))
  for _, row in ipairs(rows) do
    if #row.items > 0 then
      row.rest = math.max(0, #row.items - ROWS)
      list[#list + 1] = row
    end
  end
  local warned = year and warnings_row(desk, year, false)
  if warned then table.insert(list, 1, warned) end
  return list
end

-- -- the page -----------------------------------------------------------------------------------------------

-- What had to be counted first: the piece the page asks for by itself.
local function late_part(req, desk, day)
  local year, body = calendar.year_of(desk, day), ""
  if year and req.query.part == "falling" then
    morning.count_falling(desk, year)
    local rows = falling_rows(desk, { group = req.query.group or "" })
    body = frame.render("today_falling", { rows = rows or {} })
  elseif year then
    local row = warnings_row(desk, year, true)
    body = frame.render("today_items", { row = row or { items = {}, later = false } })
  end
  return frame.piece(req, desk, { title = ru.place_today, name = "today", place = "today", body = body })
end

function today.show(req, desk)
  local now = desk:today()
  local day = calendar.read(req.query.date or "") or now
  if req.query.part then return late_part(req, desk, day) end
  local lessons, year = own_lessons(desk, day)
  local near = desk:one("lesson_days_near", { me = desk.me.person or "", date = day }) or {}
  local teaches = near.before ~= nil or near.after ~= nil or #lessons > 0
  local looks = year and (desk.access:may("substitution", "see", {}) or desk.access:may("inspection", "see")
    or desk.access:may("absence_range", "write"))
  local shown, school, owed, away = day, nil, nil, nil
  if looks then
    if not desk:one("day_lessons", { starts = day, ends = day }) and day <= now then
      shown = morning.last_day(desk, day) or day
    end
    school, owed = morning.lessons(desk, year, shown)
    away = morning.away(desk, year, shown)
  end
  local owed_list, owed_more = owed_rows(owed)
  local away_list, away_n = away_rows(away, shown)
  local body = frame.render("today", {
    day = day, day_text = calendar.day_named(day), is_today = day == now, lessons = lessons,
    teaches = teaches,
    before = near.before or false, after = near.after or journal.next_day(desk, day) or false,
    steps = first.steps(desk),
    written = calendar.written, yesterday = date.add_days(day, -1), tomorrow = date.add_days(day, 1),
    rest = year and #lessons == 0 and morning.rest(desk, year, day) or false,
    looks = looks, shown = shown, shown_text = calendar.day_named(shown),
    school = school and { text = ru.fill(ru.day_lessons, { lessons = ru.count(school.n, "lesson_forms"),
      classes = ru.count(school.classes, "day_class_forms") }), n = school.n, classes = school.classes,
      changes = changes_of(school, shown) } or false,
    owed = owed and owed_list or false, owed_more = owed_more, away = away and away_list or false,
    papers = away and away[1] and not away[1].cells or false,
    away_n = ru.count(away_n, "pupil_forms"), away_any = away_n > 0,
    classes = own_classes(desk, away, shown), waits = waits_of(desk, year), rows = ROWS,
    journals = desk.access:place("journals"), warnings = teaches,
  })
  local title = day == now and ru.place_today or calendar.day_named(day)
  return frame.page(req, desk, { title = title, name = "today", place = "today", body = body,
    css = { "today.css" }, js = { "today.js" } })
end

return today
