-- What was decided and recorded about management cost and incentives. Only ever added to.
CREATE SCHEMA allowance;
COMMENT ON SCHEMA allowance IS 'How the management cost is shared among groups, and what practices did for which an incentive is paid';
GRANT USAGE ON SCHEMA allowance TO locality_app;

CREATE TABLE allowance.sharing_event (
  sharing_event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  equal_basis_points integer NOT NULL CHECK (equal_basis_points BETWEEN 0 AND 10000),
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE allowance.sharing_event IS 'How much of a year''s management cost groups bear in equal parts, the rest by population; the latest of a year counts';
CREATE INDEX sharing_event_by_year ON allowance.sharing_event (commissioner, year, sharing_event_id);

CREATE TABLE allowance.incentive_event (
  incentive_event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  event text NOT NULL CHECK (event IN ('plan-signed', 'plan-taken-back', 'targets-met', 'targets-not-met')),
  on_date date NOT NULL,
  words text,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (event IN ('plan-signed', 'targets-met') OR words IS NOT NULL)
);
COMMENT ON TABLE allowance.incentive_event IS 'A practice signed its plan, or claimed that its targets are met, on a day; what takes that back says why. Of a practice''s year the latest of each kind counts';
CREATE INDEX incentive_event_by_year ON allowance.incentive_event (commissioner, year, practice, incentive_event_id);

CREATE FUNCTION allowance.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['sharing_event', 'incentive_event'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON allowance.%I FOR EACH ROW EXECUTE FUNCTION allowance.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON allowance.%I FOR EACH STATEMENT EXECUTE FUNCTION allowance.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON allowance.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE allowance.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA allowance TO locality_app;

-- A method is read by whoever belongs to the commissioner; what a practice did by itself, its group and the commissioner.
CREATE FUNCTION allowance.of_asker(commissioner text) RETURNS boolean LANGUAGE sql STABLE
RETURN platform.asker_sees_every('providers') AND (
  (platform.asker_sees_every('commissioners') AND platform.asker_sees_every('practices'))
  OR (NOT platform.asker_sees_every('commissioners') AND commissioner = ANY (platform.asker_codes('commissioners')))
  OR EXISTS (SELECT FROM organisations.membership AS m WHERE m.parent_code = of_asker.commissioner
    AND (m.member_code = ANY (platform.asker_codes('practices')) OR m.member_code = platform.asker() ->> 'organisation'
      OR m.member_code IN (SELECT g.parent_code FROM organisations.membership AS g
        WHERE g.parent_kind = 'group' AND g.member_code = ANY (platform.asker_codes('practices'))))));

CREATE FUNCTION allowance.whole_of(commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('practices') AND platform.asker_sees_every('providers')
  AND (platform.asker_sees_every('commissioners') OR commissioner = ANY (platform.asker_codes('commissioners')));

CREATE FUNCTION allowance.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

CREATE POLICY reads ON allowance.sharing_event FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND allowance.of_asker(commissioner));
CREATE POLICY adds ON allowance.sharing_event FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND allowance.whole_of(commissioner) AND allowance.as_self(person_id));

CREATE POLICY reads ON allowance.incentive_event FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND (SELECT platform.asker_sees_every('providers'))
  AND ((SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))
  AND ((SELECT platform.asker_sees_every('practices')) OR practice = ANY ((SELECT platform.asker_codes('practices'))::text[])));
CREATE POLICY adds ON allowance.incentive_event FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('budget.set')) AND allowance.whole_of(commissioner) AND allowance.as_self(person_id));
