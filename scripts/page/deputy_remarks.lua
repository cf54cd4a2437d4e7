-- page/deputy_remarks.lua -- what a checker would remark: drafts, sent remarks with answers, records of
-- checks; and the
-- teacher's own page of remarks, where he answers in place.
-- Floor: page.
local ru = require "text.ru"
local calendar = require "school.calendar"
local journal = require "school.journal"
local people = require "school.people"
local progress = require "school.progress"
local remarks = require "school.remarks"
local warnings = require "school.warnings"
local deputy = require "page.deputy_frame"
local frame = require "page.frame"

local page = {}

-- So many drafts stand on a page.
local DRAFTS = 60

local tones = { open = "wait", late = "bad", answered = "wait", done = "ok" }

local function names_of(row)
  local list = {}
  for i, one in ipairs(row and row.teachers_list or {}) do list[i] = people.listed(one) end
  return table.concat(list, ", ")
end

local function shown(desk, sheet, row)
  local about = sheet and sheet.journal[row.journal]
  local where = { lesson = row.lesson, person = row.person }
  return { id = row.id, title = journal.title(row), teachers = names_of(about),
    href = warnings.href({ id = row.journal }, where),
    kind = desk.rules:label("remark_kinds", row.kind), text = row.text, made = calendar.written(row.made_on),
    due = calendar.written(row.due), answer = row.answer or "", answered = calendar.written(row.answered_on),
    state = row.state, state_text = ru["dep_state_" .. row.state], tone = tones[row.state],
    may_answer = row.may_answer, done = row.done == 1 }
end

local function drafts_of(desk, sheet, journals, list)
  local rows = {}
  local drafts = remarks.drafts(desk, sheet, journals, remarks.open_set(list))
  for i = 1, math.min(#drafts, DRAFTS) do
    local one = drafts[i]
    rows[i] = { n = i, journal = one.journal.id, title = journal.title(one.journal), kind = one.kind,
      kind_text = desk.rules:label("remark_kinds", one.kind), text = one.text,
        teachers = names_of(one.journal),
      lesson = one.lesson or "", person = one.person or "",
      href = "/deputy/warnings" .. frame.query({ journal = one.journal.id, kind = one.kind }) }
  end
  return rows, #drafts
end

-- GET /deputy/remarks
function page.show(req, desk)
  local sheet, journals = deputy.open(req, desk)
  if not sheet then return journals end
  local chosen = warnings.narrow(journals, req.query)
  warnings.settle(desk, sheet, 2)
  local list, sent = remarks.list(desk, sheet.year), {}
  local of = {}
  for _, row in ipairs(chosen) do of[row.id] = true end
  for _, row in ipairs(list) do
    if of[row.journal] then sent[#sent + 1] = shown(desk, sheet, row) end
  end
  local drafts, total = drafts_of(desk, sheet, chosen, list)
  local checks, teachers, classes = {}, {}, {}
  for i, row in ipairs(remarks.inspections(desk, sheet.year)) do
    checks[i] = { made = calendar.written(row.made_on), aim = row.aim or "", text = row.text or "",
      who = people.listed(row) }
  end
  local _, all_teachers, all_groups = progress.sums(sheet, journals)
  for i, one in ipairs(all_teachers) do
    teachers[i] = { key = one.id, label = people.listed(one.person), chosen = req.query.teacher == one.id }
  end
  for i, one in ipairs(all_groups) do
    classes[i] = { key = one.id, label = one.name, chosen = req.query.group == one.id }
  end
  local body = frame.render("deputy_remarks", { csrf = req.csrf, year = sheet.year.id, drafts = drafts,
    more = total - #drafts, sent = sent, checks = checks, clauses = remarks.clauses(desk),
      teachers = teachers,
    classes = classes, due = calendar.written(remarks.due_day(desk)), year_name = sheet.year.name,
    may = desk.access:may("remark", "write"), aim = ru.dep_page_remarks,
      today = calendar.written(desk:today()),
    summary = remarks.summary(desk, sheet, chosen, sent) })
  return deputy.page(req, desk, sheet, { tab = "remarks", name = "remarks", body = body, title = ru.dep_check,
    help = "remarks" })
end

-- POST /deputy/remarks: the drafts that are ticked, and the record of the check.
function page.send(req, desk)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local items = {}
  for i = 1, DRAFTS do
    if form["use_" .. i] == "1" then
      items[#items + 1] = { journal = form["journal_" .. i], kind = form["kind_" .. i], text = form["text_"
        .. i],
        lesson = form["lesson_" .. i], person = form["person_" .. i] }
    end
  end
  local inspection = form.record == "1" and { aim = form.aim, text = form.summary } or nil
  local n, refused = remarks.send(desk, items, calendar.read(form.due or ""), inspection)
  return deputy.done(req, desk, n, refused, "/deputy/remarks",
    n and (n > 0 and ru.fill(ru.dep_saved_remarks, { n = ru.count(n, "dep_remark_forms") })
      or ru.dep_saved_check))
end

-- POST /deputy/remark: the text, the term, or taking it back.
function page.edit(req, desk)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local ok, refused = remarks.edit(desk, form)
  return deputy.done(req, desk, ok, refused, "/deputy/remarks",
    form.withdraw == "1" and ru.dep_saved_back or ru.dep_saved_remark)
end

-- GET /remarks: the remarks on the journals of the user.
function page.mine(req, desk)
  local year = calendar.chosen(desk, req.query.year)
  local list = {}
  if year then
    for _, row in ipairs(remarks.list(desk, year)) do
      if row.mine == 1 then list[#list + 1] = shown(desk, nil, row) end
    end
  end
  table.sort(list, function(a, b)
    if (a.state == "done") ~= (b.state == "done") then return b.state == "done" end
    return a.due < b.due
  end)
  local body = frame.render("my_remarks", { csrf = req.csrf, rows = list })
  return frame.page(req, desk, { title = ru.dep_my_remarks, name = "remarks", place = "journals", body = body,
    css = { "deputy.css" } })
end

-- POST /remarks: an answer.
function page.answer(req, desk)
  local form, err = frame.fields(req)
  if not form then return frame.refuse(req, desk, err) end
  local ok, refused = remarks.answer(desk, form)
  local back = form.back == "deputy" and "/deputy/remarks" or "/remarks"
  return deputy.done(req, desk, ok, refused, back, ru.dep_saved_answer)
end

return page
