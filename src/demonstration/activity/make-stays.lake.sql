-- grain    one row for each hospital stay
-- inputs   person, class_seats, wheel, hrg (ix, code, errand, los_mean, day_case_share, tfc, letter, level), provider; variables stays, first_day, last_day
-- outputs  table stay
-- why      Stays come first because an honest hospital does not see somebody in clinic who lies in its ward: a stay that would begin before
--          the same person's last one has ended is dropped, and so are clinics within a stay (make-clinics.lake.sql).
CREATE OR REPLACE TABLE stay AS
WITH drawn AS (
  SELECT r.i, CASE WHEN u(r.i, 10) < 0.56 THEN 0 WHEN u(r.i, 10) < 0.95 THEN 1 ELSE 2 END AS kind FROM range(getvariable('stays')::BIGINT) AS r(i)
),
who AS (
  SELECT d.i, d.kind, p.*
  FROM drawn AS d
  JOIN wheel AS w ON w.slot = spin(4000 + d.kind, u(d.i, 11))
  JOIN class_seats AS c ON c.class = w.outcome
  JOIN person AS p ON p.seat = c.first_seat + floor(c.seats * pow(u(d.i, 12), 1.5))::BIGINT
  WHERE u(d.i, 13) < p.appetite
),
what AS (
  SELECT w.*, g.code AS hrg, g.ix AS hrg_ix, g.letter, g.level, g.tfc, g.los_mean,
    day.outcome AS start_day, target.outcome AS provider_ix,
    CASE WHEN w.kind = 0 THEN CASE WHEN u(w.i, 14) < g.day_case_share THEN 'DC' ELSE 'EL' END WHEN w.kind = 1 THEN 'NEL' ELSE 'NELNE' END AS pod
  FROM who AS w
  JOIN wheel AS code ON code.slot = spin(10 + w.kind * 7 + w.class, u(w.i, 15))
  JOIN hrg AS g ON g.ix = code.outcome
  JOIN wheel AS target ON target.slot = spin(2000 + w.group_ix * 6 + CASE WHEN w.kind = 0 THEN g.errand ELSE 3 END,
    -- Most people go where they went before.
    CASE WHEN u(w.i, 16) < 0.75 THEN u(w.patient_no, 9) ELSE u(w.i, 17) END)
  JOIN wheel AS day ON day.slot = spin_day(CASE WHEN w.kind = 0 THEN 5000 ELSE 5001 END, u(w.i, 18))
),
dated AS (
  SELECT w.*, DATE '1970-01-01' + w.start_day AS start_date,
    CASE w.pod
      WHEN 'DC' THEN 0
      WHEN 'EL' THEN 1 + stay_days(w.los_mean * 0.6, u(w.i, 19))
      WHEN 'NEL' THEN stay_days(w.los_mean * CASE WHEN w.class >= 5 THEN 1.25 WHEN w.class = 0 THEN 0.5 ELSE 0.85 END, u(w.i, 19))
      ELSE stay_days(1.6, u(w.i, 19))
    END AS los
  FROM what AS w
),
ended AS (
  SELECT d.*, d.start_date + d.los AS end_date FROM dated AS d
  WHERE d.start_date >= d.joined_on AND d.start_date + d.los < d.left_on
    AND d.start_date + d.los >= getvariable('first_day')::DATE AND d.start_date + d.los < getvariable('last_day')::DATE
)
SELECT e.i, e.kind, e.patient_no, e.patient, e.practice_ix, e.practice, e.group_ix, e.sex, e.birth_date, e.class, e.hrg, e.hrg_ix, e.letter,
  e.level, e.tfc, e.provider_ix, e.pod, e.start_date, e.end_date, e.los,
  CASE WHEN e.pod IN ('EL', 'NEL') AND e.los >= 4 AND u(e.i, 20) < 0.03 THEN 1 + floor(u(e.i, 21) * least(5, e.los - 2))::INTEGER END AS critical_care_days,
  CASE e.pod
    WHEN 'NEL' THEN CASE WHEN u(e.i, 22) < 0.72 THEN '21' WHEN u(e.i, 22) < 0.88 THEN '22' WHEN u(e.i, 22) < 0.95 THEN '24' ELSE '28' END
    WHEN 'NELNE' THEN CASE WHEN u(e.i, 22) < 0.75 THEN '31' WHEN u(e.i, 22) < 0.95 THEN '32' ELSE '81' END
    ELSE CASE WHEN u(e.i, 22) < 0.68 THEN '11' WHEN u(e.i, 22) < 0.9 THEN '12' ELSE '13' END
  END AS admission_method
FROM ended AS e
QUALIFY e.start_date > coalesce(max(e.end_date) OVER (PARTITION BY e.patient_no ORDER BY e.start_date, e.i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), DATE '1900-01-01');
