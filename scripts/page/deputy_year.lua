-- page/deputy_year.lua -- periods closed and opened, the council, debts, the closing of the year, the
-- passage to the
-- next one.
-- Floor: page.
local ru = require "text.ru"
local calendar = require "school.calendar"
local asks = require "school.asks"
local closing = require "school.closing"
local council = require "school.council"
local journal = require "school.journal"
local locks = require "school.locks"
local marks = require "school.marks"
local people = require "school.people"
local progress = require "school.progress"
local promotion = require "school.promotion"
local deputy = require "page.deputy_frame"
local frame = require "page.frame"

local page = {}

-- The form of a POST and the sheet of its year; or nil and the answer.
local function posted(req, desk)
  local form, err = frame.fields(req)
  if not form then return nil, frame.refuse(req, desk, err) end
  local sheet, refused = deputy.open(req, desk, form.year)
  if not sheet then return nil, refused end
  return form, sheet
end

-- What teachers ask to open, as rows of the page.
local function asked_rows(desk)
  local list = {}
  for i, row in ipairs(asks.open(desk)) do
    list[i] = { journal = row.journal, period = row.period, title = journal.title(row),
      name = row.period_name, who = people.listed(row), reason = row.reason,
      on = calendar.written(row.asked_on), year = row.year }
  end
  return list
end

-- GET /deputy/locks
function page.locks(req, desk)
  local sheet, journals = deputy.open(req, desk)
  if not sheet then return journals end
  local columns, rows = {}, {}
  local classes = locks.table(desk, sheet, journals)
  for i, period in ipairs(locks.columns(classes)) do
    columns[i] = { id = period.id, name = period.name, ends = calendar.written(period.ends):sub(1, 5),
      chosen = period.id == req.query.period }
  end
  for i, group in ipairs(classes) do
    local cells = {}
    for k, column in ipairs(columns) do
      local cell = group.by[column.id]
      cells[k] = cell and { n = cell.n, closed = cell.closed, reason = cell.reason or "",
        till = cell.open_till and calendar.moment(cell.open_till) or "",
        over = cell.period.ends < sheet.today, ahead = cell.period.starts > sheet.today,
          all = cell.closed == cell.n } or false
    end
    rows[i] = { id = group.group, name = group.name, cells = cells,
      chosen = group.group == req.query.group }
  end
  local body = frame.render("deputy_locks", { asked = req.query.period ~= nil, asks = asked_rows(desk),
    years = deputy.years(desk, sheet), columns = columns, rows = rows, csrf = req.csrf,
    year = sheet.year.id,
    may = desk.access:may("lock", "write"), hours = progress.settings(desk).unlock_hours or 24,
    sealed = closing.sealed(desk, sheet.year) or false })
  return deputy.page(req, desk, sheet, { tab = "locks", body = body, title = ru.dep_tab_locks,
    help = "closing" })
end

-- POST /journals/:id/ask -- a teacher asks for a closed period to be opened.
function page.ask(req, desk, params)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local ok, failed = asks.send(desk, params.id, form)
  return frame.done(req, desk, ok, failed, { to = "/journals/" .. params.id, message = ru.ask_sent })
end

function page.set_locks(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  if form.act == "refuse" then
    local ok, failed = asks.refuse(desk, form)
    return deputy.done(req, desk, ok, failed, "/deputy/locks", ru.ask_refused)
  end
  local n, err = locks.set(desk, sheet, form)
  return deputy.done(req, desk, n, err, "/deputy/locks",
    n and ru.fill(ru.dep_saved_locks, { n = ru.count(n, "journal_forms") }))
end

-- The class asked for, else the first one that waits for a decision; and all classes, each with the number of
-- those who wait.
local function group_named(desk, sheet, id)
  local groups, found = closing.classes(desk, sheet), nil
  for _, group in ipairs(groups) do
    local done, all = council.count(desk, sheet, { group })
    group.wait = all - done
    if group.id == id then found = group end
  end
  for _, group in ipairs(groups) do
    if not found and group.wait > 0 then found = group end
  end
  return found or groups[1], groups
end

local function decisions_of(desk, chosen)
  local list = {}
  for i, key in ipairs(council.decisions) do
    list[i] = { key = key, label = desk.rules:label("council_decisions", key), chosen = key == chosen }
  end
  return list
end

-- GET /deputy/council
function page.council(req, desk)
  local sheet, journals = deputy.open(req, desk)
  if not sheet then return journals end
  local group, groups = group_named(desk, sheet, req.query.group)
  local list, classes, protocols = {}, {}, {}
  for i, one in ipairs(group and council.class(desk, sheet, group) or {}) do
    local failed = {}
    for k, row in ipairs(one.failed) do
      failed[k] = { subject = row.subject, value = row.value, journal = row.journal, period = row.period,
        href = "/journals/" .. row.journal .. "/why" .. frame.query({ person = one.person,
          period = row.period }) }
    end
    list[i] = { id = one.person, name = people.full(one), failed = failed, because = one.because or "",
      note = one.note or "", decided = one.decision or false, proposed = one.proposed or false,
      choices = decisions_of(desk, one.decision or one.proposed),
      protocol = one.protocol_number and ru.fill(ru.order_of, { number = one.protocol_number,
        date = calendar.written(one.protocol_date) }):gsub("^%S+ ", "") or "" }
  end
  local lacking, early = false, #list > 0
  for _, one in ipairs(list) do
    lacking = lacking or not one.decided and not one.proposed
    early = early and one.because == ru.dep_council_early
  end
  for i, one in ipairs(groups) do
    classes[i] = { key = one.id, chosen = group and one.id == group.id,
      label = one.wait > 0 and ru.fill(ru.dep_council_wait, { class = one.name, n = one.wait }) or one.name }
  end
  for i, one in ipairs(desk:query("protocols", { starts = sheet.year.starts, ends = sheet.year.ends })) do
    protocols[i] = { id = one.id, chosen = one.id == req.session.protocol and group and group.wait > 0,
      label = "№ " .. one.number .. " — " .. calendar.written(one.date) .. ", " .. one.title }
  end
  local done, all = council.count(desk, sheet, groups)
  local body = frame.render("deputy_council", { rows = list, classes = classes, protocols = protocols,
    csrf = req.csrf, year = sheet.year.id, group = group and group.id or "", name = group and group.name
      or "",
    bar = deputy.bar(done, all), may = desk.access:may("council", "write"), all = decisions_of(desk),
    years = deputy.years(desk, sheet), lacking = lacking, early = early and ru.dep_council_early or false })
  return deputy.page(req, desk, sheet, { tab = "council", body = body, title = ru.dep_tab_council,
    help = "council" })
end

function page.set_council(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local group = group_named(desk, sheet, form.group)
  if not group or group.id ~= form.group then
    return frame.refuse(req, desk, desk:refusal("NOTFOUND", "dep_no_class"))
  end
  local n, err = council.decide(desk, sheet, group, form)
  -- A class decided to the last pupil gives way to the next one that waits, with the same protocol.
  if n then req.session.protocol = council.protocol(desk, form) or req.session.protocol end
  local done, all = council.count(desk, sheet, { group })
  return deputy.done(req, desk, n, err, "/deputy/council" .. frame.query({ group = (not n or done < all)
    and group.id or nil }), n and ru.fill(ru.dep_saved_council, { n = n, class = group.name }))
end

function page.set_result(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local ok, err = council.set_result(desk, form)
  return deputy.done(req, desk, ok, err, "/deputy/council" .. frame.query({ group = form.group }),
    ru.dep_saved_result)
end

local debt_tones = { open = "wait", late = "bad", closed = "ok" }

-- GET /deputy/debts
function page.debts(req, desk)
  local sheet, journals = deputy.open(req, desk)
  if not sheet then return journals end
  local list, symbols = {}, {}
  for i, row in ipairs(council.debts(desk)) do
    list[i] = { id = row.id, name = people.full(row), subject = row.subject_name, class = row.group_name,
      year = row.year_name, due = calendar.written(row.due), retaken = calendar.written(row.retaken_on),
      outcome = row.outcome or "", note = row.note or "", tone = debt_tones[row.state], may = row.may,
      state = ru["dep_debt_" .. row.state], closed = row.state == "closed", href = "/pupils/" .. row.person }
  end
  for _, one in ipairs(marks.scale(desk)) do
    if one.result and not council.rules(desk).debt[one.symbol] then symbols[#symbols + 1] = one.symbol end
  end
  local body = frame.render("deputy_debts", { rows = list, csrf = req.csrf, year = sheet.year.id,
    symbols = table.concat(symbols, ", "), today = calendar.written(desk:today()) })
  return deputy.page(req, desk, sheet, { tab = "debts", body = body, title = ru.dep_tab_debts,
    help = "council" })
end

function page.retake(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local ok, err = council.retake(desk, form)
  return deputy.done(req, desk, ok, err, "/deputy/debts", ru.dep_saved_retake)
end

-- GET /deputy/closing
function page.closing(req, desk)
  local sheet, journals = deputy.open(req, desk)
  if not sheet then return journals end
  local steps, seal = closing.steps(desk, sheet)
  local list, ready = {}, 0
  for i, step in ipairs(steps) do
    if step.state == "done" then ready = ready + 1 end
    list[i] = { key = step.key, label = step.label, bar = deputy.bar(step.done, step.all, step.href),
      state = step.state, by_hand = step.by_hand, tick = step.tick and step.tick.basis or "",
      ticked = step.tick and calendar.written(step.tick.on) .. ", " .. people.listed(step.tick) or "" }
  end
  local body = frame.render("deputy_closing", { steps = list, seal = seal or "", csrf = req.csrf,
    year = sheet.year.id, name = sheet.year.name, years = deputy.years(desk, sheet), may = closing.may(desk),
    bar = deputy.bar(ready, #steps), can_seal = ready == #steps and #steps > 0 })
  return deputy.page(req, desk, sheet, { tab = "closing", body = body, title = ru.dep_tab_closing,
    help = "closing" })
end

function page.tick(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local ok, err = closing.tick(desk, sheet, form.step or "", form.undo ~= "1" and form.words or "")
  return deputy.done(req, desk, ok, err, "/deputy/closing", ru.dep_saved_step)
end

function page.seal(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local ok, err = closing.seal(desk, sheet, form.word)
  return deputy.done(req, desk, ok, err, "/deputy/closing", ru.dep_saved_seal)
end

-- GET /deputy/promotion: the preview.
function page.promotion(req, desk)
  local sheet, journals = deputy.open(req, desk)
  if not sheet then return journals end
  local undecided = req.query.undecided == "1"
  local plan = promotion.plan(desk, sheet, { undecided = undecided })
  local groups, graduated, waiting, periods = {}, {}, {}, {}
  for i, group in ipairs(plan.groups) do
    local pupils = {}
    for k, one in ipairs(group.pupils) do
      pupils[k] = { name = people.listed(one), stays = one.stays, conditional = one.conditional }
    end
    groups[i] = { name = group.name, from = group.from and group.from.name or "", n = #pupils,
      pupils = pupils,
      head = group.from and people.listed(group.from) or "", journals = #group.journals }
  end
  for i, one in ipairs(plan.graduated) do graduated[i] = people.listed(one) .. ", " .. one.group_name end
  for i, one in ipairs(plan.undecided) do waiting[i] = people.listed(one) .. ", " .. one.group_name end
  for i, one in ipairs(plan.periods) do
    periods[i] = { name = one.name, starts = calendar.written(one.starts), ends = calendar.written(one.ends) }
  end
  local last = promotion.last(desk, sheet.year)
  local body = frame.render("deputy_promotion", { groups = groups, graduated = graduated, waiting = waiting,
    periods = periods, problems = plan.problems, to = plan.year.name, new = plan.year.new == true,
    taken = plan.taken == true, moved = ru.count(plan.moved, "pupil_forms"), any = plan.moved > 0,
    journals = ru.count(plan.journals, "journal_forms"), without = plan.without_teacher,
      undecided = undecided,
    csrf = req.csrf, year = sheet.year.id, years = deputy.years(desk, sheet), may = promotion.may(desk),
    next = plan.year.id or "",
    last = last and { at = calendar.moment(last.at), who = people.of_login(desk, last.author) } or false })
  return deputy.page(req, desk, sheet, { tab = "promotion", body = body, title = ru.dep_tab_promotion,
    help = "promotion" })
end

function page.promote(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local done, err = promotion.run(desk, sheet, form)
  return deputy.done(req, desk, done, err, "/deputy/promotion", done and ru.fill(ru.dep_saved_promotion,
    { pupils = ru.count(done.pupils, "pupil_forms"), groups = ru.count(done.groups, "dep_group_forms"),
      journals = ru.count(done.journals, "journal_forms") }))
end

function page.unpromote(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local ok, err = promotion.undo(desk, sheet.year)
  return deputy.done(req, desk, ok, err, "/deputy/promotion", ru.dep_saved_undo)
end

function page.make_year(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local year, err = promotion.make_year(desk, sheet.year)
  return deputy.done(req, desk, year, err, "/deputy/periods" .. (year and frame.query({ year = year.id })
    or ""),
    year and ru.fill(ru.dep_saved_year, { year = year.name }))
end

-- GET /deputy/periods: the borders of the periods.
function page.periods(req, desk)
  local sheet, journals = deputy.open(req, desk)
  if not sheet then return journals end
  local schemes, at, rank = {}, {}, {}
  for i, row in ipairs((desk.rules:rows() or {}).periods or {}) do
    rank[row.scheme] = rank[row.scheme] or i
  end
  for _, row in ipairs(calendar.periods(desk, sheet.year.id)) do
    local scheme = at[row.scheme]
    if not scheme then
      scheme = { label = desk.rules:label("schemes", row.scheme), rows = {},
        rank = rank[row.scheme] or #schemes + 100 }
      at[row.scheme], schemes[#schemes + 1] = scheme, scheme
    end
    table.insert(scheme.rows, { id = row.id, name = row.name, starts = calendar.written(row.starts),
      ends = calendar.written(row.ends) })
  end
  table.sort(schemes, function(a, b) return a.rank < b.rank end)
  local missing = {}
  for i, one in ipairs(promotion.missing_periods(desk, sheet.year)) do missing[i] = one.name end
  local body = frame.render("deputy_periods", { missing = table.concat(missing, ", "), schemes = schemes,
    csrf = req.csrf, year = sheet.year.id,
    years = deputy.years(desk, sheet), name = sheet.year.name, may = desk.access:may("period", "write") })
  return deputy.page(req, desk, sheet, { tab = "promotion", body = body, title = ru.dep_year_periods,
    help = "promotion" })
end

-- POST /deputy/periods/add: the periods the regulation names and the year does not have.
function page.add_periods(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local n, err = promotion.add_periods(desk, sheet.year)
  return deputy.done(req, desk, n, err, "/deputy/periods" .. frame.query({ year = sheet.year.id }),
    n and ru.fill(ru.periods_added, { n = n }))
end

function page.set_periods(req, desk)
  local form, sheet = posted(req, desk)
  if not form then return sheet end
  local n, err = promotion.set_periods(desk, sheet.year, form)
  return deputy.done(req, desk, n, err, "/deputy/periods", n and ru.fill(ru.dep_saved_periods, { n = n }))
end

return page
