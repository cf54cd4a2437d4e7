-- school/office_brought.lua -- marks a newcomer brings from the school he comes from.
-- Floor: school.  Results of periods that were over (or had begun) when he came are put as decided results
-- with
-- the origin as their reason; his current marks stand in the first lesson after he came, with the origin as a
-- comment.  So they are counted by the regulation as all others and everybody sees where they come from.
local entered = require "lib.entered"
local ru = require "text.ru"
local act = require "school.act"
local cells = require "school.cells"
local journal = require "school.journal"
local marks = require "school.marks"
local office = require "school.office"
local pupils = require "school.office_pupils"

local brought = {}

local filled, typed = entered.filled, entered.typed

-- The lesson that takes the current marks: the first since he came that is not cancelled, else nil.
local function lesson_of(frame, day)
  for _, lesson in ipairs(frame.lessons) do
    if lesson.date >= day and lesson.status ~= "cancelled" then return lesson end
  end
  return nil
end

-- The journals of the pupil's class: {place = enrolment, rows = {{id, title, frame, rights, lesson, cell,
-- periods = {{id, name, result}}}}}; nil, err.  Only journals the user may write.
function brought.view(desk, person)
  local row = filled(person) and desk:one("office_person", { person = person })
  local place = row and row.pupil and pupils.class_on(desk, person, desk:today())
  if not place then return nil, desk:refusal("NOTFOUND", "office_in_no_class") end
  local view = { place = place, person = row, rows = {} }
  for _, one in ipairs(desk:query("office_journals", { group = place.group })) do
    local frame, rights = journal.open(desk, one.id)
    if frame and frame.pupil[person] and (rights.result or rights.write) then
      local line = { id = one.id, subject = one.subject_name, subgroup = filled(one.subgroup) or "",
        frame = frame, rights = rights, lesson = rights.write and lesson_of(frame, place.starts) or nil,
        periods = {} }
      local results = journal.results(desk, frame)
      for _, period in ipairs(rights.result and frame.own_periods or {}) do
        if period.starts < place.starts then
          line.periods[#line.periods + 1] = { id = period.id, name = period.name,
            result = results[person .. "|" .. period.id] }
        end
      end
      line.cell = line.lesson and desk:one("cell", { lesson = line.lesson.id, person = person }) or nil
      if #line.periods > 0 or line.lesson then view.rows[#view.rows + 1] = line end
    end
  end
  return view
end

-- Is it worth a link: may the user write marks or results about a pupil of that class?
function brought.may(desk, place)
  local access, about = desk.access, office.about(desk, place)
  about.mine = true
  return access:may("result", "write", about) or access:may("cell", "write", about)
end

function brought.result_field(line, period) return "r_" .. line.id .. "_" .. period.id end
function brought.cell_field(line) return "c_" .. line.id end

local function fits(symbol, grading)
  for _, one in ipairs(symbol.grading or {}) do
    if one == (filled(grading) or "marks") then return true end
  end
  return symbol.grading == nil
end

local function result_of(desk, line, period, value)
  local symbol = marks.scale(desk).by[value]
  if not symbol or not symbol.result or not fits(symbol, line.frame.journal.grading) then
    return nil, ru.fill(ru.office_no_result, { text = value })
  end
  local stored = period.result or {}
  return { journal = line.id, period = period.id, decided = value, proposed = filled(stored.proposed),
    why = filled(stored.why), policy = filled(stored.policy), council = filled(stored.council) }
end

local function cell_of(desk, line, value)
  local text = cells.tidy(value):gsub("%s*[,;/ ]%s*", "/")
  local entry = marks.check(desk, line.frame.journal, line.lesson, text)
  if entry.failed then return nil, ru.policy_silent end
  if not entry.ok then return nil, entry.message or ru.cell_not_allowed end
  if filled(entry.absence) or not filled(entry.marks) then return nil, ru.cell_not_allowed end
  return { lesson = line.lesson.id, marks = entry.marks }
end

-- Writes what was brought.  form: person, from (school and paper), r_JOURNAL_PERIOD results, c_JOURNAL
-- current
-- marks "5 4 4".  What stands already stays.  Returns the number written and the commit; nil, err.
function brought.set(desk, form)
  local view, err = brought.view(desk, form.person)
  if not view then return nil, err end
  local from, todo, bad, first = typed(form.from), {}, {}, nil
  if not from then bad.from, first = ru.office_need_origin, ru.office_need_origin end
  local function take(field, kind, value, words)
    if value then
      todo[#todo + 1] = { kind = kind, fields = value }
    else
      bad[field], first = words, first or words
    end
  end
  for _, line in ipairs(view.rows) do
    for _, period in ipairs(line.periods) do
      local value = typed(form[brought.result_field(line, period)])
      local stands = period.result and filled(period.result.decided)
      if value and value ~= stands then
        take(brought.result_field(line, period), "result", result_of(desk, line, period, value))
      end
    end
    local value = line.lesson and typed(form[brought.cell_field(line)])
    if value and line.cell and cells.text(line.cell) ~= "" then
      bad[brought.cell_field(line)], first = ru.office_cell_taken, first or ru.office_cell_taken
    elseif value then
      take(brought.cell_field(line), "cell", cell_of(desk, line, value))
    end
  end
  if first then return nil, { code = "INPUT", msg = first, fields = bad } end
  if #todo == 0 then return nil, office.wrong("from", "office_nothing_brought") end
  return office.write(desk, ru.office_note_brought, function(st)
    local words = ru.fill(ru.office_brought_from, { from = from })
    for _, one in ipairs(todo) do
      one.fields.person = form.person
      one.fields[one.kind == "result" and "reason" or "comment"] = words
      act.must(st:put(one.kind, one.fields))
    end
    return #todo
  end)
end

return brought
