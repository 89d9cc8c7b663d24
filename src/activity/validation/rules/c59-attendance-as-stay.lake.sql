-- grain    one row for each emergency stay of no night and no procedure beside an emergency attendance
-- inputs   line, around; {{observation_specialties}}, {{observation_codes}}, {{admission_methods}}, {{discharge_methods}}
-- around   o.family = 'emergency' AND o.start_date BETWEEN p.first_day - 1 AND p.last_day
-- outputs  key, value_pence, other_key (the attendance), detail (none)
-- why      The attendance is billed on its own line and stays due, so the difference to an attendance only is the whole of the stay.
WITH stay AS (
  SELECT l.key, l.provider, l.patient, l.start_date, l.billed_pence FROM line AS l
  WHERE l.family = 'admitted' AND l.billed_pence > 0 AND l.patient IS NOT NULL AND coalesce(l.patient_status, '') <> 'invalid' AND l.start_date = l.end_date AND coalesce(l.procedures, '') = ''
    AND (l.tfc IN ({{observation_specialties}}) OR l.site IN ({{observation_codes}}) OR l.local_pod IN ({{observation_codes}}))
    AND l.admission_method IN ({{admission_methods}}) AND l.discharge_method IN ({{discharge_methods}})
)
SELECT s.key, any_value(s.billed_pence) AS value_pence, arg_max(a.key, (a.start_date, a.key)) AS other_key, NULL::VARCHAR AS detail
FROM stay AS s
JOIN around AS a ON a.patient = s.patient AND a.provider = s.provider
WHERE a.family = 'emergency' AND a.start_date BETWEEN s.start_date - 1 AND s.start_date
GROUP BY s.key
