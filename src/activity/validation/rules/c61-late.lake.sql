-- grain    one line
-- inputs   end_date, start_date, month_begins, family, freeze_closes_at, first_received_at, care_month_first_received_at, billed_pence; {{periods}}
-- outputs  what was billed
-- why      A product that is set up today receives last year's bills today. So the clock speaks only of lines of a month that had begun to arrive in time.
CASE WHEN l.billed_pence > 0 AND l.family IN ('admitted', 'excess-bed-days', 'attendance', 'procedure', 'outpatient-other', 'emergency') AND (
  date_diff('month', CASE WHEN l.family = 'admitted' THEN l.end_date ELSE coalesce(l.end_date, l.start_date) END, l.month_begins) > {{periods}}
  OR (l.care_month_first_received_at <= l.freeze_closes_at AND l.first_received_at > l.freeze_closes_at)) THEN l.billed_pence END
