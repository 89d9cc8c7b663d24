-- What was prescribed and what it cost, as the national monthly files say it: which files were received, which of them counts for a month, where
-- their rows lie in the lake, and what each practice spent by chapter. All of it only grows.
CREATE SCHEMA prescribing;
COMMENT ON SCHEMA prescribing IS 'Prescribing: files received, what counts of them, and what practices spent';
GRANT USAGE ON SCHEMA prescribing TO locality_app;

CREATE TABLE prescribing.import (
  import_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id bigint NOT NULL,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes >= 0),
  file_name text NOT NULL,
  accept_partial boolean NOT NULL,
  -- Rows of practices that are not the commissioner's were kept as well.
  keeps_all boolean NOT NULL
);
COMMENT ON TABLE prescribing.import IS 'One attempt to take in one month''s file. What became of it is in its events';
CREATE INDEX import_by_sha256 ON prescribing.import (sha256);

CREATE TABLE prescribing.import_event (
  import_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_no integer NOT NULL REFERENCES prescribing.import,
  commissioner text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('received', 'refused', 'accepted', 'withdrawn')),
  actor text NOT NULL,
  -- For a refusal its code and message, the rows rejected and the file of rejects; for a withdrawal why.
  detail jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL
);
COMMENT ON TABLE prescribing.import_event IS 'What happened to each import, in order. Only ever appended to';
-- A file is taken or refused once, and taken back once.
CREATE UNIQUE INDEX import_event_once ON prescribing.import_event (import_no, event);

CREATE TABLE prescribing.month_taken (
  import_no integer PRIMARY KEY REFERENCES prescribing.import,
  commissioner text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  rows_read bigint NOT NULL,
  rows_taken bigint NOT NULL CHECK (rows_taken > 0),
  rows_left bigint NOT NULL,
  rows_unidentified bigint NOT NULL,
  rows_rejected bigint NOT NULL,
  practices integer NOT NULL,
  practices_left integer NOT NULL,
  -- Exactly as the rows add up, before anything is rounded.
  nic_pounds numeric NOT NULL,
  actual_pounds numeric NOT NULL,
  CHECK (rows_read = rows_taken + rows_left + rows_unidentified + rows_rejected)
);
COMMENT ON TABLE prescribing.month_taken IS 'What an accepted file held: its month, every one of its rows accounted for, and its exact cost';
CREATE INDEX month_taken_by_month ON prescribing.month_taken (commissioner, month, import_no);

CREATE TABLE prescribing.lake_file (
  lake_file_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_no integer NOT NULL REFERENCES prescribing.import,
  commissioner text COLLATE "C" NOT NULL,
  holds text NOT NULL CHECK (holds IN ('rows', 'rollup')),
  path text NOT NULL UNIQUE,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  rows bigint NOT NULL,
  UNIQUE (import_no, holds)
);
COMMENT ON TABLE prescribing.lake_file IS 'The files of the lake that hold prescribing. A file that is not named here does not count and is swept';

CREATE TABLE prescribing.spend (
  import_no integer NOT NULL REFERENCES prescribing.import,
  practice text COLLATE "C" NOT NULL,
  chapter text COLLATE "C" NOT NULL CHECK (chapter ~ '^[0-9]{2}$'),
  -- Whose practice it was in the month; empty for one of another commissioner, which counts in no sum.
  commissioner text COLLATE "C",
  items bigint NOT NULL CHECK (items >= 0),
  nic_pence bigint NOT NULL,
  actual_pence bigint NOT NULL,
  PRIMARY KEY (import_no, practice, chapter)
);
COMMENT ON TABLE prescribing.spend IS
  'What a practice''s prescriptions cost in a month by chapter. A practice''s month is rounded to pence once; its chapters are parts of that and add up to it';
CREATE INDEX spend_by_practice ON prescribing.spend (practice, import_no);

CREATE FUNCTION prescribing.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['import', 'import_event', 'month_taken', 'lake_file', 'spend'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON prescribing.%I FOR EACH ROW EXECUTE FUNCTION prescribing.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON prescribing.%I FOR EACH STATEMENT EXECUTE FUNCTION prescribing.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON prescribing.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE prescribing.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA prescribing TO locality_app;

-- Whoever asks of a commissioner: its own people, and the operator. Providers never.
CREATE FUNCTION prescribing.whole_of(commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('practices') AND platform.asker_sees_every('providers')
  AND (platform.asker_sees_every('commissioners') OR commissioner = ANY (platform.asker_codes('commissioners')));

-- Files are taken in by a piece of work of the product; a person's part is to ask for it, and to take a file back.
CREATE POLICY reads ON prescribing.import FOR SELECT TO locality_app USING (
  ((SELECT platform.may('activity.read-imports')) OR (SELECT platform.may('prescribing.import'))) AND prescribing.whole_of(commissioner));
CREATE POLICY adds ON prescribing.import FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));

CREATE POLICY reads ON prescribing.import_event FOR SELECT TO locality_app USING (
  ((SELECT platform.may('activity.read-imports')) OR (SELECT platform.may('prescribing.import'))) AND prescribing.whole_of(commissioner));
CREATE POLICY adds ON prescribing.import_event FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.asks_all())
  OR ((SELECT platform.may('prescribing.import')) AND event = 'withdrawn' AND prescribing.whole_of(commissioner)));

CREATE POLICY reads ON prescribing.spend FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND (SELECT platform.asker_sees_every('providers'))
  AND ((SELECT platform.asker_sees_every('practices')) OR practice = ANY ((SELECT platform.asker_codes('practices'))::text[]))
  AND ((SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[])));
CREATE POLICY adds ON prescribing.spend FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));

-- A practice or a group sees that a month is there when there is something of its own in it. What a file held as a whole is the commissioner's to see.
CREATE POLICY reads ON prescribing.lake_file FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read'))
  AND (prescribing.whole_of(commissioner) OR EXISTS (SELECT FROM prescribing.spend AS s WHERE s.import_no = lake_file.import_no)));
CREATE POLICY adds ON prescribing.lake_file FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));

CREATE POLICY reads ON prescribing.month_taken FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND prescribing.whole_of(commissioner));
CREATE POLICY adds ON prescribing.month_taken FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));

-- The views below add up what is behind the policies, so each holds the asker to their reach itself.
CREATE VIEW prescribing.v_standing WITH (security_barrier) AS
SELECT t.commissioner, t.month, max(t.import_no) AS import_no
  FROM prescribing.month_taken AS t
 WHERE (SELECT platform.may('budget.read') OR platform.may('activity.read-imports') OR platform.may('prescribing.import'))
   AND (prescribing.whole_of(t.commissioner) OR ((SELECT platform.asker_sees_every('providers')) AND EXISTS (
     SELECT FROM prescribing.spend AS s WHERE s.import_no = t.import_no AND s.commissioner = t.commissioner
        AND s.practice = ANY ((SELECT platform.asker_codes('practices'))::text[])
        AND ((SELECT platform.asker_sees_every('commissioners')) OR s.commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[])))))
   AND EXISTS (SELECT FROM prescribing.import_event AS e WHERE e.import_no = t.import_no AND e.event = 'accepted')
   AND NOT EXISTS (SELECT FROM prescribing.import_event AS e WHERE e.import_no = t.import_no AND e.event = 'withdrawn')
 GROUP BY t.commissioner, t.month;
COMMENT ON VIEW prescribing.v_standing IS 'Published: the file that counts for each month, the latest that was taken and not taken back';

CREATE VIEW prescribing.v_spend WITH (security_invoker = true) AS
SELECT t.month, s.*, m.parent_code AS group_code
  FROM prescribing.v_standing AS t
  JOIN prescribing.spend AS s ON s.import_no = t.import_no AND s.commissioner = t.commissioner
  LEFT JOIN organisations.v_membership AS m ON m.member_code = s.practice AND m.parent_kind = 'group'
   AND m.from_date <= (t.month || '-01')::date AND (m.to_date IS NULL OR m.to_date > (t.month || '-01')::date);
COMMENT ON VIEW prescribing.v_spend IS 'Published: what practices spent by month and chapter, each in the group it was in on the first day of the month';

CREATE VIEW prescribing.v_commissioner_spend WITH (security_barrier) AS
SELECT t.month, t.commissioner, s.chapter, count(*)::bigint AS practices, sum(s.items)::bigint AS items,
       sum(s.nic_pence)::bigint AS nic_pence, sum(s.actual_pence)::bigint AS actual_pence
  FROM prescribing.v_standing AS t
  JOIN prescribing.spend AS s ON s.import_no = t.import_no AND s.commissioner = t.commissioner
 WHERE (SELECT platform.may('budget.read'))
 GROUP BY t.month, t.commissioner, s.chapter;
COMMENT ON VIEW prescribing.v_commissioner_spend IS 'Published: sums of the practices of a commissioner, also for those of its practices and groups that see no other''s amounts';

CREATE VIEW prescribing.v_group_spend WITH (security_barrier) AS
SELECT t.month, t.commissioner, m.parent_code AS group_code, s.chapter, count(*)::bigint AS practices, sum(s.items)::bigint AS items,
       sum(s.nic_pence)::bigint AS nic_pence, sum(s.actual_pence)::bigint AS actual_pence
  FROM prescribing.v_standing AS t
  JOIN prescribing.spend AS s ON s.import_no = t.import_no AND s.commissioner = t.commissioner
  JOIN organisations.membership AS m ON m.member_code = s.practice AND m.member_kind = 'practice' AND m.parent_kind = 'group'
   AND m.from_date <= (t.month || '-01')::date AND (m.to_date IS NULL OR m.to_date > (t.month || '-01')::date)
 WHERE (SELECT platform.may('budget.read'))
   AND ((SELECT platform.asker_sees_every('practices')) OR EXISTS (
     SELECT FROM organisations.membership AS o WHERE o.parent_code = m.parent_code AND o.parent_kind = 'group'
        AND o.member_code = ANY ((SELECT platform.asker_codes('practices'))::text[])
        AND o.from_date <= (t.month || '-01')::date AND (o.to_date IS NULL OR o.to_date > (t.month || '-01')::date)))
 GROUP BY t.month, t.commissioner, m.parent_code, s.chapter;
COMMENT ON VIEW prescribing.v_group_spend IS 'Published: sums of the practices of a group, also for each of those practices';
GRANT SELECT ON prescribing.v_standing, prescribing.v_spend, prescribing.v_commissioner_spend, prescribing.v_group_spend TO locality_app;
