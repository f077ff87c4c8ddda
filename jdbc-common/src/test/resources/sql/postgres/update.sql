UPDATE "Sales"."order ""items""" AS t
SET "name" = s.v2, "price" = s.v3, "paid" = s.v4, "at" = s.v5, "data" = s.v6, "tags" = s.v7, "file" = s.v8
FROM (SELECT u.v0 AS v0, u.v1 AS v1, u.v2 AS v2, u.v3 AS v3, u.v4 AS v4, u.v5 AS v5, u.v6::jsonb AS v6, u.v7::text[] AS v7, u.v8 AS v8
FROM (SELECT unnest((SELECT ?::int8[])) AS v0, unnest((SELECT ?::int4[])) AS v1, unnest((SELECT ?::text[])) AS v2, unnest((SELECT ?::numeric[])) AS v3, unnest((SELECT ?::bool[])) AS v4, unnest((SELECT ?::timestamptz[])) AS v5, unnest((SELECT ?::text[])) AS v6, unnest((SELECT ?::text[])) AS v7, unnest((SELECT ?::bytea[])) AS v8) AS u) AS s
WHERE t."order_id" = s.v0 AND t."Line No" = s.v1
