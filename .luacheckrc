std = "lua54"
max_line_length = 110
codes = true
cache = false

-- A policy sees two names and nothing of the standard library that is not in the box.
files["policies"] = {
  std = {
    read_globals = {
      "policy", "std", "assert", "error", "ipairs", "math", "next", "pairs", "select", "string", "table",
      "tonumber", "tostring", "type",
    },
  },
}
