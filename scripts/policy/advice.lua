-- policy/advice.lua -- what to mend in a policy text that cannot be read: the parser says where it stopped,
-- this says what a person most likely typed.  Runs in the box, and only when a text is broken.
local util = require "policy.util"

local advice = {}

local say = util.say

-- Russian letters that look like Latin ones, and quotation marks that are not the straight one.
local ALIKE = { ["а"] = "a", ["е"] = "e", ["о"] = "o", ["р"] = "p", ["с"] = "c", ["у"] = "y", ["х"] = "x",
  ["і"] = "i", ["к"] = "k", ["м"] = "m", ["т"] = "t", ["А"] = "A", ["В"] = "B", ["Е"] = "E", ["К"] = "K",
  ["М"] = "M", ["Н"] = "H", ["О"] = "O", ["Р"] = "P", ["С"] = "C", ["Т"] = "T", ["У"] = "Y", ["Х"] = "X" }
local QUOTES = { ["“"] = true, ["”"] = true, ["„"] = true, ["«"] = true, ["»"] = true, ["‘"] = true,
  ["’"] = true }
local CHARACTER = "^[\xC2-\xF4][\x80-\xBF]+"

-- Past the string, comment or bracketed text that begins at `at`; nil when none does.
local function skip(source, at)
  local quote = string.match(source, "^[\"']", at)
  if quote then
    local i = at + 1
    while i <= #source do
      local c = string.sub(source, i, i)
      if c == quote or c == "\n" then return i + 1 end
      i = i + (c == "\\" and 2 or 1)
    end
    return i
  end
  local dashes = string.match(source, "^%-%-", at) and 2 or 0
  local level = string.match(source, "^%[(=*)%[", at + dashes)
  if level then
    local _, stop = string.find(source, "]" .. level .. "]", at + dashes, true)
    return (stop or #source) + 1
  end
  if dashes == 2 then return (string.find(source, "\n", at, true) or #source) end
end

-- The first character outside strings and comments that no Lua text may have: its place and itself.
local function stray(source)
  local at = 1
  while at <= #source do
    local next_at = skip(source, at)
    if not next_at then
      local character = string.match(source, CHARACTER, at)
      if character then return at, character end
      next_at = at + 1
    end
    at = next_at
  end
end

local function line_at(source, at)
  local _, n = string.gsub(string.sub(source, 1, at - 1), "\n", "")
  return n + 1
end

local function word_at(source, at)
  local from = at
  while from > 1 and string.find(source, "^[%w_\x80-\xFF]", from - 1) do from = from - 1 end
  return util.cut(string.match(source, "^[%w_\x80-\xFF]+", from), 40)
end

-- Lines of a text, and the nearest line above `number` that has code in it.
local function lines_of(source)
  local out = {}
  for line in string.gmatch(source .. "\n", "(.-)\r?\n") do out[#out + 1] = line end
  return out
end

local function code_above(lines, number)
  for i = number - 1, 1, -1 do
    local code = string.gsub(lines[i], "%-%-.*$", "")
    if string.find(code, "%S") then return i, code end
  end
end

local function odd_quotes(line)
  local bare = string.gsub(string.gsub(line, "\\.", ""), "'[^']*'", "")
  local _, n = string.gsub(bare, "\"", "")
  return n % 2 == 1
end

-- A guess at the slip on line `number`, where the parser stopped near `token`; "" when there is none.
local function guess(lines, number, token)
  local line = lines[number] or ""
  if odd_quotes(line) then return say("reg_slip_quote") end
  if not token then return "" end
  if token == "=" and string.find(line, "%([%s]*[%a_][%w_]*%s*=") then return say("reg_slip_brackets") end
  if token == "," then return say("reg_slip_extra_comma") end
  if not string.find(token, "^[%a_][%w_]*$") then return "" end
  local before = string.match(line, "^(.-)%f[%w_]" .. token .. "%f[^%w_]%s*=")
  if before and string.find(before, "[\"%w}]%s*$") then return say("reg_slip_comma_before", token) end
  local above, code = code_above(lines, number)
  if before and not string.find(before, "%S") and above and string.find(code, "[\"%w}]%s*$") then
    return say("reg_slip_comma_after", above)
  end
  return ""
end

-- "file:line: words" of the parser and the text it read -> the same with what to write instead.
function advice.of(message, source)
  local file, number, rest = string.match(message, "^([^:]+):(%d+): (.*)$")
  if not file then return message end
  number = math.tointeger(tonumber(number))
  local at, character = stray(source)
  local line = at and line_at(source, at)
  if line and line <= number then
    local text = say("reg_stray_other", character)
    if QUOTES[character] then
      text = say("reg_stray_quote", character)
    elseif ALIKE[character] then
      text = say("reg_stray_letter", word_at(source, at), character, ALIKE[character])
    end
    return file .. ":" .. line .. ": " .. text
  end
  local token = string.match(rest, "'([^']*)'$")
  return file .. ":" .. number .. ": " .. rest .. "." .. guess(lines_of(source), number, token)
end

return advice
