-- policies/maou_sosh5.lua -- МАОУ СОШ №5.
--
-- Source: «Положение об индивидуальном учете результатов освоения обучающимися образовательных программ
-- и поощрений обучающихся», chapters I-VI; no approval block (004.D04), page one read from bad OCR (004.D16).
-- How to read: one row is one fact, `clause` says where the regulation states it («шапка» is its heading).
-- Every `text` is a paraphrase in our own words, for people; only the other fields are compared by rules.
-- A row with `decision` waits for a person: the decisions at the end hold the question, the choices
-- and what happens until somebody chooses.
local p = policy{ api = 1, id = "maou_sosh5", code = "004", extends = "base/school",
  title = "МАОУ СОШ №5" }

-- Identity (heading, 1.1, 1.2, 3.1)
p.identity{ id = "004.id.name", clause = "3.1", key = "name", value = "МАОУ СОШ №5",
  text = "Школа названа сокращённо. Полного имени и города в положении нет." }
p.identity{ id = "004.id.name_title", clause = "шапка", key = "name",
  text = "То же сокращённое имя стоит в заглавии." }
p.identity{ id = "004.id.name_mou", clause = "1.1", key = "name_variant", value = "МОУ СОШ №5",
  decision = "004.D02", text = "В п. 1.1 стоит «МОУ», а не «МАОУ»: ошибка документа или распознавания." }
p.identity{ id = "004.id.kind", clause = "3.1", key = "kind", value = "МАОУ",
  text = "Вид учреждения — МАОУ. Полностью эти буквы нигде не раскрыты." }
p.identity{ id = "004.id.doc", clause = "шапка", key = "doc", value = "Положение",
  text = "Это положение. В заглавии названы учёт и поощрения; об архиве и хранении там ничего нет." }
p.identity{ id = "004.id.dates", clause = "шапка", key = "approved", decision = "004.D04",
  text = "Кто и когда утвердил положение, в файле не указано: " ..
    "нет ни даты, ни протокола, ни номера приказа." }
p.identity{ id = "004.id.scope", clause = "1.2", key = "scope",
  text = "Положение касается своих программ школы, результатов из других организаций и поощрений." }

-- Programmes (3.1, 3.2.2, 4.4, 4.5)
p.programmes{ id = "004.prog.noo", clause = "3.1", key = "noo", label = "начальное общее образование (НОО)",
  basis = "stated", text = "Учёт охватывает программы начального общего образования." }
p.programmes{ id = "004.prog.ooo", clause = "3.1", key = "ooo", label = "основное общее образование (ООО)",
  basis = "stated", text = "Учёт охватывает программы основного общего образования." }
p.programmes{ id = "004.prog.soo", clause = "3.1", key = "soo", label = "среднее общее образование (СОО)",
  basis = "stated", text = "Учёт охватывает программы среднего общего образования." }
p.programmes{ id = "004.prog.dop", clause = "3.1", key = "dop", label = "дополнительное образование",
  basis = "stated", text = "Учёт охватывает программы дополнительного образования." }
p.programmes{ id = "004.prog.dop_kinds", clause = "3.2.2", key = "dop_kinds",
  label = "общеразвивающие и предпрофессиональные", basis = "stated",
  text = "Дополнительные программы бывают общеразвивающие и предпрофессиональные." }
p.programmes{ id = "004.prog.vneur", clause = "4.5", key = "vneur", label = "внеурочная деятельность",
  basis = "mentioned",
  text = "Внеурочные результаты записывают, но в перечне программ (п. 3.1) этой деятельности нет." }
p.programmes{ id = "004.prog.elective", clause = "4.4", key = "elective", label = "элективные курсы",
  basis = "mentioned", text = "Элективные курсы названы только там, где перечислены журналы." }
p.programmes{ id = "004.prog.choice", clause = "4.4", key = "choice", label = "курсы по выбору",
  basis = "mentioned", text = "Курсы по выбору названы только там, где перечислены журналы." }

-- Kinds of results (2.3, 3.2, 3.2.1, 3.2.2, 3.2.3, 3.2.4)
p.categories{ id = "004.cat.study", clause = "3.2", key = "study", label = "учебные достижения",
  listed = true, text = "Учебные достижения — один из четырёх видов результатов в перечне." }
p.categories{ id = "004.cat.vneur", clause = "3.2", key = "vneur",
  label = "достижения по программам внеурочной деятельности", listed = true,
  text = "Внеурочные достижения — один из четырёх видов результатов в перечне." }
p.categories{ id = "004.cat.dop", clause = "3.2", key = "dop",
  label = "достижения по программам дополнительного образования", listed = true,
  text = "Достижения в дополнительном образовании — один из четырёх видов результатов в перечне." }
p.categories{ id = "004.cat.personal", clause = "3.2", key = "personal",
  label = "личностные образовательные результаты", listed = true,
  text = "Личностные результаты — один из четырёх видов результатов в перечне." }
p.categories{ id = "004.cat.meta", clause = "3.2.4", key = "meta",
  label = "метапредметные образовательные результаты (УУД)", listed = false, decision = "004.D12",
  text = "Метапредметные результаты описаны в п. 3.2.4, но в перечне п. 3.2 не названы." }
p.categories{ id = "004.cat.three_groups", clause = "2.3", key = "groups",
  values = { "личностные", "метапредметные", "предметные" },
  text = "Оценивают три группы результатов: личностные, метапредметные, предметные." }
p.categories{ id = "004.cat.study_subject_meta", clause = "3.2.1", key = "subject_meta",
  label = "предметные и метапредметные результаты", parent = "study",
  text = "К учебным достижениям относят результаты по предметам и метапредметные." }
p.categories{ id = "004.cat.study_current_interim", clause = "3.2.1", key = "current_interim",
  label = "текущий контроль, промежуточная аттестация по ООП", parent = "study",
  text = "К учебным достижениям относят итоги текущего контроля и промежуточной аттестации." }
p.categories{ id = "004.cat.study_gia", clause = "3.2.1", key = "gia", label = "результаты ГИА",
  parent = "study", text = "Результаты ГИА — это учебные достижения." }
p.categories{ id = "004.cat.study_project_research", clause = "3.2.1", key = "project_research",
  label = "познавательная, проектная, учебно-исследовательская деятельность", parent = "study",
  text = "Проекты, исследования и познавательная работа — тоже учебные достижения." }
p.categories{ id = "004.cat.vd_subject_meta", clause = "3.2.2", key = "subject_meta",
  label = "предметные и метапредметные результаты (те же слова, что в п. 3.2.1)", parent = "vneur|dop",
  text = "Предметные и метапредметные результаты занятий вне уроков. Так же названы и учебные (п. 3.2.1)." }
p.categories{ id = "004.cat.vd_contest", clause = "3.2.2", key = "contest",
  label = "олимпиады, конкурсы (результат или участие)", parent = "vneur|dop",
  text = "Олимпиады и конкурсы: записывают и результат, и само участие." }
p.categories{ id = "004.cat.vd_sport_event", clause = "3.2.2", key = "sport_event",
  label = "физкультурные и спортивные мероприятия", parent = "vneur|dop",
  text = "Спортивные и физкультурные мероприятия: записывают и результат, и само участие." }
p.categories{ id = "004.cat.vd_gto", clause = "3.2.2", key = "gto", label = "ГТО", parent = "vneur|dop",
  text = "Сдача норм ГТО — достижение вне уроков." }
p.categories{ id = "004.cat.vd_sport_status_champion", clause = "3.2.2", key = "sport_status_champion",
  label = "чемпион и призёр Олимпийских / Паралимпийских / Сурдлимпийских игр, чемпион мира, чемпион Европы",
  games = { "olympic", "paralympic", "deaflympic" }, parent = "vneur|dop",
  text = "Спортивный статус: чемпион или призёр Олимпийских, " ..
    "Паралимпийских, Сурдлимпийских игр, чемпион мира или Европы." }
p.categories{ id = "004.cat.vd_sport_status_first", clause = "3.2.2", key = "sport_status_junior",
  label = "победитель первенства мира, первенства Европы", games = { "olympic", "paralympic", "deaflympic" },
  parent = "vneur|dop",
  text = "Спортивный статус: победа на первенстве мира или Европы " ..
    "в олимпийских, паралимпийских и сурдлимпийских видах." }
p.categories{ id = "004.cat.pers_experience", clause = "3.2.3", key = "experience", label = "опыт",
  parent = "personal", text = "Опыт, который ученик приобрёл за время учёбы." }
p.categories{ id = "004.cat.pers_tolerance", clause = "3.2.3", key = "tolerance", label = "толерантность",
  parent = "personal", text = "Уважение к людям иной культуры, веры, народа." }
p.categories{ id = "004.cat.pers_humanism", clause = "3.2.3", key = "humanism",
  label = "гуманистические идеалы", parent = "personal",
  text = "Гуманистические и демократические взгляды ученика." }
p.categories{ id = "004.cat.pers_independence", clause = "3.2.3", key = "independence",
  label = "самостоятельность", parent = "personal",
  text = "Умение действовать самостоятельно, когда это важно для него и для общества." }
p.categories{ id = "004.cat.pers_social_role", clause = "3.2.3", key = "social_role",
  label = "социальная роль", parent = "personal", text = "Опыт выбора своей роли в обществе." }
p.categories{ id = "004.cat.pers_meaning", clause = "3.2.3", key = "meaning", label = "смыслы учения",
  parent = "personal", text = "Понимание учеником, зачем он учится." }
p.categories{ id = "004.cat.pers_self_education", clause = "3.2.3", key = "self_education",
  label = "самообразование", parent = "personal", text = "Готовность и умение учиться самостоятельно." }
p.categories{ id = "004.cat.pers_self_government", clause = "3.2.3", key = "self_government",
  label = "ученическое самоуправление", parent = "personal", text = "Работа в ученическом самоуправлении." }
p.categories{ id = "004.cat.pers_volunteer", clause = "3.2.3", key = "volunteer", label = "волонтёрство",
  parent = "personal", text = "Работа волонтёром, помощь другим по доброй воле." }
p.categories{ id = "004.cat.meta_uud_personal", clause = "3.2.4", key = "uud_personal",
  label = "УУД личностные", parent = "meta",
  text = "Личностные УУД: нравственный выбор и жизненная позиция." }
p.categories{ id = "004.cat.meta_uud_reflexive", clause = "3.2.4", key = "uud_reflexive",
  label = "УУД рефлексивные", parent = "meta",
  text = "Рефлексивные УУД: ставить цель, планировать, проверять и оценивать себя." }
p.categories{ id = "004.cat.meta_uud_cognitive", clause = "3.2.4", key = "uud_cognitive",
  label = "УУД познавательные", parent = "meta",
  text = "Познавательные УУД: искать сведения, менять их вид, читать вдумчиво, исследовать." }
p.categories{ id = "004.cat.meta_uud_communicative", clause = "3.2.4", key = "uud_communicative",
  label = "УУД коммуникативные", parent = "meta",
  text = "Коммуникативные УУД: выступать, отстаивать мнение, избегать ссор, писать разные тексты." }

-- Sources of assessment (4.1, 4.2)
p.sources{ id = "004.src.current", clause = "4.1", key = "current",
  label = "текущий контроль (урочная и внеурочная)", scope = "internal",
  text = "Внутренняя оценка: текущий контроль на уроках и внеурочных занятиях." }
p.sources{ id = "004.src.interim", clause = "4.1", key = "interim", label = "промежуточная аттестация",
  scope = "internal", text = "Внутренняя оценка: промежуточная аттестация." }
p.sources{ id = "004.src.final_non_gia", clause = "4.1", key = "final_non_gia",
  label = "итоговая оценка по предметам вне ГИА", scope = "internal",
  text = "Внутренняя оценка: итоговые отметки по предметам, которых нет на ГИА." }
p.sources{ id = "004.src.project", clause = "4.1", key = "project", label = "проектная деятельность",
  scope = "internal", text = "Внутренняя оценка: проектная работа ученика." }
p.sources{ id = "004.src.monitoring", clause = "4.1", key = "monitoring",
  label = "мониторинги общефедерального, регионального уровня", scope = "external",
  text = "Внешняя оценка: общефедеральные и региональные мониторинги." }
p.sources{ id = "004.src.gia", clause = "4.1", key = "gia",
  label = "ГИА (в тексте «итоговая государственная аттестация»)", scope = "external",
  text = "Внешняя оценка: ГИА. В положении слова переставлены: «итоговая государственная аттестация»." }
p.sources{ id = "004.src.olympiad", clause = "4.1", key = "olympiad", label = "олимпиады школьников",
  scope = "external", text = "Внешняя оценка: олимпиады школьников." }
p.sources{ id = "004.src.forms", clause = "4.2", key = "forms_act",
  label = "Положение о системе оценивания образовательных результатов в ОО", scope = "rule",
  text = "Как оценивать, говорит другой документ школы — положение о системе оценивания." }

-- Carriers (4.3.1, 4.3.2, 4.3.3, 4.3.4, 4.3.5, 4.4, 4.6, 4.10)
p.carriers{ id = "004.car.class_journal", clause = "4.3.1", key = "class_journal", medium = "paper",
  duty = "mandatory", nomenclature = true, text = "Классный журнал: обязательный, бумажный." }
p.carriers{ id = "004.car.extracurricular_journal", clause = "4.3.1", key = "extracurricular_journal",
  medium = "paper", duty = "mandatory", nomenclature = true,
  text = "Журнал внеурочных занятий: обязательный, бумажный." }
p.carriers{ id = "004.car.elective_journal", clause = "4.3.1", key = "elective_journal", medium = "paper",
  duty = "mandatory", nomenclature = true, text = "Журнал элективных курсов: обязательный, бумажный." }
p.carriers{ id = "004.car.paper_diary", clause = "4.3.1", key = "paper_diary", medium = "paper",
  duty = "mandatory", nomenclature = true, text = "Дневник ученика: обязательный, бумажный." }
p.carriers{ id = "004.car.personal_file", clause = "4.3.1", key = "personal_file", medium = "paper",
  duty = "mandatory", nomenclature = true, text = "Личное дело: обязательное, бумажное." }
p.carriers{ id = "004.car.portfolio", clause = "4.3.1", key = "portfolio", medium = "paper",
  duty = "mandatory", nomenclature = true, text = "Портфолио: обязательное, бумажное." }
p.carriers{ id = "004.car.e_diary", clause = "4.3.2", key = "e_diary", medium = "electronic",
  duty = "mandatory", text = "Электронный дневник: обязательный." }
p.carriers{ id = "004.car.e_journal", clause = "4.3.2", key = "e_journal", medium = "electronic",
  duty = "mandatory", text = "Электронный журнал: обязательный." }
p.carriers{ id = "004.car.nomenclature", clause = "4.3.3", key = "nomenclature_rule", medium = "paper",
  duty = "rule", text = "Все обязательные бумажные носители числятся в номенклатуре дел." }
p.carriers{ id = "004.car.attendance_journal", clause = "4.3.4", key = "attendance_journal",
  medium = "paper|electronic", duty = "optional", requires_decision = "collegial_body+administration",
  decision = "004.D08",
  text = "Журнал посещаемости необязателен. Вести его можно " ..
    "на бумаге, в электронном виде или и так и так." }
p.carriers{ id = "004.car.progress_db", clause = "4.3.4", key = "progress_db", medium = "paper|electronic",
  duty = "optional", requires_decision = "collegial_body+administration", decision = "004.D08",
  text = "База данных «успеваемость» необязательна. На бумаге она или в электронном виде, не определено." }
p.carriers{ id = "004.car.optional_rule", clause = "4.3.5", key = "optional_rule", medium = "any",
  label = "как завести необязательный носитель",
  duty = "rule", decision = "004.D07",
  text = "Завести необязательный носитель можно по решению коллегиального органа и администрации." }
p.carriers{ id = "004.car.choice_course_journal", clause = "4.4", key = "choice_course_journal",
  medium = "unspecified", duty = "used", decision = "004.D05",
  text = "Журнал курсов по выбору ведут, но среди обязательных (п. 4.3.1) его нет." }
p.carriers{ id = "004.car.achievement_sheet", clause = "4.4", key = "achievement_sheet",
  medium = "unspecified", duty = "used",
  text = "Лист (ведомость) достижений ведут, хотя обязательным " ..
    "он не назван. Бумажный он или электронный, не сказано." }
p.carriers{ id = "004.car.e_journal_section", clause = "4.4", key = "e_journal_section",
  medium = "electronic", duty = "used", condition = "if_present", decision = "004.D06",
  text = "Особые разделы электронного журнала ведут, если они есть." }
p.carriers{ id = "004.car.circle_journal", clause = "4.6", key = "circle_journal", medium = "unspecified",
  duty = "used", decision = "004.D05",
  text = "Журнал кружка ведут, но среди обязательных (п. 4.3.1) его нет." }
p.carriers{ id = "004.car.section_journal", clause = "4.6", key = "section_journal", medium = "unspecified",
  duty = "used", decision = "004.D05",
  text = "Журнал секции ведут, но среди обязательных (п. 4.3.1) его нет." }
p.carriers{ id = "004.car.cert_book", clause = "4.10", key = "cert_book", medium = "unspecified",
  duty = "used", decision = "004.D05",
  text = "Книгу выдачи аттестатов ведут, но среди обязательных носителей (п. 4.3.1) её нет." }

-- Where results are recorded (4.4, 4.5, 4.6, 4.10)
p.recording{ id = "004.rec.subject_class_journal", clause = "4.4", programme = "subject",
  target = "class_journal", text = "Предметы учебного плана: запись в классном журнале." }
p.recording{ id = "004.rec.subject_choice_course_journal", clause = "4.4", programme = "subject",
  target = "choice_course_journal", text = "Предметы учебного плана: запись в журнале курсов по выбору." }
p.recording{ id = "004.rec.subject_elective_journal", clause = "4.4", programme = "subject",
  target = "elective_journal", text = "Предметы учебного плана: запись в журнале элективных курсов." }
p.recording{ id = "004.rec.subject_paper_diary", clause = "4.4", programme = "subject",
  target = "paper_diary", text = "Предметы учебного плана: запись в дневнике ученика." }
p.recording{ id = "004.rec.subject_achievement_sheet", clause = "4.4", programme = "subject",
  target = "achievement_sheet", text = "Предметы учебного плана: запись в листе (ведомости) достижений." }
p.recording{ id = "004.rec.subject_e_journal_section", clause = "4.4", programme = "subject",
  target = "e_journal_section", condition = "if_present",
  text = "Предметы учебного плана: запись в особом разделе электронного журнала, если он есть." }
p.recording{ id = "004.rec.vneur_extracurricular_journal", clause = "4.5", programme = "vneur",
  target = "extracurricular_journal",
  text = "Внеурочная деятельность: запись в журнале внеурочных занятий." }
p.recording{ id = "004.rec.vneur_achievement_sheet", clause = "4.5", programme = "vneur",
  target = "achievement_sheet", text = "Внеурочная деятельность: запись в листе (ведомости) достижений." }
p.recording{ id = "004.rec.vneur_e_journal_section", clause = "4.5", programme = "vneur",
  target = "e_journal_section", condition = "if_present",
  text = "Внеурочная деятельность: запись в особом разделе электронного журнала, если он есть." }
p.recording{ id = "004.rec.dop_circle_journal", clause = "4.6", programme = "dop", target = "circle_journal",
  text = "Дополнительное образование: запись в журнале кружка." }
p.recording{ id = "004.rec.dop_section_journal", clause = "4.6", programme = "dop",
  target = "section_journal", text = "Дополнительное образование: запись в журнале секции." }
p.recording{ id = "004.rec.dop_achievement_sheet", clause = "4.6", programme = "dop",
  target = "achievement_sheet", text = "Дополнительное образование: запись в листе (ведомости) достижений." }
p.recording{ id = "004.rec.dop_e_journal_section", clause = "4.6", programme = "dop",
  target = "e_journal_section", condition = "if_present",
  text = "Дополнительное образование: запись в особом разделе электронного журнала, если он есть." }
p.recording{ id = "004.rec.final_cert_book", clause = "4.10", programme = "final_ooo_soo",
  target = "cert_book",
  text = "Итоги основного и среднего общего образования пишут в книгу выдачи аттестатов." }
p.recording{ id = "004.rec.final_attestat", clause = "4.10", programme = "final_ooo_soo", target = "attestat",
  text = "Итоги основного и среднего общего образования ставят в аттестат." }

-- Supporting documents (4.7, 4.9)
p.evidence{ id = "004.evi.edu_document", clause = "4.7", key = "edu_document",
  text = "Принимается документ об образовании." }
p.evidence{ id = "004.evi.spravka", clause = "4.7", key = "spravka",
  requires = { "seal_issuer", "sign_head_or_authorised" },
  contents = { "текущие отметки", "результаты промежуточной аттестации" }, period = "текущий учебный год",
  text = "Принимается справка об успеваемости. Нужны печать организации, которая её " ..
    "выдала, и подпись руководителя этой организации или того, кому он это доверил." }
p.evidence{ id = "004.evi.diploma", clause = "4.7", key = "diploma",
  text = "Принимаются дипломы за победу или призовое место в олимпиадах и конкурсах." }
p.evidence{ id = "004.evi.gramota", clause = "4.7", key = "gramota",
  text = "Принимаются грамоты за участие: исследования, спорт, творчество." }
p.evidence{ id = "004.evi.certificate", clause = "4.7", key = "certificate", decision = "004.D14",
  text = "Принимаются сертификаты участников. На них перечень " ..
    "кончается: свидетельств и удостоверений в нём нет." }
p.evidence{ id = "004.evi.into_portfolio", clause = "4.9", key = "rule_portfolio",
  text = "Подтверждающие документы или их копии складывают в портфолио." }

-- Forms of preserving works (4.8)
p.preserve{ id = "004.pres.albums", clause = "4.8", key = "albums",
  text = "Работу класса можно сберечь в альбомах, плакатах, папках. Срок и место не названы." }
p.preserve{ id = "004.pres.presentation", clause = "4.8", key = "presentation",
  text = "Работу ученика или группы можно сберечь как презентацию. Срок и место не названы." }
p.preserve{ id = "004.pres.model", clause = "4.8", key = "model",
  text = "Можно сберечь модели: схемы, чертежи, на бумаге или в файле. Срок и место не названы." }
p.preserve{ id = "004.pres.creative", clause = "4.8", key = "creative",
  text = "Можно сберечь творческие работы: в папке, на выставке, в сборнике. На них " ..
    "перечень кончается: работ на компьютере в нём нет. Срок и место не названы." }

-- Portfolio (4.3.1, 4.9)
p.portfolio{ id = "004.port.paper", clause = "4.3.1", aspect = "media", value = "paper",
  text = "Портфолио обязательно вести на бумаге." }
p.portfolio{ id = "004.port.act", clause = "4.9", aspect = "local_act",
  value = "Положение о портфолио достижений обучающихся в МАОУ СОШ №5",
  text = "О портфолио есть отдельное положение школы." }

-- Retention (4.3.3)
p.retention{ id = "004.ret.nomenclature", clause = "4.3.3", record = "mandatory_paper", medium = "paper",
  kind = "by_reference", reference = "номенклатура дел МАОУ СОШ №5 (implied)", decision = "004.D01",
  text = "Главы о хранении нет. Обязательная бумага числится в номенклатуре " ..
    "дел, но та не приложена, и не сказано, что сроки надо брать из неё." }

-- Archive: nothing in the regulation

-- Responsibilities (4.3.5, 5.3, 6.1)
p.roles{ id = "004.role.record", clause = "5.3", role = "class_teacher", duty = "record_results",
  text = "Результаты и поощрения записывает классный руководитель." }
p.roles{ id = "004.role.staff", clause = "5.3", role = "teacher", duty = "record_results",
  text = "Результаты и поощрения записывают и другие педагоги." }
p.roles{ id = "004.role.deputy", clause = "5.3", role = "deputy_by_level", duty = "control_recording",
  decision = "004.D13",
  text = "За записями следит заместитель руководителя — свой для каждого уровня обучения." }
p.roles{ id = "004.role.collegial", clause = "4.3.5", role = "collegial_body",
  duty = "decide_optional_carriers", decision = "004.D07",
  text = "Необязательные носители вводит коллегиальный орган вместе с администрацией." }
p.roles{ id = "004.role.staff_use", clause = "6.1", role = "teachers_administration", duty = "use_data",
  text = "Пользоваться сведениями могут педагоги и администрация." }

-- Access and disclosure (2.3, 6.1, 6.2, 6.4)
p.access{ id = "004.acc.purpose", clause = "6.1", aspect = "use_purpose",
  who = { "teachers", "administration" }, purposes = { "pupil_interest" }, exclusive = true,
  text = "Педагоги и администрация пользуются сведениями только на " ..
    "пользу ученику: чтобы строить и поправлять его путь в учёбе." }
p.access{ id = "004.acc.law", clause = "6.2", aspect = "transfer_by_law",
  text = "Передавать сведения можно лишь тогда и так, как велит закон." }
p.access{ id = "004.acc.third_parties", clause = "6.2", aspect = "third_parties", value = false,
  decision = "004.D10",
  text = "Посторонним, то есть не родителям и не иным законным представителям, сведения не передают." }
p.access{ id = "004.acc.application", clause = "6.4", aspect = "application", to = { "pupil", "legal_rep" },
  oral = true, written = true, required = "and_also_by_local_acts", decision = "004.D11",
  text = "Ученик и родители получают сведения по правилам школы (каким, " ..
    "не названо) и по своему заявлению, устному или письменному." }
p.access{ id = "004.acc.inform", clause = "2.3", aspect = "inform_parents",
  text = "Родителям показывают, как ребёнок учится и чего достиг." }

-- Awards (3.3, 6.3)
p.awards{ id = "004.awd.areas", clause = "3.3",
  areas = {
    "учебная", "физкультурная", "спортивная", "общественная", "научная", "научно-техническая", "творческая",
    "экспериментальная", "инновационная" },
  text = "Поощрить можно за успехи в девяти областях." }
p.awards{ id = "004.awd.act33", clause = "3.3", act = "Положение о поощрении обучающихся в ОО",
  decision = "004.D09", text = "Поощряют по отдельному положению; в п. 3.3 оно названо без имени школы." }
p.awards{ id = "004.awd.act63", clause = "6.3", act = "Положение о поощрении обучающихся в МАОУ СОШ №5",
  decision = "004.D09", text = "Поощряют по отдельному положению; в п. 6.3 оно названо с именем школы." }
p.awards{ id = "004.awd.material", clause = "6.3", purposes = { "award", "material_support" },
  material_support = true,
  act = "Положение о мерах социальной (материальной) поддержки обучающихся МАОУ СОШ №5",
  text = "Материальную помощь оказывают по отдельному положению школы." }

-- Credit from elsewhere (5.1, 5.2, 5.3)
p.credit{ id = "004.crd.voluntary", clause = "5.1", voluntary = true, initiators = { "pupil", "legal_rep" },
  text = "Результаты из других организаций учитывают, только если этого хотят ученик или родители." }
p.credit{ id = "004.crd.act", clause = "5.2",
  act = "Порядок зачета ОО результатов освоения обучающимися учебных предметов, " ..
    "курсов, дисциплин (модулей), практики, дополнительных образовательных " ..
    "программ в других организациях, осуществляющих образовательную деятельность",
  text = "Как зачесть результаты из другой организации, говорит отдельный порядок школы." }
p.credit{ id = "004.crd.control", clause = "5.3", controller = "deputy_by_level", decision = "004.D13",
  text = "За учётом результатов из других организаций следит заместитель руководителя по уровню обучения." }

-- External systems: nothing in the regulation

-- Legal bases and local acts (1.1, 4.2, 4.9, 5.2, 6.3)
p.legal{ id = "004.law.empty", clause = "1.1", decision = "004.D03",
  text = "Перечень законов обещан, но пуст: после двоеточия сразу идёт п. 1.2." }
p.legal{ id = "004.law.forms", clause = "4.2",
  label = "локальный акт: Положение о системе оценивания образовательных результатов в ОО",
  text = "Документ школы: о системе оценивания." }
p.legal{ id = "004.law.portfolio", clause = "4.9", label = "локальный акт: Положение о портфолио достижений…",
  text = "Документ школы: о портфолио." }
p.legal{ id = "004.law.awards", clause = "6.3", label = "локальный акт: Положение о поощрении обучающихся…",
  text = "Документ школы: о поощрении." }
p.legal{ id = "004.law.social", clause = "6.3",
  label = "локальный акт: Положение о мерах социальной (материальной) поддержки…",
  text = "Документ школы: о социальной (материальной) поддержке." }
p.legal{ id = "004.law.credit", clause = "5.2", label = "локальный акт: Порядок зачета…",
  text = "Документ школы: о зачёте результатов из других организаций." }

-- Goals and general duties (2.1, 2.2, 2.3, 4.3)
p.about{ id = "004.pur.goal", clause = "2.1",
  text = "Цель учёта: понять запросы и трудности ученика и вовремя помочь. Программа этого не проверяет." }
p.about{ id = "004.pur.tasks", clause = "2.2",
  text = "Задачи учёта перечислены для сведения. Программа этого не проверяет." }
p.about{ id = "004.pur.dynamics", clause = "2.3",
  text = "Следует видеть, как результаты ученика меняются со временем. Для этого есть отчёт по периодам." }
p.about{ id = "004.pur.media", clause = "4.3", text = "Учёт ведут и на бумаге, и в электронном виде." }

-- Open questions
p.decision{ id = "004.D01", kind = "gap", clauses = { "4.3.3" },
  question = "Сколько и как хранить документы? Главы о хранении и архиве в " ..
    "положении нет: ни сроков, ни числа копий, ни места, ни ответственных. Есть " ..
    "лишь слова, что обязательная бумага входит в номенклатуру дел (п. 4.3.3).",
  text = "Хранится всё, уничтожение не предлагается. Дел по архиву нет, " ..
    "на их месте написано: «порядок архивации положением не установлен».",
  interim = "Хранить всё: срок не установлен", severity = "A", records = { "*" },
  options = {
    { id = "nomenclature", label = "Внести сроки из номенклатуры дел (п. 4.3.3)" },
  } }
p.decision{ id = "004.D02", kind = "contradiction", clauses = { "1.1", "3.1" },
  question = "Как правильно: «МОУ СОШ №5» (п. 1.1) или «МАОУ СОШ №5» " ..
    "(остальной текст)? Первая страница распознана плохо.",
  text = "Школа называется МАОУ СОШ №5. Другое написание сохранено как пометка.",
  interim = "maou", severity = "C", records = {}, interim_option = "maou",
  options = {
    { id = "maou", value = "МАОУ", label = "Писать «МАОУ» (п. 3.1)" },
  } }
p.decision{ id = "004.D03", kind = "gap", clauses = { "1.1" },
  question = "На какие законы опирается положение? Перечень после п. 1.1 пропал.",
  text = "Перечень пуст, рядом стоит предупреждение.",
  interim = "Перечень пуст", severity = "C", records = {},
  options = {
    { id = "enter", label = "Внести перечень" },
  } }
p.decision{ id = "004.D04", kind = "gap", clauses = { "шапка" },
  question = "Кто и когда утвердил положение? Нет ни даты, ни протокола, ни приказа.",
  text = "Даты и номера остаются пустыми. На странице регламента написано: «реквизиты не указаны».",
  interim = "Неизвестно", severity = "C", records = {},
  options = {
    { id = "enter", label = "Внести дату, протокол и приказ" },
  } }
p.decision{ id = "004.D05", kind = "gap", clauses = { "4.3.1", "4.4", "4.6", "4.10" },
  question = "Обязательны ли журналы курсов по выбору (п. 4.4), кружков и секций " ..
    "(п. 4.6), книга выдачи аттестатов (п. 4.10)? Их ведут, но в перечне п. 4.3.1 их нет.",
  text = "Эти журналы и книга ведутся, но обязательными не считаются. Решения для них не нужно.",
  interim = "used", severity = "B",
  records = { "choice_course_journal", "circle_journal", "section_journal", "cert_book" },
  interim_option = "used",
  options = {
    { id = "used", label = "Вести как есть, обязательными не считать" },
    { id = "optional", label = "Считать необязательными по п. 4.3.4 — тогда нужно решение по п. 4.3.5" },
  } }
p.decision{ id = "004.D06", kind = "ambiguity", clauses = { "4.3.2", "4.4", "4.5", "4.6" },
  question = "Есть ли в электронном журнале особые разделы? Сам журнал " ..
    "обязателен (п. 4.3.2), а разделы ведут только «при наличии» (п. 4.4–4.6).",
  text = "Разделы выключены, пока школа их не включит в настройках.",
  interim = "Выключено, пока школа не включит", severity = "B", records = { "e_journal_section" },
  options = {
    { id = "flag", label = "Школа сама включает или выключает разделы" },
  } }
p.decision{ id = "004.D07", kind = "ambiguity", clauses = { "4.3.5" },
  question = "Чьё решение нужно для необязательного носителя? П. 4.3.5 называет " ..
    "коллегиальный орган и администрацию; какой именно орган и нужны ли оба решения, неясно.",
  text = "Необязательный носитель можно завести, только когда записаны оба решения.",
  interim = "both", severity = "B", records = { "attendance_journal", "progress_db" },
  interim_option = "both",
  options = {
    { id = "both", label = "Нужны оба решения: органа и администрации (п. 4.3.5)" },
    { id = "one", label = "Хватит одного: органа или администрации (п. 4.3.5)",
      set = {
        ["004.car.attendance_journal"] = { requires_decision = "collegial_body|administration" },
        ["004.car.progress_db"] = { requires_decision = "collegial_body|administration" } } },
  } }
p.decision{ id = "004.D08", kind = "ambiguity", clauses = { "4.3.4" },
  question = "Какие ещё носители считать необязательными и на чём их вести? Перечень п. 4.3.4 " ..
    "открыт («и др.»), бумага и электронный вид указаны через черту, поощрения не упомянуты.",
  text = "Перечень можно дополнять. На бумаге вести или в электронном виде, выбирают, когда вводят носитель.",
  interim = "person", severity = "C", records = {}, interim_option = "person",
  options = {
    { id = "person", label = "Школа сама дополняет перечень" },
  } }
p.decision{ id = "004.D09", kind = "contradiction", clauses = { "3.3", "6.3" },
  question = "Одно это положение о поощрении или два? В " ..
    "п. 3.3 оно названо с «ОО», в п. 6.3 — с именем школы.",
  text = "Печатаются оба названия, пока их не объединят.",
  interim = "Печатать оба названия", severity = "C", records = {},
  options = {
    { id = "same", label = "Это одно положение" },
    { id = "two", label = "Это два разных положения" },
  } }
p.decision{ id = "004.D10", kind = "ambiguity", clauses = { "6.2", "6.4" },
  question = "Можно ли передать сведения постороннему, если этого требует " ..
    "закон? П. 6.2 допускает передачу по закону и тут же запрещает её всем, " ..
    "кроме законных представителей, а п. 6.4 даёт сведения и самому ученику.",
  text = "Посторонним сведения не выдаются. Если назван " ..
    "закон, программа ждёт, пока директор запишет основание.",
  interim = "Не передавать, пока директор не запишет законное основание", severity = "A", records = {},
  options = {
    { id = "law_exception",
      label = "Передавать постороннему только при записанном законном основании (п. 6.2)" },
    { id = "never", value = "never", label = "Не передавать никогда (п. 6.2)",
      set = { ["004.acc.third_parties"] = { exclusive = true } } },
  } }
p.decision{ id = "004.D11", kind = "ambiguity", clauses = { "6.4" },
  question = "Всегда ли нужно заявление, чтобы выдать сведения? П. 6.4 называет " ..
    "и правила школы, и заявление; одно дополняет другое или заменяет, неясно.",
  text = "Программа просит заявление, устное или письменное, и показывает второе прочтение.",
  interim = "always", severity = "B", records = {}, interim_option = "always",
  options = {
    { id = "always", value = true, label = "Заявление нужно всегда (п. 6.4)" },
    { id = "outside_order", label = "Заявление нужно, только если правил школы на этот случай нет (п. 6.4)" },
  } }
p.decision{ id = "004.D12", kind = "contradiction", clauses = { "3.2", "3.2.4" },
  question = "Сколько видов результатов записывать? В перечне " ..
    "(п. 3.2) их четыре, а п. 3.2.4 описывает пятый — метапредметные.",
  text = "Записываются все пять видов. У метапредметных видно, что в перечне их нет.",
  interim = "five", severity = "C", records = {}, interim_option = "five",
  options = {
    { id = "five", label = "Записывать все пять видов (п. 3.2.4)" },
    { id = "four", label = "Записывать только четыре вида из перечня (п. 3.2)" },
  } }
p.decision{ id = "004.D13", kind = "ambiguity", clauses = { "5.3" },
  question = "Какой заместитель за какой уровень обучения отвечает? П. 5.3 " ..
    "говорит о заместителе по уровню, но имён не даёт; глагола во фразе нет.",
  text = "Пока заместители не записаны по уровням, ответственного " ..
    "нет. При зачёте показан заместитель своего уровня.",
  interim = "Ответственный не назначен, пока не записан для уровня", severity = "B", records = {},
  options = {
    { id = "map", label = "Записать заместителя для каждого уровня (п. 5.3)" },
  } }
p.decision{ id = "004.D14", kind = "gap", clauses = { "3.2.2", "4.7" },
  question = "Принимать ли свидетельства и удостоверения? ГТО и спортивный статус — это " ..
    "результаты (п. 3.2.2), но подтвердить их нечем: в перечне п. 4.7 таких документов нет.",
  text = "Удостоверение не принимается как подтверждение. Его " ..
    "можно сохранить с пометкой «не предусмотрен перечнем».",
  interim = "Ждать решения", severity = "B", records = {}, covers = "evidence",
  options = {
    { id = "accept", label = "Принимать свидетельства и удостоверения",
      add = {
        evidence = {
          {
            id = "004.evi.svidetelstvo*", key = "svidetelstvo", also = { "udostoverenie" },
            basis = "decision 004.D14" } } } },
    { id = "reject", value = "reject", label = "Не принимать (п. 4.7)" },
  } }
p.decision{ id = "004.D15", kind = "ambiguity", clauses = { "4.3.1", "4.3.2" },
  question = "Что считать подлинником: бумагу (п. 4.3.1) или электронный вид (п. 4.3.2)? " ..
    "Обязательны и бумажные дневник и классный журнал, и электронные: записи ведут дважды.",
  text = "Обязательны и бумага, и электронный вид. Программа показывает, что запись двойная.",
  interim = "both", severity = "B", records = { "paper_diary", "e_diary", "class_journal", "e_journal" },
  interim_option = "both",
  options = {
    { id = "both", label = "Подлинники — и бумага, и электронный вид" },
    { id = "print", label = "Бумага — распечатка электронного" },
  } }
p.decision{ id = "004.D16", kind = "gap", clauses = { "1.2" },
  question = "Верно ли прочитана первая страница? Она распознана с ошибками, " ..
    "а понятия (личное дело, портфолио, ООП, ОО) в положении не объяснены.",
  text = "Слова первой страницы восстановлены по смыслу и так и помечены.",
  interim = "Восстановлено по смыслу", severity = "C", records = {},
  options = {
    { id = "check_original", label = "Сверить с бумажным подлинником" },
  } }
p.decision{ id = "004.D17", kind = "ambiguity", clauses = { "3.2.1", "3.2.2" },
  question = "К чему отнести предметные и метапредметные результаты? Они названы " ..
    "дважды: среди учебных (п. 3.2.1) и среди внеурочных и дополнительных (п. 3.2.2).",
  text = "Вид результата зависит от программы, по которой он " ..
    "получен. Если программа не указана, вид не определён.",
  interim = "by_programme", severity = "C", records = {}, interim_option = "by_programme",
  options = {
    { id = "by_programme", label = "Определять по программе, где получен результат" },
  } }

p.not_regulated = {
  archive = "Порядка архивации нет: положение кончается главой VI.",
  external = "Ни одна внешняя система не названа.",
}

return p
