-- school/pupil_files.lua -- the papers of a pupil when he leaves the school and when he comes back.
-- Floor: school.  His files get the day and the event, from which the regulation counts their term; what the
-- term is, and whether the event has one at all, only the regulation says (school/retention.lua).
local entered = require "lib.entered"
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local people = require "school.people"

local pupil_files = {}

local filled = entered.filled

-- The record in which a pupil's own papers lie, where the regulation has such a one.
local PERSONAL = "personal_file"

local function keeps(desk, record)
  for _, row in ipairs((desk.rules:rows() or {}).carriers or {}) do
    if row.key == record then return true end
  end
  return false
end

local function may(desk)
  return desk.access:may("file_unit", "write", {})
end

-- He has left: his open files close with the day and the event; who had no personal file of his own (the
-- files of a class may stand as one) gets its row.  Inside a transaction.
function pupil_files.close(desk, st, person, event, day)
  if not may(desk) then return end
  local has = false
  for _, row in ipairs(desk:query("pupil_files", { person = person })) do
    has = has or row.record == PERSONAL
    if not filled(row.event) then
      act.must(st:correct("file_unit", row.id, { closed_on = filled(row.closed_on) or day, event = event,
        event_date = day }, ru.office_note_files))
    end
  end
  local who = not has and keeps(desk, PERSONAL) and desk:one("office_person", { person = person })
  if who then
    act.must(st:put("file_unit", { record = PERSONAL, person = person, closed_on = day, event = event,
      event_date = day, title = ru.fill(ru.office_file_title, {
        what = desk.rules:label("carriers", PERSONAL), who = people.full(who) }) }))
  end
end

-- He has come back: the files that his leaving closed are open again.  Inside a transaction.
function pupil_files.open(desk, st, person)
  if not may(desk) then return end
  for _, row in ipairs(desk:query("pupil_files", { person = person })) do
    if filled(row.event) then
      act.must(st:correct("file_unit", row.id, { closed_on = json.null, event = json.null,
        event_date = json.null }, ru.office_note_files_back))
    end
  end
end

return pupil_files
