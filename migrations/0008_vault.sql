-- The vault by practice, so that whoever may open one practice's identities is given no other's; which version of which key holds; and how often
-- somebody asked who a line is about.
ALTER TABLE activity.vault_identity
  ADD COLUMN practice text,
  ADD COLUMN key_version integer NOT NULL DEFAULT 1 CHECK (key_version > 0),
  ADD COLUMN is_mixed boolean NOT NULL DEFAULT false;
-- Packs written before hold people of every practice. The keys lie outside the database, so they are divided by "locality keys rotate vault".
UPDATE activity.vault_identity SET is_mixed = true;
ALTER TABLE activity.vault_identity
  ALTER COLUMN key_version DROP DEFAULT,
  ALTER COLUMN is_mixed DROP DEFAULT,
  ADD CHECK (practice IS NULL OR NOT is_mixed),
  DROP CONSTRAINT vault_identity_pkey,
  ADD COLUMN pack_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
CREATE UNIQUE INDEX vault_identity_by_practice ON activity.vault_identity (import_no, practice, first_patient) NULLS NOT DISTINCT;
CREATE INDEX vault_identity_by_key ON activity.vault_identity (key_version, pack_no);
COMMENT ON TABLE activity.vault_identity IS
  'NHS numbers and birth dates by pseudonym, the people of one practice of registration, up to a thousand or so to a row, sealed (AES-256-GCM)';
COMMENT ON COLUMN activity.vault_identity.practice IS 'Whose patients they were by the lines of that import; empty: by lines that name no practice';
COMMENT ON COLUMN activity.vault_identity.key_version IS 'The version of keys/vault.N.key that opens it';
COMMENT ON COLUMN activity.vault_identity.is_mixed IS 'Written before packs were kept by practice: opened for nobody whose view is narrowed to practices';

CREATE TABLE activity.key_event (
  key_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL CHECK (key IN ('pseudonym', 'vault')),
  version integer NOT NULL CHECK (version > 0),
  event text NOT NULL CHECK (event IN ('made', 'in-force', 'destroyed')),
  actor text NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (key, version, event)
);
COMMENT ON TABLE activity.key_event IS
  'What happened to each version of a key; never its bytes. The latest pseudonym version in force made the patients of the lake; without any it is 1';

CREATE TABLE activity.identity_use (
  identity_use_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('open', 'check')),
  at timestamptz NOT NULL
);
COMMENT ON TABLE activity.identity_use IS
  'Each time somebody asked who a line is about, to hold them to so many an hour. What they asked stands in the journal, which no feature reads';
CREATE INDEX identity_use_by_person ON activity.identity_use (person, kind, at);

GRANT SELECT, INSERT ON activity.key_event, activity.identity_use TO locality_app;
-- New pseudonyms are new files: the lines of an import are registered anew under their old number.
GRANT UPDATE (path, sha256, bytes) ON activity.lake_file TO locality_app;

-- A practice's packs are opened for that practice. Whoever is told yes or no needs none: pseudonyms are compared.
ALTER TABLE activity.vault_identity ENABLE ROW LEVEL SECURITY;
CREATE POLICY product ON activity.vault_identity TO locality_app USING ((SELECT platform.asks_all()));
CREATE POLICY practices ON activity.vault_identity FOR SELECT TO locality_app USING (
  (SELECT platform.may('identity.open')) AND practice = ANY ((SELECT platform.asker_codes('practices'))::text[]));

ALTER TABLE activity.key_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON activity.key_event FOR SELECT TO locality_app USING ((SELECT platform.is_somebody()));
CREATE POLICY adds ON activity.key_event FOR INSERT TO locality_app WITH CHECK ((SELECT platform.asks_all()));

ALTER TABLE activity.identity_use ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON activity.identity_use TO locality_app USING (
  (SELECT platform.asks_all()) OR person = (SELECT platform.asking_person()));

CREATE POLICY moves ON activity.lake_file FOR UPDATE TO locality_app USING ((SELECT platform.asks_all()));
