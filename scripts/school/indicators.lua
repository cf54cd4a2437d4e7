-- school/indicators.lua -- quality figures of a class and what each mark means for a pupil's standing.
-- Floor: school.  The percents come from the regulation's hook `indicators`; how marks stand to each other
-- comes from its rows: the row that tells most marks apart orders them.
local json = require "lib.json"
local ru = require "text.ru"

local indicators = {}

-- Percents of fewer pupils than this are not shown when the regulation does not say its own number.
local FEW = 3

-- The rows of the regulation in their order: {key, label, text, denominator, weights}.
function indicators.rows(desk, day)
  local rows = desk.rules:rows(day)
  return rows and rows.indicators or {}
end

-- A switch of the school: what it chose, else the regulation's default, else nil.
local function setting(desk, name, day)
  local rows, row = desk.rules:rows(day)
  if not rows then return nil end
  local own = desk.rules:env(row).settings[name]
  if own ~= nil then return own end
  for _, one in ipairs(rows.settings or {}) do
    if one.name == name then return one.default end
  end
  return nil
end

-- From how many pupils on percents are shown.
function indicators.few(desk, day)
  return math.tointeger(setting(desk, "percent_from", day)) or FEW
end

local function distinct(row)
  local seen, list = {}, {}
  for _, weight in pairs(row.weights or {}) do
    if not seen[weight] then
      seen[weight] = true
      list[#list + 1] = weight
    end
  end
  table.sort(list, function(a, b) return a > b end)
  return list
end

-- The weights of the finest row, best first, and the row.
local function finest(rows)
  local best, weights
  for _, row in ipairs(rows) do
    local list = distinct(row)
    if not weights or #list > #weights then best, weights = row, list end
  end
  return best, weights
end

local function level_of(symbol, row, rank)
  if symbol.kind == "mark" then
    local weight = row and row.weights[symbol.symbol]
    return weight and ({ "top", "good", "fair" })[rank[weight]] or "fail"
  end
  if symbol.passed == false then return "fail" end
  if symbol.passed == true then return "pass" end
  for _, one in ipairs(row and row.denominator or {}) do
    if one == symbol.symbol then return "na" end
  end
  return "exempt"
end

-- What a result says of its pupil: symbol -> top, good, fair, fail, na (not attested), pass or exempt.
function indicators.levels(desk, day)
  local adopted = desk.rules:at(day)
  local cache, key = desk.stick.cache, "levels " .. (adopted and adopted.hash or "")
  if cache[key] then return cache[key] end
  local rows = desk.rules:rows(day) or {}
  local row, weights = finest(rows.indicators or {})
  local rank, of = {}, {}
  for i, weight in ipairs(weights or {}) do rank[weight] = i end
  for _, symbol in ipairs(rows.scale or {}) do
    if symbol.result then of[symbol.symbol] = level_of(symbol, row, rank) end
  end
  cache[key] = of
  return of
end

-- How many of the counted pupils the regulation's percents are taken of.
local function size(rows, counts)
  local seen, n = {}, 0
  for _, row in ipairs(rows) do
    for _, symbol in ipairs(row.denominator or {}) do
      if not seen[symbol] then
        seen[symbol] = true
        n = n + (counts[symbol] or 0)
      end
    end
  end
  return n
end

-- Is the figure a share of pupils (all its weights equal), not a mean over marks?
function indicators.share(row)
  return #distinct(row) < 2
end

-- The pupils a share is made of, "2 из 3"; nil for a figure that is no share.
local function part_of(row, counts, n)
  if n == 0 or not indicators.share(row) then return nil end
  local have = 0
  for symbol, weight in pairs(row.weights or {}) do
    if weight > 0 then have = have + (counts[symbol] or 0) end
  end
  return ru.fill(ru.figures_part, { have = have, n = n })
end

-- Percents of several sets of results at once.  sets: array of {symbol = number}; answers in the same order:
-- {n, texts, values, parts ("2 из 3" by key), why, hidden (too few pupils for percents)}; and the
-- regulation's row, or nil, err.
function indicators.ask(desk, sets, day)
  local rows, few = indicators.rows(desk, day), indicators.few(desk, day)
  local calls, list = {}, {}
  for i, counts in ipairs(sets) do calls[i] = { hook = "indicators", ctx = { counts = counts } } end
  local answers, adopted = desk.rules:ask(calls, day)
  if not answers then return nil, adopted end
  for i, counts in ipairs(sets) do
    local ok = answers[i].ok or {}
    local n, parts = size(rows, counts), {}
    for _, row in ipairs(rows) do parts[row.key] = part_of(row, counts, n) end
    list[i] = { n = n, hidden = n < few, texts = ok.texts or {}, values = ok.values or {}, parts = parts,
      why = ok.why or {}, counts = json.encode(counts) }
  end
  return list, adopted
end

return indicators
