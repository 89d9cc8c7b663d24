-- grain    one row for each line in which a mistake is planted, or from which one is copied
-- inputs   line, hrg, provider, mistake_slot (slot, kind); variables last_day, wrong_mff, clinic_key
-- outputs  table chosen (key, kind, is_copied: the mistake is a line too many, and the line it is copied from stays as it was; leans_on: the line
--          without which nobody could see it)
-- why      Each kind owns a stretch of one draw, so a line has one mistake at most and its rate is the share of the lines in which it can be
--          made. Lines that have no price have no mistakes: nobody could say what is right. Lines of providers that bill excess days apart
--          keep their codes and dates: those days hang on them.
CREATE OR REPLACE TABLE chosen AS
WITH drawn AS (
  SELECT l.key, l.start_date, (l.key // 8 - getvariable('clinic_key')) // 8 AS referral, l.source, l.pod, l.sex, l.month_at, l.start_time, l.attended, l.main_specialty, l.national_tariff, s.kind, p.separate, p.mff_micro, g.short_stay_percent, g.is_split, right(l.hrg, 2)::INTEGER AS hrg_number,
    CASE WHEN l.pod = 'EL' THEN g.elective_trim ELSE g.non_elective_trim END AS trim_days,
    l.end_date - l.start_date AS los, date_sub('year', l.birth_date, l.start_date) AS age,
    l.source IN ('stay', 'clinic', 'procedure', 'attendance') AND coalesce(l.attended, '5') <> '3' AND coalesce(l.main_specialty, '') <> '950' AS is_usual
  FROM line AS l
  JOIN mistake_slot AS s ON s.slot = floor(u(l.key, 100) * 100000)::INTEGER
  JOIN provider AS p ON p.code = l.provider
  LEFT JOIN hrg AS g ON g.ix = l.hrg_ix
),
-- An attendance is a repeated first only where an earlier one of its referral stands beside it, itself without a mistake.
visit AS (
  SELECT l.key, (l.key // 8 - getvariable('clinic_key')) // 8 AS referral, l.start_date
  FROM line AS l
  LEFT JOIN mistake_slot AS s ON s.slot = floor(u(l.key, 100) * 100000)::INTEGER
  WHERE l.source IN ('clinic', 'procedure') AND l.attended IN ('5', '6') AND s.slot IS NULL
),
repeated AS (
  SELECT d.key, max_by(v.key, v.start_date) AS first_key
  FROM drawn AS d JOIN visit AS v ON v.referral = d.referral AND v.start_date < d.start_date
  WHERE d.kind = 'repeated-first' AND d.source = 'clinic'
  GROUP BY d.key
)
SELECT d.key, d.kind, r.first_key AS leans_on,
  d.kind IN ('duplicate', 'billed-again', 'day-case-in-stay', 'clinic-in-stay', 'attendance-twice', 'procedure-and-attendance') AS is_copied
FROM drawn AS d
LEFT JOIN repeated AS r ON r.key = d.key
WHERE CASE d.kind
  WHEN 'billed-again' THEN d.is_usual AND d.month_at + INTERVAL 1 MONTH < getvariable('last_day')::DATE
  WHEN 'late' THEN d.source IN ('clinic', 'procedure', 'attendance') AND d.is_usual AND d.month_at + INTERVAL 3 MONTH < getvariable('last_day')::DATE
  WHEN 'day-case-in-stay' THEN d.pod IN ('EL', 'NEL') AND d.los >= 3
  WHEN 'clinic-in-stay' THEN d.pod IN ('EL', 'NEL') AND d.los >= 3
  WHEN 'attendance-twice' THEN d.source = 'attendance' AND d.start_time < '21:30'
  WHEN 'planned-return' THEN d.source = 'attendance'
  WHEN 'procedure-and-attendance' THEN d.source = 'procedure'
  WHEN 'repeated-first' THEN d.pod = 'OPFUPSPCL' AND d.is_usual AND r.first_key IS NOT NULL
  WHEN 'not-attended' THEN d.attended = '3' AND d.pod LIKE 'OP%CL' AND d.main_specialty <> '950'
  WHEN 'not-multi-professional' THEN d.pod IN ('OPFASPCL', 'OPFUPSPCL') AND d.is_usual
  WHEN 'waiting-time-event' THEN d.pod = 'OPFASPCL' AND d.is_usual
  WHEN 'wrong-point-of-delivery' THEN d.pod = 'DC' AND d.is_split
  WHEN 'short-stay-in-full' THEN d.pod = 'NEL' AND d.los < 2 AND d.age >= 19 AND d.short_stay_percent IS NOT NULL
  WHEN 'days-below-trim' THEN d.pod IN ('EL', 'NEL') AND d.los >= 3 AND d.los < d.trim_days
  WHEN 'below-local-price' THEN d.national_tariff = 'N' AND coalesce(d.attended, '5') <> '3'
  WHEN 'local-price' THEN d.national_tariff = 'N' AND coalesce(d.attended, '5') <> '3'
  WHEN 'above-tariff' THEN d.is_usual
  WHEN 'below-tariff' THEN d.is_usual
  WHEN 'wrong-factor' THEN d.is_usual AND d.mff_micro < getvariable('wrong_mff')
  WHEN 'units-times-price' THEN d.is_usual
  WHEN 'ungrouped' THEN d.source = 'stay' AND NOT d.separate
  WHEN 'no-such-group' THEN d.source = 'stay' AND NOT d.separate
  WHEN 'impossible-group' THEN d.pod = 'NEL' AND d.sex = '1' AND NOT d.separate
  WHEN 'not-discharged' THEN d.pod = 'NEL' AND NOT d.separate
  WHEN 'coded-too-high' THEN d.source = 'stay' AND NOT d.separate AND d.hrg_number <= 21
  WHEN 'coded-too-low' THEN d.source = 'stay' AND NOT d.separate AND d.hrg_number > 7
  ELSE d.is_usual
END;
