-- F1 on every screen: each page of an unlocked desk names a help text that is there, and its own one.
require "lib.strict"
local asset = require "core.asset"
local os_ = require "core.os"
local demo = require "school.demo"
local session = require "school.session"
local tap = require "lib.tap"
local pages = require "page.pages"

local TODAY = "2026-11-20"
local dir = os_.env("TEST_TMP") .. "/help"
local made = assert(demo.make(dir, { pupils = 110, years = 1, seed = 5, policy = "school20_nn",
  today = TODAY }))
local stick = assert(session.stick(dir))
local desks = {}
for i, user in ipairs(made.users) do
  desks[i] = assert(stick:unlock(user.login, user.password))
  desks[i].today = function() return TODAY end
end
local desk, handler = desks[1], pages.handler(stick, false)

-- The page for the first user who may see it.
local function get(path, query)
  local answer
  for _, one in ipairs(desks) do
    answer = handler { method = "GET", path = path, query = query or {}, headers = {},
      session = { desk = one }, csrf = "0" }
    if answer.status ~= 403 then return answer end
  end
  return answer
end

local year = desk:query("years", {})[1]
local group
for _, one in ipairs(desk:query("cmd_groups", { year = year.id })) do
  if one.kind == "class" and not group then group = one end
end
local row = desk:query("cmd_group_journals", { group = group.id, me = "", on = "" })[1]
local journal = row.id
local pupil = desk:query("cmd_group_pupils", { group = group.id })[1].person
local ids = { journals = journal, pupils = pupil, classes = group.id, groups = group.id, pupil = pupil,
  brought = pupil, staff = desk.me.person, users = made.users[1].login,
  retention = get("/retention").body:match("/retention/([^\"?]+)") }
local lesson = desk:query("journal_lessons", { journal = journal })[1].id
local period
for _, one in ipairs(desk:query("periods_of_year", { year = year.id })) do
  if one.scheme == row.scheme and one.number == 1 then period = one.id end
end
local query = { lesson = lesson, person = pupil, pupil = pupil, period = period, year = year.id,
  journal = journal, class = group.id, date = TODAY, weekday = "1", number = "1", id = lesson, set = "1",
  group = group.id }

-- What is no page: it leads on, is a file or data, or there is nothing of the kind in this school.
local elsewhere = {}
for _, pattern in ipairs({ "/", "/import/preview", "/import/sample/:kind", "/classes/:id/cell",
  "/journals/:id/results", "/journals/:id/why", "/pupils/:id/outlook/why", "/pupils/:id/card" }) do
  elsewhere[pattern] = true
end
local seen, bad, untold, start = 0, {}, {}, {}
for _, list in ipairs(pages.desks) do
  for _, route in ipairs(list) do
    local pattern = route[2]
    if route[1] == "GET" and not elsewhere[pattern] then
      local path = pattern:gsub("([%a_]+)/:%a+", function(what) return what .. "/" .. tostring(ids[what]) end)
      local fine, answer = pcall(get, path, query)
      local name = fine and answer.status == 200
        and answer.body:match('<link rel="help" href="/help/([%w_]+)"')
      if not name then
        untold[#untold + 1] = pattern .. " " .. tostring(fine and answer.status or answer)
      else
        seen = seen + 1
        if not asset.get("assets/help/" .. name .. ".md") then bad[#bad + 1] = pattern .. " " .. name end
        if name == "start" then start[#start + 1] = pattern end
      end
    end
  end
end
tap.is(bad, {}, "every screen has its help text")
tap.is(start, {}, "and its own one")
tap.is(untold, {}, "every address was opened")
tap.ok(seen > 60, "all of them", seen)
stick:lock_all()
return tap.done()
