-- grain    one practice
-- inputs   {{lines}}, the lines that count of the months asked for, with practice, patient (a pseudonym), pod, hrg, service_code, tfc and pence;
--          {{covered}} and {{excluded}}, conditions on a line l; {{stop_loss}}, pence for a patient and year, or nothing at all as NULL
-- outputs  how many patients cost how much, what is excluded, and how many cost how much beyond the stop-loss; lines without a patient
-- why      A stop-loss is of a patient and a year, whichever hospital billed; so lines meet by the pseudonym, and only sums by practice leave
--          this query. A patient whose credits outweigh their bills is not beyond anything. Sums are cast: a HUGEINT is no number.
WITH charged AS (
  SELECT l.practice, l.patient, coalesce(l.pence, 0) AS pence, coalesce({{excluded}}, false) AS is_excluded
  FROM {{lines}} AS l
  WHERE {{covered}} AND l.practice IS NOT NULL
),
of_patient AS (
  SELECT c.practice, c.patient, sum(c.pence)::BIGINT AS pence
  FROM charged AS c
  WHERE NOT c.is_excluded AND c.patient IS NOT NULL
  GROUP BY c.practice, c.patient
),
patients AS (
  SELECT
    p.practice,
    count(*)::BIGINT AS patients,
    count(CASE WHEN p.pence > {{stop_loss}} THEN 1 END)::BIGINT AS patients_above,
    coalesce(sum(CASE WHEN p.pence > {{stop_loss}} THEN p.pence - {{stop_loss}} END), 0)::BIGINT AS excess_pence
  FROM of_patient AS p
  GROUP BY p.practice
),
sums AS (
  SELECT
    c.practice,
    count(*)::BIGINT AS lines,
    sum(c.pence)::BIGINT AS cost_pence,
    count(CASE WHEN c.is_excluded THEN 1 END)::BIGINT AS excluded_lines,
    coalesce(sum(CASE WHEN c.is_excluded THEN c.pence END), 0)::BIGINT AS excluded_pence,
    count(CASE WHEN NOT c.is_excluded AND c.patient IS NULL THEN 1 END)::BIGINT AS nameless_lines,
    coalesce(sum(CASE WHEN NOT c.is_excluded AND c.patient IS NULL THEN c.pence END), 0)::BIGINT AS nameless_pence
  FROM charged AS c
  GROUP BY c.practice
)
SELECT s.*, coalesce(p.patients, 0) AS patients, coalesce(p.patients_above, 0) AS patients_above, coalesce(p.excess_pence, 0) AS excess_pence
FROM sums AS s
LEFT JOIN patients AS p ON p.practice = s.practice
ORDER BY s.practice
