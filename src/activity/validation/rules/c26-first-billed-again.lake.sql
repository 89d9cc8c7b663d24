-- grain    one row for each first attendance of the month that is not the first of its referral
-- inputs   line, around, list_price; {{months}}, how far back an attendance counts
-- around   o.is_outpatient AND o.start_date < p.last_day
--            AND (o.referral_date BETWEEN p.first_referral AND p.last_referral OR (p.first_by_booking AND o.ubrn IS NOT NULL))
-- outputs  key, value_pence (billed less a follow-up at list price times the factor), other_key (the latest attendance before), detail
-- why      The firsts of a month are few: all attendances around are met with them by patient, provider and specialty, and the dates only
--          filter what is met. Of two on the latest day one that ended in discharge decides. The same referral is the same booking reference where both give one, else the same date and source: two
--          referrals to one specialty on one day that differ in neither are rarer than one mistake in three hundred.
WITH first AS (
  SELECT l.key, l.patient, l.provider, l.tfc, l.start_date, l.referral_date, l.referral_source, l.ubrn, l.billed_pence,
    (p.pence * l.mff_micro * (coalesce(l.units, 1) * 1000)::BIGINT + 500000000) // 1000000000 AS follow_up_pence
  FROM line AS l
  JOIN list_price AS p ON p.tariff_year = l.tariff_year AND p.code = l.tfc
    AND p.shelf = CASE
      WHEN l.pod = 'OPFAMPCL' OR (l.pod = 'OPFA'
        AND (l.hrg LIKE 'WF02%' OR (l.multi_professional IN ('2', '3') AND NOT coalesce(l.hrg LIKE 'WF01%', false)))) THEN 'follow-up-multi'
      ELSE 'follow-up-single' END
  WHERE l.family = 'attendance' AND l.is_first AND l.patient IS NOT NULL AND l.billed_pence > 0
    AND coalesce(l.attended, '5') IN ('5', '6') AND coalesce(l.first_attendance, '1') <> '5'
),
met AS (
  SELECT f.key, arg_max(a.key, (a.start_date, coalesce(a.outcome = '1', false), a.month, a.line_id, a.key)) AS other_key,
    arg_max(coalesce(a.outcome, '2'), (a.start_date, coalesce(a.outcome = '1', false))) AS outcome
  FROM around AS a
  JOIN first AS f ON f.patient = a.patient AND f.provider = a.provider AND f.tfc = a.tfc
  WHERE a.is_outpatient AND coalesce(a.attended, '5') IN ('5', '6') AND coalesce(a.first_attendance, '1') <> '5'
    AND a.start_date < f.start_date AND a.start_date >= f.start_date - to_months({{months}})
    AND CASE WHEN f.ubrn IS NOT NULL AND a.ubrn IS NOT NULL THEN f.ubrn = a.ubrn
      ELSE f.referral_date = a.referral_date AND coalesce(f.referral_source = a.referral_source, true) END
  GROUP BY f.key
)
SELECT f.key, f.billed_pence - f.follow_up_pence AS value_pence, m.other_key,
  format('A follow-up costs £{:d}.{:02d}.', f.follow_up_pence // 100, f.follow_up_pence % 100) AS detail
FROM met AS m
JOIN first AS f ON f.key = m.key
WHERE m.outcome <> '1' AND f.billed_pence > f.follow_up_pence
