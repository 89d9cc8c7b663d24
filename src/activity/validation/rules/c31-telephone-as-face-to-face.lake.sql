-- grain    one row for each attendance of the month that was not face to face
-- inputs   line, agreed_price; {{not_face_to_face}}, codes of the medium; {{allowed_percent}} of what was billed, where no price is agreed
-- outputs  key, value_pence (billed less the agreed price), other_key, detail
-- why      Few lines are of this kind, so the list of agreed prices is met by them alone.
WITH contact AS (
  SELECT l.key, l.billed_pence,
    max((a.pence * CASE WHEN a.apply_mff THEN l.list_mff_micro ELSE 1000000 END + 500000) // 1000000) AS agreed_pence
  FROM line AS l
  LEFT JOIN agreed_price AS a ON a.provider = l.provider AND a.service = l.tfc
    AND a.pod = CASE WHEN l.is_first THEN 'NF2FFA' ELSE 'NF2FFUP' END AND a.valid_from <= l.start_date AND l.start_date < a.valid_to
  WHERE l.family = 'attendance' AND l.billed_pence > 0 AND coalesce(l.attended, '5') IN ('5', '6')
    AND (l.first_attendance IN ('3', '4') OR l.consultation_medium IN ({{not_face_to_face}}))
  GROUP BY l.key, l.billed_pence
),
allowed AS (
  SELECT c.*, coalesce(c.agreed_pence, c.billed_pence * {{allowed_percent}} // 100) AS allowed_pence FROM contact AS c
)
SELECT a.key, a.billed_pence - a.allowed_pence AS value_pence, NULL::BIGINT AS other_key,
  format(CASE WHEN a.agreed_pence IS NULL THEN 'No price is agreed for it; £{:d}.{:02d} is allowed.'
      ELSE 'The price agreed for it is £{:d}.{:02d}.' END,
    a.allowed_pence // 100, a.allowed_pence % 100) AS detail
FROM allowed AS a
WHERE a.billed_pence > a.allowed_pence
