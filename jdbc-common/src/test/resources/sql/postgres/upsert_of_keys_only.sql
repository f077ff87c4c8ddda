INSERT INTO "Sales"."order ""items""" AS t ("order_id", "Line No")
SELECT u.v0 AS v0, u.v1 AS v1
FROM (SELECT unnest((SELECT ?::int8[])) AS v0, unnest((SELECT ?::int4[])) AS v1) AS u
ON CONFLICT ("order_id", "Line No") DO NOTHING
