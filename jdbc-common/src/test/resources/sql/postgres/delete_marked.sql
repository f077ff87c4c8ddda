DELETE
FROM "Sales"."order ""items""" AS t
USING (SELECT u.v0 AS v0, u.v1 AS v1
FROM (SELECT unnest((SELECT ?::int8[])) AS v0, unnest((SELECT ?::int4[])) AS v1) AS u) AS s
WHERE t."order_id" = s.v0 AND t."Line No" = s.v1 AND t."paid" IS TRUE
