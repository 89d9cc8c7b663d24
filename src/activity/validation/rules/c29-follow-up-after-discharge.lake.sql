-- grain    one row for each attendance of the month after its referral ended in discharge
-- inputs   line, around; {{months}}, how far back a discharge counts
-- around   o.is_outpatient AND o.outcome = '1' AND o.start_date < p.last_day
--            AND (o.referral_date IS NULL OR o.referral_date BETWEEN p.earliest_referral AND p.latest_referral OR p.without_referral
--              OR (o.ubrn IS NOT NULL AND p.by_booking))
-- outputs  key, value_pence (all that was billed), other_key (the attendance that ended in discharge), detail
-- why      The attendances with a discharge are few: they are met with the month's by patient, provider and specialty. Where a line says
--          nothing of its referral, it is held to be the old one.
SELECT l.key, any_value(l.billed_pence) AS value_pence, arg_max(a.key, a.start_date) AS other_key, NULL::VARCHAR AS detail
FROM line AS l
JOIN around AS a ON a.patient = l.patient AND a.provider = l.provider AND a.tfc = l.tfc
WHERE l.is_outpatient AND l.billed_pence > 0 AND coalesce(l.attended, '5') IN ('5', '6') AND coalesce(l.first_attendance, '1') <> '5'
  AND a.is_outpatient AND a.outcome = '1' AND coalesce(a.attended, '5') IN ('5', '6')
  AND a.start_date < l.start_date AND a.start_date >= l.start_date - to_months({{months}})
  AND CASE
    WHEN l.ubrn IS NOT NULL AND a.ubrn IS NOT NULL THEN l.ubrn = a.ubrn
    WHEN l.referral_date IS NOT NULL AND a.referral_date IS NOT NULL THEN l.referral_date = a.referral_date
    ELSE coalesce(l.referral_date <= a.start_date, true)
  END
GROUP BY l.key
