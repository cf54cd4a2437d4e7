-- The small modules of C as Lua sees them: core.text date hash file os csv asset.
require "lib.strict"
local tap = require "lib.tap"
local asset = require "core.asset"
local core = require "core.os"
local csv = require "core.csv"
local date = require "core.date"
local file = require "core.file"
local hash = require "core.hash"
local text = require "core.text"

tap.is(text.nfc("Е\204\136лка"), "Ёлка", "form C")
tap.is(text.lower("ЁЛКА"), "ёлка", "lower case")
tap.fails(select(1, text.nfc("\xFF")), select(2, text.nfc("\xFF")), "INPUT", "bad bytes")
tap.is({ text.len("Ёж"), text.utf8_ok("Ёж"), text.utf8_ok("\xD0") }, { 2, true, false },
  "length and check")
tap.is(text.from_cp1251("\xC5\xE6"), "Еж", "cp1251")
tap.is(text.guess_utf8("\xEF\xBB\xBFЕж"), "Еж", "byte order mark")
tap.is(text.html("a<b>&"), "a&lt;b&gt;&amp;", "escaping")
tap.is(text.html("a\0<"), "a\0&lt;", "a zero byte does not end the text")
tap.is({ text.name_ok("Иванова-Петрова"), text.name_ok("<b>"),
  text.snils_ok("112-233-445 95") },
  { true, false, true }, "names and SNILS")

tap.is({ date.ok("2024-02-29"), date.ok("2023-02-29"), date.ok(5), date.ok(nil) }, { true, false, false,
  false },
  "days")
tap.is({ date.add_days("2024-02-28", 2), date.add_years("2024-02-29", 1), date.weekday("2026-11-21"),
  date.diff_days("2024-01-01", "2025-01-01") }, { "2024-03-01", "2025-02-28", 6, 366 }, "counting days")
tap.ok(date.ok(date.today()) and date.now():find("^%d+%-%d%d%-%d%dT%d%d:%d%d:%d%d$"), "now")
tap.raises(function() date.add_days("x", 1) end, "YYYY", "misuse raises")
tap.raises(function() date.add_days("2024-01-01", 900000) end, "range", "out of range")

tap.is(#hash.hex("x"), 64, "a hash")
tap.is({ #hash.random(7), #hash.random_hex(7), #hash.random(0) }, { 7, 14, 0 }, "random bytes")
tap.ok(hash.random(16) ~= hash.random(16), "are random")

local dir = core.env("TEST_TMP") or "."
local path = dir .. "/проба.txt"
tap.is(file.write(path, "текст\0конец"), true, "a file is written")
tap.is(file.read(path), "текст\0конец", "and read")
tap.fails(select(1, file.read(path, 3)), select(2, file.read(path, 3)), "INPUT", "not more than asked")
tap.is({ file.exists(path), file.exists(dir), file.exists(dir .. "/нет") }, { "file", "dir", false },
  "what is where")
tap.is(file.stat(path), 21, "size")
tap.is(file.copy(path, dir .. "/копия.txt"), true, "a copy")
tap.is(file.rename(dir .. "/копия.txt", dir .. "/другая.txt"), true, "renamed")
local names, kinds = file.list(dir)
tap.ok(tap.same(names, { "другая.txt", "проба.txt" }) or #names >= 2, "listed")
tap.is(kinds["проба.txt"], "file", "with kinds")
tap.is({ file.remove(path), file.remove(path), file.remove(dir .. "/другая.txt") }, { true, true,
  true }, "removed")
tap.fails(select(1, file.read(dir .. "/нет")), select(2, file.read(dir .. "/нет")), "NOTFOUND",
  "no such file")
tap.raises(function() file.read("a\0b") end, "zero", "a zero byte in a path is misuse")
tap.ok(file.free_space(dir) > 0 and file.exists(file.exe_dir()) == "dir", "space and place")
tap.is(file.mkdir(dir .. "/а/б"), true, "directories")
tap.is({ file.remove(dir .. "/а/б"), file.remove(dir .. "/а") }, { true, true }, "and away")

local reader = csv.open("\xEF\xBB\xBFФамилия;Имя\n\"Ёлкин;\"\"А\"\"\";Иван\n\nб;\n")
tap.is({ reader(), reader:line(), reader(), reader:line(), reader() }, { { "Фамилия", "Имя" }, 1,
  { 'Ёлкин;"А"', "Иван" }, 2, { "б", "" } }, "rows of CSV")
tap.is({ reader() }, {}, "the end")
reader = csv.open("a,b,c\n1,2,3\n4\n")
local t = {}
tap.is({ reader:into(t), reader:into(t), reader:into(t), #t, t[1], reader:sep() }, { 3, 3, 1, 1, "4", "," },
  "rows into one table")
reader = csv.open("a;\"b\n")
tap.fails(select(1, reader()), select(2, csv.open("a;\"b\n")()), "INPUT", "an open quote")
reader:close()
tap.raises(function() reader() end, "closed", "a closed reader")
local big = { "номер;фамилия;имя;дата;отметка" }
for i = 1, 50000 do big[i + 1] = i .. ";Иванов;Иван;2026-09-01;5" end
local began, rows = core.mono(), 0
reader = csv.open(table.concat(big, "\n"))
while reader:into(t) do rows = rows + 1 end
tap.is(rows, 50001, "many rows")
core.stdout(string.format("# %.0f thousand rows a second\n", rows / (core.mono() - began) / 1000))

-- Scripts are embedded without comments and indentation: line by line it is the same code.
local other = {}
for _, name in ipairs(asset.list("scripts/")) do
  local bare = asset.get(name):gmatch("([^\n]*)\n")
  for line in assert(file.read(core.env("ROOT") .. "/" .. name)):gmatch("([^\n]*)\n") do
    local code, kept = line:match("^ *(.-) *$"), bare()
    local rest = kept and code:sub(1, #kept) == kept and code:sub(#kept + 1)
    if line ~= kept and rest ~= "" and not (rest and rest:find("^ *%-%-")) then other[name] = line end
  end
  if bare() or not load(asset.get(name)) then other[name] = "the end" end
end
tap.is(other, {}, "an embedded script is its source")
tap.is(asset.hash("scripts/main.lua"), hash.hex(asset.get("scripts/main.lua")), "its hash")
tap.is({ asset.get("no"), asset.hash("../x"), #asset.list("no/") }, { [3] = 0 }, "and none")
tap.ok(#asset.list("scripts/lib/") > 5, "a list")
tap.ok(not core.stopping() and core.mono() > 0 and core.unix_time() > 1e9, "clocks")
tap.is(core.env("NO_SUCH_VARIABLE_HERE"), nil, "no variable")

return tap.done()
