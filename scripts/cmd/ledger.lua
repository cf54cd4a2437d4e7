-- cmd/ledger.lua -- the record of everything that happened: reading it, checking it, copies of it.
local ru = require "text.ru"
local args = require "lib.args"
local err = require "lib.err"
local json = require "lib.json"
local out = require "lib.out"
local calendar = require "school.calendar"
local copies = require "school.copies"
local stick = require "school.stick"

local cmd = { usage = ru.ledger_usage, help = ru.ledger_help }

local spec = {
  options = { { name = "limit", kind = "integer", default = 20 }, { name = "login" } },
  words = { { name = "action", required = true, label = "log | verify | rebuild | snapshot | restore" },
    { name = "name" } },
}

local actions = {}

-- Runs fn(store, login) with the data open; the store is closed whatever happens.
local function with_data(app, opts, fn)
  local st, login = stick.data(app.dir, { login = opts.login })
  if not st then return nil, login end
  local fine, code, failed = pcall(fn, st, login)
  st:close()
  if not fine then error(code, 0) end
  return code, failed
end

function actions.log(app, opts)
  return with_data(app, opts, function(st)
    local rows, failed = st:query("cmd_commits", { limit = math.max(1, opts.limit) })
    if not rows then return nil, failed end
    if app.json then
      out.json(json.array(rows))
      return 0
    end
    for i = #rows, 1, -1 do
      local row = rows[i]
      out.line(ru.fill(ru.ledger_entry, { at = calendar.moment(row.at), author = row.author, n = row.n,
        note = row.note ~= "" and row.note or ru.ledger_no_note }))
    end
    return 0
  end)
end

local function lines_of(text)
  local list = json.array({})
  for line in (text or ""):gmatch("[^\n]+") do list[#list + 1] = line end
  return list
end

function actions.verify(app, opts)
  return with_data(app, opts, function(st)
    local report, failed = st:verify()
    if not report then return nil, failed end
    local lines = lines_of(report.text)
    if app.json then
      out.json({ entries = report.entries, commits = report.commits, destroyed = report.destroyed,
        problems = report.problems, lines = lines, ok = report.problems == 0 })
    else
      for _, line in ipairs(lines) do out.line(line) end
      if report.problems > 0 then out.line(ru.fill(ru.ledger_bad, { n = report.problems })) end
      if report.destroyed > 0 then out.line(ru.fill(ru.ledger_destroyed, { n = report.destroyed })) end
      if report.problems == 0 then out.line(ru.fill(ru.ledger_ok, report)) end
    end
    return report.problems > 0 and 3 or 0
  end)
end

function actions.rebuild(app, opts)
  return with_data(app, opts, function(st)
    local done, failed = st:rebuild()
    if not done then return nil, failed end
    local info = st:info()
    local content = st:content_hash()
    if app.json then
      out.json({ entries = info.entries, content = content })
    else
      out.line(ru.fill(ru.ledger_rebuilt, { entries = info.entries }))
    end
    return 0
  end)
end

function actions.snapshot(app, opts)
  return with_data(app, opts, function(st)
    local name, failed = copies.make(st, app.dir)
    if not name then return nil, failed end
    if app.json then out.json({ name = name }) else out.line(ru.fill(ru.ledger_snapshot, { name = name })) end
    return 0
  end)
end

local function print_copies(app, list)
  if app.json then
    out.json(json.array(list))
  elseif #list == 0 then
    out.line(ru.ledger_no_copies)
  else
    out.line(ru.ledger_copies)
    for _, copy in ipairs(list) do
      out.line("  " .. copy.name .. "  " .. math.ceil((copy.size or 0) / 1024 / 1024) .. " МБ")
    end
  end
  return 0
end

-- Without a name the copies are listed.  Who may not keep the list of users may not put back an old state,
-- unless the data do not open any more: then the password is enough.
function actions.restore(app, opts)
  local list = copies.list(app.dir)
  if not opts.name then return print_copies(app, list) end
  local found
  for _, copy in ipairs(list) do
    if copy.name == opts.name or copy.date == calendar.read(opts.name) then found = copy end
  end
  if not found then return err.fail("NOTFOUND", ru.fill(ru.ledger_no_copy, { name = opts.name })) end
  local key, login, password = stick.may_restore(app.dir, { login = opts.login })
  if not key then return nil, login end
  local kept, failed = copies.restore(app.dir, found.name, key, login, password)
  if not kept then return nil, failed end
  if app.json then
    out.json({ name = found.name, kept = kept })
  else
    local kept_words = kept ~= "" and ru.fill(ru.ledger_kept, { kept = kept }) or ""
    out.line(ru.fill(ru.ledger_restored, { name = found.name, kept = kept_words }))
  end
  return 0
end

function cmd.run(app, list)
  local opts, wrong = args.read(list, spec)
  if not opts then return nil, wrong end
  local action = actions[opts.action]
  if not action then
    return err.fail("USAGE", ru.fill(ru.no_such_action, { command = "ledger", action = opts.action,
      usage = ru.ledger_short }))
  end
  return action(app, opts)
end

return cmd
