-- school/adoption.lua -- the school adopts a regulation: its text goes into the ledger and holds from a day.
-- Floor: school.  What is adopted is the text itself with the texts it extends, so that old years are
-- judged by the words that were in force then, whatever happens to the files.
local hash = require "core.hash"
local policy = require "policy.policy"
local json = require "lib.json"
local ru = require "text.ru"
local act = require "school.act"
local calendar = require "school.calendar"

local adoption = {}

local function refusal(code, key, values)
  return { code = code, msg = ru.fill(ru[key], values or {}) }
end

-- The regulation named by id or code among the texts, checked whole.  Returns {policy, title, text,
-- sources (JSON), hash} and its rows by section; or nil, err: NOTFOUND, POLICY with the place of the mistake.
function adoption.take(name, sources)
  if not policy.known(name, sources) then
    return nil, refusal("NOTFOUND", "policy_unknown", { name = name })
  end
  local model, err = policy.model(name, { sources = sources })
  if not model then return nil, err end
  local parents = {}
  for _, parent in ipairs(model.chain) do
    if parent ~= model.id then parents[parent] = sources[parent] end
  end
  local record = { policy = model.id, title = model.title, text = sources[model.id],
    sources = json.encode(parents) }
  record.hash = hash.hex(json.encode({ policy = model.id, text = record.text, sources = parents }))
  return record, model.sections
end

-- Writes the adoption inside an open transaction.  basis: protocol, order, starts, note.
function adoption.put(st, record, basis)
  return act.must(st:put("adoption", { policy = record.policy, title = record.title, text = record.text,
    hash = record.hash, sources = record.sources, protocol = basis.protocol, order = basis.order,
    starts = basis.starts, note = basis.note }))
end

-- Adopts a regulation for the school of the desk.  form: protocol, order, date ("21.11.2026" or ISO).
-- Returns the record with .starts, or nil, err.
function adoption.adopt(desk, name, sources, form)
  if not desk.access:may("adoption", "write") then return nil, refusal("DENIED", "may_not_adopt") end
  local starts = calendar.read(form.date or "")
  if not starts then return nil, refusal("INPUT", "adopt_need_date") end
  if (form.protocol or "") == "" then return nil, refusal("INPUT", "adopt_need_protocol") end
  if (form.order or "") == "" then return nil, refusal("INPUT", "adopt_need_order") end
  local record, err = adoption.take(name, sources)
  if not record then return nil, err end
  local same = desk:one("cmd_adoption_same", { hash = record.hash, starts = starts })
  if same then return nil, refusal("CONFLICT", "adopt_same", { date = calendar.written(starts) }) end
  local done, failed = act.write(desk, { note = ru.note_adoption }, function(st)
    adoption.put(st, record, { protocol = form.protocol, order = form.order, starts = starts })
  end)
  if not done then return nil, failed end
  record.starts = starts
  return record
end

-- Is the file of the adopted regulation still the adopted text?  "same", "changed" or "gone".
function adoption.state(dir, row)
  local record = adoption.take(row.policy, policy.sources(dir))
  if not record then return "gone" end
  return record.hash == row.hash and "same" or "changed"
end

return adoption
