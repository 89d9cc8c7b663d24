-- How this installation is set up: what people chose on the settings page or with “locality settings set”, as dated events. The newest event of a
-- name is what holds; a name without one has the value it was made with.
CREATE TABLE platform.setting_event (
  setting_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (name ~ '^[a-z][a-z-]{0,39}$'),
  value jsonb NOT NULL,
  at timestamptz NOT NULL,
  by text NOT NULL
);
COMMENT ON TABLE platform.setting_event IS 'What somebody set, when: the newest of a name holds. Only ever appended to';
COMMENT ON COLUMN platform.setting_event.value IS 'As the schema of its name in src/platform/settings/setting.ts has it';
COMMENT ON COLUMN platform.setting_event.by IS 'The name of who set it, as the journal has it';
CREATE INDEX setting_event_by_name ON platform.setting_event (name, setting_event_id);

GRANT SELECT, INSERT ON platform.setting_event TO locality_app;

ALTER TABLE platform.setting_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON platform.setting_event FOR SELECT TO locality_app USING ((SELECT platform.may('setting.read')));
CREATE POLICY adds ON platform.setting_event FOR INSERT TO locality_app WITH CHECK ((SELECT platform.may('setting.change')));
