-- grain    list_day a day, list_terms a period and provider, known_hrg a year and code, the others as line-columns.ts says
-- inputs   the tables of the price book (see open-price-book.lake.sql of pricing)
-- outputs  tables list_day, list_terms, known_hrg, agreed_price, top_up, market_forces_factor
-- why      The lists that the month was priced by also say what a price could have been, and which HRG there is.
CREATE OR REPLACE TEMP TABLE list_day AS SELECT d.day, d.period_no, d.list_no, d.tariff_year FROM book_day AS d WHERE d.list_no IS NOT NULL;
CREATE OR REPLACE TEMP TABLE list_terms AS SELECT t.period_no, t.provider, t.mff_micro FROM book_terms AS t;
CREATE OR REPLACE TEMP TABLE known_hrg AS
SELECT DISTINCT d.tariff_year, p.code
FROM book_price AS p
JOIN (SELECT DISTINCT n.list_no, n.tariff_year FROM list_day AS n) AS d ON d.list_no = p.list_no
WHERE p.shelf IN ('day-case', 'elective', 'non-elective', 'bed-day', 'procedure', 'type-1-2', 'type-3');
CREATE OR REPLACE TEMP TABLE agreed_price AS
SELECT l.provider, l.service, l.pod, l.pence, l.apply_mff, l.valid_from, l.valid_to FROM book_local AS l;
CREATE OR REPLACE TEMP TABLE top_up AS
SELECT d.tariff_year, t.service_code, max_by(t.top_up_bp, t.list_no)::INTEGER AS top_up_bp
FROM book_top_up AS t
JOIN (SELECT DISTINCT n.list_no, n.tariff_year FROM list_day AS n) AS d ON d.list_no = t.list_no
GROUP BY d.tariff_year, t.service_code;
CREATE OR REPLACE TEMP TABLE market_forces_factor AS
SELECT d.tariff_year, t.provider, max_by(t.mff_micro, t.period_no)::INTEGER AS mff_micro
FROM list_terms AS t
JOIN (SELECT DISTINCT n.period_no, n.tariff_year FROM list_day AS n) AS d ON d.period_no = t.period_no
GROUP BY d.tariff_year, t.provider;
