-- grain    one row for each line of one month at one snapshot
-- inputs   version_of_month, bill; variables month, snapshot (flex or freeze), has_both (whether the month has both snapshots), commissioner
-- outputs  view activity_file: the columns of activity.csv
-- why      The plain exchange format, as a provider would send it. Rows are ordered so that one seed makes the same bytes.
CREATE OR REPLACE VIEW activity_file AS
WITH seen AS (
  SELECT b.key, b.first_pence IS NOT NULL AND getvariable('snapshot') = 'flex' AS is_first_code,
    CASE WHEN getvariable('snapshot') = 'flex' THEN coalesce(b.first_pence, b.billed_pence) ELSE b.billed_pence END AS pence,
    CASE WHEN getvariable('snapshot') = 'flex' THEN coalesce(b.first_pence, b.unit_pence) ELSE b.unit_pence END AS unit_pence
  FROM bill AS b
  WHERE b.month = getvariable('month')
    AND CASE WHEN getvariable('snapshot') = 'flex' THEN b.seen <> 'last' WHEN getvariable('has_both') THEN b.seen <> 'first' ELSE true END
)
SELECT 'L' || lpad(v.key::VARCHAR, 10, '0') AS line_id, v.provider, v.provider || '01' AS site, getvariable('commissioner')::VARCHAR AS commissioner,
  v.practice, v.patient, v.birth_date, v.sex, v.pod, v.local_pod, v.spell_id, v.attendance_id, v.start_date, v.start_time, v.end_date,
  v.admission_method, v.admission_source, v.discharge_method, v.patient_classification, v.critical_care_days, v.hrg, v.tfc, v.main_specialty,
  v.first_attendance, v.attended, v.outcome, v.referral_source, v.referral_date, v.multi_professional, v.department_type,
  v.attendance_category, v.admin_category, v.overseas_status, v.national_tariff, v.diagnoses, v.procedures, v.units,
  CASE WHEN v.units > 0 THEN round((s.unit_pence / 100.0 / v.units)::DECIMAL(14, 6), 4)::DECIMAL(14, 4) END AS unit_price,
  (s.pence * 0.01::DECIMAL(3, 2))::DECIMAL(14, 2) AS price,
  v.excess_bed_days, v.month, getvariable('snapshot')::VARCHAR AS snapshot
FROM version_of_month AS v
JOIN seen AS s ON s.key = v.key
-- A stay whose code was not final is shown with its first code: version 4 instead of 1.
WHERE v.version = CASE WHEN s.is_first_code THEN 4 ELSE 1 END
ORDER BY v.provider, v.key;
