-- grain    one row for each chemical substance, of the practices asked for
-- inputs   {{rollup}}, the roll-up that counts, as far as it may be seen; {{practices}}, a condition on its rows
-- outputs  substance, its name where the file has one, the presentation that cost most, items, of drugs, by generic name, and both costs in pence
-- why      Sums of the pence of practices: they foot to a practice's month, a group's and a commissioner's alike.
SELECT r.substance, max(r.substance_name) AS name, arg_max(r.example, r.nic) AS example, sum(r.items)::BIGINT AS items,
       sum(r.drug_items)::BIGINT AS drug_items, sum(r.generic_items)::BIGINT AS generic_items, count(*) AS practices,
       sum(r.nic_pence)::BIGINT AS nic_pence, sum(r.actual_pence)::BIGINT AS actual_pence
  FROM {{rollup}} AS r
 WHERE {{practices}}
 GROUP BY r.substance ORDER BY r.substance;
