-- grain    one line
-- inputs   practice, practice_is_known, practice_is_ours, practice_closed_on, start_date, billed_pence; {{no_practice}}, codes that name none
-- outputs  what was billed
-- why      A practice that we know, open on the day and not a member then of the commissioner billed: somebody else's patient. Codes that name no
--          practice and practices that had closed say nothing of whose patient it is; they are C04.
CASE WHEN l.practice_is_known AND NOT l.practice_is_ours AND l.billed_pence > 0
  AND coalesce(l.practice_closed_on > l.start_date, true)
  AND NOT coalesce(l.practice IN ({{no_practice}}), false)
THEN l.billed_pence END
