-- grain    one line
-- inputs   hrg, sex, age, is_outpatient, billed_pence; {{obstetric_chapters}}, {{newborn_groups}}, {{childhood_chapters}}, {{adult_age}}, {{delivery_groups}}
-- outputs  what was billed
-- why      The first letter of a group is its chapter in every version. Where sex or age is not given, nothing is impossible.
CASE WHEN l.billed_pence > 0 AND (
  (l.sex = '1' AND l.hrg[1] IN ({{obstetric_chapters}}) AND NOT (coalesce(l.age, 0) < 1 AND l.hrg[:3] IN ({{newborn_groups}})))
  OR (l.age >= {{adult_age}} AND l.hrg[1] IN ({{childhood_chapters}}))
  OR (l.is_outpatient AND (l.hrg[:3] IN ({{delivery_groups}}) OR l.hrg[:4] IN ({{delivery_groups}})))) THEN l.billed_pence END
