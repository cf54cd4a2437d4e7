-- cmd/import.lua -- class lists, staff, lessons and marks out of CSV files.
local file = require "core.file"
local ru = require "text.ru"
local out = require "lib.out"
local args = require "lib.args"
local err = require "lib.err"
local json = require "lib.json"
local import = require "school.import"
local stick = require "school.stick"

local cmd = { usage = ru.import_usage, help = ru.import_help }

local spec = {
  options = { { name = "dry-run", kind = "flag" }, { name = "year" }, { name = "login" } },
  words = {
    { name = "kind", required = true, label = "KIND" },
    { name = "file", required = true, label = "FILE" },
  },
}

local function print_text(report)
  for _, row in ipairs(report.refused) do out.line(ru.fill(ru.import_line, row)) end
  if #report.refused > 0 then
    out.line(ru.fill(ru.import_refused, { refused = #report.refused, rows = report.rows }))
    return
  end
  for _, what in ipairs({ "year", "group", "subject", "journal" }) do
    local list = report.made[what]
    if list then
      local verbs = report.dry and ru.import_dry_words or ru.import_made_words
      local words = { what = verbs[what], list = table.concat(list, ", ") }
      out.line(ru.fill(ru.import_made, words))
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
  for _, list in pairs(report.made) do json.array(list) end
  out.json(report)
end

function cmd.run(app, list)
  local opts, wrong = args.read(list, spec)
  if not opts then return nil, wrong end
  local kind = opts.kind
  local known = false
  for _, one in ipairs(import.kinds) do known = known or one == kind end
  if not known then return err.fail("USAGE", ru.fill(ru.import_no_kind, { kind = kind })) end
  local content, failed = file.read(opts.file)
  if not content then return err.fail("IO", failed.msg) end
  local desk
  desk, failed = stick.open(app.dir, { login = opts.login })
  if not desk then return nil, failed end
  local report
  report, failed = import.run(desk, kind, content, { dry = opts.dry_run, year = opts.year })
  stick.close(desk)
  if not report then return nil, failed end
  if app.json then print_json(report) else print_text(report) end
  return #report.refused > 0 and 1 or 0
end

return cmd
