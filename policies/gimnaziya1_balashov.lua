-- policies/gimnaziya1_balashov.lua -- МОУ «Гимназия №1» г. Балашова Саратовской области.
--
-- Source: «Положение об индивидуальном учете результатов освоения обучающимися образовательных программ»,
-- chapters I-VI; neither a date nor a number is printed in it (001.D01).
-- How to read: one row is one fact, `clause` says where the regulation states it («шапка» is its heading).
-- Every `text` is a paraphrase in our own words, for people; only the other fields are compared by rules.
-- A row with `decision` waits for a person: the decisions at the end hold the question, the choices
-- and what happens until somebody chooses.
local p = policy{ api = 1, id = "gimnaziya1_balashov", code = "001", extends = "base/school",
  title = "МОУ «Гимназия №1» г. Балашова Саратовской области" }

-- Identity (heading, 1.1, 1.2, 1.3, 1.4, 1.5)
p.identity{ id = "001.id.name", clause = "шапка", key = "name",
  value = "МОУ «Гимназия№1» г. Балашова Саратовской области",
  text = "Название гимназии, как в положении: без пробела перед знаком номера." }
p.identity{ id = "001.id.short", clause = "1.1", key = "short", value = "МОУ «Гимназия№1»", term_org = "ОО",
  text = "В тексте гимназия зовёт себя образовательной организацией, дальше сокращённо «ОО»." }
p.identity{ id = "001.id.kind", clause = "шапка", key = "kind", value = "МОУ",
  text = "Вид учреждения — МОУ. Полностью эти буквы нигде не раскрыты." }
p.identity{ id = "001.id.doc", clause = "шапка", key = "doc", value = "Положение",
  text = "Это положение. В заглавии назван только учёт результатов: ни поощрений, ни архива там нет." }
p.identity{ id = "001.id.adoption", clause = "1.4", key = "adopted", body = "педагогический совет",
  approved_by = "директор ОО", decision = "001.D01",
  text = "Готовит педагогический совет, утверждает директор. Дата, протокол и номер приказа не указаны." }
p.identity{ id = "001.id.opinions", clause = "1.4", key = "opinions",
  bodies = {
    "представительный орган обучающихся", "представительный орган родителей (законных представителей)" },
  text = "До утверждения спрашивают мнение представителей учеников и родителей." }
p.identity{ id = "001.id.amend", clause = "1.5", key = "amend",
  text = "Положение разрешено изменять и дополнять." }
p.identity{ id = "001.id.scope", clause = "1.2", key = "scope", decision = "001.D06",
  text = "Положение касается своих программ гимназии и результатов, полученных в других организациях." }
p.identity{ id = "001.id.def_personal_file", clause = "1.3", key = "def",
  text = "Личное дело — собранные и оформленные по правилам документы об ученике." }
p.identity{ id = "001.id.def_achievement", clause = "1.3", key = "def",
  text = "Достижение — результат по любой программе: начальной, основной, " ..
    "средней школы, дополнительной, а также по профессиональному обучению." }

-- Programmes (1.3, 3.1, 4.5)
p.programmes{ id = "001.prog.noo", clause = "3.1", key = "noo", label = "начальное общее образование (НОО)",
  basis = "stated", text = "Учёт охватывает программы начального общего образования." }
p.programmes{ id = "001.prog.ooo", clause = "3.1", key = "ooo", label = "основное общее образование (ООО)",
  basis = "stated", text = "Учёт охватывает программы основного общего образования." }
p.programmes{ id = "001.prog.soo", clause = "3.1", key = "soo", label = "среднее общее образование (СОО)",
  basis = "stated", text = "Учёт охватывает программы среднего общего образования." }
p.programmes{ id = "001.prog.dop", clause = "3.1", key = "dop", label = "дополнительное образование",
  basis = "stated", text = "Учёт охватывает программы дополнительного образования." }
p.programmes{ id = "001.prog.prof", clause = "1.3", key = "prof", label = "профессиональное обучение",
  basis = "defined_only", decision = "001.D13",
  text = "Профессиональное обучение есть только в определении " ..
    "(п. 1.3), в перечне программ (п. 3.1) его нет." }
p.programmes{ id = "001.prog.vneur", clause = "4.5", key = "vneur", label = "внеурочная деятельность",
  basis = "mentioned",
  text = "Внеурочные результаты записывают, но в перечне программ (п. 3.1) этой деятельности нет." }

-- Kinds of results (2.3, 3.2, 3.2.1, 3.2.2, 3.2.3, 3.2.4)
p.categories{ id = "001.cat.study", clause = "3.2", key = "study", label = "учебные достижения",
  listed = true, text = "Учебные достижения — один из трёх видов результатов в перечне." }
p.categories{ id = "001.cat.vneur", clause = "3.2", key = "vneur",
  label = "достижения по программам внеурочной деятельности", listed = true,
  text = "Внеурочные достижения — один из трёх видов результатов в перечне." }
p.categories{ id = "001.cat.dop", clause = "3.2", key = "dop",
  label = "достижения по программам дополнительного образования", listed = true,
  text = "Достижения в дополнительном образовании — один из трёх видов результатов в перечне." }
p.categories{ id = "001.cat.personal", clause = "3.2.3", key = "personal",
  label = "личностные образовательные результаты", listed = false, decision = "001.D03",
  text = "Личностные результаты описаны в п. 3.2.3, но в перечне п. 3.2 не названы." }
p.categories{ id = "001.cat.meta", clause = "3.2.4", key = "meta",
  label = "метапредметные образовательные результаты (УУД)", listed = false, decision = "001.D03",
  text = "Метапредметные результаты описаны в п. 3.2.4, но в перечне п. 3.2 не названы." }
p.categories{ id = "001.cat.three_groups", clause = "2.3", key = "groups",
  values = { "личностные", "метапредметные", "предметные" },
  text = "Оценивают три группы результатов: личностные, метапредметные, предметные." }
p.categories{ id = "001.cat.study_subject_meta", clause = "3.2.1", key = "subject_meta",
  label = "предметные и метапредметные результаты", parent = "study",
  text = "К учебным достижениям относят результаты по предметам и метапредметные." }
p.categories{ id = "001.cat.study_current_interim", clause = "3.2.1", key = "current_interim",
  label = "текущий контроль, промежуточная аттестация по ООП", parent = "study",
  text = "К учебным достижениям относят итоги текущего контроля и промежуточной аттестации." }
p.categories{ id = "001.cat.study_gia", clause = "3.2.1", key = "gia", label = "результаты ГИА",
  parent = "study", text = "Результаты ГИА — это учебные достижения." }
p.categories{ id = "001.cat.study_project_research", clause = "3.2.1", key = "project_research",
  label = "познавательная, проектная, учебно-исследовательская деятельность", parent = "study",
  text = "Проекты, исследования и познавательная работа — тоже учебные достижения." }
p.categories{ id = "001.cat.vd_subject_meta", clause = "3.2.2", key = "subject_meta",
  label = "предметные и метапредметные результаты (те же слова, что в п. 3.2.1)", parent = "vneur|dop",
  text = "Предметные и метапредметные результаты занятий вне уроков. Так же названы и учебные (п. 3.2.1)." }
p.categories{ id = "001.cat.vd_contest", clause = "3.2.2", key = "contest",
  label = "олимпиады, конкурсы (результат или участие)", parent = "vneur|dop",
  text = "Олимпиады и конкурсы: записывают и результат, и само участие." }
p.categories{ id = "001.cat.vd_sport_event", clause = "3.2.2", key = "sport_event",
  label = "физкультурные и спортивные мероприятия (результат или участие)", parent = "vneur|dop",
  text = "Спортивные и физкультурные мероприятия: записывают и результат, и само участие." }
p.categories{ id = "001.cat.vd_gto", clause = "3.2.2", key = "gto", label = "ГТО", parent = "vneur|dop",
  text = "Сдача норм ГТО — достижение вне уроков." }
p.categories{ id = "001.cat.vd_sport_status_first", clause = "3.2.2", key = "sport_status_junior",
  label = "победитель первенства мира, первенства Европы", games = { "olympic" }, parent = "vneur|dop",
  text = "Спортивный статус: победа на первенстве мира или Европы, только в олимпийских видах." }
p.categories{ id = "001.cat.pers_experience", clause = "3.2.3", key = "experience", label = "опыт",
  parent = "personal", text = "Опыт, который ученик приобрёл за время учёбы." }
p.categories{ id = "001.cat.pers_tolerance", clause = "3.2.3", key = "tolerance", label = "толерантность",
  parent = "personal", text = "Уважение к людям иной культуры, веры, народа." }
p.categories{ id = "001.cat.pers_humanism", clause = "3.2.3", key = "humanism",
  label = "гуманистические идеалы", parent = "personal",
  text = "Гуманистические и демократические взгляды ученика." }
p.categories{ id = "001.cat.pers_independence", clause = "3.2.3", key = "independence",
  label = "самостоятельность", parent = "personal",
  text = "Умение действовать самостоятельно, когда это важно для него и для общества." }
p.categories{ id = "001.cat.pers_social_role", clause = "3.2.3", key = "social_role",
  label = "социальная роль", parent = "personal", text = "Опыт выбора своей роли в обществе." }
p.categories{ id = "001.cat.pers_meaning", clause = "3.2.3", key = "meaning", label = "смыслы учения",
  parent = "personal", text = "Понимание учеником, зачем он учится." }
p.categories{ id = "001.cat.pers_self_education", clause = "3.2.3", key = "self_education",
  label = "самообразование", parent = "personal", text = "Готовность и умение учиться самостоятельно." }
p.categories{ id = "001.cat.pers_self_government", clause = "3.2.3", key = "self_government",
  label = "ученическое самоуправление", parent = "personal", text = "Работа в ученическом самоуправлении." }
p.categories{ id = "001.cat.pers_volunteer", clause = "3.2.3", key = "volunteer", label = "волонтёрство",
  parent = "personal", text = "Работа волонтёром, помощь другим по доброй воле." }
p.categories{ id = "001.cat.meta_uud_personal", clause = "3.2.4", key = "uud_personal",
  label = "УУД личностные", parent = "meta",
  text = "Личностные УУД: нравственный выбор и жизненная позиция." }
p.categories{ id = "001.cat.meta_uud_reflexive", clause = "3.2.4", key = "uud_reflexive",
  label = "УУД рефлексивные", parent = "meta",
  text = "Рефлексивные УУД: ставить цель, планировать, проверять и оценивать себя." }
p.categories{ id = "001.cat.meta_uud_cognitive", clause = "3.2.4", key = "uud_cognitive",
  label = "УУД познавательные", parent = "meta",
  text = "Познавательные УУД: искать сведения, менять их вид, читать вдумчиво, исследовать." }
p.categories{ id = "001.cat.meta_uud_communicative", clause = "3.2.4", key = "uud_communicative",
  label = "УУД коммуникативные", parent = "meta",
  text = "Коммуникативные УУД: выступать, отстаивать мнение, избегать ссор, писать разные тексты." }

-- Sources of assessment (1.1.2, 4.1, 4.2)
p.sources{ id = "001.src.current", clause = "4.1", key = "current",
  label = "текущий контроль (урочная и внеурочная)", scope = "internal",
  text = "Внутренняя оценка: текущий контроль на уроках и внеурочных занятиях." }
p.sources{ id = "001.src.interim", clause = "4.1", key = "interim", label = "промежуточная аттестация",
  scope = "internal", text = "Внутренняя оценка: промежуточная аттестация." }
p.sources{ id = "001.src.final_non_gia", clause = "4.1", key = "final_non_gia",
  label = "итоговая оценка по предметам вне ГИА", scope = "internal",
  text = "Внутренняя оценка: итоговые отметки по предметам, которых нет на ГИА." }
p.sources{ id = "001.src.project", clause = "4.1", key = "project", label = "проектная деятельность",
  scope = "internal", text = "Внутренняя оценка: проектная работа ученика." }
p.sources{ id = "001.src.monitoring", clause = "4.1", key = "monitoring",
  label = "мониторинги федерального, регионального уровня", scope = "external",
  text = "Внешняя оценка: федеральные и региональные мониторинги." }
p.sources{ id = "001.src.gia", clause = "4.1", key = "gia", label = "ГИА", scope = "external",
  text = "Внешняя оценка: ГИА." }
p.sources{ id = "001.src.olympiad", clause = "4.1", key = "olympiad", label = "олимпиады школьников",
  scope = "external", text = "Внешняя оценка: олимпиады школьников." }
p.sources{ id = "001.src.vsoko", clause = "1.1.2", key = "vsoko",
  label = "внутренняя система оценки качества образования", scope = "internal",
  text = "Внутренняя система оценки качества лишь упомянута: о ней у гимназии отдельное положение." }
p.sources{ id = "001.src.forms", clause = "4.2", key = "forms_act",
  label = "формы оценивания: Положение о системе оценивания образовательных результатов обучающихся в ОО",
  scope = "rule", text = "Как оценивать, говорит другой документ школы — положение о системе оценивания." }

-- Carriers (4.3.1, 4.3.2, 4.3.3, 4.4, 4.6, 4.10)
p.carriers{ id = "001.car.class_journal", clause = "4.3.1", key = "class_journal", medium = "paper",
  duty = "mandatory", nomenclature = true, text = "Классный журнал: обязательный, бумажный." }
p.carriers{ id = "001.car.extracurricular_journal", clause = "4.3.1", key = "extracurricular_journal",
  medium = "paper", duty = "mandatory", nomenclature = true,
  text = "Журнал внеурочных занятий: обязательный, бумажный." }
p.carriers{ id = "001.car.paper_diary", clause = "4.3.1", key = "paper_diary", medium = "paper",
  duty = "mandatory", nomenclature = true, text = "Дневник ученика: обязательный, бумажный." }
p.carriers{ id = "001.car.personal_file", clause = "4.3.1", key = "personal_file", medium = "paper",
  duty = "mandatory", nomenclature = true, text = "Личное дело: обязательное, бумажное." }
p.carriers{ id = "001.car.portfolio", clause = "4.3.1", key = "portfolio", medium = "paper",
  duty = "mandatory", nomenclature = true, text = "Портфолио: обязательное, бумажное." }
p.carriers{ id = "001.car.e_diary", clause = "4.3.2", key = "e_diary", medium = "electronic",
  duty = "mandatory", text = "Электронный дневник: обязательный." }
p.carriers{ id = "001.car.progress_db", clause = "4.3.2", key = "progress_db", medium = "electronic",
  duty = "mandatory", text = "База данных «успеваемость»: обязательная, электронная." }
p.carriers{ id = "001.car.nomenclature", clause = "4.3.3", key = "nomenclature_rule", medium = "paper",
  duty = "rule", text = "Все обязательные бумажные носители числятся в номенклатуре дел." }
p.carriers{ id = "001.car.achievement_sheet", clause = "4.4", key = "achievement_sheet",
  medium = "unspecified", duty = "used",
  text = "Лист (ведомость) достижений ведут, хотя обязательным " ..
    "он не назван. Бумажный он или электронный, не сказано." }
p.carriers{ id = "001.car.e_journal_section", clause = "4.4", key = "e_journal_section",
  medium = "electronic", duty = "used", decision = "001.D04",
  text = "Разделы электронного журнала ведут, но сам он среди обязательных (п. 4.3.2) не назван." }
p.carriers{ id = "001.car.circle_journal", clause = "4.6", key = "circle_journal", medium = "unspecified",
  duty = "used", decision = "001.D05",
  text = "Журнал кружка ведут, но среди обязательных (п. 4.3.1) его нет." }
p.carriers{ id = "001.car.section_journal", clause = "4.6", key = "section_journal", medium = "unspecified",
  duty = "used", decision = "001.D05",
  text = "Журнал секции ведут, но среди обязательных (п. 4.3.1) его нет." }
p.carriers{ id = "001.car.cert_book", clause = "4.10", key = "cert_book", medium = "unspecified",
  duty = "used", decision = "001.D05",
  text = "Книгу выдачи аттестатов ведут, но среди обязательных носителей (п. 4.3.1) её нет." }

-- Where results are recorded (4.4, 4.5, 4.6, 4.10)
p.recording{ id = "001.rec.subject_class_journal", clause = "4.4", programme = "subject",
  target = "class_journal", text = "Предметы учебного плана: запись в классном журнале." }
p.recording{ id = "001.rec.subject_paper_diary", clause = "4.4", programme = "subject",
  target = "paper_diary", text = "Предметы учебного плана: запись в дневнике ученика." }
p.recording{ id = "001.rec.subject_achievement_sheet", clause = "4.4", programme = "subject",
  target = "achievement_sheet", text = "Предметы учебного плана: запись в листе (ведомости) достижений." }
p.recording{ id = "001.rec.subject_e_journal_section", clause = "4.4", programme = "subject",
  target = "e_journal_section",
  text = "Предметы учебного плана: запись в особом разделе электронного журнала." }
p.recording{ id = "001.rec.vneur_extracurricular_journal", clause = "4.5", programme = "vneur",
  target = "extracurricular_journal",
  text = "Внеурочная деятельность: запись в журнале внеурочных занятий." }
p.recording{ id = "001.rec.vneur_achievement_sheet", clause = "4.5", programme = "vneur",
  target = "achievement_sheet", text = "Внеурочная деятельность: запись в листе (ведомости) достижений." }
p.recording{ id = "001.rec.dop_circle_journal", clause = "4.6", programme = "dop", target = "circle_journal",
  text = "Дополнительное образование: запись в журнале кружка." }
p.recording{ id = "001.rec.dop_section_journal", clause = "4.6", programme = "dop",
  target = "section_journal", text = "Дополнительное образование: запись в журнале секции." }
p.recording{ id = "001.rec.dop_achievement_sheet", clause = "4.6", programme = "dop",
  target = "achievement_sheet", text = "Дополнительное образование: запись в листе (ведомости) достижений." }
p.recording{ id = "001.rec.final_cert_book", clause = "4.10", programme = "final_ooo_soo",
  target = "cert_book",
  text = "Итоги основного и среднего общего образования пишут в книгу выдачи аттестатов." }
p.recording{ id = "001.rec.final_attestat", clause = "4.10", programme = "final_ooo_soo", target = "attestat",
  text = "Итоги основного и среднего общего образования ставят в аттестат." }

-- Supporting documents (4.7, 4.9)
p.evidence{ id = "001.evi.edu_document", clause = "4.7", key = "edu_document",
  text = "Принимается документ об образовании." }
p.evidence{ id = "001.evi.spravka", clause = "4.7", key = "spravka",
  requires = { "seal_org", "sign_director" },
  contents = { "текущие отметки", "результаты промежуточной аттестации" }, period = "текущий учебный год",
  decision = "001.D14",
  text = "Принимается справка — выписка из классного журнала. Нужны печать организации и подпись " ..
    "директора. Чья это печать, не уточнено, а подпись доверенного лица не предусмотрена." }
p.evidence{ id = "001.evi.diploma", clause = "4.7", key = "diploma",
  text = "Принимаются дипломы за победу или призовое место в олимпиадах и конкурсах." }
p.evidence{ id = "001.evi.gramota", clause = "4.7", key = "gramota",
  text = "Принимаются грамоты за участие: исследования, спорт, творчество." }
p.evidence{ id = "001.evi.certificate", clause = "4.7", key = "certificate",
  text = "Принимаются сертификаты участников: конференции, летние школы, фестивали." }
p.evidence{ id = "001.evi.svidetelstvo", clause = "4.7", key = "svidetelstvo", also = { "udostoverenie" },
  text = "Принимаются свидетельства и удостоверения." }
p.evidence{ id = "001.evi.into_portfolio", clause = "4.9", key = "rule_portfolio",
  text = "Подтверждающие документы или их копии складывают в портфолио." }

-- Forms of preserving works (4.8)
p.preserve{ id = "001.pres.albums", clause = "4.8", key = "albums",
  text = "Работу класса можно сберечь в альбомах, плакатах, папках. Срок и место не названы." }
p.preserve{ id = "001.pres.presentation", clause = "4.8", key = "presentation",
  text = "Работу ученика или группы можно сберечь как презентацию. Срок и место не названы." }
p.preserve{ id = "001.pres.model", clause = "4.8", key = "model",
  text = "Можно сберечь модели: схемы, чертежи, на бумаге или в файле. Срок и место не названы." }
p.preserve{ id = "001.pres.creative", clause = "4.8", key = "creative",
  text = "Можно сберечь творческие работы: в папке, на выставке, в сборнике. Срок и место не названы." }
p.preserve{ id = "001.pres.computer", clause = "4.8", key = "computer",
  text = "Можно сберечь работы, сделанные на компьютере, таблицы, графики. Срок и место не названы." }

-- Portfolio (1.3, 4.3.1, 4.9)
p.portfolio{ id = "001.port.definition", clause = "1.3", aspect = "definition",
  text = "Портфолио — собрание документов о том, чего ученик достиг на уроках и вне уроков." }
p.portfolio{ id = "001.port.paper", clause = "4.3.1", aspect = "media", value = "paper",
  text = "Портфолио обязательно вести на бумаге." }
p.portfolio{ id = "001.port.act", clause = "4.9", aspect = "local_act",
  value = "Положение о портфеле / портфолио достижений обучающихся в ОО", decision = "001.D08",
  text = "О портфолио есть отдельное положение. Слово в его названии не выбрано: «портфеле / портфолио»." }

-- Retention (6.1, 6.2)
p.retention{ id = "001.ret.archive_by_act", clause = "6.1", record = "*", medium = "any",
  kind = "by_reference",
  reference = "Порядок / Положение о хранении в архивах ОО на бумажных и / или " ..
    "электронных носителях (напечатано: «Порядком / Положением хранением в архивах ОО…»)",
  decision = "001.D02",
  text = "Архивное хранение описывает другой документ гимназии. " ..
    "К положению он не приложен, название не выправлено." }
p.retention{ id = "001.ret.paper_by_nomenclature", clause = "6.2", record = "mandatory_paper",
  medium = "paper", kind = "by_reference", reference = "номенклатура дел ОО", decision = "001.D02",
  text = "Сколько хранить обязательную бумагу, говорит номенклатура дел. К положению она не приложена." }

-- Archive (6.1)
p.archive{ id = "001.arc.by_act", clause = "6.1", task = "archive_by_reference", decision = "001.D02",
  text = "О работе архива сказано лишь одно: см. другой документ. Нет " ..
    "ни дат, ни числа копий, ни вида файлов, ни ответственных." }

-- Responsibilities (1.4, 4.7, 5.1)
p.roles{ id = "001.role.pedcouncil", clause = "1.4", role = "pedcouncil", duty = "adopt_regulation",
  text = "Положение готовит педагогический совет." }
p.roles{ id = "001.role.director", clause = "1.4", role = "director", duty = "approve_regulation",
  text = "Положение утверждает директор." }
p.roles{ id = "001.role.director_extract", clause = "4.7", role = "director", duty = "sign_extract",
  text = "Справку (выписку) подписывает директор." }
p.roles{ id = "001.role.staff", clause = "5.1", role = "teachers_administration", duty = "use_data",
  decision = "001.D11",
  text = "Сведениями пользуются педагоги и администрация. Кто записывает, хранит и проверяет, не сказано." }

-- Access and disclosure (2.3, 5.1, 5.2, 5.4)
p.access{ id = "001.acc.purpose", clause = "5.1", aspect = "use_purpose",
  who = { "teachers", "administration" }, purposes = { "pupil_interest" }, exclusive = true,
  text = "Педагоги и администрация пользуются сведениями только на " ..
    "пользу ученику: чтобы строить и поправлять его путь в учёбе." }
p.access{ id = "001.acc.law", clause = "5.2", aspect = "transfer_by_law",
  text = "Передавать сведения можно лишь тогда и так, как велит закон." }
p.access{ id = "001.acc.third_parties", clause = "5.2", aspect = "third_parties", value = false,
  decision = "001.D10",
  text = "Посторонним, то есть не родителям и не иным законным представителям, сведения не передают." }
p.access{ id = "001.acc.application", clause = "5.4", aspect = "application", to = { "pupil", "legal_rep" },
  oral = true, written = true, required = "and_also_by_local_acts", decision = "001.D09",
  text = "Ученик и родители получают сведения по правилам гимназии (каким, " ..
    "не названо) и по своему заявлению, устному или письменному." }
p.access{ id = "001.acc.inform", clause = "2.3", aspect = "inform_parents",
  text = "Родителям показывают, как ребёнок учится и чего достиг." }

-- Awards (3.3, 5.3)
p.awards{ id = "001.awd.areas", clause = "3.3",
  areas = {
    "учебная", "физкультурная", "спортивная", "общественная", "научная", "научно-техническая", "творческая",
    "экспериментальная", "инновационная" },
  decision = "001.D07",
  text = "Поощрить можно за успехи в девяти областях. По какому положению, п. 3.3 не говорит." }
p.awards{ id = "001.awd.material", clause = "5.3", purposes = { "award", "material_support" },
  material_support = true, decision = "001.D07",
  text = "Сведения учёта годятся для поощрений и материальной помощи. По какому положению, не сказано." }

-- Credit from elsewhere: nothing in the regulation but the scope clause 1.2 (001.D06)

-- External systems: nothing in the regulation

-- Legal bases and local acts (1.1.1, 1.1.2)
p.legal{ id = "001.law.fz273", clause = "1.1.1", label = "ФЗ 29.12.2012 № 273-ФЗ",
  text = "Закон об образовании." }
p.legal{ id = "001.law.fgos_noo", clause = "1.1.1", label = "ФГОС НОО, приказ 06.10.2009 № 373",
  text = "Стандарт начального общего образования." }
p.legal{ id = "001.law.fgos_ooo", clause = "1.1.1", label = "ФГОС ООО, приказ 17.12.2010 № 1897",
  text = "Стандарт основного общего образования." }
p.legal{ id = "001.law.fgos_soo", clause = "1.1.1", label = "ФГОС СОО, приказ 17.05.2012 № 413",
  text = "Стандарт среднего общего образования." }
p.legal{ id = "001.law.p1015", clause = "1.1.1",
  label = "Порядок (основные программы), приказ 30.08.2013 № 1015",
  text = "Порядок работы по основным программам." }
p.legal{ id = "001.law.p1008", clause = "1.1.1",
  label = "Порядок (дополнительные программы), приказ 29.08.2013 № 1008",
  text = "Порядок работы по дополнительным программам." }
p.legal{ id = "001.law.programmes", clause = "1.1.2",
  label = "локальный акт: основные и дополнительные образовательные программы",
  text = "Документы гимназии: её основные и дополнительные программы." }
p.legal{ id = "001.law.ustav", clause = "1.1.2", label = "Устав", text = "Документ гимназии: устав." }
p.legal{ id = "001.law.vsoko", clause = "1.1.2",
  label = "Положение о внутренней системе оценки качества образования в ОО",
  text = "Документ гимназии: о внутренней оценке качества." }
p.legal{ id = "001.law.interim", clause = "1.1.2",
  label = "Положение о формах, периодичности, порядке текущего " ..
    "контроля успеваемости и промежуточной аттестации",
  text = "Документ гимназии: о текущем контроле и промежуточной аттестации." }
p.legal{ id = "001.law.portfolio", clause = "1.1.2",
  label = "Положение о портфеле портфолио достижений обучающихся ОО",
  text = "Документ гимназии: о портфолио. В названии подряд стоят «портфеле портфолио»." }
p.legal{ id = "001.law.control", clause = "1.1.2", label = "Положение о внутригимназическом контроле в ОО",
  text = "Документ гимназии: о внутреннем контроле." }

-- Goals and general duties (2.1, 2.2, 2.3, 2.4, 4.3)
p.about{ id = "001.pur.goal", clause = "2.1",
  text = "Цель учёта: понять запросы и трудности ученика и вовремя помочь. Программа этого не проверяет." }
p.about{ id = "001.pur.tasks", clause = "2.2",
  text = "Задачи учёта перечислены для сведения. Программа этого не проверяет." }
p.about{ id = "001.pur.dynamics", clause = "2.3",
  text = "Следует видеть, как результаты ученика меняются со временем. Для этого есть отчёт по периодам." }
p.about{ id = "001.pur.principles", clause = "2.4",
  text = "Названы восемь принципов учёта. Программа этого не проверяет." }
p.about{ id = "001.pur.media", clause = "4.3", text = "Учёт ведут и на бумаге, и в электронном виде." }

-- Open questions
p.decision{ id = "001.D01", kind = "gap", clauses = { "1.4" },
  question = "Какого числа и каким приказом утверждено положение? " ..
    "Ни даты, ни протокола, ни номера приказа в нём нет.",
  text = "Даты и номера остаются пустыми. На странице регламента написано: «реквизиты не указаны».",
  interim = "Неизвестно", severity = "C", records = {},
  options = {
    { id = "enter", label = "Внести дату, протокол и приказ" },
  } }
p.decision{ id = "001.D02", kind = "gap", clauses = { "6.1", "6.2" },
  question = "Сколько хранить документы? Своих сроков в положении нет. Для бумаги оно отсылает " ..
    "к номенклатуре дел (п. 6.2), для архива — к другому документу (п. 6.1); ни то ни другое " ..
    "не приложено. Для электронного дневника и базы данных есть только отсылка п. 6.1.",
  text = "Хранится всё, уничтожение не предлагается. Срок, " ..
    "документ-основание и его дату можно внести в таблицу номенклатуры дел.",
  interim = "Хранить всё: срок не установлен", severity = "A", records = { "*" },
  options = {
    { id = "nomenclature", label = "Внести сроки из номенклатуры дел (п. 6.2)", clause = "6.2" },
    { id = "archive_act", label = "Внести сроки из документа об архиве (п. 6.1)", clause = "6.1" },
  } }
p.decision{ id = "001.D03", kind = "contradiction", clauses = { "3.2", "3.2.3", "3.2.4" },
  question = "Сколько видов результатов записывать? В перечне (п. 3.2) их три, а " ..
    "дальше описаны ещё два: личностные (п. 3.2.3) и метапредметные (п. 3.2.4).",
  text = "Записываются все пять видов. У двух последних стоит пометка «в п. 3.2 не перечислены».",
  interim = "five", severity = "B", records = {}, interim_option = "five",
  options = {
    { id = "five", label = "Записывать все пять видов (п. 3.2.3, 3.2.4)" },
    { id = "three", label = "Записывать только три вида из перечня (п. 3.2)" },
  } }
p.decision{ id = "001.D04", kind = "contradiction", clauses = { "4.3.2", "4.4" },
  question = "Обязателен ли электронный журнал? Его разделы ведут (п. 4.4), но среди " ..
    "обязательных электронных носителей (п. 4.3.2) только дневник и база данных «успеваемость».",
  text = "Разделы электронного журнала ведутся, но обязательными не считаются. Рядом с ними стоит пометка.",
  interim = "used", severity = "B", records = { "e_journal" }, interim_option = "used",
  options = {
    { id = "db_is_journal", label = "База данных «успеваемость» и есть электронный журнал (п. 4.3.2)" },
    { id = "used", label = "Журнал ведут, но он не обязателен (п. 4.4)" },
  } }
p.decision{ id = "001.D05", kind = "gap", clauses = { "4.3.1", "4.6", "4.10" },
  question = "Обязательны ли журналы кружков и секций (п. 4.6) и книга " ..
    "выдачи аттестатов (п. 4.10)? Их ведут, но в перечне п. 4.3.1 их нет.",
  text = "Эти журналы и книга ведутся как необязательные. Срок по номенклатуре " ..
    "(п. 6.2) обещан лишь обязательной бумаге, поэтому для них он не установлен.",
  interim = "used", severity = "B", records = { "circle_journal", "section_journal", "cert_book" },
  interim_option = "used",
  options = {
    { id = "used", label = "Вести как необязательные (п. 4.6, 4.10)" },
  } }
p.decision{ id = "001.D06", kind = "gap", clauses = { "1.2" },
  question = "Как записывать и засчитывать результаты из других " ..
    "организаций? Положение их касается (п. 1.2), но порядка не даёт.",
  text = "Зачёт не предлагается: сначала нужно решение. Сами документы по п. 4.7 принять можно.",
  interim = "Ждать решения", severity = "B", records = {}, covers = "credit",
  options = {
    { id = "none", label = "Не записывать" },
    { id = "evidence", label = "Записывать по документам из п. 4.7" },
  } }
p.decision{ id = "001.D07", kind = "gap", clauses = { "3.3", "5.3" },
  question = "По каким положениям поощряют (п. 3.3) и оказывают " ..
    "материальную помощь (п. 5.3)? Ни одно не названо.",
  text = "Поощрение записывается без основания. В печатном бланке для него оставлена пустая строка.",
  interim = "Основание не указывать", severity = "B", records = {},
  options = {
    { id = "enter", label = "Внести названия документов" },
  } }
p.decision{ id = "001.D08", kind = "unresolved_template", clauses = { "4.3.3", "4.9", "6.1", "1.1.2" },
  question = "Какие слова оставить там, где образец положения не дописан? В тексте остались " ..
    "пары «включены / входят», «портфеле / портфолио», «Порядком / Положением», «и / или».",
  text = "Такие места показаны как в положении. Названия документов можно исправить самим.",
  interim = "print_as_is", severity = "C", records = {}, interim_option = "print_as_is",
  options = {
    { id = "print_as_is", label = "Оставить как напечатано" },
  } }
p.decision{ id = "001.D09", kind = "ambiguity", clauses = { "5.4" },
  question = "Всегда ли нужно заявление, чтобы выдать сведения? П. 5.4 называет и " ..
    "правила гимназии, и заявление; одно дополняет другое или заменяет, неясно.",
  text = "Программа просит заявление, устное или письменное, и показывает второе прочтение.",
  interim = "always", severity = "B", records = {}, interim_option = "always",
  options = {
    { id = "always", value = true, label = "Заявление нужно всегда (п. 5.4)" },
    { id = "outside_order",
      label = "Заявление нужно, только если правил гимназии на этот случай нет (п. 5.4)" },
  } }
p.decision{ id = "001.D10", kind = "ambiguity", clauses = { "5.2", "5.4" },
  question = "Можно ли передать сведения постороннему, если этого требует " ..
    "закон? П. 5.2 допускает передачу по закону и тут же запрещает её всем, " ..
    "кроме законных представителей, а п. 5.4 даёт сведения и самому ученику.",
  text = "Посторонним сведения не выдаются. Если назван " ..
    "закон, программа ждёт, пока директор запишет основание.",
  interim = "Не передавать, пока директор не запишет законное основание", severity = "A", records = {},
  options = {
    { id = "law_exception",
      label = "Передавать постороннему только при записанном законном основании (п. 5.2)" },
    { id = "never", value = "never", label = "Не передавать никогда (п. 5.2)",
      set = { ["001.acc.third_parties"] = { exclusive = true } } },
  } }
p.decision{ id = "001.D11", kind = "gap", clauses = { "5.1", "1.4" },
  question = "Кто отвечает за записи, хранение, проверку и архив? Положение никого не называет.",
  text = "В делах по учёту и архиву стоит: «ответственный не назначен».",
  interim = "Ответственный не назначен", severity = "B", records = {},
  options = {
    { id = "assign", label = "Директор назначает ответственных" },
  } }
p.decision{ id = "001.D12", kind = "gap", clauses = { "4.2", "1.1.2" },
  question = "Числить ли положение о системе оценивания среди документов " ..
    "гимназии? Оно названо в п. 4.2, а в перечне п. 1.1.2 его нет.",
  text = "Показан общий список; у каждого документа указан пункт, где он назван.",
  interim = "list_both", severity = "C", records = {}, interim_option = "list_both",
  options = {
    { id = "list_both", label = "Показывать документы из обоих пунктов" },
  } }
p.decision{ id = "001.D13", kind = "contradiction", clauses = { "1.3", "3.1" },
  question = "Учитывать ли профессиональное обучение? В определении " ..
    "(п. 1.3) оно есть, в перечне программ (п. 3.1) — нет.",
  text = "Профессиональное обучение выключено и само не предлагается.",
  interim = "exclude", severity = "C", records = {}, interim_option = "exclude",
  options = {
    { id = "exclude", label = "Не учитывать, как в п. 3.1" },
    { id = "include", label = "Учитывать, как в п. 1.3" },
  } }
p.decision{ id = "001.D14", kind = "ambiguity", clauses = { "4.7" },
  question = "Чья печать нужна на справке: той организации, что её выдала, или " ..
    "гимназии? Может ли подписать не директор, а доверенное лицо? П. 4.7 не уточняет.",
  text = "Нужны печать организации, выдавшей справку, и подпись директора. " ..
    "Справку с подписью другого лица программа без решения не принимает.",
  interim = "issuer", severity = "B", records = {}, interim_option = "issuer",
  options = {
    { id = "issuer", label = "Печать организации, которая выдала справку" },
    { id = "own", value = "own", label = "Печать гимназии" },
  } }
p.decision{ id = "001.D15", kind = "ambiguity", clauses = { "3.2.1", "3.2.2" },
  question = "К чему отнести предметные и метапредметные результаты? Они названы " ..
    "дважды: среди учебных (п. 3.2.1) и среди внеурочных и дополнительных (п. 3.2.2).",
  text = "Вид результата зависит от программы, по которой он " ..
    "получен. Если программа не указана, вид не определён.",
  interim = "by_programme", severity = "C", records = {}, interim_option = "by_programme",
  options = {
    { id = "by_programme", label = "Определять по программе, где получен результат" },
  } }
p.decision{ id = "001.D16", kind = "ambiguity", clauses = { "4.3.1", "4.3.2" },
  question = "Что считать подлинником: бумажный дневник (п. 4.3.1) или " ..
    "электронный (п. 4.3.2)? Обязательны оба, и записи ведут дважды.",
  text = "Обязательны оба дневника. Программа показывает, что запись двойная.",
  interim = "both", severity = "C", records = { "paper_diary", "e_diary" }, interim_option = "both",
  options = {
    { id = "both", label = "Подлинники — оба дневника" },
    { id = "print", label = "Бумажный дневник — копия электронного" },
  } }
p.decision{ id = "001.D17", kind = "contradiction", clauses = { "шапка", "4.3.1", "5.3" },
  question = "Вести ли учёт поощрений? В заглавии их нет, а п. 4.3.1, 4.9 и 5.3 о них говорят.",
  text = "Поощрения записываются. О расхождении с заглавием есть пометка.",
  interim = "include", severity = "C", records = {}, interim_option = "include",
  options = {
    { id = "include", label = "Записывать и поощрения (п. 4.3.1, 4.9, 5.3)" },
  } }

p.not_regulated = {
  credit = "Правил зачёта нет. О результатах из других организаций говорит только п. 1.2.",
  external = "Ни одна внешняя система не названа. Есть лишь общие " ..
    "слова: база данных «успеваемость», электронные журнал и дневник.",
}

return p
