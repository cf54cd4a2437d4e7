-- Rules over the rows of the five regulations beyond the statements: every decision with a patch, both day
-- counts, gaps, access, and the marking rules of the base (averages, break-offs, certificates, medals).
local policy = require "policy.policy"
local tap = require "lib.tap"

local function part(got, want)
  for key, value in next, want do
    local have = type(got) == "table" and got[key]
    if value == "nil" then
      if have ~= nil then return false, key end
    elseif not tap.same(have, value) then
      return false, key
    end
  end
  return true
end

-- Cases: {policy, name, hook, ctx, expected fields ("nil" = absent), env}.
local function run(cases)
  local groups, order = {}, {}
  for _, case in ipairs(cases) do
    if not groups[case[1]] then
      groups[case[1]] = {}
      order[#order + 1] = case[1]
    end
    table.insert(groups[case[1]], case)
  end
  for _, id in ipairs(order) do
    local calls = {}
    for i, case in ipairs(groups[id]) do calls[i] = { hook = case[3], ctx = case[4], env = case[6] } end
    local answers, err = policy.ask(id, calls)
    tap.ok(answers, id .. " answers", err and err.msg)
    for i, case in ipairs(answers and groups[id] or {}) do
      local good, key = part(answers[i].ok, case[5])
      tap.ok(good, id .. " " .. case[3] .. ": " .. case[2], answers[i].error or (tostring(key) .. ": "
        .. tap.show(answers[i].ok)))
    end
  end
end

local function decided(id, option) return { decisions = { [id] = option } } end

-- Terms: both day counts, before, on and after the last day, the answers that patch rows.
run{
  { "000", "from the closing day", "retention", { record = "e_journal", closed = "2024-05-31" },
    { start = "2024-05-31", keep_until = "2029-05-31", destroy_from = "2029-06-01" },
      { day_count = "from_event" } },
  { "000", "29 February", "retention", { record = "cut_works", closed = "2024-02-29" },
    { keep_until = "2025-02-28", destroy_from = "2025-03-01" }, { day_count = "from_event" } },
  { "000", "the setting counts too", "retention", { record = "cut_works", closed = "2024-02-29" },
    { keep_until = "2025-02-28" }, { settings = { day_count = "from_event" } } },
  { "000", "closed in December", "retention", { record = "cut_works", closed = "2024-12-31" },
    { start = "2025-01-01", keep_until = "2025-12-31", destroy_from = "2026-01-01" } },
  { "000", "not closed yet", "disposition", { record = "e_journal", today = "2099-01-01" },
    { state = "keep", start = "nil" } },
  { "000", "after the shorter of two readings", "disposition",
    { record = "vpr_works", closed = "2024-05-31", today = "2026-01-01" },
    { state = "keep", disputed = true, options = { 1, 3 }, may_destroy = false } },
  { "000", "after the longer of two readings", "disposition",
    { record = "vpr_works", closed = "2024-05-31", today = "2028-01-01" }, { state = "expired",
      may_destroy = false } },
  { "000", "one year was chosen", "disposition", { record = "vsosh_works", closed = "2024-05-31",
    today = "2026-01-01" }, { state = "expired", disputed = "nil", may_destroy = false }, decided("000.D01",
      "1y") },
  { "000", "chosen and by act", "disposition", { record = "vpr_works", closed = "2024-05-31",
    today = "2026-01-01" },
    { state = "destroy_by_act", may_destroy = true },
    { decisions = { ["000.D01"] = "1y", ["000.D14"] = "act" } } },
  { "000", "by act, still disputed", "disposition", { record = "vpr_works", closed = "2024-05-31",
    today = "2028-01-01" }, { state = "destroy_by_act", disputed = true, may_destroy = false },
    decided("000.D14", "act") },
  { "000", "by act", "disposition", { record = "e_journal", closed = "2024-05-31", today = "2030-01-01" },
    { state = "destroy_by_act", may_destroy = true }, decided("000.D14", "act") },
  { "000", "prolong changes nothing", "disposition", { record = "e_journal", closed = "2024-05-31",
    today = "2030-01-01" }, { state = "expired", may_destroy = false }, decided("000.D14", "prolong") },
  { "000", "all notebooks alike", "retention", { record = "lab_notebook" }, { to_archive = false },
    decided("000.D12", "extend_7_7") },
  { "000", "monitoring data as notebooks", "retention", { record = "monitoring_data" },
    { kind = "until_event", ends_on = "year_end", to_archive = "nil" }, decided("000.D12", "separate") },
  { "000", "an answer without a patch sets no term", "disposition", { record = "class_journal",
    closed = "2024-05-31", today = "2060-01-01" }, { state = "term_not_set", decision = "nil" },
    decided("000.D04", "nomenclature") },
  { "000", "a term from the nomenclature", "disposition", { record = "class_journal", closed = "2024-05-31",
    today = "2049-12-31" }, { state = "keep", basis = "nomenclature", keep_until = "2049-12-31" },
    { nomenclature = { class_journal = { years = 25, basis = "02-15" } } } },
  { "000", "the nomenclature does not shorten the regulation", "retention", { record = "e_journal",
    closed = "2024-05-31" }, { years = 5, basis = "nil" },
    { nomenclature = { e_journal = { years = 1, basis = "02-15" } } } },
  { "000", "permanent by the nomenclature", "disposition", { record = "final_marks", today = "2060-01-01",
    closed = "2024-05-31" }, { state = "keep_forever" },
      { nomenclature = { final_marks = { kind = "permanent" } } } },
  { "000", "minutes for ever", "disposition", { record = "pedcouncil_minutes", today = "2060-01-01" },
    { state = "keep_forever", place = "archive" } },
  { "000", "personal file on transfer", "disposition", { record = "personal_file", event = "transfer",
    event_date = "2024-03-01", today = "2024-03-01" },
    { state = "hand_over", to = { "parents_of_minor", "adult_pupil" }, clause = "7.6" } },
  { "000", "the day before the transfer", "disposition", { record = "personal_file", event = "transfer",
    event_date = "2024-03-02", today = "2024-03-01" }, { state = "keep", place = "chancery" } },
  { "000", "expelled for another reason", "disposition", { record = "personal_file", event = "expelled_other",
    today = "2024-03-01" }, { state = "decision_required", decision = "000.D06" } },
  { "000", "an order without its reason", "disposition", { record = "personal_file",
    event = "expulsion_order",
    today = "2024-03-01" }, { state = "decision_required", decision = "000.D06" } },
  { "000", "the year goes by", "disposition", { record = "personal_file", event = "year_end",
    today = "2024-05-31" }, { state = "keep" } },
  { "000", "graduate's file after three years", "disposition", { record = "personal_file",
    event = "graduation",
    event_date = "2024-06-28", today = "2028-01-01" }, { state = "expired", keep_until = "2027-12-31" } },
  { "000", "portfolio on transfer", "disposition", { record = "portfolio", event = "transfer",
    today = "2024-03-01" }, { state = "decision_required", decision = "000.D07" } },
  { "000", "a record nobody named", "disposition", { record = "no_such_record", today = "2060-01-01" },
    { state = "term_not_set", decision = "nil", rows = {} } },
  { "000", "exam protocols are a gap", "disposition", { record = "exam_protocols", today = "2060-01-01" },
    { state = "term_not_set", decision = "000.D05", clause = "4.4.1", place = "archive" } },
  { "001", "used paper has no nomenclature", "disposition", { record = "circle_journal",
    today = "2060-01-01" },
    { state = "term_not_set", may_destroy = false } },
  { "002", "register of certificates", "disposition", { record = "cert_register", closed = "2024-06-30",
    today = "2060-01-01" }, { state = "term_not_set", strict = true, place = "safe", decision = "002.D04" } },
  { "002", "certificate, wrong event", "disposition", { record = "certificate_ooo", event = "year_end",
    today = "2024-05-31" }, { state = "keep", place = "safe" } },
  { "002", "portfolio of a graduate", "disposition", { record = "portfolio", event = "graduation",
    today = "2024-06-28" }, { state = "decision_required", decision = "002.D03" } },
  { "003", "on the day of completion", "disposition", { record = "platform", event = "programme_completion",
    event_date = "2025-06-30", today = "2025-06-30" },
    { state = "decision_required", decision = "003.D02", may_destroy = false } },
  { "003", "the need is over", "disposition", { record = "yearly_backup", event = "programme_completion",
    today = "2025-06-30" }, { state = "released" }, decided("003.D02", "completion") },
  { "004", "electronic journal: no word", "disposition", { record = "e_journal", closed = "2024-05-31",
    today = "2060-01-01" }, { state = "term_not_set", kind = "not_stated", decision = "004.D01",
    clause = "4.3.2" } },
  { "004", "a term entered by a person", "retention", { record = "class_journal", closed = "2024-05-31" },
    { kind = "years", years = 5, destroy_from = "2030-01-01" },
    { nomenclature = { class_journal = { years = 5 } } } },
}

-- Events.
run{
  { "000", "transfer", "on_event", { event = "transfer", date = "2024-03-01" },
    { records = { "personal_file" }, states = { personal_file = "hand_over" }, signature = {} } },
  { "000", "level end", "on_event", { event = "level_end", date = "2024-06-25" },
    { records = { "portfolio" }, states = { portfolio = "hand_over" } } },
  { "000", "another expulsion is a gap", "on_event", { event = "expelled_other", date = "2024-06-25" },
    { records = {}, gaps = { personal_file = "000.D06", portfolio = "000.D07" } } },
  { "002", "order of expulsion", "on_event", { event = "expulsion_order", date = "2025-06-27" },
    { records = { "certificate_ooo" }, states = { certificate_ooo = "hand_over" } } },
  { "004", "nothing is said", "on_event", { event = "graduation", date = "2025-06-27" }, { records = {} } },
}

-- Carriers, targets, documents, portfolio.
run{
  { "002", "home-taught: both until decided", "carriers", { class = 6, flags = { "home_taught" } },
    { decisions = { "002.D01", "002.D05", "002.D13" } } },
  { "002", "home-taught: electronic", "record_targets", { programme = "home" },
    { targets = { "e_journal_home" } },
    decided("002.D01", "electronic") },
  { "002", "home-taught: paper", "record_targets", { programme = "home" }, { targets = { "home_journal" } },
    decided("002.D01", "paper") },
  { "002", "home-taught: both", "record_targets", { programme = "home" },
    { targets = { "e_journal_home", "home_journal" }, decisions = { "002.D01" }, clause = { "2.2",
      "2.3" } } },
  { "004", "either body is enough", "carriers", { class = 5, adopted_by = { "collegial_body" } },
    { optional = { "attendance_journal", "progress_db" } }, decided("004.D07", "one") },
  { "004", "sections switched on", "record_targets", { programme = "vneur" },
    { targets = { "extracurricular_journal", "achievement_sheet", "e_journal_section" } },
    { settings = { if_present = true } } },
  { "004", "sections by a flag", "record_targets", { programme = "dop", flags = { "if_present" } },
    { targets = { "circle_journal", "section_journal", "achievement_sheet", "e_journal_section" } } },
  { "001", "unknown carrier", "carrier", { key = "e_journal" }, { duty = "nil" } },
  { "003", "unknown programme", "record_targets", { programme = "noo" }, { supported = false,
    targets = {} } },
  { "001", "a seal of any organisation will not do", "evidence",
    { kind = "spravka", seal = "own", signer = "director" }, { accepted = false, missing = { "seal_org" } } },
  { "001", "the school's own seal was chosen", "evidence",
    { kind = "spravka", seal = "own", signer = "director" }, { accepted = true }, decided("001.D14", "own") },
  { "001", "nothing on the paper", "evidence", { kind = "spravka" },
    { accepted = false, missing = { "seal_org", "sign_director" } } },
  { "003", "printout not certified", "evidence", { kind = "platform_printout" },
    { accepted = false, missing = { "certified_head" }, clause = "5.3" } },
  { "003", "bound and signed for the archive", "evidence",
    { kind = "platform_printout_archive", stitched = true, signer = "head" }, { accepted = true,
      clause = "6.5" } },
  { "004", "no certificates of status", "evidence", { kind = "svidetelstvo" },
    { accepted = false, regulated = true, decision = "004.D14" } },
  { "004", "rejected by decision", "evidence", { kind = "svidetelstvo" }, { accepted = false,
    decision = "nil" },
    decided("004.D14", "reject") },
  { "003", "no extract by that name", "extract", { kind = "spravka" }, { regulated = false, contents = {} } },
  { "002", "class 9", "portfolio", { class = 9 }, { period_years = 5, classes = { 5, 9 } } },
  { "002", "class 10", "portfolio", { class = 10 }, { period_years = 2, place = { "pupil", "classroom" } } },
  { "000", "end of the level", "portfolio", { class = 9, event = "level_end" },
    { action = "hand_over", decision = "000.D07", sign_receipt = "nil", to_archive = false,
      media = { "paper", "electronic" } } },
  { "001", "no rule on transfer", "portfolio", { event = "transfer" },
    { action = "decision_required", decision = "001.D02" } },
  { "003", "no portfolio", "portfolio", { event = "transfer" }, { exists = false, action = "nil",
    media = {} } },
}

-- Archive, people, access, awards, credit.
run{
  { "000", "two carriers of the right kinds", "archive_check", { tasks = { "archive_e_journal",
    "archive_e_journal_media" }, copies = 2, media = { "flash", "disk" } },
    { ok = true, missing = {}, clause = { "7.2", "7.10" } } },
  { "000", "nothing made", "archive_check", { tasks = { "archive_e_journal" } },
    { ok = false, missing = { "copies:2" } } },
  { "002", "two Excel copies", "archive_check", { tasks = { "archive_format" }, copies = 2,
    format = "Microsoft Office Excel" }, { ok = true } },
  { "003", "bound and signed", "archive_check", { tasks = { "print_export" }, stitched = true,
    signed_by = "head" }, { ok = true, missing = {} } },
  { "003", "not certified", "archive_check", { tasks = { "print_from_platform" } },
    { ok = false, missing = { "certified_by:head" } } },
  { "004", "nothing to check", "archive_check", { tasks = { "archive_e_journal" } },
    { ok = "nil", regulated = false } },
  { "001", "another act", "archive_check", { tasks = { "archive_by_reference" } },
    { ok = "nil", regulated = true, decision = "001.D02" } },
  { "003", "a calendar year", "archive_tasks", { year_end = "2025-12-31" },
    { dues = { yearly_backup = "2026-01-25" }, count = 1 } },
  { "000", "no quarters", "archive_tasks", { year_end = "2025-05-30" }, { count = 3 } },
  { "002", "appointed by order", "who", { duty = "fill_cert_register" },
    { roles = { "appointed_by_order" }, clause = { "3.3.3" } } },
  { "000", "two roles record", "who", { duty = "record_results" }, { roles = { "class_teacher",
    "teacher" } } },
  { "003", "nobody", "who", { duty = "fly" }, { roles = {}, clause = {} } },
  { "000", "a ground nobody recorded", "may_disclose", { requester = "third_party", legal_ground = "запрос" },
    { allow = false, decision_required = true, decision = "000.D09" } },
  { "000", "never, by decision", "may_disclose", { requester = "third_party", legal_ground = "запрос",
    ground_recorded_by = "director" }, { allow = false, reason = "third_party" }, decided("000.D09",
      "never") },
  { "000", "a parent of a minor is a representative", "may_disclose", { requester = "parent_of_minor",
    application = "written" }, { allow = true, form = "application" } },
  { "000", "a parent of an adult is not", "may_disclose", { requester = "parent_of_adult",
    application = "written" }, { allow = false, clause = { "6.2" } } },
  { "002", "a representative looks himself", "may_disclose", { requester = "legal_rep" },
    { allow = true, form = "self_service" } },
  { "002", "staff: not said", "may_disclose", { requester = "teachers", purpose = "award" },
    { allow = false, decision_required = true, decision = "002.D15" } },
  { "003", "the pupil is informed", "may_disclose", { requester = "pupil" },
    { allow = true, form = "inform", clause = { "2.2.6" } } },
  { "003", "by law", "may_disclose", { requester = "state_body", legal_ground = "запрос",
    ground_recorded_by = "head" }, { allow = true, clause = { "3.4" } } },
  { "003", "third party", "may_disclose", { requester = "third_party" },
    { allow = false, decision_required = true, decision = "003.D09" } },
  { "001", "no application", "may_disclose", { requester = "pupil" },
    { allow = false, reason = "application_missing", decision = "001.D09" } },
  { "002", "parent of an adult", "credentials", { user = "parent_of_adult" },
    { regulated = false, issuer = "nil", decision = "002.D14" } },
  { "002", "representative", "credentials", { user = "legal_rep" }, { issuer = "sysadmin" } },
  { "002", "nobody else", "credentials", { user = "teacher" }, { regulated = false, decision = "nil" } },
  { "000", "not regulated", "credentials", { user = "pupil" }, { regulated = false } },
  { "003", "the other name of an area", "award", { area = "физическая" },
    { area_known = true, variant = true, decisions = { "003.D11" } } },
  { "000", "no such area", "award", { area = "кулинарная" }, { area_known = false } },
  { "000", "the will of a parent", "credit", { application_by = "legal_rep" },
    { ok = true, voluntary = true, controller = "deputy", clause = "5.1", missing = {} } },
  { "000", "the will of a teacher", "credit", { application_by = "teacher" }, { ok = false } },
  { "000", "gifted, decided", "credit", { application_by = "pupil", gifted = true }, { ok = true },
    decided("000.D11", "by_5_2") },
  { "004", "gifted is nothing special here", "credit", { application_by = "pupil", gifted = true },
    { ok = true } },
  { "002", "no word on credit", "regulated", { section = "credit" }, { regulated = false } },
  { "000", "all questions", "issues", {}, { count = 18 } },
  { "004", "words of the school", "terms", {}, {} },
}

-- Marks. The base is common; the policy only brings its own name.
local function mark(text, weight, work) return { mark = text, weight = weight, work = work } end
local function list(...)
  local out = {}
  for i, text in ipairs{ ... } do out[i] = mark(text) end
  return out
end
local quarter = { scheme = "quarter", grade = 7, grading = "marks" }
local function period(marks, more)
  local ctx = { marks = marks }
  for key, value in next, quarter do ctx[key] = value end
  for key, value in next, more or {} do ctx[key] = value end
  return ctx
end

run{
  { "000", "a mark", "check_entry", { text = " 5 ", grading = "marks" }, { ok = true, marks = { "5" },
    absence = "nil" } },
  { "000", "two marks", "check_entry", { text = "5/4" }, { ok = true, marks = { "5", "4" } } },
  { "000", "glued marks", "check_entry", { text = "54" }, { ok = false,
    message = "Разделите отметки чертой: 5/4." } },
  { "000", "the other layout", "check_entry", { text = "Y" }, { ok = true, marks = {}, absence = "н" } },
  { "000", "late with a mark", "check_entry", { text = "о5" }, { ok = true, marks = { "5" },
    absence = "о" } },
  { "000", "absent with a mark", "check_entry", { text = "н5" }, { ok = false } },
  { "000", "not attested has a stroke in it", "check_entry", { text = "Н/А" }, { ok = true,
    marks = { "н/а" } } },
  { "000", "exempt", "check_entry", { text = "осв." }, { ok = true, marks = { "осв" } } },
  { "000", "a word stands alone", "check_entry", { text = "осв 5" }, { ok = false } },
  { "000", "a mark that is not in the scale", "check_entry", { text = "1" }, { ok = false } },
  { "000", "rubbish", "check_entry", { text = "5ы" }, { ok = false } },
  { "000", "a novel", "check_entry", { text = string.rep("ё ", 4000) }, { ok = false } },
  { "000", "empty", "check_entry", { text = "" }, { ok = true, marks = {} } },
  { "000", "owed work", "check_entry", { text = "." }, { ok = true, marks = { "." } } },
  { "000", "three marks are too many", "check_entry", { text = "5/4/3" }, { ok = false } },
  { "000", "three by the school's setting", "check_entry", { text = "5/4/3" }, { ok = true },
    { settings = { marks_in_cell = 3 } } },
  { "000", "absence as a field of its own", "check_entry", { text = "4", absence = "о" },
    { ok = true, absence = "о" } },
  { "000", "no absence as a result", "check_entry", { text = "н", kind = "result" }, { ok = false } },
  { "000", "a result", "check_entry", { text = "н/а", kind = "result" }, { ok = true } },
  { "000", "passed", "check_entry", { text = "зачет", grading = "pass" }, { ok = true, marks = { "зач" } } },
  { "003", "mastered", "check_entry", { text = "не освоил", grading = "mastered" },
    { ok = true, marks = { "не освоил" } } },
  { "003", "a level", "check_entry", { text = "ВЫС", grading = "levels" }, { ok = true, marks = { "выс" } } },
  { "000", "no scale named means marks", "check_entry", { text = "5", grading = "", kind = "subject" },
    { ok = true } },
  { "000", "no such scale", "check_entry", { text = "5", grading = "points" }, { ok = false } },

  { "000", "plain mean", "average", { marks = list("5", "4", "4") }, { value = 4.33, text = "4,33", n = 3 } },
  { "000", "weights", "average", { marks = { mark("5", 100), mark("4", 200) } },
    { value = 4.33, sum = 1300, weight = 300 } },
  { "000", "half up", "average", { marks = list("5", "4", "4", "4", "4", "4", "4", "5") },
    { text = "4,25" } },
  { "000", "a double mark is two", "average", { marks = list("5/4", "осв", "н") }, { value = 4.5, n = 2 } },
  { "000", "nothing", "average", { marks = {} }, { value = "nil", text = "", n = 0 } },

  { "000", "exactly 4,50", "period_result", period(list("5", "4", "5", "4")), { proposed = "5", text = "4,50",
    one_step = { "5", "4" } } },
  { "000", "exactly 2,50", "period_result", period(list("2", "3", "2", "3")), { proposed = "3" } },
  { "000", "just below 4,50 is not rounded up to it", "period_result",
    period{ mark("5", 249), mark("4", 251), mark("4", 0) }, { proposed = "4", text = "4,49…" },
    { settings = { min_marks = 2 } } },
  { "000", "the lowest", "period_result", period(list("2", "2", "2")), { proposed = "2", one_step = { "3",
    "2" } } },
  { "000", "two marks are few", "period_result", period(list("5", "5")),
    { proposed = "nil", missing = "отметок 2, а нужно не меньше 3", text = "5,00" } },
  { "000", "two are enough for this school", "period_result", period(list("5", "5")), { proposed = "5" },
    { settings = { min_marks = 2 } } },
  { "000", "half of the lessons is not over the limit", "period_result",
    period(list("5", "5", "5"), { absent = 10, lessons = 20 }), { proposed = "5" } },
  { "000", "more than half missed", "period_result", period(list("5", "5", "5"), { absent = 11,
    lessons = 20 }),
    { proposed = "н/а" } },
  { "000", "no marks in the first grade", "period_result", period(list("5"), { grade = 1 }),
    { proposed = "nil" } },
  { "000", "no marks at all", "period_result", period({}), { proposed = "nil", average = "nil" } },
  { "000", "passed", "period_result", { marks = list("зач", "зач"), grading = "pass" },
    { proposed = "зач" } },
  { "000", "not all passed", "period_result", { marks = list("зач", "незач"), grading = "pass" },
    { proposed = "nil" } },
  { "003", "one level", "period_result", { marks = list("выс", "выс"), grading = "levels" },
    { proposed = "выс" } },
  { "003", "levels differ", "period_result", { marks = list("выс", "нач"), grading = "levels" },
    { proposed = "nil" } },
}

local function results(...)
  local out = {}
  for i, value in ipairs{ ... } do out[i] = { period = tostring(i), value = value } end
  return out
end
local year = function(values, more)
  local ctx = { results = values, scheme = "quarter", grade = 7 }
  for key, value in next, more or {} do ctx[key] = value end
  return ctx
end

run{
  { "000", "half up", "year_result", year(results("4", "4", "5", "5")), { proposed = "5", text = "4,50" } },
  { "000", "below the half", "year_result", year(results("4", "4", "4", "5")), { proposed = "4",
    average = 4.25 } },
  { "000", "a quarter is missing", "year_result", year(results("4", "4", "4")),
    { proposed = "nil", missing = "итогов 3 из 4" } },
  { "000", "one quarter not attested", "year_result", year(results("н/а", "4", "4", "5")),
    { proposed = "4" } },
  { "000", "most not attested", "year_result", year(results("н/а", "н/а", "н/а", "5")),
    { proposed = "н/а" } },
  { "000", "exempt all year", "year_result", year(results("осв", "осв", "осв", "осв")),
    { proposed = "осв" } },
  { "000", "half-years", "year_result", year(results("4", "5"), { scheme = "half", grade = 10 }),
    { proposed = "5" } },
  { "000", "with an exam", "year_result", year(results("3", "3", "3", "3"), { exam = "4" }),
    { proposed = "4", year = "3" } },
  { "000", "grade 9: year 3, exam 5", "final_result", { grade = 9, year = "3", exam = "5",
    subject = "Русский язык" },
    { proposed = "4" } },
  { "000", "grade 9: half up", "final_result", { grade = 9, year = "4", exam = "5", subject = "Математика" },
    { proposed = "5", text = "4,50" } },
  { "000", "grade 9: the exam is not there", "final_result", { grade = 9, year = "4",
    subject = "Русский язык" },
    { proposed = "nil", missing = "нет отметки за экзамен: Русский язык" } },
  { "000", "grade 9: no exam in music", "final_result", { grade = 9, year = "4", subject = "Музыка" },
    { proposed = "4" } },
  { "000", "grade 11: six marks", "final_result", { grade = 11, results = results("4", "5", "5", "4", "4",
    "5"),
    exam = "3", subject = "Физика" }, { proposed = "5", text = "4,50" } },
  { "000", "grade 11: nothing yet", "final_result", { grade = 11, results = {} }, { proposed = "nil" } },
  { "000", "other grades", "final_result", { grade = 8, year = "4" }, { proposed = "4" } },
  { "000", "indicators", "indicators", { counts = { ["5"] = 2, ["4"] = 3, ["3"] = 4, ["2"] = 0, ["н/а"] = 1,
    ["осв"] = 5 } }, { texts = { success = "90,00", quality = "50,00", sou = "54,30" } } },
}

-- Awards.
local function medal(pupil, award)
  pupil.id = "1"
  for _, one in ipairs(assert(policy.one("000", "award_candidates", { pupils = { pupil } })).candidates) do
    if one.award == award then return one end
  end
end
local fives = { ["Русский язык"] = "5", ["Математика"] = "5", ["Физика"] = "5" }
local two_fours = { ["Русский язык"] = "4", ["Математика"] = "4", ["Физика"] = "5" }
local exams = { ["Русский язык"] = 70, ["Физика"] = 70 }
tap.ok(medal({ grade = 11, finals = fives, exams = exams }, "medal1").ok, "first medal")
tap.is(medal({ grade = 11, finals = fives, exams = { ["Русский язык"] = 69, ["Физика"] = 90 } },
  "medal1").missing,
  { "ЕГЭ, русский язык: нужно не меньше 70 баллов" }, "first medal: one point short")
tap.ok(medal({ grade = 11, finals = fives, exams = { ["Русский язык"] = 80,
  ["Математика"] = { level = "base", mark = 5 } } }, "medal1").ok,
    "first medal: the basic mathematics branch")
tap.ok(not medal({ grade = 11, finals = fives, exams = { ["Русский язык"] = 80,
  ["Математика"] = { level = "base", mark = 4 } } }, "medal1").ok,
    "first medal: basic mathematics 4 is not enough")
tap.is(medal({ grade = 11, finals = two_fours, exams = exams }, "medal1").missing,
  { "Математика: 4", "Русский язык: 4" }, "first medal: two fours stand in the way")
tap.ok(medal({ grade = 11, finals = two_fours, exams = { ["Русский язык"] = 60, ["Физика"] = 60 } },
  "medal2").ok,
  "second medal: two fours")
two_fours["Химия"] = "4"
tap.ok(not medal({ grade = 11, finals = two_fours, exams = exams }, "medal2").ok, "second medal: three fours")
tap.ok(not medal({ grade = 11, finals = { ["Физика"] = "3", ["Химия"] = "5" }, exams = exams }, "medal2").ok,
  "second medal: a three")
tap.ok(medal({ grade = 5, year = { ["Музыка"] = "5" } }, "praise_sheet").ok, "commendation sheet")
tap.ok(medal({ grade = 9, finals = two_fours }, "praise_letter").ok, "letter for one subject")
tap.ok(medal({ grade = 5, year = fives }, "medal1") == nil, "no medals in grade 5")
tap.is(medal({ grade = 11, finals = fives, exams = exams }, "medal1").why.verified, false,
  "the norm says it is unverified")

-- A batch keeps the order of its answers, and one bad question does not spoil the others.
local answers = assert(policy.ask("000", { { hook = "who", ctx = {} }, { hook = "whoo", ctx = {} },
  { hook = "issues", ctx = { severity = "A" } } }))
tap.has(answers[1].error, "duty", "a missing field is named")
tap.has(answers[2].error, "Похоже на «who»", "an unknown question is refused with a hint")
tap.is(answers[3].ok.count, 5, "the next one is answered")
tap.fails(nil, select(2, policy.ask("no_such", {})), "POLICY", "an unknown regulation")

return tap.done()
