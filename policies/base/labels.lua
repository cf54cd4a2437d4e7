-- policies/base/labels.lua -- Russian words for the keys that rows use: roles, carriers, places, states
-- and so on.
-- A school that calls something by another word repeats the line in its own file: the same set and key win.
local p = policy{ api = 1, id = "base/labels", title = "Слова для ключей" }

-- roles
p.labels{ set = "roles", key = "head", text = "директор" }
p.labels{ set = "roles", key = "deputy", text = "завуч" }
p.labels{ set = "roles", key = "class_teacher", text = "классный руководитель" }
p.labels{ set = "roles", key = "teacher", text = "учитель" }
p.labels{ set = "roles", key = "secretary", text = "секретарь" }
p.labels{ set = "roles", key = "administrator", text = "администратор" }
p.labels{ set = "roles", key = "director", text = "директор" }
p.labels{ set = "roles", key = "deputy_by_level", text = "заместитель руководителя по уровню обучения" }
p.labels{ set = "roles", key = "sysadmin", text = "администратор системы" }
p.labels{ set = "roles", key = "chancery", text = "канцелярия" }
p.labels{ set = "roles", key = "pedcouncil", text = "педагогический совет" }
p.labels{ set = "roles", key = "collegial_body", text = "коллегиальный орган управления" }
p.labels{ set = "roles", key = "administration", text = "администрация" }
p.labels{ set = "roles", key = "appointed_by_order", text = "лицо, назначенное приказом" }
p.labels{ set = "roles", key = "user", text = "пользователь электронного журнала" }
p.labels{ set = "roles", key = "teachers_administration", text = "педагогический коллектив и администрация" }
p.labels{ set = "roles", key = "teachers", text = "педагоги" }
p.labels{ set = "roles", key = "pupil", text = "ученик" }
p.labels{ set = "roles", key = "legal_rep", text = "родитель (законный представитель)" }
p.labels{ set = "roles", key = "parent_of_minor", text = "родитель несовершеннолетнего" }
p.labels{ set = "roles", key = "parent_of_adult", text = "родитель совершеннолетнего" }
p.labels{ set = "roles", key = "parents_of_minor", text = "родители несовершеннолетнего" }
p.labels{ set = "roles", key = "adult_pupil", text = "совершеннолетний ученик" }
p.labels{ set = "roles", key = "third_party", text = "третье лицо" }
p.labels{ set = "roles", key = "state_body", text = "государственный орган" }

-- group_kinds
p.labels{ set = "group_kinds", key = "class", text = "класс" }
p.labels{ set = "group_kinds", key = "combined", text = "класс-комплект" }
p.labels{ set = "group_kinds", key = "elective", text = "элективный курс" }
p.labels{ set = "group_kinds", key = "facultative", text = "факультатив" }
p.labels{ set = "group_kinds", key = "choice", text = "курс по выбору" }
p.labels{ set = "group_kinds", key = "individual", text = "индивидуальный план" }
p.labels{ set = "group_kinds", key = "igz", text = "ИГЗ" }
p.labels{ set = "group_kinds", key = "home", text = "обучение на дому" }
p.labels{ set = "group_kinds", key = "extracurricular", text = "внеурочная деятельность" }
p.labels{ set = "group_kinds", key = "circle", text = "кружок" }
p.labels{ set = "group_kinds", key = "section", text = "секция" }
p.labels{ set = "group_kinds", key = "subgroup", text = "подгруппа" }

-- group_programmes: the programme of a journal that names none, by the kind of its group
p.labels{ set = "group_programmes", key = "class", text = "subject" }
p.labels{ set = "group_programmes", key = "extracurricular", text = "vneur" }
p.labels{ set = "group_programmes", key = "circle", text = "dop" }
p.labels{ set = "group_programmes", key = "section", text = "dop" }
p.labels{ set = "group_programmes", key = "group", text = "dop" }

-- group_results: kinds of group whose journals have results by periods even when the group has no grade of
-- its own; the others have them only when somebody chooses periods
p.labels{ set = "group_results", key = "class", text = "итоги по периодам" }
p.labels{ set = "group_results", key = "combined", text = "итоги по периодам" }
p.labels{ set = "group_results", key = "individual", text = "итоги по периодам" }
p.labels{ set = "group_results", key = "home", text = "итоги по периодам" }

-- pupil_sheets: carriers that are a sheet of one pupil; shown where the regulation has the carrier
p.labels{ set = "pupil_sheets", key = "personal_card", text = "Личная карточка обучающегося" }
p.labels{ set = "pupil_sheets", key = "achievement_sheet", text = "Лист индивидуальных достижений" }

-- programmes
p.labels{ set = "programmes", key = "subject", text = "предметы учебного плана" }
p.labels{ set = "programmes", key = "noo", text = "начальное общее образование" }
p.labels{ set = "programmes", key = "ooo", text = "основное общее образование" }
p.labels{ set = "programmes", key = "soo", text = "среднее общее образование" }
p.labels{ set = "programmes", key = "dop", text = "дополнительное образование" }
p.labels{ set = "programmes", key = "dop_kinds", text = "общеразвивающие и предпрофессиональные программы" }
p.labels{ set = "programmes", key = "vneur", text = "внеурочная деятельность" }
p.labels{ set = "programmes", key = "circle", text = "кружковая деятельность" }
p.labels{ set = "programmes", key = "facultative", text = "факультатив" }
p.labels{ set = "programmes", key = "igz", text = "ИГЗ" }
p.labels{ set = "programmes", key = "home", text = "обучение на дому" }
p.labels{ set = "programmes", key = "elective", text = "элективный курс" }
p.labels{ set = "programmes", key = "choice", text = "курс по выбору" }
p.labels{ set = "programmes", key = "prof", text = "профессиональное обучение" }
p.labels{ set = "programmes", key = "paid", text = "платные услуги" }
p.labels{ set = "programmes", key = "classes", text = "классы" }
p.labels{ set = "programmes", key = "final_ooo_soo", text = "итоги основного и среднего образования" }
p.labels{ set = "programmes", key = "evidence", text = "подтверждающие документы" }

-- carriers
p.labels{ set = "carriers", key = "class_journal", text = "классный журнал" }
p.labels{ set = "carriers", key = "e_journal", text = "электронный журнал" }
p.labels{ set = "carriers", key = "e_diary", text = "электронный дневник" }
p.labels{ set = "carriers", key = "paper_diary", text = "дневник (бумажный)" }
p.labels{ set = "carriers", key = "personal_file", text = "личное дело" }
p.labels{ set = "carriers", key = "portfolio", text = "портфолио" }
p.labels{ set = "carriers", key = "e_portfolio", text = "электронное портфолио" }
p.labels{ set = "carriers", key = "register_books", text = "журналы и книги регистрации" }
p.labels{ set = "carriers", key = "cert_book", text = "книга выдачи аттестатов" }
p.labels{ set = "carriers", key = "cert_book_soo",
  text = "книга учёта и выдачи аттестатов о среднем общем образовании и медалей" }
p.labels{ set = "carriers", key = "cert_book_ooo",
  text = "книга учёта и выдачи аттестатов об основном общем образовании" }
p.labels{ set = "carriers", key = "cert_register",
  text = "книга регистрации выданных документов об образовании" }
p.labels{ set = "carriers", key = "certificate_ooo",
  text = "аттестат об основном общем образовании или его копия" }
p.labels{ set = "carriers", key = "exam_protocols", text = "протоколы экзаменов и аттестационных испытаний" }
p.labels{ set = "carriers", key = "gia_protocols", text = "протоколы результатов ГИА" }
p.labels{ set = "carriers", key = "attestation_protocols",
  text = "протоколы промежуточной аттестации с испытаниями" }
p.labels{ set = "carriers", key = "pedcouncil_minutes", text = "протоколы педагогического совета" }
p.labels{ set = "carriers", key = "order_book", text = "книга приказов" }
p.labels{ set = "carriers", key = "summary_sheet", text = "сводная ведомость успеваемости" }
p.labels{ set = "carriers", key = "achievement_sheet", text = "лист (ведомость) индивидуальных достижений" }
p.labels{ set = "carriers", key = "template_table", text = "шаблоны и таблицы" }
p.labels{ set = "carriers", key = "e_journal_section",
  text = "специализированный раздел электронного журнала" }
p.labels{ set = "carriers", key = "circle_journal", text = "журнал кружка" }
p.labels{ set = "carriers", key = "section_journal", text = "журнал секции" }
p.labels{ set = "carriers", key = "extracurricular_journal", text = "журнал внеурочной деятельности" }
p.labels{ set = "carriers", key = "elective_journal", text = "журнал элективных курсов" }
p.labels{ set = "carriers", key = "choice_course_journal", text = "журнал курсов по выбору" }
p.labels{ set = "carriers", key = "facultative_journal", text = "журнал факультативов" }
p.labels{ set = "carriers", key = "igz_journal", text = "журнал ИГЗ" }
p.labels{ set = "carriers", key = "home_journal", text = "журнал занятий на дому" }
p.labels{ set = "carriers", key = "e_journal_home", text = "электронный журнал занятий на дому" }
p.labels{ set = "carriers", key = "attendance_journal", text = "журнал регистрации посещаемости" }
p.labels{ set = "carriers", key = "progress_db", text = "база данных «успеваемость»" }
p.labels{ set = "carriers", key = "platform", text = "образовательная платформа" }
p.labels{ set = "carriers", key = "personal_card", text = "личная карточка" }
p.labels{ set = "carriers", key = "edu_document", text = "документ об образовании" }
p.labels{ set = "carriers", key = "progress_docs", text = "документы об успеваемости за текущий год" }
p.labels{ set = "carriers", key = "other_docs", text = "иные документы" }
p.labels{ set = "carriers", key = "remarks_page", text = "страница замечаний по ведению журнала" }
p.labels{ set = "carriers", key = "check_reports", text = "справки о проверке журналов" }
p.labels{ set = "carriers", key = "attestat", text = "аттестат" }
p.labels{ set = "carriers", key = "test_notebook", text = "тетрадь для контрольных работ" }
p.labels{ set = "carriers", key = "lab_notebook", text = "тетрадь лабораторных и практических работ" }
p.labels{ set = "carriers", key = "monitoring_data", text = "данные мониторингов" }
p.labels{ set = "carriers", key = "attestation_works",
  text = "работы промежуточной аттестации с испытаниями" }
p.labels{ set = "carriers", key = "vpr_works", text = "работы ВПР" }
p.labels{ set = "carriers", key = "vsosh_works", text = "работы школьного этапа ВсОШ" }
p.labels{ set = "carriers", key = "cut_works", text = "иные срезовые работы" }
p.labels{ set = "carriers", key = "final_marks", text = "итоговые отметки выпускников" }
p.labels{ set = "carriers", key = "e_results", text = "электронные носители с результатами" }
p.labels{ set = "carriers", key = "yearly_backup", text = "годовая резервная копия" }
p.labels{ set = "carriers", key = "period_export", text = "выгрузка за учебный период" }
p.labels{ set = "carriers", key = "printout", text = "распечатка" }
p.labels{ set = "carriers", key = "mandatory_paper", text = "обязательные бумажные носители" }
p.labels{ set = "carriers", key = "*", text = "все документы" }

-- places
p.labels{ set = "places", key = "archive", text = "архив школы" }
p.labels{ set = "places", key = "chancery", text = "канцелярия" }
p.labels{ set = "places", key = "classroom", text = "классная комната" }
p.labels{ set = "places", key = "teacher_room", text = "кабинет учителя" }
p.labels{ set = "places", key = "safe", text = "сейф" }
p.labels{ set = "places", key = "designated_place", text = "отведённое место" }
p.labels{ set = "places", key = "org_resources", text = "ресурсы организации" }
p.labels{ set = "places", key = "pupil", text = "у ученика" }

-- states
p.labels{ set = "states", key = "keep", text = "хранится" }
p.labels{ set = "states", key = "keep_forever", text = "хранится постоянно" }
p.labels{ set = "states", key = "expired", text = "срок истёк, дальнейшее решает человек" }
p.labels{ set = "states", key = "destroy_by_act", text = "подлежит уничтожению по акту" }
p.labels{ set = "states", key = "hand_over", text = "подлежит выдаче" }
p.labels{ set = "states", key = "released", text = "срок у ответственного закончился" }
p.labels{ set = "states", key = "decision_required", text = "требуется решение" }
p.labels{ set = "states", key = "term_not_set", text = "срок не установлен" }

-- schemes
p.labels{ set = "schemes", key = "quarter", text = "четверти" }
p.labels{ set = "schemes", key = "half", text = "полугодия" }
p.labels{ set = "schemes", key = "trimester", text = "триместры" }
p.labels{ set = "schemes", key = "year", text = "год" }
p.labels{ set = "schemes", key = "exam", text = "экзамен" }
p.labels{ set = "schemes", key = "final", text = "итог для аттестата" }
p.labels{ set = "schemes", key = "free", text = "свои периоды" }

-- events
p.labels{ set = "events", key = "admission", text = "приём" }
p.labels{ set = "events", key = "transfer", text = "перевод в другую организацию" }
p.labels{ set = "events", key = "graduation", text = "выпуск" }
p.labels{ set = "events", key = "expulsion_order", text = "приказ об отчислении" }
p.labels{ set = "events", key = "expelled_other", text = "отчисление по другой причине" }
p.labels{ set = "events", key = "leaving", text = "выбытие" }
p.labels{ set = "events", key = "level_end", text = "окончание уровня обучения" }
p.labels{ set = "events", key = "year_end", text = "конец учебного года" }
p.labels{ set = "events", key = "programme_completion", text = "завершение программы" }
p.labels{ set = "events", key = "class_change", text = "перевод в другой класс" }
p.labels{ set = "events", key = "promotion", text = "перевод в следующий класс" }

-- media
p.labels{ set = "media", key = "paper", text = "бумага" }
p.labels{ set = "media", key = "electronic", text = "электронный" }
p.labels{ set = "media", key = "disk", text = "диск" }
p.labels{ set = "media", key = "flash", text = "флешка" }
p.labels{ set = "media", key = "cloud", text = "сервер" }
p.labels{ set = "media", key = "unspecified", text = "вид не назван" }
p.labels{ set = "media", key = "any", text = "любой" }

-- retention_kinds
p.labels{ set = "retention_kinds", key = "years", text = "лет" }
p.labels{ set = "retention_kinds", key = "at_least_years", text = "не меньше лет" }
p.labels{ set = "retention_kinds", key = "permanent", text = "постоянно" }
p.labels{ set = "retention_kinds", key = "until_event", text = "до события" }
p.labels{ set = "retention_kinds", key = "until_need", text = "до минования надобности" }
p.labels{ set = "retention_kinds", key = "hand_over", text = "выдаётся" }
p.labels{ set = "retention_kinds", key = "by_reference", text = "по другому документу" }
p.labels{ set = "retention_kinds", key = "not_stated", text = "срок не установлен" }

-- gradings
p.labels{ set = "gradings", key = "marks", text = "отметки 2–5" }
p.labels{ set = "gradings", key = "pass", text = "зачёт" }
p.labels{ set = "gradings", key = "levels", text = "уровни" }
p.labels{ set = "gradings", key = "none", text = "без отметок" }

-- hooks
p.labels{ set = "hooks", key = "identity", text = "реквизиты" }
p.labels{ set = "hooks", key = "terms", text = "слова школы" }
p.labels{ set = "hooks", key = "programmes", text = "программы" }
p.labels{ set = "hooks", key = "classify", text = "вид результата" }
p.labels{ set = "hooks", key = "source", text = "источник результата" }
p.labels{ set = "hooks", key = "carriers", text = "какие носители ведутся" }
p.labels{ set = "hooks", key = "carrier", text = "носитель" }
p.labels{ set = "hooks", key = "record_targets", text = "куда записывать" }
p.labels{ set = "hooks", key = "evidence", text = "подтверждающий документ" }
p.labels{ set = "hooks", key = "extract", text = "выписка" }
p.labels{ set = "hooks", key = "portfolio", text = "портфолио" }
p.labels{ set = "hooks", key = "retention", text = "срок хранения" }
p.labels{ set = "hooks", key = "disposition", text = "что с делом сейчас" }
p.labels{ set = "hooks", key = "on_event", text = "что начинается с событием" }
p.labels{ set = "hooks", key = "archive_tasks", text = "работы архива" }
p.labels{ set = "hooks", key = "archive_check", text = "проверка архива" }
p.labels{ set = "hooks", key = "who", text = "кто отвечает" }
p.labels{ set = "hooks", key = "may_disclose", text = "кому можно выдать сведения" }
p.labels{ set = "hooks", key = "credentials", text = "кто выдаёт пароли" }
p.labels{ set = "hooks", key = "award", text = "поощрение" }
p.labels{ set = "hooks", key = "credit", text = "зачёт результатов" }
p.labels{ set = "hooks", key = "external", text = "внешние системы" }
p.labels{ set = "hooks", key = "issues", text = "открытые вопросы" }
p.labels{ set = "hooks", key = "regulated", text = "урегулировано ли" }
p.labels{ set = "hooks", key = "labels", text = "слова" }
p.labels{ set = "hooks", key = "permits", text = "права ролей" }
p.labels{ set = "hooks", key = "settings", text = "настройки" }
p.labels{ set = "hooks", key = "check_entry", text = "что может стоять в клетке" }
p.labels{ set = "hooks", key = "average", text = "средний балл" }
p.labels{ set = "hooks", key = "period_result", text = "отметка за период" }
p.labels{ set = "hooks", key = "year_result", text = "годовая отметка" }
p.labels{ set = "hooks", key = "final_result", text = "итоговая отметка" }
p.labels{ set = "hooks", key = "award_candidates", text = "кандидаты на награды" }
p.labels{ set = "hooks", key = "indicators", text = "показатели класса" }

-- duties
p.labels{ set = "duties", key = "adopt_regulation", text = "принять положение" }
p.labels{ set = "duties", key = "approve_regulation", text = "утвердить положение" }
p.labels{ set = "duties", key = "appoint_register_filler", text = "назначить ведущих книгу регистрации" }
p.labels{ set = "duties", key = "archive_platform", text = "хранить и создавать архивные копии платформы" }
p.labels{ set = "duties", key = "archive_quarter", text = "архивировать журнал за четверть" }
p.labels{ set = "duties", key = "backup_daily", text = "делать резервную копию каждый день" }
p.labels{ set = "duties", key = "check_e_journal", text = "проверять электронный журнал" }
p.labels{ set = "duties", key = "confidentiality", text = "хранить пароль и тайну данных" }
p.labels{ set = "duties", key = "control_e_journal", text = "контролировать ведение электронного журнала" }
p.labels{ set = "duties", key = "control_overall", text = "общий контроль" }
p.labels{ set = "duties", key = "control_recording", text = "контролировать учёт результатов" }
p.labels{ set = "duties", key = "decide_optional_carriers", text = "решать о дополнительных носителях" }
p.labels{ set = "duties", key = "fill_cert_register", text = "заполнять книгу регистрации" }
p.labels{ set = "duties", key = "fill_daily", text = "заполнять журнал каждый день" }
p.labels{ set = "duties", key = "give_parent_credentials", text = "выдавать пароли родителям" }
p.labels{ set = "duties", key = "give_pupil_credentials", text = "выдавать пароли ученикам" }
p.labels{ set = "duties", key = "keep_certificates", text = "хранить аттестаты" }
p.labels{ set = "duties", key = "keep_e_journal_copies", text = "хранить носители электронного журнала" }
p.labels{ set = "duties", key = "keep_test_notebooks", text = "хранить тетради контрольных работ" }
p.labels{ set = "duties", key = "maintain_lists", text = "вести списки класса" }
p.labels{ set = "duties", key = "maintain_personal_file", text = "вести личные дела" }
p.labels{ set = "duties", key = "organise_portfolio", text = "вести портфолио" }
p.labels{ set = "duties", key = "record_results", text = "записывать результаты" }
p.labels{ set = "duties", key = "residual_decisions", text = "решать неурегулированное" }
p.labels{ set = "duties", key = "sign_extract", text = "подписывать выписки" }
p.labels{ set = "duties", key = "sign_printout", text = "подписывать распечатки" }
p.labels{ set = "duties", key = "store_archive", text = "хранить архив" }
p.labels{ set = "duties", key = "store_personal_file", text = "хранить личные дела" }
p.labels{ set = "duties", key = "use_data", text = "использовать данные" }
p.labels{ set = "duties", key = "use_diagnostics", text = "использовать диагностику" }

-- tasks
p.labels{ set = "tasks", key = "archive_e_journal", text = "заархивировать электронный журнал" }
p.labels{ set = "tasks", key = "archive_e_journal_media", text = "записать на носители" }
p.labels{ set = "tasks", key = "archive_format", text = "сохранить журнал в нужном формате" }
p.labels{ set = "tasks", key = "archive_holdings", text = "состав архива" }
p.labels{ set = "tasks", key = "archive_by_reference", text = "порядок архивации — в другом акте" }
p.labels{ set = "tasks", key = "backup", text = "резервная копия" }
p.labels{ set = "tasks", key = "destroy_by_act", text = "уничтожение по акту" }
p.labels{ set = "tasks", key = "export_platform", text = "выгрузить данные с платформы" }
p.labels{ set = "tasks", key = "frdo_entry", text = "внести итоги в ФИС ФРДО" }
p.labels{ set = "tasks", key = "integrity_control", text = "контроль целостности" }
p.labels{ set = "tasks", key = "platform_archive_copies", text = "архивные копии платформы" }
p.labels{ set = "tasks", key = "print_class_journal", text = "распечатать классные журналы" }
p.labels{ set = "tasks", key = "print_export", text = "распечатать и прошить выгрузку" }
p.labels{ set = "tasks", key = "print_from_platform", text = "распечатать данные платформы" }
p.labels{ set = "tasks", key = "print_remarks", text = "распечатать замечания" }
p.labels{ set = "tasks", key = "print_summary", text = "распечатать сводные ведомости" }
p.labels{ set = "tasks", key = "yearly_backup", text = "годовая резервная копия" }

-- requirements
p.labels{ set = "requirements", key = "seal_issuer", text = "печать выдавшей организации" }
p.labels{ set = "requirements", key = "seal_org", text = "печать организации" }
p.labels{ set = "requirements", key = "sign_head_or_authorised",
  text = "подпись руководителя или уполномоченного им лица" }
p.labels{ set = "requirements", key = "sign_director", text = "подпись директора" }
p.labels{ set = "requirements", key = "certified_head", text = "заверение руководителем" }
p.labels{ set = "requirements", key = "stitched", text = "прошивка" }
p.labels{ set = "requirements", key = "sign_head", text = "подпись руководителя" }
p.labels{ set = "requirements", key = "will_of_pupil_or_parent", text = "воля ученика или родителей" }

-- evidence
p.labels{ set = "evidence", key = "edu_document", text = "документ об образовании" }
p.labels{ set = "evidence", key = "spravka", text = "справка (выписка)" }
p.labels{ set = "evidence", key = "diploma", text = "диплом" }
p.labels{ set = "evidence", key = "gramota", text = "грамота" }
p.labels{ set = "evidence", key = "certificate", text = "сертификат" }
p.labels{ set = "evidence", key = "svidetelstvo", text = "свидетельство" }
p.labels{ set = "evidence", key = "udostoverenie", text = "удостоверение" }
p.labels{ set = "evidence", key = "platform_printout", text = "распечатка с платформы" }
p.labels{ set = "evidence", key = "platform_printout_archive", text = "распечатка для архива" }
p.labels{ set = "evidence", key = "*", text = "любой подтверждающий документ" }

-- severities
p.labels{ set = "severities", key = "A", text = "важно: сроки, выдача, уничтожение" }
p.labels{ set = "severities", key = "B", text = "порядок работы" }
p.labels{ set = "severities", key = "C", text = "мелочь" }

-- decision_kinds
p.labels{ set = "decision_kinds", key = "contradiction", text = "противоречие" }
p.labels{ set = "decision_kinds", key = "gap", text = "пробел" }
p.labels{ set = "decision_kinds", key = "ambiguity", text = "неясность" }
p.labels{ set = "decision_kinds", key = "dup_number", text = "двойной номер пункта" }
p.labels{ set = "decision_kinds", key = "unresolved_template", text = "незаполненный образец" }

-- places_rail
p.labels{ set = "places_rail", key = "today", text = "Сегодня" }
p.labels{ set = "places_rail", key = "journals", text = "Журналы" }
p.labels{ set = "places_rail", key = "pupils", text = "Ученики" }
p.labels{ set = "places_rail", key = "school", text = "Школа" }
p.labels{ set = "places_rail", key = "awards", text = "Награды" }
p.labels{ set = "places_rail", key = "archive", text = "Архив" }
p.labels{ set = "places_rail", key = "policy", text = "Регламент" }

-- carrier_duties
p.labels{ set = "carrier_duties", key = "mandatory", text = "обязательный" }
p.labels{ set = "carrier_duties", key = "optional", text = "дополнительный" }
p.labels{ set = "carrier_duties", key = "used", text = "применяется" }
p.labels{ set = "carrier_duties", key = "listed", text = "перечислен" }
p.labels{ set = "carrier_duties", key = "rule", text = "правило" }

-- occasions
p.labels{ set = "occasions", key = "year_end", text = "в конце учебного года" }
p.labels{ set = "occasions", key = "quarter_end", text = "в конце каждой четверти" }
p.labels{ set = "occasions", key = "period_end", text = "в конце каждого периода" }
p.labels{ set = "occasions", key = "after_year_end", text = "после окончания года" }
p.labels{ set = "occasions", key = "daily", text = "каждый день" }
p.labels{ set = "occasions", key = "on_check", text = "после проверки" }
p.labels{ set = "occasions", key = "graduation", text = "при выпуске" }
p.labels{ set = "occasions", key = "whole_term", text = "весь срок хранения" }
p.labels{ set = "occasions", key = "year_start", text = "в начале года" }
p.labels{ set = "occasions", key = "immediately", text = "сразу" }

-- triggers
p.labels{ set = "triggers", key = "year_end", text = "конец учебного года" }
p.labels{ set = "triggers", key = "book_closed", text = "закрытие книги" }
p.labels{ set = "triggers", key = "graduation", text = "выпуск" }
p.labels{ set = "triggers", key = "file_closed", text = "закрытие дела" }
p.labels{ set = "triggers", key = "expulsion_order", text = "приказ об отчислении" }
p.labels{ set = "triggers", key = "programme_completion", text = "завершение программы" }

-- scopes
p.labels{ set = "scopes", key = "internal", text = "внутренний" }
p.labels{ set = "scopes", key = "external", text = "внешний" }
p.labels{ set = "scopes", key = "unspecified", text = "не назван" }
p.labels{ set = "scopes", key = "rule", text = "правило" }

-- bases
p.labels{ set = "bases", key = "stated", text = "названа" }
p.labels{ set = "bases", key = "mentioned", text = "упомянута" }
p.labels{ set = "bases", key = "defined_only", text = "только в определении" }

-- aspects
p.labels{ set = "aspects", key = "definition", text = "определение" }
p.labels{ set = "aspects", key = "media", text = "вид" }
p.labels{ set = "aspects", key = "local_act", text = "локальный акт" }
p.labels{ set = "aspects", key = "place", text = "место" }
p.labels{ set = "aspects", key = "handover", text = "выдача" }
p.labels{ set = "aspects", key = "to_archive", text = "передача в архив" }
p.labels{ set = "aspects", key = "responsible", text = "ответственный" }
p.labels{ set = "aspects", key = "term", text = "срок" }
p.labels{ set = "aspects", key = "period", text = "период" }
p.labels{ set = "aspects", key = "use_purpose", text = "цель использования" }
p.labels{ set = "aspects", key = "transfer_by_law", text = "передача по закону" }
p.labels{ set = "aspects", key = "third_parties", text = "третьи лица" }
p.labels{ set = "aspects", key = "application", text = "по заявлению" }
p.labels{ set = "aspects", key = "self_service", text = "самостоятельный просмотр" }
p.labels{ set = "aspects", key = "credentials", text = "пароли" }
p.labels{ set = "aspects", key = "inform_parents", text = "ознакомление родителей" }
p.labels{ set = "aspects", key = "inform_pupils", text = "информирование учеников" }
p.labels{ set = "aspects", key = "inform_participants", text = "информирование участников" }
p.labels{ set = "aspects", key = "confidentiality", text = "тайна данных" }

-- purposes
p.labels{ set = "purposes", key = "pupil_interest", text = "в интересах ученика" }
p.labels{ set = "purposes", key = "award", text = "поощрение" }
p.labels{ set = "purposes", key = "material_support", text = "материальная поддержка" }
p.labels{ set = "purposes", key = "diagnostics", text = "диагностика" }
p.labels{ set = "purposes", key = "publication", text = "публикация" }

-- conditions
p.labels{ set = "conditions", key = "home_taught", text = "обучение на дому" }
p.labels{ set = "conditions", key = "if_present", text = "при наличии" }
p.labels{ set = "conditions", key = "facultative", text = "есть факультативы" }
p.labels{ set = "conditions", key = "igz", text = "есть ИГЗ" }
p.labels{ set = "conditions", key = "vneur", text = "есть внеурочная деятельность" }
p.labels{ set = "conditions", key = "circle", text = "есть кружки" }

-- day_counts
p.labels{ set = "day_counts", key = "archival_year", text = "с 1 января года после закрытия" }
p.labels{ set = "day_counts", key = "from_event", text = "со дня закрытия" }

-- refusals
p.labels{ set = "refusals", key = "application_missing", text = "нет заявления" }
p.labels{ set = "refusals", key = "third_party", text = "третьим лицам не выдают" }
p.labels{ set = "refusals", key = "ground_missing", text = "нет основания по закону" }
p.labels{ set = "refusals", key = "ground_not_recorded", text = "основание не записано руководителем" }
p.labels{ set = "refusals", key = "purpose", text = "цель не названа в положении" }
p.labels{ set = "refusals", key = "not_regulated", text = "положение об этом не говорит" }

-- access_forms
p.labels{ set = "access_forms", key = "self_service", text = "смотрит сам" }
p.labels{ set = "access_forms", key = "application", text = "по заявлению" }
p.labels{ set = "access_forms", key = "inform", text = "информируют" }
p.labels{ set = "access_forms", key = "internal_use", text = "внутреннее использование" }
p.labels{ set = "access_forms", key = "legal_ground", text = "по основанию закона" }
p.labels{ set = "access_forms", key = "on_request", text = "по просьбе" }

-- requisites
p.labels{ set = "requisites", key = "name", text = "полное название" }
p.labels{ set = "requisites", key = "short", text = "краткое название" }
p.labels{ set = "requisites", key = "kind", text = "вид организации" }
p.labels{ set = "requisites", key = "adopted", text = "кем принято" }
p.labels{ set = "requisites", key = "approved", text = "кем утверждено" }
p.labels{ set = "requisites", key = "doc", text = "вид документа" }
p.labels{ set = "requisites", key = "scope", text = "о чём документ" }
p.labels{ set = "requisites", key = "def", text = "определение" }
p.labels{ set = "requisites", key = "opinions", text = "чьё мнение учтено" }
p.labels{ set = "requisites", key = "amend", text = "изменения" }
p.labels{ set = "requisites", key = "superior", text = "вышестоящий орган" }
p.labels{ set = "requisites", key = "address", text = "адрес" }
p.labels{ set = "requisites", key = "adoption_rule", text = "порядок принятия" }
p.labels{ set = "requisites", key = "head", text = "руководитель" }
p.labels{ set = "requisites", key = "bound", text = "сколько листов" }
p.labels{ set = "requisites", key = "reg", text = "регистрационные номера" }
p.labels{ set = "requisites", key = "validity", text = "срок действия" }
p.labels{ set = "requisites", key = "residual_decider", text = "кто решает неурегулированное" }
p.labels{ set = "requisites", key = "binding", text = "для кого обязательно" }
p.labels{ set = "requisites", key = "name_variant", text = "другое название" }

return p
