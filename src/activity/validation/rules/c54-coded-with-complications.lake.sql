-- grain    one row for each provider of the month and family of groups that lies above the funnel
-- inputs   line, everybody; {{least_stays}}, {{limit_thousandths}}
-- outputs  provider, practice (none), about (the family of groups), value_pence (none), detail
-- why      In groups of version 4 the last letter splits a family by complications, Z meaning no split; the last letter in use is the least ill. A year
--          of stays is counted, because a month has too few. Each provider is held against all the others together.
WITH stay AS (
  SELECT a.provider, a.hrg[:4] AS family_of_groups, a.hrg[5] AS split FROM everybody AS a
  WHERE a.family = 'admitted' AND regexp_full_match(a.hrg, '[A-Z]{2}[0-9]{2}[A-Y]')
),
least AS (SELECT s.family_of_groups, max(s.split) AS mildest FROM stay AS s GROUP BY s.family_of_groups HAVING count(DISTINCT s.split) > 1),
share AS (
  SELECT s.provider, s.family_of_groups, count(*) AS stays, count(*) FILTER (WHERE s.split < m.mildest) AS complicated
  FROM stay AS s JOIN least AS m ON m.family_of_groups = s.family_of_groups GROUP BY s.provider, s.family_of_groups
),
compared AS (
  SELECT s.*, sum(s.stays) OVER every - s.stays AS other_stays, sum(s.complicated) OVER every - s.complicated AS other_complicated
  FROM share AS s WINDOW every AS (PARTITION BY s.family_of_groups)
)
SELECT c.provider, NULL::VARCHAR AS practice, c.family_of_groups AS about, 0 AS value_pence,
  format('{} of {} stays in a year, where the others have {} of {}', c.complicated, c.stays, c.other_complicated::BIGINT, c.other_stays::BIGINT) AS detail
FROM compared AS c
WHERE c.stays >= {{least_stays}} AND c.other_stays >= {{least_stays}}
  AND c.provider IN (SELECT l.provider FROM line AS l)
  AND c.complicated / c.stays > c.other_complicated / c.other_stays
    + {{limit_thousandths}} / 1000.0 * sqrt(c.other_complicated / c.other_stays * (1 - c.other_complicated / c.other_stays) / c.stays)
