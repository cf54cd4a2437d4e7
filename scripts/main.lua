-- main.lua -- from the arguments to a command (scripts/cmd/NAME.lua) and its exit status.
-- A command is {help = one line, usage = text, run = function(app, args) return status end | nil, err}.
-- app = {dir = the school's directory, json = bool, dev = DIR or nil, out = function(text),
-- err = function(text)}.
require "lib.strict"
local asset = require "core.asset"
local file = require "core.file"
local core = require "core.os"
local err = require "lib.err"
local ru = require "text.ru"

local given = ...

local USAGE = 2
-- Nobody reads what is printed (`| head`): the end is quiet, the status that of a program ended by the
-- pipe's signal.
local PIPE = 141

-- Started without a command, as by a double click: there may be no console to complain in.
local bare = false

local function out(text) err.must(core.stdout(text)) end

local function complain(text) core.stderr("zhurnal: " .. text .. "\n") end

-- Commands are the files of scripts/cmd with plain names.
local function command_names()
  local list = {}
  for _, name in ipairs(asset.list("scripts/cmd/")) do
    local command = name:match("^scripts/cmd/([a-z]+)%.lua$")
    if command then list[#list + 1] = command end
  end
  return list
end

local function is_command(name)
  return name:find("^[a-z]+$") ~= nil and asset.get("scripts/cmd/" .. name .. ".lua") ~= nil
end

local function help_of(name)
  if name then
    if not is_command(name) then return err.fail("USAGE", ru.main_unknown, name) end
    local command = require("cmd." .. name)
    return command.usage .. "\n" .. (command.help or "") .. "\n"
  end
  local lines = { ru.main_usage_short, "", ru.main_start, ru.main_commands }
  for _, command in ipairs(command_names()) do
    lines[#lines + 1] = string.format("  %-10s %s", command, require("cmd." .. command).help or "")
  end
  lines[#lines + 1] = ""
  lines[#lines + 1] = ru.main_common
  return table.concat(lines, "\n") .. "\n"
end

-- The global options before the command: app, the command's name (or nil), its arguments; or nil, err.
local function read_start(list)
  local app = { json = false, dev = list.dev, out = out, err = complain }
  if list.dev then require("lib.template").reload = true end
  local i = 1
  while list[i] and list[i]:sub(1, 1) == "-" do
    local text = list[i]
    if text == "-C" then
      i = i + 1
      app.dir = list[i]
      if not app.dir or app.dir == "" then return err.fail("USAGE", ru.args_no_value, "-C") end
    elseif text == "--json" then
      app.json = true
    elseif text == "--help" or text == "-h" then
      return app, "help", table.move(list, i + 1, #list, 1, {})
    else
      return err.fail("USAGE", ru.args_unknown, text)
    end
    i = i + 1
  end
  app.dir = app.dir or err.must(file.exe_dir())
  return app, list[i], table.move(list, i + 1, #list, 1, {})
end

-- The command may take --json among its own words too.
local function take_json(app, words)
  local rest = {}
  for _, word in ipairs(words) do
    if word == "--json" then app.json = true else rest[#rest + 1] = word end
  end
  return rest
end

local function run(list)
  local app, name, words = read_start(list)
  if not app then return nil, name end
  if name == "help" then
    local text, e = help_of(words[1])
    if not text then return nil, e end
    app.out(text)
    return 0
  end
  if name == nil then
    bare = true
    return require("cmd.serve").run(app, {}, { browser = true })
  end
  if not is_command(name) then return err.fail("USAGE", ru.main_unknown, name) end
  return require("cmd." .. name).run(app, take_json(app, words))
end

-- Errors raised by the work and errors returned by it end the same way; a traceback only on demand.
local function guarded(list)
  local handler = list.trace and function(e)
    return type(e) == "table" and e or debug.traceback(tostring(e), 2)
  end or function(e) return e end
  local ok, status, e = xpcall(run, handler, list)
  if not ok then return nil, err.from(status) end
  return status, e
end

local status, e = guarded(given)
if status == nil and e ~= nil then
  if e.code == "GONE" and e.where == "os.print" then return PIPE end
  complain(e.msg)
  if bare then core.alert(e.msg) end
  return e.code == "USAGE" and USAGE or err.exit(e)
end
return status or 0
