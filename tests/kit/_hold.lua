-- Stays until the file of the argument is gone. While it stays, so do the services of Wine, which otherwise
-- end and start again around each program, sometimes in the middle of the next one.
local file = require "core.file"
local os_ = require "core.os"

local given = ...
while file.exists(given[1]) do os_.sleep(200) end
return 0
