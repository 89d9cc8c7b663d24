-- grain    one row for each stay that overlaps a stay of the same patient at another provider
-- inputs   line, around; {{transfer_sources}}, {{transfer_destinations}}, {{transfer_methods}}
-- around   o.family = 'admitted' AND o.month < p.month AND o.end_date > p.first_day
-- outputs  key, value_pence, other_key (the stay that stands), detail
-- why      Nobody lies in two hospitals at once. Days of handing over touch and do not overlap, and whoever was transferred is left out. Of
--          the two, the one billed later is asked about, of one month the one that began later. Only stays meet, by the patient.
SELECT r.key, r.billed_pence AS value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT l.key, l.billed_pence, o.key AS other_key,
    row_number() OVER (PARTITION BY l.key ORDER BY o.month, o.start_date, o.provider, o.line_id, o.key) AS turn
  FROM line AS l
  JOIN around AS o ON o.patient = l.patient
  WHERE l.family = 'admitted' AND o.family = 'admitted' AND o.provider <> l.provider
    AND l.billed_pence > 0 AND l.patient_status <> 'invalid' AND o.billed_pence > 0
    AND o.start_date < l.end_date AND l.start_date < o.end_date
    AND (o.month < l.month OR (o.month = l.month
      AND (o.start_date < l.start_date OR (o.start_date = l.start_date AND o.provider < l.provider))))
    AND NOT coalesce(l.admission_source IN ({{transfer_sources}}), false)
    AND NOT coalesce(o.admission_source IN ({{transfer_sources}}), false)
    AND NOT coalesce(l.discharge_destination IN ({{transfer_destinations}}), false)
    AND NOT coalesce(o.discharge_destination IN ({{transfer_destinations}}), false)
    AND NOT coalesce(l.admission_method IN ({{transfer_methods}}), false)
    AND NOT coalesce(o.admission_method IN ({{transfer_methods}}), false)
) AS r
WHERE r.turn = 1
