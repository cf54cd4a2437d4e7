-- school/stick.lua -- the stick for a command: who is at it, its desk, and a new school's first day.
-- Floor: school.  The web server keeps its own Stick (school/session.lua); a command opens one for
-- its run through the same door and closes it.  Passwords come from the environment or a prompt,
-- never from an argument: arguments stay in the shell's history.
local date = require "core.date"
local file = require "core.file"
local os_ = require "core.os"
local store = require "core.store"
local vault = require "core.vault"
local policy = require "policy.policy"
local ru = require "text.ru"
local act = require "school.act"
local adoption = require "school.adoption"
local copies = require "school.copies"
local schoolyear = require "school.schoolyear"
local session = require "school.session"
local users = require "school.users"

local stick = {}

-- Room for a school with its first copies, in megabytes.
stick.room_mb = 8

local function refusal(code, key, values)
  return { code = code, msg = ru.fill(ru[key], values or {}) }
end

-- The stick of a directory; nil, err that says what to do when there is no school.
local function plug(dir)
  local opened, err = session.stick(dir)
  if not opened and err.code == "NOTFOUND" then
    return nil, refusal("NOTFOUND", "no_school", { dir = dir })
  end
  return opened, err
end

stick.plug = plug

-- One typed line, or nil when nobody is there to type it.
local function ask_line(question)
  if not os_.is_tty() then return nil end
  local line = os_.line(question)
  return line and (line:gsub("^%s+", ""):gsub("%s+$", "")) or nil
end

local function demo_user(opened, login)
  for _, user in ipairs(opened:demo() or {}) do
    if login == nil or user.login == login then return user end
  end
end

-- Login and password of whoever runs the command.  given: the login of --login, or nil.
-- A demonstration stick shows its passwords anyway: its first user is taken when nobody is named.
function stick.who(opened, given)
  local login = given or os_.env("ZHURNAL_LOGIN")
  local password = os_.env("ZHURNAL_PASSWORD")
  if not login and not password then
    local user = demo_user(opened)
    if user then return user.login, user.password end
  end
  if not login or login == "" then login = ask_line(ru.ask_login) end
  if not login or login == "" then return nil, refusal("INPUT", "need_login") end
  if not password then
    local user = demo_user(opened, login)
    password = user and user.password
  end
  if not password then
    if not os_.is_tty() then return nil, refusal("INPUT", "need_password") end
    local err
    password, err = os_.password(ru.ask_password)
    if not password then return nil, err end
  end
  return login, password
end

-- A new password typed twice, or ZHURNAL_NEW_PASSWORD (for init: ZHURNAL_PASSWORD).
function stick.new_password(name, login)
  local password = os_.env(name)
  if not password then
    if not os_.is_tty() then return nil, refusal("INPUT", "need_env_password", { name = name }) end
    local again, err
    password, err = os_.password(ru.ask_new_password)
    if not password then return nil, err end
    again, err = os_.password(ru.ask_again)
    if not again then return nil, err end
    if again ~= password then return nil, refusal("INPUT", "passwords_differ") end
  end
  local weak = users.weak(password, login)
  if weak then return nil, { code = "INPUT", msg = weak } end
  return password
end

-- The recovery key as typed: ZHURNAL_RECOVERY or a prompt.
function stick.recovery()
  local words = os_.env("ZHURNAL_RECOVERY")
  if words then return words end
  if not os_.is_tty() then return nil, refusal("INPUT", "need_recovery") end
  return os_.password(ru.ask_recovery)
end

-- A command has no page to come back to: it sits the pause after wrong passwords out and tries once more.
-- try() -> value, ... | nil, err.
local function patient(try)
  local value, more = try()
  if value or not (more.early or session.too_early(more)) then return value, more end
  os_.sleep(1000 * (more.wait or tonumber(more.msg:match("%d+")) or 1))
  return try()
end
stick.patient = patient

-- Opens the school's directory for the user.  opts: login.  Returns a Desk (school/session.lua) with
-- .password for verbs that ask for it once more; close it with stick.close.  nil, err.
function stick.open(dir, opts)
  local opened, err = plug(dir)
  if not opened then return nil, err end
  local login, password = stick.who(opened, opts and opts.login)
  if not login then return nil, password end
  local desk, failed = patient(function() return opened:unlock(login, password) end)
  if not desk then return nil, failed end
  desk.password = password
  return desk
end

function stick.close(desk)
  desk.stick:lock_all()
end

-- Opens only the data, without roles and regulation: for looking after the stick (ledger, check), which
-- must work when the regulation does not.  Returns store, login, key; or nil, err.
function stick.data(dir, opts)
  local opened, err = plug(dir)
  if not opened then return nil, err end
  local login, password = stick.who(opened, opts and opts.login)
  if not login then return nil, password end
  local key, other = patient(function() return opened:key(login, password) end)
  if not key then return nil, other end
  if opts and opts.closed then return true, login, key end
  local st, failed = opened:data(key, other)
  if not st then return nil, failed end
  return st, login, key
end

-- May whoever runs the command put back an old copy?  Who keeps the list of users may; when the data or the
-- regulation do not open any more, the password is enough.  Returns key, login, password; or nil, err.
function stick.may_restore(dir, opts)
  local opened, err = plug(dir)
  if not opened then return nil, err end
  local login, password = stick.who(opened, opts and opts.login)
  if not login then return nil, password end
  local key, failed = patient(function() return opened:key(login, password) end)
  if not key then return nil, failed end
  local desk
  desk, failed = opened:unlock(login, password)
  if desk then
    local may = desk.access:may("user", "write")
    opened:lock_all()
    if not may then return nil, refusal("DENIED", "not_your_place") end
  elseif failed.code ~= "CORRUPT" and failed.code ~= "POLICY" and failed.code ~= "GONE" then
    return nil, failed
  end
  return key, login, password
end

local function occupied(dir)
  local data = dir .. "/data"
  return file.exists(data .. "/school.db") or file.exists(data .. "/keys.txt")
end

-- The stick of a directory for the pages: one that has no school yet can be given one (page/first.lua).
-- A directory that is not there, or data without their keys, are refused.
function stick.plug_or_empty(dir)
  local opened, err = plug(dir)
  if opened or err.code ~= "NOTFOUND" or file.exists(dir) ~= "dir" then return opened, err end
  if occupied(dir) then return nil, refusal("GONE", "first_no_keys", { dir = dir }) end
  return session.empty(dir)
end

-- Can a school be made there?  true, or nil, err: READONLY or FULL.  Leaves nothing behind.
function stick.ready(dir)
  local probe = dir .. "/zhurnal.try"
  local written, err = file.write(probe, "")
  if file.exists(probe) then file.remove(probe) end
  if not written then return nil, err end
  local free = file.free_space(dir)
  if free and free < stick.room_mb * 1024 * 1024 then
    return nil, refusal("FULL", "first_full", { mb = stick.room_mb })
  end
  return true
end

-- What somebody must be able to write on the first day: users, the regulation, journals brought from
-- elsewhere.
local first_kinds = { user = true, adoption = true, lesson = true, cell = true, ["*"] = true }

-- Roles of the first user: those that may write the kinds above everywhere, by the regulation's own rows.
local function first_roles(permits)
  local roles, seen = {}, {}
  for _, row in ipairs(permits or {}) do
    local may, writes = false, false
    for _, kind in ipairs(row.kinds or {}) do
      may = may or first_kinds[kind] ~= nil
    end
    for _, verb in ipairs(row.can or {}) do writes = writes or verb == "write" end
    if may and writes and row.scope == "all" and not seen[row.role] then
      seen[row.role] = true
      roles[#roles + 1] = row.role
    end
  end
  return roles
end

-- The school's first commit: itself, the year, the first user, the regulation.
local function first_day(st, o, record, sections)
  local about = { author = o.login, grant = "*", policy = record.hash, at = o.at, note = ru.note_init }
  return st:write(about, function()
    act.must(st:put("school", { one = "school", name = o.school, short = o.short, locality = o.locality }))
    local person = o.person and act.must(st:put("person", o.person)) or nil
    if person then act.must(st:put("staff", { person = person })) end
    local user = act.must(st:put("user", { login = o.login, person = person, active = true }))
    for _, role in ipairs(first_roles(sections.permit)) do
      act.must(st:put("user_role", { user = user, role = role, scope = "", since = o.today }))
    end
    adoption.put(st, record, { starts = o.today, note = ru.note_init })
    if not o.no_year then schoolyear.put(st, schoolyear.first_of(o.today), sections.periods) end
    return true
  end)
end

-- The folders that were not there are added to `fresh`.
local function make_folders(dir, fresh)
  for _, path in ipairs({ dir, dir .. "/data", dir .. "/data/copies", dir .. "/policies" }) do
    if file.exists(path) ~= "dir" then
      local made, err = file.mkdir(path)
      if not made then return nil, err end
      table.insert(fresh, 1, path)
    end
  end
  return true
end

-- The two files of a school: the slots of the vault and the data.  Returns recovery, store, vault, key.
local function make_files(dir, o, fresh)
  local made, err = make_folders(dir, fresh)
  if not made then return nil, err end
  local v, key, recovery = vault.create(dir .. "/data/keys.txt", o.short or o.school)
  if not v then return nil, key end
  made, err = v:set_password(key, o.login, o.password)
  if not made then return nil, err end
  local st
  st, err = store.create(dir .. "/data/school.db", key, { device_seed = o.device_seed })
  if not st then return nil, err end
  return recovery, st, v, key
end

local function undo_files(dir, fresh)
  for _, name in ipairs({ "/data/school.db", "/data/school.db-wal", "/data/keys.txt" }) do
    if file.exists(dir .. name) then file.remove(dir .. name) end
  end
  for _, path in ipairs(fresh) do file.remove(path) end
end

-- May a school with that regulation be made there?  true, or nil, err.
function stick.free(dir, policy_name)
  if occupied(dir) then return nil, refusal("CONFLICT", "init_occupied", { dir = dir }) end
  local record, err = adoption.take(policy_name, policy.sources(dir))
  if not record then return nil, err end
  return true
end

-- Makes a school in dir.  o: policy (id or code), school, login, password; short, locality, person (of the
-- user: {last, first, middle}), today, at, device_seed, no_year, no_copy; more(st, vault, key): what else
-- belongs to the first day, in its own commits.
-- Returns {recovery, policy, title}; with nothing left behind on failure nil, err (CONFLICT: there is
-- a school already).
function stick.create(dir, o)
  if occupied(dir) then return nil, refusal("CONFLICT", "init_occupied", { dir = dir }) end
  o.today = o.today or date.today()
  local record, sections = adoption.take(o.policy, policy.sources(dir))
  if not record then return nil, sections end
  local fresh = {}
  local recovery, st, v, key = make_files(dir, o, fresh)
  if not recovery then
    undo_files(dir, fresh)
    return nil, st
  end
  local fine, done, err = pcall(first_day, st, o, record, sections)
  if fine and done and o.more then fine, done, err = pcall(o.more, st, v, key) end
  if fine and done and not o.no_copy then copies.make(st, dir) end
  st:close()
  v:close()
  if not fine or not done then
    undo_files(dir, fresh)
    if not fine and type(done) == "string" then error(done, 0) end
    return nil, fine and err or done
  end
  return { recovery = recovery, policy = record.policy, title = record.title }
end

return stick
