-- grain    one row for each file of lines, provider, practice, point of delivery and snapshot
-- inputs   {{prices}}, priced lines with what they carry: their file, provider, practice, point of delivery, snapshot and billed pence;
--          {{files}}, the files with their data set
-- outputs  counts and sums, all whole numbers; difference = billed less price, over the lines that have both
-- why      Statements add these up instead of the lines. Sums are cast to BIGINT: a HUGEINT would be written to Parquet as floating point.
WITH sums AS (
  SELECT
    p.lake_file_id,
    p.import_no,
    p.provider,
    p.practice,
    p.pod,
    p.snapshot,
    count(*)::BIGINT AS lines,
    coalesce(sum(p.billed_pence), 0)::BIGINT AS billed_pence,
    count(p.price_pence)::BIGINT AS priced_lines,
    coalesce(sum(p.price_pence), 0)::BIGINT AS price_pence,
    coalesce(sum(p.billed_pence - p.price_pence), 0)::BIGINT AS difference_pence,
    (count(*) - count(p.price_pence))::BIGINT AS unpriced_lines,
    coalesce(sum(CASE WHEN p.price_pence IS NULL THEN p.billed_pence END), 0)::BIGINT AS unpriced_billed_pence
  FROM {{prices}} AS p
  GROUP BY p.lake_file_id, p.import_no, p.provider, p.practice, p.pod, p.snapshot
)
SELECT s.*, f.dataset
FROM sums AS s
JOIN {{files}} AS f ON f.lake_file_id = s.lake_file_id
ORDER BY s.lake_file_id, s.import_no, s.provider, s.practice, s.pod, s.snapshot
