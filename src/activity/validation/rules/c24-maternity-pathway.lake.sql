-- grain    one row for each second antenatal pathway of a pregnancy, and each clinic that a pathway has paid for
-- inputs   line, around; {{pathway}}, {{days}}, {{clinics}}
-- around   o.pod IN ({{pathway}}) AND o.start_date <= p.last_day
-- outputs  key, value_pence, other_key (the pathway that stands), detail (pathway or clinic)
-- why      One pathway pays for all care before the birth, and its provider pays any other that it shares the care with. The earliest of a
--          pregnancy stands. Pathways are few, so they are joined by the patient alone.
SELECT r.key, r.billed_pence AS value_pence, r.other_key, r.detail
FROM (
  SELECT l.key, l.billed_pence, p.key AS other_key, CASE WHEN l.pod IN ({{pathway}}) THEN 'pathway' ELSE 'clinic' END AS detail,
    row_number() OVER (PARTITION BY l.key ORDER BY p.start_date, p.line_id, p.key) AS turn
  FROM line AS l
  JOIN around AS p ON p.patient = l.patient
  WHERE p.pod IN ({{pathway}}) AND p.billed_pence > 0 AND l.billed_pence > 0 AND l.patient_status <> 'invalid'
    AND l.start_date >= p.start_date AND l.start_date < p.start_date + {{days}}
    AND ((l.pod IN ({{pathway}}) AND p.key <> l.key
        AND (p.start_date < l.start_date OR p.provider < l.provider))
      OR (l.is_outpatient AND l.tfc IN ({{clinics}})))
) AS r
WHERE r.turn = 1
