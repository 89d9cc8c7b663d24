-- grain    one line
-- inputs   provider, tfc, local_pod, family, billed_pence; {{specialties}}, {{providers}}, {{local_points_of_delivery}}
-- outputs  what was billed
-- why      Which services another contract pays for stands in no register, so whoever keeps the rules says it.
CASE WHEN l.billed_pence > 0 AND l.family IN ('attendance', 'procedure', 'outpatient-other', 'other') AND l.provider IN ({{providers}})
  AND (l.tfc IN ({{specialties}}) OR l.local_pod IN ({{local_points_of_delivery}})) THEN l.billed_pence END
