-- _server.lua -- a small program around core.web for server.mjs: its first line on stdout is the launch
-- address; its pages tell what arrived.  The test drives it through the environment:
-- ZHURNAL_TEST_TIMEOUT (seconds), ZHURNAL_TEST_DEV=1.

local web = require "core.web"
local json = require "core.json"
local asset = require "core.asset"

local errors, srv = {}, nil
local page = "<!DOCTYPE html>\n" .. ("Журнал 5 «А» класса. "):rep(1600)

local function text(body, status)
  return {status = status, type = "text/plain; charset=utf-8", body = body}
end

local function echo(req)
  local files = {}
  for name, file in pairs(req.files) do
    files[name] = {name = file.name, type = file.type, size = #file.body}
  end
  return {type = "application/json", body = json.encode{
    method = req.method, head = req.head, path = req.path, query = req.query, form = req.form,
    repeated = req.repeated, files = files, body = req.body, csrf = req.csrf,
    agent = req.headers["user-agent"],
  }}
end

local pages = {
  ["/"] = function(req) return {body = "<h1>Журнал</h1><i>" .. req.csrf .. "</i>"} end,
  ["/page"] = function() return {body = page} end,
  ["/mark"] = function(req) return text("ok " .. (req.form.mark or "")) end,
  ["/bytes"] = function(req) return text(("x"):rep(math.tointeger(tonumber(req.query.n)))) end,
  ["/size"] = function(req) return text(tostring(#req.body)) end,
  ["/error"] = function() error("тайная подробность") end,
  ["/error_table"] = function()
    error(setmetatable({code = "IO", msg = "x"}, {__tostring = function() return "IO: x" end}))
  end,
  ["/error_nil"] = function() return nil end,
  ["/cookie"] = function() return {headers = {["Set-Cookie"] = "a=b"}} end,
  ["/inject"] = function() return {headers = {["X-Note"] = "a\r\nSet-Cookie: b=c"}} end,
  ["/csp"] = function() return {headers = {["content-security-policy"] = "default-src *"}} end,
  ["/away"] = function() return {status = 303, headers = {Location = "//evil.example/"}} end,
  ["/home"] = function() return {status = 303, headers = {Location = "/"}} end,
  ["/file"] = function()
    return {type = "text/csv", body = "a;b",
            headers = {["Content-Disposition"] = "attachment; filename*=UTF-8''a.csv"}}
  end,
  ["/empty"] = function() return {status = 204} end,
  ["/status"] = function() return {status = 99} end,
  ["/errors"] = function() return text(table.concat(errors, "\n--\n")) end,
  ["/keep"] = function(req)
    if req.query.set then req.session.kept = req.query.set end
    return text(tostring(req.session.kept))
  end,
  ["/poll"] = function() return text(tostring(pcall(srv.poll, srv, 0))) end,
  ["/count"] = function()
    return {type = "application/json",
            body = json.encode{count = srv:count(), idle = srv:idle() < 1, sessions = #srv:sessions()}}
  end,
  ["/asset"] = function()
    local name = ""
    for _, one in ipairs(asset.list("assets/web/")) do
      if one:find("%.css$") then name = one end
    end
    local found = name ~= ""
    return {type = "application/json", body = json.encode{
      name = name:sub(#"assets/web/" + 1), url = web.asset(name:sub(#"assets/web/" + 1)),
      hash = found and asset.hash(name) or "", size = found and #asset.get(name) or 0}}
  end,
  ["/stop"] = function()
    srv:stop()
    return text("bye " .. ("x"):rep(1000000))
  end,
}

local function handler(req)
  local f = pages[req.path]
  if f then return f(req) end
  return echo(req)
end

srv = assert(web.start{
  handler = handler,
  on_error = function(id, message) errors[#errors + 1] = id .. " " .. message end,
  timeout = tonumber(os.getenv "ZHURNAL_TEST_TIMEOUT"),
  dev = os.getenv "ZHURNAL_TEST_DEV" == "1",
})
assert(srv:url():match("^http://127%.0%.0%.1:" .. srv:port() .. "/%?k=%x+$"))

-- a second server on the same port is refused with a reason; misuse raises
local second, err = web.start{handler = handler, port = srv:port()}
assert(second == nil and err.code == "BUSY" and err.msg:find(tostring(srv:port()), 1, true))
assert(not pcall(web.start, {port = 0}))
assert(not pcall(web.start, {handler = handler, port = 70000}))
assert(not pcall(web.start, {handler = handler, port = "x"}))
do
  local brief <close> = assert(web.start{handler = handler})
  assert(brief:count() == 0 and brief:port() ~= srv:port())
  brief:stop()
  assert(not pcall(brief.port, brief))
end

io.stdout:write(srv:url(), "\n")
io.stdout:flush()
repeat
  local n, gone = srv:poll(1000)
until not n and gone.code == "GONE"
io.stdout:write("stopped\n")
return 0
