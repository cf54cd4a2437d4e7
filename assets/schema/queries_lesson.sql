-- queries_lesson.sql -- lessons and their plan, the timetable, attendance.

-- name: lesson_rows
SELECT l.id, l.date, l.number, l.topic, l.homework, l.work, l.weight, l.note, l.status, l.was,
       s.person AS sub, s.reason AS sub_reason, p.last, p.first, p.middle,
       o.number AS order_number, o.date AS order_date
  FROM d_lesson l
  LEFT JOIN d_substitution s ON s.lesson = l.id
  LEFT JOIN d_person p ON p.id = s.person
  LEFT JOIN d_order o ON o.id = s."order"
 WHERE l.journal = :journal
 ORDER BY l.date, coalesce(l.number, 0), l.id;

-- name: lesson_one
SELECT l.id, l.journal, l.date, l.number, l.topic, l.homework, l.work, l.weight, l.note, l.status, l.was,
       j.year, j.scheme, j.subgroup, j."group", y.starts AS year_starts, y.ends AS year_ends,
       b.name AS subject_name, g.name AS group_name, g.grade, g.head,
       s.person AS sub, s.reason AS sub_reason, s."order" AS sub_order,
       EXISTS (SELECT 1 FROM d_cell c WHERE c.lesson = l.id
                  AND (c.marks <> '' OR c.absence <> '')) AS cells,
       EXISTS (SELECT 1 FROM d_journal_teacher t WHERE t.journal = j.id AND t.person = :me
                  AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :on)) AS mine,
       s.person = :me AS lent
  FROM d_lesson l
  JOIN d_journal j ON j.id = l.journal
  JOIN d_year y ON y.id = j.year
  JOIN d_subject b ON b.id = j.subject
  JOIN d_group g ON g.id = j."group"
  LEFT JOIN d_substitution s ON s.lesson = l.id
 WHERE l.id = :lesson;

-- name: plan_rows
SELECT r.id, r.ord, r.topic, r.hours, r.homework, r.work
  FROM d_plan_row r
 WHERE r.journal = :journal
 ORDER BY r.ord, r.id;

-- name: orders_recent
SELECT o.id, o.number, o.date, o.title FROM d_order o ORDER BY o.date DESC, o.id DESC LIMIT 40;

-- name: staff_names
SELECT p.id, p.last, p.first, p.middle
  FROM d_staff s JOIN d_person p ON p.id = s.person;

-- name: vacations
SELECT v.id, v.name, v.starts, v.ends, v.grades
  FROM d_vacation v
 WHERE v.year = :year
 ORDER BY v.starts, v.name;

-- name: bells
SELECT b."set" AS scope, CAST(b.number AS INTEGER) AS number, b.starts, b.ends
  FROM d_bell b
 ORDER BY b."set", CAST(b.number AS INTEGER);

-- name: timetable_slots
SELECT s.id, s.journal, s.weekday, s.number, s.starts, s.ends, s.room
  FROM d_journal j JOIN d_slot s ON s.journal = j.id
 WHERE j.year = :year
 ORDER BY s.weekday, s.number, s.id;

-- name: timetable_journals
SELECT j.id, j."group", j.subgroup, j.scheme, j.hours, b.name AS subject_name, b.short AS subject_short,
       g.name AS group_name, g.kind AS group_kind, g.grade, g.head
  FROM d_journal j
  JOIN d_subject b ON b.id = j.subject
  JOIN d_group g ON g.id = j."group"
 WHERE j.year = :year
 ORDER BY coalesce(g.grade, 99), g.name, coalesce(b.ord, 999), b.name, j.subgroup;

-- name: timetable_teachers
SELECT t.journal, t.person, t.starts, t.ends, p.last, p.first, p.middle
  FROM d_journal j
  JOIN d_journal_teacher t ON t.journal = j.id
  JOIN d_person p ON p.id = t.person
 WHERE j.year = :year
 ORDER BY p.last, p.first;

-- name: week_lessons
SELECT l.id, l.journal, l.date, l.number, l.status, l.was, l.topic,
       s.person AS sub, s.reason AS sub_reason, p.last, p.first, p.middle
  FROM d_lesson l
  LEFT JOIN d_substitution s ON s.lesson = l.id
  LEFT JOIN d_person p ON p.id = s.person
 WHERE l.date BETWEEN :starts AND :ends;

-- The same for some journals (a JSON list), and what one person gives in place of another.
-- name: week_lessons_of
SELECT l.id, l.journal, l.date, l.number, l.status, l.was, l.topic,
       s.person AS sub, s.reason AS sub_reason, p.last, p.first, p.middle
  FROM d_lesson l
  LEFT JOIN d_substitution s ON s.lesson = l.id
  LEFT JOIN d_person p ON p.id = s.person
 WHERE l.date BETWEEN :starts AND :ends
   AND (l.journal IN (SELECT x.value FROM json_each(:journals) x) OR s.person = :person);

-- Lessons taken away from a week; there are few, and all of them carry the date they had.
-- name: moved_lessons
SELECT l.id, l.journal, l.date, l.number, l.was
  FROM d_journal j JOIN d_lesson l ON l.journal = j.id
 WHERE j.year = :year AND l.was BETWEEN :starts AND :ends;

-- Days with a lesson that was moved there or is given by a substitute.
-- name: single_days
SELECT DISTINCT x.date FROM (
  SELECT l.date FROM d_journal j JOIN d_lesson l ON l.journal = j.id
   WHERE j.year = :year AND l.status = 'moved' AND l.date BETWEEN :starts AND :ends
  UNION ALL
  SELECT l.date FROM d_substitution s JOIN d_lesson l ON l.id = s.lesson
    JOIN d_journal j ON j.id = l.journal AND j.year = :year
   WHERE l.date BETWEEN :starts AND :ends) x
 ORDER BY x.date;

-- name: year_lessons
SELECT l.id, l.journal, l.date, l.number, l.status, l.was,
       coalesce(l.topic, '') <> '' OR coalesce(l.homework, '') <> '' OR coalesce(l.note, '') <> ''
         OR coalesce(l.work, '') <> '' OR coalesce(l.status, '') <> '' AS filled,
       EXISTS (SELECT 1 FROM d_cell c WHERE c.lesson = l.id)
         OR EXISTS (SELECT 1 FROM d_substitution s WHERE s.lesson = l.id) AS cells
  FROM d_journal j JOIN d_lesson l ON l.journal = j.id
 WHERE j.year = :year AND (:group = '' OR j."group" = :group)
   AND (l.date >= :starts OR l.was >= :starts);

-- name: attendance_lessons
SELECT l.id, l.journal, l.date, l.number, l.status, j."group", j.subgroup,
       b.name AS subject_name, b.short AS subject_short
  FROM d_journal j
  JOIN d_lesson l ON l.journal = j.id
  JOIN d_subject b ON b.id = j.subject
 WHERE j.year = :year AND l.date BETWEEN :starts AND :ends
   AND j."group" IN (SELECT x."group" FROM d_enrolment e JOIN d_enrolment x ON x.person = e.person
                      WHERE e."group" = :group)
 ORDER BY l.date, coalesce(l.number, 99), l.id;

-- name: attendance_last
SELECT max(l.date) AS day
  FROM d_journal j JOIN d_lesson l ON l.journal = j.id
 WHERE j."group" = :group AND l.date <= :day;

-- name: attendance_cells
SELECT l.id AS lesson, c.person, c.absence
  FROM d_journal j
  JOIN d_lesson l ON l.journal = j.id
  JOIN d_cell c ON c.lesson = l.id
 WHERE j.year = :year AND l.date BETWEEN :starts AND :ends AND c.absence <> ''
   AND j."group" IN (SELECT x."group" FROM d_enrolment e JOIN d_enrolment x ON x.person = e.person
                      WHERE e."group" = :group);

-- name: attendance_marks
SELECT c.lesson, c.person
  FROM d_lesson l JOIN d_cell c ON c.lesson = l.id
 WHERE l.date = :day AND coalesce(c.marks, '') <> '';

-- name: attendance_places
SELECT x.person, x."group", x.starts, x.ends
  FROM d_enrolment e
  JOIN d_enrolment x ON x.person = e.person
  JOIN d_group g ON g.id = x."group" AND g.year = :year
 WHERE e."group" = :group;

-- name: attendance_members
SELECT n.journal, n.person, n.starts, n.ends
  FROM d_journal j JOIN d_journal_pupil n ON n.journal = j.id
 WHERE j.year = :year
   AND j."group" IN (SELECT x."group" FROM d_enrolment e JOIN d_enrolment x ON x.person = e.person
                      WHERE e."group" = :group);

-- name: ranges_of_group
SELECT r.id, r.person, r.starts, r.ends, r.reason, r.document, r."order",
       o.number AS order_number, o.date AS order_date
  FROM d_absence_range r LEFT JOIN d_order o ON o.id = r."order"
 WHERE r.person IN (SELECT e.person FROM d_enrolment e WHERE e."group" = :group)
   AND r.starts <= :ends AND r.ends >= :starts
 ORDER BY r.starts;

-- name: ranges_of_person
SELECT r.id, r.person, r.starts, r.ends, r.reason, r.document, r."order",
       o.number AS order_number, o.date AS order_date
  FROM d_absence_range r LEFT JOIN d_order o ON o.id = r."order"
 WHERE r.person = :person AND r.starts <= :ends AND r.ends >= :starts
 ORDER BY r.starts DESC;

-- name: exemptions_of_group
SELECT x.id, x.person, x.journal, x.starts, x.ends, x.reason
  FROM d_exemption x
 WHERE x.person IN (SELECT e.person FROM d_enrolment e WHERE e."group" = :group)
 ORDER BY x.starts;

-- name: exemptions_of_person
SELECT x.id, x.person, x.journal, x.starts, x.ends, x.reason, b.name AS subject_name, j.subgroup, j.year,
       o.number AS order_number, o.date AS order_date
  FROM d_exemption x
  JOIN d_journal j ON j.id = x.journal
  JOIN d_subject b ON b.id = j.subject
  LEFT JOIN d_order o ON o.id = x."order"
 WHERE x.person = :person AND j.year = :year
 ORDER BY x.starts DESC;

-- name: exemptions_of_journal
SELECT x.id, x.person, x.starts, x.ends, x.reason, o.number AS order_number, o.date AS order_date
  FROM d_exemption x LEFT JOIN d_order o ON o.id = x."order"
 WHERE x.journal = :journal
 ORDER BY x.starts;

-- name: person_class
SELECT g.id, g.name, g.grade, g.head, e.starts, e.ends
  FROM d_enrolment e JOIN d_group g ON g.id = e."group"
 WHERE e.person = :person AND g.year = :year AND g.kind IN ('class', 'group')
 ORDER BY g.kind, e.starts DESC;

-- name: year_locks
SELECT k.journal, p.starts, p.ends
  FROM d_journal j JOIN d_lock k ON k.journal = j.id JOIN d_period p ON p.id = k.period
 WHERE j.year = :year AND k.locked = 1;

-- name: journal_substitutes
SELECT s.lesson, s.person, s.reason, l.date, l.status, p.last, p.first, p.middle,
       o.number AS order_number, o.date AS order_date
  FROM d_lesson l
  JOIN d_substitution s ON s.lesson = l.id
  JOIN d_person p ON p.id = s.person
  LEFT JOIN d_order o ON o.id = s."order"
 WHERE l.journal = :journal;

-- name: lessons_with_cells
SELECT DISTINCT c.lesson FROM d_lesson l JOIN d_cell c ON c.lesson = l.id WHERE l.journal = :journal;

-- name: commit_newest
SELECT k.id, k.first_id, k.n FROM commits k ORDER BY k.id DESC LIMIT 1;

-- Entries of a commit, newest first, each with the entry that is in force for its subject now.
-- name: undo_entries
SELECT e.id, e.kind, e.subject, e.over IS NOT NULL AS replaced, e.body IS NULL AS gone,
       coalesce(CASE e.kind
         WHEN 14 THEN (SELECT d.entry FROM d_lesson d WHERE d.id = e.subject)
         WHEN 15 THEN (SELECT d.entry FROM d_cell d
                        WHERE d.lesson = substr(e.subject, 1, instr(e.subject, '|') - 1)
                          AND d.person = substr(e.subject, instr(e.subject, '|') + 1))
         WHEN 18 THEN (SELECT d.entry FROM d_slot d WHERE d.id = e.subject)
         WHEN 33 THEN (SELECT d.entry FROM d_plan_row d WHERE d.id = e.subject)
         WHEN 34 THEN (SELECT d.entry FROM d_substitution d WHERE d.lesson = e.subject) END,
         (SELECT t.entry FROM tomb t WHERE t.kind = e.kind AND t.subject = e.subject), 0) AS live,
       e.kind = 14 AND EXISTS (SELECT 1 FROM d_cell c WHERE c.lesson = e.subject) AS cells
  FROM entry e
 WHERE e.id >= :first_id AND e.id < :first_id + :n
 ORDER BY e.id DESC;
