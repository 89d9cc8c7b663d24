-- grain    one row for each person of the block of people being made
-- inputs   practice (ix, code, group_ix, first_patient, patients, tilt, appetite); wheel; variables block_first, block_next (patient
--          numbers), last_day and days (of the whole time billed)
-- outputs  table person, ordered into seats by class, so that "somebody of this class" is one number; number_given, the patient's number
-- why      People are drawn as old as they are at the end, so that every birth of the years billed is there. Patient numbers are NHS
--          numbers of the range 999 000 0000 to 999 999 9999, never issued, that pass the modulus 11 check; of which there are about
--          909,000: people beyond 899,000 have a provider's pseudonym instead. The upper end is kept for strangers, from 905,000 on.
CREATE OR REPLACE TABLE number_given AS
WITH counted AS (
  -- No further than this block of people needs, and the upper end.
  SELECT r.n, (r.n * 611953) % 1000000 AS digits, r.n >= 990000 AS is_stranger FROM range(1000000) AS r(n)
  WHERE r.n < getvariable('block_next') * 1.12 + 1000 OR r.n >= 990000
),
checked AS (
  SELECT c.n, c.digits, c.is_stranger,
    (11 - (9 * 27 + (c.digits // 100000) * 7 + (c.digits // 10000 % 10) * 6 + (c.digits // 1000 % 10) * 5 + (c.digits // 100 % 10) * 4
      + (c.digits // 10 % 10) * 3 + (c.digits % 10) * 2) % 11) % 11 AS check_digit
  FROM counted AS c
)
SELECT ((CASE WHEN c.is_stranger THEN 905000 ELSE 0 END) + row_number() OVER (PARTITION BY c.is_stranger ORDER BY c.n) - 1)::INTEGER AS ordinal,
  '999' || lpad(c.digits::VARCHAR, 6, '0') || c.check_digit::VARCHAR AS number
FROM checked AS c WHERE c.check_digit < 10;

CREATE OR REPLACE TABLE person AS
WITH listed AS (
  SELECT p.ix AS practice_ix, p.group_ix, p.tilt, p.appetite, p.code AS practice,
    unnest(range(p.first_patient, p.first_patient + p.patients))::INTEGER AS patient_no
  FROM practice AS p
  WHERE p.first_patient >= getvariable('block_first') AND p.first_patient < getvariable('block_next')
),
sexed AS (
  SELECT l.*, CASE WHEN u(l.patient_no, 1) < 0.495 THEN '1' ELSE '2' END AS sex FROM listed AS l
),
aged AS (
  SELECT s.*, getvariable('last_day')::DATE - (((w.outcome * 5 + 5 * u(s.patient_no, 3)) * 365.25)::INTEGER + 1) AS born
  FROM sexed AS s
  JOIN wheel AS w ON w.slot = spin((s.sex = '2')::INTEGER, pow(u(s.patient_no, 2), 1 / s.tilt))
),
dated AS (
  SELECT a.*,
    -- A birthday on 29 February would make two right answers to "how old".
    CASE WHEN month(a.born) = 2 AND day(a.born) = 29 THEN a.born - 1 ELSE a.born END AS birth_date,
    date_sub('year', a.born, getvariable('last_day')::DATE) AS age_at_end
  FROM aged AS a
),
registered AS (
  SELECT d.*, class_of(d.age_at_end - 1, d.sex) AS class,
    CASE WHEN u(d.patient_no, 4) < 0.03 THEN getvariable('last_day')::DATE - (u(d.patient_no, 5) * getvariable('days'))::INTEGER ELSE d.birth_date END AS joined_on,
    CASE WHEN u(d.patient_no, 6) < (CASE WHEN d.age_at_end >= 70 THEN 0.10 ELSE 0.03 END)
      THEN getvariable('last_day')::DATE - (u(d.patient_no, 7) * getvariable('days'))::INTEGER END AS left_on
  FROM dated AS d
)
SELECT r.patient_no, r.practice_ix, r.practice, r.group_ix, r.appetite, r.sex, r.birth_date, r.class,
  greatest(r.joined_on, r.birth_date) AS joined_on, coalesce(r.left_on, DATE '9999-12-31') AS left_on,
  coalesce(n.number, 'SYN' || lpad(r.patient_no::VARCHAR, 10, '0')) AS patient,
  (row_number() OVER (ORDER BY r.class, h(r.patient_no, 8), r.patient_no) - 1)::BIGINT AS seat
FROM registered AS r
LEFT JOIN number_given AS n ON n.ordinal = r.patient_no AND n.ordinal < 899000;

CREATE OR REPLACE TABLE class_seats AS
SELECT p.class, min(p.seat) AS first_seat, count(*) AS seats FROM person AS p GROUP BY p.class;

-- Which class of people the next draw of each kind of care is for: their number times their use of it.
INSERT INTO weight
SELECT 4000 + k.kind, c.class, c.seats * k.weight, 4096
FROM class_seats AS c JOIN class_use AS k ON k.class = c.class
WHERE k.weight > 0;
