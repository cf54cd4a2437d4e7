-- page/journals.lua -- the list of journals with filters.
-- Floor: page.
local text = require "core.text"
local ru = require "text.ru"
local calendar = require "school.calendar"
local journal = require "school.journal"
local frame = require "page.frame"

local journals = {}

local function matches(row, words)
  local where = text.lower(journal.title(row) .. " " .. (row.teachers or ""))
  for _, word in ipairs(words) do
    if not where:find(word, 1, true) then return false end
  end
  return true
end

-- Groups the rows by class: {name, rows}, in the order they came.
local function by_group(rows)
  local list, at = {}, {}
  for _, row in ipairs(rows) do
    local group = at[row.group]
    if not group then
      group = { name = row.group_name, rows = {} }
      at[row.group] = group
      list[#list + 1] = group
    end
    table.insert(group.rows, {
      href = "/journals/" .. row.id, subject = row.subject_name, subgroup = row.subgroup or "",
      teachers = row.teachers or "", last = calendar.written(row.last_lesson), mine = row.mine == 1,
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
  local body = frame.render("journals", {
    groups = by_group(rows), years = calendar.years(desk), year = year.id, q = req.query.q or "",
      whose = whose,
    any_mine = any_mine, total = #all, found = ru.count(#rows, "journal_forms"), count = #rows,
  })
  return frame.page(req, desk, { title = ru.place_journals, name = "journals", place = "journals",
    body = body })
end

return journals
