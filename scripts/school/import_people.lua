-- school/import_people.lua -- one row of a class list or of a staff list into the ledger.
-- Floor: school.  A maker gives a function(record) -> "added" | "same" | "filled", or nil, reason.
-- A person is known by СНИЛС, else by name and date of birth; nobody is ever merged on a guess.
local text = require "core.text"
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local source = require "school.import_source"

local people = {}

local function say(key, values)
  return nil, ru.fill(ru[key], values)
end

local function digits(snils)
  return (snils:gsub("%D", ""))
end

-- The fields of a person out of a record, checked; nil, reason.
local function person_of(frame, rec)
  local p = { last = rec.last, first = rec.first, middle = rec.middle }
  for _, field in ipairs({ "last", "first" }) do
    if p[field] == "" then return say("import_need", { column = source.title(field) }) end
  end
  for _, field in ipairs({ "last", "first", "middle" }) do
    if p[field] ~= "" and not text.name_ok(p[field]) then
      return say("import_bad_name", { column = source.title(field) })
    end
  end
  if rec.born ~= "" then
    p.born = frame:day(rec.born)
    if not p.born then return say("import_bad_date", { column = source.title("born") }) end
    if p.born > frame.desk:today() then
      return say("import_future_date", { column = source.title("born") })
    end
  end
  if rec.sex ~= "" then
    p.sex = ru.import_sex[source.plain(rec.sex)]
    if not p.sex then return say("import_bad_sex") end
  end
  if rec.snils ~= "" then
    if not text.snils_ok(rec.snils) then return say("import_bad_snils") end
    p.snils = digits(rec.snils)
  end
  p.phone = rec.phone ~= "" and rec.phone or nil
  p.middle = p.middle ~= "" and p.middle or nil
  return p
end

-- Everybody the school knows: by name and by СНИЛС.
local function index_of(desk)
  local index = { named = {}, snils = {} }
  function index.add(row)
    local key = source.person_key(row.last, row.first, "")
    index.named[key] = index.named[key] or {}
    table.insert(index.named[key], row)
    if row.snils and row.snils ~= "" then index.snils[digits(row.snils)] = row end
  end
  for _, row in ipairs(desk:query("cmd_people", {})) do index.add(row) end
  return index
end

local filled = entered.filled

-- The person the record speaks of: a row, or false when he is new; nil, reason when unsure.
-- role: "pupil" or "staff"; here(row): does he stand in the class of the record already.
local function find(index, p, role, here)
  local key = source.person_key(p.last, p.first, "")
  local known = p.snils and index.snils[p.snils]
  if known then
    if source.person_key(known.last, known.first, "") ~= key then
      return say("import_snils_other")
    end
    return known
  end
  local fits = {}
  for _, row in ipairs(index.named[key] or {}) do
    local born, snils, middle = filled(row.born), filled(row.snils), filled(row.middle)
    local apart = (born and p.born and born ~= p.born) or (snils and p.snils)
      or (middle and p.middle and source.plain(middle) ~= source.plain(p.middle))
    local sure = born and born == p.born
    if not apart and (row[role] == 1 or sure) then fits[#fits + 1] = row end
  end
  if #fits > 1 then
    local near = {}
    for _, row in ipairs(fits) do
      if here(row) then near[#near + 1] = row end
    end
    fits = near
    if #fits ~= 1 then return say("import_namesakes") end
  end
  return fits[1] or false
end

-- Puts what the record knows and the person's row does not.  true when something was written.
local function complete(st, row, p)
  local changes, any = {}, false
  for _, field in ipairs({ "middle", "born", "sex", "snils", "phone" }) do
    if not filled(row[field]) and p[field] then
      changes[field], any = p[field], true
      row[field] = p[field]
    end
  end
  if any then act.must(st:correct("person", row.id, changes, ru.import_reason)) end
  return any
end

local function person_new(st, index, p, role)
  local row = { id = act.must(st:put("person", p)) }
  for field, value in pairs(p) do row[field] = value end
  row[role] = 1
  index.add(row)
  return row
end

-- Puts a record of a natural key (pupil, staff) with the fields it does not have yet.
local function supplement(st, kind, row, known, given)
  local fields, any = { person = row.id }, false
  for _, field in ipairs({ "file_no", "admitted", "position", "hired", "note" }) do
    fields[field] = filled(known and known[field])
    if not fields[field] and given[field] then fields[field], any = given[field], true end
  end
  if known and not any then return false end
  act.must(st:put(kind, fields))
  return true
end

local function enrolments_of(desk, year)
  local places = {}
  for _, row in ipairs(desk:query("cmd_enrolments", { year = year.id })) do
    places[row.person] = places[row.person] or {}
    table.insert(places[row.person], row)
  end
  return places
end

-- Is he in the group already ("same"), may he be enrolled ("new"), or not (nil, reason)?
local function placing(places, groups, row, group, starts, sure)
  for _, place in ipairs(places[row.id] or {}) do
    local left = filled(place.ends)
    if place.group == group.id then
      if left and left < starts then return say("import_left", { class = group.name }) end
      return "same"
    end
    local other = groups[place.group]
    if other and other.kind == "class" and group.kind == "class" and (not left or left >= starts) then
      return say(sure and "import_second_class" or "import_other_class", { class = other.name })
    end
  end
  return "new"
end

local function pupil_fields(frame, rec)
  local given = { file_no = filled(rec.file_no), note = filled(rec.note) }
  if rec.admitted ~= "" then
    given.admitted = frame:day(rec.admitted)
    if not given.admitted then return say("import_bad_date", { column = source.title("admitted") }) end
  end
  return given
end

local function groups_by_id(desk, year)
  local groups = {}
  for _, row in ipairs(desk:query("cmd_groups", { year = year.id })) do groups[row.id] = row end
  return groups
end

local function may_place(desk, group)
  if group.may == nil then
    group.may = desk.access:may("pupil", "write", { grade = group.grade,
      headed = group.head ~= nil and group.head == desk.me.person })
  end
  return group.may
end

-- One row of a class list.
function people.roster(desk, frame, st, opts)
  local year, why = frame:chosen_year(st, opts.year)
  if not year then return nil, why end
  local index, places = index_of(desk), enrolments_of(desk, year)
  local groups = groups_by_id(desk, year)
  return function(rec)
    if rec.class == "" then return say("import_need", { column = source.title("class") }) end
    local p, given, group, bad
    p, bad = person_of(frame, rec)
    if not p then return nil, bad end
    given, bad = pupil_fields(frame, rec)
    if not given then return nil, bad end
    group, bad = frame:group_or_new(st, year, rec.class, rec.group_kind)
    if not group then return nil, bad end
    groups[group.id] = group
    if not may_place(desk, group) then return say("import_not_your_class", { class = group.name }) end
    local starts = given.admitted and given.admitted > year.starts and given.admitted or year.starts
    local row, place
    row, bad = find(index, p, "pupil", function(one)
      for _, at in ipairs(places[one.id] or {}) do
        if at.group == group.id then return true end
      end
      return false
    end)
    if row == nil then return nil, bad end
    local known = row and row.pupil == 1
    row = row or person_new(st, index, p, "pupil")
    place, bad = placing(places, groups, row, group, starts, p.born or p.snils)
    if not place then return nil, bad end
    local completed = complete(st, row, p)
    local now = known and desk:one("cmd_pupil", { person = row.id }) or nil
    local added = supplement(st, "pupil", row, now, given)
    row.pupil = 1
    if place == "same" then return (completed or added) and "filled" or "same" end
    act.must(st:put("enrolment", { person = row.id, group = group.id, starts = starts }))
    places[row.id] = places[row.id] or {}
    table.insert(places[row.id], { group = group.id, starts = starts })
    return "added"
  end
end

local function staff_fields(frame, rec)
  local given = { position = filled(rec.position), note = filled(rec.note) }
  if rec.hired ~= "" then
    given.hired = frame:day(rec.hired)
    if not given.hired then return say("import_bad_date", { column = source.title("hired") }) end
  end
  return given
end

-- Makes the person head of the class named.  true when that is new; nil, reason.
local function head_of(frame, st, year, row, class)
  local group, bad = frame:group(year, class)
  if not group then return nil, bad end
  if group.head == row.id then return false end
  act.must(st:correct("group", group.id, { head = row.id }, ru.import_reason))
  group.head = row.id
  return true
end

-- One row of the list of staff.
function people.staff(desk, frame, st, opts)
  local year = frame:chosen_year(st, opts.year)
  local index = index_of(desk)
  return function(rec)
    local p, given, row, bad
    p, bad = person_of(frame, rec)
    if not p then return nil, bad end
    given, bad = staff_fields(frame, rec)
    if not given then return nil, bad end
    row, bad = find(index, p, "staff", function() return false end)
    if row == nil then return nil, bad end
    local known = row and row.staff == 1
    row = row or person_new(st, index, p, "staff")
    local completed = complete(st, row, p)
    local now = known and desk:one("cmd_staff", { person = row.id }) or nil
    local added = supplement(st, "staff", row, now, given)
    row.staff = 1
    if rec.headed ~= "" then
      if not year then return say("import_no_year") end
      local headed, reason = head_of(frame, st, year, row, rec.headed)
      if headed == nil then return nil, reason end
      completed = completed or headed
    end
    if not known then return "added" end
    return (completed or added) and "filled" or "same"
  end
end

return people
