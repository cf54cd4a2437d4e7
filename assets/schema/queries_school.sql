-- queries_school.sql -- the school itself, its calendar, its files and its regulation.

-- name: school
SELECT s.name, s.short, s.locality, s.head_name, s.founded FROM d_school s;

-- name: years
SELECT y.id, y.name, y.starts, y.ends FROM d_year y ORDER BY y.starts DESC;

-- name: year
SELECT y.id, y.name, y.starts, y.ends FROM d_year y WHERE y.id = :year;

-- name: year_of_date
SELECT y.id, y.name, y.starts, y.ends
  FROM d_year y
 WHERE y.starts <= :date
 ORDER BY y.starts DESC LIMIT 1;

-- name: periods_of_year
SELECT p.id, p.scheme, p.number, p.name, p.starts, p.ends
  FROM d_period p
 WHERE p.year = :year
 ORDER BY p.scheme, p.number;

-- name: groups_of_year
SELECT g.id, g.name, g.kind, g.grade, g.letter, g.head, p.last, p.first, p.middle,
       (SELECT count(DISTINCT e.person) FROM d_enrolment e
         WHERE e."group" = g.id
           AND (e.starts IS NULL OR e.starts = '' OR e.starts <= :on)
           AND (e.ends IS NULL OR e.ends = '' OR e.ends >= :on)) AS pupils,
       (SELECT count(*) FROM d_journal j WHERE j."group" = g.id) AS journals
  FROM d_group g LEFT JOIN d_person p ON p.id = g.head
 WHERE g.year = :year
 ORDER BY coalesce(g.grade, 99), g.name;

-- name: counts
SELECT (SELECT count(*) FROM d_pupil) AS pupils,
       (SELECT count(*) FROM d_staff) AS staff,
       (SELECT count(*) FROM d_journal) AS journals,
       (SELECT count(*) FROM d_lesson) AS lessons;

-- What an empty school has already: 1 or 0, and how many staff.
-- name: first_counts
SELECT EXISTS (SELECT 1 FROM d_pupil) AS pupils, (SELECT count(*) FROM d_staff) AS staff,
       EXISTS (SELECT 1 FROM d_journal) AS journals, EXISTS (SELECT 1 FROM d_slot) AS slots,
       EXISTS (SELECT 1 FROM d_lesson) AS lessons;

-- name: file_units
SELECT f.id, f.record, f.title, f.medium, f.opened_on, f.closed_on, f.event, f.event_date,
       f.place, f.keeper, f.strict, f."index" AS case_index, f.note, f.person,
       y.name AS year_name, y.ends AS year_ends, g.name AS group_name,
       p.last, p.first, p.middle
  FROM d_file_unit f
  LEFT JOIN d_year y ON y.id = f.year
  LEFT JOIN d_group g ON g.id = f."group"
  LEFT JOIN d_person p ON p.id = f.person
 ORDER BY f.record, y.name, g.grade, g.name, f.title;

-- name: file_unit
SELECT f.id, f.record, f.title, f.medium, f.opened_on, f.closed_on, f.event, f.event_date,
       f.place, f.keeper, f.strict, f."index" AS case_index, f.note, f.person,
       y.name AS year_name, y.ends AS year_ends, g.name AS group_name,
       p.last, p.first, p.middle
  FROM d_file_unit f
  LEFT JOIN d_year y ON y.id = f.year
  LEFT JOIN d_group g ON g.id = f."group"
  LEFT JOIN d_person p ON p.id = f.person
 WHERE f.id = :file_unit;

-- name: adoptions
SELECT a.id, a.policy, a.title, a.hash, a.starts, a.note, a.protocol, a."order" AS order_text
  FROM d_adoption a
 ORDER BY a.starts DESC, a.entry DESC;

-- name: adoption_text
SELECT a.text, a.sources FROM d_adoption a WHERE a.id = :adoption;

-- name: decisions
SELECT d.policy, d.question, d.option, d.value, d.basis, d.decided_by, d.decided_on,
       t.number AS protocol_number, t.date AS protocol_date
  FROM d_decision d LEFT JOIN d_protocol t ON t.id = d.protocol
 ORDER BY d.policy, d.question;

-- name: nomenclature
SELECT n.record, n.kind, n.years, n."index" AS case_index, n.basis, n.since
  FROM d_nomenclature n ORDER BY n.record;

-- name: settings
SELECT s.policy, s.name, s.value FROM d_setting s ORDER BY s.policy, s.name;

-- Entries of one commit, the newest first.
-- name: commit_entries
SELECT e.id, e.kind, e.subject, e.body IS NULL AS voided, e.over IS NOT NULL AS replaced, e.reason
  FROM entry e
 WHERE e.id >= :first_id AND e.id < :first_id + :n
 ORDER BY e.id DESC;
