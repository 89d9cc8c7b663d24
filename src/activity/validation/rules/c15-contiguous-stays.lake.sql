-- grain    one row for each unplanned stay that begins as another at the same provider ends
-- inputs   line, around; {{days}}, {{unplanned}}, {{transfers}}, {{day_cases}}
-- around   o.family = 'admitted' AND o.end_date BETWEEN p.first_day - {{days}} AND p.last_day
-- outputs  key, value_pence (the smaller of the two), other_key (the stay before), detail
-- why      Two stays without a night at home between them and of one kind of illness are one stay, whose price is that of the dearer. Only
--          stays meet, by patient and provider; the days are looked at afterwards.
SELECT r.key, r.value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT l.key, least(l.billed_pence, o.billed_pence) AS value_pence, o.key AS other_key,
    row_number() OVER (PARTITION BY l.key ORDER BY o.end_date DESC, o.start_date DESC, o.line_id, o.key) AS turn
  FROM line AS l
  JOIN around AS o ON o.provider = l.provider AND o.patient = l.patient
  WHERE l.family = 'admitted' AND o.family = 'admitted' AND o.key <> l.key
    AND l.billed_pence > 0 AND l.patient_status <> 'invalid' AND o.billed_pence > 0
    AND l.start_date >= o.end_date AND l.start_date <= o.end_date + {{days}}
    AND (o.start_date < l.start_date OR o.end_date < l.end_date OR o.key < l.key)
    AND l.pod NOT IN ({{day_cases}}) AND o.pod NOT IN ({{day_cases}})
    AND ((l.admission_method IN ({{unplanned}}) AND left(l.hrg, 1) = left(o.hrg, 1)) OR l.admission_method IN ({{transfers}}))
    AND coalesce(o.discharge_method, '1') <> '4'
    AND coalesce(o.spell_id <> l.spell_id, true)
    AND NOT (o.pod = l.pod AND o.start_date = l.start_date AND o.end_date = l.end_date AND o.hrg IS NOT DISTINCT FROM l.hrg)
) AS r
WHERE r.turn = 1
