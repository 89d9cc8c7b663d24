-- Fair shares as they were worked out: what went in, what each patient was taken to cost, and every practice's part of every line. A calculation is
-- kept as it was made; the latest of a year is the one that people see.
CREATE SCHEMA fair_shares;
COMMENT ON SCHEMA fair_shares IS 'What a year''s money would be for each practice by its patients, their ages and their need';
GRANT USAGE ON SCHEMA fair_shares TO locality_app;

CREATE TABLE fair_shares.calculation (
  calculation_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  lists_on date NOT NULL,
  envelope_load_no integer NOT NULL REFERENCES envelope.load,
  need_from text NOT NULL CHECK (need_from IN ('uploaded', 'weighted-lists', 'deprivation', 'none')),
  need_load_no integer REFERENCES envelope.load,
  weights_load_no integer REFERENCES envelope.load,
  first_month text COLLATE "C" CHECK (first_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  last_month text COLLATE "C" CHECK (last_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  with_mff boolean NOT NULL,
  floor_percent integer CHECK (floor_percent BETWEEN 0 AND 100),
  ceiling_percent integer CHECK (ceiling_percent >= 100),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  person_id text,
  CHECK ((first_month IS NULL) = (last_month IS NULL))
);
COMMENT ON TABLE fair_shares.calculation IS 'One working-out of a year''s fair shares, and what went into it';
COMMENT ON COLUMN fair_shares.calculation.first_month IS 'Costs by age were derived from the activity of these months; empty where they were not';
CREATE INDEX calculation_by_year ON fair_shares.calculation (commissioner, year, calculation_no);

CREATE TABLE fair_shares.line (
  calculation_no integer NOT NULL REFERENCES fair_shares.calculation,
  commissioner text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  weights_from text NOT NULL CHECK (weights_from IN ('uploaded', 'activity', 'astro-pu', 'weighted-lists', 'patients')),
  amount_pence bigint NOT NULL CHECK (amount_pence >= 0),
  given_pence bigint NOT NULL CHECK (given_pence >= 0),
  patients bigint NOT NULL CHECK (patients >= 0),
  total_aged numeric NOT NULL CHECK (total_aged >= 0),
  total_weight numeric NOT NULL CHECK (total_weight >= 0),
  PRIMARY KEY (calculation_no, line)
);
COMMENT ON TABLE fair_shares.line IS 'One line of a calculation: the amount that was shared, by what, and what all practices weigh together';
COMMENT ON COLUMN fair_shares.line.given_pence IS 'Given to practices out of the ordinary at what they cost before, and taken off before the rest was shared';
COMMENT ON COLUMN fair_shares.line.total_aged IS 'Patients times cost of everybody who shares; on the same scale as a practice''s';

CREATE TABLE fair_shares.band_cost (
  calculation_no integer NOT NULL REFERENCES fair_shares.calculation,
  commissioner text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  sex text NOT NULL CHECK (sex IN ('1', '2')),
  age_band text NOT NULL,
  weight text NOT NULL CHECK (weight ~ '^[0-9]+([.][0-9]+)?$'),
  -- How many events the cost rests on, where it comes from activity.
  events bigint CHECK (events >= 0),
  PRIMARY KEY (calculation_no, line, sex, age_band)
);
COMMENT ON TABLE fair_shares.band_cost IS 'What a patient of a sex and band counted for on a line: pounds a year, or units of prescribing';

CREATE TABLE fair_shares.share (
  calculation_no integer NOT NULL REFERENCES fair_shares.calculation,
  commissioner text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  group_code text COLLATE "C" NOT NULL,
  counted_on date NOT NULL,
  patients integer NOT NULL CHECK (patients >= 0),
  aged numeric NOT NULL CHECK (aged >= 0),
  need text NOT NULL,
  mff text NOT NULL,
  age_index text NOT NULL,
  need_index text NOT NULL,
  mff_index text NOT NULL,
  weight numeric NOT NULL CHECK (weight >= 0),
  share_pence bigint NOT NULL CHECK (share_pence >= 0),
  -- At what it cost before, instead of by weight.
  is_given boolean NOT NULL,
  PRIMARY KEY (calculation_no, line, practice)
);
COMMENT ON TABLE fair_shares.share IS 'A practice''s fair share of a line, with every number that made it';
COMMENT ON COLUMN fair_shares.share.group_code IS 'The group it was in on the day of the lists; empty for none';
COMMENT ON COLUMN fair_shares.share.aged IS 'Its patients by band times cost';
COMMENT ON COLUMN fair_shares.share.weight IS 'Its part of the amount: this over the line''s total';

CREATE TABLE fair_shares.atypical_event (
  atypical_event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  treatment text NOT NULL CHECK (treatment IN ('left-out', 'as-before', 'as-others')),
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz NOT NULL,
  actor text NOT NULL,
  person_id text
);
COMMENT ON TABLE fair_shares.atypical_event IS 'A practice is out of the ordinary: left out of sharing, or given what it cost before, or shares like others again; the last word holds';
CREATE INDEX atypical_event_by_year ON fair_shares.atypical_event (commissioner, year, practice, atypical_event_id);

DO $walls$
DECLARE
  held text;
  -- As envelope.within, asked once for each query instead of once for each row.
  seen text := '(SELECT platform.asker_sees_every(''providers''))
    AND ((SELECT platform.asker_sees_every(''commissioners'')) OR commissioner = ANY ((SELECT platform.asker_codes(''commissioners''))::text[]))
    AND ((SELECT platform.asker_sees_every(''practices'')) OR commissioner = ANY ((SELECT envelope.asker_commissioners())::text[]))';
BEGIN
  FOREACH held IN ARRAY ARRAY['calculation', 'line', 'band_cost', 'share', 'atypical_event'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON fair_shares.%I FOR EACH ROW EXECUTE FUNCTION envelope.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON fair_shares.%I FOR EACH STATEMENT EXECUTE FUNCTION envelope.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON fair_shares.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE fair_shares.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY reads ON fair_shares.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''budget.read'')) AND %s%s)', held, seen,
      CASE WHEN held IN ('share', 'atypical_event') THEN ' AND ((SELECT platform.asker_sees_every(''practices'')) OR practice = ANY ((SELECT platform.asker_codes(''practices''))::text[]))' ELSE '' END);
    EXECUTE format('CREATE POLICY adds ON fair_shares.%I FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may(''budget.set'')) AND envelope.within(commissioner)%s)', held,
      CASE WHEN held IN ('calculation', 'atypical_event') THEN ' AND envelope.as_self(person_id)' ELSE '' END);
  END LOOP;
END
$walls$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA fair_shares TO locality_app;

-- Published: a practice and a group see their own rows above, and beside them what groups and the commissioner get together.
CREATE VIEW fair_shares.v_group_share WITH (security_barrier) AS
SELECT s.calculation_no, s.commissioner, s.line, s.group_code, count(*)::integer AS practices, sum(s.patients)::bigint AS patients,
       sum(s.share_pence)::bigint AS share_pence
  FROM fair_shares.share AS s
 WHERE (SELECT platform.may('budget.read')) AND envelope.within(s.commissioner)
 GROUP BY s.calculation_no, s.commissioner, s.line, s.group_code;
COMMENT ON VIEW fair_shares.v_group_share IS 'Published: fair shares of a line added up by group, for whoever sees budgets';
GRANT SELECT ON fair_shares.v_group_share TO locality_app;
