-- grain    one row for each emergency attendance that goes on with another
-- inputs   line, around; {{hours}}, {{returns}}, codes of an unplanned return within seven days
-- around   o.family = 'emergency' AND o.start_date BETWEEN p.first_day - 1 AND p.last_day
-- outputs  key, value_pence, other_key (the attendance before), detail
-- why      Somebody registered anew within hours at the same department, or back for the same thing on one day, was attended to once. The
--          earlier stands. Lines that are alike are C11, and the same attendance in another month is C13. Emergency attendances only, joined
--          by patient and provider; times are looked at afterwards.
WITH timed AS (
  SELECT a.key, a.line_id, a.provider, a.patient, a.site, a.department_type, a.attendance_category, a.start_date, a.hrg, a.month, a.billed_pence,
    a.start_date + try_cast(a.start_time AS TIME) AS arrived_at
  FROM around AS a
  WHERE a.family = 'emergency' AND a.patient IS NOT NULL AND a.billed_pence > 0
),
pair AS (
  SELECT l.key, l.billed_pence, o.key AS other_key, o.line_id AS other_line_id, o.arrived_at AS other_arrived_at,
    l.arrived_at - o.arrived_at <= INTERVAL {{hours}} HOUR AS is_soon,
    l.start_date = o.start_date AND coalesce(l.attendance_category IN ({{returns}}), false) AS is_return,
    CASE WHEN l.arrived_at <> o.arrived_at THEN o.arrived_at < l.arrived_at
      ELSE o.key < l.key AND o.month = l.month
        AND (o.hrg IS DISTINCT FROM l.hrg OR o.billed_pence <> l.billed_pence) END AS is_before
  FROM line AS m
  JOIN timed AS l ON l.key = m.key
  JOIN timed AS o ON o.provider = l.provider AND o.patient = l.patient
  WHERE m.family = 'emergency' AND m.patient_status <> 'invalid'
    AND o.key <> l.key AND o.start_date <= l.start_date AND o.start_date >= l.start_date - 1
    AND o.site IS NOT DISTINCT FROM l.site AND o.department_type IS NOT DISTINCT FROM l.department_type
)
SELECT r.key, r.billed_pence AS value_pence, r.other_key, NULL::VARCHAR AS detail
FROM (
  SELECT p.*, row_number() OVER (PARTITION BY p.key ORDER BY p.other_arrived_at, p.other_line_id, p.other_key) AS turn
  FROM pair AS p
  WHERE p.is_before AND (p.is_soon OR p.is_return)
) AS r
WHERE r.turn = 1
