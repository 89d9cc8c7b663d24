-- What is asked of providers: findings put together as one challenge, what each side said of each, and the money that came back. Nothing here tells
-- who a patient is, because all of it goes out of the house.
CREATE SCHEMA challenge;
COMMENT ON SCHEMA challenge IS 'Challenges to providers, their replies, and the credits that follow';
GRANT USAGE ON SCHEMA challenge TO locality_app;

CREATE TABLE challenge.challenge (
  challenge_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference text COLLATE "C" NOT NULL UNIQUE CHECK (reference ~ '^CH-[0-9]{4}-[0-9]{2}-[A-Z0-9]{3,6}-[0-9]+$'),
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  snapshot text NOT NULL CHECK (snapshot IN ('flex', 'freeze')),
  -- The terms that held on the day it was drafted; empty where no contract was on file.
  contract text,
  acknowledge_days integer NOT NULL CHECK (acknowledge_days > 0),
  answer_days integer NOT NULL CHECK (answer_days > 0),
  escalate_days integer NOT NULL CHECK (escalate_days > 0),
  tolerance_pence bigint NOT NULL CHECK (tolerance_pence >= 0),
  drafted_at timestamptz NOT NULL,
  drafted_by text NOT NULL
);
COMMENT ON TABLE challenge.challenge IS 'Findings of one provider’s month that are put to it together';
CREATE INDEX challenge_by_month ON challenge.challenge (month, provider);

CREATE TABLE challenge.item (
  challenge_id integer NOT NULL REFERENCES challenge.challenge,
  item_no integer NOT NULL CHECK (item_no > 0),
  finding_id bigint NOT NULL,
  line_id text COLLATE "C" NOT NULL,
  about text COLLATE "C" NOT NULL,
  practice text COLLATE "C",
  pod text,
  hrg text,
  tfc text,
  start_date date,
  rule text NOT NULL,
  title text NOT NULL,
  words text NOT NULL,
  quantity_thousandths bigint,
  unit_price_pence bigint,
  billed_pence bigint NOT NULL,
  claimed_pence bigint NOT NULL CHECK (claimed_pence > 0),
  PRIMARY KEY (challenge_id, item_no),
  UNIQUE (challenge_id, finding_id)
);
COMMENT ON TABLE challenge.item IS 'What is claimed, as it was when it was put together: a later check does not change it';

CREATE TABLE challenge.live_finding (
  finding_id bigint PRIMARY KEY,
  challenge_id integer NOT NULL,
  item_no integer NOT NULL,
  FOREIGN KEY (challenge_id, item_no) REFERENCES challenge.item
);
COMMENT ON TABLE challenge.live_finding IS 'Which challenge a finding is in: one at a time, and for ever once it is settled. Withdrawing lets it go';

CREATE TABLE challenge.event (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  challenge_id integer NOT NULL REFERENCES challenge.challenge,
  -- Empty for what is said of all of it.
  item_no integer,
  event text NOT NULL CHECK (event IN ('drafted', 'item-dropped', 'query-asked', 'query-ended', 'sent', 'acknowledged', 'answer-saved',
    'reply-submitted', 'settled', 'escalated', 'information-given', 'item-withdrawn', 'withdrawn', 'closed')),
  -- For 'answer-saved': what the provider says.
  decision text CHECK (decision IN ('accept', 'part', 'reject', 'more-information')),
  quantity_thousandths bigint,
  price_pence bigint,
  -- What is given back: as the provider offers it with an answer, as it stands with 'settled'.
  accepted_pence bigint CHECK (accepted_pence >= 0),
  words text,
  file_sha256 text,
  -- Whose side spoke. A file that the provider returned speaks for the provider, whoever took it in.
  side text NOT NULL CHECK (side IN ('us', 'provider')),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  FOREIGN KEY (challenge_id, item_no) REFERENCES challenge.item,
  CHECK ((event IN ('item-dropped', 'answer-saved', 'settled', 'escalated', 'information-given', 'item-withdrawn')) = (item_no IS NOT NULL)),
  CHECK ((event = 'answer-saved') = (decision IS NOT NULL)),
  CHECK (event NOT IN ('answer-saved', 'settled') OR accepted_pence IS NOT NULL)
);
COMMENT ON TABLE challenge.event IS 'What became of a challenge and of its items, in order. Only ever appended to';
CREATE INDEX event_by_challenge ON challenge.event (challenge_id, event_id);
-- An item is settled once, whoever tries.
CREATE UNIQUE INDEX settled_once ON challenge.event (challenge_id, item_no) WHERE event = 'settled';
CREATE UNIQUE INDEX sent_once ON challenge.event (challenge_id) WHERE event = 'sent';
CREATE UNIQUE INDEX ended_once ON challenge.event (challenge_id) WHERE event IN ('withdrawn', 'closed');

CREATE TABLE challenge.reply_file (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  challenge_id integer NOT NULL REFERENCES challenge.challenge,
  file_name text NOT NULL,
  answers integer NOT NULL,
  received_at timestamptz NOT NULL,
  received_by text NOT NULL
);
COMMENT ON TABLE challenge.reply_file IS 'The files of replies that were taken, so that one sent twice is recognised';

CREATE TABLE challenge.credit_match (
  match_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  challenge_id integer NOT NULL,
  item_no integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('corrected', 'vanished', 'reversed', 'adjustment')),
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  import_no integer NOT NULL,
  line_id text COLLATE "C" NOT NULL,
  amount_pence bigint NOT NULL CHECK (amount_pence > 0),
  found_at timestamptz NOT NULL,
  found_by text NOT NULL,
  FOREIGN KEY (challenge_id, item_no) REFERENCES challenge.item,
  UNIQUE (challenge_id, item_no, kind, month, line_id, amount_pence)
);
COMMENT ON TABLE challenge.credit_match IS 'Where money that a provider owes back was found in what it billed later; a suggestion until somebody confirms it';

CREATE TABLE challenge.credit_event (
  credit_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  match_id integer NOT NULL REFERENCES challenge.credit_match,
  event text NOT NULL CHECK (event IN ('confirmed', 'undone')),
  words text,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE challenge.credit_event IS 'What people said of a credit that was found; the last word holds';
CREATE INDEX credit_event_by_match ON challenge.credit_event (match_id, credit_event_id);

GRANT SELECT, INSERT ON challenge.challenge, challenge.item, challenge.live_finding, challenge.event, challenge.reply_file, challenge.credit_match,
  challenge.credit_event TO locality_app;
-- Only so that a row can be locked while somebody decides about it.
GRANT UPDATE (contract) ON challenge.challenge TO locality_app;
-- A finding is let go when its claim is withdrawn.
GRANT DELETE ON challenge.live_finding TO locality_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA challenge TO locality_app;

-- The policies below ask through these two, which look with the owner's eyes: a policy that asked the tables would ask itself.
CREATE VIEW challenge.was_sent WITH (security_barrier) AS
SELECT e.challenge_id FROM challenge.event AS e WHERE e.event = 'sent';
COMMENT ON VIEW challenge.was_sent IS 'Which challenges the provider knows of';

CREATE VIEW challenge.seen WITH (security_barrier) AS
SELECT c.challenge_id FROM challenge.challenge AS c
 WHERE (SELECT platform.may('challenge.read'))
   AND ((SELECT platform.asker_sees_every('commissioners')) OR c.commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))
   AND ((SELECT platform.asker_sees_every('providers')) OR (
     c.provider = ANY ((SELECT platform.asker_codes('providers'))::text[])
     AND EXISTS (SELECT FROM challenge.event AS e WHERE e.challenge_id = c.challenge_id AND e.event = 'sent')));
COMMENT ON VIEW challenge.seen IS 'Which challenges the asker may read: a commissioner its own, a provider its own that were sent';

CREATE VIEW challenge.last_submitted WITH (security_barrier) AS
SELECT e.challenge_id, max(e.event_id) AS event_id FROM challenge.event AS e WHERE e.event = 'reply-submitted' GROUP BY e.challenge_id;
COMMENT ON VIEW challenge.last_submitted IS 'Up to where the provider has spoken; what it saved after that it has not said yet';
GRANT SELECT ON challenge.was_sent, challenge.seen, challenge.last_submitted TO locality_app;

ALTER TABLE challenge.challenge ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON challenge.challenge FOR SELECT TO locality_app USING (
  (SELECT platform.may('challenge.read'))
  AND ((SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))
  AND ((SELECT platform.asker_sees_every('providers')) OR (
    provider = ANY ((SELECT platform.asker_codes('providers'))::text[])
    AND challenge_id IN (SELECT s.challenge_id FROM challenge.was_sent AS s))));
CREATE POLICY adds ON challenge.challenge FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('challenge.send')) AND (SELECT platform.asker_sees_every('providers'))
  AND ((SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[])));
CREATE POLICY locks ON challenge.challenge FOR UPDATE TO locality_app USING (
  ((SELECT platform.may('challenge.send')) OR (SELECT platform.may('challenge.reply')))
  AND challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s)) WITH CHECK (false);

ALTER TABLE challenge.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON challenge.item FOR SELECT TO locality_app USING (challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s));
CREATE POLICY adds ON challenge.item FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('challenge.send')) AND challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s));

ALTER TABLE challenge.live_finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON challenge.live_finding FOR SELECT TO locality_app USING (challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s));
CREATE POLICY adds ON challenge.live_finding FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('challenge.send')) AND challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s));
CREATE POLICY removes ON challenge.live_finding FOR DELETE TO locality_app USING (
  (SELECT platform.may('challenge.send')) AND challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s));

-- What the provider has saved and not yet submitted is the provider's own: our side reads it once it is submitted.
ALTER TABLE challenge.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON challenge.event FOR SELECT TO locality_app USING (
  challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s)
  AND (event <> 'answer-saved' OR (SELECT platform.asks_all()) OR NOT (SELECT platform.asker_sees_every('providers'))
    OR event_id < (SELECT l.event_id FROM challenge.last_submitted AS l WHERE l.challenge_id = event.challenge_id)));
CREATE POLICY adds ON challenge.event FOR INSERT TO locality_app WITH CHECK (
  challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s)
  AND ((SELECT platform.asks_all()) OR person_id = (SELECT platform.asking_person()))
  AND (((SELECT platform.may('challenge.send')) AND (SELECT platform.asker_sees_every('providers')))
    OR ((SELECT platform.may('challenge.reply')) AND side = 'provider' AND event IN ('acknowledged', 'answer-saved', 'reply-submitted'))));

ALTER TABLE challenge.reply_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON challenge.reply_file FOR SELECT TO locality_app USING (challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s));
CREATE POLICY adds ON challenge.reply_file FOR INSERT TO locality_app WITH CHECK (
  challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s)
  AND ((SELECT platform.may('challenge.send')) OR (SELECT platform.may('challenge.reply'))));

ALTER TABLE challenge.credit_match ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON challenge.credit_match FOR SELECT TO locality_app USING (challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s));
CREATE POLICY adds ON challenge.credit_match FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('challenge.send')) AND challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s));

ALTER TABLE challenge.credit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON challenge.credit_event FOR SELECT TO locality_app USING (
  EXISTS (SELECT FROM challenge.credit_match AS m WHERE m.match_id = credit_event.match_id));
CREATE POLICY adds ON challenge.credit_event FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('challenge.send')) AND ((SELECT platform.asks_all()) OR person_id = (SELECT platform.asking_person()))
  AND EXISTS (SELECT FROM challenge.credit_match AS m WHERE m.match_id = credit_event.match_id));

-- Published: each settled item with what came back of it. An item that was settled with nothing is there too: nothing was owed.
CREATE VIEW challenge.credit_now AS
SELECT c.challenge_id, c.reference, c.commissioner, c.provider, c.month, c.snapshot, i.item_no, i.finding_id, i.line_id, i.practice, i.pod, i.rule, i.title,
       i.billed_pence, i.claimed_pence, s.accepted_pence, s.at AS settled_at,
       coalesce(f.confirmed_pence, 0)::bigint AS confirmed_pence, coalesce(f.suggested_pence, 0)::bigint AS suggested_pence
  FROM challenge.challenge AS c
  JOIN challenge.item AS i USING (challenge_id)
  JOIN challenge.event AS s ON s.challenge_id = i.challenge_id AND s.item_no = i.item_no AND s.event = 'settled'
  LEFT JOIN LATERAL (
    SELECT sum(m.amount_pence) FILTER (WHERE l.event = 'confirmed') AS confirmed_pence,
           sum(m.amount_pence) FILTER (WHERE l.event IS NULL) AS suggested_pence
      FROM challenge.credit_match AS m
      LEFT JOIN LATERAL (
        SELECT e.event FROM challenge.credit_event AS e WHERE e.match_id = m.match_id ORDER BY e.credit_event_id DESC LIMIT 1) AS l ON true
     WHERE m.challenge_id = i.challenge_id AND m.item_no = i.item_no) AS f ON true;
COMMENT ON VIEW challenge.credit_now IS 'Settled items and what was found of them; not to be asked by anybody but the two views below';

CREATE VIEW challenge.v_credit WITH (security_barrier) AS
SELECT n.* FROM challenge.credit_now AS n WHERE n.challenge_id IN (SELECT s.challenge_id FROM challenge.seen AS s);
COMMENT ON VIEW challenge.v_credit IS 'Published: settled items one by one with what came back, for whoever may read the challenge';

-- Who may read no challenge sees sums: a practice of its own patients, a group of its members.
CREATE VIEW challenge.v_recovered WITH (security_barrier) AS
SELECT n.commissioner, n.provider, n.month, n.practice, n.rule, n.title, count(*)::integer AS items, sum(n.claimed_pence)::bigint AS claimed_pence,
       sum(n.accepted_pence)::bigint AS accepted_pence, sum(n.confirmed_pence)::bigint AS confirmed_pence
  FROM challenge.credit_now AS n
 WHERE ((SELECT platform.may('challenge.read')) OR (SELECT platform.may('finding.sums')) OR (SELECT platform.may('finding.answer')))
   AND ((SELECT platform.asker_sees_every('commissioners')) OR n.commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))
   AND ((SELECT platform.asker_sees_every('providers')) OR n.provider = ANY ((SELECT platform.asker_codes('providers'))::text[]))
   AND ((SELECT platform.asker_sees_every('practices')) OR n.practice = ANY ((SELECT platform.asker_codes('practices'))::text[]))
 GROUP BY n.commissioner, n.provider, n.month, n.practice, n.rule, n.title;
COMMENT ON VIEW challenge.v_recovered IS 'Published: what providers accepted and gave back, added up, within what the asker may see';
GRANT SELECT ON challenge.v_credit, challenge.v_recovered TO locality_app;
