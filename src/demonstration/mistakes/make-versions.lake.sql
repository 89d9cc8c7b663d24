-- grain    one row for each version of each line: 1 as the bill shows it, 2 as it was priced for the bill, 3 as it ought to have been
-- inputs   line, chosen, practice, number_given, provider; variables stranger (a practice of another commissioner), block_offset
-- outputs  view version: columns of line, and version, mistake, is_needed (a mistake in another line cannot be seen without it), month (billed), excess_bed_days, admin_category, overseas_status
-- why      A mistake is a difference between what is shown, what is charged and what is true. Versions 2 and 3 exist only where they differ
--          from what is shown; all are priced by the same pricing, and what each mistake is worth follows. In kinds not named in
--          versions 2 and 3 the facts shown are the true ones and only the amount is wrong, or nothing at all should have been billed.
CREATE OR REPLACE VIEW version AS
WITH all_lines AS NOT MATERIALIZED (
  SELECT l.*, CASE WHEN NOT c.is_copied THEN c.kind END AS mistake, coalesce(c.is_copied, false) OR l.key IN (SELECT o.leans_on FROM chosen AS o WHERE o.leans_on IS NOT NULL) AS is_needed,
    strftime(CASE WHEN c.kind = 'late' THEN l.month_at + INTERVAL 3 MONTH ELSE l.month_at END, '%Y-%m') AS month
  FROM line AS l LEFT JOIN chosen AS c ON c.key = l.key
),
mistaken AS NOT MATERIALIZED (
  SELECT l.*, c.kind AS mistake, c.is_copied, strftime(l.month_at, '%Y-%m') AS month
  FROM line AS l JOIN chosen AS c ON c.key = l.key
),
shown AS (
  SELECT 1 AS version, k.* REPLACE (
      CASE k.mistake WHEN 'not-our-patient' THEN getvariable('stranger') WHEN 'no-practice-code' THEN 'V81999'
        WHEN 'wrong-practice' THEN other.code ELSE k.practice END AS practice,
      CASE WHEN k.mistake IN ('not-our-patient', 'no-practice-code') THEN stranger.number ELSE k.patient END AS patient,
      CASE k.mistake WHEN 'planned-return' THEN '4' ELSE k.attendance_category END AS attendance_category,
      CASE k.mistake WHEN 'repeated-first' THEN '1' WHEN 'waiting-time-event' THEN '5' ELSE k.first_attendance END AS first_attendance,
      CASE k.mistake WHEN 'repeated-first' THEN 'OPFASPCL' WHEN 'not-multi-professional' THEN replace(k.pod, 'SPCL', 'MPCL')
        WHEN 'wrong-point-of-delivery' THEN 'EL' ELSE k.pod END AS pod,
      CASE k.mistake WHEN 'ungrouped' THEN 'U01' WHEN 'no-such-group' THEN k.hrg[1] || '99' WHEN 'impossible-group' THEN 'N' || k.hrg[2:]
        WHEN 'coded-too-high' THEN k.hrg[1] || lpad((k.hrg[2:]::INTEGER + 7)::VARCHAR, 2, '0')
        WHEN 'coded-too-low' THEN k.hrg[1] || lpad((k.hrg[2:]::INTEGER - 7)::VARCHAR, 2, '0') ELSE k.hrg END AS hrg,
      CASE WHEN k.mistake = 'not-discharged' THEN NULL ELSE k.end_date END AS end_date,
      CASE WHEN k.mistake = 'not-discharged' THEN NULL ELSE k.discharge_method END AS discharge_method
    ),
    CASE WHEN k.mistake = 'days-below-trim' THEN 1 + (h(k.key, 101) % 3)::INTEGER END AS excess_bed_days,
    CASE WHEN k.mistake = 'private-patient' THEN '02' ELSE '01' END AS admin_category,
    CASE WHEN k.mistake = 'chargeable-visitor' THEN '4' ELSE '8' END AS overseas_status
  FROM all_lines AS k
  LEFT JOIN practice AS other ON other.ix = CASE WHEN k.mistake = 'wrong-practice' THEN h(k.key, 102) % (SELECT count(*) FROM practice) END
  LEFT JOIN number_given AS stranger ON stranger.ordinal = CASE WHEN k.mistake IN ('not-our-patient', 'no-practice-code') THEN 905000 + h(k.key, 103) % 4000 END
),
too_many AS (
  SELECT 1 AS version, m.* EXCLUDE (is_copied) REPLACE (
      m.key + CASE m.mistake WHEN 'duplicate' THEN 1 WHEN 'billed-again' THEN 2 WHEN 'day-case-in-stay' THEN 3 WHEN 'clinic-in-stay' THEN 4
        WHEN 'attendance-twice' THEN 5 ELSE 6 END AS key,
      CASE m.mistake WHEN 'day-case-in-stay' THEN 'DC' WHEN 'clinic-in-stay' THEN 'OPFUPSPCL' WHEN 'procedure-and-attendance' THEN 'OPFUPSPCL' ELSE m.pod END AS pod,
      CASE WHEN m.mistake = 'billed-again' THEN strftime(m.month_at + INTERVAL 1 MONTH, '%Y-%m') ELSE m.month END AS month,
      CASE WHEN m.mistake = 'attendance-twice' THEN strftime(strptime(m.start_time, '%H:%M') + INTERVAL 50 MINUTE, '%H:%M') ELSE m.start_time END AS start_time,
      CASE WHEN m.mistake IN ('day-case-in-stay', 'clinic-in-stay') THEN m.start_date + 1 + (h(m.key, 104) % (m.end_date - m.start_date - 1))::INTEGER ELSE m.start_date END AS start_date,
      CASE WHEN m.mistake = 'day-case-in-stay' THEN m.start_date + 1 + (h(m.key, 104) % (m.end_date - m.start_date - 1))::INTEGER
        WHEN m.mistake = 'clinic-in-stay' THEN NULL ELSE m.end_date END AS end_date,
      CASE WHEN m.mistake = 'day-case-in-stay' THEN 'F01' WHEN m.mistake IN ('clinic-in-stay', 'procedure-and-attendance') THEN NULL ELSE m.hrg END AS hrg,
      CASE WHEN m.mistake = 'day-case-in-stay' THEN '11' WHEN m.mistake = 'clinic-in-stay' THEN NULL ELSE m.admission_method END AS admission_method,
      CASE WHEN m.mistake = 'day-case-in-stay' THEN '2' WHEN m.mistake = 'clinic-in-stay' THEN NULL ELSE m.patient_classification END AS patient_classification,
      CASE WHEN m.mistake = 'day-case-in-stay' THEN replace(m.spell_id, 'S', 'T') WHEN m.mistake = 'clinic-in-stay' THEN NULL ELSE m.spell_id END AS spell_id,
      CASE m.mistake WHEN 'clinic-in-stay' THEN replace(m.spell_id, 'S', 'B') WHEN 'procedure-and-attendance' THEN replace(m.attendance_id, 'A', 'B') ELSE m.attendance_id END AS attendance_id,
      CASE WHEN m.mistake IN ('clinic-in-stay', 'procedure-and-attendance') THEN NULL ELSE m.procedures END AS procedures,
      CASE WHEN m.mistake IN ('day-case-in-stay', 'clinic-in-stay') THEN NULL ELSE m.critical_care_days END AS critical_care_days,
      CASE WHEN m.mistake = 'clinic-in-stay' THEN NULL ELSE m.admission_source END AS admission_source,
      CASE WHEN m.mistake = 'clinic-in-stay' THEN NULL ELSE m.discharge_method END AS discharge_method,
      CASE WHEN m.mistake = 'clinic-in-stay' THEN NULL ELSE m.diagnoses END AS diagnoses,
      CASE WHEN m.mistake IN ('clinic-in-stay', 'procedure-and-attendance') THEN '2' ELSE m.first_attendance END AS first_attendance,
      CASE WHEN m.mistake = 'clinic-in-stay' THEN '5' ELSE m.attended END AS attended
    ),
    NULL::INTEGER AS excess_bed_days, '01' AS admin_category, '8' AS overseas_status
  FROM mistaken AS m
  WHERE m.is_copied
),
charged AS (
  SELECT 2 AS version, k.* EXCLUDE (is_copied) REPLACE (
    CASE WHEN k.mistake = 'not-attended' THEN '5' ELSE k.attended END AS attended,
    -- Priced as an admission that is never reduced: the whole price.
    CASE WHEN k.mistake = 'short-stay-in-full' THEN '31' ELSE k.admission_method END AS admission_method)
  FROM mistaken AS k
  WHERE k.mistake IN ('not-attended', 'waiting-time-event', 'short-stay-in-full', 'ungrouped', 'no-such-group', 'not-discharged')
),
owed AS (
  SELECT 3 AS version, k.* EXCLUDE (is_copied) FROM mistaken AS k
  WHERE k.mistake IN ('repeated-first', 'not-multi-professional', 'wrong-point-of-delivery', 'coded-too-high', 'coded-too-low', 'impossible-group')
),
-- What the first snapshot of a month shows of a stay whose notes had not been coded in full: a group next to the right one. A line without which
-- nobody could see a mistake in another is coded from the first: a copy beside one that is not would be no copy.
first_seen AS (
  SELECT 4 AS version, k.* REPLACE (k.hrg[1] || lpad((CASE WHEN k.hrg[2:]::INTEGER > 7 THEN k.hrg[2:]::INTEGER - 7 ELSE k.hrg[2:]::INTEGER + 7 END)::VARCHAR, 2, '0') AS hrg)
  FROM all_lines AS k
  WHERE k.source = 'stay' AND k.mistake IS NULL AND NOT k.is_needed AND u(k.key, 110) >= 0.05 AND u(k.key, 110) < 0.09
)
SELECT v.* REPLACE (v.key + getvariable('block_offset')::BIGINT AS key)
FROM (
  FROM shown UNION ALL BY NAME FROM too_many UNION ALL BY NAME FROM charged UNION ALL BY NAME FROM owed UNION ALL BY NAME FROM first_seen
) AS v;
