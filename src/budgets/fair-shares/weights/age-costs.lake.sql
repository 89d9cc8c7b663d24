-- grain    one row for each service line, sex and year of age
-- inputs   {{lines}}, the lines that count of the months looked at; {{prices}}, what each should cost; {{pods}}, the service line of every point of
--          delivery; {{practices}}, the practices that share
-- outputs  events, and pence: the price, or what was billed where there is no price
-- why      Costs by age come out of the commissioner's own activity where nobody uploaded any. Ages are kept single here, because lists
--          come in bands of their own. Lines without a sex or an age weigh for nobody, and so do credits to the events.
SELECT
  d.line,
  x.sex,
  x.age::INTEGER AS age,
  count(*) FILTER (WHERE coalesce(p.price_pence, x.billed_pence) > 0)::BIGINT AS events,
  coalesce(sum(coalesce(p.price_pence, x.billed_pence)), 0)::BIGINT AS pence
FROM {{lines}} AS x
JOIN {{pods}} ON d.pod = x.pod
LEFT JOIN {{prices}} AS p ON p.import_no = x.import_no AND p.line_no = x.line_no
WHERE x.practice IN ({{practices}}) AND x.sex IN ('1', '2') AND x.age IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
