-- grain    a tariff year, shelf and code
-- inputs   list_day, book_price; {{first_day}} and {{next_first_day}} of the month that is checked
-- outputs  table list_price
-- why      A year may have several lists. The one that holds last in the month stands for its year, else the last one of the year.
CREATE OR REPLACE TEMP TABLE list_price AS
WITH chosen AS (
  SELECT d.tariff_year, coalesce(max(d.list_no) FILTER (WHERE d.day >= {{first_day}} AND d.day < {{next_first_day}}), max(d.list_no)) AS list_no
  FROM list_day AS d GROUP BY d.tariff_year
)
SELECT c.tariff_year, p.shelf, p.code, p.pence, p.trim_days, p.per_day_pence, p.short_stay_pence
FROM book_price AS p JOIN chosen AS c ON c.list_no = p.list_no
