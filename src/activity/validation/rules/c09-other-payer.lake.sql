-- grain    one line
-- inputs   service_code, practice, billed_to, billed_pence; the five lists of codes
-- outputs  what was billed
-- why      Bills of lines do not carry the commissioned service category, but the service code begins with it, and practices of the armed
--          forces have codes of their own.
CASE WHEN l.billed_pence > 0 AND NOT coalesce(l.billed_to IN ({{national}}), false)
  AND (coalesce(l.service_code IN ({{service_codes}}), false) OR coalesce(left(l.service_code, 5) IN ({{service_prefixes}}), false)
    OR coalesce(left(l.practice, 3) IN ({{defence_prefixes}}), false) OR coalesce(l.practice IN ({{prisons}}), false))
THEN l.billed_pence END
