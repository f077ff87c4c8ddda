INSERT INTO "Sales"."order ""items""" AS t ("order_id", "Line No")
SELECT u.v0 AS v0, u.v1 AS v1
FROM unnest(?::int8[], ?::int4[]) AS u(v0, v1)
ON CONFLICT ("order_id", "Line No") DO NOTHING
