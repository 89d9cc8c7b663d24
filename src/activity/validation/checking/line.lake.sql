-- grain    one line that counts of the month that is checked
-- inputs   {{seen}}, the lines as seen-lines.lake.sql gives them, and {{unpriced}}, the same without prices; ours, known_practice,
--          contract_service, contract_terms, list_day, list_terms, known_hrg, national_hrg, earlier_line, care_month, freeze_close;
--          {{columns}}, those that some rule or finding reads
-- outputs  table line, the columns of line-columns.ts
-- why      Everything a rule about one line may ask is worked out once, so that all of them are one pass. Each side is small or a key of its
--          own, and a line never meets another line here.
CREATE OR REPLACE TEMP TABLE line AS
WITH seen AS MATERIALIZED (
  SELECT s.key, s.provider, s.practice, s.start_date, s.tfc, s.hrg, s.service_code, s.pod FROM {{unpriced}} AS s
),

-- Membership on the day, asked once for each practice and day.
ours_on AS (
  SELECT DISTINCT d.practice, d.start_date
  FROM (SELECT DISTINCT s.practice, s.start_date FROM seen AS s) AS d
  JOIN ours AS o ON o.practice = d.practice AND d.start_date >= o.valid_from AND d.start_date < o.valid_to
),

-- The contract that names the line's specialty, HRG, service or point of delivery, else the one that covers all that no other names.
covered AS (
  SELECT s.key, min(CASE WHEN c.code = '' THEN 1000000 ELSE 0 END + c.contract_no) % 1000000 AS contract_no
  FROM seen AS s
  JOIN contract_service AS c ON c.provider = s.provider AND s.start_date >= c.valid_from AND s.start_date < c.valid_to
    AND (c.code = '' OR c.code = s.tfc OR c.code = s.hrg OR c.code = s.service_code OR c.code = s.pod)
  GROUP BY s.key
),

dated AS (
  SELECT s.*,
    CASE s.dated_by WHEN 'end' THEN s.end_date WHEN 'last' THEN coalesce(s.end_date, s.start_date) ELSE s.start_date END AS price_date,
    strftime(coalesce(s.end_date, s.start_date), '%Y-%m') AS month_of_care
  FROM {{seen}} AS s
),

whole AS (
  SELECT
    s.*,
    {{billed_to}} AS billed_to,
    CASE WHEN {{knows_practices}} THEN k.practice IS NOT NULL END AS practice_is_known,
    k.closed_on AS practice_closed_on,
    CASE WHEN {{knows_members}} THEN o.practice IS NOT NULL END AS practice_is_ours,
    t.reference AS contract_reference,
    t.mechanism AS contract_mechanism,
    t.line_tolerance_pence,
    coalesce(m.mff_micro, 1000000)::INTEGER AS list_mff_micro,
    CASE WHEN s.hrg IS NOT NULL AND d.tariff_year IS NOT NULL THEN h.code IS NOT NULL OR n.code IS NOT NULL END AS hrg_is_known,
    least(s.received_at, e.received_at) AS first_received_at,
    z.freeze_closes_at,
    f.first_received_at AS care_month_first_received_at
  FROM dated AS s
  LEFT JOIN known_practice AS k ON k.practice = s.practice
  LEFT JOIN ours_on AS o ON o.practice = s.practice AND o.start_date = s.start_date
  LEFT JOIN covered AS c ON c.key = s.key
  LEFT JOIN contract_terms AS t ON t.contract_no = c.contract_no
  LEFT JOIN list_day AS d ON d.day = s.price_date
  LEFT JOIN list_terms AS m ON m.period_no = d.period_no AND m.provider = s.provider
  LEFT JOIN known_hrg AS h ON h.tariff_year = d.tariff_year AND h.code = s.hrg
  LEFT JOIN national_hrg AS n ON n.code = s.hrg
  LEFT JOIN earlier_line AS e ON e.provider = s.provider AND e.line_id = s.line_id
  LEFT JOIN care_month AS f ON f.provider = s.provider AND f.month = s.month_of_care
  LEFT JOIN freeze_close AS z ON z.month = s.month_of_care
)
SELECT {{columns}} FROM whole AS w
