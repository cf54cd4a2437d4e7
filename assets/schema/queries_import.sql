-- queries_import.sql -- what an import wrote, and what was written since.

-- Among the last commits only: older ones can no longer be undone.
-- name: import_commits
SELECT c.id, c.author, c.at, c.note, c.n, c.first_id
  FROM commits c
 WHERE c.id > (SELECT max(id) FROM commits) - 20000 AND c.note LIKE :like
 ORDER BY c.id DESC
 LIMIT :limit;

-- name: import_commit
SELECT c.id, c.author, c.at, c.note, c.n, c.first_id FROM commits c WHERE c.id = :id;

-- name: import_entries
SELECT e.kind, e.subject, e.over IS NOT NULL AS over,
       EXISTS (SELECT 1 FROM tomb t WHERE t.kind = e.kind AND t.subject = e.subject) AS gone
  FROM entry e
 WHERE e.id BETWEEN :from AND :till
 ORDER BY e.id DESC;

-- name: import_later
SELECT e.kind, e.subject, e.body
  FROM entry e
 WHERE e.id > :after AND NOT EXISTS (SELECT 1 FROM tomb t WHERE t.kind = e.kind AND t.subject = e.subject)
 LIMIT :limit;
