-- scripts/lib: err, json, words, html, template, router, form, job, args, strict; and the small modules of C.
require "lib.strict"
local tap = require "lib.tap"
local args = require "lib.args"
local err = require "lib.err"
local form = require "lib.form"
local html = require "lib.html"
local job = require "lib.job"
local json = require "lib.json"
local router = require "lib.router"
local template = require "lib.template"
local words = require "lib.words"

-- strict, and the state ----------------------------------------------------------------------------------
local G = _G
tap.raises(function() return G.nothing end, "nothing", "reading an unknown global is an error")
tap.raises(function() G.nothing = 1 end, "nothing", "so is writing one")
tap.ok(not os.execute and not io.popen and not os.exit and not rawget(_G, "dofile") and not package.loadlib,
  "no way to other programs")
tap.is({ package.path, package.cpath, #package.searchers }, { "", "", 2 }, "no way to other files")
tap.ok(not load("\27Lua"), "no binary chunks")
tap.ok(not load("\27Lua", "x", "b"), "even when asked for")
tap.is(load("return x", "=x", "t", { x = 5 })(), 5, "text is loaded")
tap.raises(function() require "../main" end, "scripts/", "no module outside scripts")
tap.raises(function() require "no.such" end, "scripts/no/such.lua", "a missing module is named")

-- err ----------------------------------------------------------------------------------------------------
local v, e = err.fail("INPUT", "строка %d", 5)
tap.ok(v == nil and tostring(e) == "строка 5" and e.code == "INPUT", "an error has words")
tap.is(err.new("IO", "100%").msg, "100%", "without values the text is no format")
tap.is({ err.exit(err.new("INPUT", "")), err.exit(err.new("USAGE", "")), err.exit(err.new("CORRUPT", "")),
  err.exit(err.new("FULL", "")) }, { 1, 2, 3, 4 }, "exit codes")
tap.is(err.from("x").code, "BUG", "a caught text is a mistake of the program")
tap.is(err.from(e), e, "a caught error stays")
tap.raises(function() err.must(nil, e) end, "строка 5", "must raises")
tap.is(err.must(false, 1), false, "false is no failure")

-- json ---------------------------------------------------------------------------------------------------
tap.is(json.encode({ b = 1, a = { 1, "я", true }, c = {}, d = json.array{}, e = 1.5, f = json.null }),
  '{"a":[1,"я",true],"b":1,"c":{},"d":[],"e":1.5,"f":null}', "canonical JSON")
tap.is(json.encode(10 / 2), "5", "a whole number is an integer")
tap.raises(function() json.encode{ 1, a = 2 } end, "mixes", "a mixed table is refused")
tap.raises(function() json.encode{ [2] = 1 } end, "holes", "a list with holes is refused")
tap.raises(function() json.encode(print) end, "plain", "a function is refused")
tap.raises(function() json.encode("\xFF") end, "UTF-8", "bad bytes are refused")
tap.raises(function() json.encode(0 / 0) end, "number", "not a number is refused")
tap.raises(function() local t = {} t.t = t json.encode(t) end, "nested", "a cycle is refused")
local back = json.decode('{"a":null,"b":[1.0,2.5,null,"\\u0401"],"c":{"d":3e2}}')
tap.is(back, { b = { 1, 2.5, nil, "Ё" }, c = { d = 300 } }, "reading drops nulls")
tap.is({ math.type(back.b[1]), math.type(back.c.d) }, { "integer", "integer" }, "and makes integers")
tap.fails(select(1, json.decode("{")), select(2, json.decode("{")), "INPUT", "bad text is an error")
tap.fails(select(1, json.decode("[NaN]")), select(2, json.decode("[NaN]")), "INPUT", "NaN is no JSON")
tap.is({ json.decode("null") }, {}, "null is nothing")
tap.is(json.encode(json.decode(json.encode{ x = { { 1 }, { 2 } } })), '{"x":[[1],[2]]}', "there and back")
local seen = {}
for number, value, problem in json.lines('{"a":1}\n\n[2]\nx\n') do
  seen[#seen + 1] = number .. ":" .. (value and json.encode(value) or problem.code)
end
tap.is(seen, { '1:{"a":1}', "3:[2]", "4:INPUT" }, "lines of JSON")

-- words --------------------------------------------------------------------------------------------------
tap.is(words.date("2026-11-21"), "21.11.2026", "a date")
tap.is(words.date("2026-11-21T14:05:33"), "21.11.2026, 14:05", "a date and time")
tap.is(words.date(nil), "", "no date")
tap.is(words.long_date("2026-11-01"), "1 ноября 2026 г.", "a long date")
tap.is({ words.month("2026-09-01"), words.weekday("2026-11-21") }, { "сентябрь", "суббота" },
  "month and day")
tap.is({ words.read_date("1.9.26"), words.read_date(" 21.11.2026 "), words.read_date("2026-11-21") },
  { "2026-09-01", "2026-11-21", "2026-11-21" }, "typed dates")
tap.is({ words.read_date("31.02.2026") or "no", words.read_date("1.1.226") or "no", words.read_date("")
  or "no" },
  { "no", "no", "no" }, "no such dates")
tap.is({ words.number(4.35, 2), words.number(4), words.number(4.5) }, { "4,35", "4", "4,5" }, "decimal comma")
tap.is({ words.read_number("4,5"), words.read_number("4.0"), words.read_number("-7"), words.read_number("x")
  or "no" },
  { 4.5, 4, -7, "no" }, "typed numbers")
tap.is({ words.plural(1, "а", "б", "в"), words.plural(3, "а", "б", "в"), words.plural(12, "а", "б",
  "в"),
  words.plural(21, "а", "б", "в"), words.plural(0, "а", "б", "в") }, { "а", "б", "в", "а", "в" },
    "plural forms")
tap.is(words.short_name{ last = "Иванова", first = "Анна-Мария", middle = "Юрьевна" },
  "Иванова А.-М. Ю.",
  "initials")
tap.is(words.short_name{ last = "Ким", first = "Ли" }, "Ким Л.", "without a patronymic")
tap.is(words.full_name{ last = "Ким", first = "Ли", middle = "" }, "Ким Ли", "a full name")
tap.is(words.sort{ "Жук", "ёлка", "Ельник", "Ежов", "Еж", "Ёж", "яма",
  "Абрамов" },
  { "Абрамов", "Еж", "Ежов", "Ельник", "Ёж", "ёлка", "Жук", "яма" },
    "Ё stands after Е")
local classes = { "10а", "2б", "1а", "11", "2а" }
table.sort(classes, function(a, b) return words.class_key(a) < words.class_key(b) end)
tap.is(classes, { "1а", "2а", "2б", "10а", "11" }, "classes in order")
tap.is({ words.list{}, words.list{ "а" }, words.list{ "а", "б", "в" } }, { "", "а", "а, б и в" },
  "lists")
tap.is({ words.size(5), words.size(1536), words.size(3 * 1024 * 1024) }, { "5 Б", "1,5 КБ", "3 МБ" },
  "sizes")

-- html ---------------------------------------------------------------------------------------------------
tap.is(html.escape("<a href='x'>&\"</a>"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;",
  "text is escaped")
tap.raises(function() html.escape(nil) end, "missing", "nil is a mistake")
tap.is(html.tag("a", { href = "/x?a=1&b=2", title = "«я»", hidden = true, data_id = 5, rel = false }, "q<",
  7),
  '<a data-id="5" hidden href="/x?a=1&amp;b=2" title="«я»">q&lt;7</a>', "an element")
tap.is(html.tag("p", nil, html.tag("b", nil, "x"), "<i>"), "<p><b>x</b>&lt;i&gt;</p>", "made markup stays")
tap.is(html.tag("br"), "<br>", "a void element")
tap.raises(function() html.tag("a", { onclick = "x()" }) end, "attribute", "no handlers in markup")
tap.raises(function() html.tag("a", { ["x y"] = 1 }) end, "attribute", "no odd names")
tap.raises(function() html.check("<b>") end, "markup", "a string from outside is no markup")
tap.ok(html.check(html.raw("<b>")), "raw declares it")
tap.raises(function() html.join{ html.raw("<b>"), "<script>" } end, "markup", "join takes made pieces only")
tap.is(html.url({ "pupils", "7-1а" }, { q = "а б", empty = "", n = 2 }),
  "/pupils/7-1%D0%B0?n=2&q=%D0%B0%20%D0%B1",
  "an address")
tap.raises(function() html.url("//evil") end, "address", "only inside the program")
tap.raises(function() html.url("javascript:x") end, "address", "no other schemes")

-- template -----------------------------------------------------------------------------------------------
local function render(text, vars) return template.run(template.compile(text, "t.html"), vars) end
tap.is(render("a <%= x %>\n<% for i = 1, 3 do %><%= i %>,<% end %>", { x = "<'>" }),
  "a &lt;&#39;&gt;\n1,2,3,",
  "values are escaped, code runs")
tap.is(render("<%- html.tag('b', nil, x) %>", { x = "<" }), "<b>&lt;</b>", "made markup passes")
tap.raises(function() render("\n\n<%- x %>", { x = "<u>" }) end, "t.html:3: html: not markup",
  "a string does not")
tap.raises(function() render("\n<%= y %>", {}) end, "t.html:2: template: no variable 'y'",
  "a missing variable")
tap.raises(function() render("<% if y then %>x<% end %>", {}) end, "no variable 'y'", "even in a condition")
tap.raises(function() render("<% x = 1 %>", {}) end, "use local", "no assignment to variables")
tap.raises(function() render("<%= os.time() %>", {}) end, "no variable 'os'", "no way out of a template")
tap.raises(function() template.compile("<% if %>", "t.html") end, "t.html:1", "a mistake has its line")
tap.raises(function() template.compile("<% x", "t.html") end, "t.html", "an open code")
tap.is(render('"\\ %q \r\n]]<%= "]]" %>', {}), '"\\ %q \r\n]]]]', "odd text stays")
tap.is(render("<%- body %>", { body = render("<i><%= x %></i>", { x = "&" }) }), "<i>&amp;</i>",
  "pages in pages")
tap.raises(function() template.render("pages/no_such.html", {}) end, "no_such", "a missing file")

-- router -------------------------------------------------------------------------------------------------
local r = router.new()
r:get("/", "home")
r:get("/pupils/:id", "pupil")
r:get("/pupils/new", "new")
r:post("/pupils/:id/mark/:lesson", "mark")
r:get("/help/*page", "help")
local function find(method, path)
  local h, p = r:find(method, path)
  return { h or p.code, h and p or p.allow }
end
tap.is(find("GET", "/"), { "home", {} }, "the root")
tap.is(find("GET", "/pupils/7-1"), { "pupil", { id = "7-1" } }, "a parameter")
tap.is(find("HEAD", "/pupils/new"), { "new", {} }, "a fixed part wins")
tap.is(find("POST", "/pupils/3/mark/9"), { "mark", { id = "3", lesson = "9" } }, "two parameters")
tap.is(find("GET", "/help/a/b"), { "help", { page = "a/b" } }, "the rest")
tap.is(find("GET", "/nothing"), { "NOTFOUND" }, "no such page")
tap.is(find("POST", "/pupils/7"), { "NOTFOUND", { "GET" } }, "another method")
tap.raises(function() r:get("/pupils/:id", "again") end, "twice", "declared twice")
tap.raises(function() r:get("/pupils/:other/x", "x") end, "two names", "two names for one place")

-- form ---------------------------------------------------------------------------------------------------
local spec = {
  { name = "last", label = "Фамилия", kind = "name", required = true },
  { name = "born", label = "Родился", kind = "date" },
  { name = "hours", label = "Часы", kind = "integer", low = 1, high = 100 },
  { name = "weight", label = "Вес", kind = "number", default = 1 },
  { name = "sex", label = "Пол", kind = "choice", options = { "м", "ж" } },
  { name = "active", label = "Учится", kind = "flag" },
  { name = "snils", label = "СНИЛС", kind = "snils" },
  { name = "note", label = "Примечание", kind = "lines" },
}
local good = { last = "  Иванов ", born = "1.9.2015", hours = "34", sex = "м", active = "on",
  snils = "11223344595",
  note = "а\r\nб" }
tap.is(form.read(good, spec), { last = "Иванов", born = "2015-09-01", hours = 34, weight = 1,
  sex = "м", active = true,
  snils = "112-233-445 95", note = "а\nб" }, "a good form")
local bad = { last = "", born = "32.13.2015", hours = "500", weight = "x", sex = "z", snils = "1", note = "" }
local values, problem = form.read(bad, spec)
tap.fails(values, problem, "INPUT", "a bad form")
tap.is(problem.msg, "Заполните поле «Фамилия».", "the first message")
tap.is(#problem.fields.hours > 0 and #problem.fields.born > 0 and #problem.fields.weight > 0
  and #problem.fields.sex > 0 and #problem.fields.snils > 0 and problem.fields.note == nil, true,
    "each field has its own")
tap.is(form.read({ last = "Е\204\136лкин" }, spec).last, "Ёлкин", "text comes in form C")
tap.is(select(2, form.read({ last = ("я"):rep(301) }, spec)).fields.last ~= nil, true, "too long")

-- job ----------------------------------------------------------------------------------------------------
local done = job.start("счёт", function(step)
  local sum = 0
  for i = 1, 1000 do
    sum = sum + i
    step(i / 1000, "шаг " .. i)
  end
  return sum
end)
tap.is({ done.state, done.progress }, { "run", 0 }, "a job waits for its turn")
tap.is(job.finish(done), 500500, "and gives its result")
tap.is({ done.state, done.progress, done.label }, { "done", 1, "шаг 1000" }, "it tells how far it is")
local failing = job.start("сбой", function() return err.fail("IO", "нет места") end)
tap.fails(select(1, job.finish(failing)), failing.err, "IO", "a failure comes out")
local raising = job.start("ошибка", function() error("ой") end)
job.finish(raising)
tap.is({ raising.state, raising.err.code }, { "failed", "BUG" }, "a raised error too")
local cleaned = false
local stopped = job.start("долго", function(step)
  local guard <close> = setmetatable({}, { __close = function() cleaned = true end })
  while guard do step(0.5) end
end)
job.tick(0.005)
stopped:cancel()
job.finish(stopped)
tap.is({ stopped.state, cleaned }, { "cancelled", true }, "a job is cancelled and cleans up")
local never = job.start("не начато", function() error("x") end)
never:cancel()
job.finish(never)
tap.is(never.state, "cancelled", "also before its first turn")
tap.is(job.find(done.id), done, "a job is found by its id")

-- args ---------------------------------------------------------------------------------------------------
local line = {
  options = { { name = "port", kind = "integer", default = 0 }, { name = "no-browser", kind = "flag" },
    { name = "to", many = true }, { name = "from", kind = "date" }, { name = "o", short = "o" },
    { name = "format", kind = "choice", options = { "pdf", "csv" } } },
  words = { { name = "kind", required = true, label = "ВИД" }, { name = "rest", rest = true } },
}
tap.is(args.read({ "roster", "--port=80", "--no-browser", "--to", "a", "--to", "b", "-o", "f", "x", "--",
  "-y" }, line),
  { kind = "roster", port = 80, no_browser = true, to = { "a", "b" }, o = "f", rest = { "x", "-y" } },
    "a command line")
for words_, piece in pairs{ ["--foo"] = "--foo", ["--port"] = "значение",
  ["k --port x"] = "целое", ["k --from x"] = "дата",
  ["k --format doc"] = "pdf, csv", ["k --no-browser=1"] = "не принимает", [""] = "ВИД" } do
  local list = {}
  for w in words_:gmatch("%S+") do list[#list + 1] = w end
  local none, wrong = args.read(list, line)
  tap.fails(none, wrong, "USAGE", "wrong usage: " .. words_)
  tap.has(wrong and wrong.msg, piece, "in words: " .. words_)
end
tap.fails(select(1, args.read({ "a" }, {})), select(2, args.read({ "a" }, {})), "USAGE", "a word too many")

return tap.done()
