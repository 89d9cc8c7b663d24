-- grain    one row for each attendance of the month that was on a ward
-- inputs   line, clinic, agreed_price
-- outputs  key, value_pence (billed less the price agreed for ward attenders), other_key, detail
-- why      Lines carry no place of their own: the list of wards is held against the site and the provider's own point of delivery.
WITH visit AS (
  SELECT l.key, l.billed_pence,
    max((a.pence * CASE WHEN a.apply_mff THEN l.list_mff_micro ELSE 1000000 END + 500000) // 1000000) AS agreed_pence
  FROM line AS l
  LEFT JOIN agreed_price AS a ON a.provider = l.provider AND a.service = l.tfc AND a.pod = CASE WHEN l.is_first THEN 'WAFA' ELSE 'WAFUP' END
    AND a.valid_from <= l.start_date AND l.start_date < a.valid_to
  WHERE l.family = 'attendance' AND l.billed_pence > 0 AND coalesce(l.attended, '5') IN ('5', '6')
    AND ((l.provider, l.site) IN (SELECT (c.provider, c.code) FROM clinic AS c WHERE c.kind = 'ward')
      OR (l.provider, l.local_pod) IN (SELECT (c.provider, c.code) FROM clinic AS c WHERE c.kind = 'ward'))
  GROUP BY l.key, l.billed_pence
)
SELECT v.key, v.billed_pence - coalesce(v.agreed_pence, 0) AS value_pence, NULL::BIGINT AS other_key,
  CASE WHEN v.agreed_pence IS NULL THEN 'No price is agreed for ward attenders.'
    ELSE format('The price agreed for ward attenders is £{:d}.{:02d}.', v.agreed_pence // 100, v.agreed_pence % 100) END AS detail
FROM visit AS v
WHERE v.billed_pence > coalesce(v.agreed_pence, 0)
