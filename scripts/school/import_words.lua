-- school/import_words.lua -- words of a list as people typed them: names in small letters or with a Latin
-- letter that looks Russian, a class named in a line above the table, a line that only sums up.
-- Floor: school.  Pure.
local text = require "core.text"
local ru = require "text.ru"

local words = {}

-- A name of a column or a person in the form in which names are compared.
function words.plain(given)
  given = text.lower(given or "") or ""
  given = given:gsub("\u{A0}", " "):gsub("ё", "е"):gsub("№", " номер "):gsub("«", " "):gsub("»", " ")
  return (given:gsub("[%.%*\":]", " "):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

-- Latin letters that look like Russian ones.
local alike = { A = "А", B = "В", C = "С", E = "Е", H = "Н", K = "К", M = "М", O = "О", P = "Р", T = "Т",
  X = "Х", Y = "У", a = "а", c = "с", e = "е", k = "к", m = "м", o = "о", p = "р", t = "т", x = "х", y = "у" }

local function upper(letter)
  local code = utf8.codepoint(letter)
  if code == 0x451 then return "Ё" end
  return code >= 0x430 and code <= 0x44F and utf8.char(code - 0x20) or letter:upper()
end

-- "иванов-ПЕТРОВ" and "Cидоров" with a Latin letter as such names are written; what has capitals and small
-- letters already keeps them.
function words.name(given)
  if given:find("[\208\209]") and given:find("%a") then
    local russian = given:gsub("%a", alike)
    if not russian:find("%a") then given = russian end
  end
  local small = text.lower(given)
  local head = given:match(utf8.charpattern)
  if not small or not head then return given end
  local rest = given:sub(#head + 1)
  local shouted = #given > 2 and not rest:find(" ", 1, true) and text.lower(rest) ~= rest
  for letter in rest:gmatch(utf8.charpattern) do
    if text.lower(letter) == letter and letter ~= "-" then shouted = false end
  end
  if not shouted and head ~= text.lower(head) then return given end
  if shouted then given = small end
  local first = true
  return (given:gsub(utf8.charpattern, function(letter)
    local begins = first
    first = letter == "-"
    if begins then return upper(letter) end
  end))
end

-- Where a class stands in a line: its number, its letter, and how the word for it ends.
local places = {
  "%f[%d](%d%d?)[ %-]*([\208\209][\128-\191]) класс([\128-\255]*)",
  "%f[%d](%d%d?)[ %-]*()класс([\128-\255]*)",
  "класс([\128-\255]*) (%d%d?)[ %-]*([\208\209][\128-\191])%f[^\128-\255]",
  "класс([\128-\255]*) (%d%d?)()%f[%D]",
}
local one_class = { [""] = true, ["а"] = true, ["е"] = true, ["у"] = true }

-- The class that a line names ("Список учащихся 5 «А» класса на 1 сентября", "Класс: 5А"), or nil.
function words.class_in(line)
  local said = words.plain(line)
  for i, place in ipairs(places) do
    local grade, letter, ending = said:match(place)
    if i > 2 then grade, letter, ending = letter, ending, grade end
    local n = math.tointeger(tonumber(grade))
    if n and n >= 1 and n <= 12 and one_class[ending] then
      return n .. (type(letter) == "string" and upper(letter) or "")
    end
  end
  return nil
end

-- "1/9/2015", "01.09.2015 г.", "3 мая 2015 года" in the way days are read everywhere; other text as it is.
function words.day(written)
  local said = words.plain((written:gsub("%.", " "))):gsub(" г$", ""):gsub(" года$", "")
  local day, month, year = said:match("^(%d%d?)[ /%-]+([^ /%-]+)[ /%-]+(%d%d%d?%d?)$")
  if not day then
    year, month, day = said:match("^(%d%d%d%d)[ /%-]+(%d%d?)[ /%-]+(%d%d?)$")
  end
  for i, name in ipairs(ru.import_months) do
    if month == name then month = tostring(i) end
  end
  return day and month:find("^%d+$") and day .. "." .. month .. "." .. year or written
end

-- Does a row that begins so only sum up?
function words.sums_up(cell)
  local said = words.plain(cell)
  for _, word in ipairs(ru.import_totals) do
    if said:sub(1, #word) == word then return true end
  end
  return false
end

-- A heading without the words that only say whose it is: "ФИО учащегося (полностью)" -> "фио".
function words.heading(kind, title)
  local said = " " .. words.plain((title:gsub("%b()", " "))) .. " "
  for _, word in ipairs(ru.import_whose[kind] or {}) do said = said:gsub(" " .. word .. " ", " ") end
  return words.plain(said)
end

return words
