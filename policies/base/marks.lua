-- policies/base/marks.lua -- marks, averages, periods, certificates and medals as Russian schools commonly
-- keep them.
-- None of this is in the five regulations: they leave it to other local acts, so a school checks every row
-- here and repeats the ones it words otherwise (same id) with its own clause.
-- `source` says where a norm comes from; `verified = true` means that its text was seen, false that it was
-- not.
local p = policy{ api = 1, id = "base/marks", extends = "base/labels",
  title = "Отметки и итоги: общая практика" }

local LOCAL = "обычная практика, не проверено по тексту"

-- Scale. kind: mark, absence, word, level, owed. counts: enters the average. result: may stand as a result.
-- prints: how it looks on paper ("" = dropped). missed: the lesson was missed. excused: for a reason.
-- with_mark: a mark may stand beside.
-- aliases: what the keyboard gives in the other layout. A school that uses "1" adds a row for it.
local MARKS = { "marks" }
p.scale{ id = "scale.5", key = "m5", symbol = "5", kind = "mark", value = 5, counts = true, result = true,
  prints = "5", label = "отлично", grading = MARKS, verified = true }
p.scale{ id = "scale.4", key = "m4", symbol = "4", kind = "mark", value = 4, counts = true, result = true,
  prints = "4", label = "хорошо", grading = MARKS, verified = true }
p.scale{ id = "scale.3", key = "m3", symbol = "3", kind = "mark", value = 3, counts = true, result = true,
  prints = "3", label = "удовлетворительно", grading = MARKS, verified = true }
p.scale{ id = "scale.2", key = "m2", symbol = "2", kind = "mark", value = 2, counts = true, result = true,
  prints = "2", label = "неудовлетворительно", grading = MARKS, verified = true }
p.scale{ id = "scale.pass", key = "pass", symbol = "зач", kind = "word", counts = false, result = true,
  passed = true,
  prints = "зач", label = "зачёт", grading = { "marks", "pass" }, aliases = { "зачёт", "зачет", "зч", "pfx" },
  verified = true }
p.scale{ id = "scale.fail", key = "fail", symbol = "незач", kind = "word", counts = false, result = true,
  passed = false, prints = "незач", label = "незачёт", grading = { "marks", "pass" },
  aliases = { "незачёт", "незачет", "нз", "ytpfx" }, verified = false }
p.scale{ id = "scale.na", key = "na", symbol = "н/а", kind = "word", counts = false, result = true,
  prints = "н/а",
  label = "не аттестован", aliases = { "на", "y/f", "yf" }, verified = true }
p.scale{ id = "scale.exempt", key = "exempt", symbol = "осв", kind = "word", counts = false, result = true,
  prints = "осв", label = "освобождён", aliases = { "осв.", "jcd" }, verified = true }
p.scale{ id = "scale.absent", key = "absent", symbol = "н", kind = "absence", prints = "н", missed = true,
  with_mark = false, label = "отсутствовал", aliases = { "y", "n" }, verified = true }
p.scale{ id = "scale.reason", key = "reason", symbol = "п", kind = "absence", prints = "н", missed = true,
  excused = true, with_mark = false, label = "отсутствовал по уважительной причине", aliases = { "g", "p" },
    verified = false }
p.scale{ id = "scale.ill", key = "ill", symbol = "б", kind = "absence", prints = "н", missed = true,
  excused = true, with_mark = false, label = "болел", aliases = { ",", "b" }, verified = false }
p.scale{ id = "scale.late", key = "late", symbol = "о", kind = "absence", prints = "", missed = false,
  with_mark = true, label = "опоздал", aliases = { "j", "o" }, verified = true }
p.scale{ id = "scale.owed", key = "owed", symbol = ".", kind = "owed", counts = false, prints = "",
  label = "ждём работу", grading = { "marks", "pass" }, aliases = { "•", "/", "ю" }, verified = true }
p.scale{ id = "scale.none", key = "noted", symbol = "+", kind = "word", counts = false, prints = "+",
  label = "сделано", grading = { "none" }, verified = false }

-- Kinds of work; weight in hundredths: 100 counts once, 200 twice. Equal weights give the plain mean.
p.work{ id = "work.answer", key = "answer", label = "ответ на уроке", short = "отв", weight = 100 }
p.work{ id = "work.homework", key = "homework", label = "домашняя работа", short = "д/р", weight = 100 }
p.work{ id = "work.class", key = "classwork", label = "работа в классе", short = "кл/р", weight = 100 }
p.work{ id = "work.independent", key = "independent", label = "самостоятельная работа", short = "с/р",
  weight = 100 }
p.work{ id = "work.practical", key = "practical", label = "практическая работа", short = "пр/р",
  weight = 100 }
p.work{ id = "work.lab", key = "lab", label = "лабораторная работа", short = "л/р", weight = 100 }
p.work{ id = "work.dictation", key = "dictation", label = "диктант", short = "дикт", weight = 100 }
p.work{ id = "work.essay", key = "essay", label = "сочинение, изложение", short = "соч", weight = 100 }
p.work{ id = "work.test", key = "test", label = "контрольная работа", short = "к/р", weight = 100 }
p.work{ id = "work.quiz", key = "quiz", label = "тест", short = "тест", weight = 100 }
p.work{ id = "work.project", key = "project", label = "проект", short = "проект", weight = 100 }
p.work{ id = "work.vpr", key = "vpr", label = "ВПР", short = "ВПР", weight = 100 }
p.work{ id = "work.interim", key = "interim", label = "промежуточная аттестация", short = "п/а",
  weight = 100 }

-- Schemes of periods.
p.periods{ id = "periods.quarter", scheme = "quarter", label = "четверти", short = "чет.", count = 4,
  titles = { "I четверть", "II четверть", "III четверть", "IV четверть" }, grades = { 1, 2, 3, 4, 5, 6, 7, 8,
    9 } }
p.periods{ id = "periods.half", scheme = "half", label = "полугодия", short = "пол.", count = 2,
  titles = { "I полугодие", "II полугодие" }, grades = { 10, 11 } }
p.periods{ id = "periods.trimester", scheme = "trimester", label = "триместры", short = "трим.", count = 3,
  titles = { "I триместр", "II триместр", "III триместр" } }
p.periods{ id = "periods.year", scheme = "year", label = "год", short = "год", count = 1, titles = { "Год" } }
-- What closes a programme: the examination and the mark of the certificate. starts, ends: month and day;
-- the school moves them later. Which journals have them say the rows of `final` below.
p.periods{ id = "periods.exam", scheme = "exam", label = "экзамен", short = "Экз.", count = 1,
  titles = { "Экзамен" }, starts = "05-20", ends = "06-30" }
p.periods{ id = "periods.final", scheme = "final", label = "итог для аттестата", short = "Итог", count = 1,
  titles = { "Итог" }, starts = "05-20", ends = "06-30" }

-- Averages and period marks. from: the lowest average that gives the mark. step: how far a teacher may go
-- off.
-- min_marks and absence_limit are settings of the school unless a row gives its own.
p.rounding{ id = "round.average", rule = "average", verified = false, source = "обычная практика",
  text = "Средний балл: сумма отметок с учётом веса работ делится на сумму весов; осв, зач, незач, н/а и "
    .. "пропуски в счёт не идут." }
p.rounding{ id = "round.period", use = "period", grading = "marks", rule = "mean",
  from = { ["5"] = 4.5, ["4"] = 3.5, ["3"] = 2.5 }, step = 1, verified = false, source = LOCAL,
  text = "Отметка за период: средний балл округляется по границам школы; учитель меняет её на один балл "
    .. "с объяснением." }
p.rounding{ id = "round.period_first", use = "period", grading = "marks", grades = { 1 }, rule = "none",
  verified = false, source = LOCAL, text = "В первом классе учат без отметок." }
p.rounding{ id = "round.period_pass", use = "period", grading = "pass", rule = "agree", min_marks = 1,
  verified = false, source = LOCAL, text = "Зачёт за период предлагается, когда все зачёты сданы." }
p.rounding{ id = "round.period_none", use = "period", grading = "none", rule = "none",
  verified = false, source = LOCAL, text = "Здесь учат без отметок." }
p.rounding{ id = "round.year", use = "year", grading = "marks", rule = "mean", exam = "mean", step = 1,
  verified = false, source = LOCAL,
  text = "Год: среднее отметок за периоды, половина округляется вверх; с экзаменом — среднее года и "
    .. "экзамена." }
p.rounding{ id = "round.year_first", use = "year", grading = "marks", grades = { 1 }, rule = "none",
  verified = false, source = LOCAL, text = "В первом классе учат без отметок." }
p.rounding{ id = "round.year_none", use = "year", grading = "none", rule = "none", verified = false,
  source = LOCAL,
  text = "Здесь учат без отметок." }

-- Certificates. exam_subjects: everybody sits the exam; choice_subjects: those who chose it (without the
-- list: any subject). Mathematics is one line of the certificate: where it is taught as several subjects,
-- its exam is entered in each.
p.rounding{ id = "round.final", use = "final", rule = "year", verified = false, source = LOCAL,
  text = "Итоговая отметка равна годовой." }
p.rounding{ id = "round.final9", use = "final", grades = { 9 }, grading = "marks", rule = "year_exam",
  verified = true,
  exam_subjects = { "русский язык", "математика" },
  choice_subjects = { "алгебра", "геометрия", "вероятность и статистика", "литература",
    "физика", "химия", "биология", "география", "история",
    "история россии. всеобщая история", "обществознание", "информатика",
    "иностранный язык", "иностранный язык (английский)", "иностранный язык (немецкий)",
    "иностранный язык (французский)", "английский язык",
    "немецкий язык", "французский язык", "испанский язык" },
  source = "порядок выдачи аттестатов: приказ Минпросвещения от 05.10.2020 № 546, раньше приказ от "
    .. "14.02.2014 № 115, п. 5.3",
  text = "Аттестат 9 класса: по русскому языку, математике и двум предметам по выбору — среднее года и "
    .. "экзамена, половина округляется вверх; по остальным — годовая." }
p.rounding{ id = "round.final11", use = "final", grades = { 11 }, grading = "marks", rule = "all_periods",
  verified = true,
  source = "порядок выдачи аттестатов: приказ Минпросвещения от 05.10.2020 № 546",
  text = "Аттестат 11 класса: среднее всех полугодовых (четвертных, триместровых) и годовых отметок 10 и "
    .. "11 классов, половина округляется вверх; экзамены не считаются." }

-- Awards. exams: {subject=, min=} or any other exam {min=, except={}, or_base=, or_mark=}.
p.award_rules{ id = "award.medal1", key = "medal1", order = 1,
  label = "медаль «За особые успехи в учении» I степени",
  grades = { 11 }, over = "finals", mark = 5, max_lower = 0, verified = false,
  exams = { { subject = "русский язык", min = 70 },
    { min = 70, except = { "русский язык" }, or_base = "математика", or_mark = 5 } },
  source = "приказ Минпросвещения от 29.09.2023 № 730 (по изложениям, текст не проверен)",
  text = "Медаль I степени: все итоговые 5, ЕГЭ по русскому языку не меньше 70 и по одному из других "
    .. "предметов не меньше 70 (если сдавали только русский и базовую математику — 5 за неё)." }
p.award_rules{ id = "award.medal2", key = "medal2", order = 2,
  label = "медаль «За особые успехи в учении» II степени",
  grades = { 11 }, over = "finals", mark = 5, lower_mark = 4, max_lower = 2, verified = false,
  exams = { { subject = "русский язык", min = 60 },
    { min = 60, except = { "русский язык" }, or_base = "математика", or_mark = 5 } },
  source = "приказ Минпросвещения от 29.09.2023 № 730 (по изложениям, текст не проверен)",
  text = "Медаль II степени: итоговые 5 и не больше двух 4, ЕГЭ по русскому языку не меньше 60 и по "
    .. "одному из других предметов не меньше 60 (если сдавали только русский и базовую математику — 5 за "
    .. "неё)." }
p.award_rules{ id = "award.honours9", key = "honours9", order = 3, label = "аттестат с отличием (9 класс)",
  grades = { 9 }, over = "finals", mark = 5, max_lower = 0, verified = false,
  source = "порядок выдачи аттестатов (по изложению 2020 года)",
  text = "Аттестат с отличием за 9 класс: все итоговые отметки 5." }
p.award_rules{ id = "award.honours11", key = "honours11", order = 4, label = "аттестат с отличием (11 класс)",
  grades = { 11 }, over = "finals", mark = 5, max_lower = 0, verified = false,
  exams = { { subject = "русский язык", min = 70 },
    { min = 70, except = { "русский язык" }, or_base = "математика", or_mark = 5 } },
  source = "правило 2019 года по изложению; нынешний текст не проверен",
  text = "Аттестат с отличием за 11 класс: все итоговые 5 и баллы ЕГЭ не ниже порога." }
p.award_rules{ id = "award.praise_sheet", key = "praise_sheet", order = 5,
  label = "похвальный лист «За отличные успехи в учении»", grades = { 2, 3, 4, 5, 6, 7, 8, 10 },
    over = "year",
  mark = 5, max_lower = 0, verified = false, source = "местная награда, по положениям школ",
  text = "Похвальный лист: все годовые отметки 5; решает педагогический совет, затем приказ." }
p.award_rules{ id = "award.praise_letter", key = "praise_letter", order = 6,
  label = "похвальная грамота «За особые успехи в изучении отдельных предметов»", grades = { 9, 11 },
    over = "finals",
  mark = 5, one_subject = true, verified = false, source = "местная награда, по положениям школ",
  text = "Похвальная грамота: итоговая 5 хотя бы по одному предмету; решает педагогический совет, затем "
    .. "приказ." }

-- Indicators of a class, in percent. Exempt pupils and those without marks stay out, «н/а» stays in.
local ALL = { "5", "4", "3", "2", "н/а" }
p.indicators{ id = "ind.success", key = "success", label = "успеваемость", denominator = ALL, verified = true,
  weights = { ["5"] = 100, ["4"] = 100, ["3"] = 100 }, source = "справка «Сетевого города»",
  text = "Успеваемость: доля учеников с отметками 3, 4 и 5." }
p.indicators{ id = "ind.quality", key = "quality", label = "качество", denominator = ALL, verified = true,
  weights = { ["5"] = 100, ["4"] = 100 }, source = "справка «Сетевого города»",
  text = "Качество: доля учеников с отметками 4 и 5." }
p.indicators{ id = "ind.sou", key = "sou", label = "СОУ", denominator = ALL, verified = true,
  weights = { ["5"] = 100, ["4"] = 64, ["3"] = 36, ["2"] = 16, ["н/а"] = 7 },
    source = "справка «Сетевого города»",
  text = "Степень обученности: 5 даёт 100, 4 — 64, 3 — 36, 2 — 16, н/а — 7." }

-- Switches of the school.
p.settings{ name = "min_marks", kind = "int", default = 3, min = 1, max = 20,
  label = "отметок за период не меньше",
  question = "Сколько отметок нужно, чтобы вывести итог за период?", source = LOCAL, verified = false }
p.settings{ name = "absence_limit", kind = "int", default = 50, min = 1, max = 100,
  label = "пропусков не больше, %",
  question = "При какой доле пропусков ученик не аттестуется?", source = LOCAL, verified = false }
p.settings{ name = "exempt_share", kind = "int", default = 50, min = 1, max = 100,
  label = "«осв» за период, если освобождён не меньше чем от, % уроков",
  question = "От какой доли уроков надо быть освобождённым, чтобы без отметок вышло «осв»?", source = LOCAL,
  verified = false }
p.settings{ name = "marks_in_cell", kind = "int", default = 2, min = 1, max = 4,
  label = "отметок в клетке не больше",
  question = "Сколько отметок можно поставить за один урок?", source = LOCAL, verified = false }
p.settings{ name = "percent_from", kind = "int", default = 3, min = 1, max = 30,
  label = "проценты показываются, если учеников не меньше",
  question = "С какого числа учеников показывать проценты, чтобы они не указывали на одного?", source = LOCAL,
  verified = false }
p.settings{ name = "not_attested", kind = "text", default = "н/а", label = "знак «не аттестован»",
  question = "Каким знаком школа пишет «не аттестован»?", source = LOCAL, verified = false }

return p
