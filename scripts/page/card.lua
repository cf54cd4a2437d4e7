-- page/card.lua -- a pupil's own sheet, on the screen and on A4.
-- Floor: page.
local ru = require "text.ru"
local calendar = require "school.calendar"
local cards = require "school.card"
local people = require "school.people"
local frame = require "page.frame"

local card = {}

-- Links to the sheets of a pupil that the regulation has: markup, or false.
function card.links(desk, person)
  local list = {}
  for i, one in ipairs(cards.sheets(desk)) do
    list[i] = { title = one.title,
      href = "/pupils/" .. person .. "/card" .. frame.query({ sheet = one.key }) }
  end
  return #list > 0 and frame.render("card_links", { sheets = list }) or false
end

local function groups_of(found)
  for _, group in ipairs(found.groups) do
    for _, row in ipairs(group.rows) do
      row.date = calendar.written(row.date)
      for _, field in ipairs({ "kind", "place", "document" }) do row[field] = row[field] or "" end
    end
  end
  return found.groups
end

local function places_of(desk, rows)
  local list = {}
  for i, row in ipairs(rows) do
    list[i] = { year = row.year_name, group = row.group_name,
      kind = desk.rules:label("group_kinds", row.kind), starts = calendar.written(row.starts),
        ends = calendar.written(row.ends) }
  end
  return list
end

function card.show(req, desk, params)
  local row, err = people.pupil(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local found
  found, err = cards.of(desk, params.id, req.query.sheet)
  if not found then return frame.refuse(req, desk, err) end
  local wrong = req.session.again or {}
  req.session.again = nil
  local adoption = desk.rules:at() or {}
  local body = frame.render("card", { id = params.id, csrf = req.csrf, sheet = found.sheet,
    name = people.full(row), born = calendar.written(row.born), file_no = row.file_no or "",
      admitted = calendar.written(row.admitted),
    places = places_of(desk, row.enrolments), parts = found.parts, groups = groups_of(found),
    rules = found.rules, signer = found.signer and ru.fill(ru.card_signer, { role = found.signer }) or false,
      head = found.head,
    school = (desk:one("school") or {}).name or "", regulation = adoption.title or "",
    today = calendar.written(desk:today()), write = cards.may(desk, params.id, "write"), wrong = wrong })
  return frame.page(req, desk, { title = found.sheet.title, about = people.full(row), name = "card",
    place = "pupils", body = body, css = { "card.css" }, js = { "class.js" },
    actions = frame.render("print_button", {}),
    crumbs = { { href = "/pupils", label = ru.place_pupils },
      { href = "/pupils/" .. params.id, label = people.listed(row) } } })
end

function card.put(req, desk, params)
  local fields = frame.fields(req) or {}
  local row, err = people.pupil(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local to = "/pupils/" .. params.id .. "/card" .. frame.query({ sheet = fields.sheet })
  local done
  done, err = cards.put(desk, params.id, fields)
  if not done and err.fields and not frame.wants_json(req) then
    req.session.again = { values = fields, bad = err.fields }
  end
  return frame.done(req, desk, done, err,
    { to = to, message = (fields.remove or "") ~= "" and ru.card_removed or ru.card_written })
end

return card
