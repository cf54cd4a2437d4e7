-- lib/args.lua -- the command line of a command.
--   local opts, e = args.read(list, {
--     options = { {name = "port", kind = "integer"}, {name = "all", kind = "flag"},
--       {name = "to", many = true} },
--     words = { {name = "file", required = true}, {name = "more", rest = true} } })
-- Kinds: text (default) | flag | integer | date | choice (options).  Written "--name value", "--name=value"
-- or "-n value" (short = "n").  "--" ends the options.
-- opts[name] holds the values ("-" in names becomes "_"); e.code is USAGE.
local date = require "core.date"
local ru = require "text.ru"
local err = require "lib.err"

local args = {}

local function key_of(name) return (name:gsub("-", "_")) end

local function convert(option, shown, v)
  if option.kind == "integer" then
    local n = math.tointeger(tonumber(v))
    if not n or not v:find("^-?%d+$") then return err.fail("USAGE", ru.args_not_integer, shown, v) end
    return n
  elseif option.kind == "date" then
    if not date.ok(v) then return err.fail("USAGE", ru.args_not_date, shown, v) end
  elseif option.kind == "choice" then
    for _, known in ipairs(option.options) do if known == v then return v end end
    return err.fail("USAGE", ru.args_choice, shown, table.concat(option.options, ", "), v)
  end
  return v
end

local function find(spec, text)
  for _, option in ipairs(spec.options or {}) do
    if text == "--" .. option.name or (option.short and text == "-" .. option.short) then return option end
  end
end

-- One option at list[i]; returns the index of its last word, or nil, err.
local function read_option(list, i, spec, opts)
  local text, value = list[i]:match("^(%-%-[^=]+)=(.*)$")
  text = text or list[i]
  local option = find(spec, text)
  if not option then return err.fail("USAGE", ru.args_unknown, text) end
  local key = key_of(option.name)
  if option.kind == "flag" then
    if value then return err.fail("USAGE", ru.args_extra_value, text) end
    opts[key] = true
    return i
  end
  if not value then
    i = i + 1
    value = list[i]
    if value == nil then return err.fail("USAGE", ru.args_no_value, text) end
  end
  local v, e = convert(option, text, value)
  if v == nil then return nil, e end
  if option.many then
    opts[key] = opts[key] or {}
    table.insert(opts[key], v)
  else
    opts[key] = v
  end
  return i
end

local function place_words(given, spec, opts)
  local n = 0
  for _, word in ipairs(spec.words or {}) do
    local key = key_of(word.name)
    if word.rest then
      opts[key] = table.move(given, n + 1, #given, 1, {})
      n = #given
    else
      n = n + 1
      if given[n] == nil and word.required then
        return err.fail("USAGE", ru.args_missing, word.label or word.name)
      end
      opts[key] = given[n]
    end
  end
  if n < #given then return err.fail("USAGE", ru.args_too_many, given[n + 1]) end
  return opts
end

-- opts | nil, err
function args.read(list, spec)
  local opts, given, i, plain = {}, {}, 1, false
  while i <= #list do
    local text = list[i]
    if plain or text == "-" or text:sub(1, 1) ~= "-" or text:find("^%-%d") then
      given[#given + 1] = text
    elseif text == "--" then
      plain = true
    else
      local last, e = read_option(list, i, spec, opts)
      if not last then return nil, e end
      i = last
    end
    i = i + 1
  end
  for _, option in ipairs(spec.options or {}) do
    local key = key_of(option.name)
    if opts[key] == nil then opts[key] = option.default end
    if opts[key] == nil and option.required then
      return err.fail("USAGE", ru.args_required, "--" .. option.name)
    end
  end
  return place_words(given, spec, opts)
end

return args
