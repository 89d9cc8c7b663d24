-- grain    one row for each consultant-led attendance of the month at which no consultant's specialty was seen
-- inputs   line, agreed_price; {{not_consultant}}, {{range_from}} and {{range_to}}, main specialties; {{allowed_percent}} of what was billed,
--          where no price is agreed
-- outputs  key, value_pence (billed less the agreed price), other_key, detail
-- why      The point of delivery ends in CL; the one it ought to have ends in NCL and has a local price.
WITH visit AS (
  SELECT l.key, l.billed_pence,
    max((a.pence * CASE WHEN a.apply_mff THEN l.list_mff_micro ELSE 1000000 END + 500000) // 1000000) AS agreed_pence
  FROM line AS l
  LEFT JOIN agreed_price AS a ON a.provider = l.provider AND a.service = l.tfc AND a.pod = replace(l.pod, 'CL', 'NCL')
    AND a.valid_from <= l.start_date AND l.start_date < a.valid_to
  WHERE l.pod IN ('OPFASPCL', 'OPFAMPCL', 'OPFUPSPCL', 'OPFUPMPCL') AND l.billed_pence > 0 AND coalesce(l.attended, '5') IN ('5', '6')
    AND (l.main_specialty IN ({{not_consultant}}) OR TRY_CAST(l.main_specialty AS INTEGER) BETWEEN {{range_from}} AND {{range_to}})
  GROUP BY l.key, l.billed_pence
),
allowed AS (
  SELECT v.*, coalesce(v.agreed_pence, v.billed_pence * {{allowed_percent}} // 100) AS allowed_pence FROM visit AS v
)
SELECT a.key, a.billed_pence - a.allowed_pence AS value_pence, NULL::BIGINT AS other_key,
  format(CASE WHEN a.agreed_pence IS NULL THEN 'No price is agreed for it; £{:d}.{:02d} is allowed.'
      ELSE 'The price agreed for it is £{:d}.{:02d}.' END,
    a.allowed_pence // 100, a.allowed_pence % 100) AS detail
FROM allowed AS a
WHERE a.billed_pence > a.allowed_pence
