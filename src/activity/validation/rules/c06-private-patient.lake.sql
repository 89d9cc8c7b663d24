-- grain    one line
-- inputs   admin_category, billed_pence; {{private}}, codes of ADMINISTRATIVE CATEGORY CODE
-- outputs  what was billed
-- why      Private patients pay for themselves.
CASE WHEN l.admin_category IN ({{private}}) AND l.billed_pence > 0 THEN l.billed_pence END
