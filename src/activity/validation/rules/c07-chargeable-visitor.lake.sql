-- grain    one line
-- inputs   overseas_status, billed_to, billed_pence; {{chargeable}}, {{visitor_commissioners}}
-- outputs  what was billed
-- why      Whoever is liable for the charge is charged by the hospital, and the commissioner is not. The same holds where the hospital itself
--          names the commissioner code of visitors who pay.
CASE WHEN l.billed_pence > 0
  AND (coalesce(l.overseas_status IN ({{chargeable}}), false) OR coalesce(l.billed_to IN ({{visitor_commissioners}}), false))
THEN l.billed_pence END
