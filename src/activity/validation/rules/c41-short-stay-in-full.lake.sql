-- grain    one row for each short stay of the month that was billed at the full price
-- inputs   line, list_price
-- outputs  key, value_pence (billed less our price), other_key, detail
-- why      The price of the line is the reduced one, so the conditions hold. Only what is the full price to the penny, or to the pound where a
--          hospital rounds so, is raised here: any other amount above our price is C44.
WITH short AS (
  SELECT l.key, l.billed_pence, l.price_pence,
    ((p.pence::HUGEINT * (10000 + l.top_up_bp) * l.mff_micro * (coalesce(l.units, 1) * 1000)::BIGINT + 5000000000000)
      // 10000000000000)::BIGINT AS full_pence
  FROM line AS l
  JOIN list_price AS p ON p.tariff_year = l.tariff_year AND p.shelf = 'non-elective' AND p.code = l.hrg
  WHERE l.price_basis = 'short-stay' AND l.billed_pence > l.price_pence AND l.billed_pence > 0
)
SELECT s.key, s.billed_pence - s.price_pence AS value_pence, NULL::BIGINT AS other_key, NULL::VARCHAR AS detail
FROM short AS s
WHERE s.full_pence > s.price_pence
  AND (abs(s.billed_pence - s.full_pence) <= 1 OR s.billed_pence = (s.full_pence + 50) // 100 * 100)
