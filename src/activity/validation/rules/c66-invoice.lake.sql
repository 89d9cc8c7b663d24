-- grain    one row for each provider and point of delivery of which the invoice says another sum than the lines
-- inputs   line, control_total, checked; {{tolerance}}
-- outputs  provider, practice (none), about (the point of delivery), value_pence, detail
-- why      A provider says totals by point of delivery or one for all. Either side may be missing: lines without an invoice, an invoice without lines.
WITH invoice AS (
  SELECT c.provider, coalesce(c.pod, 'all lines') AS about, sum(c.billed_pence)::BIGINT AS pence
  FROM control_total AS c WHERE c.month = (SELECT k.month FROM checked AS k) GROUP BY ALL
),
says AS (SELECT i.provider, bool_or(i.about <> 'all lines') AS by_pod, bool_or(i.about = 'all lines') AS in_all FROM invoice AS i GROUP BY i.provider),
summed AS (
  SELECT l.provider, CASE WHEN grouping(l.pod) = 1 THEN 'all lines' ELSE coalesce(l.pod, 'none') END AS about, sum(l.billed_pence)::BIGINT AS pence, grouping(l.pod) = 1 AS is_all
  FROM line AS l GROUP BY GROUPING SETS ((l.provider), (l.provider, l.pod))
),
held AS (SELECT s.provider, s.about, s.pence FROM summed AS s JOIN says AS y ON y.provider = s.provider AND CASE WHEN s.is_all THEN y.in_all ELSE y.by_pod END),
both_sides AS (
  SELECT coalesce(i.provider, h.provider) AS provider, coalesce(i.about, h.about) AS about, coalesce(i.pence, 0) AS invoiced, coalesce(h.pence, 0) AS lines
  FROM invoice AS i FULL JOIN held AS h ON h.provider = i.provider AND h.about = i.about
)
SELECT b.provider, NULL::VARCHAR AS practice, b.about, greatest(b.invoiced - b.lines, 0) AS value_pence,
  format('the invoice says {}£{:,}.{:02d}, the lines {}£{:,}.{:02d}', CASE WHEN b.invoiced < 0 THEN '−' ELSE '' END, abs(b.invoiced) // 100, abs(b.invoiced) % 100,
    CASE WHEN b.lines < 0 THEN '−' ELSE '' END, abs(b.lines) // 100, abs(b.lines) % 100) AS detail
FROM both_sides AS b
WHERE abs(b.invoiced - b.lines) > {{tolerance}}
