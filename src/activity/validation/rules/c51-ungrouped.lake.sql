-- grain    one line
-- inputs   hrg, family, price_basis, billed_pence; {{ungrouped_chapters}}, first letters of groups that are none
-- outputs  what was billed
-- why      A record that could not be grouped has no price. Whether a group may be missing is for our pricing to say: it found that one was needed.
CASE WHEN l.billed_pence > 0 AND (l.hrg[1] IN ({{ungrouped_chapters}})
  OR (l.hrg IS NULL AND l.family IN ('admitted', 'emergency') AND l.price_basis = 'no-hrg')) THEN l.billed_pence END
