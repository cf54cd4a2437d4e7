-- page/deputy_frame.lua -- what the pages of the deputy share: the year they speak of, the tabs, the bars.
-- Floor: page.
local html = require "lib.html"
local ru = require "text.ru"
local calendar = require "school.calendar"
local progress = require "school.progress"
local frame = require "page.frame"

local deputy = {}

local tabs = {
  { key = "progress", href = "/deputy" }, { key = "warnings", href = "/deputy/warnings" },
  { key = "remarks", href = "/deputy/remarks" }, { key = "locks", href = "/deputy/locks" },
  { key = "council", href = "/deputy/council" }, { key = "debts", href = "/deputy/debts" },
  { key = "promotion", href = "/deputy/promotion" }, { key = "closing", href = "/deputy/closing" },
}

-- The end of a year goes through these tabs one after another.
local after = { locks = "council", council = "debts", debts = "promotion", promotion = "closing" }

-- The year of the page: the one asked for, the one chosen before, or today's.
function deputy.year(req, desk, given)
  local asked = given or req.query.year
  if asked and asked ~= "" then req.session.deputy_year = asked end
  return calendar.chosen(desk, req.session.deputy_year)
end

-- Opens a page of the deputy: the year, its sheet and the journals he looks after; or nil and the answer that
-- says why not.
function deputy.open(req, desk, given)
  if not desk.access:may("inspection", "see") then
    return nil, frame.refuse(req, desk, desk:refusal("DENIED", "dep_not_yours"))
  end
  local year = deputy.year(req, desk, given)
  if not year then
    return nil, frame.page(req, desk, { title = ru.dep_title, name = "deputy", place = "school",
      body = frame.render("empty", { text = ru.no_year_yet }) })
  end
  local sheet = progress.of(desk, year)
  return sheet, progress.journals(desk, sheet)
end

-- A whole page with the tabs.  opts: tab, title, body, about, help.
function deputy.page(req, desk, sheet, opts)
  local list = {}
  for i, tab in ipairs(tabs) do
    list[i] = { href = tab.href, label = ru["dep_tab_" .. tab.key], current = tab.key == opts.tab }
  end
  local head = frame.render("deputy_tabs", { tabs = list })
  local follows = after[opts.tab]
  local foot = follows and frame.render("deputy_next", { label = ru["dep_tab_" .. follows],
    href = "/deputy/" .. follows .. frame.query({ year = sheet.year.id }) }) or ""
  return frame.page(req, desk, { title = opts.title or ru.dep_title, name = opts.name or "deputy",
    place = "school", css = { "deputy.css" }, js = { "deputy.js" },
    about = opts.about or sheet.year.name, actions = opts.actions, help = opts.help or "deputy",
    body = html.join({ head, opts.body, foot }) })
end

function deputy.percent(done, all)
  if all == 0 then return 100 end
  return done * 100 // all
end

-- A bar with its figure: "97 %", 120 of 123.
function deputy.bar(done, all, href)
  return { done = done, all = all, percent = deputy.percent(done, all), href = href or false,
    text = ru.fill(ru.dep_of, { done = done, all = all }) }
end

-- The years for a choice.
function deputy.years(desk, sheet)
  local list = {}
  for i, year in ipairs(calendar.years(desk)) do
    list[i] = { id = year.id, name = year.name, current = year.id == sheet.year.id }
  end
  return list
end

-- The answer to a POST of the deputy: to the page with the words, or the refusal's words there.
function deputy.done(req, desk, ok, err, to, message)
  return frame.done(req, desk, ok, err, { to = to, message = message })
end

return deputy
