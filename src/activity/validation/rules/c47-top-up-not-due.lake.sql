-- grain    one row for each stay of the month whose amount is its price with a rate of top-up that it is not due
-- inputs   line, top_up
-- outputs  key, value_pence (billed less our price), other_key, detail
-- why      The rate is on the price of the spell and not on the days beyond the trim point. What is one of the rates to the penny was topped up.
WITH above AS (
  SELECT l.key, l.tariff_year, l.billed_pence, l.price_pence, l.base_pence, coalesce(l.excess_days * l.per_day_pence, 0) AS days_pence,
    l.mff_micro, (coalesce(l.units, 1) * 1000)::BIGINT AS thousandths
  FROM line AS l
  WHERE l.price_basis IN ('day-case', 'elective', 'non-elective', 'short-stay') AND l.top_up_bp = 0
    AND l.billed_pence - l.price_pence > 1 AND l.billed_pence > 0
    AND NOT coalesce(abs(l.units * l.unit_price * 100 - l.price_pence) <= 1, false)
),
rate AS (
  SELECT DISTINCT t.tariff_year, t.top_up_bp FROM top_up AS t WHERE t.top_up_bp > 0
),
topped AS (
  SELECT a.key, any_value(a.billed_pence) AS billed_pence, any_value(a.price_pence) AS price_pence, min(t.top_up_bp) AS top_up_bp
  FROM above AS a
  JOIN rate AS t ON t.tariff_year = a.tariff_year
  WHERE abs(a.billed_pence - ((a.base_pence::HUGEINT * (10000 + t.top_up_bp) + a.days_pence::HUGEINT * 10000)
      * a.mff_micro * a.thousandths + 5000000000000) // 10000000000000) <= 1
  GROUP BY a.key
)
SELECT t.key, t.billed_pence - t.price_pence AS value_pence, NULL::BIGINT AS other_key,
  format('The amount is our price with a top-up of {:d}.{:02d} per cent.', (t.top_up_bp // 100)::BIGINT, (t.top_up_bp % 100)::BIGINT) AS detail
FROM topped AS t
