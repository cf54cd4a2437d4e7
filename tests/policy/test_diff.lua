-- The comparison of two regulations in plain Russian.
local policy = require "policy.policy"
local tap = require "lib.tap"

local function child(rows)
  local sources = policy.sources()
  sources.mine = 'local p = policy{ api = 1, id = "mine", extends = "borisovskaya", title = "Моя школа" }\n'
    .. rows .. "\nreturn p\n"
  return { sources = sources }
end

local function texts(changes)
  local out = {}
  for i, change in ipairs(changes) do out[i] = change.text end
  return table.concat(out, "\n")
end

tap.is(assert(policy.diff("000", "borisovskaya")), {}, "a regulation does not differ from itself")

local all = texts(assert(policy.diff("borisovskaya", "mine", child [[
p.retention{ id = "000.ret.e_journal", clause = "7.2", record = "e_journal", medium = "electronic",
  kind = "years",
  years = 10, trigger = "year_end", trigger_stated = true, copies = 3, keeper = "deputy",
    keeper_clause = "7.10",
  decision = "000.D14" }
p.roles{ id = "mine.role", clause = "9.1", role = "secretary", duty = "store_archive" }
p.carriers{ id = "000.car.e_portfolio", clause = "4.4.3", key = "e_portfolio", medium = "electronic",
  duty = "used" }
p.remove{ "000.ret.order_book" }
function p.hooks.who(ctx) return std.who(p, ctx) end
p.not_regulated = { credit = "правил зачёта нет" }
p.settings{ name = "min_marks", kind = "int", default = 5, min = 1, max = 20,
  label = "отметок за период не меньше" }]])))
tap.has(all, "срок хранения, электронный журнал: 5 лет → 10 лет, п. 7.2", "a term")
tap.has(all, "электронный журнал — экземпляров: 2 → 3, п. 7.2", "a field")
tap.has(all, "добавлено (обязанности): хранить архив — кто: секретарь, п. 9.1", "a new row")
tap.has(all, "убрано (срок хранения): книга приказов — постоянно", "a row that went")
tap.has(all, "электронное портфолио — обязательность: обязательный → применяется", "a value in words")
tap.has(all, "пункт 4.4.2 → 4.4.3", "a clause that moved")
tap.has(all, "своё правило «кто отвечает» появилось", "a hook")
tap.has(all, "«зачёт результатов»: было урегулировано, теперь нет", "a subject no more regulated")
tap.has(all, "по умолчанию: 3 → 5", "a setting")

local schools = texts(assert(policy.diff("gimnaziya1_balashov", "maou_sosh5")))
tap.has(schools, "база данных «успеваемость» — обязательность: обязательный → дополнительный",
  "two schools are compared by what the rows are about")
for _, a in ipairs{ "000", "001", "002", "003", "004" } do
  for _, b in ipairs{ "000", "003" } do
    local changes, err = policy.diff(a, b)
    tap.ok(changes and (a == b or #changes > 20), "from " .. a .. " to " .. b, err and err.msg)
  end
end

return tap.done()
