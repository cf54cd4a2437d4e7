-- text/ru_cmd.lua -- words of the commands: what they say and how they are explained.
-- Floor: beside lib.
return {
  ask_login = "Логин: ",
  ask_password = "Пароль: ",
  ask_new_password = "Новый пароль (не короче 8 знаков): ",
  ask_again = "Ещё раз: ",
  need_login = "Не сказано, кто за флешкой: добавьте --login ИМЯ или переменную ZHURNAL_LOGIN",
  need_password = "Нет пароля: задайте переменную ZHURNAL_PASSWORD или запустите команду в терминале",
  no_school = "В {dir} школы нет. Завести: zhurnal init; посмотреть на вымышленной: zhurnal demo",
  ask_recovery = "Ключ восстановления: ",
  need_recovery = "Нет ключа восстановления: задайте переменную ZHURNAL_RECOVERY или запустите команду " ..
    "в терминале",
  wrong_recovery = "Ключ восстановления не подошёл. Проверьте его по бумаге из сейфа",
  need_env_password = "Нет пароля: задайте переменную {name} или запустите команду в терминале",
  no_data_file = "Файла data/school.db на флешке нет. Верните его из копии: zhurnal ledger restore",
  no_such_action = "{command}: действия «{action}» нет. Пишут так: {usage}",

  policy_unknown = "Регламента «{name}» нет. Список: zhurnal policy list",
  may_not_adopt = "Принимать регламент вам не доверено: это делает директор",
  adopt_need_from = "adopt: с какого дня действует? Добавьте --from 01.09.2026",
  adopt_need_date = "С какого дня действует регламент? Напишите день так: 01.09.2026",
  adopt_need_protocol = "adopt: каким протоколом принят? Добавьте --protocol \"№ 2 от 30.08.2026\"",
  adopt_need_order = "adopt: каким приказом утверждён? Добавьте --order \"№ 15 от 31.08.2026\"",
  adopt_same = "Этот самый текст уже принят с {date}",
  note_adoption = "принят регламент",
  note_init = "первый день журнала",

  init_occupied = "В {dir} школа уже есть. Возьмите другую папку: zhurnal -C ПАПКА init …",
  init_done = "Школа заведена: {school}. Регламент: {title}.",
  init_recovery = "Ключ восстановления (показывается один раз):",
  init_recovery_what = "Запишите его на бумагу и положите в сейф, отдельно от флешки. Если пароль забыт,\n" ..
    "открыть журнал можно только этим ключом. Кто владеет ключом и флешкой, прочтёт всё.",
  init_next = "Дальше: zhurnal serve откроет журнал в браузере; zhurnal import roster ФАЙЛ перенесёт " ..
    "списки классов.",

  policy_own = "свой",
  policy_ok = "{file}: ошибок нет",
  policy_lint_none = "Замечаний нет.",
  policy_lint_sum = "Замечаний: {n}. Для руководителя: {a}, по порядку: {b}, мелкие: {c}.",
  policy_diff_none = "Различий нет.",
  policy_adopted = "Регламент принят: {title}. Действует с {date}. Отпечаток текста: {hash}",
  policy_new_done = "Создан {file}. Впишите отличия и проверьте: zhurnal policy check {file}",
  policy_new_exists = "{file}: такой файл уже есть",
  policy_bad_name = "Имя регламента: строчные латинские буквы, цифры и «_», например moya_shkola",
  policy_not_object = "нужен объект в фигурных скобках",
  policy_line = "строка {line}",
  policy_bad_json = "{what}: {reason}",
  policy_batch_line = "строка {line}: нужен объект с полями policy, hook, ctx",

  ledger_entry = "{at}  {author}: {note} (записей: {n})",
  ledger_no_note = "запись в журнал",
  ledger_ok = "Журнал записей цел: проверено записей {entries}, подписанных пачек {commits}.",
  ledger_bad = "Найдено нарушений: {n}.",
  ledger_destroyed = "Уничтожено по актам: {n}.",
  ledger_rebuilt = "Таблицы собраны заново из записей: {entries}.",
  ledger_snapshot = "Копия записана: {name}",
  ledger_copies = "Копии на флешке:",
  ledger_no_copies = "Копий на флешке нет. Сделать: zhurnal ledger snapshot",
  ledger_restored = "Возвращена копия {name}.{kept}",
  ledger_kept = " Прежний файл лежит рядом: {kept}",
  ledger_no_copy = "Копии «{name}» нет. Список: zhurnal ledger restore",

  retention_header = "{on}: дел {n}",
  retention_none = "Дел ещё нет: они появятся, когда журналы и личные дела закроют.",
  retention_none_such = "Таких дел нет.",
  retention_no_record = "Такого вида дел нет: «{key}». Есть: {list}",
  retention_no_state = "Такого состояния нет: «{key}». Есть: {list}",
  retention_line = "{title}: {state}; закрыто {closed}{term}{till}{clause}",
  retention_term = "; хранить {term}",
  retention_till = ", до {date}",
  retention_clause = " (п. {clause})",
  retention_open = "не закрыто",
  retention_counts = "Итого: {counts}",

  check_good = "хорошо",
  check_warn = "внимание",
  check_bad = "плохо",
  check_file = "файл данных",
  check_file_ok = "цел, размер {size} МБ",
  check_chain = "журнал записей",
  check_chain_ok = "цел, записей {entries}, подписей {commits}",
  check_chain_bad = "нарушений: {n}; первое: {first}",
  check_space = "место на флешке",
  check_space_ok = "свободно {free} МБ",
  check_space_low = "свободно {free} МБ, копии нужно {need} МБ: освободите место",
  check_space_unknown = "узнать не удалось: {reason}",
  check_clock = "часы",
  check_clock_ok = "идут вровень с записями",
  check_clock_back = "отстают от последней записи ({last}): поправьте дату и время компьютера",
  check_clock_far = "последняя запись {last}, больше {days} дней назад: верна ли дата компьютера?",
  check_copies = "копии",
  check_copies_ok = "последняя от {date}",
  check_copies_old = "последняя от {date}, прошло дней: {days}. Сделать: zhurnal ledger snapshot",
  check_copies_none = "нет ни одной. Сделать: zhurnal ledger snapshot",
  check_policy = "регламент",
  check_policy_ok = "{title}, действует с {date}",
  check_policy_changed = "файл отличается от принятого текста: действует принятый, новый нужно принять " ..
    "(policy adopt)",
  check_policy_gone = "{title}: файла нет или он с ошибкой; действует принятый текст",
  check_policy_none = "ещё не принят: zhurnal policy adopt",
  check_readonly = "запись",
  check_readonly_ok = "возможна",
  check_readonly_bad = "флешка или файл закрыты для записи",
  check_newer = "данные записаны более новой программой: их можно только читать",

  user_header = "логин               роли                          человек",
  user_added = "Пользователь {login} заведён. Роли: {roles}.",
  user_password_done = "Пароль пользователя {login} заменён.",
  user_removed = "Пользователь {login} больше не откроет журнал. Его прежние записи остались.",
  user_no_such = "Пользователя {login} нет. Список: zhurnal user list",
  user_last = "Это последний, кто ведёт список пользователей: сначала заведите другого",
  user_not_yourself = "Себя удалить нельзя: попросите другого администратора",
  user_bad_role = "Роли «{role}» нет. Есть: {roles}",
  user_bad_level = "Уровня «{scope}» нет. Пишут классы: 1-4, 9 или 5-9,11",
  user_off = "отключён",
  note_user_removed = "пользователь отключён",

  init_help = "завести школу на флешке",
  init_usage = [[
zhurnal [-C ПАПКА] init --policy РЕГЛАМЕНТ --school НАЗВАНИЕ --admin ЛОГИН [--short КРАТКО] [--locality МЕСТО]
  Заводит школу: ключ шифрования, первого пользователя, учебный год с периодами, принятый регламент.
  Пароль первого пользователя берётся из переменной ZHURNAL_PASSWORD или спрашивается дважды.
  Пример: zhurnal init --policy 000 --school "Название школы" --admin direktor]],
  import_help = "перенести списки, уроки и отметки из файла CSV",
  import_usage = [[
zhurnal [-C ПАПКА] import ЧТО ФАЙЛ [--dry-run] [--json] [--year 2026/2027] [--login ЛОГИН]
  ЧТО: roster (списки учеников), staff (сотрудники), journals (журналы), lessons (уроки), plan (планы),
  marks (отметки).
  Файл: CSV с «;» или «,», в UTF-8 или Windows-1251; в первой строке названия столбцов, порядок любой.
    roster   класс или группа; фамилия; имя; отчество; дата рождения; пол; СНИЛС; № личного дела;
             дата зачисления; вид группы
    staff    фамилия; имя; отчество; должность; дата приёма; классное руководство
    journals класс; предмет; подгруппа; учитель; часов в неделю; учёт (отметки, зачёт, уровни…)
    lessons  класс; предмет; подгруппа; дата; номер урока; тема; домашнее задание; вид работы; вес; учитель;
             учёт (отметки, зачёт, уровни…)
    plan     класс; предмет; подгруппа; номер; тема; часов; задание; вид работы
    marks    класс; предмет; дата; номер урока; фамилия; имя; отчество; отметка; отсутствие; комментарий
  Вместо трёх столбцов имени годится один: ФИО. Дата: 21.11.2026 или 2026-11-21.
  Файл переносится целиком или никак; каждая отказанная строка названа с причиной.
  Повторный перенос ничего не удваивает. --dry-run только показывает, что было бы.
  Пример: zhurnal import roster 5A.csv --dry-run]],
  policy_help = "регламенты: список, проверка, показ, сравнение, принятие, вопросы",
  policy_short = "list | check | lint | show | diff | adopt | new | ask; подробно: zhurnal help policy",
  policy_usage = [[
zhurnal [-C ПАПКА] policy ДЕЙСТВИЕ …   (РЕГЛАМЕНТ: имя или номер из policy list)
  list                          какие регламенты есть
  check ФАЙЛ                    есть ли в файле ошибки: строка, что не так, что написать
  lint РЕГЛАМЕНТ                противоречия, повторы пунктов, пробелы
  show РЕГЛАМЕНТ                регламент как лист для чтения
  diff РЕГЛАМЕНТ РЕГЛАМЕНТ      чем второй отличается от первого, по-русски
  adopt ФАЙЛ|РЕГЛАМЕНТ --protocol "№ 2 от 30.08.2026" --order "№ 15 от 31.08.2026" --from 01.09.2026
  new --from РЕГЛАМЕНТ ИМЯ      свой регламент на основе готового: файл в папке policies
  ask РЕГЛАМЕНТ ВОПРОС [ДАННЫЕ] [--env JSON]     ответ регламента в виде JSON
  ask --batch ФАЙЛ|-            в строке {"policy","hook","ctx","env"}, в ответ строка на строку
  Пример: zhurnal policy ask 000 retention '{"record":"e_journal","closed":"2026-08-31"}']],
  ledger_help = "журнал записей: чтение, проверка, копии",
  ledger_short = "log | verify | rebuild | snapshot | restore; подробно: zhurnal help ledger",
  ledger_usage = [[
zhurnal [-C ПАПКА] ledger ДЕЙСТВИЕ [--login ЛОГИН]
  log [--limit N]     последние записи: когда, кто, что
  verify              подписи, отпечатки и таблицы; код 3, если что-то нарушено
  rebuild             собрать таблицы заново из записей
  snapshot            сделать копию сейчас
  restore [КОПИЯ]     вернуть копию (имя или дата); без имени — список копий
  Пример: zhurnal ledger restore 21.11.2026]],
  retention_help = "дела школы: до какого дня хранить и по какому пункту",
  retention_usage = [[
zhurnal [-C ПАПКА] retention [--on ДАТА] [--record ВИД] [--state СОСТОЯНИЕ] [--json] [--login ЛОГИН]
  Каждое дело: состояние, когда закрыто, срок, до какого дня хранить, пункт регламента.
  Пример: zhurnal retention --on 01.09.2031]],
  check_help = "здоровье флешки: файл, записи, место, часы, копии, регламент",
  check_usage = [[
zhurnal [-C ПАПКА] check [--json] [--login ЛОГИН]
  Каждая строка: хорошо, внимание или плохо. Код: 0 — всё хорошо, 1 — есть «внимание», 3 — есть «плохо».]],
  user_help = "пользователи: список, новый, пароль, отключение",
  user_rotated = "Данные перешифрованы новым ключом. Пароли и ключ восстановления прежние",
  user_short = "list | add | password | remove | rotate; подробно: zhurnal help user",
  user_usage = [[
zhurnal [-C ПАПКА] user ДЕЙСТВИЕ [--login ЛОГИН]
  list                                      кто может открыть журнал
  add ЛОГИН --role РОЛЬ [--role РОЛЬ] [--person "Фамилия Имя Отчество"]
  password ЛОГИН [--recovery]               новый пароль; --recovery: открыть ключом из сейфа
  remove ЛОГИН                              больше не пускать
  rotate                                    новый ключ данных; пароли остаются прежними
  Роль — слово или ключ регламента, с уровнем через двоеточие: завуч:1-4, teacher.
  Свой пароль — в ZHURNAL_PASSWORD, новый — в ZHURNAL_NEW_PASSWORD, или программа спросит.
  Пример: zhurnal user add ivanova --role учитель --person "Иванова Мария Петровна"]],
}
