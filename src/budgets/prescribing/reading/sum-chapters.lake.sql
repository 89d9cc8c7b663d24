-- grain    one row for each practice and chapter of a month
-- inputs   {{rollup}}, the roll-up that was just written
-- outputs  practice, chapter, items, and both costs in pence
-- why      What PostgreSQL keeps of a month: sums of the pence of substances.
SELECT r.practice, left(r.substance, 2) AS chapter, sum(r.items)::BIGINT AS items,
       sum(r.nic_pence)::BIGINT AS nic_pence, sum(r.actual_pence)::BIGINT AS actual_pence
  FROM {{rollup}} AS r
 GROUP BY ALL ORDER BY ALL;
