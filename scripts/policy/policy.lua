-- policy/policy.lua -- the program's side of the policy library: finds the texts, runs the box, hands out
-- answers.
-- The one place that calls core.sandbox. A policy is named by its id ("school20_nn") or its code ("002").
-- Texts come from the caller (adopted ones), from the stick's own policies, and from the program, in that
-- order.
local asset = require "core.asset"
local json = require "core.json"
local sandbox = require "core.sandbox"
local core_text = require "core.text"
local util = require "policy.util"
local schema = require "policy.schema"
local shape = require "policy.shape"

local policy = {}

local LIBRARY = { "text.ru_policy", "policy.util", "policy.schema", "policy.days", "policy.env",
  "policy.shape", "policy.advice",
  "policy.loader", "policy.view", "policy.catalog", "policy.carriers", "policy.retention", "policy.archive",
  "policy.access", "policy.awards", "policy.marks", "policy.finals", "policy.rules", "policy.box" }

-- Hooks whose answer is one row of a section.
local ROW_OF = { identity = "identity", carrier = "carriers" }

local MEMORY, INSTRUCTIONS, SECONDS, PER_CALL = 64 * 1024 * 1024, 50 * 1000 * 1000, 2, 20000

local function refuse(message)
  return nil, setmetatable({ code = "POLICY", msg = message }, { __tostring = function(e) return e.msg end })
end

local function library()
  local list = {}
  for i, name in ipairs(LIBRARY) do
    local path = "scripts/" .. string.gsub(name, "%.", "/") .. ".lua"
    list[i] = { name = name, text = assert(asset.get(path), path) }
  end
  return list
end

-- "policies/base/school.lua" -> "base/school"
local function id_of(name)
  return (string.match(name, "^policies/(.*)%.lua$"))
end

local function stock_sources(out)
  for _, name in ipairs(asset.list("policies/")) do
    local id = id_of(name)
    if id then out[id] = asset.get(name) end
  end
end

-- The *.lua files of DIR/policies on the stick, by id; the largest text taken is 1 MB.
local function own_sources(dir, out)
  local place = dir .. "/policies"
  local lfs, file = require "lfs", require "core.file"
  if lfs.attributes(place, "mode") ~= "directory" then return end
  local names = {}
  for name in lfs.dir(place) do
    if string.find(name, "^[a-z0-9_]+%.lua$") then names[#names + 1] = name end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    local text = file.read(place .. "/" .. name, 1024 * 1024)
    if text then out[string.sub(name, 1, -5)] = text end
  end
end

-- id -> text of everything there is: what the program carries and, with `dir` (the school's directory), the
-- school's own; a file on the stick hides the stock one of the same name. The table is the caller's.
function policy.sources(dir)
  local out = {}
  stock_sources(out)
  if dir then own_sources(dir, out) end
  return out
end

-- The header values of a text as written, without running it.
local function header(text)
  local head = string.match(string.sub(text, 1, 8192), "policy%s*%b{}") or ""
  return { id = string.match(head, "id%s*=%s*\"([^\"]*)\""), code = string.match(head,
    "code%s*=%s*\"([^\"]*)\""),
    title = string.match(head, "title%s*=%s*\"([^\"]*)\""), extends = string.match(head,
      "extends%s*=%s*\"([^\"]*)\"") }
end

-- The policies a school may choose from: {{id, code, title, own}}, base files left out.
function policy.list(sources)
  local all, out = sources or policy.sources(), {}
  for _, id in ipairs(util.sorted_keys(all)) do
    if string.sub(id, 1, 5) ~= "base/" then
      local head = header(all[id])
      out[#out + 1] = { id = id, code = head.code, title = head.title, own = asset.get("policies/" .. id
        .. ".lua") == nil }
    end
  end
  return out
end

-- Id for an id or a code.
local function find_id(name, sources)
  if sources[name] then return name end
  for _, id in ipairs(util.sorted_keys(sources)) do
    if header(sources[id]).code == name then return id end
  end
  return name
end

-- Only the texts of the chain go into the box; the rest is sent when the chain cannot be read from the
-- outside.
local function chain_sources(id, sources)
  local out, seen = {}, 0
  while id do
    local text = sources[id]
    if not text then return sources end
    out[id], seen = text, seen + 1
    if seen > 9 then return out end
    id = header(text).extends
  end
  return out
end

-- Runs one request in a box; returns its result or nil, err.
local function run(request, calls)
  local result, err = sandbox.run{ library = library(), entry = "policy.box", request = request,
    memory = MEMORY,
    instructions = INSTRUCTIONS + PER_CALL * (calls or 0), seconds = SECONDS + (calls or 0) / 1000 }
  if not result then return nil, err end
  if result.error then return refuse(result.error) end
  return result
end

-- The request every question begins with. Given sources stand for all there is.
local function for_policy(name, opts)
  local sources = opts and opts.sources or policy.sources(opts and opts.dir)
  local id = find_id(name, sources)
  return { policy = id, sources = chain_sources(id, sources), env = opts and opts.env }
end

-- Calls as they go into the box: an environment that all calls share is sent once.
local function pack_calls(calls, request)
  local shared, out = request.env, {}
  if not shared then
    shared = calls[1] and calls[1].env
    for _, call in ipairs(calls) do
      if not rawequal(call.env, shared) then shared = nil end
    end
    request.env = shared
  end
  for i, call in ipairs(calls) do
    local own = call.env
    if rawequal(own, shared) then own = nil end
    out[i] = { hook = call.hook, ctx = call.ctx, env = own }
  end
  return out
end

-- Is there a policy of this id or code among the texts?
function policy.known(name, sources)
  if sources[name] then return true end
  for _, one in ipairs(policy.list(sources)) do
    if one.code == name then return true end
  end
  return false
end

-- Answers a batch: calls = {{hook=, ctx=, env=}}; opts = { sources=, dir=, env= (for calls without one),
-- nulls = true to find core.json's null in every field that has no value (an answer to be written as JSON) }.
-- Returns answers in the same order, each {ok = table} or {error = sentence}; nil, err when the policy is
-- broken.
function policy.ask(name, calls, opts)
  local request = for_policy(name, opts)
  request.calls = pack_calls(calls, request)
  local result, err = run(request, #calls)
  if not result then return nil, err end
  for i, answer in ipairs(result.answers) do
    local hook = calls[i].hook
    if answer.ok then shape.seal(shape.out[hook], answer.ok, json.array) end
    if answer.ok and opts and opts.nulls then
      shape.complete(hook, answer.ok, schema.sections[ROW_OF[hook]], json.null)
    end
  end
  return result.answers
end

-- One question: the answer itself, or nil, err.
function policy.one(name, hook, ctx, env, opts)
  local answers, err = policy.ask(name, { { hook = hook, ctx = ctx, env = env } }, opts)
  if not answers then return nil, err end
  if answers[1].error then return refuse(answers[1].error) end
  return answers[1].ok
end

-- What a policy is, once it loads without a mistake: {id, code, title, version, extends, chain = {ids, the
-- oldest first}, count = {section = rows}, hooks, not_regulated}; or nil, err with "file:line: sentence".
function policy.about(name, opts)
  local request = for_policy(name, opts)
  request.check = true
  local result, err = run(request)
  if not result then return nil, err end
  return result.model
end

-- The same for a text that lies nowhere yet.
function policy.check(text, name, opts)
  name = name or header(text).id or "policy"
  local sources = {}
  for id, source in pairs(opts and opts.sources or policy.sources(opts
    and opts.dir)) do sources[id] = source end
  if not core_text.utf8_ok(text) then return refuse(util.say("reg_not_utf8", name .. ".lua")) end
  sources[name] = text
  return policy.about(name, { sources = sources })
end

-- Rows with everything about the policy: {id, title, …, sections = {name = {rows}}}; each row has file and
-- line.
-- With opts.env the answers of the school are applied to the rows.
function policy.model(name, opts)
  local request = for_policy(name, opts)
  request.rows = true
  local result, err = run(request)
  if not result then return nil, err end
  return result.model
end

-- All rows by section: {retention = {rows}, scale = {rows}, …}.
function policy.rows(name, opts)
  local model, err = policy.model(name, opts)
  if not model then return nil, err end
  return model.sections
end

-- Findings of the lint, gravest first: {{severity, kind, text, clause, id, line}}.
function policy.lint(name, opts)
  local model, err = policy.model(name, { sources = opts and opts.sources, dir = opts and opts.dir })
  if not model then return nil, err end
  return require("policy.lint").run(model, opts and opts.env)
end

-- The regulation as a sheet: a structure for the page and, by show.text, a text.
function policy.show(name, opts)
  local model, err = policy.model(name, opts)
  if not model then return nil, err end
  return require("policy.show").sheet(model)
end

-- Differences from policy a to policy b as sentences: {{section, kind, text, clause}}.
function policy.diff(a, b, opts)
  local from, err = policy.model(a, opts)
  if not from then return nil, err end
  local to
  to, err = policy.model(b, opts)
  if not to then return nil, err end
  return require("policy.diff").run(from, to)
end

-- The text of a new policy `id` that stands on `from`, tried once; the caller stores it.
function policy.new(from, id, title, opts)
  local sources = {}
  for name, text in pairs(opts and opts.sources or policy.sources(opts
    and opts.dir)) do sources[name] = text end
  if sources[id] then return refuse(util.say("reg_same_id", id)) end
  local model, err = policy.model(from, { sources = sources })
  if not model then return nil, err end
  local text = require("policy.new").text(model, id, title)
  sources[id] = text
  local about
  about, err = policy.about(id, { sources = sources })
  if not about then return nil, err end
  return text
end

return policy
