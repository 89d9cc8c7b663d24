-- grain    one row for each line of a block of people
-- inputs   drawn_block, the lines as they were drawn
-- outputs  view line: the same, where somebody dies only at the end of the last thing that happened to them
-- why      Stays are drawn one by one and know nothing of what comes after. A patient who was seen after dying is a mistake that nobody planted.
CREATE OR REPLACE TABLE last_seen AS
SELECT d.patient, max(coalesce(d.end_date, d.start_date)) AS day FROM drawn_block AS d GROUP BY d.patient;
CREATE OR REPLACE VIEW line AS
SELECT d.* REPLACE (CASE WHEN d.discharge_method = '4' AND s.day > d.end_date THEN '1' ELSE d.discharge_method END AS discharge_method)
FROM drawn_block AS d JOIN last_seen AS s ON s.patient = d.patient;
