-- school/access.lua -- what the user at the stick may see and write.
-- Floor: school.  Pure: computed once at unlocking from the user's roles and the permit rows of
-- the regulation in force.  No role is known here: roles, kinds and scopes are the policy's words;
-- only the scopes below have a meaning in the program.
--   all           everything; a role bound to levels ("1-4") is narrowed to them
--   level         groups whose grade is in the levels of the role
--   own_journals  journals the user teaches, and the pupils in them
--   own_lessons   lessons he gives in place of another, and nothing else of that journal
--   own_class     the class he heads, its journals and pupils
local access = {}
access.__index = access

-- "1-4" -> {{1, 4}}; "9" -> {{9, 9}}; "5-9,11" -> {{5, 9}, {11, 11}}.  The second value is false when
-- something else stands there.
function access.levels(scope)
  local list, whole = {}, true
  for part in (scope or ""):gmatch("[^,; ]+") do
    local from, to = part:match("^(%d+)%-(%d+)$")
    if not from then
      from = part:match("^(%d+)$")
      to = from
    end
    if from and tonumber(from) <= tonumber(to) then
      list[#list + 1] = { tonumber(from), tonumber(to) }
    else
      whole = false
    end
  end
  return list, whole
end

local function as_list(value)
  if value == nil then return {} end
  return type(value) == "table" and value or { value }
end

local function widen(reach, scope, levels)
  if scope == "none" then return end
  if scope == "all" or scope == "level" then
    if #levels == 0 and not levels.bound then reach.all = true end
    for _, level in ipairs(levels) do reach.levels[#reach.levels + 1] = level end
  else
    reach[scope] = true
  end
end

-- roles: rows {role, scope}; permits: rows {role, kinds, can, scope, places}.
function access.new(roles, permits)
  local self = setmetatable({ roles = roles, reach = {}, here = {}, places = {} }, access)
  for _, role in ipairs(roles) do
    local levels = access.levels(role.scope)
    -- A level that cannot be read gives nothing: it must not open the whole school.
    levels.bound = (role.scope or "") ~= ""
    for _, row in ipairs(permits) do
      if row.role == role.role then self:take(row, levels) end
    end
  end
  return self
end

-- Adds one permit row to what is allowed.
function access:take(row, levels)
  for _, place in ipairs(as_list(row.places)) do
    if not self.here[place] then
      self.here[place] = true
      self.places[#self.places + 1] = place
    end
  end
  for _, kind in ipairs(as_list(row.kinds)) do
    for _, verb in ipairs(as_list(row.can)) do
      local key = kind .. ":" .. verb
      local reach = self.reach[key] or { levels = {} }
      widen(reach, row.scope or "all", levels)
      self.reach[key] = reach
    end
  end
end

-- Does a reach cover the thing?  about: mine = I teach it, lent = I give it in place of another, headed = my
-- class, grade = its grade.
local function covers(reach, about)
  if reach.all then return true end
  if reach.own_journals and about.mine then return true end
  if reach.own_lessons and about.lent then return true end
  if reach.own_class and about.headed then return true end
  if about.grade then
    for _, level in ipairs(reach.levels) do
      if about.grade >= level[1] and about.grade <= level[2] then return true end
    end
  end
  return false
end

-- May the user do the verb ("see", "write", ...) with that thing?  about == nil asks "at all":
-- is there any thing of the kind he may do it with.
function access:may(kind, verb, about)
  for _, key in ipairs({ kind .. ":" .. verb, "*:" .. verb }) do
    local reach = self.reach[key]
    if reach and (about == nil or covers(reach, about)) then return true end
  end
  return verb == "see" and self:may(kind, "write", about)
end

-- May he open that place of the left rail?
function access:place(name)
  return self.here[name] == true or self.here["*"] == true
end

-- The kinds he may write at all: the grant handed to the store with each write.
function access:grant()
  if self.granted then return self.granted end
  local kinds = {}
  for key in pairs(self.reach) do
    local kind, verb = key:match("^(.-):(.*)$")
    if verb == "write" then
      if kind == "*" then
        self.granted = "*"
        return "*"
      end
      kinds[#kinds + 1] = kind
    end
  end
  table.sort(kinds)
  self.granted = kinds
  return kinds
end

return access
