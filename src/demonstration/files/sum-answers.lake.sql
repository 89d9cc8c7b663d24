-- grain    one row for each kind of mistake
-- inputs   answer, mistake (kind, rule, money, words), open_month (month known only from its first snapshot)
-- outputs  how many lines have it at the last snapshot of their month, what was billed too much and what too little
-- why      The summary that the command shows: too much and too little nearly cancel, as an audit found they do.
SELECT m.rule, m.kind, m.words, count(a.line_id) AS lines,
  coalesce(sum(a.excess_pence) FILTER (a.excess_pence > 0), 0)::BIGINT AS over_pence,
  coalesce(sum(a.excess_pence) FILTER (a.excess_pence < 0), 0)::BIGINT AS under_pence
FROM mistake AS m
LEFT JOIN answer AS a ON a.kind = m.kind AND (a.snapshot = 'freeze' OR a.month IN (SELECT o.month FROM open_month AS o))
GROUP BY m.rule, m.kind, m.words
ORDER BY m.rule, m.kind
