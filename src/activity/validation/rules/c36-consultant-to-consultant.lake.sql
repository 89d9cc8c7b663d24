-- grain    one line
-- inputs   is_outpatient, is_first, attended, referral_source, tfc, billed_pence; {{referred_by}}, {{exempt_specialties}}
-- outputs  what was billed
-- why      A line does not say whether it is about the same problem, so it is a question.
CASE WHEN l.is_outpatient AND l.is_first AND l.referral_source IN ({{referred_by}}) AND l.billed_pence > 0
  AND coalesce(l.attended, '5') IN ('5', '6') AND NOT coalesce(l.tfc IN ({{exempt_specialties}}), false) THEN l.billed_pence END
