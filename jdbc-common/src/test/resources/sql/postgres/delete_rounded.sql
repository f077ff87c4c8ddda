DELETE
FROM "Sales"."order ""items""" AS t
USING (SELECT u.v0 AS v0, u.v1 AS v1, u.v2 AS v2
FROM (SELECT unnest((SELECT ?::numeric[])) AS v0, unnest((SELECT ?::timestamp[])) AS v1, unnest((SELECT ?::int8[])) AS v2) AS u) AS s
WHERE t."price" = (s.v0)::numeric(10,1) AND t."at" = (s.v1)::timestamp(0) without time zone AND t."order_id" = s.v2
