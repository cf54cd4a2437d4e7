-- queries_people.sql -- pupils, their classes, marks, absences and corrections.

-- name: person
SELECT p.id, p.last, p.first, p.middle, p.born, p.sex
  FROM d_person p
 WHERE p.id = :person;

-- name: pupils_on
SELECT p.id, p.last, p.first, p.middle, g.id AS group_id, g.name AS group_name, g.kind, g.grade, g.head,
       EXISTS (SELECT 1 FROM d_journal j JOIN d_journal_teacher t ON t.journal = j.id
                WHERE j."group" = g.id AND t.person = :me
                  AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :on)) AS mine
  FROM d_group g
  JOIN d_enrolment e ON e."group" = g.id
  JOIN d_person p ON p.id = e.person
 WHERE g.year = :year
   AND (e.starts IS NULL OR e.starts = '' OR e.starts <= :on)
   AND (e.ends IS NULL OR e.ends = '' OR e.ends >= :on)
 ORDER BY g.kind NOT IN ('class', 'group'), coalesce(g.grade, 99), g.name, p.last, p.first, p.middle;

-- name: pupil
SELECT p.id, p.last, p.first, p.middle, p.born, q.file_no, q.admitted, q.note
  FROM d_pupil q JOIN d_person p ON p.id = q.person
 WHERE q.person = :person;

-- name: pupil_enrolments
SELECT e.id, e.starts, e.ends, e.reason, g.name AS group_name, g.kind, g.grade, g.head,
       y.id AS year, y.name AS year_name, o.number AS order_number, o.date AS order_date,
       x.number AS leave_number, x.date AS leave_date
  FROM d_enrolment e
  JOIN d_group g ON g.id = e."group"
  JOIN d_year y ON y.id = g.year
  LEFT JOIN d_order o ON o.id = e."order"
  LEFT JOIN d_order x ON x.id = e.leave_order
 WHERE e.person = :person
 ORDER BY y.starts DESC, e.starts DESC;

-- name: pupil_journals
SELECT j.id, j.scheme, j.grading, j.hours, j.subgroup, j.programme, g.kind, s.name AS subject_name,
       coalesce(s.ord, 999) AS ord, g.id AS "group", g.name AS group_name, g.grade, g.head,
       EXISTS (SELECT 1 FROM d_journal_teacher t
                WHERE t.journal = j.id AND t.person = :me
                  AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :on)) AS mine
  FROM d_journal j
  JOIN d_group g ON g.id = j."group"
  JOIN d_subject s ON s.id = j.subject
 WHERE j.year = :year
   AND j."group" IN (SELECT e."group" FROM d_enrolment e WHERE e.person = :person)
   AND (NOT EXISTS (SELECT 1 FROM d_journal_pupil n WHERE n.journal = j.id)
        OR EXISTS (SELECT 1 FROM d_journal_pupil n WHERE n.journal = j.id AND n.person = :person))
 ORDER BY coalesce(s.ord, 999), s.name, j.subgroup;

-- The index of cells by person is asked first, then the lessons, and only the cells of the span are read.
-- name: pupil_cells
SELECT l.journal, l.id AS lesson, l.date, l.number, l.work, l.weight, l.topic,
       c.marks, c.absence, CASE WHEN c.hidden IS NOT 1 THEN c.comment END AS comment
  FROM d_cell k
 CROSS JOIN d_lesson l ON l.id = k.lesson AND l.date BETWEEN :starts AND :ends
 CROSS JOIN d_cell c ON c.lesson = l.id AND c.person = k.person
 WHERE k.person = :person
 ORDER BY l.date, coalesce(l.number, 0);

-- name: pupil_results
SELECT r.journal, r.period, r.decided, r.proposed, r.reason, r.council
  FROM d_result r JOIN d_period p ON p.id = r.period
 WHERE r.person = :person AND p.year = :year;

-- name: pupil_day_lessons
SELECT l.date, count(*) AS lessons
  FROM d_lesson l
 WHERE l.date BETWEEN :starts AND :ends AND coalesce(l.status, '') <> 'cancelled'
   AND l.journal IN (SELECT j.id FROM d_journal j
                      WHERE j.year = :year
                        AND j."group" IN (SELECT e."group" FROM d_enrolment e WHERE e.person = :person)
                        AND (NOT EXISTS (SELECT 1 FROM d_journal_pupil n WHERE n.journal = j.id)
                             OR EXISTS (SELECT 1 FROM d_journal_pupil n
                                         WHERE n.journal = j.id AND n.person = :person)))
 GROUP BY l.date;

-- name: pupil_corrected
SELECT l.id AS lesson, l.date, l.journal, s.name AS subject_name, c.marks, c.absence,
       CASE WHEN c.hidden IS NOT 1 THEN c.comment END AS comment, g.grade, g.head,
       EXISTS (SELECT 1 FROM d_journal_teacher t WHERE t.journal = j.id AND t.person = :me) AS mine
  FROM d_cell k
 CROSS JOIN d_lesson l ON l.id = k.lesson AND l.date BETWEEN :starts AND :ends
 CROSS JOIN d_cell c ON c.lesson = l.id AND c.person = k.person
 CROSS JOIN entry e ON e.id = c.entry AND e.over IS NOT NULL
  JOIN d_journal j ON j.id = l.journal
  JOIN d_subject s ON s.id = j.subject
  JOIN d_group g ON g.id = j."group"
 WHERE k.person = :person
 ORDER BY l.date DESC
 LIMIT :limit;
