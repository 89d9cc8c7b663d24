-- grain    one row for each outpatient visit on the day of a planned admission in its specialty
-- inputs   line, around; {{planned}}, codes of ADMISSION METHOD
-- around   o.family = 'admitted' AND o.start_date BETWEEN p.first_day AND p.last_day
-- outputs  key, value_pence, other_key (the stay), detail
-- why      What happens before a planned operation on its day belongs to the admission. All that must be equal is joined on.
SELECT r.key, r.billed_pence AS value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT l.key, l.billed_pence, s.key AS other_key, row_number() OVER (PARTITION BY l.key ORDER BY s.line_id, s.key) AS turn
  FROM line AS l
  JOIN around AS s ON s.provider = l.provider AND s.patient = l.patient AND s.start_date = l.start_date AND s.tfc = l.tfc
  WHERE l.is_outpatient AND l.billed_pence > 0 AND l.patient_status <> 'invalid' AND s.family = 'admitted' AND s.billed_pence >= 0
    AND s.admission_method IN ({{planned}})
) AS r
WHERE r.turn = 1
