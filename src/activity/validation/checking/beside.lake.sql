-- grain    one line beside a month that is checked, for that month; a line that several months need is there for each
-- inputs   {{turns}}, the months that are checked together, with the first and the last month that each sees; {{own}}, their lines; {{seen}},
--          the lines of all months that any of them sees; {{columns}}; {{needed}}, what the rules say that they need of them
-- outputs  asked, a view of those lines; span (a patient and a month of theirs that is checked); beside
-- why      Of a year of lines a month's rules need few: those of its own patients, and of these the stays that reach into it, the
--          same days, the same referrals. All months are read in one pass; to lay out the year for each took three seconds a month. What is
--          needed is said with both ends, or the two months after are kept for nothing.
CREATE OR REPLACE TEMP VIEW asked AS
SELECT s.month, s.patient, s.pod, s.procedures, s.start_date, s.is_first, s.is_outpatient, s.referral_date, s.ubrn
FROM {{own}} AS s;
CREATE OR REPLACE TEMP TABLE span AS
SELECT t.turn, t.month, t.first_month, t.last_month, a.patient, min(a.start_date) AS first_day, max(a.start_date) AS last_day,
  min(a.referral_date) FILTER (a.is_first) AS first_referral, max(a.referral_date) FILTER (a.is_first) AS last_referral,
  bool_or(a.is_first AND a.ubrn IS NOT NULL) AS first_by_booking,
  min(a.referral_date) FILTER (a.is_outpatient) AS earliest_referral, max(a.referral_date) FILTER (a.is_outpatient) AS latest_referral,
  bool_or(a.is_outpatient AND a.referral_date IS NULL) AS without_referral, bool_or(a.is_outpatient AND a.ubrn IS NOT NULL) AS by_booking
FROM asked AS a
JOIN (VALUES {{turns}}) AS t(turn, month, first_month, last_month) ON t.month = a.month
WHERE a.patient IS NOT NULL
GROUP BY t.turn, t.month, t.first_month, t.last_month, a.patient;
CREATE OR REPLACE TEMP TABLE beside AS
SELECT p.turn, {{columns}}
FROM {{seen}} AS o
JOIN span AS p ON p.patient = o.patient
WHERE o.month <> p.month AND o.month >= p.first_month AND o.month <= p.last_month AND ({{needed}})
