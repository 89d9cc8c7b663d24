-- grain    one row for each row of the file that should be kept and breaks a rule, the first so many
-- inputs   {{file}}, the file as text; {{columns}}, those that are read; {{ours}}, a condition on its rows; {{good}}, what each must be; {{tests}}, one column for each rule; {{limit}}
-- outputs  at, the place of the row among those that could be read; its cells; a column t0, t1, … for each rule
-- why      Only a file with something wrong in it is read once more for this: numbering its rows takes one thread in the order of the file.
SELECT * FROM (
  SELECT c.*, {{tests}} FROM (SELECT row_number() OVER () AS at, {{columns}} FROM {{file}}) AS c
   WHERE {{ours}} AND NOT ({{good}})) AS b
 ORDER BY b.at LIMIT {{limit}};
