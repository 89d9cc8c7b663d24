-- grain    no rows: the macros that every other query of this folder draws with
-- inputs   the variable salt, which differs between seeds and between blocks of people
-- outputs  h(key, n) a whole number, u(key, n) a number in [0, 1), spin(wheel, u) and spin_day(wheel, u) the key of a slot
-- why      What is drawn hangs on a hash of the thing it is drawn for, never on the order of rows or threads, so that one seed makes
--          the same world every time. Each use has a number n of its own; using one twice would tie two draws together.
CREATE OR REPLACE MACRO h(key, n) AS hash((key)::BIGINT * 256 + n, getvariable('salt'));
CREATE OR REPLACE MACRO u(key, n) AS (h(key, n) >> 11)::DOUBLE / 9007199254740992.0;
CREATE OR REPLACE MACRO spin(wheel, part) AS (wheel)::BIGINT * 65536 + floor((part) * 4096)::BIGINT;
CREATE OR REPLACE MACRO spin_day(wheel, part) AS (wheel)::BIGINT * 65536 + floor((part) * 65536)::BIGINT;
-- Children, then men and women of 18-44, 45-64, 65 and over: the classes of wheels.ts.
CREATE OR REPLACE MACRO class_of(age, sex) AS
  CASE WHEN age < 18 THEN 0 ELSE (CASE WHEN age < 45 THEN 1 WHEN age < 65 THEN 3 ELSE 5 END) + (sex = '2')::INTEGER END;
-- Days of a stay with this mean, spread as waiting times are.
CREATE OR REPLACE MACRO stay_days(mean, part) AS floor(-ln(1 - (part)) * (mean))::INTEGER;
