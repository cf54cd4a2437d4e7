-- school/remarks.lua -- remarks on how a journal is kept: drafted from the facts, sent by the deputy,
-- answered
-- by the teacher in place; and the checks themselves.
-- Floor: school.
local date = require "core.date"
local entered = require "lib.entered"
local words = require "lib.words"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"
local journal = require "school.journal"
local people = require "school.people"
local progress = require "school.progress"

local remarks = {}

-- So many dates or names stand in a draft; the rest is a number.
local NAMED = 6

local filled = entered.typed

-- The clauses of the regulation about checking journals: array of {clause, text}.
function remarks.clauses(desk)
  local rows = desk.rules:rows()
  local list = {}
  for _, row in ipairs(rows and rows.roles or {}) do
    if row.duty == "check_e_journal" then list[#list + 1] = { clause = row.clause, text = row.text } end
  end
  for _, row in ipairs(rows and rows.archive or {}) do
    if row.task == "print_remarks" then list[#list + 1] = { clause = row.clause, text = row.text } end
  end
  for _, row in ipairs(rows and rows.carriers or {}) do
    if row.key == "remarks_page" then list[#list + 1] = { clause = row.clause, text = row.text } end
  end
  return list
end

local function about(desk, row)
  return { mine = row.mine == 1, headed = row.head ~= nil and row.head == desk.me.person, grade = row.grade }
end

-- The remarks of a year this user may see, newest first; each with .state "open", "answered", "done" or
-- "late".
function remarks.list(desk, year)
  local today, list = desk:today(), {}
  for _, row in ipairs(desk:query("remarks_of_year", { year = year.id, me = desk.me.person or "",
    date = calendar.day_in(year, today) })) do
    if desk.access:may("remark", "see", about(desk, row)) then
      row.may_answer = desk.access:may("remark_answer", "write", about(desk, row))
      if row.done == 1 then
        row.state = "done"
      elseif row.answer and row.answer ~= "" then
        row.state = "answered"
      else
        row.state = row.due and row.due < today and "late" or "open"
      end
      list[#list + 1] = row
    end
  end
  return list
end

-- How many remarks wait for this user's answer.
function remarks.waiting(desk, year)
  local n = 0
  for _, row in ipairs(remarks.list(desk, year)) do
    if row.mine == 1 and (row.state == "open" or row.state == "late") then n = n + 1 end
  end
  return n
end

local function dates_of(sheet, items)
  local list = {}
  for i = 1, math.min(#items, NAMED) do
    local lesson = sheet.lesson[items[i].lesson]
    list[i] = calendar.written(lesson and lesson.date or items[i].date):sub(1, 5)
  end
  if #items > NAMED then list[#list + 1] = ru.fill(ru.dep_more, { n = #items - NAMED }) end
  return table.concat(list, ", ")
end

local function pupils_of(sheet, items)
  local list, seen = {}, {}
  for _, item in ipairs(items) do
    if not seen[item.person] then
      seen[item.person] = true
      list[#list + 1] = people.short(sheet.person[item.person])
    end
  end
  local n = #list
  local shown = { table.unpack(list, 1, math.min(n, NAMED)) }
  if n > NAMED then shown[#shown + 1] = ru.fill(ru.dep_more, { n = n - NAMED }) end
  return table.concat(shown, ", ")
end

local function draft(desk, sheet, kind, items)
  local sentence = desk.rules:label("remark_drafts", kind)
  if sentence == kind then return nil end
  local person = items[1].person ~= nil
  return ru.fill(sentence, { n = #items, dates = not person and dates_of(sheet, items) or "",
    pupils = person and pupils_of(sheet, items) or "" })
end

-- Drafts for the journals given: array of {journal row, kind, text, n, lesson, person}; a kind about which a
-- remark of that journal is still open is left out.
function remarks.drafts(desk, sheet, journals, open)
  local list = {}
  for _, row in ipairs(journals) do
    local facts = sheet.facts[row.id]
    for _, kind in ipairs(progress.kinds) do
      local items = facts[kind]
      if #items > 0 and not open[row.id .. "|" .. kind] then
        local sentence = draft(desk, sheet, kind, items)
        if sentence then
          list[#list + 1] = { journal = row, kind = kind, text = sentence, n = #items,
            lesson = #items == 1 and items[1].lesson or nil, person = #items == 1 and items[1].person or nil }
        end
      end
    end
  end
  return list
end

-- The set "journal|kind" of remarks that are not closed yet.
function remarks.open_set(list)
  local set = {}
  for _, row in ipairs(list) do
    if row.state ~= "done" then set[row.journal .. "|" .. row.kind] = true end
  end
  return set
end

local function due_day(desk)
  local days = progress.settings(desk).remark_days
  return days and date.add_days(desk:today(), days) or nil
end
remarks.due_day = due_day

-- Sends remarks.  items: array of {journal, kind, text, lesson, person}; inspection: {aim, text} or nil
-- records the
-- check as well.  One commit.  Returns how many were sent, or nil, err.
function remarks.send(desk, items, due, inspection)
  if not desk.access:may("remark", "write") then return nil, desk:refusal("DENIED", "dep_not_yours") end
  local today, ready = desk:today(), {}
  if due and due < today then return nil, desk:refusal("INPUT", "dep_due_past") end
  for _, item in ipairs(items) do
    local row = desk:one("journal", { journal = item.journal or "" })
    local sentence = filled(item.text)
    if not row or not desk.access:may("remark", "write", { grade = row.grade }) then
      return nil, desk:refusal("NOTFOUND", "no_such_journal")
    end
    if not sentence then return nil, desk:refusal("INPUT", "dep_empty_remark") end
    ready[#ready + 1] = { journal = item.journal, kind = filled(item.kind) or "other", text = sentence,
      lesson = filled(item.lesson), person = filled(item.person), made_on = today, due = due
        or due_day(desk) }
  end
  if #ready == 0 and not inspection then return nil, desk:refusal("INPUT", "dep_none_chosen") end
  local done, err = act.write(desk, { keep = true, note = ru.dep_note_remarks }, function(st)
    for _, fields in ipairs(ready) do act.must(st:put("remark", fields)) end
    if inspection then
      act.must(st:put("inspection", { made_on = today, aim = filled(inspection.aim),
        text = filled(inspection.text),
        journal = filled(inspection.journal), inspector = desk.me.person }))
    end
  end)
  if not done then return nil, err end
  return #ready
end

local function one(desk, id)
  local row = desk:one("remark", { remark = id or "", me = desk.me.person or "", date = desk:today() })
  if not row or not desk.access:may("remark", "see", about(desk, row)) then
    return nil, desk:refusal("NOTFOUND", "dep_no_remark")
  end
  return row
end

-- The teacher answers; done says that it is mended.  The deputy may close or reopen it by the same way.
function remarks.answer(desk, form)
  local row, err = one(desk, form.remark)
  if not row then return nil, err end
  if not desk.access:may("remark_answer", "write", about(desk, row)) then
    return nil, desk:refusal("DENIED", "dep_not_yours")
  end
  local answer = filled(form.answer)
  local done = form.done == "1" or form.done == true
  if not answer and not done then
    local msg = ru.dep_need_answer
    return nil, { code = "INPUT", msg = msg, fields = { answer = msg } }
  end
  return act.write(desk, { keep = true, note = ru.dep_note_answer }, function(st)
    act.must(st:put("remark_answer", { remark = row.id, answer = answer or row.answer, done = done,
      answered_on = desk:today() }))
  end)
end

-- The deputy mends the text of a remark, or takes it back.
function remarks.edit(desk, form)
  local row, err = one(desk, form.remark)
  if not row then return nil, err end
  if not desk.access:may("remark", "write", about(desk, row)) then
    return nil, desk:refusal("DENIED", "dep_not_yours")
  end
  local sentence, due = filled(form.text), calendar.read(form.due or "")
  return act.write(desk, { keep = true, note = ru.dep_note_remarks }, function(st)
    if form.withdraw == "1" then
      act.must(st:void("remark", row.id, filled(form.reason) or ru.dep_withdrawn))
      return
    end
    act.must(sentence, desk:refusal("INPUT", "dep_empty_remark"))
    act.must(st:correct("remark", row.id, { text = sentence, due = due or row.due },
      filled(form.reason) or ru.dep_edited))
  end)
end

-- Checks recorded in the year, newest first.
function remarks.inspections(desk, year)
  if not desk.access:may("inspection", "see") then return {} end
  return desk:query("inspections", { starts = year.starts, ends = year.ends })
end

-- What a record of a check says by itself: how much was looked at and what was found.
function remarks.summary(desk, sheet, journals, list)
  local all = progress.sums(sheet, journals)
  local found = {}
  for _, kind in ipairs(progress.kinds) do
    if all[kind] > 0 then
      found[#found + 1] = desk.rules:label("remark_kinds", kind) .. " — " .. all[kind]
    end
  end
  return ru.fill(ru.dep_summary, { journals = ru.count(#journals, "journal_forms"),
    lessons = ru.count(all.n, "lesson_forms"), remarks = ru.count(#list, "dep_remark_forms"),
    found = #found > 0 and table.concat(found, "; ") or ru.dep_nothing_found })
end

remarks.title = journal.title
remarks.listed = function(row) return words.list(row) end

return remarks
