-- grain    one row for each attendance on the day of a procedure in the same clinic
-- inputs   line, around
-- around   o.family = 'procedure' AND o.start_date BETWEEN p.first_day AND p.last_day
-- outputs  key, value_pence, other_key (the procedure), detail
-- why      The price of a procedure in clinic holds the visit at which it was done. All that must be equal is joined on.
SELECT r.key, r.billed_pence AS value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT l.key, l.billed_pence, o.key AS other_key, row_number() OVER (PARTITION BY l.key ORDER BY o.month, o.line_id, o.key) AS turn
  FROM line AS l
  JOIN around AS o ON o.provider = l.provider AND o.patient = l.patient AND o.start_date = l.start_date AND o.tfc = l.tfc
  WHERE l.family = 'attendance' AND l.billed_pence > 0 AND l.patient_status <> 'invalid' AND o.family = 'procedure' AND o.billed_pence > 0
) AS r
WHERE r.turn = 1
