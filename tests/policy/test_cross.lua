-- One question to all five regulations: the answers differ as the regulations do, by rows alone.
local policy = require "policy.policy"
local tap = require "lib.tap"

local IDS = { "000", "001", "002", "003", "004" }
local NONE = {}

-- {hook, ctx, field, the five answers}; "nil" = absent.
local cells = {
  { "identity", { key = "doc" }, "value", { "Положение", "Положение", "Положение", "Порядок", "Положение" } },
  { "identity", { key = "adopted" }, "date", { "2024-02-14", "nil", "nil", "2024-12-27", "nil" } },
  { "terms", {}, "org", { "Школа", "ОО", "Учреждение", "Образовательная организация", "nil" } },
  { "programmes", { basis = { "defined_only" } }, "keys", { NONE, { "prof" }, NONE, NONE, NONE } },
  { "classify", { kind = "gto" }, "recognised", { true, true, false, false, true } },
  { "classify", { kind = "tolerance" }, "recognised", { false, true, false, false, true } },
  { "classify", { kind = "uud_cognitive" }, "listed", { "nil", false, "nil", "nil", false } },
  { "classify", { kind = "sport_status_junior", games = "paralympic" }, "recognised",
    { false, false, false, false, true } },
  { "classify", { kind = "target_orientation" }, "assessable", { "nil", "nil", "nil", false, "nil" } },
  { "classify", { kind = "personal" }, "listed", { true, false, true, true, true } },
  { "source", { source = "vpr" }, "named", { true, false, false, false, false } },
  { "source", { source = "interim" }, "scope", { "internal", "internal", "unspecified", "nil", "internal" } },
  { "source", { source = "vsoko" }, "scope", { "unspecified", "internal", "nil", "internal", "nil" } },
  { "carrier", { key = "progress_db" }, "duty", { "nil", "mandatory", "nil", "nil", "optional" } },
  { "carrier", { key = "e_journal" }, "duty", { "mandatory", "nil", "mandatory", "nil", "mandatory" } },
  { "carrier", { key = "paper_diary" }, "duty", { "nil", "mandatory", "mandatory", "nil", "mandatory" } },
  { "carrier", { key = "cert_book" }, "duty", { "mandatory", "used", "nil", "nil", "used" } },
  { "carrier", { key = "cert_register" }, "strict", { "nil", "nil", true, "nil", "nil" } },
  { "record_targets", { programme = "subject" }, "supported", { true, true, true, false, true } },
  { "record_targets", { programme = "dop" }, "supported", { true, true, false, true, true } },
  { "record_targets", { programme = "final_ooo_soo" }, "targets", { { "cert_book", "attestat" },
    { "cert_book", "attestat" }, { "cert_register" }, NONE, { "cert_book", "attestat" } } },
  { "evidence", { kind = "diploma" }, "accepted", { true, true, "nil", true, true } },
  { "evidence", { kind = "udostoverenie" }, "accepted", { true, true, "nil", true, false } },
  { "evidence", { kind = "spravka", seal = "issuer", signer = "authorised" }, "accepted",
    { true, false, "nil", true, true } },
  { "extract", { kind = "spravka" }, "regulated", { true, true, false, false, true } },
  { "portfolio", { class = 7 }, "exists", { true, true, true, false, true } },
  { "portfolio", { class = 7 }, "media", { { "paper", "electronic" }, { "paper" }, { "paper" }, NONE,
    { "paper" } } },
  { "portfolio", { class = 7 }, "period_years", { "nil", "nil", 5, "nil", "nil" } },
  { "portfolio", { class = 7, event = "transfer" }, "action",
    { "decision_required", "decision_required", "hand_over", "nil", "decision_required" } },
  { "retention", { record = "e_journal" }, "kind",
    { "years", "by_reference", "years", "not_stated", "not_stated" } },
  { "retention", { record = "e_journal" }, "copies", { 2, "nil", 2, "nil", "nil" } },
  { "retention", { record = "summary_sheet" }, "years", { 25, "nil", 25, "nil", "nil" } },
  { "retention", { record = "summary_sheet" }, "after", { "nil", "nil", "destroy_by_act", "nil", "nil" } },
  { "retention", { record = "class_journal" }, "kind",
    { "not_stated", "by_reference", "not_stated", "not_stated", "by_reference" } },
  { "retention", { record = "personal_file" }, "place",
    { "chancery", "nil", "designated_place", "nil", "nil" } },
  { "retention", { record = "cert_book_soo" }, "years", { 50, "nil", "nil", "nil", "nil" } },
  { "disposition", { record = "personal_file", event = "transfer", today = "2024-03-01" }, "state",
    { "hand_over", "term_not_set", "term_not_set", "term_not_set", "term_not_set" } },
  { "disposition", { record = "e_journal", closed = "2020-05-31", today = "2060-01-01" }, "may_destroy",
    { false, false, false, false, false } },
  { "disposition", { record = "summary_sheet", closed = "2020-05-31", today = "2060-01-01" }, "state",
    { "expired", "term_not_set", "destroy_by_act", "term_not_set", "term_not_set" } },
  { "on_event", { event = "transfer", date = "2024-03-01" }, "records",
    { { "personal_file" }, NONE, { "portfolio" }, NONE, NONE } },
  { "archive_tasks", { year_end = "2024-05-31", quarters = { "2023-10-27", "2023-12-29", "2024-03-22",
    "2024-05-31" }, periods = { "2023-12-31", "2024-05-31" } }, "count", { 3, 0, 6, 3, 0 } },
  { "archive_tasks", { year_end = "2024-05-31" }, "regulated", { true, true, true, true, false } },
  { "who", { duty = "control_recording" }, "roles", { { "deputy" }, NONE, NONE, { "head" },
    { "deputy_by_level" } } },
  { "who", { duty = "backup_daily" }, "roles", { NONE, NONE, { "sysadmin" }, NONE, NONE } },
  { "may_disclose", { requester = "pupil" }, "allow", { false, false, true, true, false } },
  { "may_disclose", { requester = "pupil", application = "oral" }, "allow", { true, true, true, true,
    true } },
  { "may_disclose", { requester = "parent_of_minor", application = "written" }, "allow",
    { true, true, true, false, true } },
  { "may_disclose", { requester = "third_party", application = "written" }, "allow",
    { false, false, false, false, false } },
  { "may_disclose", { requester = "state_body", legal_ground = "запрос", ground_recorded_by = "head" },
    "allow",
    { true, true, false, true, true } },
  { "may_disclose", { requester = "administration", purpose = "material_support" }, "allow",
    { false, true, false, false, true } },
  { "credentials", { user = "pupil" }, "issuer", { "nil", "nil", "class_teacher", "nil", "nil" } },
  { "award", { area = "спортивная" }, "areas_count", { 9, 9, 0, 9, 9 } },
  { "award", { area = "спортивная" }, "material_support", { "nil", true, "nil", "nil", true } },
  { "credit", { application_by = "pupil" }, "ok", { true, false, false, false, true } },
  { "credit", { application_by = "pupil" }, "controller", { "deputy", "nil", "nil", "nil",
    "deputy_by_level" } },
  { "external", {}, "keys", { { "ais_virtual_school", "fis_frdo", "selectel", "gifted_resource" }, NONE,
    { "dnevnik_ru", "asu_nn" }, { "edu_platform", "org_site" }, NONE } },
  { "issues", {}, "count", { 18, 17, 19, 18, 17 } },
  { "issues", { severity = "A" }, "count", { 5, 2, 2, 4, 2 } },
  { "issues", { severity = "B" }, "count", { 5, 8, 9, 6, 7 } },
  { "regulated", { section = "portfolio" }, "regulated", { true, true, true, false, true } },
  { "period_result", { marks = { { mark = "5" }, { mark = "4" }, { mark = "4" } }, grade = 5 }, "proposed",
    { "4", "4", "4", "4", "4" } },
}

for place, id in ipairs(IDS) do
  local calls = {}
  for i, cell in ipairs(cells) do calls[i] = { hook = cell[1], ctx = cell[2] } end
  local answers = assert(policy.ask(id, calls))
  for i, cell in ipairs(cells) do
    local want, got = cell[4][place], answers[i].ok and answers[i].ok[cell[3]]
    if want == "nil" then want = nil end
    tap.ok(answers[i].ok and tap.same(got, want), id .. " " .. cell[1] .. "." .. cell[3] .. " "
      .. tap.show(cell[2]),
      answers[i].error or ("got " .. tap.show(got) .. ", want " .. tap.show(want)))
  end
end

return tap.done()
