-- grain    one row for each import, provider, practice, point of delivery, snapshot and data set
-- inputs   {{lines}}, the lines that were priced; {{prices}}, their prices
-- outputs  counts and sums, all whole numbers; difference = billed less price, over the lines that have both
-- why      Statements add these up instead of the lines. Sums are cast to BIGINT: a HUGEINT would be written to Parquet as floating point.
SELECT
  l.import_no,
  l.provider,
  l.practice,
  l.pod,
  l.snapshot,
  l.dataset,
  count(*)::BIGINT AS lines,
  coalesce(sum(l.billed_pence), 0)::BIGINT AS billed_pence,
  count(p.price_pence)::BIGINT AS priced_lines,
  coalesce(sum(p.price_pence), 0)::BIGINT AS price_pence,
  coalesce(sum(l.billed_pence - p.price_pence), 0)::BIGINT AS difference_pence,
  (count(*) - count(p.price_pence))::BIGINT AS unpriced_lines,
  coalesce(sum(CASE WHEN p.price_pence IS NULL THEN l.billed_pence END), 0)::BIGINT AS unpriced_billed_pence
FROM {{lines}} AS l
JOIN {{prices}} AS p ON p.import_no = l.import_no AND p.line_no = l.line_no
GROUP BY l.import_no, l.provider, l.practice, l.pod, l.snapshot, l.dataset
ORDER BY l.import_no, l.provider, l.practice, l.pod, l.snapshot, l.dataset
