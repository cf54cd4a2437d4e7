-- text/ru.lua -- every Russian word the program says, one flat table.
-- Floor: beside lib; any Lua file may read it.  The area files ru_<area>.lua are merged here,
-- so a new area needs a new file and nothing else.  A missing key is a mistake and raises.
local asset = require "core.asset"

local ru = {}

-- Collects the area files in the order of their names; a key may be defined once.
local function collect(all)
  for _, name in ipairs(asset.list("scripts/text/ru_")) do
    local area = name:match("^scripts/text/(ru_[%w_]+)%.lua$")
    if area then
      for key, value in pairs(require("text." .. area)) do
        assert(all[key] == nil, "text: the key is defined twice: " .. tostring(key))
        all[key] = value
      end
    end
  end
  return all
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

collect(ru)

return setmetatable(ru, {
  __index = function(_, key) error("text: no such sentence: " .. tostring(key), 2) end,
})
