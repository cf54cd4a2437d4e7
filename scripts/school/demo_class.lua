-- school/demo_class.lua -- what the council decides on every pupil of a demo year, and the debts that follow.
-- Floor: school.  Read from the results that were written, so that the sheet of a class agrees with them.
local date = require "core.date"
local ru = require "text.ru"
local act = require "school.act"
local demo_life = require "school.demo_life"

local demo_class = {}

local BAD = { ["2"] = true, ["н/а"] = true }

-- Year results that are a debt: person -> array of journals.
local function failed(w, class, period)
  local map = {}
  for _, row in ipairs(act.must(w.st:query("class_results", { group = class.id }))) do
    if row.period == period and BAD[row.decided] then
      map[row.person] = map[row.person] or {}
      table.insert(map[row.person], row.journal)
    end
  end
  return map
end

local function debts(w, person, journals, period, at)
  for n, journal in ipairs(journals) do
    local day = date.add_days(at:sub(1, 4) .. "-09-20", n)
    local done = day < w.today
    act.must(w.st:put("debt", { person = person, journal = journal, period = period, due = at:sub(1, 4)
      .. "-10-15",
      retaken_on = done and day or nil, outcome = done and "3" or nil }))
  end
end

local function decide(w, i, finishing, at)
  local year, period = w.years[i], w.periods[i].year and w.periods[i].year[1]
  if not period then return end
  local protocol = demo_life.protocol(w, i, at:sub(1, 10), ru.demo_class_council)
  local id = w.journals[i][1] and act.must(w.st:one("year_of_date", { date = year.days[1].date })).id
  for _, class in ipairs(w.people.years[i]) do
    local last = class.grade == 9 or class.grade == 11
    if last == finishing then
      local bad = failed(w, class, period.id)
      for _, pupil in ipairs(class.pupils) do
        if class.enrolment[pupil] and not class.gone[pupil] then
          local owes = bad[pupil.id]
          act.must(w.st:put("council", { person = pupil.id, year = id, protocol = protocol,
            decision = owes and not last and "conditional" or last and "graduated" or "promoted" }))
          if owes and not last then debts(w, pupil.id, owes, period.id, at) end
        end
      end
    end
  end
end

-- Puts the two meetings of the council at the end of year i on the agenda.
function demo_class.end_year(w, i)
  local spring = (w.years[i].first + 1) .. "-06-"
  for _, meeting in ipairs({ { "02T11:00:00", false }, { "24T11:00:00", true } }) do
    w:plan(spring .. meeting[1], w.login[w.office.head], ru.demo_class_note, function()
      decide(w, i, meeting[2], spring .. meeting[1])
    end)
  end
end

return demo_class
