-- school/demo_names.lua -- invented Russian names, birth dates and insurance numbers.
-- Floor: school.  Pure.  Everybody here is made of lists by chance and exists nowhere.
local demo_names = {}

local function words(text)
  local list = {}
  for word in text:gmatch("%S+") do list[#list + 1] = word end
  return list
end

-- Surnames of men; the form for women follows from the ending.
local SURNAMES = words [[
  Абрамов Авдеев Агафонов Александров Алёшин Андреев Антонов Артамонов Афанасьев Бабушкин Баранов
  Белов Белозёров Беляев Берёзин Бирюков Блинов Бобров Богданов Бондаренко Борзенков Бочаров
  Булгаков Бурцев Быков Васильев Веденеев Вершинин Виноградов Воробьёв Воронцов Гаврилов Галкин
  Герасимов Глебов Голованов Головин Голубев Гончаренко Горбунов Гордеев Горохов Григорьев Громов
  Гусев Давыдов Данилов Дегтярёв Демченко Денисов Дмитриев Добровольский Долгих Дорохов Дроздов
  Дубровский Дьяконов Егоров Елисеев Емельянов Ермолов Ершов Ефимов Жаров Жданов Жилин Жуков
  Журавлёв Завьялов Зайцев Захаров Зверев Зимин Золотарёв Зорин Зубков Игнатов Казаков Калинин
  Калашников Капустин Карпов Киреев Киселёв Клименко Климов Князев Ковалёв Коваленко Козлов
  Колесников Колосов Комаров Кондратьев Коновалов Корнеев Королёв Косарев Котов Кочетов Кравченко
  Красильников Круглов Крылов Кудрявцев Кузьмин Куликов Лаврентьев Лазарев Ларин Лебедев Левченко
  Леонов Литвиненко Лобанов Логинов Лукин Лысенко Львов Майоров Макаров Малинин Мальцев Маслов
  Матвеев Медведев Мельников Мещеряков Миронов Митрофанов Моисеев Морозов Муравьёв Назаров Наумов
  Нестеренко Никифоров Новицкий Носов Овчинников Озеров Орлов Осипов Островский Павленко Панов
  Пахомов Пестов Петренко Петухов Пименов Платонов Полевой Поляков Потапов Прохоров Пчёлкин Рогов
  Родионов Рожков Романов Рощин Рубцов Рыбаков Рябинин Савельев Садовский Сазонов Самойлов Светлов
  Седых Селезнёв Селиванов Семёнов Сергиенко Серов Сидоренко Симонов Скворцов Смирнов Соболев
  Соловьёв Сомов Сорокин Степанов Стрельников Суворов Суханов Сычёв Тарасов Тимофеев Тихонов
  Ткаченко Токарев Толстой Третьяков Трофимов Туманов Уваров Ульянов Успенский Устинов Фёдоров
  Федосеев Филатов Фомин Фролов Харитонов Хомяков Царёв Цветков Чеботарёв Черкасов Чернов Черных
  Чистяков Шаповалов Шарапов Шевелёв Шевченко Шестаков Шилов Широков Шубин Щеглов Щербаков Юдин
  Юрьев Яковенко Яковлев Якушев Яровой Ясинский
]]

-- Names of men with both patronymics.
local FATHERS = {}
for _, line in ipairs {
  "Александр Александрович Александровна", "Алексей Алексеевич Алексеевна",
  "Анатолий Анатольевич Анатольевна", "Андрей Андреевич Андреевна", "Антон Антонович Антоновна",
  "Артём Артёмович Артёмовна", "Борис Борисович Борисовна", "Вадим Вадимович Вадимовна",
  "Валерий Валерьевич Валерьевна", "Василий Васильевич Васильевна", "Виктор Викторович Викторовна",
  "Виталий Витальевич Витальевна", "Владимир Владимирович Владимировна",
  "Вячеслав Вячеславович Вячеславовна", "Геннадий Геннадьевич Геннадьевна",
  "Григорий Григорьевич Григорьевна", "Денис Денисович Денисовна", "Дмитрий Дмитриевич Дмитриевна",
  "Евгений Евгеньевич Евгеньевна", "Егор Егорович Егоровна", "Иван Иванович Ивановна",
  "Игорь Игоревич Игоревна", "Илья Ильич Ильинична", "Кирилл Кириллович Кирилловна",
  "Константин Константинович Константиновна", "Леонид Леонидович Леонидовна",
  "Максим Максимович Максимовна", "Михаил Михайлович Михайловна", "Никита Никитич Никитична",
  "Николай Николаевич Николаевна", "Олег Олегович Олеговна", "Павел Павлович Павловна",
  "Пётр Петрович Петровна", "Роман Романович Романовна", "Руслан Русланович Руслановна",
  "Семён Семёнович Семёновна", "Сергей Сергеевич Сергеевна", "Станислав Станиславович Станиславовна",
  "Степан Степанович Степановна", "Тимофей Тимофеевич Тимофеевна", "Фёдор Фёдорович Фёдоровна",
  "Юрий Юрьевич Юрьевна", "Ярослав Ярославович Ярославовна",
} do
  local name, son, daughter = line:match("(%S+) (%S+) (%S+)")
  FATHERS[#FATHERS + 1] = { name = name, m = son, f = daughter }
end

local MOTHERS = words [[
  Алла Алёна Анастасия Анна Валентина Валерия Вера Виктория Галина Дарья Екатерина Елена Жанна Зоя
  Инна Ирина Кристина Ксения Лариса Лидия Любовь Людмила Маргарита Марина Мария Надежда Наталья
  Нина Оксана Олеся Ольга Полина Раиса Светлана София Тамара Татьяна Юлия Яна
]]
local BOYS = words [[
  Александр Алексей Андрей Арсений Артём Артём Богдан Вадим Виктор Владимир Владислав Всеволод Глеб
  Григорий Даниил Данила Денис Дмитрий Евгений Егор Захар Иван Игорь Илья Кирилл Константин Лев
  Леонид Макар Максим Марк Матвей Мирон Михаил Никита Николай Олег Павел Пётр Роман Савелий Семён
  Сергей Степан Тимофей Тимур Фёдор Юрий Ярослав
]]
local GIRLS = words [[
  Александра Алёна Алина Алиса Анастасия Ангелина Анна Арина Валерия Варвара Василиса Вера Вероника
  Виктория Дарья Диана Ева Евгения Екатерина Елена Елизавета Злата Кира Кристина Ксения Лидия
  Любовь Маргарита Мария Марина Мила Надежда Наталья Ника Ольга Полина Светлана Серафима София
  Софья Таисия Татьяна Ульяна Юлия Яна Ярослава
]]

-- The surname of a woman of that family.
function demo_names.surname(family, sex)
  if sex == "m" then return family end
  local stem = family:match("^(.*)ский$")
  if stem then return stem .. "ская" end
  stem = family:match("^(.*)цкий$")
  if stem then return stem .. "цкая" end
  stem = family:match("^(.*)ой$")
  if stem then return stem .. "ая" end
  local tail = family:sub(-4)
  if tail == "ов" or tail == "ев" or tail == "ёв" or tail == "ин" then return family .. "а" end
  return family
end

local function born(rng, year, first, last)
  local day = rng:range(first or 1, last or 365)
  local months = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
  for m, n in ipairs(months) do
    if day <= n then return string.format("%04d-%02d-%02d", year, m, day) end
    day = day - n
  end
  return string.format("%04d-12-31", year)
end

demo_names.born = born

-- Eleven digits with the control number, in the printed form; none is given twice.
function demo_names.snils(rng, given)
  while true do
    local number = rng:range(101000000, 199999999)
    if not given[number] then
      given[number] = true
      local digits, sum = tostring(number), 0
      for i = 1, 9 do sum = sum + (digits:byte(i) - 48) * (10 - i) end
      local control = sum % 101
      if control == 100 then control = 0 end
      return string.format("%s-%s-%s %02d", digits:sub(1, 3), digits:sub(4, 6), digits:sub(7, 9), control)
    end
  end
end

-- A telephone number of the range that nobody has.
function demo_names.phone(rng)
  return string.format("+7 000 %03d-%02d-%02d", rng:below(1000), rng:below(100), rng:below(100))
end

-- A family: surname, father, mother.  The parents were born 20 to 38 years before `year`.
function demo_names.family(rng, year)
  local father, grandfather = rng:pick(FATHERS), rng:pick(FATHERS)
  local name = rng:pick(SURNAMES)
  return {
    name = name, father_of = father,
    father = { last = name, first = father.name, middle = rng:pick(FATHERS).m, sex = "m",
      born = born(rng, year - rng:range(22, 38)), phone = demo_names.phone(rng) },
    mother = { last = demo_names.surname(name, "f"), first = rng:pick(MOTHERS), middle = grandfather.f,
      sex = "f", born = born(rng, year - rng:range(20, 35)), phone = demo_names.phone(rng) },
    children = {}, used = {},
  }
end

-- A child of the family, born in the school cohort of `year` (the child is seven by the first of
-- September of year + 7).
function demo_names.child(rng, family, year)
  local sex = rng:chance(505) and "m" or "f"
  local first
  repeat first = rng:pick(sex == "m" and BOYS or GIRLS) until not family.used[first]
  family.used[first] = true
  local early = rng:chance(300)
  return {
    last = demo_names.surname(family.name, sex), first = first, middle = family.father_of[sex], sex = sex,
    born = early and born(rng, year - 1, 245, 365) or born(rng, year, 1, 270),
  }
end

-- A grown-up of the school: mostly women, as in schools.
function demo_names.adult(rng, year, men)
  local sex = rng:chance(men or 150) and "m" or "f"
  return {
    last = demo_names.surname(rng:pick(SURNAMES), sex), middle = rng:pick(FATHERS)[sex], sex = sex,
    first = sex == "m" and rng:pick(FATHERS).name or rng:pick(MOTHERS),
    born = born(rng, year - rng:range(24, 62)), phone = demo_names.phone(rng),
  }
end

-- "Орлова Анна Петровна" -> "orlova_ap": a login in Latin letters.
local LATIN = {
  ["а"] = "a", ["б"] = "b", ["в"] = "v", ["г"] = "g", ["д"] = "d", ["е"] = "e", ["ё"] = "e", ["ж"] = "zh",
  ["з"] = "z", ["и"] = "i", ["й"] = "y", ["к"] = "k", ["л"] = "l", ["м"] = "m", ["н"] = "n", ["о"] = "o",
  ["п"] = "p", ["р"] = "r", ["с"] = "s", ["т"] = "t", ["у"] = "u", ["ф"] = "f", ["х"] = "kh", ["ц"] = "ts",
  ["ч"] = "ch", ["ш"] = "sh", ["щ"] = "sch", ["ъ"] = "", ["ы"] = "y", ["ь"] = "", ["э"] = "e", ["ю"] = "yu",
  ["я"] = "ya",
}
local LOWER = {}
for _, c in utf8.codes("абвгдежзийклмнопрстуфхцчшщъыьэюя") do LOWER[utf8.char(c - 32)] = utf8.char(c) end
LOWER["Ё"] = "ё"

local function latin(text, letters)
  local out, n = {}, 0
  for _, c in utf8.codes(text) do
    local letter = utf8.char(c)
    out[#out + 1] = LATIN[LOWER[letter] or letter] or ""
    n = n + 1
    if n == letters then break end
  end
  return table.concat(out)
end

function demo_names.login(p)
  return latin(p.last) .. "_" .. latin(p.first, 1):sub(1, 1) .. latin(p.middle, 1):sub(1, 1)
end

-- "Орлова А. П."
function demo_names.listed(p)
  return p.last .. " " .. utf8.char(utf8.codepoint(p.first)) .. ". " .. utf8.char(utf8.codepoint(p.middle))
    .. "."
end

return demo_names
