-- grain    one line
-- inputs   start_date, end_date, received_at, age, family, billed_pence
-- outputs  what was billed
-- why      Nobody can bill for a day after the file was received, whatever calendar there is.
CASE WHEN l.billed_pence > 0 AND (l.end_date < l.start_date OR greatest(l.start_date, l.end_date) > l.received_at::DATE OR l.age < 0
  OR (l.start_date IS NULL AND l.family IN ('admitted', 'attendance', 'procedure', 'outpatient-other', 'emergency'))) THEN l.billed_pence END
