-- page/lazy.lua -- pages that are read from the program when their first address is asked for.
-- Floor: page.  The page that asks for the password should not wait for the text of all the others.
local lazy = { named = {} }

-- lazy.page("page.books").show is a function that reads page/books.lua when it is first called.
-- lazy.named lists what was named so, {page, name}: a test looks whether all of it is there.
function lazy.page(name)
  return setmetatable({}, { __index = function(_, key)
    lazy.named[#lazy.named + 1] = { name, key }
    return function(...) return require(name)[key](...) end
  end })
end

-- Reads one page that was named and not read yet.  True while there is more: called between requests.
function lazy.step()
  lazy.at = (lazy.at or 0) + 1
  local one = lazy.named[lazy.at]
  if one then require(one[1]) end
  return one ~= nil
end

return lazy
