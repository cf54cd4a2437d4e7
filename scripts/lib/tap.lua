-- lib/tap.lua -- checks for the Lua tests, printed as TAP lines. A test file ends with `return tap.done()`.
local core = require "core.os"

local tap = { count = 0, failed = 0 }

local function show(v, depth)
  if type(v) == "string" then return string.format("%q", v) end
  if type(v) ~= "table" or (depth or 0) > 6 then return tostring(v) end
  local keys, out = {}, {}
  for k in next, v do keys[#keys + 1] = k end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, k in ipairs(keys) do
    local name = type(k) == "string" and k or "[" .. tostring(k) .. "]"
    out[#out + 1] = name .. "=" .. show(v[k], (depth or 0) + 1)
  end
  return "{" .. table.concat(out, ", ") .. "}"
end
tap.show = show

local function same(a, b)
  if a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  for k, v in next, a do if not same(v, b[k]) then return false end end
  for k in next, b do if a[k] == nil then return false end end
  return true
end
tap.same = same

-- One check. `note` is printed when it fails.
function tap.ok(cond, name, note)
  tap.count = tap.count + 1
  core.stdout(string.format("%sok %d - %s\n", cond and "" or "not ", tap.count, (name:gsub("#", "№"))))
  if cond then return true end
  tap.failed = tap.failed + 1
  local info = debug.getinfo(2, "Sl")
  if info.short_src:find("tap%.lua") then info = debug.getinfo(3, "Sl") end
  core.stdout(string.format("# at %s:%d\n", info.short_src, info.currentline))
  if note then core.stdout("# " .. tostring(note):gsub("\n", "\n# ") .. "\n") end
  return false
end

-- Equal values, tables compared by contents.
function tap.is(got, want, name)
  local equal = same(got, want)
  return tap.ok(equal, name, not equal and "got  " .. show(got) .. "\nwant " .. show(want) or nil)
end

-- The text holds the piece.
function tap.has(text, piece, name)
  local found = type(text) == "string" and text:find(piece, 1, true) ~= nil
  return tap.ok(found, name, not found and "no " .. show(piece) .. " in " .. show(text) or nil)
end

-- The two results are `nil, err` with this code.
function tap.fails(v, e, code, name)
  local right = v == nil and type(e) == "table" and e.code == code and type(e.msg) == "string"
  return tap.ok(right, name, not right and "got " .. show(v) .. ", " .. show(e) .. ", want " .. code or nil)
end

-- The call raises an error whose text holds the piece.
function tap.raises(f, piece, name)
  local ok, e = pcall(f)
  local text = type(e) == "table" and e.msg or tostring(e)
  local right = not ok and text:find(piece, 1, true) ~= nil
  return tap.ok(right, name, not right and (ok and "no error" or text) or nil)
end

-- End of the file: the plan; returns the exit status.
function tap.done()
  core.stdout(string.format("1..%d\n", tap.count))
  return (tap.failed > 0 or tap.count == 0) and 1 or 0
end

return tap
