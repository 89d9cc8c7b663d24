-- grain    one row for each provider, specialty and practice that bears a part of follow-ups beyond the agreed ratio
-- inputs   attendance_count, follow_up_cap, checked
-- outputs  provider, practice, about ('tfc 110 practice A99001'), value_pence, detail
-- why      The ratio is one of the financial year so far, so a month bears what it adds to the greatest excess that the year had reached
--          before it: months then never bear one follow-up twice. Parts are split by follow-ups used; the pennies that do not divide go to the
--          largest remainders, so that the parts make the whole.
WITH agreed AS (
  SELECT k.provider, k.tfc, min(k.ratio_thousandths) AS ratio_thousandths
  FROM follow_up_cap AS k, checked AS c
  WHERE k.valid_from <= c.first_day AND c.first_day < coalesce(k.valid_to, DATE '9999-12-31')
  GROUP BY k.provider, k.tfc
),
attendance AS (
  SELECT a.provider, a.tfc, a.practice, a.month, a.firsts, a.follow_ups, a.pence, c.month AS checked_month, k.ratio_thousandths AS ratio
  FROM attendance_count AS a
  CROSS JOIN checked AS c
  JOIN agreed AS k ON k.provider = a.provider AND k.tfc = a.tfc
  WHERE a.month <= c.month AND a.month >= strftime(c.first_day - to_months(((month(c.first_day) + 8) % 12)::INTEGER), '%Y-%m')
),
so_far AS (
  SELECT m.provider, m.tfc, m.month, any_value(m.checked_month) AS checked_month, any_value(m.ratio) AS ratio,
    sum(sum(m.firsts)) OVER year_so_far AS firsts, sum(sum(m.follow_ups)) OVER year_so_far AS follow_ups,
    sum(sum(m.pence)) OVER year_so_far AS pence
  FROM attendance AS m
  GROUP BY m.provider, m.tfc, m.month
  WINDOW year_so_far AS (PARTITION BY m.provider, m.tfc ORDER BY m.month ROWS UNBOUNDED PRECEDING)
),
-- Follow-ups beyond the ratio in thousandths, times their pence, over their number: one rounding.
valued AS (
  SELECT s.*, greatest(0, s.follow_ups * 1000 - s.ratio * s.firsts) AS thousandths,
    CASE WHEN s.follow_ups > 0 THEN
      (greatest(0, s.follow_ups * 1000 - s.ratio * s.firsts)::HUGEINT * s.pence * 2 + s.follow_ups * 1000) // (s.follow_ups * 2000)
    ELSE 0 END AS value_pence
  FROM so_far AS s
),
added AS (
  SELECT v.*, coalesce(max(v.value_pence) OVER earlier, 0) AS borne_pence
  FROM valued AS v
  WINDOW earlier AS (PARTITION BY v.provider, v.tfc ORDER BY v.month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
whole AS (
  SELECT a.*, (a.value_pence - a.borne_pence)::BIGINT AS added_pence FROM added AS a
  WHERE a.month = a.checked_month AND a.value_pence > a.borne_pence
),
use AS (
  SELECT m.provider, m.tfc, m.practice, sum(m.follow_ups)::BIGINT AS follow_ups FROM attendance AS m GROUP BY m.provider, m.tfc, m.practice
),
part AS (
  SELECT w.*, u.practice, u.follow_ups AS used, (w.added_pence::HUGEINT * u.follow_ups) // w.follow_ups AS floor_pence,
    row_number() OVER (
      PARTITION BY w.provider, w.tfc ORDER BY (w.added_pence::HUGEINT * u.follow_ups) % w.follow_ups DESC, u.practice) AS turn
  FROM whole AS w
  JOIN use AS u ON u.provider = w.provider AND u.tfc = w.tfc AND u.follow_ups > 0
),
shared AS (
  SELECT p.*,
    p.floor_pence + CASE WHEN p.turn <= p.added_pence - sum(p.floor_pence) OVER (PARTITION BY p.provider, p.tfc) THEN 1 ELSE 0 END AS part_pence
  FROM part AS p
)
SELECT s.provider, nullif(s.practice, '') AS practice,
  'tfc ' || s.tfc || ' practice ' || coalesce(nullif(s.practice, ''), 'unknown') AS about, s.part_pence::BIGINT AS value_pence,
  format('Specialty {}: {:d} follow-ups to {:d} first attendances in the year so far, where at most {:d}.{:03d} for each are paid. '
      || '{:d} of the follow-ups were of this practice.',
    s.tfc, s.follow_ups::BIGINT, s.firsts::BIGINT, (s.ratio // 1000)::BIGINT, (s.ratio % 1000)::BIGINT, s.used)
    || CASE WHEN s.borne_pence > 0 THEN ' Only what this month adds is asked for.' ELSE '' END AS detail
FROM shared AS s
WHERE s.part_pence > 0
