-- lib/strict.lua -- reading or writing a global name that does not exist is an error.  Loaded first.
local strict = {}

local function place()
  local info = debug.getinfo(3, "Sl")
  return info and (info.short_src .. ":" .. info.currentline .. ": ") or ""
end

-- LuaFileSystem makes a global of itself when it is loaded: once, before the door is closed.
require "lfs"
rawset(_G, "lfs", nil)

setmetatable(_G, {
  __index = function(_, name) error(place() .. "no global name '" .. tostring(name) .. "'", 0) end,
  __newindex = function(_, name) error(place() .. "assignment to global '" .. tostring(name) .. "'", 0) end,
})

return strict
