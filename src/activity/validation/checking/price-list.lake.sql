-- grain    list_day a day, list_terms a period and provider, known_hrg a year and code
-- inputs   the tables of the price book (see open-price-book.lake.sql of pricing)
-- outputs  the day's list and year, the provider's factor, the HRGs that a year's lists know
-- why      The lists that the month was priced by also say what a price could have been, and which HRG there is.
CREATE OR REPLACE TEMP TABLE list_day AS SELECT d.day, d.period_no, d.list_no, d.tariff_year FROM book_day AS d WHERE d.list_no IS NOT NULL;
CREATE OR REPLACE TEMP TABLE list_terms AS SELECT t.period_no, t.provider, t.mff_micro FROM book_terms AS t;
CREATE OR REPLACE TEMP TABLE known_hrg AS
SELECT DISTINCT d.tariff_year, p.code
FROM book_price AS p
JOIN (SELECT DISTINCT n.list_no, n.tariff_year FROM list_day AS n) AS d ON d.list_no = p.list_no
WHERE p.shelf IN ('day-case', 'elective', 'non-elective', 'bed-day', 'procedure', 'type-1-2', 'type-3');
