-- grain    one line
-- inputs   practice, practice_is_known, practice_closed_on, start_date, pod, billed_pence; {{no_practice}}, {{sums}}, {{closed_months}}
-- outputs  what was billed
-- why      Until the practice is traced nobody can say that the patient is ours. A practice that closed keeps its patients' lines for a while,
--          because hospitals are told late.
CASE WHEN l.billed_pence > 0 AND NOT coalesce(l.pod IN ({{sums}}), false)
  AND (coalesce(l.practice IN ({{no_practice}}), false) OR NOT coalesce(l.practice_is_known, false)
    OR coalesce(l.practice_closed_on + INTERVAL {{closed_months}} MONTH < l.start_date, false))
THEN l.billed_pence END
