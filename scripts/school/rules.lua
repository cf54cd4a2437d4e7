-- school/rules.lua -- the regulation in force on a day, and its answers.
-- Floor: school.  A Rules lives as long as the open store.  It knows which text was adopted from
-- which day, gives the policy its facts (decisions, nomenclature, settings), and remembers the
-- rows of each text.  A regulation that fails gives nil, err; it never stops a teacher's mark.
local policy = require "policy.policy"
local date = require "core.date"
local json = require "lib.json"
local ru = require "text.ru"
local env = require "school.env"

local rules = {}
rules.__index = rules

function rules.open(st)
  return setmetatable({ st = st, loaded = {}, words = {} }, rules)
end

-- Forget what may have changed with the last commit; the texts themselves never change.
function rules:forget()
  self.adoptions, self.facts = nil, nil
end

-- Every adoption, the newest first.
function rules:list()
  if not self.adoptions then
    local list, err = self.st:query("adoptions", {})
    if not list then error(err, 0) end
    self.adoptions = list
  end
  return self.adoptions
end

-- The regulation in force on the day (today when nil): the adoption row, or nil, err.
-- Before the first adoption the first one is used: nothing older is known.
function rules:at(day)
  day = day or date.today()
  local list = self:list()
  for _, row in ipairs(list) do
    if row.starts <= day then return row end
  end
  if #list > 0 then return list[#list] end
  return nil, { code = "POLICY", msg = ru.no_regulation }
end

function rules:hash()
  local row = self:at()
  return row and row.hash or nil
end

-- The texts of a regulation as adopted: its own and those it extends.  What was not kept with the
-- adoption is taken from the program.
local function sources_of(self, row)
  local known = self.loaded[row.hash]
  if known then return known end
  local kept = self.st:one("adoption_text", { adoption = row.id }) or {}
  known = { sources = policy.sources() }
  local parents = kept.sources and kept.sources ~= "" and json.decode(kept.sources)
  for name, text in pairs(type(parents) == "table" and parents or {}) do known.sources[name] = text end
  known.sources[row.policy] = kept.text
  self.loaded[row.hash] = known
  return known
end

-- Facts of the school for the policy of a row.
function rules:env(row)
  self.facts = self.facts or {}
  local facts = self.facts[row.policy]
  if not facts then
    facts = env.of(self.st, row.policy)
    self.facts[row.policy] = facts
  end
  return facts
end

-- Asks the regulation of the day.  calls: {{hook =, ctx =}, ...}.  Returns an array of
-- {ok = value} or {error = {...}} in the same order, and the adoption row; or nil, err.
function rules:ask(calls, day)
  local row, err = self:at(day)
  if not row then return nil, err end
  if #calls == 0 then return {}, row end
  local answers, failed = policy.ask(row.policy, calls,
    { sources = sources_of(self, row).sources, env = self:env(row) })
  if not answers then return nil, failed end
  return answers, row
end

-- One question: its value, or nil, err.
function rules:one(hook, ctx, day)
  local answers, row = self:ask({ { hook = hook, ctx = ctx } }, day)
  if not answers then return nil, row end
  local answer = answers[1]
  if answer.error or answer.ok == nil then
    local e = answer.error
    return nil, type(e) == "table" and e or { code = "POLICY", msg = tostring(e or ru.policy_silent) }
  end
  return answer.ok, row
end

-- All rows of the regulation of the day by section; nil, err when it cannot be read.
function rules:rows(day)
  local row, err = self:at(day)
  if not row then return nil, err end
  local known = sources_of(self, row)
  if not known.rows then
    local sections, failed = policy.rows(row.policy, { sources = known.sources })
    if not sections then return nil, failed end
    known.rows = sections
  end
  return known.rows, row
end

-- The value of a switch: the school's own, else the regulation's; nil when there is none.
function rules:setting(name, day)
  local rows, row = self:rows(day)
  local own = rows and self:env(row).settings[name]
  if own ~= nil then return own end
  for _, one in ipairs(rows and rows.settings or {}) do
    if one.name == name then return one.default end
  end
  return nil
end

-- The rows that say who may do what.
function rules:permits(day)
  local rows, err = self:rows(day)
  if not rows then return nil, err end
  return rows.permit or {}
end

-- The label of a key in a set ("states", "carriers", ...), or the key itself.
function rules:label(set, key, day)
  if key == nil or key == "" then return "" end
  local rows = self:rows(day)
  if not rows then return key end
  local words = self.words[rows]
  if not words then
    words = {}
    for _, row in ipairs(rows.labels or {}) do
      words[row.set] = words[row.set] or {}
      words[row.set][row.key] = row.text
    end
    self.words[rows] = words
  end
  return words[set] and words[set][key] or key
end

return rules
