-- The CSV files of an invented school for measuring: roster.csv, lessons.csv, marks.csv.
-- Arguments: the folder, the number of marks, the lessons of a journal (40).  Each journal has 30 pupils; as
-- many classes as the marks need, and the last journals stay empty: there the client writes.
-- Always the same files: the numbers come from a generator of our own.
local os_ = require "core.os"
local date = require "core.date"

local folder, wanted, each = table.unpack((...))
wanted = math.tointeger(tonumber(wanted))
local PUPILS, LESSONS, CLASSES, SUBJECTS = 30, math.tointeger(tonumber(each or 40)), 34, 25
local first_year = tonumber(date.today():sub(1, 4)) - (date.today():sub(6, 7) < "08" and 1 or 0)

local state = 20260901
local function random(n)
  state = (state * 1103515245 + 12345) & 0x7FFFFFFF
  return (state >> 8) % n + 1
end

local lasts = {
  "Орлов", "Белов", "Соколов", "Воронин", "Крылов", "Зимин", "Лесной",
  "Полевой", "Громов", "Тихонов", "Кедров", "Ясенев", "Рябинин",
  "Озеров", "Ручьев", "Морозов", "Снегирёв", "Дроздов", "Грачёв",
  "Чижов", "Яблоков", "Вишняков", "Ольхов", "Берёзин", "Осинин",
  "Калинин", "Травин", "Песков", "Каменев", "Глинин",
}
local firsts = {
  "Анна", "Мария", "Пётр", "Иван", "Ольга", "Вера", "Павел", "Яна",
  "Глеб", "Лев", "Зоя", "Олег", "Нина", "Марк", "Ева", "Роман", "Инна",
}
local subjects = {
  "Русский язык", "Литература", "Математика", "Алгебра", "Геометрия",
  "Вероятность и статистика", "Информатика", "История", "Обществознание",
  "География", "Биология", "Физика", "Химия", "Английский язык",
  "Немецкий язык", "Музыка", "Изобразительное искусство", "Технология",
  "Физическая культура", "Основы безопасности", "Родной язык",
  "Родная литература", "Черчение", "Астрономия", "Экология",
}
assert(#subjects == SUBJECTS and #lasts == PUPILS)

-- The marks of a hundred cells as they fall in a school: most are fours and fives.
local marks = {}
for mark, share in pairs({ ["5"] = 33, ["4"] = 38, ["3"] = 20, ["2"] = 3 }) do
  for _ = 1, share do marks[#marks + 1] = mark end
end
table.sort(marks)

-- The days of the lessons of a journal, even through the year: of forty, each sixth from September on.
local function days_from(offset)
  local list = {}
  for i = 1, LESSONS do
    local day = date.add_days(first_year .. "-09-01", offset + (i - 1) * 240 // LESSONS)
    list[i] = day:sub(9, 10) .. "." .. day:sub(6, 7) .. "." .. day:sub(1, 4)
  end
  return list
end

local function open(name, head)
  local f = assert(io.open(folder .. "/" .. name, "wb"))
  f:write(head, "\n")
  return f
end

local roster = open("roster.csv", "Класс;Фамилия;Имя;Отчество")
local lessons = open("lessons.csv", "Класс;Предмет;Дата;Номер урока;Тема")
local cells = open("marks.csv",
  "Класс;Предмет;Дата;Номер урока;Фамилия;Имя;Отчество;Отметка;Отсутствие;Комментарий")
local written = 0

local function class_names()
  local list = {}
  for i = 0, CLASSES - 1 do list[i + 1] = (2 + i // 4) .. ({ "А", "Б", "В", "Г" })[i % 4 + 1] end
  return list
end

local function pupils_of(class, number)
  local list = {}
  for i = 1, PUPILS do
    -- No namesakes in the whole school: a list without dates of birth must be enough.
    local middle = number <= #firsts and "Сергеевич" or "Андреевич"
    list[i] = lasts[i] .. ";" .. firsts[(i + number) % #firsts + 1] .. ";" .. middle
    roster:write(class, ";", list[i], "\n")
  end
  return list
end

local function cell()
  local n = random(100)
  if n <= 94 then return marks[n] .. ";;" end
  return n == 95 and "4;;у доски" or ";н;"
end

for number, class in ipairs(class_names()) do
  if written >= wanted then break end
  local pupils = pupils_of(class, number)
  for s = 1, SUBJECTS do
    -- Five subjects a day share the number of the lesson no more than once.
    local hour = (s - 1) // 5 + 1
    for i, day in ipairs(days_from((s - 1) % 5)) do
      local head = class .. ";" .. subjects[s] .. ";" .. day .. ";" .. hour .. ";"
      lessons:write(head, "Тема ", i, "\n")
      local lines = {}
      for p = 1, math.min(PUPILS, wanted - written) do
        lines[p] = head .. pupils[p] .. ";" .. cell() .. "\n"
      end
      cells:write(table.concat(lines))
      written = written + #lines
    end
  end
end
roster:close()
lessons:close()
cells:close()
os_.stdout(written .. "\n")
return 0
