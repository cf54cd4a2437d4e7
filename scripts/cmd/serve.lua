-- cmd/serve.lua -- `serve`: the pages for the browser of this computer.
-- The first line on stdout is the address.  One loop: requests, the idle lock, bringing everything into
-- the one file after two quiet seconds.
local os_ = require "core.os"
local web = require "core.web"
local ru = require "text.ru"
local args = require "lib.args"
local running = require "school.running"
local session = require "school.session"
local sticks = require "school.stick"
local lazy = require "page.lazy"
local pages = require "page.pages"

local serve = { help = ru.serve_help, usage = ru.serve_usage }

local spec = { options = { { name = "port", kind = "integer" }, { name = "no-browser", kind = "flag" },
  { name = "idle", kind = "integer" } } }

local POLL_MS = 250
-- The last page still asks for its style and fonts.
local GOODBYE_S = 1.5
-- The unlock page has its style and fonts, and the user is typing the password.
local QUIET_S = 0.15

-- The users of a demonstration stick, so that whoever tries it need not search.
local function tell_demo(stick)
  local list = stick:demo()
  if not list then return end
  os_.stdout(ru.demo_users .. "\n")
  for _, user in ipairs(list) do
    os_.stdout(string.format("  %s / %s  %s\n", user.login, user.password, user.title))
  end
end

local function report(number, text)
  os_.stderr(ru.fill(ru.page_failed, { number = number }) .. "\n" .. text .. "\n")
end

local function lock_idle(stick, srv)
  if next(stick.desks) ~= nil and srv:idle() > session.idle_minutes * 60 then stick:lock_all() end
end

-- Opens the browser at the running server; a user without a console is told the address in a window.
local function show(url)
  if os_.open_url(url) then return end
  local text = ru.fill(ru.browser_failed, { url = url })
  os_.stderr(text .. "\n")
  os_.alert(text)
end

-- Another program is at the stick: that one opens the browser.
local function call_running(dir)
  local called, err = running.call(dir)
  if not called then return nil, err end
  os_.stdout(ru.running_front .. "\n")
  return 0
end

-- Until the user ends it here, or by "Завершить" on the page, or the system asks to stop.
local function loop(stick, srv, claim)
  local goodbye
  local empty = stick.vault == nil
  while not os_.stopping() do
    if not srv:poll(POLL_MS) then break end
    if empty and stick.vault then
      empty = false
      claim:settle()
    end
    if claim:asked() then show(srv:url()) end
    lock_idle(stick, srv)
    if srv:idle() > QUIET_S then
      stick:warm()
      while lazy.step() and not os_.stopping() do end
    end
    stick:tick()
    if stick.finished then
      goodbye = goodbye or os_.mono() + GOODBYE_S
      if os_.mono() > goodbye then break end
    end
  end
end

-- Runs until the user ends it.  list: the arguments; given.browser: open the browser even when nobody
-- asked for it (a double click).  Returns the exit status, or nil, err.
function serve.run(app, list, given)
  local opts, err = args.read(list, spec)
  if not opts then return nil, err end
  session.idle_minutes = math.max(1, opts.idle or session.idle_minutes)
  local stick, none = sticks.plug_or_empty(app.dir)
  if not stick then return nil, none end
  local claim = running.claim(app.dir)
  if not claim then return call_running(app.dir) end
  local srv, failed = web.start({ port = opts.port or 0, dev = app.dev ~= nil, on_error = report,
    handler = pages.handler(stick, app.dev) })
  if not srv then
    claim:close()
    return nil, failed
  end
  os_.stdout(srv:url() .. "\n")
  tell_demo(stick)
  local wanted = given and given.browser or os_.is_tty()
  if wanted and not opts.no_browser then show(srv:url()) end
  loop(stick, srv, claim)
  srv:stop()
  stick:lock_all()
  claim:close()
  return 0
end

return serve
