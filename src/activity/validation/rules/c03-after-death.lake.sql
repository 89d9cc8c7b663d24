-- grain    one row for each line of care dated after its patient died
-- inputs   line, around; {{died}}, codes of DISCHARGE METHOD
-- around   o.family = 'admitted' AND o.discharge_method IN ({{died}})
-- outputs  key, value_pence, other_key (the stay that ended in death), detail
-- why      Bills carry no date of death, but they say which stays ended in one, at any provider. The few such stays are joined to the lines by
--          the patient alone. Which of the two is wrong the bills cannot tell.
SELECT r.key, r.billed_pence AS value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT l.key, l.billed_pence, d.key AS other_key,
    row_number() OVER (PARTITION BY l.key ORDER BY d.end_date, d.key) AS turn
  FROM line AS l
  JOIN around AS d ON d.patient = l.patient
  WHERE d.family = 'admitted' AND d.discharge_method IN ({{died}}) AND d.end_date < l.start_date AND d.billed_pence >= 0
    AND l.billed_pence > 0 AND l.patient_status <> 'invalid'
    AND l.family IN ('admitted', 'attendance', 'procedure', 'emergency', 'outpatient-other')
) AS r
WHERE r.turn = 1
