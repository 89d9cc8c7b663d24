-- grain    one row for each emergency stay that began within days of an earlier discharge of the same person
-- inputs   line, around; {{within_days}}, {{after_emergency_percent}}, and what is left out
-- around   o.family = 'admitted' AND o.end_date BETWEEN p.first_day - {{within_days}} AND p.last_day
-- outputs  key, value_pence, other_key (the stay before), detail
-- why      The latest discharge before the readmission decides, at whichever provider. A join on the person, with the days as a filter; exclusions
--          are tried on the few that are left. On one day a planned stay comes before an emergency, and two emergencies come in no order.
WITH readmitted AS (
  SELECT l.key, l.patient, l.provider, l.spell_id, l.start_date, l.billed_pence
  FROM line AS l
  WHERE l.family = 'admitted' AND l.billed_pence > 0 AND l.patient IS NOT NULL AND coalesce(l.patient_status, '') <> 'invalid' AND l.admission_method IN ({{emergency_methods}})
    AND coalesce(l.admission_source NOT IN ({{transfer_sources}}), true) AND coalesce(l.age, 99) >= {{least_age}}
    AND coalesce(l.practice[1] NOT IN ('W', 'S', 'Z'), true) AND coalesce(l.tfc NOT IN ({{excluded_specialties}}), true)
    AND coalesce(l.national_tariff, 'Y') <> 'N' AND coalesce(l.price_basis NOT IN ('local-price', 'no-local-price', 'no-national-price', 'not-billable'), true)
    AND len(list_filter([{{excluded_groups}}], lambda x: starts_with(l.hrg, x))) = 0
    AND NOT coalesce(regexp_matches(l.diagnoses, '(^|[|])(C|D0|D3[789]|D4[0-8])|[|]V'), false)
),
discharged AS (
  SELECT a.key, a.patient, a.provider, a.spell_id, a.start_date, a.end_date, coalesce(a.admission_method IN ('11', '12', '13'), a.pod IN ('DC', 'EL')) AS is_planned,
    coalesce(a.discharge_method = '2', false) OR coalesce(a.tfc IN ({{excluded_specialties}}), false)
      OR coalesce(regexp_matches(a.diagnoses, '(^|[|])(C|D0|D3[789]|D4[0-8])'), false)
      OR len(list_filter([{{excluded_groups}}], lambda x: starts_with(a.hrg, x))) > 0 AS is_left_out
  FROM around AS a
  WHERE a.family = 'admitted' AND a.end_date >= a.start_date AND a.patient IN (SELECT r.patient FROM readmitted AS r)
),
latest AS (
  SELECT r.key, r.billed_pence, r.start_date, d.key AS other_key, d.end_date, d.is_planned, d.is_left_out
  FROM readmitted AS r
  JOIN discharged AS d ON d.patient = r.patient
  WHERE d.end_date <= r.start_date AND r.start_date - d.end_date <= {{within_days}}
    AND (d.start_date < r.start_date OR d.is_planned) AND d.key <> r.key
    AND NOT coalesce(d.provider = r.provider AND d.spell_id = r.spell_id, false)
  QUALIFY row_number() OVER (PARTITION BY r.key ORDER BY d.end_date DESC, d.start_date DESC, d.is_planned DESC, d.provider, d.key) = 1
),
valued AS (
  SELECT n.*, CASE WHEN n.is_planned THEN n.billed_pence ELSE (n.billed_pence * {{after_emergency_percent}} + 50) // 100 END AS value_pence FROM latest AS n WHERE NOT n.is_left_out
)
SELECT v.key, v.value_pence, v.other_key,
  format('{} days after discharge from {} stay', v.start_date - v.end_date, CASE WHEN v.is_planned THEN 'a planned' ELSE 'an emergency' END) AS detail
FROM valued AS v
WHERE v.value_pence > 0
