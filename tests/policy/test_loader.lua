-- Bad policies: every mistake is one sentence with file and line; extends, remove, hooks, and a new policy.
local policy = require "policy.policy"
local tap = require "lib.tap"

local HEAD = 'local p = policy{ api = 1, id = "try", extends = "base/school", title = "Проба" }\n'

local function fails(text, pieces, name)
  local about, err = policy.check(text, "try")
  tap.ok(about == nil, name .. ": is refused")
  for _, piece in ipairs(pieces) do tap.has(err and err.msg or "", piece, name .. ": says " .. piece) end
end

local function body(rows) return HEAD .. rows .. "\nreturn p\n" end

fails("return 1", { "try.lua:1:", "нет заголовка" }, "no header")
fails(HEAD, { "try.lua:1:", "return p" }, "no return")
fails('local p = policy{ api = 2, id = "try", title = "x" }\nreturn p', { "try.lua:1:", "версии правил 2" },
  "another api")
fails('local p = policy{ api = 1, id = "try" }\nreturn p', { "try.lua:1:", "title" }, "no title")
fails('local p = policy{ api = 1, id = "Try!", title = "x" }\nreturn p', { "строчные латинские" }, "a bad id")
fails('local p = policy{ api = 1, id = "try", title = "x", extend = "base/school" }\nreturn p',
  { "Похоже на «extends»" }, "a header field misspelt")
fails('local p = policy{ api = 1, id = "try", title = "x", extends = "base/schoool" }\nreturn p',
  { "регламента «base/schoool» нет", "Похоже на «base/school»" }, "no such parent")
fails('local p = policy{ api = 1, id = "try", title = "x", extends = "try" }\nreturn p', { "по кругу" },
  "a circle")
fails(body 'p.retenton{ id = "a" }', { "try.lua:2:", "нет раздела «retenton»", "Похоже на «retention»" },
  "no such section")
fails(body 'p.roles{ id = "a", clause = "1", role = "head", dutty = "x" }',
  { "try.lua:2:", "поля «dutty»", "Похоже на «duty»" }, "no such field")
fails(body 'p.roles{ id = "a", clause = "1", role = "head" }', { "try.lua:2:", "не хватает поля duty" },
  "a required field")
fails(body 'p.roles{ id = "a", role = "head", duty = "x" }', { "try.lua:2:", "не указан пункт" }, "no clause")
fails(body '\n\np.retention{ id = "a", clause = "1", record = "x", kind = "year", years = 5 }',
  { "try.lua:4:", "«year»", "Похоже на «years»", "permanent" }, "no such value, on its line")
fails(body 'p.retention{ id = "a", clause = "1", record = "x", kind = "years" }', { "years" },
  "years without years")
fails(body 'p.retention{ id = "a", clause = "1", record = "x", kind = "years", years = "5" }',
  { "try.lua:2:", "целое число", "«5»" }, "a text where a number belongs")
fails(body 'p.retention{ id = "a", clause = "1", record = "x", kind = "until_event" }', { "ends_on" },
  "until what")
fails(body 'p.carriers{ id = "a", clause = "1", key = "x", duty = "used", medium = "paper|stone" }',
  { "«stone»" }, "one of two values is unknown")
fails(body [[p.roles{ id = "a", clause = "1", role = "head", duty = "x" }
p.roles{ id = "a", clause = "1", role = "y", duty = "x" }]],
  { "try.lua:3:", "уже есть в строке 2" }, "one id twice")
fails(body 'p.roles("head")', { "try.lua:2:", "таблицу" }, "not a table")
fails(body 'p.roles{ id = "a", clause = "1", role = "head", duty = function() end }', { "функция" },
  "a function in a row")
fails(body 'p.title = "x"', { "try.lua:2:", "нельзя присвоить p.title" }, "an assignment")
fails(body 'function p.hooks.archive_chek(ctx) return {} end',
  { "try.lua:2:", "«archive_chek»", "Похоже на «archive_check»" }, "no such rule")
fails(body 'p.hooks.who = 5', { "функцией" }, "a rule that is no function")
fails(body 'p.remove{ "scale.6" }', { "try.lua:2:", "«scale.6»", "Похоже на «scale." }, "nothing to remove")
fails(body 'p.labels{ id = "work.test", set = "x", key = "y", text = "z" }', { "занят строкой раздела work" },
  "an id of another section")
fails(body [[p.decision{ id = "D1", kind = "gap", severity = "A", clauses = { "1" }, question = "?",
  options = { { id = "x", disable = { "scale.55" } } } }]], { "try.lua:2:", "«scale.55»" },
    "a patch of nothing")
fails(body [[p.decision{ id = "D1", kind = "gap", severity = "A", clauses = { "1" }, question = "?",
  options = { { id = "x" } }, interim_option = "y" }]], { "interim_option", "«y»" },
    "an interim that is no option")
fails(body [[p.decision{ id = "D1", kind = "gap", severity = "A", clauses = { "1" }, question = "?",
  options = { { id = "x", set = { ["scale.5"] = { valu = 5 } } } } }]], { "«valu»", "Похоже на «value»" },
  "a patch of a field that is not there")
fails(body 'p.roles{ id = "a",, clause = "1" }', { "try.lua:2:" }, "bad syntax")
fails(body 'local x = unknown.name', { "try.lua:2:", "unknown" }, "an unknown name")
fails(body 'os.exit()', { "try.lua:2:" }, "no os")
fails(body 'string.find("a", "a")', { "try.lua:2:" }, "no patterns")
fails(body 'setmetatable({}, {})', { "try.lua:2:" }, "no metatables")
fails(body 'pcall(error)', { "try.lua:2:" }, "no pcall")

-- What works.
local sources = policy.sources()
sources.try = body [[
p.scale{ id = "scale.5", key = "m5", symbol = "5", kind = "mark", value = 5, counts = true, result = true,
  label = "отлично!", grading = { "marks" } }
p.scale{ id = "scale.1", key = "m1", symbol = "1", kind = "mark", value = 1, counts = true, result = true,
  label = "очень плохо", grading = { "marks" } }
p.rounding{ id = "round.period", use = "period", grading = "marks", clause = "3.1",
  from = { ["5"] = 4.6, ["4"] = 3.6, ["3"] = 2.6, ["2"] = 1.6 }, min_marks = 1 }
p.remove{ "scale.fail", "periods.trimester" }
p.labels{ set = "roles", key = "teacher", text = "педагог" }
p.roles{ id = "try.role", clause = "2", role = "head", duty = "decide" }
function p.hooks.who(ctx)
  local r = std.who(p, ctx)
  r.notes = { "см. приказ" }
  return r
end
p.hooks.external = function() return { keys = { "a" }, kkeys = 1 } end
p.hooks.issues = function(ctx) return ctx.nothing.here end]]
local opts = { sources = sources }
local rows = assert(policy.rows("try", opts))
tap.is(rows.scale[1].label, "отлично!", "a row with a known id takes the place of the old one")
tap.is(rows.scale[1].replaces, "base/marks.lua:" .. assert(policy.rows("base/marks")).scale[1].line,
  "and remembers what it replaced")
tap.is(#rows.scale, #assert(policy.rows("base/marks")).scale, "one added, one removed")
for _, row in ipairs(rows.labels) do
  if row.set == "roles" and row.key == "teacher" then tap.is(row.text, "педагог", "a label needs no id") end
end
tap.is(policy.one("try", "who", { duty = "decide" }, nil, opts),
  { roles = { "head" }, clause = { "2" }, notes = { "см. приказ" } }, "a hook uses std and adds a note")
tap.has(select(2, policy.one("try", "external", {}, nil, opts)).msg, "Похоже на «keys»",
  "a hook that answers too much is refused")
tap.has(select(2, policy.one("try", "issues", {}, nil, opts)).msg, "try.lua:",
  "a hook that breaks says where")
tap.is(policy.one("try", "check_entry", { text = "1" }, nil, opts).ok, true, "the scale has a 1 now")
tap.is(policy.one("try", "period_result", { marks = { { mark = "5" }, { mark = "4" } }, grade = 5 }, nil,
  opts).proposed,
  "4", "4,50 is below this school's 4,6")
tap.is(policy.about("try", opts).chain, { "base/labels", "base/marks", "base/school", "try" }, "the chain")

-- By id and by code; a new policy that says nothing is like its parent.
tap.is(policy.one("002", "who", { duty = "backup_daily" }), policy.one("school20_nn", "who",
  { duty = "backup_daily" }),
  "a code is a name too")
local text = assert(policy.new("school20_nn", "my_school", "Моя школа"))
tap.has(text, "-- p.retention{", "a new policy lists the rows it may repeat")
tap.has(text, 'extends = "school20_nn"', "and stands on the old one")
sources.my_school = text
tap.is(policy.one("my_school", "retention", { record = "e_journal" }, nil, opts),
  policy.one("002", "retention", { record = "e_journal" }), "it answers as its parent")
local uncommented = {}
for line in string.gmatch(text, "[^\n]*\n") do
  uncommented[#uncommented + 1] = string.gsub(string.gsub(line, "^%-%- (p%.)", "%1"), "^%-%-   ", "    ")
end
sources.my_school = table.concat(uncommented)
local same, err = policy.rows("my_school", opts)
tap.ok(same, "with every row taken over it still loads", err and err.msg)
tap.is(same and #same.retention, #assert(policy.rows("002")).retention, "and has no more rows than before")
tap.fails(nil, select(2, policy.new("002", "borisovskaya")), "POLICY", "a name that is taken")

return tap.done()
