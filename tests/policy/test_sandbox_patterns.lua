-- The counted patterns of the sandbox (core/lua/pattern.h) answer as the standard ones do: random patterns
-- and texts through both, results and errors compared.
require "lib.strict"
local sandbox = require "core.sandbox"
local tap = require "lib.tap"

local ENTRY = [[
local function pack(...) return { n = select("#", ...), ... } end
local calls = {
  find = function(s, p) return string.find(s, p) end,
  from = function(s, p) return string.find(s, p, 3) end,
  match = function(s, p) return string.match(s, p, -3) end,
  gsub = function(s, p) return string.gsub(s, p, "<%0>") end,
  some = function(s, p) return string.gsub(s, p, { a = "A", ab = 1, [""] = false }, 2) end,
  called = function(s, p) return string.gsub(s, p, function(x) return x == "b" and "B" or nil end) end,
  all = function(s, p)
    local out, n = {}, 0
    for a, b in string.gmatch(s, p) do
      n = n + 1
      out[n] = tostring(a) .. "/" .. tostring(b)
      if n > 30 then break end
    end
    return table.concat(out, " ")
  end,
}
local function run(cases)
  local answers = {}
  for i, case in ipairs(cases) do
    local row = pack(pcall(calls[case.how], case.s, case.p))
    for k = 1, row.n do
      if row[k] == nil then row[k] = "<nil>" end
      if type(row[k]) == "string" then row[k] = string.gsub(row[k], "^.-:%d+: ", "") end
    end
    if not row[1] then row = { false } end
    row.n = nil
    answers[i] = row
  end
  return answers
end
]]

local state = 12345
local function chance(n)
  state = (state * 1103515245 + 12345) & 0x7FFFFFFF
  return (state >> 8) % n + 1
end

local letters = { "a", "b", "c", "1", " ", "(", ")", "Ё", "\0", "%" }
local parts = { "a", "b", ".", "%a", "%d", "%s", "%w", "%S", "[ab]", "[^a]",
  "[a-c1]", "[%d%s]", "(", ")", "()",
  "(a*)", "(.-)", "%b()", "%f[%w]", "%1", "^", "$", "%%", "%(", "[]]", "[^]]", "[a-]", "%", "[", "-", "*" }
local repeats = { "", "", "", "*", "+", "-", "?" }
local hows = { "find", "from", "match", "gsub", "some", "called", "all" }

local function random_text(n, from)
  local t = {}
  for i = 1, chance(n) - 1 do t[i] = from[chance(#from)] end
  return t
end

local cases = {}
for i = 1, 6000 do
  local p = random_text(6, parts)
  for k = 1, #p do p[k] = p[k] .. repeats[chance(#repeats)] end
  cases[i] = { s = table.concat(random_text(12, letters)), p = table.concat(p), how = hows[chance(#hows)] }
end

local counted, e = sandbox.run{ library = { { name = "policy.entry", text = ENTRY .. "return run" } },
  entry = "policy.entry", request = cases, seconds = 20 }
tap.ok(counted, "all cases run", e and e.msg)
local standard = load(ENTRY .. "return run(...)", "@scripts/policy/entry.lua")(cases)
local differ, errors = 0, 0
for i, case in ipairs(cases) do
  if not standard[i][1] then errors = errors + 1 end
  if not tap.same(counted[i], standard[i]) then
    differ = differ + 1
    if differ <= 3 then
      tap.ok(false, case.how .. " " .. tap.show(case.s) .. " " .. tap.show(case.p),
        "got  " .. tap.show(counted[i]) .. "\nwant " .. tap.show(standard[i]))
    end
  end
end
tap.is(differ, 0, #cases .. " random patterns answer as the standard ones")
tap.ok(errors > 100 and errors < #cases / 2, "wrong patterns among them", errors)

return tap.done()
