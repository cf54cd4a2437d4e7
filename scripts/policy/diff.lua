-- policy/diff.lua -- what changed from one regulation to another, in plain Russian, one sentence a change.
-- Rows are matched by id; when two schools are compared and share no ids, by what the rows are about.
local util = require "policy.util"
local schema = require "policy.schema"
local words = require "policy.words"

local diff = {}

local IGNORED = { id = true, file = true, line = true, section = true, replaces = true, clause = true,
  text = true,
  note = true, see = true, by_decision = true, trigger_stated = true, when_stated = true,
    keeper_clause = true }
local SKIPPED = { labels = true }

-- What a row says, apart from its id: rows of two schools with one subject are the same matter.
local KEYS = { retention = { "record", "event" }, carriers = { "key" }, recording = { "programme", "target" },
  evidence = { "key" }, archive = { "task" }, roles = { "duty", "role" }, access = { "aspect", "user" },
  portfolio = { "aspect", "event", "value", "years" }, identity = { "key" }, programmes = { "key" },
  categories = { "key", "parent" }, sources = { "key" }, preserve = { "key" }, external = { "key" },
  scale = { "key" }, work = { "key" }, settings = { "name" }, award_rules = { "key" }, awards = { "act",
    "areas" },
  credit = { "act", "controller", "gifted", "voluntary" }, legal = { "label" } }

local function matter(row)
  local keys = KEYS[row.section]
  if not keys then return nil end
  local parts = { row.section }
  for _, field in ipairs(keys) do
    local value = row[field]
    parts[#parts + 1] = type(value) == "table" and tostring(value[1]) or tostring(value)
  end
  return table.concat(parts, "\1")
end

local function same(a, b)
  if a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  for k, v in next, a do
    if not same(v, b[k]) then return false end
  end
  for k in next, b do
    if a[k] == nil then return false end
  end
  return true
end

-- Pairs of rows {old, new}: by id, then by matter; what is left has one side only.
local function pair_rows(old, new)
  local pairs_, by_id, by_matter, taken = {}, {}, {}, {}
  for _, row in ipairs(new) do
    by_id[row.id] = row
    local key = matter(row)
    if key then
      by_matter[key] = by_matter[key] or {}
      table.insert(by_matter[key], row)
    end
  end
  for _, row in ipairs(old) do
    if by_id[row.id] then taken[by_id[row.id]] = true end
  end
  for _, row in ipairs(old) do
    local found = by_id[row.id]
    if not found then
      for _, candidate in ipairs(by_matter[matter(row) or ""] or {}) do
        if not taken[candidate] then
          found = found or candidate
        end
      end
      if found then taken[found] = true end
    end
    pairs_[#pairs_ + 1] = { row, found }
  end
  for _, row in ipairs(new) do
    if not taken[row] then pairs_[#pairs_ + 1] = { nil, row } end
  end
  return pairs_
end

local function place(row)
  return row.clause and ", " .. words.place(row.clause) or ""
end

local function add(out, kind, row, text)
  out[#out + 1] = { kind = kind, section = row.section, id = row.id, clause = row.clause, text = text }
end

local TERM = { kind = true, years = true, ends_on = true, reference = true }

local function term_changed(old, new)
  for field in next, TERM do
    if not same(old[field], new[field]) then return true end
  end
  return false
end

local function changed_row(out, w_old, w_new, old, new)
  local subject, fields = w_new:subject(new), {}
  for field in next, old do fields[field] = true end
  for field in next, new do fields[field] = true end
  if new.section == "retention" and term_changed(old, new) then
    add(out, "changed", new, util.say("reg_diff_term", subject, w_old:term(old), w_new:term(new), place(new)))
  end
  for _, field in ipairs(util.sorted_keys(fields)) do
    local quiet = IGNORED[field] or (new.section == "retention" and TERM[field]) or field == "decision"
      or field == "options"
    if not quiet and not same(old[field], new[field]) then
      add(out, "changed", new, util.say("reg_diff_field", subject, w_new:field(field, new.section),
        w_old:value(old.section, field, old[field]), w_new:value(new.section, field, new[field]), place(new)))
    end
  end
  if old.clause ~= new.clause and old.id == new.id then
    add(out, "clause", new, util.say("reg_diff_clause", w_new:section(new.section), subject,
      words.clause(old.clause) or util.say("reg_diff_nothing"), words.clause(new.clause)
        or util.say("reg_diff_nothing")))
  end
end

local function one_line(w, row)
  local facts = w:facts(row)
  local subject = w:subject(row)
  if #facts == 0 or #facts > 4 then return subject end
  return subject .. " — " .. table.concat(facts, "; ")
end

local function section(out, name, old, new, w_old, w_new)
  for _, pair in ipairs(pair_rows(old, new)) do
    if pair[1] and pair[2] then
      changed_row(out, w_old, w_new, pair[1], pair[2])
    elseif pair[2] then
      add(out, "added", pair[2], util.say("reg_diff_added", w_new:section(name), one_line(w_new, pair[2]),
        place(pair[2])))
    else
      add(out, "removed", pair[1], util.say("reg_diff_removed", w_old:section(name), one_line(w_old, pair[1]),
        place(pair[1])))
    end
  end
end

local function hooks(out, old, new, w)
  for _, name in ipairs(util.sorted_keys(new.hooks)) do
    if not old.hooks[name] then
      out[#out + 1] = { kind = "hook", section = "hooks", id = name,
        text = util.say("reg_diff_hook_added", w:label("hooks", name)) }
    end
  end
  for _, name in ipairs(util.sorted_keys(old.hooks)) do
    if not new.hooks[name] then
      out[#out + 1] = { kind = "hook", section = "hooks", id = name,
        text = util.say("reg_diff_hook_removed", w:label("hooks", name)) }
    end
  end
end

local function regulated(out, old, new, w)
  for _, name in ipairs(schema.order) do
    local before, after = old.not_regulated[name], new.not_regulated[name]
    if (before == nil) ~= (after == nil) then
      out[#out + 1] = { kind = "regulated", section = name, id = name,
        text = util.say(before and "reg_diff_regulated" or "reg_diff_unregulated", w:section(name)) }
    end
  end
end

-- Changes from model `old` to model `new`: {{kind = added|removed|changed|clause|hook|regulated, section, id,
-- clause, text}}, in the order of sections.
function diff.run(old, new)
  local out, w_old, w_new = {}, words.new(old), words.new(new)
  if old.title ~= new.title then
    out[1] = { kind = "title", section = "header", id = "title", text = util.say("reg_diff_title", old.title,
      new.title) }
  end
  for _, name in ipairs(schema.order) do
    if not SKIPPED[name] then section(out, name, old.sections[name], new.sections[name], w_old, w_new) end
  end
  hooks(out, old, new, w_new)
  regulated(out, old, new, w_new)
  return out
end

return diff
