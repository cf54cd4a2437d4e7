-- school/import.lua -- files of another program into the school's journals: class lists, staff,
-- lessons, marks.  Floor: school.  One file is one transaction: it comes in whole or not at all.
local ru = require "text.ru"
local act = require "school.act"
local frame = require "school.import_frame"
local import_journals = require "school.import_journals"
local import_lessons = require "school.import_lessons"
local import_marks = require "school.import_marks"
local import_plan = require "school.import_plan"
local people = require "school.import_people"
local source = require "school.import_source"

local import = {}

import.kinds = { "roster", "staff", "journals", "lessons", "marks", "plan" }

-- So many refused rows are kept with their reason, the others are only counted.
import.most = 200

-- Kind of file -> the kind of record whose right to write decides, and the maker of its rows.
local jobs = {
  roster = { right = "pupil", make = people.roster },
  staff = { right = "staff", make = people.staff },
  journals = { right = "journal", make = import_journals.journals },
  lessons = { right = "lesson", make = import_lessons.lessons },
  marks = { right = "cell", make = import_marks.marks, fast = true },
  plan = { right = "plan_row", make = import_plan.plan },
}

import.cache_kb = 24 * 1024

-- Rows between two looks at the caller of a long import, and rows kept to be looked at.
local TURN, SAMPLE = 256, 5

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

local function refuse(report, src, reason)
  local list = report.refused
  report.refusals = report.refusals + 1
  if #list < import.most then list[#list + 1] = { line = src:line(), reason = reason } end
end

-- Takes the rows one by one into the open transaction and counts them in the report.
-- A refused row does not end the run: all of them are wanted at once.  turn(rows): see import.run.
local function take_rows(step, src, report, fast, turn)
  local counts = { added = 0, same = 0, filled = 0 }
  local row = src.row
  while src:next() do
    if src.rows <= SAMPLE then report.sample[src.rows] = src:shown() end
    local done, reason
    if fast then done, reason = step(row, report.refusals == 0) else done, reason = guarded(step, src) end
    if done then counts[done] = counts[done] + 1 else refuse(report, src, reason) end
    if turn and src.rows % TURN == 0 then turn(src.rows) end
  end
  if src.failed then refuse(report, src, (src.failed.msg:gsub("^[^:]*%d: ", ""))) end
  report.added, report.same, report.filled, report.rows = counts.added, counts.same, counts.filled, src.rows
end

local function transaction(desk, kind, src, report, opts)
  local job = jobs[kind]
  return act.write(desk, { note = ru.fill(ru.import_note, { kind = ru.import_kinds[kind] }) }, function(st)
    local step, bad = job.make(desk, frame.new(desk, report), st, job.fast and src or opts)
    if not step then error({ code = "INPUT", msg = bad }, 0) end
    take_rows(step, src, report, job.fast, opts.turn)
    if report.refusals > 0 then error(refused, 0) end
    local idle = report.added == 0 and report.filled == 0 and not next(report.made)
    if opts.dry or idle then error(nothing, 0) end
  end)
end

-- May this user bring in files of this kind?
function import.may(desk, kind)
  local job = jobs[kind]
  return job ~= nil and desk.access:may(job.right, "write")
end

-- Brings the text of a file into the school.  content: the whole text, or a function that gives it part by
-- part (a large file then needs little memory).  kind: see import.kinds; opts: dry (only try), year
-- ("2026/2027": the year of a class list, made when missing), turn (called with the number of rows done
-- again and again; it may yield while nobody else comes to the store, or raise to undo all).  Returns a
-- report {kind, rows, added, same, filled, refusals (how many), refused = {{line, reason}} (the first of
-- them), made = {group = {...}, ...}, columns = {{field, title}}, unused, sample, dry, written}, or nil, err
-- when the file cannot be read at all or the data cannot be written.
function import.run(desk, kind, content, opts)
  local job = jobs[kind]
  if not job then return nil, { code = "INPUT", msg = ru.fill(ru.import_no_kind, { kind = kind }) } end
  if not import.may(desk, kind) then
    return nil, { code = "DENIED", msg = ru.fill(ru.import_denied, { kind = ru.import_kinds[kind] }) }
  end
  local src, err = source.open(kind, content)
  if not src then return nil, err end
  local report = { kind = kind, rows = 0, added = 0, same = 0, filled = 0, refusals = 0, refused = {},
    made = {}, classes = src.classes, passed = src.passed,
    unused = src.unused, columns = src:columns(), sample = {}, dry = opts.dry or false, written = false }
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
