-- policies/base/school.lua -- what is common to Russian schools and stands in no regulation: who may see
-- and write what, and the switches that regulations refer to. A school's own file extends this one.
-- Scope: all, own_journals, own_class, level, none. A school changes a permission by repeating its id.
local p = policy{ api = 1, id = "base/school", extends = "base/marks", title = "Общая основа школы" }

-- Head
p.permit{ id = "permit.head.all", role = "head", can = { "see", "write" }, scope = "all",
  kinds = { "school", "year", "period", "group", "subject", "slot", "person", "pupil", "staff",
    "relation", "enrolment", "journal", "journal_teacher", "journal_pupil", "result", "lock",
    "order", "protocol", "event", "achievement", "decision", "nomenclature", "setting",
    "carrier_adoption", "adoption", "file_unit", "user", "user_role" } }
p.permit{ id = "permit.head.journal", role = "head", can = { "see" }, scope = "all",
  kinds = { "lesson", "cell" } }
p.permit{ id = "permit.head.places", role = "head", places = { "today", "journals", "pupils", "school",
  "awards", "archive", "policy" } }

-- Deputy head
p.permit{ id = "permit.deputy.all", role = "deputy", can = { "see", "write" }, scope = "all",
  kinds = { "year", "period", "group", "subject", "slot", "person", "pupil", "staff", "relation",
    "enrolment", "journal", "journal_teacher", "journal_pupil", "lesson", "cell", "result",
    "lock", "order", "protocol", "event", "achievement", "decision", "nomenclature", "setting",
    "carrier_adoption", "file_unit" } }
p.permit{ id = "permit.deputy.see", role = "deputy", can = { "see" }, scope = "all",
  kinds = { "school", "adoption", "user", "user_role" } }
p.permit{ id = "permit.deputy.places", role = "deputy", places = { "today", "journals", "pupils", "school",
  "awards", "archive", "policy" } }

-- Class teacher
p.permit{ id = "permit.class_teacher.class", role = "class_teacher", can = { "see", "write" },
  scope = "own_class",
  kinds = { "person", "pupil", "staff", "relation", "enrolment", "event", "achievement" } }
p.permit{ id = "permit.class_teacher.journal", role = "class_teacher", can = { "see" }, scope = "own_class",
  kinds = { "journal", "journal_teacher", "journal_pupil", "lesson", "cell", "result", "lock" } }
p.permit{ id = "permit.class_teacher.school", role = "class_teacher", can = { "see" }, scope = "all",
  kinds = { "school", "year", "period", "group", "subject", "slot", "order", "protocol", "decision",
    "setting", "adoption", "file_unit" } }
p.permit{ id = "permit.class_teacher.places", role = "class_teacher", places = { "today", "journals",
  "pupils", "awards", "policy" } }

-- Teacher
p.permit{ id = "permit.teacher.journal", role = "teacher", can = { "see", "write" }, scope = "own_journals",
  kinds = { "lesson", "cell", "result", "journal_pupil" } }
p.permit{ id = "permit.teacher.see", role = "teacher", can = { "see" }, scope = "own_journals",
  kinds = { "journal", "journal_teacher", "lock", "person", "pupil", "enrolment", "achievement" } }
p.permit{ id = "permit.teacher.school", role = "teacher", can = { "see" }, scope = "all",
  kinds = { "school", "year", "period", "group", "subject", "slot", "decision", "setting", "adoption" } }
p.permit{ id = "permit.teacher.places", role = "teacher", places = { "today", "journals", "pupils",
  "policy" } }

-- Secretary
p.permit{ id = "permit.secretary.people", role = "secretary", can = { "see", "write" }, scope = "all",
  kinds = { "person", "pupil", "staff", "relation", "enrolment", "group", "order", "event",
    "file_unit" } }
p.permit{ id = "permit.secretary.see", role = "secretary", can = { "see" }, scope = "all",
  kinds = { "school", "year", "period", "subject", "journal", "result", "protocol", "achievement",
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

return p
