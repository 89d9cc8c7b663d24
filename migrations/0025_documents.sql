-- Papers that are issued: numbered versions with who they went to, what changed since, and who confirmed that they read them. Everything is only ever
-- added to. What a group or a commissioner owns is seen by whoever belongs to it; the functions for that are in `organisations`, for all rooms
-- whose things have an owner.

-- Whether the asker sees what every organisation owns: the operator, and a post at the installation.
CREATE FUNCTION organisations.asker_sees_every_owner() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asker_sees_every('providers') AND platform.asker_sees_every('commissioners') AND platform.asker_sees_every('practices');

-- To whom a group belongs: by itself, or where nobody said so by its practices.
CREATE FUNCTION organisations.commissioners_of(group_code text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(
  nullif(ARRAY(SELECT m.parent_code FROM organisations.membership AS m
    WHERE m.member_code = group_code AND m.parent_kind = 'commissioner'
      AND m.from_date <= current_date AND (m.to_date IS NULL OR m.to_date > current_date)), '{}'::text[]),
  ARRAY(SELECT DISTINCT c.parent_code FROM organisations.membership AS g JOIN organisations.membership AS c ON c.member_code = g.member_code
    WHERE g.parent_code = group_code AND g.member_kind = 'practice' AND c.parent_kind = 'commissioner'
      AND g.from_date <= current_date AND (g.to_date IS NULL OR g.to_date > current_date)
      AND c.from_date <= current_date AND (c.to_date IS NULL OR c.to_date > current_date)));

-- The groups that belong to commissioners, in the same two ways.
CREATE FUNCTION organisations.groups_of(commissioners text[]) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN ARRAY(
  SELECT m.member_code FROM organisations.membership AS m
   WHERE m.member_kind = 'group' AND m.parent_code = ANY (commissioners)
     AND m.from_date <= current_date AND (m.to_date IS NULL OR m.to_date > current_date)
  UNION
  SELECT g.parent_code FROM organisations.membership AS c JOIN organisations.membership AS g ON g.member_code = c.member_code AND g.parent_kind = 'group'
   WHERE c.member_kind = 'practice' AND c.parent_code = ANY (commissioners)
     AND c.from_date <= current_date AND (c.to_date IS NULL OR c.to_date > current_date)
     AND g.from_date <= current_date AND (g.to_date IS NULL OR g.to_date > current_date)
     AND NOT EXISTS (SELECT FROM organisations.membership AS o WHERE o.member_code = g.parent_code AND o.parent_kind = 'commissioner'
       AND o.from_date <= current_date AND (o.to_date IS NULL OR o.to_date > current_date)));

-- Of which groups and commissioners the asker sees what they own: a practice its group's and its commissioner's, a group its own and its commissioner's,
-- a commissioner its own and its groups'; a provider nobody's. Nothing is ever owned by a practice.
CREATE FUNCTION organisations.asker_owners() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN NOT platform.asker_sees_every('providers') THEN '{}'::text[]
  WHEN NOT platform.asker_sees_every('commissioners') THEN
    platform.asker_codes('commissioners') || organisations.groups_of(platform.asker_codes('commissioners'))
  ELSE ARRAY(
    SELECT platform.asker() ->> 'organisation'
    UNION
    SELECT unnest(organisations.commissioners_of(platform.asker() ->> 'organisation'))
    UNION
    SELECT unnest(m.parent_code || organisations.commissioners_of(m.parent_code)) FROM organisations.membership AS m
     WHERE m.member_code = platform.asker() ->> 'organisation' AND m.parent_kind IN ('group', 'commissioner')
       AND m.from_date <= current_date AND (m.to_date IS NULL OR m.to_date > current_date)) END;

-- For whom the asker acts: a practice takes part in its group, a group acts for itself, a commissioner for itself and its groups.
CREATE FUNCTION organisations.asker_acts_for() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN NOT platform.asker_sees_every('providers') OR NOT platform.asker_sees_every('commissioners') THEN organisations.asker_owners()
  ELSE ARRAY(
    SELECT platform.asker() ->> 'organisation'
    UNION
    SELECT m.parent_code FROM organisations.membership AS m
     WHERE m.member_code = platform.asker() ->> 'organisation' AND m.member_kind = 'practice' AND m.parent_kind = 'group'
       AND m.from_date <= current_date AND (m.to_date IS NULL OR m.to_date > current_date)) END;

CREATE FUNCTION organisations.acts_for(owner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN organisations.asker_sees_every_owner() OR owner = ANY (organisations.asker_acts_for());

-- Published: who holds which post, for whoever runs or takes part in what a group or a commissioner does: its own officers, and those of the practices
-- for which the asker acts. No address, no account: a name to put on a list.
CREATE VIEW people.v_colleague WITH (security_barrier) AS
SELECT p.person_id, p.name, h.role, h.organisation, h.from_date,
       least(h.to_date, (SELECT min(e.to_date) FROM people.post_end AS e WHERE e.post_id = h.post_id)) AS to_date
  FROM people.person AS p JOIN people.post AS h ON h.person_id = p.person_id
 WHERE (SELECT platform.may('programme.read')) AND h.organisation IS NOT NULL
   AND ((SELECT organisations.asker_sees_every_owner()) OR h.organisation = ANY ((SELECT organisations.asker_owners())::text[])
     OR h.organisation IN (SELECT m.member_code FROM organisations.membership AS m
          WHERE m.member_kind = 'practice' AND m.parent_code = ANY ((SELECT organisations.asker_acts_for())::text[])
            AND m.from_date <= current_date AND (m.to_date IS NULL OR m.to_date > current_date)));
COMMENT ON VIEW people.v_colleague IS 'Published: names and posts of those with whom a programme is run, within what the asker may see; never how they are reached';
GRANT SELECT ON people.v_colleague TO locality_app;

CREATE SCHEMA documents;
COMMENT ON SCHEMA documents IS 'Papers that are issued, version by version, to whom, and who read them';
GRANT USAGE ON SCHEMA documents TO locality_app;

CREATE TABLE documents.file (
  file_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  name text NOT NULL CHECK (name <> ''),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  pages integer NOT NULL CHECK (pages > 0),
  content bytea NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE documents.file IS 'A paper that somebody brought as a PDF; it is kept here, so that whoever may not see its owner’s papers cannot see it either';
CREATE INDEX file_by_owner ON documents.file (owner, sha256);

CREATE TABLE documents.document (
  document_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text COLLATE "C" NOT NULL REFERENCES organisations.organisation,
  kind text NOT NULL CHECK (kind IN ('plan', 'agreement', 'pack', 'annual-report', 'minutes', 'terms-of-reference', 'job-description')),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE documents.document IS 'A paper under one number, whatever its versions say';
CREATE INDEX document_by_owner ON documents.document (owner, kind);

CREATE TABLE documents.version (
  document_no integer NOT NULL REFERENCES documents.document,
  version integer NOT NULL CHECK (version > 0),
  owner text COLLATE "C" NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  issued_on date NOT NULL,
  body jsonb NOT NULL,
  what_changed text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (document_no, version)
);
COMMENT ON TABLE documents.version IS 'A version as it was issued: its text, what changed since the one before, and a fingerprint of title and text';

CREATE TABLE documents.recipient (
  document_no integer NOT NULL,
  version integer NOT NULL,
  position integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  person_id text,
  organisation text COLLATE "C",
  PRIMARY KEY (document_no, version, position),
  FOREIGN KEY (document_no, version) REFERENCES documents.version,
  CHECK (person_id IS NULL OR organisation IS NULL)
);
COMMENT ON TABLE documents.recipient IS 'To whom a version went: a person with an account, everybody of an organisation, or somebody known by name alone';

CREATE TABLE documents.receipt (
  document_no integer NOT NULL,
  version integer NOT NULL,
  owner text COLLATE "C" NOT NULL,
  person_key text NOT NULL,
  organisation text COLLATE "C",
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (document_no, version, person_key),
  FOREIGN KEY (document_no, version) REFERENCES documents.version
);
COMMENT ON TABLE documents.receipt IS 'Somebody confirmed that they read a version, once; in a post of which organisation';

-- Nothing of this is changed or taken away, whoever asks.
CREATE FUNCTION documents.never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END
$$;

-- Rows of a version lie under the owner of its document, or a receipt could be written where its writer does not see; versions have no gaps.
CREATE FUNCTION documents.of_one_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = documents, pg_temp AS $$
BEGIN
  IF NEW.owner IS DISTINCT FROM (SELECT d.owner FROM documents.document AS d WHERE d.document_no = NEW.document_no) THEN
    RAISE EXCEPTION 'document % has another owner', NEW.document_no;
  END IF;
  IF TG_TABLE_NAME = 'version' THEN
    IF NEW.version <> 1 + (SELECT coalesce(max(v.version), 0) FROM documents.version AS v WHERE v.document_no = NEW.document_no) THEN
      RAISE EXCEPTION 'document % has another next version than %', NEW.document_no, NEW.version;
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION documents.as_self(person text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN platform.asks_all() OR person = platform.asking_person();

DO $guards$
DECLARE
  held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['file', 'document', 'version', 'recipient', 'receipt'] LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON documents.%I FOR EACH ROW EXECUTE FUNCTION documents.never_changes()', held);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON documents.%I FOR EACH STATEMENT EXECUTE FUNCTION documents.never_changes()', held);
    EXECUTE format('GRANT SELECT, INSERT ON documents.%I TO locality_app', held);
    EXECUTE format('ALTER TABLE documents.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format('CREATE POLICY reads ON documents.%I FOR SELECT TO locality_app USING ((SELECT platform.may(''programme.read''))
      AND ((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_owners())::text[])))', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['version', 'recipient', 'receipt'] LOOP
    EXECUTE format('CREATE TRIGGER of_one_owner BEFORE INSERT ON documents.%I FOR EACH ROW EXECUTE FUNCTION documents.of_one_owner()', held);
  END LOOP;
END
$guards$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA documents TO locality_app;

CREATE POLICY adds ON documents.file FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('document.issue')) AND organisations.acts_for(owner) AND documents.as_self(person_id));
CREATE POLICY adds ON documents.document FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('document.issue')) AND organisations.acts_for(owner) AND documents.as_self(person_id));
CREATE POLICY adds ON documents.version FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('document.issue')) AND organisations.acts_for(owner) AND documents.as_self(person_id));
CREATE POLICY adds ON documents.recipient FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('document.issue')) AND organisations.acts_for(owner));
CREATE POLICY adds ON documents.receipt FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('programme.read')) AND documents.as_self(person_id)
  AND ((SELECT organisations.asker_sees_every_owner()) OR owner = ANY ((SELECT organisations.asker_owners())::text[])));
