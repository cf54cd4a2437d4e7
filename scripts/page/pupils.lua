-- page/pupils.lua -- the list of pupils with a search.
-- Floor: page.
local ru = require "text.ru"
local calendar = require "school.calendar"
local import = require "school.import"
local office = require "school.office_pupils"
local people = require "school.people"
local frame = require "page.frame"

local pupils = {}

function pupils.show(req, desk)
  local year = calendar.chosen(desk, req.query.year)
  if not year then
    return frame.page(req, desk, { title = ru.place_pupils, name = "pupils", place = "pupils",
      body = frame.render("empty", { text = ru.no_year_yet }) })
  end
  local all = people.pupils(desk, year.id, calendar.day_in(year, desk:today()))
  local found = people.search(all, req.query.q)
  local groups, at, seen, n = {}, {}, {}, 0
  for _, row in ipairs(found) do
    if not at[row.group_id] then
      at[row.group_id] = { id = row.group_id, rows = {},
        name = row.group_name:find("^%d+$") and ru.fill(ru.class_title, { name = row.group_name })
          or row.group_name }
      groups[#groups + 1] = at[row.group_id]
    end
    if not seen[row.id] then seen[row.id], n = true, n + 1 end
    table.insert(at[row.group_id].rows, { href = "/pupils/" .. row.id
      .. frame.query({ year = req.query.year }),
      name = people.full(row) })
  end
  local body = frame.render("pupils", {
    groups = groups, q = req.query.q or "", years = calendar.years(desk), year = year.id, total = #all,
    count = n, found = ru.count(n, "pupil_forms"),
  })
  return frame.page(req, desk, { title = ru.place_pupils, name = "pupils", place = "pupils", body = body,
    actions = frame.render("pupils_actions", { import = import.may(desk, "roster"),
      mover = office.mover(desk) }) })
end

return pupils
