-- page/frame.lua -- what every screen shares: the layout, answers, refusals, small pieces of markup.
-- Floor: page.  A page gives its title, its name and its body; the frame puts the rail, the top line
-- and the footer around it.
local web = require "core.web"
local html = require "lib.html"
local json = require "lib.json"
local template = require "lib.template"
local policy_words = require "policy.words"
local ru = require "text.ru"
local calendar = require "school.calendar"
local people = require "school.people"
local session = require "school.session"

local frame = {}

frame.dev = false

-- Places of the left rail in the order of a school's day: key of the permit rows, address, word.
local places = {
  { key = "today", href = "/today" }, { key = "journals", href = "/journals" },
  { key = "pupils", href = "/pupils" }, { key = "school", href = "/school" },
  { key = "archive", href = "/retention" }, { key = "policy", href = "/regulation" },
}

-- The first place the user may open.
function frame.home(desk)
  for _, place in ipairs(places) do
    if desk.access:place(place.key) then return place.href end
  end
  return "/me"
end

local function rail_of(desk, current)
  local list = {}
  for _, place in ipairs(places) do
    if desk.access:place(place.key) then
      list[#list + 1] = { href = place.href, label = ru["place_" .. place.key],
        current = place.key == current,
        icon = web.asset("icons.svg") .. "#" .. place.key }
    end
  end
  return list
end

function frame.render(name, vars)
  return template.render("pages/" .. name .. ".html", vars)
end

local function styles(names)
  local list = {}
  for i, name in ipairs(names) do list[i] = web.asset(name) end
  return list
end

-- The roles of the user in words: "учитель, классный руководитель".
local function roles_of(desk)
  local seen, list = {}, {}
  for _, role in ipairs(desk.access.roles) do
    if not seen[role.role] then
      seen[role.role] = true
      list[#list + 1] = desk.rules:label("roles", role.role)
    end
  end
  return table.concat(list, ", ")
end

local function who_of(desk)
  local name = people.listed(desk.me)
  return name ~= "" and name or desk.me.login
end

-- Words about a clock that stands before the newest entry, or false.
local function clock_of(desk)
  local last = desk.stick:clock_behind()
  return last and ru.fill(ru.clock_behind, { last = calendar.written(last) }) or false
end

-- The answer with a whole page.  opts: title, name (data-page and help), body (markup), place (key of
-- the rail), css, js (names of more files of assets/web), status, about (words beside the title), actions
-- (markup there), crumbs ({href, label}...).
function frame.page(req, desk, opts)
  local flash = req.session.flash
  req.session.flash = nil
  local css, js = { "base.css" }, { "app.js" }
  for _, name in ipairs(opts.css or {}) do css[#css + 1] = name end
  for _, name in ipairs(opts.js or {}) do js[#js + 1] = name end
  local vars = {
    title = opts.title, name = opts.name, csrf = req.csrf, body = opts.body, crumbs = opts.crumbs or {},
    css = styles(css), js = styles(js), dev = frame.dev,
    flash = flash or false, idle = session.idle_minutes * 60, desk = desk or false,
    heading = opts.heading ~= false, warnings = desk and desk.stick:warnings() or {},
    clock = desk and clock_of(desk) or false, here = req.method == "GET" and req.path or "/",
    main_class = opts.main_class or false, actions = opts.actions or false, about = opts.about or false,
    help = "/help/" .. (opts.help or opts.name), home = desk and frame.home(desk) or "/unlock",
    school = opts.school or ru.program, rail = {}, who = "", roles = "",
  }
  if desk then
    vars.rail, vars.who, vars.roles = rail_of(desk, opts.place), who_of(desk), roles_of(desk)
    vars.school = desk.stick:title()
  end
  return { status = opts.status or 200, body = frame.render("layout", vars) }
end

-- Is the page asked for by the panel (a piece), not by the address line (a whole page)?
function frame.wants_piece(req)
  return req.headers["x-zhurnal-fragment"] == "1"
end

-- A piece for the side panel, or the same within a page when opened by itself.
function frame.piece(req, desk, opts)
  if frame.wants_piece(req) then
    return { body = "<h2>" .. html.escape(opts.title) .. "</h2>" .. opts.body }
  end
  return frame.page(req, desk, opts)
end

function frame.json(status, value)
  return { status = status, type = "application/json; charset=utf-8", body = json.encode(value) }
end

-- Does the caller read JSON (the scripts of the page do), not a page?
function frame.wants_json(req)
  local accept = req.headers["accept"] or ""
  local kind = req.headers["content-type"] or ""
  return accept:find("application/json", 1, true) ~= nil or kind:find("application/json", 1, true) ~= nil
end

-- The fields of a POST, whether it came as a form or as JSON; nil, err when it is neither.
function frame.fields(req)
  local kind = req.headers["content-type"] or ""
  if kind:find("application/json", 1, true) then
    local value = json.decode(req.body or "")
    if type(value) ~= "table" then return nil, { code = "INPUT", msg = ru.bad_request } end
    return value
  end
  return req.form or {}
end

local statuses = { INPUT = 422, DENIED = 403, NOTFOUND = 404, CONFLICT = 409, LOCKED = 423, VERSION = 409,
  CORRUPT = 500, IO = 503, FULL = 507, GONE = 503, POLICY = 422, READONLY = 503, PASSWORD = 422, BUSY = 503,
  CLOCK = 503 }

function frame.status_of(err)
  return statuses[err.code] or 500
end

-- A refusal in the form the caller reads: JSON, or a page with the words and a way back.
function frame.refuse(req, desk, err, extra)
  local status = frame.status_of(err)
  if req.method == "POST" and frame.wants_json(req) then
    local answer = { ok = false, message = err.msg, fields = err.fields, text = err.text,
      symbols = err.symbols and json.array(err.symbols), locked = err.code == "LOCKED" or nil }
    for name, value in pairs(extra or {}) do answer[name] = value end
    return frame.json(status, answer)
  end
  local body = frame.render("refusal", { message = err.msg, back = desk and frame.home(desk) or "/unlock" })
  local title = err.code == "CLOCK" and ru.refusal_clock or ru["refusal_" .. status] or ru.refusal_500
  return frame.page(req, desk, { title = title, name = "refusal",
    body = body,
    status = status, help = "start" })
end

-- After a POST without scripts: go to a page and say there what was done.
function frame.go(req, where, message, bad)
  if message then req.session.flash = { text = message, bad = bad == true } end
  return { status = 303, headers = { Location = where }, body = "" }
end

-- Only an address of our own may be gone to.
function frame.own_path(to)
  if to and to:find("^/[%w/._%-?=&%%]*$") and not to:find("^//") then return to end
  return nil
end

-- The answer to a POST of a form: JSON for scripts, a redirect with the words for plain forms.
function frame.done(req, desk, ok, err, opts)
  if ok then
    if frame.wants_json(req) then
      local answer = { ok = true, message = opts.message }
      for name, value in pairs(opts.json or {}) do answer[name] = value end
      return frame.json(200, answer)
    end
    return frame.go(req, opts.to, opts.message)
  end
  if frame.wants_json(req) or not opts.to then return frame.refuse(req, desk, err) end
  return frame.go(req, opts.to, err.msg, true)
end

-- The explanation of a figure: why = {clause, rule, inputs = {{label, value}}, arithmetic}; regulation =
-- {title, starts}; more = rows {label, value} shown before.  Returns markup.
function frame.explain(why, regulation, more)
  local inputs, clause = {}, why and why.clause or ""
  clause = policy_words.place(clause)
  for _, row in ipairs(more or {}) do inputs[#inputs + 1] = row end
  for _, row in ipairs(why and why.inputs or {}) do
    local value = row.value
    if type(value) == "table" then value = table.concat(value, ", ") end
    inputs[#inputs + 1] = { label = tostring(row.label or ""),
      value = value == nil and "" or tostring(value) }
  end
  return frame.render("why", { why = why or {}, clause = clause, inputs = inputs,
    regulation = regulation or {} })
end

-- "?a=1&b=2" with the values escaped for an address; empty ones are left out.
function frame.query(values)
  return (html.url("/", values):sub(2))
end

return frame
