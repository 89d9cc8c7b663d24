-- grain    one line
-- inputs   family, admission_method, hrg, national_tariff, billed_pence; {{births}}, {{well}}, groups of healthy babies
-- outputs  what was billed
-- why      The care of a healthy newborn is in the price of the mother's delivery; the tariff prices its group at nothing. The delivery itself is
--          not looked for: mother and baby are two patients, and nothing in a bill joins them.
CASE WHEN l.family = 'admitted' AND l.admission_method IN ({{births}}) AND l.hrg IN ({{well}}) AND coalesce(l.national_tariff, 'Y') <> 'N'
  AND l.billed_pence > 0
THEN l.billed_pence END
