-- queries_access.sql -- who is at the stick, which roles he has, what is his own.

-- name: user_by_login
SELECT u.id, u.login, u.person, u.active, p.last, p.first, p.middle
  FROM d_user u LEFT JOIN d_person p ON p.id = u.person
 WHERE u.login = :login;

-- name: user_roles
SELECT r.role, coalesce(r.scope, '') AS scope, r.since, r.until
  FROM d_user_role r JOIN d_user u ON u.id = r."user"
 WHERE u.login = :login
   AND (r.since IS NULL OR r.since = '' OR r.since <= :on)
   AND (r.until IS NULL OR r.until = '' OR r.until >= :on)
 ORDER BY r.role, r.scope;

-- name: users_all
SELECT u.id, u.login, u.person, u.active, p.last, p.first, p.middle,
       (SELECT group_concat(r.role || CASE WHEN coalesce(r.scope, '') = '' THEN '' ELSE ' ' || r.scope END, ',')
          FROM d_user_role r
         WHERE r."user" = u.id AND (r.until IS NULL OR r.until = '' OR r.until >= :on)) AS roles
  FROM d_user u LEFT JOIN d_person p ON p.id = u.person
 ORDER BY p.last, p.first, u.login;

-- name: pupil_is_taught
SELECT 1 AS yes
  FROM d_journal_teacher t
  JOIN d_journal j ON j.id = t.journal
  JOIN d_enrolment e ON e."group" = j."group" AND e.person = :person
 WHERE t.person = :me
   AND (t.ends IS NULL OR t.ends = '' OR t.ends >= :on)
 LIMIT 1;

-- name: pupil_places
SELECT g.id, g.grade, g.head, e.starts, e.ends
  FROM d_enrolment e JOIN d_group g ON g.id = e."group"
 WHERE e.person = :person
 ORDER BY e.starts DESC;
