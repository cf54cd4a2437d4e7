-- queries_cmd.sql -- what the commands and the import look up in bulk.

-- name: cmd_groups
SELECT g.id, g.name, g.kind, g.grade, g.letter, g.head FROM d_group g WHERE g.year = :year;

-- name: cmd_people
SELECT p.id, p.last, p.first, p.middle, p.born, p.sex, p.snils, p.phone,
       EXISTS (SELECT 1 FROM d_pupil q WHERE q.person = p.id) AS pupil,
       EXISTS (SELECT 1 FROM d_staff s WHERE s.person = p.id) AS staff
  FROM d_person p;

-- name: cmd_pupil
SELECT q.file_no, q.admitted, q.note FROM d_pupil q WHERE q.person = :person;

-- name: cmd_staff
SELECT s.position, s.hired, s.note FROM d_staff s WHERE s.person = :person;

-- name: cmd_enrolments
SELECT e.person, e."group", e.starts, e.ends
  FROM d_enrolment e JOIN d_group g ON g.id = e."group"
 WHERE g.year = :year
 ORDER BY e.starts;

-- name: cmd_group_pupils
SELECT e.person, e.starts, e.ends, p.last, p.first, p.middle
  FROM d_enrolment e JOIN d_person p ON p.id = e.person
 WHERE e."group" = :group
 ORDER BY e.starts;

-- name: cmd_subjects
SELECT s.id, s.name, s.short, s.ord FROM d_subject s;

-- name: cmd_group_journals
SELECT j.id, j.subject, j.year, j.subgroup, j.grading, j.scheme, j.programme, j.hours, g.grade, g.head,
       EXISTS (SELECT 1 FROM d_journal_teacher t
                WHERE t.journal = j.id AND t.person = :me
                  AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :on)) AS mine
  FROM d_journal j JOIN d_group g ON g.id = j."group"
 WHERE j."group" = :group;

-- name: cmd_users_active
SELECT u.login FROM d_user u WHERE u.active = 1 ORDER BY u.login;

-- name: cmd_adoption_same
SELECT a.id, a.starts FROM d_adoption a WHERE a.hash = :hash AND a.starts = :starts;

-- name: cmd_person_named
SELECT p.id, p.last, p.first, p.middle
  FROM d_person p JOIN d_staff s ON s.person = p.id
 ORDER BY p.last, p.first;

-- name: cmd_commits
SELECT c.id, c.no, d.tag, c.author, c.at, c.note, c.n, lower(hex(c.hash)) AS hash, c.policy
  FROM commits c JOIN device d ON d.id = c.device
 ORDER BY c.id DESC
 LIMIT :limit;
