-- school/exemptions.lua -- a pupil freed from the lessons of a subject for a time.
-- Floor: school.  The word that stands in the journal for it is the row "exempt" of the regulation's scale.
local text = require "core.text"
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local attendance = require "school.attendance"
local calendar = require "school.calendar"
local cells = require "school.cells"
local journal = require "school.journal"
local marks = require "school.marks"
local timetable = require "school.timetable"

local exemptions = {}

local filled = entered.filled

-- The word of the scale, or nil when the regulation has none.
exemptions.word = marks.exempt_word

-- Exemptions of a pupil in the year.
function exemptions.of_person(desk, year, person)
  return desk:query("exemptions_of_person", { person = person, year = year.id })
end

-- Exemptions of a journal: array; with .covers(person, day) -> row or nil.
function exemptions.of_journal(desk, id)
  local list = desk:query("exemptions_of_journal", { journal = id })
  function list.covers(person, day)
    for _, row in ipairs(list) do
      if row.person == person and timetable.covers(row, day) then return row end
    end
    return nil
  end
  return list
end

-- Who is freed from the lessons of an opened journal, remembered with its frame.  Without a person: function
-- (person, day) -> row or nil; with one: the same, or nil when he is never freed.
function exemptions.covers(desk, frame, person)
  if not frame.exempt then
    local list = exemptions.of_journal(desk, frame.id)
    frame.exempt = { covers = list.covers, by = {}, list = list }
    for _, row in ipairs(list) do frame.exempt.by[row.person] = true end
  end
  if person and not frame.exempt.by[person] then return nil end
  return frame.exempt.covers
end

-- Journals the pupil may be freed from: {id, title}.
function exemptions.journals(desk, year, person)
  local list = {}
  for _, row in ipairs(desk:query("pupil_journals",
    { person = person, year = year.id, me = desk.me.person or "", on = desk:today() })) do
    list[#list + 1] = { id = row.id, title = journal.title(row) }
  end
  return list
end

-- Puts an exemption.  form: person, journal, starts, ends (empty: to the end of the year), reason, order.
function exemptions.add(desk, year, form)
  local group, err = attendance.class_of(desk, year, form.person)
  if not group then return nil, err end
  if not group.exempt then return nil, desk:refusal("DENIED", "attendance_not_yours") end
  local known = false
  for _, one in ipairs(exemptions.journals(desk, year, form.person)) do known = known
    or one.id == form.journal end
  if not known then return nil, desk:refusal("INPUT", "exempt_which") end
  local span
  span, err = attendance.span_of(desk, form, false)
  if not span then return nil, err end
  for _, row in ipairs(exemptions.of_person(desk, year, form.person)) do
    local meets = row.journal == form.journal and (not span.ends or row.starts <= span.ends)
      and (not filled(row.ends) or row.ends >= span.starts)
    if meets then
      return nil, desk:refusal("CONFLICT", "range_twice",
        { from = calendar.written(row.starts), to = filled(row.ends) and calendar.written(row.ends)
          or ru.span_open })
    end
  end
  return act.write(desk, {}, function(st)
    return act.must(st:put("exemption", { person = form.person, journal = form.journal, starts = span.starts,
      ends = span.ends or nil, reason = filled(text.nfc(cells.tidy(form.reason))),
        order = filled(form.order) }))
  end)
end

-- Ends an exemption: struck out.
function exemptions.remove(desk, year, form)
  local group, err = attendance.class_of(desk, year, form.person)
  if not group then return nil, err end
  if not group.exempt then return nil, desk:refusal("DENIED", "attendance_not_yours") end
  for _, row in ipairs(exemptions.of_person(desk, year, form.person)) do
    if row.id == form.exemption then
      return act.write(desk, {}, function(st) act.must(st:void("exemption", row.id, ru.exempt_removed)) end)
    end
  end
  return nil, desk:refusal("NOTFOUND", "timetable_gone")
end

-- Writes the word into the pupil's empty cells of lessons already given while the exemption lasts.  Only in
-- journals the user may write and open periods.  Returns the number written, or nil, err.
function exemptions.fill(desk, journal_id)
  local frame, rights = journal.open(desk, journal_id)
  if not frame then return nil, rights end
  if not rights.write then return nil, desk:refusal("DENIED", "not_your_journal") end
  local word, today, todo = exemptions.word(desk), desk:today(), {}
  if not word then return nil, desk:refusal("POLICY", "exempt_no_word") end
  for _, row in ipairs(exemptions.of_journal(desk, journal_id)) do
    for _, lesson in ipairs(frame.lessons) do
      local due = lesson.date <= today and lesson.status ~= "cancelled" and timetable.covers(row, lesson.date)
        and frame.pupil[row.person] and not frame.locked[frame.period_of(lesson.date) or ""]
      if due then
        local cell = desk:one("cell", { lesson = lesson.id, person = row.person })
        if not cell or (not filled(cell.marks) and not filled(cell.absence)) then
          todo[#todo + 1] = { lesson = lesson, person = row.person, comment = cell and cell.comment,
            hidden = cell and cell.hidden == 1 or nil }
        end
      end
    end
  end
  if #todo == 0 then return 0 end
  local entry = marks.check(desk, frame.journal, todo[1].lesson, word)
  if not entry.ok then return nil, { code = "POLICY", msg = entry.message or entry.failed
    or ru.policy_silent } end
  local done, err = act.write(desk, { note = ru.exempt_note }, function(st)
    for _, one in ipairs(todo) do
      act.must(st:put("cell", { lesson = one.lesson.id, person = one.person, marks = filled(entry.marks),
        absence = filled(entry.absence), comment = filled(one.comment), hidden = one.hidden }))
    end
  end)
  if not done then return nil, err end
  return #todo
end

return exemptions
