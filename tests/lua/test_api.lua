-- scripts/api.lua says of every function of C what there is, no more and no less.
require "lib.strict"
local core = require "core.os"
local file = require "core.file"
local tap = require "lib.tap"
local api = require "api"

local root = core.env("ROOT") or "."

local function names_of(t)
  local list = {}
  for name in pairs(t) do list[#list + 1] = name end
  table.sort(list)
  return table.concat(list, " ")
end

local function functions_of(module)
  local t = {}
  for name, v in pairs(module) do if type(v) == "function" then t[name] = true end end
  return t
end

for module, described in pairs(api) do
  if not module:find(":$") then
    tap.is(names_of(functions_of(require("core." .. module))), names_of(described), module .. " is described")
  end
end

-- The methods of objects, from the tables in the sources: {"name", f_name}.
local function methods_in(path, table_name)
  local text = file.read(root .. "/" .. path)
  local body = text and text:match("static const luaL_Reg " .. table_name .. "%[%] = (%b{})")
  if not body then return nil end
  local t = {}
  for name in body:gmatch('{%s*"([%w_]+)"') do
    if name ~= "__gc" and name ~= "__close" then t[name] = true end
  end
  return t
end

local sources = {
  ["web:"] = { "core/lua/bind_web.c", "methods" },
  ["store:"] = { "core/lua/bind_store.c", "methods" },
  ["store.snap:"] = { "core/lua/bind_store.c", "snap_methods" },
  ["vault:"] = { "core/lua/bind_vault.c", "methods" },
}
for name, where in pairs(sources) do
  local found = methods_in(where[1], where[2])
  tap.ok(found, where[1] .. " has its table of methods")
  if found then tap.is(names_of(found), names_of(api[name]), name .. " is described") end
end
local csv = methods_in("core/lua/bind_csv.c", "methods")
csv.__call = true
tap.is(names_of(csv), names_of(api["csv:"]), "csv: is described")

-- Every module of the one list in bind.c is described, and opens.
local list = file.read(root .. "/core/lua/bind.c"):match("luaL_Reg modules%[%] = (%b{})")
for module in list:gmatch('{%s*"core%.([%w.]+)"') do
  tap.ok(api[module], module .. " stands in scripts/api.lua")
end

for module, described in pairs(api) do
  for name, line in pairs(described) do
    if not line:find(name == "__call" and "reader()" or name, 1, true) then
      tap.ok(false, module .. " " .. name .. ": the signature has another name", line)
    end
  end
end

return tap.done()
