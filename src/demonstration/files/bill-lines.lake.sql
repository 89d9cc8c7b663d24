-- grain    one row for each line shown in some months
-- inputs   version_billed, priced (sidecar columns; import_no is the version), mistake (kind, rule, money, words), provider; variable wrong_mff
-- outputs  table bill: what it is worth, what is billed, and what the first snapshot showed; nothing that version_billed has already
-- why      An honest line is billed at its price. A line without a price is billed at an invented amount, which nobody can say is wrong,
--          so no mistake is planted there. Narrow, because it is joined and sorted while the wide columns stay in their file.
CREATE OR REPLACE TABLE bill AS
WITH other AS (
  SELECT p.line_no,
    max(p.price_pence) FILTER (p.import_no = 2) AS charged_pence,
    max(p.price_pence) FILTER (p.import_no = 3) AS owed_pence,
    max(p.price_pence) FILTER (p.import_no = 4) AS first_pence
  FROM priced AS p WHERE p.import_no > 1 GROUP BY p.line_no
),
shown AS (
  SELECT v.key, v.provider, v.month, v.mistake, coalesce(v.is_needed, false) AS is_needed, v.excess_bed_days, p.price_pence, p.per_day_pence, p.mff_micro, o.owed_pence, o.first_pence,
    coalesce(o.charged_pence, p.price_pence) IS NOT NULL AS has_price, coalesce(o.charged_pence, p.price_pence, v.invented_pence) AS base_pence
  FROM version_billed AS v
  JOIN priced AS p ON p.import_no = 1 AND p.line_no = v.key
  LEFT JOIN other AS o ON o.line_no = v.key
  WHERE v.version = 1
),
judged AS (
  SELECT s.* REPLACE (CASE WHEN s.has_price THEN s.mistake END AS mistake), m.rule, m.money, m.words
  FROM shown AS s LEFT JOIN mistake AS m ON m.kind = CASE WHEN s.has_price THEN s.mistake END
),
charged AS (
  SELECT j.*,
    CASE j.mistake
      WHEN 'above-tariff' THEN j.base_pence * (1060 + h(j.key, 120) % 240) // 1000
      WHEN 'below-tariff' THEN j.base_pence * (650 + h(j.key, 120) % 300) // 1000
      WHEN 'wrong-factor' THEN (j.base_pence * getvariable('wrong_mff') + j.mff_micro // 2) // j.mff_micro
      WHEN 'local-price' THEN j.base_pence * 112 // 100
      WHEN 'below-local-price' THEN j.base_pence * 92 // 100
      WHEN 'units-times-price' THEN j.base_pence * (1100 + h(j.key, 120) % 300) // 1000
      WHEN 'days-below-trim' THEN j.base_pence + (j.excess_bed_days * j.per_day_pence * j.mff_micro + 500000) // 1000000
      ELSE j.base_pence
    END::BIGINT AS billed_pence,
    CASE WHEN j.money = 'whole' THEN 0 WHEN j.money IN ('part', 'under') THEN coalesce(j.owed_pence, j.price_pence) ELSE j.base_pence END::BIGINT AS true_pence
  FROM judged AS j
),
-- Seven pence more where the amount would be another provider's price to the penny, which is another mistake.
told AS (
  SELECT c.* REPLACE (c.billed_pence + CASE WHEN c.mistake = 'above-tariff' AND EXISTS (
      SELECT 1 FROM provider AS p WHERE abs((c.base_pence * p.mff_micro + c.mff_micro // 2) // c.mff_micro - c.billed_pence) <= 2) THEN 7 ELSE 0 END AS billed_pence)
  FROM charged AS c
)
SELECT c.key, c.provider, c.month, c.mistake, c.rule, c.words, c.true_pence, c.billed_pence, c.first_pence,
  CASE WHEN c.mistake = 'units-times-price' THEN c.base_pence ELSE c.billed_pence END AS unit_pence,
  -- 3% of lines reach only the last snapshot, 1% only the first; never one without which a mistake cannot be seen.
  CASE WHEN c.mistake IS NOT NULL OR c.is_needed THEN 'both' WHEN u(c.key, 111) < 0.03 THEN 'last' WHEN u(c.key, 111) < 0.04 THEN 'first' ELSE 'both' END AS seen
FROM told AS c;
