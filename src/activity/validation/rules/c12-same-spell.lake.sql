-- grain    one row for each stay under a spell number that was billed already for the same patient and overlapping days
-- inputs   line, around
-- around   o.billed_pence < 0 OR (o.family = 'admitted' AND o.month < p.month AND coalesce(o.end_date, o.start_date) >= p.first_day)
-- outputs  key, value_pence (the smaller of the two), other_key (the one that stands), detail
-- why      One spell has one price. Of one month the dearer stands, of two months the earlier: whichever is right, the smaller amount is too
--          much. Lines alike are C11, the same start billed again in a later month is C13. Joined by spell number among stays only, so
--          few rows meet.
SELECT r.key, r.value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT l.key, least(l.billed_pence, o.billed_pence) AS value_pence, o.key AS other_key,
    row_number() OVER (PARTITION BY l.key ORDER BY o.month, o.billed_pence DESC, o.line_id, o.key) AS turn
  FROM line AS l
  JOIN around AS o ON o.provider = l.provider AND o.patient = l.patient AND o.spell_id = l.spell_id
  WHERE l.family = 'admitted' AND o.family = 'admitted' AND o.key <> l.key
    AND l.billed_pence > 0 AND l.patient_status <> 'invalid' AND o.billed_pence > 0
    AND o.start_date <= coalesce(l.end_date, l.start_date) AND l.start_date <= coalesce(o.end_date, o.start_date)
    AND (o.month < l.month
      OR (o.month = l.month AND (o.billed_pence > l.billed_pence OR (o.billed_pence = l.billed_pence AND o.line_id < l.line_id))))
    AND NOT (o.pod = l.pod AND o.start_date = l.start_date AND o.hrg IS NOT DISTINCT FROM l.hrg AND o.tfc IS NOT DISTINCT FROM l.tfc
      AND (o.month < l.month OR (o.end_date IS NOT DISTINCT FROM l.end_date AND o.billed_pence = l.billed_pence)))
    AND NOT EXISTS (
      SELECT 1 FROM around AS c
      WHERE c.provider = l.provider AND c.patient = l.patient AND c.spell_id = l.spell_id AND c.billed_pence < 0)
) AS r
WHERE r.turn = 1
