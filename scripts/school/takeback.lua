-- school/takeback.lua -- takes actions of the journal's grid back by their commits: every entry gets an
-- entry that puts the former value back.  Doing it again takes that commit back in its turn. Floor: school.
-- All or nothing: what somebody changed since is a refusal in words, and nothing is written.
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local former = require "school.former"
local journal = require "school.journal"
local locks = require "school.locks"
local people = require "school.people"

local takeback = {}

-- Kinds the grid writes, and the word for them in the answer.
local WORDS = { lesson = "lesson_forms", cell = "cell_forms", result = "result_forms", lock = "lock_forms" }
local MOST = 400 -- commits of one action

-- The newest commit of the ledger: its id.
local function newest(desk)
  local row = desk:one("commit_newest")
  return row and row.id or 0
end

-- Runs fn(...); returns what it returned and, third, the id of the commit it made, or nil.
function takeback.watch(desk, fn, ...)
  local before = newest(desk)
  local value, err = fn(...)
  local after = newest(desk)
  return value, err, value and after ~= before and after or nil
end

-- The entries of the commits by subject: array of {kind, key, first, n, reason, journal}; nil, err.
local function subjects_of(desk, commits)
  local list, by = {}, {}
  for _, id in ipairs(commits) do
    local commit = desk:one("takeback_commit", { id = id })
    if not commit or commit.author ~= desk.me.login then
      return nil, desk:refusal("DENIED", "takeback_not_yours")
    end
    for _, row in ipairs(desk:query("commit_entries", { first_id = commit.first_id, n = commit.n })) do
      local kind, name = former.kind(row.kind), row.kind .. "|" .. row.subject
      if not WORDS[kind] then return nil, desk:refusal("INPUT", "takeback_other") end
      local one = by[name] or { kind = kind, code = row.kind, key = row.subject, first = row.id, n = 0 }
      if not by[name] then by[name], list[#list + 1] = one, one end
      one.first, one.n = math.min(one.first, row.id), one.n + 1
      one.reason = one.reason or row.reason and row.reason ~= "" and row.reason or nil
    end
  end
  return list
end

-- Reads what stood before and says why it may not be put back, or nil.
local function look(desk, one)
  local since = desk:query("takeback_since", { kind = one.code, subject = one.key, since = one.first })
  local last = since[#since]
  if #since ~= one.n or not last then
    return desk:refusal("CONFLICT", "takeback_overtaken", { who = last and people.of_login(desk, last.author)
      or "?", at = last and calendar.moment(last.at) or "" })
  end
  local past = desk:history(one.kind, one.key)
  one.now, one.before = past[1] and past[1].body, past[one.n + 1] and past[one.n + 1].body
  local own = one.key:match("^[^|]+")
  if one.kind == "cell" then
    one.journal, one.lesson = (desk:one("lesson_journal", { lesson = own }) or {}).journal, own
  elseif one.kind == "lesson" then
    one.journal = (one.now or one.before or {}).journal
  else
    one.journal = own
  end
  one.last = one.key:match("([^|]+)$")
end

-- Was the period closed after the action?  What was done in a closed one had its reason.
local function closed_since(desk, frame, one)
  if one.kind == "lock" then return false end
  local lesson = one.kind == "cell" and frame.lesson[one.lesson] or one.now or one.before
  local period = one.kind == "result" and one.last or lesson and frame.period_of(lesson.date) or ""
  if not frame.locked[period] then return false end
  local lock = desk:one("takeback_lock", { journal = frame.id, period = period })
  return lock ~= nil and lock.entry > one.first
end

-- May the user put it back now?  nil when yes.
local function judge(desk, one)
  local frame, rights = journal.open(desk, one.journal or "")
  if not frame then return rights end
  local may = one.kind == "cell" and (rights.write or rights.lent[one.lesson]) or one.kind == "result"
    and rights.result or one.kind == "lesson" and rights.lesson or one.kind == "lock" and rights.lock
  if not may then
    return desk:refusal("DENIED", one.kind == "lock" and "may_not_lock" or "not_your_journal")
  end
  if one.kind == "lock" and locks.sealed(desk, frame.journal.year) then return desk:refusal("LOCKED",
    "dep_sealed") end
  if closed_since(desk, frame, one) then return desk:refusal("LOCKED", "takeback_locked") end
  if one.kind == "lesson" and one.now and not one.before
    and desk:one("lesson_used", { lesson = one.key }).n > 0 then
    return desk:refusal("LOCKED", "takeback_lesson_used")
  end
  return nil
end

-- Values of a record with a natural key when nothing stood there before.
local function blank(one)
  if one.kind == "lock" then return { locked = false } end
  return {}
end

local function put_back(st, one)
  if one.kind == "lesson" then
    if one.now then return former.restore(st, "lesson", one.key, one.now, one.before, ru.undo_reason) end
    return former.anew(st, "lesson", one.key, one.before)
  end
  local body = one.before or blank(one)
  if one.reason and one.now then
    local changes = former.differs(one.now, body)
    return act.must(st:correct(one.kind, one.key, changes, ru.undo_reason))
  end
  return former.anew(st, one.kind, one.key, body)
end

local function summary(list)
  local count, order, parts = {}, {}, {}
  for _, one in ipairs(list) do
    if not count[one.kind] then order[#order + 1] = one.kind end
    count[one.kind] = (count[one.kind] or 0) + 1
  end
  for i, kind in ipairs(order) do parts[i] = ru.count(count[kind], WORDS[kind]) end
  return table.concat(parts, ", ")
end

-- What the page has to draw anew: {cells = {{lesson, person, text, cls}}, persons, reload}.
local function shown(desk, id, list)
  local out = { cells = json.array({}), persons = json.array({}) }
  local seen, frame = {}, journal.open(desk, id)
  for _, one in ipairs(list) do
    if one.kind == "lesson" or one.kind == "lock" then out.reload = true end
    local person = one.kind == "cell" and one.last
      or one.kind == "result" and former.key("result", one.key).person
    if person and one.journal == id and not seen[person] then
      seen[person] = true
      out.persons[#out.persons + 1] = person
      if frame then frame.proposed[person] = nil end
    end
    if one.kind == "cell" and one.journal == id then
      local cell = journal.cell(desk, one.lesson, one.last)
      out.cells[#out.cells + 1] = { lesson = one.lesson, person = one.last, text = cell.text,
        cls = cell.class }
    end
  end
  return out
end

-- Takes the commits (array of ids, one action) back as one commit.  Returns {commit, what, cells, persons,
-- reload}, or nil, err: CONFLICT when somebody changed any of it since, LOCKED, DENIED.
function takeback.run(desk, id, commits)
  local frame, denied = journal.open(desk, id)
  if not frame then return nil, denied end
  if #commits == 0 or #commits > MOST then return nil, desk:refusal("NOTFOUND", "undo_nothing") end
  local list, err = subjects_of(desk, commits)
  if not list then return nil, err end
  for _, one in ipairs(list) do
    local refused = look(desk, one) or judge(desk, one)
    if refused then return nil, refused end
  end
  local keep = true
  for _, one in ipairs(list) do keep = keep and (one.kind == "cell" or one.kind == "result") end
  local done, failed, commit = takeback.watch(desk, act.write, desk, { keep = keep,
    note = ru.fill(ru.undo_note, { what = summary(list) }) }, function(st)
    for _, one in ipairs(list) do put_back(st, one) end
  end)
  if not done then return nil, failed end
  local out = shown(desk, id, list)
  out.commit, out.what = commit, summary(list)
  return out
end

return takeback
