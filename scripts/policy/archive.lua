-- policy/archive.lua -- what must be archived, when, by whom, and whether what was made is complete.
local util = require "policy.util"
local days = require "policy.days"

local archive = {}

local function deadline_of(row, year_end)
  if not year_end then return nil end
  if not row.deadline then return year_end end
  return days.next_on(year_end, row.deadline.month, row.deadline.day)
end

-- `when` of a row -> list of {due, period} to be done in a year. Work with no date of its own in the
-- calendar (on a check, for the whole term, at a pupil's graduation) is not a task of the year.
local occasions = {
  year_end = function(row, ctx) return { { due = deadline_of(row, ctx.year_end) } } end,
  after_year_end = function(row, ctx) return { { due = deadline_of(row, ctx.year_end) } } end,
  daily = function() return { { period = "daily" } } end,
  quarter_end = function(_, ctx)
    local out = {}
    for i, date in ipairs(ctx.quarters or {}) do out[i] = { due = date, period = i } end
    return out
  end,
  period_end = function(_, ctx)
    local out = {}
    for i, date in ipairs(ctx.periods or {}) do out[i] = { due = date, period = i } end
    return out
  end,
}

-- archive_tasks{year_end, quarters, periods} -> tasks of the year with due dates; names, dues, responsible
-- and copies are the same by task name (of several periods the last one).
function archive.archive_tasks(v, ctx)
  local rows = v:rows("archive")
  local out = { regulated = #rows > 0, count = 0, tasks = {}, names = {}, dues = {}, responsible = {},
    copies = {} }
  for _, row in ipairs(rows) do
    local occasion = row.when and occasions[row.when]
    for _, item in ipairs(occasion and occasion(row, ctx) or {}) do
      out.tasks[#out.tasks + 1] = { task = row.task, due = item.due, period = item.period, id = row.id,
        responsible = row.responsible, copies = row.copies, clause = row.clause, when = row.when,
        decision = v:open(row.decision) }
      util.add(out.names, row.task)
      out.dues[row.task], out.responsible[row.task] = item.due, row.responsible
      out.copies[row.task] = row.copies
    end
  end
  out.count = #out.tasks
  if not out.regulated then
    for _, row in ipairs(v:rows("decision")) do
      if v:open(row.id) and row.kind == "gap" and util.has(row.records, "*") then out.decision = row.id end
    end
  elseif out.count == 0 then
    out.decision = v:open(rows[1].decision)
  end
  return out
end

local function check_media(row, ctx, missing)
  local left = util.copy(ctx.media or {})
  for _, wanted in ipairs(row.media or {}) do
    local found
    for i, have in ipairs(left) do
      if have == wanted then found = found or i end
    end
    if found then table.remove(left, found) else util.add(missing, "media:" .. wanted) end
  end
end

-- Appends what the work of ctx lacks against one row; true when the row asks for anything.
local function check_row(row, ctx, missing)
  local asks = false
  if row.copies then
    asks = true
    local have = ctx.copies or #(ctx.media or {})
    if have < row.copies then util.add(missing, "copies:" .. row.copies) end
  end
  if row.media then
    asks = true
    check_media(row, ctx, missing)
  end
  if row.format then
    asks = true
    if ctx.format ~= row.format then util.add(missing, "format:" .. row.format) end
  end
  if row.stitched then
    asks = true
    if ctx.stitched ~= true then util.add(missing, "stitched") end
  end
  for _, field in ipairs{ "signed_by", "certified_by" } do
    if row[field] then
      asks = true
      if ctx[field] ~= row[field] then util.add(missing, field .. ":" .. row[field]) end
    end
  end
  return asks
end

-- archive_check{tasks, copies, media, format, stitched, signed_by, certified_by} -> is the work complete.
-- ok is nil when the regulation says nothing that could be checked.
function archive.archive_check(v, ctx)
  local out = { regulated = false, missing = {}, clause = {} }
  local asks, dated, decisions = false, false, {}
  for _, row in ipairs(v:rows("archive")) do
    if not ctx.tasks or util.has(ctx.tasks, row.task) then
      out.regulated = true
      asks = check_row(row, ctx, out.missing) or asks
      dated = dated or row.when ~= nil
      util.add(out.clause, row.clause)
      v:add_open(decisions, row)
    end
  end
  out.decision = decisions[1]
  if asks or dated then out.ok = #out.missing == 0 end
  return out
end

return archive
