-- grain    one row for each line that repeats another of its month
-- inputs   line
-- outputs  key, value_pence, other_key (the one that stands), detail
-- why      The lowest line id stands. A window over equal keys, never a join of lines with lines; and only over patients to whom one amount was
--          billed twice on one day, who are few: numbers are counted ten times faster than lines are put in order by ten columns.
WITH twice AS (
  SELECT l.patient, l.start_date, l.billed_pence
  FROM line AS l
  WHERE l.patient IS NOT NULL AND l.billed_pence > 0
  GROUP BY l.patient, l.start_date, l.billed_pence
  HAVING count(*) > 1
)
SELECT r.key, r.billed_pence AS value_pence, r.first_key AS other_key, NULL::VARCHAR AS detail
FROM (
  SELECT l.key, l.billed_pence, l.line_id,
    first_value(l.key) OVER same AS first_key, row_number() OVER same AS turn
  FROM line AS l
  JOIN twice AS t ON t.patient = l.patient AND t.billed_pence = l.billed_pence AND t.start_date IS NOT DISTINCT FROM l.start_date
  WINDOW same AS (
    PARTITION BY l.provider, l.month, l.patient, l.pod, l.start_date, l.start_time, l.end_date, l.hrg, l.tfc, l.billed_pence
    ORDER BY l.line_id, l.key)
) AS r
WHERE r.turn > 1
