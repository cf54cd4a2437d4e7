-- queries_card.sql -- what stands on a pupil's own sheet beside his journals.

-- name: card_achievements
SELECT a.id, a.category, a.title, a.level, a.place, a.date, a.document
  FROM d_achievement a
 WHERE a.person = :person
 ORDER BY coalesce(a.date, ''), a.title;

-- name: card_years
SELECT DISTINCT y.id, y.name, y.starts, y.ends
  FROM d_enrolment e JOIN d_group g ON g.id = e."group" JOIN d_year y ON y.id = g.year
 WHERE e.person = :person
 ORDER BY y.starts DESC;
