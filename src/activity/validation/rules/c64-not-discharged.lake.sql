-- grain    one line
-- inputs   family, end_date, billed_pence
-- outputs  what was billed
-- why      Without its end a stay has neither a price list nor a length.
CASE WHEN l.family = 'admitted' AND l.end_date IS NULL AND l.billed_pence > 0 THEN l.billed_pence END
