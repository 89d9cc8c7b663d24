-- grain    one line
-- inputs   end_date, start_date, month_begins, family, billed_pence; {{periods}}
-- outputs  what was billed
-- why      Months are counted apart from their days. Beyond the periods a line is late, which is another rule.
CASE WHEN l.billed_pence > 0 AND l.family IN ('admitted', 'excess-bed-days', 'attendance', 'procedure', 'outpatient-other', 'emergency') AND (
  date_diff('month', CASE WHEN l.family IN ('admitted', 'excess-bed-days') THEN l.end_date ELSE l.start_date END, l.month_begins) BETWEEN 1 AND {{periods}}
  OR date_diff('month', CASE WHEN l.family IN ('admitted', 'excess-bed-days') THEN l.end_date ELSE l.start_date END, l.month_begins) < 0) THEN l.billed_pence END
