-- grain    one row for each line with a mistake at one snapshot of one month
-- inputs   bill; variables month, snapshot
-- outputs  rows added to table answer: the columns of answer-key.csv
-- why      The published answers: what a check of the bills ought to find, and what it is worth.
INSERT INTO answer
SELECT b.provider, b.month, getvariable('snapshot')::VARCHAR, 'L' || lpad(b.key::VARCHAR, 10, '0'), b.rule, b.mistake, b.true_pence, b.billed_pence,
  b.billed_pence - b.true_pence, b.words
FROM bill AS b
WHERE b.mistake IS NOT NULL AND b.month = getvariable('month');
