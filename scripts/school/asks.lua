-- school/asks.lua -- a teacher asks for a closed period to be opened; whoever closes periods opens it or not.
-- Floor: school.  What was asked is done with when the period is opened (school/locks.lua) or refused.
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local journal = require "school.journal"
local locks = require "school.locks"

local asks = {}

local filled = entered.typed

-- What is asked of the journal's period and not answered yet, as a row; nil.
function asks.of(desk, id, period)
  for _, row in ipairs(desk:query("day_asks", {})) do
    if row.journal == id and row.period == period then return row end
  end
  return nil
end

-- May the user ask for a period of this journal?  He writes in it and does not close periods himself.
function asks.may(desk, frame, rights)
  local about = { mine = rights.write, grade = frame.journal.grade }
  return rights.write and not rights.lock and desk.access:may("unlock_ask", "write", about)
end

-- Asks.  form: period, reason.
function asks.send(desk, id, form)
  local frame, rights = journal.open(desk, id)
  if not frame then return nil, rights end
  if not asks.may(desk, frame, rights) then return nil, desk:refusal("DENIED", "not_your_journal") end
  local period, reason = form.period or "", filled(form.reason)
  if not frame.period[period] then return nil, desk:refusal("NOTFOUND", "no_such_period") end
  if not frame.locked[period] then return nil, desk:refusal("CONFLICT", "ask_not_closed") end
  if not reason then
    return nil, { code = "INPUT", msg = ru.ask_need_reason, fields = { reason = ru.ask_need_reason } }
  end
  return act.write(desk, { note = ru.ask_note }, function(st)
    act.must(st:put("unlock_ask", { journal = id, period = period, by = desk.me.person, reason = reason,
      on = desk:today(), done = false }))
  end)
end

-- What is asked of the journals whose periods the user may close, the oldest first.
function asks.open(desk)
  local list = {}
  for _, row in ipairs(desk:query("day_asks", {})) do
    if desk.access:may("lock", "write", { grade = row.grade }) then list[#list + 1] = row end
  end
  return list
end

-- The period stays closed.  form: journal, period.
function asks.refuse(desk, form)
  local row = asks.of(desk, form.journal, form.period)
  if not row then return nil, desk:refusal("NOTFOUND", "ask_gone") end
  if not desk.access:may("lock", "write", { grade = row.grade }) then
    return nil, desk:refusal("DENIED", "may_not_lock")
  end
  return act.write(desk, { note = ru.ask_note }, function(st) locks.settle(st, row) end)
end

return asks
