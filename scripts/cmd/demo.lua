-- cmd/demo.lua -- an invented school in a new directory, to look around and to test with.
-- --today DATE stands in for the computer's day, for tests; --content adds the hash of the data.
local lfs = require "lfs"
local core = require "core.os"
local ru = require "text.ru"
local args = require "lib.args"
local err = require "lib.err"
local out = require "lib.out"
local school = require "school.demo"

local demo = { usage = ru.demo_usage, help = ru.demo_help }

local spec = { options = {
  { name = "pupils", kind = "integer", default = 300 }, { name = "years", kind = "integer", default = 3 },
  { name = "seed", kind = "integer", default = 1 }, { name = "policy" },
  { name = "today", kind = "date" }, { name = "content", kind = "flag" },
} }

local limits = { { "pupils", 11, 3000 }, { "years", 1, 12 }, { "seed", 0, 1000000000 } }

local function checked(list)
  local opts, e = args.read(list, spec)
  if not opts then return nil, e end
  for _, row in ipairs(limits) do
    if opts[row[1]] < row[2] or opts[row[1]] > row[3] then
      local bounds = { name = "--" .. row[1], min = row[2], max = row[3] }
      return err.fail("USAGE", ru.fill(ru.demo_bad_number, bounds))
    end
  end
  return opts
end

local function print_users(users)
  local wide, long = 0, 0
  for _, user in ipairs(users) do
    wide, long = math.max(wide, #user.login), math.max(long, #user.password)
  end
  out.line(ru.demo_users)
  for _, user in ipairs(users) do
    out.line("  " .. out.pad(user.login, wide) .. "  " .. out.pad(user.password, long) .. "  " .. user.title)
  end
end

local function print_report(app, made)
  out.line(ru.fill(ru.demo_done, { dir = app.dir }))
  out.line(ru.fill(ru.demo_counts, made))
  out.line(ru.fill(ru.demo_counts2, made))
  local seconds = string.format("%.1f", made.seconds):gsub("%.", ",")
  out.line(ru.fill(ru.demo_time, { seconds = seconds, entries = made.entries, size = made.size // 1000000 }))
  if made.content then out.line(made.content) end
  out.line("")
  print_users(made.users)
  out.line("")
  out.line(ru.fill(ru.demo_recovery, { key = made.recovery }))
  out.line(ru.fill(ru.demo_next, { dir = app.dir }))
end

function demo.run(app, list)
  local opts, wrong = checked(list)
  if not opts then return nil, wrong end
  if not app.json then
    opts.progress = function(year) core.stderr(ru.fill(ru.demo_progress, { year = year }) .. "\n") end
  end
  local made, failed = school.make(app.dir, opts)
  if not made then return nil, failed end
  made.size = lfs.attributes(app.dir .. "/data/school.db", "size") or 0
  if app.json then out.json(made) else print_report(app, made) end
  return 0
end

return demo
