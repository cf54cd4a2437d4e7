-- school/former.lua -- the former value of a record: what every taking back is made of.  Floor: school.
-- Who may take back what, and when it is too late, is said where the action is (undo, takeback, office,
-- import_undo, promotion); here is only how an entry puts a value back.
local core = require "core.store"
local json = require "lib.json"
local act = require "school.act"

local former = {}

local named

-- The kind with this code in the ledger.
function former.kind(code)
  if not named then
    named = {}
    for name, kind in pairs(core.kinds()) do named[kind.code] = name end
  end
  return named[code]
end

-- The subject of an entry as the verbs take it: an id, or the fields of the natural key.
function former.key(kind, subject)
  local names = core.kinds()[kind].key
  if #names == 0 then return subject end
  local key, at = {}, 0
  for part in (subject .. "|"):gmatch("([^|]*)|") do
    at = at + 1
    if names[at] then key[names[at]] = part end
  end
  return key
end

-- The changes that make `before` of `now`: fields that were not there are cleared.
function former.differs(now, before)
  local changes = {}
  for name in pairs(now) do
    if before[name] == nil then changes[name] = json.null end
  end
  for name, value in pairs(before) do
    if now[name] ~= value then changes[name] = value end
  end
  return changes
end

-- Gives a standing record its former body back; a record that had none is withdrawn.
function former.restore(st, kind, subject, now, before, reason)
  if not before then return act.must(st:void(kind, subject, reason)) end
  local changes = former.differs(now, before)
  if next(changes) then act.must(st:correct(kind, subject, changes, reason)) end
end

-- Writes a withdrawn record anew.  Returns its id (a new one where ids are given by the ledger).
function former.anew(st, kind, subject, body)
  local fields, key = {}, former.key(kind, subject)
  for name, value in pairs(body) do fields[name] = value end
  if type(key) == "table" then
    for name, value in pairs(key) do fields[name] = value end
  end
  return act.must(st:put(kind, fields))
end

return former
