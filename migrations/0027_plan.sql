-- The plan of a group or a commissioner: what is to be done, by whom and by when, as people wrote it and as it was read. Everything is only ever added
-- to: the latest version of an item stands, its status is its latest event that was not undone.
CREATE SCHEMA plan;
COMMENT ON SCHEMA plan IS 'Plans of work: items in versions, who leads, status by events, milestones, dependencies, baselines';
GRANT USAGE ON SCHEMA plan TO locality_app;

CREATE TABLE plan.received (
  import_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  what text NOT NULL CHECK (what IN ('work-plan', 'people')),
  name text NOT NULL,
  sha256 text NOT NULL,
  rows_read integer NOT NULL CHECK (rows_read >= 0),
  added integer NOT NULL CHECK (added >= 0),
  changed integer NOT NULL CHECK (changed >= 0),
  notes jsonb NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE plan.received IS 'A plan or a register of people that was taken in from a file or pasted, and what was noted about its rows';
CREATE INDEX received_by_owner ON plan.received (owner, import_no);

CREATE TABLE plan.received_end (
  import_no integer PRIMARY KEY REFERENCES plan.received,
  owner text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE plan.received_end IS 'What a file changed was taken back';

CREATE TABLE plan.item (
  item_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  -- A file, a person on a page, or another room such as a meeting.
  source text NOT NULL
);
COMMENT ON TABLE plan.item IS 'A numbered objective of a plan; what it says is in its versions';
CREATE INDEX item_by_owner ON plan.item (owner);

CREATE TABLE plan.item_version (
  item_version_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_no integer NOT NULL REFERENCES plan.item,
  owner text COLLATE "C" NOT NULL,
  place double precision NOT NULL,
  section text NOT NULL,
  ref text COLLATE "C" NOT NULL,
  ref_as_written text NOT NULL,
  objective text NOT NULL CHECK (objective <> ''),
  leads_text text NOT NULL,
  timescale_text text NOT NULL,
  start_date date,
  due_date date,
  -- Whether the days were read from the timescale or typed by somebody.
  days_are text NOT NULL CHECK (days_are IN ('read', 'typed')),
  notes jsonb NOT NULL,
  is_removed boolean NOT NULL,
  import_no integer REFERENCES plan.received,
  why text NOT NULL CHECK (why IN ('file', 'typed', 'undone', 'removed')),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE plan.item_version IS 'What an item says, as it was written and as its reference and its days were read; the latest stands';
CREATE INDEX item_version_latest ON plan.item_version (item_no, item_version_no DESC);
CREATE INDEX item_version_by_import ON plan.item_version (import_no) WHERE import_no IS NOT NULL;

CREATE TABLE plan.item_event (
  item_event_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_no integer NOT NULL REFERENCES plan.item,
  owner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('status', 'note', 'undone')),
  status text CHECK (status IN ('planned', 'ongoing', 'complete', 'complete-ongoing')),
  words text NOT NULL,
  undoes integer REFERENCES plan.item_event,
  import_no integer REFERENCES plan.received,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK ((event = 'status') = (status IS NOT NULL)),
  CHECK ((event = 'undone') = (undoes IS NOT NULL)),
  CHECK (event <> 'note' OR words <> '')
);
COMMENT ON TABLE plan.item_event IS 'How an item goes on: its status, a note of progress, or that an earlier event was undone';
CREATE INDEX item_event_by_item ON plan.item_event (item_no, item_event_no);
CREATE UNIQUE INDEX item_event_undone_once ON plan.item_event (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE plan.milestone (
  milestone_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_no integer NOT NULL REFERENCES plan.item,
  owner text COLLATE "C" NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE plan.milestone IS 'A day by which something of an item is to be reached';
CREATE INDEX milestone_by_item ON plan.milestone (item_no);

CREATE TABLE plan.milestone_event (
  milestone_event_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  milestone_no integer NOT NULL REFERENCES plan.milestone,
  owner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('due', 'reached', 'reopened', 'removed')),
  on_date date,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK ((event IN ('due', 'reached')) = (on_date IS NOT NULL))
);
COMMENT ON TABLE plan.milestone_event IS 'When a milestone is due, when it was reached, or that it is none any more; the latest of each stands';
CREATE INDEX milestone_event_by_milestone ON plan.milestone_event (milestone_no, milestone_event_no);

CREATE TABLE plan.dependency (
  dependency_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL,
  item_no integer NOT NULL REFERENCES plan.item,
  waits_for integer NOT NULL REFERENCES plan.item,
  is_on boolean NOT NULL,
  import_no integer REFERENCES plan.received,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (item_no <> waits_for)
);
COMMENT ON TABLE plan.dependency IS 'An item waits for another, or does not any more; the latest of a pair stands';
CREATE INDEX dependency_by_item ON plan.dependency (item_no, waits_for, dependency_no DESC);

CREATE TABLE plan.settlement (
  settlement_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  -- As it stands among the leads, without blanks at its ends.
  lead_text text NOT NULL CHECK (lead_text <> ''),
  -- One item alone, or every place where it stands.
  item_no integer REFERENCES plan.item,
  meaning text NOT NULL CHECK (meaning IN ('people', 'post', 'body', 'nobody', 'open')),
  people integer[] NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK ((meaning = 'people') = (cardinality(people) > 0)),
  CHECK ((meaning IN ('post', 'body')) = (words <> ''))
);
COMMENT ON TABLE plan.settlement IS 'What somebody said that initials or words among the leads mean; `open` takes back what was said before';
CREATE INDEX settlement_by_owner ON plan.settlement (owner, lead_text, settlement_no DESC);

CREATE TABLE plan.baseline (
  baseline_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  title text NOT NULL CHECK (title <> ''),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE plan.baseline IS 'The plan as it was agreed on a day, for what came of it to be held against';
CREATE INDEX baseline_by_owner ON plan.baseline (owner, baseline_no DESC);

CREATE TABLE plan.baseline_line (
  baseline_no integer NOT NULL REFERENCES plan.baseline,
  owner text COLLATE "C" NOT NULL,
  item_no integer NOT NULL REFERENCES plan.item,
  section text NOT NULL,
  ref text COLLATE "C" NOT NULL,
  objective text NOT NULL,
  leads_text text NOT NULL,
  status text NOT NULL,
  start_date date,
  due_date date,
  PRIMARY KEY (baseline_no, item_no)
);
COMMENT ON TABLE plan.baseline_line IS 'An item as it stood in a baseline';

CREATE TABLE plan.tolerance (
  tolerance_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  days integer NOT NULL CHECK (days BETWEEN 0 AND 366),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE plan.tolerance IS 'By how many days an item may slip before its group has to do something together; the latest stands';
CREATE INDEX tolerance_by_owner ON plan.tolerance (owner, tolerance_no DESC);

CREATE FUNCTION plan.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

-- A circle of items that wait for each other is refused by the database itself, should two make its halves at once: both take the lock of the plan.
CREATE FUNCTION plan.never_circular() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = plan, pg_temp AS $$
BEGIN
  IF NOT NEW.is_on THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(7100270, hashtext(NEW.owner));
  IF EXISTS (
    WITH RECURSIVE latest AS (
      SELECT DISTINCT ON (d.item_no, d.waits_for) d.item_no, d.waits_for, d.is_on FROM plan.dependency AS d WHERE d.owner = NEW.owner
       ORDER BY d.item_no, d.waits_for, d.dependency_no DESC),
    reached AS (
      SELECT NEW.waits_for AS item_no
      UNION SELECT l.waits_for FROM reached AS r JOIN latest AS l ON l.item_no = r.item_no AND l.is_on)
    SELECT FROM reached AS r WHERE r.item_no = NEW.item_no) THEN
    RAISE EXCEPTION 'item % would wait for itself', NEW.item_no;
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER never_circular AFTER INSERT ON plan.dependency DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION plan.never_circular();

CREATE FUNCTION plan.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

DO $walls$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['received', 'received_end', 'item', 'item_version', 'item_event', 'milestone',
    'milestone_event', 'dependency', 'settlement', 'baseline', 'baseline_line', 'tolerance'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON plan.%I FOR EACH ROW EXECUTE FUNCTION plan.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON plan.%I FOR EACH STATEMENT EXECUTE FUNCTION plan.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON plan.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE plan.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY reads ON plan.%I FOR SELECT TO locality_app USING (
      (SELECT platform.may(''programme.read'')) AND ((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_owners())::text[])))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['received', 'received_end', 'item_version', 'milestone', 'milestone_event', 'dependency', 'settlement',
    'baseline', 'tolerance'] LOOP
    EXECUTE format('CREATE POLICY adds ON plan.%I FOR INSERT TO locality_app WITH CHECK (
      (SELECT platform.may(''plan.change'')) AND plan.as_self(person_id)
      AND ((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_acts_for())::text[])))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['item', 'baseline_line'] LOOP
    EXECUTE format('CREATE POLICY adds ON plan.%I FOR INSERT TO locality_app WITH CHECK (
      (SELECT platform.may(''plan.change'')) AND ((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_acts_for())::text[])))', held);
  END LOOP;
END
$walls$;

-- Whoever leads on something notes how it goes; its status is for whoever runs the plan.
CREATE POLICY adds ON plan.item_event FOR INSERT TO locality_app WITH CHECK (
  plan.as_self(person_id) AND (
    ((SELECT platform.may('plan.change')) AND ((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_acts_for())::text[])))
    OR (event = 'note' AND (SELECT platform.may('lead.report')) AND ((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_owners())::text[])))));
GRANT USAGE ON ALL SEQUENCES IN SCHEMA plan TO locality_app;
