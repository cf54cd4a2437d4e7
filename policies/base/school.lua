-- policies/base/school.lua -- what is common to Russian schools and stands in no regulation: who may see
-- and write what, and the switches that regulations refer to. A school's own file extends this one.
-- Scope: all, own_journals, own_class, level, none. A school changes a permission by repeating its id.
local p = policy{ api = 1, id = "base/school", extends = "base/marks", title = "Общая основа школы" }

local LOCAL = "обычная практика, не проверено по тексту"

-- Head
p.permit{ id = "permit.head.all", role = "head", can = { "see", "write" }, scope = "all",
  kinds = {
    "school", "year", "period", "group", "subject", "slot", "person", "pupil", "staff", "relation",
    "enrolment", "journal", "journal_teacher", "journal_pupil", "result", "lock", "order",
    "protocol", "event", "achievement", "decision", "nomenclature", "setting", "carrier_adoption",
    "adoption", "file_unit", "user", "user_role", "vacation", "bell", "absence_range", "exemption",
    "substitution" } }
p.permit{ id = "permit.head.journal", role = "head", can = { "see" }, scope = "all",
  kinds = {
    "lesson", "cell", "plan_row" } }
p.permit{ id = "permit.head.places", role = "head", places = { "today", "journals", "pupils", "school",
  "awards", "archive", "policy" } }

-- Deputy head
p.permit{ id = "permit.deputy.all", role = "deputy", can = { "see", "write" }, scope = "all",
  kinds = {
    "year", "period", "group", "subject", "slot", "person", "pupil", "staff", "relation",
    "enrolment", "journal", "journal_teacher", "journal_pupil", "lesson", "cell", "result", "lock",
    "order", "protocol", "event", "achievement", "decision", "nomenclature", "setting",
    "carrier_adoption", "file_unit", "vacation", "bell", "absence_range", "exemption",
    "substitution", "plan_row" } }
p.permit{ id = "permit.deputy.see", role = "deputy", can = { "see" }, scope = "all",
  kinds = { "school", "adoption", "user", "user_role" } }
p.permit{ id = "permit.deputy.places", role = "deputy", places = { "today", "journals", "pupils", "school",
  "awards", "archive", "policy" } }

-- Class teacher
p.permit{ id = "permit.class_teacher.class", role = "class_teacher", can = { "see", "write" },
  scope = "own_class",
  kinds = {
    "person", "pupil", "staff", "relation", "enrolment", "event", "achievement", "absence_range" } }
p.permit{ id = "permit.class_teacher.journal", role = "class_teacher", can = { "see" }, scope = "own_class",
  kinds = {
    "journal", "journal_teacher", "journal_pupil", "lesson", "cell", "result", "lock", "plan_row",
    "substitution", "exemption" } }
p.permit{ id = "permit.class_teacher.school", role = "class_teacher", can = { "see" }, scope = "all",
  kinds = {
    "school", "year", "period", "group", "subject", "slot", "order", "protocol", "decision",
    "setting", "adoption", "file_unit", "vacation", "bell" } }
p.permit{ id = "permit.class_teacher.places", role = "class_teacher", places = { "today", "journals",
  "pupils", "awards", "policy" } }

-- Teacher
p.permit{ id = "permit.teacher.journal", role = "teacher", can = { "see", "write" }, scope = "own_journals",
  kinds = {
    "lesson", "cell", "result", "journal_pupil", "plan_row" } }
p.permit{ id = "permit.teacher.see", role = "teacher", can = { "see" }, scope = "own_journals",
  kinds = {
    "journal", "journal_teacher", "lock", "person", "pupil", "enrolment", "achievement",
    "substitution", "absence_range", "exemption" } }
p.permit{ id = "permit.teacher.substitute", role = "teacher", can = { "see", "write" },
  scope = "own_lessons", kinds = { "lesson", "cell" } }
p.permit{ id = "permit.teacher.substitute_sees", role = "teacher", can = { "see" }, scope = "own_lessons",
  kinds = { "journal", "journal_teacher", "lock", "person", "result", "plan_row", "substitution" } }
p.permit{ id = "permit.teacher.school", role = "teacher", can = { "see" }, scope = "all",
  kinds = {
    "school", "year", "period", "group", "subject", "slot", "decision", "setting", "adoption",
    "vacation", "bell" } }
p.permit{ id = "permit.teacher.places", role = "teacher", places = { "today", "journals", "pupils",
  "policy" } }

-- Secretary
p.permit{ id = "permit.secretary.people", role = "secretary", can = { "see", "write" }, scope = "all",
  kinds = {
    "person", "pupil", "staff", "relation", "enrolment", "group", "order", "event", "file_unit",
    "slot", "vacation", "bell", "substitution", "absence_range", "exemption", "subject", "journal",
    "journal_teacher", "journal_pupil" } }
p.permit{ id = "permit.secretary.see", role = "secretary", can = { "see" }, scope = "all",
  kinds = { "school", "year", "period", "result", "protocol", "achievement",
    "decision", "nomenclature", "setting", "adoption" } }
p.permit{ id = "permit.secretary.places", role = "secretary", places = { "today", "pupils", "school",
  "archive", "policy" } }

-- Administrator of the stick
p.permit{ id = "permit.administrator.users", role = "administrator", can = { "see", "write" }, scope = "all",
  kinds = { "user", "user_role", "setting", "school", "year", "period", "staff", "person" } }
p.permit{ id = "permit.administrator.see", role = "administrator", can = { "see" }, scope = "all",
  kinds = { "group", "subject", "slot", "enrolment", "journal", "journal_teacher", "file_unit",
    "decision", "nomenclature", "adoption" } }
p.permit{ id = "permit.administrator.places", role = "administrator", places = { "today", "school", "archive",
  "policy" } }

-- Who checks, who answers.
p.permit{ id = "permit.head.control", role = "head", can = { "see", "write" }, scope = "all",
  kinds = { "remark", "remark_answer", "inspection", "council", "debt", "closing", "unlock_ask" } }
p.permit{ id = "permit.deputy.control", role = "deputy", can = { "see", "write" }, scope = "all",
  kinds = { "remark", "remark_answer", "inspection", "council", "debt", "closing", "unlock_ask" } }
p.permit{ id = "permit.class_teacher.control", role = "class_teacher", can = { "see" }, scope = "own_class",
  kinds = { "remark", "remark_answer", "council", "debt" } }
p.permit{ id = "permit.teacher.answer", role = "teacher", can = { "see", "write" }, scope = "own_journals",
  kinds = { "remark_answer", "unlock_ask" } }
p.permit{ id = "permit.teacher.control", role = "teacher", can = { "see" }, scope = "own_journals",
  kinds = { "remark", "debt" } }
p.permit{ id = "permit.secretary.control", role = "secretary", can = { "see" }, scope = "all",
  kinds = { "council", "debt" } }

-- Switches that rows of regulations name as a condition, and how terms are counted.
p.settings{ name = "if_present", kind = "bool", default = false,
  label = "специальные разделы электронного журнала",
  question = "Ведёт ли школа специальные разделы электронного журнала?" }
p.settings{ name = "home_taught", kind = "bool", default = false, label = "обучение на дому",
  question = "Учатся ли у вас на дому все ученики? Для отдельных учеников отметьте это в их карточке." }
p.settings{ name = "facultative", kind = "bool", default = false, label = "факультативы",
  question = "Есть ли в школе факультативы?" }
p.settings{ name = "igz", kind = "bool", default = false, label = "ИГЗ", question = "Есть ли в школе ИГЗ?" }
p.settings{ name = "vneur", kind = "bool", default = false, label = "журналы внеурочной деятельности",
  question = "Ведёт ли школа журналы внеурочной деятельности?" }
p.settings{ name = "circle", kind = "bool", default = false, label = "кружки",
  question = "Есть ли в школе кружки?" }
p.settings{ name = "day_count", kind = "choice", default = "archival_year", values = { "archival_year",
  "from_event" },
  label = "счёт сроков хранения", verified = false,
    source = "правила Росархива по изложению, текст не проверен",
  question = "Считать сроки хранения с 1 января следующего года или со дня закрытия дела?" }
p.labels{ set = "setting_values", key = "archival_year", text = "с 1 января следующего года" }
p.labels{ set = "setting_values", key = "from_event", text = "со дня закрытия дела" }

-- Looking after the journals, the council, the end of a year: none of it stands in the regulations in
-- figures; a school repeats a row with the same id and its own clause.
-- When a thing is worth a word.
p.settings{ name = "substitute_days", kind = "int", default = 7, min = 0, max = 60,
  label = "дней у заменявшего, чтобы заполнить урок", verified = false, source = LOCAL,
  question = "Сколько дней после урока заменявший учитель может его заполнять?" }
p.settings{ name = "fill_days", kind = "int", default = 5, min = 0, max = 60,
  label = "урок заполнить за, дней",
  question = "За сколько дней после урока учитель должен заполнить журнал?", source = LOCAL,
    verified = false }
p.settings{ name = "few_days", kind = "int", default = 14, min = 0, max = 60,
  label = "напоминать о нехватке отметок за, дней",
  question = "За сколько дней до конца периода напоминать, что отметок мало?", source = LOCAL,
  verified = false }
p.settings{ name = "result_jump", kind = "int", default = 2, min = 1, max = 9,
  label = "скачок итога, баллов",
    question = "На сколько баллов должен измениться итог, чтобы о нём спросить?",
  source = LOCAL, verified = false }
p.settings{ name = "remark_days", kind = "int", default = 7, min = 1, max = 90,
  label = "ответить на замечание за, дней",
  question = "За сколько дней учитель отвечает на замечание по ведению журнала?", source = LOCAL,
  verified = false }
p.settings{ name = "unlock_hours", kind = "int", default = 24, min = 1, max = 720,
  label = "открывать закрытый период не больше чем на, часов",
  question = "На сколько часов можно открыть закрытый период для исправлений?", source = LOCAL,
  verified = false }
p.settings{ name = "debt_marks", kind = "text", default = "2, н/а, незач",
  label = "годовые отметки, которые считаются задолженностью",
  question = "Какие годовые отметки школа считает академической задолженностью?", source = LOCAL,
  verified = false }
p.settings{ name = "debt_days", kind = "int", default = 365, min = 1, max = 1000,
  label = "ликвидировать задолженность за, дней",
  question = "За сколько дней ученик должен ликвидировать академическую задолженность?",
  source = "Федеральный закон № 273-ФЗ, ст. 58: в пределах года (по изложению)", verified = false }
p.settings{ name = "final_grades", kind = "text", default = "9, 11", label = "выпускные классы",
  question = "Какие классы завершают обучение (основное и среднее)?", source = LOCAL, verified = false }

-- The office: who comes, moves and leaves.
p.settings{ name = "movement_order", kind = "bool", default = true,
  label = "приём, перевод и выбытие только по приказу",
  question = "Записывать приём, перевод и выбытие ученика только с номером и датой приказа?", source = LOCAL,
  verified = false }
-- Why a pupil leaves: keys of the set "events".
p.labels{ set = "leave_reasons", key = "transfer", text = "перевод в другую организацию", ord = 1 }
p.labels{ set = "leave_reasons", key = "leaving", text = "выбытие", ord = 2 }
p.labels{ set = "leave_reasons", key = "graduation", text = "выпуск", ord = 3 }
p.labels{ set = "leave_reasons", key = "programme_completion", text = "завершение программы", ord = 4 }
p.labels{ set = "leave_reasons", key = "expulsion_order", text = "приказ об отчислении", ord = 5 }
p.labels{ set = "leave_reasons", key = "expelled_other", text = "отчисление по другой причине", ord = 6 }
p.labels{ set = "relations", key = "mother", text = "мать", ord = 1 }
p.labels{ set = "relations", key = "father", text = "отец", ord = 2 }
p.labels{ set = "relations", key = "guardian", text = "опекун", ord = 3 }
p.labels{ set = "relations", key = "relative", text = "родственник", ord = 4 }

-- What a check finds; the draft of a remark. {dates} {pupils} {n} are filled in.
local function remark(key, label, draft)
  p.labels{ set = "remark_kinds", key = key, text = label }
  p.labels{ set = "remark_drafts", key = key, text = draft }
end
remark("no_topic", "нет темы урока", "Не записаны темы уроков: {dates}.")
remark("empty", "урок не заполнен", "На уроках нет ни отметок, ни пропусков: {dates}. Отметьте отсутствующих "
  .. "или подтвердите, что были все.")
remark("late", "заполнено поздно", "Уроки заполнены позже срока: {dates}.")
remark("few", "мало отметок", "Отметок не хватает, чтобы вывести итог: {pupils}.")
remark("undecided", "итог не выставлен", "Не выставлены итоги: {pupils}.")
remark("absent_mark", "отметка при пропуске", "Отметка стоит там, где ученик отсутствовал: {pupils}.")
remark("day_mark", "отметка между пропусками",
  "В один день отметка стоит между пропущенными уроками: {pupils}.")
remark("day_reason", "разные причины в один день", "В один день причины отсутствия разные: {pupils}.")
remark("day_blank", "по справке отсутствовал",
  "По справке или приказу ученик отсутствовал, а в журнале пусто: "
  .. "{pupils}.")
remark("jump", "резкая перемена итога", "Итог резко изменился, проверьте: {pupils}.")
remark("unexplained", "итог не следует из отметок", "Итог отличается от выведенного по регламенту, а причины "
  .. "нет: {pupils}.")
p.labels{ set = "remark_kinds", key = "other", text = "другое" }

p.labels{ set = "council_decisions", key = "promoted", text = "переведён в следующий класс" }
p.labels{ set = "council_decisions", key = "conditional", text = "переведён условно" }
p.labels{ set = "council_decisions", key = "repeat", text = "оставлен на повторное обучение" }
p.labels{ set = "council_decisions", key = "graduated", text = "завершил обучение" }

-- The steps of closing a year, in their order. Steps the program cannot count are ticked by hand.
local function step(ord, key, text)
  p.labels{ set = "closing_steps", key = key, text = text, ord = ord }
end
step(1, "topics", "Темы записаны на всех уроках")
step(2, "filled", "Все уроки заполнены")
step(3, "marks", "Отметок хватает, противоречий с пропусками нет")
step(4, "results", "Итоги периодов и года выставлены")
step(5, "explained", "Каждый итог следует из отметок или объяснён")
step(6, "remarks", "На замечания отвечено")
step(7, "locked", "Периоды закрыты")
step(8, "council", "Решения педагогического совета записаны")
step(9, "debts", "У каждой задолженности есть срок или исход")
step(10, "archive", "Архив года выгружен и положен на носители")
step(11, "next", "Следующий год подготовлен, классы переведены")

return p
