-- school/undo.lua -- takes a whole action back: every entry of one commit gets an entry that puts the former
-- value back.  Floor: school.  What somebody changed since is left as it is and counted.  Each place (a
-- journal's lessons, its plan, the timetable) has its own list, kept as long as the stick is unlocked.
local ru = require "text.ru"
local act = require "school.act"
local former = require "school.former"
local journal = require "school.journal"

local undo = {}

-- Kinds such an action writes; an entry of another kind stays as it is.
local KINDS = { lesson = true, cell = true, slot = true, plan_row = true, substitution = true }
local KEEP = 50

local function lists(desk, place)
  desk.actions = desk.actions or {}
  desk.actions[place] = desk.actions[place] or { past = {}, ahead = {} }
  return desk.actions[place]
end

local function push(list, one)
  list[#list + 1] = one
  if #list > KEEP then table.remove(list, 1) end
end

-- Runs write(...) and remembers the commit it made, if it made one; returns what it returned.
function undo.watch(desk, place, words, write, ...)
  local before = desk:one("commit_newest").id
  local value, err = write(...)
  if value and desk:one("commit_newest").id ~= before then undo.remember(desk, place, words) end
  return value, err
end

-- Call right after a write: the commit just made may be taken back at that place.  words: what was done.
function undo.remember(desk, place, words)
  local here = lists(desk, place)
  local commit = desk:one("commit_newest")
  commit.words = words
  push(here.past, commit)
  here.ahead = {}
end

-- What would be taken back (or done again) there: its words, or nil.
function undo.words(desk, place, again)
  local here = lists(desk, place)
  local list = again and here.ahead or here.past
  return list[#list] and list[#list].words
end

-- Must a lesson or a cell be left as it is?  Its period was closed, the journal is no longer the user's, or
-- the lesson that would go has marks in it.
local function stays(desk, kind, row, body)
  if kind ~= "lesson" and kind ~= "cell" then return false end
  local id = kind == "lesson" and row.subject or row.subject:match("^[^|]+")
  local one = kind == "lesson" and body or desk:one("lesson_one", { lesson = id, me = "", on = "" })
  if not one then return true end
  local frame, rights = journal.open(desk, one.journal)
  local may = frame and (kind == "lesson" and rights.lesson or kind == "cell" and rights.write
    or rights.lent[id])
  if not may or frame.locked[frame.period_of(one.date) or ""] then return true end
  return kind == "lesson" and row.replaced == 0 and row.gone == 0 and row.cells == 1
end

local function put_back(st, kind, row, past)
  local before = (row.gone == 1 or row.replaced == 1) and past[2] and past[2].body
  if row.gone == 1 then
    former.anew(st, kind, row.subject, before)
  else
    former.restore(st, kind, row.subject, past[1].body, before, ru.undo_reason)
  end
end

local function todo_of(desk, commit)
  local list, kept = {}, 0
  for _, row in ipairs(desk:query("undo_entries", { first_id = commit.first_id, n = commit.n })) do
    local kind = former.kind(row.kind)
    local past = KINDS[kind] and row.live == row.id and desk:history(kind, row.subject)
    local body = past and (past[1].body or past[2] and past[2].body)
    if body and not stays(desk, kind, row, body) then
      list[#list + 1] = { row = row, kind = kind, past = past }
    else
      kept = kept + 1
    end
  end
  return list, kept
end

-- Takes the last action of the place back (again: does the last one taken back again).  Returns
-- {words, done, kept}, or nil, err.
function undo.run(desk, place, again)
  local here = lists(desk, place)
  local from, to = here.past, here.ahead
  if again then from, to = to, from end
  local commit = from[#from]
  if not commit then return nil, desk:refusal("NOTFOUND", "undo_nothing") end
  local list, kept = todo_of(desk, commit)
  if #list == 0 then
    table.remove(from)
    return nil, desk:refusal("CONFLICT", "undo_too_late")
  end
  local done, err = act.write(desk, { note = ru.fill(ru.undo_note, { what = commit.words }) }, function(st)
    for _, one in ipairs(list) do put_back(st, one.kind, one.row, one.past) end
  end)
  if not done then return nil, err end
  table.remove(from)
  local fresh = desk:one("commit_newest")
  fresh.words = commit.words
  push(to, fresh)
  return { words = commit.words, done = #list, kept = kept }
end

return undo
