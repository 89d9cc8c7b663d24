-- grain    one line
-- inputs   family, attendance_category, billed_pence; {{planned}}, codes of a planned return; {{agreed_pence}}, what is paid for one
-- outputs  what was billed beyond what is agreed
-- why      A return that the department itself arranged belongs in a clinic, at the price of one or at none.
CASE WHEN l.family = 'emergency' AND l.attendance_category IN ({{planned}}) AND l.billed_pence > {{agreed_pence}}
THEN l.billed_pence - {{agreed_pence}} END
