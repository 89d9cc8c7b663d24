-- grain    one row for each attendance of the month billed as of several professionals without being one
-- inputs   line, list_price, multi_professional_specialty
-- outputs  key, value_pence (billed less the single price times the factor), other_key, detail
-- why      The indicator decides; the specialties agreed with a provider decide too, from the day that somebody has listed any for it.
WITH listed AS (
  SELECT DISTINCT s.provider FROM multi_professional_specialty AS s
),
several AS (
  SELECT l.key, l.provider, l.tfc, l.start_date, l.billed_pence, l.tariff_year, coalesce(l.units, 1) AS units,
    l.mff_micro, l.is_first, l.multi_professional,
    coalesce(l.multi_professional IN ('2', '3'), false) AS is_said
  FROM line AS l
  WHERE l.family = 'attendance' AND l.price_basis = 'outpatient-attendance' AND l.billed_pence > 0
    AND (l.pod IN ('OPFAMPCL', 'OPFUPMPCL') OR (l.pod IN ('OPFA', 'OPFUP')
      AND (l.hrg LIKE 'WF02%' OR (l.multi_professional IN ('2', '3') AND NOT coalesce(l.hrg LIKE 'WF01%', false)))))
),
judged AS (
  SELECT s.*, x.provider IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM multi_professional_specialty AS m
      WHERE m.provider = s.provider AND m.tfc = s.tfc AND m.valid_from <= s.start_date
        AND s.start_date < coalesce(m.valid_to, DATE '9999-12-31')
    ) AS is_not_agreed
  FROM several AS s
  LEFT JOIN listed AS x ON x.provider = s.provider
),
priced AS (
  SELECT j.*, (p.pence * j.mff_micro * (j.units * 1000)::BIGINT + 500000000) // 1000000000 AS single_pence
  FROM judged AS j
  JOIN list_price AS p ON p.tariff_year = j.tariff_year AND p.code = j.tfc
    AND p.shelf = CASE WHEN j.is_first THEN 'first-single' ELSE 'follow-up-single' END
  WHERE NOT j.is_said OR j.is_not_agreed
)
SELECT p.key, p.billed_pence - p.single_pence AS value_pence, NULL::BIGINT AS other_key,
  CASE WHEN p.is_said THEN 'no such clinic is agreed with the provider in this specialty.'
    ELSE 'the line says that one professional was seen, or nothing (indicator ' || coalesce(p.multi_professional, 'empty') || ').' END
    || format(' With one professional it costs £{:d}.{:02d}.', p.single_pence // 100, p.single_pence % 100) AS detail
FROM priced AS p
WHERE p.billed_pence > p.single_pence
