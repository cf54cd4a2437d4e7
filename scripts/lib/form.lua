-- lib/form.lua -- reading the fields of a form.
-- form.read(fields, spec) -> values | nil, err (INPUT; msg = the first message, fields = {name = message}).
-- spec is a list of {name=, label=, kind=, required=, max=, low=, high=, options=, default=}.  Kinds:
--   text (default) one line | lines several | name of a person | date | integer | number (decimal comma) |
--   choice (options: list, or map by key) | flag (true or false) | snils | key (letters of an identifier)
-- Blanks around are cut, text is brought to Unicode form C, an empty field is nil (or `default`).
local core = require "core.text"
local date = require "core.date"
local ru = require "text.ru"
local err = require "lib.err"
local words = require "lib.words"

local form = {}

local function in_range(v, f)
  if f.low and v < f.low then return nil, ru.form_low:format(f.label, words.number(f.low)) end
  if f.high and v > f.high then return nil, ru.form_high:format(f.label, words.number(f.high)) end
  return v
end

local function is_option(options, v)
  if options[v] ~= nil and type(v) ~= "number" then return true end
  for _, option in ipairs(options) do
    if option == v or (type(option) == "table" and option.key == v) then return true end
  end
  return false
end

local kinds = {}

function kinds.text(s, f)
  if s:find("[\r\n]") then return nil, ru.form_line:format(f.label) end
  return s
end

function kinds.lines(s)
  return (s:gsub("\r\n?", "\n"))
end

function kinds.name(s, f)
  s = s:gsub("%s+", " ")
  if not core.name_ok(s) then return nil, ru.form_name:format(f.label) end
  return s
end

function kinds.date(s, f)
  local v = words.read_date(s)
  if not v or not date.ok(v) then return nil, ru.form_date:format(f.label) end
  return v
end

function kinds.integer(s, f)
  local v = words.read_number(s)
  if math.type(v) ~= "integer" then return nil, ru.form_integer:format(f.label) end
  return in_range(v, f)
end

function kinds.number(s, f)
  local v = words.read_number(s)
  if not v then return nil, ru.form_number:format(f.label) end
  return in_range(v, f)
end

function kinds.choice(s, f)
  if not is_option(f.options, s) then return nil, ru.form_choice:format(f.label) end
  return s
end

function kinds.flag(s)
  return s ~= "0" and s ~= "false" and s ~= "off"
end

function kinds.snils(s, f)
  local digits = s:gsub("[^%d]", "")
  if #digits ~= 11 or not core.snils_ok(digits) then return nil, ru.form_snils:format(f.label) end
  return (digits:gsub("^(%d%d%d)(%d%d%d)(%d%d%d)(%d%d)$", "%1-%2-%3 %4"))
end

function kinds.key(s, f)
  if not s:find("^[%w_.:-]+$") then return nil, ru.form_choice:format(f.label) end
  return s
end

-- The value of one field, or nil and a message (nil, nil: empty and allowed to be).
local function read_one(given, f)
  local s = type(given) == "string" and core.nfc(given) or (given ~= nil and tostring(given)) or ""
  s = s:match("^%s*(.-)%s*$")
  if s == "" then
    if f.kind == "flag" then return false end
    if f.required then return nil, ru.form_required:format(f.label) end
    return f.default
  end
  local max = f.max or (f.kind == "lines" and 10000 or 300)
  if core.len(s) > max then return nil, ru.form_long:format(f.label, max) end
  return kinds[f.kind or "text"](s, f)
end

function form.read(fields, spec)
  local values, bad, first = {}, {}, nil
  for _, f in ipairs(spec) do
    local v, message = read_one(fields[f.name], f)
    values[f.name] = v
    if message then
      bad[f.name] = message
      first = first or message
    end
  end
  if not first then return values end
  local e = err.new("INPUT", "%s", first)
  e.fields, e.values = bad, values
  return nil, e
end

return form
