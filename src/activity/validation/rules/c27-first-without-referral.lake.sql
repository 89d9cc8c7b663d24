-- grain    one row for each first attendance of the month to which no referral of its own belongs
-- inputs   line, around, list_price; {{without_request}}, referral sources that leave no request
-- around   o.is_first AND o.ubrn IS NOT NULL AND p.first_by_booking AND o.start_date < p.last_day
-- outputs  key, value_pence (billed less a follow-up at list price times the factor), other_key (the earlier first), detail
-- why      Either nothing is recorded of a referral, or its booking reference had its first attendance before, perhaps elsewhere.
WITH first AS (
  SELECT l.key, l.patient, l.start_date, l.ubrn, l.referral_date, l.referral_source, l.billed_pence,
    (p.pence * l.mff_micro * (coalesce(l.units, 1) * 1000)::BIGINT + 500000000) // 1000000000 AS follow_up_pence
  FROM line AS l
  JOIN list_price AS p ON p.tariff_year = l.tariff_year AND p.code = l.tfc
    AND p.shelf = CASE
      WHEN l.pod = 'OPFAMPCL' OR (l.pod = 'OPFA'
        AND (l.hrg LIKE 'WF02%' OR (l.multi_professional IN ('2', '3') AND NOT coalesce(l.hrg LIKE 'WF01%', false)))) THEN 'follow-up-multi'
      ELSE 'follow-up-single' END
  WHERE l.family = 'attendance' AND l.is_first AND l.billed_pence > 0
    AND coalesce(l.attended, '5') IN ('5', '6') AND coalesce(l.first_attendance, '1') <> '5'
),
used AS (
  SELECT f.key, arg_min(a.key, a.start_date) AS other_key
  FROM around AS a
  JOIN first AS f ON f.patient = a.patient AND f.ubrn = a.ubrn
  WHERE a.is_first AND a.start_date < f.start_date AND coalesce(a.attended, '5') IN ('5', '6') AND coalesce(a.first_attendance, '1') <> '5'
  GROUP BY f.key
)
SELECT f.key, f.billed_pence - f.follow_up_pence AS value_pence, u.other_key,
  CASE WHEN u.key IS NULL THEN 'no referral is recorded for it.' ELSE 'its referral had its first attendance before.' END
    || format(' A follow-up costs £{:d}.{:02d}.', f.follow_up_pence // 100, f.follow_up_pence % 100) AS detail
FROM first AS f
LEFT JOIN used AS u ON u.key = f.key
WHERE f.billed_pence > f.follow_up_pence
  AND (u.key IS NOT NULL
    OR (f.referral_date IS NULL AND f.ubrn IS NULL AND NOT coalesce(f.referral_source IN ({{without_request}}), false)))
