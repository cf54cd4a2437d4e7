-- policies/borisovskaya.lua -- ОГБОУ «Борисовская СОШ» им. Героя Советского Союза А.М. Рудого.
--
-- The school's «Положение» on individual records of results and awards and on their archive,
-- adopted 14.02.2024, approved 16.02.2024.
--
-- How to read: one row is one fact, and `clause` is where the regulation says it. «4.10[1]» is the first
-- of two clauses numbered 4.10. A row that names a `decision` rests on an open question: see the end of
-- the file. `text`, `question` and `label` are for people: a paraphrase in our own words, not a quotation.
local p = policy{ api = 1, id = "borisovskaya", code = "000", extends = "base/school",
  title = "ОГБОУ «Борисовская СОШ» им. Героя Советского Союза А.М. Рудого" }

-- Identity and requisites (title, 1.1, 1.3)
p.identity{ id = "000.id.name", clause = "шапка", key = "name",
  value = "ОГБОУ «Борисовская средняя общеобразовательная школа имени Героя Советского Союза А.М. Рудого»",
  text = "Полное имя школы. В заголовке документа оно стоит в предложном падеже и начинается словами " ..
    "«областное государственное бюджетное общеобразовательное учреждение»." }
p.identity{ id = "000.id.short", clause = "1.1", key = "short", value = "ОГБОУ «Борисовская СОШ»",
  term_org = "Школа", text = "Краткое имя. Дальше документ называет себя просто «Школа»." }
p.identity{ id = "000.id.kind", clause = "шапка", key = "kind",
  value = "областное государственное бюджетное общеобразовательное учреждение",
  text = "Областное бюджетное учреждение; даёт общее образование." }
p.identity{ id = "000.id.adopted", clause = "шапка", key = "adopted", body = "педагогический совет",
  protocol = "№2", date = "2024-02-14", text = "Принято педсоветом: протокол №2 от 14.02.2024." }
p.identity{ id = "000.id.approved", clause = "шапка", key = "approved",
  body = "приказ ОГБОУ «Борисовская СОШ»", date = "2024-02-16", decision = "000.D03",
  text = "Утверждено приказом школы от 16.02.2024. Номер приказа в документе не проставлен." }
p.identity{ id = "000.id.doc", clause = "шапка", key = "doc", value = "Положение",
  text = "Это положение. Оно охватывает учёт результатов, поощрения и архив — на " ..
    "бумаге и в электронном виде." }
p.identity{ id = "000.id.scope", clause = "1.1", key = "scope",
  text = "О чём положение: учёт по основным и дополнительным программам, работа педагогов с этим учётом, " ..
    "архив, зачёт достижений одарённых детей." }
p.identity{ id = "000.id.def_personal_file", clause = "1.3", key = "def",
  text = "Что такое личное дело: оформленный по правилам набор документов об одном учащемся." }
p.identity{ id = "000.id.def_achievement", clause = "1.3", key = "def",
  text = "Что такое индивидуальное достижение: итог освоения программы любого уровня — НОО, ООО, СОО — " ..
    "или дополнительной (общеразвивающей, предпрофессиональной)." }

-- Programmes (3.1, 3.2, 4.6)
p.programmes{ id = "000.prog.noo", clause = "3.1", key = "noo", label = "начальное общее образование (НОО)",
  basis = "stated", text = "Школа ведёт учёт по программам НОО." }
p.programmes{ id = "000.prog.ooo", clause = "3.1", key = "ooo", label = "основное общее образование (ООО)",
  basis = "stated", text = "Школа ведёт учёт по программам ООО." }
p.programmes{ id = "000.prog.soo", clause = "3.1", key = "soo", label = "среднее общее образование (СОО)",
  basis = "stated", text = "Школа ведёт учёт по программам СОО." }
p.programmes{ id = "000.prog.dop", clause = "3.1", key = "dop", label = "дополнительное образование",
  basis = "stated", text = "Школа ведёт учёт и по программам дополнительного образования." }
p.programmes{ id = "000.prog.vneur", clause = "3.2", key = "vneur", label = "внеурочная деятельность",
  basis = "mentioned",
  text = "В перечне п. 3.1 внеурочной деятельности нет, но пп. 3.2 и 4.7 требуют учитывать её результаты." }
p.programmes{ id = "000.prog.home", clause = "4.6", key = "home", label = "индивидуальное обучение на дому",
  basis = "mentioned",
  text = "Форма обучения упомянута один раз: для неё в электронном журнале есть особые разделы." }

-- Kinds of results (2.3, 3.2–3.2.3)
p.categories{ id = "000.cat.study", clause = "3.2", key = "study", label = "учебные достижения",
  listed = true, text = "Первая из четырёх групп результатов: учёба." }
p.categories{ id = "000.cat.vneur", clause = "3.2", key = "vneur",
  label = "достижения по программам внеурочной деятельности", listed = true,
  text = "Вторая группа результатов: внеурочная деятельность." }
p.categories{ id = "000.cat.dop", clause = "3.2", key = "dop",
  label = "достижения по программам дополнительного образования", listed = true,
  text = "Третья группа результатов: дополнительное образование." }
p.categories{ id = "000.cat.personal", clause = "3.2", key = "personal",
  label = "личностные образовательные результаты", listed = true,
  text = "Четвёртая группа результатов: личностные." }
p.categories{ id = "000.cat.three_groups", clause = "2.3", key = "groups",
  values = { "личностные", "метапредметные", "предметные" },
  text = "Оценивать нужно все три группы: личностные, метапредметные и предметные. Метапредметные " ..
    "отдельной графы не имеют: они внутри учебных (п. 3.2.1)." }
p.categories{ id = "000.cat.study_subject_meta", clause = "3.2.1", key = "subject_meta",
  label = "предметные и метапредметные результаты", parent = "study",
  text = "Учебные: предметные и метапредметные результаты, нужные для дальнейшей учёбы." }
p.categories{ id = "000.cat.study_current_interim", clause = "3.2.1", key = "current_interim",
  label = "текущий контроль, промежуточная аттестация по ООП", parent = "study",
  text = "Учебные: отметки текущего контроля и промежуточной аттестации по основным программам." }
p.categories{ id = "000.cat.study_gia", clause = "3.2.1", key = "gia", label = "результаты ГИА",
  parent = "study", text = "Учебные: результаты ГИА." }
p.categories{ id = "000.cat.study_project_research", clause = "3.2.1", key = "project_research",
  label = "познавательная, проектная, учебно-исследовательская деятельность", parent = "study",
  text = "Учебные: познавательная работа, проекты и поиск, учебные исследования." }
p.categories{ id = "000.cat.vd_vneur_result", clause = "3.2.2", key = "vneur_result",
  label = "результаты освоения программ внеурочной деятельности", parent = "vneur|dop",
  text = "Внеурочные и дополнительные: чему ученик научился на внеурочных занятиях." }
p.categories{ id = "000.cat.vd_contest", clause = "3.2.2", key = "contest",
  label = "олимпиады, конкурсы (результат или участие)", parent = "vneur|dop",
  text = "Внеурочные и дополнительные: олимпиады и конкурсы. Учитывается и результат, и само участие." }
p.categories{ id = "000.cat.vd_sport_event", clause = "3.2.2", key = "sport_event",
  label = "физкультурные и спортивные мероприятия (только результат участия)", parent = "vneur|dop",
  text = "Внеурочные и дополнительные: физкультура и спорт. Учитывается результат, а не само участие." }
p.categories{ id = "000.cat.vd_gto", clause = "3.2.2", key = "gto", label = "ГТО", parent = "vneur|dop",
  text = "Внеурочные и дополнительные: сданные нормы ГТО." }
p.categories{ id = "000.cat.vd_gifted_list", clause = "3.2.2", key = "gifted_list_event",
  label = "мероприятие из перечня (Правила выявления детей, проявивших выдающиеся способности)",
  parent = "vneur|dop",
  text = "К конкурсам относятся и мероприятия из особого перечня, который составлен по правилам выявления " ..
    "одарённых детей." }
p.categories{ id = "000.cat.pers_experience", clause = "3.2.3", key = "experience", label = "опыт",
  parent = "personal", text = "Личностные: опыт, который дала программа." }
p.categories{ id = "000.cat.pers_humanism", clause = "3.2.3", key = "humanism",
  label = "гуманистические идеалы", parent = "personal",
  text = "Личностные: гуманистические и демократические ценности." }
p.categories{ id = "000.cat.pers_independence", clause = "3.2.3", key = "independence",
  label = "самостоятельность", parent = "personal",
  text = "Личностные: самостоятельность там, где это важно для общества и для себя." }
p.categories{ id = "000.cat.pers_social_role", clause = "3.2.3", key = "social_role",
  label = "социальная роль", parent = "personal",
  text = "Личностные: умение спроектировать свою роль в обществе." }
p.categories{ id = "000.cat.pers_self_education", clause = "3.2.3", key = "self_education",
  label = "самообразование", parent = "personal", text = "Личностные: желание и умение учиться самому." }
p.categories{ id = "000.cat.pers_self_government", clause = "3.2.3", key = "self_government",
  label = "ученическое самоуправление", parent = "personal",
  text = "Личностные: работа в ученическом самоуправлении." }
p.categories{ id = "000.cat.pers_volunteer", clause = "3.2.3", key = "volunteer", label = "волонтёрство",
  parent = "personal", text = "Личностные: волонтёрство, добровольчество." }

-- Sources of assessment (4.2, 4.3, 4.10[1], 7.8)
p.sources{ id = "000.src.current", clause = "4.2", key = "current",
  label = "текущий контроль (урочная и внеурочная)", scope = "internal",
  text = "Внутренняя оценка: текущий контроль — на уроках и во внеурочной деятельности." }
p.sources{ id = "000.src.interim", clause = "4.2", key = "interim", label = "промежуточная аттестация",
  scope = "internal", text = "Внутренняя оценка: промежуточная аттестация." }
p.sources{ id = "000.src.final_non_gia", clause = "4.2", key = "final_non_gia",
  label = "итоговая оценка по предметам вне ГИА", scope = "internal",
  text = "Внутренняя оценка: итоговая отметка по предметам, которые не сдают на ГИА." }
p.sources{ id = "000.src.project", clause = "4.2", key = "project", label = "проектная деятельность",
  scope = "internal", text = "Внутренняя оценка: проекты." }
p.sources{ id = "000.src.monitoring", clause = "4.2", key = "monitoring",
  label = "мониторинги федерального и регионального уровней", scope = "external",
  text = "Внешняя оценка: федеральные и региональные мониторинги." }
p.sources{ id = "000.src.gia", clause = "4.2", key = "gia",
  label = "ГИА (в тексте «итоговая государственная аттестация»)", scope = "external",
  text = "Внешняя оценка: ГИА. В документе слова переставлены: «итоговая государственная аттестация»." }
p.sources{ id = "000.src.olympiad", clause = "4.2", key = "olympiad", label = "олимпиады школьников",
  scope = "external", text = "Внешняя оценка: олимпиады школьников." }
p.sources{ id = "000.src.vsoko", clause = "4.3", key = "vsoko", label = "ВСОКО", scope = "unspecified",
  text = "Процедуры, мониторинги и диагностики ВСОКО. Внутренняя это оценка или внешняя, не сказано." }
p.sources{ id = "000.src.vpr", clause = "7.8", key = "vpr", label = "ВПР", scope = "unspecified",
  text = "ВПР названы только там, где говорится о хранении работ (здесь и в п. 4.10, первом)." }
p.sources{ id = "000.src.vsosh", clause = "4.10[1]", key = "vsosh", label = "ВсОШ (школьный этап)",
  scope = "unspecified", text = "ВсОШ: назван только школьный этап, и только ради хранения работ." }
p.sources{ id = "000.src.cut", clause = "4.10[1]", key = "cut", label = "срезовые работы",
  scope = "unspecified", text = "Прочие срезовые работы, кроме ВПР; названы только ради хранения." }

-- Carriers (4.4.1–4.8)
p.carriers{ id = "000.car.class_journal", clause = "4.4.1", key = "class_journal", medium = "paper",
  duty = "mandatory", nomenclature = true, place = "archive", see = { "7.1" },
  text = "Обязательный бумажный носитель. Это распечатка электронного журнала за год, выгруженная из АИС " ..
    "«Виртуальная школа». Хранится в архиве (п. 7.1)." }
p.carriers{ id = "000.car.register_books", clause = "4.4.1", key = "register_books", medium = "paper",
  duty = "mandatory", nomenclature = true,
  text = "Обязательный бумажный носитель: журналы и книги регистрации." }
p.carriers{ id = "000.car.cert_book", clause = "4.4.1", key = "cert_book", medium = "paper",
  duty = "mandatory", nomenclature = true, place = "archive", see = { "7.1", "7.4", "7.5" },
  text = "Обязательный бумажный носитель: книга выдачи аттестатов. Хранится в архиве." }
p.carriers{ id = "000.car.personal_file", clause = "4.4.1", key = "personal_file", medium = "paper",
  duty = "mandatory", nomenclature = true, place = "chancery", filler = "class_teacher", see = { "7.6" },
  text = "Обязательный бумажный носитель. Лежит в канцелярии, ведёт его классный руководитель (п. 7.6)." }
p.carriers{ id = "000.car.portfolio", clause = "4.4.1", key = "portfolio", medium = "paper",
  duty = "mandatory", nomenclature = true, place = "classroom", see = { "7.9" },
  text = "Обязательный бумажный носитель. Хранится в классе (п. 7.9)." }
p.carriers{ id = "000.car.exam_protocols", clause = "4.4.1", key = "exam_protocols", medium = "paper",
  duty = "mandatory", nomenclature = true, place = "archive", see = { "7.1" },
  text = "Обязательный бумажный носитель: протоколы экзаменов и аттестационных " ..
    "испытаний. Хранятся в архиве." }
p.carriers{ id = "000.car.pedcouncil_minutes", clause = "4.4.1", key = "pedcouncil_minutes",
  medium = "paper", duty = "mandatory", nomenclature = true, place = "archive", see = { "7.1", "7.3" },
  text = "Обязательный бумажный носитель: протоколы педсовета. Хранятся в архиве." }
p.carriers{ id = "000.car.e_diary", clause = "4.4.2", key = "e_diary", medium = "electronic",
  duty = "mandatory", text = "Обязательный электронный носитель: дневник." }
p.carriers{ id = "000.car.e_journal", clause = "4.4.2", key = "e_journal", medium = "electronic",
  duty = "mandatory", keeper = "deputy", see = { "7.2", "7.10", "7.12" },
  text = "Обязательный электронный носитель: журнал. Его архивную копию — на диске и на флешке — держит " ..
    "заместитель директора (п. 7.10)." }
p.carriers{ id = "000.car.e_portfolio", clause = "4.4.2", key = "e_portfolio", medium = "electronic",
  duty = "mandatory",
  text = "Обязательный электронный носитель: портфолио. Бумажное портфолио тоже обязательно (п. 4.4.1)." }
p.carriers{ id = "000.car.nomenclature", clause = "4.5", key = "nomenclature_rule", medium = "paper",
  duty = "rule", text = "Все обязательные бумажные носители внесены в номенклатуру дел." }
p.carriers{ id = "000.car.achievement_sheet", clause = "4.6", key = "achievement_sheet",
  medium = "unspecified", duty = "used",
  text = "Применяется, но в перечне обязательных его нет. Бумажный он или электронный, не сказано." }
p.carriers{ id = "000.car.template_table", clause = "4.6", key = "template_table", medium = "unspecified",
  duty = "used",
  text = "Применяется, но в перечне обязательных его нет. Бумажный он или электронный, не сказано." }
p.carriers{ id = "000.car.e_journal_section", clause = "4.6", key = "e_journal_section",
  medium = "electronic", duty = "used", condition = "home_taught",
  text = "Применяется для учеников, которые занимаются индивидуально на дому." }
p.carriers{ id = "000.car.circle_journal", clause = "4.8", key = "circle_journal", medium = "unspecified",
  duty = "used",
  text = "Применяется в дополнительном образовании; среди обязательных (п. 4.4.1) не назван." }
p.carriers{ id = "000.car.section_journal", clause = "4.8", key = "section_journal", medium = "unspecified",
  duty = "used",
  text = "Применяется в дополнительном образовании; среди обязательных (п. 4.4.1) не назван." }

-- Where results are recorded (4.6–4.8, 4.10[2])
p.recording{ id = "000.rec.subject_class_journal", clause = "4.6", programme = "subject",
  target = "class_journal", text = "Предметы учебного плана — в классный журнал, на страницы предметов." }
p.recording{ id = "000.rec.subject_register_books", clause = "4.6", programme = "subject",
  target = "register_books", text = "Предметы учебного плана — в журналы и книги регистрации." }
p.recording{ id = "000.rec.subject_cert_book", clause = "4.6", programme = "subject", target = "cert_book",
  text = "Предметы учебного плана — в книгу выдачи аттестатов." }
p.recording{ id = "000.rec.subject_achievement_sheet", clause = "4.6", programme = "subject",
  target = "achievement_sheet", text = "Предметы учебного плана — в листы и ведомости достижений." }
p.recording{ id = "000.rec.subject_template_table", clause = "4.6", programme = "subject",
  target = "template_table", text = "Предметы учебного плана — в готовые шаблоны и таблицы." }
p.recording{ id = "000.rec.home_e_journal_section", clause = "4.6", programme = "subject",
  target = "e_journal_section", condition = "home_taught",
  text = "Обучение на дому — в особые разделы электронного журнала." }
p.recording{ id = "000.rec.vneur_class_journal", clause = "4.7", programme = "vneur",
  target = "class_journal",
  text = "Внеурочная деятельность — в классный журнал, на отведённые ей страницы." }
p.recording{ id = "000.rec.vneur_achievement_sheet", clause = "4.7", programme = "vneur",
  target = "achievement_sheet", text = "Внеурочная деятельность — в листы и ведомости достижений." }
p.recording{ id = "000.rec.vneur_template_table", clause = "4.7", programme = "vneur",
  target = "template_table", text = "Внеурочная деятельность — в готовые шаблоны и таблицы." }
p.recording{ id = "000.rec.dop_circle_journal", clause = "4.8", programme = "dop",
  target = "circle_journal", text = "Дополнительное образование — в журнал кружка." }
p.recording{ id = "000.rec.dop_section_journal", clause = "4.8", programme = "dop",
  target = "section_journal", text = "Дополнительное образование — в журнал секции." }
p.recording{ id = "000.rec.dop_register_books", clause = "4.8", programme = "dop",
  target = "register_books", text = "Дополнительное образование — в журналы и книги регистрации." }
p.recording{ id = "000.rec.dop_achievement_sheet", clause = "4.8", programme = "dop",
  target = "achievement_sheet", text = "Дополнительное образование — в листы и ведомости достижений." }
p.recording{ id = "000.rec.dop_template_table", clause = "4.8", programme = "dop",
  target = "template_table", text = "Дополнительное образование — в готовые шаблоны и таблицы." }
p.recording{ id = "000.rec.final_cert_book", clause = "4.10[2]", programme = "final_ooo_soo",
  target = "cert_book", text = "Итоги ООО и СОО — в книгу выдачи аттестатов." }
p.recording{ id = "000.rec.final_attestat", clause = "4.10[2]", programme = "final_ooo_soo",
  target = "attestat", text = "Итоги ООО и СОО — в сам аттестат." }

-- Supporting documents (4.9[1], 4.9[2])
p.evidence{ id = "000.evi.edu_document", clause = "4.9[1]", key = "edu_document",
  text = "Принимается документ об образовании." }
p.evidence{ id = "000.evi.spravka", clause = "4.9[1]", key = "spravka",
  requires = { "seal_issuer", "sign_head_or_authorised" },
  contents = { "текущие отметки", "результаты промежуточной аттестации" }, period = "текущий учебный год",
  text = "Принимается справка из прежней организации: текущие отметки и промежуточная аттестация за этот " ..
    "год. Нужны её печать и подпись её руководителя или того, кого он уполномочил." }
p.evidence{ id = "000.evi.diploma", clause = "4.9[1]", key = "diploma",
  text = "Принимаются дипломы победителей и призёров." }
p.evidence{ id = "000.evi.gramota", clause = "4.9[1]", key = "gramota",
  text = "Принимаются грамоты за участие: исследования, спорт, творчество." }
p.evidence{ id = "000.evi.certificate", clause = "4.9[1]", key = "certificate",
  text = "Принимаются сертификаты участников: конференции, летние школы, фестивали." }
p.evidence{ id = "000.evi.svidetelstvo", clause = "4.9[1]", key = "svidetelstvo",
  also = { "udostoverenie" }, text = "Принимаются свидетельства и удостоверения." }
p.evidence{ id = "000.evi.into_portfolio", clause = "4.9[2]", key = "rule_portfolio",
  text = "Документы или их копии складывают в портфолио." }

-- Forms of preserving works (4.10[1])
p.preserve{ id = "000.pres.notebooks", clause = "4.10[1]", key = "notebooks",
  text = "Тетради контрольных, лабораторных и практических, данные мониторингов: на один учебный год, в " ..
    "кабинете учителя-предметника." }
p.preserve{ id = "000.pres.attestation_works", clause = "4.10[1]", key = "attestation_works",
  text = "Работы на листах: промежуточная аттестация с испытаниями, ВПР, другие срезы." }
p.preserve{ id = "000.pres.vsosh_works", clause = "4.10[1]", key = "vsosh_works",
  text = "Работы школьного этапа ВсОШ." }
p.preserve{ id = "000.pres.creative", clause = "4.10[1]", key = "creative",
  text = "Творческие работы: в портфолио, на выставках, в журналах и сборниках." }
p.preserve{ id = "000.pres.computer", clause = "4.10[1]", key = "computer",
  text = "Работы, сделанные на компьютере, таблицы и графики; альбомы, плакаты и папки класса." }
p.preserve{ id = "000.pres.presentation", clause = "4.10[1]", key = "presentation",
  text = "Презентации, личные и групповые: файлом или в распечатке." }

-- Portfolio (1.3, 4.4.1, 4.4.2, 4.9[2], 7.9)
p.portfolio{ id = "000.port.definition", clause = "1.3", aspect = "definition",
  text = "Что такое портфолио: собранные документы о достижениях учащегося на уроках и вне уроков." }
p.portfolio{ id = "000.port.paper", clause = "4.4.1", aspect = "media", value = "paper",
  text = "Бумажное портфолио обязательно." }
p.portfolio{ id = "000.port.electronic", clause = "4.4.2", aspect = "media", value = "electronic",
  text = "Электронное портфолио тоже обязательно." }
p.portfolio{ id = "000.port.act", clause = "4.9[2]", aspect = "local_act",
  value = "Положение о портфолио достижений учащихся школы",
  text = "Как оформлять портфолио, говорит другой локальный акт." }
p.portfolio{ id = "000.port.place", clause = "7.9", aspect = "place", value = "classroom",
  text = "Всё время учёбы портфолио лежит в комнате своего класса." }
p.portfolio{ id = "000.port.handover", clause = "7.9", aspect = "handover", event = "level_end",
  decision = "000.D07",
  text = "Портфолио выдают, когда закончен уровень обучения. Кому и под подпись ли, не сказано." }
p.portfolio{ id = "000.port.not_archived", clause = "7.9", aspect = "to_archive", value = false,
  text = "Портфолио в архив не передают." }

-- Retention (4.10[1], 7.1–7.11)
p.retention{ id = "000.ret.e_journal", clause = "7.2", record = "e_journal", medium = "electronic",
  kind = "years", years = 5, trigger = "year_end", copies = 2, keeper = "deputy", decision = "000.D14",
  trigger_stated = true, keeper_clause = "7.10",
  text = "Электронный журнал: 5 лет, на двух носителях. Архивную копию делают после каждого учебного года." }
p.retention{ id = "000.ret.summary_sheet", clause = "7.2", record = "summary_sheet", medium = "paper",
  kind = "years", years = 25, trigger = "year_end", place = "archive", decision = "000.D14",
  trigger_stated = false,
  text = "Сводные ведомости из электронного журнала: распечатать и держать в архиве 25 лет." }
p.retention{ id = "000.ret.order_book", clause = "7.3", record = "order_book", medium = "paper",
  kind = "permanent", place = "archive", text = "Книга приказов: в архиве, постоянно." }
p.retention{ id = "000.ret.pedcouncil_minutes", clause = "7.3", record = "pedcouncil_minutes",
  medium = "paper", kind = "permanent", place = "archive",
  text = "Протоколы педсовета: в архиве, постоянно." }
p.retention{ id = "000.ret.cert_book_soo", clause = "7.4", record = "cert_book_soo", medium = "paper",
  kind = "at_least_years", years = 50, trigger = "book_closed", place = "archive", decision = "000.D14",
  trigger_stated = false, text = "Книга аттестатов о СОО и медалей: в архиве, самое меньшее 50 лет." }
p.retention{ id = "000.ret.cert_book_ooo", clause = "7.5", record = "cert_book_ooo", medium = "paper",
  kind = "at_least_years", years = 50, trigger = "book_closed", place = "archive", decision = "000.D14",
  trigger_stated = false, text = "Книга аттестатов об ООО: в архиве, самое меньшее 50 лет." }
p.retention{ id = "000.ret.personal_file_study", clause = "7.6", record = "personal_file", medium = "paper",
  kind = "until_event", ends_on = "expulsion_order", place = "chancery", keeper = "class_teacher",
  text = "Личное дело на время учёбы: в канцелярии; ведёт его классный руководитель." }
p.retention{ id = "000.ret.personal_file_transfer", clause = "7.6", record = "personal_file",
  event = "transfer", kind = "hand_over", to = { "parents_of_minor", "adult_pupil" },
  text = "При переводе личное дело отдают на руки: совершеннолетнему — ему самому, за несовершеннолетнего " ..
    "— родителям (законным представителям)." }
p.retention{ id = "000.ret.personal_file_graduation", clause = "7.6", record = "personal_file",
  event = "graduation", medium = "paper", kind = "years", years = 3, trigger = "graduation",
  place = "archive", decision = "000.D14", trigger_stated = true,
  text = "После выпуска личное дело лежит в архиве 3 года." }
p.retention{ id = "000.ret.test_notebook", clause = "7.7", record = "test_notebook", medium = "paper",
  kind = "until_event", ends_on = "year_end", keeper = "teacher", to_archive = false,
  text = "Тетради для контрольных: у учителя до конца этого учебного года, в архив не идут." }
p.retention{ id = "000.ret.lab_notebook", clause = "4.10[1]", record = "lab_notebook",
  also = { "monitoring_data" }, medium = "paper", kind = "until_event", ends_on = "year_end",
  place = "teacher_room", keeper = "teacher", decision = "000.D12",
  text = "Тетради контрольных, лабораторных, практических и данные мониторингов: один учебный год, в " ..
    "кабинете учителя-предметника." }
p.retention{ id = "000.ret.works_1y", clause = "4.10[1]", record = "attestation_works",
  also = { "vpr_works" }, medium = "paper", kind = "years", years = 1, trigger = "year_end",
  place = "archive", decision = "000.D01", trigger_stated = false,
  text = "Работы промежуточной аттестации с испытаниями и ВПР: в архиве 1 год. Пункт 7.8 говорит иначе." }
p.retention{ id = "000.ret.cut_1y", clause = "4.10[1]", record = "cut_works", medium = "paper",
  kind = "years", years = 1, trigger = "year_end", place = "archive", trigger_stated = false,
  text = "Прочие срезовые работы: в архиве 1 год. В п. 7.8 их нет, спора о сроке нет." }
p.retention{ id = "000.ret.vsosh_1y", clause = "4.10[1]", record = "vsosh_works", medium = "paper",
  kind = "years", years = 1, trigger = "year_end", place = "archive", decision = "000.D01",
  trigger_stated = false, text = "Работы школьного этапа ВсОШ: в архиве 1 год. Пункт 7.8 говорит иначе." }
p.retention{ id = "000.ret.works_3y", clause = "7.8", record = "attestation_works",
  also = { "vpr_works", "vsosh_works" }, medium = "paper", kind = "years", years = 3, trigger = "year_end",
  place = "archive", decision = "000.D01", trigger_stated = false,
  text = "Материалы аттестации с испытаниями, ВПР и школьного этапа ВсОШ: в архиве 3 года. Первый п. 4.10 " ..
    "говорит иначе." }
p.retention{ id = "000.ret.portfolio", clause = "7.9", record = "portfolio", medium = "paper",
  kind = "until_event", ends_on = "level_end", place = "classroom", to_archive = false,
  decision = "000.D07",
  text = "Портфель достижений: всё время учёбы в классе, потом выдаётся; в архив не идёт." }
p.retention{ id = "000.ret.class_journal", clause = "7.1", record = "class_journal", medium = "paper",
  kind = "not_stated", place = "archive", decision = "000.D04",
  text = "Бумажный классный журнал лежит в архиве. Срок не назван." }
p.retention{ id = "000.ret.gia_protocols", clause = "7.1", record = "gia_protocols", medium = "paper",
  kind = "not_stated", place = "archive", decision = "000.D05",
  text = "Протоколы ГИА лежат в архиве. Срок не назван." }
p.retention{ id = "000.ret.attestation_protocols", clause = "7.1", record = "attestation_protocols",
  medium = "paper", kind = "not_stated", place = "archive", decision = "000.D05",
  text = "Протоколы промежуточной аттестации с испытаниями лежат в архиве. Срок не назван: п. 7.8 говорит " ..
    "о «материалах», а не о протоколах." }
p.retention{ id = "000.ret.final_marks_e", clause = "7.11", record = "final_marks", medium = "electronic",
  kind = "not_stated", decision = "000.D05",
  text = "Итоговые отметки выпускников школа хранит в электронном виде. Срок не назван." }

-- Archive procedure (4.4.1, 7.1–7.11)
p.archive{ id = "000.arc.archive_list", clause = "7.1", task = "archive_holdings",
  holdings = {
    "order_book", "pedcouncil_minutes", "class_journal", "cert_book_soo", "cert_book_ooo", "personal_file",
    "gia_protocols", "attestation_protocols",
  },
  decision = "000.D18",
  text = "Что лежит в архиве: книга приказов, протоколы педсовета, классный журнал, две книги аттестатов, " ..
    "личные дела, протоколы ГИА и промежуточной аттестации с испытаниями. Ведомости и работы добавляют " ..
    "пп. 7.2 и 7.8." }
p.archive{ id = "000.arc.e_journal", clause = "7.2", task = "archive_e_journal", when = "year_end",
  copies = 2, medium = "electronic", decision = "000.D13",
  text = "После каждого учебного года электронный журнал сдают в архив на двух носителях." }
p.archive{ id = "000.arc.media", clause = "7.10", task = "archive_e_journal_media",
  media = { "disk", "flash" }, keeper = "deputy", decision = "000.D08",
  text = "Для электронного журнала нужны диск и флешка; обе копии — у заместителя директора." }
p.archive{ id = "000.arc.print_summary", clause = "7.2", task = "print_summary", when = "year_end",
  medium = "paper", decision = "000.D13", when_stated = false,
  text = "Сводные ведомости печатают и кладут в архив." }
p.archive{ id = "000.arc.print_journal", clause = "4.4.1", task = "print_class_journal", when = "year_end",
  medium = "paper", decision = "000.D13",
  text = "В конце года классный журнал печатают из электронной системы." }
p.archive{ id = "000.arc.integrity", clause = "7.2", task = "integrity_control", when = "whole_term",
  text = "Пока электронный архив хранится, нужно проверять, что он цел и верен." }
p.archive{ id = "000.arc.frdo", clause = "7.11", task = "frdo_entry", when = "graduation",
  text = "Итоговые отметки выпускников вносят в ФИС ФРДО." }

-- Duties (title, 5.3, 7.6–7.10)
p.roles{ id = "000.role.class_teacher_file", clause = "7.6", role = "class_teacher",
  duty = "maintain_personal_file", text = "Личные дела ведёт классный руководитель." }
p.roles{ id = "000.role.class_teacher_other", clause = "5.3", role = "class_teacher",
  duty = "record_results",
  text = "Результаты и поощрения, в том числе из других организаций, записывает классный руководитель." }
p.roles{ id = "000.role.staff_other", clause = "5.3", role = "teacher", duty = "record_results",
  text = "Результаты и поощрения записывают и другие педагоги." }
p.roles{ id = "000.role.deputy_control", clause = "5.3", role = "deputy", duty = "control_recording",
  text = "За этим учётом следит заместитель директора." }
p.roles{ id = "000.role.deputy_keeper", clause = "7.10", role = "deputy", duty = "keep_e_journal_copies",
  text = "Носители с электронным журналом хранит заместитель директора." }
p.roles{ id = "000.role.teacher_notebook", clause = "7.7", role = "teacher", duty = "keep_test_notebooks",
  text = "Тетради для контрольных хранит учитель." }
p.roles{ id = "000.role.chancery", clause = "7.6", role = "chancery", duty = "store_personal_file",
  text = "На время учёбы личное дело хранит канцелярия." }
p.roles{ id = "000.role.pedcouncil", clause = "шапка", role = "pedcouncil", duty = "adopt_regulation",
  text = "Положение принимает педсовет." }

-- Access and disclosure (2.3, 6.1–6.4)
p.access{ id = "000.acc.purpose", clause = "6.1", aspect = "use_purpose",
  who = { "teachers", "administration" }, purposes = { "pupil_interest" }, exclusive = true,
  text = "Учителя и администрация берут эти сведения только ради самого учащегося: чтобы строить и " ..
    "поправлять его путь в учёбе." }
p.access{ id = "000.acc.law", clause = "6.2", aspect = "transfer_by_law",
  text = "Передавать сведения можно лишь тогда и так, как велит закон." }
p.access{ id = "000.acc.third_parties", clause = "6.2", aspect = "third_parties", value = false,
  decision = "000.D09",
  text = "Тому, кто не является законным представителем ребёнка, сведения не передают." }
p.access{ id = "000.acc.application", clause = "6.4", aspect = "application", to = { "pupil", "legal_rep" },
  oral = true, written = true, required = true,
  text = "Сведения дают учащемуся и родителям (законным представителям), если те " ..
    "попросили: устно или письменно." }
p.access{ id = "000.acc.inform", clause = "2.3", aspect = "inform_parents",
  text = "Родителям (законным представителям) рассказывают, как идёт учёба и каковы её итоги." }

-- Awards (1.3, 3.3, 6.3)
p.awards{ id = "000.awd.areas", clause = "3.3",
  areas = {
    "учебная", "физкультурная", "спортивная", "общественная", "научная", "научно-техническая", "творческая",
    "экспериментальная", "инновационная",
  },
  text = "Поощряют за успехи в девяти областях." }
p.awards{ id = "000.awd.act", clause = "3.3", act = "Положение о поощрении учащихся", decision = "000.D10",
  text = "Порядок поощрений — в отдельном локальном акте. В п. 6.3 он назван иначе." }
p.awards{ id = "000.awd.use", clause = "6.3", act = "Положение о поощрениях и взысканиях учащимся школы",
  purposes = { "award" }, decision = "000.D10",
  text = "Сведения об учёте можно брать для поощрения; акт здесь назван иначе, чем в п. 3.3. О " ..
    "материальной поддержке не сказано." }
p.awards{ id = "000.awd.forms", clause = "1.3", forms = { "призы", "дипломы", "памятные подарки" },
  text = "Чем награждают: призы, дипломы, памятные подарки." }

-- Credit of results from elsewhere (1.1, 5.1–5.3)
p.credit{ id = "000.crd.voluntary", clause = "5.1", voluntary = true, initiators = { "pupil", "legal_rep" },
  text = "Результаты из других организаций учитывают только по желанию учащегося или его родителей " ..
    "(законных представителей)." }
p.credit{ id = "000.crd.act", clause = "5.2",
  act = "Порядок зачета ОО результатов освоения учащимися учебных предметов, курсов, дисциплин (модулей), " ..
    "практики, дополнительных образовательных программ в других организациях",
  text = "Зачёт идёт по отдельному локальному акту — порядку зачёта." }
p.credit{ id = "000.crd.control", clause = "5.3", controller = "deputy",
  text = "За этим следит заместитель директора." }
p.credit{ id = "000.crd.gifted", clause = "1.1", gifted = true, decision = "000.D11",
  text = "Достижения одарённых детей из государственного ресурса могут зачесть на промежуточной или " ..
    "итоговой аттестации по предметам вне ГИА. Как это делать, не сказано." }

-- External systems (1.2, 4.4.1, 7.11, 7.12)
p.external{ id = "000.ext.ais_vsh", clause = "4.4.1", key = "ais_virtual_school",
  label = "АИС «Виртуальная школа»", text = "Система, в которой школа ведёт электронный журнал." }
p.external{ id = "000.ext.frdo", clause = "7.11", key = "fis_frdo", label = "ФИС ФРДО",
  text = "Федеральный реестр документов об образовании: туда вносят итоговые отметки выпускников." }
p.external{ id = "000.ext.selectel", clause = "7.12", key = "selectel",
  label = "сеть дата-центров Selectel",
  text = "На сервере этих дата-центров лежат данные электронного журнала." }
p.external{ id = "000.ext.gifted_resource", clause = "1.2", key = "gifted_resource",
  label = "государственный информационный ресурс о лицах (детях), проявивших выдающиеся способности",
  text = "Государственный ресурс об одарённых детях; о нём говорит и п. 1.1." }

-- Legal bases (1.2, 7.12)
p.legal{ id = "000.law.fz273", clause = "1.2", label = "ФЗ 29.12.2012 №273", text = "Закон об образовании." }
p.legal{ id = "000.law.fgos_noo", clause = "1.2", label = "ФГОС НОО, приказ 31.05.2021 № 286",
  text = "Стандарт начального общего образования." }
p.legal{ id = "000.law.fgos_ooo", clause = "1.2", label = "ФГОС ООО, приказ 31.05.2021 № 287",
  text = "Стандарт основного общего образования." }
p.legal{ id = "000.law.fgos_soo", clause = "1.2", label = "ФГОС СОО, приказ 17.05.2012 № 413",
  text = "Стандарт среднего общего образования." }
p.legal{ id = "000.law.p77", clause = "1.2", label = "приказ 15.02.2022 N 77 (ресурс об одарённых)",
  text = "Приказ о государственном ресурсе об одарённых." }
p.legal{ id = "000.law.p546", clause = "1.2", label = "приказ 05.10.2020 № 546 (аттестаты)",
  text = "Приказ о том, как заполняют, учитывают и выдают аттестаты." }
p.legal{ id = "000.law.fz152", clause = "1.2", label = "152-ФЗ", text = "Закон о персональных данных." }
p.legal{ id = "000.law.fz149", clause = "1.2", label = "149-ФЗ", text = "Закон об информации и её защите." }
p.legal{ id = "000.law.fz152_place", clause = "7.12", label = "Ф3-152",
  text = "Снова закон о персональных данных. В документе вместо буквы «З» напечатана цифра 3." }

-- Goals and general duties (2.1–2.4, 4.1, 4.4)
p.about{ id = "000.pur.goal", clause = "2.1",
  text = "Зачем учёт: понять, что ученику нужно и интересно, развивать его способности, " ..
    "вовремя замечать трудности." }
p.about{ id = "000.pur.tasks", clause = "2.2",
  text = "Задачи: видеть уровень каждого и сверять его с планом, следить за качеством, замечать, кому " ..
    "нужны особые условия, учить каждого по-своему, действовать вместе с семьёй." }
p.about{ id = "000.pur.gifted", clause = "2.2",
  text = "Ещё одна задача: помогать находить одарённых детей. Поэтому нужен отчёт об участии " ..
    "в олимпиадах и конкурсах." }
p.about{ id = "000.pur.dynamics", clause = "2.3",
  text = "За результатами следят во времени — по текущему контролю, аттестации, мероприятиям. " ..
    "Нужен отчёт о переменах." }
p.about{ id = "000.pur.principles", clause = "2.4",
  text = "Восемь принципов учёта: он плановый, обоснованный, полный, системный, открытый, результативный, " ..
    "непрерывный, достоверный." }
p.about{ id = "000.pur.scope4", clause = "4.1",
  text = "Общая обязанность: учитывать отдельно по каждому и результаты, и поощрения." }
p.about{ id = "000.pur.media", clause = "4.4", text = "Учёт ведут и на бумаге, и в электронном виде." }

-- Open questions: a person decides
p.decision{ id = "000.D01", kind = "contradiction", clauses = { "4.10[1]", "7.8" },
  question = "Сколько хранить работы ВПР, школьного этапа ВсОШ и промежуточной аттестации с испытаниями: " ..
    "1 год или 3 года?",
  interim = "3y", severity = "A", records = { "attestation_works", "vpr_works", "vsosh_works" },
  interim_option = "3y",
  text = "В положении два срока для одних работ. Пока не решено, действует больший — 3 года. Когда " ..
    "пройдёт год, программа покажет «срок спорный: 1 год (п. 4.10) или 3 года (п. 7.8)» и " ..
    "уничтожать не предложит.",
  options = {
    { id = "1y", value = 1, label = "Хранить 1 год (п. 4.10, первый)", clause = "4.10[1]",
      disable = { "000.ret.works_3y" } },
    { id = "3y", value = 3, label = "Хранить 3 года (п. 7.8)", clause = "7.8",
      disable = { "000.ret.works_1y", "000.ret.vsosh_1y" } },
  } }
p.decision{ id = "000.D02", kind = "dup_number", clauses = { "4.9[1]", "4.9[2]", "4.10[1]", "4.10[2]" },
  question = "Номера 4.9 и 4.10 стоят в положении по два раза. Как ссылаться на эти пункты?",
  interim = "ordinal", severity = "C", records = {}, interim_option = "ordinal",
  text = "Пока программа добавляет к номеру слово «первый» или «второй», например «п. 4.10 (первый)».",
  options = {
    { id = "ordinal", value = "4.9[1], 4.9[2], 4.10[1], 4.10[2]",
      label = "Писать «первый» и «второй»: п. 4.9 (первый), п. 4.9 (второй), так же для п. 4.10" },
  } }
p.decision{ id = "000.D03", kind = "gap", clauses = { "шапка" },
  question = "Какой номер у приказа, которым утверждено положение? В документе место пустое.",
  interim = "номер приказа не указан", severity = "C", records = {},
  text = "Пока номера нет, в печатных формах остаётся «№ ____», а на странице " ..
    "регламента стоит напоминание.",
  options = {
    { id = "enter", label = "Вписать номер приказа" },
  } }
p.decision{ id = "000.D04", kind = "gap", clauses = { "4.4.1", "7.1", "7.2" },
  question = "Сколько хранить бумажный классный журнал? Срок есть только у электронного журнала (5 лет) и " ..
    "сводных ведомостей (25 лет), п. 7.2.",
  interim = "хранить: срок не установлен", severity = "A", records = { "class_journal" },
  text = "Пока срок не введён, программа пишет «срок положением не установлен» и не даёт уничтожать " ..
    "журналы. Введите срок и его основание.",
  options = {
    { id = "like_e_journal", value = 5, label = "5 лет, как электронный журнал (п. 7.2)", clause = "7.2" },
    { id = "like_summary", value = 25, label = "25 лет, как сводные ведомости (п. 7.2)", clause = "7.2" },
    { id = "nomenclature", label = "Срок по номенклатуре дел (п. 4.5)", clause = "4.5" },
  } }
p.decision{ id = "000.D05", kind = "gap", clauses = { "7.1", "7.8", "7.11", "4.4.1" },
  question = "Сколько хранить протоколы ГИА и промежуточной аттестации, журналы и книги регистрации, " ..
    "журналы кружков и секций, листы достижений, отметки выпускников в электронном виде, электронные " ..
    "дневник и портфолио? Входят ли протоколы в «материалы» п. 7.8?",
  interim = "хранить: срок не установлен", severity = "A",
  records = {
    "gia_protocols", "attestation_protocols", "register_books", "circle_journal", "section_journal",
    "achievement_sheet", "final_marks", "e_diary", "e_portfolio", "exam_protocols",
  },
  text = "Пока срок не введён, программа у каждого такого документа пишет «срок положением не " ..
    "установлен», не даёт его уничтожать и ведёт к этому вопросу.",
  options = {
    { id = "protocols_in_7_8", value = 3, label = "Протоколы хранить 3 года, как материалы (п. 7.8)",
      clause = "7.8" },
    { id = "nomenclature", label = "Срок по номенклатуре дел (п. 4.5)", clause = "4.5" },
  } }
p.decision{ id = "000.D06", kind = "gap", clauses = { "7.6" },
  question = "Что делать с личным делом, если ученик отчислен не из-за перевода и не из-за выпуска?",
  interim = "хранить в канцелярии", severity = "B", records = { "personal_file" }, event_gap = true,
  text = "Положение такого случая не описывает. Пока не решено, личное дело остаётся в канцелярии, а " ..
    "программа просит решение.",
  options = {
    { id = "as_transfer", label = "Выдать на руки, как при переводе" },
    { id = "as_graduation", value = 3, label = "Хранить в архиве 3 года, как после выпуска" },
  } }
p.decision{ id = "000.D07", kind = "ambiguity", clauses = { "4.4.1", "4.4.2", "7.9" },
  question = "Когда, кому и под подпись ли выдавать портфолио? В п. 7.9 названы два срока — всё время " ..
    "учёбы и конец уровня, — и говорится только о бумажном портфеле, хотя обязательно и электронное.",
  interim = "выдавать в конце уровня обучения; подпись — по желанию", severity = "B",
  records = { "portfolio", "e_portfolio" }, event_gap = true,
  text = "Пока не решено, программа предлагает выдать портфолио в конце уровня, спрашивает, кто его " ..
    "получил, и сохраняет ответ.",
  options = {
    { id = "level", label = "Выдавать в конце каждого уровня обучения" },
    { id = "leaving", label = "Выдавать, когда ученик уходит из школы" },
  } }
p.decision{ id = "000.D08", kind = "ambiguity", clauses = { "7.1", "7.2", "7.10", "7.12" },
  question = "На чём и где хранить архив электронного журнала? В п. 7.2 — два носителя, в п. 7.10 — диск " ..
    "и флешка у заместителя директора, в п. 7.12 — сервер, в п. 7.1 — архив. Какой диск имеется в виду и " ..
    "считать ли сервер носителем?",
  interim = "disk+flash", severity = "B", records = { "e_journal" }, interim_option = "disk+flash",
  text = "Пока не решено, программа требует две копии: одну на диске, другую на флешке. Сервер копией не " ..
    "считает и напоминает, что пункт можно понять иначе.",
  options = {
    { id = "disk+flash", value = { "disk", "flash" }, label = "Один диск и одна флешка (п. 7.10)",
      clause = "7.10" },
    { id = "any_two", value = 2, label = "Любые два носителя (п. 7.2)", clause = "7.2",
      unset = { ["000.arc.media"] = { "media" } } },
  } }
p.decision{ id = "000.D09", kind = "ambiguity", clauses = { "6.2", "6.4", "7.11" },
  question = "Можно ли передать сведения кому-то, кроме законных представителей? В п. 6.2 это запрещено, " ..
    "но там же допущены случаи по закону; п. 6.4 даёт сведения и самому учащемуся, п. 7.11 — в ФИС ФРДО.",
  interim = "не передавать, пока директор не запишет основание по закону", severity = "A", records = {},
  text = "Пока не решено, программа отказывает всем посторонним. Если просящий ссылается на закон, она " ..
    "просит директора записать основание.",
  options = {
    { id = "law_exception", label = "Передавать, если основание по закону записано" },
    { id = "never", label = "Не передавать никому из посторонних",
      set = { ["000.acc.third_parties"] = { exclusive = true } } },
  } }
p.decision{ id = "000.D10", kind = "contradiction", clauses = { "3.3", "6.3" },
  question = "Акт о поощрениях назван двумя именами: в п. 3.3 — «Положение о поощрении учащихся», в п. " ..
    "6.3 — «Положение о поощрениях и взысканиях учащимся школы». Это один акт или два?",
  interim = "печатать оба названия", severity = "C", records = {},
  text = "Пока не решено, программа печатает оба названия.",
  options = {
    { id = "same", label = "Это один акт" },
    { id = "two", label = "Это два разных акта" },
  } }
p.decision{ id = "000.D11", kind = "gap", clauses = { "1.1", "5.2" },
  question = "Как зачитывать достижения одарённых детей? Пункт 1.1 о зачёте говорит, а пятая глава " ..
    "порядка не даёт.",
  interim = "требуется решение", severity = "B", records = {},
  text = "Пока не решено, программа сама такой зачёт не проводит: каждый случай она передаёт человеку и " ..
    "ссылается на п. 1.1.",
  options = {
    { id = "by_5_2", label = "Зачитывать по порядку зачёта (п. 5.2)" },
  } }
p.decision{ id = "000.D12", kind = "contradiction", clauses = { "4.10[1]", "7.7" },
  question = "Идут ли в архив тетради лабораторных и практических и данные мониторингов? Пункт 7.7 " ..
    "запрещает это только для контрольных тетрадей, а первый п. 4.10 об архиве молчит.",
  interim = "separate", severity = "C", records = { "lab_notebook", "monitoring_data", "test_notebook" },
  interim_option = "separate",
  text = "Пока не решено, запрет действует только для контрольных тетрадей. Об остальных программа пишет, " ..
    "что про архив не сказано.",
  options = {
    { id = "extend_7_7", label = "Все тетради — как в п. 7.7: в архив не сдавать",
      set = { ["000.ret.lab_notebook"] = { to_archive = false } } },
    { id = "separate", label = "Лабораторные и практические — только по п. 4.10 (первому)" },
  } }
p.decision{ id = "000.D13", kind = "gap", clauses = { "7.2", "4.4.1" },
  question = "Кто и какого числа в конце года архивирует журнал, печатает его и проверяет, что копии целы?",
  interim = "ответственный не назначен", severity = "B", records = {},
  text = "Положение никого не называет. Пока не решено, программа пишет «не назначен», а крайним сроком " ..
    "ставит последний день учебного года.",
  options = {
    { id = "assign", label = "Директор назначит приказом" },
  } }
p.decision{ id = "000.D14", kind = "gap", clauses = { "7.2", "7.4", "7.5", "7.6", "7.8" },
  question = "Что делать, когда срок хранения кончился? Об уничтожении не сказано ни слова, а 50 лет для " ..
    "книг аттестатов — лишь наименьший срок.",
  interim = "ничего не уничтожать", severity = "A",
  records = { "e_journal", "summary_sheet", "cert_book_soo", "cert_book_ooo", "personal_file" },
  text = "Пока не решено, программа пишет «срок истёк, дальнейшее не определено: решает человек» и ничего " ..
    "не уничтожает. По книгам аттестатов через 50 лет она всё равно попросит решение.",
  options = {
    { id = "act", label = "Уничтожать по акту",
      set = {
        ["000.ret.e_journal"] = { after = "destroy_by_act" },
        ["000.ret.summary_sheet"] = { after = "destroy_by_act" },
        ["000.ret.personal_file_graduation"] = { after = "destroy_by_act" },
        ["000.ret.works_1y"] = { after = "destroy_by_act" },
        ["000.ret.works_3y"] = { after = "destroy_by_act" },
        ["000.ret.vsosh_1y"] = { after = "destroy_by_act" },
        ["000.ret.cut_1y"] = { after = "destroy_by_act" },
      } },
    { id = "prolong", label = "Хранить дальше" },
  } }
p.decision{ id = "000.D15", kind = "ambiguity", clauses = { "4.4.1", "4.10[2]", "7.1", "7.4", "7.5" },
  question = "Сколько книг для аттестатов: одна (пп. 4.4.1 и 4.10, второй) или две, по " ..
    "уровням (пп. 7.1, 7.4, 7.5)?",
  interim = "two_books", severity = "C", records = { "cert_book_soo", "cert_book_ooo" },
  interim_option = "two_books",
  text = "Пока не решено, программа ведёт две книги: об ООО и о СОО с медалями.",
  options = {
    { id = "two_books", label = "Две книги, по уровням (пп. 7.4 и 7.5)", clause = "7.4" },
    { id = "one_book", label = "Одна книга (п. 4.4.1)", clause = "4.4.1" },
  } }
p.decision{ id = "000.D16", kind = "gap", clauses = { "4.4.1", "4.8" },
  question = "Обязательны ли журналы кружков и секций, листы достижений и шаблоны? По пп. 4.6–4.8 их " ..
    "ведут, но в обязательных их нет, и не сказано, бумажные они или электронные.",
  interim = "used", severity = "C",
  records = { "circle_journal", "section_journal", "achievement_sheet", "template_table" },
  interim_option = "used",
  text = "Пока не решено, программа пишет «применяется, в перечень обязательных не включён».",
  options = {
    { id = "used", label = "Ведём по необходимости" },
    { id = "mandatory", label = "Обязательны: это «журналы и книги регистрации» (п. 4.4.1)" },
  } }
p.decision{ id = "000.D17", kind = "gap", clauses = { "3.1", "3.2" },
  question = "Вести ли учёт внеурочной деятельности? В п. 3.1 её нет, но в пп. 3.2, 3.2.2 и 4.7 она есть.",
  interim = "record", severity = "C", records = {}, interim_option = "record",
  text = "Пока не решено, программа ведёт этот учёт и помечает, что в перечне п. 3.1 его нет.",
  options = {
    { id = "record", label = "Учитывать" },
  } }
p.decision{ id = "000.D18", kind = "contradiction", clauses = { "7.1", "7.2", "7.8", "4.4.1" },
  question = "Что входит в архив? В п. 7.1 нет сводных ведомостей (п. 7.2), работ (п. 7.8) и обязательных " ..
    "журналов и книг регистрации (п. 4.4.1).",
  interim = "union", severity = "C", records = { "summary_sheet" }, interim_option = "union",
  text = "Пока не решено, архив — это всё из пп. 7.1, 7.2 и 7.8 вместе. У того, чего в п. " ..
    "7.1 нет, указан свой пункт.",
  options = {
    { id = "union", label = "Всё вместе: пп. 7.1, 7.2 и 7.8" },
    { id = "literal", label = "Только перечень п. 7.1" },
  } }

return p
