-- text/ru: the words of all areas are found one by one, and no key is defined twice.
require "lib.strict"
local tap = require "lib.tap"
local asset = require "core.asset"
local ru = require "text.ru"

tap.raises(function() return ru.no_such_sentence end, "no such sentence: no_such_sentence",
  "a missing sentence")
local owner, lost, twice = {}, {}, {}
for _, name in ipairs(asset.list("scripts/text/ru_")) do
  local area = name:match("(ru_[%w_]+)%.lua$")
  for key, value in pairs(require("text." .. area)) do
    if owner[key] then twice[#twice + 1] = key end
    owner[key] = area
    local ok, found = pcall(function() return ru[key] end)
    if not ok or found ~= value then lost[#lost + 1] = area .. "." .. key end
  end
end
tap.is(twice, {}, "every key is defined once")
tap.is(lost, {}, "every sentence is found")
tap.is(ru.count(3, "pupil_forms"), "3 ученика", "a number and its word")
tap.is(ru.fill("из {n}{x}", { n = 3 }), "из 3", "the places of a sentence")
tap.done()
