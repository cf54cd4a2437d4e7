-- page/unlock.lua -- the door: login and password; on a demo stick also who may be tried.
-- Floor: page.
local ru = require "text.ru"
local eject = require "school.eject"
local frame = require "page.frame"

local unlock = {}

local function show(req, stick, vars)
  local body = frame.render("unlock", {
    csrf = req.csrf, login = vars.login or "", message = vars.message or false, demo = stick:demo() or {},
    school = stick:title(), to = vars.to or "",
  })
  return frame.page(req, nil, { title = ru.unlock_title, school = stick:title(), name = "unlock",
    body = body, help = "start", status = vars.status, heading = false,
    main_class = stick:demo() and "wide" or nil })
end

function unlock.show(req, stick)
  if req.session.desk and not req.session.desk.locked then
    return frame.go(req, frame.home(req.session.desk))
  end
  return show(req, stick, { to = frame.own_path(req.query.to) })
end

function unlock.enter(req, stick)
  local form = req.form or {}
  local desk, err = stick:unlock(form.login, form.password)
  if not desk then
    return show(req, stick, { login = form.login, message = err.msg, to = frame.own_path(form.to),
      status = frame.status_of(err) })
  end
  if req.session.desk then stick:lock(req.session.desk) end
  req.session.desk = desk
  return frame.go(req, frame.own_path(form.to) or frame.home(desk))
end

function unlock.lock(req, stick)
  if req.session.desk then
    local desk = req.session.desk
    req.session.desk = nil
    stick:lock(desk)
  end
  return frame.go(req, "/unlock", ru.locked_now)
end

-- "Завершить и извлечь флешку": everything into one file, looked through; the program ends.
function unlock.quit(req, stick)
  req.session.desk = nil
  local report = eject.run(stick)
  local verified = report.entries and ru.fill(ru.eject_verified, { n = report.entries }) or ""
  return frame.page(req, nil, { title = report.problem and ru.goodbye_trouble or ru.goodbye, name = "goodbye",
    body = frame.render("goodbye", { problem = report.problem or false, verified = verified }),
    help = "start" })
end

return unlock
