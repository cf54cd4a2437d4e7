-- school/batch.lua -- questions to regulations as lines of JSON, answers as lines of JSON.
-- Floor: school.  A file is answered in groups, one box for each regulation in a group; from a pipe each
-- line is answered at once, so that a program may wait for an answer before it asks again.
local policy = require "policy.policy"
local ru = require "text.ru"
local core = require "core.os"
local err = require "lib.err"
local json = require "lib.json"

local batch = {}

batch.group = 200

-- A JSON object given as text; nil, err.
function batch.object(text, what)
  local value, wrong = json.decode(text)
  if type(value) ~= "table" then
    local reason = wrong and wrong.msg or ru.policy_not_object
    return err.fail("INPUT", ru.fill(ru.policy_bad_json, { what = what, reason = reason }))
  end
  return value
end

-- The environment of --env: nil when there is none; nil, err when it is no object.
function batch.env(text)
  if text == nil then return nil end
  return batch.object(text, "--env")
end

local function unknown(name)
  return err.new("NOTFOUND", ru.fill(ru.policy_unknown, { name = tostring(name) }))
end

local function failure(value, code)
  if type(value) == "table" then return { error = { code = value.code or code, msg = value.msg } } end
  return { error = { code = code, msg = tostring(value) } }
end

-- One question: the answer, or nil, err.
function batch.one(name, hook, ctx, env, sources)
  if not policy.known(name, sources) then return nil, unknown(name) end
  return policy.one(name, hook, ctx, env, { sources = sources, nulls = true })
end

-- One line -> {policy, hook, ctx, env}, or nil, err.
local function question(line, number, env)
  local value, wrong = json.decode(line)
  if wrong then
    return err.fail("INPUT", ru.fill(ru.policy_bad_json, { what = ru.fill(ru.policy_line, { line = number }),
      reason = wrong.msg }))
  end
  local whole = type(value) == "table" and type(value.policy) == "string" and type(value.hook) == "string"
  if not whole or type(value.ctx or {}) ~= "table" or type(value.env or {}) ~= "table" then
    return err.fail("INPUT", ru.fill(ru.policy_batch_line, { line = number }))
  end
  value.ctx, value.env = value.ctx or {}, value.env or env
  return value
end

-- Asks a regulation several questions.  When the box as a whole fails (one question may have run away), each
-- is asked alone.
local function ask(name, calls, sources)
  local answers, wrong = policy.ask(name, calls, { sources = sources, nulls = true })
  if answers then return answers end
  if #calls == 1 then return { { error = wrong } } end
  local list = {}
  for i, call in ipairs(calls) do list[i] = ask(name, { call }, sources)[1] end
  return list
end

-- Answers questions in their order: an array of tables ready to be written.
function batch.answer(questions, sources)
  local answers, groups, order = {}, {}, {}
  for i, asked in ipairs(questions) do
    if asked.failed then
      answers[i] = failure(asked.failed, "INPUT")
    elseif not policy.known(asked.policy, sources) then
      answers[i] = failure(unknown(asked.policy), "NOTFOUND")
    else
      local group = groups[asked.policy]
      if not group then
        group = { calls = {}, places = {}, name = asked.policy }
        groups[asked.policy] = group
        order[#order + 1] = group
      end
      group.calls[#group.calls + 1] = { hook = asked.hook, ctx = asked.ctx, env = asked.env }
      group.places[#group.places + 1] = i
    end
  end
  for _, group in ipairs(order) do
    for i, answer in ipairs(ask(group.name, group.calls, sources)) do
      answers[group.places[i]] = answer.ok ~= nil and answer.ok or failure(answer.error, "POLICY")
    end
  end
  return answers
end

local function put_answers(questions, sources)
  local lines = {}
  for i, answer in ipairs(batch.answer(questions, sources)) do
    local fine, line = pcall(json.encode, answer)
    lines[i] = fine and line or json.encode(failure(line, "POLICY"))
  end
  lines[#lines + 1] = ""
  err.must(core.stdout(table.concat(lines, "\n")))
end

-- Reads questions from a file ("-": the standard input) and writes an answer a line.  Returns 0, or nil, err.
function batch.run(path, sources, env)
  local from, reason
  if path == "-" then from = io.stdin else from, reason = io.open(path, "r") end
  if not from then return err.fail("IO", reason) end
  local size = from:seek("cur") and batch.group or 1
  local questions, number = {}, 0
  for line in from:lines("l") do
    number = number + 1
    if line:find("%S") then
      local asked, wrong = question(line, number, env)
      questions[#questions + 1] = asked or { failed = wrong }
      if #questions >= size then
        put_answers(questions, sources)
        questions = {}
      end
    end
  end
  if #questions > 0 then put_answers(questions, sources) end
  if path ~= "-" then from:close() end
  return 0
end

return batch
