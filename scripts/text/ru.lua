-- text/ru.lua -- every Russian word the program says, one flat table.
-- Floor: beside lib; any Lua file may read it.  The area files ru_<area>.lua are merged here,
-- so a new area needs a new file and nothing else.  A missing key is a mistake and raises.
local asset = require "core.asset"

local ru = {}

-- The area files that were not read yet.  One is read when a sentence of it is first asked for: a start
-- should not wait for the words of screens that nobody opened.  A key may be defined once.
local unread = {}
for _, name in ipairs(asset.list("scripts/text/ru_")) do
  unread[#unread + 1] = name:match("^scripts/text/(ru_[%w_]+)%.lua$")
end

local function take(all, area)
  for key, value in pairs(require("text." .. area)) do
    assert(rawget(all, key) == nil, "text: the key is defined twice: " .. tostring(key))
    rawset(all, key, value)
  end
end

-- Reads the areas whose text names the key, until one has it.
local function find(all, key)
  local sign = tostring(key) .. " = "
  for i = #unread, 1, -1 do
    local area = unread[i]
    if asset.get("scripts/text/" .. area .. ".lua"):find(sign, 1, true) then
      table.remove(unread, i)
      take(all, area)
      if rawget(all, key) ~= nil then return rawget(all, key) end
    end
  end
  error("text: no such sentence: " .. tostring(key), 3)
end

-- Puts values into the places of a sentence: fill("из {n}", {n = 3}) -> "из 3".
function ru.fill(sentence, values)
  return (sentence:gsub("{([%w_]+)}", function(name)
    local value = values[name]
    return value == nil and "" or tostring(value)
  end))
end

-- The word that goes with a number: plural(3, "урок", "урока", "уроков") -> "урока".
function ru.plural(n, one, few, many)
  n = math.abs(n) % 100
  if n >= 11 and n <= 14 then return many end
  n = n % 10
  if n == 1 then return one end
  return n >= 2 and n <= 4 and few or many
end

-- The number with its word; `key` names a table {one, few, many}.
function ru.count(n, key)
  local forms = ru[key]
  return n .. " " .. ru.plural(n, forms[1], forms[2], forms[3])
end

return setmetatable(ru, { __index = find })
