-- What a person reads of a regulation is Russian: the sheet, the differences, the remarks, for all five.
require "lib.strict"
local tap = require "lib.tap"
local policy = require "policy.policy"
local show = require "policy.show"

local IDS = { "borisovskaya", "gimnaziya1_balashov", "school20_nn", "ip_shcherbakova", "maou_sosh5" }

-- Latin letters that may stand there, and why.
local ALLOWED = {
  "Microsoft Office Excel", "Excel", -- the format of the archive as the regulation names it
  "Selectel", -- a name of a company in a regulation
  "https?://[%w./]+", -- addresses of external systems
  "%f[%a][IVX]+%f[%A]", -- Roman numbers of periods, degrees and chapters
}

local function stranger(text)
  for _, pattern in ipairs(ALLOWED) do text = text:gsub(pattern, " ") end
  return text:match("[^\n]*%a%a[^\n]*")
end

-- Numbers of questions and rows are names a person types back.
local function told(list)
  local out = {}
  for i, one in ipairs(list) do out[i] = one.text end
  return table.concat(out, "\n")
end

for i, id in ipairs(IDS) do
  local sheet = show.text(assert(policy.show(id)))
  tap.is(stranger(sheet), nil, id .. ": the sheet has no Latin word")
  tap.is(sheet:match("%(п%. [^%d][^\n]*"), nil, id .. ": no «п.» before what is not a number")
  tap.is(stranger(told(assert(policy.lint(id)))), nil, id .. ": the remarks neither")
  local other = IDS[i % #IDS + 1]
  tap.is(stranger(told(assert(policy.diff(id, other)))), nil,
    id .. " and " .. other .. ": the difference neither")
end
return tap.done()
