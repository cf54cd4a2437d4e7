-- policies/school20_nn.lua -- МБОУ «Школа № 20», г. Нижний Новгород.
-- Document: «Положение об индивидуальном учете результатов освоения обучающимися образовательных программ,
-- а также хранение в архивах информации об этих результатах», order of 02.11.2020 № 313 -ОД.
-- How to read: one row is one fact; `clause` is the place in the document. Every `text` is our own
-- paraphrase for people, not a quotation. `decision` points to an open question at the end of the file.
local p = policy{ api = 1, id = "school20_nn", code = "002", extends = "base/school",
  title = "МБОУ «Школа № 20» г. Нижний Новгород" }

-- Requisites (heading, 1.1, 1.3, signatures)
p.identity{ id = "002.id.name", clause = "шапка", key = "name",
  value = "Муниципальное бюджетное общеобразовательное учреждение «Школа № 20»",
  text = "Полное название школы, как в шапке документа" }
p.identity{ id = "002.id.short", clause = "1.1", key = "short", value = "МБОУ «Школа № 20»",
  term_org = "Учреждение", text = "Краткое название; в тексте школа называет себя «Учреждение»" }
p.identity{ id = "002.id.kind", clause = "шапка", key = "kind",
  value = "муниципальное бюджетное общеобразовательное учреждение", text = "Вид организации, как в шапке" }
p.identity{ id = "002.id.superior", clause = "шапка", key = "superior",
  value = "Администрация города Нижнего Новгорода, Департамент образования",
  text = "Вышестоящий орган, указанный в шапке" }
p.identity{ id = "002.id.address", clause = "шапка", key = "address",
  value = "ул. Южное шоссе, 24 «Г» г. Нижний Новгород, 603123", text = "Почтовый адрес из шапки" }
p.identity{ id = "002.id.approved", clause = "шапка", key = "approved", body = "приказ директора",
  order_no = "313 -ОД", date = "2020-11-02",
  text = "Утверждено приказом директора № 313 -ОД от 02.11.2020" }
p.identity{ id = "002.id.adoption_rule", clause = "1.3", key = "adoption_rule",
  text = "Сначала принимают педсовет и Совет Учреждения, затем директор утверждает приказом" }
p.identity{ id = "002.id.adopted", clause = "подписи", key = "adopted",
  bodies = {
    { body = "педагогический совет", protocol = "№ 4", date = "2020-11-02" },
    { body = "Совет Учреждения", protocol = "№ 4", date = "2020-11-02" },
  },
  decision = "002.D09", text = "Приняли педсовет и Совет Учреждения; у обоих протокол № 4 от 02.11.2020" }
p.identity{ id = "002.id.opinions", clause = "подписи", key = "opinions",
  bodies = {
    { body = "Совет родителей (законных представителей) несовершеннолетних обучающихся", protocol = "№4",
      date = "2020-11-02" },
    { body = "Совет обучающихся", protocol = "№ 4", date = "2020-11-02" },
  },
  decision = "002.D09",
  text = "Учли мнение Совета родителей и Совета обучающихся; у обоих протокол № 4 от 02.11.2020" }
p.identity{ id = "002.id.head", clause = "подписи", key = "head", value = "О.М. Дудникова",
  text = "Подписала директор; листы прошиты, с номерами и печатью" }
p.identity{ id = "002.id.bound", clause = "подписи", key = "bound", decision = "002.D17",
  text = "Экземпляр прошит, печать «Для Документов»; число листов неясно: «5 (*12/12/16*) Листов»" }
p.identity{ id = "002.id.doc", clause = "шапка", key = "doc", value = "Положение", decision = "002.D08",
  text = "Положение; в названии учёт и архивы, слова «бумажных и (или) электронных»" }
p.identity{ id = "002.id.scope", clause = "1.1", key = "scope",
  text = "Охватывает учёт результатов и их хранение в архивах; поощрения сюда не входят" }

-- Programmes (2.2, 2.3, 3.4.2, 3.5.2)
p.programmes{ id = "002.prog.noo", clause = "3.5.2", key = "noo", label = "начальная школа, 1-4 классы",
  basis = "mentioned", decision = "002.D18",
  text = "Начальная школа выведена из упоминания 1-4 классов; списка программ в положении нет" }
p.programmes{ id = "002.prog.ooo", clause = "2.3", key = "ooo", label = "основное общее образование",
  basis = "mentioned", text = "Основное образование выведено из книг регистрации" }
p.programmes{ id = "002.prog.soo", clause = "3.4.2", key = "soo", label = "среднее общее образование",
  basis = "mentioned", text = "Среднее образование выведено из правила о хранении аттестатов за 9 класс" }
p.programmes{ id = "002.prog.classes", clause = "2.2", key = "classes", label = "классы 1-11",
  basis = "stated", classes = { 1, 11 }, text = "В школе классы с 1-го по 11-й" }
p.programmes{ id = "002.prog.vneur", clause = "2.3", key = "vneur", label = "внеурочная деятельность",
  basis = "mentioned", text = "Внеурочная деятельность упомянута там, где перечислены журналы" }
p.programmes{ id = "002.prog.circle", clause = "2.3", key = "circle", label = "кружковая деятельность",
  basis = "mentioned",
  text = "Кружки упомянуты среди журналов; слов «дополнительное образование» в положении нет" }
p.programmes{ id = "002.prog.facultative", clause = "2.3", key = "facultative", label = "факультативы",
  basis = "mentioned", text = "Факультативы упомянуты вместе с ИГЗ; что значит ИГЗ, не объяснено" }
p.programmes{ id = "002.prog.igz", clause = "2.3", key = "igz", label = "ИГЗ", basis = "mentioned",
  text = "ИГЗ упомянуты среди журналов; сокращение не объяснено" }
p.programmes{ id = "002.prog.home", clause = "2.2", key = "home",
  label = "индивидуальный учебный план на дому", basis = "stated",
  text = "Обучение на дому по индивидуальному учебному плану" }

-- Kinds of results (1.5, 3.5.1)
p.categories{ id = "002.cat.personal", clause = "1.5", key = "personal", label = "личностные",
  listed = true, text = "Личностные результаты; подвидов нет, ГТО, спорт и конкурсы не названы" }
p.categories{ id = "002.cat.meta", clause = "1.5", key = "meta", label = "метапредметные", listed = true,
  text = "Метапредметные результаты; подвидов нет, ГТО, спорт и конкурсы не названы" }
p.categories{ id = "002.cat.subject", clause = "1.5", key = "subject", label = "предметные", listed = true,
  text = "Предметные результаты; подвидов нет, ГТО, спорт и конкурсы не названы" }
p.categories{ id = "002.cat.portfolio_results", clause = "3.5.1", key = "urok_vneurok",
  label = "результаты урочной и внеурочной деятельности (портфолио)", parent = "portfolio",
  text = "В портфолио идут успехи на уроках и во внеурочных занятиях" }

-- Where results come from (1.5)
p.sources{ id = "002.src.current", clause = "1.5", key = "current", label = "текущий контроль",
  scope = "unspecified", text = "Результаты берут из текущего контроля" }
p.sources{ id = "002.src.interim", clause = "1.5", key = "interim", label = "промежуточная аттестация",
  scope = "unspecified",
  text = "Результаты берут из промежуточной аттестации; ГИА, ВПР, мониторинги и олимпиады не названы" }
p.sources{ id = "002.src.act", clause = "1.5", key = "forms_act",
  label = "Положение о формах, периодичности и порядке текущего контроля успеваемости и"
    .. " промежуточной аттестации обучающихся",
  scope = "rule", text = "Как проводят контроль и аттестацию, описано в другом положении школы" }

-- Carriers (2.2, 2.3, 3.1, 3.3.4)
p.carriers{ id = "002.car.e_journal", clause = "2.2", key = "e_journal", medium = "electronic",
  duty = "mandatory", classes = { 1, 11 }, filler = "teacher", see = { "3.1.1", "3.1.3", "3.1.8" },
  text = "Обязательный электронный журнал, 1-11 классы; на каждый класс и учебный год свой" }
p.carriers{ id = "002.car.e_journal_home", clause = "2.2", key = "e_journal_home", medium = "electronic",
  duty = "mandatory", condition = "home_taught", decision = "002.D01",
  text = "Обязательный электронный журнал для тех, кто учится на дому" }
p.carriers{ id = "002.car.paper_diary", clause = "2.3", key = "paper_diary", medium = "paper",
  duty = "mandatory", classes = { 2, 4 }, decision = "002.D13",
  text = "Обязательный бумажный дневник, только 2-4 классы" }
p.carriers{ id = "002.car.personal_file", clause = "2.3", key = "personal_file", medium = "paper",
  duty = "mandatory", classes = { 1, 11 }, filler = "secretary+class_teacher", place = "designated_place",
  see = { "3.2" }, text = "Обязательное бумажное личное дело, 1-11 классы" }
p.carriers{ id = "002.car.cert_register", clause = "2.3", key = "cert_register", medium = "paper",
  duty = "mandatory", filler = "appointed_by_order", place = "safe", strict = true,
  see = { "3.3.3", "3.3.4" },
  text = "Обязательная бумажная книга регистрации; лежит в сейфе, строгая отчётность (п. 3.3.4)" }
p.carriers{ id = "002.car.cert_register_strict", clause = "3.3.4", key = "cert_register_strict",
  medium = "paper", duty = "rule", strict = true, place = "safe",
  text = "Книги регистрации держат в сейфе: это строгая отчётность" }
p.carriers{ id = "002.car.certificate_ooo", clause = "2.3", key = "certificate_ooo", medium = "paper",
  duty = "mandatory", classes = { 10, 11 }, place = "safe", keeper = "appointed_by_order",
  decision = "002.D16", see = { "3.4.2", "3.4.3", "3.4.5" },
  text = "Обязательный бумажный носитель: аттестат за 9 класс и (или) копия; 10-11 классы (п. 3.4.2)" }
p.carriers{ id = "002.car.portfolio", clause = "2.3", key = "portfolio", medium = "paper",
  duty = "mandatory", place = "pupil|classroom", keeper = "class_teacher",
  see = { "3.5.3", "3.5.4", "3.5.5" }, text = "Обязательный бумажный носитель: портфолио ученика" }
p.carriers{ id = "002.car.facultative_journal", clause = "2.3", key = "facultative_journal",
  medium = "paper", duty = "mandatory", condition = "facultative", decision = "002.D05",
  text = "Обязательный бумажный журнал факультативов; кто ведёт, где и сколько хранить, не сказано" }
p.carriers{ id = "002.car.igz_journal", clause = "2.3", key = "igz_journal", medium = "paper",
  duty = "mandatory", condition = "igz", decision = "002.D05",
  text = "Обязательный бумажный журнал ИГЗ; кто ведёт, где и сколько хранить, не сказано" }
p.carriers{ id = "002.car.home_journal", clause = "2.3", key = "home_journal", medium = "paper",
  duty = "mandatory", condition = "home_taught", decision = "002.D05",
  text = "Обязательный бумажный журнал занятий на дому; кто ведёт, где и сколько хранить, не сказано" }
p.carriers{ id = "002.car.extracurricular_journal", clause = "2.3", key = "extracurricular_journal",
  medium = "paper", duty = "mandatory", condition = "vneur", decision = "002.D05",
  text = "Обязательный бумажный журнал внеурочных занятий; кто ведёт, где и сколько хранить, не сказано" }
p.carriers{ id = "002.car.circle_journal", clause = "2.3", key = "circle_journal", medium = "paper",
  duty = "mandatory", condition = "circle", decision = "002.D05",
  text = "Обязательный бумажный журнал кружков; кто ведёт, где и сколько хранить, не сказано" }
p.carriers{ id = "002.car.e_journal_duty", clause = "3.1.1", key = "e_journal_duty", medium = "electronic",
  duty = "rule", text = "Вести электронный журнал обязаны все учителя и классные руководители" }
p.carriers{ id = "002.car.e_journal_year", clause = "3.1.3", key = "e_journal_year", medium = "electronic",
  duty = "rule", text = "На каждый класс и учебный год заводят один электронный журнал" }
p.carriers{ id = "002.car.e_journal_rules", clause = "3.1.7", key = "e_journal_rules",
  medium = "electronic", duty = "rule",
  text = "Правила даёт «Регламент ведения электронного классного журнала и электронного дневника»" }
p.carriers{ id = "002.car.remarks_page", clause = "3.1.9", key = "remarks_page", medium = "paper",
  duty = "used", filler = "deputy", text = "Распечатанная страница «Замечания по ведению журнала»" }
p.carriers{ id = "002.car.check_reports", clause = "3.1.9", key = "check_reports", medium = "paper",
  duty = "used", filler = "deputy", text = "Справки о том, как проверяли электронные журналы" }
p.carriers{ id = "002.car.e_diary", clause = "3.1.6", key = "e_diary", medium = "electronic", duty = "used",
  decision = "002.D13", text = "Электронный дневник в школе есть, но в перечне п. 2.2 его нет" }

-- What is recorded where (2.2, 2.3, 3.1.4, 3.3.1)
p.recording{ id = "002.rec.subject_e_journal", clause = "3.1.4", programme = "subject",
  target = "e_journal",
  text = "Предметы учебного плана — в электронный журнал: отметки, пропуски, домашние задания" }
p.recording{ id = "002.rec.home_e", clause = "2.2", programme = "home", target = "e_journal_home",
  decision = "002.D01", text = "Обучение на дому — в электронный журнал для таких учеников" }
p.recording{ id = "002.rec.home_paper", clause = "2.3", programme = "home", target = "home_journal",
  decision = "002.D01", text = "Обучение на дому — ещё и в бумажный журнал" }
p.recording{ id = "002.rec.facultative", clause = "2.3", programme = "facultative",
  target = "facultative_journal", text = "Факультативы — в журнал факультативов" }
p.recording{ id = "002.rec.igz", clause = "2.3", programme = "igz", target = "igz_journal",
  text = "ИГЗ — в журнал ИГЗ" }
p.recording{ id = "002.rec.vneur", clause = "2.3", programme = "vneur", target = "extracurricular_journal",
  text = "Внеурочные занятия — в журнал внеурочной деятельности" }
p.recording{ id = "002.rec.circle", clause = "2.3", programme = "circle", target = "circle_journal",
  text = "Кружки — в журнал кружковой деятельности" }
p.recording{ id = "002.rec.final", clause = "3.3.1", programme = "final_ooo_soo", target = "cert_register",
  text = "Выданные документы основной и средней школы — в книги регистрации" }

-- Supporting documents: not regulated

-- Preserving works: not regulated

-- Portfolio (2.3, 3.5)
p.portfolio{ id = "002.port.paper", clause = "2.3", aspect = "media", value = "paper",
  text = "Портфолио обязательно и ведётся на бумаге" }
p.portfolio{ id = "002.port.act", clause = "3.5.1", aspect = "local_act",
  value = "Положение о Портфолио обучающегося",
  text = "Из чего состоит портфолио, сказано в «Положении о Портфолио обучающегося»" }
p.portfolio{ id = "002.port.period_noo", clause = "3.5.2", aspect = "period", classes = { 1, 4 }, years = 4,
  text = "В 1-4 классах портфолио собирают 4 года" }
p.portfolio{ id = "002.port.period_ooo", clause = "3.5.2", aspect = "period", classes = { 5, 9 }, years = 5,
  text = "В 5-9 классах портфолио собирают 5 лет" }
p.portfolio{ id = "002.port.period_soo", clause = "3.5.2", aspect = "period", classes = { 10, 11 },
  years = 2, text = "В 10-11 классах портфолио собирают 2 года" }
p.portfolio{ id = "002.port.responsible", clause = "3.5.3", aspect = "responsible", value = "class_teacher",
  text = "Работу ведёт классный руководитель; он же регулярно показывает портфолио родителям" }
p.portfolio{ id = "002.port.place", clause = "3.5.5", aspect = "place", value = { "pupil", "classroom" },
  decision = "002.D03", text = "Лежит у ученика или в кабинете у классного руководителя" }
p.portfolio{ id = "002.port.stay", clause = "3.5.4", aspect = "term", ends_on = "leaving",
  text = "Хранится, пока ученик учится в школе" }
p.portfolio{ id = "002.port.handover", clause = "3.5.4", aspect = "handover", event = "transfer",
  to = { "legal_rep" }, sign_receipt = true,
  text = "При переходе в другую организацию портфолио отдают родителям под роспись" }

-- Retention (2.3, 3.1.9, 3.2, 3.3.4, 3.4, 3.5.4)
p.retention{ id = "002.ret.summary_sheet", clause = "3.1.9", record = "summary_sheet", medium = "paper",
  kind = "years", years = 25, trigger = "year_end", keeper = "deputy", after = "destroy_by_act",
  decision = "002.D02", trigger_stated = false,
  text = "Бумажные сводные ведомости: 25 лет, потом уничтожают по акту (Административный"
    .. " регламент, приказ 21.01.2009 № 9)" }
p.retention{ id = "002.ret.e_journal", clause = "3.1.9", record = "e_journal", medium = "electronic",
  kind = "years", years = 5, trigger = "year_end", copies = 2, format = "Microsoft Office Excel",
  keeper = "deputy", decision = "002.D02", trigger_stated = false,
  text = "Журнал в файлах Microsoft Office Excel: два электронных носителя, 5 лет; что дальше,"
    .. " не сказано" }
p.retention{ id = "002.ret.certificate_in", clause = "3.4.3", record = "certificate_ooo", medium = "paper",
  kind = "until_event", ends_on = "expulsion_order", place = "safe", keeper = "appointed_by_order",
  text = "Аттестат за 9 класс или копия: в сейфе, пока ученик получает среднее образование" }
p.retention{ id = "002.ret.certificate_out", clause = "3.4.4", record = "certificate_ooo",
  event = "expulsion_order", kind = "hand_over", to = { "pupil" }, when = "immediately",
  text = "Отдают самому ученику сразу, как вышел приказ об отчислении" }
p.retention{ id = "002.ret.cert_register", clause = "3.3.4", record = "cert_register", medium = "paper",
  kind = "not_stated", place = "safe", strict = true, decision = "002.D04",
  text = "Книги регистрации: сейф, строгая отчётность; срок не указан" }
p.retention{ id = "002.ret.personal_file", clause = "3.2", record = "personal_file", medium = "paper",
  kind = "not_stated", place = "designated_place", decision = "002.D04",
  text = "Личные дела: отдельное место; ни срока, ни правила на случай ухода ученика нет" }
p.retention{ id = "002.ret.portfolio", clause = "3.5.4", record = "portfolio", medium = "paper",
  kind = "until_event", ends_on = "leaving", decision = "002.D03",
  text = "Портфолио хранят всё время учёбы в школе" }
p.retention{ id = "002.ret.portfolio_transfer", clause = "3.5.4", record = "portfolio", event = "transfer",
  kind = "hand_over", to = { "legal_rep" }, sign_receipt = true,
  text = "При переходе ученика портфолио получают родители, под роспись" }
p.retention{ id = "002.ret.facultative_etc", clause = "2.3", record = "facultative_journal",
  also = { "igz_journal", "home_journal", "extracurricular_journal", "circle_journal", "paper_diary" },
  medium = "paper", kind = "not_stated", decision = "002.D04",
  text = "Журналы факультативов, ИГЗ, на дому, внеурочные, кружковые и бумажные дневники: срок не указан" }

-- Archive (3.1.8, 3.1.9)
p.archive{ id = "002.arc.quarter", clause = "3.1.9", task = "archive_e_journal", when = "quarter_end",
  responsible = "sysadmin", medium = "electronic",
  text = "Когда кончается четверть, администратор системы архивирует электронные журналы" }
p.archive{ id = "002.arc.excel", clause = "3.1.9", task = "archive_format",
  format = "Microsoft Office Excel", copies = 2, medium = "electronic", responsible = "deputy",
  decision = "002.D07", text = "Архив — файлы Microsoft Office Excel на двух электронных носителях" }
p.archive{ id = "002.arc.summary", clause = "3.1.9", task = "print_summary", when = "year_end",
  medium = "paper", responsible = "deputy", when_stated = false,
  text = "Сводные ведомости на бумаге; отвечают заместители директора" }
p.archive{ id = "002.arc.destroy", clause = "3.1.9", task = "destroy_by_act", responsible = "deputy",
  text = "Сводные ведомости уничтожают по акту" }
p.archive{ id = "002.arc.backup", clause = "3.1.8", task = "backup", when = "daily",
  responsible = "sysadmin", decision = "002.D06",
  text = "Администратор системы каждый день делает запасную копию электронного журнала" }
p.archive{ id = "002.arc.remarks", clause = "3.1.9", task = "print_remarks", when = "on_check",
  responsible = "deputy",
  text = "Итоги проверки остаются в справках и на распечатанной странице «Замечания…»" }

-- Duties (3.1-3.5)
p.roles{ id = "002.role.director", clause = "3.1.9", role = "director", duty = "control_overall",
  text = "Директор следит за журналами в целом и принимает решения по итогам" }
p.roles{ id = "002.role.director_order", clause = "3.3.3", role = "director",
  duty = "appoint_register_filler",
  text = "Директор приказом назначает тех, кто заполняет книги регистрации" }
p.roles{ id = "002.role.deputy_control", clause = "3.1.8", role = "deputy", duty = "control_e_journal",
  text = "Заместитель директора отвечает за то, чтобы положение соблюдали, и регулярно проверяет" }
p.roles{ id = "002.role.deputy_check", clause = "3.1.9", role = "deputy", duty = "check_e_journal",
  text = "Заместители директора смотрят, верно ли ведут журналы, и пишут справки" }
p.roles{ id = "002.role.deputy_storage", clause = "3.1.9", role = "deputy", duty = "store_archive",
  text = "Заместители директора хранят сводные ведомости и файлы Excel" }
p.roles{ id = "002.role.class_teacher_lists", clause = "3.1.8", role = "class_teacher",
  duty = "maintain_lists",
  text = "Классный руководитель держит верными списки класса и вовремя извещает родителей" }
p.roles{ id = "002.role.class_teacher_credentials", clause = "3.1.6", role = "class_teacher",
  duty = "give_pupil_credentials",
  text = "Классный руководитель выдаёт ученикам логин и пароль, когда начинается год" }
p.roles{ id = "002.role.class_teacher_portfolio", clause = "3.5.3", role = "class_teacher",
  duty = "organise_portfolio", text = "Классный руководитель отвечает за портфолио" }
p.roles{ id = "002.role.class_teacher_file", clause = "3.2", role = "class_teacher",
  duty = "maintain_personal_file",
  text = "Классные руководители заполняют личные дела вместе с секретарём" }
p.roles{ id = "002.role.secretary", clause = "3.2", role = "secretary", duty = "maintain_personal_file",
  text = "Секретарь учебной части заполняет личные дела" }
p.roles{ id = "002.role.teacher", clause = "3.1.8", role = "teacher", duty = "fill_daily",
  text = "Учителя каждый день честно вносят отметки, темы уроков и пропуски" }
p.roles{ id = "002.role.sysadmin_backup", clause = "3.1.8", role = "sysadmin", duty = "backup_daily",
  text = "Администратор системы следит, чтобы журнал работал, и ежедневно копирует его" }
p.roles{ id = "002.role.sysadmin_archive", clause = "3.1.9", role = "sysadmin", duty = "archive_quarter",
  text = "Администратор системы каждую четверть делает архив" }
p.roles{ id = "002.role.sysadmin_credentials", clause = "3.1.6", role = "sysadmin",
  duty = "give_parent_credentials", text = "Администратор системы выдаёт логин и пароль родителям" }
p.roles{ id = "002.role.register_filler", clause = "3.3.3", role = "appointed_by_order",
  duty = "fill_cert_register", text = "Книги регистрации заполняют люди, назначенные приказом" }
p.roles{ id = "002.role.certificate_keeper", clause = "3.4.5", role = "appointed_by_order",
  duty = "keep_certificates", text = "Аттестаты за 9 класс хранит человек, назначенный приказом" }
p.roles{ id = "002.role.users", clause = "3.1.8", role = "user", duty = "confidentiality",
  text = "Все пользователи не разглашают сведения и берегут свои логин и пароль" }

-- Access (1.5, 3.1.5, 3.1.6, 3.1.8)
p.access{ id = "002.acc.daily", clause = "3.1.5", aspect = "self_service",
  to = { "pupil", "parent_of_minor" }, freq = "daily",
  text = "Ученики и родители несовершеннолетних могут каждый день смотреть результаты на сайте" }
p.access{ id = "002.acc.cred_pupil", clause = "3.1.6", aspect = "credentials", user = "pupil",
  issuer = "class_teacher", when = "year_start",
  text = "Ученик получает логин и пароль от классного руководителя, когда начинается учебный год" }
p.access{ id = "002.acc.cred_parent", clause = "3.1.6", aspect = "credentials", user = "parent_of_minor",
  issuer = "sysadmin", decision = "002.D14",
  text = "Родителю несовершеннолетнего логин и пароль даёт администратор системы; когда, не сказано" }
p.access{ id = "002.acc.confidential", clause = "3.1.8", aspect = "confidentiality",
  text = "Пользователи отвечают за то, чтобы сведения не разглашались (152-ФЗ)" }
p.access{ id = "002.acc.share", clause = "1.5", aspect = "inform_participants", period = "any",
  decision = "002.D15",
  text = "Сведения дают всем участникам за любое время, поэтому даты отчёта выбирают свободно" }

-- Awards (1.5)
p.awards{ id = "002.awd.base", clause = "1.5", areas = {},
  text = "Учёт — основа для поощрения учеников; области не названы, отдельного положения нет" }
p.awards{ id = "002.awd.staff", clause = "1.5", subject = "staff", material_support = "staff_only",
  text = "Он же — основа для материального поощрения педагогов, но не учеников" }

-- Transfer credit: not regulated

-- External systems (3.1.2)
p.external{ id = "002.ext.dnevnik", clause = "3.1.2", key = "dnevnik_ru", label = "Дневник.ру",
  url = "http://dnevnik.ru", text = "Электронный журнал ведут в школьной сети «Дневник.ру»" }
p.external{ id = "002.ext.asu", clause = "3.1.2", key = "asu_nn", label = "АСУ Нижегородская область",
  url = "https://edu.gounn.ru/",
  text = "Электронный журнал ведут и на платформе «АСУ Нижегородская область»" }

-- Acts (1.2, 1.5, 3.1.7, 3.1.9, 3.3.2, 3.5.1)
p.legal{ id = "002.law.fz273", clause = "1.2", label = "ФЗ 29.12.2012 N273-ФЗ",
  text = "Закон об образовании, 29.12.2012 № 273-ФЗ" }
p.legal{ id = "002.law.fz152", clause = "1.2", label = "152-ФЗ (напечатано «Законом»)",
  text = "Закон о персональных данных, 152-ФЗ (в п. 1.2 напечатано «Законом»)" }
p.legal{ id = "002.law.fz149", clause = "1.2", label = "149-ФЗ (напечатано «Законом»)",
  text = "Закон об информации, 149-ФЗ (в п. 1.2 напечатано «Законом»)" }
p.legal{ id = "002.law.letter2000", clause = "1.2", label = "письмо Минобразования 20.12.2000 № 03-51/64",
  text = "Письмо Минобразования о работе с документами, 20.12.2000 № 03-51/64" }
p.legal{ id = "002.law.p546", clause = "3.3.2",
  label = "приказ 05.10.2020 № 546 (приписан министерству образования и науки)",
  text = "Приказ об аттестатах, 05.10.2020 № 546; приписан «министерству образования и науки»" }
p.legal{ id = "002.law.p9", clause = "3.1.9",
  label = "Административный регламент Рособнадзора (как напечатано), приказ 21.01.2009 № 9",
  text = "Административный регламент Рособнадзора (название как напечатано), приказ 21.01.2009 № 9" }
p.legal{ id = "002.law.interim", clause = "1.5",
  label = "локальный акт: Положение о формах, периодичности и порядке текущего контроля…",
  text = "Положение школы о текущем контроле и промежуточной аттестации" }
p.legal{ id = "002.law.reglament", clause = "3.1.7",
  label = "локальный акт: Регламент ведения электронного классного журнала и электронного дневника",
  text = "Регламент школы об электронном журнале и электронном дневнике" }
p.legal{ id = "002.law.portfolio", clause = "3.5.1",
  label = "локальный акт: Положение о Портфолио обучающегося",
  text = "Положение школы о портфолио" }

-- Goals (1.4, 2.1, 3.4.1)
p.about{ id = "002.pur.goals", clause = "1.4", text = "Цели положения; на работу программы не влияют" }
p.about{ id = "002.pur.storage", clause = "2.1",
  text = "Сведения хранят и на бумаге, и в электронном виде" }
p.about{ id = "002.pur.cert_carrier", clause = "3.4.1",
  text = "Аттестаты за 9 класс (копии) названы обязательными ещё раз, после п. 2.3" }

-- Open questions: a person decides
p.decision{ id = "002.D01", kind = "contradiction", clauses = { "2.2", "2.3" },
  question = "Ученик учится на дому: обязательны и электронный журнал (п. 2.2), и бумажный"
    .. " (п. 2.3). Какой вести?",
  interim = "both", severity = "B", records = { "e_journal_home", "home_journal" }, interim_option = "both",
  text = "Программа показывает оба журнала с пометкой об этом вопросе; после записи в один"
    .. " напомнит о другом",
  options = {
    { id = "both", label = "вести оба" },
    { id = "electronic", label = "только электронный",
      disable = { "002.car.home_journal", "002.rec.home_paper" } },
    { id = "paper", label = "только бумажный", disable = { "002.car.e_journal_home", "002.rec.home_e" } },
  } }
p.decision{ id = "002.D02", kind = "ambiguity", clauses = { "3.1.9", "3.1.3" },
  question = "С чего считать 5 и 25 лет: с конца каждой четверти, когда делают архив, или с"
    .. " конца учебного года (журнал ведут на год, п. 3.1.3)?",
  interim = "year_end", severity = "A", records = { "e_journal", "summary_sheet" },
  interim_option = "year_end",
  text = "Программа считает с конца учебного года; архивы четвертей одного года лежат в одном"
    .. " деле, срок общий",
  options = {
    { id = "year_end", label = "с конца учебного года" },
    { id = "quarter", label = "с архива каждой четверти" },
  } }
p.decision{ id = "002.D03", kind = "ambiguity", clauses = { "3.5.4", "3.5.5" },
  question = "Портфолио может лежать у ученика или в кабинете: кто за него отвечает? И что с ним"
    .. " делать после выпуска, конца уровня или отчисления? Сказано только о переводе.",
  interim = "место отмечают у каждого ученика", severity = "B", records = { "portfolio" }, event_gap = true,
  text = "Место для каждого ученика выбирает классный руководитель; при выпуске программа"
    .. " попросит решения",
  options = {
    { id = "pupil", label = "у ученика" },
    { id = "classroom", label = "в классном кабинете" },
  } }
p.decision{ id = "002.D04", kind = "gap", clauses = { "3.2", "3.3.4", "2.3", "3.5.4" },
  question = "Срок не указан для личных дел, книг регистрации, дневников и журналов"
    .. " факультативов, ИГЗ, на дому, внеурочных и кружковых. Сколько их хранить?",
  interim = "хранить, срок не указан", severity = "A",
  records = {
    "personal_file", "cert_register", "paper_diary", "facultative_journal", "igz_journal",
    "home_journal", "extracurricular_journal", "circle_journal",
  },
  text = "Пока срок не введён, программа хранит эти документы и не даёт их уничтожить",
  options = {
    { id = "enter", label = "ввести срок и основание" },
  } }
p.decision{ id = "002.D05", kind = "gap", clauses = { "2.3" },
  question = "Глава 3 не описывает бумажные дневники и журналы факультативов, ИГЗ, на дому,"
    .. " внеурочные, кружковые. Кто за них отвечает?",
  interim = "ответственного нет", severity = "B",
  records = {
    "facultative_journal", "igz_journal", "home_journal", "extracurricular_journal", "circle_journal",
    "paper_diary",
  },
  text = "В списке носителей стоит пометка «ответственный не назначен»",
  options = {
    { id = "assign", label = "ответственного назначит директор" },
  } }
p.decision{ id = "002.D06", kind = "ambiguity", clauses = { "3.1.2", "3.1.8" },
  question = "Журнал ведут в двух системах, Дневник.ру и АСУ, а запасная копия требуется только"
    .. " для Дневник.ру. Копировать обе?",
  interim = "both", severity = "B", records = {}, interim_option = "both",
  text = "Напоминание о копии называет обе системы; свою базу программа копирует в любом случае",
  options = {
    { id = "both", label = "копировать обе" },
    { id = "dnevnik", label = "только Дневник.ру" },
  } }
p.decision{ id = "002.D07", kind = "ambiguity", clauses = { "3.1.9" },
  question = "Конец п. 3.1.9 написан несвязно: «хранение ее», а чего — неясно; уничтожать по"
    .. " акту велено только бумажные ведомости. О чём речь?",
  interim = "journal", severity = "B", records = { "e_journal" }, interim_option = "journal",
  text = "Программа относит эти слова к журналу в Excel; когда срок выйдет, она спросит"
    .. " человека, что дальше",
  options = {
    { id = "journal", label = "журнал в Excel: 5 лет, два носителя" },
    { id = "sheets", label = "сводные ведомости в Excel" },
  } }
p.decision{ id = "002.D08", kind = "contradiction", clauses = { "шапка", "2.1" },
  question = "В названии стоит «бумажных и (или) электронных», в п. 2.1 — «бумажных и"
    .. " электронных». Что верно?",
  interim = "both", severity = "C", records = {}, interim_option = "both",
  text = "Программа ведёт оба вида, бумажный и электронный",
  options = {
    { id = "both", label = "оба вида носителей" },
  } }
p.decision{ id = "002.D09", kind = "ambiguity", clauses = { "подписи" },
  question = "У четырёх разных органов совпали номер и дата: протокол № 4 от 02.11.2020. Так ли это?",
  interim = "as_printed", severity = "C", records = {}, interim_option = "as_printed",
  text = "Печатается как в положении, с подсказкой сверить",
  options = {
    { id = "as_printed", label = "как напечатано" },
  } }
p.decision{ id = "002.D10", kind = "ambiguity", clauses = { "3.3.2" },
  question = "Приказ 05.10.2020 № 546 приписан «министерству образования и науки»; положение"
    .. " Борисовской школы (п. 1.2) называет Минпросвещения. Что верно?",
  interim = "as_printed", severity = "C", records = {}, interim_option = "as_printed",
  text = "В списке актов стоит текст этого положения с примечанием",
  options = {
    { id = "as_printed", label = "как напечатано" },
    { id = "fix", label = "исправить вручную" },
  } }
p.decision{ id = "002.D11", kind = "ambiguity", clauses = { "1.2", "3.1.8" },
  question = "152-ФЗ в п. 1.2 — «Закон Российской Федерации», в п. 3.1.8 — «Федеральный закон»."
    .. " Как писать?",
  interim = "as_printed", severity = "C", records = {}, interim_option = "as_printed",
  text = "На работу программы не влияет",
  options = {
    { id = "as_printed", label = "как напечатано" },
  } }
p.decision{ id = "002.D12", kind = "ambiguity", clauses = { "3.1.9" },
  question = "Уничтожают по «Административному регламенту Рособнадзора» (как напечатано), приказ"
    .. " 21.01.2009 № 9. Действует ли он, должен проверить человек.",
  interim = "as_printed", severity = "B", records = { "summary_sheet" }, interim_option = "as_printed",
  text = "В акте программа приводит ссылку из положения и просит её подтвердить",
  options = {
    { id = "as_printed", label = "сослаться как напечатано" },
    { id = "replace", label = "указать действующий акт" },
  } }
p.decision{ id = "002.D13", kind = "ambiguity", clauses = { "2.3", "3.1.6" },
  question = "Бумажные дневники названы только для 2-4 классов; электронный дневник в ходу"
    .. " (п. 3.1.6), но в перечне п. 2.2 его нет. Как понимать?",
  interim = "literal", severity = "C", records = { "paper_diary", "e_diary" }, interim_option = "literal",
  text = "Бумажный дневник программа ждёт только во 2, 3 и 4 классах; электронный — необязательный",
  options = {
    { id = "literal", label = "бумажный дневник только во 2-4 классах" },
  } }
p.decision{ id = "002.D14", kind = "ambiguity", clauses = { "3.1.5", "3.1.6", "3.1.8" },
  question = "О доступе говорится только для родителей несовершеннолетних. А если ученику уже"
    .. " 18? И когда родители получают логин и пароль?",
  interim = "не давать доступ до решения", severity = "B", records = {}, covers = "access:parent_of_adult",
  text = "Родителю совершеннолетнего ученика программа ничего не показывает и просит решения",
  options = {
    { id = "deny", label = "родителям совершеннолетних доступа нет" },
    { id = "consent", label = "с согласия ученика" },
  } }
p.decision{ id = "002.D15", kind = "gap", clauses = { "1.5", "3.1.8" },
  question = "О заявлениях и посторонних лицах правил нет, а п. 1.5 обещает сведения «всем"
    .. " участникам образовательных отношений». Кому их давать?",
  interim = "strict", severity = "B", records = {}, covers = "access", interim_option = "strict",
  text = "Кроме просмотра своих результатов на сайте (п. 3.1.5), сведения без решения человека"
    .. " не выдаются",
  options = {
    { id = "strict", label = "только просмотр по п. 3.1.5" },
    { id = "participants", label = "всем участникам, каждому его данные" },
  } }
p.decision{ id = "002.D16", kind = "ambiguity", clauses = { "2.3", "3.4.2", "3.4.4" },
  question = "Что хранить: сам аттестат, копию или всё вместе? Возвращают его ученику, даже"
    .. " несовершеннолетнему; о расписке не сказано.",
  interim = "отмечают у каждого ученика", severity = "B", records = { "certificate_ooo" },
  text = "При приёме надо отметить, что приняли: подлинник, копию или оба; вернуть нужно то же самое",
  options = {
    { id = "original", value = "original", label = "подлинник" },
    { id = "copy", value = "copy", label = "копия" },
    { id = "both", value = "both", label = "подлинник и копия" },
  } }
p.decision{ id = "002.D17", kind = "ambiguity", clauses = { "подписи" },
  question = "Сколько листов в положении? Напечатано «5 (*12/12/16*) Листов».", interim = "неизвестно",
  severity = "C", records = {}, text = "На работу программы не влияет",
  options = {
    { id = "enter", label = "сверить с подлинником" },
  } }
p.decision{ id = "002.D18", kind = "gap", clauses = { "3.5.2", "2.2", "2.3" },
  question = "Списка программ нет; уровни выведены из классов 1-11, сроков портфолио и книг"
    .. " регистрации. Верно ли это?",
  interim = "infer", severity = "C", records = {}, interim_option = "infer",
  text = "Программы отмечены как упомянутые, а не прямо названные",
  options = {
    { id = "infer", value = "НОО 1-4, ООО 5-9, СОО 10-11",
      label = "начальная школа 1-4, основная 5-9, средняя 10-11" },
  } }
p.decision{ id = "002.D19", kind = "ambiguity", clauses = { "3.1.9" },
  question = "Для архива названа только четверть. Что делать с классами, где отметки ставят за"
    .. " полугодие?",
  interim = "quarter", severity = "C", records = {}, interim_option = "quarter",
  text = "Архив ждут к концу каждой четверти по календарю, для всех классов",
  options = {
    { id = "quarter", label = "каждую четверть, для всех классов" },
    { id = "period", label = "в конце учебного периода этого класса" },
  } }

-- Topics the document does not cover
p.not_regulated = {
  evidence = "нет ни списка подтверждающих документов, ни формы выписки; содержание портфолио"
    .. " отдано «Положению о Портфолио обучающегося» (п. 3.5.1)",
  preserve = "не сказано, как сохранять работы учеников",
  credit = "нет правил зачёта и учёта результатов из других организаций",
}

return p
