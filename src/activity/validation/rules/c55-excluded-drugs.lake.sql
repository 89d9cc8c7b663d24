-- grain    one row for each line of a drug or a device that is not on the list of its day, was given before, or is above the agreed price
-- inputs   line, around, excluded_drug; {{dose_days}}
-- around   o.pod = 'DRUG' AND o.start_date <= p.last_day
-- outputs  key, value_pence, other_key (the dose before), detail
-- why      Layouts put the code of a drug in their column for the service, the group or the local point of delivery, in that order. Units of drug lines
--          are 0 by the national rules for files, which here means one.
WITH near AS (
  SELECT a.key, a.month, lag(a.key) OVER dose AS other_key, lag(a.start_date) OVER dose AS other_date
  FROM around AS a
  WHERE a.pod = 'DRUG' AND a.billed_pence > 0 AND a.patient IS NOT NULL AND coalesce(a.service_code, a.hrg, a.local_pod) IS NOT NULL
  WINDOW dose AS (PARTITION BY a.provider, a.patient, coalesce(a.service_code, a.hrg, a.local_pod) ORDER BY a.start_date, a.month, a.line_id, a.key)
),
billed AS (
  SELECT l.key, l.billed_to, l.start_date, l.billed_pence, greatest(coalesce(nullif(l.units, 0), 1), 0) AS units, coalesce(l.service_code, l.hrg, l.local_pod) AS code,
    CASE WHEN coalesce(l.patient_status, '') <> 'invalid' AND l.start_date - n.other_date <= {{dose_days}} THEN n.other_key END AS other_key
  FROM line AS l LEFT JOIN near AS n ON n.key = l.key
  WHERE l.pod IN ('DRUG', 'DEVICE') AND l.billed_pence > 0 AND coalesce(l.service_code, l.hrg, l.local_pod) IS NOT NULL
),
judged AS (
  SELECT b.key, any_value(b.billed_pence) AS billed_pence, any_value(b.code) AS code, any_value(b.other_key) AS other_key, count(d.code) > 0 AS is_listed,
    max(round(d.agreed_pence * b.units)::BIGINT) AS agreed_pence
  FROM billed AS b
  LEFT JOIN excluded_drug AS d ON d.code = b.code AND coalesce(d.commissioner, b.billed_to) = b.billed_to AND d.valid_from <= b.start_date AND b.start_date < coalesce(d.valid_to, DATE '9999-12-31')
  GROUP BY b.key
)
SELECT j.key,
  CASE WHEN NOT j.is_listed OR j.other_key IS NOT NULL THEN j.billed_pence ELSE j.billed_pence - j.agreed_pence END AS value_pence,
  j.other_key,
  CASE WHEN NOT j.is_listed THEN format('{} is not on the list of drugs and devices that are paid for apart.', j.code)
    WHEN j.other_key IS NOT NULL THEN format('The same dose of {} was billed just before.', j.code)
    ELSE format('The price agreed for {} is lower.', j.code) END AS detail
FROM judged AS j
WHERE NOT j.is_listed OR j.other_key IS NOT NULL OR j.billed_pence > j.agreed_pence
