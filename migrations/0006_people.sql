-- People, the posts they hold and how they sign in. Who somebody is (sign_in) and what they may do (organisations) are kept apart: the first is
-- the sign-in library's, with its own names; the second is ours.
CREATE SCHEMA sign_in;
COMMENT ON SCHEMA sign_in IS 'Accounts, sessions and second factors, as the sign-in library keeps them; attempts are ours';
GRANT USAGE ON SCHEMA sign_in TO locality_app;

CREATE TABLE sign_in.holder (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL,
  image text,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  two_factor_enabled boolean
);

COMMENT ON TABLE sign_in.holder IS 'Whoever has an account; the same person is organisations.person, by the same id';

CREATE TABLE sign_in.session (
  id text PRIMARY KEY,
  expires_at timestamptz NOT NULL,
  token text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  user_id text NOT NULL REFERENCES sign_in.holder ON DELETE CASCADE
);
COMMENT ON TABLE sign_in.session IS 'A browser in which somebody is signed in; ending it here ends it there';
CREATE INDEX session_by_user ON sign_in.session (user_id);

CREATE TABLE sign_in.account (
  id text PRIMARY KEY,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id text NOT NULL REFERENCES sign_in.holder ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_in.account IS 'A way in: a passphrase (kept as scrypt makes it), or an identity provider';
CREATE INDEX account_by_user ON sign_in.account (user_id);

CREATE TABLE sign_in.verification (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
COMMENT ON TABLE sign_in.verification IS 'Half a sign-in, waiting for its second step, for some minutes';
CREATE INDEX verification_by_identifier ON sign_in.verification (identifier);

CREATE TABLE sign_in.two_factor (
  id text PRIMARY KEY,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  user_id text NOT NULL REFERENCES sign_in.holder ON DELETE CASCADE,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
COMMENT ON TABLE sign_in.two_factor IS 'The secret that an authenticator app shares, and spare codes, both encrypted';
CREATE INDEX two_factor_by_user ON sign_in.two_factor (user_id);

CREATE TABLE sign_in.failed_attempt (
  failed_attempt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  about text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX failed_attempt_by_about ON sign_in.failed_attempt (about, at);
COMMENT ON TABLE sign_in.failed_attempt IS 'Sign-ins that failed, for a day: enough of one account or address and no more are tried for a while';
COMMENT ON COLUMN sign_in.failed_attempt.about IS 'A keyed hash of the account’s name or of the address';

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA sign_in TO locality_app;

CREATE TABLE organisations.person (
  person_id text PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  added_at timestamptz NOT NULL,
  added_by text NOT NULL
);
COMMENT ON TABLE organisations.person IS 'Everybody who may sign in or once might; nobody is deleted, for the journal names them';

CREATE TABLE organisations.person_event (
  person_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id text NOT NULL REFERENCES organisations.person,
  event text NOT NULL CHECK (event IN ('disabled', 'enabled')),
  reason text,
  at timestamptz NOT NULL,
  by text NOT NULL
);
CREATE INDEX person_event_by_person ON organisations.person_event (person_id, person_event_id);
COMMENT ON TABLE organisations.person_event IS 'Somebody shut out, or let in again. Only grows; the last one holds';

CREATE TABLE organisations.post (
  post_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id text NOT NULL REFERENCES organisations.person,
  role text NOT NULL,
  organisation text COLLATE "C" REFERENCES organisations.organisation,
  from_date date NOT NULL,
  to_date date,
  given_at timestamptz NOT NULL,
  given_by text NOT NULL,
  CHECK (to_date > from_date)
);
CREATE INDEX post_by_person ON organisations.post (person_id);
COMMENT ON COLUMN organisations.post.organisation IS 'Empty for who looks after the installation itself, which may hold no organisation yet';
COMMENT ON TABLE organisations.post IS 'A post somebody holds at an organisation, with its term of office: half-open, open-ended where to_date is empty';

CREATE TABLE organisations.post_end (
  post_id bigint PRIMARY KEY REFERENCES organisations.post,
  to_date date NOT NULL,
  reason text,
  ended_at timestamptz NOT NULL,
  ended_by text NOT NULL
);
COMMENT ON TABLE organisations.post_end IS 'A term of office cut short: the first day on which the post is no longer held';

CREATE TABLE organisations.session_post (
  session_id text PRIMARY KEY,
  post_id bigint NOT NULL REFERENCES organisations.post
);
COMMENT ON TABLE organisations.session_post IS 'The post in which somebody works in one session, where they hold several';

GRANT SELECT, INSERT ON organisations.person, organisations.person_event, organisations.post, organisations.post_end TO locality_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON organisations.session_post TO locality_app;
