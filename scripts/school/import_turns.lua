-- school/import_turns.lua -- a long import a little at a time, so that the page can show how far it is.
-- Floor: school.  Between two turns the transaction is open: the stick is .busy and serves nobody else.
-- A run that nobody asks about any more is undone by the next one who comes.
local os_ = require "core.os"
local ru = require "text.ru"
local import = require "school.import"

local import_turns = {}
import_turns.__index = import_turns

-- So long may a run wait for its next turn before it counts as left.
local LEFT_S = 5

local CANCELLED = { code = "CANCELLED", msg = ru.import_cancelled }

-- Begins an import (see import.run).  Nothing happens before the first turn.
function import_turns.start(desk, kind, content, opts)
  local run = setmetatable({ desk = desk, rows = 0, ends = 0, dry = opts.dry or false }, import_turns)
  local function turn(rows)
    run.rows = rows
    if os_.mono() >= run.ends then coroutine.yield() end
    if run.stopped then error(CANCELLED, 0) end
  end
  run.thread = coroutine.create(function()
    return import.run(desk, kind, content, { dry = opts.dry, year = opts.year, turn = turn })
  end)
  return run
end

local function over(self)
  local stick = self.desk.stick
  self.thread = nil
  if stick.busy == self then stick.busy = nil end
end

-- Works for about so many seconds.  true when it is over: .report stands, or .err says why not.
function import_turns:go(seconds)
  if not self.thread then return true end
  self.ends, self.seen = os_.mono() + seconds, os_.mono()
  self.desk.stick.busy = self
  local fine, report, err = coroutine.resume(self.thread)
  if coroutine.status(self.thread) ~= "dead" then return false end
  over(self)
  if not fine then error(report, 0) end
  self.report, self.err = report, err
  return true
end

-- Undoes what was begun.
function import_turns:cancel()
  if not self.thread then return end
  self.stopped = true
  if coroutine.status(self.thread) == "suspended" and self.seen then self:go(0) end
  over(self)
end

-- May a request for this address be answered now?  Those of the import itself and the help always.
function import_turns:free(req)
  if req.path:find("^/import") or req.path:find("^/help") then return true end
  local leaving = req.path == "/lock" or req.path == "/quit"
  if not leaving and os_.mono() - self.seen < LEFT_S then return false end
  self:cancel()
  return true
end

return import_turns
