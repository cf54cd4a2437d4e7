-- policies/ip_shcherbakova.lua -- Индивидуальный предприниматель Щербакова Нина Николаевна.
--
-- The «Порядок» of individual records of results, of their keeping and of awards, adopted and approved
-- 27.12.2024. Not a school: additional programmes only, on an online platform. The document names no
-- marks, hence base/levels: a result has a level, mastered or not.
--
-- How to read: one row is one fact, and `clause` is where the regulation says it. A row that names
-- a `decision` rests on an open question: see the end of the file. `text`, `question` and `label` are
-- for people: a paraphrase in our own words, not a quotation.
local p = policy{ api = 1, id = "ip_shcherbakova", code = "003", extends = "base/levels",
  title = "Индивидуальный предприниматель Щербакова Нина Николаевна" }

-- Identity and requisites (title, 1.1, 1.3, 1.4, 7.1–7.4)
p.identity{ id = "003.id.name", clause = "шапка", key = "name",
  value = "Индивидуальный предприниматель Щербакова Нина Николаевна",
  text = "Полное имя: индивидуальный предприниматель Щербакова Нина Николаевна." }
p.identity{ id = "003.id.short", clause = "1.1", key = "short", value = "ИП Щербакова Н.Н.",
  term_org = "Образовательная организация", term_head = "руководитель Образовательной организации",
  text = "В тексте документа предприниматель называется «Образовательная организация», а глава — её " ..
    "руководителем." }
p.identity{ id = "003.id.kind", clause = "шапка", key = "kind", value = "индивидуальный предприниматель",
  text = "Обучение ведёт индивидуальный предприниматель, это не школа." }
p.identity{ id = "003.id.inn", clause = "шапка", key = "reg", inn = "463238620213",
  ogrnip = "324508100264433", text = "ИНН и ОГРНИП — как напечатаны в документе." }
p.identity{ id = "003.id.adopted", clause = "шапка", key = "adopted", body = "педагогический совет",
  date = "2024-12-27", decision = "003.D15",
  text = "Принят педсоветом 27.12.2024. Номера протокола в документе нет." }
p.identity{ id = "003.id.approved", clause = "шапка", key = "approved",
  body = "индивидуальный предприниматель", date = "2024-12-27",
  text = "Утверждён самим предпринимателем 27.12.2024. Номера приказа в документе нет." }
p.identity{ id = "003.id.adoption_rule", clause = "7.1", key = "adoption_rule",
  text = "Порядок и поправки к нему принимает педсовет, утверждает руководитель." }
p.identity{ id = "003.id.validity", clause = "7.2", key = "validity", value = "unlimited",
  text = "Порядок действует бессрочно." }
p.identity{ id = "003.id.doc", clause = "шапка", key = "doc", value = "Порядок",
  text = "Это порядок. Он охватывает учёт результатов, их хранение и поощрения." }
p.identity{ id = "003.id.scope", clause = "1.3", key = "scope",
  text = "Учёт ведут по каждому обучающемуся отдельно, пока он здесь учится." }
p.identity{ id = "003.id.def_achievement", clause = "1.4.1", key = "def",
  text = "Что такое индивидуальное достижение: итог освоения дополнительной программы. Других программ " ..
    "определение не называет." }
p.identity{ id = "003.id.def_personal_file", clause = "1.4.2", key = "def",
  text = "Что такое личное дело: оформленный по правилам набор документов об одном обучающемся." }
p.identity{ id = "003.id.residual", clause = "7.3", key = "residual_decider", value = "head",
  text = "О чём порядок молчит, решают другие локальные акты и руководство — отдельно в каждом случае. На " ..
    "этом пункте стоят решения руководителя в программе." }
p.identity{ id = "003.id.binding", clause = "7.4", key = "binding",
  text = "Порядок обязателен для всех участников обучения." }

-- Programmes (1.4, 2.1, 4.5.2)
p.programmes{ id = "003.prog.dop", clause = "1.4.1", key = "dop",
  label = "дополнительные общеобразовательные программы", basis = "stated",
  text = "Учёт идёт только по дополнительным общеобразовательным программам." }
p.programmes{ id = "003.prog.dop2", clause = "2.1", key = "dop", label = "дополнительное образование",
  basis = "stated", text = "Цель учёта — качественное дополнительное образование." }
p.programmes{ id = "003.prog.vneur", clause = "4.5.2", key = "vneur", label = "внеурочная деятельность",
  basis = "mentioned", decision = "003.D06",
  text = "Внеурочная деятельность только упомянута, здесь и в п. 4.4.2." }
p.programmes{ id = "003.prog.paid", clause = "1.4.4", key = "paid",
  label = "платные образовательные услуги", basis = "mentioned",
  text = "Платные занятия идут онлайн, на образовательной платформе." }

-- Kinds of results (4.1–4.4)
p.categories{ id = "003.cat.study", clause = "4.4.1", key = "study", label = "учебные достижения",
  listed = true, text = "Первая из трёх групп результатов: учёба." }
p.categories{ id = "003.cat.vneur", clause = "4.4.2", key = "vneur",
  label = "достижения по программам внеурочной деятельности", listed = true, decision = "003.D06",
  text = "Вторая группа результатов: внеурочная деятельность." }
p.categories{ id = "003.cat.personal", clause = "4.4.3", key = "personal",
  label = "личностные образовательные результаты", listed = true,
  text = "Третья группа результатов: личностные." }
p.categories{ id = "003.cat.final", clause = "4.3", key = "groups", values = { "личностные", "предметные" },
  text = "К концу программы ждут личностных и предметных результатов. Метапредметных, УУД, ГТО и " ..
    "спортивных разрядов здесь нет." }
p.categories{ id = "003.cat.targets", clause = "4.1", key = "target_orientation",
  label = "целевые ориентиры", listed = false, assessable = false, decision = "003.D04",
  text = "Целевые ориентиры показывают, чего обучающийся может достичь. Их не оценивают и с настоящими " ..
    "успехами не сличают." }
p.categories{ id = "003.cat.diagnostics", clause = "4.2", key = "pedagogical_diagnostics",
  label = "педагогическая диагностика (мониторинг)", listed = false, audience = { "teacher" },
  decision = "003.D05",
  text = "Педагогическая диагностика: её итоги нужны педагогам, чтобы поправить свою работу, и чтобы " ..
    "консультировать обучающихся." }

-- Sources of assessment (1.5, 4.5, 4.6)
p.sources{ id = "003.src.current", clause = "4.5.1", key = "current",
  label = "текущий контроль успеваемости", scope = "internal",
  text = "Внутренняя оценка: текущий контроль." }
p.sources{ id = "003.src.vneur_plan", clause = "4.5.2", key = "vneur_plan",
  label = "мероприятия плана внеурочной деятельности", scope = "internal",
  text = "Внутренняя оценка: мероприятия внеурочного плана." }
p.sources{ id = "003.src.events", clause = "4.5.3", key = "events",
  label = "образовательные, творческие, спортивные и иные мероприятия", scope = "unspecified",
  text = "Участие в мероприятиях разного уровня — учебных, творческих, спортивных. Внутренняя это оценка " ..
    "или внешняя, не сказано." }
p.sources{ id = "003.src.independent", clause = "4.5.4", key = "independent",
  label = "независимая оценка качества", scope = "external",
  text = "Внешняя оценка: независимые диагностики и мониторинги." }
p.sources{ id = "003.src.int_ext", clause = "4.6", key = "diagnostics_studies",
  label = "внутренние и (или) внешние диагностические / мониторинговые исследования",
  scope = "internal|external", text = "Учитываются диагностики и мониторинги — и свои, и сторонние." }
p.sources{ id = "003.src.part", clause = "4.5", key = "part_or_whole",
  label = "часть или весь объём программы", scope = "rule",
  text = "Результат можно определить и за часть предмета, курса или модуля, и за весь." }
p.sources{ id = "003.src.vsoko", clause = "1.5", key = "vsoko",
  label = "внутренняя система оценки качества образования", scope = "internal",
  text = "Учёт — часть внутренней системы оценки качества." }

-- Carriers (4.7, 5.1–5.5)
p.carriers{ id = "003.car.platform", clause = "5.1", key = "platform", medium = "electronic",
  duty = "listed",
  text = "Электронный носитель: образовательная платформа. Какая именно, организация " ..
    "выбирает сама (п. 1.4.4)." }
p.carriers{ id = "003.car.personal_card", clause = "5.2", key = "personal_card", medium = "electronic",
  duty = "listed", text = "Электронный носитель: личная карточка обучающегося на платформе." }
p.carriers{ id = "003.car.edu_document", clause = "5.4.1", key = "edu_document", medium = "paper",
  duty = "listed", text = "Бумажный носитель: документ об обучении." }
p.carriers{ id = "003.car.progress_docs", clause = "5.4.2", key = "progress_docs", medium = "paper",
  duty = "listed", text = "Бумажный носитель: документы об успеваемости за этот учебный год." }
p.carriers{ id = "003.car.register_books", clause = "5.4.3", key = "register_books", medium = "paper",
  duty = "listed", text = "Бумажный носитель: книги и журналы, где отмечают выданные документы." }
p.carriers{ id = "003.car.other_docs", clause = "5.4.4", key = "other_docs", medium = "paper",
  duty = "listed", text = "Бумажный носитель: другие документы. Какие, не сказано, перечень открыт." }
p.carriers{ id = "003.car.personal_file", clause = "5.5", key = "personal_file", medium = "paper",
  duty = "listed",
  text = "Бумажный носитель: личное дело. В него кладут подтверждающие документы или их копии." }
p.carriers{ id = "003.car.electronic_form", clause = "4.7", key = "electronic_form", medium = "electronic",
  duty = "rule", decision = "003.D03", text = "Учёт ведут в электронном виде." }

-- Where results are recorded (5.2, 5.5)
p.recording{ id = "003.rec.dop_platform", clause = "5.2", programme = "dop", target = "platform",
  text = "Дополнительные программы: результаты текущего контроля — на платформу." }
p.recording{ id = "003.rec.dop_card", clause = "5.2", programme = "dop", target = "personal_card",
  text = "Личная карточка обучающегося тоже на платформе." }
p.recording{ id = "003.rec.evidence_file", clause = "5.5", programme = "evidence", target = "personal_file",
  text = "Подтверждающие документы — в личное дело." }

-- Supporting documents (5.3, 5.5, 6.5)
p.evidence{ id = "003.evi.any", clause = "5.5", key = "*",
  text = "Какие документы принимать, не перечислено: годятся любые. Документы или " ..
    "копии идут в личное дело." }
p.evidence{ id = "003.evi.print_certified", clause = "5.3", key = "platform_printout",
  requires = { "certified_head" }, text = "Распечатку с платформы заверяет руководитель." }
p.evidence{ id = "003.evi.print_bound", clause = "6.5", key = "platform_printout_archive",
  requires = { "stitched", "sign_head" }, decision = "003.D10",
  text = "Распечатку прошивают, руководитель её подписывает. О печати не сказано." }

-- Retention (5.4.3, 6.2–6.4, 6.6)
p.retention{ id = "003.ret.e_carriers", clause = "6.4", record = "e_results",
  also = { "platform", "personal_card" }, medium = "electronic", kind = "until_need",
  ends_on = "programme_completion", decision = "003.D02",
  text = "Электронные носители с результатами: до конца программы и пока нужны. В годах срок не указан." }
p.retention{ id = "003.ret.yearly_backup", clause = "6.3", record = "yearly_backup", medium = "electronic",
  kind = "until_need", ends_on = "programme_completion", copies = 2, decision = "003.D02",
  text = "Ежегодная резервная копия: на двух носителях. Своего срока нет; возможно, действует п. 6.4." }
p.retention{ id = "003.ret.period_export", clause = "6.2", record = "period_export", medium = "electronic",
  kind = "not_stated", place = "org_resources", decision = "003.D08",
  text = "Выгрузка за учебный период лежит на своих ресурсах организации. Срок не назван." }
p.retention{ id = "003.ret.paper", clause = "5.4.3", record = "register_books",
  also = { "personal_file", "progress_docs", "edu_document", "printout" }, medium = "paper",
  kind = "not_stated", decision = "003.D08",
  text = "Бумаги — документы, книги и журналы регистрации, личные дела, распечатки. Срок не назван." }
p.retention{ id = "003.ret.conditions", clause = "6.6", record = "rule", kind = "rule",
  text = "Условия хранения: беречь документы от кражи, потери и порчи." }

-- Archive procedure (5.3, 6.1–6.7)
p.archive{ id = "003.arc.period", clause = "6.2", task = "export_platform", when = "period_end",
  medium = "electronic", place = "org_resources", decision = "003.D16",
  text = "В конце каждого учебного периода данные выгружают с платформы и убирают в электронный архив на " ..
    "своих ресурсах." }
p.archive{ id = "003.arc.yearly", clause = "6.3", task = "yearly_backup", when = "after_year_end",
  deadline = { month = 1, day = 25 }, copies = 2, medium = "electronic", decision = "003.D01",
  text = "После учебного года, до 25 января включительно, делают резервную копию на двух носителях." }
p.archive{ id = "003.arc.print", clause = "6.5", task = "print_export", stitched = true, signed_by = "head",
  text = "Напечатанную выгрузку прошивают, руководитель её подписывает." }
p.archive{ id = "003.arc.certify", clause = "5.3", task = "print_from_platform", certified_by = "head",
  text = "Напечатанное с платформы заверяет руководитель." }
p.archive{ id = "003.arc.integrity", clause = "6.1", task = "integrity_control", when = "whole_term",
  text = "Пока электронный архив нужен, проверяют, что он цел и верен." }
p.archive{ id = "003.arc.responsible", clause = "6.7", task = "platform_archive_copies",
  responsible = "head", text = "За архивные копии на платформе отвечает руководитель." }

-- Duties (4.2, 5.3, 5.6, 6.5, 6.7, 7.1, 7.3)
p.roles{ id = "003.role.head_control", clause = "5.6", role = "head", duty = "control_recording",
  text = "Руководитель следит, чтобы результаты вносили." }
p.roles{ id = "003.role.head_certify", clause = "5.3", role = "head", duty = "sign_extract",
  text = "Руководитель заверяет распечатки." }
p.roles{ id = "003.role.head_sign", clause = "6.5", role = "head", duty = "sign_printout",
  text = "Руководитель подписывает прошитые распечатки." }
p.roles{ id = "003.role.head_archive", clause = "6.7", role = "head", duty = "archive_platform",
  text = "Руководитель отвечает за архивные копии на платформе." }
p.roles{ id = "003.role.head_residual", clause = "7.3", role = "head", duty = "residual_decisions",
  text = "Руководство решает всё, о чём порядок молчит." }
p.roles{ id = "003.role.pedcouncil", clause = "7.1", role = "pedcouncil", duty = "adopt_regulation",
  text = "Порядок принимает педсовет." }
p.roles{ id = "003.role.teachers", clause = "4.2", role = "teacher", duty = "use_diagnostics",
  text = "Педагоги пользуются итогами диагностики." }

-- Access and disclosure (2.2.6, 3.4, 4.2)
p.access{ id = "003.acc.law", clause = "3.4", aspect = "transfer_by_law",
  local_act = "политика обработки персональных данных Образовательной организации",
  text = "Сведения обрабатывают по закону о персональных данных и по своей политике их обработки." }
p.access{ id = "003.acc.diagnostics", clause = "4.2", aspect = "use_purpose", who = { "teachers" },
  purposes = { "diagnostics" }, exclusive = false,
  text = "Итоги диагностики — для педагогов: поправить свою работу и консультировать обучающихся." }
p.access{ id = "003.acc.inform", clause = "2.2.6", aspect = "inform_pupils", to = { "pupil" },
  decision = "003.D09",
  text = "Об успеваемости и долгах сообщают самим обучающимся. О родителях порядок не говорит нигде." }

-- Awards (1.4.3, 2.2.10, 2.2.12, 4.8)
p.awards{ id = "003.awd.areas", clause = "4.8",
  areas = {
    "учебная", "физкультурная", "спортивная", "общественная", "научная", "научно-техническая", "творческая",
    "экспериментальная", "инновационная",
  },
  text = "Поощряют за успехи в девяти областях. Виды и условия — в локальных " ..
    "актах, но в каких, не сказано." }
p.awards{ id = "003.awd.acts", clause = "4.8", text = "Локальные акты о поощрениях по имени не названы." }
p.awards{ id = "003.awd.right", clause = "2.2.10", area_variant = "физическая", decision = "003.D11",
  text = "Право на поощрение. Одна из областей здесь — «физическая», а в п. 4.8 — «физкультурная»." }
p.awards{ id = "003.awd.def", clause = "1.4.3", aspect = "definition",
  text = "Что такое поощрение: способ побудить к делу и заодно часть оценки результата." }
p.awards{ id = "003.awd.base", clause = "2.2.12", aspect = "base",
  text = "Учёт даёт сведения для решений руководства, в том числе о поощрениях." }

-- Credit of results from elsewhere (2.2.8, 2.2.9)
p.credit{ id = "003.crd.right", clause = "2.2.9", decision = "003.D13",
  text = "Результаты из других организаций могут зачесть. По какому порядку, по заявлению ли и кто " ..
    "следит, не сказано." }
p.credit{ id = "003.crd.choice", clause = "2.2.8", aspect = "right",
  text = "Обучающийся вправе сам выбирать, где учиться." }

-- External systems (1.4.4)
p.external{ id = "003.ext.platform", clause = "1.4.4", key = "edu_platform",
  label = "Образовательная платформа (не названа)",
  text = "Образовательная платформа, связанная с сайтом организации. Имени нет: выбрать можно любую." }
p.external{ id = "003.ext.site", clause = "1.4.4", key = "org_site",
  label = "сайт Образовательной организации", text = "Сайт организации." }

-- Legal bases (1.2, 3.4)
p.legal{ id = "003.law.fz273", clause = "1.2", label = "ФЗ 29.12.2012 №273-ФЗ",
  text = "Закон об образовании." }
p.legal{ id = "003.law.fz149", clause = "1.2", label = "149-ФЗ", text = "Закон об информации и её защите." }
p.legal{ id = "003.law.fz152", clause = "1.2",
  label = "152-ФЗ (в документе — «О защите персональных данных»)",
  text = "Закон о персональных данных. В документе его название напечатано неточно." }
p.legal{ id = "003.law.pd_policy", clause = "3.4",
  label = "локальный акт: политика обработки персональных данных",
  text = "Свой локальный акт об обработке персональных данных." }

-- Tasks and principles (2.2, 3.1–3.5)
p.about{ id = "003.pur.p2_2", clause = "2.2", text = "Дальше перечислены задачи учёта." }
p.about{ id = "003.pur.p2_2_1", clause = "2.2.1",
  text = "Задача: учить каждого по-своему, без перерывов и с опорой на пройденное." }
p.about{ id = "003.pur.p2_2_2", clause = "2.2.2",
  text = "Задача: чтобы своя система оценки качества работала." }
p.about{ id = "003.pur.p2_2_3", clause = "2.2.3",
  text = "Задача: узнать, насколько каждый освоил программу." }
p.about{ id = "003.pur.p2_2_4", clause = "2.2.4", text = "Задача: видеть, как меняются успехи каждого." }
p.about{ id = "003.pur.p2_2_7", clause = "2.2.7",
  text = "Задача: замечать и поддерживать тех, кому нужен особый подход." }
p.about{ id = "003.pur.p3_1", clause = "3.1",
  text = "Принцип: вести учёт по закону, и в том, что касается персональных данных." }
p.about{ id = "003.pur.p3_2", clause = "3.2",
  text = "Принцип: меньше лишних отчётов, больше порядка в документах, права участников соблюдены." }
p.about{ id = "003.pur.p3_3", clause = "3.3",
  text = "Принцип: вести учёт на компьютере и подстраивать его под людей." }
p.about{ id = "003.pur.p3_5", clause = "3.5",
  text = "Принцип: учёт помогает оценке качества, личному пути каждого и самообследованию." }

-- Open questions: a person decides
p.decision{ id = "003.D01", kind = "contradiction", clauses = { "6.3" },
  question = "Какой день считать крайним для резервной копии? По п. 6.3 её делают после учебного года и " ..
    "не позже 25 января, а 25 января — середина обычного учебного года. То ли учебный год здесь " ..
    "календарный, то ли копию можно сделать почти через восемь месяцев после мая, то ли речь о январе ещё " ..
    "не оконченного года.",
  interim = "next_25_jan", severity = "A", records = { "yearly_backup" }, interim_option = "next_25_jan",
  text = "Пока не решено, программа берёт ближайшее 25 января, считая со дня окончания учебного года. " ..
    "Задание появляется, когда учебный год окончен; рядом стоят пункт и слова «срок " ..
    "толкуется, подтвердите».",
  options = {
    { id = "next_25_jan", label = "Ближайшее 25 января, считая с конца учебного года" },
    { id = "calendar_year", label = "Учебный год — календарный: 25 января следующего года" },
    { id = "person", label = "Назначать день каждый год отдельно" },
  } }
p.decision{ id = "003.D02", kind = "contradiction", clauses = { "6.4" },
  question = "До какого дня хранить электронные носители? В п. 6.4 сразу два конца: когда обучение " ..
    "окончено и когда носитель больше не нужен. К тому же на одном носителе — много учеников, и " ..
    "заканчивают они в разное время.",
  interim = "later", severity = "A", records = { "e_results", "yearly_backup" }, interim_option = "later",
  text = "Пока не решено, действует более поздний срок. Пока обучение не окончено, носитель хранится; " ..
    "потом программа спрашивает руководителя «надобность миновала?». Сама ничего не уничтожает.",
  options = {
    { id = "completion", label = "До конца освоения программы",
      set = {
        ["003.ret.e_carriers"] = { kind = "until_event" },
        ["003.ret.yearly_backup"] = { kind = "until_event" },
      } },
    { id = "need", label = "Пока нужны: решает человек" },
    { id = "later", label = "До более позднего из двух сроков" },
  } }
p.decision{ id = "003.D03", kind = "contradiction", clauses = { "4.7", "5.1", "5.4", "6.1" },
  question = "Учёт электронный или ещё и бумажный? В п. 4.7 сказано только об электронном, а в пп. 5.1, " ..
    "5.4 и 6.1 — и о бумаге.",
  interim = "electronic_main", severity = "B", records = {}, interim_option = "electronic_main",
  text = "Пока не решено, результаты вносят в электронном виде. Бумажные носители названы, но " ..
    "обязательными программа их не считает.",
  options = {
    { id = "electronic_main", label = "Подлинник электронный, бумага — распечатка" },
    { id = "both", label = "Подлинники и то, и другое" },
  } }
p.decision{ id = "003.D04", kind = "contradiction", clauses = { "2.2.5", "4.1" },
  question = "Что с чем сравнивать? Пункт 2.2.5 велит сверять достигнутое с планом, а п. 4.1 не велит " ..
    "сличать успехи с целевыми ориентирами.",
  interim = "planned_only", severity = "B", records = {}, interim_option = "planned_only",
  text = "Пока не решено, программа не оценивает целевые ориентиры и в отчёты для сравнения их не берёт. " ..
    "Сравниваются только плановые результаты обучения.",
  options = {
    { id = "no_marks", label = "Целевые ориентиры не оценивать" },
    { id = "planned_only", label = "Сверять с планом обучения, но не с целевыми ориентирами" },
  } }
p.decision{ id = "003.D05", kind = "ambiguity", clauses = { "4.1", "4.2", "4.5.4" },
  question = "Годится ли педагогическая диагностика, чтобы определять результаты? Для целевых ориентиров " ..
    "п. 4.1 её исключает, а пп. 4.2 и 4.5.4 ею пользуются.",
  interim = "separate", severity = "C", records = {}, interim_option = "separate",
  text = "Пока не решено, итоги диагностики видят только педагоги, и в выписки они не попадают.",
  options = {
    { id = "separate", label = "Диагностика — только для результатов обучения" },
  } }
p.decision{ id = "003.D06", kind = "ambiguity", clauses = { "4.4.2", "4.5.2" },
  question = "Нужна ли группа «внеурочная деятельность», если программы только " ..
    "дополнительные (пп. 1.4.1 и 2.1)?",
  interim = "keep", severity = "C", records = {}, interim_option = "keep",
  text = "Пока не решено, группа остаётся с пометкой, что она лишь упомянута.",
  options = {
    { id = "keep", label = "Оставить группу" },
    { id = "hide", label = "Убрать группу" },
  } }
p.decision{ id = "003.D07", kind = "contradiction", clauses = { "2.2.11", "5.4.1" },
  question = "Как называть выдаваемый документ? В п. 2.2.11 он об образовании, в пп. " ..
    "5.4.1 и 5.4.3 — об обучении.",
  interim = "training", severity = "B", records = {}, interim_option = "training",
  text = "Пока не решено, программа печатает «документ об обучении». Другое название " ..
    "может выбрать руководитель.",
  options = {
    { id = "training", value = "документ об обучении", label = "Документ об обучении" },
    { id = "education", value = "документ об образовании", label = "Документ об образовании" },
  } }
p.decision{ id = "003.D08", kind = "gap", clauses = { "5.4.3", "5.5", "6.2", "6.5" },
  question = "Сколько хранить бумажные документы, личные дела, распечатки и " ..
    "выгрузки за период? Сроков нет.",
  interim = "хранить: срок не установлен", severity = "A",
  records = {
    "register_books", "personal_file", "progress_docs", "edu_document", "printout", "period_export",
  },
  text = "Пока срок не введён, программа пишет «срок положением не установлен» и не даёт уничтожать. " ..
    "Решает руководитель (п. 7.3).",
  options = {
    { id = "head", label = "Решит руководитель (п. 7.3)" },
  } }
p.decision{ id = "003.D09", kind = "gap", clauses = { "2.2.6", "3.4" },
  question = "Кому и как давать сведения об обучающемся? О заявлениях порядок не говорит, а родители в " ..
    "нём не названы вовсе.",
  interim = "самому обучающемуся давать, для остальных требуется решение", severity = "A", records = {},
  text = "Пока не решено, программа даёт сведения самому обучающемуся. Для всех остальных, и для " ..
    "родителей тоже, она просит решение руководителя.",
  options = {
    { id = "head", label = "Решит руководитель (п. 7.3)" },
  } }
p.decision{ id = "003.D10", kind = "ambiguity", clauses = { "5.3", "6.5" },
  question = "Как оформлять распечатки? По п. 5.3 их заверяют, по п. 6.5 — прошивают и подписывают; о " ..
    "печати не сказано. Нужно ли прошивать и выписку?",
  interim = "by_use", severity = "C", records = {}, interim_option = "by_use",
  text = "Пока не решено, выписку заверяют, а архивную распечатку прошивают и подписывают.",
  options = {
    { id = "both", label = "Любую прошить, подписать и заверить" },
    { id = "by_use", label = "Выписку заверить, архивную распечатку прошить и подписать" },
  } }
p.decision{ id = "003.D11", kind = "contradiction", clauses = { "2.2.10", "4.8" },
  question = "Как называть область поощрений: «физическая» (п. 2.2.10) или «физкультурная» (п. 4.8)?",
  interim = "fizk", severity = "C", records = {}, interim_option = "fizk",
  text = "Пока не решено, это одна область с двумя названиями.",
  options = {
    { id = "fizk", value = "физкультурная", label = "Физкультурная (п. 4.8)" },
  } }
p.decision{ id = "003.D12", kind = "gap", clauses = { "4.5", "4.3" },
  question = "Как узнать, что обучение окончено? О промежуточной и итоговой аттестации порядок не говорит.",
  interim = "окончание обучения отмечает человек и ставит дату", severity = "B", records = {},
  text = "Пока не решено, программа сама этого не определяет: окончание обучения " ..
    "отмечает человек и ставит дату.",
  options = {
    { id = "head", label = "Решит руководитель (п. 7.3)" },
  } }
p.decision{ id = "003.D13", kind = "gap", clauses = { "2.2.9" },
  question = "По какому порядку зачитывать результаты из других организаций? Не сказано ни о заявлении, " ..
    "ни о согласии, ни о том, кто следит.",
  interim = "требуется решение", severity = "B", records = {},
  text = "Пока не решено, программа сама ничего не зачитывает, а просит решение. Ответственный не назван.",
  options = {
    { id = "head", label = "Решит руководитель (п. 7.3)" },
  } }
p.decision{ id = "003.D14", kind = "ambiguity", clauses = { "1.2" },
  question = "Как печатать название закона 152-ФЗ? В документе он «О защите персональных данных», а на " ..
    "деле закон называется «О персональных данных».",
  interim = "as_printed", severity = "C", records = {}, interim_option = "as_printed",
  text = "Пока не решено, программа печатает название так, как оно стоит в документе.",
  options = {
    { id = "as_printed", label = "Как в документе" },
  } }
p.decision{ id = "003.D15", kind = "gap", clauses = { "шапка" },
  question = "Какие номера у протокола педсовета и у приказа? В документе их нет.",
  interim = "номера не указаны", severity = "C", records = {},
  text = "Пока номеров нет, программа оставляет для них пустое место.",
  options = {
    { id = "enter", label = "Вписать номера" },
  } }
p.decision{ id = "003.D16", kind = "ambiguity", clauses = { "6.2" },
  question = "Что такое «учебный период» и «ресурсы организации» и кто делает выгрузку? " ..
    "Порядок этого не объясняет.",
  interim = "core_periods", severity = "B", records = {}, interim_option = "core_periods",
  text = "Пока не решено, программа ставит по одной выгрузке на каждый период из календаря, " ..
    "который ввёл руководитель.",
  options = {
    { id = "core_periods", label = "Периоды из календаря, введённого здесь" },
  } }
p.decision{ id = "003.D17", kind = "ambiguity", clauses = { "6.3", "6.7" },
  question = "Кто отвечает за ежегодную копию на двух носителях (п. 6.3)? В п. 6.7 на руководителя " ..
    "возложены только копии на самой платформе.",
  interim = "nil", severity = "C", records = {}, interim_option = "nil",
  text = "Пока не решено, для этой копии программа пишет «не назначен» и напоминает о п. 6.7.",
  options = {
    { id = "head", label = "Руководитель отвечает и за это" },
    { id = "nil", label = "Никто не назначен" },
  } }
p.decision{ id = "003.D18", kind = "ambiguity", clauses = { "5.4.4" },
  question = "Какие ещё бумажные документы вести? В п. 5.4.4 перечень открыт.", interim = "person",
  severity = "C", records = {}, interim_option = "person",
  text = "Пока не решено, новые виды бумажных документов добавляет человек, сама " ..
    "программа их не придумывает.",
  options = {
    { id = "person", label = "Виды документов добавляет человек" },
  } }

-- Not regulated
p.not_regulated = { preserve = "Как сохранять работы, порядок не говорит.",
  portfolio = "О портфолио порядок не говорит: подтверждающие документы идут в личное дело (п. 5.5)." }

-- Periods (6.2, 6.3). The text tells a period of study from the year and names no quarters, so the half-years
-- stand first: a new journal gets them unless the teacher chooses another scheme.
p.remove{ "periods.quarter" }
p.periods{ id = "periods.half", clause = "6.2", decision = "003.D16", scheme = "half", label = "полугодия",
  short = "пол.", count = 2, titles = { "I полугодие", "II полугодие" },
  text = "Учебный период короче учебного года, но какой он, не сказано. Пока не решено, берётся самое " ..
    "крупное деление — полугодия; журналу можно выбрать другое." }
p.periods{ id = "003.periods.quarter", scheme = "quarter", label = "четверти", short = "чет.", count = 4,
  titles = { "I четверть", "II четверть", "III четверть", "IV четверть" } }

return p
