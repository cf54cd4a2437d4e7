-- What the commands stand on: batches of questions, copies, accounts, adoption, the health of the stick.
local os_ = require "core.os"
local file = require "core.file"
local tap = require "lib.tap"
local policy = require "policy.policy"
local accounts = require "school.accounts"
local adoption = require "school.adoption"
local batch = require "school.batch"
local copies = require "school.copies"
local health = require "school.health"
local schoolyear = require "school.schoolyear"
local session = require "school.session"
local stick = require "school.stick"
local users = require "school.users"

local ok, is = tap.ok, tap.is

-- School years.
is(schoolyear.first_of("2026-08-31"), 2026, "August belongs to the coming year")
is(schoolyear.first_of("2027-05-31"), 2026, "May to the one that began in autumn")
is(schoolyear.read("2026/2027"), 2026, "a year as people write it")
is(schoolyear.read("2026-27"), 2026, "and shorter")
is(schoolyear.read("2026/2029"), nil, "but it is one year")
is(schoolyear.read("весна"), nil, "and a number")
for _, n in ipairs{ 1, 2, 3, 4, 6 } do
  local parts = schoolyear.parts(2026, n)
  ok(#parts == n and parts[1].starts == "2026-09-01" and parts[n].ends == "2027-05-31",
    n .. " parts fill the year")
  for i = 2, n do
    ok(parts[i].starts > parts[i - 1].ends, "part " .. i .. " of " .. n .. " begins after the last")
  end
end

-- Batches.
local sources = policy.sources()
local answers = batch.answer({
  { policy = "000", hook = "programmes", ctx = {} },
  { policy = "002", hook = "programmes", ctx = {} },
  { policy = "borisovskaya", hook = "programmes", ctx = {} },
  { policy = "nowhere", hook = "programmes", ctx = {} },
  { policy = "000", hook = "nothing", ctx = {} },
  { failed = { code = "INPUT", msg = "нет" } },
}, sources)
is(#answers, 6, "an answer for each question")
is(answers[1], answers[3], "a regulation has an id and a number")
ok(#answers[2].keys > 0, "answers stand in the order of the questions")
is(answers[4].error.code, "NOTFOUND", "an unknown regulation")
is(answers[5].error.code, "POLICY", "an unknown question")
is(answers[6].error.msg, "нет", "an unreadable line")
local gone, why = batch.object("[", "CTX")
tap.fails(gone, why, "INPUT", "bad JSON is refused")

-- A stick.
local dir = assert(os_.env("TEST_TMP"), "TEST_TMP is not set") .. "/stick"
gone, why = stick.create(dir, { policy = "нет такого", school = "x", login = "a", password = "12345678" })
tap.fails(gone, why, "NOTFOUND", "no school without a regulation")
ok(not file.exists(dir .. "/data/keys.txt"), "and nothing is left behind")
local made = assert(stick.create(dir, { policy = "school20_nn", school = "Проверка", login = "admin",
  password = "первый пароль" }))
is(made.policy, "school20_nn", "the regulation is adopted")
local there, taken = stick.free(dir)
tap.fails(there, taken, "CONFLICT", "a school is not made over a school")
is(#copies.list(dir), 1, "the first copy is there")
ok(not copies.due(dir), "and the day has its copy")
local desk = assert(assert(session.stick(dir)):unlock("admin", "первый пароль"))
local findings = health.examine(dir, desk.stick.store)
is(health.worst(findings), "good", "a new stick is healthy")

-- Accounts.
local role = accounts.role(desk, "завуч:1-4")
is(role, { role = "deputy", scope = "1-4" }, "a role in the words of the regulation")
gone, why = accounts.role(desk, "царь")
tap.fails(gone, why, "INPUT", "an unknown role")
ok(users.create(desk, "первый пароль", { login = "vera", password = "второй пароль",
  roles = { { role = "teacher" } } }), "a user is made")
gone, why = accounts.remove(desk, "admin")
tap.fails(gone, why, "DENIED", "nobody removes himself")
ok(accounts.set_password(desk, "первый пароль", "vera", "третий пароль"), "a new password for another")
gone, why = accounts.set_password(desk, "первый пароль", "nobody", "третий пароль")
tap.fails(gone, why, "NOTFOUND", "but only for a user there is")

-- Adoption.
local before = desk.rules:at("2099-01-01").hash
local record, refused = adoption.adopt(desk, "000", policy.sources(dir), { protocol = "№ 2", order = "№ 3" })
tap.fails(record, refused, "INPUT", "a regulation is adopted from a day")
record = assert(adoption.adopt(desk, "000", policy.sources(dir),
  { protocol = "№ 2", order = "№ 3", date = "01.09.2090" }))
is(desk.rules:at("2099-01-01").hash, record.hash, "from that day it holds")
is(desk.rules:at("2089-01-01").hash, before, "and not before")
record, refused = adoption.adopt(desk, "000", policy.sources(dir),
  { protocol = "№ 2", order = "№ 3", date = "01.09.2090" })
tap.fails(record, refused, "CONFLICT", "once")
is(adoption.state(dir, desk.rules:at("2089-01-01")), "same", "the file is the adopted text")
assert(file.write(dir .. "/policies/school20_nn.lua", sources["school20_nn"] .. "\n-- правка\n"))
is(adoption.state(dir, desk.rules:at("2089-01-01")), "changed", "a changed file is seen")
assert(file.write(dir .. "/policies/school20_nn.lua", "это не регламент"))
is(adoption.state(dir, desk.rules:at("2089-01-01")), "gone", "and a broken one")
ok(#desk.rules:permits("2089-01-01") > 0, "the adopted text goes on working")
assert(file.remove(dir .. "/policies/school20_nn.lua"))
desk.stick:lock_all()

-- The teacher may not do the administrator's work.
local vera = assert(assert(session.stick(dir)):unlock("vera", "третий пароль"))
gone, why = accounts.remove(vera, "admin")
tap.fails(gone, why, "DENIED", "a teacher removes nobody")
gone, why = adoption.adopt(vera, "001", policy.sources(dir),
  { protocol = "1", order = "1", date = "01.09.2091" })
tap.fails(gone, why, "DENIED", "and adopts nothing")
vera.stick:lock_all()

-- A forgotten password and a copy put back.
gone, why = accounts.recover(dir, "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", "vera", "пятый пароль")
tap.fails(gone, why, "PASSWORD", "another key does not open")
ok(accounts.recover(dir, made.recovery, "admin", "четвёртый пароль"), "the key from the safe does")
local fresh = assert(session.stick(dir))
local key = assert(fresh:key("admin", "четвёртый пароль"))
ok(copies.restore(dir, copies.list(dir)[1].name, key), "the first copy is put back")
ok(file.exists(dir .. "/data/school.db.replaced"), "the data of before are kept")
desk = assert(fresh:unlock("admin", "четвёртый пароль"))
is(desk.stick.store:one("user_by_login", { login = "vera" }), nil, "what came after it is not there")
is(desk.stick.store:verify().problems, 0, "and the ledger is whole")
desk.stick:lock_all()
return tap.done()
