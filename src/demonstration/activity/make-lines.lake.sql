-- grain    one row for each line of a bill, as it ought to be
-- inputs   stay, clinic, attendance, person, class_seats, wheel, hrg, provider; variables images, first_day, last_day, month_shift
-- outputs  view drawn_line: the columns that lines have in the lake, and beside them key (a number of its own for each line, in
--          steps of eight, so that others can be derived from it), month_at (first day of the month billed), birth_date, patient_text, source
-- why      The four ways to use a hospital become one list before anything is priced, so that pricing, mistakes and files need no cases.
--          invented_pence is what is billed where no price is agreed.
CREATE OR REPLACE VIEW drawn_line AS
WITH spell AS (
  SELECT s.*, p.code AS provider, p.kind AS provider_kind, p.separate, s.i * 4 AS k,
    CASE WHEN s.kind = 0 THEN g.elective_trim ELSE g.non_elective_trim END AS trim_days,
    s.los - coalesce(s.critical_care_days, 0) AS paid_days
  FROM stay AS s JOIN provider AS p ON p.ix = s.provider_ix JOIN hrg AS g ON g.ix = s.hrg_ix
),
stay_line AS (
  SELECT k AS key, 'stay' AS source, provider, practice, patient, birth_date, sex, pod, NULL AS local_pod, 'S' || lpad(i::VARCHAR, 9, '0') AS spell_id,
    NULL AS attendance_id, start_date, NULL AS start_time, end_date, admission_method,
    CASE WHEN admission_method = '81' THEN '51' ELSE '19' END AS admission_source, CASE WHEN u(k, 60) < 0.03 AND kind = 1 THEN '4' ELSE '1' END AS discharge_method,
    CASE WHEN pod = 'DC' THEN '2' ELSE '1' END AS patient_classification, critical_care_days, hrg, tfc, tfc AS main_specialty,
    NULL AS first_attendance, NULL AS attended, NULL AS outcome, NULL AS referral_source, NULL::DATE AS referral_date, NULL AS multi_professional,
    NULL AS department_type, NULL AS attendance_category, 'Y' AS national_tariff,
    translate(letter, 'ABCDEFGHJKLMNPQRS', 'GHJJIKKMLENNOJIMD') || lpad((h(k, 61) % 100)::VARCHAR, 2, '0') || (h(k, 62) % 10)::VARCHAR AS diagnoses,
    CASE WHEN kind = 0 OR u(k, 63) < 0.35 THEN translate(letter, 'ABCDEFGHJKLMNPQRS', 'ACEKKGJWSBMQRXLVX') || lpad((1 + h(k, 64) % 80)::VARCHAR, 2, '0') || (1 + h(k, 65) % 9)::VARCHAR END AS procedures,
    1 AS units, 0 AS invented_pence, hrg_ix, class
  FROM spell
),
bed_days AS (
  SELECT k + 1 AS key, 'days' AS source, provider, practice, patient, birth_date, sex,
    CASE pod WHEN 'EL' THEN 'ELXBD' WHEN 'NEL' THEN 'NELXBD' ELSE 'NELNEXBD' END AS pod, 'S' || lpad(i::VARCHAR, 9, '0') AS spell_id,
    start_date, end_date, admission_method, hrg, tfc, tfc AS main_specialty, 'Y' AS national_tariff, paid_days - trim_days AS units, hrg_ix
  FROM spell WHERE separate AND paid_days > trim_days AND pod <> 'DC'
),
critical_care AS (
  SELECT k + 2 AS key, 'care' AS source, provider, practice, patient, birth_date, sex, 'UNBACC' AS pod, 'CRITCARE' AS local_pod,
    'S' || lpad(i::VARCHAR, 9, '0') AS spell_id, start_date, end_date, tfc, 'N' AS national_tariff, critical_care_days AS units
  FROM spell WHERE critical_care_days IS NOT NULL AND provider_kind IN ('teaching', 'district')
),
drug AS (
  SELECT k + 3 AS key, 'drug' AS source, provider, practice, patient, birth_date, sex, 'DRUG' AS pod, 'S' || lpad(i::VARCHAR, 9, '0') AS spell_id,
    start_date, end_date, tfc, 0 AS units, 30000 + h(k, 66) % 250000 AS invented_pence
  FROM spell WHERE u(k, 67) < 0.008
),
clinic_line AS (
  SELECT getvariable('clinic_key') + c.v AS key, CASE WHEN c.hrg IS NULL THEN 'clinic' ELSE 'procedure' END AS source, p.code AS provider,
    c.practice, c.patient, c.birth_date, c.sex,
    CASE WHEN c.hrg IS NOT NULL THEN 'OPPROC'
      ELSE CASE WHEN c.visit = 0 THEN 'OPFA' ELSE 'OPFUP' END || CASE WHEN c.is_multi THEN 'MP' ELSE 'SP' END || CASE WHEN c.unpriced THEN 'NCL' ELSE 'CL' END END AS pod,
    'A' || lpad(c.v::VARCHAR, 9, '0') AS attendance_id, c.start_date,
    lpad((9 + h(c.v, 70) % 8)::VARCHAR, 2, '0') || ':' || lpad((h(c.v, 71) % 12 * 5)::VARCHAR, 2, '0') AS start_time,
    c.hrg, c.tfc, CASE WHEN c.unpriced THEN '950' ELSE c.tfc END AS main_specialty, CASE WHEN c.visit = 0 THEN '1' ELSE '2' END AS first_attendance,
    c.attended, CASE WHEN c.visit = c.appointments - 1 THEN '1' ELSE '2' END AS outcome, c.referral_source, c.referral_date,
    CASE WHEN c.is_multi THEN '2' ELSE '1' END AS multi_professional, CASE WHEN c.tfc = '650' THEN 'N' ELSE 'Y' END AS national_tariff,
    CASE WHEN c.hrg IS NOT NULL THEN translate(c.letter, 'ABCDEFGHJKLMNPQRS', 'ACEKKGJWSBMQRXLVX') || lpad((1 + h(c.v, 72) % 80)::VARCHAR, 2, '0') || (1 + h(c.v, 73) % 9)::VARCHAR END AS procedures,
    1 AS units, 4500 + h(c.v, 74) % 60 * 100 AS invented_pence, c.hrg_ix, c.class
  FROM clinic AS c JOIN provider AS p ON p.ix = c.provider_ix
),
attendance_line AS (
  SELECT getvariable('attendance_key') + a.v AS key, 'attendance' AS source, p.code AS provider, a.practice, a.patient, a.birth_date, a.sex, 'AE' AS pod,
    'E' || lpad(a.v::VARCHAR, 9, '0') AS attendance_id, a.start_date,
    lpad((a.minute // 60)::VARCHAR, 2, '0') || ':' || lpad((a.minute % 60)::VARCHAR, 2, '0') AS start_time,
    e.hrg, '180' AS tfc, '180' AS main_specialty, CASE WHEN p.kind = 'community' THEN '03' ELSE '01' END AS department_type, a.attendance_category,
    'Y' AS national_tariff, 1 AS units
  FROM attendance AS a JOIN provider AS p ON p.ix = a.provider_ix JOIN emergency_care AS e ON e.ix = a.care_ix
),
image AS (
  SELECT getvariable('image_key') + r.i AS key, 'image' AS source, p.code AS provider, w.practice, w.patient, w.birth_date, w.sex, 'DAIMG' AS pod,
    'IMAGING' AS local_pod, DATE '1970-01-01' + day.outcome AS start_date, '810' AS tfc, 'N' AS national_tariff, 1 AS units, w.joined_on, w.left_on
  FROM range(getvariable('images')::BIGINT) AS r(i)
  JOIN wheel AS choice ON choice.slot = spin(4003, u(r.i, 80))
  JOIN class_seats AS c ON c.class = choice.outcome
  JOIN person AS w ON w.seat = c.first_seat + floor(c.seats * pow(u(r.i, 81), 1.3))::BIGINT
  JOIN wheel AS target ON target.slot = spin(2005 + w.group_ix * 6, CASE WHEN u(r.i, 82) < 0.75 THEN u(w.patient_no, 9) ELSE u(r.i, 83) END)
  JOIN provider AS p ON p.ix = target.outcome
  JOIN wheel AS day ON day.slot = spin_day(5002, u(r.i, 84))
  WHERE DATE '1970-01-01' + day.outcome >= getvariable('first_day')::DATE AND DATE '1970-01-01' + day.outcome >= w.joined_on
    AND DATE '1970-01-01' + day.outcome < w.left_on
),
together AS (
  FROM stay_line UNION ALL BY NAME FROM bed_days UNION ALL BY NAME FROM critical_care UNION ALL BY NAME FROM drug
  UNION ALL BY NAME FROM clinic_line UNION ALL BY NAME FROM attendance_line UNION ALL BY NAME SELECT * EXCLUDE (joined_on, left_on) FROM image
)
SELECT t.* REPLACE (t.key * 8 AS key), date_trunc('month', coalesce(t.end_date, t.start_date))::DATE AS month_at FROM together AS t;
