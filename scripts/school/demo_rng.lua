-- school/demo_rng.lua -- numbers that look random and are the same on every machine.
-- Floor: school.  Pure.  splitmix64 in whole 64-bit numbers; a stream is named, so that a change
-- in one part of the invented school leaves the others as they were.
local demo_rng = {}
demo_rng.__index = demo_rng

local GOLDEN = 0x9E3779B97F4A7C15

local function mix(z)
  z = (z ~ (z >> 30)) * 0xBF58476D1CE4E5B9
  z = (z ~ (z >> 27)) * 0x94D049BB133111EB
  return z ~ (z >> 31)
end

-- FNV-1a over the name of a stream.
local function hash(name)
  local h = 0xCBF29CE484222325
  for i = 1, #name do h = (h ~ name:byte(i)) * 0x100000001B3 end
  return h
end

-- A stream of the seed (a whole number) with that name.
function demo_rng.new(seed, name)
  return setmetatable({ state = mix(seed * GOLDEN + hash(name)) }, demo_rng)
end

-- The next 64 bits as a whole number of either sign.
function demo_rng:bits()
  local s = self.state + GOLDEN
  self.state = s
  return mix(s)
end

-- 0 .. n-1.
function demo_rng:below(n)
  return (self:bits() >> 1) % n
end

-- a .. b, both included.
function demo_rng:range(a, b)
  return a + (self:bits() >> 1) % (b - a + 1)
end

-- True in `n` cases of a thousand.
function demo_rng:chance(n)
  return (self:bits() >> 1) % 1000 < n
end

-- Bell curve around 0 in thousandths of its deviation: the sum of four 16-bit parts.
function demo_rng:normal()
  local z = self:bits()
  local sum = (z & 0xFFFF) + ((z >> 16) & 0xFFFF) + ((z >> 32) & 0xFFFF) + ((z >> 48) & 0xFFFF)
  return (sum - 131070) * 1000 // 37837
end

-- One of a list.
function demo_rng:pick(list)
  return list[1 + (self:bits() >> 1) % #list]
end

-- The list in another order, in place.
function demo_rng:shuffle(list)
  for i = #list, 2, -1 do
    local j = 1 + (self:bits() >> 1) % i
    list[i], list[j] = list[j], list[i]
  end
  return list
end

return demo_rng
