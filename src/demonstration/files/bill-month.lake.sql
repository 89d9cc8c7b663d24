-- grain    one row for each line of one month, at its last snapshot or only at its first
-- inputs   version_of_month, priced (sidecar columns; import_no is the version), mistake (kind, rule, money), provider
-- outputs  table bill: what is shown, true_pence, billed_pence, unit_pence, rule, first_hrg and first_pence (what the first snapshot showed)
-- why      An honest line is billed at its price. A line without a price is billed at an invented amount, which nobody can say is wrong,
--          so no mistake is planted there.
CREATE OR REPLACE TABLE bill AS
WITH shown AS (
  SELECT v.*, p.price_pence, p.per_day_pence, p.mff_micro, coalesce(charged.price_pence, p.price_pence, v.invented_pence) AS base_pence,
    owed.price_pence AS owed_pence, first_price.price_pence AS first_price_pence, first_version.hrg AS first_hrg_seen,
    coalesce(charged.price_pence, p.price_pence) IS NOT NULL AS has_price
  FROM version_of_month AS v
  LEFT JOIN priced AS p ON p.import_no = v.version AND p.line_no = v.key
  LEFT JOIN (SELECT * FROM priced WHERE import_no = 2) AS charged ON charged.line_no = v.key
  LEFT JOIN (SELECT * FROM priced WHERE import_no = 3) AS owed ON owed.line_no = v.key
  LEFT JOIN (SELECT * FROM priced WHERE import_no = 4) AS first_price ON first_price.line_no = v.key
  LEFT JOIN (SELECT * FROM version_of_month WHERE version = 4) AS first_version ON first_version.key = v.key
  WHERE v.version = 1
),
judged AS (
  SELECT s.* REPLACE (CASE WHEN s.has_price THEN s.mistake END AS mistake),
    CASE WHEN s.has_price THEN m.rule END AS rule, CASE WHEN s.has_price THEN m.money END AS money, m.words
  FROM shown AS s LEFT JOIN mistake AS m ON m.kind = s.mistake
),
charged AS (
  SELECT j.*,
    CASE j.mistake
      WHEN 'above-tariff' THEN j.base_pence * (1060 + h(j.key, 120) % 240) // 1000
      WHEN 'below-tariff' THEN j.base_pence * (650 + h(j.key, 120) % 300) // 1000
      WHEN 'wrong-factor' THEN (j.base_pence * getvariable('wrong_mff') + j.mff_micro // 2) // j.mff_micro
      WHEN 'local-price' THEN j.base_pence * CASE WHEN h(j.key, 121) % 4 = 0 THEN 92 ELSE 112 END // 100
      WHEN 'units-times-price' THEN j.base_pence * (1100 + h(j.key, 120) % 300) // 1000
      WHEN 'days-below-trim' THEN j.base_pence + (j.excess_bed_days * j.per_day_pence * j.mff_micro + 500000) // 1000000
      ELSE j.base_pence
    END::BIGINT AS billed_pence,
    CASE WHEN j.money = 'whole' THEN 0 WHEN j.money IN ('part', 'under') THEN coalesce(j.owed_pence, j.price_pence) ELSE j.base_pence END::BIGINT AS true_pence
  FROM judged AS j
)
SELECT c.*,
  CASE WHEN c.mistake = 'units-times-price' THEN c.base_pence ELSE c.billed_pence END AS unit_pence,
  -- 3% of lines reach only the last snapshot, 1% only the first.
  CASE WHEN c.mistake IS NULL AND u(c.key, 111) < 0.03 THEN 'last' WHEN c.mistake IS NULL AND u(c.key, 111) < 0.04 THEN 'first' ELSE 'both' END AS seen,
  coalesce(CASE WHEN c.first_price_pence IS NOT NULL THEN c.first_hrg_seen END, c.hrg) AS first_hrg,
  coalesce(c.first_price_pence, c.billed_pence) AS first_pence
FROM charged AS c;
