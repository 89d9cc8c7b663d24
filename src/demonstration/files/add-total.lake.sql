-- grain    one row
-- inputs   bill
-- outputs  a row added to table total: lines and money of the months billed together
-- why      What the mistakes are a share of.
INSERT INTO total SELECT count(*), coalesce(sum(b.billed_pence), 0)::BIGINT FROM bill AS b;
