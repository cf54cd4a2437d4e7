-- school/cells.lua -- what stands in a cell of the journal, as the teacher types it.
-- Floor: school.  Pure: no data, no policy.
local cells = {}

-- The text of a stored cell: absence, then the marks.  It is exactly what may be typed again.
function cells.text(row)
  if not row then return "" end
  local marks, absence = row.marks, row.absence
  if marks == nil or marks == "" then return absence or "" end
  if absence == nil or absence == "" then return marks end
  return absence .. " " .. marks
end

-- The marks of a cell one by one: "5/4" -> {"5", "4"}.
function cells.split(marks)
  local list = {}
  for mark in (marks or ""):gmatch("[^/]+") do list[#list + 1] = mark end
  return list
end

-- Letters of the class attribute: a absence only, c corrected, n a comment, h a hidden one, x two records.
function cells.class(row, conflict)
  local class = ""
  if row.absence and row.absence ~= "" and (row.marks == nil or row.marks == "") then class = "a" end
  if row.corrected == 1 then class = class == "" and "c" or class .. " c" end
  if row.comment and row.comment ~= "" then
    local sign = (row.hidden == 1 or row.hidden == true) and "h" or "n"
    class = class == "" and sign or class .. " " .. sign
  end
  if conflict then class = class == "" and "x" or class .. " x" end
  return class
end

-- Blanks at the ends and doubled blanks taken away.
function cells.tidy(text)
  return ((text or ""):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

return cells
