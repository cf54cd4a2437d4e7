-- school/exempt.lua -- spans of exemption against the days of a period.
-- Floor: school.  Pure: rows {person, starts, ends} in, a row out.
local exempt = {}

-- The row that frees the pupil from the first to the last day of a period, or nil.
function exempt.whole(rows, person, period)
  for _, row in ipairs(rows or {}) do
    local ends = row.ends
    if row.person == person and row.starts <= period.starts
      and (ends == nil or ends == "" or ends >= period.ends) then return row end
  end
  return nil
end

return exempt
