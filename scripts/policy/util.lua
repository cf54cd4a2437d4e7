-- policy/util.lua -- small helpers of the policy library: lists, nearest name, exact decimals, Russian
-- lower case.
-- Runs both inside the box and in the program; holds no state and touches nothing outside its arguments.
local text = require "text.ru_policy"

local util = {}

-- The Russian sentence `key` of text/ru_policy.lua filled with the arguments.
function util.say(key, ...)
  local template = text[key]
  if not template then error("no text for " .. tostring(key), 2) end
  if select("#", ...) == 0 then return template end
  return string.format(template, ...)
end

function util.has(list, value)
  if type(list) ~= "table" then return false end
  for i = 1, #list do
    if list[i] == value then return true end
  end
  return false
end

-- Appends `value` unless it is nil or already there; returns the list.
function util.add(list, value)
  if value ~= nil and not util.has(list, value) then list[#list + 1] = value end
  return list
end

function util.copy(value)
  if type(value) ~= "table" then return value end
  local out = {}
  for k, v in next, value do out[k] = util.copy(v) end
  return out
end

function util.sorted_keys(map)
  local keys = {}
  for k in next, map do keys[#keys + 1] = k end
  table.sort(keys, function(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) == "number"
  end)
  return keys
end

-- "a|b+c" -> {"a", "b", "c"}
function util.parts(value)
  local out = {}
  for part in string.gmatch(value, "[^|+]+") do out[#out + 1] = part end
  return out
end

-- A value that may be one string or a list of strings, as a list.
function util.list(value)
  if value == nil then return {} end
  if type(value) == "table" then return value end
  return { value }
end

local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal, ca = row[0], string.byte(a, i)
    row[0] = i
    for j = 1, #b do
      local above = row[j]
      local cost = diagonal + (ca == string.byte(b, j) and 0 or 1)
      row[j] = math.min(cost, above + 1, row[j - 1] + 1)
      diagonal = above
    end
  end
  return row[#b]
end

-- The known name closest to `name`, or nil when nothing is near enough to be a slip of the hand.
function util.nearest(name, known)
  local best, best_cost
  for _, candidate in ipairs(known) do
    local cost = distance(name, candidate)
    if #name >= 4 and string.sub(candidate, 1, #name) == name then cost = math.min(cost, 2) end
    if not best_cost or cost < best_cost or (cost == best_cost and candidate < best) then
      best, best_cost = candidate, cost
    end
  end
  if best and best_cost <= math.max(2, #name // 3) then return best end
end

-- " Похоже на «x»." or "" ; `known` is a list of names.
function util.hint(name, known)
  local near = type(name) == "string" and util.nearest(name, known)
  return near and util.say("reg_near", near) or ""
end

local lower = { ["\xD0\x81"] = "\xD1\x91" }
for i = 0x90, 0x9F do lower["\xD0" .. string.char(i)] = "\xD0" .. string.char(i + 0x20) end
for i = 0xA0, 0xAF do lower["\xD0" .. string.char(i)] = "\xD1" .. string.char(i - 0x20) end

-- Lower case for Latin and Russian letters; other letters stay.
function util.lower(s)
  if not string.find(s, "[A-Z\xD0]") then return s end
  return (string.gsub(string.lower(s), "\xD0[\x81\x90-\xAF]", lower))
end

-- At most `n` bytes of a text, cut at a whole character, with «…» when something was cut.
function util.cut(s, n)
  if #s <= n then return s end
  return (string.gsub(string.sub(s, 1, n), "[\xC0-\xFF][\x80-\xBF]*$", "")) .. "…"
end

-- 2.5 -> 250: break-offs and weights are written as decimals and counted in hundredths.
function util.hundredths(number)
  return math.floor(number * 100 + 0.5)
end

-- Integer division rounding halves up; both numbers are integers, the divisor positive.
function util.round_half_up(sum, count)
  return (2 * sum + count) // (2 * count)
end

-- Hundredths as a Russian decimal: 433 -> "4,33", 100 -> "1" when short.
function util.decimal(hundredths, short)
  local whole, rest = hundredths // 100, hundredths % 100
  if short then
    if rest == 0 then return tostring(whole) end
    if rest % 10 == 0 then return whole .. "," .. rest // 10 end
  end
  return whole .. (rest < 10 and ",0" or ",") .. rest
end

-- Inside a range written {from, to}; a missing range or number is inside.
function util.in_range(range, number)
  if not range or not number then return true end
  return number >= range[1] and number <= range[#range]
end

-- 1 лист, 2 листа, 5 листов
function util.plural(n, one, few, many)
  local d, dd = n % 10, n % 100
  if d == 1 and dd ~= 11 then return one end
  if d >= 2 and d <= 4 and (dd < 12 or dd > 14) then return few end
  return many
end

return util
