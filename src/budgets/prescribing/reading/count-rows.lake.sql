-- grain    one row for each practice, month and mark of a file, as its cells have them
-- inputs   {{file}}, the FROM item that reads the file as text
-- outputs  table counted: practice, year_month, unidentified, rows
-- why      Every row is accounted for before any is taken: whose it is, which month it says, and whether it has a prescriber at all. Three columns
--          of 18 million rows take little more than the time of one reading.
CREATE OR REPLACE TEMP TABLE counted AS
SELECT trim(c.practice) AS practice, c.year_month, c.unidentified, count(*) AS rows
  FROM {{file}} AS c
 GROUP BY ALL;
