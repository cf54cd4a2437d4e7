-- school/copies.lua -- dated copies of the data, kept on the stick itself.
-- Floor: school.  A copy is encrypted with the same key; one a day, thinned out with time.  The key file of
-- that day lies beside it, so that a copy opens with the passwords that opened the data then.
local date = require "core.date"
local file = require "core.file"
local store = require "core.store"
local vault = require "core.vault"

local copies = {}

local function folder(dir)
  return dir .. "/data/copies"
end

-- The key file of a copy's day.
local function keys_of(name)
  return (name:gsub("^school", "keys"):gsub("db$", "txt"))
end

-- Copies in the directory of a school, the newest first: array of {name, date, size}.
function copies.list(dir)
  local list = {}
  for _, name in ipairs(file.exists(folder(dir)) == "dir" and file.list(folder(dir)) or {}) do
    local day = name:match("^school%-(%d%d%d%d%-%d%d%-%d%d)%.db$")
    if day then
      list[#list + 1] = { name = name, date = day, size = file.stat(folder(dir) .. "/" .. name) }
    end
  end
  table.sort(list, function(a, b) return a.date > b.date end)
  return list
end

-- Has the day no copy yet?
function copies.due(dir, today)
  local newest = copies.list(dir)[1]
  return newest == nil or newest.date < (today or date.today())
end

local Copy = {}
Copy.__index = Copy

-- Begins the copy of the day (over an earlier one of the same day).  The caller steps it while the program
-- goes on answering: changes made meanwhile through the same store are in the copy.  nil, err.
function copies.begin(st, dir)
  if file.exists(folder(dir)) ~= "dir" then
    local made, err = file.mkdir(folder(dir))
    if not made then return nil, err end
  end
  local name = "school-" .. date.today() .. ".db"
  local snap, err = st:snapshot(folder(dir) .. "/" .. name)
  if not snap then return nil, err end
  return setmetatable({ name = name, snap = snap, dir = dir, folder = folder(dir) }, Copy)
end

-- Copies some pages (all without a number).  true while there is more, then false, pages done, pages in all;
-- the last step also removes the copies no longer needed.  nil, err: no copy was made.
function Copy:step(pages)
  local more, done, total = self.snap:step(pages or -1)
  if more == nil then return nil, done end
  if more then return true, done, total end
  local keys = self.folder .. "/" .. keys_of(self.name)
  local kept, err = file.copy(self.dir .. "/data/keys.txt", keys)
  if not kept then return nil, err end
  store.prune(self.folder)
  return false, done, total
end

-- Gives up an unfinished copy.
function Copy:close()
  self.snap:close()
end

-- The copy of the day in one go.  Returns its name, or nil, err.
function copies.make(st, dir)
  local copy, err = copies.begin(st, dir)
  if not copy then return nil, err end
  local more, failed = copy:step()
  if more == nil then return nil, failed end
  return copy.name
end

-- A copy of before the data key was changed: opened by the key file of its day, written under today's key.
-- Returns the path of the new file, or nil.
local function rekeyed(dir, name, key, login, password)
  local copy, fresh = folder(dir) .. "/" .. name, folder(dir) .. "/" .. name .. ".part"
  local v = vault.open(folder(dir) .. "/" .. keys_of(name))
  local old = v and v:unlock(login, password)
  local st = old and store.open(copy, old, { readonly = true })
  local done = st and st:copy_with_key(fresh, key)
  if st then st:close() end
  return done and fresh or nil
end

-- Puts a copy in place of the data; nothing may have them open.  The data of before stay beside, renamed.
-- login, password: open a copy made before the data key was changed.  Returns the path of the data of before
-- ("" when there were none), or nil, err.
function copies.restore(dir, name, key, login, password)
  local path = dir .. "/data/school.db"
  local had = file.exists(path)
  local done, err = store.restore(path, folder(dir) .. "/" .. name, key)
  if not done and err.code == "CORRUPT" then
    local fresh = rekeyed(dir, name, key, login, password)
    if fresh then
      done, err = store.restore(path, fresh, key)
      file.remove(fresh)
    end
  end
  if not done then return nil, err end
  return had and path .. ".replaced" or ""
end

return copies
