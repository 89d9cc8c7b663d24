-- grain    one amount that an event cost, with how often one did
-- inputs   {{lines}}, {{covered}} and {{excluded}} as practice-costs.lake.sql has them, with provider, spell_id and line_id;
--          {{event}}, what makes lines one event: the patient, or the stay
-- outputs  pence (not negative) and events
-- why      A simulated year draws what something cost from what things did cost. What nobody can be told apart by (a line without a patient, where
--          patients are the events) is an event of its own. Amounts leave this query, not who they are of; nothing of it is kept.
WITH charged AS (
  SELECT {{event}} AS event, coalesce(l.pence, 0) AS pence
  FROM {{lines}} AS l
  WHERE {{covered}} AND l.practice IN (SELECT unnest({{practices}})) AND NOT coalesce({{excluded}}, false)
),
events AS (
  SELECT greatest(sum(c.pence), 0)::BIGINT AS pence
  FROM charged AS c
  GROUP BY c.event
)
SELECT e.pence, count(*)::BIGINT AS events
FROM events AS e
WHERE e.pence > 0
GROUP BY e.pence
ORDER BY e.pence
