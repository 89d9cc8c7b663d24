-- grain    one row for each outpatient appointment
-- inputs   person, class_seats, wheel, specialty (ix, code, surgical), stay, hrg, provider; variables referrals, first_day, last_day
-- outputs  table clinic
-- why      A referral brings a first appointment and, weeks apart, those that follow, in one specialty at one provider: that is what the
--          checks on repeated firsts and on ratios look at. One appointment a day, and none during a stay.
CREATE OR REPLACE TABLE clinic AS
WITH who AS (
  SELECT r.i, p.*
  FROM range(getvariable('referrals')::BIGINT) AS r(i)
  JOIN wheel AS w ON w.slot = spin(4003, u(r.i, 30))
  JOIN class_seats AS c ON c.class = w.outcome
  JOIN person AS p ON p.seat = c.first_seat + floor(c.seats * pow(u(r.i, 31), 1.5))::BIGINT
  WHERE u(r.i, 32) < p.appetite
),
referred AS (
  SELECT w.*, s.ix AS specialty_ix, s.code AS tfc, s.surgical, s.unpriced, target.outcome AS provider_ix, DATE '1970-01-01' + day.outcome AS first_date,
    least(7, 1 + floor(-ln(1 - u(w.i, 33)) * 2.6))::INTEGER AS appointments
  FROM who AS w
  JOIN wheel AS choice ON choice.slot = spin(50 + w.class, u(w.i, 34))
  JOIN specialty AS s ON s.ix = choice.outcome
  JOIN wheel AS target ON target.slot = spin(2004 + w.group_ix * 6, CASE WHEN u(w.i, 35) < 0.75 THEN u(w.patient_no, 9) ELSE u(w.i, 36) END)
  JOIN wheel AS day ON day.slot = spin_day(5002, u(w.i, 37))
),
attended AS (
  SELECT r.*, unnest(range(r.appointments))::INTEGER AS visit FROM referred AS r
),
dated AS (
  SELECT a.*, a.i * 8 + a.visit AS v, a.first_date + (a.visit * 7 * (4 + floor(u(a.i, 38) * 7)))::INTEGER AS start_date FROM attended AS a
),
kept AS (
  SELECT d.*, d.surgical AND u(d.v, 39) < 0.13 AS wants_procedure
  FROM dated AS d
  WHERE d.start_date >= getvariable('first_day')::DATE AND d.start_date < getvariable('last_day')::DATE
    AND d.start_date >= d.joined_on AND d.start_date < d.left_on
    -- Clinics that would fall into the holidays are mostly not held.
    AND NOT (month(d.start_date) IN (8, 12) AND u(d.v, 40) < 0.13)
    AND NOT EXISTS (SELECT 1 FROM stay AS s WHERE s.patient_no = d.patient_no AND s.start_date <= d.start_date AND d.start_date <= s.end_date)
  QUALIFY row_number() OVER (PARTITION BY d.patient_no, d.start_date ORDER BY d.v) = 1
)
SELECT k.v, k.i, k.visit, k.appointments, k.patient_no, k.patient, k.practice_ix, k.practice, k.group_ix, k.sex, k.birth_date, k.class,
  k.tfc, k.unpriced, k.provider_ix, k.start_date, g.code AS hrg, g.ix AS hrg_ix, g.letter,
  CASE WHEN g.code IS NULL AND u(k.v, 41) < 0.07 THEN '3' WHEN u(k.v, 41) < 0.95 THEN '5' ELSE '6' END AS attended,
  g.code IS NULL AND NOT k.unpriced AND u(k.v, 42) < 0.05 AS is_multi,
  k.first_date - (14 + floor(u(k.i, 43) * 70))::INTEGER AS referral_date,
  CASE WHEN u(k.i, 44) < 0.81 THEN '03' WHEN u(k.i, 44) < 0.83 THEN '05' WHEN u(k.i, 44) < 0.93 THEN '04' ELSE '97' END AS referral_source
FROM kept AS k
LEFT JOIN wheel AS procedure ON procedure.slot = CASE WHEN k.wants_procedure THEN spin(1000 + k.specialty_ix, u(k.v, 45)) END
LEFT JOIN hrg AS g ON g.ix = procedure.outcome;
