-- grain    one row for each line of the month whose amount is its price at another provider's factor
-- inputs   line, provider_around, market_forces_factor
-- outputs  key, value_pence (billed less our price), other_key, detail
-- why      Both amounts are rounded to the penny, so billed × own factor and price × other factor may differ by half a penny of each
--          factor and no more. Only factors of providers that bill us are tried: a national list names hundreds, which stand so close
--          that one of them would meet any amount of some pounds by chance (of 400, one finding in four was such).
WITH above AS (
  SELECT l.key, l.tariff_year, l.billed_pence, l.price_pence, l.mff_micro
  FROM line AS l
  WHERE l.price_basis IN ('day-case', 'elective', 'non-elective', 'short-stay', 'outpatient-attendance', 'outpatient-procedure',
      'outpatient-procedure-as-attendance', 'emergency-attendance', 'excess-bed-days')
    AND l.billed_pence - l.price_pence > 1 AND l.billed_pence > 0 AND l.price_pence > 0
    AND NOT coalesce(abs(l.units * l.unit_price * 100 - l.price_pence) <= 1, false)
),
known AS (
  SELECT f.tariff_year, f.mff_micro, min(f.provider) AS provider
  FROM market_forces_factor AS f
  WHERE f.provider IN (SELECT a.provider FROM provider_around AS a)
  GROUP BY f.tariff_year, f.mff_micro
),
used AS (
  SELECT a.key, any_value(a.billed_pence) AS billed_pence, any_value(a.price_pence) AS price_pence,
    min(f.provider) AS provider, arg_min(f.mff_micro, f.provider) AS mff_micro
  FROM above AS a
  JOIN known AS f ON f.tariff_year = a.tariff_year
  WHERE f.mff_micro > a.mff_micro
    AND abs(a.billed_pence::HUGEINT * a.mff_micro - a.price_pence::HUGEINT * f.mff_micro) * 100 <= (f.mff_micro + a.mff_micro)::HUGEINT * 51
  GROUP BY a.key
)
SELECT u.key, u.billed_pence - u.price_pence AS value_pence, NULL::BIGINT AS other_key,
  format('The amount is our price at the factor {:d}.{:06d} of provider {}.',
    (u.mff_micro // 1000000)::BIGINT, (u.mff_micro % 1000000)::BIGINT, u.provider) AS detail
FROM used AS u
