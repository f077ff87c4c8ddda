SELECT s.ordinal
FROM (SELECT u.v0 AS v0, u.v1 AS v1, u.v2 AS v2, u.v3 AS v3, u.v4 AS v4, u.v5 AS v5, u.v6::jsonb AS v6, u.v7::text[] AS v7, u.v8 AS v8, u.ordinal
FROM (SELECT unnest((SELECT ?::int8[])) AS v0, unnest((SELECT ?::int4[])) AS v1, unnest((SELECT ?::text[])) AS v2, unnest((SELECT ?::numeric[])) AS v3, unnest((SELECT ?::bool[])) AS v4, unnest((SELECT ?::timestamptz[])) AS v5, unnest((SELECT ?::text[])) AS v6, unnest((SELECT ?::text[])) AS v7, unnest((SELECT ?::bytea[])) AS v8, generate_series(1, ?) AS ordinal) AS u) AS s
WHERE NOT EXISTS (SELECT
FROM "Sales"."order ""items""" AS t
WHERE t."order_id" = s.v0 AND t."Line No" = s.v1 AND t."paid" IS NOT TRUE AND NOT (t."name" IS NULL OR t."name" COLLATE "C" IS DISTINCT FROM s.v2 COLLATE "C") OFFSET 0)
