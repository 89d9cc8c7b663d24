-- grain    one row for each practice, day, sex and five-year band with somebody in it, of the block of people being made
-- inputs   person, list_day (day)
-- outputs  rows added to table list_size: the columns of list-sizes.csv
-- why      Lists are counted from the people themselves, so that rates per head are rates per head. Somebody is counted from the day of
--          joining until the day before leaving.
INSERT INTO list_size
WITH present AS (
  SELECT p.practice, d.day, p.sex, least(date_sub('year', p.birth_date, d.day), 95) // 5 * 5 AS youngest
  FROM person AS p JOIN list_day AS d ON p.joined_on <= d.day AND d.day < p.left_on
)
SELECT p.practice, p.day, p.sex, CASE WHEN p.youngest = 95 THEN '95+' ELSE p.youngest || '-' || (p.youngest + 4) END, count(*)
FROM present AS p
GROUP BY p.practice, p.day, p.sex, p.youngest;
