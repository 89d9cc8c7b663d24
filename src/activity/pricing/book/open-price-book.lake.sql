-- grain    one table for each part of the book, one row for each key
-- inputs   {{book}}, a FROM item that reads the book's file
-- outputs  book_pod, book_day, book_price, book_terms, book_top_up, book_local
-- why      Small tables in memory are the inner side of every join of a price run.
CREATE OR REPLACE TEMP TABLE book_pod AS
SELECT b.pod, b.family, b.shelf, b.visit, b.dated_by FROM {{book}} AS b WHERE b.part = 'pod';

CREATE OR REPLACE TEMP TABLE book_day AS
SELECT b.day, b.period_no, b.list_no, b.tariff_year, b.tariff_id, b.short_stay_minimum_age, b.top_up_on_excess_days
FROM {{book}} AS b WHERE b.part = 'day';

CREATE OR REPLACE TEMP TABLE book_price AS
SELECT b.list_no, b.shelf, b.code, b.pence, b.trim_days, b.per_day_pence, b.short_stay_pence FROM {{book}} AS b WHERE b.part = 'price';

CREATE OR REPLACE TEMP TABLE book_terms AS
SELECT b.period_no, b.provider, b.mff_micro, b.whole_pounds FROM {{book}} AS b WHERE b.part = 'terms';

CREATE OR REPLACE TEMP TABLE book_top_up AS
SELECT b.list_no, b.service_code, b.top_up_bp FROM {{book}} AS b WHERE b.part = 'top-up';

CREATE OR REPLACE TEMP TABLE book_local AS
SELECT b.provider, b.service, b.pod, b.valid_from, b.valid_to, b.pence, b.apply_mff FROM {{book}} AS b WHERE b.part = 'local';
