-- cmd/policy.lua -- regulations: list, check, lint, show, diff, adopt, new, ask.
-- Asking needs no stick: the stock regulations and those in the school's folder are enough.
local file = require "core.file"
local policy = require "policy.policy"
local sheet = require "policy.show"
local words_of = require "policy.words"
local ru = require "text.ru"
local args = require "lib.args"
local err = require "lib.err"
local json = require "lib.json"
local out = require "lib.out"
local adoption = require "school.adoption"
local batch = require "school.batch"
local calendar = require "school.calendar"
local stick = require "school.stick"

local cmd = { usage = ru.policy_usage, help = ru.policy_help }

local actions = {}

local function words(...)
  local list = { { name = "action", required = true } }
  for _, word in ipairs({ ... }) do list[#list + 1] = { name = word, required = true, label = word } end
  return list
end

actions.list = { words = words() }
function actions.list.run(app)
  local list = policy.list(policy.sources(app.dir))
  if app.json then
    out.json(json.array(list))
    return 0
  end
  for _, one in ipairs(list) do
    out.line(out.pad(one.code or "", 5) .. out.pad(one.id, 22) .. " " .. (one.title or "")
      .. (one.own and " (" .. ru.policy_own .. ")" or ""))
  end
  return 0
end

-- "path/my_school.lua" -> "my_school"
local function id_of(path)
  return (path:match("([^/\\]+)$"):gsub("%.lua$", ""))
end

local function checked(app, path)
  local text, failed = file.read(path, 1024 * 1024)
  if not text then return err.fail("IO", failed.msg) end
  local about
  about, failed = policy.check(text, id_of(path), { dir = app.dir })
  if not about then return nil, failed end
  return about, text
end

actions.check = { words = words("file") }
function actions.check.run(app, opts)
  local about, failed = checked(app, opts.file)
  if not about then
    if not app.json or failed.code ~= "POLICY" then return nil, failed end
    out.json({ ok = false, message = failed.msg })
    return 1
  end
  if app.json then
    out.json({ ok = true, id = about.id, title = about.title, count = about.count })
  else
    out.line(ru.fill(ru.policy_ok, { file = opts.file }))
  end
  return 0
end

actions.lint = { words = words("id"), options = { { name = "env" } } }
function actions.lint.run(app, opts)
  local env, wrong = batch.env(opts.env)
  if wrong then return nil, wrong end
  local found, failed = policy.lint(opts.id, { dir = app.dir, env = env })
  if not found then return nil, failed end
  if app.json then
    out.json(json.array(found))
    return 0
  end
  local n = { A = 0, B = 0, C = 0 }
  for _, one in ipairs(found) do
    n[one.severity] = (n[one.severity] or 0) + 1
    local clause = type(one.clause) == "table" and table.concat(one.clause, ", ") or one.clause
    local place = clause and clause ~= "" and words_of.place(clause)
    out.line(one.severity .. "  " .. one.text .. (place and " (" .. place .. ")" or ""))
  end
  out.line(#found == 0 and ru.policy_lint_none
    or ru.fill(ru.policy_lint_sum, { n = #found, a = n.A, b = n.B, c = n.C }))
  return 0
end

actions.show = { words = words("id") }
function actions.show.run(app, opts)
  local shown, failed = policy.show(opts.id, { dir = app.dir })
  if not shown then return nil, failed end
  if app.json then out.json(shown) else app.out(sheet.text(shown)) end
  return 0
end

actions.diff = { words = words("a", "b") }
function actions.diff.run(app, opts)
  local found, failed = policy.diff(opts.a, opts.b, { dir = app.dir })
  if not found then return nil, failed end
  if app.json then
    out.json(json.array(found))
    return 0
  end
  for _, one in ipairs(found) do out.line(one.text) end
  if #found == 0 then out.line(ru.policy_diff_none) end
  return 0
end

-- A file is adopted under its own name; its parents are looked up as usual.
local function to_adopt(app, name)
  local sources = policy.sources(app.dir)
  if not name:find("%.lua$") then return name, sources end
  local about, text = checked(app, name)
  if not about then return nil, text end
  sources[about.id] = text
  return about.id, sources
end

actions.adopt = { words = words("name"),
  options = { { name = "protocol" }, { name = "order" }, { name = "from" }, { name = "login" } } }
function actions.adopt.run(app, opts)
  for _, name in ipairs({ "from", "protocol", "order" }) do
    if (opts[name] or "") == "" then return err.fail("USAGE", ru["adopt_need_" .. name]) end
  end
  local name, sources = to_adopt(app, opts.name)
  if not name then return nil, sources end
  local desk, failed = stick.open(app.dir, { login = opts.login })
  if not desk then return nil, failed end
  local fine, record, wrong = pcall(adoption.adopt, desk, name, sources,
    { protocol = opts.protocol, order = opts.order, date = opts.from })
  stick.close(desk)
  if not fine then error(record, 0) end
  if not record then return nil, wrong end
  if app.json then
    out.json({ policy = record.policy, hash = record.hash, starts = record.starts })
  else
    out.line(ru.fill(ru.policy_adopted, { title = record.title, date = calendar.written(record.starts),
      hash = record.hash:sub(1, 12) }))
  end
  return 0
end

actions.new = { words = words("name"), options = { { name = "from", required = true }, { name = "title" } } }
function actions.new.run(app, opts)
  local folder = app.dir .. "/policies"
  local path = folder .. "/" .. opts.name .. ".lua"
  if not opts.name:find("^[a-z][a-z0-9_]*$") then return err.fail("INPUT", ru.policy_bad_name) end
  if file.exists(path) then return err.fail("CONFLICT", ru.fill(ru.policy_new_exists, { file = path })) end
  local text, failed = policy.new(opts.from, opts.name, opts.title, { dir = app.dir })
  if not text then return nil, failed end
  if file.exists(folder) ~= "dir" then
    local made, wrong = file.mkdir(folder)
    if not made then return nil, wrong end
  end
  local done
  done, failed = file.write(path, text)
  if not done then return nil, failed end
  if app.json then out.json({ file = path }) else out.line(ru.fill(ru.policy_new_done, { file = path })) end
  return 0
end

actions.ask = {
  words = { { name = "action", required = true }, { name = "id" }, { name = "hook" }, { name = "ctx" } },
  options = { { name = "env" }, { name = "batch" } },
}
function actions.ask.run(app, opts)
  local env, wrong = batch.env(opts.env)
  if wrong then return nil, wrong end
  local sources = policy.sources(app.dir)
  if opts.batch then return batch.run(opts.batch, sources, env) end
  if not opts.id or not opts.hook then
    return err.fail("USAGE", ru.args_missing, opts.id and "HOOK" or "ID HOOK")
  end
  local ctx
  ctx, wrong = batch.object(opts.ctx or "{}", "CTX")
  if not ctx then return nil, wrong end
  local answer, failed = batch.one(opts.id, opts.hook, ctx, env, sources)
  if not answer then return nil, failed end
  out.json(answer)
  return 0
end

function cmd.run(app, list)
  local action = actions[list[1] or ""]
  if not action then
    return err.fail("USAGE", ru.fill(ru.no_such_action, { command = "policy", action = list[1] or "",
      usage = ru.policy_short }))
  end
  local opts, wrong = args.read(list, action)
  if not opts then return nil, wrong end
  return action.run(app, opts)
end

return cmd
