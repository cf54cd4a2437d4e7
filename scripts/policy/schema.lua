-- policy/schema.lua -- what a policy may say: the sections, their fields, and the values the library knows.
-- A field is {type, values=, required=}. Types: string, int, number, bool, list (of strings), list_int,
-- map, any, date. Values may be joined by | or + in one string ("paper|electronic").
-- One table for the loader (errors), lint, show, diff and new: a new field is added here and nowhere else.
local schema = {}

schema.api = 1

local EVENTS = { "transfer", "graduation", "expulsion_order", "expelled_other", "level_end", "year_end",
  "programme_completion", "leaving" }
local MEDIA = { "paper", "electronic", "unspecified", "any" }

schema.events = EVENTS
schema.retention_kinds = { "years", "at_least_years", "permanent", "until_event", "until_need", "hand_over",
  "by_reference", "not_stated", "rule" }

local function s(values, required) return { "string", values = values, required = required } end
local req = { "string", required = true }
local str, int, bool = { "string" }, { "int" }, { "bool" }
local list, ints, any, map, date = { "list" }, { "list_int" }, { "any" }, { "map" }, { "date" }

-- Fields every row of a regulation has.
local common = { id = req, clause = str, text = str, decision = str, note = str, see = list, basis = str,
  source = str, verified = bool, settings = map }

schema.header = { api = { "int", required = true }, id = req, code = str, title = req, extends = str,
  version = str, cites = list, note = str }

-- Order is the order of the printed sheet; `regulation` sections must name a clause.
schema.order = { "identity", "terms", "programmes", "categories", "sources", "carriers", "recording",
  "evidence",
  "preserve", "portfolio", "retention", "archive", "roles", "access", "awards", "credit", "external", "legal",
  "about", "decision", "scale", "work", "periods", "rounding", "award_rules", "indicators", "settings",
    "permit",
  "labels" }

schema.regulation = {}
for _, name in ipairs{ "identity", "programmes", "categories", "sources", "carriers", "recording", "evidence",
  "preserve", "portfolio", "retention", "archive", "roles", "access", "awards", "credit", "external", "legal",
  "about" } do
  schema.regulation[name] = true
end

-- Names a policy may use for a section besides its own.
schema.alias = { decisions = "decision", issues = "decision", purpose = "about", role = "roles",
  award_rule = "award_rules", setting = "settings", label = "labels", permits = "permit", term = "terms" }

local sections = {}

sections.identity = { key = req, value = str, term_org = str, term_pupil = str, term_head = str, body = str,
  bodies = any, protocol = str, order_no = str, date = date, approved_by = str, inn = str, ogrnip = str }
sections.terms = { org = str, pupil = str, head = str }
sections.programmes = { key = req, label = str, basis = s({ "stated", "mentioned", "defined_only" }, true),
  classes = ints }
sections.categories = { key = req, label = str, parent = str, listed = bool, values = list, games = list,
  assessable = bool, audience = list }
sections.sources = { key = req, label = str,
  scope = s({ "internal", "external", "unspecified", "rule" }, true) }
sections.carriers = { key = req, label = str, medium = s(MEDIA), duty = s({ "mandatory", "optional", "used",
  "listed", "rule" }, true), classes = ints, condition = str, filler = str, keeper = str, place = str,
  strict = bool, nomenclature = bool, requires_decision = str }
sections.recording = { programme = req, target = req, condition = str }
sections.evidence = { key = req, also = list, contents = list, period = str,
  requires = { "list", values = { "seal_issuer", "seal_org", "sign_head_or_authorised", "sign_director",
    "certified_head", "stitched", "sign_head" } } }
sections.preserve = { key = req, label = str }
sections.portfolio = { aspect = s({ "definition", "media", "local_act", "place", "handover", "to_archive",
  "responsible", "term", "period" }, true), value = any, event = s(EVENTS), to = list, sign_receipt = bool,
  classes = ints, years = int, ends_on = s(EVENTS) }
sections.retention = { record = req, also = list, event = s(EVENTS), medium = s(MEDIA),
  kind = s(schema.retention_kinds, true), years = int, trigger = s({ "year_end", "book_closed", "graduation",
    "file_closed", "expulsion_order", "programme_completion" }), trigger_stated = bool, ends_on = s(EVENTS),
  copies = int, format = str, place = str, keeper = str, keeper_clause = str, to = list, sign_receipt = bool,
  to_archive = bool, strict = bool, reference = str, after = s({ "destroy_by_act" }), when = str }
sections.archive = { task = req, when = s({ "year_end", "quarter_end", "period_end", "after_year_end",
  "daily",
  "on_check", "graduation", "whole_term" }), when_stated = bool, deadline = map, copies = int, media = list,
  format = str, medium = s(MEDIA), place = str, keeper = str, responsible = str, stitched = bool,
  signed_by = str, certified_by = str, holdings = list }
sections.roles = { role = req, duty = req }
sections.access = { aspect = s({ "use_purpose", "transfer_by_law", "third_parties", "application",
  "self_service", "credentials", "inform_parents", "inform_pupils", "inform_participants",
  "confidentiality" }, true), value = any, who = list, purposes = list, exclusive = bool, to = list,
  oral = bool, written = bool, required = any, freq = str, user = str, issuer = str, when = str, period = str,
  local_act = str }
sections.awards = { areas = list, act = str, forms = list, purposes = list, material_support = any,
  subject = str, area_variant = str, aspect = str }
sections.credit = { voluntary = bool, initiators = list, act = str, controller = str, gifted = bool,
  aspect = str }
sections.external = { key = req, label = str, url = str }
sections.legal = { label = str }
sections.about = {}
sections.decision = { kind = s({ "contradiction", "gap", "ambiguity", "dup_number", "unresolved_template" },
  true), severity = s({ "A", "B", "C" }, true), clauses = { "list", required = true }, question = req,
  options = { "options", required = true }, interim = str, interim_option = str, records = list,
  event_gap = bool, covers = str }

-- Marks: base/marks.lua says what each field does.
sections.scale = { key = req, symbol = req, kind = s({ "mark", "absence", "word", "level", "owed" }, true),
  value = int, counts = bool, prints = str, label = req, grading = list, aliases = list, missed = bool,
  excused = bool, with_mark = bool, result = bool, passed = bool }
sections.work = { key = req, label = req, short = str, weight = int, colour = str }
sections.periods = { scheme = req, label = req, short = str, number = int, count = int, grades = ints,
  titles = list, starts = str, ends = str }
sections.rounding = { use = s({ "period", "year", "final" }), grading = str, grades = ints, scheme = str,
  subjects = list, hours = any, from = map, min_marks = int, absence_limit = int, step = int, rule = str,
  exam = s({ "mean", "ignore", "required" }), exam_subjects = list,
  choice_subjects = list, min_periods = int }
sections.award_rules = { key = req, label = req, grades = ints, over = s({ "finals", "year" }, true),
  mark = int, max_lower = int, lower_mark = int, exams = any, order = int, act = str, one_subject = bool }
sections.indicators = { key = req, label = req, weights = map, denominator = list }
sections.settings = { name = req, label = req, question = str, kind = s({ "bool", "int", "text", "choice" },
  true), default = any, values = list, min = int, max = int }
sections.permit = { role = req, kinds = list, can = { "list", values = { "see", "write" } },
  scope = s({ "all", "own_journals", "own_lessons", "own_class", "level", "none" }), places = list }
sections.labels = { set = req, key = req, ord = int, short = str, many = str }

-- "basis" of programmes has its own values; elsewhere it is free text of an added row.
schema.sections = {}
for name, fields in pairs(sections) do
  local all = {}
  for k, v in pairs(common) do all[k] = v end
  for k, v in pairs(fields) do all[k] = v end
  schema.sections[name] = all
end
schema.sections.labels.text = req

for _, fields in pairs(schema.sections) do
  for _, rule in pairs(fields) do
    if rule.values and not rule.known then
      rule.known = {}
      for _, value in ipairs(rule.values) do rule.known[value] = true end
    end
  end
end

local required = {}

-- Names of the fields a set of fields requires, sorted.
function schema.required(fields)
  local names = required[fields]
  if not names then
    names = {}
    for name, rule in pairs(fields) do
      if rule.required then names[#names + 1] = name end
    end
    table.sort(names)
    required[fields] = names
  end
  return names
end

schema.option = { id = req, value = any, clause = str, label = str, text = str, disable = list, set = map,
  unset = map, add = map }

-- The field that names what a row is about, for messages, the sheet and the comparison.
schema.subject = { identity = "key", programmes = "key", categories = "key", sources = "key",
  carriers = "key",
  recording = "target", evidence = "key", preserve = "key", portfolio = "aspect", retention = "record",
  archive = "task", roles = "duty", access = "aspect", external = "key", scale = "key", work = "key",
  periods = "scheme", award_rules = "key", settings = "name", permit = "role", labels = "key",
  indicators = "key" }

return schema
