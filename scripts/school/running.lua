-- school/running.lua -- one program at a stick; a second start brings the first one to the front.
-- Floor: school.  The running program holds data/running (the system lets go of it however the program
-- ends).  A second start leaves data/front; the running one sees it, removes it and opens the browser at
-- itself.  Whoever can write on the stick can ask that, nobody else, and no secret lies on the stick.
local file = require "core.file"
local os_ = require "core.os"
local ru = require "text.ru"

local running = {}

local LOOK_S = 0.4
local WAIT_S = 6
local STEP_MS = 100

local Claim = {}
Claim.__index = Claim

local function lock_path(dir)
  return dir .. "/data/running"
end

local function front_path(dir)
  return dir .. "/data/front"
end

-- This program is now the one at the stick of `dir`.  nil, err BUSY when another one is.  On a stick that
-- cannot be written nobody can be asked and nothing can be spoilt, so any number may read it.
function running.claim(dir)
  local lock, err = file.lock(lock_path(dir))
  if not lock and err.code == "BUSY" then return nil, err end
  if lock then file.remove(front_path(dir)) end
  return setmetatable({ dir = dir, lock = lock, looked = os_.mono() }, Claim)
end

-- Has a second start asked to come to the front?  Looks at the stick now and then only.
function Claim:asked()
  if not self.lock or os_.mono() - self.looked < LOOK_S then return false end
  self.looked = os_.mono()
  if file.exists(front_path(self.dir)) ~= "file" then return false end
  return file.remove(front_path(self.dir)) == true
end

-- Once more for a stick that had no data directory when the program started.
function Claim:settle()
  self.lock = self.lock or file.lock(lock_path(self.dir))
end

function Claim:close()
  if self.lock then self.lock:close() end
  self.lock = nil
end

-- Asks the program at the stick to open the browser.  true, or nil, err when it does not answer.
function running.call(dir)
  local asked, err = file.write(front_path(dir), "")
  if not asked then return nil, err end
  local till = os_.mono() + WAIT_S
  while os_.mono() < till do
    os_.sleep(STEP_MS)
    if not file.exists(front_path(dir)) then return true end
  end
  file.remove(front_path(dir))
  return nil, { code = "BUSY", msg = ru.running_silent }
end

return running
