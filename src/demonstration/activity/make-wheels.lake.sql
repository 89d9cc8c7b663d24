-- grain    one row for each slot of each wheel
-- inputs   weight (wheel, outcome, weight, slots)
-- outputs  table wheel (slot, outcome), slot = wheel * 65536 + place
-- why      Drawing by weight becomes one join on a whole number. A slot goes to the outcome within whose share of the wheel it ends.
CREATE OR REPLACE TABLE wheel AS
WITH summed AS (
  SELECT w.wheel, w.outcome, w.weight, w.slots,
    sum(w.weight) OVER (PARTITION BY w.wheel ORDER BY w.outcome ROWS UNBOUNDED PRECEDING) AS upto,
    sum(w.weight) OVER (PARTITION BY w.wheel) AS whole
  FROM weight AS w
),
shared AS (
  SELECT s.wheel, s.outcome,
    round(s.slots * (s.upto - s.weight) / s.whole)::BIGINT AS first_slot, round(s.slots * s.upto / s.whole)::BIGINT AS next_slot
  FROM summed AS s
)
SELECT s.wheel::BIGINT * 65536 + unnest(range(s.first_slot, s.next_slot)) AS slot, s.outcome
FROM shared AS s
ORDER BY slot;
