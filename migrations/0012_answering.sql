-- A practice also looks at lines in which no rule found anything: a sample. That it found such a line right is kept here; what it finds wrong
-- becomes a finding of its own.
CREATE TABLE validation.line_answer (
  line_answer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commissioner text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  line_id text COLLATE "C" NOT NULL CHECK (line_id <> ''),
  practice text COLLATE "C" NOT NULL,
  snapshot text NOT NULL CHECK (snapshot IN ('flex', 'freeze')),
  event text NOT NULL CHECK (event IN ('agreed', 'withdrawn')),
  billed_pence bigint NOT NULL,
  actor text NOT NULL,
  person_id text,
  at timestamptz NOT NULL
);
COMMENT ON TABLE validation.line_answer IS 'That a practice looked at a line without a finding and found the bill right, or took that back. Only ever appended to';
CREATE INDEX line_answer_by_month ON validation.line_answer (month, practice, provider, line_id, line_answer_id);

GRANT SELECT, INSERT ON validation.line_answer TO locality_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA validation TO locality_app;

ALTER TABLE validation.line_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON validation.line_answer FOR SELECT TO locality_app USING (
  (SELECT platform.may('finding.read'))
  AND ((SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))
  AND ((SELECT platform.asker_sees_every('providers')) OR provider = ANY ((SELECT platform.asker_codes('providers'))::text[]))
  AND ((SELECT platform.asker_sees_every('practices')) OR practice = ANY ((SELECT platform.asker_codes('practices'))::text[])));
CREATE POLICY adds ON validation.line_answer FOR INSERT TO locality_app WITH CHECK (
  (SELECT platform.may('finding.answer'))
  AND ((SELECT platform.asks_all()) OR person_id = (SELECT platform.asking_person()))
  AND ((SELECT platform.asker_sees_every('commissioners')) OR commissioner = ANY ((SELECT platform.asker_codes('commissioners'))::text[]))
  AND ((SELECT platform.asker_sees_every('practices')) OR practice = ANY ((SELECT platform.asker_codes('practices'))::text[])));
