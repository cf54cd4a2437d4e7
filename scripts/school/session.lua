-- school/session.lua -- the stick and the people at it.
-- Floor: school.  A Stick is made when the server starts and lives as long; it holds the one open
-- store while somebody is at it.  A Desk is one unlocked user: the store, his roles, what he may,
-- and the regulation in force.  Locking the last desk closes the store: the file is then whole
-- and the stick may be pulled out.
local vault = require "core.vault"
local store = require "core.store"
local os_ = require "core.os"
local date = require "core.date"
local entered = require "lib.entered"
local ru = require "text.ru"
local access = require "school.access"
local copies = require "school.copies"
local rules = require "school.rules"
local policy = require "policy.policy"

local session = {}

local Stick = {}
Stick.__index = Stick
local Desk = {}
Desk.__index = Desk

session.idle_minutes = 15

-- Functions of a desk that are run while nobody waits: what pages will ask for is counted beforehand.
session.idle = {}

-- A quarter of a megabyte between two looks at the requests.
local COPY_PAGES = 64
local COPY_LATE_DAYS = 7
-- As the store has it: clocks of two computers differ a little.
local CLOCK_SLACK_S = 600

local function seconds(at)
  return date.diff_days("2000-01-01", at:sub(1, 10)) * 86400 + tonumber(at:sub(12, 13)) * 3600
    + tonumber(at:sub(15, 16)) * 60 + tonumber(at:sub(18, 19))
end

-- The stick in the directory `dir`; nothing is decrypted yet.  nil, err when there is no school.
function session.stick(dir)
  local v, err = vault.open(dir .. "/data/keys.txt")
  if not v then return nil, err end
  return setmetatable({ dir = dir, vault = v, cache = {}, desks = {} }, Stick)
end

-- A directory without a school: a Stick that nobody can unlock until :settle() finds the school made there.
function session.empty(dir)
  return setmetatable({ dir = dir, cache = {}, desks = {} }, Stick)
end

-- Is there a school?  Looks for one that was made since.
function Stick:settle()
  if not self.vault then self.vault = vault.open(self.dir .. "/data/keys.txt") end
  return self.vault ~= nil
end

function Stick:title()
  return self.vault and self.vault:title() or ""
end

-- Puts the school's name (the short one, where it has one) on the door.  nil, err when the file of keys
-- cannot be written.
function Stick:retitle()
  local row = self.store:one("school")
  local name = row and (entered.filled(row.short) or entered.filled(row.name))
  if not name or name == self:title() then return true end
  return self.vault:set_title(name)
end

-- Logins with passwords to show on a demo stick: array of {login, password, title}, or nil.
-- The vault keeps them as text: one user a line, the three parts with tabs between.
function Stick:demo()
  local list = {}
  for line in ((self.vault and self.vault:demo() or "") .. "\n"):gmatch("(.-)\n") do
    local login, password, title = line:match("^([^\t]+)\t([^\t]+)\t?(.*)$")
    if login then list[#list + 1] = { login = login, password = password, title = title } end
  end
  return #list > 0 and list or nil
end

-- Was the password not even tried, because the pause after wrong ones is not over?
function session.too_early(err)
  return err.code == "BUSY" and err.wait ~= nil
end

-- The data key for a login (and the other one while a rotation is under way); the vault itself
-- slows down after three bad passwords.  nil, err: PASSWORD with err.wait seconds.
function Stick:key(login, password)
  local key, other = self.vault:unlock(login, password)
  if key then return key, other end
  local err = other
  local wait = err.wait or 0
  if session.too_early(err) then
    return nil, { code = "PASSWORD", wait = wait, early = true,
      msg = ru.fill(ru.password_too_early, { seconds = wait }) }
  end
  if err.code ~= "PASSWORD" then return nil, err end
  return nil, { code = "PASSWORD", wait = wait,
    msg = wait > 0 and ru.fill(ru.wrong_password_wait, { seconds = wait }) or ru.wrong_password }
end

-- Opens the data file with whichever key an interrupted change of the key left it, and settles the key
-- file.  v: the vault just unlocked with `key` and `other`.  Returns the store, or nil, err.
function session.open_data(v, path, key, other)
  local st, err = store.open(path, key)
  if not other then return st, err end
  if st then
    v:rotate_undo()
    return st
  end
  if err.code ~= "CORRUPT" then return nil, err end
  st, err = store.open(path, other)
  if st then v:rotate_done() end
  return st, err
end

-- The data file of the stick; one that is gone is told with the way to bring it back.
function Stick:data(key, other)
  local st, err = session.open_data(self.vault, self.dir .. "/data/school.db", key, other)
  if st or err.code ~= "NOTFOUND" then return st, err end
  return nil, { code = "GONE", msg = ru.no_data_file }
end

-- Opens the stick for a user.  Returns his desk, or nil, err (PASSWORD with err.wait seconds,
-- DENIED, CORRUPT, BUSY, ...).
function Stick:unlock(login, password)
  login = (login or ""):gsub("%s", "")
  local key, other = self:key(login, password or "")
  if not key then return nil, other end
  if not self.store then
    local st, failed = self:data(key, other)
    if not st then return nil, failed end
    self.store, self.cache = st, {}
    self.rules = rules.open(st)
  end
  local desk, denied = self:seat(login)
  if not desk then
    self:rest()
    return nil, denied
  end
  return desk
end

-- Makes the desk of a user whose password was right.
function Stick:seat(login)
  local user = self.store:one("user_by_login", { login = login })
  if not user or user.active == 0 then return nil, { code = "DENIED", msg = ru.no_such_user } end
  local roles = self.store:query("user_roles", { login = login, on = date.today() })
  if #roles == 0 then return nil, { code = "DENIED", msg = ru.no_roles } end
  local desk = setmetatable({
    stick = self, rules = self.rules,
    me = { login = login, person = user.person, last = user.last, first = user.first, middle = user.middle },
  }, Desk)
  local permits, err = self.rules:permits()
  if not permits then return nil, err end
  desk.access = access.new(roles, permits)
  self.desks[desk] = true
  return desk
end

-- Compiles the policy library once while nobody waits, so that the first page after unlocking is quick.
function Stick:warm()
  if self.busy then return end
  if self.store then
    for desk in pairs(self.desks) do
      for _, work in ipairs(session.idle) do pcall(work, desk) end
    end
    return
  end
  if self.is_warm then return end
  self.is_warm = true
  policy.rows("base/school")
end

-- Closes the store when nobody is at the stick.
function Stick:rest()
  if next(self.desks) == nil and self.store then
    if self.busy then self.busy:cancel() end
    if self.copy then self.copy:close() end
    self.copy = nil
    self.store:close()
    self.store, self.rules, self.cache = nil, nil, {}
  end
end

function Stick:lock(desk)
  if desk and self.desks[desk] then
    self.desks[desk] = nil
    desk.access, desk.rules, desk.locked = nil, nil, true
  end
  self:rest()
end

function Stick:lock_all()
  for desk in pairs(self.desks) do
    desk.access, desk.rules, desk.locked = nil, nil, true
  end
  self.desks = {}
  self:rest()
end

-- Called after each commit.  keep: only cells changed, the remembered frames stay true.
function Stick:wrote(keep)
  self.wrote_at = os_.mono()
  self.unfolded = true
  if not keep then
    self.cache = {}
    self.rules:forget()
  end
end

-- The copy of the day, a few pages at a time, so that the pages stay quick.  One that cannot be made
-- (no room, the stick is protected) is told in the top line by copies.due and by `check`.
function Stick:step_copy()
  if self.copy then
    if not self.copy:step(COPY_PAGES) then self.copy = nil end
  elseif self.copied ~= date.today() and not self.store:info().readonly then
    self.copied = date.today()
    if copies.due(self.dir) then self.copy = copies.begin(self.store, self.dir) end
  end
end

-- What the top line must say of the stick beside «сохранено»: array of words, mostly empty.
function Stick:warnings()
  local list = {}
  if self.store:info().readonly then list[#list + 1] = ru.stick_readonly end
  if not self.copy then
    local newest = copies.list(self.dir)[1]
    local days = newest and date.diff_days(newest.date, date.today())
    if not days then list[#list + 1] = ru.stick_no_copy
    elseif days >= COPY_LATE_DAYS then list[#list + 1] = ru.fill(ru.stick_copy_late, { days = days }) end
  end
  return list
end

-- The newest entry when the computer's clock stands before it: "2026-12-25T10:00:00"; else nil.
-- Writing waits then until the clock is put right or somebody says that it is (.clock_ok).
function Stick:clock_behind()
  if self.clock_ok then return nil end
  local last = self.store:info().last_at or ""
  return last ~= "" and seconds(last) > seconds(date.now()) + CLOCK_SLACK_S and last or nil
end

-- Called between requests.  After two quiet seconds everything is brought into the one file.
function Stick:tick()
  if not self.store or self.busy then return true end
  self:step_copy()
  if self.unfolded and not self.copy and os_.mono() - self.wrote_at >= 2 then
    self.unfolded = false
    return self.store:checkpoint()
  end
  return true
end

-- Reading by named query.  A reading that fails (the stick was pulled out, the file is damaged)
-- raises its error table: whoever serves a page or runs a command tells it in words.
function Desk:query(name, params)
  local rows, err = self.stick.store:query(name, params or {})
  if not rows then error(err, 0) end
  return rows
end

-- The first row, or nil.
function Desk:one(name, params)
  local row, err = self.stick.store:one(name, params or {})
  if err then error(err, 0) end
  return row
end

-- {column = array, ...}, number of rows.
function Desk:columns(name, params)
  local columns, n = self.stick.store:columns(name, params or {})
  if not columns then error(n, 0) end
  return columns, n
end

function Desk:history(kind, key)
  return self.stick.store:history(kind, key)
end

-- The day of the computer.
function Desk.today()
  return date.today()
end

-- An error table with a sentence of text/ru.
function Desk.refusal(_, code, key, values)
  return { code = code, msg = values and ru.fill(ru[key], values) or ru[key] }
end

return session
