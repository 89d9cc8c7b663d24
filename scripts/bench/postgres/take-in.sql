-- The same lines in PostgreSQL, typed, money in whole pence: what our import keeps of a line, without its checks, rejects, pseudonyms
-- and encryption. The table raw has been filled by COPY and analysed before.
CREATE UNLOGGED TABLE line AS
SELECT row_number() OVER ()::integer AS line_no, r.line_id, r.provider, r.site, r.commissioner, r.practice, r.patient, r.sex,
  extract(year FROM age(r.start_date::date, r.birth_date::date))::smallint AS age, r.pod, r.local_pod, r.spell_id, r.attendance_id,
  r.start_date::date AS start_date, r.start_time, r.end_date::date AS end_date, r.admission_method, r.admission_source, r.discharge_method,
  r.patient_classification, r.critical_care_days::integer AS critical_care_days, r.hrg, r.tfc, r.main_specialty, r.first_attendance, r.attended,
  r.outcome, r.referral_source, r.referral_date::date AS referral_date, r.multi_professional, r.department_type, r.attendance_category,
  r.admin_category, r.overseas_status, r.national_tariff, r.diagnoses, r.procedures, r.units::numeric(13, 3) AS units,
  r.unit_price::numeric(18, 8) AS unit_price, (r.price::numeric * 100)::bigint AS billed_pence, r.excess_bed_days::integer AS excess_bed_days,
  r.month, r.snapshot
FROM raw AS r;
ANALYZE line;
