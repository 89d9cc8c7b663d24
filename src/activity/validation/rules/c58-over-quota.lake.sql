-- grain    one row for each line of a cycle beyond the quota, or of cosmetic surgery that no panel approved
-- inputs   line, around, prior_approval; {{cycles}}, {{cycle_procedures}}, {{cosmetic_procedures}}, {{called_for}}
-- around   o.patient IN (SELECT a.patient FROM asked AS a WHERE a.pod = 'IVF'
--            OR regexp_matches('|' || replace(a.procedures, '.', ''), '[|](' || nullif(array_to_string([{{cycle_procedures}}], '|'), '') || ')'))
-- outputs  key, value_pence, other_key (the first line of the cycle before), detail
-- why      A cycle is a day with a line of in vitro fertilisation, or with the transfer of an embryo. Days are counted over the
--          twelve months that lines are seen for, of those treated this month.
--          The beginnings of codes become one pattern, compiled once: a test of each in turn took four times as long.
WITH asked AS (
  SELECT DISTINCT l.patient FROM line AS l
  WHERE l.patient IS NOT NULL AND coalesce(l.patient_status, '') <> 'invalid' AND (l.pod = 'IVF' OR regexp_matches('|' || replace(l.procedures, '.', ''), '[|](' || nullif(array_to_string([{{cycle_procedures}}], '|'), '') || ')'))
),
treated AS (
  SELECT a.key, a.patient, a.start_date FROM around AS a
  WHERE a.patient IN (SELECT k.patient FROM asked AS k) AND (a.pod = 'IVF' OR regexp_matches('|' || replace(a.procedures, '.', ''), '[|](' || nullif(array_to_string([{{cycle_procedures}}], '|'), '') || ')'))
),
cycle AS (SELECT t.patient, t.start_date, min(t.key) AS key FROM treated AS t GROUP BY t.patient, t.start_date),
numbered AS (
  SELECT c.patient, c.start_date, count(*) OVER year_back AS cycles, lag(c.key) OVER (PARTITION BY c.patient ORDER BY c.start_date) AS other_key
  FROM cycle AS c
  WINDOW year_back AS (PARTITION BY c.patient ORDER BY c.start_date RANGE BETWEEN INTERVAL 364 DAYS PRECEDING AND CURRENT ROW)
),
over_quota AS (
  SELECT t.key, n.other_key, format('It is cycle {} of fertility treatment within a year.', n.cycles) AS detail
  FROM treated AS t JOIN numbered AS n ON n.patient = t.patient AND n.start_date = t.start_date
  WHERE n.cycles > {{cycles}}
),
cosmetic AS (
  SELECT l.key, NULL::BIGINT AS other_key, 'It holds cosmetic surgery that no panel approved for this patient.' AS detail
  FROM line AS l
  WHERE regexp_matches('|' || replace(l.procedures, '.', ''), '[|](' || nullif(array_to_string([{{cosmetic_procedures}}], '|'), '') || ')')
    AND NOT coalesce(regexp_matches('|' || replace(l.diagnoses, '.', ''), '[|](' || nullif(array_to_string([{{called_for}}], '|'), '') || ')'), false)
),
both_kinds AS (SELECT q.*, 1 AS turn FROM over_quota AS q UNION ALL SELECT c.*, 2 AS turn FROM cosmetic AS c)
SELECT l.key, l.billed_pence AS value_pence, k.other_key, k.detail
FROM both_kinds AS k
JOIN line AS l ON l.key = k.key
WHERE l.billed_pence > 0 AND NOT EXISTS (
  SELECT 1 FROM prior_approval AS a
  WHERE a.patient = l.patient AND a.valid_from <= l.start_date AND l.start_date < coalesce(a.valid_to, DATE '9999-12-31')
    AND contains('|' || replace(l.procedures, '.', ''), '|' || replace(a.procedure, '.', '')))
QUALIFY row_number() OVER (PARTITION BY l.key ORDER BY k.turn) = 1
