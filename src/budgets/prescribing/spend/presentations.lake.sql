-- grain    one row for each presentation of a substance that a practice prescribed in a month
-- inputs   {{rows}}, the rows that count, as far as they may be seen; $practice, $substance
-- outputs  BNF code, description, rows of the file, items, quantity, and both costs as exact text
-- why      The rows behind a figure, as the national file has them.
SELECT r.bnf_code, max(r.bnf_name) AS name, count(*) AS rows, sum(r.items)::BIGINT AS items, sum(r.total_quantity)::VARCHAR AS quantity,
       sum(r.nic)::VARCHAR AS nic, sum(r.actual_cost)::VARCHAR AS actual_cost
  FROM {{rows}} AS r
 WHERE r.practice = $practice AND r.substance = $substance
 GROUP BY r.bnf_code ORDER BY r.bnf_code;
