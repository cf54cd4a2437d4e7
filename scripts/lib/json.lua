-- lib/json.lua -- text <-> values.  Writing is canonical (core.json); reading drops nulls and makes whole
-- numbers integers.
local core = require "core.json"
local cjson = require "cjson"
local ru = require "text.ru"
local err = require "lib.err"

local json = { encode = core.encode, array = core.array, is_array = core.is_array, null = core.null }

local reader = cjson.new()
reader.decode_invalid_numbers(false)
reader.decode_max_depth(200)

local function clean(t)
  for k, v in next, t do
    if v == cjson.null then
      t[k] = nil
    elseif type(v) == "table" then
      clean(v)
    elseif math.type(v) == "float" then
      t[k] = math.tointeger(v) or v
    end
  end
  return t
end

-- The value of a JSON text, or nil, err. A null at the top is nil without an error.
function json.decode(text)
  local ok, v = pcall(reader.decode, text)
  if not ok then
    local at = tostring(v):match("at character (%d+)")
    return err.fail("INPUT", at and ru.fill(ru.lib_not_json_at, { at = at }) or ru.lib_not_json)
  end
  if v == cjson.null then return nil end
  if type(v) == "table" then return clean(v) end
  return math.type(v) == "float" and math.tointeger(v) or v
end

-- Iterate over the JSON texts of the lines that are not blank: line number, value | nil, err.
function json.lines(text)
  local number = 0
  local next_line = (text:sub(-1) == "\n" and text or text .. "\n"):gmatch("(.-)\r?\n")
  return function()
    for line in next_line do
      number = number + 1
      if line:find("%S") then
        local v, e = json.decode(line)
        return number, v, e
      end
    end
    return nil
  end
end

return json
