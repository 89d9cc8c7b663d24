-- grain    one line
-- inputs   is_outpatient, first_attendance, billed_pence
-- outputs  what was billed
-- why      Code 5 is a message about waiting times and no visit.
CASE WHEN l.is_outpatient AND l.first_attendance = '5' AND l.billed_pence > 0 THEN l.billed_pence END
