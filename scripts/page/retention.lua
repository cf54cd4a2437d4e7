-- page/retention.lua -- every file of the school: how long it is kept, by which clause, what waits.
-- Floor: page.
local text = require "core.text"
local names = require "policy.words"
local ru = require "text.ru"
local calendar = require "school.calendar"
local retention = require "school.retention"
local frame = require "page.frame"

local page = {}

page.page_rows = 400

local signs = { keep = "●", keep_forever = "∞", expired = "!", destroy_by_act = "✕", hand_over = "→",
  released = "○",
  decision_required = "?", term_not_set = "…" }

-- A tone of the chip goes with the sign and the word, never alone.
local tones = { keep = "ok", keep_forever = "ok", expired = "bad", destroy_by_act = "bad", hand_over = "wait",
  released = "", decision_required = "wait", term_not_set = "wait" }

local function until_text(row)
  if row.state == "keep_forever" or row.kind == "permanent" then return ru.forever end
  if row.keep_until then return calendar.written(row.keep_until) end
  return "—"
end

-- The title without the name of its kind, which stands over the rows: "за 2022/2023".
local function own_title(row)
  local rest = row.title
  if text.lower(rest):find(text.lower(row.record_text), 1, true) == 1 then
    rest = rest:sub(#row.record_text + 1):gsub("^[%s,:]+", "")
  end
  return rest ~= "" and rest or row.title
end

local function shown(desk, row)
  local owner = row.owner or ""
  if owner ~= "" and row.title:find(owner, 1, true) then owner = "" end
  return {
    id = row.id, record = row.record_text, title = own_title(row), owner = owner, year = row.year_name or "",
    closed = calendar.written(row.event_date or row.closed_on), until_ = until_text(row),
    term = row.state == "term_not_set" and "—" or retention.term(desk, row), state = row.state,
      state_text = row.state_text,
      sign = signs[row.state] or "●",
    tone = tones[row.state] or "", clause = names.clause(row.clause) or "",
      decision = row.decision and (row.disputed or row.state == "decision_required"
      or row.state == "term_not_set") and row.decision or "", href = "/retention/" .. row.id,
    index = row.case_index or "", failed = row.failed or "",
  }
end

local function matches(row, query, words)
  if query.state and query.state ~= "" and row.state ~= query.state then return false end
  if query.record and query.record ~= "" and row.record ~= query.record then return false end
  if #words == 0 then return true end
  local where = text.lower(row.record_text .. " " .. row.title .. " " .. row.owner .. " " .. (row.year_name
    or "")
    .. " " .. (row.case_index or ""))
  for _, word in ipairs(words) do
    if not where:find(word, 1, true) then return false end
  end
  return true
end

-- Rows under the name of their kind of file, in the order they came.
local function by_record(rows)
  local groups, at = {}, {}
  for _, row in ipairs(rows) do
    if not at[row.record] then
      at[row.record] = { name = row.record, rows = {} }
      groups[#groups + 1] = at[row.record]
    end
    table.insert(at[row.record].rows, row)
  end
  return groups
end

-- A long name for a list to choose from.
local function shortened(name)
  local stop = utf8.offset(name, 41)
  return stop and stop <= #name and name:sub(1, stop - 1) .. "…" or name
end

local function filters_of(desk, rows, counts)
  local states, records, seen = {}, {}, {}
  for _, key in ipairs(retention.order) do
    if counts[key] then
      states[#states + 1] = { key = key, label = desk.rules:label("states", key), n = counts[key],
        sign = signs[key],
        tone = tones[key] }
    end
  end
  for _, row in ipairs(rows) do
    if not seen[row.record] then
      seen[row.record] = true
      records[#records + 1] = { key = row.record, label = shortened(row.record_text) }
    end
  end
  return states, records
end

function page.show(req, desk)
  local day = calendar.read(req.query.on or "") or desk:today()
  local rows, counts, adoption = retention.list(desk, day)
  if not rows then return frame.refuse(req, desk, counts) end
  local words, list, hits = {}, {}, 0
  for word in text.lower(req.query.q or ""):gmatch("%S+") do words[#words + 1] = word end
  local whole = req.query.all == "1"
  for _, row in ipairs(rows) do
    if matches(row, req.query, words) then
      hits = hits + 1
      if whole or hits <= page.page_rows then list[#list + 1] = shown(desk, row) end
    end
  end
  local states, records = filters_of(desk, rows, counts)
  local body = frame.render("retention", {
    groups = by_record(list), states = states, records = records, q = req.query.q or "",
      state = req.query.state or "",
    record = req.query.record or "", on = calendar.written(day), total = #rows, hits = hits,
    found = ru.count(hits, "file_forms"), more = hits - #list, regulation = adoption.title or adoption.policy,
    since = calendar.written(adoption.starts),
    all_href = "/retention" .. frame.query({ q = req.query.q, state = req.query.state,
      record = req.query.record,
      on = req.query.on, all = "1" }),
  })
  return frame.page(req, desk, { title = ru.retention_title, name = "retention", place = "archive",
    body = body })
end

-- Why a file is kept until its date.
function page.one(req, desk, params)
  local row, err = retention.one(desk, params.id)
  if not row then return frame.refuse(req, desk, err) end
  local more = {
    { label = ru.file_kind, value = row.record_text },
    { label = ru.file_opened, value = calendar.written(row.opened_on) },
    { label = ru.file_closed, value = calendar.written(row.closed_on) },
  }
  if row.event and row.event ~= "" then
    more[#more + 1] = { label = desk.rules:label("events", row.event),
      value = calendar.written(row.event_date) }
  end
  more[#more + 1] = { label = ru.file_term, value = retention.term(desk, row) }
  more[#more + 1] = { label = ru.file_until, value = until_text(row) }
  if row.destroy_from then
    more[#more + 1] = { label = ru.file_destroy_from, value = calendar.written(row.destroy_from) }
  end
  if row.place then more[#more + 1] = { label = ru.file_place, value = desk.rules:label("places",
    row.place) } end
  if row.keeper then more[#more + 1] = { label = ru.file_keeper, value = desk.rules:label("roles",
    row.keeper) } end
  if row.copies then more[#more + 1] = { label = ru.file_copies, value = tostring(row.copies) } end
  local given = {}
  for i, one in ipairs(more) do given[i] = one end
  local why = row.why or {}
  why.clause = why.clause or row.clause
  why.rule = why.rule or row.rule or row.state_text
  why.arithmetic = why.arithmetic or retention.arithmetic(row)
  local adoption = row.adoption
  local options = {}
  for i, option in ipairs(row.disputed and row.options or {}) do
    options[i] = type(option) == "table" and { text = tostring(option.value or option.id or ""),
      clause = option.clause or "" }
      or { text = tostring(option), clause = "" }
  end
  local body = frame.render("file", {
    tone = tones[row.state] or "", sign = signs[row.state] or "●", state_text = row.state_text,
      title = row.title,
    failed = row.failed or "", decision = row.decision or "", disputed = row.disputed == true,
      options = options,
    record = row.record, term_not_set = row.state == "term_not_set",
    may_decide = desk.access:may("decision", "write"), may_term = desk.access:may("nomenclature", "write"),
    explain = frame.explain(why, { title = adoption.title or adoption.policy,
      starts = calendar.written(adoption.starts) }, given),
  })
  return frame.piece(req, desk, { title = row.record_text, name = "retention", place = "archive",
    body = body })
end

return page
