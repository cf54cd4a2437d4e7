-- school/finals.lua -- what closes a programme: the examination and the mark of the certificate.
-- Floor: school.  Which journals have them say the regulation's rows of `final`; the mark itself is its
-- `final_result`, all subjects of a pupil or all pupils of a journal in one batch.
local text = require "core.text"
local json = require "lib.json"
local ru = require "text.ru"

local finals = {}

local function has(list, value)
  for _, one in ipairs(list or {}) do
    if one == value then return true end
  end
  return false
end

-- The regulation's row of the certificate that names the grade, or nil.
local function row_of(rows, grade, grading)
  local found
  for _, row in ipairs(rows and rows.rounding or {}) do
    local fits = row.use == "final" and row.grades and has(row.grades, grade)
    if fits and (not grading or not row.grading or row.grading == grading) then found = row end
  end
  return found
end

-- Does the regulation make a mark of the certificate of its own in that grade?
function finals.certified(desk, grade, day)
  return row_of(desk.rules:rows(day), grade) ~= nil
end

-- What closes a journal {grade, subject_name, grading} by the rows of a regulation: {exam = "required",
-- "choice" or nil, past = the years before count}, or nil when there is no mark of the certificate.
function finals.places(rows, journal)
  local grading = journal.grading
  if grading == nil or grading == "" then grading = "marks" end
  local row = row_of(rows, journal.grade, grading)
  if not row or grading == "none" then return nil end
  local subject, exam = text.lower(journal.subject_name or ""), nil
  if row.rule == "year_exam" then
    local open = not row.choice_subjects or has(row.choice_subjects, subject)
    exam = has(row.exam_subjects, subject) and "required" or open and "choice" or nil
  end
  return { exam = exam, past = row.rule ~= "year_exam" and row.rule ~= "year" }
end

-- The periods of examination and certificate of a journal among those of its year by scheme: copies with
-- .due, whether everybody must have a result there.
function finals.periods(rows, journal, schemes)
  local place, list = finals.places(rows, journal), {}
  local function add(period, due)
    if not period then return end
    local copy = { due = due }
    for name, value in pairs(period) do copy[name] = value end
    list[#list + 1] = copy
  end
  if place and place.exam then add((schemes.exam or {})[1], place.exam == "required") end
  if place then add((schemes.final or {})[1], true) end
  return list
end

-- "11 кл., II полугодие": a result of a year among those the certificate counts.
function finals.named(grade, name)
  return ru.fill(ru.finals_named, { grade = tostring(grade or ""), name = name })
end

-- The question for the mark of the certificate.  row: {grade, subject_name, grading}.
function finals.call(row, year, exam, results)
  return { hook = "final_result", ctx = { grade = row.grade, year = year, exam = exam,
    results = json.array(results), subject = row.subject_name,
    grading = row.grading ~= "" and row.grading or nil } }
end

-- Results of the same subject in the years of the same programme, the oldest first.
local function history(rows, subject, programme)
  local list = {}
  for _, row in ipairs(rows) do
    local counted = row.scheme == row.own or row.scheme == "year"
    if counted and row.subject == subject and row.programme == programme then
      list[#list + 1] = { period = finals.named(row.grade, row.name), value = row.decided }
    end
  end
  return list
end

-- The result that stands in a period of the scheme, the council's before the teacher's, and the period.
local function standing(row, scheme)
  for _, period in ipairs(row.all) do
    local slot = row.periods[period.id]
    if period.scheme == scheme and slot then
      local result = slot.result or {}
      local council = result.council ~= "" and result.council or nil
      return council or result.decided ~= "" and result.decided or nil, period.id
    end
  end
  return nil
end

-- The mark of the certificate for each journal: array of {text, decided, missing, why, period} (the same
-- order), and the adoption.  journals: as of people.year_of_marks, with .all = the periods of the year.
-- A decided mark stands before the proposed one; period is where the missing thing is entered.
function finals.ask(desk, person, year, journals, grade)
  local about = {}
  for _, row in ipairs(desk:query("journal_subjects", { year = year.id })) do about[row.id] = row end
  local rows = desk:query("pupil_level_results", { person = person, ["until"] = year.ends })
  local calls, out, policy = {}, {}, desk.rules:rows(year.ends)
  for i, row in ipairs(journals) do
    local known = about[row.id] or {}
    local in_year, year_period = standing(row, "year")
    local exam, exam_period = standing(row, "exam")
    local final, final_period = standing(row, "final")
    local place = finals.places(policy, row)
    out[i] = { decided = final or "", period = not in_year and year_period or place and place.exam
      and not exam and exam_period or final_period }
    calls[i] = finals.call({ grade = grade, subject_name = row.subject_name, grading = row.grading },
      not (place and place.past) and in_year or nil, exam,
      place and place.past and history(rows, known.subject, known.programme) or {})
  end
  local answers, adopted = desk.rules:ask(calls, year.ends)
  for i, one in ipairs(out) do
    local ok = answers and answers[i].ok or {}
    one.text = one.decided ~= "" and one.decided or ok.proposed or ""
    one.missing, one.why = ok.missing or "", ok.why
  end
  return out, adopted
end

return finals
