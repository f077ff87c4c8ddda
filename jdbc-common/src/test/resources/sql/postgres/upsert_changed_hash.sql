INSERT INTO "Sales"."order ""items""" AS t ("order_id", "Line No", "name", "price", "paid", "at", "data", "tags", "file")
SELECT u.v0 AS v0, u.v1 AS v1, u.v2 AS v2, u.v3 AS v3, u.v4 AS v4, u.v5 AS v5, u.v6::jsonb AS v6, u.v7::text[] AS v7, u.v8 AS v8
FROM (SELECT unnest((SELECT ?::int8[])) AS v0, unnest((SELECT ?::int4[])) AS v1, unnest((SELECT ?::text[])) AS v2, unnest((SELECT ?::numeric[])) AS v3, unnest((SELECT ?::bool[])) AS v4, unnest((SELECT ?::timestamptz[])) AS v5, unnest((SELECT ?::text[])) AS v6, unnest((SELECT ?::text[])) AS v7, unnest((SELECT ?::bytea[])) AS v8) AS u
ON CONFLICT ("order_id", "Line No") DO UPDATE
SET "name" = EXCLUDED."name", "price" = EXCLUDED."price", "paid" = EXCLUDED."paid", "at" = EXCLUDED."at", "data" = EXCLUDED."data", "tags" = EXCLUDED."tags", "file" = EXCLUDED."file"
WHERE t."paid" IS TRUE OR t."name" IS NULL OR t."name" COLLATE "C" IS DISTINCT FROM EXCLUDED."name" COLLATE "C"
