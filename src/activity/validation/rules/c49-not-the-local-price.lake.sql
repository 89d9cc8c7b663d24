-- grain    one line
-- inputs   price_basis, billed_pence, price_pence, line_tolerance_pence, units, unit_price; {{tolerance_pence}}, where the contract names none
-- outputs  billed less the agreed price
-- why      The price is the agreed one of the day for the line's group, specialty, service or local point of delivery.
CASE WHEN l.price_basis = 'local-price' AND l.billed_pence > 0
  AND l.billed_pence - l.price_pence > coalesce(l.line_tolerance_pence, {{tolerance_pence}})
  AND NOT coalesce(abs(l.units * l.unit_price * 100 - l.price_pence) <= 1, false)
THEN l.billed_pence - l.price_pence END
