-- grain    one row for each line of care that an earlier month billed already
-- inputs   line, around
-- around   o.month < p.month AND o.start_date BETWEEN p.first_day AND p.last_day
-- outputs  key, value_pence, other_key (the line of the earlier month), detail (that month)
-- why      The same visit in everything that says which visit it was: patient, provider, point of delivery, day, specialty and group, and
--          then its number, its time or its end. Excess days and drugs may be billed month by month and are left out. A bill that was
--          credited in between may be sent anew.
SELECT r.key, r.billed_pence AS value_pence, r.other_key, r.other_month AS detail
FROM (
  SELECT l.key, l.billed_pence, o.key AS other_key, o.month AS other_month,
    row_number() OVER (PARTITION BY l.key ORDER BY o.month, o.line_id, o.key) AS turn
  FROM line AS l
  JOIN around AS o ON o.provider = l.provider AND o.patient = l.patient AND o.start_date = l.start_date AND o.pod = l.pod
  WHERE o.month < l.month AND l.billed_pence > 0 AND l.patient_status <> 'invalid' AND o.billed_pence > 0
    AND l.family IN ('admitted', 'attendance', 'procedure', 'emergency', 'outpatient-other')
    AND o.tfc IS NOT DISTINCT FROM l.tfc AND o.hrg IS NOT DISTINCT FROM l.hrg
    AND coalesce(o.start_time = l.start_time, true)
    AND (coalesce(o.spell_id, o.attendance_id) = coalesce(l.spell_id, l.attendance_id)
      OR o.start_time = l.start_time
      OR (l.family = 'admitted' AND o.end_date = l.end_date)
      OR coalesce(o.spell_id, o.attendance_id, l.spell_id, l.attendance_id) IS NULL)
    AND NOT EXISTS (
      SELECT 1 FROM around AS c
      WHERE c.provider = l.provider AND c.patient = l.patient AND c.start_date = l.start_date AND c.pod = l.pod
        AND c.month BETWEEN o.month AND l.month AND c.billed_pence < 0)
) AS r
WHERE r.turn = 1
