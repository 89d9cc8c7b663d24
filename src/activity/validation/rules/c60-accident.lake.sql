-- grain    one line
-- inputs   diagnoses, billed_pence; {{accident_codes}}, how diagnoses of an accident begin
-- outputs  nothing owed, where there is one
-- why      A hint to ask: who recovers what stands in no bill.
CASE WHEN l.billed_pence > 0 AND l.diagnoses IS NOT NULL
  AND len(list_filter([{{accident_codes}}], lambda x: contains('|' || l.diagnoses, '|' || x))) > 0 THEN 0 END
