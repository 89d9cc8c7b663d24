-- grain    one row for each line given, found again by (import_no, line_no)
-- inputs   {{lines}}, a FROM item with the columns of lines in the lake; the tables of the price book (see open-price-book.lake.sql);
--          separate_bed_days and agreed_prices (see the queries of those names); {{lists of codes}} of reference/pricing/rules.yaml
--          {{month}}, the month of a line l; {{more_of_line}} and {{more_of_price}}, columns to be carried along, or nothing
-- outputs  the price in whole pence, the rule that made it (price_basis), and every number that went into it
-- why      One streaming pass: all that differs by year, place and code is a column of a small table met by one equality join, so
--          nothing is decided line by line that the price book has decided already. The line's money is whole numbers throughout and
--          is rounded once. A CASE on the left of a join makes its key empty, and the join free, for lines that do not need it;
--          the same test beside the equality would turn it into a nested loop.
WITH dated AS NOT MATERIALIZED (
  SELECT
    {{month}} AS month{{more_of_line}}, l.import_no, l.line_no, l.provider, l.pod, l.local_pod, l.spell_id, l.start_date, l.end_date, l.age, l.admission_method,
    l.critical_care_days, l.rehabilitation_days, l.palliative_days, l.delayed_days, l.hrg, l.tfc, l.first_attendance, l.attended,
    l.multi_professional, l.department_type, l.service_code, l.national_tariff, l.best_practice, l.units, l.billed_pence,
    coalesce(p.family, 'other') AS family,
    coalesce(p.family, 'other') IN ('attendance', 'outpatient-other', 'procedure') AS is_outpatient,
    p.shelf AS usual_shelf,
    CASE WHEN p.visit IS NOT NULL THEN p.visit = 'first' ELSE coalesce(l.first_attendance IN ({{first_attendances}}), false) END AS is_first,
    coalesce(l.multi_professional IN ({{multi_professional}}), false) AS is_multi,
    CASE p.dated_by WHEN 'end' THEN l.end_date WHEN 'last' THEN coalesce(l.end_date, l.start_date) ELSE l.start_date END AS price_date
  FROM {{lines}} AS l
  LEFT JOIN book_pod AS p ON p.pod = l.pod
),

-- The price list of the price date, and what kind of price the line may have at all: the first that holds.
listed AS NOT MATERIALIZED (
  SELECT
    d.*, day.period_no, day.list_no, day.tariff_year, day.tariff_id, day.short_stay_minimum_age, day.top_up_on_excess_days,
    CASE
      WHEN d.family = 'pass-through' THEN 'pass-through'
      WHEN d.hrg IN ({{not_billable_hrgs}}) THEN 'not-billable'
      WHEN d.is_outpatient AND d.first_attendance IN ({{administrative_first_attendance}}) THEN 'not-billable'
      WHEN d.is_outpatient AND d.attended IN ({{not_attended}}) THEN 'not-attended'
      WHEN d.family IN ('admitted', 'excess-bed-days') AND d.price_date IS NULL THEN 'not-discharged'
      WHEN d.national_tariff = 'N' THEN 'local'
      WHEN d.family IN ('outpatient-other', 'other') THEN 'no-national'
      WHEN day.list_no IS NULL THEN 'no-tariff-loaded'
      WHEN d.hrg IS NULL AND d.family IN ('admitted', 'excess-bed-days', 'emergency') THEN 'no-hrg'
      ELSE 'national'
    END AS treatment
  FROM dated AS d
  LEFT JOIN book_day AS day ON day.day = d.price_date
),

-- Which column of the list, and under which code.
shelved AS NOT MATERIALIZED (
  SELECT
    s.*,
    CASE
      WHEN s.treatment <> 'national' THEN NULL
      WHEN s.usual_shelf IS NOT NULL THEN s.usual_shelf
      WHEN s.family = 'emergency' THEN
        CASE
          WHEN s.department_type IS NULL OR s.department_type IN ({{departments_type_1_2}}) THEN 'type-1-2'
          WHEN s.department_type IN ({{departments_type_3}}) THEN 'type-3'
        END
      WHEN s.hrg LIKE '{{single_attendance_hrgs}}%' THEN CASE WHEN s.is_first THEN 'first-single' ELSE 'follow-up-single' END
      WHEN s.hrg LIKE '{{multi_attendance_hrgs}}%' OR s.is_multi THEN CASE WHEN s.is_first THEN 'first-multi' ELSE 'follow-up-multi' END
      ELSE CASE WHEN s.is_first THEN 'first-single' ELSE 'follow-up-single' END
    END AS shelf,
    CASE WHEN s.family = 'attendance' THEN s.tfc ELSE s.hrg END AS code,
    CASE
      WHEN s.treatment <> 'national' OR s.family <> 'procedure' THEN NULL
      WHEN s.is_first THEN CASE WHEN s.is_multi THEN 'first-multi-or-single' ELSE 'first-single' END
      ELSE CASE WHEN s.is_multi THEN 'follow-up-multi-or-single' ELSE 'follow-up-single' END
    END AS attendance_shelf
  FROM listed AS s
),

looked_up AS NOT MATERIALIZED (
  SELECT
    s.*,
    coalesce(price.pence, attendance.pence) AS full_pence,
    price.pence IS NULL AND attendance.pence IS NOT NULL AS is_attendance_instead,
    price.trim_days, price.per_day_pence, price.short_stay_pence,
    separate.spell_id IS NOT NULL AS has_separate_bed_days,
    coalesce(top_up.top_up_bp, 0) AS top_up_bp,
    coalesce(terms.mff_micro, 1000000) AS list_mff_micro,
    coalesce(terms.whole_pounds, false) AS whole_pounds,
    agreed.pence AS local_pence,
    agreed.apply_mff AS local_mff,
    s.treatment IN ('local', 'no-national') OR (s.treatment = 'national' AND price.pence IS NULL AND attendance.pence IS NULL)
      AS may_be_local,
    CASE WHEN s.family = 'admitted' THEN greatest(0, s.end_date - s.start_date - coalesce(s.critical_care_days, 0)
      - coalesce(s.rehabilitation_days, 0) - coalesce(s.palliative_days, 0) - coalesce(s.delayed_days, 0)) END AS los_days
  FROM shelved AS s
  LEFT JOIN book_price AS price ON price.list_no = s.list_no AND price.shelf = s.shelf AND price.code = s.code
  LEFT JOIN book_price AS attendance
    ON attendance.list_no = s.list_no AND attendance.shelf = s.attendance_shelf AND attendance.code = s.tfc
  LEFT JOIN book_top_up AS top_up
    ON top_up.list_no = s.list_no AND top_up.service_code = CASE WHEN s.family IN ('admitted', 'excess-bed-days') THEN s.service_code END
  LEFT JOIN separate_bed_days AS separate
    ON separate.month = s.month AND separate.provider = s.provider
    AND separate.spell_id = CASE WHEN s.family = 'admitted' THEN s.spell_id END
  LEFT JOIN book_terms AS terms ON terms.period_no = s.period_no AND terms.provider = s.provider
  LEFT JOIN agreed_prices AS agreed ON agreed.import_no = s.import_no AND agreed.line_no = s.line_no
),

decided AS NOT MATERIALIZED (
  SELECT
    u.*,
    coalesce(u.short_stay_pence IS NOT NULL AND u.pod IN ({{short_stay_points_of_delivery}}) AND u.los_days < 2
      AND u.age >= u.short_stay_minimum_age AND u.admission_method IN ({{short_stay_admission_methods}})
      AND u.best_practice IS NULL, false) AS is_short_stay,
    CASE
      WHEN u.may_be_local AND u.local_pence IS NOT NULL THEN 'local-price'
      WHEN u.treatment = 'local' THEN 'no-local-price'
      WHEN u.treatment = 'no-national' THEN 'no-national-price'
      WHEN u.treatment <> 'national' THEN u.treatment
      WHEN u.full_pence IS NULL THEN 'no-national-price'
      ELSE u.family
    END AS outcome
  FROM looked_up AS u
),

worked AS NOT MATERIALIZED (
  SELECT
    d.*,
    CASE
      WHEN d.outcome = 'local-price' THEN d.local_pence
      WHEN d.outcome = d.family AND d.family <> 'pass-through' THEN CASE WHEN d.is_short_stay THEN d.short_stay_pence ELSE d.full_pence END
    END AS core_pence,
    CASE
      WHEN d.outcome <> 'admitted' THEN NULL
      WHEN d.is_short_stay OR d.has_separate_bed_days OR d.per_day_pence IS NULL THEN 0
      ELSE greatest(0, coalesce(d.los_days - d.trim_days, 0))
    END AS excess_days,
    CASE WHEN d.outcome = 'local-price' AND NOT d.local_mff THEN 1000000 ELSE d.list_mff_micro END AS mff_micro,
    CASE
      WHEN d.outcome = 'admitted' OR (d.outcome = 'excess-bed-days' AND d.top_up_on_excess_days) THEN d.top_up_bp
      ELSE 0
    END AS used_top_up_bp
  FROM decided AS d
),

counted AS NOT MATERIALIZED (
  SELECT
    w.*,
    coalesce(w.units, 1) = 1 AND w.used_top_up_bp = 0 AND NOT w.whole_pounds AND coalesce(w.excess_days, 0) < 36525 AS is_plain
  FROM worked AS w
),

-- Nearly every line is pence times millionths, in 64 bits. The rest need 128: thousandths of units, ten-thousandths of top-up,
-- millionths of the factor, so 10^13 parts of a penny; a contract that rounds to whole pounds divides by a hundred times that.
multiplied AS NOT MATERIALIZED (
  SELECT
    c.*,
    CASE WHEN c.is_plain THEN (c.core_pence + coalesce(c.excess_days * c.per_day_pence, 0)) * c.mff_micro END AS plain_product,
    CASE WHEN NOT c.is_plain THEN abs((coalesce(c.units, 1) * 1000)::HUGEINT) * c.mff_micro * (
      c.core_pence::HUGEINT * (10000 + c.used_top_up_bp)
      + coalesce(c.excess_days * c.per_day_pence, 0)::HUGEINT * (10000 + CASE WHEN c.top_up_on_excess_days THEN c.used_top_up_bp ELSE 0 END)
    ) END AS wide_product,
    CASE WHEN c.whole_pounds THEN 1000000000000000 ELSE 10000000000000 END::HUGEINT AS wide_parts,
    CASE WHEN c.whole_pounds THEN 100 ELSE 1 END * CASE WHEN c.units < 0 THEN -1 ELSE 1 END AS wide_step
  FROM counted AS c
)

SELECT
  s.import_no,
  s.line_no,
  CASE
    WHEN s.outcome = 'pass-through' THEN s.billed_pence
    WHEN s.outcome IN ('not-attended', 'not-billable') THEN 0
    WHEN s.is_plain THEN (s.plain_product + 500000) // 1000000
    ELSE TRY_CAST((2 * s.wide_product + s.wide_parts) // (2 * s.wide_parts) * s.wide_step AS BIGINT)
  END::BIGINT AS price_pence,
  CASE
    WHEN s.outcome = 'admitted' THEN CASE WHEN s.is_short_stay THEN 'short-stay' ELSE s.usual_shelf END
    WHEN s.outcome = 'attendance' THEN 'outpatient-attendance'
    WHEN s.outcome = 'procedure' THEN
      CASE WHEN s.is_attendance_instead THEN 'outpatient-procedure-as-attendance' ELSE 'outpatient-procedure' END
    WHEN s.outcome = 'emergency' THEN 'emergency-attendance'
    ELSE s.outcome
  END AS price_basis,
  s.tariff_year,
  CASE WHEN s.outcome = s.family AND s.family <> 'pass-through' THEN s.tariff_id END AS tariff_id,
  s.core_pence::BIGINT AS base_pence,
  CASE WHEN s.outcome = 'admitted' THEN s.los_days END::INTEGER AS los_days,
  CASE WHEN s.outcome = 'admitted' THEN s.trim_days END::INTEGER AS trim_days,
  s.excess_days::INTEGER AS excess_days,
  CASE WHEN s.outcome = 'admitted' THEN s.per_day_pence WHEN s.outcome = 'excess-bed-days' THEN s.core_pence END::BIGINT AS per_day_pence,
  CASE WHEN s.core_pence IS NOT NULL THEN s.mff_micro END::INTEGER AS mff_micro,
  CASE WHEN s.core_pence IS NOT NULL THEN s.used_top_up_bp END::INTEGER AS top_up_bp,
  CASE
    WHEN s.core_pence IS NULL THEN NULL
    WHEN s.whole_pounds OR s.used_top_up_bp > 0 OR s.has_separate_bed_days OR (s.outcome = 'emergency' AND s.department_type IS NULL)
      THEN nullif(concat_ws('; ',
      CASE WHEN s.whole_pounds THEN 'rounded to whole pounds' END,
      CASE WHEN s.used_top_up_bp > 0 AND s.top_up_on_excess_days AND s.excess_days > 0 THEN 'top-up on excess days too' END,
      CASE WHEN s.outcome = 'admitted' AND s.has_separate_bed_days THEN 'excess days billed on a line of their own' END,
      CASE WHEN s.outcome = 'emergency' AND s.department_type IS NULL THEN 'department type not given' END), '')
  END AS price_note{{more_of_price}}
FROM multiplied AS s
