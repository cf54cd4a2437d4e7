-- school/import_undo.lua -- a whole import taken back: what it put is withdrawn, what it filled in is as
-- before.
-- Floor: school.  Possible while nothing written since speaks of what the import wrote; one transaction.
local ru = require "text.ru"
local act = require "school.act"
local former = require "school.former"

local import_undo = {}

-- Entries read at once, and so much that may have been written since: looking through more takes too long.
local CHUNK, SINCE = 5000, 20000

-- Begins of the notes of commits: of an import, of its undoing.
local DONE, UNDONE = ru.import_note:match("^[^{]*"), ru.import_undo_note:match("^[^{]*")

-- The last imports, newest first: array of {id, at, author, what, n, undone}.
function import_undo.recent(desk, limit)
  local undone, list = {}, {}
  for _, row in ipairs(desk:query("import_commits", { like = UNDONE .. "%", limit = 200 })) do
    undone[math.tointeger(tonumber(row.note:sub(#UNDONE + 1))) or 0] = true
  end
  for i, row in ipairs(desk:query("import_commits", { like = DONE .. "%", limit = limit })) do
    list[i] = { id = row.id, at = row.at, author = row.author, what = row.note:sub(#DONE + 1), n = row.n,
      undone = undone[row.id] or false }
  end
  return list
end

-- What was written after the commit and still stands: set of "kind|subject", set of ids spoken of; nil when
-- it is too much.
local function written_since(desk, commit)
  local after = { after = commit.first_id + commit.n - 1, limit = SINCE + 1 }
  local rows = desk:query("import_later", after)
  if #rows > SINCE then return nil end
  local touched, named = {}, {}
  for _, row in ipairs(rows) do
    touched[row.kind .. "|" .. row.subject] = true
    for part in row.subject:gmatch("[^|]+") do named[part] = true end
    for value in (row.body or ""):gmatch('"([%w%-]+)"') do named[value] = true end
  end
  return touched, named
end

local function take_back(desk, st, commit)
  local touched, named = written_since(desk, commit)
  if not touched then error(desk:refusal("CONFLICT", "import_undo_late"), 0) end
  local from, till = commit.first_id, commit.first_id + commit.n - 1
  while till >= from do
    local low = math.max(from, till - CHUNK + 1)
    for _, row in ipairs(desk:query("import_entries", { from = low, till = till })) do
      local kind = former.kind(row.kind)
      if touched[row.kind .. "|" .. row.subject] or row.over == 0 and named[row.subject] then
        error(desk:refusal("CONFLICT", "import_undo_used"), 0)
      end
      if row.over == 1 and row.gone == 0 then
        local past = act.must(st:history(kind, row.subject))
        former.restore(st, kind, row.subject, past[1].body, past[2] and past[2].body, ru.import_undo_reason)
      elseif row.gone == 0 then
        act.must(st:void(kind, row.subject, ru.import_undo_reason))
      end
    end
    till = low - 1
  end
end

-- Undoes the import with this number (of `recent`).  Returns the number of records taken back, or nil, err:
-- NOTFOUND, DENIED (somebody else's), CONFLICT (done already, or what it wrote is in use).
function import_undo.run(desk, id)
  local commit = desk:one("import_commit", { id = id })
  if not commit or commit.note:sub(1, #DONE) ~= DONE then
    return nil, desk:refusal("NOTFOUND", "import_undo_none")
  end
  if commit.author ~= desk.me.login then return nil, desk:refusal("DENIED", "import_undo_theirs") end
  for _, row in ipairs(import_undo.recent(desk, 1000)) do
    if row.id == id and row.undone then return nil, desk:refusal("CONFLICT", "import_undone") end
  end
  local done, err = act.write(desk, { note = ru.fill(ru.import_undo_note, { id = id }) }, function(st)
    take_back(desk, st, commit)
  end)
  if not done then return nil, err end
  return commit.n
end

return import_undo
