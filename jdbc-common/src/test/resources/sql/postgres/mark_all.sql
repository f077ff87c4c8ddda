UPDATE "Sales"."order ""items""" AS t
SET "paid" = s.v0
FROM (SELECT u.v0 AS v0
FROM unnest(?::bool[]) AS u(v0)) AS s
