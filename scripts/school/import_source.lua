-- school/import_source.lua -- a CSV file of a school: which column holds what, row by row.
-- Floor: school.  Pure: reads the text it is given.  A Source holds one row at a time in .row.
local csv = require "core.csv"
local text = require "core.text"
local ru = require "text.ru"

local source = {}
source.__index = source

-- What a kind of file holds: the fields in order; ! must stand in the file.
source.kinds = {
  roster = { "class!", "last!", "first!", "middle", "born", "sex", "snils", "file_no", "admitted", "phone",
    "group_kind", "note" },
  staff = { "last!", "first!", "middle", "born", "sex", "snils", "position", "hired", "headed", "phone",
    "note" },
  lessons = { "class!", "subject!", "subgroup", "date!", "number", "topic", "homework", "work", "weight",
    "teacher", "grading", "note" },
  marks = { "class!", "subject!", "subgroup", "date!", "number", "last!", "first!", "middle", "mark",
    "absence", "comment" },
  plan = { "class!", "subject!", "subgroup", "number", "topic!", "hours", "homework", "work" },
}

-- A name of a column or a person in the form in which names are compared.
function source.plain(words)
  words = text.lower(words or "") or ""
  words = words:gsub("\u{A0}", " "):gsub("ё", "е"):gsub("№", " номер "):gsub("[%.%*\"«»:]", " ")
  return (words:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

-- Blanks at the ends and doubled blanks taken away; nil for text that is no UTF-8.
function source.tidy(words)
  words = words:gsub("\u{A0}", " "):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
  if words:find("^[%g ]*$") then return words end
  return text.nfc(words)
end

local function refusal(key, values)
  return { code = "INPUT", msg = ru.fill(ru[key], values or {}) }
end

-- field -> usual Russian name of its column.
function source.title(field)
  return ru.import_columns[field][1]
end

-- Which fields the kind takes: set field -> must it stand there.
local function wanted_of(kind)
  local wanted = {}
  for _, word in ipairs(source.kinds[kind]) do
    local field, must = word:match("^([%w_]+)(!?)$")
    wanted[field] = must == "!" and "must" or "may"
  end
  if wanted.last then wanted.name = "may" end
  return wanted
end

local function names_of(wanted)
  local names = {}
  for field in pairs(wanted) do
    for rank, name in ipairs(ru.import_columns[field]) do
      local key = source.plain(name)
      local known = names[key]
      if not known or rank < known.rank or (rank == known.rank and field < known.field) then
        names[key] = { field = field, rank = rank }
      end
    end
  end
  return names
end

-- Finds the columns in the first row; nil, err when one is missing or stands twice.
local function columns_of(kind, head)
  local wanted, at, unused = wanted_of(kind), {}, {}
  local names = names_of(wanted)
  for i, title in ipairs(head) do
    local known = names[source.plain(title)]
    if known and at[known.field] then
      return nil, refusal("import_column_twice",
        { column = source.title(known.field), one = head[at[known.field]], two = title })
    elseif known then
      at[known.field] = i
    elseif source.plain(title) ~= "" then
      unused[#unused + 1] = title
    end
  end
  for _, word in ipairs(source.kinds[kind]) do
    local field, must = word:match("^([%w_]+)(!?)$")
    local named = at.name and (field == "last" or field == "first")
    if must == "!" and not at[field] and not named then
      return nil, refusal("import_no_column",
        { column = source.title(field), have = table.concat(head, ", ") })
    end
  end
  return at, unused
end

-- How often a character stands in the text from a place on.
local function count(words, char, from)
  local n, at = 0, from
  while true do
    at = words:find(char, at, true)
    if not at then return n end
    n, at = n + 1, at + 1
  end
end

-- Where the last whole row of the text ends: a line's end outside of quotes; nil when there is none.
local function rows_end(words)
  local quotes, at = count(words, '"', 1), #words
  while true do
    at = words:sub(1, at):match("^.*()\n")
    if not at then return nil end
    if (quotes - count(words, '"', at + 1)) % 2 == 0 then return at end
    at = at - 1
  end
end

-- Whole rows of a text that comes in parts: a function giving them a part at a time, in UTF-8.
local function whole_rows(more)
  local kept, foreign = "", false
  return function()
    while more do
      local part = more()
      if not part then more = nil end
      kept = part and kept .. part or kept
      local at = part and rows_end(kept) or not part and #kept
      if at and at > 0 then
        local rows = kept:sub(1, at)
        kept = kept:sub(at + 1)
        foreign = foreign or not text.utf8_ok(rows)
        return foreign and text.from_cp1251(rows) or rows
      end
    end
    return nil
  end
end

-- Opens the text of a file: the whole of it, or a function that gives it part by part and then nil.
-- Returns a Source, or nil, err{code = "INPUT"}.
function source.open(kind, content)
  local more
  if type(content) ~= "string" then
    more = whole_rows(content)
    content = more() or ""
  end
  if content:sub(1, 4096):find("[%z\1-\8\14-\31]") then return nil, refusal("import_not_csv") end
  local reader, err = csv.open(content, {})
  if not reader then return nil, err end
  local head
  head, err = reader()
  if err then return nil, err end
  if not head or #head == 0 then return nil, refusal("import_empty") end
  local at, unused = columns_of(kind, head)
  if not at then return nil, unused end
  local made = { reader = reader, at = at, unused = unused, width = #head, head = head, row = {}, rows = 0,
    more = more,
    lines = 0, part = more and count(content, "\n", 1) or 0 }
  return setmetatable(made, source)
end

-- Goes on with the next part of the text; false when there is none.
local function refill(self)
  local part = self.more and self.more()
  if not part then return false end
  local sep = self.reader:sep()
  self.reader:close()
  self.lines, self.part = self.lines + self.part, count(part, "\n", 1)
  self.reader = csv.open(part, { sep = sep })
  return self.reader ~= nil
end

-- Goes to the next row that is not empty: its fields stand in self.row.  false at the end, and then
-- self.failed is the error when the rest could not be read.
function source:next()
  local row, width, reader = self.row, self.width, self.reader
  while true do
    local n, err = reader:into(row)
    while not n do
      self.failed = err
      if err or not refill(self) then return false end
      reader = self.reader
      n, err = reader:into(row)
    end
    for i = n + 1, width do row[i] = "" end
    if n > 1 or row[1] ~= "" then
      local filled = row[1] ~= ""
      for i = 2, width do
        if filled then break end
        filled = row[i] ~= ""
      end
      if filled then
        self.rows = self.rows + 1
        return true
      end
    end
  end
end

-- The columns found, as they stand in the file: array of {field, title, at}.
function source:columns()
  local list = {}
  for field, i in pairs(self.at) do list[#list + 1] = { field = field, title = self.head[i], at = i } end
  table.sort(list, function(a, b) return a.at < b.at end)
  return list
end

-- The cells of the row in the order of columns(), to be looked at.
function source:shown()
  local list = {}
  for i, column in ipairs(self:columns()) do list[i] = source.tidy(self.row[column.at]) or "?" end
  return list
end

function source:line()
  return self.lines + self.reader:line()
end

-- The row as a table field -> tidy text ("" when the column or the value is not there);
-- a column with the whole name is taken apart.  nil, reason for unreadable text.
function source:record()
  local rec = {}
  for field, i in pairs(self.at) do
    local value = source.tidy(self.row[i])
    if not value then return nil, ru.fill(ru.import_bad_text, { column = source.title(field) }) end
    rec[field] = value
  end
  if rec.name and rec.name ~= "" and (rec.last or "") == "" then
    rec.last, rec.first, rec.middle = source.split_name(rec.name)
    if not rec.first then return nil, ru.import_two_words end
  end
  return setmetatable(rec, { __index = function() return "" end })
end

-- "Орлова Анна Петровна" -> "Орлова", "Анна", "Петровна".
function source.split_name(name)
  local last, first, middle = name:match("^(%S+) (%S+) ?(.*)$")
  return last, first, middle
end

-- The key under which a person is found by name.
function source.person_key(last, first, middle)
  return source.plain(last) .. "|" .. source.plain(first) .. "|" .. source.plain(middle)
end

local twins = { a = "а", b = "в", c = "с", e = "е", h = "н", k = "к", m = "м", o = "о", p = "р", t = "т",
  x = "х" }

-- The key under which a class is found: «5 "А"», "5-а" and "5A" are one class.
function source.class_key(name)
  local key = source.plain(name)
  if not key:find("^%d") then return key end
  key = key:gsub("класс", ""):gsub("[%s%-_/]", "")
  return (key:gsub("%a", twins))
end

-- "5а" -> 5, "А"; nil when it is no class of a school.
function source.class_parts(key)
  local grade, letter = key:match("^(%d%d?)(.*)$")
  grade = math.tointeger(tonumber(grade))
  if not grade or grade < 1 or grade > 12 then return nil end
  if letter == "" then return grade, "" end
  local code = utf8.len(letter) == 1 and utf8.codepoint(letter)
  if not code then return nil end
  if code >= 0x430 and code <= 0x44F then return grade, utf8.char(code - 0x20) end
  return code >= 0x61 and code <= 0x7A and grade or nil, letter:upper()
end

return source
