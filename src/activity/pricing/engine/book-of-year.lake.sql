-- grain    book_day: one row for each day; book_local: one row for each agreed price
-- inputs   the tables of the price book (see open-price-book.lake.sql); {{year}}, a price year that the book holds
-- outputs  the same two tables, in which every day has the list and the terms of the year's first day, and every local price agreed for that
--          day holds always; what was agreed with a provider before and not renewed goes on holding on its own days
-- why      A budget prices the activity of one year at the prices of the next. Moving the days of the book leaves the lines, and the one
--          query that prices them, as they are.
CREATE OR REPLACE TEMP TABLE year_day AS
SELECT d.* FROM book_day AS d WHERE d.tariff_year = {{year}} QUALIFY row_number() OVER (ORDER BY d.day) = 1;

CREATE OR REPLACE TEMP TABLE year_local AS
SELECT b.provider, b.service, b.pod, DATE '1900-01-01' AS valid_from, DATE '9999-01-01' AS valid_to, b.pence, b.apply_mff
FROM book_local AS b SEMI JOIN year_day AS d ON b.valid_from <= d.day AND d.day < b.valid_to;

CREATE OR REPLACE TEMP TABLE book_local AS
SELECT l.* FROM year_local AS l
UNION ALL
SELECT b.provider, b.service, b.pod, b.valid_from, b.valid_to, b.pence, b.apply_mff
FROM book_local AS b ANTI JOIN year_local AS l ON l.provider = b.provider AND l.service = b.service AND l.pod = b.pod;

CREATE OR REPLACE TEMP TABLE book_day AS
SELECT s.day::DATE AS day, d.period_no, d.list_no, d.tariff_year, d.tariff_id, d.short_stay_minimum_age, d.top_up_on_excess_days
FROM (SELECT unnest(range(DATE '1990-01-01', DATE '2070-01-01', INTERVAL 1 DAY)) AS day) AS s CROSS JOIN year_day AS d;
