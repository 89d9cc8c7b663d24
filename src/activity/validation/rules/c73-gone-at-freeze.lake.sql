-- grain    one row for each provider, practice and point of delivery with lines that were shown first and are gone at the last
-- inputs   line, replaced
-- outputs  provider, practice, about (the practice and the point of delivery), value_pence (none), detail
-- why      A line that is gone cannot carry a finding, so what is gone is told of by sum; about names the practice, because a finding is one for each about. Only the flex received last before the freeze is compared.
WITH frozen AS (SELECT DISTINCT l.provider, l.month FROM line AS l WHERE l.snapshot = 'freeze'),
first_shown AS (
  SELECT r.provider, r.month, r.line_id, r.practice, r.pod, r.billed_pence
  FROM replaced AS r JOIN frozen AS f ON f.provider = r.provider AND f.month = r.month
  WHERE r.snapshot = 'flex'
  QUALIFY r.received_at = max(r.received_at) OVER (PARTITION BY r.provider, r.month)
)
SELECT s.provider, s.practice, concat_ws(' ', s.practice, s.pod) AS about, 0 AS value_pence,
  format('{} lines of {}£{:,}.{:02d} together', count(*), CASE WHEN sum(s.billed_pence) < 0 THEN '−' ELSE '' END,
    abs(coalesce(sum(s.billed_pence), 0)::BIGINT) // 100, abs(coalesce(sum(s.billed_pence), 0)::BIGINT) % 100) AS detail
FROM first_shown AS s
ANTI JOIN line AS l ON l.provider = s.provider AND l.month = s.month AND l.line_id = s.line_id
GROUP BY s.provider, s.practice, s.pod
