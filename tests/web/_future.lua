-- Leaves an entry of a year to come on the demonstration stick DIR: the clock of the computer then is behind.
local os_ = require "core.os"
local store = require "core.store"
local vault = require "core.vault"

local dir = os_.env("DIR")
local key = assert(assert(vault.open(dir .. "/data/keys.txt")):unlock("direktor", "direktor-demo"))
local st = assert(store.open(dir .. "/data/school.db", key, {}))
assert(st:write({ author = "direktor", grant = "*", at = "2090-02-01T10:00:00" }, function()
  assert(st:put("subject", { name = "Из будущего" }))
end))
st:close()
print("ok 1 - an entry of the future")
