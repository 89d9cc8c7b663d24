-- What was agreed with providers, as it was loaded: contracts, plans, caps, approvals, lists, measures and the calendar. All of it only grows. A row
-- belongs to the load that brought it; of the loads that speak of the same thing the latest counts, which the views below work out.
CREATE SCHEMA contracts;
COMMENT ON SCHEMA contracts IS 'What was agreed with providers, and the lists that bills are checked against';
GRANT USAGE ON SCHEMA contracts TO locality_app;

CREATE TABLE contracts.load (
  load_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('contracts', 'contract-plan', 'follow-up-caps', 'marginal-rates', 'multi-professional', 'prior-approvals',
    'clinics', 'excluded-drugs', 'low-priority', 'quality-measures', 'calendar')),
  commissioner text COLLATE "C" REFERENCES organisations.organisation,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  rows integer NOT NULL CHECK (rows >= 0),
  loaded_at timestamptz NOT NULL,
  loaded_by text NOT NULL,
  CHECK ((commissioner IS NULL) = (kind = 'calendar'))
);
COMMENT ON TABLE contracts.load IS 'The rows of one kind and one commissioner that one file brought. Without rows it says that the list is empty from then on';
COMMENT ON COLUMN contracts.load.commissioner IS 'Whose register it is; empty for the calendar, which is the same for all';
CREATE INDEX load_by_kind ON contracts.load (kind, commissioner, load_no);

CREATE TABLE contracts.contract (
  contract_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  reference text COLLATE "C" NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  provider text COLLATE "C" NOT NULL,
  mechanism text NOT NULL CHECK (mechanism IN ('tariff', 'payment-scheme', 'low-volume-block', 'block', 'local')),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  services text[] NOT NULL,
  fixed_pence_per_year bigint CHECK (fixed_pence_per_year >= 0),
  line_tolerance_pence bigint NOT NULL CHECK (line_tolerance_pence >= 0),
  batch_tolerance_pence bigint NOT NULL CHECK (batch_tolerance_pence >= 0),
  acknowledge_days integer NOT NULL CHECK (acknowledge_days > 0),
  answer_days integer NOT NULL CHECK (answer_days > 0),
  escalate_days integer NOT NULL CHECK (escalate_days > 0),
  readmission_threshold_bp integer CHECK (readmission_threshold_bp BETWEEN 0 AND 10000),
  cquin_bp integer CHECK (cquin_bp BETWEEN 0 AND 10000),
  UNIQUE (commissioner, reference, version)
);
COMMENT ON TABLE contracts.contract IS 'One version of the terms agreed under a reference. A later version holds from its first day on; before that the one before it stands';
COMMENT ON COLUMN contracts.contract.services IS 'Codes of specialty, HRG, service or point of delivery that it covers; empty: all that no other contract names';
COMMENT ON COLUMN contracts.contract.readmission_threshold_bp IS 'Agreed instead of the rule of its era, in ten-thousandths; empty: the rule holds';
COMMENT ON COLUMN contracts.contract.cquin_bp IS 'Agreed instead of the rate of its era, in ten-thousandths; empty: the rate holds';
CREATE INDEX contract_by_provider ON contracts.contract (provider, valid_from);

CREATE TABLE contracts.contract_end (
  contract_end_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  reference text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  provider text COLLATE "C" NOT NULL,
  ends_on date NOT NULL,
  reason text NOT NULL,
  ended_at timestamptz NOT NULL,
  ended_by text NOT NULL,
  FOREIGN KEY (commissioner, reference, version) REFERENCES contracts.contract (commissioner, reference, version)
);
COMMENT ON TABLE contracts.contract_end IS 'A contract was ended: the first day on which it holds no longer. Versions agreed after that are not ended by it';
CREATE INDEX contract_end_by_contract ON contracts.contract_end (commissioner, reference);

CREATE TABLE contracts.plan (
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL,
  reference text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  pod text NOT NULL,
  activity_thousandths bigint NOT NULL CHECK (activity_thousandths >= 0),
  value_pence bigint NOT NULL,
  PRIMARY KEY (commissioner, reference, month, load_no, pod)
);
COMMENT ON TABLE contracts.plan IS 'Planned activity and value of a contract by month and point of delivery; a file that brings a month brings all of it';

CREATE TABLE contracts.follow_up_cap (
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL,
  reference text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  tfc text NOT NULL,
  ratio_thousandths integer NOT NULL CHECK (ratio_thousandths >= 0),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  PRIMARY KEY (commissioner, reference, load_no, tfc, valid_from)
);
COMMENT ON TABLE contracts.follow_up_cap IS 'Follow-up attendances for each first one, in thousandths, beyond which a contract does not pay, by specialty';

CREATE TABLE contracts.marginal_rate (
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL,
  reference text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  year text NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  baseline_pence bigint NOT NULL CHECK (baseline_pence >= 0),
  rate_bp integer CHECK (rate_bp BETWEEN 0 AND 10000),
  PRIMARY KEY (commissioner, reference, load_no, year)
);
COMMENT ON TABLE contracts.marginal_rate IS 'The value of emergency admissions above which a contract pays only part, by financial year';
COMMENT ON COLUMN contracts.marginal_rate.rate_bp IS 'What is paid above it, in ten-thousandths; empty: the national rate of the year';

CREATE TABLE contracts.multi_professional (
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  tfc text NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  PRIMARY KEY (commissioner, provider, load_no, tfc, valid_from)
);
COMMENT ON TABLE contracts.multi_professional IS 'Specialties of a provider in which clinics with several professionals are agreed';

CREATE TABLE contracts.prior_approval (
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL,
  approval text COLLATE "C" NOT NULL,
  patient text NOT NULL CHECK (patient ~ '^-?[0-9]{1,19}$'),
  key_version integer NOT NULL CHECK (key_version > 0),
  procedure text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approved', 'refused', 'withdrawn')),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  PRIMARY KEY (commissioner, approval, load_no)
);
COMMENT ON TABLE contracts.prior_approval IS 'What was decided of a procedure asked for beforehand; the patient by pseudonym, never by number';
COMMENT ON COLUMN contracts.prior_approval.key_version IS 'The version of the key of pseudonyms under which the patient was named';

CREATE TABLE contracts.clinic (
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  code text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('pre-operative', 'ward')),
  name text,
  PRIMARY KEY (commissioner, provider, load_no, code, kind)
);
COMMENT ON TABLE contracts.clinic IS 'Codes of site or local point of delivery at which a provider sees patients before an operation, or on a ward';

CREATE TABLE contracts.excluded_drug (
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL,
  code text NOT NULL,
  name text,
  agreed_pence bigint CHECK (agreed_pence >= 0),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  PRIMARY KEY (commissioner, load_no, code, valid_from)
);
COMMENT ON TABLE contracts.excluded_drug IS 'Drugs and devices paid for beside the tariff, with the price agreed for one where there is one';

CREATE TABLE contracts.low_priority (
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL,
  row_no integer NOT NULL,
  policy text NOT NULL,
  title text NOT NULL,
  procedures text NOT NULL,
  also_procedures text[] NOT NULL,
  diagnoses text,
  also_diagnoses text[] NOT NULL,
  not_diagnoses text,
  minimum_age integer CHECK (minimum_age >= 0),
  maximum_age integer CHECK (maximum_age >= minimum_age),
  sex text CHECK (sex IN ('1', '2')),
  elective_only boolean NOT NULL,
  needs_approval boolean NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  PRIMARY KEY (commissioner, load_no, row_no)
);
COMMENT ON TABLE contracts.low_priority IS 'A commissioner''s own policies on procedures of low priority, beside those of reference/contracts/low-priority-procedures.yaml';

CREATE TABLE contracts.quality_measure (
  load_no integer NOT NULL REFERENCES contracts.load,
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  measure text NOT NULL,
  value numeric(14, 4) NOT NULL,
  target numeric(14, 4),
  direction text NOT NULL CHECK (direction IN ('at-least', 'at-most')),
  PRIMARY KEY (commissioner, provider, month, load_no, measure)
);
COMMENT ON TABLE contracts.quality_measure IS 'How a provider did by a measure of quality in a month, and what was aimed at';

CREATE TABLE contracts.inclusion_date (
  load_no integer NOT NULL REFERENCES contracts.load,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  flex_inclusion timestamptz NOT NULL,
  flex_publication timestamptz NOT NULL,
  freeze_inclusion timestamptz NOT NULL,
  freeze_publication timestamptz NOT NULL,
  PRIMARY KEY (month, load_no),
  CHECK (flex_inclusion <= flex_publication AND flex_publication <= freeze_inclusion AND freeze_inclusion <= freeze_publication)
);
COMMENT ON TABLE contracts.inclusion_date IS 'Until when what is sent for a month counts for its flex and its freeze, and when each is published';

CREATE TABLE contracts.proposal (
  proposal_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person text,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  content jsonb NOT NULL
);
COMMENT ON TABLE contracts.proposal IS 'Files as they were read, waiting for whoever sent them to take them or throw them away; patients by pseudonym, never by number';

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA contracts TO locality_app;
GRANT DELETE ON contracts.proposal TO locality_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA contracts TO locality_app;

-- Each version of a contract with the days on which it is the one that holds. One whose days end before they begin never holds.
CREATE VIEW contracts.v_contract WITH (security_invoker = true) AS
SELECT c.*, l.loaded_at, l.loaded_by,
       least(c.valid_to,
             (SELECT min(n.valid_from) FROM contracts.contract AS n
               WHERE n.commissioner = c.commissioner AND n.reference = c.reference AND n.version > c.version),
             (SELECT min(e.ends_on) FROM contracts.contract_end AS e
               WHERE e.commissioner = c.commissioner AND e.reference = c.reference AND e.version >= c.version)) AS holds_to
  FROM contracts.contract AS c JOIN contracts.load AS l USING (load_no);
COMMENT ON VIEW contracts.v_contract IS 'Published: the versions of contracts, each with the first day on which it no longer holds';

-- Of every list the rows that count: those of the latest load that speaks of the same thing, unless the list was emptied after it.
DO $current$
DECLARE
  held text;
  same text;
  list text;
BEGIN
  FOR held, list, same IN VALUES
    ('plan', 'contract-plan', 'n.commissioner = t.commissioner AND n.reference = t.reference AND n.month = t.month'),
    ('follow_up_cap', 'follow-up-caps', 'n.commissioner = t.commissioner AND n.reference = t.reference'),
    ('marginal_rate', 'marginal-rates', 'n.commissioner = t.commissioner AND n.reference = t.reference'),
    ('multi_professional', 'multi-professional', 'n.commissioner = t.commissioner AND n.provider = t.provider'),
    ('prior_approval', 'prior-approvals', 'n.commissioner = t.commissioner AND n.approval = t.approval'),
    ('clinic', 'clinics', 'n.commissioner = t.commissioner AND n.provider = t.provider'),
    ('excluded_drug', 'excluded-drugs', 'n.commissioner = t.commissioner'),
    ('low_priority', 'low-priority', 'n.commissioner = t.commissioner'),
    ('quality_measure', 'quality-measures', 'n.commissioner = t.commissioner AND n.provider = t.provider AND n.month = t.month')
  LOOP
    EXECUTE format('CREATE VIEW contracts.v_%1$I WITH (security_invoker = true) AS SELECT t.* FROM contracts.%1$I AS t
      WHERE NOT EXISTS (SELECT FROM contracts.%1$I AS n WHERE %2$s AND n.load_no > t.load_no)
        AND NOT EXISTS (SELECT FROM contracts.load AS e WHERE e.kind = %3$L AND e.commissioner = t.commissioner AND e.rows = 0 AND e.load_no > t.load_no)',
      held, same, list);
    EXECUTE format('COMMENT ON VIEW contracts.v_%I IS ''Published: what counts of it now''', held);
  END LOOP;
END
$current$;

CREATE VIEW contracts.v_inclusion_date WITH (security_invoker = true) AS
SELECT t.* FROM contracts.inclusion_date AS t
 WHERE NOT EXISTS (SELECT FROM contracts.inclusion_date AS n WHERE n.month = t.month AND n.load_no > t.load_no);
COMMENT ON VIEW contracts.v_inclusion_date IS 'Published: the dates that count now';
GRANT SELECT ON ALL TABLES IN SCHEMA contracts TO locality_app;

-- Who sees what: a commissioner what it agreed, a provider what was agreed with it. Approvals are about patients and prices of drugs about other
-- providers too: no provider's to read.
DO $walls$
DECLARE
  held text;
  commissioners text := '((SELECT platform.asker_sees_every(''commissioners'')) OR commissioner = ANY ((SELECT platform.asker_codes(''commissioners''))::text[]))';
  providers text := '((SELECT platform.asker_sees_every(''providers'')) OR provider = ANY ((SELECT platform.asker_codes(''providers''))::text[]))';
  within text;
BEGIN
  FOREACH held IN ARRAY ARRAY['load', 'contract', 'contract_end', 'plan', 'follow_up_cap', 'marginal_rate', 'multi_professional', 'prior_approval',
    'clinic', 'excluded_drug', 'low_priority', 'quality_measure'] LOOP
    within := commissioners || CASE
      WHEN held IN ('prior_approval', 'excluded_drug') THEN ' AND (SELECT platform.asker_sees_every(''providers''))'
      WHEN held IN ('load', 'low_priority') THEN ''
      ELSE ' AND ' || providers END;
    EXECUTE format('ALTER TABLE contracts.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY adds ON contracts.%I FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may(''contract.change'')) AND (commissioner IS NULL OR %s))', held, within);
    -- A provider sees of the loads those that brought its own contracts, and those that emptied a list.
    IF held = 'load' THEN
      within := within || ' AND (rows = 0 OR (SELECT platform.asker_sees_every(''providers'')) OR EXISTS (
        SELECT FROM contracts.contract AS c WHERE c.load_no = load.load_no))';
    END IF;
    EXECUTE format('CREATE POLICY reads ON contracts.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''contract.read'')) AND (commissioner IS NULL OR %s))', held, within);
  END LOOP;
END
$walls$;

-- The dates are about nobody, and everybody who answers a question has to know until when.
ALTER TABLE contracts.inclusion_date ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON contracts.inclusion_date FOR SELECT TO locality_app USING ((SELECT platform.is_somebody()));
CREATE POLICY adds ON contracts.inclusion_date FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('contract.change')));

ALTER TABLE contracts.proposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON contracts.proposal TO locality_app USING (
  (SELECT platform.asks_all()) OR ((SELECT platform.may('contract.change')) AND person = (SELECT platform.asking_person())));
