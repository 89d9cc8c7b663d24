-- The framework a group is assessed by: copies that people changed, assessments with what was said of each target, the small registers behind measured
-- targets, what was measured on the day of signing off, and who is responsible for what. Everything here is only ever added to.
CREATE SCHEMA framework;
COMMENT ON SCHEMA framework IS 'Frameworks as people changed them, assessments by group and period, their evidence, and who is responsible for what';
GRANT USAGE ON SCHEMA framework TO locality_app;

CREATE TABLE framework.definition (
  definition_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The group or the commissioner whose copy it is.
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  name text COLLATE "C" NOT NULL CHECK (name ~ '^[a-z0-9-]{1,60}$'),
  version integer NOT NULL CHECK (version > 0),
  based_on text NOT NULL,
  content jsonb NOT NULL,
  content_mark text NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (owner, name, version)
);
COMMENT ON TABLE framework.definition IS 'A version of a framework that somebody copied and changed; what ships stands in reference/frameworks';

CREATE TABLE framework.assessment (
  assessment_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  framework text COLLATE "C" NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  -- The framework as it was on the day the assessment began: nobody changes that later.
  definition jsonb NOT NULL,
  definition_mark text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (owner, year, framework, version)
);
COMMENT ON TABLE framework.assessment IS 'A group held to a version of a framework for a financial year';

CREATE TABLE framework.rating (
  rating_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  assessment_no integer NOT NULL REFERENCES framework.assessment,
  owner text COLLATE "C" NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  target text COLLATE "C" NOT NULL,
  -- Nothing: it is not rated, or no longer.
  rating text CHECK (rating IN ('ok', 'low', 'medium', 'high', 'critical')),
  words text NOT NULL,
  lead text NOT NULL,
  due date,
  cost_pence bigint CHECK (cost_pence >= 0),
  effort_days integer CHECK (effort_days BETWEEN 0 AND 10000),
  link text NOT NULL,
  source text NOT NULL CHECK (source IN ('typed', 'file', 'taken-back')),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE framework.rating IS 'What was said of a target: how much work it still is, the action or the evidence, who leads, until when, cost and effort. The last one counts';
CREATE INDEX rating_by_assessment ON framework.rating (assessment_no, target, rating_no);

CREATE TABLE framework.assessment_event (
  event_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  assessment_no integer NOT NULL REFERENCES framework.assessment,
  owner text COLLATE "C" NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('signed-off', 'opened-again')),
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE framework.assessment_event IS 'That an assessment was signed off, with what was measured on that day, or opened again, with why';
CREATE INDEX assessment_event_by_assessment ON framework.assessment_event (assessment_no, event_no);

CREATE TABLE framework.reading (
  event_no integer NOT NULL REFERENCES framework.assessment_event,
  assessment_no integer NOT NULL REFERENCES framework.assessment,
  owner text COLLATE "C" NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  target text COLLATE "C" NOT NULL,
  -- Nothing of both: there were no records to measure by.
  have integer,
  of integer,
  is_met boolean,
  figure text NOT NULL,
  threshold text NOT NULL,
  on_date date NOT NULL,
  records text NOT NULL,
  PRIMARY KEY (event_no, target)
);
COMMENT ON TABLE framework.reading IS 'The frozen copy of what a target was measured at on the day of signing off';

CREATE TABLE framework.practice_reading (
  event_no integer NOT NULL REFERENCES framework.assessment_event,
  owner text COLLATE "C" NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  target text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  is_met boolean NOT NULL,
  words text NOT NULL,
  PRIMARY KEY (event_no, target, practice)
);
COMMENT ON TABLE framework.practice_reading IS 'The same by practice: which of them meet the target and which miss it';

CREATE TABLE framework.register_load (
  load_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  register text NOT NULL,
  file_name text NOT NULL,
  file_mark text NOT NULL,
  rows integer NOT NULL CHECK (rows >= 0),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE framework.register_load IS 'A file of a register that was taken';

CREATE TABLE framework.register_entry (
  entry_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  register text NOT NULL CHECK (register IN ('schemes', 'quality-points', 'prescribing-indicators', 'demand-actions')),
  -- A scheme, an indicator or a kind of action; empty where the register has one thing a practice.
  item text COLLATE "C" NOT NULL,
  from_date date NOT NULL,
  -- The first day on which it no longer holds.
  to_date date CHECK (to_date > from_date),
  points integer CHECK (points >= 0),
  result text CHECK (result IN ('met', 'progressing', 'not', 'collective', 'own')),
  is_taken_back boolean NOT NULL,
  load_no integer REFERENCES framework.register_load,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE framework.register_entry IS 'What a practice signed up to, scored, met or did, from a day on. Of one practice, item and first day the last entry counts';
CREATE INDEX register_entry_by_key ON framework.register_entry (register, practice, item, from_date, entry_no);

CREATE TABLE framework.responsibility_load (
  load_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  file_name text NOT NULL,
  content_mark text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE framework.responsibility_load IS 'A list of who is responsible for what, of a group or a commissioner; the last one counts';

CREATE TABLE framework.responsibility (
  load_no integer NOT NULL REFERENCES framework.responsibility_load,
  position integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  side text NOT NULL CHECK (side IN ('commissioner', 'practice', 'shared')),
  title text NOT NULL,
  -- The title without capitals and stops: what was said of it stays with it when the list is sent again.
  mark text COLLATE "C" NOT NULL,
  PRIMARY KEY (load_no, position),
  UNIQUE (load_no, mark)
);
COMMENT ON TABLE framework.responsibility IS 'One responsibility, and whose it is: the commissioner''s, the practices'' or group''s, or shared';

CREATE TABLE framework.commitment (
  commitment_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  mark text COLLATE "C" NOT NULL,
  -- Nothing: it was taken back.
  degree text CHECK (degree IN ('full', 'partly', 'not')),
  side text CHECK (side IN ('commissioner', 'practice', 'shared')),
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE framework.commitment IS 'How far a practice holds itself committed to a responsibility, and whose it thinks it is. The last one counts';
CREATE INDEX commitment_by_practice ON framework.commitment (owner, practice, mark, commitment_no);

CREATE FUNCTION framework.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

-- What is signed off is not rated before it is opened again, by whom soever.
CREATE FUNCTION framework.is_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = framework, pg_temp AS $$
DECLARE
  last text;
BEGIN
  PERFORM pg_advisory_xact_lock(7100300, NEW.assessment_no);
  SELECT e.event INTO last FROM framework.assessment_event AS e WHERE e.assessment_no = NEW.assessment_no ORDER BY e.event_no DESC LIMIT 1;
  IF last = 'signed-off' THEN
    RAISE EXCEPTION 'assessment % is signed off', NEW.assessment_no;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER is_open BEFORE INSERT ON framework.rating FOR EACH ROW EXECUTE FUNCTION framework.is_open();

CREATE FUNCTION framework.in_turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = framework, pg_temp AS $$
DECLARE
  last text;
BEGIN
  PERFORM pg_advisory_xact_lock(7100300, NEW.assessment_no);
  SELECT e.event INTO last FROM framework.assessment_event AS e WHERE e.assessment_no = NEW.assessment_no ORDER BY e.event_no DESC LIMIT 1;
  IF NEW.event = coalesce(last, 'opened-again') THEN
    RAISE EXCEPTION 'assessment % is % already', NEW.assessment_no, NEW.event;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER in_turn BEFORE INSERT ON framework.assessment_event FOR EACH ROW EXECUTE FUNCTION framework.in_turn();

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['definition', 'assessment', 'rating', 'assessment_event', 'reading', 'practice_reading', 'register_load', 'register_entry',
    'responsibility_load', 'responsibility', 'commitment'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON framework.%I FOR EACH ROW EXECUTE FUNCTION framework.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON framework.%I FOR EACH STATEMENT EXECUTE FUNCTION framework.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON framework.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE framework.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA framework TO locality_app;

-- A commissioner sees what is its own and its groups'; a group and its practices what is the group's own and their commissioner's. Nobody sees another
-- commissioner's, and a provider nothing: migration 0025 says who is whose.
CREATE FUNCTION framework.of_asker(owner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN organisations.asker_sees_every_owner() OR owner = ANY (organisations.asker_owners());

-- The group's own people, or the commissioner's: what is the commissioner's own a group does not change.
CREATE FUNCTION framework.may_change(owner text, commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all()
  OR (NOT platform.asker_sees_every('commissioners') AND commissioner = ANY (platform.asker_codes('commissioners')))
  OR owner = platform.asker() ->> 'organisation';

CREATE FUNCTION framework.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

CREATE FUNCTION framework.of_practice(practice text, commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('providers')
  AND (platform.asker_sees_every('commissioners') OR commissioner = ANY (platform.asker_codes('commissioners')))
  AND (platform.asker_sees_every('practices') OR practice = ANY (platform.asker_codes('practices')));

DO $walls$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['definition', 'assessment', 'rating', 'assessment_event', 'reading', 'responsibility_load', 'responsibility'] LOOP
    EXECUTE format('CREATE POLICY reads ON framework.%I FOR SELECT TO locality_app USING (
      (SELECT platform.may(''framework.read'')) AND framework.of_asker(owner))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['practice_reading', 'register_entry', 'commitment'] LOOP
    EXECUTE format('CREATE POLICY reads ON framework.%I FOR SELECT TO locality_app USING (
      (SELECT platform.may(''framework.read'')) AND framework.of_practice(practice, commissioner))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['assessment', 'rating', 'assessment_event', 'responsibility_load'] LOOP
    EXECUTE format('CREATE POLICY adds ON framework.%I FOR INSERT TO locality_app WITH CHECK (
      (SELECT platform.may(''framework.assess'')) AND framework.may_change(owner, commissioner) AND framework.as_self(person_id))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['reading', 'practice_reading', 'responsibility'] LOOP
    EXECUTE format('CREATE POLICY adds ON framework.%I FOR INSERT TO locality_app WITH CHECK (
      (SELECT platform.may(''framework.assess'')) AND framework.may_change(owner, commissioner))', held);
  END LOOP;
END
$walls$;

CREATE POLICY adds ON framework.definition FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('framework.define')) AND framework.may_change(owner, commissioner) AND framework.as_self(person_id));
CREATE POLICY reads ON framework.register_load FOR SELECT TO locality_app USING (
  (SELECT platform.may('framework.assess')) AND (framework.as_self(person_id)
    OR (NOT platform.asker_sees_every('commissioners') AND commissioner = ANY (platform.asker_codes('commissioners')))));
CREATE POLICY adds ON framework.register_load FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('framework.assess')) AND framework.as_self(person_id));
CREATE POLICY adds ON framework.register_entry FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('framework.assess')) AND framework.of_practice(practice, commissioner) AND framework.as_self(person_id));
CREATE POLICY adds ON framework.commitment FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('framework.commit')) AND framework.of_practice(practice, commissioner) AND framework.as_self(person_id));
