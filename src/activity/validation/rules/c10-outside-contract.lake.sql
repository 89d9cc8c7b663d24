-- grain    one line
-- inputs   contract_reference, contract_mechanism, family, admission_method, billed_pence; {{paid_otherwise}}, {{unplanned}}
-- outputs  what was billed
-- why      Planned care that no contract covers was not ordered; a low-volume provider has been paid its year already. Emergencies and births
--          are paid wherever they happen.
CASE WHEN l.billed_pence > 0 AND l.family <> 'pass-through'
  AND (coalesce(l.contract_mechanism IN ({{paid_otherwise}}), false)
    OR (l.contract_reference IS NULL AND l.family <> 'emergency' AND NOT coalesce(l.admission_method IN ({{unplanned}}), false)))
THEN l.billed_pence END
