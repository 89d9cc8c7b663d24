-- grain    one line
-- inputs   pod, units; {{money_only}}, points of delivery without activity
-- outputs  nothing owed, where units are counted
-- why      Sums of activity are wrong by it, money is not.
CASE WHEN l.pod IN ({{money_only}}) AND l.units <> 0 THEN 0 END
