-- grain    tables made_*: one row for each key
-- inputs   none; the rows are appended afterwards
-- outputs  pod (point of delivery), period (days on which nothing changes), price (list, shelf, code), terms (period, provider),
--          top_up (list, service), local (provider, service, point of delivery, days)
-- why      The book is small. Kept apart from PostgreSQL so that a price run, the demonstration and a bench read the very same prices.
CREATE OR REPLACE TEMP TABLE made_pod (pod VARCHAR, family VARCHAR, shelf VARCHAR, visit VARCHAR, dated_by VARCHAR);
CREATE OR REPLACE TEMP TABLE made_period (
  period_no INTEGER, first_day DATE, end_day DATE, list_no INTEGER, tariff_year VARCHAR, tariff_id INTEGER,
  short_stay_minimum_age SMALLINT, top_up_on_excess_days BOOLEAN
);
CREATE OR REPLACE TEMP TABLE made_price (
  list_no INTEGER, shelf VARCHAR, code VARCHAR, pence BIGINT, trim_days INTEGER, per_day_pence BIGINT, short_stay_pence BIGINT
);
CREATE OR REPLACE TEMP TABLE made_terms (period_no INTEGER, provider VARCHAR, mff_micro BIGINT, whole_pounds BOOLEAN);
CREATE OR REPLACE TEMP TABLE made_top_up (list_no INTEGER, service_code VARCHAR, top_up_bp INTEGER);
CREATE OR REPLACE TEMP TABLE made_local (
  provider VARCHAR, service VARCHAR, pod VARCHAR, valid_from DATE, valid_to DATE, pence BIGINT, apply_mff BOOLEAN
);
