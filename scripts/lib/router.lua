-- lib/router.lua -- from method and path to a handler.
-- router.new() -> r;  r:get("/pupils/:id", handler)  r:post(...)  r:add("GET", pattern, handler)
-- r:find(method, path) -> handler, params | nil, err.  ":name" takes one part of the path, "*name" at the end
-- takes the rest; a fixed part wins over a parameter.
local err = require "lib.err"

local router = {}
router.__index = router

function router.new()
  return setmetatable({ root = { fixed = {} } }, router)
end

local function child(node, part)
  local kind, name = part:match("^([:*])([%a_][%w_]*)$")
  if not kind then
    node.fixed[part] = node.fixed[part] or { fixed = {} }
    return node.fixed[part]
  end
  local slot = kind == ":" and "param" or "rest"
  node[slot] = node[slot] or { fixed = {}, name = name }
  if node[slot].name ~= name then
    error("router: one place has two names: " .. node[slot].name .. ", " .. name, 3)
  end
  return node[slot]
end

-- Declare a handler; the same method and pattern twice is a mistake.
function router:add(method, pattern, handler)
  local node = self.root
  for part in pattern:gmatch("[^/]+") do node = child(node, part) end
  node.handlers = node.handlers or {}
  if node.handlers[method] then error("router: declared twice: " .. method .. " " .. pattern, 2) end
  node.handlers[method] = handler
end

function router:get(pattern, handler) self:add("GET", pattern, handler) end
function router:post(pattern, handler) self:add("POST", pattern, handler) end

-- The node for parts i.. of the path, filling `params`; deeper fixed parts are tried first.
local function walk(node, parts, i, params)
  local part = parts[i]
  if not part then return node.handlers and node or nil end
  local found = node.fixed[part] and walk(node.fixed[part], parts, i + 1, params)
  if not found and node.param then
    found = walk(node.param, parts, i + 1, params)
    if found then params[node.param.name] = part end
  end
  if not found and node.rest and node.rest.handlers then
    params[node.rest.name] = table.concat(parts, "/", i)
    found = node.rest
  end
  return found
end

-- HEAD is answered by the handler of GET.  err.code is NOTFOUND; err.allow lists the methods of the path.
function router:find(method, path)
  local parts, params = {}, {}
  for part in path:gmatch("[^/]+") do parts[#parts + 1] = part end
  local node = walk(self.root, parts, 1, params)
  if not node then return err.fail("NOTFOUND", path) end
  local handler = node.handlers[method] or (method == "HEAD" and node.handlers.GET)
  if handler then return handler, params end
  local e, allow = err.new("NOTFOUND", path), {}
  for name in pairs(node.handlers) do allow[#allow + 1] = name end
  table.sort(allow)
  e.allow = allow
  return nil, e
end

return router
