-- policy/new.lua -- writes the first text of a school's own policy: it extends another one and lists,
-- commented out, every row that may be repeated with another value.
local util = require "policy.util"
local schema = require "policy.schema"
local words = require "policy.words"

local new = {}

local INNER = { file = true, line = true, section = true, replaces = true, by_decision = true }
local FIRST = { "id", "clause", "set", "role", "key", "record", "task", "name", "programme", "target",
  "aspect", "kind",
  "years", "medium" }
local WIDTH = 110

local function name_of(key)
  if type(key) == "number" then return "" end
  if string.find(key, "^[%a_][%w_]*$") then return key .. " = " end
  return "[" .. string.format("%q", key) .. "] = "
end

local function quoted(s)
  return "\"" .. string.gsub(string.gsub(s, "\\", "\\\\"), "[\"\n]", { ["\""] = "\\\"", ["\n"] = "\\n" })
    .. "\""
end

local function literal(value)
  if type(value) == "string" then return quoted(value) end
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for _, key in ipairs(util.sorted_keys(value)) do parts[#parts + 1] = name_of(key) .. literal(value[key]) end
  if #parts == 0 then return "{}" end
  return "{ " .. table.concat(parts, ", ") .. " }"
end
new.literal = literal

local function field_order(row)
  local seen, order = {}, {}
  for _, field in ipairs(FIRST) do
    if row[field] ~= nil then
      order[#order + 1], seen[field] = field, true
    end
  end
  for _, field in ipairs(util.sorted_keys(row)) do
    if not seen[field] and not INNER[field] and field ~= "text" then order[#order + 1] = field end
  end
  if row.text ~= nil then order[#order + 1] = "text" end
  return order
end

-- A row as the lines of a policy text, each beginning with `prefix`.
function new.row(row, prefix)
  local lines, line = {}, prefix .. "p." .. row.section .. "{ "
  local order = field_order(row)
  for i, field in ipairs(order) do
    local piece = field .. " = " .. literal(row[field]) .. (i < #order and ", " or " }")
    if #line + #piece > WIDTH and #line > #prefix + 4 then
      lines[#lines + 1] = (string.gsub(line, "%s+$", ""))
      line = prefix .. "  "
    end
    line = line .. piece
  end
  lines[#lines + 1] = line
  return lines
end

local SKIPPED = { labels = true, permit = true }

local function section_lines(out, w, name, rows)
  if #rows == 0 then return end
  out[#out + 1] = ""
  out[#out + 1] = "-- " .. w:section(name)
  for _, row in ipairs(rows) do
    for _, line in ipairs(new.row(row, "-- ")) do out[#out + 1] = line end
  end
end

-- The text of policy `id` standing on `model`; `title` is the school's name.
function new.text(model, id, title)
  local w = words.new(model)
  title = title or util.say("reg_new_title")
  local out = {
    "-- policies/" .. id .. ".lua -- " .. title .. ".",
    "--",
    "-- " .. util.say("reg_new_how", model.id),
    "-- " .. util.say("reg_new_how2"),
    "-- " .. util.say("reg_new_how3"),
    "local p = policy{ api = " .. schema.api .. ", id = " .. quoted(id) .. ", extends = " .. quoted(model.id)
      .. ",",
    "  title = " .. quoted(title) .. " }",
  }
  for _, name in ipairs(schema.order) do
    if not SKIPPED[name] then section_lines(out, w, name, model.sections[name]) end
  end
  out[#out + 1] = ""
  out[#out + 1] = "return p"
  return table.concat(out, "\n") .. "\n"
end

return new
