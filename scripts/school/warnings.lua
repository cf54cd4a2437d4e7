-- school/warnings.lua -- what in the journals is worth a word, each a link to its cell.
-- Floor: school.  The facts come from school/progress.lua; only a result whose marks changed after it was
-- decided is asked of the regulation again, and only when somebody looks.
local ru = require "text.ru"
local calendar = require "school.calendar"
local journal = require "school.journal"
local people = require "school.people"
local progress = require "school.progress"
local results = require "school.results"

local warnings = {}

-- The results of a journal that its marks no longer give: added to the facts' list `unexplained`.
local function settle(desk, facts)
  if not facts.stale or #facts.stale == 0 then return end
  local frame = journal.open(desk, facts.journal.id)
  if not frame then return end
  local stale = facts.stale
  facts.stale = {}
  local persons, seen = {}, {}
  for _, one in ipairs(stale) do
    if not seen[one.person] then
      seen[one.person] = true
      persons[#persons + 1] = one.person
    end
  end
  local proposed = results.proposed(desk, frame, persons)
  for _, one in ipairs(stale) do
    local entry = proposed[one.person] and proposed[one.person][one.period]
    if entry and not entry.failed and entry.text ~= "" and entry.text ~= one.decided then
      table.insert(facts.unexplained, { person = one.person, period = one.period, proposed = entry.text,
        decided = one.decided, changed = true })
    end
  end
end

-- Asks the regulation about the results that changed marks stand behind, a few journals at a time, until all
-- are settled; true when nothing is left of those the user looks after.
function warnings.settle(desk, sheet, limit)
  local left = limit or math.huge
  for _, one in ipairs(sheet.journals) do
    local facts = sheet.facts[one.id]
    if facts.stale and #facts.stale > 0 and progress.mine(desk, one) then
      if left <= 0 then return false end
      left = left - 1
      settle(desk, facts)
    end
  end
  return true
end

local function period_name(row, id)
  if row.whole and row.whole.id == id then return row.whole.name end
  for _, list in ipairs({ row.own, row.closing or {} }) do
    for _, period in ipairs(list) do
      if period.id == id then return period.name end
    end
  end
  return ""
end

local function text_of(sheet, kind, row, item)
  if kind == "late" then
    return ru.fill(ru.dep_late, { on = calendar.written(item.on) })
  elseif kind == "few" then
    return ru.fill(ru.dep_few, { n = item.n, least = row.least, period = period_name(row, item.period) })
  elseif kind == "undecided" then
    return period_name(row, item.period)
  elseif kind == "absent_mark" then
    return ru.fill(ru.dep_absent_mark, { text = item.text })
  elseif kind == "day_mark" then
    return ru.fill(ru.warn_day_mark, { text = item.text, number = item.number, low = item.low,
      high = item.high })
  elseif kind == "day_reason" then
    return ru.fill(ru.warn_day_reason, { text = item.text, other = item.other,
      number = item.number and ru.fill(ru.warn_on_lesson, { number = item.number }) or "" })
  elseif kind == "day_blank" then
    return ru.warn_day_blank
  elseif kind == "jump" then
    return ru.fill(ru.dep_jump, { before = item.before, value = item.value,
      period = period_name(row, item.period) })
  elseif kind == "unexplained" then
    local key = item.changed and ru.dep_changed or ru.dep_unexplained
    return ru.fill(key, { proposed = item.proposed, decided = item.decided,
      period = period_name(row, item.period) })
  end
  return sheet and "" or ""
end

-- Where the thing stands: the journal with the cursor on the cell.
function warnings.href(row, item)
  local place = item.lesson or item.period
  if not place and not item.person then return "/journals/" .. row.id end
  return "/journals/" .. row.id .. "#cell=" .. (place or "") .. "," .. (item.person or "")
end

-- May the user write the lessons of the journal?
local function writes_lessons(desk, row)
  local mine = false
  for _, one in ipairs(row.teachers_list) do mine = mine or one.person == desk.me.person end
  return desk.access:may("lesson", "write", { mine = mine, grade = row.grade,
    headed = row.head ~= nil and row.head == desk.me.person })
end

-- Where it can be mended at once, in the side panel.
local function mend(desk, row, kind, item)
  local base = "/journals/" .. row.id
  if kind == "no_topic" then
    return writes_lessons(desk, row) and base .. "/lesson?lesson=" .. item.lesson or nil
  end
  if item.period then return base .. "/why?person=" .. item.person .. "&period=" .. item.period end
  if item.person then return base .. "/cell?lesson=" .. item.lesson .. "&person=" .. item.person end
  return nil
end

local function fits(row, wanted)
  if wanted.group and wanted.group ~= "" and row.group ~= wanted.group then return false end
  if wanted.journal and wanted.journal ~= "" and row.id ~= wanted.journal then return false end
  if wanted.teacher and wanted.teacher ~= "" then
    for _, one in ipairs(row.teachers_list) do
      if one.person == wanted.teacher then return true end
    end
    return false
  end
  return true
end

-- The journals of the list that fit {group, journal, teacher}.
function warnings.narrow(list, wanted)
  local kept = {}
  for _, row in ipairs(list) do
    if fits(row, wanted) then kept[#kept + 1] = row end
  end
  return kept
end

-- One warning as a row: {kind, date, name, text, href, mend}.
function warnings.row(desk, sheet, kind, row, item)
  local lesson = item.lesson and sheet.lesson[item.lesson]
  local person = item.person and sheet.person[item.person]
  return { kind = kind, date = lesson and lesson.date or item.date or "", name = people.short(person),
    text = text_of(sheet, kind, row, item), href = warnings.href(row, item),
    mend = mend(desk, row, kind, item) }
end

-- So many pupils with the same gap in one period are one line.
local FOLD = 2

-- Items of a kind as they are shown: array of {item, n}; pupils of one period may stand together.
local function lines_of(kind, items)
  local lines, at = {}, {}
  local folds = kind == "undecided" or kind == "few"
  for _, item in ipairs(items) do
    local line = folds and at[item.period]
    if line then
      line.items[#line.items + 1] = item
    else
      line = { items = { item } }
      lines[#lines + 1] = line
      at[item.period or line] = line
    end
  end
  local list = {}
  for _, line in ipairs(lines) do
    if #line.items > FOLD then
      list[#list + 1] = { item = { period = line.items[1].period }, n = #line.items }
    else
      for _, item in ipairs(line.items) do list[#list + 1] = { item = item, n = 1 } end
    end
  end
  return list
end

-- The line of many pupils: {kind, date, name, text, href, mend}.
local function many_row(kind, row, line)
  return { kind = kind, date = "", name = ru.count(line.n, "pupil_forms"),
    text = period_name(row, line.item.period), href = warnings.href(row, line.item),
    mend = "/journals/" .. row.id .. "/period?period=" .. line.item.period }
end

-- Warnings of some journals: array of {journal, rows}, their number, and how many of them are in no row; at
-- most `limit` rows are made.
-- kinds: set of kinds, or nil for all.
function warnings.list(desk, sheet, journals, kinds, limit)
  local groups, n, made, left = {}, 0, 0, 0
  for _, row in ipairs(journals) do
    local facts, group = sheet.facts[row.id], nil
    if not kinds or kinds.unexplained then settle(desk, facts) end
    for _, kind in ipairs(progress.kinds) do
      if not kinds or kinds[kind] then
        for _, line in ipairs(lines_of(kind, facts[kind])) do
          n = n + line.n
          if made == limit then
            left = left + line.n
          else
            made = made + 1
            if not group then
              group = { journal = row, rows = {} }
              groups[#groups + 1] = group
            end
            table.insert(group.rows, line.n == 1 and warnings.row(desk, sheet, kind, row, line.item)
              or many_row(kind, row, line))
          end
        end
      end
    end
  end
  return groups, n, left
end

return warnings
