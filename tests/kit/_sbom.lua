-- Is the file of the argument a CycloneDX list with every library and its licence? Prints "fine" or what is
-- missing.
local file = require "core.file"
local json = require "lib.json"

local given = ...
local list = assert(json.decode(assert(file.read(given[1]))))
assert(list.bomFormat == "CycloneDX" and list.specVersion == "1.5", "format")
assert(list.metadata.component.name == "zhurnal" and list.metadata.component.version:find("%d"), "program")
local seen = {}
for _, one in ipairs(list.components) do
  local licence = one.licenses[1]
  assert(one.version and #one.version > 0, one.name .. ": version")
  assert(licence.expression or licence.license.id, one.name .. ": licence")
  seen[one.name] = true
end
local wanted = "lua5.4 lua-filesystem lua-cjson libsodium libmicrohttpd utf8proc zlib "
  .. "sqlite sqlite3mc golos-text"
for name in wanted:gmatch("%S+") do
  assert(seen[name], name .. " is missing")
end
print("fine")
return 0
