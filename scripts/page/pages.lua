-- page/pages.lua -- every address of the program, and the one place where a request becomes an answer.
-- Floor: page.  A GET runs with the store guarded against writing.  Errors of the data are told in
-- words; mistakes of the program go up to the server, which shows a number.
local html = require "lib.html"
local router = require "lib.router"
local template = require "lib.template"
local ru = require "text.ru"
local deputy_routes = require "page.deputy_routes"
local frame = require "page.frame"
local lazy = require "page.lazy"
local office_routes = require "page.office_routes"
local books = lazy.page "page.books"
local card = lazy.page "page.card"
local class = lazy.page "page.class"
local diary = lazy.page "page.diary"
local first = lazy.page "page.first"
local attendance = lazy.page "page.attendance"
local help = lazy.page "page.help"
local importing = lazy.page "page.import"
local journal = lazy.page "page.journal"
local journal_more = lazy.page "page.journal_more"
local journals = lazy.page "page.journals"
local outlook = lazy.page "page.outlook"
local lessons = lazy.page "page.lessons"
local pupil = lazy.page "page.pupil"
local pupils = lazy.page "page.pupils"
local regulation = lazy.page "page.regulation"
local retention = lazy.page "page.retention"
local school = lazy.page "page.school"
local substitutes = lazy.page "page.substitutes"
local timetable = lazy.page "page.timetable"
local today = lazy.page "page.today"
local unlock = lazy.page "page.unlock"
local users = lazy.page "page.users"

local pages = {}

-- Addresses that need no unlocked stick: handler(req, stick, params).
local open = {
  { "GET", "/unlock", unlock.show }, { "POST", "/unlock", unlock.enter },
  { "POST", "/lock", unlock.lock }, { "POST", "/quit", unlock.quit },
  { "GET", "/first", first.over }, { "POST", "/first", first.over },
}

-- The only addresses of a stick without a school; every other one leads to the first of them.
local empty = {
  { "GET", "/first", first.show }, { "POST", "/first", first.make },
  { "GET", "/first/regulation/:id", first.sheet }, { "POST", "/quit", unlock.quit },
}

-- Addresses of an unlocked desk: method, pattern, handler(req, desk, params), place of the rail that
-- the user must be allowed to open (nil: everybody; the rules of the school refuse what is not his).
local desks = {
  { "GET", "/", function(req, desk) return frame.go(req, frame.home(desk)) end },
  { "GET", "/today", today.show, "today" },
  { "GET", "/journals", journals.show, "journals" },
  { "GET", "/journals/:id", journal.show },
  { "POST", "/journals/:id/cell", journal.cell_set },
  { "GET", "/journals/:id/cell", journal.cell },
  { "POST", "/journals/:id/cells", journal.cells_set },
  { "POST", "/journals/:id/undo", journal.take_back },
  { "GET", "/journals/:id/copy", journal_more.copy },
  { "POST", "/journals/:id/copy", journal_more.copy_set },
  { "GET", "/journals/:id/copies", journal_more.copies },
  { "POST", "/journals/:id/copies", journal_more.copies_set },
  { "POST", "/undo", journal_more.undo },
  { "GET", "/journals/:id/paper", journal_more.paper },
  { "POST", "/journals/:id/comment", journal.comment },
  { "GET", "/journals/:id/results", journal.results },
  { "POST", "/journals/:id/results", journal.results_set },
  { "GET", "/journals/:id/why", journal.why },
  { "POST", "/journals/:id/result", journal.result_set },
  { "POST", "/journals/:id/accept", journal.accept },
  { "GET", "/journals/:id/period", journal.period },
  { "POST", "/journals/:id/lock", journal.lock },
  { "GET", "/journals/:id/lesson/new", journal.lesson_new },
  { "GET", "/journals/:id/lesson", journal.lesson },
  { "POST", "/journals/:id/lesson", journal.lesson_edit },
  { "POST", "/journals/:id/lessons", journal.lesson_add },
  { "POST", "/journals/:id/lesson/remove", journal.lesson_remove },
  { "GET", "/journals/:id/lessons", lessons.show },
  { "POST", "/journals/:id/lessons/set", lessons.set },
  { "GET", "/journals/:id/plan", lessons.plan },
  { "POST", "/journals/:id/plan", lessons.plan_set },
  { "POST", "/journals/:id/plan/set", lessons.plan_rows },
  { "POST", "/journals/:id/plan/row", lessons.plan_row },
  { "POST", "/journals/:id/plan/fill", lessons.plan_fill },
  { "POST", "/journals/:id/exempt", lessons.exempt_fill },
  { "GET", "/lessons/change", lessons.change },
  { "POST", "/lessons/change", lessons.change_set },
  { "GET", "/timetable", timetable.show },
  { "GET", "/timetable/place", timetable.place },
  { "POST", "/timetable/slot", timetable.slot },
  { "GET", "/timetable/substitutes", substitutes.show },
  { "POST", "/timetable/substitutes", substitutes.put },
  { "GET", "/timetable/bells", timetable.bells },
  { "POST", "/timetable/bells", timetable.bells_set },
  { "POST", "/timetable/vacation", timetable.vacation },
  { "GET", "/timetable/generate", timetable.generate },
  { "POST", "/timetable/generate", timetable.generate_run },
  { "GET", "/attendance", attendance.show, "pupils" },
  { "GET", "/attendance/pupil", attendance.pupil, "pupils" },
  { "POST", "/attendance/range", attendance.range, "pupils" },
  { "POST", "/attendance/exempt", attendance.exempt, "pupils" },
  { "POST", "/attendance/fill", attendance.fill, "pupils" },
  { "GET", "/pupils", pupils.show, "pupils" },
  { "GET", "/pupils/:id", pupil.show },
  { "GET", "/pupils/:id/average", pupil.average },
  { "GET", "/pupils/:id/card", card.show },
  { "POST", "/pupils/:id/card", card.put },
  { "GET", "/pupils/:id/diary", diary.pupil },
  { "GET", "/pupils/:id/outlook", outlook.show },
  { "GET", "/pupils/:id/outlook/why", outlook.why },
  { "GET", "/pupils/:id/finals", outlook.finals },
  { "GET", "/pupils/:id/final", outlook.final },
  { "GET", "/classes/:id", class.show },
  { "GET", "/classes/:id/cell", class.cell },
  { "GET", "/classes/:id/why", class.why },
  { "GET", "/classes/:id/figures", class.figures },
  { "GET", "/classes/:id/absences", class.absences },
  { "GET", "/classes/:id/diaries", diary.class },
  { "GET", "/alphabet", books.alphabet, "pupils" },
  { "GET", "/movement", books.movement, "pupils" },
  { "GET", "/import", importing.show },
  { "POST", "/import", importing.take },
  { "POST", "/import/turn", importing.turn },
  { "POST", "/import/cancel", importing.cancel },
  { "GET", "/import/preview", importing.preview },
  { "POST", "/import/load", importing.load },
  { "POST", "/import/undo", importing.undo },
  { "GET", "/import/sample/:kind", importing.sample },
  { "GET", "/school", school.show, "school" },
  { "GET", "/school/users", users.show, "school" },
  { "POST", "/school/users", users.add, "school" },
  { "POST", "/school/users/password", users.password, "school" },
  { "POST", "/clock", school.clock },
  { "GET", "/me", school.me },
  { "POST", "/me/password", school.password },
  { "GET", "/retention", retention.show, "archive" },
  { "GET", "/retention/:id", retention.one, "archive" },
  { "GET", "/regulation", regulation.show, "policy" },
  { "POST", "/regulation/decide", regulation.decide, "policy" },
  { "POST", "/regulation/term", regulation.term, "policy" },
  { "POST", "/regulation/setting", regulation.setting, "policy" },
}

-- Every address of an unlocked desk, list by list.
pages.desks = { desks, deputy_routes, office_routes }

-- Help is open to everybody, unlocked or not.
local function show_help(req, stick, params)
  local desk = req.session.desk
  if desk and desk.locked then desk = nil end
  return help.show(req, desk, params, stick)
end

-- Nobody is at the stick: scripts are told so, people are led to the door and back.
local function ask_to_unlock(req)
  if req.method == "POST" then
    if frame.wants_json(req) then return frame.json(401, { ok = false, message = ru.locked_now }) end
    return frame.go(req, "/unlock", ru.locked_now)
  end
  if frame.wants_piece(req) then
    return { status = 401, body = "<p>" .. html.escape(ru.locked_now) .. "</p>" }
  end
  local back = req.path ~= "/" and frame.query({ to = req.path }) or ""
  return frame.go(req, "/unlock" .. back)
end

-- Runs a page of the desk; a refused reading of the data raises its error table.
local function serve(req, desk, handler, params)
  local st = desk.stick.store
  if req.method == "GET" then st:guard(true) end
  local done, answer = pcall(handler, req, desk, params)
  if req.method == "GET" and desk.stick.store == st then st:guard(false) end
  if done then return answer end
  if type(answer) == "table" and answer.code and answer.code ~= "BUG" then return frame.refuse(req, desk,
    answer) end
  error(answer, 0)
end

local function desk_route(entry)
  local handler, place = entry[3], entry[4]
  return function(req, _, params)
    local desk = req.session.desk
    if not desk or desk.locked then
      req.session.desk = nil
      return ask_to_unlock(req)
    end
    if place and not desk.access:place(place) then
      return frame.refuse(req, desk, desk:refusal("DENIED", "not_your_place"))
    end
    return serve(req, desk, handler, params)
  end
end

-- The function of the server: request -> answer.  stick: school/session.lua; dev: shown on every page.
function pages.handler(stick, dev)
  frame.dev = dev or false
  template.reload = frame.dev ~= false
  local routes = router.new()
  for _, entry in ipairs(open) do routes:add(entry[1], entry[2], entry[3]) end
  for _, list in ipairs(pages.desks) do
    for _, entry in ipairs(list) do routes:add(entry[1], entry[2], desk_route(entry)) end
  end
  local before = router.new()
  for _, entry in ipairs(empty) do before:add(entry[1], entry[2], entry[3]) end
  for _, one in ipairs({ routes, before }) do
    one:add("GET", "/help", show_help)
    one:add("GET", "/help/:name", show_help)
  end
  return function(req)
    if not stick:settle() then
      local route, params = before:find(req.method, req.path)
      if route then return route(req, stick, params) end
      return frame.go(req, "/first")
    end
    if stick.busy and not stick.busy:free(req) then
      return frame.refuse(req, nil, { code = "BUSY", msg = ru.importing_busy })
    end
    local route, params = routes:find(req.method, req.path)
    if route then return route(req, stick, params) end
    local desk = req.session.desk
    if desk and desk.locked then desk = nil end
    if not desk and req.path == "/" then return ask_to_unlock(req) end
    return frame.refuse(req, desk, { code = "NOTFOUND", msg = ru.no_such_page })
  end
end

return pages
