-- grain    one row for each line of one month at one snapshot
-- inputs   bill; variables snapshot (flex or freeze), has_both (whether the month has both snapshots), commissioner
-- outputs  view activity_file: the columns of activity.csv
-- why      The plain exchange format, as a provider would send it. Rows are ordered so that one seed makes the same bytes.
CREATE OR REPLACE VIEW activity_file AS
SELECT 'L' || lpad(b.key::VARCHAR, 10, '0') AS line_id, b.provider, b.provider || '01' AS site, getvariable('commissioner')::VARCHAR AS commissioner,
  b.practice, b.patient, b.birth_date, b.sex, b.pod, b.local_pod, b.spell_id, b.attendance_id, b.start_date, b.start_time, b.end_date,
  b.admission_method, b.admission_source, b.discharge_method, b.patient_classification, b.critical_care_days,
  CASE WHEN getvariable('snapshot') = 'flex' THEN b.first_hrg ELSE b.hrg END AS hrg, b.tfc, b.main_specialty, b.first_attendance, b.attended,
  b.outcome, b.referral_source, b.referral_date, b.multi_professional, b.department_type, b.attendance_category, b.admin_category,
  b.overseas_status, b.national_tariff, b.diagnoses, b.procedures, b.units,
  CASE WHEN b.units > 0 THEN round((CASE WHEN getvariable('snapshot') = 'flex' AND b.mistake IS NULL THEN b.first_pence ELSE b.unit_pence END / 100.0 / b.units)::DECIMAL(14, 6), 4)::DECIMAL(14, 4) END AS unit_price,
  (CASE WHEN getvariable('snapshot') = 'flex' THEN b.first_pence ELSE b.billed_pence END * 0.01::DECIMAL(3, 2))::DECIMAL(14, 2) AS price,
  b.excess_bed_days, b.month, getvariable('snapshot')::VARCHAR AS snapshot
FROM bill AS b
WHERE CASE
  WHEN getvariable('snapshot') = 'flex' THEN b.seen <> 'last'
  WHEN getvariable('has_both') THEN b.seen <> 'first'
  ELSE true
END
ORDER BY b.provider, b.key;
