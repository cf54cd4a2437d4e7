# Floors: an include or a require goes strictly downward, or stays in its own room.
. "$ROOT/tests/lint/_tap.sh"

# C: base < os < data, carry, doc, web < lua < main; rooms of one floor do not know each other.
files core -- '*.c' '*.h' | grep -v '^core/tool/' | xargs -r grep -nHE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' | awk '
  function floor(room) {
    return room == "base" ? 1 : room == "os" ? 2 : room ~ /^(data|carry|doc|web)$/ ? 3 : room == "lua" ? 4 : room == "main.c" ? 5 : 0
  }
  {
    split($0, at, ":"); split(at[1], from, "/"); split($0, quoted, "\"")
    if (!index(quoted[2], "/")) { print $0 ": write the room too"; next }
    split(quoted[2], to, "/")
    if (!floor(from[2]) || !floor(to[1])) print $0 ": unknown room"
    else if (from[2] != to[1] && floor(to[1]) >= floor(from[2])) print $0 ": upward or sideways"
  }' | expect "core: every include goes downward"

files core/lua -- 'sandbox.[ch]' 'bind_sandbox.[ch]' | xargs -r grep -nH '#include "data/' |
  expect "the sandbox cannot reach the data"
files core/data core/base core/os core/carry core/doc core/web -- '*.[ch]' | xargs -r grep -nHE '#include <(lua|lauxlib|lualib|lfs)\.h>' |
  expect "Lua meets C only in core/lua"
files core/base core/os core/doc core/carry core/web core/lua -- '*.[ch]' | xargs -r grep -nH '#include <sqlite3' |
  expect "SQLite is known only to core/data"
files core/base core/os core/doc core/carry core/data core/lua -- '*.[ch]' | xargs -r grep -nH '#include <microhttpd' |
  expect "the HTTP library is known only to core/web"

# Lua: text, lib < policy < school < page, print, cmd < main.
files scripts -- '*.lua' | xargs -r grep -nHoE "require[ (]*[\"'][a-zA-Z0-9_.]+[\"']" | awk '
  function floor(room) {
    return room == "text" ? 1 : room == "lib" ? 2 : room == "policy" ? 3 : room == "school" ? 4 :
      room ~ /^(page|print|cmd)$/ ? 5 : room == "main.lua" ? 6 : 0
  }
  {
    split($0, at, ":"); split(at[1], from, "/"); split(at[3], quoted, /["\047]/); split(quoted[2], to, ".")
    if (to[1] == "core") next
    if (quoted[2] == "cjson" && at[1] == "scripts/lib/json.lua") next
    if (quoted[2] == "lfs") next
    if (!floor(from[2]) || !floor(to[1])) print $0 ": unknown room"
    else if (from[2] != to[1] && floor(to[1]) >= floor(from[2])) print $0 ": upward or sideways"
  }' | expect "scripts: every require goes downward"

files scripts/page scripts/print scripts/cmd -- '*.lua' | xargs -r grep -nHE ':(put|correct|void|resolve)[ ]*[({]' |
  expect "pages, prints and commands write through scripts/school"
files scripts -- '*.lua' | grep -v '^scripts/policy/policy.lua$' | xargs -r grep -nH "core\.sandbox" |
  expect "only policy.policy opens the sandbox"
files policies -- '*.lua' | xargs -r grep -nHE "require[ (]*[\"']" | expect "policies require nothing"
done_testing
