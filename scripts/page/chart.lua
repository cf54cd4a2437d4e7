-- page/chart.lua -- small charts as SVG made on the server.
-- Floor: page.  Pure: numbers in, markup out.  Colours come from the page's styles by class, so that the
-- chart
-- follows the theme and prints black on white; a series is told by its sign and its word, never by colour
-- alone.
local core = require "core.text"
local html = require "lib.html"

local chart = {}

local escape = core.html

local function num(v)
  return (string.format("%.1f", v):gsub("%.0$", ""))
end

-- The sign of a series: circle, square, triangle, diamond.
local shapes = {
  function(x, y) return '<circle cx="' .. num(x) .. '" cy="' .. num(y) .. '" r="3.5"/>' end,
  function(x, y)
    return '<rect x="' .. num(x - 3.5) .. '" y="' .. num(y - 3.5) .. '" width="7" height="7"/>'
  end,
  function(x, y)
    return '<path d="M' .. num(x) .. " " .. num(y - 4.5) .. "l4.5 8h-9z" .. '"/>'
  end,
  function(x, y)
    return '<path d="M' .. num(x) .. " " .. num(y - 5) .. "l5 5-5 5-5-5z" .. '"/>'
  end,
}

local function frame(o)
  local left, right, top, bottom = o.left or 34, o.right or 16, o.top or 12, o.bottom or 24
  return { x = left, y = top, w = o.width - left - right, h = o.height - top - bottom }
end

local function y_of(o, box, value)
  return box.y + box.h - (value - o.low) * box.h / (o.high - o.low)
end

local function ruled(o, box, out)
  for _, value in ipairs(o.ticks) do
    local y = num(y_of(o, box, value))
    out[#out + 1] = '<path class="g" d="M' .. box.x .. " " .. y .. "h" .. num(box.w) .. '"/><text x="'
      .. (box.x - 6) .. '" y="' .. y .. '" class="ty">' .. escape(tostring(value)) .. "</text>"
  end
end

local function begin(o, name)
  return '<svg class="chart ' .. name .. '" viewBox="0 0 ' .. o.width .. " " .. o.height
    .. '" role="img" aria-label="' .. escape(o.label) .. '">'
end

local function series_line(o, box, k, series, place, out)
  local points, signs = {}, {}
  for i, value in ipairs(series.values) do
    if value then
      local x, y = place(i), y_of(o, box, value)
      points[#points + 1] = num(x) .. " " .. num(y)
      signs[#signs + 1] = shapes[(k - 1) % #shapes + 1](x, y)
    end
  end
  out[#out + 1] = '<g class="s' .. k .. '"><path class="l" d="M' .. table.concat(points, "L") .. '"/>'
    .. table.concat(signs) .. "</g>"
end

-- Lines over named places.  o: width, height, label, low, high, ticks, places (words), series = {{label,
-- values = {number or false}}}.
function chart.lines(o)
  local box = frame(o)
  local out = { begin(o, "lines") }
  local count = #o.places
  local function place(i)
    return box.x + (count == 1 and box.w / 2 or (i - 1) * (box.w - 40) / (count - 1) + 20)
  end
  ruled(o, box, out)
  for i, word in ipairs(o.places) do
    out[#out + 1] = '<text x="' .. num(place(i)) .. '" y="' .. (o.height - 6) .. '" class="tx">'
      .. escape(word)
      .. "</text>"
  end
  for k, series in ipairs(o.series) do series_line(o, box, k, series, place, out) end
  out[#out + 1] = "</svg>"
  return html.raw(table.concat(out))
end

-- The sign of the k-th series for a legend.
function chart.sign(k)
  return html.raw('<svg class="sign" viewBox="0 0 22 12" aria-hidden="true"><g class="s' .. k
    .. '"><path class="l" d="M0 6H22"/>' .. shapes[(k - 1) % #shapes + 1](11, 6) .. "</g></svg>")
end

-- Marks in time with a line over them.  o: width, height, label, low, high, ticks, span (days), points =
-- {{at,
-- value, title}}, line = {{at, value}}, bands = {{at, word}} (where a period begins).
function chart.dots(o)
  local box = frame(o)
  local out = { begin(o, "dots") }
  local function place(at) return box.x + at * box.w / math.max(o.span, 1) end
  ruled(o, box, out)
  for _, band in ipairs(o.bands or {}) do
    local x = num(place(band.at))
    out[#out + 1] = '<path class="p" d="M' .. x .. " " .. box.y .. "v" .. num(box.h) .. '"/><text x="'
      .. num(place(band.at) + 4) .. '" y="' .. (o.height - 6) .. '" class="tl">' .. escape(band.word)
        .. "</text>"
  end
  for _, point in ipairs(o.points) do
    out[#out + 1] = '<circle class="d" cx="' .. num(place(point.at)) .. '" cy="' .. num(y_of(o, box,
      point.value))
      .. '" r="2.6"><title>' .. escape(point.title) .. "</title></circle>"
  end
  local line = {}
  for i, point in ipairs(o.line or {}) do
    line[i] = num(place(point.at)) .. " " .. num(y_of(o, box, point.value))
  end
  if #line > 1 then out[#out + 1] = '<path class="l" d="M' .. table.concat(line, "L") .. '"/>' end
  out[#out + 1] = "</svg>"
  return html.raw(table.concat(out))
end

return chart
