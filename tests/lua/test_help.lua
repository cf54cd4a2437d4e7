-- page/help: the small Markdown, and the pictures of the help texts.
require "lib.strict"
local tap = require "lib.tap"
local asset = require "core.asset"
local help = require "page.help"

local function shown(source)
  local title, body = help.markup(source)
  return title, tostring(body)
end

local title, body = shown("# Заголовок\n\nСлова **важно** `F2` <b>\n\n"
  .. "- раз\n- два\n\n| a | b |\n\n[ссылка](/help/plan)\n")
tap.is(title, "Заголовок", "the first heading is the title")
tap.is(body, "<p>Слова <strong>важно</strong> <kbd>F2</kbd> &lt;b&gt; </p><ul><li>раз</li><li>два</li></ul>"
  .. '<table><tr><td>a</td><td>b</td></tr></table><p><a href="/help/plan">ссылка</a> </p>',
  "a piece of Markdown")
local _, picture = shown("Слова\n\n![Что «видно» <тут>](journal)\n\n- дальше\n")
tap.ok(picture:find('<p>Слова </p><svg aria-label="Что «видно» &lt;тут&gt;" ', 1, true) == 1
  and picture:find("</svg>\n<ul>", 1, true), "a picture is a part of the page and has its words")
tap.raises(function() shown("![нет](no_such_picture)") end, "assets/help/no_such_picture.svg",
  "a missing one is named")

-- Every picture of the help: shown somewhere, small, and with nothing that the policy of the page forbids.
local used = {}
for _, name in ipairs(asset.list("assets/help/")) do
  if name:find("%.md$") then
    local ok, first, text = pcall(shown, asset.get(name))
    tap.ok(ok and first and #text > 0, name .. " is read")
    for words, one in asset.get(name):gmatch("!%[(.-)%]%((.-)%)") do
      used[one] = true
      tap.ok(#words > 40, name .. ": the picture is told in words")
    end
  end
end
for _, name in ipairs(asset.list("assets/help/")) do
  local short = name:match("([%w_]+)%.svg$")
  if short then
    local svg = asset.get(name)
    tap.ok(used[short], name .. " stands in a text")
    tap.ok(#svg < 6144, name .. " is small", #svg)
    tap.ok(not svg:find("style") and not svg:find("<script") and not svg:find("href") and not svg:find("#"),
      name .. " takes its colours from the page")
    tap.ok(svg:find('role="img"', 1, true), name .. " is one thing for a screen reader")
  end
end
-- A page the reader may not open is words, not a link.
local function links(place, may)
  local line = "См. [Периоды](/deputy/periods) и [план](/help/plan)"
  local _, markup = help.markup(line, { access = { place = function() return place end,
    may = function() return may end } })
  return tostring(markup)
end
local shut = links(true, false)
tap.ok(not shut:find("/deputy", 1, true) and shut:find("Периоды", 1, true), "who does not check has no link")
tap.ok(shut:find('href="/help/plan"', 1, true), "other links stay")
tap.ok(links(true, true):find('href="/deputy/periods"', 1, true), "who checks has it")

tap.done()
