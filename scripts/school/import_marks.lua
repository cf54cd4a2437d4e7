-- school/import_marks.lua -- marks and absences of a file into cells of the journals.
-- Floor: school.  A million rows must pass in seconds: every lookup is remembered under the words of
-- the file themselves, so that a usual row costs a few table reads and one put.
local text = require "core.text"
local ru = require "text.ru"
local calendar = require "school.calendar"
local cells = require "school.cells"
local marks = require "school.marks"
local source = require "school.import_source"

local import_marks = {}

local function refuse(key, values)
  return { refuse = ru.fill(ru[key], values or {}) }
end

-- The lesson of a day by its number; without a number the only one of that day.
local function pick(day, list, number)
  local written = calendar.written(day)
  if not list then return nil, refuse("import_no_lesson", { date = written }) end
  if number == "" then
    if #list > 1 then return nil, refuse("import_which_lesson") end
    return list[1]
  end
  local n = math.tointeger(tonumber(number))
  if not n then return nil, refuse("import_bad_number") end
  for _, row in ipairs(list) do
    if row.number == n then return row end
  end
  return nil, refuse("import_no_lesson_number", { date = written, number = number })
end

-- The slot of a lesson: {id, date, journal, have, checks, people, class}, or {refuse = reason}.
local function find_lesson(desk, frame, rec)
  for _, field in ipairs({ "class", "subject", "date" }) do
    if rec[field] == "" then return refuse("import_need", { column = source.title(field) }) end
  end
  local day = frame:day(rec.date)
  if not day then return refuse("import_bad_date", { column = source.title("date") }) end
  local year = frame:year_of(day)
  if not year then return refuse("import_year_of", { date = calendar.written(day) }) end
  local group, bad = frame:group(year, rec.class)
  if not group then return { refuse = bad } end
  local journal
  journal, bad = frame:journal(group, rec.subject, rec.subgroup)
  if not journal then return { refuse = bad } end
  if journal.may == nil then journal.may = desk.access:may("cell", "write", journal.about) end
  if not journal.may then return refuse("import_not_yours") end
  local closed = frame:closed(journal, day)
  if closed then return { refuse = closed } end
  local row, refused = pick(day, frame:lessons(journal)[day], rec.number)
  if not row then return refused end
  if row.slot then return row.slot end
  local adoption = desk.rules:at(day)
  local have = frame:cells(journal)
  have[row.id] = have[row.id] or {}
  group.faces = group.faces or {}
  local rule = (adoption and adoption.hash or "") .. "|" .. (journal.grading or "") .. "|" .. (row.work or "")
  frame.checks = frame.checks or {}
  frame.checks[rule] = frame.checks[rule] or {}
  row.slot = { id = row.id, date = day, row = row, journal = journal, group = group, have = have[row.id],
    checks = frame.checks[rule], faces = group.faces }
  return row.slot
end

-- The pupil of a row in his class: {id, spans}, or {refuse = reason}.
local function find_face(frame, group, rec)
  if rec.last == "" or rec.first == "" then
    return refuse("import_need", { column = source.title(rec.last == "" and "last" or "first") })
  end
  local found = frame:pupils(group)[source.person_key(rec.last, rec.first, rec.middle)]
  if not found then return refuse("import_no_pupil", { class = group.name }) end
  if found == "two" then return refuse("import_two_pupils", { class = group.name }) end
  if #found.spans == 1 then found.from, found.till = found.spans[1][1], found.spans[1][2] end
  return found
end

local function present(face, day)
  for _, span in ipairs(face.spans) do
    if span[1] <= day and day <= span[2] then return true end
  end
  return false
end

-- What the written mark and absence mean: {marks, absence, sign}, or {refuse = reason}.
local function find_entry(desk, report, slot, mark, absence)
  local typed = text.nfc(cells.tidy(absence .. " " .. mark))
  if not typed then return refuse("import_bad_text", { column = source.title("mark") }) end
  if typed == "" then return refuse("import_nothing") end
  local entry = marks.check(desk, slot.journal, slot.row, typed)
  if entry.failed then
    report.unchecked = (report.unchecked or 0) + 1
    return { marks = typed, sign = typed .. "||", raw = true }
  end
  if not entry.ok then return { refuse = entry.message or ru.cell_not_allowed } end
  local shown, away = entry.marks ~= "" and entry.marks or nil, entry.absence ~= "" and entry.absence or nil
  return { marks = shown, absence = away, sign = (shown or "") .. "|" .. (away or "") .. "|" }
end

local function child(t, key)
  local found = t[key]
  if not found then
    found = {}
    t[key] = found
  end
  return found
end

-- The maker: a function(row of fields, may write) -> "added" | "same", or nil, reason.
-- at: field -> column, as the Source found them; a column that is not there reads as "".
function import_marks.marks(desk, frame, st, src)
  local at, report = src.at, frame.report
  local none = src.width + 1
  local c_class, c_subject, c_date = at.class, at.subject, at.date
  local c_number, c_subgroup = at.number or none, at.subgroup or none
  local c_last, c_first, c_middle = at.last or at.name, at.first or none, at.middle or none
  local c_mark, c_absence, c_comment = at.mark or none, at.absence or none, at.comment or none
  local put = st:putter("cell", "lesson", "person", "marks", "absence", "comment")
  local classes = {}

  local function slot_of(row)
    local days = child(child(child(classes, row[c_class]), row[c_subject]), row[c_subgroup])
    local numbers = child(days, row[c_date])
    local rec, bad = src:record()
    local slot = rec and find_lesson(desk, frame, rec) or { refuse = bad }
    if rec then numbers[row[c_number]] = slot end
    return slot
  end

  local function face_of(row, slot)
    local names = child(child(slot.faces, row[c_last]), row[c_first])
    local rec, bad = src:record()
    local face = rec and find_face(frame, slot.group, rec) or { refuse = bad }
    if rec then names[row[c_middle]] = face end
    return face
  end

  local function entry_of(row, slot)
    local entry = find_entry(desk, report, slot, row[c_mark], row[c_absence])
    if not entry.raw then child(slot.checks, row[c_mark])[row[c_absence]] = entry end
    return entry
  end

  return function(row, writing)
    row[none] = ""
    local slot = classes[row[c_class]]
    slot = slot and slot[row[c_subject]]
    slot = slot and slot[row[c_subgroup]]
    slot = slot and slot[row[c_date]]
    slot = slot and slot[row[c_number]] or slot_of(row)
    if slot.refuse then return nil, slot.refuse end
    local face = slot.faces[row[c_last]]
    face = face and face[row[c_first]]
    face = face and face[row[c_middle]] or face_of(row, slot)
    if face.refuse then return nil, face.refuse end
    local day = slot.date
    if not (face.from and face.from <= day and day <= face.till) and not present(face, day) then
      return nil, ru.fill(ru.import_not_yet, { date = calendar.written(day), class = slot.group.name })
    end
    local entry = slot.checks[row[c_mark]]
    entry = entry and entry[row[c_absence]] or entry_of(row, slot)
    if entry.refuse then return nil, entry.refuse end
    local sign, comment = entry.sign, row[c_comment]
    if comment == "" then
      comment = nil
    else
      comment = source.tidy(comment)
      if not comment then return nil, ru.fill(ru.import_bad_text, { column = source.title("comment") }) end
      sign = sign .. comment
    end
    local person = face.id
    local have = slot.have[person]
    if have == nil then
      slot.have[person] = sign
      if writing then
        local done, err = put(slot.id, person, entry.marks, entry.absence, comment)
        if not done then
          if err.code == "FULL" or err.code == "IO" or err.code == "GONE" then error(err, 0) end
          return nil, err.msg
        end
      end
      return "added"
    end
    if have == sign then return "same" end
    return nil, ru.import_other_mark
  end
end

return import_marks
