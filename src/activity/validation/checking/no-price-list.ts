/** The tables of a price book where there is none: nothing has a price, and every factor is 1. */
export const noPriceList = `
CREATE OR REPLACE TEMP TABLE book_day (day DATE, period_no INTEGER, list_no INTEGER, tariff_year VARCHAR);
CREATE OR REPLACE TEMP TABLE book_price (list_no INTEGER, shelf VARCHAR, code VARCHAR, pence BIGINT, trim_days INTEGER,
  per_day_pence BIGINT, short_stay_pence BIGINT);
CREATE OR REPLACE TEMP TABLE book_terms (period_no INTEGER, provider VARCHAR, mff_micro BIGINT);
CREATE OR REPLACE TEMP TABLE book_top_up (list_no INTEGER, service_code VARCHAR, top_up_bp INTEGER);
CREATE OR REPLACE TEMP TABLE book_local (provider VARCHAR, service VARCHAR, pod VARCHAR, valid_from DATE, valid_to DATE, pence BIGINT,
  apply_mff BOOLEAN);`
