-- grain    one row for each stay of the month, or line of excess days, that charges days below the trim point
-- inputs   line
-- outputs  key, value_pence (the days too many, at our price of a day or their part of what was billed), other_key (the stay), detail
-- why      A stay states its days and charges them, or they stand on a line of their own, met with its stay by the number of the spell. Days
--          of critical care and the like are taken off already (los_days).
WITH stated AS (
  SELECT l.key, l.excess_bed_days - coalesce(l.excess_days, 0) AS days, l.excess_bed_days::DECIMAL(13, 3) AS charged,
    coalesce(l.excess_days, 0) AS allowed, l.los_days, l.trim_days,
    least(l.billed_pence - l.price_pence,
      ((l.excess_bed_days - coalesce(l.excess_days, 0)) * l.per_day_pence * l.mff_micro + 500000) // 1000000) AS value_pence,
    NULL::BIGINT AS other_key
  FROM line AS l
  WHERE l.price_basis IN ('day-case', 'elective', 'non-elective', 'short-stay') AND l.excess_bed_days > coalesce(l.excess_days, 0)
    AND l.billed_pence > l.price_pence AND l.billed_pence > 0
    -- Where the units make our price, it is the product that is wrong (C50).
    AND NOT coalesce(abs(l.units * l.unit_price * 100 - l.price_pence) <= 1, false)
),
stay AS (
  SELECT l.provider, l.spell_id, min(l.key) AS key, max(greatest(0, l.los_days - l.trim_days)) AS allowed,
    max(l.los_days) AS los_days, max(l.trim_days) AS trim_days
  FROM line AS l
  WHERE l.family = 'admitted' AND l.spell_id IS NOT NULL AND l.trim_days IS NOT NULL
  GROUP BY l.provider, l.spell_id
),
apart AS (
  SELECT l.key, l.units - s.allowed AS days, l.units AS charged, s.allowed, s.los_days, s.trim_days,
    l.billed_pence - (l.billed_pence * s.allowed * 1000) // (l.units * 1000)::BIGINT AS value_pence, s.key AS other_key
  FROM line AS l
  JOIN stay AS s ON s.provider = l.provider AND s.spell_id = l.spell_id
  WHERE l.family = 'excess-bed-days' AND l.units > s.allowed AND l.billed_pence > 0
),
every AS (
  FROM stated UNION ALL BY NAME FROM apart
)
SELECT e.key, e.value_pence, e.other_key,
  format('{:d} days were charged beyond the trim point. The stay counted {:d} days and its trim point is {:d}, so {:d} are paid.',
    e.charged::BIGINT, e.los_days::BIGINT, e.trim_days::BIGINT, e.allowed::BIGINT) AS detail
FROM every AS e
WHERE e.value_pence > 0
