-- lib/html.lua -- pieces of markup.
-- Text becomes markup only by escaping.  What was made here (or by lib.template) is remembered as made, and
-- only such strings pass through `<%- %>`: a string from outside cannot become markup by mistake.  Gluing two
-- made strings gives one that is not made: use html.join, or html.raw when you know every part.
local core = require "core.text"

local html = {}

-- Two generations of made strings: the older is forgotten when the newer is full, so that memory is bounded.
local FULL = 3 * 1024 * 1024
local young, old, bytes = {}, {}, 0

-- Remember the string as markup and give it back.
local function made(s)
  if not young[s] then
    young[s] = true
    bytes = bytes + #s + 64
    if bytes > FULL then young, old, bytes = { [s] = true }, young, #s + 64 end
  end
  return s
end

-- The value as text with & < > " ' escaped. nil is a mistake.
function html.escape(v)
  if v == nil then error("html: a missing value", 2) end
  return core.html(type(v) == "string" and v or tostring(v))
end

-- Declare a string to be markup: the caller answers for every part of it.
function html.raw(s)
  if type(s) ~= "string" then error("html.raw: a string expected", 2) end
  return made(s)
end

function html.is_raw(s)
  return type(s) == "string" and (young[s] or old[s]) == true
end

-- The text of a `<%- %>`: made markup, else an error.
function html.check(s)
  if s == "" then return s end
  if not html.is_raw(s) then error("html: not markup made by html.* or a template", 2) end
  return s
end

-- Made pieces one after another (false and nil are left out).
function html.join(list, sep)
  local out = {}
  for i = 1, #list do
    if list[i] then out[#out + 1] = html.check(list[i]) end
  end
  return made(table.concat(out, sep and html.check(sep) or ""))
end

-- The attributes of a table in the order of names: true gives the bare name, false nothing; "_" is "-".
function html.attrs(t)
  local names, out = {}, {}
  for name in pairs(t) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local v = t[name]
    if not name:find("^[%a_][%w_-]*$") or name:find("^on") then
      error("html: not an attribute: " .. name, 2)
    end
    name = name:gsub("_", "-")
    if v == true then out[#out + 1] = " " .. name
    elseif v then out[#out + 1] = " " .. name .. '="' .. html.escape(v) .. '"' end
  end
  return made(table.concat(out))
end

local void = {
  br = true, hr = true, img = true, input = true, link = true, meta = true, col = true, wbr = true,
}

-- An element. Children: made markup stays, other text is escaped.
function html.tag(name, attrs, ...)
  local out = { "<", name, html.attrs(attrs or {}), ">" }
  for i = 1, select("#", ...) do
    local child = select(i, ...)
    if child then out[#out + 1] = html.is_raw(child) and child or html.escape(child) end
  end
  if not void[name] then out[#out + 1] = "</" .. name .. ">" end
  return made(table.concat(out))
end

local function percent(s)
  return (tostring(s):gsub("[^%w%-._~]", function(c) return string.format("%%%02X", c:byte()) end))
end

-- An address: path parts (escaped, joined by "/") and a query table (sorted, empty values left out).
-- html.url({"pupils", id}, {tab = "marks"}) -> "/pupils/7-1a?tab=marks". Plain text, not markup.
function html.url(parts, query)
  local out = {}
  for i, part in ipairs(type(parts) == "table" and parts or {}) do out[i] = percent(part) end
  local path = type(parts) == "table" and "/" .. table.concat(out, "/") or parts
  if not path:find("^/") or path:find("^//") then error("html.url: not an address of the program", 2) end
  local pairs_ = {}
  for name, v in pairs(query or {}) do
    if v ~= "" and v ~= false then pairs_[#pairs_ + 1] = percent(name) .. "=" .. percent(v) end
  end
  table.sort(pairs_)
  return #pairs_ > 0 and path .. "?" .. table.concat(pairs_, "&") or path
end

return html
