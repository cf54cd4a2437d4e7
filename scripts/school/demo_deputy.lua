-- school/demo_deputy.lua -- the deputy's year in the invented school: a check in November with remarks and
-- answers,
-- the council's decisions in May.
-- Floor: school.  Everything is put on the agenda of the world `w` (demo.lua) with its day.
local date = require "core.date"
local act = require "school.act"
local ru = require "text.ru"

local demo_deputy = {}

-- Journals of the classes that give marks, by turns of teachers: one journal each.
local function some_journals(w, i, n)
  local list, seen = {}, {}
  for _, journal in ipairs(w.journals[i]) do
    if journal.marked and journal.class and not seen[journal.teacher] and #list < n then
      seen[journal.teacher] = true
      list[#list + 1] = journal
    end
  end
  return list
end

local function check(w, i)
  local day = w.years[i].first .. "-11-06"
  local sent = {}
  w:plan(day .. "T15:00:00", w.login[w.office.deputy], ru.dep_note_remarks, function()
    act.must(w.st:put("inspection", { made_on = day, aim = ru.dep_demo_aim, text = ru.dep_demo_check,
      inspector = w.office.deputy.id }))
    for n, journal in ipairs(some_journals(w, i, #ru.dep_demo_remarks)) do
      local row = ru.dep_demo_remarks[n]
      sent[n] = { journal = journal, id = act.must(w.st:put("remark", { journal = journal.id,
        kind = row[1], text = row[2], made_on = day, due = date.add_days(day, 7) })) }
    end
  end)
  for n, row in ipairs(ru.dep_demo_remarks) do
    local answered = date.add_days(day, 2 + n)
    local words = row[3] ~= "" and row[3] or i < #w.years and ru.dep_demo_done
    if words then
      local journal = some_journals(w, i, #ru.dep_demo_remarks)[n]
      if journal then
        w:plan(answered .. "T16:10:00", w.login[journal.teacher], ru.dep_note_answer, function()
          act.must(w.st:put("remark_answer", { remark = sent[n].id, answer = words,
            done = n < 3 or i < #w.years, answered_on = answered }))
        end)
      end
    end
  end
end

-- Puts the year of the deputy on the agenda.
function demo_deputy.agenda(w, i)
  check(w, i)
end

return demo_deputy
