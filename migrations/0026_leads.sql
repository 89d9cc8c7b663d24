-- Who leads on what for a group or a commissioner: roles with what they ask for, persons with or without an account, how they were appointed, for how
-- long they hold a role, what they can do, and what they report. Everything here is only ever added to: the latest row of a thing counts.
CREATE SCHEMA leads;
COMMENT ON SCHEMA leads IS 'Lead roles, who holds them, skills, monthly reports and hours, feedback';
GRANT USAGE ON SCHEMA leads TO locality_app;

CREATE TABLE leads.named_person (
  person_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  name text NOT NULL CHECK (name <> ''),
  -- As a plan or minutes write them; two persons may have the same.
  initials text NOT NULL,
  body text NOT NULL,
  -- Of #people, where the person may sign in.
  account_id text,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (person_no, owner)
);
COMMENT ON TABLE leads.named_person IS 'Somebody who may lead on something, whether or not they have an account';
COMMENT ON COLUMN leads.named_person.body IS 'In the name of which body or group of people they act, in its own words; empty where nobody said';
CREATE UNIQUE INDEX named_person_once ON leads.named_person (owner, lower(name));
CREATE UNIQUE INDEX named_person_account ON leads.named_person (owner, account_id) WHERE account_id IS NOT NULL;

CREATE TABLE leads.named_person_event (
  named_person_event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('left', 'back', 'account', 'details')),
  on_date date NOT NULL,
  account_id text,
  initials text,
  body text,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (person_no, owner) REFERENCES leads.named_person (person_no, owner),
  CHECK ((event = 'account') = (account_id IS NOT NULL)),
  CHECK ((event = 'details') = (initials IS NOT NULL AND body IS NOT NULL))
);
COMMENT ON TABLE leads.named_person_event IS 'A person left, came back, was given an account, or what a register says of their initials and body was put right';
CREATE INDEX named_person_event_by_person ON leads.named_person_event (person_no);

CREATE TABLE leads.role (
  role_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (role_no, owner)
);
COMMENT ON TABLE leads.role IS 'A lead role of a group or a commissioner';
CREATE INDEX role_by_owner ON leads.role (owner);

CREATE TABLE leads.role_version (
  role_no integer NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  owner text COLLATE "C" NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  purpose text NOT NULL,
  duties jsonb NOT NULL,
  essential jsonb NOT NULL,
  desirable jsonb NOT NULL,
  objectives jsonb NOT NULL,
  skills jsonb NOT NULL,
  minutes_per_month integer NOT NULL CHECK (minutes_per_month >= 0),
  paid_as text NOT NULL CHECK (paid_as IN ('gp-session', 'manager-hour', 'unpaid')),
  is_refilled boolean NOT NULL,
  is_closed boolean NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (role_no, version),
  FOREIGN KEY (role_no, owner) REFERENCES leads.role (role_no, owner)
);
COMMENT ON TABLE leads.role_version IS 'What a role is: its job description, person specification, objectives and the skills it asks for; the latest version counts';
COMMENT ON COLUMN leads.role_version.is_refilled IS 'Whether somebody else is looked for when its holder steps down; a role that is run down by schedule is not filled again';

CREATE TABLE leads.role_document (
  role_no integer NOT NULL,
  role_version integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  document_no integer NOT NULL,
  document_version integer NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (role_no, document_no, document_version),
  FOREIGN KEY (role_no, owner) REFERENCES leads.role (role_no, owner)
);
COMMENT ON TABLE leads.role_document IS 'A version of a role was issued as a job description: as which version of which document';

CREATE TABLE leads.appointment (
  appointment_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  person_no integer NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (role_no, owner) REFERENCES leads.role (role_no, owner),
  FOREIGN KEY (person_no, owner) REFERENCES leads.named_person (person_no, owner),
  UNIQUE (appointment_no, owner)
);
COMMENT ON TABLE leads.appointment IS 'Somebody is considered for a role';
CREATE INDEX appointment_by_role ON leads.appointment (role_no);

CREATE TABLE leads.appointment_event (
  appointment_event_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  appointment_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('invited', 'interview-set', 'appointed', 'not-appointed', 'declined', 'withdrawn')),
  on_date date NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (appointment_no, owner) REFERENCES leads.appointment (appointment_no, owner)
);
COMMENT ON TABLE leads.appointment_event IS 'Invitation, interview date and outcome of an appointment, in order';
CREATE UNIQUE INDEX appointment_event_ends ON leads.appointment_event (appointment_no)
  WHERE event IN ('appointed', 'not-appointed', 'declined', 'withdrawn');

CREATE TABLE leads.term (
  term_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  person_no integer NOT NULL,
  from_date date NOT NULL,
  to_date date,
  appointment_no integer UNIQUE REFERENCES leads.appointment,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (to_date IS NULL OR to_date > from_date),
  FOREIGN KEY (role_no, owner) REFERENCES leads.role (role_no, owner),
  FOREIGN KEY (person_no, owner) REFERENCES leads.named_person (person_no, owner),
  UNIQUE (term_no, owner)
);
COMMENT ON TABLE leads.term IS 'A term of office: somebody holds a role from a day to the first day on which they no longer do';
CREATE INDEX term_by_role ON leads.term (role_no);

CREATE TABLE leads.term_end (
  term_end_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  term_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  -- Empty: without an end again.
  to_date date,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (term_no, owner) REFERENCES leads.term (term_no, owner)
);
COMMENT ON TABLE leads.term_end IS 'Another end of a term than it was given with; the latest counts';
CREATE INDEX term_end_by_term ON leads.term_end (term_no);

CREATE TABLE leads.held_skill (
  held_skill_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL,
  person_no integer NOT NULL,
  skill text NOT NULL,
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 3),
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (person_no, owner) REFERENCES leads.named_person (person_no, owner)
);
COMMENT ON TABLE leads.held_skill IS 'How well somebody can do something: 0 not, 1 some, 2 well, 3 teaches others; the latest of a person and skill counts';
COMMENT ON COLUMN leads.held_skill.skill IS 'A code of reference/programme/leads.yaml';
CREATE INDEX held_skill_by_person ON leads.held_skill (person_no, skill, held_skill_no);

CREATE TABLE leads.report (
  report_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role_no integer NOT NULL,
  term_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  entries jsonb NOT NULL,
  summary text NOT NULL,
  help_wanted text NOT NULL,
  paid_as text NOT NULL CHECK (paid_as IN ('gp-session', 'manager-hour', 'unpaid')),
  session_tenths integer NOT NULL CHECK (session_tenths >= 0),
  minutes integer NOT NULL CHECK (minutes >= 0),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (role_no, owner) REFERENCES leads.role (role_no, owner),
  FOREIGN KEY (term_no, owner) REFERENCES leads.term (term_no, owner)
);
COMMENT ON TABLE leads.report IS 'A lead''s month against the objectives of the role, with its timesheet; the latest of a term and month counts';
COMMENT ON COLUMN leads.report.session_tenths IS 'Half-days of a general practitioner, in tenths of one';
CREATE INDEX report_by_term ON leads.report (term_no, month, report_no);
CREATE INDEX report_by_owner ON leads.report (owner, month);

CREATE TABLE leads.feedback (
  feedback_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role_no integer NOT NULL,
  term_no integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- Empty: taken back.
  rating smallint CHECK (rating BETWEEN 1 AND 4),
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  person_key text GENERATED ALWAYS AS (coalesce(person_id, 'operator ' || actor)) STORED,
  at timestamptz NOT NULL,
  FOREIGN KEY (role_no, owner) REFERENCES leads.role (role_no, owner),
  FOREIGN KEY (term_no, owner) REFERENCES leads.term (term_no, owner)
);
COMMENT ON TABLE leads.feedback IS 'What a director says of a lead''s involvement; the latest of a term, a month and whoever says it counts';
CREATE INDEX feedback_by_term ON leads.feedback (term_no);

-- Two terms of a role do not overlap: two who appoint at once wait here for each other.
CREATE FUNCTION leads.one_holder() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = leads, pg_temp AS $$
DECLARE
  of_role integer;
BEGIN
  SELECT t.role_no INTO of_role FROM leads.term AS t WHERE t.term_no = NEW.term_no;
  PERFORM pg_advisory_xact_lock(7100260, of_role);
  IF EXISTS (
    WITH lived AS (
      SELECT t.term_no, t.from_date, CASE WHEN e.term_no IS NULL THEN t.to_date ELSE e.to_date END AS to_date
        FROM leads.term AS t LEFT JOIN LATERAL (
          SELECT x.term_no, x.to_date FROM leads.term_end AS x WHERE x.term_no = t.term_no ORDER BY x.term_end_id DESC LIMIT 1) AS e ON true
       WHERE t.role_no = of_role)
    SELECT FROM lived AS a JOIN lived AS b ON a.term_no < b.term_no
       AND a.from_date < coalesce(b.to_date, 'infinity') AND b.from_date < coalesce(a.to_date, 'infinity')
       AND a.from_date < coalesce(a.to_date, 'infinity') AND b.from_date < coalesce(b.to_date, 'infinity')) THEN
    RAISE EXCEPTION 'two would hold role % at once', of_role;
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER one_holder AFTER INSERT ON leads.term DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION leads.one_holder();
CREATE CONSTRAINT TRIGGER one_holder AFTER INSERT ON leads.term_end DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION leads.one_holder();

CREATE FUNCTION leads.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['named_person', 'named_person_event', 'role', 'role_version', 'role_document', 'appointment', 'appointment_event', 'term',
    'term_end', 'held_skill', 'report', 'feedback'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON leads.%I FOR EACH ROW EXECUTE FUNCTION leads.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON leads.%I FOR EACH STATEMENT EXECUTE FUNCTION leads.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON leads.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE leads.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA leads TO locality_app;

CREATE FUNCTION leads.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

CREATE FUNCTION leads.sees(owner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.may('programme.read') AND (organisations.asker_sees_every_owner() OR owner = ANY (organisations.asker_owners()));

-- The account of a person: the one given last.
CREATE FUNCTION leads.account_of(person integer) RETURNS text LANGUAGE sql STABLE
RETURN coalesce(
  (SELECT e.account_id FROM leads.named_person_event AS e WHERE e.person_no = account_of.person AND e.event = 'account'
    ORDER BY e.named_person_event_id DESC LIMIT 1),
  (SELECT n.account_id FROM leads.named_person AS n WHERE n.person_no = account_of.person));

-- Those who give out the roles of an organisation: itself and its commissioner.
CREATE FUNCTION leads.appoints(owner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.may('lead.appoint') AND organisations.acts_for(owner);

DO $walls$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['named_person', 'named_person_event', 'role', 'role_version', 'role_document', 'term', 'term_end', 'held_skill', 'report'] LOOP
    EXECUTE format('CREATE POLICY reads ON leads.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''programme.read''))
      AND ((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_owners())::text[])))', held);
  END LOOP;
  -- Who was asked and was not taken is for those who appoint.
  FOREACH held IN ARRAY ARRAY['appointment', 'appointment_event'] LOOP
    EXECUTE format('CREATE POLICY reads ON leads.%I FOR SELECT TO locality_app USING (leads.appoints(owner))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['named_person', 'named_person_event', 'role', 'role_version', 'role_document', 'appointment', 'appointment_event', 'term',
    'term_end', 'held_skill'] LOOP
    EXECUTE format('CREATE POLICY adds ON leads.%I FOR INSERT TO locality_app WITH CHECK (leads.appoints(owner) AND leads.as_self(person_id))', held);
  END LOOP;
END
$walls$;

-- A month is reported by whoever holds the role, or in their name by those who appoint.
CREATE POLICY adds ON leads.report FOR INSERT TO locality_app WITH CHECK (
  platform.may('lead.report') AND leads.sees(owner) AND leads.as_self(person_id) AND EXISTS (
    SELECT FROM leads.term AS t
     WHERE t.term_no = report.term_no AND t.role_no = report.role_no AND t.owner = report.owner
       AND (leads.account_of(t.person_no) = platform.asking_person() OR leads.appoints(report.owner))));

-- What is said of a lead is for the lead, for whoever said it, and for those who appoint. Officers of the commissioner say it, and those who appoint.
CREATE POLICY reads ON leads.feedback FOR SELECT TO locality_app USING (
  leads.sees(owner) AND (person_id = platform.asking_person() OR leads.appoints(owner)
    OR EXISTS (SELECT FROM leads.term AS t
      WHERE t.term_no = feedback.term_no AND leads.account_of(t.person_no) = platform.asking_person())));
CREATE POLICY adds ON leads.feedback FOR INSERT TO locality_app WITH CHECK (
  platform.may('lead.report') AND leads.as_self(person_id) AND organisations.acts_for(owner)
  AND (NOT platform.asker_sees_every('commissioners') OR platform.may('lead.appoint') OR platform.asks_all())
  AND EXISTS (SELECT FROM leads.term AS t WHERE t.term_no = feedback.term_no AND t.role_no = feedback.role_no AND t.owner = feedback.owner));
