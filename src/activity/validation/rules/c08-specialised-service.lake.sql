-- grain    one line
-- inputs   service_code, practice_is_ours, billed_to, billed_pence; {{prefixes}}, {{national}}
-- outputs  what was billed
-- why      A service code of the prescribed list says that it is commissioned nationally, and the line was sent to the commissioner of the
--          patient's practice: where the practice is a member of the commissioner billed, that is a local one.
CASE WHEN l.billed_pence > 0 AND l.practice_is_ours AND left(l.service_code, 5) IN ({{prefixes}})
  AND NOT coalesce(l.billed_to IN ({{national}}), false)
THEN l.billed_pence END
