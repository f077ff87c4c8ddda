WITH synchub_keys(synchub_ordinal, "user_id", "date") AS MATERIALIZED (SELECT u.ordinal, u.v0, u.v1
FROM unnest(?::int4[], ?::date[]) WITH ORDINALITY AS u(v0, v1, ordinal))
SELECT k.synchub_ordinal, q.*
FROM synchub_keys AS k
LEFT JOIN (
SELECT user_id, date, sum(amount)
FROM orders JOIN synchub_keys
USING (user_id, date) GROUP BY 1, 2
) AS q ON q."user_id" = k."user_id" AND q."date" = k."date"
