-- What the client works with: the page to read, the journal to write in and its cells, as text.
-- Arguments: the folder of a school of _school.lua; "class" for the sheet of a class instead of a journal.
-- Login and password come from the environment.
local os_ = require "core.os"
local stick = require "school.stick"

local dir, what = table.unpack((...))
local st, err = stick.data(dir, {})
if not st then error(err.msg) end
assert(st:load_queries([[
-- name: bench_journals
SELECT (SELECT l.journal FROM d_lesson l JOIN d_journal j ON j.id = l.journal
          JOIN d_subject s ON s.id = j.subject WHERE s.name = 'Русский язык' LIMIT 1) AS reading,
       (SELECT j."group" FROM d_lesson l JOIN d_journal j ON j.id = l.journal LIMIT 1) AS class,
       (SELECT l.journal FROM d_lesson l WHERE NOT EXISTS (SELECT 1 FROM d_lesson m
          JOIN d_cell c ON c.lesson = m.id WHERE m.journal = l.journal) LIMIT 1) AS writing;
-- name: bench_cells
SELECT l.id AS lesson, e.person FROM d_lesson l JOIN d_journal j ON j.id = l.journal
  JOIN d_enrolment e ON e."group" = j."group" WHERE l.journal = :journal ORDER BY l.date, e.person;
]]))
local journals = st:one("bench_journals")
local page = what == "class" and "/classes/" .. journals.class or "/journals/" .. journals.reading
local lines = { page, journals.writing }
for _, row in ipairs(st:query("bench_cells", { journal = journals.writing })) do
  lines[#lines + 1] = row.lesson .. " " .. row.person
end
st:close()
os_.stdout(table.concat(lines, "\n") .. "\n")
return 0
