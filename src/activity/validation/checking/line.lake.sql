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

-- The contract that names the line's specialty, HRG, service or point of delivery, else the one that covers all that no other names. The
-- latter is asked once for each provider and day; the former of few lines, each time by an equality.
covers_all AS (
  SELECT d.provider, d.start_date, min(c.contract_no) AS contract_no
  FROM (SELECT DISTINCT s.provider, s.start_date FROM seen AS s) AS d
  JOIN contract_service AS c ON c.code = '' AND c.provider = d.provider AND d.start_date >= c.valid_from AND d.start_date < c.valid_to
  GROUP BY d.provider, d.start_date
),
particular AS (
  SELECT c.* FROM contract_service AS c WHERE c.code <> ''
),
named AS (
  SELECT s.key, s.start_date, c.contract_no, c.valid_from, c.valid_to
  FROM seen AS s JOIN particular AS c ON c.provider = s.provider AND c.code = s.tfc
  UNION ALL
  SELECT s.key, s.start_date, c.contract_no, c.valid_from, c.valid_to
  FROM seen AS s JOIN particular AS c ON c.provider = s.provider AND c.code = s.hrg
  UNION ALL
  SELECT s.key, s.start_date, c.contract_no, c.valid_from, c.valid_to
  FROM seen AS s JOIN particular AS c ON c.provider = s.provider AND c.code = s.service_code
  UNION ALL
  SELECT s.key, s.start_date, c.contract_no, c.valid_from, c.valid_to
  FROM seen AS s JOIN particular AS c ON c.provider = s.provider AND c.code = s.pod
),
covers_it AS (
  SELECT n.key, min(n.contract_no) AS contract_no
  FROM named AS n
  WHERE n.start_date >= n.valid_from AND n.start_date < n.valid_to
  GROUP BY n.key
),

dated AS (
  SELECT s.*,
    CASE s.dated_by WHEN 'end' THEN s.end_date WHEN 'last' THEN coalesce(s.end_date, s.start_date) ELSE s.start_date END AS price_date,
    date_trunc('month', coalesce(s.end_date, s.start_date))::DATE AS month_of_care
  FROM {{seen}} AS s
),

whole AS (
  SELECT
    s.*,
    {{billed_to}} AS billed_to,
    {{month_begins}} AS month_begins,
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
  LEFT JOIN covers_it AS i ON i.key = s.key
  LEFT JOIN covers_all AS a ON a.provider = s.provider AND a.start_date = s.start_date
  LEFT JOIN contract_terms AS t ON t.contract_no = coalesce(i.contract_no, a.contract_no)
  LEFT JOIN list_day AS d ON d.day = s.price_date
  LEFT JOIN list_terms AS m ON m.period_no = d.period_no AND m.provider = s.provider
  LEFT JOIN known_hrg AS h ON h.tariff_year = d.tariff_year AND h.code = s.hrg
  LEFT JOIN national_hrg AS n ON n.code = s.hrg
  LEFT JOIN earlier_line AS e ON e.provider = s.provider AND e.line_id = s.line_id
  LEFT JOIN care_month AS f ON f.provider = s.provider AND f.first_day = s.month_of_care
  LEFT JOIN freeze_close AS z ON z.first_day = s.month_of_care
)
SELECT {{columns}} FROM whole AS w
