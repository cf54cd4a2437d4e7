-- queries_office.sql -- the office: who comes, moves and leaves, groups, journals, staff, and what was done last.

-- name: office_last
SELECT coalesce(max(k.id), 0) AS id FROM commits k;

-- name: office_commit
SELECT k.id, k.first_id, k.n, k.at, k.author, k.note FROM commits k WHERE k.id = :id;

-- name: office_acts
SELECT k.id, k.first_id, k.n, k.at, k.author, k.note
  FROM commits k
 WHERE substr(k.note, 1, length(:mark)) = :mark
 ORDER BY k.id DESC LIMIT :limit;

-- What was written after an act about a record of it: the record itself, or one that names it.
-- name: office_later
SELECT count(*) AS n
  FROM entry e
 WHERE e.id >= :after
   AND ((e.kind = :kind AND e.subject = :subject)
        OR instr('|' || e.subject || '|', '|' || :subject || '|') > 0
        OR instr(coalesce(e.body, ''), '"' || :subject || '"') > 0);

-- name: office_groups
SELECT g.id, g.name, g.kind, g.grade, g.letter, g.head, g.note, g.year, y.name AS year_name,
       y.starts AS year_starts, y.ends AS year_ends, p.last, p.first, p.middle,
       (SELECT count(DISTINCT e.person) FROM d_enrolment e
         WHERE e."group" = g.id AND (e.ends IS NULL OR e.ends = '' OR e.ends >= :on)) AS pupils,
       (SELECT count(*) FROM d_journal j WHERE j."group" = g.id) AS journals
  FROM d_group g
  JOIN d_year y ON y.id = g.year
  LEFT JOIN d_person p ON p.id = g.head
 WHERE g.year = :year OR (:year = '' AND y.ends >= :on)
 ORDER BY y.starts, g.kind <> 'class', coalesce(g.grade, 99), g.name;

-- name: office_group
SELECT g.id, g.name, g.kind, g.grade, g.letter, g.head, g.note, g.year, y.name AS year_name,
       y.starts AS year_starts, y.ends AS year_ends
  FROM d_group g JOIN d_year y ON y.id = g.year
 WHERE g.id = :group;

-- name: office_group_use
SELECT (SELECT count(*) FROM d_enrolment e WHERE e."group" = :group) AS pupils,
       (SELECT count(*) FROM d_journal j WHERE j."group" = :group) AS journals,
       (SELECT count(*) FROM d_file_unit f WHERE f."group" = :group) AS files;

-- name: office_members
SELECT e.id, e.person, e.starts, e.ends, e.reason, p.last, p.first, p.middle
  FROM d_enrolment e JOIN d_person p ON p.id = e.person
 WHERE e."group" = :group
 ORDER BY e.starts;

-- name: office_pupils
SELECT p.id, p.last, p.first, p.middle, g.id AS group_id, g.name AS group_name, g.grade, g.head, e.starts, e.ends
  FROM d_pupil q
  JOIN d_person p ON p.id = q.person
  JOIN d_enrolment e ON e.person = q.person
  JOIN d_group g ON g.id = e."group" AND g.kind IN ('class', 'group') AND g.year = :year
 ORDER BY g.kind, coalesce(g.grade, 99), g.name, p.last, p.first, p.middle, e.starts;

-- name: office_person
SELECT p.id, p.last, p.first, p.middle, p.born, p.sex, p.snils, p.phone, p.note,
       q.person AS pupil, q.file_no, q.admitted, s.person AS staff, s.position, s.hired, s.dismissed
  FROM d_person p
  LEFT JOIN d_pupil q ON q.person = p.id
  LEFT JOIN d_staff s ON s.person = p.id
 WHERE p.id = :person;

-- name: office_places
SELECT e.id, e.person, e."group", e.starts, e.ends, e.leave_order, e.reason, g.name AS group_name, g.kind, g.grade,
       g.head, g.year, y.starts AS year_starts, y.ends AS year_ends
  FROM d_enrolment e
  JOIN d_group g ON g.id = e."group"
  JOIN d_year y ON y.id = g.year
 WHERE e.person = :person
 ORDER BY e.starts;

-- name: office_namesakes
SELECT p.id, p.last, p.first, p.middle, p.born, p.snils, q.person AS pupil, s.person AS staff
  FROM d_person p
  LEFT JOIN d_pupil q ON q.person = p.id
  LEFT JOIN d_staff s ON s.person = p.id
 WHERE p.last = :last AND p.first = :first;

-- name: office_snils
SELECT p.id, p.last, p.first, p.middle FROM d_person p WHERE p.snils = :snils;

-- name: office_order
SELECT o.id FROM d_order o WHERE o.number = :number AND o.date = :date;

-- name: office_relations
SELECT r.person, r.role, r.legal, p.last, p.first, p.middle, p.phone
  FROM d_relation r JOIN d_person p ON p.id = r.person
 WHERE r.pupil = :person
 ORDER BY p.last, p.first;

-- name: pupil_files
SELECT f.id, f.record, f.closed_on, f.event, f.event_date FROM d_file_unit f WHERE f.person = :person;

-- name: office_events
SELECT v.id, v.kind, v.date, v.note, o.number AS order_number, o.date AS order_date
  FROM d_event v LEFT JOIN d_order o ON o.id = v."order"
 WHERE v.person = :person ORDER BY v.date;

-- Journals of a group that name their pupils.
-- name: office_named
SELECT n.journal, n.person, n.starts, n.ends
  FROM d_journal j JOIN d_journal_pupil n ON n.journal = j.id
 WHERE j."group" = :group AND n.person = :person;

-- name: office_subgroups
SELECT j.id, j.subgroup, s.name AS subject_name, n.person, n.starts, n.ends
  FROM d_journal j
  JOIN d_subject s ON s.id = j.subject
  LEFT JOIN d_journal_pupil n ON n.journal = j.id AND n.person = :person
 WHERE j."group" = :group AND EXISTS (SELECT 1 FROM d_journal_pupil x WHERE x.journal = j.id)
 ORDER BY coalesce(s.ord, 999), s.name, j.subgroup;

-- name: office_ties
SELECT (SELECT count(*) FROM d_cell c WHERE c.person = :person) AS cells,
       (SELECT count(*) FROM d_result r WHERE r.person = :person) AS results,
       (SELECT count(*) FROM d_absence_range a WHERE a.person = :person)
         + (SELECT count(*) FROM d_exemption x WHERE x.person = :person)
         + (SELECT count(*) FROM d_achievement a WHERE a.person = :person)
         + (SELECT count(*) FROM d_council c WHERE c.person = :person)
         + (SELECT count(*) FROM d_debt d WHERE d.person = :person)
         + (SELECT count(*) FROM d_remark m WHERE m.person = :person)
         + (SELECT count(*) FROM d_file_unit f WHERE f.person = :person) AS papers,
       (SELECT count(*) FROM d_relation r WHERE r.person = :person)
         + (SELECT count(*) FROM d_user u WHERE u.person = :person)
         + (SELECT count(*) FROM d_staff s WHERE s.person = :person) AS elsewhere;

-- name: office_pupil_journals
SELECT n.journal FROM d_journal_pupil n WHERE n.person = :person;

-- name: office_subjects
SELECT s.id, s.name, s.short, s.ord, s.programme FROM d_subject s ORDER BY s.name;

-- name: office_journals
SELECT j.id, j.subject, j.subgroup, j.hours, j.scheme, j.grading, j.programme, j.carrier, j.name,
       s.name AS subject_name
  FROM d_journal j JOIN d_subject s ON s.id = j.subject
 WHERE j."group" = :group
 ORDER BY coalesce(s.ord, 999), s.name, j.subgroup;

-- name: office_journal_use
SELECT (SELECT count(*) FROM d_lesson l JOIN d_cell c ON c.lesson = l.id
         WHERE l.journal = :journal AND (c.marks <> '' OR c.absence <> '' OR c.comment <> '')) AS cells,
       (SELECT count(*) FROM d_result r WHERE r.journal = :journal AND (r.decided <> '' OR r.council <> '')) AS results,
       (SELECT count(*) FROM d_lesson l WHERE l.journal = :journal AND (l.topic <> '' OR l.homework <> '')) AS topics,
       (SELECT count(*) FROM d_plan_row r WHERE r.journal = :journal)
         + (SELECT count(*) FROM d_exemption x WHERE x.journal = :journal)
         + (SELECT count(*) FROM d_remark m WHERE m.journal = :journal)
         + (SELECT count(*) FROM d_inspection i WHERE i.journal = :journal)
         + (SELECT count(*) FROM d_debt d WHERE d.journal = :journal) AS papers;

-- name: office_journal_lessons
SELECT l.id FROM d_lesson l WHERE l.journal = :journal;

-- name: office_journal_slots
SELECT s.id FROM d_slot s WHERE s.journal = :journal;

-- name: office_journal_named
SELECT n.person, n.starts, n.ends,
       (SELECT count(*) FROM d_lesson l JOIN d_cell c ON c.lesson = l.id AND c.person = n.person
         WHERE l.journal = n.journal AND (c.marks <> '' OR c.absence <> '' OR c.comment <> '')) AS cells
  FROM d_journal_pupil n WHERE n.journal = :journal;

-- name: office_staff
SELECT p.id, p.last, p.first, p.middle, p.phone, s.position, s.hired, s.dismissed,
       (SELECT count(*) FROM d_journal_teacher t JOIN d_journal j ON j.id = t.journal JOIN d_year y ON y.id = j.year
         WHERE t.person = p.id AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :on) AND y.ends >= :on) AS journals,
       (SELECT group_concat(u.login, ', ') FROM d_user u WHERE u.person = p.id AND u.active = 1) AS logins
  FROM d_staff s JOIN d_person p ON p.id = s.person
 ORDER BY p.last, p.first, p.middle;

-- name: office_teaches
SELECT t.journal, t.starts, t.ends, s.name AS subject_name, g.name AS group_name, j.subgroup, y.ends AS year_ends
  FROM d_journal_teacher t
  JOIN d_journal j ON j.id = t.journal
  JOIN d_subject s ON s.id = j.subject
  JOIN d_group g ON g.id = j."group"
  JOIN d_year y ON y.id = j.year
 WHERE t.person = :person AND y.ends >= :on AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :on)
 ORDER BY g.grade, g.name, s.name;

-- name: office_heads
SELECT g.id, g.name FROM d_group g JOIN d_year y ON y.id = g.year WHERE g.head = :person AND y.ends >= :on;

-- name: office_user
SELECT u.id, u.login, u.person, u.active, p.last, p.first, p.middle
  FROM d_user u LEFT JOIN d_person p ON p.id = u.person WHERE u.login = :login;

-- name: office_user_roles
SELECT r.role, coalesce(r.scope, '') AS scope, r.since, r.until
  FROM d_user_role r WHERE r."user" = :user ORDER BY r.role, r.scope;
