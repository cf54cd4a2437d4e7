-- lib/err.lua -- the one shape of a failure: {code=, msg=, where=} with __tostring; codes are those of
-- core/base/err.h.  A function that can fail returns `nil, err`, for example by `return err.fail(...)`.
local ru = require "text.ru"

local err = {}

local meta = { __tostring = function(e) return e.msg end }

local exits = { CORRUPT = 3, IO = 4, FULL = 4, GONE = 4, READONLY = 4, NOMEM = 4, BUG = 4, USAGE = 2 }

-- A new error value; with more arguments `msg` is a format.
function err.new(code, msg, ...)
  if select("#", ...) > 0 then msg = string.format(msg, ...) end
  return setmetatable({ code = code, msg = msg }, meta)
end

-- The same as the two results `nil, err`.
function err.fail(code, msg, ...)
  return nil, err.new(code, msg, ...)
end

-- Any caught value as an error value; what is no error table is a mistake in the program.
function err.from(value)
  if type(value) == "table" and type(value.msg) == "string" then return value end
  return err.new("BUG", ru.lib_internal, tostring(value))
end

-- The value, or raise the error that came with nil.
function err.must(v, e, ...)
  if v == nil then error(e, 0) end
  return v, e, ...
end

-- The exit status of the program for this error.
function err.exit(e)
  return exits[e.code] or 1
end

return err
