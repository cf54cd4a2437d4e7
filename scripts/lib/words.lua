-- lib/words.lua -- Russian writing: dates, numbers, names, order of the alphabet.
local core = require "core.text"
local date = require "core.date"
local ru = require "text.ru"

local words = {}

-- "2026-11-21" -> "21.11.2026"; with a time -> "21.11.2026, 14:05". "" for nil.
function words.date(s)
  if not s or s == "" then return "" end
  local y, m, d, time = s:match("^(%d%d%d%d)-(%d%d)-(%d%d)T?(%d?%d?:?%d?%d?)")
  if not y then return s end
  return d .. "." .. m .. "." .. y .. (time ~= "" and ", " .. time or "")
end

local months, month_names, weekdays = ru.months_of, ru.months, ru.weekdays

-- "2026-11-01" -> "1 ноября 2026 г."
function words.long_date(s)
  local y, m, d = s:match("^(%d+)-(%d+)-(%d+)")
  return tonumber(d) .. " " .. months[tonumber(m)] .. " " .. y .. " г."
end

function words.month(s) return month_names[tonumber(s:sub(6, 7))] end
function words.weekday(s) return weekdays[date.weekday(s:sub(1, 10))] end

-- What a person typed as a day: "21.11.2026", "1.9.26", "2026-11-21" -> "2026-11-21", or nil.
function words.read_date(s)
  s = s:match("^%s*(.-)%s*$")
  if date.ok(s) then return s end
  local d, m, y = s:match("^(%d%d?)%.(%d%d?)%.(%d%d%d?%d?)$")
  if not d or #y == 3 then return nil end
  if #y == 2 then y = "20" .. y end
  local iso = string.format("%s-%02d-%02d", y, tonumber(d) and tonumber(m), tonumber(d))
  return date.ok(iso) and iso or nil
end

-- A number with a decimal comma: words.number(4.35, 2) -> "4,35"; without `digits` as short as it is.
function words.number(n, digits)
  local s = digits and string.format("%." .. digits .. "f", n) or string.format("%.14g", n)
  return (s:gsub("%.", ","))
end

-- What a person typed as a number: "4,5", "4.5" -> 4.5 (an integer when it is whole), or nil.
function words.read_number(s)
  s = s:match("^%s*(.-)%s*$"):gsub(",", ".")
  if not s:find("^-?%d+%.?%d*$") or #s > 18 then return nil end
  local n = tonumber(s)
  return math.tointeger(n) or n
end

-- The word that goes with a number: plural(3, "урок", "урока", "уроков") -> "урока".
function words.plural(n, one, few, many)
  n = math.abs(n) % 100
  if n >= 11 and n <= 14 then return many end
  n = n % 10
  return n == 1 and one or n >= 2 and n <= 4 and few or many
end

-- First letter of a name with a point; the parts of a double name keep their hyphen.
local function initial(name)
  if not name or name == "" then return nil end
  local letters = {}
  for part in name:gmatch("[^%-]+") do
    local first = part:match("^%s*(" .. utf8.charpattern .. ")")
    if first then letters[#letters + 1] = first .. "." end
  end
  return table.concat(letters, "-")
end

-- «Фамилия И. О.» and «Фамилия Имя Отчество» of {last=, first=, middle=}.
function words.short_name(p)
  local out = { p.last }
  out[#out + 1] = initial(p.first)
  out[#out + 1] = initial(p.middle)
  return table.concat(out, " ")
end

function words.full_name(p)
  local out = { p.last }
  if p.first and p.first ~= "" then out[#out + 1] = p.first end
  if p.middle and p.middle ~= "" then out[#out + 1] = p.middle end
  return table.concat(out, " ")
end

-- A key whose order of bytes is the order of the alphabet: Ё stands between Е and Ж; case does not matter.
function words.sort_key(s)
  return ((core.lower(s) or s):gsub("ё", "е\xFF"))
end

-- Sort the list in place by the text that `by` gives of an element (the element itself without it); stable.
function words.sort(list, by)
  local keys, place = {}, {}
  for i, v in ipairs(list) do
    keys[v] = keys[v] or words.sort_key(by and by(v) or v)
    place[v] = place[v] or i
  end
  table.sort(list, function(a, b)
    if keys[a] ~= keys[b] then return keys[a] < keys[b] end
    return place[a] < place[b]
  end)
  return list
end

-- Class names in the order of a school: 1а, 2, 10б; letters by the alphabet.
function words.class_key(s)
  return (words.sort_key(s):gsub("%d+", function(d) return string.format("%04d", tonumber(d)) end))
end

-- «1, 2 и 3»
function words.list(t)
  if #t < 2 then return t[1] or "" end
  return table.concat(t, ", ", 1, #t - 1) .. " и " .. t[#t]
end

-- Sizes for people: 1536 -> "1,5 КБ".
function words.size(bytes)
  local units, n, i = { "Б", "КБ", "МБ", "ГБ", "ТБ" }, bytes, 1
  while n >= 1024 and i < #units do n, i = n / 1024, i + 1 end
  return words.number(n, (i == 1 or n >= 100) and 0 or 1):gsub(",0$", "") .. " " .. units[i]
end

return words
