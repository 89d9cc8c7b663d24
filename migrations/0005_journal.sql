-- The audit trail becomes a journal: numbered without a gap, each record bound by its hash to the one before it, and never changed. The table is
-- made anew under its old name and the records there were go through the same trigger as all later ones, so that the rules are written once.
ALTER TABLE audit.entry RENAME TO former_entry;
ALTER TABLE audit.former_entry RENAME CONSTRAINT entry_pkey TO former_entry_pkey;
DROP INDEX audit.entry_by_subject;

CREATE TABLE audit.entry (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  at timestamptz NOT NULL CHECK (at >= '0001-01-01 00:00:00+00' AND at < '10000-01-01 00:00:00+00'),
  written_at timestamptz NOT NULL CHECK (written_at >= '0001-01-01 00:00:00+00' AND written_at < '10000-01-01 00:00:00+00'),
  actor text NOT NULL,
  user_id text,
  post_id text,
  role text,
  organisation text,
  purpose text,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  before_hash text CHECK (before_hash ~ '^[0-9a-f]{64}$'),
  after_hash text CHECK (after_hash ~ '^[0-9a-f]{64}$'),
  request_id text,
  previous_hash text NOT NULL CHECK (previous_hash ~ '^[0-9a-f]{64}$'),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE audit.entry IS 'The journal: who did what to what, when and why, in the transaction of the deed. Only grows; each record holds the hash of the one before';
COMMENT ON COLUMN audit.entry.seq IS 'From 1, without a gap: given by the trigger, whatever was asked for';
COMMENT ON COLUMN audit.entry.at IS 'The time of the deed by the clock of the product';
COMMENT ON COLUMN audit.entry.written_at IS 'The time of the record by the clock of the database';
COMMENT ON COLUMN audit.entry.actor IS 'The name of who did it, as it was then';
COMMENT ON COLUMN audit.entry.post_id IS 'The post in which they did it, with its role and organisation as they were then';
COMMENT ON COLUMN audit.entry.purpose IS 'Why, in the words of who did it';
COMMENT ON COLUMN audit.entry.before_hash IS 'SHA-256 of what was changed as it was before; empty where there was nothing, or nothing was changed';
COMMENT ON COLUMN audit.entry.previous_hash IS 'The hash of the record before; 64 zeros in the first';
COMMENT ON COLUMN audit.entry.hash IS 'SHA-256 of audit.canonical_text(record) in UTF-8';
CREATE INDEX entry_by_subject ON audit.entry (subject, seq);
CREATE INDEX entry_by_actor ON audit.entry (actor, seq);
CREATE INDEX entry_by_user ON audit.entry (user_id, seq) WHERE user_id IS NOT NULL;
CREATE INDEX entry_by_organisation ON audit.entry (organisation, seq) WHERE organisation IS NOT NULL;
CREATE INDEX entry_by_action ON audit.entry (action text_pattern_ops, seq);
CREATE INDEX entry_by_time ON audit.entry (at);

-- One line of the canonical text: `name:bytes:value`, and `name:-` for nothing. The count of bytes is what makes it unambiguous: a value may hold
-- line ends and colons.
CREATE FUNCTION audit.canonical_line(name text, value text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN name || ':' || coalesce(octet_length(convert_to(value, 'UTF8'))::text || ':' || value, '-') || chr(10);

-- What the hash is taken of: every field in this order. Times are in UTC with six decimals, whatever the session's zone and style; the detail
-- is as jsonb writes itself. docs/decisions/0014 describes it, and src/platform/audit/stored-entry.ts writes the same without asking this function.
CREATE FUNCTION audit.canonical_text(entry audit.entry) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN 'locality-journal-1' || chr(10)
  || audit.canonical_line('seq', entry.seq::text)
  || audit.canonical_line('at', to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
  || audit.canonical_line('written_at', to_char(entry.written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
  || audit.canonical_line('actor', entry.actor)
  || audit.canonical_line('user_id', entry.user_id)
  || audit.canonical_line('post_id', entry.post_id)
  || audit.canonical_line('role', entry.role)
  || audit.canonical_line('organisation', entry.organisation)
  || audit.canonical_line('purpose', entry.purpose)
  || audit.canonical_line('action', entry.action)
  || audit.canonical_line('subject', entry.subject)
  || audit.canonical_line('detail', entry.detail::text)
  || audit.canonical_line('before_hash', entry.before_hash)
  || audit.canonical_line('after_hash', entry.after_hash)
  || audit.canonical_line('request_id', entry.request_id)
  || audit.canonical_line('previous_hash', entry.previous_hash);

-- Writers take turns from their first record to the end of their transaction, so that no two records follow the same one and a transaction
-- that is rolled back leaves no gap. A transaction with an older picture of the table would number twice; the primary key refuses it.
CREATE FUNCTION audit.chain_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $chain$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock(7100006);
  SELECT e.seq, e.hash INTO last FROM audit.entry AS e ORDER BY e.seq DESC LIMIT 1;
  NEW.seq := coalesce(last.seq, 0) + 1;
  NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
  NEW.written_at := coalesce(NEW.written_at, clock_timestamp());
  NEW.hash := encode(sha256(convert_to(audit.canonical_text(NEW), 'UTF8')), 'hex');
  RETURN NEW;
END
$chain$;
REVOKE ALL ON FUNCTION audit.chain_entry() FROM PUBLIC;

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $refuse$
BEGIN
  RAISE EXCEPTION 'journal_only_grows: % of the journal is refused to everybody', TG_OP USING ERRCODE = 'restrict_violation';
END
$refuse$;

CREATE TRIGGER chain_entry BEFORE INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.chain_entry();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
-- Also where a session says that it only replays what happened elsewhere.
ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER chain_entry;
ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER refuse_change;

INSERT INTO audit.entry (at, written_at, actor, action, subject, detail)
SELECT f.at, f.written_at, f.actor, f.action, f.subject, f.detail FROM audit.former_entry AS f ORDER BY f.entry_id;
DROP TABLE audit.former_entry;

-- The product gives what a record says; its number, its hashes and when it was written are not its to choose.
GRANT SELECT ON audit.entry TO locality_app;
GRANT INSERT (at, actor, user_id, post_id, role, organisation, purpose, action, subject, detail, before_hash, after_hash, request_id)
  ON audit.entry TO locality_app;
