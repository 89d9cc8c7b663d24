-- The year watched against the budget: how a year's money is spread over its months, and the statements of each month as they were drawn up.
-- Everything is only ever added to: what somebody was shown can be shown again.
CREATE SCHEMA monitoring;
COMMENT ON SCHEMA monitoring IS 'The year watched against the budget: phasing, and the statements of each month as they were drawn up';
GRANT USAGE ON SCHEMA monitoring TO locality_app;

CREATE TABLE monitoring.phasing_event (
  phasing_event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  line text COLLATE "C" NOT NULL,
  -- 'usual' takes an earlier choice back.
  form text NOT NULL CHECK (form IN ('usual', 'equal', 'working-days', 'season', 'by-hand')),
  -- Twelve whole weights as text, April first; of 'by-hand' alone.
  weights text[],
  words text NOT NULL CHECK (words <> ''),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK ((form = 'by-hand') = (weights IS NOT NULL)),
  CHECK (weights IS NULL OR array_length(weights, 1) = 12)
);
COMMENT ON TABLE monitoring.phasing_event IS 'Somebody chose how the year of a line is spread over its months, and why; of a line the latest choice holds';
CREATE INDEX phasing_event_by_year ON monitoring.phasing_event (commissioner, year, line, phasing_event_id);

CREATE TABLE monitoring.edition (
  edition_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  budget_no integer NOT NULL,
  budget_version integer NOT NULL,
  -- What it was worked out with: phasing, season and spread of each line, models with their errors, completion, what is not in yet.
  method jsonb NOT NULL,
  edition_mark text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE monitoring.edition IS 'The statements of one month, drawn up at a moment; of a month the latest counts, the earlier ones stay to be compared';
CREATE INDEX edition_by_month ON monitoring.edition (commissioner, month, edition_no);

CREATE TABLE monitoring.figure (
  edition_no integer NOT NULL REFERENCES monitoring.edition,
  commissioner text COLLATE "C" NOT NULL,
  -- Empty for what was spent on patients of no practice that has a budget.
  practice text COLLATE "C" NOT NULL,
  -- As it was when the statements were drawn up; empty for a practice in none.
  group_code text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  year_pence bigint NOT NULL,
  -- Twelve months each, April first, in pence: plan, freeze, flex, late, to come; and lines counted.
  months jsonb NOT NULL,
  price_pence bigint,
  volume_pence bigint,
  mix_pence bigint,
  PRIMARY KEY (edition_no, practice, line),
  CHECK ((price_pence IS NULL) = (volume_pence IS NULL) AND (price_pence IS NULL) = (mix_pence IS NULL))
);
COMMENT ON TABLE monitoring.figure IS 'What one practice has, has spent and is expected to spend on one line, month by month, as it was when the statements were drawn up';
CREATE INDEX figure_by_practice ON monitoring.figure (practice, edition_no);

CREATE TABLE monitoring.group_figure (
  edition_no integer NOT NULL REFERENCES monitoring.edition,
  commissioner text COLLATE "C" NOT NULL,
  group_code text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  practices integer NOT NULL,
  year_pence bigint NOT NULL,
  months jsonb NOT NULL,
  price_pence bigint,
  volume_pence bigint,
  mix_pence bigint,
  PRIMARY KEY (edition_no, group_code, line)
);
COMMENT ON TABLE monitoring.group_figure IS 'The figures of an edition added up by group and line: what a practice may see of the others';

CREATE FUNCTION monitoring.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['phasing_event', 'edition', 'figure', 'group_figure'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON monitoring.%I FOR EACH ROW EXECUTE FUNCTION monitoring.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON monitoring.%I FOR EACH STATEMENT EXECUTE FUNCTION monitoring.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON monitoring.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE monitoring.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA monitoring TO locality_app;

-- A commissioner's people see all of theirs. A practice and a group see their own practices' figures, the method, and the sums of groups.
-- Providers have no permission here.
CREATE FUNCTION monitoring.whole_of(commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('practices') AND platform.asker_sees_every('providers')
  AND (platform.asker_sees_every('commissioners') OR commissioner = ANY (platform.asker_codes('commissioners')));

-- In a person's name only that person writes.
CREATE FUNCTION monitoring.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

CREATE POLICY reads ON monitoring.figure FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read'))
  AND (monitoring.whole_of(commissioner) OR practice = ANY ((SELECT platform.asker_codes('practices'))::text[])));

-- An edition concerns whoever sees a figure of it.
CREATE FUNCTION monitoring.concerns(edition integer) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM monitoring.figure AS f WHERE f.edition_no = edition);

CREATE POLICY reads ON monitoring.edition FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND (monitoring.whole_of(commissioner) OR monitoring.concerns(edition_no)));
CREATE POLICY reads ON monitoring.group_figure FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND (monitoring.whole_of(commissioner) OR monitoring.concerns(edition_no)));

-- How the year is spread is method: whoever reads budgets of the commissioner may know it.
CREATE POLICY reads ON monitoring.phasing_event FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND (monitoring.whole_of(commissioner)
    OR EXISTS (SELECT FROM monitoring.edition AS e WHERE e.commissioner = phasing_event.commissioner)));

CREATE POLICY adds ON monitoring.phasing_event FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND monitoring.whole_of(commissioner) AND monitoring.as_self(person_id));
CREATE POLICY adds ON monitoring.edition FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND monitoring.whole_of(commissioner) AND monitoring.as_self(person_id));
CREATE POLICY adds ON monitoring.figure FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND monitoring.whole_of(commissioner));
CREATE POLICY adds ON monitoring.group_figure FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND monitoring.whole_of(commissioner));
