-- grain    one row for each visit of the month to a clinic before operations that an operation followed
-- inputs   line, around, clinic; {{days}}, how long before the admission a visit belongs to it
-- around   o.pod IN ('DC', 'EL') AND o.start_date BETWEEN p.first_day AND p.last_day + {{days}}
-- outputs  key, value_pence (all that was billed), other_key (the admission), detail
-- why      Lines carry no clinic of their own: the list is held against the site and the provider's own point of delivery. Visits to such
--          clinics are few, and are met with planned admissions by patient and provider.
WITH visit AS (
  SELECT l.key, l.patient, l.provider, l.start_date, l.billed_pence
  FROM line AS l
  WHERE l.is_outpatient AND l.billed_pence > 0 AND coalesce(l.attended, '5') IN ('5', '6') AND coalesce(l.price_basis, '') <> 'local-price'
    AND ((l.provider, l.site) IN (SELECT (c.provider, c.code) FROM clinic AS c WHERE c.kind = 'pre-operative')
      OR (l.provider, l.local_pod) IN (SELECT (c.provider, c.code) FROM clinic AS c WHERE c.kind = 'pre-operative'))
)
SELECT v.key, any_value(v.billed_pence) AS value_pence, arg_min(a.key, a.start_date) AS other_key, NULL::VARCHAR AS detail
FROM around AS a
JOIN visit AS v ON v.patient = a.patient AND v.provider = a.provider
WHERE a.pod IN ('DC', 'EL') AND a.start_date >= v.start_date AND a.start_date <= v.start_date + {{days}}
GROUP BY v.key
