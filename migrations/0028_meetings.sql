-- Bodies, their members and meetings; what is on the agenda, who came, who left an item for a conflict of interest, what was decided, who does what by
-- when, and the minutes. Everything is only ever added to; what stands is read from what was added last. Everything belongs to a group or a commissioner.
CREATE SCHEMA meetings;
COMMENT ON SCHEMA meetings IS 'Bodies and their meetings, from the agenda to the approved minutes; elections and calendars';
GRANT USAGE ON SCHEMA meetings TO locality_app;

CREATE TABLE meetings.body (
  body_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  kind text NOT NULL CHECK (kind IN ('executive', 'commissioning', 'board', 'sub-committee', 'forum', 'members')),
  name text NOT NULL CHECK (name <> ''),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (owner, name)
);
COMMENT ON TABLE meetings.body IS 'A group of people that meets: an executive, a commissioning group, a board, a sub-committee, a patients’ forum, or all member practices';

CREATE TABLE meetings.body_terms (
  terms_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body_no integer NOT NULL REFERENCES meetings.body,
  owner text COLLATE "C" NOT NULL,
  purpose text NOT NULL,
  quorum integer NOT NULL CHECK (quorum >= 1),
  -- How many of each kind of member there must be at least.
  rules jsonb NOT NULL,
  every_months integer CHECK (every_months BETWEEN 1 AND 24),
  -- Meets on the day of another body, straight after it.
  after_body integer REFERENCES meetings.body,
  starts text NOT NULL CHECK (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes_long integer NOT NULL CHECK (minutes_long BETWEEN 15 AND 720),
  place text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (after_body IS DISTINCT FROM body_no)
);
COMMENT ON TABLE meetings.body_terms IS 'Terms of reference in short: what a body is for, who must be in it, when it may decide and how often it meets; the last ones hold';
CREATE INDEX body_terms_by_body ON meetings.body_terms (body_no, terms_no);

CREATE TABLE meetings.member (
  member_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body_no integer NOT NULL REFERENCES meetings.body,
  owner text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL,
  person_id_of text,
  organisation text COLLATE "C",
  from_date date NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.member IS 'Somebody in a body from a day on, with an account here or by name alone, as what kind of member';
COMMENT ON COLUMN meetings.member.person_id_of IS 'Whose account it is, where they have one';
CREATE INDEX member_by_body ON meetings.member (body_no);

CREATE TABLE meetings.member_end (
  member_no integer PRIMARY KEY REFERENCES meetings.member,
  owner text COLLATE "C" NOT NULL,
  to_date date NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.member_end IS 'The first day on which somebody is no longer in a body, and why';

CREATE TABLE meetings.meeting (
  meeting_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  body_no integer REFERENCES meetings.body,
  kind text NOT NULL CHECK (kind IN ('meeting', 'general-meeting', 'workshop', 'visit')),
  title text NOT NULL CHECK (title <> ''),
  -- Of a workshop or a visit: which practices or part of the area it was about, as people call it.
  about text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK (body_no IS NOT NULL OR kind IN ('workshop', 'visit'))
);
COMMENT ON TABLE meetings.meeting IS 'A meeting of a body, a general meeting, a workshop or a visit; when and where is in its events';
CREATE INDEX meeting_by_owner ON meetings.meeting (owner);

CREATE TABLE meetings.meeting_event (
  meeting_event_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meeting_no integer NOT NULL REFERENCES meetings.meeting,
  owner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('planned', 'moved', 'pack-sent', 'held', 'cancelled')),
  on_date date NOT NULL,
  starts text CHECK (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes_long integer CHECK (minutes_long BETWEEN 15 AND 720),
  place text NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK ((event IN ('planned', 'moved')) = (starts IS NOT NULL AND minutes_long IS NOT NULL))
);
COMMENT ON TABLE meetings.meeting_event IS 'A meeting was planned, moved, its papers sent; it was held or cancelled';
COMMENT ON COLUMN meetings.meeting_event.on_date IS 'The day it is on; of papers, the day they were sent';
CREATE INDEX meeting_event_by_meeting ON meetings.meeting_event (meeting_no, meeting_event_no);
CREATE UNIQUE INDEX meeting_event_ends ON meetings.meeting_event (meeting_no) WHERE event IN ('held', 'cancelled');

CREATE TABLE meetings.item (
  item_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  body_no integer REFERENCES meetings.body,
  title text NOT NULL CHECK (title <> ''),
  words text NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('decision', 'discussion', 'information')),
  presenter text NOT NULL,
  -- What put it there, where it was no person: `drift:budget-4`.
  source text COLLATE "C",
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.item IS 'Something to be dealt with; until it is placed it waits for the next meeting of its body, or of its owner';
CREATE INDEX item_by_owner ON meetings.item (owner, source);

CREATE TABLE meetings.placement (
  placement_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_no integer NOT NULL REFERENCES meetings.item,
  -- Empty: taken off every agenda.
  meeting_no integer REFERENCES meetings.meeting,
  owner text COLLATE "C" NOT NULL,
  position integer NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.placement IS 'On which agenda an item is and where; the last one holds, those before tell from where it was carried';
CREATE INDEX placement_by_item ON meetings.placement (item_no, placement_no);
CREATE INDEX placement_by_meeting ON meetings.placement (meeting_no);

CREATE TABLE meetings.paper (
  paper_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_no integer NOT NULL REFERENCES meetings.item,
  owner text COLLATE "C" NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  file_no integer REFERENCES documents.file,
  pages integer,
  document_no integer,
  version integer,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (document_no, version) REFERENCES documents.version,
  CHECK ((file_no IS NULL) <> (document_no IS NULL))
);
COMMENT ON TABLE meetings.paper IS 'A paper of an item: a PDF that somebody brought, or a version of a document';
CREATE INDEX paper_by_item ON meetings.paper (item_no);

CREATE TABLE meetings.paper_end (
  paper_no integer PRIMARY KEY REFERENCES meetings.paper,
  owner text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.paper_end IS 'A paper taken out again; it stays on record';

CREATE TABLE meetings.attendance (
  attendance_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meeting_no integer NOT NULL REFERENCES meetings.meeting,
  owner text COLLATE "C" NOT NULL,
  member_no integer REFERENCES meetings.member,
  name text NOT NULL CHECK (name <> ''),
  organisation text COLLATE "C",
  presence text NOT NULL CHECK (presence IN ('present', 'apologies', 'absent')),
  reported boolean NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.attendance IS 'Who came, sent apologies or stayed away, and who reported; of one person at one meeting the last row holds';
CREATE INDEX attendance_by_meeting ON meetings.attendance (meeting_no, attendance_no);

CREATE TABLE meetings.conflict (
  item_no integer NOT NULL REFERENCES meetings.item,
  member_no integer NOT NULL REFERENCES meetings.member,
  owner text COLLATE "C" NOT NULL,
  words text NOT NULL CHECK (words <> ''),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (item_no, member_no)
);
COMMENT ON TABLE meetings.conflict IS 'A member has an interest in an item and does not decide it; this is not taken back';

CREATE TABLE meetings.decision (
  decision_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_no integer NOT NULL REFERENCES meetings.item,
  meeting_no integer NOT NULL REFERENCES meetings.meeting,
  owner text COLLATE "C" NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('agreed', 'refused', 'deferred', 'noted')),
  words text NOT NULL CHECK (words <> ''),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.decision IS 'What became of an item at a meeting, in words';
CREATE INDEX decision_by_item ON meetings.decision (item_no);

CREATE TABLE meetings.decider (
  decision_no integer NOT NULL REFERENCES meetings.decision,
  member_no integer NOT NULL REFERENCES meetings.member,
  owner text COLLATE "C" NOT NULL,
  PRIMARY KEY (decision_no, member_no)
);
COMMENT ON TABLE meetings.decider IS 'Who took a decision: members who were there and had no interest in it';

CREATE TABLE meetings.decision_end (
  decision_no integer PRIMARY KEY REFERENCES meetings.decision,
  owner text COLLATE "C" NOT NULL,
  words text NOT NULL CHECK (words <> ''),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.decision_end IS 'A decision taken back, and why';

CREATE TABLE meetings.action (
  action_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  meeting_no integer REFERENCES meetings.meeting,
  item_no integer REFERENCES meetings.item,
  words text NOT NULL CHECK (words <> ''),
  -- Whose it is to do: nobody's actions are nobody's to ask about.
  who text NOT NULL CHECK (who <> ''),
  who_person text,
  due date NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.action IS 'What somebody does until when, as a meeting asked for it';
CREATE INDEX action_by_owner ON meetings.action (owner, due);

CREATE TABLE meetings.action_event (
  action_event_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  action_no integer NOT NULL REFERENCES meetings.action,
  owner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('progress', 'done', 'dropped', 'reopened', 'put-off')),
  due date,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  CHECK ((event = 'put-off') = (due IS NOT NULL))
);
COMMENT ON TABLE meetings.action_event IS 'What became of an action, in order';
CREATE INDEX action_event_by_action ON meetings.action_event (action_no, action_event_no);

CREATE TABLE meetings.note (
  note_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meeting_no integer NOT NULL REFERENCES meetings.meeting,
  owner text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('principle', 'outcome', 'volunteer', 'seen')),
  words text NOT NULL CHECK (words <> ''),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.note IS 'What a workshop or a visit came to: principles agreed, outcomes, who volunteered, what was seen';
CREATE INDEX note_by_meeting ON meetings.note (meeting_no);

CREATE TABLE meetings.minutes (
  meeting_no integer NOT NULL REFERENCES meetings.meeting,
  version integer NOT NULL CHECK (version > 0),
  owner text COLLATE "C" NOT NULL,
  text text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (meeting_no, version)
);
COMMENT ON TABLE meetings.minutes IS 'The minutes as somebody saved them; each version follows the one before, or it is not saved';

CREATE TABLE meetings.minutes_approval (
  meeting_no integer PRIMARY KEY REFERENCES meetings.meeting,
  version integer NOT NULL,
  at_meeting integer NOT NULL REFERENCES meetings.meeting,
  document_no integer NOT NULL REFERENCES documents.document,
  owner text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (meeting_no, version) REFERENCES meetings.minutes,
  CHECK (at_meeting <> meeting_no)
);
COMMENT ON TABLE meetings.minutes_approval IS 'A later meeting approved the minutes, which were issued as a document';

CREATE TABLE meetings.calendar (
  calendar_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address_hash text NOT NULL UNIQUE CHECK (address_hash ~ '^[0-9a-f]{64}$'),
  -- Of one body, or of all that somebody is in.
  body_no integer REFERENCES meetings.body,
  owner text COLLATE "C",
  actor text NOT NULL,
  person_id text NOT NULL,
  at timestamptz NOT NULL,
  CHECK ((body_no IS NULL) = (owner IS NULL))
);
COMMENT ON TABLE meetings.calendar IS 'An address at which a calendar program asks for dates; only a hash of it is here, and the last one somebody made holds';
CREATE INDEX calendar_by_person ON meetings.calendar (person_id, body_no, calendar_no);

CREATE TABLE meetings.election (
  election_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  body_no integer NOT NULL REFERENCES meetings.body,
  title text NOT NULL CHECK (title <> ''),
  places integer NOT NULL CHECK (places BETWEEN 1 AND 20),
  kind text NOT NULL,
  nominations_until date NOT NULL,
  votes_until date NOT NULL CHECK (votes_until > nominations_until),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.election IS 'Member practices elect members of a body: until when names are put forward, until when practices vote; both days are the first on which it is over';

CREATE TABLE meetings.nomination (
  nomination_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  election_no integer NOT NULL REFERENCES meetings.election,
  owner text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  organisation text COLLATE "C",
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  UNIQUE (election_no, name)
);
COMMENT ON TABLE meetings.nomination IS 'Somebody was put forward';

CREATE TABLE meetings.ballot (
  election_no integer NOT NULL REFERENCES meetings.election,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  owner text COLLATE "C" NOT NULL,
  choices integer[] NOT NULL CHECK (cardinality(choices) >= 1),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (election_no, practice)
);
COMMENT ON TABLE meetings.ballot IS 'The one vote of a practice: for as many as there are places, or fewer. Nobody else reads it; the sums are known when the election is closed';

CREATE TABLE meetings.election_close (
  election_no integer PRIMARY KEY REFERENCES meetings.election,
  owner text COLLATE "C" NOT NULL,
  elected integer[] NOT NULL,
  words text NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE meetings.election_close IS 'An election was counted: who was elected, and how a tie was settled';

CREATE FUNCTION meetings.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

-- What hangs on a body, a meeting, an item and so on lies under the same owner, whoever writes it.
CREATE FUNCTION meetings.of_one_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = meetings, pg_temp AS $$
DECLARE
  held jsonb := to_jsonb(NEW);
  hangs text;
  same boolean;
BEGIN
  FOREACH hangs IN ARRAY ARRAY['body', 'meeting', 'item', 'member', 'decision', 'action', 'paper', 'election'] LOOP
    IF TG_TABLE_NAME <> hangs AND held ->> (hangs || '_no') IS NOT NULL THEN
      EXECUTE format('SELECT owner = $1 FROM meetings.%I WHERE %I = $2::integer', hangs, hangs || '_no')
        INTO same USING held ->> 'owner', held ->> (hangs || '_no');
      IF same IS DISTINCT FROM true THEN
        RAISE EXCEPTION '% % is not of %', hangs, held ->> (hangs || '_no'), held ->> 'owner';
      END IF;
    END IF;
  END LOOP;
  RETURN NEW;
END
$$;

-- Whoever has declared an interest in an item neither decides it nor writes down what was decided; a decision is taken by members who were there.
CREATE FUNCTION meetings.decides_without_interest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = meetings, pg_temp AS $$
DECLARE
  about integer;
  sat integer;
BEGIN
  IF TG_TABLE_NAME = 'decision' THEN
    PERFORM pg_advisory_xact_lock(7100281, NEW.item_no);
    IF EXISTS (SELECT FROM meetings.conflict AS c JOIN meetings.member AS m USING (member_no)
        WHERE c.item_no = NEW.item_no AND m.person_id_of = NEW.person_id) THEN
      RAISE EXCEPTION 'item % is not for this person to decide', NEW.item_no;
    END IF;
    IF NOT EXISTS (SELECT FROM meetings.placement AS p WHERE p.item_no = NEW.item_no AND p.meeting_no = NEW.meeting_no) THEN
      RAISE EXCEPTION 'item % was not before meeting %', NEW.item_no, NEW.meeting_no;
    END IF;
    RETURN NEW;
  END IF;
  IF TG_TABLE_NAME = 'conflict' THEN
    PERFORM pg_advisory_xact_lock(7100281, NEW.item_no);
    IF EXISTS (SELECT FROM meetings.decision AS d JOIN meetings.decider AS w USING (decision_no)
        WHERE d.item_no = NEW.item_no AND w.member_no = NEW.member_no
          AND NOT EXISTS (SELECT FROM meetings.decision_end AS e WHERE e.decision_no = d.decision_no)) THEN
      RAISE EXCEPTION 'member % has decided item %', NEW.member_no, NEW.item_no;
    END IF;
    RETURN NEW;
  END IF;
  SELECT d.item_no, d.meeting_no INTO about, sat FROM meetings.decision AS d WHERE d.decision_no = NEW.decision_no;
  IF EXISTS (SELECT FROM meetings.conflict AS c WHERE c.item_no = about AND c.member_no = NEW.member_no) THEN
    RAISE EXCEPTION 'item % is not for member % to decide', about, NEW.member_no;
  END IF;
  IF (SELECT a.presence FROM meetings.attendance AS a WHERE a.meeting_no = sat AND a.member_no = NEW.member_no
      ORDER BY a.attendance_no DESC LIMIT 1) IS DISTINCT FROM 'present' THEN
    RAISE EXCEPTION 'member % was not at meeting %', NEW.member_no, sat;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER decides_without_interest BEFORE INSERT ON meetings.decision FOR EACH ROW EXECUTE FUNCTION meetings.decides_without_interest();
CREATE TRIGGER decides_without_interest BEFORE INSERT ON meetings.decider FOR EACH ROW EXECUTE FUNCTION meetings.decides_without_interest();
CREATE TRIGGER decides_without_interest BEFORE INSERT ON meetings.conflict FOR EACH ROW EXECUTE FUNCTION meetings.decides_without_interest();

-- Minutes follow one another without a gap and stand still once they are approved, which a later meeting of the same body does.
CREATE FUNCTION meetings.minutes_in_turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = meetings, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7100282, NEW.meeting_no);
  IF TG_TABLE_NAME = 'minutes' THEN
    IF EXISTS (SELECT FROM meetings.minutes_approval AS a WHERE a.meeting_no = NEW.meeting_no) THEN
      RAISE EXCEPTION 'the minutes of meeting % are approved', NEW.meeting_no;
    END IF;
    IF NEW.version <> 1 + (SELECT coalesce(max(m.version), 0) FROM meetings.minutes AS m WHERE m.meeting_no = NEW.meeting_no) THEN
      RAISE EXCEPTION 'the minutes of meeting % have another next version than %', NEW.meeting_no, NEW.version;
    END IF;
  ELSIF NOT EXISTS (SELECT FROM meetings.meeting AS m JOIN meetings.meeting AS l ON l.body_no = m.body_no
      WHERE m.meeting_no = NEW.meeting_no AND l.meeting_no = NEW.at_meeting)
    OR NEW.version <> (SELECT max(m.version) FROM meetings.minutes AS m WHERE m.meeting_no = NEW.meeting_no) THEN
    RAISE EXCEPTION 'the minutes of meeting % are not for meeting % to approve', NEW.meeting_no, NEW.at_meeting;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER minutes_in_turn BEFORE INSERT ON meetings.minutes FOR EACH ROW EXECUTE FUNCTION meetings.minutes_in_turn();
CREATE TRIGGER minutes_in_turn BEFORE INSERT ON meetings.minutes_approval FOR EACH ROW EXECUTE FUNCTION meetings.minutes_in_turn();

-- A practice votes for those who were put forward, for no more than there are places, and not once it was counted.
CREATE FUNCTION meetings.votes_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = meetings, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7100283, NEW.election_no);
  IF EXISTS (SELECT FROM meetings.election_close AS c WHERE c.election_no = NEW.election_no) THEN
    RAISE EXCEPTION 'election % is counted', NEW.election_no;
  END IF;
  IF TG_TABLE_NAME = 'ballot' THEN
    IF cardinality(NEW.choices) > (SELECT e.places FROM meetings.election AS e WHERE e.election_no = NEW.election_no)
      OR (SELECT count(DISTINCT n.nomination_no) FROM meetings.nomination AS n
           WHERE n.election_no = NEW.election_no AND n.nomination_no = ANY (NEW.choices)) <> cardinality(NEW.choices) THEN
      RAISE EXCEPTION 'this is no vote in election %', NEW.election_no;
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER votes_once BEFORE INSERT ON meetings.ballot FOR EACH ROW EXECUTE FUNCTION meetings.votes_once();
CREATE TRIGGER votes_once BEFORE INSERT ON meetings.nomination FOR EACH ROW EXECUTE FUNCTION meetings.votes_once();

CREATE FUNCTION meetings.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

DO $guards$
DECLARE
  held text;
  seen text := '((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_owners())::text[]))';
BEGIN
  FOREACH held IN ARRAY ARRAY['body', 'body_terms', 'member', 'member_end', 'meeting', 'meeting_event', 'item', 'placement', 'paper', 'paper_end',
    'attendance', 'conflict', 'decision', 'decider', 'decision_end', 'action', 'action_event', 'note', 'minutes', 'minutes_approval', 'calendar',
    'election', 'nomination', 'ballot', 'election_close'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON meetings.%I FOR EACH ROW EXECUTE FUNCTION meetings.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON meetings.%I FOR EACH STATEMENT EXECUTE FUNCTION meetings.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON meetings.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE meetings.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE TRIGGER of_one_owner BEFORE INSERT ON meetings.%I FOR EACH ROW EXECUTE FUNCTION meetings.of_one_owner()', held);
    IF held NOT IN ('calendar', 'ballot') THEN
      EXECUTE format('CREATE POLICY reads ON meetings.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''programme.read'')) AND %s)', held, seen);
    END IF;
    IF held NOT IN ('conflict', 'decider', 'action_event', 'calendar', 'nomination', 'ballot') THEN
      EXECUTE format('CREATE POLICY adds ON meetings.%I FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may(''meeting.run''))
        AND organisations.acts_for(owner) AND meetings.as_self(person_id))', held);
    END IF;
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA meetings TO locality_app;

CREATE POLICY adds ON meetings.decider FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('meeting.run')) AND organisations.acts_for(owner));
-- A member declares an interest of their own; whoever runs the meeting writes down what was said in the room.
CREATE POLICY adds ON meetings.conflict FOR INSERT TO locality_app WITH CHECK (
  meetings.as_self(person_id) AND (
    ((SELECT platform.may('meeting.run')) AND organisations.acts_for(owner))
    OR ((SELECT platform.may('meeting.attend')) AND EXISTS (SELECT FROM meetings.member AS m
      WHERE m.member_no = conflict.member_no AND m.person_id_of = (SELECT platform.asking_person())))));
-- Whose action it is says how it goes; whoever runs the meeting does too.
CREATE POLICY adds ON meetings.action_event FOR INSERT TO locality_app WITH CHECK (
  meetings.as_self(person_id) AND (
    ((SELECT platform.may('meeting.run')) AND organisations.acts_for(owner))
    OR ((SELECT platform.may('meeting.attend')) AND EXISTS (SELECT FROM meetings.action AS a
      WHERE a.action_no = action_event.action_no AND a.who_person = (SELECT platform.asking_person())))));
-- A member practice puts somebody forward, or whoever runs the election does.
CREATE POLICY adds ON meetings.nomination FOR INSERT TO locality_app WITH CHECK (
  meetings.as_self(person_id) AND (
    ((SELECT platform.may('meeting.run')) AND organisations.acts_for(owner))
    OR ((SELECT platform.may('meeting.attend')) AND EXISTS (SELECT FROM organisations.membership AS m
      WHERE m.member_code = (SELECT platform.asker() ->> 'organisation') AND m.parent_code = nomination.owner))));

-- A vote is its practice's alone.
CREATE POLICY reads ON meetings.ballot FOR SELECT TO locality_app USING (
  (SELECT platform.asks_all()) OR ((SELECT platform.may('meeting.attend')) AND practice = (SELECT platform.asker() ->> 'organisation')));
CREATE POLICY adds ON meetings.ballot FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('meeting.attend')) AND meetings.as_self(person_id) AND organisations.acts_for(owner)
  AND ((SELECT platform.asks_all()) OR practice = (SELECT platform.asker() ->> 'organisation'))
  AND EXISTS (SELECT FROM organisations.membership AS m WHERE m.member_code = ballot.practice AND m.parent_code = ballot.owner));

CREATE POLICY reads ON meetings.calendar FOR SELECT TO locality_app USING (
  (SELECT platform.asks_all()) OR person_id = (SELECT platform.asking_person()));
CREATE POLICY adds ON meetings.calendar FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('programme.read')) AND person_id = (SELECT platform.asking_person())
  AND (owner IS NULL OR (SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_owners())::text[])));

-- Published: how many practices have voted; for whom, only when it was counted.
CREATE VIEW meetings.v_election_count WITH (security_barrier) AS
SELECT e.election_no, (SELECT count(*)::integer FROM meetings.ballot AS b WHERE b.election_no = e.election_no) AS voted
  FROM meetings.election AS e
 WHERE (SELECT platform.may('programme.read'))
   AND ((SELECT organisations.asker_sees_every_owner()) OR e.owner = ANY ((SELECT organisations.asker_owners())::text[]));
COMMENT ON VIEW meetings.v_election_count IS 'Published: how many practices have voted so far';
CREATE VIEW meetings.v_election_result WITH (security_barrier) AS
SELECT n.election_no, n.nomination_no,
       (SELECT count(*)::integer FROM meetings.ballot AS b WHERE b.election_no = n.election_no AND n.nomination_no = ANY (b.choices)) AS votes
  FROM meetings.nomination AS n JOIN meetings.election AS e USING (election_no)
 WHERE (SELECT platform.may('programme.read'))
   AND ((SELECT organisations.asker_sees_every_owner()) OR e.owner = ANY ((SELECT organisations.asker_owners())::text[]))
   -- Whoever counts sees the sums once nobody can vote any more.
   AND (EXISTS (SELECT FROM meetings.election_close AS c WHERE c.election_no = e.election_no)
     OR (e.votes_until <= current_date AND (SELECT platform.may('meeting.run'))));
COMMENT ON VIEW meetings.v_election_result IS 'Published: votes for each name once the election is over, never which practice gave them';
GRANT SELECT ON meetings.v_election_count, meetings.v_election_result TO locality_app;

-- What a calendar program gets, which has no account: dates and places, and only of the address that it asks at. A body's calendar is the asker's to
-- have as long as they hold a post; their own has the meetings of every body they are in. Of one calendar the newest address of its maker counts.
CREATE FUNCTION meetings.calendar_at(hash text)
  RETURNS TABLE (meeting_no integer, body_name text, title text, on_date date, starts text, minutes_long integer, place text, state text,
    changes integer, changed_at timestamptz, calendar_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = meetings, pg_temp AS $$
  WITH asked AS (
    SELECT c.* FROM meetings.calendar AS c
     WHERE c.address_hash = hash
       AND NOT EXISTS (SELECT FROM meetings.calendar AS n WHERE n.person_id = c.person_id AND n.body_no IS NOT DISTINCT FROM c.body_no
         AND n.calendar_no > c.calendar_no)
       AND EXISTS (SELECT FROM people.post AS p WHERE p.person_id = c.person_id AND p.from_date <= current_date
         AND coalesce(least(p.to_date, (SELECT min(e.to_date) FROM people.post_end AS e WHERE e.post_id = p.post_id)), 'infinity') > current_date)
       AND coalesce((SELECT e.event <> 'disabled' FROM people.person_event AS e WHERE e.person_id = c.person_id
         ORDER BY e.person_event_id DESC LIMIT 1), true))
  SELECT m.meeting_no, b.name, m.title, w.on_date, w.starts, w.minutes_long, w.place, coalesce(z.event, 'planned'),
         (SELECT count(*)::integer FROM meetings.meeting_event AS e WHERE e.meeting_no = m.meeting_no),
         (SELECT max(e.at) FROM meetings.meeting_event AS e WHERE e.meeting_no = m.meeting_no),
         coalesce((SELECT o.name FROM meetings.body AS o WHERE o.body_no = a.body_no), '')
    FROM asked AS a
    JOIN meetings.meeting AS m ON m.body_no = a.body_no OR (a.body_no IS NULL AND m.body_no IN (
      SELECT i.body_no FROM meetings.member AS i LEFT JOIN meetings.member_end AS t USING (member_no)
       WHERE i.person_id_of = a.person_id AND (t.to_date IS NULL OR t.to_date > current_date)))
    LEFT JOIN meetings.body AS b ON b.body_no = m.body_no
    CROSS JOIN LATERAL (SELECT e.on_date, e.starts, e.minutes_long, e.place FROM meetings.meeting_event AS e
      WHERE e.meeting_no = m.meeting_no AND e.event IN ('planned', 'moved') ORDER BY e.meeting_event_no DESC LIMIT 1) AS w
    LEFT JOIN meetings.meeting_event AS z ON z.meeting_no = m.meeting_no AND z.event IN ('held', 'cancelled')
$$;
REVOKE ALL ON FUNCTION meetings.calendar_at(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meetings.calendar_at(text) TO locality_app;

-- Whether there is such a calendar at all: an address that was replaced is told from an empty calendar by nobody but its maker.
CREATE FUNCTION meetings.has_calendar(hash text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = meetings, pg_temp AS $$
  SELECT EXISTS (SELECT FROM meetings.calendar AS c WHERE c.address_hash = hash
    AND NOT EXISTS (SELECT FROM meetings.calendar AS n WHERE n.person_id = c.person_id AND n.body_no IS NOT DISTINCT FROM c.body_no
      AND n.calendar_no > c.calendar_no))
$$;
REVOKE ALL ON FUNCTION meetings.has_calendar(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meetings.has_calendar(text) TO locality_app;
