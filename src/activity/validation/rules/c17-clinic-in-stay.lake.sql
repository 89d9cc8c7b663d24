-- grain    one row for each outpatient visit strictly within a stay at the same provider
-- inputs   line, around
-- around   o.family = 'admitted' AND o.end_date > p.first_day AND o.start_date < p.last_day
-- outputs  key, value_pence, other_key (the stay around it), detail
-- why      A specialist who sees somebody in the ward is part of the stay. The days of admission and discharge are left out, when somebody may
--          come from a clinic or go on to one. Stays of two nights or more only, joined by patient and provider.
SELECT r.key, r.billed_pence AS value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT l.key, l.billed_pence, s.key AS other_key,
    row_number() OVER (PARTITION BY l.key ORDER BY s.start_date, s.line_id, s.key) AS turn
  FROM line AS l
  JOIN around AS s ON s.provider = l.provider AND s.patient = l.patient
  WHERE l.is_outpatient AND l.billed_pence > 0 AND l.patient_status <> 'invalid'
    AND s.family = 'admitted' AND s.end_date - s.start_date >= 2 AND s.billed_pence >= 0
    AND s.start_date < l.start_date AND l.start_date < s.end_date
) AS r
WHERE r.turn = 1
