-- grain    one row for each further attendance of a patient on one day in one specialty
-- inputs   line, around; {{not_attended}}, codes that mean nobody was seen
-- around   o.family = 'procedure' AND o.start_date BETWEEN p.first_day AND p.last_day
-- outputs  key, value_pence, other_key (the one that stands), detail
-- why      The dearest stands. Lines that are alike count once, because C11 has them, and days with a procedure are left to C21. Windows over
--          equal keys, never a join of lines with lines, and only of patients who were seen more than once on the day.
WITH often AS (
  SELECT l.patient, l.start_date
  FROM line AS l
  WHERE l.is_outpatient AND l.patient IS NOT NULL AND l.billed_pence > 0
  GROUP BY l.patient, l.start_date
  HAVING count(*) > 1
),
visit AS (
  SELECT l.key, l.line_id, l.provider, l.patient, l.start_date, l.tfc, l.billed_pence,
    row_number() OVER (
      PARTITION BY l.provider, l.patient, l.pod, l.start_date, l.start_time, l.end_date, l.hrg, l.tfc, l.billed_pence
      ORDER BY l.line_id, l.key) AS alike
  FROM line AS l
  JOIN often AS f ON f.patient = l.patient AND f.start_date IS NOT DISTINCT FROM l.start_date
  WHERE l.family IN ('attendance', 'outpatient-other') AND l.tfc IS NOT NULL
    AND l.billed_pence > 0 AND l.patient_status <> 'invalid'
    AND NOT coalesce(l.attended IN ({{not_attended}}), false)
)
SELECT r.key, r.billed_pence AS value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT v.key, v.billed_pence, v.provider, v.patient, v.start_date, v.tfc,
    first_value(v.key) OVER same AS other_key, row_number() OVER same AS turn
  FROM visit AS v
  WHERE v.alike = 1
  WINDOW same AS (PARTITION BY v.provider, v.patient, v.start_date, v.tfc ORDER BY v.billed_pence DESC, v.line_id, v.key)
) AS r
WHERE r.turn > 1
  AND NOT EXISTS (
    SELECT 1 FROM around AS o
    WHERE o.provider = r.provider AND o.patient = r.patient AND o.start_date = r.start_date AND o.tfc = r.tfc
      AND o.family = 'procedure' AND o.billed_pence > 0)
