-- Every address leads to a function that is there: pages are read only when they are asked for.
local lazy = require "page.lazy"
local tap = require "lib.tap"

require "page.pages"
tap.ok(#lazy.named > 50, "addresses are named")
for _, one in ipairs(lazy.named) do
  local found, page = pcall(require, one[1])
  tap.ok(found and type(page[one[2]]) == "function", one[1] .. "." .. one[2], not found and page)
end
return tap.done()
