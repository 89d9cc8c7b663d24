-- grain    a provider, month and point of delivery
-- inputs   {{totals}}, a FROM item of the rows of totals that count, or of none
-- outputs  table control_total
-- why      What an invoice says is only ever compared with the lines, never added to them.
CREATE OR REPLACE TEMP TABLE control_total AS
SELECT t.provider, t.month, t.pod, sum(t.billed_pence)::BIGINT AS billed_pence FROM {{totals}} AS t GROUP BY t.provider, t.month, t.pod
