-- page/office_form.lua -- the forms of the office: fields as data, errors beside them, «Отменить» after them.
-- Floor: page.
local ru = require "text.ru"
local calendar = require "school.calendar"
local office = require "school.office"
local people = require "school.people"
local frame = require "page.frame"

local form = {}

local function first_bad(fields, bad)
  for _, f in ipairs(fields) do
    if f.name and bad[f.name] then return f.name end
  end
  return nil
end

-- The markup of a form.  o: action, submit, fields ({name, label, type, hint, options, empty, required,
-- short,
-- optional, groups, prefix}; type: text, select, check, password, picks, heading), values, err (of the
-- school's
-- rules), hidden ({name = value}), title, lead, back, danger, link ({href, label} beside the message), id.
function form.render(req, o)
  local values, bad = o.values or {}, o.err and o.err.fields or {}
  local focus = first_bad(o.fields, bad)
  local fields, hidden = {}, {}
  for i, f in ipairs(o.fields) do
    local given = f.name and values[f.name]
    fields[i] = { name = f.name, label = f.label, type = f.type or "text", hint = f.hint or false,
      options = f.options or {}, empty = f.empty or false, required = f.required or false,
      short = f.short or false, numeric = f.numeric or false, optional = f.optional or false,
      groups = f.groups or {}, prefix = f.prefix or "", id = (o.id or "f") .. "-" .. (f.name or i),
      value = given and tostring(given) or "", wrong = f.name and bad[f.name] or false,
      focus = f.name ~= nil and (f.name == focus or not focus and not o.err and f.focus == true) }
  end
  for name, value in pairs(o.hidden or {}) do hidden[#hidden + 1] = { name = name, value = value } end
  table.sort(hidden, function(a, b) return a.name < b.name end)
  return frame.render("office_form", { action = o.action, submit = o.submit, fields = fields,
    message = o.err and o.err.msg or "", hidden = hidden, csrf = req.csrf, title = o.title or false,
    lead = o.lead or false, back = o.back or false, danger = o.danger or false, link = o.link or false,
    id = o.id or false })
end

-- A page of the office.  opts as of frame.page.
function form.page(req, desk, opts)
  opts.css, opts.js = { "office.css" }, { "office.js" }
  opts.help = opts.help or "office"
  return frame.page(req, desk, opts)
end

-- The pages beside one another under «Школа».
function form.tabs(desk, current)
  local list = {}
  for _, tab in ipairs({ { "acts", "/office", true }, { "groups", "/office/groups", true },
    { "staff", "/office/staff", true }, { "school", "/office/school", desk.access:may("school", "write",
      {}) } }) do
    if tab[3] then
      list[#list + 1] = { href = tab[2], label = ru["office_tab_" .. tab[1]], current = tab[1] == current }
    end
  end
  return frame.render("office_tabs", { tabs = list })
end

-- After an act: go there, say what was done, and offer to take it back.
function form.done(req, to, message, commit)
  local answer = frame.go(req, to, message)
  if commit then
    req.session.flash.undo, req.session.flash.back = commit, to
  end
  return answer
end

-- The answer to an act that was refused: the words above the page it came from.
function form.refused(req, to, err)
  return frame.go(req, to, err.msg, true)
end

-- -- pieces ----------------------------------------------------------------------------------

-- The fields of an order.  wanted: a note that it may be left out.
function form.order_fields(desk)
  local free = not office.needs_order(desk)
  return { { name = "order_number", label = ru.office_order_number, short = true, optional = free,
    required = not free, hint = ru.office_order_hint },
    { name = "order_date", label = ru.office_order_date, short = true, optional = free, required = not free,
      numeric = true, hint = ru.office_hint_date } }
end

-- The fields of a person.
function form.person_fields()
  return { { name = "last", label = ru.office_last, required = true },
    { name = "first", label = ru.office_first, required = true },
    { name = "middle", label = ru.office_middle, optional = true },
    { name = "born", label = ru.office_born, short = true, optional = true, numeric = true,
      hint = ru.office_hint_date },
    { name = "sex", label = ru.office_sex, type = "select", optional = true, empty = "—",
      options = { { key = "f", label = ru.office_sex_f }, { key = "m", label = ru.office_sex_m } } },
    { name = "snils", label = ru.office_snils, short = true, optional = true, numeric = true,
      hint = ru.office_hint_snils },
    { name = "phone", label = ru.office_phone, short = true, optional = true } }
end

-- A row of office_person as the values of those fields.
function form.person_values(row)
  local digits = row.snils or ""
  return { last = row.last, first = row.first, middle = row.middle, sex = row.sex, phone = row.phone,
    born = calendar.written(row.born), file_no = row.file_no, position = row.position,
    hired = calendar.written(row.hired),
    snils = (digits:gsub("^(%d%d%d)(%d%d%d)(%d%d%d)(%d%d)$", "%1-%2-%3 %4")) }
end

-- Classes to choose from: {key, label}; the year stands beside those that are not of the current one.
function form.classes(desk, may)
  local list, today = {}, desk:today()
  for _, row in ipairs(office.groups(desk, office.home)) do
    if not may or may(row) then
      local now = row.year_starts <= today
      list[#list + 1] = { key = row.id, label = row.name .. (now and "" or " (" .. row.year_name .. ")") }
    end
  end
  return list
end

-- Everybody who works here: {key, label}.
function form.teachers(desk)
  local list = {}
  for i, row in ipairs(office.teachers(desk)) do list[i] = { key = row.id, label = people.full(row) } end
  return list
end

-- What changed and why, for a card: rows of office.past as markup.
function form.past(rows)
  local list = {}
  for i, one in ipairs(rows) do
    list[i] = { at = calendar.moment(one.at), who = one.who, reason = one.reason, changes = one.changes }
  end
  return frame.render("office_past", { rows = list })
end

-- A value of a field of a person in words.
function form.shown(name, value)
  if value == nil or value == "" then return "—" end
  if name == "born" or name == "hired" or name == "dismissed" or name == "admitted" then
    return calendar.written(value)
  end
  if name == "sex" then return ru["office_sex_" .. value] end
  return tostring(value)
end

return form
