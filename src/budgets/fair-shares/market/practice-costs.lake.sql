-- grain    one row for each service line and practice
-- inputs   {{lines}}, the lines that count of the months looked at; {{prices}}, what each should cost and by what factor for market forces;
--          {{pods}}, the service line of every point of delivery; {{practices}}, the practices that share
-- outputs  pence: the price, or what was billed where there is none; with_mff_pence: the price of lines that have a factor; without_mff_micro:
--          the same before the factor, in millionths of a penny
-- why      What a practice out of the ordinary is given, and how dear the hospitals are that a practice's patients go to.
SELECT
  d.line,
  x.practice,
  greatest(coalesce(sum(coalesce(p.price_pence, x.billed_pence)), 0), 0)::BIGINT AS pence,
  coalesce(sum(CASE WHEN p.mff_micro > 0 AND p.price_pence > 0 THEN p.price_pence END), 0)::BIGINT AS with_mff_pence,
  coalesce(sum(CASE WHEN p.mff_micro > 0 AND p.price_pence > 0
    THEN (p.price_pence::HUGEINT * 1000000000000) // p.mff_micro END), 0)::VARCHAR AS without_mff_micro
FROM {{lines}} AS x
JOIN {{pods}} ON d.pod = x.pod
LEFT JOIN {{prices}} AS p ON p.import_no = x.import_no AND p.line_no = x.line_no
WHERE x.practice IN ({{practices}})
GROUP BY 1, 2
ORDER BY 1, 2
