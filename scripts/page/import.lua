-- page/import.lua -- lists of another program into the school: choose, look what will come of it, load, undo.
-- Floor: page.  The text waits in the session until the user has seen the check; with scripts it comes in
-- parts and is worked through in turns, without them a pasted text goes through in one answer.
local date = require "core.date"
local ru = require "text.ru"
local calendar = require "school.calendar"
local import = require "school.import"
local import_turns = require "school.import_turns"
local import_undo = require "school.import_undo"
local people = require "school.people"
local schoolyear = require "school.schoolyear"
local source = require "school.import_source"
local frame = require "page.frame"

local importing = {}

-- The order of a new school's days; how much text is taken, what one turn may last, what the lists show.
local ORDER = { "staff", "roster", "journals", "lessons", "plan", "marks" }
local MOST_BYTES, TURN_S = 48 * 1024 * 1024, 0.25
local SHOWN, NAMES, RECENT = 25, 24, 5

function importing.any(desk)
  for _, kind in ipairs(ORDER) do
    if import.may(desk, kind) then return true end
  end
  return false
end

-- Parts of what stands in one column as well.
local parts = { last = true, first = true, middle = true, grade = true, letter = true }

local function kinds_of(desk, chosen)
  local list = {}
  for _, kind in ipairs(ORDER) do
    if import.may(desk, kind) then
      local must, may = {}, {}
      for _, word in ipairs(source.kinds[kind]) do
        local field = word:gsub("!$", "")
        local into = word ~= field and must or may
        if field == "last" then into[#into + 1] = ru.importing_name end
        if not parts[field] then into[#into + 1] = source.title(field) end
      end
      list[#list + 1] = { key = kind, title = ru.importing_titles[kind], text = ru.importing_texts[kind],
        must = table.concat(must, ", "), may = table.concat(may, ", "), chosen = kind == chosen,
        sample = "/import/sample/" .. kind }
    end
  end
  if #list > 0 and not chosen then list[1].chosen = true end
  return list
end

local function recent_of(desk)
  local list = import_undo.recent(desk, RECENT)
  for _, row in ipairs(list) do
    row.at, row.who = calendar.moment(row.at), people.of_login(desk, row.author)
    row.mine = row.author == desk.me.login
    row.n = ru.count(row.n, "importing_records")
  end
  return list
end

-- Forgets what the user has sent; a run that is under way is undone.
local function drop(req)
  local kept = req.session.import
  req.session.import = nil
  if kept and kept.run then kept.run:cancel() end
end

-- What this user has sent; what another one left in the same browser is forgotten.
local function kept_of(req, desk)
  local kept = req.session.import
  if kept and kept.desk ~= desk then
    drop(req)
    return nil
  end
  return kept
end

local function denied(req, desk)
  return frame.refuse(req, desk, desk:refusal("DENIED", "importing_denied"))
end

function importing.show(req, desk)
  if not importing.any(desk) then return denied(req, desk) end
  local kept = kept_of(req, desk) or {}
  drop(req)
  local year = calendar.year_of(desk, desk:today())
  local text = kept.again and kept.pasted and table.concat(kept.parts) or ""
  local recent, fresh = recent_of(desk), req.session.imported
  req.session.imported = nil
  local body = frame.render("import", { csrf = req.csrf, kinds = kinds_of(desk, req.query.kind or kept.kind),
    year = kept.year or year and year.name or schoolyear.name(schoolyear.first_of(desk:today())),
    text = #text < 100000 and text or "", recent = recent,
    last = fresh and recent[1] and recent[1].mine and not recent[1].undone and recent[1] or false })
  return frame.page(req, desk, { title = ru.importing_title, name = "import", place = "school", body = body,
    css = { "import.css" }, js = { "import.js" } })
end

-- A table of text to begin with: the usual headings and one invented row.
function importing.sample(req, desk, params)
  local kind = params.kind
  if not source.kinds[kind] or not import.may(desk, kind) then return denied(req, desk) end
  local head, row = {}, {}
  for _, word in ipairs(source.kinds[kind]) do
    local field = word:gsub("!$", "")
    local at = #head + 1
    if field == "grade" or field == "letter" then break end
    head[at] = source.title(field)
    row[at] = ru.fill(ru.importing_sample[field] or "", { today = calendar.written(date.today()) })
  end
  return { status = 200, type = "text/csv; charset=utf-8",
    headers = { ["Content-Disposition"] = 'attachment; filename="' .. kind .. '.csv"' },
    body = "\u{FEFF}" .. table.concat(head, ";") .. "\r\n" .. table.concat(row, ";") .. "\r\n" }
end

local function begin(desk, kept, dry)
  local i = 0
  local function content()
    i = i + 1
    return kept.parts[i]
  end
  -- What was checked stays: a load that failed (no room on the stick) can be tried again.
  if dry then kept.report = nil end
  kept.run = import_turns.start(desk, kept.kind, content, { dry = dry, year = kept.year })
end

-- What follows when a run is over: the address to go to, or nil, err.
local function settle(req, kept)
  local run = kept.run
  kept.run = nil
  if run.err then
    kept.again = true
    return nil, run.err
  end
  kept.report = run.report
  if run.dry or not run.report.written then return "/import/preview" end
  req.session.import = nil
  req.session.imported = "/import?kind=" .. kept.kind
  req.session.flash = { text = ru.fill(ru.importing_done, run.report), bad = false }
  return req.session.imported
end

-- The answer after a run was begun: scripts ask for its turns, a plain form waits for its end.
local function answer(req, kept)
  if frame.wants_json(req) then return frame.json(200, { ok = true, rows = 0, total = kept.lines }) end
  while not kept.run:go(60) do end
  local to, err = settle(req, kept)
  if not to then return frame.go(req, "/import", err.msg, true) end
  return frame.go(req, to)
end

-- A part of the text.  fields: kind, year, text; first and last mark the ends of a text in parts.
function importing.take(req, desk)
  local fields = frame.fields(req) or {}
  local plain = not frame.wants_json(req)
  if plain or fields.first then
    drop(req)
    if not import.may(desk, fields.kind or "") then return denied(req, desk) end
    req.session.import = { desk = desk, kind = fields.kind, parts = {}, bytes = 0, lines = 0,
      pasted = plain or fields.pasted == true, year = fields.year ~= "" and fields.year or nil }
  end
  local kept, part = kept_of(req, desk), tostring(fields.text or "")
  if not kept then return frame.refuse(req, desk, desk:refusal("INPUT", "importing_lost")) end
  kept.bytes = kept.bytes + #part
  if kept.bytes > MOST_BYTES then
    drop(req)
    return frame.done(req, desk, nil, desk:refusal("INPUT", "importing_big"), { to = "/import" })
  end
  kept.parts[#kept.parts + 1] = part
  kept.lines = kept.lines + select(2, part:gsub("\n", "\n"))
  if not plain and not fields.last then return frame.json(200, { ok = true }) end
  if kept.bytes == 0 then
    return frame.done(req, desk, nil, desk:refusal("INPUT", "importing_nothing"), { to = "/import" })
  end
  begin(desk, kept, true)
  return answer(req, kept)
end

-- The next turn of a run.
function importing.turn(req, desk)
  local kept = kept_of(req, desk)
  -- The answer that said where to go was not waited for: it is given again.
  if not (kept and kept.run) then
    local place = kept and kept.report and "/import/preview" or not kept and req.session.imported
    if place then return frame.json(200, { ok = true, place = place }) end
    return frame.refuse(req, desk, desk:refusal("INPUT", "importing_lost"))
  end
  if not kept.run:go(TURN_S) then
    return frame.json(200, { ok = true, rows = kept.run.rows, total = kept.lines })
  end
  local to, err = settle(req, kept)
  if not to then return frame.refuse(req, desk, err) end
  return frame.json(200, { ok = true, place = to })
end

function importing.cancel(req, desk)
  drop(req)
  req.session.flash = { text = ru.import_cancelled, bad = false }
  return frame.done(req, desk, true, nil, { to = "/import" })
end

function importing.load(req, desk)
  local kept = kept_of(req, desk)
  if not kept or not kept.report then
    return frame.done(req, desk, nil, desk:refusal("INPUT", "importing_lost"), { to = "/import" })
  end
  begin(desk, kept, false)
  return answer(req, kept)
end

local function made_of(report)
  local list = {}
  for _, what in ipairs({ "year", "group", "subject", "journal" }) do
    local names = report.made[what]
    if names then
      local more = #names > NAMES and " " .. ru.fill(ru.import_more, { n = #names - NAMES }) or ""
      list[#list + 1] = { what = ru.importing_made[what], n = #names,
        names = table.concat(names, ", ", 1, math.min(#names, NAMES)) .. more }
    end
  end
  return list
end

-- What will come of the text.
function importing.preview(req, desk)
  local kept = kept_of(req, desk)
  if not kept or not kept.report then return frame.go(req, "/import", ru.importing_lost, true) end
  kept.again = true
  local report, refused, columns = kept.report, {}, {}
  for i, row in ipairs(report.refused) do
    if i <= SHOWN then refused[i] = row end
  end
  for i, column in ipairs(report.columns) do
    local field = source.title(column.field)
    columns[i] = { field = field, title = source.plain(column.title) ~= source.plain(field) and column.title
      or false }
  end
  local body = frame.render("import_preview", { csrf = req.csrf, report = report, refused = refused,
    refused_note = ru.fill(ru.importing_refused, { refused = ru.count(report.refusals, "importing_row_forms"),
      rows = report.rows }),
    more = report.refusals > #refused and ru.fill(ru.import_more, { n = report.refusals - #refused })
      or false,
    columns = columns, unused = table.concat(report.unused, ", "), made = made_of(report),
    classes = table.concat(report.classes, ", "),
    passed = table.concat(report.passed, ", ", 1, math.min(#report.passed, NAMES)),
    empty = report.refusals == 0 and report.added == 0 and report.filled == 0 and not next(report.made),
    kind = kept.kind, title = ru.importing_titles[kept.kind] })
  return frame.page(req, desk, { title = ru.importing_preview, name = "import_preview", place = "school",
    body = body, help = "import", css = { "import.css" }, js = { "import.js" },
    crumbs = { { href = "/import?kind=" .. kept.kind, label = ru.importing_title } } })
end

function importing.undo(req, desk)
  local fields = frame.fields(req) or {}
  local n, err = import_undo.run(desk, math.tointeger(tonumber(fields.id)) or 0)
  return frame.done(req, desk, n, err, { to = "/import",
    message = n and ru.fill(ru.importing_undone, { n = ru.count(n, "importing_records") }) })
end

return importing
