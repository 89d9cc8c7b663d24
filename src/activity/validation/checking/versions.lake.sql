-- grain    replaced: a line of the version that the month's took the place of; earlier_line: a line of any version but the one that counts
-- inputs   {{replaced}} and {{earlier}}, FROM items with the columns of lines in the lake; received
-- outputs  tables replaced, earlier_line (when a line was first received)
-- why      What vanished or rose between flex and freeze is seen against the version before; what is late, against the first.
CREATE OR REPLACE TEMP TABLE replaced AS
SELECT l.provider, l.month, l.line_id, l.practice, l.pod, l.tfc, l.snapshot, l.billed_pence, r.received_at
FROM {{replaced}} AS l LEFT JOIN received AS r ON r.import_no = l.import_no;
CREATE OR REPLACE TEMP TABLE earlier_line AS
SELECT l.provider, l.line_id, min(r.received_at) AS received_at
FROM {{earlier}} AS l JOIN received AS r ON r.import_no = l.import_no
GROUP BY l.provider, l.line_id
