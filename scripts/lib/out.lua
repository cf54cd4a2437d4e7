--- out: what a command prints. Answers go to stdout as lines of text or as one line of canonical JSON.
local core = require "core.os"
local err = require "lib.err"
local json = require "lib.json"

local out = {}

--- One line of text.
function out.line(text)
  err.must(core.stdout(text .. "\n"))
end

--- One value as a line of canonical JSON.
function out.json(value)
  err.must(core.stdout(json.encode(value) .. "\n"))
end

--- The text padded with blanks to n characters, for columns; longer text stays whole.
function out.pad(text, n)
  local length = utf8.len(text) or #text
  return length < n and text .. string.rep(" ", n - length) or text
end

return out
