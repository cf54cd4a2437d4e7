-- page/first.lua -- the first day: the questions of a stick without a school, the recovery key, next steps.
-- Floor: page.  The key is in one answer only: it goes neither into the session nor into a file, and the
-- passwords never go back to the page.
local date = require "core.date"
local form = require "lib.form"
local policy = require "policy.policy"
local ru = require "text.ru"
local calendar = require "school.calendar"
local import = require "school.import"
local sticks = require "school.stick"
local users = require "school.users"
local frame = require "page.frame"

local first = {}

local spec = {
  { name = "school", label = ru.first_school, required = true },
  { name = "short", label = ru.first_short, max = 80 },
  { name = "policy", label = ru.first_policy },
  { name = "login", label = ru.first_login, required = true },
  { name = "name", label = ru.first_name },
}

local order = { "school", "short", "policy", "login", "password", "again", "name" }

-- What keeps a school from being made there, in the words of this page.
local function trouble(err)
  if err.code == "READONLY" then return ru.first_readonly end
  if err.code == "FULL" then return ru.fill(ru.first_full, { mb = sticks.room_mb }) end
  return err.msg
end

-- The school's own regulations first, then the stock by number.
local function choices(dir, chosen)
  local list = {}
  for _, one in ipairs(policy.list(policy.sources(dir))) do
    list[#list + 1] = { id = one.id, title = one.title or one.id, chosen = one.id == chosen,
      about = one.own and ru.first_own or one.code and ru.fill(ru.first_number, { code = one.code }) or "",
      place = (one.own and "0" or "1") .. (one.code or "") .. one.id }
  end
  table.sort(list, function(a, b) return a.place < b.place end)
  return list
end

local function first_bad(bad)
  for _, name in ipairs(order) do
    if bad[name] then return name end
  end
  return nil
end

-- The questions.  vars: message, bad (words by field), values, status.
local function ask(req, stick, vars)
  local bad, values = vars.bad or {}, vars.values or {}
  local body = frame.render("first", { csrf = req.csrf, message = vars.message or false, bad = bad,
    values = values, policies = choices(stick.dir, values.policy), shortest = users.shortest,
    focus = first_bad(bad) or not vars.message and "school" or "" })
  return frame.page(req, nil, { title = ru.first_title, name = "first", body = body, help = "first",
    heading = false, css = { "first.css" }, status = vars.status })
end

function first.show(req, stick)
  local fine, err = sticks.ready(stick.dir)
  return ask(req, stick, { message = not fine and trouble(err) or nil })
end

-- "Орлова Анна Петровна" -> {last, first, middle}; nil, words when it is no name.
local function person_of(name)
  if not name then return nil end
  local last, given, middle = name:match("^(%S+)%s+(%S+)%s*(.-)$")
  if not last then return nil, ru.first_two_words end
  local person, err = form.read({ last = last, first = given, middle = middle }, {
    { name = "last", label = ru.first_name, kind = "name" }, { name = "first", label = ru.first_name,
      kind = "name" }, { name = "middle", label = ru.first_name, kind = "name" } })
  return person, err and err.msg
end

-- The answers for stick.create, or nil and words by field.
local function read(given)
  local o, err = form.read(given, spec)
  local bad = err and err.fields or {}
  o = o or err.values
  local password = given.password or ""
  if o.login and not users.login_ok(o.login) then bad.login = ru.bad_login end
  bad.policy = bad.policy or not o.policy and ru.first_no_policy or nil
  bad.password = users.weak(password, o.login)
  if not bad.password and password ~= given.again then bad.again = ru.first_again end
  if not bad.name then o.person, bad.name = person_of(o.name) end
  o.password = password
  if next(bad) then return nil, bad end
  return o
end

local function shown_again(given)
  return { school = given.school, short = given.short, policy = given.policy, login = given.login,
    name = given.name }
end

-- A refusal of the making itself: of the regulation beside its field, of the carrier above all.
local function refused(req, stick, given, err, about_policy)
  return ask(req, stick, { values = shown_again(given), status = frame.status_of(err),
    bad = about_policy and { policy = err.msg } or nil,
    message = about_policy and ru.first_wrong or trouble(err) .. ". " .. ru.first_nothing })
end

function first.make(req, stick)
  local given = req.form or {}
  local o, bad = read(given)
  if not o then
    return ask(req, stick, { values = shown_again(given), bad = bad, message = ru.first_wrong, status = 422 })
  end
  local made, err = sticks.ready(stick.dir)
  if not made then return refused(req, stick, given, err) end
  made, err = sticks.free(stick.dir, o.policy)
  if not made then return refused(req, stick, given, err, err.code ~= "CONFLICT") end
  made, err = sticks.create(stick.dir, o)
  if not made then return refused(req, stick, given, err) end
  stick:settle()
  local body = frame.render("first_key", { key = made.recovery, school = o.school, login = o.login,
    date = calendar.written(date.today()) })
  return frame.page(req, nil, { title = ru.first_key_title, name = "first_key", school = o.short or o.school,
    body = body, help = "first", css = { "first.css" }, main_class = "wide", heading = false })
end

-- The clauses to choose by: without the name, address and signatures of the school that wrote them.
local function readable(clauses)
  local list = {}
  for _, group in ipairs(clauses) do
    local rows = {}
    for _, row in ipairs(group.rows) do
      if row.section ~= "identity" then rows[#rows + 1] = row end
    end
    if #rows > 0 then list[#list + 1] = { place = group.place or ru.first_no_clause, rows = rows } end
  end
  return list
end

-- A regulation as a sheet, to choose by.
function first.sheet(req, stick, params)
  local sources = policy.sources(stick.dir)
  local sheet, err
  if sources[params.id] then
    sheet, err = policy.show(params.id, { sources = sources })
  else
    err = { code = "NOTFOUND", msg = ru.no_such_page }
  end
  if not sheet then return frame.refuse(req, nil, err) end
  local body = frame.render("first_sheet", { title = sheet.title, clauses = readable(sheet.clauses),
    questions = sheet.questions })
  return frame.page(req, nil, { title = ru.first_policy, name = "first_sheet", body = body, help = "first",
    main_class = "wide" })
end

-- There is a school: the form has nothing more to do.
function first.over(req)
  return frame.go(req, "/unlock", req.method == "POST" and ru.first_already or nil)
end

-- What an empty school needs next, for those who may do it: markup, or false.
function first.steps(desk)
  local counts = desk:one("first_counts") or {}
  if counts.lessons ~= 0 then return false end
  local list = {}
  -- one: the address where the same is done without a list.
  local function step(name, href, done, one)
    list[#list + 1] = { title = ru["step_" .. name], text = ru["step_" .. name .. "_text"], href = href,
      done = done or false, one = one and desk.access:place("school") and one or false }
  end
  if desk.access:may("user", "write") then
    step("staff", "/import?kind=staff", counts.staff > (desk.me.person and 1 or 0), "/office/staff")
    step("users", "/school/users", #desk:query("users_all", {}) > 1)
  end
  if import.may(desk, "roster") then
    step("roster", "/import?kind=roster", counts.pupils == 1, "/office/groups")
  end
  if import.may(desk, "journals") then
    step("lessons", "/import?kind=journals", counts.journals == 1, "/office/groups")
  end
  if desk.access:may("slot", "write") then
    step("timetable", "/timetable", counts.slots == 1)
    step("year", "/timetable/generate")
  end
  if import.may(desk, "marks") then step("marks", "/import?kind=marks") end
  if desk.access:place("policy") then step("regulation", "/regulation") end
  return #list > 0 and frame.render("first_steps", { steps = list }) or false
end

return first
