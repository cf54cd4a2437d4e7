-- page/help.lua -- help in Russian, one short text a screen, from assets/help.
-- Floor: page.
local asset = require "core.asset"
local text = require "core.text"
local html = require "lib.html"
local ru = require "text.ru"
local frame = require "page.frame"

local help = {}

-- Pages that not everybody may open: their first words, and who may.
local closed = {
  { "^/deputy", function(access) return access:place("school") and access:may("inspection", "see") end },
  { "^/warnings", function(access) return access:place("journals") end },
  { "^/regulation", function(access) return access:place("policy") end },
}

local function opens(desk, href)
  for _, one in ipairs(desk and closed or {}) do
    if href:find(one[1]) and not one[2](desk.access) then return false end
  end
  return true
end

-- Inside a line: **bold**, `key`, [words](/address); the words alone when the reader may not open it.
-- Everything else is escaped.
local function inline(line, desk)
  line = text.html(line)
  line = line:gsub("%*%*(.-)%*%*", "<strong>%1</strong>"):gsub("`(.-)`", "<kbd>%1</kbd>")
  return (line:gsub("%[(.-)%]%((/[%w/_%-]*)%)", function(words, href)
    return opens(desk, href) and '<a href="' .. href .. '">' .. words .. "</a>" or words
  end))
end

-- ![words](name) on a line of its own: assets/help/name.svg.  It becomes a part of the page, so that its
-- colours follow the theme; the words are for those who do not see it.
local function picture(words, name)
  local svg = asset.get("assets/help/" .. name .. ".svg")
  if not svg then error("no picture assets/help/" .. name .. ".svg") end
  return (svg:gsub("^<svg ", function() return '<svg aria-label="' .. text.html(words) .. '" ' end))
end

-- A small, safe part of Markdown: # headings, - lists, | tables |, ![pictures](name), paragraphs.
-- desk: whose, or nil.  Returns title, markup.
function help.markup(source, desk)
  local out, open, title = {}, nil, nil
  local function close()
    if open then out[#out + 1] = "</" .. open .. ">" end
    open = nil
  end
  local function start(tag)
    if open ~= tag then
      close()
      open = tag
      out[#out + 1] = "<" .. tag .. ">"
    end
  end
  for line in (source .. "\n"):gmatch("(.-)\r?\n") do
    local level, head = line:match("^(#+)%s+(.*)$")
    local item, row = line:match("^%-%s+(.*)$"), line:match("^|(.*)|%s*$")
    local words, name = line:match("^!%[(.-)%]%(([%w_]+)%)$")
    if level then
      close()
      if level == "#" and not title then
        title = head
      else
        out[#out + 1] = "<h3>" .. inline(head, desk) .. "</h3>"
      end
    elseif name then
      close()
      out[#out + 1] = picture(words, name)
    elseif item then
      start("ul")
      out[#out + 1] = "<li>" .. inline(item, desk) .. "</li>"
    elseif row then
      start("table")
      if not row:match("^[%s|:-]+$") then
        out[#out + 1] = "<tr>"
        for cell in row:gmatch("[^|]+") do
          out[#out + 1] = "<td>" .. inline(cell:gsub("^%s+", ""):gsub("%s+$", ""), desk) .. "</td>"
        end
        out[#out + 1] = "</tr>"
      end
    elseif line:match("^%s*$") then
      close()
    else
      start("p")
      out[#out + 1] = inline(line, desk) .. " "
    end
  end
  close()
  return title, html.raw(table.concat(out))
end

-- All texts: {name, title}, in the order of their names.
local function contents()
  local list = {}
  for _, name in ipairs(asset.list("assets/help/")) do
    local short = name:match("([%w_%-]+)%.md$")
    local title = short and (asset.get(name) or ""):match("^#%s+(.-)\r?\n")
    if title then list[#list + 1] = { href = "/help/" .. short, title = title } end
  end
  return list
end

-- The source of a help text; a line "@name" in it stands for that text without its title.
local function source_of(name)
  local source = asset.get("assets/help/" .. name .. ".md")
  return source and source:gsub("\n@([%w_]+)", function(other)
    return "\n" .. (asset.get("assets/help/" .. other .. ".md") or ""):gsub("^#[^\n]*\n", "")
  end)
end

function help.show(req, desk, params)
  local name = (params.name or "start"):match("^[%w_%-]+$")
  local source = name and source_of(name)
  if not source then source, name = asset.get("assets/help/start.md"), "start" end
  local title, body = help.markup(source or "# " .. ru.help, desk)
  local whole = frame.render("help", { text = body, list = contents(), piece = frame.wants_piece(req),
    current = "/help/" .. name })
  return frame.piece(req, desk, { title = title or ru.help, name = "help", body = whole, help = name })
end

return help
