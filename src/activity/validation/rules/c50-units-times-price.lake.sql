-- grain    one line
-- inputs   units, unit_price (pounds), billed_pence
-- outputs  billed less the product, in whole pence
-- why      Decimal numbers throughout, rounded once. More than a penny, and more than half a penny for each unit beyond the first.
CASE WHEN l.units > 0 AND l.billed_pence > 0 AND (l.billed_pence - l.units * l.unit_price * 100) * 2 > 1 + greatest(l.units, 1)
THEN l.billed_pence - round(l.units * l.unit_price * 100)::BIGINT END
