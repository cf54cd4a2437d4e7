-- cmd/retention.lua -- every file of the school: how long it is kept and by which clause.
local ru = require "text.ru"
local out = require "lib.out"
local args = require "lib.args"
local err = require "lib.err"
local json = require "lib.json"
local calendar = require "school.calendar"
local retention = require "school.retention"
local stick = require "school.stick"

local cmd = { usage = ru.retention_usage, help = ru.retention_help }

local spec = { options = { { name = "on" }, { name = "record" }, { name = "state" }, { name = "login" } } }

-- What a program may read of a file.
local shown = { "id", "record", "title", "medium", "opened_on", "closed_on", "event", "event_date", "place",
  "keeper", "state", "kind", "years", "start", "keep_until", "destroy_from", "clause", "decision", "disputed",
  "may_destroy", "copies", "year_name", "group_name", "failed" }

local function public(row)
  local one = {}
  for _, name in ipairs(shown) do one[name] = row[name] end
  return one
end

local function line_of(desk, row)
  local clause = row.clause
  if type(clause) == "table" then clause = table.concat(clause, ", ") end
  local term = row.kind ~= "not_stated" and retention.term(desk, row) or ""
  return ru.fill(ru.retention_line, {
    title = row.owner ~= "" and row.title .. " (" .. row.owner .. ")" or row.title,
    state = row.state_text,
    closed = (row.closed_on or "") ~= "" and calendar.written(row.closed_on) or ru.retention_open,
    term = term ~= "" and ru.fill(ru.retention_term, { term = term }) or "",
    till = (row.keep_until or "") ~= ""
      and ru.fill(ru.retention_till, { date = calendar.written(row.keep_until) }) or "",
    clause = (clause or "") ~= "" and ru.fill(ru.retention_clause, { clause = clause }) or "",
  })
end

local function chosen(rows, opts)
  local list = json.array({})
  for _, row in ipairs(rows) do
    local fits = (not opts.record or row.record == opts.record)
      and (not opts.state or row.state == opts.state)
    if fits then list[#list + 1] = row end
  end
  return list
end

-- nil when the words of --record and --state are known to the regulation, else words that say which are.
local function unknown(desk, opts)
  local sets = { record = "carriers", state = "states" }
  local sections = desk.rules:rows()
  for name, set in pairs(sets) do
    local known, list = opts[name] == nil, {}
    for _, label in ipairs(not known and sections and sections.labels or {}) do
      if label.set == set then
        known = known or label.key == opts[name]
        list[#list + 1] = label.key
      end
    end
    if not known then
      return ru.fill(ru["retention_no_" .. name], { key = opts[name], list = table.concat(list, ", ") })
    end
  end
end

local function counts_of(desk, rows)
  local counts, words = {}, {}
  for _, row in ipairs(rows) do counts[row.state] = (counts[row.state] or 0) + 1 end
  for _, state in ipairs(retention.order) do
    if counts[state] then words[#words + 1] = desk.rules:label("states", state) .. " " .. counts[state] end
  end
  return table.concat(words, ", ")
end

local function print_all(desk, rows, on, json_wanted, any)
  if json_wanted then
    local list = json.array({})
    for i, row in ipairs(rows) do list[i] = public(row) end
    out.json(list)
    return
  end
  if #rows == 0 then
    out.line(any and ru.retention_none_such or ru.retention_none)
    return
  end
  out.line(ru.fill(ru.retention_header, { on = calendar.written(on), n = #rows }))
  for _, row in ipairs(rows) do out.line(line_of(desk, row)) end
  out.line(ru.fill(ru.retention_counts, { counts = counts_of(desk, rows) }))
end

function cmd.run(app, list)
  local opts, wrong = args.read(list, spec)
  if not opts then return nil, wrong end
  local on
  if opts.on then
    on = calendar.read(opts.on)
    if not on then return err.fail("USAGE", ru.bad_date) end
  end
  local desk, failed = stick.open(app.dir, { login = opts.login })
  if not desk then return nil, failed end
  on = on or desk:today()
  local bad = unknown(desk, opts)
  local rows, why
  if not bad then rows, why = retention.list(desk, on) end
  if rows then print_all(desk, chosen(rows, opts), on, app.json, #rows > 0) end
  stick.close(desk)
  if bad then return err.fail("USAGE", bad) end
  if not rows then return nil, why end
  return 0
end

return cmd
