UPDATE "Sales"."order ""items""" AS t
SET "name" = s.v2, "price" = s.v3, "paid" = s.v4, "at" = s.v5, "data" = s.v6, "tags" = s.v7, "file" = s.v8
FROM (SELECT u.v0 AS v0, u.v1 AS v1, u.v2 AS v2, u.v3 AS v3, u.v4 AS v4, u.v5 AS v5, u.v6::jsonb AS v6, u.v7::text[] AS v7, u.v8 AS v8
FROM unnest(?::int8[], ?::int4[], ?::text[], ?::numeric[], ?::bool[], ?::timestamptz[], ?::text[], ?::text[], ?::bytea[]) AS u(v0, v1, v2, v3, v4, v5, v6, v7, v8)) AS s
WHERE t."order_id" = s.v0 AND t."Line No" = s.v1 AND (t."paid" IS TRUE OR t."name" COLLATE "C" IS DISTINCT FROM s.v2 COLLATE "C" OR t."price" IS DISTINCT FROM (s.v3)::numeric(10,2) OR t."paid" IS DISTINCT FROM s.v4 OR t."at" IS DISTINCT FROM (s.v5)::timestamp with time zone OR t."data" IS DISTINCT FROM s.v6 OR t."tags"::text IS DISTINCT FROM s.v7::text OR t."file" IS DISTINCT FROM s.v8)
