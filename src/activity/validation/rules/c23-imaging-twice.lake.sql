-- grain    one row for each unbundled scan of which the same kind was billed as direct access on the day
-- inputs   line, around; {{unbundled}}, {{direct}}, points of delivery
-- around   o.pod IN ({{direct}}) AND o.start_date BETWEEN p.first_day AND p.last_day
-- outputs  key, value_pence, other_key (the scan of direct access), detail
-- why      One scan has one price. The first four characters of the group say which kind of scan, the fifth only for whom.
SELECT r.key, r.billed_pence AS value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT l.key, l.billed_pence, o.key AS other_key, row_number() OVER (PARTITION BY l.key ORDER BY o.month, o.line_id, o.key) AS turn
  FROM line AS l
  JOIN around AS o ON o.provider = l.provider AND o.patient = l.patient AND o.start_date = l.start_date
  WHERE l.pod IN ({{unbundled}}) AND o.pod IN ({{direct}}) AND left(o.hrg, 4) = left(l.hrg, 4)
    AND l.billed_pence > 0 AND l.patient_status <> 'invalid' AND o.billed_pence > 0
) AS r
WHERE r.turn = 1
