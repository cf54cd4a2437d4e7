-- The data core as Lua sees it: verbs, queries, history, copies, who may open.
local date = require "core.date"
local file = require "core.file"
local json = require "lib.json"
local store = require "core.store"
local tap = require "lib.tap"
local vault = require "core.vault"

local ok, is = tap.ok, tap.is
local key = string.rep("k", 32)

-- -- the vault ------------------------------------------------------------------
local v, data_key, recovery = vault.create("keys.txt", "Школа у моря")
ok(v, "a vault")
is(#data_key, 32, "a key of 32 bytes")
is(#recovery, 35, "a recovery key to print")
ok(v:set_password(data_key, "Директор", "длинный пароль"), "a user")
local _, err = v:set_password(data_key, "x", "коротко")
is(err.code, "INPUT", "a short password is refused")
is(v:unlock("директор", "длинный пароль"), data_key, "the login's case does not matter")
local text = assert(file.read("keys.txt"))
ok(not text:find("иректор", 1, true), "no login can be read in the file")
ok(not text:find("пароль", 1, true), "no password either")
v = assert(vault.open("keys.txt"))
is(v:title(), "Школа у моря", "title")
is(v:unlock_recovery(recovery:lower():gsub("-", " ")), data_key, "the recovery key, typed carelessly")
_, err = v:unlock_recovery((recovery:gsub("^.", function(c) return c == "A" and "B" or "A" end)))
is(err.code, "PASSWORD", "a slip in the recovery key is seen")

assert(v:set_password(data_key, "учитель", "другой пароль"))
local fresh = assert(v:rotate(data_key))
v = assert(vault.open("keys.txt"))
local k1, k2 = v:unlock("учитель", "другой пароль")
ok(k1 == data_key and k2 == fresh, "in the middle of a rotation both keys are at hand")
ok(v:rotate_undo(), "given up")
is(select("#", v:unlock("учитель", "другой пароль")), 1, "only the old key is left")
fresh = assert(v:rotate(data_key))
ok(v:rotate_done(), "rotated")
v = assert(vault.open("keys.txt"))
is(v:unlock("директор", "длинный пароль"), fresh, "nobody's password was needed")
ok(v:remove("учитель"), "removed")
ok(not v:has("учитель"), "is gone")
for _ = 1, 3 do _, err = v:unlock("директор", "неверный!") end
is(err.code, "PASSWORD", "wrong")
ok(err.wait > 0, "the third wrong try makes the next one wait", err.wait)
_, err = v:unlock("директор", "длинный пароль")
is(err.code, "BUSY", "a try before that is not looked at")
v:close()
ok(not pcall(v.title, v), "a closed vault raises")

-- -- the store ---------------------------------------------------------------------
local st = assert(store.create("школа.db", key, { device_seed = string.rep("s", 32) }))
is(st:info().tag, (function()
  local other = assert(store.create("other.db", key, { device_seed = string.rep("s", 32) }))
  local tag = other:info().tag
  other:close()
  return tag
end)(), "the same seed makes the same device")

local who = { author = "ivanova", grant = "*", at = "2024-09-02T09:00:00", note = "проба" }
local ids = {}
ok(st:write(who, function()
  ids.year = assert(st:put("year", { name = "2024/2025", starts = "2024-09-01", ends = "2025-05-31" }))
  ids.group = assert(st:put("group", { name = "5А", kind = "class", year = ids.year, grade = 5 }))
  ids.subject = assert(st:put("subject", { name = "Химия" }))
  ids.journal = assert(st:put("journal", { group = ids.group, subject = ids.subject, year = ids.year }))
  ids.lesson = assert(st:put("lesson", { journal = ids.journal, date = "2024-09-02", weight = 100 }))
  ids.person = assert(st:put("person", { last = "Ёлкина", first = "Анна", middle = "Петровна" }))
  return true
end), "a school")

is(st:put("cell", { lesson = ids.lesson, person = ids.person, marks = "5" }), nil, "no writing outside")
local cell = { lesson = ids.lesson, person = ids.person }
-- One verb in one transaction.
local function write(verb, ...)
  local args = table.pack(...)
  return st:write(who, function() return st[verb](st, table.unpack(args, 1, args.n)) end)
end
is(write("put", "cell", { lesson = ids.lesson, person = ids.person, marks = "5" }),
  ids.lesson .. "|" .. ids.person, "a mark, named by its natural key")
ok(write("correct", "cell", cell, { absence = "н" }, "пришёл к концу"), "corrected")
ok(write("correct", "cell", cell, { marks = json.null }), "a field cleared")
local h = st:history("cell", cell)
is(#h, 3, "three steps")
is(h[1].body, { absence = "н" }, "the newest")
is(h[2].reason, "пришёл к концу", "the reason")
is(h[3].body, { marks = "5" }, "the oldest")
is({ h[1].verb, h[3].verb, h[1].author }, { "correct", "put", "ivanova" }, "who did what")
is({ h[1].live, h[2].live }, { true, false }, "one is live")

-- A failure rolls everything back and the same error comes out.
local entries = st:info().entries
local mark = { code = "INPUT", msg = "не подходит" }
local res, e = st:write(who, function()
  assert(st:put("subject", { name = "Лишний" }))
  return nil, mark
end)
ok(res == nil and e == mark, "the error of the function")
local raised = select(2, pcall(st.write, st, who, function()
  assert(st:put("subject", { name = "Лишний" }))
  error(mark)
end))
ok(raised == mark, "a raised error comes out unchanged")
is(st:info().entries, entries, "nothing was kept")
_, e = st:write({ author = "x", grant = { "cell" } }, function()
  return st:put("subject", { name = "Лишний" })
end)
is(e.code, "DENIED", "only what is granted")
ok(not pcall(st.write, st, who, function() st:put("subject", { nome = "x" }) end), "an unknown field raises")
ok(not pcall(st.write, st, who, function() st:put("year", { name = 5 }) end), "a number for text raises")
_, e = st:readonly(function() return st:write(who, function() return true end) end)
is(e.code, "DENIED", "reading requests cannot write")

-- Positional putting gives the same as by name.
ok(st:write(who, function()
  local put = st:putter("lesson", "journal", "date", "topic", "weight")
  ids.second = assert(put(ids.journal, "2024-09-03", "Вода", 200))
  assert(put(ids.journal, "2024-09-04"))
  return true
end), "putter")

-- -- queries -------------------------------------------------------------------------
assert(st:load_queries("-- name: t_lessons\nSELECT id, date, topic, weight FROM d_lesson "
  .. "WHERE journal = :journal ORDER BY date;\n-- name: t_evil\nDELETE FROM d_lesson;\n"))
local rows = st:query("t_lessons", { journal = ids.journal })
is({ #rows, rows[2].topic, rows[2].weight, rows[3].topic }, { 3, "Вода", 200 }, "rows")
local cols, n = st:columns("t_lessons", { journal = ids.journal })
is({ n, cols.date[3], cols.topic[1], cols.id[2] }, { 3, "2024-09-04", nil, ids.second }, "columns")
is(st:one("t_lessons", { journal = "нет" }), nil, "no row")
_, e = st:query("t_evil")
is(e.code, "BUG", "a writing query is refused")
_, e = st:query("t_none")
is(e.code, "NOTFOUND", "no such query")
ok(not pcall(st.query, st, "t_lessons", { lesson = 1 }), "an unknown parameter raises")

-- -- checking, rebuilding, copies -------------------------------------------------------
local report = st:verify()
is({ report.problems, report.text }, { 0, "" }, "verify")
local before = st:content_hash()
ok(st:rebuild(), "rebuild")
is(st:content_hash(), before, "gives the same bytes")
is(st:integrity(), 0, "the file is sound")
file.mkdir("copies")
local snap = assert(st:snapshot("copies/school-" .. date.today() .. ".db"))
ok(snap:step(1) == true, "one page of many")
local more, done, total = snap:step(-1)
ok(more == false and done == total, "a copy in steps")
ok(store.prune("copies"), "prune")
st:close()
ok(not pcall(st.info, st), "a closed store raises")
local copy = assert(store.open("copies/school-" .. date.today() .. ".db", key, { readonly = true }))
is(copy:content_hash(), before, "the copy has all")
copy:close()

-- Every query of the program compiles against the schema.
st = assert(store.open("школа.db", key))
local good, bad = st:check_queries()
ok(good, "all named queries are sound", bad and bad.msg)
local kinds = store.kinds()
is(kinds.cell.key, { "lesson", "person" }, "natural key of a cell")
ok(#kinds.lesson.key == 0 and kinds.lesson.fields[1].ref == "journal", "declarations are readable")
return tap.done()
