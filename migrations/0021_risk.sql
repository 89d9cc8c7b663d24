-- Sharing the risk: the terms of the pool, what patients cost by practice (sums only), what was simulated, what became of claims and what was paid out.
-- All of it is only ever added to. Nothing here says anything of one patient: counts and sums by practice, and what a pool would need.
CREATE SCHEMA risk;
COMMENT ON SCHEMA risk IS 'How practices share the risk of their budgets: terms, costs by practice, simulated years, claims and payments of the pool';
GRANT USAGE ON SCHEMA risk TO locality_app;

CREATE TABLE risk.terms (
  terms_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  from_year text COLLATE "C" NOT NULL CHECK (from_year ~ '^[0-9]{4}/[0-9]{2}$'),
  terms jsonb NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE risk.terms IS 'The rules of a commissioner’s pool from a year on, and why; of several for a year the latest holds, and of the years before it the latest before';
COMMENT ON COLUMN risk.terms.terms IS 'As termsSchema of src/budgets/risk/terms/terms.ts has them';
CREATE INDEX terms_by_year ON risk.terms (commissioner, from_year, terms_no);

CREATE TABLE risk.pool (
  pool_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL,
  terms_no integer NOT NULL REFERENCES risk.terms,
  budget_no integer NOT NULL,
  budget_version integer NOT NULL,
  -- The service lines that are covered, and the points of delivery that count to them.
  lines text[] NOT NULL CHECK (cardinality(lines) > 0),
  paid_in_pence bigint NOT NULL CHECK (paid_in_pence >= 0),
  carried_pence bigint NOT NULL CHECK (carried_pence >= 0),
  -- Whether what is paid in leaves the budgets of those who pay, or was taken off the envelope before.
  leaves_budgets boolean NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE risk.pool IS 'The pool of a year was filled by the terms that held and the budget as it was issued; of a year the latest counts until it is paid out';
CREATE INDEX pool_by_year ON risk.pool (commissioner, year, pool_no);

CREATE TABLE risk.contribution (
  pool_no integer NOT NULL REFERENCES risk.pool,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  group_code text COLLATE "C",
  patients bigint NOT NULL,
  budget_pence bigint NOT NULL,
  pence bigint NOT NULL CHECK (pence >= 0),
  PRIMARY KEY (pool_no, practice)
);
COMMENT ON TABLE risk.contribution IS 'What a practice pays into a pool, with the list and the budget of the covered lines by which it was shared';

CREATE TABLE risk.cost_load (
  cost_load_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The piece of work that added it up: work that is done again after a fault finds it done.
  job_id integer NOT NULL UNIQUE,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL,
  months text[] NOT NULL CHECK (cardinality(months) > 0),
  stop_loss_pence bigint CHECK (stop_loss_pence >= 0),
  terms_mark text NOT NULL,
  lines bigint NOT NULL,
  nameless_lines bigint NOT NULL,
  nameless_pence bigint NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE risk.cost_load IS 'What patients cost in a year was added up under the terms that held: of a year the latest counts';
COMMENT ON COLUMN risk.cost_load.terms_mark IS 'The fingerprint of lines, stop-loss and exclusions: other terms, other sums';
COMMENT ON COLUMN risk.cost_load.nameless_lines IS 'Lines that say of no patient, on which no stop-loss can work';
CREATE INDEX cost_load_by_year ON risk.cost_load (commissioner, year, cost_load_no);

CREATE TABLE risk.practice_cost (
  cost_load_no integer NOT NULL REFERENCES risk.cost_load,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  patients bigint NOT NULL CHECK (patients >= 0),
  cost_pence bigint NOT NULL,
  excluded_lines bigint NOT NULL,
  excluded_pence bigint NOT NULL,
  patients_above bigint NOT NULL CHECK (patients_above BETWEEN 0 AND patients),
  excess_pence bigint NOT NULL CHECK (excess_pence >= 0),
  PRIMARY KEY (cost_load_no, practice)
);
COMMENT ON TABLE risk.practice_cost IS 'What the patients of a practice cost in the covered lines: how many, how much, what is excluded, and how many cost how much beyond the stop-loss';

CREATE TABLE risk.simulation (
  simulation_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_id integer NOT NULL UNIQUE,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL,
  asked jsonb NOT NULL,
  answer jsonb NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE risk.simulation IS 'A year that was lived through many times: what was asked, and what the pool would have needed';
CREATE INDEX simulation_by_year ON risk.simulation (commissioner, year, simulation_no);

CREATE TABLE risk.simulated_practice (
  simulation_no integer NOT NULL REFERENCES risk.simulation,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  group_code text COLLATE "C",
  patients bigint NOT NULL,
  budget_pence bigint NOT NULL,
  own_pence bigint NOT NULL,
  years_claimed integer NOT NULL CHECK (years_claimed >= 0),
  mean_claim_pence bigint NOT NULL,
  variation_bp integer NOT NULL CHECK (variation_bp >= 0),
  PRIMARY KEY (simulation_no, practice)
);
COMMENT ON TABLE risk.simulated_practice IS 'What chance did to one practice in the simulated years: how often it claimed, and by how much its sum moved';
COMMENT ON COLUMN risk.simulated_practice.variation_bp IS 'Coefficient of variation of what it was charged, in ten-thousandths';

CREATE TABLE risk.claim_event (
  claim_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  group_code text COLLATE "C",
  kind text NOT NULL CHECK (kind IN ('stop-loss', 'overspend')),
  event text NOT NULL CHECK (event IN ('allowed', 'refused')),
  claimed_pence bigint NOT NULL CHECK (claimed_pence > 0),
  allowed_pence bigint NOT NULL CHECK (allowed_pence BETWEEN 0 AND claimed_pence),
  claim_mark text NOT NULL,
  working jsonb NOT NULL,
  words text,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (event <> 'refused' OR (words IS NOT NULL AND allowed_pence = 0))
);
COMMENT ON TABLE risk.claim_event IS 'A claim was allowed or refused, with its figures and working as they were seen; the latest of a claim counts';
COMMENT ON COLUMN risk.claim_event.claim_mark IS 'The fingerprint of the claim: one that came to another amount since is not taken for decided';
CREATE INDEX claim_event_by_claim ON risk.claim_event (commissioner, year, practice, kind, claim_event_id);

CREATE TABLE risk.payout (
  payout_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL,
  pool_no integer NOT NULL REFERENCES risk.pool,
  holds_pence bigint NOT NULL CHECK (holds_pence >= 0),
  allowed_pence bigint NOT NULL,
  paid_pence bigint NOT NULL CHECK (paid_pence <= allowed_pence AND paid_pence <= holds_pence),
  carried_pence bigint NOT NULL CHECK (carried_pence IN (0, holds_pence - paid_pence)),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (commissioner, year)
);
COMMENT ON TABLE risk.payout IS 'The pool of a year was paid out, once: what it held, what was allowed, what was paid, and what is carried into the next year';

CREATE TABLE risk.payout_part (
  payout_no integer NOT NULL REFERENCES risk.payout,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  group_code text COLLATE "C",
  kind text NOT NULL CHECK (kind IN ('stop-loss', 'overspend')),
  claim_event_id bigint NOT NULL REFERENCES risk.claim_event,
  allowed_pence bigint NOT NULL CHECK (allowed_pence > 0),
  paid_pence bigint NOT NULL CHECK (paid_pence BETWEEN 0 AND allowed_pence),
  PRIMARY KEY (payout_no, practice, kind)
);
COMMENT ON TABLE risk.payout_part IS 'What was paid of each claim: all of it, or its share where the pool held less';

CREATE FUNCTION risk.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

-- A payment is made up of its parts, to the penny, and whoever pays out decided none of them.
CREATE FUNCTION risk.payout_foots() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = risk, pg_temp AS $$
DECLARE
  allowed bigint;
  paid bigint;
BEGIN
  SELECT coalesce(sum(p.allowed_pence), 0), coalesce(sum(p.paid_pence), 0) INTO allowed, paid FROM risk.payout_part AS p WHERE p.payout_no = NEW.payout_no;
  IF allowed <> NEW.allowed_pence OR paid <> NEW.paid_pence THEN
    RAISE EXCEPTION 'payout % is % of % allowed, and its parts are % of %', NEW.payout_no, NEW.paid_pence, NEW.allowed_pence, paid, allowed;
  END IF;
  IF EXISTS (SELECT FROM risk.payout_part AS p JOIN risk.claim_event AS e USING (claim_event_id) WHERE p.payout_no = NEW.payout_no
      AND coalesce(e.person_id, 'operator ' || e.actor) = coalesce(NEW.person_id, 'operator ' || NEW.actor)) THEN
    RAISE EXCEPTION 'whoever pays out decided none of the claims';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER foots AFTER INSERT ON risk.payout DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION risk.payout_foots();

-- A pool is what was paid in, to the penny.
CREATE FUNCTION risk.pool_foots() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = risk, pg_temp AS $$
DECLARE
  paid bigint;
BEGIN
  SELECT coalesce(sum(c.pence), 0) INTO paid FROM risk.contribution AS c WHERE c.pool_no = NEW.pool_no;
  IF paid <> NEW.paid_in_pence THEN
    RAISE EXCEPTION 'pool % has % paid in, and its contributions are %', NEW.pool_no, NEW.paid_in_pence, paid;
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER foots AFTER INSERT ON risk.pool DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION risk.pool_foots();

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['terms', 'pool', 'contribution', 'cost_load', 'practice_cost', 'simulation', 'simulated_practice', 'claim_event', 'payout', 'payout_part'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON risk.%I FOR EACH ROW EXECUTE FUNCTION risk.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON risk.%I FOR EACH STATEMENT EXECUTE FUNCTION risk.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON risk.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE risk.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA risk TO locality_app;

-- The commissioner itself, or whoever is of it: a practice or a group that belongs, or belonged, to it.
CREATE FUNCTION risk.within(commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('providers')
  AND (platform.asker_sees_every('commissioners') OR commissioner = ANY (platform.asker_codes('commissioners')))
  AND (platform.asker_sees_every('practices') OR EXISTS (
    SELECT FROM organisations.membership AS m
     WHERE m.parent_kind = 'commissioner' AND m.parent_code = commissioner
       AND (m.member_code = platform.asker() ->> 'organisation' OR m.member_code = ANY (platform.asker_codes('practices'))
         OR EXISTS (SELECT FROM organisations.membership AS g WHERE g.parent_code = m.member_code AND g.member_code = ANY (platform.asker_codes('practices'))))));

CREATE FUNCTION risk.own_practice(practice text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('practices') OR practice = ANY (platform.asker_codes('practices'));

CREATE FUNCTION risk.sets(commissioner text, person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.may('budget.set') AND platform.asker_sees_every('practices') AND risk.within(commissioner)
  AND (platform.asks_all() OR person = platform.asking_person());

DO $policies$
DECLARE
  held text;
BEGIN
  -- The method, the pool and its sums are for whoever reads budgets here; what is a practice’s own is for whoever sees that practice.
  FOREACH held IN ARRAY ARRAY['terms', 'pool', 'cost_load', 'simulation', 'payout'] LOOP
    EXECUTE format('CREATE POLICY reads ON risk.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''budget.read'')) AND risk.within(commissioner))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['contribution', 'practice_cost', 'simulated_practice', 'claim_event', 'payout_part'] LOOP
    EXECUTE format('CREATE POLICY reads ON risk.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''budget.read'')) AND risk.within(commissioner) AND risk.own_practice(practice))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['terms', 'pool', 'cost_load', 'simulation', 'claim_event'] LOOP
    EXECUTE format('CREATE POLICY adds ON risk.%I FOR INSERT TO locality_app WITH CHECK (risk.sets(commissioner, person_id))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['contribution', 'practice_cost', 'simulated_practice'] LOOP
    EXECUTE format('CREATE POLICY adds ON risk.%I FOR INSERT TO locality_app WITH CHECK (risk.sets(commissioner, platform.asking_person()))', held);
  END LOOP;
END
$policies$;
CREATE POLICY adds ON risk.payout FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.approve')) AND platform.asker_sees_every('practices') AND risk.within(commissioner)
  AND (platform.asks_all() OR person_id = platform.asking_person()));
CREATE POLICY adds ON risk.payout_part FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.approve')) AND platform.asker_sees_every('practices') AND risk.within(commissioner));

-- Published: what a group’s members claimed and were paid, added up, for whoever reads budgets here; and the whole of the commissioner.
CREATE VIEW risk.v_paid_sum WITH (security_barrier) AS
SELECT p.commissioner, o.year, p.kind, count(DISTINCT p.practice)::bigint AS practices, sum(p.allowed_pence)::bigint AS allowed_pence,
       sum(p.paid_pence)::bigint AS paid_pence
  FROM risk.payout_part AS p JOIN risk.payout AS o USING (payout_no)
 WHERE (SELECT platform.may('budget.read')) AND risk.within(p.commissioner)
 GROUP BY p.commissioner, o.year, p.kind;
COMMENT ON VIEW risk.v_paid_sum IS 'Published: what the pool of a year paid, added up by what it was for';
GRANT SELECT ON risk.v_paid_sum TO locality_app;
