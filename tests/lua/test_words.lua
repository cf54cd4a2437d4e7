-- Every sentence of scripts/text is said somewhere; what a person reads of the regulation is Russian.
require "lib.strict"
local asset = require "core.asset"
local os_ = require "core.os"
local tap = require "lib.tap"
local demo = require "school.demo"
local session = require "school.session"

-- Sentences whose name is put together at run time: "place_" .. key.  Each beginning must stand in the code.
local BUILT = { "adopt_need_", "check_", "clash_", "conflict_", "copy_mode_", "copy_part_", "copy_state_",
  "day_wait_", "dep_debt_", "dep_note_", "dep_state_", "dep_tab_", "office_tab_", "place_", "plan_did_",
  "refusal_", "reg_ctx_", "reg_env_", "reg_field_", "reg_key_", "reg_missing_", "reg_section_", "reg_type_",
  "reg_word_", "retention_no_", "severity_", "step_", "tab_", "timetable_" }

local words, code = {}, {}
for _, folder in ipairs({ "scripts/", "assets/pages/" }) do
  for _, name in ipairs(asset.list(folder)) do
    if not name:find("^scripts/text/") then
      local text = asset.get(name)
      code[#code + 1] = text
      for word in text:gmatch("[%a_][%w_]*") do words[word] = true end
    end
  end
end
code = table.concat(code, "\n")

local built = {}
for _, prefix in ipairs(BUILT) do
  tap.ok(code:find('"' .. prefix .. '"', 1, true), "the code builds names with " .. prefix)
  built[#built + 1] = "^" .. prefix
end

local function is_built(key)
  for _, prefix in ipairs(built) do
    if key:find(prefix) then return true end
  end
  return false
end

for _, name in ipairs(asset.list("scripts/text/ru_")) do
  local unused = {}
  for key in pairs(require((name:match("^scripts/(.*)%.lua$"):gsub("/", ".")))) do
    if not words[key] and not is_built(key) then unused[#unused + 1] = key end
  end
  table.sort(unused)
  tap.is(table.concat(unused, " "), "", name .. ": every sentence is said somewhere")
end

-- The pages of the regulation, of all five.  Latin letters that may stand there, and why:
local ALLOWED = {
  "Microsoft Office Excel", "Excel", -- the format of the archive as the regulation names it
  "Selectel", -- a name of a company in a regulation
  "https?://[%w./]+", -- addresses of external systems
  "%f[%a][IVX]+%f[%A]", -- Roman numbers of periods, degrees and chapters
  ("%x"):rep(12), -- the digest of an adopted text
  "%(implied%)", -- the matrix says so of a document that a regulation does not name
}

local function stranger(page)
  local text = page:match("<main.-</main>"):gsub("<[^>]*>", "\n")
  text = text:gsub("&%a+;", " ")
  for _, pattern in ipairs(ALLOWED) do text = text:gsub(pattern, " ") end
  return text:match("[^\n]*%a%a[^\n]*")
end

local regulation = require "page.regulation"
local root = (os_.env("TEST_TMP") or "/tmp") .. "/words-"
local IDS = { "borisovskaya", "gimnaziya1_balashov", "school20_nn", "ip_shcherbakova", "maou_sosh5" }
for _, id in ipairs(IDS) do
  assert(demo.make(root .. id, { pupils = 12, years = 1, seed = 1, policy = id, today = "2026-11-20" }))
  local stick = assert(session.stick(root .. id))
  local user = stick:demo()[1]
  local desk = assert(stick:unlock(user.login, user.password))
  for _, tab in ipairs({ "questions", "rows", "terms", "settings", "adoptions" }) do
    local req = { method = "GET", path = "/regulation", query = { tab = tab }, headers = {}, session = {},
      csrf = "0" }
    tap.is(stranger(regulation.show(req, desk).body), nil, id .. ", " .. tab .. ": no Latin word on the page")
  end
  stick:lock_all()
end

return tap.done()
