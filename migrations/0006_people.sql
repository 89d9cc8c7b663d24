-- People, the posts they hold and how they sign in. Who somebody is (sign_in) and what they may do (people) are kept apart: the first is
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

COMMENT ON TABLE sign_in.holder IS 'Whoever has an account; the same person is people.person, by the same id';

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

CREATE TABLE sign_in.passkey (
  credential_id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES sign_in.holder ON DELETE CASCADE,
  name text NOT NULL CHECK (name <> ''),
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}',
  made_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkey_by_user ON sign_in.passkey (user_id);
COMMENT ON TABLE sign_in.passkey IS 'A key that a telephone, computer or stick keeps for somebody; only its public half is here';

CREATE TABLE sign_in.passkey_challenge (
  challenge text PRIMARY KEY,
  user_id text REFERENCES sign_in.holder ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_in.passkey_challenge IS 'What a passkey is asked to sign, once and within minutes; with somebody where they add one, with nobody where they come in';

CREATE TABLE sign_in.strong_session (
  session_id text PRIMARY KEY REFERENCES sign_in.session ON DELETE CASCADE,
  by text NOT NULL CHECK (by IN ('code', 'passkey', 'provider'))
);
COMMENT ON TABLE sign_in.strong_session IS 'Sessions begun with more than a passphrase';

CREATE TABLE sign_in.used_code (
  user_id text NOT NULL REFERENCES sign_in.holder ON DELETE CASCADE,
  code text NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, code)
);
COMMENT ON TABLE sign_in.used_code IS 'Codes of authenticators that were given at a sign-in, for minutes: none is taken twice';
COMMENT ON COLUMN sign_in.used_code.code IS 'A keyed hash of the code';

CREATE TABLE sign_in.invitation (
  code_hash text PRIMARY KEY,
  user_id text REFERENCES sign_in.holder ON DELETE CASCADE,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
COMMENT ON TABLE sign_in.invitation IS 'A code by which somebody chooses their passphrase, once; without somebody it makes the first administrator';

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA sign_in TO locality_app;

CREATE SCHEMA people;
COMMENT ON SCHEMA people IS 'Who there is, which posts they hold where and when, and the tokens of their programs';
GRANT USAGE ON SCHEMA people TO locality_app;

CREATE TABLE people.person (
  person_id text PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  added_at timestamptz NOT NULL,
  added_by text NOT NULL
);
COMMENT ON TABLE people.person IS 'Everybody who may sign in or once might; nobody is deleted, for the journal names them';

CREATE TABLE people.person_event (
  person_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id text NOT NULL REFERENCES people.person,
  event text NOT NULL CHECK (event IN ('disabled', 'enabled')),
  reason text,
  at timestamptz NOT NULL,
  by text NOT NULL
);
CREATE INDEX person_event_by_person ON people.person_event (person_id, person_event_id);
COMMENT ON TABLE people.person_event IS 'Somebody shut out, or let in again. Only grows; the last one holds';

CREATE TABLE people.post (
  post_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id text NOT NULL REFERENCES people.person,
  role text NOT NULL,
  organisation text COLLATE "C" REFERENCES organisations.organisation,
  from_date date NOT NULL,
  to_date date,
  given_at timestamptz NOT NULL,
  given_by text NOT NULL,
  CHECK (to_date > from_date)
);
CREATE INDEX post_by_person ON people.post (person_id);
COMMENT ON COLUMN people.post.organisation IS 'Empty for who looks after the installation itself, which may hold no organisation yet';
COMMENT ON TABLE people.post IS 'A post somebody holds at an organisation, with its term of office: half-open, open-ended where to_date is empty';

CREATE TABLE people.post_end (
  post_end_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  post_id bigint NOT NULL REFERENCES people.post,
  to_date date NOT NULL,
  reason text,
  ended_at timestamptz NOT NULL,
  ended_by text NOT NULL
);
CREATE INDEX post_end_by_post ON people.post_end (post_id, to_date);
COMMENT ON TABLE people.post_end IS 'A term of office cut short: the first day on which the post is no longer held. Only grows; the earliest day holds, so an end can be brought forward and never put off';

CREATE VIEW people.v_post WITH (security_invoker) AS
SELECT p.post_id, p.person_id, p.role, p.organisation, p.from_date,
       least(p.to_date, (SELECT min(e.to_date) FROM people.post_end AS e WHERE e.post_id = p.post_id)) AS to_date,
       p.given_at, p.given_by
  FROM people.post AS p;
COMMENT ON VIEW people.v_post IS 'Each post with the end its term really has: the one it was given, or an earlier one. Ended before it began, it was never held';

CREATE TABLE people.session_post (
  session_id text PRIMARY KEY,
  post_id bigint NOT NULL REFERENCES people.post
);
COMMENT ON TABLE people.session_post IS 'The post in which somebody works in one session, where they hold several';

CREATE TABLE people.token (
  token_id text PRIMARY KEY,
  secret_hash text NOT NULL UNIQUE CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
  person_id text NOT NULL REFERENCES people.person,
  post_id bigint NOT NULL REFERENCES people.post,
  name text NOT NULL CHECK (name <> ''),
  permissions text[] NOT NULL CHECK (cardinality(permissions) > 0 AND array_to_string(permissions, ' ') !~ '\midentity\.'),
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > made_at)
);
CREATE INDEX token_by_person ON people.token (person_id);
COMMENT ON TABLE people.token IS 'By which a program asks in somebody’s name, in one of their posts, for no more than what is named; the secret itself is nowhere';
COMMENT ON COLUMN people.token.permissions IS 'Of those of the post; who a patient is is never a program’s to ask';

CREATE TABLE people.token_end (
  token_id text PRIMARY KEY REFERENCES people.token,
  ended_at timestamptz NOT NULL,
  ended_by text NOT NULL
);
COMMENT ON TABLE people.token_end IS 'A token taken back before its time';

CREATE TABLE people.token_use (
  token_id text PRIMARY KEY REFERENCES people.token,
  last_used_at timestamptz NOT NULL
);
COMMENT ON TABLE people.token_use IS 'When a token was last used, to the minute: so that its owner sees which are idle. What was asked with it is in the journal';
GRANT SELECT, INSERT, UPDATE ON people.token_use TO locality_app;

GRANT SELECT, INSERT ON people.token, people.token_end TO locality_app;
GRANT SELECT, INSERT ON people.person, people.person_event, people.post, people.post_end TO locality_app;
GRANT SELECT ON people.v_post TO locality_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON people.session_post TO locality_app;
