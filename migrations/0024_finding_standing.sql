-- Where each finding stands is worked out when something is said of it, and not each time that somebody looks. Of 279,000 findings the sums of
-- all months took 15 seconds, most of them three steps into indexes for each: its latest version, its last decision, its last answer.

-- What is kept is this view's answer, so that there is one wording of it. By itself it is as slow as it ever was.
CREATE VIEW validation.finding_told AS
SELECT t.finding_id, t.commissioner, t.provider, t.month, t.line_id, t.about, t.rule, t.check_run_id, t.decided_by, t.answered_by, t.practice, t.pod, t.confidence, t.priority, t.value_pence, t.accepted_pence, t.state,
       -- What it can be worth: never more than was billed, nothing where it is only told, what was accepted once that is settled.
       CASE
         WHEN t.state IN ('gone', 'dismissed', 'agreed') OR t.confidence = 'information' THEN 0
         -- A bill that was put right since has what was accepted taken off already.
         WHEN t.state = 'settled' AND NOT t.stands THEN 0
         -- What the provider took off the bill since is given back already: only the rest of what it accepted is still to come off.
         WHEN t.state = 'settled' THEN greatest(least(t.accepted_pence, t.billed_pence, t.billed_pence - t.put_pence + t.accepted_pence), 0)
         WHEN t.line_id = '' THEN greatest(t.value_pence, 0)
         ELSE least(greatest(t.value_pence, 0), greatest(t.billed_pence, 0))
       END AS worth_pence
  FROM (
    SELECT f.finding_id, f.commissioner, f.provider, f.month, f.line_id, f.about, f.rule, v.check_run_id, v.stands, v.practice, v.pod, v.confidence, v.priority, v.billed_pence, v.value_pence,
           e.finding_event_id AS decided_by, e.accepted_pence, e.billed_pence AS put_pence, a.finding_event_id AS answered_by,
           CASE
             WHEN e.event IN ('challenged', 'settled') THEN e.event
             WHEN NOT v.stands THEN 'gone'
             WHEN e.event = 'dismissed' THEN 'dismissed'
             WHEN a.event = 'agreed' AND v.confidence <> 'certain' THEN 'agreed'
             WHEN a.event = 'upheld' THEN 'upheld'
             ELSE 'open'
           END AS state
      FROM validation.finding AS f
      CROSS JOIN LATERAL (
        SELECT * FROM validation.finding_version AS n WHERE n.finding_id = f.finding_id ORDER BY n.check_run_id DESC LIMIT 1) AS v
      LEFT JOIN LATERAL (
        SELECT * FROM validation.finding_event AS n
         WHERE n.finding_id = f.finding_id AND n.event IN ('dismissed', 'restored', 'challenged', 'challenge-withdrawn', 'settled')
         ORDER BY n.finding_event_id DESC LIMIT 1) AS e ON true
      LEFT JOIN LATERAL (
        SELECT * FROM validation.finding_event AS n
         WHERE n.finding_id = f.finding_id AND n.event IN ('upheld', 'agreed', 'answer-withdrawn')
         ORDER BY n.finding_event_id DESC LIMIT 1) AS a ON true) AS t;
COMMENT ON VIEW validation.finding_told IS 'What versions and events say of each finding by itself; what is kept of it is held to this';

CREATE TABLE validation.finding_standing (
  -- Without a reference to the finding: the trigger alone writes here, of findings that there are, and the reference cost as much again.
  finding_id bigint PRIMARY KEY,
  -- As in the finding, so that a month is found without it.
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  line_id text COLLATE "C" NOT NULL,
  about text COLLATE "C" NOT NULL,
  rule text COLLATE "C" NOT NULL,
  check_run_id integer NOT NULL,
  -- The last decision and the last answer, where there is one.
  decided_by bigint,
  answered_by bigint,
  practice text COLLATE "C",
  pod text,
  confidence text NOT NULL,
  priority integer NOT NULL,
  value_pence bigint NOT NULL,
  accepted_pence bigint,
  state text NOT NULL,
  worth_pence bigint NOT NULL
);
COMMENT ON TABLE validation.finding_standing IS 'Where each finding stands by its latest version and its events: kept by the database as those are added, written by nobody else';

INSERT INTO validation.finding_standing SELECT t.* FROM validation.finding_told AS t ORDER BY t.month, t.commissioner, t.provider, t.line_id, t.about;
CREATE INDEX finding_standing_by_month ON validation.finding_standing (month);
ANALYZE validation.finding_standing;

-- One statement for all that was added. A plan for one finding must do for ten thousand of a check, so each is a step into an index.
CREATE FUNCTION validation.keep_standing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_hashjoin = off SET enable_mergejoin = off AS $keep$
BEGIN
  -- Whoever comes second to a finding waits here, and the next statement then sees what the first one said.
  PERFORM FROM validation.finding_standing AS s WHERE s.finding_id IN (SELECT n.finding_id FROM said AS n) ORDER BY s.finding_id FOR UPDATE;
  INSERT INTO validation.finding_standing
  SELECT t.* FROM (SELECT DISTINCT n.finding_id FROM said AS n) AS n JOIN validation.finding_told AS t ON t.finding_id = n.finding_id
  ON CONFLICT (finding_id) DO UPDATE SET
    check_run_id = excluded.check_run_id, decided_by = excluded.decided_by, answered_by = excluded.answered_by, practice = excluded.practice,
    pod = excluded.pod, confidence = excluded.confidence, priority = excluded.priority, value_pence = excluded.value_pence,
    accepted_pence = excluded.accepted_pence, state = excluded.state, worth_pence = excluded.worth_pence;
  RETURN NULL;
END
$keep$;
COMMENT ON FUNCTION validation.keep_standing IS 'Keeps where findings stand, in the transaction of the version or event that says it';
CREATE TRIGGER keeps_standing AFTER INSERT ON validation.finding_version REFERENCING NEW TABLE AS said
  FOR EACH STATEMENT EXECUTE FUNCTION validation.keep_standing();
CREATE TRIGGER keeps_standing AFTER INSERT ON validation.finding_event REFERENCING NEW TABLE AS said
  FOR EACH STATEMENT EXECUTE FUNCTION validation.keep_standing();

-- Of the findings of a line one counts. Sums need no more than this.
CREATE VIEW validation.finding_turn AS
SELECT o.*, CASE WHEN o.turn = 1 THEN o.worth_pence ELSE 0 END AS counted_pence,
       CASE
         WHEN o.turn <> 1 OR o.worth_pence = 0 OR o.line_id = '' THEN 'none'
         WHEN o.state = 'settled' OR o.confidence = 'certain' THEN 'adjusted'
         WHEN o.confidence = 'likely' OR o.state IN ('upheld', 'challenged') THEN 'held'
         ELSE 'none'
       END AS hold
  FROM (
    SELECT s.*,
           row_number() OVER (
             PARTITION BY s.commissioner, s.provider, s.month, s.line_id, s.about
             ORDER BY (s.worth_pence > 0) DESC, (s.state = 'settled') DESC, (s.state = 'challenged') DESC,
               -- What a practice says of its own patient weighs as much as what is certain from the data.
               CASE WHEN s.confidence = 'certain' OR s.state = 'upheld' THEN 1 WHEN s.confidence = 'likely' THEN 2 WHEN s.confidence = 'query' THEN 3 ELSE 4 END,
               s.priority, s.rule) AS turn
      FROM validation.finding_standing AS s) AS o;
COMMENT ON VIEW validation.finding_turn IS 'Where findings stand, with what of each counts and holds back; not to be asked by anybody but the views below';

-- Version and events are one step each, by their own keys: met as sets, the tables were read from end to end for a month.
CREATE OR REPLACE VIEW validation.finding_now AS
SELECT o.finding_id, o.commissioner, o.provider, o.month, o.line_id, o.about, o.rule, v.first_raised_at,
       o.check_run_id, v.stands, v.snapshot, v.import_no, v.line_no, o.practice, o.pod, v.hrg, v.tfc, v.start_date, v.units,
       v.billed_pence, v.price_pence, o.value_pence, o.confidence, o.priority, v.words, v.other,
       e.event AS last_event, o.accepted_pence, e.challenge_reference, e.at AS changed_at, e.actor AS changed_by,
       a.event AS answer, a.verdict, a.words AS answer_words, o.state, o.worth_pence, o.turn, o.counted_pence, o.hold
  FROM validation.finding_turn AS o
  LEFT JOIN LATERAL (
    SELECT f.first_raised_at, n.* FROM validation.finding_version AS n JOIN validation.finding AS f ON f.finding_id = n.finding_id
     WHERE n.finding_id = o.finding_id AND n.check_run_id = o.check_run_id LIMIT 1) AS v ON true
  LEFT JOIN LATERAL (SELECT n.* FROM validation.finding_event AS n WHERE n.finding_event_id = o.decided_by LIMIT 1) AS e ON true
  LEFT JOIN LATERAL (SELECT n.* FROM validation.finding_event AS n WHERE n.finding_event_id = o.answered_by LIMIT 1) AS a ON true;

CREATE OR REPLACE VIEW validation.v_finding_sum WITH (security_barrier) AS
SELECT n.commissioner, n.provider, n.month, n.practice, n.pod, n.rule, n.confidence, n.state, n.hold,
       count(*)::integer AS findings, sum(n.value_pence)::bigint AS value_pence, sum(n.counted_pence)::bigint AS counted_pence,
       coalesce(sum(n.accepted_pence) FILTER (WHERE n.state = 'settled'), 0)::bigint AS accepted_pence
  FROM validation.finding_turn AS n
 WHERE (SELECT platform.may('finding.sums'))
   AND ((SELECT platform.asker_sees_every('commissioners')) OR n.commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))
   AND ((SELECT platform.asker_sees_every('providers')) OR n.provider = ANY ((SELECT platform.asker_codes('providers'))::text[]))
   AND ((SELECT platform.asker_sees_every('practices')) OR n.practice = ANY ((SELECT platform.asker_codes('practices'))::text[]))
 GROUP BY n.commissioner, n.provider, n.month, n.practice, n.pod, n.rule, n.confidence, n.state, n.hold;

-- Whoever may see a finding may see where it stands: the latest version is one step away instead of all of them.
CREATE OR REPLACE FUNCTION validation.may_see(finding bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $see$
  SELECT platform.asks_all() OR coalesce((
    SELECT (platform.asker_sees_every('commissioners') OR f.commissioner = ANY (platform.asker_codes('commissioners')))
       AND (platform.asker_sees_every('providers') OR f.provider = ANY (platform.asker_codes('providers')))
       AND CASE
             WHEN s.finding_id IS NULL THEN platform.may('activity.check') OR platform.may('finding.answer')
             ELSE platform.may('finding.read')
               AND (platform.asker_sees_every('practices') OR coalesce(s.practice = ANY (platform.asker_codes('practices')), false))
           END
      FROM validation.finding AS f
      LEFT JOIN validation.finding_standing AS s USING (finding_id)
     WHERE f.finding_id = finding), false)
$see$;

ALTER TABLE validation.finding_standing ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON validation.finding_standing FOR SELECT TO locality_app USING (
  (SELECT platform.asks_all()) OR validation.may_see(finding_id));
GRANT SELECT ON validation.finding_standing TO locality_app;

CREATE VIEW validation.v_standing_fault WITH (security_barrier) AS
SELECT coalesce(t.finding_id, s.finding_id) AS finding_id, t.state AS told_state, s.state AS kept_state, t.worth_pence AS told_pence, s.worth_pence AS kept_pence
  FROM validation.finding_told AS t
  FULL JOIN validation.finding_standing AS s ON s.finding_id = t.finding_id
 WHERE (SELECT platform.asks_all()) AND ROW(t.*) IS DISTINCT FROM ROW(s.*);
COMMENT ON VIEW validation.v_standing_fault IS 'Published to the product itself: findings of which what is kept is not what their versions and events say; never any';
GRANT SELECT ON validation.v_standing_fault TO locality_app;
