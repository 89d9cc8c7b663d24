-- The role the product works as. It owns nothing: what may change and what may only grow is said by grants alone.
DO $role$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles AS r WHERE r.rolname = 'locality_app') THEN
    CREATE ROLE locality_app NOLOGIN;
  END IF;
  EXECUTE format('GRANT locality_app TO %I', current_user);
EXCEPTION
  -- Two databases of one server may be made at the same moment.
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$role$;

GRANT USAGE ON SCHEMA platform TO locality_app;
GRANT SELECT ON platform.migration TO locality_app;

CREATE TABLE platform.run (
  run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'refused', 'failed', 'interrupted')),
  actor text NOT NULL,
  input jsonb NOT NULL,
  outcome jsonb,
  progress jsonb,
  -- Work its caller waits for, such as a command typed: nobody else takes it up when the caller dies.
  inline boolean NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  queued_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz
);
COMMENT ON TABLE platform.run IS 'One piece of long work: where it stands. A running run is held by a session advisory lock on (7100002, run_id)';
CREATE INDEX run_by_state ON platform.run (state, run_id);
CREATE INDEX run_by_kind ON platform.run (kind, run_id);

CREATE TABLE platform.run_event (
  run_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id bigint NOT NULL REFERENCES platform.run (run_id),
  event text NOT NULL,
  detail jsonb,
  at timestamptz NOT NULL
);
COMMENT ON TABLE platform.run_event IS 'What happened to each run, in order. Only ever appended to';
CREATE INDEX run_event_by_run ON platform.run_event (run_id, run_event_id);

GRANT SELECT, INSERT, UPDATE ON platform.run TO locality_app;
GRANT SELECT, INSERT ON platform.run_event TO locality_app;

CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who did what to what, and when';
GRANT USAGE ON SCHEMA audit TO locality_app;

CREATE TABLE audit.entry (
  entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL,
  written_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE audit.entry IS 'The audit trail: written in the transaction of the deed, never changed, never read by features';
CREATE INDEX entry_by_subject ON audit.entry (subject, entry_id);
GRANT SELECT, INSERT ON audit.entry TO locality_app;
