-- grain    one row for each provider, specialty, practice and month
-- inputs   {{lines}}, a FROM item of the lines of the months that are checked and of the year so far before them, of whomever
-- outputs  table attendance_count: attendances that took place and were billed, first ones and others, and what the others cost
-- why      A ratio of the year so far is asked of each month anew. Counted once for all months together: for each month by itself the lines of
--          fifteen months were read again, which was a fifteenth of the whole check.
CREATE OR REPLACE TEMP TABLE attendance_count AS
SELECT a.provider, a.tfc, coalesce(a.practice, '') AS practice, a.month,
  count(*) FILTER (a.is_first) AS firsts, count(*) FILTER (NOT a.is_first) AS follow_ups,
  coalesce(sum(a.billed_pence) FILTER (NOT a.is_first), 0)::BIGINT AS pence
FROM {{lines}} AS a
WHERE a.family = 'attendance' AND a.billed_pence > 0
  AND coalesce(a.attended, '5') IN ('5', '6') AND coalesce(a.first_attendance, '1') <> '5'
GROUP BY a.provider, a.tfc, coalesce(a.practice, ''), a.month
