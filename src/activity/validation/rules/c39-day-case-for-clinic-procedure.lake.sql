-- grain    one row for each day case of the month for a procedure that is done in clinic
-- inputs   line, list_price; {{procedures}} (whole codes or their first three characters), {{anaesthetics}} (three characters)
-- outputs  key, value_pence (billed less the price in clinic times the factor), other_key, detail
-- why      The primary procedure decides, unless a general anaesthetic stands beside it.
WITH day_case AS (
  SELECT l.key, l.billed_pence, (p.pence * l.mff_micro + 500000) // 1000000 AS clinic_pence
  FROM line AS l
  JOIN list_price AS p ON p.tariff_year = l.tariff_year AND p.shelf = 'procedure' AND p.code = l.hrg
  WHERE l.pod = 'DC' AND l.price_basis = 'day-case' AND l.start_date = l.end_date AND l.procedures IS NOT NULL
    AND l.billed_pence > 0 AND coalesce(l.units, 1) = 1
    AND (split_part(l.procedures, '|', 1) IN ({{procedures}}) OR left(l.procedures, 3) IN ({{procedures}}))
    AND NOT coalesce(len(list_filter(string_split(l.procedures, '|'), lambda code: left(code, 3) IN ({{anaesthetics}}))) > 0, false)
)
SELECT d.key, d.billed_pence - d.clinic_pence AS value_pence, NULL::BIGINT AS other_key,
  format('In clinic it costs £{:d}.{:02d}.', d.clinic_pence // 100, d.clinic_pence % 100) AS detail
FROM day_case AS d
WHERE d.billed_pence > d.clinic_pence
