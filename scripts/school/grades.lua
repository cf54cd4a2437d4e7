-- school/grades.lua -- a group with pupils of several grades: who is in which, and in what order.
-- Floor: school.
local people = require "school.people"

local grades = {}

-- Sets pupil.grade where the pupils of a journal belong to several grades and sorts them by it.
-- Returns true then; false (and nothing changed) for an ordinary class.
function grades.split(desk, row, pupils)
  local of = {}
  for _, one in ipairs(desk:query("journal_pupil_grades",
    { year = row.year, journal = row.id, group = row.group })) do
    of[one.person] = one.grade
  end
  local first, several = nil, false
  for _, pupil in ipairs(pupils) do
    local grade = of[pupil.id] or row.grade
    first = first or grade
    several = several or grade ~= first
  end
  if not several then return false end
  local parts, names = {}, {}
  for _, pupil in ipairs(people.sort(pupils)) do
    pupil.grade = of[pupil.id] or row.grade
    local key = pupil.grade or 99
    if not parts[key] then
      parts[key] = {}
      names[#names + 1] = key
    end
    parts[key][#parts[key] + 1] = pupil
  end
  table.sort(names)
  local n = 0
  for _, key in ipairs(names) do
    for _, pupil in ipairs(parts[key]) do
      n = n + 1
      pupils[n] = pupil
    end
  end
  return true
end

return grades
