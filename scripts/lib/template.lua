-- lib/template.lua -- pages written as HTML with Lua in them (assets/pages/*.html).
--   <%= value %>  text, escaped        <%- markup %>  only what html.* or a template made (lib/html.lua)
--   <% code %>    Lua                  a missing variable is an error that names it and the line
-- Besides its variables a template sees: ipairs pairs tostring tonumber type select string table math html
-- include(name, vars) and url(parts, query).  Compiled once; in development the file is read anew each time.
local asset = require "core.asset"
local html = require "lib.html"

local template = { reload = false }

local cache = {}

-- The Lua source of a template; its line numbers are those of the text.
local function translate(text, name)
  local out, at = { "local _ENV, _out, _esc, _raw = ... local _n = 0 " }, 1
  local function add_text(s)
    if s ~= "" then out[#out + 1] = " _n = _n + 1 _out[_n] = " .. string.format("%q", s) .. " " end
  end
  while true do
    local from, to, kind = text:find("<%%([=-]?)", at)
    if not from then break end
    add_text(text:sub(at, from - 1))
    local close, after = text:find("%%>", to + 1)
    if not close then error(name .. ": <% without %>", 0) end
    local code = text:sub(to + 1, close - 1)
    if kind == "" then
      out[#out + 1] = " " .. code .. " "
    else
      local f = kind == "=" and "_esc" or "_raw"
      out[#out + 1] = " _n = _n + 1 _out[_n] = " .. f .. "((" .. code .. ")) "
    end
    at = after + 1
  end
  add_text(text:sub(at))
  return table.concat(out)
end

-- A compiled template from its text, for tests and for texts that are no asset.
function template.compile(text, name)
  local f, e = load(translate(text, name), "@" .. name, "t")
  if not f then error(e, 0) end
  return f
end

local function find(name)
  local known = cache[name]
  if known and not template.reload then return known.run end
  local path = "assets/" .. name
  local text = asset.get(path)
  if not text then error("template: no file " .. path, 0) end
  if not known or known.text ~= text then
    known = { text = text, run = template.compile(text, path) }
    cache[name] = known
  end
  return known.run
end

local base = {
  ipairs = ipairs, pairs = pairs, tostring = tostring, tonumber = tonumber, type = type, select = select,
  string = string, table = table, math = math, html = html, url = html.url,
}

local strict = {
  __index = function(_, key)
    local v = base[key]
    if v == nil then error("template: no variable '" .. tostring(key) .. "'", 2) end
    return v
  end,
  __newindex = function(_, key) error("template: assignment to '" .. tostring(key) .. "' (use local)", 2) end,
}

-- Run a compiled template with the variables: markup.
function template.run(f, vars)
  local env, out = {}, {}
  for k, v in next, vars or {} do env[k] = v end
  f(setmetatable(env, strict), out, html.escape, html.check)
  return html.raw(table.concat(out))
end

-- Render the asset assets/NAME ("pages/today.html"): a string, known as markup.
function template.render(name, vars)
  return template.run(find(name), vars)
end

-- Render the asset inside another one, which finds the markup in its variable `body`.
function template.page(layout, name, vars)
  local all = { body = template.render(name, vars) }
  for k, v in next, vars do if k ~= "body" then all[k] = v end end
  return template.render(layout, all)
end

base.include = template.render

return template
