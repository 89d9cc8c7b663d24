-- Price lists as they were loaded, what was agreed with providers, and which files of prices were made from them. All of it only grows:
-- which list holds on a day is worked out from the lists there are, so a price can be explained years later by the very rows it came from.
CREATE SCHEMA pricing;
COMMENT ON SCHEMA pricing IS 'Price lists, local agreements and the runs that priced activity by them';
GRANT USAGE ON SCHEMA pricing TO locality_app;

CREATE TABLE pricing.tariff (
  tariff_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tariff_year text NOT NULL CHECK (tariff_year ~ '^[0-9]{4}/[0-9]{2}$'),
  valid_from date NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('folder', 'workbook', 'csv')),
  source_name text NOT NULL,
  source_sha256 text NOT NULL,
  loaded_at timestamptz NOT NULL,
  loaded_by text NOT NULL
);
COMMENT ON TABLE pricing.tariff IS 'One loading of a year''s price list. Of two with one first day the later loaded holds; a later first day closes the list before it';
CREATE INDEX tariff_by_start ON pricing.tariff (tariff_year, valid_from, tariff_id);

CREATE TABLE pricing.tariff_part (
  tariff_id integer NOT NULL REFERENCES pricing.tariff,
  part text NOT NULL CHECK (part IN ('apc', 'outpatient', 'emergency', 'marketForces', 'topUps')),
  held_by integer NOT NULL REFERENCES pricing.tariff (tariff_id),
  PRIMARY KEY (tariff_id, part),
  CHECK (held_by <= tariff_id)
);
COMMENT ON TABLE pricing.tariff_part IS 'Whose rows are a list''s: its own, or those of the list it follows where its source brought none of that part';

CREATE TABLE pricing.apc_price (
  tariff_id integer NOT NULL REFERENCES pricing.tariff,
  hrg text NOT NULL,
  name text,
  outpatient_procedure_pence bigint CHECK (outpatient_procedure_pence >= 0),
  combined_pence bigint CHECK (combined_pence >= 0),
  day_case_pence bigint CHECK (day_case_pence >= 0),
  elective_pence bigint CHECK (elective_pence >= 0),
  elective_trim_days integer CHECK (elective_trim_days >= 0),
  non_elective_pence bigint CHECK (non_elective_pence >= 0),
  non_elective_trim_days integer CHECK (non_elective_trim_days >= 0),
  per_day_pence bigint CHECK (per_day_pence >= 0),
  short_stay_applies boolean NOT NULL,
  short_stay_bp integer CHECK (short_stay_bp >= 0),
  short_stay_pence bigint CHECK (short_stay_pence >= 0),
  PRIMARY KEY (tariff_id, hrg)
);
COMMENT ON TABLE pricing.apc_price IS 'Admitted care and outpatient procedures by HRG. An empty price is no national price, never nothing to pay';

CREATE TABLE pricing.outpatient_price (
  tariff_id integer NOT NULL REFERENCES pricing.tariff,
  tfc text NOT NULL,
  first_single_pence bigint CHECK (first_single_pence >= 0),
  first_multi_pence bigint CHECK (first_multi_pence >= 0),
  follow_up_single_pence bigint CHECK (follow_up_single_pence >= 0),
  follow_up_multi_pence bigint CHECK (follow_up_multi_pence >= 0),
  PRIMARY KEY (tariff_id, tfc)
);
COMMENT ON TABLE pricing.outpatient_price IS 'Consultant-led outpatient attendances by treatment function';

CREATE TABLE pricing.ae_price (
  tariff_id integer NOT NULL REFERENCES pricing.tariff,
  hrg text NOT NULL,
  type_1_2_pence bigint CHECK (type_1_2_pence >= 0),
  type_3_pence bigint CHECK (type_3_pence >= 0),
  PRIMARY KEY (tariff_id, hrg)
);
COMMENT ON TABLE pricing.ae_price IS 'Emergency department attendances by HRG and type of department';

CREATE TABLE pricing.market_forces_factor (
  tariff_id integer NOT NULL REFERENCES pricing.tariff,
  provider text NOT NULL,
  mff_micro integer NOT NULL CHECK (mff_micro > 0),
  PRIMARY KEY (tariff_id, provider)
);
COMMENT ON TABLE pricing.market_forces_factor IS 'The factor of a provider in millionths; one that is not here has 1';

CREATE TABLE pricing.top_up (
  tariff_id integer NOT NULL REFERENCES pricing.tariff,
  service_code text NOT NULL,
  rate_bp integer NOT NULL CHECK (rate_bp >= 0),
  PRIMARY KEY (tariff_id, service_code)
);
COMMENT ON TABLE pricing.top_up IS 'Specialised service top-ups in ten-thousandths, by service code';

CREATE TABLE pricing.local_price_list (
  local_price_list_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_name text NOT NULL,
  source_sha256 text NOT NULL UNIQUE,
  loaded_at timestamptz NOT NULL,
  loaded_by text NOT NULL
);
COMMENT ON TABLE pricing.local_price_list IS 'One loading of locally agreed prices; the same contents are taken once';

CREATE TABLE pricing.local_price (
  local_price_list_id integer NOT NULL REFERENCES pricing.local_price_list,
  row_no integer NOT NULL,
  provider text NOT NULL,
  service text NOT NULL,
  pod text,
  price_pence bigint NOT NULL CHECK (price_pence >= 0),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  apply_mff boolean NOT NULL,
  PRIMARY KEY (local_price_list_id, row_no)
);
COMMENT ON TABLE pricing.local_price IS 'A price agreed with a provider for an HRG, a specialty, a service or a local point of delivery; half-open in time';

CREATE TABLE pricing.contract_rounding (
  contract_rounding_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  whole_pounds boolean NOT NULL,
  agreed_at timestamptz NOT NULL,
  agreed_by text NOT NULL
);
COMMENT ON TABLE pricing.contract_rounding IS 'Contracts whose prices are rounded to whole pounds; pence where nothing is agreed';

CREATE TABLE pricing.price_book (
  book_sha text PRIMARY KEY,
  path text NOT NULL,
  file_sha256 text NOT NULL,
  built_at timestamptz NOT NULL
);
COMMENT ON TABLE pricing.price_book IS 'The file in the lake made from all the above and the rules, known by the hash of what it was made from';

CREATE TABLE pricing.price_run (
  price_run_id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  month text NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  book_sha text NOT NULL REFERENCES pricing.price_book,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  priced_by text NOT NULL
);
COMMENT ON TABLE pricing.price_run IS 'One pricing of a month';

CREATE TABLE pricing.priced_file (
  price_run_id integer NOT NULL REFERENCES pricing.price_run,
  lake_file_id integer NOT NULL,
  price_path text NOT NULL UNIQUE,
  price_sha256 text NOT NULL,
  rollup_path text NOT NULL UNIQUE,
  rollup_sha256 text NOT NULL,
  lines bigint NOT NULL,
  billed_pence bigint NOT NULL,
  priced_lines bigint NOT NULL,
  price_pence bigint NOT NULL,
  difference_pence bigint NOT NULL,
  unpriced_lines bigint NOT NULL,
  unpriced_billed_pence bigint NOT NULL,
  PRIMARY KEY (lake_file_id, price_run_id)
);
COMMENT ON TABLE pricing.priced_file IS 'The prices and the roll-up made for one file of lines; the latest run of a file is the one that counts';
CREATE INDEX priced_file_by_run ON pricing.priced_file (price_run_id);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA pricing TO locality_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA pricing TO locality_app;
