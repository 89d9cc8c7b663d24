-- What a settled finding still takes off a bill that came down since: what was accepted, less what the provider has taken off by itself.

ALTER TABLE validation.finding_event ADD COLUMN billed_pence bigint;
COMMENT ON COLUMN validation.finding_event.billed_pence IS 'For challenged and settled: what was billed when the finding was put to the provider, which is what the amount accepted was taken off';

UPDATE validation.finding_event AS e
   SET billed_pence = (
     SELECT v.billed_pence FROM validation.finding_version AS v JOIN validation.check_run AS c USING (check_run_id)
      WHERE v.finding_id = e.finding_id ORDER BY (c.finished_at <= e.at) DESC, v.check_run_id DESC LIMIT 1)
 WHERE e.event = 'challenged';

CREATE FUNCTION validation.bill_as_put(finding bigint, said text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $put$
  SELECT coalesce(
    CASE WHEN said = 'settled' THEN (
      SELECT n.billed_pence FROM validation.finding_event AS n WHERE n.finding_id = finding AND n.event = 'challenged'
       ORDER BY n.finding_event_id DESC LIMIT 1) END,
    (SELECT v.billed_pence FROM validation.finding_version AS v WHERE v.finding_id = finding ORDER BY v.check_run_id DESC LIMIT 1))
$put$;
COMMENT ON FUNCTION validation.bill_as_put IS 'What is billed now for a finding that is put to the provider; for one that is settled, what was billed when it was put';

UPDATE validation.finding_event SET billed_pence = validation.bill_as_put(finding_id, event) WHERE event = 'settled';
ALTER TABLE validation.finding_event ADD CHECK ((event IN ('challenged', 'settled')) = (billed_pence IS NOT NULL));

-- Whoever appends the event, by whatever way: the amount is that of the bill and nobody's to say.
CREATE FUNCTION validation.note_bill() RETURNS trigger LANGUAGE plpgsql AS $note$
BEGIN
  NEW.billed_pence := CASE WHEN NEW.event IN ('challenged', 'settled') THEN validation.bill_as_put(NEW.finding_id, NEW.event) END;
  RETURN NEW;
END
$note$;
CREATE TRIGGER notes_bill BEFORE INSERT ON validation.finding_event FOR EACH ROW EXECUTE FUNCTION validation.note_bill();

CREATE OR REPLACE VIEW validation.finding_now AS
WITH latest AS (
  SELECT f.finding_id, f.commissioner, f.provider, f.month, f.line_id, f.about, f.rule, f.first_raised_at,
         v.check_run_id, v.stands, v.snapshot, v.import_no, v.line_no, v.practice, v.pod, v.hrg, v.tfc, v.start_date, v.units,
         v.billed_pence, v.price_pence, v.value_pence, v.confidence, v.priority, v.words, v.other,
         e.event AS last_event, e.accepted_pence, e.billed_pence AS put_pence, e.challenge_reference, e.at AS changed_at, e.actor AS changed_by,
         a.event AS answer, a.verdict, a.words AS answer_words,
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
       ORDER BY n.finding_event_id DESC LIMIT 1) AS a ON true
),
worth AS (
  SELECT l.*,
         -- What it can be worth: never more than was billed, nothing where it is only told, what was accepted once that is settled.
         CASE
           WHEN l.state IN ('gone', 'dismissed', 'agreed') OR l.confidence = 'information' THEN 0
           -- A bill that was put right since has what was accepted taken off already.
           WHEN l.state = 'settled' AND NOT l.stands THEN 0
           -- What the provider took off the bill since is given back already: only the rest of what it accepted is still to come off.
           WHEN l.state = 'settled' THEN greatest(least(l.accepted_pence, l.billed_pence, l.billed_pence - l.put_pence + l.accepted_pence), 0)
           WHEN l.line_id = '' THEN greatest(l.value_pence, 0)
           ELSE least(greatest(l.value_pence, 0), greatest(l.billed_pence, 0))
         END AS worth_pence
    FROM latest AS l
),
ordered AS (
  SELECT w.*,
         row_number() OVER (
           PARTITION BY w.commissioner, w.provider, w.month, w.line_id, w.about
           ORDER BY (w.worth_pence > 0) DESC, (w.state = 'settled') DESC, (w.state = 'challenged') DESC,
             -- What a practice says of its own patient weighs as much as what is certain from the data.
             CASE WHEN w.confidence = 'certain' OR w.state = 'upheld' THEN 1 WHEN w.confidence = 'likely' THEN 2 WHEN w.confidence = 'query' THEN 3 ELSE 4 END,
             w.priority, w.rule) AS turn
    FROM worth AS w
)
SELECT o.finding_id, o.commissioner, o.provider, o.month, o.line_id, o.about, o.rule, o.first_raised_at,
       o.check_run_id, o.stands, o.snapshot, o.import_no, o.line_no, o.practice, o.pod, o.hrg, o.tfc, o.start_date, o.units,
       o.billed_pence, o.price_pence, o.value_pence, o.confidence, o.priority, o.words, o.other,
       o.last_event, o.accepted_pence, o.challenge_reference, o.changed_at, o.changed_by,
       o.answer, o.verdict, o.answer_words, o.state, o.worth_pence, o.turn,
       CASE WHEN o.turn = 1 THEN o.worth_pence ELSE 0 END AS counted_pence,
       CASE
         WHEN o.turn <> 1 OR o.worth_pence = 0 OR o.line_id = '' THEN 'none'
         WHEN o.state = 'settled' OR o.confidence = 'certain' THEN 'adjusted'
         WHEN o.confidence = 'likely' OR o.state IN ('upheld', 'challenged') THEN 'held'
         ELSE 'none'
       END AS hold
  FROM ordered AS o;
