-- school/import.lua -- files of another program into the school's journals: class lists, staff,
-- lessons, marks.  Floor: school.  One file is one transaction: it comes in whole or not at all.
local ru = require "text.ru"
local act = require "school.act"
local frame = require "school.import_frame"
local import_lessons = require "school.import_lessons"
local import_marks = require "school.import_marks"
local import_plan = require "school.import_plan"
local people = require "school.import_people"
local source = require "school.import_source"

local import = {}

import.kinds = { "roster", "staff", "lessons", "marks", "plan" }

-- Kind of file -> the kind of record whose right to write decides, and the maker of its rows.
local jobs = {
  roster = { right = "pupil", make = people.roster },
  staff = { right = "staff", make = people.staff },
  lessons = { right = "lesson", make = import_lessons.lessons },
  marks = { right = "cell", make = import_marks.marks, fast = true },
  plan = { right = "plan_row", make = import_plan.plan },
}

import.cache_kb = 96 * 1024

-- Reasons for undoing a transaction that are no failure.
local refused, nothing = { code = "REFUSED" }, { code = "NOTHING" }

local function run_record(step, src)
  local rec, bad = src:record()
  if not rec then return nil, bad end
  return step(rec)
end

-- A record refused by the store ends its row; a full or vanished stick ends the run.
local function guarded(step, src)
  local fine, done, reason = pcall(run_record, step, src)
  if fine then return done, reason end
  local known = type(done) ~= "string" and done.msg
  if not known or done.code == "FULL" or done.code == "IO" or done.code == "GONE" then error(done, 0) end
  return nil, known
end

-- Takes the rows one by one into the open transaction and counts them in the report.
-- A refused row does not end the run: all of them are wanted at once.
local function take_rows(step, src, report, fast)
  local counts, bad = { added = 0, same = 0, filled = 0 }, report.refused
  local row = src.row
  while src:next() do
    local done, reason
    if fast then done, reason = step(row, #bad == 0) else done, reason = guarded(step, src) end
    if done then
      counts[done] = counts[done] + 1
    else
      bad[#bad + 1] = { line = src:line(), reason = reason }
    end
  end
  if src.failed then
    bad[#bad + 1] = { line = src:line(), reason = (src.failed.msg:gsub("^[^:]*%d: ", "")) }
  end
  report.added, report.same, report.filled, report.rows = counts.added, counts.same, counts.filled, src.rows
end

local function transaction(desk, kind, src, report, opts)
  local job = jobs[kind]
  return act.write(desk, { note = ru.fill(ru.import_note, { kind = ru.import_kinds[kind] }) }, function(st)
    local step, bad = job.make(desk, frame.new(desk, report), st, job.fast and src or opts)
    if not step then error({ code = "INPUT", msg = bad }, 0) end
    take_rows(step, src, report, job.fast)
    if #report.refused > 0 then error(refused, 0) end
    local idle = report.added == 0 and report.filled == 0 and not next(report.made)
    if opts.dry or idle then error(nothing, 0) end
  end)
end

-- Brings the text of a file into the school.  kind: see import.kinds; opts: dry (only try), year
-- ("2026/2027": the year of a class list, made when missing).  Returns a report {kind, rows, added,
-- same, filled, refused = {{line, reason}}, made = {group = {...}, ...}, unused, dry, written},
-- or nil, err when the file cannot be read at all or the data cannot be written.
function import.run(desk, kind, content, opts)
  local job = jobs[kind]
  if not job then return nil, { code = "INPUT", msg = ru.fill(ru.import_no_kind, { kind = kind }) } end
  if not desk.access:may(job.right, "write") then
    return nil, { code = "DENIED", msg = ru.fill(ru.import_denied, { kind = ru.import_kinds[kind] }) }
  end
  local src, err = source.open(kind, content)
  if not src then return nil, err end
  local report = { kind = kind, rows = 0, added = 0, same = 0, filled = 0, refused = {}, made = {},
    unused = src.unused, dry = opts.dry or false, written = false }
  local st = desk.stick.store
  if st.cache then st:cache(import.cache_kb) end
  local done, failed = transaction(desk, kind, src, report, opts)
  if st.cache then st:cache(0) end
  if done then
    report.written = true
  elseif failed ~= refused and failed ~= nothing then
    return nil, failed
  end
  return report
end

return import
