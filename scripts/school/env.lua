-- school/env.lua -- what the school has decided, in the shape the policy reads.
-- Floor: school.
local env = {}

local function whole(value)
  return math.tointeger(tonumber(value)) or tonumber(value)
end

-- Text of the ledger back to the value it was: "true", "5", "text".
function env.value(text)
  if text == "true" then return true end
  if text == "false" then return false end
  return whole(text) or text
end

local function read(st, name)
  local rows, err = st:query(name, {})
  if not rows then error(err, 0) end
  return rows
end

-- {decisions = {[question] = option}, nomenclature = {...}, settings = {...}, day_count = ...}
function env.of(st, policy)
  local facts = { decisions = {}, nomenclature = {}, settings = {} }
  for _, row in ipairs(read(st, "decisions")) do
    if row.policy == policy then facts.decisions[row.question] = row.option or row.value end
  end
  for _, row in ipairs(read(st, "nomenclature")) do
    facts.nomenclature[row.record] = { kind = row.kind, years = row.years, basis = row.basis }
  end
  for _, row in ipairs(read(st, "settings")) do
    if row.policy == policy then facts.settings[row.name] = env.value(row.value) end
  end
  facts.day_count = facts.settings.day_count
  facts.settings.day_count = nil
  return facts
end

return env
