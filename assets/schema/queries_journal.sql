-- queries_journal.sql -- the class journal: its frame, its cells, its results.

-- name: journals_of_year
SELECT j.id, j."group", j.subject, j.year, j.name, j.subgroup, j.hours, j.scheme, j.grading,
       j.programme, j.carrier, s.name AS subject_name, coalesce(s.ord, 999) AS ord,
       g.name AS group_name, g.kind AS group_kind, g.grade, g.letter, g.head,
       EXISTS (SELECT 1 FROM d_journal_teacher t
                WHERE t.journal = j.id AND t.person = :me
                  AND (t.starts IS NULL OR t.starts = '' OR t.starts <= :on)
                  AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :on)) AS mine,
       (SELECT group_concat(p.last || ' ' || substr(p.first, 1, 1) || '.'
                 || coalesce(' ' || substr(nullif(p.middle, ''), 1, 1) || '.', ''), ', ')
          FROM d_journal_teacher t JOIN d_person p ON p.id = t.person
         WHERE t.journal = j.id) AS teachers,
       (SELECT max(l.date) FROM d_lesson l WHERE l.journal = j.id AND l.date <= :on) AS last_lesson
  FROM d_journal j
  JOIN d_group g ON g.id = j."group"
  JOIN d_subject s ON s.id = j.subject
 WHERE j.year = :year
 ORDER BY coalesce(g.grade, 99), g.name, coalesce(s.ord, 999), s.name, j.subgroup;

-- name: journal
SELECT j.id, j."group", j.subject, j.year, j.name, j.subgroup, j.hours, j.scheme, j.grading,
       j.programme, j.carrier, s.name AS subject_name,
       g.name AS group_name, g.kind AS group_kind, g.grade, g.letter, g.head,
       y.name AS year_name, y.starts AS year_starts, y.ends AS year_ends
  FROM d_journal j
  JOIN d_group g ON g.id = j."group"
  JOIN d_subject s ON s.id = j.subject
  JOIN d_year y ON y.id = j.year
 WHERE j.id = :journal;

-- name: journal_teachers
SELECT t.person, t.role, t.starts, t.ends, p.last, p.first, p.middle
  FROM d_journal_teacher t JOIN d_person p ON p.id = t.person
 WHERE t.journal = :journal
 ORDER BY p.last, p.first;

-- name: journal_lessons
SELECT l.id, l.date, l.number, l.topic, l.homework, l.work, l.weight, l.note, l.status,
       l.was
  FROM d_lesson l
 WHERE l.journal = :journal
 ORDER BY l.date, coalesce(l.number, 0), l.id;

-- name: journal_cells
SELECT c.lesson, c.person, c.marks, c.absence, c.comment, c.hidden, e.over IS NOT NULL AS corrected
  FROM d_lesson l
  JOIN d_cell c ON c.lesson = l.id
  JOIN entry e ON e.id = c.entry
 WHERE l.journal = :journal;

-- name: cell_conflicts
SELECT DISTINCT subject FROM conflict WHERE kind = 15;

-- name: journal_pupils_named
SELECT p.id, p.last, p.first, p.middle, p.born, n.starts, n.ends
  FROM d_journal_pupil n JOIN d_person p ON p.id = n.person
 WHERE n.journal = :journal
 ORDER BY p.last, p.first, p.middle, p.id;

-- name: journal_pupils_enrolled
SELECT p.id, p.last, p.first, p.middle, p.born, min(e.starts) AS starts,
       CASE WHEN count(*) = count(nullif(e.ends, '')) THEN max(e.ends) END AS ends
  FROM d_enrolment e JOIN d_person p ON p.id = e.person
 WHERE e."group" = :group
 GROUP BY p.id
 ORDER BY p.last, p.first, p.middle, p.id;

-- name: journal_pupil_grades
SELECT e.person, g.grade, g.name
  FROM d_enrolment e JOIN d_group g ON g.id = e."group"
 WHERE g.year = :year AND g.kind = 'class' AND g.grade IS NOT NULL
   AND (e.person IN (SELECT n.person FROM d_journal_pupil n WHERE n.journal = :journal)
        OR e.person IN (SELECT x.person FROM d_enrolment x WHERE x."group" = :group))
 ORDER BY coalesce(e.starts, '');

-- name: journals_parallel
SELECT j.id, j.subgroup, j.grading, j.hours, g.name AS group_name, g.kind AS group_kind, g.grade, g.head,
       s.name AS subject_name,
       EXISTS (SELECT 1 FROM d_journal_teacher t WHERE t.journal = j.id AND t.person = :me) AS mine
  FROM d_journal j
  JOIN d_journal o ON o.id = :journal AND o.year = j.year AND o.subject = j.subject AND o.id <> j.id
  JOIN d_group g ON g.id = j."group"
  JOIN d_group h ON h.id = o."group" AND coalesce(h.grade, 0) = coalesce(g.grade, 0)
  JOIN d_subject s ON s.id = j.subject
 ORDER BY g.name, j.subgroup;

-- name: journal_periods
SELECT p.id, p.scheme, p.number, p.name, p.starts, p.ends
  FROM d_period p
 WHERE p.year = :year AND p.scheme IN (:scheme, 'year', 'exam', 'final')
 ORDER BY p.scheme = 'final', p.scheme = 'exam', p.ends, p.starts DESC, p.number;

-- name: takeback_commit
SELECT k.author, k.first_id, k.n FROM commits k WHERE k.id = :id;

-- Entries of a subject from one of them on, the oldest first.
-- name: takeback_since
SELECT e.id, k.author, k.at FROM entry e JOIN commits k ON k.id = e.commit_id
 WHERE e.id >= :since AND e.kind = :kind AND e.subject = :subject ORDER BY e.id;

-- name: takeback_lock
SELECT k.entry FROM d_lock k WHERE k.journal = :journal AND k.period = :period;

-- name: lesson_used
SELECT (SELECT count(*) FROM d_cell c
         WHERE c.lesson = :lesson AND (c.marks <> '' OR c.absence <> '' OR c.comment <> ''))
     + (SELECT count(*) FROM d_substitution s WHERE s.lesson = :lesson) AS n;

-- name: exemptions_of_year
SELECT x.journal, x.person, x.starts, x.ends
  FROM d_journal j JOIN d_exemption x ON x.journal = j.id
 WHERE j.year = :year;

-- name: class_exemptions
SELECT x.journal, x.person, x.starts, x.ends
  FROM d_enrolment e JOIN d_exemption x ON x.person = e.person
 WHERE e."group" = :group;

-- What the pupils of a journal reached in its subject in the years before, in the same programme.
-- name: journal_past_results
SELECT r.person, g.grade, p.name, coalesce(nullif(r.council, ''), r.decided) AS decided
  FROM d_journal o
  JOIN d_year oy ON oy.id = o.year
  JOIN d_journal j ON j.subject = o.subject AND coalesce(j.programme, '') = coalesce(o.programme, '')
  JOIN d_year y ON y.id = j.year AND y.starts < oy.starts
  JOIN d_group g ON g.id = j."group"
  JOIN d_period p ON p.year = j.year AND p.scheme IN (j.scheme, 'year')
  JOIN d_result r ON r.journal = j.id AND r.period = p.id
 WHERE o.id = :journal AND (r.decided <> '' OR r.council <> '')
 ORDER BY p.ends, p.starts DESC;

-- name: journal_results
SELECT r.person, r.period, r.proposed, r.decided, r.reason, r.why, r.policy, r.council, r.entry
  FROM d_result r
 WHERE r.journal = :journal;

-- name: journal_locks
SELECT k.period, k.locked, k.reason, k.until
  FROM d_lock k
 WHERE k.journal = :journal;

-- name: cell
SELECT c.marks, c.absence, c.comment, c.hidden, e.over IS NOT NULL AS corrected
  FROM d_cell c JOIN entry e ON e.id = c.entry
 WHERE c.lesson = :lesson AND c.person = :person;

-- name: result
SELECT r.proposed, r.decided, r.reason, r.why, r.policy, r.council, r.entry
  FROM d_result r
 WHERE r.journal = :journal AND r.person = :person AND r.period = :period;

-- name: lessons_of_day
SELECT l.id, l.journal, l.date, l.number, l.topic, l.homework, l.work, l.status,
       s.name AS subject_name, g.name AS group_name, j.subgroup, j."group",
       v.person AS sub, v.person = :me AS lent, p.last, p.first, p.middle,
       (SELECT group_concat(w.last || ' ' || substr(w.first, 1, 1) || '.', ', ')
          FROM d_journal_teacher t JOIN d_person w ON w.id = t.person WHERE t.journal = l.journal) AS teachers,
       (SELECT count(*) FROM d_cell c WHERE c.lesson = l.id
           AND (c.marks <> '' OR c.absence <> '')) AS cells
  FROM d_lesson l
  JOIN d_journal j ON j.id = l.journal
  JOIN d_subject s ON s.id = j.subject
  JOIN d_group g ON g.id = j."group"
  LEFT JOIN d_substitution v ON v.lesson = l.id
  LEFT JOIN d_person p ON p.id = v.person
 WHERE l.date = :date
   AND (l.journal IN (SELECT t.journal FROM d_journal_teacher t WHERE t.person = :me)
        OR l.id IN (SELECT x.lesson FROM d_substitution x WHERE x.person = :me))
 ORDER BY coalesce(l.number, 99), g.name;

-- name: slots_of_day
SELECT s.id, s.journal, s.number, s.room,
       b.name AS subject_name, g.name AS group_name, j.subgroup
  FROM d_slot s
  JOIN d_journal j ON j.id = s.journal AND j.year = :year
  JOIN d_subject b ON b.id = j.subject
  JOIN d_group g ON g.id = j."group"
 WHERE s.weekday = :weekday
   AND (s.starts IS NULL OR s.starts = '' OR s.starts <= :date)
   AND (s.ends IS NULL OR s.ends = '' OR s.ends >= :date)
   AND s.journal IN (SELECT t.journal FROM d_journal_teacher t WHERE t.person = :me)
 ORDER BY s.number, g.name;

-- name: lesson_days_near
SELECT (SELECT max(x.date) FROM (
          SELECT max(l.date) AS date FROM d_lesson l JOIN d_journal_teacher t ON t.journal = l.journal
           WHERE t.person = :me AND l.date < :date
          UNION ALL SELECT max(l.date) FROM d_substitution s JOIN d_lesson l ON l.id = s.lesson
           WHERE s.person = :me AND l.date < :date) x) AS before,
       (SELECT min(x.date) FROM (
          SELECT min(l.date) AS date FROM d_lesson l JOIN d_journal_teacher t ON t.journal = l.journal
           WHERE t.person = :me AND l.date > :date
          UNION ALL SELECT min(l.date) FROM d_substitution s JOIN d_lesson l ON l.id = s.lesson
           WHERE s.person = :me AND l.date > :date) x) AS after;

-- name: lessons_without_topic
SELECT l.journal, min(l.date) AS first_date, count(*) AS lessons, s.name AS subject_name,
       g.name AS group_name, j.subgroup
  FROM d_lesson l
  JOIN d_journal j ON j.id = l.journal AND j.year = :year
  JOIN d_subject s ON s.id = j.subject
  JOIN d_group g ON g.id = j."group"
 WHERE l.date <= :date AND coalesce(l.topic, '') = '' AND coalesce(l.status, '') <> 'cancelled'
   AND l.journal IN (SELECT t.journal FROM d_journal_teacher t WHERE t.person = :me)
 GROUP BY l.journal
 ORDER BY first_date;
