-- page/ledger_sheet.lua -- the class's sheet of results (сводная ведомость) as markup, in three forms.
-- Floor: page.  Pure: a view of school/class.lua and its results in, text out.  Built by table.concat;
-- closing
-- tags that HTML lets one leave out are left out.
local core = require "core.text"
local html = require "lib.html"
local ru = require "text.ru"
local class = require "school.class"
local people = require "school.people"
local grid = require "page.grid"

local sheet = {}

local escape = core.html

-- Classes of a mark by what it says of the pupil; the sign itself is the text.
local tone = { fail = " f", na = " f", top = " t" }

local function mark_cell(text, levels, extra)
  if not text then return "<td" .. (extra ~= "" and ' class="' .. extra .. '"' or "") .. ">" end
  local name = (extra or "") .. (tone[levels[text]] or "")
  return "<td" .. (name ~= "" and ' class="' .. name:gsub("^ ", "") .. '"' or "") .. ">" .. escape(text)
end

local function pupil_head(n, pupil, data)
  local out = data.left(pupil) and ' class="out"' or ""
  return '<tr data-p="' .. pupil.id .. '"' .. out .. '><th scope="row"><i>' .. n .. '</i><a href="/pupils/'
    .. pupil.id .. data.query .. '">' .. escape(people.listed(pupil)) .. "</a>"
end

local function council_text(data, pupil)
  local row = data.council[pupil.id]
  return row and row.text or ""
end

local function tail_head(data, rows)
  local span = rows > 1 and " rowspan=" .. rows or ""
  local out = '<th scope="col" class="wide"' .. span .. ">" .. ru.sheet_council
  if data.absences then
    out = out .. '<th scope="col" class="num"' .. span .. ">" .. ru.sheet_days
      .. '<th scope="col" class="num"' .. span .. ">" .. ru.sheet_lessons
  end
  return out
end

local function tail_cells(data, pupil)
  local out = '<td class="wide">' .. escape(council_text(data, pupil))
  if data.absences then
    local one = data.absences[pupil.id]
    out = out .. '<td class="num">' .. (one and one.days or 0) .. '<td class="num">' .. (one and one.lessons
      or 0)
  end
  return out
end

local function open_table(view, data, name)
  return '<div class="scroll"><table class="sheet ' .. name .. '" role="grid" data-class="' .. view.id
    .. '" aria-label="' .. escape(data.label) .. '"><thead>'
end

-- Columns of a subject: the periods of its scheme, then those of the whole year that anybody has.
local function columns_of(view, i, all)
  local list, subject = {}, view.subjects[i]
  for _, period in ipairs(view.schemes[subject.scheme or ""] or {}) do list[#list + 1] = period end
  for _, period in ipairs(view.whole) do
    if period.scheme ~= subject.scheme and all.any[i][period.id] then list[#list + 1] = period end
  end
  return list
end

-- Every period of every subject: the head of two rows and the body.
local function full_head(view, data, spans, out)
  out[#out + 1] = '<tr><th scope="col" rowspan=2 class="name">' .. ru.pupil_head
  for i, subject in ipairs(view.subjects) do
    if #spans[i] > 0 then
      out[#out + 1] = "<th scope=colgroup colspan=" .. #spans[i] .. ' class="s" title="'
        .. escape(subject.name)
        .. '">' .. escape(subject.short)
    end
  end
  out[#out + 1] = tail_head(data, 2) .. "<tr>"
  for i, subject in ipairs(view.subjects) do
    for k, period in ipairs(spans[i]) do
      out[#out + 1] = '<th scope="col"' .. (k == 1 and " class=b" or "") .. ' data-s="' .. subject.id
        .. '" data-q="' .. period.id .. '" title="' .. escape(subject.name .. ", " .. period.name) .. '">'
        .. escape(data.short(period))
    end
  end
  out[#out + 1] = "</thead><tbody>"
end

local function full_row(view, all, data, spans, pupil, out)
  local row = all.at[pupil.id] or {}
  for i in ipairs(view.subjects) do
    local cell = row[i] or {}
    for k, period in ipairs(spans[i]) do
      local extra = (k == 1 and "b" or "") .. (period.whole and " y" or "")
      out[#out + 1] = mark_cell(cell[period.id], data.levels, extra)
    end
  end
end

-- The whole year.  data: levels, council, absences (or nil), short (period -> word), left (pupil -> bool),
-- query (of the links), label.
function sheet.full(view, all, data)
  local out, spans = { open_table(view, data, "full") }, {}
  for i in ipairs(view.subjects) do spans[i] = columns_of(view, i, all) end
  full_head(view, data, spans, out)
  for n, pupil in ipairs(view.pupils) do
    out[#out + 1] = pupil_head(n, pupil, data)
    full_row(view, all, data, spans, pupil, out)
    out[#out + 1] = tail_cells(data, pupil)
  end
  out[#out + 1] = "</tbody></table></div>"
  return html.raw(table.concat(out))
end

local function figure_rows(view, data, out)
  out[#out + 1] = "<tfoot>"
  for _, row in ipairs(data.figures.rows) do
    out[#out + 1] = '<tr><th scope="row">' .. escape(row.label)
    for i in ipairs(view.subjects) do
      local answer = data.figures.answers[i]
      local text = answer and (answer.hidden and answer.parts or answer.texts)[row.key] or ""
      if text == "" then
        out[#out + 1] = '<td title="' .. escape(answer and answer.n > 0 and data.figures.few or "") .. '">'
      else
        out[#out + 1] = '<td><a class="why" href="' .. escape(data.figures.href(row.key, i)) .. '">'
          .. text .. "</a>"
      end
    end
    out[#out + 1] = "<td colspan=9>"
  end
  out[#out + 1] = "</tfoot>"
end

-- One period: a column a subject, where the pupil stands, and the figures below.  data as above and
-- column, list (standings), figures {rows, answers, href, few} or nil.
function sheet.period(view, all, data)
  local out = { open_table(view, data, "one"), '<tr><th scope="col" class="name">', ru.pupil_head }
  local standing = {}
  for _, found in ipairs(data.list) do standing[found.pupil.id] = found end
  for _, subject in ipairs(view.subjects) do
    local period = class.period_of(view, subject, data.column)
    out[#out + 1] = '<th scope="col" class="v" data-s="' .. subject.id .. '" data-q="' .. (period or "")
      .. '" title="' .. escape(subject.name) .. '"><span>' .. escape(subject.name) .. "</span>"
  end
  out[#out + 1] = '<th scope="col" class="wide">' .. ru.sheet_standing .. tail_head(data, 1)
    .. "</thead><tbody>"
  for n, pupil in ipairs(view.pupils) do
    local row, found = all.at[pupil.id] or {}, standing[pupil.id]
    out[#out + 1] = pupil_head(n, pupil, data)
    for i, subject in ipairs(view.subjects) do
      local period = class.period_of(view, subject, data.column)
      out[#out + 1] = mark_cell(period and row[i] and row[i][period], data.levels, "")
    end
    out[#out + 1] = '<td class="wide">' .. (found and escape(ru.category_one[found.category] or "") or "")
      .. tail_cells(data, pupil)
  end
  out[#out + 1] = "</tbody>"
  if data.figures then figure_rows(view, data, out) end
  out[#out + 1] = "</table></div>"
  return html.raw(table.concat(out))
end

-- The sheet as on paper: under each pupil a line a period, subjects as columns.
function sheet.paper(view, all, data)
  local columns = data.columns
  local out = { open_table(view, data, "paper"),
    '<tr><th scope="col" class="num">№<th scope="col" class="name">',
    ru.pupil_head, '<th scope="col">', ru.sheet_period }
  for _, subject in ipairs(view.subjects) do
    out[#out + 1] = '<th scope="col" class="v"><span>' .. escape(subject.name) .. "</span>"
  end
  out[#out + 1] = tail_head(data, 1) .. "</thead>"
  for n, pupil in ipairs(view.pupils) do
    local row = all.at[pupil.id] or {}
    local span = " rowspan=" .. #columns
    out[#out + 1] = '<tbody data-p="' .. pupil.id .. '">'
    for k, column in ipairs(columns) do
      out[#out + 1] = "<tr>" .. (k == 1 and '<td class="num"' .. span .. ">" .. n .. '<th scope="rowgroup"'
        .. span
        .. ">" .. escape(people.listed(pupil)) or "") .. '<td class="q">' .. escape(data.short(column))
      for i, subject in ipairs(view.subjects) do
        local period = class.period_of(view, subject, column)
        out[#out + 1] = mark_cell(period and row[i] and row[i][period], data.levels, column.whole and "y"
          or "")
      end
      if k == 1 then out[#out + 1] = (tail_cells(data, pupil):gsub("<td", "<td" .. span)) end
    end
    out[#out + 1] = "</tbody>"
  end
  out[#out + 1] = "</table></div>"
  return html.raw(table.concat(out))
end

-- "I", "Год": the narrow name of a period in a sheet.
function sheet.short(period, shorts)
  return grid.period_short(period, shorts or {})
end

return sheet
