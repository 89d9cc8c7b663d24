-- Agreeing and paying. Everything here is only ever added to: what was agreed, paid or posted stays as it was, and what is wrong is put right by a
-- later row. The database itself keeps a line from being paid twice and an entry from being out of balance.
CREATE SCHEMA payment;
COMMENT ON SCHEMA payment IS 'What groups agreed, what was paid of each line, the ledger, and what providers invoiced';
GRANT USAGE ON SCHEMA payment TO locality_app;

CREATE TABLE payment.approval_limit (
  approval_limit_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  -- Of one person, or of everybody who approves.
  person_id text,
  limit_pence bigint NOT NULL CHECK (limit_pence >= 0),
  from_date date NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  set_by_person text,
  CHECK (person_id IS NULL OR person_id IS DISTINCT FROM set_by_person)
);
COMMENT ON TABLE payment.approval_limit IS 'Up to what a payment run may be approved from a day on: by one person, or by whoever has no limit of their own';
CREATE INDEX approval_limit_by_person ON payment.approval_limit (commissioner, person_id, from_date);

CREATE TABLE payment.agreement_event (
  agreement_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- Empty for the lines of practices that are in no group.
  group_code text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('agreed', 'held')),
  words text,
  lines bigint NOT NULL,
  billed_pence bigint NOT NULL,
  adjusted_pence bigint NOT NULL,
  held_pence bigint NOT NULL,
  bill_mark text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (event = 'agreed' OR words IS NOT NULL)
);
COMMENT ON TABLE payment.agreement_event IS 'A bill was agreed or held for a group: with the figures seen and the fingerprint of the bill, so that a changed bill is not taken for agreed';
CREATE INDEX agreement_event_by_unit ON payment.agreement_event (commissioner, month, provider, group_code, agreement_event_id);

CREATE TABLE payment.run (
  run_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- The piece of work that built it: work that is done again after a fault finds its run built.
  job_id integer NOT NULL UNIQUE,
  -- Whether lines are paid that came to a bill after it was first paid: never without being asked for.
  pays_new_lines boolean NOT NULL,
  lines bigint NOT NULL,
  total_pence bigint NOT NULL,
  run_mark text NOT NULL
);
COMMENT ON TABLE payment.run IS 'One payment run of one month: what would be paid if nothing of it changes before it is approved';
CREATE INDEX run_by_month ON payment.run (commissioner, month);

CREATE TABLE payment.run_event (
  run_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_no integer NOT NULL REFERENCES payment.run,
  commissioner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('prepared', 'cancelled', 'approved', 'remitted', 'returned')),
  words text,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE payment.run_event IS 'What became of a run, in order';
-- Each of these happens once; a run is either cancelled or approved.
CREATE UNIQUE INDEX run_event_ends ON payment.run_event (run_no) WHERE event IN ('cancelled', 'approved');
CREATE UNIQUE INDEX run_event_begins ON payment.run_event (run_no) WHERE event = 'prepared';

CREATE TABLE payment.run_unit (
  run_no integer NOT NULL REFERENCES payment.run,
  commissioner text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  group_code text COLLATE "C" NOT NULL,
  agreement_event_id bigint NOT NULL REFERENCES payment.agreement_event,
  bill_mark text NOT NULL,
  lines bigint NOT NULL,
  billed_pence bigint NOT NULL,
  adjusted_pence bigint NOT NULL,
  held_pence bigint NOT NULL,
  first_pence bigint NOT NULL,
  release_pence bigint NOT NULL,
  PRIMARY KEY (run_no, provider, group_code)
);
COMMENT ON TABLE payment.run_unit IS 'The part of a run that is one group’s bill of one provider, as it was agreed';
CREATE INDEX run_unit_by_group ON payment.run_unit (group_code);

CREATE TABLE payment.run_adjustment (
  run_no integer NOT NULL REFERENCES payment.run,
  commissioner text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('readmission', 'marginal-rate', 'follow-up-ratio', 'cquin')),
  reference text COLLATE "C" NOT NULL,
  -- Empty for lines that name no practice.
  practice text COLLATE "C" NOT NULL,
  group_code text COLLATE "C" NOT NULL,
  amount_pence bigint NOT NULL,
  working text NOT NULL,
  PRIMARY KEY (run_no, provider, kind, reference, practice)
);
COMMENT ON TABLE payment.run_adjustment IS 'What a contract takes off, or adds to, the sum of the lines, for each practice: its own rows, never mixed with lines';

CREATE TABLE payment.paid_line (
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  line_id text COLLATE "C" NOT NULL,
  part text NOT NULL CHECK (part IN ('first', 'release')),
  run_no integer NOT NULL,
  practice text COLLATE "C",
  group_code text COLLATE "C" NOT NULL,
  billed_pence bigint NOT NULL,
  adjusted_pence bigint NOT NULL,
  held_pence bigint NOT NULL,
  paid_pence bigint NOT NULL,
  PRIMARY KEY (commissioner, provider, month, line_id, part),
  CHECK (adjusted_pence >= 0 AND held_pence >= 0 AND (part = 'first' OR held_pence = 0)),
  CHECK (paid_pence <= greatest(billed_pence, 0))
);
COMMENT ON TABLE payment.paid_line IS 'What was paid of a line: once when its bill was agreed, and once more when what was held of it was settled. Its key makes paying twice impossible';
COMMENT ON COLUMN payment.paid_line.billed_pence IS 'As it was billed when it was first paid';
CREATE INDEX paid_line_by_run ON payment.paid_line (run_no);

CREATE TABLE payment.paid_adjustment (
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  reference text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  run_no integer NOT NULL,
  amount_pence bigint NOT NULL,
  PRIMARY KEY (commissioner, provider, month, kind, reference, practice)
);
COMMENT ON TABLE payment.paid_adjustment IS 'Adjustments of a contract that were paid or taken off; once for ever, as lines are';

CREATE TABLE payment.entry (
  entry_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('payment', 'remittance', 'reversal')),
  run_no integer NOT NULL REFERENCES payment.run,
  provider text COLLATE "C" NOT NULL,
  words text NOT NULL,
  reverses integer UNIQUE REFERENCES payment.entry,
  asked_by text,
  asked_by_person text,
  posted_by text NOT NULL,
  posted_by_person text,
  posted_at timestamptz NOT NULL,
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
  CHECK (kind <> 'reversal' OR (asked_by IS NOT NULL
    AND coalesce(asked_by_person, 'operator ' || asked_by) <> coalesce(posted_by_person, 'operator ' || posted_by)))
);
COMMENT ON TABLE payment.entry IS 'An entry of the ledger; one that was wrong is taken back by a mirrored entry that names it, asked for and posted by two people';
CREATE INDEX entry_by_month ON payment.entry (commissioner, month, entry_no);

CREATE TABLE payment.posting (
  entry_no integer NOT NULL REFERENCES payment.entry,
  position integer NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  account text NOT NULL,
  provider text COLLATE "C" NOT NULL,
  group_code text COLLATE "C" NOT NULL,
  debit_pence bigint NOT NULL CHECK (debit_pence >= 0),
  credit_pence bigint NOT NULL CHECK (credit_pence >= 0),
  PRIMARY KEY (entry_no, position),
  CHECK ((debit_pence = 0) <> (credit_pence = 0))
);
COMMENT ON TABLE payment.posting IS 'One side of an entry: an amount on the debit or the credit side of an account';
COMMENT ON COLUMN payment.posting.account IS 'A code of reference/payment/accounts.yaml';

CREATE TABLE payment.reversal_request (
  reversal_request_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry_no integer NOT NULL UNIQUE REFERENCES payment.entry,
  commissioner text COLLATE "C" NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE payment.reversal_request IS 'Somebody asked for an entry to be taken back, and why; somebody else posts it';

CREATE TABLE payment.invoice_load (
  invoice_load_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  rows integer NOT NULL,
  loaded_at timestamptz NOT NULL,
  loaded_by text NOT NULL,
  UNIQUE (commissioner, sha256)
);
COMMENT ON TABLE payment.invoice_load IS 'A file of invoice totals that was taken';

CREATE TABLE payment.invoice_total (
  invoice_load_no integer NOT NULL REFERENCES payment.invoice_load,
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  pod text NOT NULL,
  amount_pence bigint NOT NULL,
  PRIMARY KEY (commissioner, provider, month, invoice_load_no, pod)
);
COMMENT ON TABLE payment.invoice_total IS 'What a provider invoiced for a month by point of delivery; of a provider and month the latest file counts';

-- Nothing of this is changed or taken away, whoever asks.
CREATE FUNCTION payment.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

CREATE FUNCTION payment.entry_balances() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = payment, pg_temp AS $$
DECLARE
  debit bigint;
  credit bigint;
BEGIN
  SELECT coalesce(sum(p.debit_pence), 0), coalesce(sum(p.credit_pence), 0) INTO debit, credit FROM payment.posting AS p WHERE p.entry_no = NEW.entry_no;
  IF debit <> credit OR debit = 0 THEN
    RAISE EXCEPTION 'entry % does not balance: debits %, credits %', NEW.entry_no, debit, credit;
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON payment.entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION payment.entry_balances();
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON payment.posting DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION payment.entry_balances();

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['approval_limit', 'agreement_event', 'run', 'run_event', 'run_unit', 'run_adjustment', 'paid_line', 'paid_adjustment', 'entry',
    'posting', 'reversal_request', 'invoice_load', 'invoice_total'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON payment.%I FOR EACH ROW EXECUTE FUNCTION payment.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payment.%I FOR EACH STATEMENT EXECUTE FUNCTION payment.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON payment.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE payment.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA payment TO locality_app;

-- A commissioner's people see what is theirs; a group its own units, and of a run that concerns it what became of it and its total. Lines that were
-- paid are for whoever sees lines. Practices and providers see nothing here.
CREATE FUNCTION payment.whole_of(commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('practices') AND platform.asker_sees_every('providers')
  AND (platform.asker_sees_every('commissioners') OR commissioner = ANY (platform.asker_codes('commissioners')));

CREATE FUNCTION payment.own_group() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN platform.asker_sees_every('practices') THEN NULL ELSE nullif(platform.asker() ->> 'organisation', '') END;

-- In a person's name only that person writes.
CREATE FUNCTION payment.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

CREATE POLICY reads ON payment.approval_limit FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND payment.whole_of(commissioner));
CREATE POLICY adds ON payment.approval_limit FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('contract.change')) AND payment.whole_of(commissioner) AND payment.as_self(set_by_person));

CREATE POLICY reads ON payment.agreement_event FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND (payment.whole_of(commissioner) OR group_code = (SELECT payment.own_group())));
CREATE POLICY adds ON payment.agreement_event FOR INSERT TO locality_app WITH CHECK (
  payment.as_self(person_id) AND (
    ((SELECT platform.may('payment.agree')) AND (group_code = (SELECT payment.own_group()) OR (SELECT platform.asks_all())))
    OR ((SELECT platform.may('finding.decide')) AND group_code = '' AND payment.whole_of(commissioner))));

CREATE POLICY reads ON payment.run_unit FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND (payment.whole_of(commissioner) OR group_code = (SELECT payment.own_group())));
CREATE POLICY adds ON payment.run_unit FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('payment.prepare')) AND payment.whole_of(commissioner));

CREATE POLICY reads ON payment.run FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND (payment.whole_of(commissioner) OR EXISTS (SELECT FROM payment.run_unit AS u WHERE u.run_no = run.run_no)));
CREATE POLICY adds ON payment.run FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('payment.prepare')) AND payment.whole_of(commissioner));

CREATE POLICY reads ON payment.run_event FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND (payment.whole_of(commissioner) OR EXISTS (SELECT FROM payment.run_unit AS u WHERE u.run_no = run_event.run_no)));
CREATE POLICY adds ON payment.run_event FOR INSERT TO locality_app WITH CHECK (
  payment.whole_of(commissioner) AND payment.as_self(person_id) AND (
    ((SELECT platform.may('payment.prepare')) AND event IN ('prepared', 'cancelled', 'remitted'))
    OR ((SELECT platform.may('payment.approve')) AND event IN ('approved', 'cancelled', 'returned'))));

CREATE POLICY reads ON payment.run_adjustment FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND (payment.whole_of(commissioner) OR group_code = (SELECT payment.own_group())));
CREATE POLICY adds ON payment.run_adjustment FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('payment.prepare')) AND payment.whole_of(commissioner));

CREATE POLICY reads ON payment.paid_line FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND (SELECT platform.may('line.read')) AND (SELECT platform.asker_sees_every('practices'))
  AND (SELECT platform.asker_sees_every('providers'))
  AND ((SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[])));
CREATE POLICY adds ON payment.paid_line FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('payment.approve'))
  AND ((SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[])));

CREATE POLICY reads ON payment.paid_adjustment FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND payment.whole_of(commissioner));
CREATE POLICY adds ON payment.paid_adjustment FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('payment.approve')) AND payment.whole_of(commissioner));

CREATE POLICY reads ON payment.entry FOR SELECT TO locality_app USING (
  (SELECT platform.may('ledger.read')) AND payment.whole_of(commissioner));
CREATE POLICY adds ON payment.entry FOR INSERT TO locality_app WITH CHECK (
  payment.whole_of(commissioner) AND payment.as_self(posted_by_person) AND (
    ((SELECT platform.may('payment.approve')) AND kind IN ('payment', 'reversal'))
    OR ((SELECT platform.may('payment.prepare')) AND kind = 'remittance')));
CREATE POLICY reads ON payment.posting FOR SELECT TO locality_app USING (
  (SELECT platform.may('ledger.read')) AND payment.whole_of(commissioner));
CREATE POLICY adds ON payment.posting FOR INSERT TO locality_app WITH CHECK (
  payment.whole_of(commissioner) AND ((SELECT platform.may('payment.approve')) OR (SELECT platform.may('payment.prepare'))));

CREATE POLICY reads ON payment.reversal_request FOR SELECT TO locality_app USING (
  (SELECT platform.may('ledger.read')) AND payment.whole_of(commissioner));
CREATE POLICY adds ON payment.reversal_request FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('payment.prepare')) AND payment.whole_of(commissioner) AND payment.as_self(person_id));

CREATE POLICY reads ON payment.invoice_load FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND payment.whole_of(commissioner));
CREATE POLICY adds ON payment.invoice_load FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('payment.prepare')) AND payment.whole_of(commissioner));
CREATE POLICY reads ON payment.invoice_total FOR SELECT TO locality_app USING (
  (SELECT platform.may('payment.read')) AND payment.whole_of(commissioner));
CREATE POLICY adds ON payment.invoice_total FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('payment.prepare')) AND payment.whole_of(commissioner));

-- Published: sums of what was paid, for whoever reads payments and sees no line.
CREATE VIEW payment.v_paid_sum WITH (security_barrier) AS
SELECT p.commissioner, p.provider, p.month, p.group_code, p.run_no, p.part, count(*)::bigint AS lines,
       sum(p.billed_pence)::bigint AS billed_pence, sum(p.adjusted_pence)::bigint AS adjusted_pence,
       sum(p.held_pence)::bigint AS held_pence, sum(p.paid_pence)::bigint AS paid_pence
  FROM payment.paid_line AS p
 WHERE (SELECT platform.may('payment.read'))
   AND ((SELECT platform.asker_sees_every('practices')) OR p.group_code = (SELECT payment.own_group()))
   AND ((SELECT platform.asker_sees_every('providers')) OR p.provider = ANY ((SELECT platform.asker_codes('providers'))::text[]))
   AND ((SELECT platform.asker_sees_every('commissioners')) OR p.commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))
 GROUP BY p.commissioner, p.provider, p.month, p.group_code, p.run_no, p.part;
COMMENT ON VIEW payment.v_paid_sum IS 'Published: what was paid, added up by group, provider, month and run';
GRANT SELECT ON payment.v_paid_sum TO locality_app;
