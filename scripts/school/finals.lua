-- school/finals.lua -- a pupil's results of a year by subject, with the mark of the certificate where the
-- regulation has one for his grade.
-- Floor: school.  The certificate's mark is the regulation's `final_result`, all subjects in one batch.
local json = require "lib.json"

local finals = {}

-- Does the regulation make a mark of the certificate of its own in that grade?
function finals.certified(desk, grade, day)
  local rows = desk.rules:rows(day)
  for _, row in ipairs(rows and rows.rounding or {}) do
    if row.use == "final" then
      for _, one in ipairs(row.grades or {}) do
        if one == grade then return true end
      end
    end
  end
  return false
end

-- Results of the same subject in the years of the same programme, the oldest first.
local function history(rows, subject, programme)
  local list = {}
  for _, row in ipairs(rows) do
    local counted = row.scheme == row.own or row.scheme == "year"
    if counted and row.subject == subject and row.programme == programme then
      list[#list + 1] = { period = tostring(row.grade or "") .. " кл., " .. row.name, value = row.decided }
    end
  end
  return json.array(list)
end

local function decided(row, scheme)
  for _, period in ipairs(row.all) do
    local slot = row.periods[period.id]
    if period.scheme == scheme and slot and slot.result then return slot.result.decided end
  end
  return nil
end

-- The mark of the certificate for each journal: array of {text, missing, why} (the same order), and the
-- adoption.  journals: as of people.year_of_marks, with .all = the periods of the year.
function finals.ask(desk, person, year, journals, grade)
  local about = {}
  for _, row in ipairs(desk:query("journal_subjects", { year = year.id })) do about[row.id] = row end
  local rows = desk:query("pupil_level_results", { person = person, ["until"] = year.ends })
  local calls = {}
  for i, row in ipairs(journals) do
    local known = about[row.id] or {}
    calls[i] = { hook = "final_result", ctx = { grade = grade, year = decided(row, "year"),
      exam = decided(row, "exam"), results = history(rows, known.subject, known.programme),
      subject = row.subject_name, grading = row.grading ~= "" and row.grading or nil } }
  end
  local answers, adopted = desk.rules:ask(calls, year.ends)
  local out = {}
  for i = 1, #journals do
    local ok = answers and answers[i].ok or {}
    out[i] = { text = ok.proposed or "", missing = ok.missing or "", why = ok.why }
  end
  return out, adopted
end

return finals
