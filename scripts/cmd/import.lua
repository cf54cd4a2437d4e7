-- cmd/import.lua -- class lists, staff, lessons and marks out of CSV files.
local file = require "core.file"
local ru = require "text.ru"
local out = require "lib.out"
local args = require "lib.args"
local err = require "lib.err"
local json = require "lib.json"
local import = require "school.import"
local stick = require "school.stick"

-- Bytes of a file read at once.
local PART = 1024 * 1024

local cmd = { usage = ru.import_usage, help = ru.import_help }

local spec = {
  options = { { name = "dry-run", kind = "flag" }, { name = "year" }, { name = "login" } },
  words = {
    { name = "kind", required = true, label = "KIND" },
    { name = "file", required = true, label = "FILE" },
  },
}

-- So many refused rows and names of a list are printed, the others only counted.
local MOST, MOST_NAMES = 20, 30

local function more(n, most)
  return ru.fill(ru.import_more, { n = n - most })
end

local function print_text(report)
  for i, row in ipairs(report.refused) do
    if i <= MOST then out.line(ru.fill(ru.import_line, row)) end
  end
  if report.refusals > 0 then
    if report.refusals > MOST then out.line(more(report.refusals, MOST)) end
    out.line(ru.fill(ru.import_refused, { refused = report.refusals, rows = report.rows }))
    return
  end
  for _, what in ipairs({ "year", "group", "subject", "journal" }) do
    local list = report.made[what]
    if list then
      local verbs = report.dry and ru.import_dry_words or ru.import_made_words
      local names = table.concat(list, ", ", 1, math.min(#list, MOST_NAMES))
      if #list > MOST_NAMES then names = names .. " " .. more(#list, MOST_NAMES) end
      out.line(ru.fill(ru.import_made, { what = verbs[what], list = names }))
    end
  end
  if #report.unused > 0 then
    out.line(ru.fill(ru.import_unused, { columns = table.concat(report.unused, ", ") }))
  end
  if report.unchecked then out.line(ru.fill(ru.import_unchecked, { n = report.unchecked })) end
  out.line(ru.fill(report.dry and ru.import_dry or ru.import_done, report))
end

local function print_json(report)
  json.array(report.refused)
  json.array(report.unused)
  report.columns, report.sample, report.classes, report.passed = nil, nil, nil, nil
  for _, list in pairs(report.made) do json.array(list) end
  out.json(report)
end

-- The file open for reading; nil, err with the words of the program (a directory opens but cannot be read).
local function open(path)
  local from, bad = io.open(path, "rb")
  if from then bad = select(2, from:read(0)) end
  if not bad then return from end
  if from then from:close() end
  local _, failed = file.read(path)
  return err.fail("IO", failed and failed.msg or bad)
end

function cmd.run(app, list)
  local opts, wrong = args.read(list, spec)
  if not opts then return nil, wrong end
  local kind = opts.kind
  local known = false
  for _, one in ipairs(import.kinds) do known = known or one == kind end
  if not known then return err.fail("USAGE", ru.fill(ru.import_no_kind, { kind = kind })) end
  local from, reason = open(opts.file)
  if not from then return nil, reason end
  local desk, failed = stick.open(app.dir, { login = opts.login })
  if not desk then
    from:close()
    return nil, failed
  end
  local function content()
    local part, bad = from:read(PART)
    if bad then error(err.new("IO", bad), 0) end
    return part
  end
  local report
  report, failed = import.run(desk, kind, content, { dry = opts.dry_run, year = opts.year })
  stick.close(desk)
  from:close()
  if not report then return nil, failed end
  if app.json then print_json(report) else print_text(report) end
  return report.refusals > 0 and 1 or 0
end

return cmd
