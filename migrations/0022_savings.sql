-- What practices freed up, what of it may be used and for what, and what became of it. Everything here is only ever added to; what is wrong is put right
-- by a later entry. The database itself refuses an entry out of balance, a decision by whoever left it, a draw beyond what is approved or left.
CREATE SCHEMA savings;
COMMENT ON SCHEMA savings IS 'Years as they were closed, uses proposed and decided, and the ledger of freed-up resources';
GRANT USAGE ON SCHEMA savings TO locality_app;

CREATE TABLE savings.year_close (
  close_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  budget_no integer NOT NULL,
  budget_version integer NOT NULL,
  terms jsonb NOT NULL,
  checks jsonb NOT NULL,
  seen_mark text NOT NULL,
  words text,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (commissioner, year)
);
COMMENT ON TABLE savings.year_close IS 'A year of a commissioner that was closed, once: by which terms, against which budget, and what was not in yet';

CREATE TABLE savings.close_practice (
  close_no integer NOT NULL REFERENCES savings.year_close,
  commissioner text COLLATE "C" NOT NULL,
  year text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  -- Empty where the practice was in no group.
  group_code text COLLATE "C" NOT NULL,
  lines bigint NOT NULL CHECK (lines >= 0),
  budget_pence bigint NOT NULL,
  outturn_pence bigint NOT NULL,
  validation_pence bigint NOT NULL,
  price_pence bigint NOT NULL,
  demand_pence bigint NOT NULL,
  declared_pence bigint NOT NULL CHECK (declared_pence >= 0),
  planned_pence bigint NOT NULL CHECK (planned_pence >= 0),
  windfall_pence bigint NOT NULL CHECK (windfall_pence >= 0),
  set_off_pence bigint NOT NULL CHECK (set_off_pence >= 0),
  entitlement_pence bigint NOT NULL CHECK (entitlement_pence >= 0),
  commissioner_pence bigint NOT NULL CHECK (commissioner_pence >= 0),
  withheld_pence bigint NOT NULL CHECK (withheld_pence >= 0),
  PRIMARY KEY (close_no, practice),
  CHECK (validation_pence + price_pence + demand_pence = budget_pence - outturn_pence),
  CHECK (planned_pence + windfall_pence = greatest(budget_pence - outturn_pence, 0)),
  CHECK (set_off_pence + entitlement_pence + commissioner_pence + withheld_pence = planned_pence + windfall_pence)
);
COMMENT ON TABLE savings.close_practice IS 'A practice''s year as it was closed: what it freed up or overspent, of what that is made, and whose it is. Nothing is counted twice: the parts make the whole';
COMMENT ON COLUMN savings.close_practice.outturn_pence IS 'After every credit, those still due too';
COMMENT ON COLUMN savings.close_practice.declared_pence IS 'Savings for which a use was proposed before the year began';

CREATE TABLE savings.close_line (
  close_no integer NOT NULL REFERENCES savings.year_close,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  lines bigint NOT NULL CHECK (lines >= 0),
  budget_pence bigint NOT NULL,
  outturn_pence bigint NOT NULL,
  price_pence bigint NOT NULL,
  credits_within_pence bigint NOT NULL,
  credits_due_pence bigint NOT NULL,
  PRIMARY KEY (close_no, practice, line)
);
COMMENT ON TABLE savings.close_line IS 'The same by service line, as monitoring had it on the day of closing';

CREATE TABLE savings.proposal (
  use_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  group_code text COLLATE "C" NOT NULL,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  kind text NOT NULL CHECK (kind IN ('declared', 'opportunistic')),
  purpose text NOT NULL,
  title text NOT NULL,
  words text NOT NULL,
  case_reference text,
  amount_pence bigint NOT NULL CHECK (amount_pence > 0),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE savings.proposal IS 'A use that a practice proposes for what it frees up in a year: declared before the year began, or as the opportunity came';
CREATE INDEX proposal_by_practice ON savings.proposal (practice, year);

CREATE TABLE savings.proposal_event (
  proposal_event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  use_no integer NOT NULL REFERENCES savings.proposal,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  body text NOT NULL CHECK (body IN ('proposer', 'group', 'executive', 'board')),
  event text NOT NULL CHECK (event IN ('agreed', 'refused', 'conflict', 'withdrawn')),
  words text,
  actor text NOT NULL,
  person_id text,
  person_key text GENERATED ALWAYS AS (coalesce(person_id, 'operator ' || actor)) STORED,
  at timestamptz NOT NULL,
  CHECK ((body = 'proposer') = (event = 'withdrawn')),
  CHECK (event = 'agreed' OR words IS NOT NULL)
);
COMMENT ON TABLE savings.proposal_event IS 'What group, executive and board said of a use, in this order, each once and each by somebody else; or that somebody left the decision';
CREATE UNIQUE INDEX proposal_event_once ON savings.proposal_event (use_no, body) WHERE event IN ('agreed', 'refused', 'withdrawn');
CREATE UNIQUE INDEX proposal_event_by_person ON savings.proposal_event (use_no, person_key);

CREATE TABLE savings.correction_request (
  request_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('reversal', 'claw-back')),
  -- The draw whose money came back.
  entry_no integer,
  year text COLLATE "C" NOT NULL,
  amount_pence bigint NOT NULL CHECK (amount_pence > 0),
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK ((kind = 'reversal') = (entry_no IS NOT NULL))
);
COMMENT ON TABLE savings.correction_request IS 'Somebody asked that a draw be taken back or an entitlement be clawed back, and why; somebody else posts it';

CREATE TABLE savings.correction_end (
  request_no integer PRIMARY KEY REFERENCES savings.correction_request,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('posted', 'dropped')),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE savings.correction_end IS 'What was asked for was posted, or dropped';

CREATE TABLE savings.entry (
  entry_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  kind text NOT NULL CHECK (kind IN ('close', 'draw', 'expiry', 'claw-back', 'reversal')),
  close_no integer REFERENCES savings.year_close,
  use_no integer REFERENCES savings.proposal,
  request_no integer UNIQUE REFERENCES savings.correction_request,
  reverses integer UNIQUE REFERENCES savings.entry,
  words text NOT NULL,
  asked_by text,
  asked_by_person text,
  posted_by text NOT NULL,
  posted_by_person text,
  posted_at timestamptz NOT NULL,
  UNIQUE (close_no, practice),
  CHECK ((kind = 'close') = (close_no IS NOT NULL)),
  CHECK ((kind IN ('draw', 'reversal')) = (use_no IS NOT NULL)),
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
  CHECK ((kind IN ('claw-back', 'reversal')) = (request_no IS NOT NULL)),
  CHECK (request_no IS NULL OR (asked_by IS NOT NULL
    AND coalesce(asked_by_person, 'operator ' || asked_by) <> coalesce(posted_by_person, 'operator ' || posted_by)))
);
COMMENT ON TABLE savings.entry IS 'An entry of the ledger of savings; one that was wrong is taken back by a mirrored entry that names it, asked for and posted by two people';
CREATE INDEX entry_by_practice ON savings.entry (practice, entry_no);

CREATE TABLE savings.posting (
  entry_no integer NOT NULL REFERENCES savings.entry,
  position integer NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  -- The year in which it was freed up or overspent.
  year text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('freed-up', 'entitlement', 'commissioner-share', 'withheld', 'drawn', 'expired', 'clawed-back', 'overspend',
    'overspend-borne')),
  account text NOT NULL,
  debit_pence bigint NOT NULL CHECK (debit_pence >= 0),
  credit_pence bigint NOT NULL CHECK (credit_pence >= 0),
  PRIMARY KEY (entry_no, position),
  CHECK ((debit_pence = 0) <> (credit_pence = 0))
);
COMMENT ON TABLE savings.posting IS 'One side of an entry: an amount on the debit or the credit side of an account, of a practice and a year';
COMMENT ON COLUMN savings.posting.account IS 'A code of reference/budgets/savings-accounts.yaml';
CREATE INDEX posting_by_practice ON savings.posting (practice, year, kind);

-- Nothing of this is changed or taken away, whoever asks.
CREATE FUNCTION savings.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

CREATE FUNCTION savings.entry_balances() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = savings, pg_temp AS $$
DECLARE
  debit bigint;
  credit bigint;
BEGIN
  SELECT coalesce(sum(p.debit_pence), 0), coalesce(sum(p.credit_pence), 0) INTO debit, credit FROM savings.posting AS p WHERE p.entry_no = NEW.entry_no;
  IF debit <> credit OR debit = 0 THEN
    RAISE EXCEPTION 'entry % does not balance: debits %, credits %', NEW.entry_no, debit, credit;
  END IF;
  RETURN NULL;
END
$$;

-- Two who draw at once wait here for each other: the lock is held until the transaction ends, and the sum that is read after it knows what the other did.
CREATE FUNCTION savings.never_overdrawn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = savings, pg_temp AS $$
DECLARE
  remains bigint;
  drawn bigint;
  approved bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7100221, hashtext(NEW.practice));
  IF NEW.kind IN ('entitlement', 'overspend') THEN
    SELECT coalesce(sum(CASE WHEN NEW.kind = 'entitlement' THEN p.credit_pence - p.debit_pence ELSE p.debit_pence - p.credit_pence END), 0)
      INTO remains FROM savings.posting AS p WHERE p.practice = NEW.practice AND p.year = NEW.year AND p.kind = NEW.kind;
    IF remains < 0 THEN
      RAISE EXCEPTION 'the % of % for % would be overdrawn by % pence', NEW.kind, NEW.practice, NEW.year, -remains;
    END IF;
  END IF;
  IF NEW.kind = 'drawn' THEN
    SELECT coalesce(sum(p.credit_pence - p.debit_pence), 0), max(u.amount_pence) INTO drawn, approved
      FROM savings.entry AS own JOIN savings.proposal AS u ON u.use_no = own.use_no
      JOIN savings.entry AS e ON e.use_no = u.use_no JOIN savings.posting AS p ON p.entry_no = e.entry_no AND p.kind = 'drawn'
     WHERE own.entry_no = NEW.entry_no;
    IF drawn > coalesce(approved, 0) OR drawn < 0 THEN
      RAISE EXCEPTION 'entry % would draw more than was approved', NEW.entry_no;
    END IF;
    IF NOT EXISTS (SELECT FROM savings.entry AS e JOIN savings.proposal_event AS v ON v.use_no = e.use_no
        WHERE e.entry_no = NEW.entry_no AND v.body = 'board' AND v.event = 'agreed') THEN
      RAISE EXCEPTION 'entry % would draw for a use that the board did not approve', NEW.entry_no;
    END IF;
  END IF;
  RETURN NULL;
END
$$;

-- Who declared a conflict has left the decision; who proposed a use decides nothing of it; the next body speaks when the one before has agreed.
CREATE FUNCTION savings.decides_in_turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = savings, pg_temp AS $$
DECLARE
  use savings.proposal;
  who text := coalesce(NEW.person_id, 'operator ' || NEW.actor);
BEGIN
  IF NEW.event NOT IN ('agreed', 'refused') THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(7100222, NEW.use_no);
  SELECT * INTO use FROM savings.proposal AS p WHERE p.use_no = NEW.use_no;
  IF coalesce(use.person_id, 'operator ' || use.actor) = who OR EXISTS (
      SELECT FROM savings.proposal_event AS e WHERE e.use_no = NEW.use_no AND e.person_key = who) THEN
    RAISE EXCEPTION 'use % is not for this person to decide', NEW.use_no;
  END IF;
  IF EXISTS (SELECT FROM savings.proposal_event AS e WHERE e.use_no = NEW.use_no AND e.event IN ('refused', 'withdrawn'))
    OR (NEW.body = 'group' AND use.group_code = '')
    OR (NEW.body = 'executive' AND use.group_code <> '' AND NOT EXISTS (
      SELECT FROM savings.proposal_event AS e WHERE e.use_no = NEW.use_no AND e.body = 'group' AND e.event = 'agreed'))
    OR (NEW.body = 'board' AND NOT EXISTS (
      SELECT FROM savings.proposal_event AS e WHERE e.use_no = NEW.use_no AND e.body = 'executive' AND e.event = 'agreed')) THEN
    RAISE EXCEPTION 'use % is not before the %', NEW.use_no, NEW.body;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER decides_in_turn BEFORE INSERT ON savings.proposal_event FOR EACH ROW EXECUTE FUNCTION savings.decides_in_turn();

CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON savings.entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION savings.entry_balances();
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON savings.posting DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION savings.entry_balances();
CREATE CONSTRAINT TRIGGER never_overdrawn AFTER INSERT ON savings.posting DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION savings.never_overdrawn();

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['year_close', 'close_practice', 'close_line', 'proposal', 'proposal_event', 'correction_request', 'correction_end', 'entry',
    'posting'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON savings.%I FOR EACH ROW EXECUTE FUNCTION savings.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON savings.%I FOR EACH STATEMENT EXECUTE FUNCTION savings.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON savings.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE savings.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA savings TO locality_app;

CREATE FUNCTION savings.of_asker(commissioner text) RETURNS boolean LANGUAGE sql STABLE
RETURN platform.asker_sees_every('providers') AND (
  (platform.asker_sees_every('commissioners') AND platform.asker_sees_every('practices'))
  OR (NOT platform.asker_sees_every('commissioners') AND commissioner = ANY (platform.asker_codes('commissioners')))
  OR EXISTS (SELECT FROM organisations.membership AS m WHERE m.parent_code = of_asker.commissioner
    AND (m.member_code = ANY (platform.asker_codes('practices')) OR m.member_code = platform.asker() ->> 'organisation'
      OR m.member_code IN (SELECT g.parent_code FROM organisations.membership AS g
        WHERE g.parent_kind = 'group' AND g.member_code = ANY (platform.asker_codes('practices'))))));

CREATE FUNCTION savings.whole_of(commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('practices') AND platform.asker_sees_every('providers')
  AND (platform.asker_sees_every('commissioners') OR commissioner = ANY (platform.asker_codes('commissioners')));

CREATE FUNCTION savings.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

-- A practice reads what is its own, a group what is its members', the commissioner all; which years are closed and by which terms, whoever belongs to it.
CREATE POLICY reads ON savings.year_close FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND savings.of_asker(commissioner));
CREATE POLICY adds ON savings.year_close FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND savings.whole_of(commissioner) AND savings.as_self(person_id));

DO $walls$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['close_practice', 'close_line', 'proposal', 'proposal_event', 'correction_request', 'correction_end', 'entry', 'posting'] LOOP
    EXECUTE format('CREATE POLICY reads ON savings.%I FOR SELECT TO locality_app USING (
      (SELECT platform.may(''budget.read'')) AND (SELECT platform.asker_sees_every(''providers''))
      AND ((SELECT platform.asker_sees_every(''commissioners'')) OR commissioner = ANY ((SELECT platform.asker_codes(''commissioners''))::text[]))
      AND ((SELECT platform.asker_sees_every(''practices'')) OR practice = ANY ((SELECT platform.asker_codes(''practices''))::text[])))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['close_practice', 'close_line'] LOOP
    EXECUTE format('CREATE POLICY adds ON savings.%I FOR INSERT TO locality_app WITH CHECK (
      (SELECT platform.may(''budget.set'')) AND savings.whole_of(commissioner))', held);
  END LOOP;
END
$walls$;

CREATE POLICY adds ON savings.proposal FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('savings.propose')) AND savings.as_self(person_id)
  AND ((SELECT platform.asker_sees_every('practices')) OR practice = ANY ((SELECT platform.asker_codes('practices'))::text[])));
CREATE POLICY adds ON savings.proposal_event FOR INSERT TO locality_app WITH CHECK (
  savings.as_self(person_id) AND EXISTS (SELECT FROM savings.proposal AS p WHERE p.use_no = proposal_event.use_no
    AND p.practice = proposal_event.practice AND p.commissioner = proposal_event.commissioner AND (
      (body = 'proposer' AND (SELECT platform.may('savings.propose')))
      OR (body = 'group' AND (SELECT platform.may('savings.agree'))
        AND ((SELECT platform.asks_all()) OR p.group_code = (SELECT platform.asker() ->> 'organisation')))
      OR (body IN ('executive', 'board') AND (SELECT platform.may('savings.approve')) AND savings.whole_of(p.commissioner)))));

CREATE POLICY adds ON savings.correction_request FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND savings.whole_of(commissioner) AND savings.as_self(person_id));
CREATE POLICY adds ON savings.correction_end FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.approve')) AND savings.whole_of(commissioner) AND savings.as_self(person_id));
CREATE POLICY adds ON savings.entry FOR INSERT TO locality_app WITH CHECK (
  savings.whole_of(commissioner) AND savings.as_self(posted_by_person) AND (
    ((SELECT platform.may('budget.set')) AND kind IN ('close', 'draw', 'expiry'))
    OR ((SELECT platform.may('budget.approve')) AND kind IN ('claw-back', 'reversal'))));
CREATE POLICY adds ON savings.posting FOR INSERT TO locality_app WITH CHECK (
  savings.whole_of(commissioner) AND ((SELECT platform.may('budget.set')) OR (SELECT platform.may('budget.approve')))
  AND EXISTS (SELECT FROM savings.entry AS e WHERE e.entry_no = posting.entry_no AND e.practice = posting.practice));

-- Published: the same added up by group and commissioner, for everybody who belongs to it: a practice compares itself with the sums, not with another.
CREATE VIEW savings.v_close_sum WITH (security_barrier) AS
SELECT p.close_no, p.commissioner, p.year, p.group_code, count(*)::integer AS practices, sum(p.lines)::bigint AS lines,
       sum(p.budget_pence)::bigint AS budget_pence, sum(p.outturn_pence)::bigint AS outturn_pence, sum(p.validation_pence)::bigint AS validation_pence,
       sum(p.price_pence)::bigint AS price_pence, sum(p.demand_pence)::bigint AS demand_pence, sum(p.planned_pence)::bigint AS planned_pence,
       sum(p.windfall_pence)::bigint AS windfall_pence, sum(p.set_off_pence)::bigint AS set_off_pence,
       sum(p.entitlement_pence)::bigint AS entitlement_pence, sum(p.commissioner_pence)::bigint AS commissioner_pence,
       sum(p.withheld_pence)::bigint AS withheld_pence,
       sum(greatest(p.outturn_pence - p.budget_pence, 0))::bigint AS overspend_pence
  FROM savings.close_practice AS p
 WHERE (SELECT platform.may('budget.read')) AND p.close_no IN (SELECT c.close_no FROM savings.year_close AS c WHERE savings.of_asker(c.commissioner))
 GROUP BY p.close_no, p.commissioner, p.year, p.group_code;
COMMENT ON VIEW savings.v_close_sum IS 'Published: closed years added up by group, for whoever belongs to the commissioner';
GRANT SELECT ON savings.v_close_sum TO locality_app;
