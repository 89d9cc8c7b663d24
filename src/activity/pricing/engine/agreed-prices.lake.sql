-- grain    one row for each line for which a local price is agreed, whether it is needed or not
-- inputs   {{lines}}; book_local and book_pod of the price book
-- outputs  table agreed_prices (import_no, line_no, pence, apply_mff)
-- why      A price may be agreed for the line's HRG, specialty, service or local point of delivery, in that order, and for one point
--          of delivery before all. Found apart from the streaming pass: inner joins with a short list touch few lines, and none at
--          all where nothing is agreed; as eight left joins they cost the pass a third of its time.
CREATE OR REPLACE TEMP TABLE agreed_prices AS
WITH met AS (
  SELECT l.import_no, l.line_no, l.pod, l.start_date, l.end_date, b.pod AS for_pod, b.valid_from, b.valid_to, b.pence, b.apply_mff, 1 AS turn
  FROM {{lines}} AS l JOIN book_local AS b ON b.provider = l.provider AND b.service = l.hrg
  UNION ALL
  SELECT l.import_no, l.line_no, l.pod, l.start_date, l.end_date, b.pod AS for_pod, b.valid_from, b.valid_to, b.pence, b.apply_mff, 2 AS turn
  FROM {{lines}} AS l JOIN book_local AS b ON b.provider = l.provider AND b.service = l.tfc
  UNION ALL
  SELECT l.import_no, l.line_no, l.pod, l.start_date, l.end_date, b.pod AS for_pod, b.valid_from, b.valid_to, b.pence, b.apply_mff, 3 AS turn
  FROM {{lines}} AS l JOIN book_local AS b ON b.provider = l.provider AND b.service = l.service_code
  UNION ALL
  SELECT l.import_no, l.line_no, l.pod, l.start_date, l.end_date, b.pod AS for_pod, b.valid_from, b.valid_to, b.pence, b.apply_mff, 4 AS turn
  FROM {{lines}} AS l JOIN book_local AS b ON b.provider = l.provider AND b.service = l.local_pod
),
holding AS (
  SELECT m.import_no, m.line_no, m.pence, m.apply_mff, m.turn * 2 + CASE WHEN m.for_pod = '*' THEN 1 ELSE 0 END AS turn
  FROM met AS m
  LEFT JOIN book_pod AS p ON p.pod = m.pod
  WHERE m.for_pod IN (m.pod, '*')
    AND m.valid_from <= CASE p.dated_by WHEN 'end' THEN m.end_date WHEN 'last' THEN coalesce(m.end_date, m.start_date) ELSE m.start_date END
    AND CASE p.dated_by WHEN 'end' THEN m.end_date WHEN 'last' THEN coalesce(m.end_date, m.start_date) ELSE m.start_date END < m.valid_to
)
SELECT h.import_no, h.line_no, min_by(h.pence, h.turn) AS pence, min_by(h.apply_mff, h.turn) AS apply_mff
FROM holding AS h
GROUP BY h.import_no, h.line_no;
