-- grain    one row for each short planned stay of the month for a procedure of the day case basket
-- inputs   line, list_price; {{procedures}} (whole codes or their first three characters), {{most_nights}}
-- outputs  key, value_pence (billed less the day case price times the factor), other_key, detail
-- why      The primary procedure decides. A day case that did not stay is C38 and certain.
WITH stay AS (
  SELECT l.key, l.billed_pence,
    ((p.pence::HUGEINT * (10000 + coalesce(l.top_up_bp, 0)) * l.mff_micro + 5000000000) // 10000000000)::BIGINT AS day_case_pence
  FROM line AS l
  JOIN list_price AS p ON p.tariff_year = l.tariff_year AND p.shelf = 'day-case' AND p.code = l.hrg
  WHERE l.pod = 'EL' AND l.price_basis = 'elective' AND l.end_date - l.start_date <= {{most_nights}}
    AND l.billed_pence > 0 AND coalesce(l.units, 1) = 1
    AND NOT coalesce(l.patient_classification = '2' AND l.start_date = l.end_date, false)
    AND (split_part(l.procedures, '|', 1) IN ({{procedures}}) OR left(l.procedures, 3) IN ({{procedures}}))
)
SELECT s.key, s.billed_pence - s.day_case_pence AS value_pence, NULL::BIGINT AS other_key,
  format('A day case costs £{:d}.{:02d}.', s.day_case_pence // 100, s.day_case_pence % 100) AS detail
FROM stay AS s
WHERE s.billed_pence > s.day_case_pence
