-- school/demo_life.lua -- the office of the invented school: people, orders, moves, awards.
-- Floor: school.  Everything is put on the agenda of the world `w` (demo.lua) with its day, so that
-- the ledger tells the story in its order.
local act = require "school.act"
local ru = require "text.ru"
local schoolyear = require "school.schoolyear"
local demo_rng = require "school.demo_rng"
local demo_plan = require "school.demo_plan"
local demo_names = require "school.demo_names"

local demo_life = {}

-- A numbered order of the calendar year.
function demo_life.order(w, date, title, kind)
  local year = date:sub(1, 4)
  w.orders[year] = (w.orders[year] or 0) + 1
  local number = w.orders[year] .. (kind == "pupils" and "-у" or "-од")
  return act.must(w.st:put("order", { number = number, date = date, title = title, kind = kind })), number
end

function demo_life.protocol(w, i, date, title)
  w.protocols[i] = (w.protocols[i] or 0) + 1
  local number = tostring(w.protocols[i])
  local body = ru.fill(ru.demo_protocol_body, { n = #w.staff - w.protocols[i] % 3, title = title })
  return act.must(w.st:put("protocol", { number = number, date = date, title = title, body = body })), number
end

-- -- people ----------------------------------------------------------------------------

local function put_person(w, p)
  p.id = act.must(w.put_person(p.last, p.first, p.middle, p.born, p.sex, p.snils, p.phone))
  return p.id
end

-- The staff, and the users: everyone who writes into the journal has a login.
function demo_life.staff(w)
  for _, one in ipairs(w.staff) do
    put_person(w, one)
    act.must(w.st:put("staff", { person = one.id, position = one.position, hired = one.hired }))
  end
end

local function relate(w, pupil, parent, role)
  if not parent.id then put_person(w, parent) end
  act.must(w.st:put("relation", { pupil = pupil.id, person = parent.id, role = role, legal = true }))
end

local function admitted(w, pupil, first)
  if pupil.newcomer then return nil end
  local year = pupil.cohort + 7
  return string.format("%04d-08-%02d", math.min(year, first), 25 + w.rng:below(5))
end

-- A pupil comes into the books: himself, his file, his parents.
local function put_pupil(w, pupil, date)
  put_person(w, pupil)
  local note = pupil.home and ru.demo_pupil_home or pupil.exempt and ru.demo_pupil_exempt or nil
  act.must(w.st:put("pupil", { person = pupil.id, file_no = pupil.file_no, admitted = date, note = note }))
  local family = pupil.family
  if family.single == nil then family.single = w.rng:chance(160) end
  relate(w, pupil, family.mother, "mother")
  if not family.single then relate(w, pupil, family.father, "father") end
end

local function enrol(w, pupil, group, starts, order)
  return act.must(w.put_enrolment(pupil.id, group, starts, order))
end

-- The pupils of the year's classes who are not in the books yet.
local function newcomers(w, i)
  local list = {}
  for _, class in ipairs(w.people.years[i]) do
    for _, pupil in ipairs(class.pupils) do
      if not pupil.id and not class.joined[pupil] then list[#list + 1] = pupil end
    end
  end
  return list
end

-- -- the beginning of a year ----------------------------------------------------------------

local function open_year(w, i)
  local year, words = w.years[i], w.words
  year.id = act.must(w.st:put("year", { name = year.name, starts = year.starts, ends = year.ends }))
  w.periods[i] = {}
  local list = schoolyear.periods(words.periods, year.first, year.parts)
  schoolyear.put_periods(w.st, year.id, list)
  for _, one in ipairs(list) do
    w.periods[i][one.scheme] = w.periods[i][one.scheme] or {}
    table.insert(w.periods[i][one.scheme], one)
  end
end

local function open_classes(w, i)
  local year = w.years[i]
  local from = year.days[1].date
  local tenth
  for _, class in ipairs(w.people.years[i]) do
    class.id = act.must(w.st:put("group", { name = class.name, kind = "class", year = year.id,
      grade = class.grade, letter = class.letter, head = class.head.id }))
    class.enrolment = {}
    for _, pupil in ipairs(class.pupils) do
      if not class.joined[pupil] then
        local order = class.grade == 1 and w.admission or nil
        if class.grade == 10 then
          tenth = tenth or demo_life.order(w, year.first .. "-08-30", ru.demo_order_tenth, "pupils")
          order = tenth
        end
        class.enrolment[pupil] = enrol(w, pupil, class.id, from, order)
      end
    end
  end
end

local function programme(grade)
  return grade <= 4 and "noo" or grade <= 9 and "ooo" or "soo"
end

local function put_journal(w, i, journal)
  local year, subject = w.years[i], journal.subject
  local known = w.subject_id[subject.name]
  if not known then
    known = act.must(w.st:put("subject", { name = subject.name, short = subject.short, ord = subject.ord }))
    w.subject_id[subject.name] = known
  end
  journal.id = act.must(w.st:put("journal", { group = journal.group or journal.class.id, subject = known,
    year = year.id, programme = journal.programme or programme(journal.grade), carrier = journal.carrier,
    scheme = journal.scheme, grading = journal.grading, hours = journal.hours,
    subgroup = journal.part and ru.demo_half[journal.part] or nil }))
  local from = year.days[1].date
  act.must(w.st:put("journal_teacher", { journal = journal.id, person = journal.teacher.id, starts = from }))
  for _, pupil in ipairs(journal.part and journal.pupils or {}) do
    if not w.place[i][pupil].joined[pupil] then
      act.must(w.st:put("journal_pupil", { journal = journal.id, person = pupil.id, starts = from }))
    end
  end
  for _, slot in ipairs(journal.slots) do
    act.must(w.st:put("slot", { journal = journal.id, weekday = slot.weekday, number = slot.number,
      starts = from,
      ends = year.days[#year.days].date, room = slot.room }))
  end
end

-- Rooms: a teacher's own, and the class room of the primary school.
local function room(w, teacher)
  if not w.rooms[teacher] then
    w.rooms.n = (w.rooms.n or 0) + 1
    w.rooms[teacher] = tostring(100 * (1 + w.rooms.n // 12) + w.rooms.n % 12 + 1)
  end
  return w.rooms[teacher]
end

local function ready(w, i, journal)
  local words = w.words
  journal.marked = journal.marked ~= false and journal.grade > 1
  journal.scheme = words.scheme(journal.grade, journal.hours)
  journal.grading = journal.marked and words.marked or words.plain
  journal.signs = journal.marked and words.signs or nil
  journal.carrier = journal.carrier or words.carrier.e_journal and "e_journal" or nil
  for _, slot in ipairs(journal.slots) do slot.room = room(w, journal.teacher) end
  put_journal(w, i, journal)
end

-- The year's journals: those of the classes, then those of the groups beside them.
local function open_journals(w, i, groups)
  w.journals[i] = {}
  for _, list in ipairs({ w.timetable.years[i], groups }) do
    for _, journal in ipairs(list) do
      ready(w, i, journal)
      table.insert(w.journals[i], journal)
    end
  end
end

-- -- groups beside the classes --------------------------------------------------------------

local function club(key, name, ord)
  return { key = key, topics = key == "talk" and "talk" or "club", name = name, short = name, ord = ord,
    area = "hum", ease = 0, home = false }
end

local clubs = {
  { kind = "circle", programme = "dop", carrier = "circle_journal", name = "demo_group_chess", from = 2,
    to = 5, share = 220, trade = "math", weekday = 2 },
  { kind = "circle", programme = "dop", carrier = "circle_journal", name = "demo_group_robots", from = 5,
    to = 8, share = 160, trade = "inf", weekday = 3 },
  { kind = "section", programme = "dop", carrier = "section_journal", name = "demo_group_volley", from = 7,
    to = 11, share = 180, trade = "pe", weekday = 4 },
  { kind = "facultative", programme = "facultative", carrier = "facultative_journal",
    name = "demo_group_math", from = 9, to = 9, share = 450, trade = "math", weekday = 5 },
  { kind = "elective", programme = "elective", carrier = "elective_journal", name = "demo_group_rus",
    from = 11, to = 11, share = 999, trade = "rus", weekday = 3 },
}

local function subject_of(w, key, name, ord)
  w.club_subjects[name] = w.club_subjects[name] or club(key, name, ord)
  return w.club_subjects[name]
end

local function put_group(w, i, name, kind, head, note)
  return act.must(w.st:put("group", { name = name, kind = kind, year = w.years[i].id, head = head,
    note = note }))
end

local function club_journal(w, i, row, n)
  local pupils, grade = {}, row.from
  for _, class in ipairs(w.people.years[i]) do
    if class.grade >= row.from and class.grade <= row.to then
      for _, pupil in ipairs(class.pupils) do
        if not class.joined[pupil] and not class.gone[pupil] and w.rng:chance(row.share) then
          pupils[#pupils + 1] = pupil
        end
      end
    end
  end
  if #pupils == 0 then return nil end
  local teacher, name = w.timetable.by_trade[row.trade][1], ru[row.name]
  local group = put_group(w, i, name, row.kind, teacher.id)
  for _, pupil in ipairs(pupils) do enrol(w, pupil, group, w.years[i].days[1].date, w.group_order) end
  local known = w.words.carrier[row.carrier] and row.carrier or nil
  return { group = group, subject = subject_of(w, "club", name, 900 + n), hours = 1, grade = grade,
    teacher = teacher, pupils = pupils, marked = false, programme = row.programme, carrier = known,
    slots = { { weekday = row.weekday, number = 8 } } }
end

-- The class hour of Monday, in the class journal.
local function talk_journal(w, class)
  local subject = subject_of(w, "talk", ru.demo_group_talk, 890)
  return { class = class, subject = subject, hours = 1, grade = class.grade, teacher = class.head,
    pupils = class.pupils, marked = false, programme = "vneur", slots = { { weekday = 1, number = 1 } } }
end

-- One pupil who is taught at home by the teachers of the class.
local function home_journals(w, i, list)
  for _, class in ipairs(w.people.years[i]) do
    for _, pupil in ipairs(class.pupils) do
      if pupil.home and class.enrolment[pupil] and not class.gone[pupil] then
        local group = put_group(w, i, ru.demo_group_home, "home", class.head.id)
        enrol(w, pupil, group, w.years[i].days[1].date, w.group_order)
        for n, unit in ipairs(class.units) do
          if n <= 3 then
            local plan = unit.journals[1]
            list[#list + 1] = { group = group, subject = plan.subject, hours = 1, grade = class.grade,
              teacher = plan.teacher, pupils = { pupil }, programme = "home",
              carrier = w.words.carrier.e_journal_section and "e_journal_section" or nil,
              slots = { { weekday = n + 1, number = 9 } } }
          end
        end
      end
    end
  end
end

local function open_groups(w, i)
  local list = {}
  w.group_order = demo_life.order(w, w.years[i].first .. "-08-31", ru.demo_order_groups, "main")
  for _, class in ipairs(w.people.years[i]) do list[#list + 1] = talk_journal(w, class) end
  for n, row in ipairs(clubs) do list[#list + 1] = club_journal(w, i, row, n) end
  home_journals(w, i, list)
  return list
end

-- One pupil of the middle school is taught at home; chosen once, the healthy ones stay in class.
function demo_life.choose_home(w)
  for _, class in ipairs(w.people.years[1]) do
    if class.grade == 5 and #class.pupils > 8 then
      class.pupils[3].home = true
      return
    end
  end
end

function demo_life.begin_year(w, i)
  local year = w.years[i]
  local august = year.first .. "-08-"
  w:plan(august .. "28T10:00:00", w.login[w.office.head], nil, function()
    open_year(w, i)
    demo_life.protocol(w, i, august .. "28", ru.fill(ru.demo_protocol_start, { year = year.name }))
    demo_life.order(w, august .. "28", ru.fill(ru.demo_order_year, { year = year.name }), "main")
  end)
  w:plan(august .. "29T11:00:00", w.login[w.office.secretary], ru.demo_note_people, function()
    w.admission = demo_life.order(w, august .. "29", ru.demo_order_admit, "pupils")
    for _, pupil in ipairs(newcomers(w, i)) do put_pupil(w, pupil, admitted(w, pupil, year.first)) end
  end)
  w:plan(august .. "31T12:00:00", w.login[w.office.deputy], ru.demo_note_groups, function()
    open_classes(w, i)
    open_journals(w, i, open_groups(w, i))
    w:year_ready(i)
  end)
end

-- -- comings and goings -----------------------------------------------------------------

local function come(w, i, class, pupil, date)
  local order = demo_life.order(w, date, ru.fill(ru.demo_order_come, { class = class.name }), "pupils")
  if not pupil.id then put_pupil(w, pupil, date) end
  class.enrolment[pupil] = enrol(w, pupil, class.id, date, order)
  act.must(w.st:put("event", { person = pupil.id, kind = "admission", date = date, order = order,
    note = ru.demo_event_come }))
  for _, journal in ipairs(w.timetable.years[i]) do
    if journal.class == class and journal.part then
      for _, one in ipairs(journal.pupils) do
        if one == pupil then
          act.must(w.st:put("journal_pupil", { journal = journal.id, person = pupil.id, starts = date }))
        end
      end
    end
  end
end

-- Ends an enrolment with the order and the reason.
local function leave(w, class, pupil, date, order, reason)
  act.must(w.st:correct("enrolment", class.enrolment[pupil], { ends = date, leave_order = order,
    reason = reason }))
end

local function go(w, class, pupil, date)
  local order = demo_life.order(w, date, ru.fill(ru.demo_order_go, { class = class.name }), "pupils")
  leave(w, class, pupil, date, order, "transfer")
  act.must(w.st:put("event", { person = pupil.id, kind = "transfer", date = date, order = order,
    note = ru.demo_event_go }))
  w:file({ record = "personal_file", person = pupil, opened = nil, closed = date, event = "transfer",
    event_date = date })
end

function demo_life.moves(w, i)
  local year = w.years[i]
  for _, class in ipairs(w.people.years[i]) do
    for _, pupil in ipairs(class.pupils) do
      local day = class.joined[pupil]
      if day then
        local date = year.days[day].date
        w:plan(date .. "T08:10:00", w.login[w.office.secretary], nil,
          function() come(w, i, class, pupil, date) end)
      end
      day = class.gone[pupil]
      if day then
        local date = year.days[day].date
        w:plan(date .. "T17:40:00", w.login[w.office.secretary], nil,
          function() go(w, class, pupil, date) end)
      end
    end
  end
end

-- -- the end of a year --------------------------------------------------------------------

local function still(class, pupil)
  return class.enrolment[pupil] and not class.gone[pupil]
end

local function promote(w, i, date)
  local order = demo_life.order(w, date, ru.demo_order_promote, "pupils")
  local till = (w.years[i].first + 1) .. "-08-31"
  for _, class in ipairs(w.people.years[i]) do
    for _, pupil in ipairs(class.grade ~= 9 and class.grade ~= 11 and class.pupils or {}) do
      if still(class, pupil) then leave(w, class, pupil, till, order, "promotion") end
    end
  end
end

local function finish(w, i, grade, date)
  local order
  for _, class in ipairs(w.people.years[i]) do
    for _, pupil in ipairs(class.grade == grade and class.pupils or {}) do
      if still(class, pupil) then
        order = order or demo_life.order(w, date, ru.fill(ru.demo_order_finish, { grade = grade }), "pupils")
        leave(w, class, pupil, date, order, "graduation")
        act.must(w.st:put("event", { person = pupil.id, kind = "graduation", date = date, order = order,
          note = ru.fill(ru.demo_event_finish, { grade = grade }) }))
        if grade == 11 or pupil.left then
          w:file({ record = "personal_file", person = pupil, closed = date, event = "graduation",
            event_date = date })
        end
        if w.records.portfolio then
          w:file({ record = "portfolio", person = pupil, closed = date, event = "level_end",
            event_date = date })
        end
      end
    end
  end
end

function demo_life.end_year(w, i)
  local year, spring = w.years[i], (w.years[i].first + 1) .. "-"
  for p, part in ipairs(year.quarters) do
    if p < 4 then
      w:plan(w.days_after(part.ends, 3) .. "T14:00:00", w.login[w.office.deputy], nil, function()
        local title = ru.fill(ru.demo_protocol_period, { part = p .. " четверти" })
        demo_life.protocol(w, i, w.days_after(part.ends, 3), title)
      end)
    end
  end
  w:plan(spring .. "05-29T10:00:00", w.login[w.office.head], nil, function()
    demo_life.protocol(w, i, spring .. "05-29", ru.demo_protocol_promote)
    promote(w, i, spring .. "05-29")
  end)
  w:plan(spring .. "06-20T10:00:00", w.login[w.office.secretary], nil, function()
    demo_life.protocol(w, i, spring .. "06-20", ru.demo_protocol_finish)
    finish(w, i, 9, spring .. "06-20")
    finish(w, i, 11, spring .. "06-23")
    demo_life.order(w, spring .. "06-23", ru.fill(ru.demo_order_awards, { year = year.name }), "main")
  end)
end

-- -- achievements ---------------------------------------------------------------------------

local PLACES = { "demo_winner", "demo_second", "demo_taker" }

local function category(w, ...)
  for _, key in ipairs({ ... }) do
    if w.words.category[key] then return key end
  end
  return nil
end

local function award(w, pupil, key, title, level, place, date)
  w.diplomas = w.diplomas + 1
  local document = ru.fill(place < 3 and ru.demo_diploma or ru.demo_certificate, { n = 1000 + w.diplomas })
  act.must(w.st:put("achievement", { person = pupil.id, category = key, title = title, level = level,
    place = ru[PLACES[place]], date = date, document = document }))
end

-- The best of the grade in an area, the better first.
local function strongest(w, i, grade, area, n)
  local list = {}
  for _, class in ipairs(w.people.years[i]) do
    for _, pupil in ipairs(class.grade == grade and class.pupils or {}) do
      if not class.joined[pupil] and not class.gone[pupil] then list[#list + 1] = pupil end
    end
  end
  table.sort(list, function(a, b)
    if a.gifts[area] ~= b.gifts[area] then return a.gifts[area] > b.gifts[area] end
    return a.file_no < b.file_no
  end)
  return { table.unpack(list, 1, math.min(n, #list)) }
end

local OLYMPIADS = { "rus", "math", "hist", "bio", "geo", "lit", "eng", "phys" }

local function olympiads(w, i, stage, level, take, date)
  local key, n = category(w, "contest", "study", "vneur"), 0
  for grade = 5, 11 do
    for s, name in ipairs(OLYMPIADS) do
      local subject = demo_plan.subject[name]
      if (grade + s) % 2 == 0 and w.rng:chance(take * 10) then
        local best = strongest(w, i, grade, subject.area, 6)
        local title = ru.fill(ru[stage], { subject = subject.name })
        for place = 1, math.min(take // 30 + 1, #best) do
          award(w, best[1 + (place * 2 + s) % #best], key, title, level, math.min(place, 3), date)
          n = n + 1
        end
      end
    end
  end
  return n
end

local function contests(w, i, date)
  local sport, gto = category(w, "sport_event", "vneur"), category(w, "gto", "vneur")
  local contest, help = category(w, "contest", "vneur"), category(w, "volunteer", "personal")
  for grade = 2, 11 do
    for k, pupil in ipairs(strongest(w, i, grade, "sport", 3)) do
      award(w, pupil, k == 1 and gto or sport, k == 1 and ru.demo_gto
        or ru.fill(ru.demo_sport, { sport = w.rng:pick(ru.demo_sports) }), "municipal", k, date)
    end
    for k, pupil in ipairs(strongest(w, i, grade, "art", 2)) do
      award(w, pupil, contest, ru.fill(ru.demo_contest, { title = w.rng:pick(ru.demo_contests) }),
        "regional", k + 1, date)
    end
    for _, pupil in ipairs(grade > 7 and strongest(w, i, grade, "hum", 2) or {}) do
      award(w, pupil, help, ru.demo_volunteer, "school", 3, date)
    end
  end
end

function demo_life.achievements(w, i)
  local first, login = w.years[i].first, w.login[w.office.deputy]
  local function plan(date, fn) w:plan(date .. "T16:30:00", login, nil, function() fn(date) end) end
  plan(first .. "-10-20", function(date) olympiads(w, i, "demo_vsosh_school", "school", 90, date) end)
  plan(first .. "-12-08", function(date) olympiads(w, i, "demo_vsosh_district", "municipal", 45, date) end)
  plan((first + 1) .. "-02-12", function(date) olympiads(w, i, "demo_vsosh_region", "regional", 6, date) end)
  plan((first + 1) .. "-04-22", function(date) contests(w, i, date) end)
end

-- The random stream of the office.
function demo_life.stream(seed)
  return demo_rng.new(seed, "office")
end

demo_life.listed = demo_names.listed

return demo_life
