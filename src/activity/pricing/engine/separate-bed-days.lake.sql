-- grain    one row for each month and spell whose excess bed days are billed on a line of their own
-- inputs   {{lines}}, all the lines of the months that count; {{month}}, the month of a line l; book_pod of the price book
-- outputs  table separate_bed_days (month, provider, spell_id)
-- why      Such a stay is priced without its excess days, or they would be paid twice. Few lines are of this kind, so the set is small.
CREATE OR REPLACE TEMP TABLE separate_bed_days AS
SELECT DISTINCT {{month}} AS month, l.provider, l.spell_id
FROM {{lines}} AS l
WHERE l.pod IN (SELECT p.pod FROM book_pod AS p WHERE p.family = 'excess-bed-days')
  AND l.spell_id IS NOT NULL;
