-- grain    one line
-- inputs   attended, family, billed_pence; {{not_attended}}, codes that mean nobody was seen
-- outputs  what was billed
-- why      Whoever was not seen cost nothing that a tariff pays for.
CASE WHEN l.is_outpatient AND l.attended IN ({{not_attended}}) AND l.billed_pence > 0 THEN l.billed_pence END
