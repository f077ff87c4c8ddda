WITH synchub_keys(synchub_ordinal, "user_id", "date") AS MATERIALIZED (SELECT u.ordinal, u.v0, u.v1
FROM unnest(?::int4[], ?::date[]) WITH ORDINALITY AS u(v0, v1, ordinal))
SELECT k.synchub_ordinal, q.*
FROM synchub_keys AS k
LEFT JOIN LATERAL (SELECT *
FROM (
SELECT user_id, date, sum(amount)
FROM orders GROUP BY 1, 2
) AS q
WHERE q."user_id" = k."user_id" AND q."date" = k."date" OFFSET 0) AS q ON true
