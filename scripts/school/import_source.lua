-- school/import_source.lua -- a CSV file of a school: which column holds what, row by row.
-- Floor: school.  Pure: reads the text it is given.  A Source holds one row at a time in .row.
local csv = require "core.csv"
local text = require "core.text"
local ru = require "text.ru"
local words_of = require "school.import_words"

local source = {}
source.__index = source

-- What a kind of file holds: the fields in order; ! must stand in the file.
source.kinds = {
  roster = { "class!", "last!", "first!", "middle", "born", "sex", "snils", "file_no", "admitted", "phone",
    "group_kind", "note", "grade", "letter" },
  staff = { "last!", "first!", "middle", "born", "sex", "snils", "position", "hired", "headed", "phone",
    "note" },
  journals = { "class!", "subject!", "subgroup", "teacher", "week_hours", "grading", "scheme" },
  lessons = { "class!", "subject!", "subgroup", "date!", "number", "topic", "homework", "work", "weight",
    "teacher", "grading", "note" },
  marks = { "class!", "subject!", "subgroup", "date!", "number", "last!", "first!", "middle", "mark",
    "absence", "comment" },
  plan = { "class!", "subject!", "subgroup", "number", "topic!", "hours", "homework", "work" },
}

-- Lists in which a row may be only a heading or a sum, and in which the class may stand above the table.
local by_hand = { roster = true, staff = true, journals = true }

source.plain = words_of.plain

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

-- Finds the columns in a row: field -> column, unused titles, how many are known, err when one is missing
-- (class: the one of the lines above, which stands for its column) or stands twice.
local function columns_of(kind, head, class)
  local wanted, at, unused, n, wrong = wanted_of(kind), {}, {}, 0, nil
  local names = names_of(wanted)
  for i, title in ipairs(head) do
    local known = names[source.plain(title)] or names[words_of.heading(kind, title)]
    if known and at[known.field] then
      wrong = wrong or refusal("import_column_twice",
        { column = source.title(known.field), one = head[at[known.field]], two = title })
    elseif known then
      at[known.field], n = i, n + 1
    elseif source.plain(title) ~= "" and not ru.import_unneeded[source.plain(title)] then
      unused[#unused + 1] = source.tidy(title)
    end
  end
  for _, word in ipairs(source.kinds[kind]) do
    local field, must = word:match("^([%w_]+)(!?)$")
    local named = at.name and (field == "last" or field == "first")
      or field == "class" and (class or at.grade and at.letter)
    if must == "!" and not at[field] and not named then
      local have = {}
      for _, title in ipairs(head) do
        if source.plain(title) ~= "" then have[#have + 1] = source.tidy(title) end
      end
      local key = field == "class" and by_hand[kind] and "import_no_class_column"
        or kind == "lessons" and field == "date" and "import_no_date_column" or "import_no_column"
      wrong = wrong or refusal(key, { column = source.title(field), have = table.concat(have, ", ") })
    end
  end
  return at, unused, n, wrong
end

-- So many lines may stand above the headings of the table.
local ABOVE = 12

-- The first row with the headings wanted: {head, at, unused, class}; nil, err of the row that comes nearest.
local function headings(kind, reader)
  local best, class
  for _ = 1, ABOVE do
    local row, err = reader()
    if err then return nil, err end
    if not row then break end
    local at, unused, n, wrong = columns_of(kind, row, class)
    if not wrong then return { head = row, at = at, unused = unused, class = not at.class and class } end
    if not best or n > best.n then best = { n = n, wrong = wrong } end
    if by_hand[kind] and n == 0 then class = class or words_of.class_in(table.concat(row, " ")) end
  end
  if best and best.n == 0 and by_hand[kind] then
    local usual = { source.title("class"), source.title("name") }
    if kind == "staff" then usual = { source.title("name"), source.title("position") } end
    if kind == "journals" then usual[2], usual[3] = source.title("subject"), source.title("teacher") end
    return nil, refusal("import_no_headings", { usual = table.concat(usual, ", ") })
  end
  return nil, best and best.wrong or refusal("import_empty")
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
  local reader, found, err
  for _, sep in ipairs({ false, "\t", ";" }) do
    local tried, wrong = csv.open(content, { sep = sep or nil })
    if tried then found, wrong = headings(kind, tried) end
    reader, err = tried, err or wrong
    -- A title over the table says nothing of what divides its columns.
    if found or not (by_hand[kind] and tried) then break end
  end
  if not found then return nil, err end
  local made = { reader = reader, kind = kind, at = found.at, unused = found.unused, width = #found.head,
    head = found.head, class = found.class, row = {}, rows = 0, passed = {}, more = more,
    classes = { found.class or nil },
    lines = 0, part = more and count(content, "\n", 1) or 0 }
  made.by_hand = by_hand[kind] or false
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

-- Is the row no record: a sum, the name of a class over its part of the list, the headings once more?
local function no_record(self)
  local first, n, known, again = nil, 0, 0, 0
  for i = 1, self.width do
    if self.row[i] ~= "" then first, n = first or self.row[i], n + 1 end
  end
  for _, i in pairs(self.at) do
    if source.plain(self.row[i]) ~= "" then known = known + 1 end
    if source.plain(self.row[i]) == source.plain(self.head[i]) then again = again + 1 end
  end
  if n == 0 or known > 1 and known == again then return true end
  local class = n == 1 and self.class and words_of.class_in(first)
  if class and class ~= self.class then
    self.class = class
    self.classes[#self.classes + 1] = class
  end
  return class or known == 0 or words_of.sums_up(first)
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
      if filled and self.by_hand and no_record(self) then
        self.passed[#self.passed + 1] = self:line()
      elseif filled then
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

local of_name = { last = true, first = true, middle = true }

-- The cells of the row in the order of columns(), to be looked at; names as they will be written.
function source:shown()
  local list, rec = {}, self:record() or {}
  for i, column in ipairs(self:columns()) do
    local field = column.field
    list[i] = of_name[field] and rec[field] or source.tidy(self.row[column.at]) or "?"
    if field == "name" and self.by_hand and rec.first then
      list[i] = source.tidy(rec.last .. " " .. rec.first .. " " .. (rec.middle or ""))
    end
  end
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
  if self.by_hand and rec.last then
    for _, field in ipairs({ "last", "first", "middle" }) do
      if rec[field] then rec[field] = words_of.name(rec[field]) end
    end
    if rec.first and rec.first:find("^%S%S?%.") then return nil, ru.import_initials end
  end
  rec.class = rec.class or self.class or rec.grade and rec.letter and rec.grade .. rec.letter or nil
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
  key = key:gsub("класс", ""):gsub("[%s%-_/]", ""):gsub("кл$", "")
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
