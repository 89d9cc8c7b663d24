CREATE SCHEMA activity;
COMMENT ON SCHEMA activity IS 'Hospital activity: what was received, what was taken of it and what counts';
GRANT USAGE ON SCHEMA activity TO locality_app;

CREATE TABLE activity.received_file (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL,
  -- Whether the file itself is kept, encrypted, as raw/<sha256>.enc.
  is_kept boolean NOT NULL DEFAULT false,
  first_received_at timestamptz NOT NULL
);
COMMENT ON TABLE activity.received_file IS 'Every file of activity that was ever offered, by its content';

CREATE TABLE activity.import (
  import_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The first import of the files given together: they are parts of one delivery and count together.
  delivery_no integer NOT NULL,
  run_id bigint NOT NULL,
  sha256 text NOT NULL REFERENCES activity.received_file (sha256),
  file_name text NOT NULL,
  asked_format text,
  accept_partial boolean NOT NULL
);
COMMENT ON TABLE activity.import IS 'One attempt to take one file in. What became of it is in its events';
CREATE INDEX import_by_sha256 ON activity.import (sha256);
CREATE INDEX import_by_delivery ON activity.import (delivery_no);

CREATE TABLE activity.import_event (
  import_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_no integer NOT NULL REFERENCES activity.import (import_no),
  event text NOT NULL CHECK (event IN ('received', 'refused', 'accepted', 'withdrawn')),
  actor text NOT NULL,
  -- What was found: format, rows read, taken and rejected, the file of rejects, notes; for a refusal its code and message.
  detail jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL
);
COMMENT ON TABLE activity.import_event IS 'What happened to each import, in order. Only ever appended to';
CREATE INDEX import_event_by_import ON activity.import_event (import_no, import_event_id);
-- A file is taken or refused once, and taken back once.
CREATE UNIQUE INDEX import_event_once ON activity.import_event (import_no, event);

CREATE TABLE activity.submission (
  import_no integer NOT NULL REFERENCES activity.import (import_no),
  provider text NOT NULL,
  month text NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  snapshot text NOT NULL CHECK (snapshot IN ('flex', 'freeze')),
  dataset text NOT NULL,
  lines integer NOT NULL CHECK (lines > 0),
  billed_pence bigint,
  PRIMARY KEY (import_no, provider, month, snapshot, dataset)
);
COMMENT ON TABLE activity.submission IS 'What an accepted import holds, for each provider, month and snapshot; billed is empty where the layout bills nothing';
CREATE INDEX submission_by_month ON activity.submission (month, provider, dataset);

CREATE TABLE activity.lake_file (
  lake_file_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_no integer NOT NULL REFERENCES activity.import (import_no),
  -- Lines are priced and counted; totals are only compared.
  holds text NOT NULL CHECK (holds IN ('lines', 'totals')),
  month text NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  dataset text NOT NULL,
  path text NOT NULL UNIQUE,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  lines integer NOT NULL,
  billed_pence bigint
);
COMMENT ON TABLE activity.lake_file IS 'The files of the lake that hold accepted lines. A file that is not named here does not count and is swept';
CREATE INDEX lake_file_by_month ON activity.lake_file (month, import_no);
CREATE INDEX lake_file_by_import ON activity.lake_file (import_no);

CREATE TABLE activity.column_mapping (
  column_mapping_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  provider text,
  header_signature text NOT NULL,
  mapping jsonb NOT NULL,
  actor text NOT NULL,
  saved_at timestamptz NOT NULL
);
COMMENT ON TABLE activity.column_mapping IS 'How a layout of somebody''s own is read. The latest of a name holds; earlier ones stay to be looked at';
CREATE INDEX column_mapping_by_name ON activity.column_mapping (name, column_mapping_id);
CREATE INDEX column_mapping_by_signature ON activity.column_mapping (header_signature, column_mapping_id);

CREATE TABLE activity.vault_identity (
  import_no integer NOT NULL REFERENCES activity.import (import_no),
  first_patient bigint NOT NULL,
  last_patient bigint NOT NULL CHECK (last_patient >= first_patient),
  ciphertext bytea NOT NULL,
  PRIMARY KEY (import_no, first_patient)
);
COMMENT ON TABLE activity.vault_identity IS
  'NHS numbers and birth dates by pseudonym, a thousand people to a row, encrypted with vault.key (AES-256-GCM)';

GRANT SELECT, INSERT, UPDATE ON activity.received_file TO locality_app;
-- The first number of a delivery is also the delivery's, so it is drawn before the row is written.
GRANT USAGE ON SEQUENCE activity.import_import_no_seq TO locality_app;
-- Only so that a row can be locked: the application never changes it.
GRANT UPDATE (accept_partial) ON activity.import TO locality_app;
GRANT SELECT, INSERT ON activity.import, activity.import_event, activity.submission, activity.lake_file,
  activity.column_mapping TO locality_app;
-- A subject's erasure takes the pack out and puts it back without the subject.
GRANT SELECT, INSERT, DELETE ON activity.vault_identity TO locality_app;
