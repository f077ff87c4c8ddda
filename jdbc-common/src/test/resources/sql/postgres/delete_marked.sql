DELETE
FROM "Sales"."order ""items""" AS t
USING (SELECT u.v0 AS v0, u.v1 AS v1
FROM unnest(?::int8[], ?::int4[]) AS u(v0, v1)) AS s
WHERE t."order_id" = s.v0 AND t."Line No" = s.v1 AND t."paid" IS TRUE
