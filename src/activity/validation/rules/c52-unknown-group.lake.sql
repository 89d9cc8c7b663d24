-- grain    one line
-- inputs   hrg, hrg_is_known, family, tariff_year, price_basis, billed_pence
-- outputs  what was billed
-- why      Only of a year whose list is loaded can it be said that it does not know a group. U groups are C51.
CASE WHEN l.billed_pence > 0 AND NOT l.hrg_is_known AND l.hrg[1] <> 'U' AND l.family IN ('admitted', 'excess-bed-days', 'procedure', 'emergency')
  AND l.tariff_year IS NOT NULL AND l.price_basis <> 'local-price' THEN l.billed_pence END
