-- lib/entered.lua -- what a field of a form, a file or a row really holds.
-- Floor: lib.  An empty text means that nothing was given.
local text = require "core.text"

local entered = {}

-- The value, or nil for nothing and for an empty text.
function entered.filled(value)
  if value == nil or value == "" then return nil end
  return value
end

-- Typed text in normal form without blanks at its ends, or nil when nothing is left.
function entered.typed(value)
  return entered.filled(value and text.nfc((tostring(value):gsub("^%s+", ""):gsub("%s+$", ""))))
end

return entered
