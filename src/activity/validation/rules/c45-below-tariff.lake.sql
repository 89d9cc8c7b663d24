-- grain    one line
-- inputs   price_basis, billed_pence, price_pence, line_tolerance_pence; {{tolerance_pence}}, where the contract names none
-- outputs  billed less our price: below nothing
-- why      For the view of the whole, net. Information is never held back, so it takes nothing from anybody.
CASE WHEN l.billed_pence > 0 AND l.price_pence - l.billed_pence > coalesce(l.line_tolerance_pence, {{tolerance_pence}})
  AND l.price_basis IN ('day-case', 'elective', 'non-elective', 'short-stay', 'outpatient-attendance', 'outpatient-procedure',
      'outpatient-procedure-as-attendance', 'emergency-attendance', 'excess-bed-days', 'local-price')
THEN l.billed_pence - l.price_pence END
