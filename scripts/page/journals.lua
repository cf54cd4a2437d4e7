-- page/journals.lua -- the list of journals by class, with filters and a quiet sign for what is not filled.
-- Floor: page.
local text = require "core.text"
local ru = require "text.ru"
local calendar = require "school.calendar"
local journal = require "school.journal"
local progress = require "school.progress"
local frame = require "page.frame"

local journals = {}

local function matches(row, words)
  local where = text.lower(journal.title(row) .. " " .. (row.teachers or ""))
  for _, word in ipairs(words) do
    if not where:find(word, 1, true) then return false end
  end
  return true
end

-- What is not filled in a journal, in words, and where it stands; nil when nothing is or it is not counted.
local function gaps_of(desk, sheet, row)
  local facts = sheet and sheet.facts[row.id]
  if not facts then return nil end
  local own = row.mine == 1 or row.head ~= nil and row.head == desk.me.person
  local inspects = progress.mine(desk, row)
  if not own and not inspects then return nil end
  local n = #facts.no_topic + #facts.empty + #facts.undecided
  if n == 0 then return nil end
  local parts = {}
  for _, kind in ipairs({ "no_topic", "empty", "undecided" }) do
    if #facts[kind] > 0 then
      parts[#parts + 1] = desk.rules:label("remark_kinds", kind) .. ": " .. #facts[kind]
    end
  end
  return { n = n, words = table.concat(parts, ", "),
    href = (inspects and "/deputy/warnings" or "/warnings") .. frame.query({ journal = row.id }) }
end

-- Groups the rows by class: {id, name, rows, href}, in the order they came.
local function by_group(desk, rows, sheet)
  local list, at = {}, {}
  for _, row in ipairs(rows) do
    local group = at[row.group]
    if not group then
      local home = row.group_kind == "class" or row.group_kind == "group"
      group = { id = row.group, name = row.group_name, rows = {},
        href = home and "/classes/" .. row.group or false }
      at[row.group] = group
      list[#list + 1] = group
    end
    local gaps = gaps_of(desk, sheet, row)
    table.insert(group.rows, {
      href = "/journals/" .. row.id, subject = row.subject_name, subgroup = row.subgroup or "",
      teachers = row.teachers or "", last = calendar.written(row.last_lesson):sub(1, 5), gaps = gaps or false,
      find = text.lower(journal.title(row) .. " " .. (row.teachers or "")),
    })
  end
  return list
end

function journals.show(req, desk)
  local year = calendar.chosen(desk, req.query.year)
  if not year then
    return frame.page(req, desk, { title = ru.place_journals, name = "journals", place = "journals",
      body = frame.render("empty", { text = ru.no_year_yet }) })
  end
  local all = journal.list(desk, year)
  local any_mine = false
  for _, row in ipairs(all) do any_mine = any_mine or row.mine == 1 end
  local whose = req.query.whose or (any_mine and "mine" or "all")
  local words = {}
  for word in text.lower(req.query.q or ""):gmatch("%S+") do words[#words + 1] = word end
  local rows = {}
  for _, row in ipairs(all) do
    if (whose ~= "mine" or row.mine == 1) and matches(row, words) then rows[#rows + 1] = row end
  end
  local sheet = progress.ready(desk, year)
  local body = frame.render("journals", {
    groups = by_group(desk, rows, sheet), years = calendar.years(desk), year = year.id, q = req.query.q or "",
    whose = whose, any_mine = any_mine, total = #all, found = ru.count(#rows, "journal_forms"),
    count = #rows, forms = table.concat(ru.journal_forms, ","),
  })
  return frame.page(req, desk, { title = ru.place_journals, name = "journals", place = "journals",
    body = body, css = { "journals.css" }, js = { "journals.js" } })
end

return journals
