-- policy/finals.lua -- the year mark, the mark of the certificate, and the indicators of a class.
-- Means of whole marks, rounded half up on integers; every norm says whether its text was seen (verified).
local util = require "policy.util"
local marks = require "policy.marks"

local finals = {}

local say = util.say

local function value_of(item)
  if type(item) == "table" then return item.value end
  return item
end

-- Results -> numbers and the words beside them. A missing value is named by its period.
local function read(scale, results)
  local out = { numbers = {}, sum = 0, words = {}, empty = {}, count = 0 }
  for i, item in ipairs(results or {}) do
    local value = value_of(item)
    if value == nil or value == "" then
      out.empty[#out.empty + 1] = tostring(type(item) == "table" and item.period or i)
    else
      local found = marks.parse(scale, tostring(value))
      out.count = out.count + 1
      if #found.values == 1 then
        out.numbers[#out.numbers + 1] = found.values[1]
        out.sum = out.sum + found.values[1]
      elseif #found.rows == 1 then
        out.words[#out.words + 1] = found.rows[1]
      else
        out.empty[#out.empty + 1] = tostring(value)
      end
    end
  end
  return out
end

local function whole_mark(scale, value)
  if value == nil or value == "" then return nil end
  local found = marks.parse(scale, tostring(value))
  return #found.values == 1 and found.values[1] or nil
end

local function scheme_count(v, scheme)
  for _, row in ipairs(v:rows("periods")) do
    if row.scheme == scheme and row.count then return row.count, row end
  end
end

local function same_word(words)
  for i = 2, #words do
    if words[i] ~= words[1] then return nil end
  end
  return words[1]
end

local function sum_text(numbers, hundredths)
  return "(" .. table.concat(numbers, " + ") .. ") / " .. #numbers .. " = " .. util.decimal(hundredths)
end

local function set_mean(out, scale, data, row)
  local hundredths = util.round_half_up(data.sum * 100, #data.numbers)
  local mark = util.round_half_up(data.sum, #data.numbers)
  out.average, out.text = hundredths / 100, util.decimal(hundredths)
  out.proposed, out.mark = scale.values[mark], mark
  out.one_step = marks.within_step(scale, mark, row and row.step or 1)
  return sum_text(data.numbers, hundredths)
end

local function year_words(out, data)
  local word = same_word(data.words)
  if word then
    out.proposed = word.symbol
  else
    local failed = 0
    for _, row in ipairs(data.words) do
      if row.passed == false then failed = failed + 1 end
    end
    out.missing = failed > 0 and say("reg_some_failed", failed) or say("reg_words_differ")
  end
end

-- Is there a result for every period of the scheme?
local function year_gaps(v, ctx, data)
  local count = scheme_count(v, ctx.scheme)
  if #data.empty > 0 then return say("reg_year_empty", table.concat(data.empty, ", ")) end
  if data.count == 0 then return say("reg_year_none") end
  if count and data.count < count then return say("reg_year_few", data.count, count) end
end

local function with_exam(out, scale, row, exam)
  local mark = exam and whole_mark(scale, exam)
  if not exam or (row and row.exam == "ignore") then return nil end
  if not mark then
    out.proposed, out.missing = nil, say("reg_exam_bad", tostring(exam))
    return nil
  end
  local year = out.mark
  local final = util.round_half_up(year + mark, 2)
  out.year, out.proposed = scale.values[year], scale.values[final]
  out.one_step = marks.within_step(scale, final, row and row.step or 1)
  return say("reg_year_exam", year, mark, util.decimal((year + mark) * 50), final)
end

local function year_numbers(v, ctx, scale, row, data, out)
  local count = scheme_count(v, ctx.scheme) or data.count
  local least = row and row.min_periods or (count + 1) // 2
  if #data.numbers < least then
    local word = data.words[1]
    out.proposed = same_word(data.words) and word and word.symbol or v:setting("not_attested") or "н/а"
    out.missing = say("reg_year_not_attested", #data.numbers, count, least)
    return nil
  end
  local line = set_mean(out, scale, data, row)
  local exam = with_exam(out, scale, row, ctx.exam)
  return exam and (line .. "; " .. exam) or line
end

local function period_name(item, i)
  local period = type(item) == "table" and item.period or i
  return tostring(period)
end

local function result_inputs(results)
  local inputs = {}
  for i, item in ipairs(results or {}) do
    inputs[i] = { label = period_name(item, i), value = tostring(value_of(item) or "—") }
  end
  return inputs
end

-- year_result{results = {{period, value}}, exam, grade, scheme, subject, grading}
function finals.year_result(v, ctx)
  local grading = marks.grading_of(ctx)
  local scale = marks.scale_of(v, grading)
  local row, line = marks.rounding(v, "year", grading, ctx), nil
  local data, out = read(scale, ctx.results), { one_step = {} }
  local inputs = result_inputs(ctx.results)
  out.missing = year_gaps(v, ctx, data)
  if row and row.rule == "none" then
    out.missing = say("reg_no_marks_here")
  elseif not out.missing then
    if #data.numbers == 0 then year_words(out, data) else line = year_numbers(v, ctx, scale, row, data,
      out) end
  end
  if ctx.exam then inputs[#inputs + 1] = { label = say("reg_exam"), value = tostring(ctx.exam) } end
  out.mark = nil
  out.why = marks.why(v, row, inputs, line)
  return out
end

local final_rules = {}

-- The year mark goes into the certificate as it is.
function final_rules.year(_, ctx, scale, row, out)
  out.proposed = ctx.year ~= nil and ctx.year ~= "" and tostring(ctx.year) or nil
  local mark = whole_mark(scale, ctx.year)
  if not out.proposed then out.missing = say("reg_final_no_year") end
  if mark then out.one_step = marks.within_step(scale, mark, row.step or 0) end
end

-- Mean of the year mark and the exam, half up, for subjects with an exam; others take the year mark.
function final_rules.year_exam(v, ctx, scale, row, out)
  local needed = ctx.subject and util.has(row.exam_subjects, util.lower(ctx.subject))
  if ctx.exam == nil or ctx.exam == "" then
    if needed then
      out.missing = say("reg_final_no_exam", ctx.subject)
      return nil
    end
    return final_rules.year(v, ctx, scale, row, out)
  end
  local year, exam = whole_mark(scale, ctx.year), whole_mark(scale, ctx.exam)
  if not year or not exam then
    out.missing = year and say("reg_exam_bad", tostring(ctx.exam)) or say("reg_final_no_year")
    return nil
  end
  local mark = util.round_half_up(year + exam, 2)
  out.average = (year + exam) * 50 / 100
  out.text, out.proposed = util.decimal((year + exam) * 50), scale.values[mark]
  out.one_step = marks.within_step(scale, mark, row.step or 0)
  return "(" .. year .. " + " .. exam .. ") / 2 = " .. out.text .. " → " .. mark
end

-- Mean of all half-year (quarter, trimester) and year marks of the last two grades; exams are not counted.
function final_rules.all_periods(_, ctx, scale, row, out)
  local data = read(scale, ctx.results)
  if #data.empty > 0 then
    out.missing = say("reg_year_empty", table.concat(data.empty, ", "))
    return nil
  end
  if #data.numbers == 0 then
    local word = same_word(data.words)
    out.proposed = word and word.symbol
    out.missing = not word and say("reg_final_no_results") or nil
    return nil
  end
  local line = set_mean(out, scale, data, row)
  out.one_step, out.mark = marks.within_step(scale, out.mark, row.step or 0), nil
  return line .. " → " .. tostring(out.proposed)
end

-- final_result{grade, year, exam, results, subject} -> the mark of the certificate.
function finals.final_result(v, ctx)
  local grading = marks.grading_of(ctx)
  local scale = marks.scale_of(v, grading)
  local row = marks.rounding(v, "final", grading, ctx)
  local out, line = { one_step = {} }, nil
  local rule = row and final_rules[row.rule]
  local inputs = result_inputs(ctx.results)
  if ctx.year ~= nil then inputs[#inputs + 1] = { label = say("reg_year"), value = tostring(ctx.year) } end
  if ctx.exam ~= nil then inputs[#inputs + 1] = { label = say("reg_exam"), value = tostring(ctx.exam) } end
  if rule then line = rule(v, ctx, scale, row, out) else out.missing = say("reg_no_rule", grading) end
  out.why = marks.why(v, row, inputs, line)
  return out
end

-- indicators{counts = {["5"] = n, ["н/а"] = n, …}} -> percents of the class: by key, value and text.
function finals.indicators(v, ctx)
  local values, texts, whys = {}, {}, {}
  for _, row in ipairs(v:rows("indicators")) do
    local n, sum, terms = 0, 0, {}
    for _, symbol in ipairs(row.denominator or {}) do
      local count = ctx.counts and ctx.counts[symbol] or 0
      local weight = row.weights and row.weights[symbol] or 0
      n, sum = n + count, sum + count * weight
      if count > 0 and weight > 0 then terms[#terms + 1] = count .. "·" .. weight end
    end
    if n > 0 then
      local hundredths = util.round_half_up(sum * 100, n)
      values[row.key], texts[row.key] = hundredths / 100, util.decimal(hundredths)
      local line = "(" .. (#terms > 0 and table.concat(terms, " + ") or "0") .. ") / " .. n .. " = "
        .. texts[row.key]
      whys[row.key] = marks.why(v, row, { { label = row.label, value = n } }, line)
    end
  end
  return { values = values, texts = texts, why = whys }
end

return finals
