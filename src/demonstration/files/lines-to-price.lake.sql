-- grain    one row for each version of each line of some months
-- inputs   version_billed (rows of make-versions.lake.sql)
-- outputs  view line_to_price: the columns of lines in the lake
-- why      The demonstration is priced by the pricing of the product, which asks for lines as the import leaves them: a version stands
--          where the import number stands, and the key is the number of the line.
CREATE OR REPLACE VIEW line_to_price AS
SELECT v.version AS import_no, v.key::INTEGER AS line_no, 'L' || lpad(v.key::VARCHAR, 10, '0') AS line_id, v.provider, NULL::VARCHAR AS site,
  getvariable('commissioner')::VARCHAR AS commissioner, v.practice, NULL::BIGINT AS patient, v.sex, date_sub('year', v.birth_date, v.start_date)::SMALLINT AS age,
  v.pod, v.local_pod, v.spell_id, v.attendance_id, v.start_date, v.start_time, v.end_date, v.admission_method, v.admission_source, v.discharge_method,
  v.patient_classification, v.critical_care_days, NULL::INTEGER AS rehabilitation_days, NULL::INTEGER AS palliative_days, NULL::INTEGER AS delayed_days,
  v.hrg, v.tfc, v.main_specialty, v.first_attendance, v.attended, v.outcome, v.referral_source, v.referral_date, v.multi_professional, v.department_type,
  v.attendance_category, v.admin_category, v.overseas_status, NULL::VARCHAR AS service_code, v.national_tariff, v.diagnoses, v.procedures,
  v.units::DECIMAL(13, 3) AS units, NULL::DECIMAL(18, 8) AS unit_price, v.invented_pence::BIGINT AS billed_pence, v.excess_bed_days, v.month,
  'freeze' AS snapshot, NULL::VARCHAR AS best_practice, 'activity' AS dataset
FROM version_billed AS v;
