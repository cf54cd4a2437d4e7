-- school/demo.lua -- an invented school on a new stick, the same for the same seed on every machine.
-- Floor: school.  The story is put on an agenda, a school year at a time, and written in its order:
-- one item is one signed commit of the person who would have made it, on the day it happened.
local date = require "core.date"
local file = require "core.file"
local os_ = require "core.os"
local store = require "core.store"
local vault = require "core.vault"
local policy = require "policy.policy"
local ru = require "text.ru"
local act = require "school.act"
local adoption = require "school.adoption"
local calendar = require "school.calendar"
local schoolyear = require "school.schoolyear"
local demo_rng = require "school.demo_rng"
local demo_plan = require "school.demo_plan"
local demo_people = require "school.demo_people"
local demo_timetable = require "school.demo_timetable"
local demo_names = require "school.demo_names"
local demo_marks = require "school.demo_marks"
local demo_words = require "school.demo_words"
local demo_lesson = require "school.demo_lesson"
local demo_life = require "school.demo_life"
local demo_files = require "school.demo_files"
local demo_groups = require "school.demo_groups"
local demo_journal = require "school.demo_journal"
local demo_class = require "school.demo_class"
local demo_deputy = require "school.demo_deputy"

local demo = {}

-- Cells a pupil gets in a school year, and about how many of his lessons have a kind of work.
local CELLS, WORK_SHARE = 478, 235

local World = {}
World.__index = World

-- Puts something on the agenda: author (login) and note of the commit, or no author when fn makes
-- its own commits.  What lies on today or later never happens.
function World:plan(at, author, note, fn)
  if at:sub(1, 10) >= self.today then return end
  local list = self.agenda
  list[#list + 1] = { at = at, n = #list, author = author, note = note, fn = fn }
end

function World:commit(author, at, note, fn)
  act.must(self.st:begin({ author = author, at = at, note = note, grant = "*", policy = self.hash }))
  fn()
  act.must(self.st:commit())
  self.commits = self.commits + 1
end

-- Writes what is on the agenda, by time.
function World:run()
  local list = self.agenda
  self.agenda = {}
  table.sort(list, function(a, b)
    if a.at ~= b.at then return a.at < b.at end
    return a.n < b.n
  end)
  for _, item in ipairs(list) do
    if item.author then self:commit(item.author, item.at, item.note, item.fn) else item.fn() end
  end
end

function World:file(spec)
  demo_files.put(self, spec)
end

function World.days_after(day, n)
  return date.add_days(day, n)
end

-- -- plans ---------------------------------------------------------------------------------

local function years_of(o)
  local last = schoolyear.first_of(o.today)
  if o.today < last .. "-08-29" then last = last - 1 end
  local list = {}
  for i = 1, o.years do list[i] = demo_plan.year(last - o.years + i) end
  return list
end

-- Pupils of each year with their class and their days away.
local function fill_years(w)
  for i, year in ipairs(w.years) do
    local rng = demo_rng.new(w.seed, "away " .. i)
    w.place[i], w.away[i] = {}, {}
    for _, class in ipairs(w.people.years[i]) do
      for _, pupil in ipairs(class.pupils) do
        w.place[i][pupil] = class
        w.away[i][pupil] = demo_marks.away(rng, year, pupil)
      end
    end
  end
end

-- The share of pupils asked in an ordinary lesson (thousandths) that gives about CELLS for a pupil
-- and a year, over the lessons there are before today.
local function density(w)
  local marked, all = 0, 0
  for i, year in ipairs(w.years) do
    local by_weekday = { 0, 0, 0, 0, 0 }
    for _, day in ipairs(year.days) do
      if day.date < w.today then by_weekday[day.wd] = by_weekday[day.wd] + 1 end
    end
    for _, journal in ipairs(w.timetable.years[i]) do
      local lessons = 0
      for _, slot in ipairs(journal.slots) do lessons = lessons + by_weekday[slot.weekday] end
      all = all + lessons * #journal.pupils
      if journal.grade > 1 then marked = marked + lessons * #journal.pupils end
    end
  end
  if marked == 0 then return 500 end
  local wanted = w.o.pupils * #w.years * CELLS - all * 56 // 1000
  local overall = wanted * 1000 // (marked * 944 // 1000)
  return math.max(200, math.min(930, (overall - WORK_SHARE * 985 // 1000) * 1000 // (1000 - WORK_SHARE)))
end

-- Who of the staff plays which of the five.
local function cast(w)
  local heads, last = {}, w.people.years[#w.years]
  for _, class in ipairs(last) do heads[class.head] = class end
  local actors = { head = w.office.head, deputy = w.office.deputy, secretary = w.office.secretary }
  for _, class in ipairs(last) do
    if class.grade >= 6 and class.grade <= 8 and not actors.class_teacher then
      actors.class_teacher = class.head
    end
  end
  actors.class_teacher = actors.class_teacher or last[#last].head
  for _, trade in ipairs({ "math", "rus", "hist", "bio", "phys", "geo", "eng", "inf", "art" }) do
    for _, one in ipairs(w.timetable.by_trade[trade]) do
      if not heads[one] and not actors.teacher then actors.teacher = one end
    end
  end
  for _, one in ipairs(w.staff) do
    if not actors.teacher and one.trade and one ~= actors.class_teacher then actors.teacher = one end
  end
  return actors, heads
end

local function logins(w)
  local taken = {}
  w.actors, w.heads = cast(w)
  w.group_kind = demo_groups.kind(w.rows)
  if w.group_kind then demo_groups.teachers(w) end
  for _, row in ipairs(ru.demo_roles) do
    w.login[w.actors[row[1]]], taken[row[2]] = row[2], true
  end
  for _, one in ipairs(w.staff) do
    if not w.login[one] then
      local login, n = demo_names.login(one), 1
      while taken[login] do
        n = n + 1
        login = demo_names.login(one) .. n
      end
      w.login[one], taken[login] = login, true
    end
  end
end

-- The demo's users for the vault and for the table at the end.
local function users_of(w)
  local list = {}
  for i, row in ipairs(ru.demo_roles) do
    local person, class = w.actors[row[1]], nil
    if row[1] == "class_teacher" then class = w.heads[person] end
    local line, word = class and ru.demo_role_class or ru.demo_role_line, row[4]
    if w.group_kind then word = demo_groups.label(w.rows, "roles", row[1]) or word end
    list[i] = { login = row[2], password = row[3],
      title = ru.fill(line, { role = word, class = class and class.name,
        name = demo_names.listed(person) }) }
  end
  return list
end

-- -- the first days ----------------------------------------------------------------------------

local function put_user(w, person, roles)
  local since = w.years[1].first .. "-08-20"
  local user = act.must(w.st:put("user", { login = w.login[person], person = person.id, active = true }))
  for _, role in ipairs(roles) do
    act.must(w.st:put("user_role", { user = user, role = role[1], scope = role[2] or "", since = since }))
  end
end

local function put_users(w)
  local office = w.office
  local roles = { [office.head] = { { "head" }, { "administrator" } }, [office.deputy] = { { "deputy" } },
    [office.deputy_junior] = { { "deputy", "1-4" } }, [office.secretary] = { { "secretary" } } }
  for _, one in ipairs(w.staff) do
    local list = roles[one]
    if one.trade then list = w.heads[one] and { { "teacher" }, { "class_teacher" } } or { { "teacher" } } end
    if list then put_user(w, one, list) end
  end
end

local function first_days(w)
  local august, o = w.years[1].first .. "-08-", w.o
  local head, secretary = w.login[w.office.head], w.login[w.office.secretary]
  w:plan(august .. "20T09:00:00", head, ru.demo_note_start, function()
    local name = w.group_kind and ru.demo_groups_school or ru.demo_school
    act.must(w.st:put("school", { one = "school", name = name, short = w.short,
      locality = ru.demo_locality, head_name = demo_names.listed(w.office.head), founded = "1967-09-01" }))
    demo_life.staff(w)
    put_users(w)
  end)
  w:plan(august .. "21T09:00:00", head, ru.note_adoption, function()
    local _, protocol = demo_life.protocol(w, 1, august .. "20", ru.demo_protocol_adopt)
    local _, order = demo_life.order(w, august .. "21", ru.demo_order_adopt, "main")
    adoption.put(w.st, o.record, { starts = august .. "21",
      protocol = "№ " .. protocol .. " от " .. calendar.written(august .. "20"),
      order = "№ " .. order .. " от " .. calendar.written(august .. "21") })
  end)
  w:plan(august .. "25T14:00:00", secretary, ru.demo_note_files, function() demo_files.past(w) end)
end

-- The journal of the demo's teacher whose last finished period waits for his decision.
local function left_open(w, i)
  for _, journal in ipairs(w.journals[i]) do
    local part = journal.parts[1]
    if journal.teacher == w.actors.teacher and journal.signs and part and part.ends < w.today then
      return journal
    end
  end
  return nil
end

-- Called when the journals of a year stand: the rest of its story goes on the agenda.
function World:year_ready(i)
  for n, journal in ipairs(self.journals[i]) do
    demo_journal.prepare(self, i, journal, string.format("journal %d %d", i, n))
  end
  if i == #self.years then self.left_open = left_open(self, i) end
end

local function write_year(w, i)
  demo_life.begin_year(w, i)
  w:run()
  if not w.journals[i] then return end
  if i == 1 then demo_files.decisions(w) end
  demo_life.moves(w, i)
  demo_life.achievements(w, i)
  demo_life.end_year(w, i)
  demo_class.end_year(w, i)
  demo_deputy.agenda(w, i)
  demo_files.agenda(w, i)
  demo_journal.agenda(w, i)
  demo_lesson.agenda(w, i)
  demo_journal.closings(w, i)
  w:run()
end

local function putters(w)
  local st = w.st
  w.put_person = st:putter("person", "last", "first", "middle", "born", "sex", "snils", "phone")
  w.put_enrolment = st:putter("enrolment", "person", "group", "starts", "order")
  w.put_lesson = st:putter("lesson", "journal", "date", "number", "topic", "homework", "work", "weight")
  w.put_cell = st:putter("cell", "lesson", "person", "marks", "absence", "comment")
  w.put_result = st:putter("result", "journal", "person", "period", "proposed", "decided", "reason", "why",
    "policy")
end

local function world(o)
  local w = setmetatable({ past = {}, exam_maths = {}, o = o, seed = o.seed, today = o.today,
    policy = o.record.policy,
    hash = o.record.hash, rows = o.rows, words = demo_words.of(o.rows), agenda = {}, periods = {},
    place = {}, away = {}, login = {}, journals = {}, pending = {}, orders = {}, protocols = {}, rooms = {},
    club_subjects = {}, subject_id = {}, cells = 0, lessons = 0, corrections = 0, results = 0,
    commits = 0, cases = 0, diplomas = 0 }, World)
  w.rng = demo_life.stream(o.seed)
  w.years = years_of(o)
  w.fresh = date.add_days(o.today, -14)
  w.people = demo_people.build(o.seed, w.years, o.pupils)
  w.timetable = demo_timetable.build(o.seed, w.years, w.people)
  w.staff, w.office = w.timetable.staff, w.timetable.office
  w.records = demo_files.records(o.rows)
  w.ask_opts = { sources = o.sources, env = {} }
  w.short = demo_groups.kind(o.rows) and ru.demo_groups_short or ru.demo_school_short
  fill_years(w)
  demo_life.choose_home(w)
  logins(w)
  w.density = density(w)
  return w
end

-- -- the stick ---------------------------------------------------------------------------------

local function occupied(dir)
  return file.exists(dir .. "/data/school.db") or file.exists(dir .. "/data/keys.txt")
end

local function make_stick(dir, w)
  for _, path in ipairs({ dir, dir .. "/data", dir .. "/policies" }) do
    if not file.exists(path) then act.must(file.mkdir(path)) end
  end
  local box, key, recovery = vault.create(dir .. "/data/keys.txt", w.short)
  act.must(box, key)
  local lines, users = {}, users_of(w)
  for i, user in ipairs(users) do
    act.must(box:set_password(key, user.login, user.password))
    lines[i] = user.login .. "\t" .. user.password .. "\t" .. user.title
  end
  act.must(box:set_demo(table.concat(lines, "\n")))
  return key, recovery, users
end

-- The seed of the stick's signing key: 32 bytes from the seed of the school.
local function device_seed(seed)
  local rng = demo_rng.new(seed, "device")
  return string.pack("<i8i8i8i8", rng:bits(), rng:bits(), rng:bits(), rng:bits())
end

local function write_all(w, progress)
  putters(w)
  first_days(w)
  w:run()
  for i, year in ipairs(w.years) do
    if progress then progress(year.name) end
    if w.group_kind then demo_groups.year(w, i) else write_year(w, i) end
  end
end

local function clean(dir)
  for _, name in ipairs({ "school.db", "school.db-wal", "keys.txt" }) do
    local path = dir .. "/data/" .. name
    if file.exists(path) then file.remove(path) end
  end
end

-- Fills an open store; for tests, which need no vault.  Returns the world.
local function fill(st, w, progress)
  w.st = st
  local ok, err = pcall(write_all, w, progress)
  if ok then return true end
  st:rollback()
  if type(err) == "table" or type(err) == "userdata" then return nil, err end
  error(err, 0)
end

local function prepared(dir, o)
  local sources = policy.sources(dir)
  local record, err = adoption.take(o.policy or policy.list(sources)[1].id, sources)
  if not record then return nil, err end
  local rows, failed = policy.rows(record.policy, { sources = sources })
  if not rows then return nil, failed end
  return world({ pupils = o.pupils, years = o.years, seed = o.seed, today = o.today or date.today(),
    record = record, rows = rows, sources = sources })
end

local function report_of(w, started)
  local last = w.people.years[#w.years]
  return { years = #w.years, classes = w.group_kind and #w.groups or #last,
    pupils = w.group_kind and #w.groups_pupils or #w.people.pupils, staff = #w.staff,
    journals = #(w.journals[#w.years] or {}), lessons = w.lessons, cells = w.cells,
    corrections = w.corrections, results = w.results, commits = w.commits, files = w.cases,
    seconds = os_.mono() - started, density = w.density }
end

-- Makes a stick in dir and fills it.  o: pupils, years, seed, policy (id or code; nil: the first of the
-- list), today (or nil for the computer's day), progress (function of a year's name, or nil).  Returns a
-- report {counts, users = {{login, password, title}}, recovery, content, seconds}; nil, err: CONFLICT
-- (data are there already), POLICY, FULL, ... with nothing left behind.
function demo.make(dir, o)
  if occupied(dir) then
    return nil, { code = "CONFLICT", msg = ru.fill(ru.demo_occupied, { dir = dir }) }
  end
  local started = os_.mono()
  local w, err = prepared(dir, o)
  if not w then return nil, err end
  local made, key, recovery, users = pcall(make_stick, dir, w)
  if not made then
    clean(dir)
    return nil, key
  end
  local st, done
  st, err = store.create(dir .. "/data/school.db", key, { device_seed = device_seed(o.seed) })
  if st then
    done, err = fill(st, w, o.progress)
    if done then
      w.info = st:info()
      w.content = o.content and act.must(st:content_hash()) or nil
    end
    st:close()
  end
  if not done then
    clean(dir)
    return nil, err
  end
  local report = report_of(w, started)
  report.users, report.recovery, report.content, report.entries = users, recovery, w.content, w.info.entries
  return report
end

return demo
