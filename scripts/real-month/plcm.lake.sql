-- A month of patient-level contract monitoring (PLCM, 51 columns) for one provider: invented patients, real codes and prices.
-- grain:   one row is one billed line
-- inputs:  practices(code), prices(hrg, outpatient_procedure, combined, day_case, elective, non_elective, elective_trim, non_elective_trim, per_day);
--          $lines, $practices and $prices (their numbers), $provider, $commissioner, $year ('201718'), $number (7 = October), $first (first day of the month), $seed
-- outputs: the 51 columns of the NHS Data Dictionary, in its order
-- why:     no public file of billed lines with prices exists, so the numbers of people and stays are made and everything they are
--          made of (practices, HRGs, prices, trim points) is read from the published files
WITH seeds AS (
  SELECT line.i AS i, hash(line.i * 16 + 1 + $seed) AS a, hash(line.i * 16 + 2 + $seed) AS b, hash(line.i * 16 + 3 + $seed) AS c,
    hash(line.i * 16 + 4 + $seed) AS d, hash(line.i * 16 + 5 + $seed) AS e
  FROM range($lines::BIGINT) AS line(i)
),
numbered_prices AS (SELECT *, row_number() OVER (ORDER BY prices.hrg) - 1 AS n FROM prices WHERE prices.non_elective IS NOT NULL),
numbered_practices AS (SELECT *, row_number() OVER (ORDER BY practices.code) - 1 AS n FROM practices),
drawn AS (
  SELECT seeds.*, p.code AS practice, t.*,
    CASE WHEN seeds.a % 100 < 38 THEN 'DC' WHEN seeds.a % 100 < 50 THEN 'EL' WHEN seeds.a % 100 < 86 THEN 'NEL'
      WHEN seeds.a % 100 < 96 AND t.outpatient_procedure IS NOT NULL THEN 'OPPROC' ELSE 'DRUG' END AS pod,
    (seeds.c % 28)::INTEGER AS day, 18 + (seeds.d % 70)::INTEGER AS age, 1 + (seeds.d // 97 % 2)::INTEGER AS sex
  FROM seeds
  JOIN numbered_practices AS p ON p.n = (seeds.b % $practices)::BIGINT
  JOIN numbered_prices AS t ON t.n = (seeds.e % $prices)::BIGINT
),
dated AS (
  SELECT drawn.*, $first::DATE + drawn.day AS end_date,
    CASE drawn.pod WHEN 'EL' THEN 1 + (drawn.d // 7 % 6)::INTEGER WHEN 'NEL' THEN (power((drawn.d // 7 % 1000) / 1000.0, 4) * 60)::INTEGER ELSE 0 END AS nights
  FROM drawn
),
priced AS (
  SELECT dated.*,
    CASE dated.pod WHEN 'DC' THEN coalesce(dated.day_case, dated.combined) WHEN 'EL' THEN coalesce(dated.elective, dated.combined)
        + greatest(0, dated.nights - coalesce(dated.elective_trim, 9999)) * coalesce(dated.per_day, 0)
      WHEN 'NEL' THEN dated.non_elective + greatest(0, dated.nights - coalesce(dated.non_elective_trim, 9999)) * coalesce(dated.per_day, 0)
      WHEN 'OPPROC' THEN dated.outpatient_procedure ELSE 50 + dated.d % 900 END AS right_price
  FROM dated
),
billed AS (
  -- Two lines in a hundred are billed 15 % too high, one in a hundred 10 % too low, so that the statement has something to say.
  SELECT priced.*, round(coalesce(priced.right_price, 400) * CASE WHEN priced.b // 11 % 100 < 2 THEN 1.15 WHEN priced.b // 11 % 100 < 3 THEN 0.9 ELSE 1 END, 2)
    ::DECIMAL(18, 2) AS price
  FROM priced
),
identified AS (
  -- Generated NHS numbers of the range 999, which is never issued; the tenth digit is the modulus 11 check.
  SELECT billed.*, 999000000 + (billed.c // 31 % 60000)::BIGINT AS nine FROM billed
),
checked AS (
  SELECT identified.*, (11 - (
    10 * (identified.nine // 100000000 % 10) + 9 * (identified.nine // 10000000 % 10) + 8 * (identified.nine // 1000000 % 10)
      + 7 * (identified.nine // 100000 % 10) + 6 * (identified.nine // 10000 % 10) + 5 * (identified.nine // 1000 % 10)
      + 4 * (identified.nine // 100 % 10) + 3 * (identified.nine // 10 % 10) + 2 * (identified.nine // 1 % 10)
    ) % 11) % 11 AS tenth
  FROM identified
)
SELECT $number AS "FINANCIAL MONTH", $year AS "FINANCIAL YEAR", '2017-11-20T09:00:00' AS "DATE AND TIME DATA SET CREATED",
  $provider AS "ORGANISATION IDENTIFIER (CODE OF PROVIDER)", NULL AS "ORGANISATION SITE IDENTIFIER (OF TREATMENT)",
  $commissioner AS "ORGANISATION IDENTIFIER (GP PRACTICE RESPONSIBILITY)", $commissioner AS "ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)",
  checked.practice AS "GENERAL MEDICAL PRACTICE CODE (PATIENT REGISTRATION)", NULL AS "WITHHELD IDENTITY REASON",
  CASE WHEN checked.tenth < 10 THEN checked.nine::VARCHAR || checked.tenth::VARCHAR END AS "NHS NUMBER",
  'L' || checked.nine::VARCHAR AS "LOCAL PATIENT IDENTIFIER (EXTENDED)", NULL AS "POSTCODE OF USUAL ADDRESS",
  (checked.end_date - checked.age * 366)::VARCHAR AS "PERSON BIRTH DATE", checked.age AS "AGE AT ACTIVITY DATE (CONTRACT MONITORING)",
  checked.sex AS "PERSON STATED GENDER CODE", 'Z' AS "ETHNIC CATEGORY", 'B' || lpad(checked.i::VARCHAR, 34, '0') AS "CDS UNIQUE IDENTIFIER",
  NULL AS "NON CDS UNIQUE IDENTIFIER", CASE WHEN checked.pod = 'DRUG' THEN NULL ELSE '100' END AS "ACTIVITY TREATMENT FUNCTION CODE",
  NULL AS "LOCAL SUB-SPECIALTY CODE", CASE WHEN checked.pod IN ('DC', 'EL', 'NEL') THEN 'S' || lpad(checked.i::VARCHAR, 11, '0') END AS "HOSPITAL PROVIDER SPELL NUMBER",
  CASE WHEN checked.pod = 'OPPROC' THEN 'A' || lpad(checked.i::VARCHAR, 11, '0') END AS "ATTENDANCE IDENTIFIER", NULL AS "EMERGENCY CARE ATTENDANCE IDENTIFIER",
  (checked.end_date - checked.nights)::VARCHAR AS "ACTIVITY START DATE (CONTRACT MONITORING)", checked.end_date::VARCHAR AS "ACTIVITY END DATE (CONTRACT MONITORING)",
  NULL AS "PACKAGE OF CARE OR YEAR OF CARE START DATE (CONTRACT MONITORING)", 'N' AS "UNBUNDLED EPISODE INDICATOR",
  NULL AS "PROVIDER REFERENCE NUMBER", NULL AS "NHS SERVICE AGREEMENT LINE NUMBER", '12' AS "COMMISSIONED SERVICE CATEGORY CODE",
  NULL AS "SPECIALISED SERVICE CODE", checked.pod AS "POINT OF DELIVERY CODE", NULL AS "POINT OF DELIVERY FURTHER DETAIL CODE",
  NULL AS "POINT OF DELIVERY FURTHER DETAIL DESCRIPTION", NULL AS "LOCAL POINT OF DELIVERY CODE", NULL AS "LOCAL POINT OF DELIVERY DESCRIPTION",
  NULL AS "CONTRACT MONITORING ADDITIONAL DETAIL (FIRST)", NULL AS "CONTRACT MONITORING ADDITIONAL DESCRIPTION (FIRST)",
  NULL AS "CONTRACT MONITORING ADDITIONAL DETAIL (SECOND)", NULL AS "CONTRACT MONITORING ADDITIONAL DESCRIPTION (SECOND)",
  NULL AS "CONTRACT MONITORING ADDITIONAL DETAIL (THIRD)", NULL AS "CONTRACT MONITORING ADDITIONAL DESCRIPTION (THIRD)",
  NULL AS "CONTRACT MONITORING ADDITIONAL DETAIL (FOURTH)", NULL AS "CONTRACT MONITORING ADDITIONAL DESCRIPTION (FOURTH)",
  NULL AS "CONTRACT MONITORING ADDITIONAL DETAIL (FIFTH)", NULL AS "CONTRACT MONITORING ADDITIONAL DESCRIPTION (FIFTH)",
  CASE WHEN checked.pod = 'DRUG' THEN NULL ELSE checked.hrg END AS "TARIFF CODE", CASE WHEN checked.pod = 'DRUG' THEN 'N' ELSE 'Y' END AS "NATIONAL TARIFF INDICATOR",
  CASE WHEN checked.pod = 'DRUG' THEN 0 ELSE 1 END AS "ACTIVITY COUNT (POINT OF DELIVERY)", checked.price AS "ACTIVITY UNIT PRICE", checked.price AS "TOTAL COST"
FROM checked
