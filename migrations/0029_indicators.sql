-- Health-check and key indicators with their figures by month, what groups learn from one another, and drift: what went beyond its tolerance, the action
-- that was taken together, and how it ended. Everything here is only ever added to: the latest row of a thing counts.
CREATE SCHEMA indicators;
COMMENT ON SCHEMA indicators IS 'Indicators and their figures, lessons, drift beyond a tolerance and what was done about it';
GRANT USAGE ON SCHEMA indicators TO locality_app;

CREATE TABLE indicators.indicator (
  indicator_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  -- By which files name it.
  code text COLLATE "C" NOT NULL CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (indicator_no, owner)
);
COMMENT ON TABLE indicators.indicator IS 'Something that a group or a commissioner measures every month';
CREATE UNIQUE INDEX indicator_by_code ON indicators.indicator (owner, lower(code));

CREATE TABLE indicators.indicator_version (
  indicator_no integer NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  owner text COLLATE "C" NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  kind text NOT NULL CHECK (kind IN ('health-check', 'key')),
  unit text NOT NULL CHECK (unit IN ('count', 'percent', 'pounds', 'days', 'rate')),
  direction text NOT NULL CHECK (direction IN ('up', 'down', 'neither')),
  -- In millionths, as every figure.
  target_micro bigint,
  tolerance_micro bigint NOT NULL CHECK (tolerance_micro >= 0),
  holder text NOT NULL,
  role_no integer,
  source text NOT NULL,
  is_closed boolean NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (indicator_no, version),
  FOREIGN KEY (indicator_no, owner) REFERENCES indicators.indicator (indicator_no, owner)
);
COMMENT ON TABLE indicators.indicator_version IS 'What an indicator is: who looks after it, its target, which way is better, how far beside the target is let be';
COMMENT ON COLUMN indicators.indicator_version.role_no IS 'The lead role that looks after it, of leads.role; empty where a name alone was given';

CREATE TABLE indicators.figure (
  figure_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  indicator_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- In millionths; empty: taken back.
  value_micro bigint,
  source text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (indicator_no, owner) REFERENCES indicators.indicator (indicator_no, owner)
);
COMMENT ON TABLE indicators.figure IS 'An indicator''s figure of a month, typed or from a file; the latest of a month counts';
CREATE INDEX figure_by_month ON indicators.figure (indicator_no, month, figure_no);

CREATE TABLE indicators.rebase (
  rebase_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  indicator_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  event text NOT NULL CHECK (event IN ('set', 'dropped')),
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (indicator_no, owner) REFERENCES indicators.indicator (indicator_no, owner)
);
COMMENT ON TABLE indicators.rebase IS 'From a month on the limits of a chart are worked out anew, because something is known to have changed; the latest of a month counts';

CREATE TABLE indicators.lesson (
  lesson_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  -- With whose groups it is shared.
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (lesson_no, owner, commissioner)
);
COMMENT ON TABLE indicators.lesson IS 'Something that was tried';

CREATE TABLE indicators.lesson_version (
  lesson_no integer NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  owner text COLLATE "C" NOT NULL,
  commissioner text COLLATE "C" NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  tried text NOT NULL,
  happened text NOT NULL,
  ask text NOT NULL,
  result text NOT NULL CHECK (result IN ('worked', 'partly', 'did-not')),
  topics text NOT NULL,
  is_withdrawn boolean NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (lesson_no, version),
  FOREIGN KEY (lesson_no, owner, commissioner) REFERENCES indicators.lesson (lesson_no, owner, commissioner)
);
COMMENT ON TABLE indicators.lesson_version IS 'What was tried, what happened, and who to ask; each change is a version, the latest counts';

CREATE TABLE indicators.drift (
  drift_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  kind text NOT NULL CHECK (kind IN ('indicator', 'budget', 'plan', 'target')),
  -- What drifts: the same text whenever it is the same thing.
  subject text NOT NULL CHECK (subject <> ''),
  title text NOT NULL CHECK (title <> ''),
  reason text NOT NULL,
  -- Where it is looked at: a path within the product.
  href text NOT NULL,
  found_on date NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (drift_no, owner)
);
COMMENT ON TABLE indicators.drift IS 'Something went beyond its tolerance; while it is open the same thing is not found again';
CREATE INDEX drift_by_owner ON indicators.drift (owner, subject);

CREATE TABLE indicators.drift_event (
  drift_event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  drift_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('on-agenda', 'followed', 'closed', 'reopened')),
  words text NOT NULL,
  -- Which item of which agenda, as #programme/meetings has it.
  reference text,
  effect text CHECK (effect IN ('back', 'better', 'none', 'mistaken')),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (drift_no, owner) REFERENCES indicators.drift (drift_no, owner),
  CHECK ((event = 'closed') = (effect IS NOT NULL))
);
COMMENT ON TABLE indicators.drift_event IS 'What was done about drift: put on an agenda, followed, closed with its effect, or opened again';
CREATE INDEX drift_event_by_drift ON indicators.drift_event (drift_no);

CREATE FUNCTION indicators.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

-- Of one thing that drifts there is one open row: two who look at once wait here for each other.
CREATE FUNCTION indicators.open_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = indicators, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7100290, hashtext(NEW.owner || NEW.subject));
  IF EXISTS (SELECT FROM indicators.drift AS d WHERE d.owner = NEW.owner AND d.subject = NEW.subject
      AND coalesce((SELECT e.event FROM indicators.drift_event AS e WHERE e.drift_no = d.drift_no AND e.event IN ('closed', 'reopened')
        ORDER BY e.drift_event_id DESC LIMIT 1), 'reopened') = 'reopened') THEN
    RAISE EXCEPTION 'drift of % is open already', NEW.subject;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER open_once BEFORE INSERT ON indicators.drift FOR EACH ROW EXECUTE FUNCTION indicators.open_once();

CREATE FUNCTION indicators.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['indicator', 'indicator_version', 'figure', 'rebase', 'lesson', 'lesson_version', 'drift', 'drift_event'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON indicators.%I FOR EACH ROW EXECUTE FUNCTION indicators.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON indicators.%I FOR EACH STATEMENT EXECUTE FUNCTION indicators.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON indicators.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE indicators.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['indicator', 'indicator_version', 'figure', 'rebase', 'drift', 'drift_event'] LOOP
    EXECUTE format('CREATE POLICY reads ON indicators.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''programme.read''))
      AND ((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_owners())::text[])))', held);
    EXECUTE format('CREATE POLICY adds ON indicators.%I FOR INSERT TO locality_app WITH CHECK (
      (SELECT platform.may(''indicator.change'')) AND organisations.acts_for(owner) AND indicators.as_self(person_id))', held);
  END LOOP;
  -- A lesson is for every group of the commissioner: a group's commissioner is among those whose things it sees.
  FOREACH held IN ARRAY ARRAY['lesson', 'lesson_version'] LOOP
    EXECUTE format('CREATE POLICY reads ON indicators.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''programme.read''))
      AND ((SELECT organisations.asker_sees_every_owner()) OR commissioner = ANY ((SELECT organisations.asker_owners())::text[])))', held);
    EXECUTE format('CREATE POLICY adds ON indicators.%I FOR INSERT TO locality_app WITH CHECK (
      (SELECT platform.may(''lesson.write'')) AND organisations.acts_for(owner) AND indicators.as_self(person_id)
      AND (organisations.asker_sees_every_owner() OR commissioner = ANY (organisations.asker_owners())))', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA indicators TO locality_app;
