-- The second wall. The product tells the database with each connection who asks and what they may see (`locality.asker`, a JSON object written
-- by src/platform/db/asker.ts); these policies hold every query to it, whatever the query says. A connection that was told nothing sees nothing.
-- The product's own work and the operator at the command line say {"all":true}. docs/decisions/0021 tells what this does and does not protect from.
CREATE FUNCTION platform.asker() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('locality.asker', true), ''), '{}')::jsonb;

CREATE FUNCTION platform.asks_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce((platform.asker() -> 'all')::boolean, false);

CREATE FUNCTION platform.asking_person() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker() ->> 'person';

-- Whether somebody has come in, or the product itself asks.
CREATE FUNCTION platform.is_somebody() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR platform.asking_person() IS NOT NULL;

CREATE FUNCTION platform.may(permission text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR coalesce(platform.asker() -> 'permissions' ? permission, false);

-- A list of codes, or nothing where all are seen.
CREATE FUNCTION platform.asker_codes(axis text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN jsonb_typeof(platform.asker() -> axis) = 'array'
  THEN ARRAY(SELECT jsonb_array_elements_text(platform.asker() -> axis)) END;

CREATE FUNCTION platform.asker_sees_every(axis text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR coalesce(platform.asker() ->> axis = 'all', false);

-- Whose bill a delivery was: of the post in which somebody took it in.
ALTER TABLE activity.import ADD COLUMN commissioner text COLLATE "C" REFERENCES organisations.organisation;
COMMENT ON COLUMN activity.import.commissioner IS 'To whom it was billed; empty where nobody said and several could be: then only the operator sees it';
CREATE INDEX import_by_commissioner ON activity.import (commissioner);
UPDATE activity.import SET commissioner = (SELECT min(m.parent_code) FROM organisations.membership AS m WHERE m.parent_kind = 'commissioner')
 WHERE (SELECT count(DISTINCT m.parent_code) FROM organisations.membership AS m WHERE m.parent_kind = 'commissioner') = 1;

-- Long work goes on as whoever asked for it.
ALTER TABLE platform.run ADD COLUMN person_id text, ADD COLUMN post jsonb, ADD COLUMN scope jsonb, ADD COLUMN permission text;
COMMENT ON COLUMN platform.run.scope IS 'What whoever asked might see when they asked; empty for the operator';
COMMENT ON COLUMN platform.run.permission IS 'What they had to be allowed for this kind of work';
CREATE INDEX run_by_person ON platform.run (person_id) WHERE person_id IS NOT NULL;

-- Published: which deliveries of which months stand, and their files, for whoever may see any of their lines. What else is known of a delivery
-- (its name, its size, its totals) is behind activity.import. These views look with the owner's eyes and hold everybody to the asker themselves.
CREATE VIEW activity.v_standing_submission WITH (security_barrier) AS
SELECT i.import_no, i.delivery_no, i.commissioner, s.provider, s.month, s.snapshot, s.dataset
  FROM activity.submission AS s JOIN activity.import AS i USING (import_no)
 WHERE EXISTS (SELECT FROM activity.import_event AS e WHERE e.import_no = i.import_no AND e.event = 'accepted')
   AND NOT EXISTS (SELECT FROM activity.import_event AS e WHERE e.import_no = i.import_no AND e.event = 'withdrawn')
   AND ((SELECT platform.asker_sees_every('commissioners')) OR i.commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))
   AND ((SELECT platform.asker_sees_every('providers')) OR s.provider = ANY ((SELECT platform.asker_codes('providers'))::text[]));
COMMENT ON VIEW activity.v_standing_submission IS 'Published: a provider’s month in a delivery that was taken and not taken back, within what the asker may see';

CREATE VIEW activity.v_standing_file WITH (security_barrier) AS
SELECT f.lake_file_id, f.import_no, i.commissioner, f.holds, f.month, f.dataset, f.path, f.sha256,
       CASE WHEN (SELECT platform.may('activity.read-imports')) THEN f.lines END AS lines,
       CASE WHEN (SELECT platform.may('activity.read-imports')) THEN f.billed_pence END AS billed_pence
  FROM activity.lake_file AS f JOIN activity.import AS i USING (import_no)
 WHERE EXISTS (SELECT FROM activity.v_standing_submission AS s WHERE s.import_no = f.import_no AND s.month = f.month);
COMMENT ON VIEW activity.v_standing_file IS 'Published: the files of such months; their totals only for whoever may see imports';
GRANT SELECT ON activity.v_standing_submission, activity.v_standing_file TO locality_app;

-- From here on: for every table who reads and who writes.
ALTER TABLE activity.import ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON activity.import FOR SELECT TO locality_app USING (
  (SELECT platform.asks_all()) OR ((SELECT platform.may('activity.read-imports')) AND (
    (SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))));
CREATE POLICY adds ON activity.import FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));
CREATE POLICY locks ON activity.import FOR UPDATE TO locality_app USING (
  (SELECT platform.asks_all()) OR ((SELECT platform.may('activity.withdraw')) AND (
    (SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))));

ALTER TABLE activity.import_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON activity.import_event FOR SELECT TO locality_app USING (
  (SELECT platform.asks_all()) OR EXISTS (SELECT FROM activity.import AS i WHERE i.import_no = import_event.import_no));
CREATE POLICY adds ON activity.import_event FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.asks_all()) OR (event = 'withdrawn' AND (SELECT platform.may('activity.withdraw'))
    AND EXISTS (SELECT FROM activity.import AS i WHERE i.import_no = import_event.import_no)));

ALTER TABLE activity.submission ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON activity.submission FOR SELECT TO locality_app USING (
  (SELECT platform.asks_all()) OR EXISTS (SELECT FROM activity.import AS i WHERE i.import_no = submission.import_no));
CREATE POLICY adds ON activity.submission FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));

ALTER TABLE activity.lake_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON activity.lake_file FOR SELECT TO locality_app USING (
  (SELECT platform.asks_all()) OR EXISTS (SELECT FROM activity.import AS i WHERE i.import_no = lake_file.import_no));
CREATE POLICY adds ON activity.lake_file FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));

ALTER TABLE activity.received_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON activity.received_file FOR SELECT TO locality_app USING (
  (SELECT platform.asks_all()) OR EXISTS (SELECT FROM activity.import AS i WHERE i.sha256 = received_file.sha256));
CREATE POLICY adds ON activity.received_file FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));
CREATE POLICY changes ON activity.received_file FOR UPDATE TO locality_app USING ((SELECT platform.asks_all()));

ALTER TABLE activity.column_mapping ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON activity.column_mapping FOR SELECT TO locality_app USING ((SELECT platform.may('activity.import')));
CREATE POLICY adds ON activity.column_mapping FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('activity.import')));

-- Price lists are for whoever prices or reads priced figures; what was agreed with one provider is not another's to know.
DO $pricing$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['tariff', 'tariff_part', 'apc_price', 'outpatient_price', 'ae_price', 'market_forces_factor', 'top_up', 'local_price_list'] LOOP
    EXECUTE format('ALTER TABLE pricing.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY reads ON pricing.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''tariff.read'')))', held);
    EXECUTE format('CREATE POLICY adds ON pricing.%I FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may(''tariff.load'')))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['local_price', 'contract_rounding'] LOOP
    EXECUTE format('ALTER TABLE pricing.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY reads ON pricing.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''tariff.read''))
      AND ((SELECT platform.asker_sees_every(''providers'')) OR provider = ANY ((SELECT platform.asker_codes(''providers''))::text[])))', held);
    EXECUTE format('CREATE POLICY adds ON pricing.%I FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may(''tariff.load'')))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['price_book', 'price_run', 'priced_file'] LOOP
    EXECUTE format('ALTER TABLE pricing.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY reads ON pricing.%I FOR SELECT TO locality_app USING ((SELECT platform.asks_all()))', held);
    EXECUTE format('CREATE POLICY adds ON pricing.%I FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()))', held);
  END LOOP;
END
$pricing$;

-- Published: the latest prices of each file whose lines the asker may see.
CREATE VIEW pricing.v_priced_file WITH (security_barrier) AS
SELECT DISTINCT ON (p.lake_file_id) p.*, r.month, r.finished_at, r.book_sha
  FROM pricing.priced_file AS p JOIN pricing.price_run AS r USING (price_run_id)
 WHERE p.lake_file_id IN (SELECT f.lake_file_id FROM activity.v_standing_file AS f)
 ORDER BY p.lake_file_id, p.price_run_id DESC;
COMMENT ON VIEW pricing.v_priced_file IS 'Published: the latest prices and roll-up of each file within what the asker may see';
GRANT SELECT ON pricing.v_priced_file TO locality_app;

-- National registers: whoever has a post reads them.
ALTER VIEW organisations.v_list_size SET (security_invoker = true);
ALTER VIEW organisations.v_list_total SET (security_invoker = true);
ALTER VIEW organisations.v_membership SET (security_invoker = true);
ALTER VIEW organisations.v_organisation SET (security_invoker = true);
DO $organisations$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['received_file', 'organisation', 'organisation_name', 'membership', 'list_count'] LOOP
    EXECUTE format('ALTER TABLE organisations.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY reads ON organisations.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''organisation.read'')))', held);
    EXECUTE format('CREATE POLICY adds ON organisations.%I FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may(''organisation.import'')))', held);
    EXECUTE format('CREATE POLICY changes ON organisations.%I FOR UPDATE TO locality_app USING ((SELECT platform.may(''organisation.import'')))', held);
    EXECUTE format('CREATE POLICY removes ON organisations.%I FOR DELETE TO locality_app USING ((SELECT platform.may(''organisation.import'')))', held);
  END LOOP;
END
$organisations$;

-- How people sign in is nobody's to read, not even their own: only the product itself opens these. An administrator adds accounts, invites, and
-- ends sessions.
DO $sign_in$
DECLARE
  held text;
BEGIN
  FOR held IN SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'sign_in'::regnamespace AND c.relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE sign_in.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY product_alone ON sign_in.%I TO locality_app USING ((SELECT platform.asks_all()))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['holder', 'invitation', 'session', 'two_factor'] LOOP
    EXECUTE format('CREATE POLICY administrators ON sign_in.%I TO locality_app USING ((SELECT platform.may(''person.change'')))', held);
  END LOOP;
END
$sign_in$;

ALTER TABLE people.person ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON people.person FOR SELECT TO locality_app USING (
  (SELECT platform.may('person.read')) OR person_id = (SELECT platform.asking_person()));
CREATE POLICY adds ON people.person FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('person.change')));

ALTER TABLE people.person_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON people.person_event FOR SELECT TO locality_app USING ((SELECT platform.may('person.read')));
CREATE POLICY adds ON people.person_event FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('person.change')));

ALTER TABLE people.post ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON people.post FOR SELECT TO locality_app USING (
  (SELECT platform.may('person.read')) OR person_id = (SELECT platform.asking_person()));
CREATE POLICY adds ON people.post FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('person.change')));

ALTER TABLE people.post_end ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON people.post_end FOR SELECT TO locality_app USING (
  EXISTS (SELECT FROM people.post AS p WHERE p.post_id = post_end.post_id));
CREATE POLICY adds ON people.post_end FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('person.change')));

ALTER TABLE people.session_post ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.session_post TO locality_app USING (
  (SELECT platform.asks_all()) OR EXISTS (
    SELECT FROM people.post AS p WHERE p.post_id = session_post.post_id AND p.person_id = (SELECT platform.asking_person())));

-- Whoever looks after people sees which programs ask in whose name and may end them, and makes none in anybody else's.
ALTER TABLE people.token ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON people.token FOR SELECT TO locality_app USING (
  (SELECT platform.may('person.read')) OR person_id = (SELECT platform.asking_person()));
CREATE POLICY adds ON people.token FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.asks_all()) OR (person_id = (SELECT platform.asking_person()) AND (SELECT platform.may('token.use'))
    AND EXISTS (SELECT FROM people.post AS p WHERE p.post_id = token.post_id AND p.person_id = token.person_id)));

ALTER TABLE people.token_end ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON people.token_end FOR SELECT TO locality_app USING (
  EXISTS (SELECT FROM people.token AS t WHERE t.token_id = token_end.token_id));
CREATE POLICY adds ON people.token_end FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('person.change')) OR EXISTS (
    SELECT FROM people.token AS t WHERE t.token_id = token_end.token_id AND t.person_id = (SELECT platform.asking_person())));

ALTER TABLE people.token_use ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON people.token_use FOR SELECT TO locality_app USING (
  EXISTS (SELECT FROM people.token AS t WHERE t.token_id = token_use.token_id));
CREATE POLICY adds ON people.token_use FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));
CREATE POLICY changes ON people.token_use FOR UPDATE TO locality_app USING ((SELECT platform.asks_all()));

ALTER TABLE audit.entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON audit.entry FOR SELECT TO locality_app USING ((SELECT platform.may('journal.read')));
CREATE POLICY adds ON audit.entry FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.asks_all()) OR user_id = (SELECT platform.asking_person()));

-- Long work: one's own, and for whoever may see imports that of their organisation.
ALTER TABLE platform.run ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON platform.run FOR SELECT TO locality_app USING (
  (SELECT platform.asks_all()) OR person_id = (SELECT platform.asking_person())
  OR ((SELECT platform.may('activity.read-imports')) AND post ->> 'organisation' = (SELECT platform.asker() ->> 'organisation')));
CREATE POLICY adds ON platform.run FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.asks_all()) OR (person_id = (SELECT platform.asking_person()) AND platform.may(permission)));
CREATE POLICY changes ON platform.run FOR UPDATE TO locality_app USING ((SELECT platform.asks_all()));

ALTER TABLE platform.run_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON platform.run_event FOR SELECT TO locality_app USING (
  EXISTS (SELECT FROM platform.run AS r WHERE r.run_id = run_event.run_id));
CREATE POLICY adds ON platform.run_event FOR INSERT TO locality_app WITH CHECK (
  EXISTS (SELECT FROM platform.run AS r WHERE r.run_id = run_event.run_id));
