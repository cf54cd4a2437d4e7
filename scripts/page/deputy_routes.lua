-- page/deputy_routes.lua -- the addresses of the deputy's pages, in the form of page/pages.lua.
-- Floor: page.
local lazy = require "page.lazy"
local deputy = lazy.page "page.deputy"
local remarks = lazy.page "page.deputy_remarks"
local year = lazy.page "page.deputy_year"

local deputy_routes = {
  { "GET", "/deputy", deputy.show, "school" },
  { "GET", "/deputy/warnings", deputy.warnings, "school" },
  { "GET", "/deputy/remarks", remarks.show, "school" },
  { "POST", "/deputy/remarks", remarks.send, "school" },
  { "POST", "/deputy/remark", remarks.edit, "school" },
  { "GET", "/warnings", deputy.mine, "journals" },
  { "GET", "/remarks", remarks.mine },
  { "POST", "/remarks", remarks.answer },
  { "GET", "/deputy/locks", year.locks, "school" },
  { "POST", "/deputy/locks", year.set_locks, "school" },
  { "POST", "/journals/:id/ask", year.ask },
  { "GET", "/deputy/council", year.council, "school" },
  { "POST", "/deputy/council", year.set_council, "school" },
  { "POST", "/deputy/council/result", year.set_result, "school" },
  { "GET", "/deputy/debts", year.debts, "school" },
  { "POST", "/deputy/debts", year.retake, "school" },
  { "GET", "/deputy/closing", year.closing, "school" },
  { "POST", "/deputy/closing", year.tick, "school" },
  { "POST", "/deputy/seal", year.seal, "school" },
  { "GET", "/deputy/promotion", year.promotion, "school" },
  { "POST", "/deputy/promotion", year.promote, "school" },
  { "POST", "/deputy/promotion/undo", year.unpromote, "school" },
  { "POST", "/deputy/year", year.make_year, "school" },
  { "GET", "/deputy/periods", year.periods, "school" },
  { "POST", "/deputy/periods", year.set_periods, "school" },
  { "POST", "/deputy/periods/add", year.add_periods, "school" },
}

return deputy_routes
