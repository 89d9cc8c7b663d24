-- grain    one line that counts, of whole months
-- inputs   {{lines}}, a FROM item with the columns of lines in the lake; {{join_prices}}, their prices; known_pod and received
-- outputs  the line with its price, its key and what its point of delivery says of it
-- why      Rules see a month and the months around it with the same eyes. The price list's own reading of a point of delivery holds here too.
SELECT
  l.*,
  {{price_columns}},
  l.import_no::BIGINT * 4294967296 + l.line_no AS key,
  coalesce(p.family, 'other') AS family,
  CASE WHEN p.visit IS NOT NULL THEN p.visit = 'first' ELSE coalesce(l.first_attendance IN ({{first_attendances}}), false) END AS is_first,
  coalesce(p.family IN ('attendance', 'procedure', 'outpatient-other'), false) AS is_outpatient,
  p.dated_by,
  r.received_at
FROM {{lines}} AS l
LEFT JOIN known_pod AS p ON p.pod = l.pod
LEFT JOIN received AS r ON r.import_no = l.import_no
{{join_prices}}
