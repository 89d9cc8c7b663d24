-- grain    one row for each line of the month whose codes make another, cheaper point of delivery
-- inputs   line, list_price; {{emergency_methods}} and {{minimum_age}} of the short stay price
-- outputs  key, value_pence (billed less the price under the right one), other_key, detail
-- why      The same derivation as for lines that carry no point of delivery (derive-point-of-delivery.ts). Only lines that contradict
--          themselves are priced again: by the list, the days beyond the trim point, the top-up and the factor.
WITH derived AS (
  SELECT l.key, l.hrg, l.tfc, l.pod, l.tariff_year, l.billed_pence, l.price_pence, l.mff_micro, l.top_up_bp,
    l.los_days, l.trim_days, l.excess_days, l.family, l.admission_method, l.age, l.best_practice,
    CASE
      WHEN l.family <> 'admitted' OR l.patient_classification IN ('3', '4') THEN NULL
      WHEN l.patient_classification = '2' AND l.start_date = l.end_date THEN 'DC'
      WHEN l.admission_method IN ({{emergency_methods}}) THEN 'NEL'
      WHEN l.admission_method IN ('31', '32', '81', '82', '83') THEN 'NELNE'
      WHEN l.admission_method IN ('11', '12', '13') OR l.patient_classification = '2' THEN 'EL'
    END AS right_pod,
    CASE WHEN l.family IN ('attendance', 'procedure') THEN
      CASE
        WHEN l.hrg LIKE 'WF01B%' THEN 'first-single' WHEN l.hrg LIKE 'WF01A%' THEN 'follow-up-single'
        WHEN l.hrg LIKE 'WF02B%' THEN 'first-multi' WHEN l.hrg LIKE 'WF02A%' THEN 'follow-up-multi'
        WHEN l.family = 'attendance' AND l.hrg IS NOT NULL AND l.hrg NOT LIKE 'WF%' AND l.hrg NOT LIKE 'UZ%' THEN 'procedure'
      END
    END AS right_shelf
  FROM line AS l
  WHERE l.billed_pence > 0 AND l.price_pence > 0 AND coalesce(l.units, 1) = 1
    AND l.price_basis IN ('day-case', 'elective', 'non-elective', 'short-stay', 'outpatient-attendance', 'outpatient-procedure-as-attendance')
),
wrong AS (
  SELECT d.*,
    CASE d.right_pod WHEN 'DC' THEN 'day-case' WHEN 'EL' THEN 'elective' WHEN 'NEL' THEN 'non-elective' WHEN 'NELNE' THEN 'non-elective'
      ELSE d.right_shelf END AS shelf,
    CASE WHEN d.family = 'admitted' OR d.right_shelf = 'procedure' THEN d.hrg ELSE d.tfc END AS code
  FROM derived AS d
  WHERE (d.right_pod IS NOT NULL AND d.right_pod <> CASE d.pod WHEN 'NELST' THEN 'NEL' ELSE d.pod END) OR d.right_shelf IS NOT NULL
),
priced AS (
  SELECT w.*,
    coalesce(w.right_pod = 'NEL' AND p.short_stay_pence IS NOT NULL
      AND w.los_days < 2 AND w.age >= {{minimum_age}} AND w.best_practice IS NULL, false) AS is_short,
    p.pence, p.short_stay_pence,
    -- Where the stay's days beyond are billed on a line of their own, they are none of this one's.
    CASE WHEN w.family <> 'admitted' OR w.excess_days < greatest(0, w.los_days - w.trim_days) THEN 0
      ELSE coalesce(greatest(0, w.los_days - p.trim_days) * p.per_day_pence, 0) END AS days_pence
  FROM wrong AS w
  JOIN list_price AS p ON p.tariff_year = w.tariff_year AND p.shelf = w.shelf AND p.code = w.code
),
again AS (
  SELECT p.*, ((CASE WHEN p.is_short THEN p.short_stay_pence::HUGEINT * (10000 + p.top_up_bp)
    ELSE p.pence::HUGEINT * (10000 + p.top_up_bp) + p.days_pence * 10000 END * p.mff_micro + 5000000000) // 10000000000)::BIGINT AS right_pence
  FROM priced AS p
)
SELECT a.key, a.billed_pence - a.right_pence AS value_pence, NULL::BIGINT AS other_key,
  CASE a.right_pod
    WHEN 'DC' THEN 'the patient was a day case and left on the same day.'
    WHEN 'EL' THEN 'the admission was planned.'
    WHEN 'NEL' THEN 'the admission was an emergency.'
    WHEN 'NELNE' THEN 'the admission was neither planned nor an emergency.'
    ELSE CASE a.right_shelf WHEN 'procedure' THEN 'its group ' || a.hrg || ' is that of a procedure.'
      ELSE 'its group ' || a.hrg || ' is that of a cheaper attendance.' END
  END || format(' Under the right point of delivery it costs £{:d}.{:02d}.', a.right_pence // 100, a.right_pence % 100) AS detail
FROM again AS a
WHERE a.right_pence < a.price_pence AND a.billed_pence > a.right_pence
