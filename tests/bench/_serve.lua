-- The real server, except that the key of the stick is taken from the environment (ZHURNAL_BENCH_KEY, hex)
-- and not hashed out of the password: what is left is the program's own time.
-- Arguments: the folder of the school; with "key" behind it the key is printed instead.
local os_ = require "core.os"
local session = require "school.session"
local stick = require "school.stick"

local dir, what = table.unpack((...))
if what == "key" then
  local opened = assert(session.stick(dir))
  local login, password = stick.who(opened)
  local began = os_.mono()
  local key = assert(opened:key(login, password))
  local hex = key:gsub(".", function(c) return string.format("%02x", c:byte()) end)
  os_.stdout(string.format("%s %.1f\n", hex, (os_.mono() - began) * 1000))
  return 0
end
local key = os_.env("ZHURNAL_BENCH_KEY"):gsub("%x%x", function(h) return string.char(tonumber(h, 16)) end)
local methods = getmetatable(assert(session.stick(dir))).__index
methods.key = function() return key end
return require("cmd.serve").run({ dir = dir, out = os_.stdout, err = os_.stderr }, { "--no-browser" })
