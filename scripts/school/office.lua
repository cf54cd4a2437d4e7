-- school/office.lua -- what every act of the office shares: its order, its day, its history, taking it back.
-- Floor: school.  An act is one commit whose note begins with the office's mark.  Taking an act back is a
-- commit of its own: what the act made is withdrawn, what it changed gets its old value, what it withdrew
-- is written anew.  It is refused when something was written later about the same records.
local date = require "core.date"
local core = require "core.store"
local entered = require "lib.entered"
local form_ = require "lib.form"
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local former = require "school.former"
local locks = require "school.locks"
local people = require "school.people"
local progress = require "school.progress"

local office = {}

local filled = entered.filled

-- Kinds an act of the office writes and may take back.
local KINDS = {}
for _, kind in ipairs { "school", "person", "pupil", "staff", "relation", "group", "enrolment", "subject",
  "journal", "journal_teacher", "journal_pupil", "lesson", "cell", "result", "lock", "slot", "order",
  "event", "user_role", "file_unit" } do
  KINDS[kind] = true
end

-- An error beside a field of a form.
function office.wrong(field, key, values)
  local words = ru.fill(ru[key], values or {})
  return { code = "INPUT", msg = words, fields = { [field] = words } }
end

function office.denied(desk)
  return desk:refusal("DENIED", "office_not_yours")
end

-- Groups a pupil belongs to as to a class: classes, and the study groups of a school that has no classes.
function office.home(row)
  return row.kind == "class" or row.kind == "group"
end

-- What a right is asked about for a row of a group.
function office.about(desk, group)
  return { headed = group.head ~= nil and group.head == desk.me.person, grade = group.grade }
end

-- May the user write all these kinds about the thing?
function office.may(desk, kinds, about)
  for _, kind in ipairs(kinds) do
    if not desk.access:may(kind, "write", about) then return false end
  end
  return true
end

-- One act: fn(store) in one commit.  Returns what fn returned and the number of the commit (nil when
-- nothing was written); or nil, err.
function office.write(desk, note, fn)
  local before = desk:one("office_last").id
  local done, err = act.write(desk, { note = ru.office_mark .. note }, fn)
  if done == nil then return nil, err end
  local after = desk:one("office_last").id
  return done, after > before and after or nil
end

-- The fields of a form by a list of lib/form; err.fields says what is wrong beside which field.
function office.read(form, spec)
  return form_.read(form, spec)
end

-- What a form changes of a row (names: array of fields, or a list of lib/form): changes with json.null for
-- what is cleared, or nil when nothing changes.
function office.changes(row, values, names)
  local changes = {}
  for _, one in ipairs(names) do
    local name = one.name or one
    local was, is = filled(row[name]), values[name]
    if was ~= is then changes[name] = is == nil and json.null or is end
  end
  return next(changes) and changes or nil
end

-- -- days and orders -------------------------------------------------------------------------

-- The day of an act inside the year of a group; nil, err beside the field.
function office.day(desk, form, group, field)
  field = field or "date"
  local day = calendar.read(form[field] or "")
  if not day then return nil, office.wrong(field, "bad_date") end
  if day < group.year_starts or day > group.year_ends then
    return nil, office.wrong(field, "date_outside_year", { from = calendar.written(group.year_starts),
      to = calendar.written(group.year_ends) })
  end
  if locks.sealed(desk, group.year) then return nil, desk:refusal("LOCKED", "dep_sealed") end
  return day
end

-- Does the regulation want an order for a movement of pupils?
function office.needs_order(desk)
  return progress.settings(desk).movement_order ~= false
end

-- The order of a form: {number, date, title}; false when none is given and none is needed; nil, err.
function office.order(desk, form, title)
  local number, day = entered.typed(form.order_number), filled(form.order_date)
  if not number and not day and not office.needs_order(desk) then return false end
  if not number then return nil, office.wrong("order_number", "office_need_order") end
  local on = calendar.read(day or "")
  if not on then return nil, office.wrong("order_date", day and "bad_date" or "office_need_order_date") end
  if on > date.add_days(desk:today(), 31) then
    return nil, office.wrong("order_date", "office_order_ahead")
  end
  return { number = number, date = on, title = entered.typed(form.order_title) or title }
end

-- Puts the order, or finds the one of that number and day: an order may speak of several pupils.
function office.put_order(desk, st, order)
  if not order then return nil end
  local known = desk:one("office_order", { number = order.number, date = order.date })
  if known then return known.id end
  return act.must(st:put("order", { number = order.number, date = order.date, title = order.title,
    kind = "pupils" }))
end

-- -- lists to choose from --------------------------------------------------------------------

-- Labels of a set in the order of the regulation: array of {key, label}.  part(key): only those.
function office.labels(desk, set, part)
  local rows = desk.rules:rows()
  local list = {}
  for place, row in ipairs(rows and rows.labels or {}) do
    if row.set == set and (not part or part(row.key)) then
      list[#list + 1] = { key = row.key, label = row.text, ord = row.ord or 100 + place }
    end
  end
  table.sort(list, function(a, b) return a.ord < b.ord end)
  return list
end

-- Groups of years that are not over (of the newest year when all are): rows of office_groups.
-- which(row): only those.
function office.groups(desk, which)
  local all = desk:query("office_groups", { year = "", on = desk:today() })
  if #all == 0 then
    local year = calendar.years(desk)[1]
    all = year and desk:query("office_groups", { year = year.id, on = year.ends }) or {}
  end
  local list = {}
  for _, row in ipairs(all) do
    if not which or which(row) then list[#list + 1] = row end
  end
  return list
end

-- Those who work at the school on the day, by name.
function office.teachers(desk, day)
  local list = {}
  for _, row in ipairs(desk:query("office_staff", { on = desk:today() })) do
    if not filled(row.dismissed) or row.dismissed >= (day or desk:today()) then list[#list + 1] = row end
  end
  return people.sort(list)
end

-- -- taking back -----------------------------------------------------------------------------

-- Was something written after the act that stands on the record?
local function disturbed(desk, commit, row, kind)
  local after = commit.first_id + commit.n
  local function later(subject)
    return desk:one("office_later", { after = after, kind = row.kind, subject = subject }).n > 0
  end
  if later(row.subject) then return true end
  if kind ~= "enrolment" then return false end
  local past = desk:history(kind, row.subject) or {}
  for _, one in ipairs(past) do
    if one.body then return later(one.body.person) end
  end
  return false
end

-- Writes a withdrawn record anew; `fresh` leads from the ids that are gone to the new ones.
local function write_anew(st, one, fresh)
  local body, subject = {}, one.subject:gsub("[^|]+", fresh)
  for name, value in pairs(one.before) do body[name] = fresh[value] or value end
  local id = former.anew(st, one.kind, subject, body)
  if #core.kinds()[one.kind].key == 0 then fresh[one.subject] = id end
end

-- Why an act may not be taken back any more, or nil.
local function obstacle(desk, commit, rows)
  if commit.author ~= desk.me.login and not desk.access:may("user", "write") then
    return desk:refusal("DENIED", "office_undo_not_yours")
  end
  for _, row in ipairs(rows) do
    local kind = former.kind(row.kind)
    if not KINDS[kind] then return desk:refusal("DENIED", "office_no_undo") end
    if disturbed(desk, commit, row, kind) then return desk:refusal("CONFLICT", "office_undo_late") end
  end
  return nil
end

local function act_of(desk, id)
  local commit = math.tointeger(tonumber(id)) and desk:one("office_commit",
    { id = math.tointeger(tonumber(id)) })
  if not commit or commit.note:sub(1, #ru.office_mark) ~= ru.office_mark
    or commit.note:sub(1, #ru.office_mark + #ru.office_back) == ru.office_mark
      .. ru.office_back then return nil end
  return commit
end

-- Takes an act of the office back.  Returns true, or nil, err.
function office.undo(desk, id)
  local commit = act_of(desk, id)
  if not commit then return nil, desk:refusal("NOTFOUND", "office_no_undo") end
  local rows = desk:query("commit_entries", { first_id = commit.first_id, n = commit.n })
  local refused = obstacle(desk, commit, rows)
  if refused then return nil, refused end
  local note = ru.office_back .. ": " .. office.title(commit)
  local done, err = act.write(desk, { note = ru.office_mark .. note }, function(st)
    local gone, fresh = {}, {}
    for _, row in ipairs(rows) do
      local kind = former.kind(row.kind)
      local past = act.must(desk:history(kind, row.subject))
      local now, before = past[1] and past[1].body, past[2] and past[2].body
      if row.voided == 1 then
        if before then
          gone[#gone + 1] = { kind = kind, code = row.kind, subject = row.subject, before = before }
        end
      elseif row.replaced == 0 or now and before then
        former.restore(st, kind, row.subject, now, row.replaced == 1 and before, ru.office_back)
      end
    end
    -- What others name comes first: a person before his enrolments, a journal before its teachers.
    table.sort(gone, function(x, y) return x.code < y.code end)
    for _, one in ipairs(gone) do write_anew(st, one, fresh) end
  end)
  if not done then return nil, err end
  return desk.stick:retitle()
end

-- -- history ---------------------------------------------------------------------------------

-- What was done, without the mark of the office.
function office.title(commit)
  return commit.note:sub(#ru.office_mark + 1)
end

-- Whom an act speaks of, from what it wrote: his name and the address of his card; found.foreign when a
-- record is not the office's to take back.
local function subject_of(desk, commit, found)
  for _, row in ipairs(desk:query("commit_entries", { first_id = commit.first_id, n = commit.n })) do
    local kind, key = former.kind(row.kind), row.subject
    found.foreign = found.foreign or not KINDS[kind]
    if kind == "user" or kind == "user_role" then
      for _, one in ipairs(desk:history("user", key:match("^[^|]*")) or {}) do
        if one.body then found.login = one.body.login break end
      end
    end
    if kind == "relation" then
      found.pupil = key:match("^[^|]*")
    elseif kind == "person" or kind == "pupil" or kind == "staff" then
      found[kind] = key
    elseif kind == "group" or kind == "journal" then
      found[kind] = found[kind] or key
    elseif kind == "enrolment" and not found.enrolment then
      for _, one in ipairs(desk:history(kind, key) or {}) do
        if one.body then found.enrolment = one.body.person break end
      end
    elseif kind == "journal_teacher" or kind == "journal_pupil" or kind == "result" then
      found.journal = found.journal or key:match("^[^|]*")
    elseif kind == "cell" then
      found.person = found.person or key:match("|(.*)$")
    end
  end
  local person = found.pupil or found.staff or found.enrolment or found.person
  local row = person and desk:one("office_person", { person = person })
  if row then
    return people.listed(row), row.pupil and "/office/pupil/" .. person or row.staff and "/office/staff/"
      .. person
  end
  local journal = found.journal and desk:one("journal", { journal = found.journal })
  if journal then
    return journal.group_name .. ", " .. journal.subject_name, "/office/groups/" .. journal.group
  end
  local group = found.group and desk:one("office_group", { group = found.group })
  if group then return group.name, "/office/groups/" .. group.id end
  return found.login or "", found.login and desk.access:may("user", "write", {}) and "/office/users/"
    .. found.login
end

-- Acts of more entries than this are looked at only when somebody takes them back.
local FEW = 50

-- May the act still be taken back, as far as a list should look?
local function returnable(desk, commit)
  if act_of(desk, commit.id) == nil then return false end
  if commit.n > FEW then return commit.author == desk.me.login or desk.access:may("user", "write") end
  local rows = desk:query("commit_entries", { first_id = commit.first_id, n = commit.n })
  return not obstacle(desk, commit, rows)
end

-- The last acts of the office, newest first: {id, at, who, title, about, href, undo}.
function office.acts(desk, limit)
  local list, recent = {}, date.add_days(desk:today(), -7)
  for i, commit in ipairs(desk:query("office_acts", { mark = ru.office_mark, limit = limit or 100 })) do
    local found = {}
    local about, href = subject_of(desk, commit, found)
    list[i] = { id = commit.id, at = commit.at, who = people.of_login(desk, commit.author),
      title = office.title(commit), about = about, href = href or false,
      undo = not found.foreign and commit.at:sub(1, 10) >= recent and returnable(desk, commit) }
  end
  return list
end

-- Reasons and changes of one record in words: array of {at, who, reason, changes = {{label, was, now}}},
-- newest first.  names: {field = label} of what is shown; show(field, value) puts a value into words.
function office.past(desk, kind, subject, names, show)
  local entries, list = desk:history(kind, subject) or {}, {}
  for i, entry in ipairs(entries) do
    local before, now, changes = entries[i + 1] and entries[i + 1].body or {}, entry.body or {}, {}
    for _, name in ipairs(names) do
      local was, is = before[name.name], now[name.name]
      if was ~= is and entries[i + 1] then
        changes[#changes + 1] = { label = name.label, was = show(name, was), now = show(name, is) }
      end
    end
    if #changes > 0 then
      list[#list + 1] = { at = entry.at, who = people.of_login(desk, entry.author), reason = entry.reason
        or "",
        changes = changes }
    end
  end
  return list
end

return office
