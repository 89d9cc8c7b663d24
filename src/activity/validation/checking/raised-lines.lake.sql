-- grain    one line that breaks one rule
-- inputs   raised, filled by the rules; line; around; {{line_columns}} and {{other_columns}}, what findings and their words need of each
-- outputs  the rule, its value, the line and the other line
-- why      A rule that names a line twice is held to the dearer; what lies in another month is that month's to raise.
SELECT r.rule, r.value_pence, r.detail, {{line_columns}}{{other_columns}}
FROM (
  SELECT a.* FROM raised AS a
  QUALIFY row_number() OVER (PARTITION BY a.key, a.rule ORDER BY a.value_pence DESC, a.other_key, a.detail) = 1
) AS r
JOIN line AS l ON l.key = r.key
LEFT JOIN around AS o ON o.key = r.other_key
ORDER BY l.provider, l.line_id, r.rule, l.key
