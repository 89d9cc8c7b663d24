-- grain    one row for each row of the file that is kept
-- inputs   {{file}}, the file as text; {{ours}}, a condition on its rows; {{good}}, what each must be; {{month}}; {{order}}; {{path}}
-- outputs  a Parquet file: month, practice, chemical substance and its name where the file has one, presentation, quantities, items, and both
--          costs as exact decimals
-- why      The file's own rows, typed. Costs keep every decimal: they are rounded once, where a practice's month is published.
COPY (
  SELECT '{{month}}' AS month, trim(c.practice) AS practice, left(c.bnf_code, 9) AS substance,
         nullif(trim(c.substance_name), '') AS substance_name, c.bnf_code, trim(c.bnf_name) AS bnf_name,
         c.quantity::DECIMAL(18, 8) AS quantity, c.items::INTEGER AS items, c.total_quantity::DECIMAL(18, 8) AS total_quantity,
         c.adq_usage::DECIMAL(18, 8) AS adq_usage, c.nic::DECIMAL(18, 8) AS nic, c.actual_cost::DECIMAL(18, 8) AS actual_cost
    FROM {{file}} AS c
   WHERE {{ours}} AND {{good}}
  {{order}}
) TO '{{path}}' (FORMAT parquet, COMPRESSION zstd);
