-- grain    one row for each line of the month billed above the price list that no more exact rule explains
-- inputs   line, provider_around, list_price, market_forces_factor, top_up; {{tolerance_pence}}, where the contract names none
-- outputs  key, value_pence (billed less our price), other_key, detail
-- why      The tests of C41, C42, C43, C46, C47 and C50 are repeated here, over the few lines above their price, so that one difference is
--          found once and under its cause.
WITH above AS (
  SELECT l.key, l.hrg, l.tariff_year, l.price_basis, l.billed_pence, l.price_pence, l.mff_micro, l.top_up_bp,
    l.base_pence, l.excess_days, l.per_day_pence,
    (coalesce(l.units, 1) * 1000)::BIGINT AS thousandths
  FROM line AS l
  WHERE l.price_basis IN ('day-case', 'elective', 'non-elective', 'short-stay', 'outpatient-attendance', 'outpatient-procedure',
      'outpatient-procedure-as-attendance', 'emergency-attendance', 'excess-bed-days')
    AND l.billed_pence - l.price_pence > coalesce(l.line_tolerance_pence, {{tolerance_pence}}) AND l.billed_pence > 0
    AND NOT coalesce(abs(l.units * l.unit_price * 100 - l.price_pence) <= 1, false)
    AND NOT coalesce(l.excess_bed_days > coalesce(l.excess_days, 0)
      AND ((l.excess_bed_days - coalesce(l.excess_days, 0)) * l.per_day_pence * l.mff_micro + 500000) // 1000000
        >= l.billed_pence - l.price_pence, false)
    AND NOT coalesce(l.price_basis = 'excess-bed-days' AND l.units > 0 AND l.units * l.unit_price * 100 - l.price_pence > l.units, false)
),
known AS (
  SELECT DISTINCT f.tariff_year, f.mff_micro FROM market_forces_factor AS f WHERE f.provider IN (SELECT r.provider FROM provider_around AS r)
),
rate AS (
  SELECT DISTINCT t.tariff_year, t.top_up_bp FROM top_up AS t WHERE t.top_up_bp > 0
)
SELECT a.key, a.billed_pence - a.price_pence AS value_pence, NULL::BIGINT AS other_key, NULL::VARCHAR AS detail
FROM above AS a
LEFT JOIN list_price AS p ON p.tariff_year = a.tariff_year AND p.shelf = 'non-elective'
  AND p.code = CASE WHEN a.price_basis = 'short-stay' THEN a.hrg END
WHERE NOT coalesce(
    abs(a.billed_pence - (p.pence::HUGEINT * (10000 + a.top_up_bp) * a.mff_micro * a.thousandths + 5000000000000) // 10000000000000) <= 1
    OR a.billed_pence = ((p.pence::HUGEINT * (10000 + a.top_up_bp) * a.mff_micro * a.thousandths + 5000000000000)
      // 10000000000000 + 50) // 100 * 100, false)
  AND NOT EXISTS (
    SELECT 1 FROM known AS f
    WHERE f.tariff_year = a.tariff_year AND f.mff_micro > a.mff_micro
      AND abs(a.billed_pence::HUGEINT * a.mff_micro - a.price_pence::HUGEINT * f.mff_micro) * 100 <= (f.mff_micro + a.mff_micro)::HUGEINT * 51)
  AND NOT EXISTS (
    SELECT 1 FROM rate AS t
    WHERE t.tariff_year = a.tariff_year AND a.top_up_bp = 0
      AND a.price_basis IN ('day-case', 'elective', 'non-elective', 'short-stay')
      AND abs(a.billed_pence - ((a.base_pence::HUGEINT * (10000 + t.top_up_bp) + coalesce(a.excess_days * a.per_day_pence, 0)::HUGEINT * 10000)
        * a.mff_micro * a.thousandths + 5000000000000) // 10000000000000) <= 1)
