-- queries_class.sql -- one class, its results and absences; a pupil's days; the books of pupils.

-- name: class
SELECT g.id, g.name, g.kind, g.grade, g.letter, g.head, g.year,
       y.name AS year_name, y.starts AS year_starts, y.ends AS year_ends,
       p.last, p.first, p.middle
  FROM d_group g
  JOIN d_year y ON y.id = g.year
  LEFT JOIN d_person p ON p.id = g.head
 WHERE g.id = :group;

-- name: class_pupils
SELECT p.id, p.last, p.first, p.middle, e.starts, e.ends
  FROM d_enrolment e JOIN d_person p ON p.id = e.person
 WHERE e."group" = :group
 ORDER BY e.starts;

-- A pupil of a class may learn some subjects in a class of several grades: its journals are of his class too.
-- name: class_journals
SELECT j.id, j.subject, j.scheme, j.grading, j.subgroup, s.name AS subject_name, s.short,
       coalesce(s.ord, 999) AS ord,
       EXISTS (SELECT 1 FROM d_journal_teacher t
                WHERE t.journal = j.id AND t.person = :me
                  AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :on)) AS mine
  FROM d_journal j JOIN d_subject s ON s.id = j.subject
 WHERE j."group" = :group
    OR j."group" IN (SELECT x."group" FROM d_enrolment e CROSS JOIN d_enrolment x ON x.person = e.person
                          JOIN d_group g ON g.id = x."group" AND g.kind = 'combined'
                          JOIN d_group o ON o.id = e."group" AND o.year = g.year
                         WHERE e."group" = :group)
 ORDER BY coalesce(s.ord, 999), s.name, j."group" <> :group, j.subgroup;

-- typeof() is told by the head of a row: what lies behind its long explanation is read only where there is some.
-- name: class_results
SELECT r.journal, r.person, r.period,
       CASE WHEN typeof(r.council) = 'null' THEN r.decided
            ELSE coalesce(nullif(r.council, ''), r.decided) END AS decided
  FROM d_journal j CROSS JOIN d_result r ON r.journal = j.id
 WHERE j."group" = :group
    OR j."group" IN (SELECT x."group" FROM d_enrolment e CROSS JOIN d_enrolment x ON x.person = e.person
                          JOIN d_group g ON g.id = x."group" AND g.kind = 'combined'
                          JOIN d_group o ON o.id = e."group" AND o.year = g.year
                         WHERE e."group" = :group);

-- name: class_council
SELECT c.person, c.decision, c.note, o.number, o.date, t.number AS protocol_number, t.date AS protocol_date
  FROM d_enrolment e
 CROSS JOIN d_council c ON c.person = e.person AND +c.year = :year
  LEFT JOIN d_order o ON o.id = c."order"
  LEFT JOIN d_protocol t ON t.id = c.protocol
 WHERE e."group" = :group;

-- name: class_members
SELECT n.journal, n.person
  FROM d_journal j CROSS JOIN d_journal_pupil n ON n.journal = j.id
 WHERE j."group" = :group
 UNION
SELECT j.id, x.person
  FROM d_enrolment e
 CROSS JOIN d_enrolment x ON x.person = e.person
  JOIN d_group g ON g.id = x."group" AND g.kind = 'combined'
  JOIN d_group o ON o.id = e."group" AND o.year = g.year
  JOIN d_journal j ON j."group" = g.id
 WHERE e."group" = :group
   AND (NOT EXISTS (SELECT 1 FROM d_journal_pupil n WHERE n.journal = j.id)
        OR EXISTS (SELECT 1 FROM d_journal_pupil n WHERE n.journal = j.id AND n.person = x.person));

-- name: diary_lessons
SELECT l.id, l.journal, l.date, l.number, l.topic, l.homework, l.work, l.weight, l.status, l.note,
       c.marks, c.absence, CASE WHEN coalesce(c.hidden, 0) = 0 THEN c.comment END AS comment
  FROM d_enrolment e
 CROSS JOIN d_journal j ON j."group" = e."group" AND j.year = :year
 CROSS JOIN d_lesson l ON l.journal = j.id AND l.date BETWEEN :starts AND :ends
  LEFT JOIN d_cell c ON c.lesson = l.id AND c.person = e.person
 WHERE e.person = :person
   AND (e.starts IS NULL OR e.starts = '' OR e.starts <= l.date)
   AND (e.ends IS NULL OR e.ends = '' OR e.ends >= l.date)
   AND (NOT EXISTS (SELECT 1 FROM d_journal_pupil n WHERE n.journal = j.id)
        OR EXISTS (SELECT 1 FROM d_journal_pupil n WHERE n.journal = j.id AND n.person = :person))
 ORDER BY l.date, coalesce(l.number, 99), l.id;

-- name: diary_slots
SELECT s.journal, s.weekday, s.number, s.room, s.starts, s.ends
  FROM d_enrolment e
 CROSS JOIN d_journal j ON j."group" = e."group" AND j.year = :year
 CROSS JOIN d_slot s ON s.journal = j.id
 WHERE e.person = :person
   AND (NOT EXISTS (SELECT 1 FROM d_journal_pupil n WHERE n.journal = j.id)
        OR EXISTS (SELECT 1 FROM d_journal_pupil n WHERE n.journal = j.id AND n.person = :person))
 ORDER BY s.weekday, s.number;

-- name: diary_vacations
SELECT v.name, v.starts, v.ends, v.grades FROM d_vacation v WHERE v.year = :year ORDER BY v.starts;

-- name: pupil_class
SELECT g.id, g.name, g.grade, g.head, e.starts, e.ends, p.last, p.first, p.middle
  FROM d_enrolment e
  JOIN d_group g ON g.id = e."group" AND g.year = :year AND g.kind IN ('class', 'group')
  LEFT JOIN d_person p ON p.id = g.head
 WHERE e.person = :person
 ORDER BY e.starts DESC;

-- name: lesson_marked
SELECT count(*) AS n FROM d_cell c WHERE c.lesson = :lesson AND c.marks <> '';

-- name: pupil_debts
SELECT d.id, d.journal, d.due, d.note, s.name AS subject_name, p.name AS period_name, g.grade, g.head,
       EXISTS (SELECT 1 FROM d_journal_teacher t WHERE t.journal = j.id AND t.person = :me) AS mine
  FROM d_debt d
  JOIN d_journal j ON j.id = d.journal
  JOIN d_group g ON g.id = j."group"
  JOIN d_subject s ON s.id = j.subject
  LEFT JOIN d_period p ON p.id = d.period
 WHERE d.person = :person AND coalesce(d.outcome, '') = ''
 ORDER BY d.due;

-- name: pupil_level_results
SELECT j.subject, j.programme, g.grade, y.starts AS year_starts, j.scheme AS own, p.scheme, p.name, p.ends,
       coalesce(nullif(r.council, ''), r.decided) AS decided
  FROM d_result r
  JOIN d_journal j ON j.id = r.journal
  JOIN d_group g ON g.id = j."group"
  JOIN d_period p ON p.id = r.period
  JOIN d_year y ON y.id = p.year
 WHERE r.person = :person AND (r.decided <> '' OR r.council <> '') AND y.starts <= :until
 ORDER BY p.ends, p.starts DESC;

-- name: journal_subjects
SELECT j.id, j.subject, j.programme FROM d_journal j WHERE j.year = :year;

-- name: book_enrolments
SELECT e.id, e.person, e.starts, e.ends, e.reason, g.id AS "group", g.name AS group_name, g.grade, g.head,
       y.id AS year, y.name AS year_name, y.starts AS year_starts, y.ends AS year_ends,
       o.number AS order_number, o.date AS order_date, x.number AS leave_number, x.date AS leave_date,
       p.last, p.first, p.middle, p.born, p.sex, q.file_no, q.admitted
  FROM d_enrolment e
  JOIN d_group g ON g.id = e."group" AND g.kind IN ('class', 'group')
  JOIN d_year y ON y.id = g.year
  JOIN d_person p ON p.id = e.person
  LEFT JOIN d_pupil q ON q.person = e.person
  LEFT JOIN d_order o ON o.id = e."order"
  LEFT JOIN d_order x ON x.id = e.leave_order
 WHERE :year = '' OR g.year = :year
 ORDER BY e.person, e.starts;
