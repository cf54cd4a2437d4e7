-- policy/marks.lua -- what may stand in a cell of the journal, the average, and the mark of a period.
-- All arithmetic is on integers: weights and break-offs in hundredths, so 2,5 is exactly two and a half.
-- A teacher decides; these rules propose, say why, and say why there is nothing to propose.
local util = require "policy.util"

local marks = {}

local say = util.say
local SEPARATORS = "[ /;,]+"
local LONGEST = 60 -- bytes of what may be typed into a cell

-- One grading prepared once per view: its rows by symbol and alias, its marks by value, symbols in
-- order.
local function scale_of(v, grading)
  local all = v:once("scales", function() return {} end)
  local scale = all[grading]
  if scale then return scale end
  scale = { grading = grading, by = {}, names = {}, values = {}, symbols = {}, results = {},
    parsed = {}, known = false }
  local function name(text, row)
    text = util.lower(text)
    if not scale.by[text] then scale.names[#scale.names + 1] = text end
    scale.by[text] = scale.by[text] or row
  end
  for _, row in ipairs(v:rows("scale")) do
    if not row.grading or util.has(row.grading, grading) then
      if row.grading then scale.known = true end
      name(row.symbol, row)
      scale.symbols[#scale.symbols + 1] = row.symbol
      if row.result then scale.results[#scale.results + 1] = row.symbol end
      if row.value and row.counts then scale.values[row.value] = row.symbol end
    end
  end
  for _, row in ipairs(v:rows("scale")) do
    if not row.grading or util.has(row.grading, grading) then
      for _, alias in ipairs(row.aliases or {}) do name(alias, row) end
      name(row.key, row)
    end
  end
  table.sort(scale.names, function(a, b)
    if #a ~= #b then return #a > #b end
    return a < b
  end)
  scale.why = { rule = say("reg_entry_rule"), inputs = {}, policy = v.model.id, version = v.model.version }
  all[grading] = scale
  return scale
end
marks.scale_of = scale_of

-- The scale a question is about; nothing said means marks.
local function grading_of(ctx)
  if ctx.grading == nil or ctx.grading == "" then return "marks" end
  return ctx.grading
end
marks.grading_of = grading_of

function marks.why(v, row, inputs, arithmetic)
  return { clause = row and (row.clause or row.source), rule = row and row.text, inputs = inputs,
    arithmetic = arithmetic, policy = v.model.id, version = v.model.version, verified = row and row.verified }
end

local function symbol_at(scale, text, at)
  for _, name in ipairs(scale.names) do
    if string.sub(text, at, at + #name - 1) == name then return scale.by[name], at + #name end
  end
end

-- Text of a cell -> list of {row=, glued=true when nothing separates it from the one before}, or nil and
-- the rest.
local function tokens(scale, text)
  local out, at = {}, 1
  local whole = scale.by[text]
  if whole then return { { row = whole } } end
  while at <= #text do
    local _, stop = string.find(text, "^" .. SEPARATORS, at)
    local glued = not stop and #out > 0
    at = (stop or at - 1) + 1
    if at > #text then break end
    local row, after = symbol_at(scale, text, at)
    if not row then return nil, string.sub(text, at) end
    out[#out + 1] = { row = row, glued = glued }
    at = after
  end
  return out
end

local function allowed_text(scale, kind)
  local list = {}
  for i, symbol in ipairs(kind == "result" and scale.results or scale.symbols) do
    list[i] = string.match(symbol, "^%p$") and "«" .. symbol .. "»" or symbol
  end
  return table.concat(list, ", ")
end

-- Sorts tokens into marks and one absence; returns nil and the sentence when they do not go together.
local function sort_tokens(list, kind, limit)
  local out, absence, word, numbers = {}, nil, nil, 0
  for i, item in ipairs(list) do
    local row = item.row
    if kind == "result" and not row.result then return nil, say("reg_mark_not_result", row.symbol) end
    if row.kind == "absence" then
      if absence and absence ~= row then return nil, say("reg_mark_two_absences", absence.symbol,
        row.symbol) end
      absence = row
    else
      if item.glued and list[i - 1].row.kind ~= "absence" then
        return nil, say("reg_mark_glued", list[i - 1].row.symbol, row.symbol)
      end
      if row.kind == "word" then word = row else numbers = numbers + 1 end
      out[#out + 1] = row.symbol
    end
  end
  if word and #out > 1 then return nil, say("reg_mark_word_alone", word.symbol) end
  if #out > limit then return nil, say("reg_mark_too_many", limit) end
  return out, nil, absence, numbers > 0
end

-- check_entry{text, absence, grading, work, kind} -> may this stand here; marks and absence in their
-- written form.
function marks.check_entry(v, ctx)
  local scale = scale_of(v, grading_of(ctx))
  local kind = ctx.kind or "cell"
  local out = { ok = false, marks = {}, symbols = util.copy(kind == "result" and scale.results
    or scale.symbols),
    why = scale.why }
  if not scale.known then
    out.message = say("reg_mark_no_grading", tostring(ctx.grading))
    return out
  end
  local text = tostring(ctx.text or "")
  if #text > LONGEST then
    out.message = say("reg_mark_unknown", util.cut(text, LONGEST), allowed_text(scale, kind))
    return out
  end
  text = util.lower(string.match(text, "^%s*(.-)%s*$"))
  local list, rest = tokens(scale, text)
  if not list then
    out.message = say("reg_mark_unknown", rest, allowed_text(scale, kind))
    return out
  end
  local given = ctx.absence and ctx.absence ~= "" and scale.by[util.lower(ctx.absence)]
  if ctx.absence and ctx.absence ~= "" and not (given and given.kind == "absence") then
    out.message = say("reg_mark_absence", ctx.absence)
    return out
  end
  if given then list[#list + 1] = { row = given } end
  local found, message, absence, has_number = sort_tokens(list, kind, v:setting("marks_in_cell") or 2)
  if found and has_number and absence and not absence.with_mark then
    found, message = nil, say("reg_mark_absent", absence.symbol, absence.label)
  end
  if not found then
    out.message = message
    return out
  end
  out.ok, out.marks, out.absence = true, found, absence and absence.symbol
  return out
end

-- One stored value ("5", "5/4", "осв") -> {values = {5, 4}, skipped = {rows}}, remembered by its text.
local function parse(scale, text)
  local found = scale.parsed[text]
  if found then return found end
  found = { values = {}, skipped = {}, rows = {} }
  if type(text) == "table" or type(text) == "boolean" then error("mark", 0) end
  local list = tokens(scale, util.lower(tostring(text))) or {}
  for _, item in ipairs(list) do
    local row = item.row
    found.rows[#found.rows + 1] = row
    if row.counts and row.value then
      found.values[#found.values + 1] = row.value
    else
      found.skipped[#found.skipped + 1] = { mark = row.symbol, label = row.label }
    end
  end
  if #found.values == 1 and #found.skipped == 0 then found.single = found.values[1] end
  scale.parsed[text] = found
  return found
end
marks.parse = parse

local function work_weights(v)
  local out = {}
  for _, row in ipairs(v:rows("work")) do out[row.key] = row.weight end
  return out
end

local SINGLE, SHOWN = 8, 40 -- marks written one by one; terms written at all
local COUNTED, SKIPPED = say("reg_marks_counted"), say("reg_marks_skipped")
local ABSENT, OF, EXEMPT = say("reg_absent"), say("reg_of"), say("reg_exempt")
local LEAST, BREAKS = say("reg_min_marks"), say("reg_breaks")

local HEAVIEST = 100000 -- a weight of one thousand: more is a slip of the hand
local WEIGHTS = 1000000 -- a mark and its weight as one number: mark * WEIGHTS + weight

-- TERMS[key] -> "5·1,5": how a weighted mark stands in the arithmetic.
local TERMS = setmetatable({}, { __index = function(t, key)
  t[key] = key // WEIGHTS .. "·" .. util.decimal(key % WEIGHTS, true)
  return t[key]
end })

-- Takes one mark into the total: its key in order for the few, the number of equal ones for the many.
local function add(t, value, weight)
  if weight < 0 or weight > HEAVIEST then error("weight", 0) end
  local key = value * WEIGHTS + weight
  t.n = t.n + 1
  if t.n <= SINGLE then t.keys[t.n] = key end
  local count = t.counts[key]
  if not count then
    count, t.order[#t.order + 1] = 0, key
  end
  t.counts[key] = count + 1
end

local function add_marks(t, found, weight)
  for _, value in ipairs(found.values) do add(t, value, weight) end
  for _, one in ipairs(found.skipped) do t.skipped[#t.skipped + 1] = one end
end

-- Adds up marks: sum of value * weight, sum of weights (both in hundredths), and how many of each there are.
local function total(v, scale, list)
  local works, parsed = v:once("work_weights", work_weights), scale.parsed
  local keys, counts, order, n = {}, {}, {}, 0
  local t = { n = 0, keys = keys, counts = counts, order = order, skipped = {} }
  list = list or {}
  for i = 1, #list do
    local item = list[i]
    local text, weight = item.mark, item.weight or works[item.work] or 100
    local found = parsed[text]
    local value = found and found.single
    if value then
      if weight ~= 100 and (weight < 0 or weight > HEAVIEST) then error("weight", 0) end
      local key = value * WEIGHTS + weight
      n = n + 1
      if n <= SINGLE then keys[n] = key end
      local count = counts[key]
      if count then
        counts[key] = count + 1
      else
        counts[key], order[#order + 1] = 1, key
      end
    else
      if text == nil and type(item) ~= "table" then error("mark", 0) end
      t.n = n
      add_marks(t, parse(scale, text or ""), weight)
      n = t.n
    end
  end
  local sum, whole, plain = 0, 0, true
  for i = 1, #order do
    local key = order[i]
    local value, weight, count = key // WEIGHTS, key % WEIGHTS, counts[key]
    sum, whole = sum + value * weight * count, whole + weight * count
    if weight ~= 100 then plain = false end
  end
  if math.type(whole) ~= "integer" then error("weight", 0) end
  t.n, t.sum, t.weight, t.plain = n, sum, whole, plain
  return t
end

-- Equal marks of equal weight as one term, the highest mark first: {"5·1 × 7", "4·1,5 × 3", …}.
local function grouped(t)
  local order, counts, plain, parts = t.order, t.counts, t.plain, {}
  table.sort(order)
  for i = #order, math.max(1, #order - SHOWN + 1), -1 do
    local key = order[i]
    local count, term = counts[key], plain and order[i] // WEIGHTS or TERMS[key]
    parts[#parts + 1] = count > 1 and term .. " × " .. count or term
  end
  if #order > SHOWN then parts[SHOWN + 1] = "…" end
  return parts
end

-- "(5·1 + 4·2) / 3 = 4,33"; of many marks the equal ones stand together: "(5 × 7 + 4 × 3) / 10 = 4,70"
local function arithmetic(t, text)
  local parts
  if t.n > SINGLE then
    parts = grouped(t)
  else
    parts = {}
    for i = 1, t.n do parts[i] = t.plain and t.keys[i] // WEIGHTS or TERMS[t.keys[i]] end
  end
  return "(" .. table.concat(parts, " + ") .. ") / " .. util.decimal(t.weight, true) .. " = " .. text
end

-- Hundredths of the average, rounded half up.
local function mean(t)
  return util.round_half_up(t.sum * 100, t.weight)
end

local function average_row(v)
  return v:find("rounding", "rule", "average") or false
end

-- average{marks = {{mark, weight, date, work}}, grading}
function marks.average(v, ctx)
  local scale = scale_of(v, grading_of(ctx))
  local t = total(v, scale, ctx.marks)
  local row = v:once("average_row", average_row) or nil
  local out = { n = t.n, sum = t.sum, weight = t.weight, skipped = t.skipped }
  if t.weight > 0 then
    local hundredths = mean(t)
    out.value, out.text = hundredths / 100, util.decimal(hundredths)
    out.why = marks.why(v, row, { { label = COUNTED, value = t.n },
      { label = SKIPPED, value = #t.skipped } }, arithmetic(t, out.text))
  else
    out.text = ""
    out.why = marks.why(v, row, { { label = COUNTED, value = 0 },
      { label = SKIPPED, value = #t.skipped } })
  end
  return out
end

local function fits(row, use, grading, ctx)
  return row.use == use and (not row.grading or row.grading == grading)
    and (not row.scheme or row.scheme == ctx.scheme)
    and (not row.grades or (ctx.grade ~= nil and util.has(row.grades, ctx.grade)))
    and (not row.subjects or (ctx.subject ~= nil and util.has(row.subjects, util.lower(ctx.subject))))
    and (not row.hours or (ctx.hours ~= nil and util.in_range(row.hours, ctx.hours)))
end

local function narrowness(row)
  return (row.subjects and 8 or 0) + (row.hours and 4 or 0) + (row.grades and 2 or 0) + (row.scheme and 1
    or 0)
    + (row.grading and 1 or 0)
end

local CONDITIONS = { { "scheme", "scheme" }, { "grades", "grade" }, { "subjects", "subject" },
  { "hours", "hours" } }

-- What the rows of a use ask about the journal: the names of fields of a question.
local function asked_by(v, use)
  local names = {}
  for _, pair in ipairs(CONDITIONS) do
    for _, row in ipairs(v:rows("rounding")) do
      if row.use == use and row[pair[1]] then util.add(names, pair[2]) end
    end
  end
  return names
end

-- The rounding row for a use: the one with the most conditions wins, of equals the later one.
function marks.rounding(v, use, grading, ctx)
  local kept = v:once("rounding", function() return { names = {} } end)
  local names = kept.names[use]
  if not names then
    names = asked_by(v, use)
    kept.names[use] = names
  end
  local key = use .. "\1" .. grading
  for i = 1, #names do key = key .. "\1" .. tostring(ctx[names[i]]) end
  local best = kept[key]
  if best ~= nil then return best or nil end
  for _, row in ipairs(v:rows("rounding")) do
    if fits(row, use, grading, ctx) and (not best or narrowness(row) >= narrowness(best)) then best = row end
  end
  kept[key] = best or false
  return best
end

-- Break-offs of a row, highest mark first: {{mark, hundredths}}, and the mark below the lowest of them.
local function breaks_of(v, row)
  local kept = v:once("breaks", function() return {} end)
  local list = kept[row]
  if list then return list end
  list = {}
  for mark, from in next, row.from or {} do
    list[#list + 1] = { math.tointeger(tonumber(mark)), util.hundredths(from) }
  end
  table.sort(list, function(a, b) return a[1] > b[1] end)
  list.lowest = #list > 0 and list[#list][1] - 1 or nil
  kept[row] = list
  return list
end

local function rounded(breaks, t)
  for _, item in ipairs(breaks) do
    if t.sum * 100 >= item[2] * t.weight then return item[1], item[2] end
  end
  return breaks.lowest
end

-- The average as text; when rounding to hundredths would lift it over a break-off it did not reach, it is
-- cut.
local function honest_text(breaks, t)
  local hundredths = mean(t)
  for _, item in ipairs(breaks) do
    if hundredths >= item[2] and t.sum * 100 < item[2] * t.weight then
      return t.sum * 100 // t.weight, util.decimal(t.sum * 100 // t.weight) .. "…"
    end
  end
  return hundredths, util.decimal(hundredths)
end

-- Values a teacher may decide on: within `step` of the mark, the rest needs a correction of marks.
local function within_step(scale, mark, step)
  local out = {}
  for value = mark + step, mark - step, -1 do
    if scale.values[value] then out[#out + 1] = scale.values[value] end
  end
  return out
end
marks.within_step = within_step

-- A number a row gives unless the school entered its own.
local function parameter(v, row, name)
  local entered = v:entered(name)
  if entered ~= nil then return entered end
  if row and row[name] ~= nil then return row[name] end
  return v:setting(name)
end
marks.parameter = parameter

-- The parameters of a row that every period asks for, read once: {least = marks, limit = per cent missed}.
local function limits_of(v, row)
  local kept = v:once("limits", function() return {} end)
  local found = kept[row]
  if not found then
    found = { least = parameter(v, row, "min_marks"), limit = parameter(v, row, "absence_limit") }
    kept[row] = found
  end
  return found
end

local function over_limit(v, row, ctx)
  local limit = limits_of(v, row).limit
  local lessons = ctx.lessons and ctx.lessons - (ctx.exempt or 0)
  if not limit or not ctx.absent or not lessons or lessons <= 0 then return false, limit end
  return ctx.absent * 100 > limit * lessons, limit
end

-- What a period's result was made of; n entries counted, `skipped` stand in the journal but do not count.
local function period_inputs(v, row, ctx, n, skipped)
  local inputs = { { label = COUNTED, value = n } }
  if skipped > 0 then inputs[2] = { label = SKIPPED, value = skipped } end
  if ctx.lessons then
    local lessons = ctx.lessons - (ctx.exempt or 0)
    inputs[#inputs + 1] = { label = ABSENT, value = (ctx.absent or 0) .. OF .. lessons }
    if lessons < ctx.lessons then
      inputs[#inputs + 1] = { label = EXEMPT, value = ctx.lessons - lessons .. OF .. ctx.lessons }
    end
  end
  local least = limits_of(v, row).least
  if least then inputs[#inputs + 1] = { label = LEAST, value = least } end
  return inputs, least
end

local function break_words(breaks)
  if not breaks.words then
    local parts = {}
    for i, item in ipairs(breaks) do parts[i] = say("reg_break", item[1], util.decimal(item[2])) end
    breaks.words = table.concat(parts, "; ")
  end
  return breaks.words
end

local function not_attested(v, scale)
  local symbol = v:setting("not_attested") or "н/а"
  return scale.by[util.lower(symbol)] and symbol
end

-- Numeric marks of a period.
local function period_by_marks(v, ctx, scale, row, t)
  local inputs, least = period_inputs(v, row, ctx, t.n, #t.skipped)
  local out = { one_step = {} }
  local breaks, line = breaks_of(v, row), nil
  local missed, limit = over_limit(v, row, ctx)
  local base
  if t.n > 0 then
    local hundredths
    hundredths, out.text = honest_text(breaks, t)
    out.average, base, line = hundredths / 100, rounded(breaks, t), arithmetic(t, out.text)
    out.one_step = within_step(scale, base, row.step or 1)
    if #breaks > 0 then inputs[#inputs + 1] = { label = BREAKS, value = break_words(breaks) } end
  end
  if missed then
    out.proposed = not_attested(v, scale)
    out.missing = say("reg_absence_over", ctx.absent, ctx.lessons - (ctx.exempt or 0), limit)
  elseif t.n < (least or 1) then
    out.missing = say("reg_few_marks", t.n, least or 1)
  else
    out.proposed = scale.values[base]
  end
  out.why = marks.why(v, row, inputs, line)
  return out
end

local function rows_of(scale, list)
  local rows = {}
  for _, item in ipairs(list or {}) do
    for _, row in ipairs(parse(scale, item.mark or "").rows) do rows[#rows + 1] = row end
  end
  return rows
end

-- Passed / not passed and levels: a proposal only when all entries agree.  Here a level counts, a number not.
local function period_by_words(v, ctx, scale, row)
  local out = { one_step = util.copy(scale.results) }
  local counted, first, same, failed = 0, nil, true, 0
  local entries = rows_of(scale, ctx.marks)
  for _, item in ipairs(entries) do
    if item.result and (item.kind == "level" or item.passed ~= nil) then
      counted = counted + 1
      first = first or item
      same = same and item == first
      if item.passed == false then failed = failed + 1 end
    end
  end
  local inputs, least = period_inputs(v, row, ctx, counted, #entries - counted)
  local missed, limit = over_limit(v, row, ctx)
  if missed then
    out.proposed, out.missing = not_attested(v, scale), say("reg_absence_over", ctx.absent,
      ctx.lessons - (ctx.exempt or 0), limit)
  elseif counted < (least or 1) then
    out.missing = say("reg_few_entries", counted, least or 1)
  elseif same then
    out.proposed = first.symbol
  elseif failed > 0 then
    out.missing = say("reg_some_failed", failed)
  else
    out.missing = say("reg_levels_differ")
  end
  out.why = marks.why(v, row, inputs)
  return out
end

-- A pupil freed from so many lessons of the period that there is nothing to judge him by: the word of the
-- scale stands instead of a mark.  Lessons he was freed from are no absences.
local function freed(v, ctx, scale, row)
  local share = v:setting("exempt_share")
  if not share or (ctx.exempt or 0) == 0 or ctx.exempt * 100 < share * (ctx.lessons or 0) then return nil end
  local n = 0
  for _, item in ipairs(rows_of(scale, ctx.marks)) do
    if item.counts or item.kind == "level" or item.passed ~= nil then n = n + 1 end
  end
  local inputs, least = period_inputs(v, row, ctx, n, #(ctx.marks or {}) - n)
  local word = scale.by.exempt
  if not word or not word.result or n >= (least or 1) then return nil end
  local out = { proposed = word.symbol, one_step = util.copy(scale.results) }
  out.why = marks.why(v, row, inputs)
  out.why.rule = say("reg_exempt_rule", share, word.symbol)
  return out
end

-- period_result{marks, absent, lessons, exempt, hours, scheme, period, grade, subject, grading}
function marks.period_result(v, ctx)
  local grading = grading_of(ctx)
  local scale = scale_of(v, grading)
  local row = marks.rounding(v, "period", grading, ctx)
  if not row or row.rule == "none" then
    return { missing = say(row and "reg_no_marks_here" or "reg_no_rule", grading), one_step = {},
      why = marks.why(v, row, {}) }
  end
  local free = freed(v, ctx, scale, row)
  if free then return free end
  if row.rule == "agree" then return period_by_words(v, ctx, scale, row) end
  return period_by_marks(v, ctx, scale, row, total(v, scale, ctx.marks))
end

return marks
