-- Slips of the hand: in a policy text (what the sentence must tell) and in a question (a clear refusal, never
-- a crash, never a permission by accident); and the arithmetic that is shown for many marks.
local json = require "core.json"
local policy = require "policy.policy"
local tap = require "lib.tap"

local HEAD = 'local p = policy{ api = 1, id = "try", extends = "base/school", title = "Проба" }\n'
local ROW = 'p.retention{ id = "x", clause = "7.1", record = "e_journal", '

-- {lines after the header, what the sentence says}
local texts = {
  { ROW .. 'kind = "years", years = "5" }\nreturn p', { "try.lua:2:", "целое число", "Напишите: 5" } },
  { ROW .. 'kind = "years", years = 5.5 }\nreturn p', { "целое число" } },
  { 'p.roles{ id = "x", clause = 7.1, role = "head", duty = "d" }\nreturn p', { 'Напишите: "7.1"' } },
  { 'p.awards{ id = "x", clause = "3", areas = "учебная" }\nreturn p', { 'Напишите: { "учебная" }' } },
  { 'p.identity{ id = "x", clause = "1", key = "k", date = "30.08.2026" }\nreturn p', { '"2026-08-30"' } },
  { 'p.identity{ id = "x", clause = "1", key = "k", date = "7.9.2026" }\nreturn p', { '"2026-09-07"' } },
  { 'p.roles{ "x", clause = "1" }\nreturn p', { "без имени" } },
  { 'p.rounding{ id = "x", use = "period", rule = "mean", from = { 4.6, 3.6 } }\nreturn p',
    { "try.lua:2:", "from", "имён и значений" } },
  { ROW .. 'kind = "years"\n  years = 5 }\nreturn p',
    { "try.lua:3:", "в конце строки 2 не хватает запятой" } },
  { ROW .. 'kind = "years" years = 5 }\nreturn p', { "try.lua:2:", "перед years не хватает запятой" } },
  { 'p.retention{ id = "x, clause = "7.1" }\nreturn p', { "try.lua:2:", "не закрыта кавычка" } },
  { 'p.retention( id = "x" )\nreturn p', { "нужны фигурные" } },
  { ROW .. 'kind = "years", years = 5 },\nreturn p', { "запятая здесь лишняя" } },
  { ROW .. '\nreturn p', { "try.lua:", "return" } },
  { 'p.retention{ id = "x", clause = "7.1", reсord = "e_journal" }\nreturn p',
    { "try.lua:2:", "«reсord»", "латинская «c»" } },
  { '-- русские слова в примечании не мешают\nр.roles{ id = "слово" }\nreturn p',
    { "try.lua:3:", "латинская «p»" } },
  { 'p.roles{ id = “x” }\nreturn p', { "кавычка “" } },
  { 'p.roles{ id = "x", clause = "1", ["rоle"] = "head", duty = "d" }\nreturn p',
    { "русские буквы", "Похоже на «role»" } },
  { 'roles{ id = "x" }\nreturn p', { "try.lua:2:", "p.roles{ … }" } },
  { 'p.roles = { id = "x" }\nreturn p', { "try.lua:2:", "p.раздел{…}" } },
  { ROW .. 'kind = "not_stated", decision = "try.D2" }\n'
    .. 'p.decision{ id = "try.D1", kind = "gap", severity = "A", clauses = { "1" }, question = "Сколько?",\n'
    .. '  options = { { id = "one" } } }\nreturn p', { "try.lua:2:", "«try.D2»", "Похоже на «try.D1»" } },
  { ROW .. 'kind = "not_stated" }\n'
    .. 'p.decision{ id = "try.D1", kind = "gap", severity = "A", clauses = { "1" }, question = "Сколько?",\n'
    .. '  options = { { id = "one", set = { x = { kind = "years", years = "1" } } } } }\nreturn p',
    { "try.lua:3:", "поле years", "Напишите: 1" } },
  { 'p.roles{ id = "x", clause = "1", role = "head", duty = "d" }\n', { "try.lua:2:", "return p" } },
}
for i, case in ipairs(texts) do
  local about, err = policy.check(HEAD .. case[1], "try")
  tap.ok(about == nil, "text " .. i .. " is refused")
  for _, piece in ipairs(case[2]) do
    tap.has(err and err.msg or "", piece, "text " .. i .. " says " .. piece)
  end
end
tap.ok(policy.check("\xEF\xBB\xBF" .. HEAD .. "return p", "try"), "a byte order mark is taken")
tap.has(select(2, policy.check(HEAD .. "-- \xCF\xF0\nreturn p", "try")).msg, "UTF-8",
  "another encoding is named")

-- {hook, ctx, what the refusal says, env}
local D = "2024-05-31"
local questions = {
  { "retention", {}, "не задано поле record" },
  { "retention", { record = "" }, "не задано поле record" },
  { "retention", { record = 5 }, "поле record" },
  { "retention", { record = "e_journal", closed = "31.05.2024" }, "поле closed" },
  { "retention", { record = "e_journal", closed = "2024-02-30" }, "в календаре" },
  { "disposition", { record = "e_journal", closed = D }, "не задано поле today" },
  { "carriers", { class = "5" }, "поле class" },
  { "carriers", { flags = "home_taught" }, "список текстов" },
  { "carriers", { flags = { 1 } }, "список текстов" },
  { "carriers", { flags = { home_taught = true } }, "список текстов" },
  { "archive_tasks", { year_end = D, quarters = { "x" } }, "список дат" },
  { "archive_check", { tasks = "archive_e_journal" }, "поле tasks" },
  { "programmes", { basis = 5 }, "поле basis" },
  { "may_disclose", { requester = "pupil", application = true }, "поле application" },
  { "average", { marks = "5" }, "список отметок" },
  { "average", { marks = { "5" } }, "отметка 1 должна быть объектом" },
  { "average", { marks = { { mark = "5" }, 4 } }, "отметка 2 должна быть объектом" },
  { "average", { marks = { { mark = {} } } }, "отметка 1, поле mark" },
  { "average", { marks = { { mark = "5", weight = "2" } } }, "поле weight" },
  { "average", { marks = { { mark = "5", weight = 1.5 } } }, "поле weight" },
  { "average", { marks = { { mark = "4" }, { mark = "5", weight = -100 } } }, "отметка 2, поле weight" },
  { "average", { marks = { { mark = "4" }, { mark = "3", weight = 1000100 } } }, "отметка 2, поле weight" },
  { "average", { marks = { { mark = "5/4", weight = -1 } } }, "отметка 1, поле weight" },
  { "period_result", { grade = "5" }, "поле grade" },
  { "year_result", { results = { { value = {} } } }, "список итогов" },
  { "final_result", { grade = 9, year = {} }, "поле year" },
  { "award_candidates", { pupils = { 5 } }, "список учеников" },
  { "indicators", { counts = { ["5"] = "x" } }, "поле counts" },
  { "retentoin", {}, "Похоже на «retention»" },
  { "issues", {}, "decisions", { decisions = "x" } },
  { "issues", {}, "nomenclature", { nomenclature = { e_journal = 5 } } },
  { "issues", {}, "nomenclature", { nomenclature = { e_journal = { years = -1 } } } },
  { "issues", {}, "nomenclature", { nomenclature = { e_journal = { kind = "zzz" } } } },
  { "issues", {}, "settings", { settings = 5 } },
  { "issues", {}, "archival_year", { day_count = "weird" } },
}
local calls = {}
for i, case in ipairs(questions) do calls[i] = { hook = case[1], ctx = case[2], env = case[4] } end
for i, answer in ipairs(assert(policy.ask("000", calls))) do
  tap.has(answer.error or "an answer", questions[i][3], "question " .. i .. ": " .. questions[i][1])
  tap.ok(not string.find(answer.error or "", "scripts/", 1, true), "question " .. i .. " shows no insides")
end

-- Blanks and words nobody knows open nothing.
local function allowed(ctx) return assert(policy.one("000", "may_disclose", ctx)).allow end
tap.is(allowed{ requester = "pupil", application = "required" }, false, "an application of an unknown kind")
tap.is(allowed{ requester = "pupil", application = " " }, false, "a blank application")
tap.is(allowed{ requester = "third_party", legal_ground = "", ground_recorded_by = "" }, false,
  "an empty legal ground")
tap.is(allowed{ requester = "third_party", legal_ground = " ", ground_recorded_by = "director" }, false,
  "a blank legal ground")
tap.is(allowed{ requester = "nobody", application = "written" }, false, "an unknown requester")

-- Every declared field is there when the answer is to be written as JSON.
local whole = assert(policy.ask("001", { { hook = "credit", ctx = {} }, { hook = "carrier",
  ctx = { key = "e_journal" } }, { hook = "retention", ctx = { record = "e_diary" } } }, { nulls = true }))
tap.is(whole[1].ok.act, json.null, "an absent act is null")
tap.is(whole[1].ok.missing, {}, "an empty list stays a list")
tap.is(whole[2].ok.duty, json.null, "a carrier that is not there has no duty")
tap.is(whole[3].ok.years, json.null, "no term is null")
tap.is(assert(policy.one("001", "credit", {})).act, nil, "inside the program it is nil")

-- Many marks: equal ones together, the sum exact.
local function marks(text)
  local list = {}
  for mark, weight in string.gmatch(text, "(%d)%*?(%d*)") do
    list[#list + 1] = { mark = mark, weight = math.tointeger(tonumber(weight)) }
  end
  return list
end
local function arithmetic(hook, text)
  return assert(policy.one("000", hook, { marks = marks(text), grade = 5 })).why.arithmetic
end
tap.is(arithmetic("average", "5 4 4 3 5 4 4 3"), "(5 + 4 + 4 + 3 + 5 + 4 + 4 + 3) / 8 = 4,00",
  "eight marks stand one by one")
tap.is(arithmetic("average", "5 4 4 3 5 4 4 3 2"), "(5 × 2 + 4 × 4 + 3 × 2 + 2) / 9 = 3,78",
  "nine stand in groups")
tap.is(arithmetic("average", "5*150 4*100 5*100 4*150 5*150 3*200 4*100 5*100 5*150 4*100"),
  "(5·1,5 × 3 + 5·1 × 2 + 4·1,5 + 4·1 × 3 + 3·2) / 13 = 4,35", "with weights too")
tap.is(arithmetic("period_result", "5 4 4 3 5 4 4 3 2 5"), "(5 × 3 + 4 × 4 + 3 × 2 + 2) / 10 = 3,90",
  "and in a period")
local long = {}
for i = 1, 200 do long[i] = { mark = tostring(2 + i % 4), weight = i % 3 == 0 and 150 or 100 } end
local answer = assert(policy.one("000", "average", { marks = long }))
tap.ok(#answer.why.arithmetic < 160, "two hundred marks fit on a line", answer.why.arithmetic)
tap.is(answer.n, 200, "and all are counted")

-- What counts and what does not are told apart in every kind of grading, and a double mark is two.
local function counted(code, grading, ...)
  local list = {}
  for i, mark in ipairs({ ... }) do list[i] = { mark = mark } end
  local why = assert(policy.one(code, "period_result", { marks = list, grade = 5, grading = grading })).why
  local n = {}
  for _, input in ipairs(why.inputs) do n[input.label] = input.value end
  return { n["отметок учтено"], n["не в счёт"] or 0 }
end
tap.is(counted("000", "marks", "5/4", "4", "осв"), { 3, 1 }, "5/4 is two marks, «осв» does not count")
tap.is(counted("000", "pass", "зач", "незач", "осв"), { 2, 1 }, "passed and not passed count")
tap.is(counted("003", "levels", "выс"), { 1, 0 }, "a level counts once, and not as one left out")
tap.is(counted("003", "levels", "выс", "сред", "осв"), { 2, 1 }, "levels count, «осв» does not")
tap.is(counted("003", "mastered", "освоил"), { 1, 0 }, "mastered counts")

return tap.done()
