-- The lint, the sheet and the explanations.
local policy = require "policy.policy"
local explain = require "policy.explain"
local show = require "policy.show"
local tap = require "lib.tap"

local function child(rows)
  local sources = policy.sources()
  sources.mine = 'local p = policy{ api = 1, id = "mine", extends = "base/school", title = "Моя школа" }\n'
    .. rows .. "\nreturn p\n"
  return { sources = sources }
end

local function find(findings, kind, piece)
  for _, one in ipairs(findings) do
    if one.kind == kind and string.find(one.text, piece, 1, true) then return one end
  end
end

local findings = assert(policy.lint("mine", child [[
p.retention{ id = "m.1", clause = "5.1", record = "e_journal", kind = "years", years = 5 }
p.retention{ id = "m.2", clause = "5.2", record = "e_journal", kind = "years", years = 3 }
p.retention{ id = "m.3", clause = "5.3", record = "portfolio", kind = "permanent", decision = "m.D9" }
p.carriers{ id = "m.4", clause = "4.1", key = "class_journal", medium = "paper", duty = "mandatory" }
p.carriers{ id = "m.5", clause = "4.1", key = "e_diary", medium = "electronic", duty = "mandatory" }
p.archive{ id = "m.6", clause = "6.1", task = "backup", when = "daily" }
p.roles{ id = "m.7", clause = "6.2", role = "head", duty = "record_results" }
p.roles{ id = "m.8", clause = "6.2", role = "head", duty = "record_results" }
p.recording{ id = "m.9", clause = "4.4", programme = "subject", target = "personal_card" }
p.programmes{ id = "m.10", clause = "3.1", key = "dop", basis = "stated", label = "дополнительное" }
p.decision{ id = "m.D1", kind = "gap", severity = "B", clauses = { "6.1" }, question = "Кто отвечает?",
  options = { { id = "head", value = "директор" } } }]]))
local hit = find(findings, "contradiction", "электронный журнал: разные сроки (5 лет / 3 года)")
tap.ok(hit and hit.severity == "A" and hit.clause == "5.2" and hit.line == 3 and hit.file == "mine",
  "two terms without a question")
tap.ok(find(findings, "reference", "m.D9"), "a question that is not there")
tap.ok(find(findings, "gap", "классный журнал — обязательный бумажный"), "mandatory paper without a term")
tap.ok(find(findings, "gap", "электронный дневник — обязательный электронный"),
  "a mandatory e-carrier without a term")
tap.ok(find(findings, "gap", "«резервная копия»: ответственный не назван"), "a task without a person")
tap.ok(find(findings, "duplicate", "m.7 и m.8"), "one thing said twice")
tap.ok(find(findings, "gap", "Местом записи назван «личная карточка»"), "a target that is no carrier")
tap.ok(find(findings, "gap", "Результаты программы «дополнительное образование»"),
  "a programme recorded nowhere")
tap.ok(find(findings, "question", "Кто отвечает?"), "an open question")
for i = 2, #findings do
  if findings[i - 1].severity > findings[i].severity then tap.ok(false, "the gravest come first") end
end

local open = assert(policy.lint("000"))
tap.ok(find(open, "question", "000.D01").severity == "A", "the seed's contradiction is an open question")
tap.ok(not find(open, "contradiction", ""), "a contradiction with a question is not reported twice")
local answered = assert(policy.lint("000", { env = { decisions = { ["000.D01"] = "3y" } } }))
tap.ok(not find(answered, "question", "000.D01") and #answered == #open - 1,
  "an answered question is no finding")
for _, id in ipairs{ "000", "001", "002", "003", "004" } do
  for _, one in ipairs(assert(policy.lint(id))) do
    tap.ok(one.kind ~= "reference" and one.kind ~= "contradiction", id .. " " .. one.kind .. " "
      .. tostring(one.id))
  end
  local sheet = assert(policy.show(id))
  local rows = 0
  for _, group in ipairs(sheet.clauses) do rows = rows + #group.rows end
  tap.ok(rows > 100 and #sheet.questions >= 17, id .. " has its sheet")
  tap.ok(not string.find(show.text(sheet), "table: 0x", 1, true), id .. " prints no addresses")
end
local sheet = assert(policy.show("000"))
tap.is(sheet.clauses[1].clause, "шапка", "the heading stands first")
local at = {}
for i, group in ipairs(sheet.clauses) do at[group.clause or "none"] = i end
tap.ok(at["4.9[1]"] < at["4.10[1]"] and at["4.10[1]"] < at["4.10[2]"] and at["7.2"] < at["7.10"],
  "clauses are sorted as people count")
tap.is(at.none, #sheet.clauses, "common practice without a clause stands last")

local model = assert(policy.model("000"))
local lines = table.concat(explain.answer("disposition", policy.one("000", "disposition",
  { record = "vpr_works", closed = "2024-05-31", today = "2025-06-01" }), model), "\n")
for _, piece in ipairs{ "Сейчас: хранится.", "Хранить: 3 года", "31.12.2027", "Срок спорный: 1 год / 3 года",
  "п. 7.8",
  "архив школы" } do
  tap.has(lines, piece, "a term explained: " .. piece)
end
lines = table.concat(explain.answer("period_result", policy.one("000", "period_result",
  { marks = { { mark = "5" }, { mark = "4", weight = 200 }, { mark = "4" } }, grade = 7 }), model), "\n")
for _, piece in ipairs{ "(5·1 + 4·2 + 4·1) / 4 = 4,25", "нужно отметок: 3", "Норма не проверена" } do
  tap.has(lines, piece, "a mark explained: " .. piece)
end
lines = table.concat(explain.answer("archive_check", policy.one("000", "archive_check",
  { tasks = { "archive_e_journal_media" }, media = { "flash" } }), model), "\n")
tap.has(lines, "Не хватает: нужен носитель: диск", "a carrier that is missing")
lines = table.concat(explain.answer("may_disclose", policy.one("000", "may_disclose",
  { requester = "third_party" }), model), "\n")
tap.has(lines, "Выдать нельзя: третьим лицам не выдают.", "a refusal")

return tap.done()
