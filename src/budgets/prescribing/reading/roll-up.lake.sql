-- grain    one row for each practice and chemical substance (the first nine characters of a BNF code) of a month
-- inputs   {{rows}}, the file of rows that was just written; {{drugs}}, how long the code of a drug is; {{generic}}, its mark; {{path}}
-- outputs  a Parquet file: the substance, its name where the file has one, the presentation that cost most as an example, items, items of
--          drugs and those by generic name, both costs exactly, and both in pence
-- why      Pages ask by chapter, section, paragraph and substance; all of them are sums of these. A practice's month is rounded to pence once, half
--          up; each substance has its cost down to the penny below, and the pennies then missing go to those that lost most, by code where they
--          lost the same. So every level foots to the next, and nothing is ever rounded again.
COPY (
  WITH summed AS (
    SELECT r.month, r.practice, r.substance, max(r.substance_name) AS substance_name, arg_max(r.bnf_name, r.nic) AS example,
           sum(r.items)::BIGINT AS items,
           coalesce(sum(r.items) FILTER (WHERE length(r.bnf_code) = {{drugs}}), 0)::BIGINT AS drug_items,
           coalesce(sum(r.items) FILTER (WHERE length(r.bnf_code) = {{drugs}} AND substr(r.bnf_code, 10, 2) = '{{generic}}'), 0)::BIGINT AS generic_items,
           sum(r.nic)::DECIMAL(28, 8) AS nic, sum(r.actual_cost)::DECIMAL(28, 8) AS actual_cost
      FROM {{rows}} AS r
     GROUP BY r.month, r.practice, r.substance),
  floored AS (
    SELECT s.*, floor(s.nic * 100)::BIGINT AS nic_floor, floor(s.actual_cost * 100)::BIGINT AS actual_floor FROM summed AS s),
  ranked AS (
    SELECT f.*,
           row_number() OVER (PARTITION BY f.practice ORDER BY f.nic * 100 - f.nic_floor DESC, f.substance) AS nic_rank,
           row_number() OVER (PARTITION BY f.practice ORDER BY f.actual_cost * 100 - f.actual_floor DESC, f.substance) AS actual_rank
      FROM floored AS f),
  whole AS (
    SELECT f.practice, round(sum(f.nic) * 100)::BIGINT - sum(f.nic_floor)::BIGINT AS nic_missing,
           round(sum(f.actual_cost) * 100)::BIGINT - sum(f.actual_floor)::BIGINT AS actual_missing
      FROM floored AS f GROUP BY f.practice)
  SELECT r.month, r.practice, r.substance, r.substance_name, r.example, r.items, r.drug_items, r.generic_items, r.nic, r.actual_cost,
         r.nic_floor + (r.nic_rank <= w.nic_missing)::INTEGER AS nic_pence,
         r.actual_floor + (r.actual_rank <= w.actual_missing)::INTEGER AS actual_pence
    FROM ranked AS r JOIN whole AS w USING (practice)
   ORDER BY r.practice, r.substance
) TO '{{path}}' (FORMAT parquet, COMPRESSION zstd);
