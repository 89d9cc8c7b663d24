-- grain    one line
-- inputs   price_basis, units, unit_price, base_pence, top_up_bp, mff_micro, billed_pence, price_pence
-- outputs  billed less our price
-- why      Our price is units times our price of a day, so the product of the line's own numbers is held against it: a penny a day apart.
CASE WHEN l.price_basis = 'excess-bed-days' AND l.billed_pence > l.price_pence AND l.billed_pence > 0
  AND l.units > 0 AND l.units * l.unit_price * 100 - l.price_pence > l.units
THEN l.billed_pence - l.price_pence END
