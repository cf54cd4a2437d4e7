-- lib/job.lua -- long work as a coroutine that the server runs a little at a time.
--   local j = job.start("Копия", function(step)
--     for i = 1, n do ... step(i / n, "файл 3 из 9") end
--     return result            -- or nil, err
--   end)
--   job.tick(0.02)      run the jobs for about 20 ms; the server calls it between requests
--   j.state             "run" | "done" | "failed" | "cancelled";  j.progress 0..1, j.label, j.result, j.err
--   j:cancel()          the next step raises inside the work (its <close> variables are closed)
-- `step` may be called as often as is handy: it gives the turn away only when the time is over.
local core = require "core.os"
local ru = require "text.ru"
local err = require "lib.err"

local job = {}

local Job = {}
Job.__index = Job

local running = {}
local kept = {}
local last_id = 0
local turn_ends = 0

local CANCEL = err.new("CANCELLED", ru.job_cancelled)

-- Begin a job; it runs by job.tick.
function job.start(title, work)
  last_id = last_id + 1
  local id = tostring(last_id)
  local j = setmetatable({ id = id, title = title, state = "run", progress = 0, label = "" }, Job)
  j.began = core.mono()
  local function step(progress, label)
    if progress then j.progress = math.max(0, math.min(1, progress)) end
    if label then j.label = label end
    if core.mono() >= turn_ends then coroutine.yield() end
    if j.stop then error(CANCEL, 0) end
  end
  j.thread = coroutine.create(function() return work(step, j) end)
  running[#running + 1] = j
  kept[j.id] = j
  return j
end

-- The job with this id (done ones are kept until job.forget), or nil.
function job.find(id) return kept[id] end
function job.forget(id) kept[id] = nil end

local function finish(j, ok, result)
  if ok then
    j.state, j.progress, j.result = "done", 1, result
  elseif result == CANCEL then
    j.state = "cancelled"
  else
    j.state, j.err = "failed", err.from(result)
  end
  j.thread = nil
end

local function advance(j)
  if j.stop and coroutine.status(j.thread) == "suspended" and not j.entered then
    return finish(j, false, CANCEL)
  end
  j.entered = true
  local ok, result, e = coroutine.resume(j.thread)
  if not ok then
    coroutine.close(j.thread)
    finish(j, false, result)
  elseif coroutine.status(j.thread) == "dead" then
    if result == nil and e ~= nil then finish(j, false, e) else finish(j, true, result) end
  end
end

-- Run the jobs in turn for about `seconds`; true while there is work left.
function job.tick(seconds)
  local stop = core.mono() + (seconds or 0.02)
  while #running > 0 and core.mono() < stop do
    local share = (stop - core.mono()) / #running
    for i = #running, 1, -1 do
      turn_ends = core.mono() + share
      advance(running[i])
      if running[i].state ~= "run" then table.remove(running, i) end
    end
  end
  return #running > 0
end

-- Run one job to its end at once (for commands): result | nil, err.
function job.finish(j)
  while j.state == "run" do job.tick(0.05) end
  if j.state == "done" then return j.result end
  return nil, j.err or CANCEL
end

-- Ask the job to end at its next step.
function Job:cancel() self.stop = true end

-- Seconds until the end by the speed so far, or nil.
function Job:left()
  if self.progress < 0.02 then return nil end
  return (core.mono() - self.began) * (1 - self.progress) / self.progress
end

return job
