-- policy/env.lua -- the global names a policy sees: the safe functions of the box, nothing that reads the
-- host, and the two names of the policy library (policy, std). Each text of a chain gets tables of its own.
local util = require "policy.util"

local env = {}

local FUNCTIONS = { "assert", "error", "ipairs", "pairs", "select", "tonumber", "tostring", "type" }
local TABLES = { "string", "table", "math" }

-- A new table of globals for one untrusted text. `extra` names are added.
function env.new(box, extra)
  local new = {}
  for _, name in ipairs(FUNCTIONS) do new[name] = box.safe[name] end
  for _, name in ipairs(TABLES) do new[name] = util.copy(box.safe[name]) end
  for name, value in next, extra or {} do new[name] = value end
  return new
end

-- Every name of the allow-list, "string.sub" style, sorted; for the help page and the tests.
function env.names(box)
  local names = {}
  for name, value in next, env.new(box) do
    if type(value) == "table" then
      for inner in next, value do names[#names + 1] = name .. "." .. inner end
    else
      names[#names + 1] = name
    end
  end
  table.sort(names)
  return names
end

return env
