-- queries_deputy.sql -- the deputy's work: filling of journals, warnings, remarks, locks, the council, the
-- closing of a year and the passage to the next.

-- name: ledger_end
SELECT max(id) AS id FROM entry;

-- name: ledger_since
SELECT kind, subject FROM entry WHERE id > :since;

-- name: commit_days
SELECT first_id, at FROM commits WHERE at >= :since ORDER BY first_id;

-- name: deputy_teachers
SELECT t.journal, t.person, t.role, p.last, p.first, p.middle
  FROM d_journal j
  JOIN d_journal_teacher t ON t.journal = j.id
  JOIN d_person p ON p.id = t.person
 WHERE j.year = :year AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :date)
 ORDER BY p.last, p.first;

-- name: deputy_named
SELECT n.journal, n.person, n.starts, n.ends, p.last, p.first, p.middle
  FROM d_journal j
  JOIN d_journal_pupil n ON n.journal = j.id
  JOIN d_person p ON p.id = n.person
 WHERE j.year = :year;

-- name: deputy_enrolled
SELECT e."group", e.person, min(e.starts) AS starts,
       CASE WHEN count(*) = count(nullif(e.ends, '')) THEN max(e.ends) END AS ends,
       p.last, p.first, p.middle
  FROM d_group g
  JOIN d_enrolment e ON e."group" = g.id
  JOIN d_person p ON p.id = e.person
 WHERE g.year = :year
 GROUP BY e."group", e.person
 ORDER BY p.last, p.first, p.middle;

-- name: deputy_lessons
SELECT l.id, l.journal, l.date, l.number, coalesce(l.topic, '') <> '' AS topic
  FROM d_journal j JOIN d_lesson l ON l.journal = j.id AND l.date <= :date
 WHERE j.year = :year AND coalesce(l.status, '') <> 'cancelled'
   AND (:journal = '' OR j.id = :journal)
 ORDER BY l.date;

-- name: deputy_cells
SELECT c.lesson, c.person, c.marks, c.absence, c.entry
  FROM d_journal j
  JOIN d_lesson l ON l.journal = j.id AND l.date <= :date
  JOIN d_cell c ON c.lesson = l.id
 WHERE j.year = :year AND (:journal = '' OR j.id = :journal);

-- name: deputy_results
SELECT r.journal, r.person, r.period, r.proposed, r.decided, r.reason, r.council, r.entry
  FROM d_journal j JOIN d_result r ON r.journal = j.id
 WHERE j.year = :year AND (:journal = '' OR j.id = :journal);

-- name: deputy_ranges
SELECT r.person, r.starts, r.ends FROM d_absence_range r WHERE r.starts <= :ends AND r.ends >= :starts;

-- name: lesson_journal
SELECT l.journal FROM d_lesson l WHERE l.id = :lesson;

-- name: deputy_locks
SELECT k.journal, k.period, k.locked, k.reason, k.until
  FROM d_journal j JOIN d_lock k ON k.journal = j.id
 WHERE j.year = :year;

-- name: remarks_of_year
SELECT r.id, r.journal, r.lesson, r.person, r.kind, r.text, r.made_on, r.due,
       a.answer, a.done, a.answered_on, j."group", j.subgroup, g.grade, g.head, g.name AS group_name,
       s.name AS subject_name, l.date AS lesson_date,
       EXISTS (SELECT 1 FROM d_journal_teacher t
                WHERE t.journal = j.id AND t.person = :me
                  AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :date)) AS mine
  FROM d_journal j
  JOIN d_remark r ON r.journal = j.id
  JOIN d_group g ON g.id = j."group"
  JOIN d_subject s ON s.id = j.subject
  LEFT JOIN d_remark_answer a ON a.remark = r.id
  LEFT JOIN d_lesson l ON l.id = r.lesson
 WHERE j.year = :year
 ORDER BY r.made_on DESC, r.id;

-- name: remark
SELECT r.id, r.journal, r.kind, r.text, r.made_on, r.due, a.answer, a.done, a.answered_on,
       g.grade, g.head,
       EXISTS (SELECT 1 FROM d_journal_teacher t
                WHERE t.journal = r.journal AND t.person = :me
                  AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :date)) AS mine
  FROM d_remark r
  JOIN d_journal j ON j.id = r.journal
  JOIN d_group g ON g.id = j."group"
  LEFT JOIN d_remark_answer a ON a.remark = r.id
 WHERE r.id = :remark;

-- name: inspections
SELECT i.id, i.journal, i.made_on, i.aim, i.text, p.last, p.first, p.middle,
       s.name AS subject_name, g.name AS group_name
  FROM d_inspection i
  LEFT JOIN d_person p ON p.id = i.inspector
  LEFT JOIN d_journal j ON j.id = i.journal
  LEFT JOIN d_subject s ON s.id = j.subject
  LEFT JOIN d_group g ON g.id = j."group"
 WHERE i.made_on BETWEEN :starts AND :ends
 ORDER BY i.made_on DESC, i.id DESC;

-- name: council_of_year
SELECT c.person, c.decision, c.note, c.protocol, t.number AS protocol_number, t.date AS protocol_date
  FROM d_council c LEFT JOIN d_protocol t ON t.id = c.protocol
 WHERE c.year = :year;

-- name: council_results
SELECT r.person, r.journal, r.period, r.proposed, r.decided, r.reason, r.why, r.policy, r.council,
       s.name AS subject_name, s.short AS subject_short, j.subgroup, p.scheme, p.name AS period_name
  FROM d_journal j
  JOIN d_period p ON p.year = j.year AND p.scheme IN ('year', 'exam')
  JOIN d_result r ON r.journal = j.id AND r.period = p.id
  JOIN d_subject s ON s.id = j.subject
 WHERE j.year = :year
   AND (:group = '' OR j."group" = :group OR j."group" IN (SELECT g.id FROM d_group g WHERE g.kind = 'combined'))
 ORDER BY coalesce(s.ord, 999), s.name;

-- name: result_whole
SELECT r.proposed, r.decided, r.reason, r.why, r.policy, r.council
  FROM d_result r
 WHERE r.journal = :journal AND r.person = :person AND r.period = :period;

-- name: debts
SELECT d.id, d.person, d.journal, d.period, d.due, d.retaken_on, d.outcome, d.note,
       p.last, p.first, p.middle, s.name AS subject_name, g.name AS group_name, g.grade, g.head,
       j.year, y.name AS year_name, q.name AS period_name,
       EXISTS (SELECT 1 FROM d_journal_teacher t WHERE t.journal = j.id AND t.person = :me) AS mine
  FROM d_debt d
  JOIN d_person p ON p.id = d.person
  JOIN d_journal j ON j.id = d.journal
  JOIN d_year y ON y.id = j.year
  JOIN d_subject s ON s.id = j.subject
  JOIN d_group g ON g.id = j."group"
  LEFT JOIN d_period q ON q.id = d.period
 ORDER BY (d.outcome IS NOT NULL), d.due, p.last, p.first;

-- name: protocols
SELECT t.id, t.number, t.date, t.title FROM d_protocol t
 WHERE t.date BETWEEN :starts AND :ends ORDER BY t.date DESC, t.number DESC;

-- name: year_after
SELECT y.id, y.name, y.starts, y.ends FROM d_year y WHERE y.starts > :starts ORDER BY y.starts LIMIT 1;

-- name: class_enrolments
SELECT e.id, e.person, e."group", e.starts, e.ends, e.reason, g.name AS group_name, g.grade, g.letter,
       p.last, p.first, p.middle
  FROM d_group g
  JOIN d_enrolment e ON e."group" = g.id
  JOIN d_person p ON p.id = e.person
 WHERE g.year = :year AND g.kind = 'class'
 ORDER BY g.grade, g.name, p.last, p.first, p.middle;

-- name: commit_noted
SELECT k.id, k.first_id, k.n, k.at, k.author, k.note FROM commits k WHERE k.note = :note ORDER BY k.id DESC;

-- name: lessons_in_year
SELECT count(*) AS n FROM d_journal j JOIN d_lesson l ON l.journal = j.id WHERE j.year = :year;

-- name: closing_marks
SELECT c.step, c.basis, c."on", p.last, p.first, p.middle
  FROM d_closing c LEFT JOIN d_person p ON p.id = c."by"
 WHERE c.year = :year AND c.done = 1;

-- The school's day: lessons of some days with whoever gives them instead.
-- name: day_lessons
SELECT l.id, l.journal, l.date, l.number, l.status, l.was, coalesce(l.topic, '') <> '' AS topic,
       EXISTS (SELECT 1 FROM d_cell c WHERE c.lesson = l.id) AS cells,
       j.grading, j."group", j.subgroup, g.name AS group_name, g.grade, g.head, b.name AS subject_name,
       s.person AS sub, s.reason AS sub_reason, p.last, p.first, p.middle
  FROM d_lesson l
  JOIN d_journal j ON j.id = l.journal
  JOIN d_group g ON g.id = j."group"
  JOIN d_subject b ON b.id = j.subject
  LEFT JOIN d_substitution s ON s.lesson = l.id
  LEFT JOIN d_person p ON p.id = s.person
 WHERE l.date BETWEEN :starts AND :ends
 ORDER BY l.date, coalesce(l.number, 99), coalesce(g.grade, 99), g.name;

-- name: day_teachers
SELECT t.journal, t.person, p.last, p.first, p.middle
  FROM d_lesson l
  JOIN d_journal_teacher t ON t.journal = l.journal
  JOIN d_person p ON p.id = t.person
 WHERE l.date BETWEEN :starts AND :ends
   AND (t.starts IS NULL OR t.starts = '' OR t.starts <= :ends)
   AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :ends)
 GROUP BY t.journal, t.person
 ORDER BY p.last, p.first;

-- The last day with lessons up to a day.
-- name: day_last
SELECT max(l.date) AS day FROM d_lesson l WHERE l.date <= :date AND l.date >= :since;

-- name: day_absent
SELECT c.person, c.absence, l.number FROM d_lesson l JOIN d_cell c ON c.lesson = l.id
 WHERE l.date = :date AND c.absence <> '' AND coalesce(l.status, '') <> 'cancelled'
 ORDER BY l.number;

-- Pupils of the classes on a day.
-- name: day_pupils
SELECT e.person, g.id AS "group", g.name AS group_name, g.kind, g.grade, g.head, p.last, p.first, p.middle,
       p.born
  FROM d_group g
  JOIN d_enrolment e ON e."group" = g.id
  JOIN d_person p ON p.id = e.person
 WHERE g.year = :year AND g.kind IN ('class', 'group') AND e.starts <= :date
   AND (e.ends IS NULL OR e.ends = '' OR e.ends >= :date)
 ORDER BY coalesce(g.grade, 99), g.name, p.last, p.first, p.middle;

-- name: day_ranges
SELECT r.person, r.reason, r.starts, r.ends FROM d_absence_range r WHERE r.starts <= :date AND r.ends >= :date;

-- Marks of a class in some days.
-- name: day_marks
SELECT c.person, c.marks, l.id AS lesson, l.journal, l.date, b.name AS subject_name
  FROM d_journal j
 CROSS JOIN d_lesson l ON l.journal = j.id AND l.date BETWEEN :starts AND :ends
 CROSS JOIN d_cell c ON c.lesson = l.id AND c.marks <> ''
  JOIN d_subject b ON b.id = j.subject
 WHERE j."group" = :group
 ORDER BY l.date;

-- Closed periods that stand open till an hour.
-- name: day_open_locks
SELECT k.journal, k.reason, k."until", q.name AS period_name, j.subgroup, g.id AS "group", g.name AS group_name,
       g.grade, g.head, b.name AS subject_name,
       EXISTS (SELECT 1 FROM d_journal_teacher t WHERE t.journal = j.id AND t.person = :me) AS mine
  FROM d_lock k
  JOIN d_journal j ON j.id = k.journal
  JOIN d_group g ON g.id = j."group"
  JOIN d_subject b ON b.id = j.subject
  JOIN d_period q ON q.id = k.period
 WHERE k.locked = 1 AND k."until" > :now
 ORDER BY k."until";

-- Closed periods that teachers ask to open.
-- name: day_asks
SELECT a.journal, a.period, a."by", a.reason, a."on" AS asked_on, q.name AS period_name, j.subgroup, j.year,
       g.name AS group_name, g.grade, b.name AS subject_name, p.last, p.first, p.middle
  FROM d_unlock_ask a
  JOIN d_journal j ON j.id = a.journal
  JOIN d_group g ON g.id = j."group"
  JOIN d_subject b ON b.id = j.subject
  JOIN d_period q ON q.id = a.period
  LEFT JOIN d_person p ON p.id = a."by"
 WHERE a.done = 0
 ORDER BY a."on", g.grade, g.name;

-- name: day_conflicts
SELECT kind, subject FROM conflict GROUP BY kind, subject ORDER BY kind, subject;

-- Who came or left in the course of a year without an order.
-- name: day_no_order
SELECT count(*) AS n
  FROM d_group g JOIN d_enrolment e ON e."group" = g.id
 WHERE g.year = :year AND g.kind IN ('class', 'group') AND e.starts > :starts
   AND (e."order" IS NULL OR e."order" = '') AND e.starts <= :date;
