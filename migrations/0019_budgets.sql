-- Budgets: what each practice is given for a year, how that was worked out, who agreed it, and every version of it. Everything here is only ever
-- added to. The database itself holds that a version foots to its control total, that one budget of a year is issued, and that a change of
-- an issued budget was approved by somebody other than whoever prepared it.
CREATE SCHEMA budgets;
COMMENT ON SCHEMA budgets IS 'Budgets of practices by year and line: drafts, what groups said of them, the one that was issued, and its changes in the year';
GRANT USAGE ON SCHEMA budgets TO locality_app;

CREATE TABLE budgets.base (
  base_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  first_month text COLLATE "C" NOT NULL CHECK (first_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  last_month text COLLATE "C" NOT NULL CHECK (last_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  price_year text COLLATE "C" NOT NULL CHECK (price_year ~ '^[0-9]{4}/[0-9]{2}$'),
  -- The files that counted and the price book, so that newer ones are noticed.
  base_mark text NOT NULL,
  made_at timestamptz NOT NULL,
  actor text NOT NULL,
  person_id text
);
COMMENT ON TABLE budgets.base IS 'Activity of some months priced once more at the prices of a year: kept, because pricing a year of lines takes longer than a page may';
CREATE INDEX base_by_months ON budgets.base (commissioner, price_year, last_month, base_no);

CREATE TABLE budgets.base_amount (
  base_no integer NOT NULL REFERENCES budgets.base,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  pod text COLLATE "C" NOT NULL,
  lines bigint NOT NULL,
  billed_pence bigint NOT NULL,
  priced_pence bigint NOT NULL,
  PRIMARY KEY (base_no, practice, pod)
);
COMMENT ON TABLE budgets.base_amount IS 'Of such a base: what a practice’s lines of one point of delivery were billed at and what they come to at the prices of the year';

CREATE TABLE budgets.adjustment (
  adjustment_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  kind text NOT NULL CHECK (kind IN ('growth', 'full-year', 'other')),
  -- Of one line, or of every line; of one practice, or spread over all of them by what they had.
  line text COLLATE "C",
  practice text COLLATE "C",
  -- Growth is a rate in hundredths of a per cent; the others are money.
  rate_bp integer,
  pence bigint,
  words text NOT NULL CHECK (words <> ''),
  -- Takes back an earlier one instead of saying something new.
  takes_back integer UNIQUE REFERENCES budgets.adjustment,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (takes_back IS NOT NULL OR (kind = 'growth') = (rate_bp IS NOT NULL)),
  CHECK (takes_back IS NOT NULL OR (kind <> 'growth') = (pence IS NOT NULL)),
  CHECK (takes_back IS NOT NULL OR kind = 'growth' OR line IS NOT NULL)
);
COMMENT ON TABLE budgets.adjustment IS 'What is added to a historic budget by decision, each with its reason: growth of a line, the full-year effect of a change, anything else';
CREATE INDEX adjustment_by_year ON budgets.adjustment (commissioner, year);

CREATE TABLE budgets.budget (
  budget_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  name text NOT NULL,
  method text NOT NULL CHECK (method IN ('historic', 'fair-share', 'blend')),
  -- Weights, pace, base months and what each rests on, as they were: an issued budget can be explained when all of it has changed.
  parameters jsonb NOT NULL,
  envelope_load_no integer NOT NULL
);
COMMENT ON TABLE budgets.budget IS 'A way of sharing a year’s money that somebody saved: first a draft, one of which may be issued';
CREATE INDEX budget_by_year ON budgets.budget (commissioner, year);

CREATE TABLE budgets.change (
  change_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  budget_no integer NOT NULL REFERENCES budgets.budget,
  commissioner text COLLATE "C" NOT NULL,
  -- The version it was worked out from; another one since makes it lapse.
  based_on integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('virement', 'list-change', 'merger', 'closure', 'new-practice', 'tariff')),
  words text NOT NULL CHECK (words <> ''),
  effective_from date NOT NULL,
  control_change_pence bigint NOT NULL,
  CHECK (kind = 'tariff' OR control_change_pence = 0)
);
COMMENT ON TABLE budgets.change IS 'A change of an issued budget that somebody prepared, with its reason; somebody else approves it';
CREATE INDEX change_by_budget ON budgets.change (budget_no);

CREATE TABLE budgets.change_move (
  change_no integer NOT NULL REFERENCES budgets.change,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  group_code text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  pence bigint NOT NULL CHECK (pence <> 0),
  PRIMARY KEY (change_no, practice, line)
);
COMMENT ON TABLE budgets.change_move IS 'What a change adds to, or takes from, one line of one practice';

CREATE TABLE budgets.change_event (
  change_event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  change_no integer NOT NULL REFERENCES budgets.change,
  commissioner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('prepared', 'approved', 'refused')),
  words text,
  prepared_by text NOT NULL,
  prepared_by_person text,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (event <> 'refused' OR words IS NOT NULL),
  CHECK (event <> 'approved'
    OR coalesce(person_id, 'operator ' || actor) <> coalesce(prepared_by_person, 'operator ' || prepared_by))
);
COMMENT ON TABLE budgets.change_event IS 'What became of a change: prepared, then approved by somebody else or refused';
CREATE UNIQUE INDEX change_event_begins ON budgets.change_event (change_no) WHERE event = 'prepared';
CREATE UNIQUE INDEX change_event_ends ON budgets.change_event (change_no) WHERE event IN ('approved', 'refused');

CREATE TABLE budgets.version (
  budget_no integer NOT NULL REFERENCES budgets.budget,
  version integer NOT NULL CHECK (version >= 1),
  commissioner text COLLATE "C" NOT NULL,
  change_no integer UNIQUE REFERENCES budgets.change,
  effective_from date NOT NULL,
  control_total_pence bigint NOT NULL,
  version_mark text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (budget_no, version),
  -- Only the first is not made by a change.
  CHECK ((version = 1) = (change_no IS NULL))
);
COMMENT ON TABLE budgets.version IS 'A budget as it stood from a moment on; each is whole, and none is ever changed';

CREATE TABLE budgets.amount (
  budget_no integer NOT NULL REFERENCES budgets.budget,
  version integer NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  -- As it was when the version was made; empty for a practice in none.
  group_code text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  pence bigint NOT NULL CHECK (pence >= 0),
  historic_pence bigint NOT NULL,
  fair_share_pence bigint NOT NULL,
  -- The two brought to what there is to share of the line, so that they sum to what the amounts sum to.
  history_of_money_pence bigint NOT NULL,
  fair_of_money_pence bigint NOT NULL,
  patients integer NOT NULL,
  -- How many lines of activity the history rests on: what small numbers are held back by.
  base_lines bigint NOT NULL,
  age_index double precision,
  need_index double precision,
  mff_index double precision,
  PRIMARY KEY (budget_no, version, practice, line)
);
COMMENT ON TABLE budgets.amount IS 'What one practice has for one line in one version, beside what history and its fair share would have given it';
CREATE INDEX amount_by_practice ON budgets.amount (practice, budget_no, version);

CREATE TABLE budgets.step (
  budget_no integer NOT NULL REFERENCES budgets.budget,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  position smallint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('base', 'capitation', 'price', 'list', 'growth', 'full-year', 'other', 'money', 'method')),
  pence bigint NOT NULL,
  words text,
  PRIMARY KEY (budget_no, practice, line, position)
);
COMMENT ON TABLE budgets.step IS 'How the first version of an amount was reached, step by step; the steps sum to the amount';

CREATE TABLE budgets.line_sum (
  budget_no integer NOT NULL REFERENCES budgets.budget,
  version integer NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  group_code text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  practices integer NOT NULL,
  patients integer NOT NULL,
  base_lines bigint NOT NULL,
  pence bigint NOT NULL,
  historic_pence bigint NOT NULL,
  fair_share_pence bigint NOT NULL,
  -- The two brought to what there is to share of the line, so that they sum to what the amounts sum to.
  history_of_money_pence bigint NOT NULL,
  fair_of_money_pence bigint NOT NULL,
  PRIMARY KEY (budget_no, version, group_code, line)
);
COMMENT ON TABLE budgets.line_sum IS 'The amounts of a version added up by group and line: what a practice may see of the others';

CREATE TABLE budgets.event (
  event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  budget_no integer NOT NULL REFERENCES budgets.budget,
  commissioner text COLLATE "C" NOT NULL,
  year text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('made', 'proposed', 'agreed', 'questioned', 'issued', 'withdrawn')),
  -- Which group said it; empty where it is about the whole budget.
  group_code text COLLATE "C" NOT NULL,
  words text,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (event <> 'questioned' OR words IS NOT NULL),
  CHECK ((event IN ('agreed', 'questioned')) = (group_code <> ''))
);
COMMENT ON TABLE budgets.event IS 'What became of a budget, in order; its state is read from this';
CREATE INDEX event_by_budget ON budgets.event (budget_no, event_id);
CREATE UNIQUE INDEX event_once ON budgets.event (budget_no, event) WHERE event IN ('made', 'proposed', 'issued', 'withdrawn');
-- Two budgets of one year are never issued, whoever writes.
CREATE UNIQUE INDEX event_one_issued ON budgets.event (commissioner, year) WHERE event = 'issued';

CREATE FUNCTION budgets.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

-- The amounts are written first and the version that they make after them, so that it can be held to them.
CREATE FUNCTION budgets.version_foots() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = budgets, pg_temp AS $$
DECLARE
  amounts bigint;
BEGIN
  SELECT coalesce(sum(a.pence), 0) INTO amounts FROM budgets.amount AS a WHERE a.budget_no = NEW.budget_no AND a.version = NEW.version;
  IF amounts <> NEW.control_total_pence THEN
    RAISE EXCEPTION 'version % of budget % does not foot: amounts %, control total %', NEW.version, NEW.budget_no, amounts, NEW.control_total_pence;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER foots BEFORE INSERT ON budgets.version FOR EACH ROW EXECUTE FUNCTION budgets.version_foots();

CREATE FUNCTION budgets.version_is_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = budgets, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM added AS a JOIN budgets.version AS v ON v.budget_no = a.budget_no AND v.version = a.version) THEN
    RAISE EXCEPTION 'a version that stands is not added to';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER stands AFTER INSERT ON budgets.amount REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION budgets.version_is_whole();

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['base', 'base_amount', 'adjustment', 'budget', 'change', 'change_move', 'change_event', 'version', 'amount', 'step', 'line_sum',
    'event'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON budgets.%I FOR EACH ROW EXECUTE FUNCTION budgets.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON budgets.%I FOR EACH STATEMENT EXECUTE FUNCTION budgets.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON budgets.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE budgets.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA budgets TO locality_app;

-- A commissioner's people see all of theirs. A practice and a group see what is proposed or further on, and of it their own practices' amounts,
-- how those came about, and the sums of groups. Providers have no permission here.
CREATE FUNCTION budgets.whole_of(commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('practices') AND platform.asker_sees_every('providers')
  AND (platform.asker_sees_every('commissioners') OR commissioner = ANY (platform.asker_codes('commissioners')));

CREATE FUNCTION budgets.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

CREATE FUNCTION budgets.own_group() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN platform.asker_sees_every('practices') THEN NULL ELSE nullif(platform.asker() ->> 'organisation', '') END;

CREATE FUNCTION budgets.is_out(budget integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = budgets, pg_temp
RETURN EXISTS (SELECT FROM budgets.event AS e WHERE e.budget_no = budget AND e.event IN ('proposed', 'issued'));

CREATE POLICY reads ON budgets.amount FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND (budgets.whole_of(commissioner)
    OR (practice = ANY ((SELECT platform.asker_codes('practices'))::text[]) AND budgets.is_out(budget_no))));
CREATE POLICY reads ON budgets.step FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND (budgets.whole_of(commissioner)
    OR (practice = ANY ((SELECT platform.asker_codes('practices'))::text[]) AND budgets.is_out(budget_no))));

-- A budget concerns whoever sees an amount of it.
CREATE FUNCTION budgets.concerns(budget integer) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM budgets.amount AS a WHERE a.budget_no = budget);

DO $headers$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['budget', 'version', 'line_sum', 'event', 'change'] LOOP
    EXECUTE format('CREATE POLICY reads ON budgets.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''budget.read''))
      AND (budgets.whole_of(commissioner) OR budgets.concerns(budget_no)))', held);
  END LOOP;
END
$headers$;

CREATE POLICY reads ON budgets.change_event FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND (budgets.whole_of(commissioner)
    OR EXISTS (SELECT FROM budgets.change AS c WHERE c.change_no = change_event.change_no)));
CREATE POLICY reads ON budgets.change_move FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND (budgets.whole_of(commissioner) OR practice = ANY ((SELECT platform.asker_codes('practices'))::text[])));
CREATE POLICY reads ON budgets.base FOR SELECT TO locality_app USING ((SELECT platform.may('budget.read')) AND budgets.whole_of(commissioner));
CREATE POLICY reads ON budgets.base_amount FOR SELECT TO locality_app USING ((SELECT platform.may('budget.read')) AND budgets.whole_of(commissioner));
CREATE POLICY reads ON budgets.adjustment FOR SELECT TO locality_app USING ((SELECT platform.may('budget.read')) AND budgets.whole_of(commissioner));

CREATE POLICY adds ON budgets.base FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND budgets.whole_of(commissioner) AND budgets.as_self(person_id));
CREATE POLICY adds ON budgets.base_amount FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('budget.set')) AND budgets.whole_of(commissioner));
CREATE POLICY adds ON budgets.adjustment FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND budgets.whole_of(commissioner) AND budgets.as_self(person_id));
CREATE POLICY adds ON budgets.budget FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('budget.set')) AND budgets.whole_of(commissioner));
CREATE POLICY adds ON budgets.step FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('budget.set')) AND budgets.whole_of(commissioner));
CREATE POLICY adds ON budgets.change FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('budget.set')) AND budgets.whole_of(commissioner));
CREATE POLICY adds ON budgets.change_move FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('budget.set')) AND budgets.whole_of(commissioner));
CREATE POLICY adds ON budgets.change_event FOR INSERT TO locality_app WITH CHECK (
  budgets.whole_of(commissioner) AND budgets.as_self(person_id) AND (
    ((SELECT platform.may('budget.set')) AND event IN ('prepared', 'refused'))
    OR ((SELECT platform.may('budget.approve')) AND event IN ('approved', 'refused'))));
CREATE POLICY adds ON budgets.version FOR INSERT TO locality_app WITH CHECK (
  budgets.whole_of(commissioner) AND budgets.as_self(person_id) AND (
    ((SELECT platform.may('budget.set')) AND version = 1) OR ((SELECT platform.may('budget.approve')) AND version > 1)));
CREATE POLICY adds ON budgets.amount FOR INSERT TO locality_app WITH CHECK (
  budgets.whole_of(commissioner) AND (
    ((SELECT platform.may('budget.set')) AND version = 1) OR ((SELECT platform.may('budget.approve')) AND version > 1)));
CREATE POLICY adds ON budgets.line_sum FOR INSERT TO locality_app WITH CHECK (
  budgets.whole_of(commissioner) AND (
    ((SELECT platform.may('budget.set')) AND version = 1) OR ((SELECT platform.may('budget.approve')) AND version > 1)));
CREATE POLICY adds ON budgets.event FOR INSERT TO locality_app WITH CHECK (
  budgets.as_self(person_id) AND (
    ((SELECT platform.may('budget.set')) AND budgets.whole_of(commissioner) AND event IN ('made', 'proposed', 'issued', 'withdrawn'))
    OR ((SELECT platform.may('budget.agree')) AND event IN ('agreed', 'questioned')
        AND (group_code = (SELECT budgets.own_group()) OR (SELECT platform.asks_all())))));
