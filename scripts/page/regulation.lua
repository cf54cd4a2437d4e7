-- page/regulation.lua -- the school's regulation: rows by clause, open questions, terms, switches, adoptions.
-- Floor: page.
local names = require "policy.words"
local ru = require "text.ru"
local calendar = require "school.calendar"
local regulation = require "school.regulation"
local frame = require "page.frame"

local page = {}

local tabs = { "questions", "rows", "terms", "settings", "adoptions" }

local function tabs_of(current, open)
  local list = {}
  for i, key in ipairs(tabs) do
    list[i] = { href = "/regulation" .. frame.query({ tab = key }), label = ru["tab_" .. key],
      current = key == current,
      count = key == "questions" and open > 0 and open or false }
  end
  return list
end

local function option_rows(question)
  local list = {}
  for i, option in ipairs(question.options) do
    list[i] = { id = option.id, text = regulation.option_text(option),
      interim = option.id == question.interim }
  end
  return list
end

-- "4.10 (1-й), 7.8"
local function places_of(clauses)
  local list = {}
  for i, clause in ipairs(clauses) do list[i] = names.clause(clause) end
  return table.concat(list, ", ")
end

local function shown_question(desk, one, form)
  local again = form and form.question == one.id and form or nil
  return {
    id = one.id, question = one.question, severity = one.severity or "C",
      clauses = places_of(one.clauses),
    tone = one.severity == "A" and "bad" or one.severity == "B" and "wait" or "",
      severity_text = ru["severity_" .. (one.severity or "C")],
      kind_text = desk.rules:label("decision_kinds", one.kind),
    options = option_rows(one), interim = one.interim_text or "", text = one.text or "",
    answer = one.answer and { text = one.answer.option_text or one.answer.option or one.answer.value or "",
      basis = one.answer.basis, date = calendar.written(one.answer.decided_on),
        who = one.answer.who } or false,
    chosen = again and again.option or "", basis = again and again.basis or "",
    value = again and again.value or "", date = again and again.date or "",
      wrong = again and again.wrong or {},
    again = again ~= nil,
  }
end

local parts = {}

function parts.questions(req, desk)
  local found, err = regulation.questions(desk)
  if not found then return nil, err end
  local form = req.session.again
  req.session.again = nil
  local open, answered = {}, {}
  for i, one in ipairs(found.open) do open[i] = shown_question(desk, one, form) end
  for i, one in ipairs(found.answered) do answered[i] = shown_question(desk, one, form) end
  return frame.render("questions", { open = open, answered = answered, orphans = found.orphans,
    csrf = req.csrf,
    may = desk.access:may("decision", "write"), today = calendar.written(desk:today()),
      written = calendar.written })
end

function parts.rows(req, desk)
  local list, err = regulation.rows(desk, req.query.q)
  if not list then return nil, err end
  local rows = {}
  for i, row in ipairs(list) do
    rows[i] = { clause = names.clause(row.clause) or "", text = row.text or "",
      section = ru.sections[row.section] or row.section,
      decision = row.decision or "", source = row.source or "", id = row.id or "",
        unverified = row.verified == false }
  end
  return frame.render("rows", { rows = rows, q = req.query.q or "", found = ru.count(#rows, "row_forms") })
end

function parts.terms(req, desk)
  local list = {}
  for i, row in ipairs(regulation.nomenclature(desk)) do
    list[i] = { record = desk.rules:label("carriers", row.record), index = row.case_index or "",
      basis = row.basis,
      term = row.years and ru.count(row.years, "years_forms") or desk.rules:label("retention_kinds",
        row.kind),
      since = calendar.written(row.since) }
  end
  local records = {}
  local rows = desk.rules:rows()
  local seen = {}
  for _, label in ipairs(rows and rows.labels or {}) do
    if label.set == "carriers" and not seen[label.key] then
      seen[label.key] = true
      records[#records + 1] = { key = label.key, label = label.text }
    end
  end
  return frame.render("terms", { rows = list, records = records, record = req.query.record or "",
    csrf = req.csrf,
    may = desk.access:may("nomenclature", "write"), today = calendar.written(desk:today()) })
end

function parts.settings(req, desk)
  local list, err = regulation.settings(desk)
  if not list then return nil, err end
  local rows = {}
  for i, one in ipairs(list) do
    local values = {}
    for n, value in ipairs(one.values or {}) do
      values[n] = { value = tostring(value), label = desk.rules:label("setting_values", tostring(value)),
        chosen = tostring(value) == tostring(one.value) }
    end
    local shown = one.value
    if type(shown) == "boolean" then shown = shown and ru.yes or ru.no end
    if one.values then shown = desk.rules:label("setting_values", tostring(shown)) end
    rows[i] = { name = one.name, label = one.label, question = one.question or "", kind = one.kind or "text",
      values = values, value = one.value == nil and "" or tostring(one.value),
      shown = shown == nil and "" or tostring(shown), changed = one.changed }
  end
  return frame.render("settings", { rows = rows, csrf = req.csrf, may = desk.access:may("setting", "write") })
end

function parts.adoptions(_, desk)
  local list = {}
  for i, row in ipairs(regulation.adoptions(desk)) do
    list[i] = { title = row.title or row.policy, starts = calendar.written(row.starts), now = row.now,
      protocol = row.protocol or "", order = row.order_text or "", hash = (row.hash or ""):sub(1, 12),
        note = row.note or "" }
  end
  return frame.render("adoptions", { rows = list })
end

function page.show(req, desk)
  local tab = parts[req.query.tab or ""] and req.query.tab or (req.query.q and "rows" or "questions")
  local body, err = parts[tab](req, desk)
  if not body then return frame.refuse(req, desk, err) end
  local found = regulation.questions(desk)
  local adoption = desk.rules:at() or {}
  local whole = frame.render("regulation", { tabs = tabs_of(tab, found and #found.open or 0), part = body,
    regulation = adoption.title or adoption.policy or "", since = calendar.written(adoption.starts),
    protocol = adoption.protocol or "", order = adoption.order_text or "" })
  return frame.page(req, desk, { title = ru.place_policy, name = "regulation", place = "policy",
    body = whole })
end

-- A form that was refused is shown again with the words beside the fields.
local function again(req, form, err)
  form.wrong = err.fields or { question = err.msg }
  req.session.again = form
end

function page.decide(req, desk)
  local form = frame.fields(req) or {}
  local ok, err = regulation.decide(desk, form)
  if not ok and not frame.wants_json(req) and err.fields then again(req, form, err) end
  return frame.done(req, desk, ok, err, { to = "/regulation" .. frame.query({ tab = "questions" }),
    message = ru.decision_saved })
end

function page.term(req, desk)
  local ok, err = regulation.set_term(desk, frame.fields(req) or {})
  return frame.done(req, desk, ok, err, { to = "/regulation" .. frame.query({ tab = "terms" }),
    message = ru.term_saved })
end

function page.setting(req, desk)
  local ok, err = regulation.set(desk, frame.fields(req) or {})
  return frame.done(req, desk, ok, err, { to = "/regulation" .. frame.query({ tab = "settings" }),
    message = ru.saved })
end

return page
