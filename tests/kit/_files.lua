-- Names and files as the program sees them; every system must print the same. Argument: a folder with some.
local file = require "core.file"
local lfs = require "lfs"

local given = ...
local top = given[1]:gsub("\\", "/")

local function show(path, deep)
  local names, kinds = assert(file.list(path))
  for _, name in ipairs(names) do
    local size = kinds[name] == "file" and file.stat(path .. "/" .. name) or ""
    print(string.rep("  ", deep) .. kinds[name] .. " " .. name .. " " .. size)
    if kinds[name] == "dir" then show(path .. "/" .. name, deep + 1) end
  end
end

-- Through Lua's own library and LuaFileSystem, which on Windows speak UTF-8 by our shim.
local function by_lua(dir)
  local path = dir .. "/Ёлка №1 — проба.txt"
  local f = assert(io.open(path, "wb"))
  f:write("строка\n")
  f:close()
  print("read", assert(file.read(path)))
  assert(os.rename(path, dir .. "/Другое имя.txt"))
  print("old name", file.exists(path), (lfs.attributes(path, "mode")))
  local other = dir .. "/Другое имя.txt"
  print("new name", lfs.attributes(other, "mode"), lfs.attributes(other, "size"))
  local names = {}
  for name in lfs.dir(dir) do names[#names + 1] = name end
  table.sort(names)
  print(table.concat(names, "|"))
  assert(os.remove(other))
  print("gone", io.open(other) == nil)
end

-- Through core.file, with a path much longer than the old limit of Windows.
local function long_path(dir)
  local path = dir
  for i = 1, 8 do path = path .. "/Очень длинное имя папки номер " .. i .. " для проверки" end
  assert(file.mkdir(path))
  assert(file.write(path .. "/файл", "один"))
  assert(file.write(path .. "/файл", "два"))
  assert(file.copy(path .. "/файл", path .. "/копия"))
  assert(file.rename(path .. "/копия", path .. "/файл"))
  print("long", #path - #dir, file.read(path .. "/файл"), #assert(file.list(path)), file.free_space(path) > 0)
end

-- Numbers have the same text everywhere: policies and JSON depend on it.
print(1e15, 1e100, 0.1, -1e-7, 2^53, 1 / 3, math.maxinteger)
print(string.format("%.3e %5.1f %d", 1234567.891, 2.25, 7))
print(tonumber("1e-5"), tonumber("0x1p4"), 123456789012345678)
print("nothing", file.exists(top .. "/нет такого"), select(2, file.read(top .. "/нет такого")).code)
print("a folder", select(2, file.read(top)).code)
show(top, 0)
by_lua(top)
long_path(top)
local lock = assert(file.lock(top .. "/занято"))
print("lock", select(2, file.lock(top .. "/занято")).code)
lock:close()
print("unlocked", file.exists(top .. "/занято"))
return 0
