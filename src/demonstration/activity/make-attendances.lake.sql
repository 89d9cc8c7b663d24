-- grain    one row for each attendance at an emergency department
-- inputs   person, class_seats, wheel, stay; variables attendances, first_day, last_day
-- outputs  table attendance
-- why      Most people admitted through the department (admission method 21) have its attendance on the same day, which is paid beside the
--          stay; the rest come and go home. Nobody comes twice on a day or during a stay: that is left to the mistakes.
CREATE OR REPLACE TABLE attendance AS
WITH who AS (
  SELECT r.i, p.*, target.outcome AS provider_ix, DATE '1970-01-01' + day.outcome AS start_date
  FROM range(getvariable('attendances')::BIGINT) AS r(i)
  JOIN wheel AS w ON w.slot = spin(4004, u(r.i, 50))
  JOIN class_seats AS c ON c.class = w.outcome
  JOIN person AS p ON p.seat = c.first_seat + floor(c.seats * pow(u(r.i, 51), 1.5))::BIGINT
  JOIN wheel AS target ON target.slot = spin(2005 + p.group_ix * 6, CASE WHEN u(r.i, 52) < 0.75 THEN u(p.patient_no, 9) ELSE u(r.i, 53) END)
  JOIN wheel AS day ON day.slot = spin_day(5003, u(r.i, 54))
  WHERE day.outcome IS NOT NULL
),
all_of_them AS (
  SELECT w.i * 2 AS v, w.patient_no, w.patient, w.practice_ix, w.practice, w.sex, w.birth_date, w.provider_ix, w.start_date
  FROM who AS w
  WHERE w.start_date >= w.joined_on AND w.start_date < w.left_on
    AND NOT EXISTS (SELECT 1 FROM stay AS s WHERE s.patient_no = w.patient_no AND s.start_date <= w.start_date AND w.start_date <= s.end_date)
  UNION ALL
  SELECT s.i * 2 + 1, s.patient_no, s.patient, s.practice_ix, s.practice, s.sex, s.birth_date, s.provider_ix, s.start_date
  FROM stay AS s
  WHERE s.admission_method = '21' AND s.start_date >= getvariable('first_day')::DATE AND u(s.i, 55) < 0.9
)
SELECT a.v, a.patient_no, a.patient, a.practice_ix, a.practice, a.sex, a.birth_date, a.provider_ix, a.start_date,
  w.outcome AS care_ix,
  -- Busiest from late morning to evening.
  least(1439, floor(1440 * (0.15 + 0.85 * (0.55 * u(a.v, 57) + 0.45 * u(a.v, 58)))))::INTEGER AS minute,
  CASE WHEN u(a.v, 59) < 0.96 THEN '1' ELSE '2' END AS attendance_category
FROM all_of_them AS a
JOIN wheel AS w ON w.slot = spin(60, u(a.v, 56))
QUALIFY row_number() OVER (PARTITION BY a.patient_no, a.start_date ORDER BY a.v DESC) = 1;
