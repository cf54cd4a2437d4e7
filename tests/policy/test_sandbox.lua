-- Attacks on the sandbox (core/lua/sandbox.h) with an entry of their own, apart from scripts/policy.
-- Each must end within the limits, with words for the user, and the program goes on.
require "lib.strict"
local core = require "core.os"
local sandbox = require "core.sandbox"
local tap = require "lib.tap"

-- The most open entry that is allowed: every safe function at hand, pairs in order, a guarded call.
local ENTRY = [[
return function(request, box)
  local env = {}
  for k, v in next, box.safe do env[k] = v end
  env.given = request.given
  local f, message = box.load("policy.lua", request.text, env)
  if not f then return { refused = message } end
  local ok, value, object = box.guarded(f)
  if ok then return { value = value } end
  return { failed = value, object = type(object) }
end
]]

-- The same with the library's pcall handed to the policy: limits must pass through it all the same.
local OPEN = [[
return function(request, box)
  local env = { pcall = pcall, xpcall = xpcall, find = string.find, match = string.match, gsub = string.gsub,
    setmetatable = setmetatable }
  for k, v in next, box.safe do env[k] = v end
  local f, message = box.load("policy.lua", request.text, env)
  if not f then return { refused = message } end
  return { value = f() }
end
]]

local WALL = 2.5 -- for a machine busy with other tests and for sanitizers; the limit inside is 1 s

local function run(text, opts)
  opts = opts or {}
  local began = core.mono()
  local result, e = sandbox.run{
    library = { { name = "policy.entry", text = opts.entry or ENTRY } }, entry = "policy.entry",
    request = { text = text, given = opts.given }, seconds = opts.seconds, memory = opts.memory,
    instructions = opts.instructions,
  }
  return result, e, core.mono() - began
end

local function is_russian(s) return type(s) == "string" and s:find("[\208\209]") ~= nil end

-- Ended by a limit: the whole job fails with code POLICY.
local function stopped(name, text, opts)
  local result, e, seconds = run(text, opts)
  tap.ok(result == nil and e.code == "POLICY" and is_russian(e.msg) and seconds < WALL, name,
    tap.show{ result = result, msg = e and e.msg, seconds = seconds })
end

-- Refused or failed in words, the job itself goes on.
local function refused(name, text, piece, opts)
  local result, e, seconds = run(text, opts)
  local message = result and (result.failed or result.refused)
  local right = is_russian(message) and seconds < WALL and (not piece or message:find(piece, 1, true))
  tap.ok(right, name, tap.show{ result = result, msg = e and e.msg, seconds = seconds })
end

local function gives(name, text, want, opts)
  local result, e = run(text, opts)
  tap.is(result and result.value, want, name)
  if not result or result.value == nil then core.stdout("# " .. tap.show(result or e.msg) .. "\n") end
end

gives("a plain rule runs", "local t = {} for i = 1, 10 do t[i] = i * i end return t[10]", 100)
gives("safe functions work", [[
  local t = { 5, 3, 9, 1 } table.sort(t) table.insert(t, 2, 7) table.remove(t)
  local s = {} for k, v in pairs{ b = 1, a = 2, [3] = 0 } do s[#s + 1] = tostring(k) .. v end
  return table.concat(t, ",") .. " " .. ("ab"):rep(2, "-") .. " "
    .. string.format("%05.2f %s %d", 3.14159, "x", 7) .. " " .. table.concat(s, " ") .. " "
    .. select("#", table.unpack{ 1, 2, 3 })]], "1,7,3,5 ab-ab 03.14 x 7 30 a2 b1 3")

-- Endless work -------------------------------------------------------------------------------------
stopped("endless while", "while true do end")
stopped("endless repeat with calls", "local function f() return 1 end repeat f() until false")
stopped("endless goto", "::a:: goto a")
stopped("endless recursion by tail calls", "local function f() return f() end return f()")
stopped("numeric for without end", "for i = 1, math.huge do end")
stopped("mutual tail recursion",
  "local a, b function a() return b() end function b() return a() end return a()")
stopped("endless loop in a sort comparator", "table.sort({ 3, 2, 1 }, function() while true do end end)")
stopped("endless loop inside pcall",
  "while true do pcall(function() while true do end end) end", { entry = OPEN })
stopped("five kills swallowed in a row", [[
  for i = 1, 5 do pcall(function() while true do end end) end return 'escaped']], { entry = OPEN })
stopped("kill inside the handler of xpcall", [[
  xpcall(function() while true do end end, function() while true do end end) return 'escaped']],
    { entry = OPEN })
stopped("kill inside nested pcalls", [[
  local function deep(n) if n == 0 then while true do end end pcall(deep, n - 1) while true do end end
  deep(50) return 'escaped']], { entry = OPEN })
stopped("an endless loop in __index", [[
  local t = setmetatable({}, { __index = function() while true do end end }) return t.x]], { entry = OPEN })
stopped("an endless loop in __close", [[
  local x <close> = setmetatable({}, { __close = function() while true do end end }) return 1]],
    { entry = OPEN })
refused("coroutines are not there", "return coroutine.wrap(function() while true do end end)()", "coroutine")
do
  local result, e, seconds = run("while true do end", { seconds = 0.1, instructions = 1e12 })
  tap.ok(not result and e.msg:find("дольше 0.1 с", 1, true) and seconds < 0.5,
    "the clock stops what the count does not",
    tap.show{ e and e.msg, seconds })
  tap.ok(e and e.msg:find("строки 1", 1, true), "the message names the line", e and e.msg)
end

-- Work that an instruction count does not see ------------------------------------------------------
refused("patterns are out of reach", "return ('a'):find('a')", "find")
refused("string.find is out of reach", "return string.find('a', 'a')", "find")
refused("string.match and gsub are out of reach", "return string.gsub('a', 'a', 'b')", "gsub")
refused("string.gmatch is out of reach", "return (''):gmatch('a')", "gmatch")
refused("string.dump is out of reach", "return string.dump(function() end)", "dump")
refused("string.pack is out of reach", "return string.pack('i4', 1)", "pack")
refused("table.move is out of reach", "return table.move({}, 1, 200000000, 2)", "move")
refused("string.rep of nothing many times", "return #(('x'):rep(1 << 40))", "1 МБ")
gives("string.rep of the empty string ends at once", "return #((''):rep(1 << 60))", 0)
refused("string.rep with a separator", "return #(('') .. (''):rep(1 << 40, 'ab'))", "1 МБ")
refused("table.concat over a lying length",
  "local t = { [1] = 'a' } for i = 1, 60 do t[1 << i] = 'a' end return table.concat(t, ',', 1, 1 << 40)")
local LIAR = "local t = { 1, 2, 3, 4 } for i = 59, 0, -1 do t[8 << i] = 'x' end t[5] = 'x' "
gives("a table with holes can have any length", LIAR .. "return #t > 1 << 55", true)
refused("table.insert with a lying length", LIAR .. "table.insert(t, 1, 0)", "список")
refused("table.remove with a lying length", LIAR .. "table.remove(t, 1)", "список")
refused("table.concat with a lying length", LIAR .. "return table.concat(t)", "список")
refused("table.sort with a lying length", LIAR .. "table.sort(t)", "список")
refused("table.unpack of a lying length", LIAR .. "return table.unpack(t)", "unpack")
stopped("ipairs over a long hand-made list",
  "local t = { 1, 2, 3 } while true do for _ in ipairs(t) do end end")
refused("table.unpack of 2^60 nothings", "return table.unpack({}, 1, 1 << 60)")
refused("table.unpack across the whole range", "return table.unpack({}, math.mininteger, math.maxinteger)")
refused("string.byte of a long text", "return ('x'):rep(100000):byte(1, -1)")
refused("string.format with a huge width", "return string.format('%1000d', 1)", "шаблон")
refused("string.format of an address", "return string.format('%p', {})", "шаблон")
refused("string.format of long texts",
  "local s = ('x'):rep(900000) return string.format('%s%s%s', s, s, s)", "1 МБ")
gives("an address does not show in tostring",
  "return tostring({}) .. tostring(print) .. tostring(tostring)", "tablenilfunction")
stopped("table.insert at the front without end", "local t = {} while #t < 99000 do table.insert(t, 1, 1) end")
stopped("sorting long equal texts", [[
  local s, t = ('x'):rep(1 << 20), {} for i = 1, 20000 do t[i] = s end
  for i = 1, 1000 do table.sort(t) end]])
stopped("comparing long equal texts", [[
  local a, b = ('x'):rep(1 << 20), ('x'):rep((1 << 20) - 1) .. 'x' local n = 0
  while true do if a <= b then n = n + 1 end end]])
stopped("concatenating long texts without end",
  "local s = ('x'):rep(1 << 20) while true do local t = s .. s end")
stopped("tables of sorted pairs without end", [[
  local t = {} for i = 1, 20000 do t[i .. 'k'] = i end while true do for k in pairs(t) do break end end]])
stopped("tonumber of long texts", "local s = ('1'):rep(1 << 20) while true do tonumber(s) end")
refused("arithmetic with a long text", "local s = ('1'):rep(1 << 20) while true do s = s + 1 end")
stopped("a numeric for with a long text",
  "local s = ('1'):rep(1 << 20) while true do for i = 1, s do end end")
gives("a comparator that lies always", [[
  local t = {} for i = 1, 500 do t[i] = (i * 7919) % 1000 end
  table.sort(t, function() return true end) return #t]], 500)
gives("a comparator that lies in turn", [[
  local t, n = {}, 0 for i = 1, 500 do t[i] = i end
  table.sort(t, function() n = n + 1 return n % 2 == 0 end) return #t]], 500)
refused("a comparator that raises", "table.sort({ 1, 2 }, function() error('стоп') end)", "стоп")
gives("sorting is stable", [[
  local t = {} for i = 1, 300 do t[i] = { k = i % 3, i = i } end
  table.sort(t, function(a, b) return a.k < b.k end)
  for i = 2, 300 do if t[i - 1].k == t[i].k and t[i - 1].i > t[i].i then return 'no' end end return 'yes']],
    "yes")
stopped("patterns in the library are bounded", [[
  return match(('a'):rep(8000), '.-.-.-b$')]], { entry = OPEN })
stopped("a pattern that doubles its tries", [[
  return match(('a'):rep(40), ('a?'):rep(40) .. ('a'):rep(40))]], { entry = OPEN })
stopped("gsub without end", [[local s = ('a'):rep(1000) while true do gsub(s, 'a*', 'b') end]],
  { entry = OPEN })
stopped("gsub that grows", [[local s = 'a' while true do s = gsub(s, 'a', 'aaaaaaaaaa') end]],
  { entry = OPEN })
stopped("plain find of almost equal texts", [[
  return find(('a'):rep(1 << 20), ('a'):rep(1 << 19) .. 'b', 1, true)]], { entry = OPEN })
stopped("balanced brackets", [[return match(('('):rep(100000), '%b()')]], { entry = OPEN })

-- Memory -------------------------------------------------------------------------------------------
stopped("a table that grows for ever", "local t = {} for i = 1, 1e9 do t[i] = i end")
stopped("a text that doubles", "local s = 'x' while true do s = s .. s end")
stopped("many small tables", "local t = {} while true do t = { t } end")
stopped("many closures", "local t while true do local u = t t = function() return u end end")
stopped("many fields", "local t = {} local i = 0 while true do i = i + 1 t['k' .. i] = i end")
stopped("memory caught by pcall", [[
  while true do pcall(function() local t = {} for i = 1, 1e9 do t[i] = {} end end) end]], { entry = OPEN })
stopped("memory near the limit", [[
  local keep = {} for i = 1, 1e9 do keep[i] = ('x'):rep(1000) .. i if i > 29000 then keep[i] = nil end end]])
stopped("a smaller limit holds", "local t = {} for i = 1, 1e6 do t[i] = i end", { memory = 2 * 1024 * 1024 })
stopped("deep recursion", "local function f(n) return 1 + f(n + 1) end return f(1)")
refused("recursion of C calls", [[
  local function f() table.sort({ 2, 1 }, function(a, b) f() return a < b end) end f()]])
stopped("varargs that grow for ever", "local function f(...) return f(1, 2, 3, 4, 5, ...) end return f()")

-- Ways out -----------------------------------------------------------------------------------------
for _, name in ipairs{ "getmetatable", "setmetatable", "rawset", "rawget", "rawequal", "rawlen", "pcall",
  "xpcall", "load",
  "loadstring", "dofile", "loadfile", "require", "coroutine", "collectgarbage", "os", "io", "debug", "print",
    "package",
  "_G", "next", "warn", "utf8", "box" } do
  gives("no " .. name, "return " .. name .. " == nil", true)
end
gives("math is without chance", "return math.random == nil and math.randomseed == nil", true)
refused("getmetatable of a text", "return getmetatable('').__index", "getmetatable")
gives("changing the string table does not change methods", [[
  string.rep = function() return 'mine' end return ('a'):rep(2)]], "aa")
gives("methods of texts are the safe ones only", [[
  local s = '' return s.find == nil and s.gsub == nil and s.match == nil and s.dump == nil
    and s.pack == nil]], true)
refused("no arithmetic on texts through their metatable", "return '1' + 1", "число")
refused("bytecode is refused", "\27Lua" .. ("\0"):rep(100))
refused("bytecode of this very program is refused", "\27LuaT\0\25\147\r\n\26\n\4\8\8xV" .. ("\0"):rep(200))
gives("assigning _ENV shuts the policy in", "local _ENV = { t = 5 } return t", 5)
refused("no way through _ENV", "local _ENV = {} return tostring(1)")
refused("_ENV as nothing", "local _ENV <const> = nil return x")
refused("a metamethod on a given table is not asked", "return given.x.y", nil,
  { given = setmetatable({}, { __index = { x = { y = 1 } } }) })
gives("an error object comes back as text", "local ok = true error({ msg = 'слово' })", nil)
refused("an error table shows its words", "error({ msg = 'слово' })", "слово")
refused("an error without a message", "error()")
refused("an error table that refers to itself", "local e = {} e.msg = e error(e)")
refused("error with a huge level", "error('уровень', 1 << 60)", "уровень")
refused("to-be-closed without a metatable", "local x <close> = {} return 1")

-- Results ------------------------------------------------------------------------------------------
stopped("a result that holds itself", "local t = {} t.t = t return t")
stopped("a function as a result", "return { f = function() end }")
stopped("a table as a key", "return { [{}] = 1 }")
stopped("a fraction as a key", "return { [1.5] = 1 }")
stopped("a boolean as a key", "return { [true] = 1 }")
stopped("a result nested too deep", "local t = {} for i = 1, 40 do t = { t } end return t")
stopped("a result that repeats itself 2^40 times",
  "local t = { 'x' } for i = 1, 28 do t = { t, t } end return t")
stopped("a huge result", "local t, s = {}, ('x'):rep(1 << 20) for i = 1, 9 do t[i] = s end return t")
gives("a shared table is no cycle", "local t = { 1 } return { t, t }", { { 1 }, { 1 } })
gives("numbers keep their kind", "return { 1, 1.5, 2^53, math.maxinteger, -0.0 }", { 1, 1.5, 2^53,
  math.maxinteger, -0.0 })
do
  local result = run("return { f = 1.0, i = 1 }")
  tap.is({ math.type(result.value.f), math.type(result.value.i) }, { "float", "integer" },
    "float and integer differ")
  local bad, e = sandbox.run{ library = { { name = "m", text = "return function(r) return r end" } },
    entry = "m",
    request = { a = { b = print } } }
  tap.ok(not bad and e.msg:find("a.b", 1, true), "a function in the request is refused by its place", e
    and e.msg)
end

-- The parser ---------------------------------------------------------------------------------------
refused("100000 parentheses", "return " .. ("("):rep(100000) .. "1" .. (")"):rep(100000),
  "вложенность")
refused("100000 tables in each other", "return " .. ("{"):rep(100000) .. ("}"):rep(100000),
  "вложенность")
refused("100000 unary minuses", "return " .. ("- "):rep(100000) .. "1", "вложенность")
refused("100000 concatenations", "return " .. ("'a'.."):rep(100000) .. "'a'", "вложенность")
refused("100000 blocks", ("do "):rep(100000) .. ("end "):rep(100000), "вложенность")
refused("50000 functions", ("return function() "):rep(50000), "вложенность")
refused("1000 local variables", (function()
  local t = {} for i = 1, 1000 do t[i] = "local a" .. i .. " = 1" end return table.concat(t, "\n") end)())
refused("300 captured variables", (function()
  local t = {} for i = 1, 3 do
    t[#t + 1] = "return function()"
    for k = 1, 150 do t[#t + 1] = "local a" .. i .. "_" .. k .. " = 1" end
  end
  t[#t + 1] = "return function() return 0"
  for i = 1, 3 do for k = 1, 150 do t[#t + 1] = "+ a" .. i .. "_" .. k end end
  return table.concat(t, "\n") .. (" end"):rep(4) end)())
refused("more than 1 MB of text", "return '" .. ("x"):rep(1 << 20) .. "'", "1 МБ")
gives("1 MB of one constant", "return #'" .. ("x"):rep((1 << 20) - 20) .. "'", (1 << 20) - 20)
gives("1 MB of a note", "--[[" .. ("x"):rep((1 << 20) - 100) .. "]] return 1", 1)
refused("a note that never ends", "--[[" .. ("x"):rep(1000000), "не закрыт")
refused("a name of 900 KB", ("n"):rep(900000))
refused("a number of 900 KB", "return " .. ("1"):rep(900000) .. "x")
stopped("a chain of elseif of 1 MB", "local a if a then " .. ("elseif a then "):rep(74000) .. "end")
refused("65000 labels", (function()
  local t = {} for i = 1, 65000 do t[i] = ("::%x:: a=1"):format(i + 0xa0000) end return table.concat(t,
    "\n") end)())
refused("a chunk that is no text", ("\0"):rep(1000))
refused("broken Russian letters in the text", "return \208\208\208")
refused("an unclosed if says where it began", "if true then\nreturn 1", "end")

-- The program goes on ------------------------------------------------------------------------------
do
  local function count(n)
    local began = core.mono()
    for _ = 1, n do run("return 1") end
    return (core.mono() - began) / n
  end
  count(100)
  collectgarbage() collectgarbage()
  local before = collectgarbage("count")
  local each = count(2000)
  collectgarbage() collectgarbage()
  tap.ok(collectgarbage("count") - before < 200, "boxes leave nothing behind")
  tap.ok(each < 0.003, "a fresh box is cheap", each)
  core.stdout(string.format("# a fresh box: %.0f us\n", each * 1e6))
  local answers = {}
  for _ = 1, 20 do
    local result = run([[
      local s = '' for k in pairs{ one = 1, two = 2, three = 3, [1] = 1 } do s = s .. k end return s]])
    answers[result.value] = true
  end
  tap.is(answers, { ["1onethreetwo"] = true }, "the same answer every time")
  tap.fails(sandbox.run{ library = { { name = "m", text = "return 1 +" } }, entry = "m" }, select(2,
    sandbox.run{ library = { { name = "m", text = "return 1 +" } }, entry = "m" }), "POLICY",
      "a broken library is an error")
  tap.fails(sandbox.run{ library = { { name = "m", text = "return x" } }, entry = "m" }, select(2,
    sandbox.run{ library = { { name = "m", text = "return x" } }, entry = "m" }), "POLICY",
      "library globals are strict")
  tap.raises(function() sandbox.run{ library = {}, entry = "m" } end, "library", "misuse raises")
end

return tap.done()
