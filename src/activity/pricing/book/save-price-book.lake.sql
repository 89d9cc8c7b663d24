-- grain    one Parquet file; `part` names the table a row belongs to
-- inputs   the tables of make-price-book.lake.sql, filled; {{path}}
-- outputs  the price book
-- why      One file is swapped by one rename and has one hash. Periods become days here, so that finding the list of a date is an
--          equality join; 70 years are 26,000 rows. Sorted, so that the same facts make the same bytes.
COPY (
  SELECT 'pod' AS part, pod, family, shelf, visit, dated_by FROM made_pod
  UNION ALL BY NAME
  SELECT 'day' AS part, unnest(range(first_day, end_day, INTERVAL 1 DAY))::DATE AS day, period_no, list_no, tariff_year, tariff_id,
    short_stay_minimum_age, top_up_on_excess_days FROM made_period
  UNION ALL BY NAME
  SELECT 'price' AS part, list_no, shelf, code, pence, trim_days, per_day_pence, short_stay_pence FROM made_price
  UNION ALL BY NAME
  SELECT 'terms' AS part, period_no, provider, mff_micro, whole_pounds FROM made_terms
  UNION ALL BY NAME
  SELECT 'top-up' AS part, list_no, service_code, top_up_bp FROM made_top_up
  UNION ALL BY NAME
  SELECT 'local' AS part, provider, service, pod, valid_from, valid_to, pence, apply_mff FROM made_local
  ORDER BY part, pod, day, list_no, shelf, code, period_no, provider, service_code, service, valid_from
) TO {{path}} (FORMAT parquet, COMPRESSION zstd);
