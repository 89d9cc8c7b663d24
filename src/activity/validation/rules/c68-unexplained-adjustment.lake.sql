-- grain    one line
-- inputs   pod, local_pod, service_code, spell_id, attendance_id, hrg, billed_pence; {{adjustments}}, points of delivery that are adjustments
-- outputs  what was billed
-- why      Layouts differ in where they put a reference, so a reference anywhere will do.
CASE WHEN l.pod IN ({{adjustments}}) AND l.billed_pence > 0
  AND coalesce(l.local_pod, l.service_code, l.spell_id, l.attendance_id, l.hrg) IS NULL THEN l.billed_pence END
