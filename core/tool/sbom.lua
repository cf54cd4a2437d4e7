-- sbom.lua -- the list of third-party components in the kit, as CycloneDX JSON, to stdout.
-- Build time only; run by kit.sh with the program itself. Arguments: version, time of the sources (unix
-- seconds). Names, versions and hashes are those of the pins the libraries were built from.
local file = require "core.file"
local os_ = require "core.os"
local err = require "lib.err"
local json = require "lib.json"

local given = ...
local version, epoch = given[1], given[2]

-- SPDX names; a component that is not here stops the build.
local licences = {
  ["lua5.4"] = "MIT", ["lua-filesystem"] = "MIT", ["lua-cjson"] = "MIT", libsodium = "ISC",
  libmicrohttpd = "LGPL-2.1-or-later", utf8proc = "MIT", zlib = "Zlib", sqlite = "blessing",
  sqlite3mc = "MIT", ["golos-text"] = "OFL-1.1", glibc = "LGPL-2.1-or-later", ["mingw-w64"] = "ZPL-2.1",
  libgcc = "GPL-3.0-only WITH GCC-exception-3.1",
}

local function licence(name)
  local id = assert(licences[name], "no licence is known for " .. name)
  if id:find(" ", 1, true) then return json.array({ { expression = id } }) end
  local path = "build/kit/licences/" .. name
  local text = file.exists(path) == "file" and { content = err.must(file.read(path)) } or nil
  return json.array({ { license = { id = id, text = text } } })
end

local components = {}

local function add(name, number, more)
  local one = more or {}
  one.type, one.name, one.version, one.licenses = one.type or "library", name, number, licence(name)
  one["bom-ref"] = name
  components[#components + 1] = one
end

local function sha256(hex)
  return json.array({ { alg = "SHA-256", content = hex } })
end

local pins = err.must(file.read("core/tool/sources.sha256"))
for hash, name, number in pins:gmatch("(%x+)  ([^_\n]+)_([^\n]-)%.orig%.") do
  add(name, number, { hashes = sha256(hash),
    purl = "pkg:deb/debian/" .. name .. "@" .. number:gsub("+", "%%2B") .. "?arch=source" })
end

local sqlite = err.must(file.read("build/kit/sqlite"))
local lock = err.must(json.decode(err.must(file.read("core/tool/package-lock.json"))))
local package = lock.packages["node_modules/better-sqlite3-multiple-ciphers"]
local font = lock.packages["node_modules/@fontsource-variable/golos-text"]
add("sqlite", sqlite:match('SQLITE_VERSION%s+"([^"]+)"'))
add("sqlite3mc", sqlite:match('Ciphers ([%d.]+)"'),
  { purl = "pkg:npm/better-sqlite3-multiple-ciphers@" .. package.version })
add("golos-text", font.version,
  { type = "file", purl = "pkg:npm/%40fontsource-variable/golos-text@" .. font.version })

local compilers = err.must(file.read("build/kit/compilers"))
for name, number in compilers:gmatch("(%S+) (%S+)") do add(name, number) end

local day = require("core.date").add_days("1970-01-01", tonumber(epoch) // 86400)
local clock = tonumber(epoch) % 86400
err.must(os_.stdout(json.encode({
  bomFormat = "CycloneDX", specVersion = "1.5", version = 1,
  metadata = {
    timestamp = string.format("%sT%02d:%02d:%02dZ", day, clock // 3600, clock // 60 % 60, clock % 60),
    component = { type = "application", name = "zhurnal", version = version, ["bom-ref"] = "zhurnal",
      licenses = json.array({ { license = { id = "MIT" } } }) },
  },
  components = json.array(components),
}) .. "\n"))
return 0
