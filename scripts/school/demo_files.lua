-- school/demo_files.lua -- the files of the invented school and what it decided about keeping them.
-- Floor: school.  Only records the regulation knows are made; files of years long past stand beside
-- those of the demo's own years, so that every state of keeping can be seen.
local act = require "school.act"
local ru = require "text.ru"
local calendar = require "school.calendar"
local demo_life = require "school.demo_life"
local demo_names = require "school.demo_names"

local demo_files = {}

-- Records of a year: one for the school, or one for each class of some grades.  back: how many years
-- before the demo's first such files lie in the archive.
local YEARLY = {
  { record = "e_journal", medium = "electronic", back = 9 },
  { record = "class_journal", classes = { 1, 11 }, back = 6 },
  { record = "summary_sheet", classes = { 1, 11 }, back = 27 },
  { record = "test_notebook", classes = { 5, 11 }, event = "year_end" },
  { record = "lab_notebook", classes = { 7, 11 }, event = "year_end" },
  { record = "vpr_works", classes = { 4, 8 }, back = 4 },
  { record = "attestation_works", back = 3 },
  { record = "vsosh_works", back = 3 },
  { record = "cut_works", back = 3 },
  { record = "gia_protocols", back = 5 },
  { record = "attestation_protocols", back = 3 },
  { record = "pedcouncil_minutes", back = 12 },
  { record = "final_marks", medium = "electronic", back = 4 },
  { record = "circle_journal", back = 3 },
  { record = "section_journal", back = 3 },
  { record = "facultative_journal", back = 3 },
  { record = "elective_journal", back = 3 },
  { record = "extracurricular_journal", back = 3 },
  { record = "achievement_sheet", back = 2 },
  { record = "e_diary", medium = "electronic", back = 3 },
  { record = "attendance_journal", back = 2 },
  { record = "register_books", back = 3 },
  { record = "remarks_page", back = 2 },
  { record = "check_reports", back = 2 },
  { record = "progress_docs", back = 3 },
  { record = "e_results", medium = "electronic", back = 3, event = "programme_completion" },
  { record = "period_export", medium = "electronic", back = 3 },
  { record = "yearly_backup", medium = "electronic", back = 3 },
}

-- Everything the regulation has a word on keeping: record key -> true.
function demo_files.records(rows)
  local map = {}
  for _, row in ipairs(rows.retention or {}) do
    map[row.record] = true
    for _, also in ipairs(row.also or {}) do map[also] = true end
  end
  for _, row in ipairs(rows.carriers or {}) do map[row.key] = true end
  return map
end

-- The word of the regulation for a record.
local function label(w, record)
  if not w.record_label then
    w.record_label = {}
    for _, row in ipairs(w.rows.labels or {}) do
      if row.set == "carriers" then w.record_label[row.key] = row.text end
    end
  end
  return w.record_label[record] or record
end

-- Writes one file; spec: record, and title or person, class, year; opened, closed, event, event_date.
function demo_files.put(w, spec)
  local title = spec.title
  if not title and spec.person then
    title = ru.fill(ru.demo_case_person, { what = label(w, spec.record),
      person = demo_names.listed(spec.person) })
  end
  w.cases = w.cases + 1
  act.must(w.st:put("file_unit", { record = spec.record, title = title, year = spec.year and spec.year.id,
    group = spec.class and spec.class.id, person = spec.person and spec.person.id,
    medium = spec.medium or "paper", opened_on = spec.opened, closed_on = spec.closed, event = spec.event,
    event_date = spec.event_date, strict = spec.strict, index = spec.index, note = spec.note }))
end

local function index_of(n, year)
  return string.format("%02d-%02d/%s", 2 + n % 3, n, year)
end

local function yearly(w, n, row, year, class)
  local title = ru.fill(class and ru.demo_case_title or ru.demo_case_year,
    { what = label(w, row.record), class = class and class.name, year = year.name })
  demo_files.put(w, { record = row.record, title = title, year = year.id and year, class = class,
    medium = row.medium, opened = year.starts, closed = year.ends, event = row.event,
    event_date = row.event and year.ends, index = index_of(n, tostring(year.first)) })
end

-- The files of an ended year of the demo.
local function close_year(w, i)
  local year = w.years[i]
  for n, row in ipairs(YEARLY) do
    if w.records[row.record] and row.classes then
      for _, class in ipairs(w.people.years[i]) do
        if class.grade >= row.classes[1] and class.grade <= row.classes[2] then
          yearly(w, n, row, year, class)
        end
      end
    elseif w.records[row.record] then
      yearly(w, n, row, year)
    end
  end
end

local function order_book(w, year)
  if not w.records.order_book then return end
  local title = ru.fill(ru.demo_case_year, { what = label(w, "order_book"), year = tostring(year) })
  demo_files.put(w, { record = "order_book", title = title, opened = year .. "-01-01",
    closed = year .. "-12-31", index = index_of(1, tostring(year)) })
end

-- Books of certificates: an old one that is full, and the one in use.
local function books(w, first)
  for n, record in ipairs({ "cert_book_ooo", "cert_book_soo", "cert_register", "cert_book" }) do
    if w.records[record] then
      local old, full = first - 53 + n, first - 20 + n
      demo_files.put(w, { record = record, title = label(w, record) .. " № 1", opened = (old - 18)
        .. "-06-20", closed = old .. "-06-30", strict = true, index = index_of(n, "1") })
      demo_files.put(w, { record = record, title = label(w, record) .. " № 2", opened = old .. "-07-01",
        closed = full .. "-06-30", strict = true, index = index_of(n, "2") })
      demo_files.put(w, { record = record, title = label(w, record) .. " № 3", opened = full .. "-07-01",
        strict = true, index = index_of(n, "3") })
    end
  end
end

-- What lay in the archive before the demo begins.
function demo_files.past(w)
  local first = w.years[1].first
  for n, row in ipairs(YEARLY) do
    for back = 1, w.records[row.record] and row.back or 0 do
      local y = first - back
      yearly(w, n, row, { first = y, name = y .. "/" .. (y + 1), starts = y .. "-09-01", ends = (y + 1)
        .. "-05-31" })
    end
  end
  for year = first - 12, first - 1 do order_book(w, year) end
  for year = first - 5, first do
    if w.records.personal_file then
      local who = ru.fill(ru.demo_former, { year = tostring(year) })
      demo_files.put(w, { record = "personal_file", closed = year .. "-06-25", event = "graduation",
        event_date = year .. "-06-25", title = ru.fill(ru.demo_case_person, { what = label(w,
        "personal_file"), person = who }) })
    end
  end
  books(w, first)
end

-- The agenda of a year: files closed in June, the book of orders at New Year, open files of September.
function demo_files.agenda(w, i)
  local year, secretary = w.years[i], w.login[w.office.secretary]
  w:plan((year.first + 1) .. "-06-05T15:00:00", secretary, ru.demo_note_files,
    function() close_year(w, i) end)
  w:plan((year.first + 1) .. "-01-12T09:00:00", secretary, ru.demo_note_files,
    function() order_book(w, year.first) end)
  if i < #w.years then return end
  w:plan(year.first .. "-09-05T15:00:00", secretary, ru.demo_note_files, function()
    for _, class in ipairs(w.people.years[i]) do
      for _, record in ipairs({ "personal_file", "portfolio" }) do
        if w.records[record] then
          demo_files.put(w, { record = record, year = year, class = class, opened = year.starts,
            title = ru.fill(ru.demo_case_title, { what = label(w, record), class = class.name,
              year = year.name }) })
        end
      end
    end
  end)
end

-- -- what the school decided ---------------------------------------------------------------

-- Small questions with a ready answer; the grave ones stay open for whoever tries the demo.
local function answerable(row)
  if row.severity == "A" or not row.options or #row.options == 0 then return nil end
  for _, option in ipairs(row.options) do
    if option.id == row.interim_option then return option end
  end
  if row.severity == "C" then return row.options[1].value ~= nil and row.options[1] or nil end
  return nil
end

local function decide(w, i, date)
  local protocol, number = demo_life.protocol(w, i, date, ru.demo_protocol_open)
  local basis, n = ru.fill(ru.demo_basis, { n = number, date = calendar.written(date) }), 0
  for _, row in ipairs(w.rows.decision or {}) do
    local option = n < 4 and answerable(row)
    if option then
      n = n + 1
      act.must(w.st:put("decision", { policy = w.policy, question = row.id, option = option.id, basis = basis,
        protocol = protocol, decided_by = ru.demo_decided, decided_on = date }))
    end
  end
end

-- Terms by the nomenclature for some records whose term the regulation does not give.
local function terms(w, date)
  local _, number = demo_life.order(w, date, ru.demo_order_terms, "main")
  local basis, n = ru.fill(ru.demo_case_basis, { year = date:sub(1, 4), n = number }), 0
  local years = { register_books = 5, circle_journal = 3, section_journal = 3, extracurricular_journal = 5,
    elective_journal = 5, attestation_protocols = 5, achievement_sheet = 3, e_diary = 5 }
  for _, row in ipairs(YEARLY) do
    if w.records[row.record] and years[row.record] and n < 3 then
      n = n + 1
      act.must(w.st:put("nomenclature", { record = row.record, kind = "years", years = years[row.record],
        index = string.format("02-%02d", 10 + n), basis = basis, since = date }))
    end
  end
end

-- Carriers that need a decision of their own to be used.
local function carriers(w, date)
  for _, row in ipairs(w.rows.carriers or {}) do
    if row.requires_decision then
      for _, body in ipairs({ "collegial_body", "administration" }) do
        act.must(w.st:put("carrier_adoption", { carrier = row.key, body = body, date = date,
          document = ru.fill(ru.demo_basis, { n = "3", date = calendar.written(date) }) }))
      end
      return
    end
  end
end

function demo_files.decisions(w)
  local first = w.years[1].first
  w:plan(first .. "-09-12T15:00:00", w.login[w.office.deputy], nil,
    function() decide(w, 1, first .. "-09-12") end)
  w:plan(first .. "-09-15T15:00:00", w.login[w.office.head], nil, function()
    terms(w, first .. "-09-15")
    carriers(w, first .. "-09-15")
  end)
end

return demo_files
