-- The same prices by the same rules as far as the demonstration's lines need them (no top-ups, no rounding to pounds, no best practice),
-- in whole numbers: pence, days and millionths. Then the same roll-up.
CREATE UNLOGGED TABLE priced AS
WITH dated AS (
  SELECT l.*, p.family, p.shelf AS usual_shelf, p.visit, CASE p.dated_by WHEN 'end' THEN l.end_date WHEN 'last' THEN coalesce(l.end_date, l.start_date) ELSE l.start_date END AS price_date,
    greatest(0, l.end_date - l.start_date - coalesce(l.critical_care_days, 0)) AS los_days
  FROM line AS l LEFT JOIN pod AS p ON p.pod = l.pod
),
shelved AS (
  SELECT d.*, extract(year FROM d.price_date)::integer - CASE WHEN extract(month FROM d.price_date) < 4 THEN 1 ELSE 0 END AS price_year,
    CASE
      WHEN d.family = 'pass-through' THEN 'pass-through'
      WHEN d.family IN ('attendance', 'outpatient-other', 'procedure') AND d.first_attendance = '5' THEN 'free'
      WHEN d.family IN ('attendance', 'outpatient-other', 'procedure') AND d.attended IN ('0', '2', '3', '4', '7') THEN 'free'
      WHEN d.national_tariff = 'N' THEN 'local'
      WHEN d.price_date IS NULL OR d.family IN ('outpatient-other', 'other') THEN 'none'
      ELSE 'national'
    END AS treatment,
    CASE WHEN d.family = 'emergency' THEN CASE WHEN d.department_type IN ('03', '04') THEN 'type-3' ELSE 'type-1-2' END ELSE d.usual_shelf END AS shelf,
    CASE WHEN d.family = 'attendance' THEN d.tfc ELSE d.hrg END AS code
  FROM dated AS d
),
looked_up AS (
  SELECT s.*, coalesce(t.pence, a.pence) AS full_pence, t.trim_days, t.per_day_pence, t.short_stay_pence, coalesce(m.mff_micro, 1000000) AS mff_micro,
    o.pence AS local_pence, x.spell_id IS NOT NULL AS is_apart
  FROM shelved AS s
  LEFT JOIN list_price AS t ON s.treatment = 'national' AND t.price_year = s.price_year AND t.shelf = s.shelf AND t.code = s.code
  LEFT JOIN list_price AS a ON s.treatment = 'national' AND s.family = 'procedure' AND a.price_year = s.price_year AND a.code = s.tfc
    AND a.shelf = CASE WHEN s.first_attendance IN ('1', '3') THEN 'first-single' ELSE 'follow-up-single' END
  LEFT JOIN factor AS m ON m.price_year = s.price_year AND m.provider = s.provider
  LEFT JOIN local_price AS o ON s.treatment = 'local' AND o.provider = s.provider AND o.pod = s.pod AND o.service IN (s.tfc, s.local_pod)
  LEFT JOIN (SELECT DISTINCT month, provider, spell_id FROM line WHERE pod IN ('ELXBD', 'NELXBD', 'NELNEXBD')) AS x
    ON s.family = 'admitted' AND x.month = s.month AND x.provider = s.provider AND x.spell_id = s.spell_id
)
SELECT u.line_no, u.provider, u.practice, u.pod, u.month, u.billed_pence,
  CASE
    WHEN u.treatment = 'pass-through' THEN u.billed_pence
    WHEN u.treatment = 'free' THEN 0
    WHEN u.treatment = 'local' THEN ((u.local_pence * (coalesce(u.units, 1) * 1000)::bigint + 500) / 1000)
    WHEN u.family = 'excess-bed-days' THEN (u.full_pence * (u.units * 1000)::bigint * u.mff_micro + 500000000) / 1000000000
    WHEN u.family = 'admitted' AND u.short_stay_pence IS NOT NULL AND u.pod IN ('NEL', 'NELST') AND u.los_days < 2 AND u.age >= 19
      AND u.admission_method IN ('21', '22', '23', '24', '25', '28', '2A', '2B', '2C', '2D')
      THEN (u.short_stay_pence * u.mff_micro + 500000) / 1000000
    WHEN u.family = 'admitted' THEN ((u.full_pence + CASE WHEN u.is_apart THEN 0 ELSE greatest(0, u.los_days - u.trim_days) * u.per_day_pence END)
      * u.mff_micro + 500000) / 1000000
    ELSE (u.full_pence * u.mff_micro + 500000) / 1000000
  END AS price_pence
FROM looked_up AS u;

CREATE UNLOGGED TABLE roll_up AS
SELECT p.month, p.provider, p.practice, p.pod, count(*) AS lines, sum(p.billed_pence) AS billed_pence, count(p.price_pence) AS priced_lines,
  sum(p.price_pence) AS price_pence, sum(p.billed_pence - p.price_pence) AS difference_pence
FROM priced AS p
GROUP BY p.month, p.provider, p.practice, p.pod;
