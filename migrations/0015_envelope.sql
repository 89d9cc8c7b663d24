-- What a year's budgets are made of: the envelope by service line, what is held back of it, and the weights by which it may be shared. Everything is
-- only ever added to. A row belongs to the load that brought it; of the loads of a kind for a commissioner and a year the latest counts.
CREATE SCHEMA envelope;
COMMENT ON SCHEMA envelope IS 'A year''s money by service line, what is taken off the top of it, need and costs by sex and age';
GRANT USAGE ON SCHEMA envelope TO locality_app;

CREATE TABLE envelope.load (
  load_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('envelope', 'need-index', 'weighted-lists', 'deprivation', 'age-weights')),
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  file_name text NOT NULL,
  sha256 text NOT NULL,
  rows integer NOT NULL CHECK (rows > 0),
  rejected integer NOT NULL CHECK (rejected >= 0),
  loaded_at timestamptz NOT NULL,
  loaded_by text NOT NULL,
  person_id text
);
COMMENT ON TABLE envelope.load IS 'A file that was taken for a year: an envelope, numbers that tell need, or costs by age. The latest of a kind counts';
COMMENT ON COLUMN envelope.load.rejected IS 'Rows that were left out, because somebody asked for the others without them';
CREATE INDEX load_by_year ON envelope.load (commissioner, year, kind, load_no);

CREATE TABLE envelope.line (
  load_no integer NOT NULL REFERENCES envelope.load,
  commissioner text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL CHECK (line <> ''),
  row_no integer NOT NULL,
  amount_pence bigint NOT NULL CHECK (amount_pence >= 0),
  scope text NOT NULL CHECK (scope IN ('in', 'out', 'blocked-back')),
  PRIMARY KEY (load_no, line)
);
COMMENT ON TABLE envelope.line IS 'One service line of an envelope, and whether practices hold a budget for it';
COMMENT ON COLUMN envelope.line.line IS 'A code of reference/budgets/service-lines.yaml, or the name of a line that only this commissioner has';

CREATE TABLE envelope.need (
  load_no integer NOT NULL REFERENCES envelope.load,
  commissioner text COLLATE "C" NOT NULL,
  practice text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  number text NOT NULL CHECK (number ~ '^[0-9]{1,9}([.][0-9]{1,12})?$'),
  PRIMARY KEY (load_no, practice)
);
COMMENT ON TABLE envelope.need IS 'What tells the need of a practice''s patients, as the file wrote it: an index, its published weighted patients or its score of deprivation';

CREATE TABLE envelope.age_weight (
  load_no integer NOT NULL REFERENCES envelope.load,
  commissioner text COLLATE "C" NOT NULL,
  line text COLLATE "C" NOT NULL,
  sex text NOT NULL CHECK (sex IN ('1', '2')),
  age_band text NOT NULL CHECK (age_band ~ '^[0-9]{1,3}(-[0-9]{1,3}|[+])$'),
  cost_per_head text NOT NULL CHECK (cost_per_head ~ '^[0-9]{1,9}([.][0-9]{1,12})?$'),
  PRIMARY KEY (load_no, line, sex, age_band)
);
COMMENT ON TABLE envelope.age_weight IS 'What one patient of a sex and age band costs in a year on a service line, in pounds, as the file wrote it';

CREATE TABLE envelope.top_slice_set (
  set_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  year text COLLATE "C" NOT NULL CHECK (year ~ '^[0-9]{4}/[0-9]{2}$'),
  words text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  person_id text
);
COMMENT ON TABLE envelope.top_slice_set IS 'What is taken off the top of a year, as somebody set it, with why; the latest of a year counts, and one without rows takes nothing';
CREATE INDEX top_slice_set_by_year ON envelope.top_slice_set (commissioner, year, set_no);

CREATE TABLE envelope.top_slice (
  set_no integer NOT NULL REFERENCES envelope.top_slice_set,
  position integer NOT NULL CHECK (position > 0),
  commissioner text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('contingency', 'risk-pool', 'management-cost', 'incentives', 'recovery')),
  -- Empty: from every line that is in, pro rata.
  line text COLLATE "C",
  amount_pence bigint NOT NULL CHECK (amount_pence > 0),
  words text NOT NULL,
  PRIMARY KEY (set_no, position)
);
COMMENT ON TABLE envelope.top_slice IS 'One amount that is held back before anything is shared out, and what for';

CREATE FUNCTION envelope.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['load', 'line', 'need', 'age_weight', 'top_slice_set', 'top_slice'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON envelope.%I FOR EACH ROW EXECUTE FUNCTION envelope.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON envelope.%I FOR EACH STATEMENT EXECUTE FUNCTION envelope.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON envelope.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE envelope.%I ENABLE ROW LEVEL SECURITY', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA envelope TO locality_app;

-- Practices and groups read the method and what goes into it: the lines, what is held back and the costs by age. Of the need of practices each sees
-- its own, and a group its members'. Providers see nothing here.
-- Whose budgets concern a practice or a group: those of the commissioners that its practices belong to; nothing where the asker sees all practices.
CREATE FUNCTION envelope.asker_commissioners() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN platform.asker_sees_every('practices') THEN NULL ELSE ARRAY(
  SELECT p.parent_code FROM organisations.membership AS p
   WHERE p.parent_kind = 'commissioner' AND p.member_code = ANY (platform.asker_codes('practices'))
  UNION
  SELECT g.parent_code FROM organisations.membership AS p JOIN organisations.membership AS g ON g.member_code = p.parent_code
   WHERE g.parent_kind = 'commissioner' AND p.member_code = ANY (platform.asker_codes('practices'))
  UNION
  SELECT min(o.code) FROM organisations.organisation AS o WHERE o.kind = 'commissioner' HAVING count(*) = 1) END;

CREATE FUNCTION envelope.within(commissioner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('providers')
  AND (platform.asker_sees_every('commissioners') OR commissioner = ANY (platform.asker_codes('commissioners')))
  AND (platform.asker_sees_every('practices') OR commissioner = ANY (envelope.asker_commissioners()));

CREATE FUNCTION envelope.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

DO $walls$
DECLARE
  held text;
  -- As envelope.within, asked once for each query instead of once for each row.
  seen text := '(SELECT platform.asker_sees_every(''providers''))
    AND ((SELECT platform.asker_sees_every(''commissioners'')) OR commissioner = ANY ((SELECT platform.asker_codes(''commissioners''))::text[]))
    AND ((SELECT platform.asker_sees_every(''practices'')) OR commissioner = ANY ((SELECT envelope.asker_commissioners())::text[]))';
BEGIN
  FOREACH held IN ARRAY ARRAY['load', 'line', 'age_weight', 'top_slice_set', 'top_slice'] LOOP
    EXECUTE format('CREATE POLICY reads ON envelope.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''budget.read'')) AND %s)', held, seen);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['line', 'need', 'age_weight', 'top_slice'] LOOP
    EXECUTE format('CREATE POLICY adds ON envelope.%I FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may(''budget.set'')) AND envelope.within(commissioner))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['load', 'top_slice_set'] LOOP
    EXECUTE format('CREATE POLICY adds ON envelope.%I FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may(''budget.set'')) AND envelope.within(commissioner) AND envelope.as_self(person_id))', held);
  END LOOP;
END
$walls$;

CREATE POLICY reads ON envelope.need FOR SELECT TO locality_app USING (
  (SELECT platform.may('budget.read')) AND envelope.within(commissioner)
  AND ((SELECT platform.asker_sees_every('practices')) OR practice = ANY ((SELECT platform.asker_codes('practices'))::text[])));
