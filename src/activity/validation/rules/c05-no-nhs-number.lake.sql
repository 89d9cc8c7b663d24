-- grain    one row for each line of care without an NHS number that can be right
-- inputs   line; {{confidential}}, specialties whose patients need not be named; {{births}}, codes of ADMISSION METHOD
-- outputs  key, value_pence, other_key (none), detail
-- why      Without the number the practice cannot look the patient up. A file that names nobody at all was made without people, which is
--          seen when it is imported and is not said of each line again.
SELECT l.key, l.billed_pence AS value_pence, NULL::BIGINT AS other_key, l.patient_status AS detail
FROM line AS l
JOIN (SELECT DISTINCT n.import_no FROM line AS n WHERE n.patient_status <> 'missing') AS names_people ON names_people.import_no = l.import_no
WHERE l.patient_status IN ('missing', 'invalid') AND l.billed_pence > 0
  AND l.family IN ('admitted', 'attendance', 'procedure', 'emergency', 'outpatient-other')
  AND NOT coalesce(l.tfc IN ({{confidential}}), false)
  AND NOT (coalesce(l.age, 99) = 0 AND coalesce(l.admission_method IN ({{births}}), false))
