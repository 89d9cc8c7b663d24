-- grain    one row for each line of the last snapshot that is dearer than in the first
-- inputs   line, replaced; {{least_rise}}
-- outputs  key, value_pence, other_key (none: what it is compared with no longer counts), detail (what was billed first)
-- why      A line keeps its name over the versions of its month. The version that the freeze took the place of is the flex last received.
SELECT l.key, least(l.billed_pence - r.billed_pence, l.billed_pence) AS value_pence, NULL::BIGINT AS other_key,
  format('{}£{:,}.{:02d}', CASE WHEN r.billed_pence < 0 THEN '−' ELSE '' END, abs(r.billed_pence) // 100, abs(r.billed_pence) % 100) AS detail
FROM line AS l
JOIN (
  SELECT p.provider, p.month, p.line_id, arg_max(p.billed_pence, p.received_at) AS billed_pence
  FROM replaced AS p WHERE p.snapshot = 'flex' AND p.billed_pence IS NOT NULL GROUP BY p.provider, p.month, p.line_id
) AS r ON r.provider = l.provider AND r.month = l.month AND r.line_id = l.line_id
WHERE l.snapshot = 'freeze' AND l.billed_pence > 0 AND l.billed_pence - r.billed_pence >= {{least_rise}} AND l.billed_pence > r.billed_pence
