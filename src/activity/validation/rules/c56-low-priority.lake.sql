-- grain    one row for each line with a procedure of low priority and no approval
-- inputs   line, low_priority, prior_approval
-- outputs  key, value_pence, other_key (none), detail (the policy)
-- why      A pattern that differs from row to row would be compiled for each. So each policy searches one long text, a line of it for every
--          combination of codes there is, and what it finds is joined back by equality. Only what is left is held to the rest of the case.
WITH coded AS (
  SELECT l.key, l.patient, l.billed_to, l.start_date, l.sex, l.age, l.billed_pence, replace(l.procedures, '.', '') AS procedures,
    coalesce(replace(l.diagnoses, '.', ''), '') AS diagnoses,
    l.family = 'admitted' AND coalesce(l.admission_method IN ('11', '12', '13'), l.pod IN ('DC', 'EL')) AS is_elective
  FROM line AS l
  WHERE l.billed_pence > 0 AND l.procedures IS NOT NULL AND NOT coalesce(regexp_matches(replace(l.diagnoses, '.', ''), '(^|[|])(C|D0|D3[789]|D4[0-8])'), false)
),
held AS (SELECT row_number() OVER () AS case_no, p.* FROM low_priority AS p),
every AS (SELECT string_agg(DISTINCT c.procedures, chr(10)) AS codes FROM coded AS c),
found AS (
  SELECT h.case_no, unnest(regexp_extract_all(e.codes, '(?m)^(?:[^\n]*[|])?(?:' || h.procedures || ')[^\n]*$')) AS procedures
  FROM held AS h CROSS JOIN every AS e
),
meant AS (
  SELECT c.key, c.patient, c.start_date, c.procedures, c.diagnoses, c.billed_pence, h.title, h.needs_approval, h.also_procedures, h.diagnoses AS diagnosis,
    h.also_diagnoses, h.not_diagnoses
  FROM found AS f
  JOIN held AS h ON h.case_no = f.case_no
  JOIN coded AS c ON c.procedures = f.procedures
  WHERE coalesce(h.commissioner, c.billed_to) = c.billed_to
    AND h.valid_from <= c.start_date AND c.start_date < coalesce(h.valid_to, DATE '9999-12-31')
    AND (c.is_elective OR NOT h.elective_only) AND (h.sex IS NULL OR h.sex = c.sex)
    AND (h.minimum_age IS NULL OR c.age >= h.minimum_age) AND (h.maximum_age IS NULL OR c.age <= h.maximum_age)
),
fitting AS (
  SELECT m.key, m.patient, m.start_date, m.procedures, m.billed_pence, m.title, m.needs_approval
  FROM meant AS m
  WHERE (m.diagnosis IS NULL OR regexp_matches(m.diagnoses, '(^|[|])(' || m.diagnosis || ')'))
    AND (m.not_diagnoses IS NULL OR NOT regexp_matches(m.diagnoses, '(^|[|])(' || m.not_diagnoses || ')'))
    AND len(list_filter(string_split(coalesce(m.also_procedures, ''), ' '), lambda x: NOT regexp_matches(m.procedures, '(^|[|])(' || x || ')'))) = 0
    AND len(list_filter(string_split(coalesce(m.also_diagnoses, ''), ' '), lambda x: NOT regexp_matches(m.diagnoses, '(^|[|])(' || x || ')'))) = 0
)
SELECT f.key, any_value(f.billed_pence) AS value_pence, NULL::BIGINT AS other_key, min(f.title) AS detail
FROM fitting AS f
LEFT JOIN prior_approval AS a ON a.patient = CASE WHEN f.needs_approval THEN f.patient END
  AND contains('|' || f.procedures, '|' || replace(a.procedure, '.', '')) AND a.valid_from <= f.start_date AND f.start_date < coalesce(a.valid_to, DATE '9999-12-31')
WHERE a.patient IS NULL
GROUP BY f.key
