UPDATE "Sales"."order ""items""" AS t
SET "paid" = s.v0
FROM (SELECT u.v0 AS v0
FROM (SELECT unnest((SELECT ?::bool[])) AS v0) AS u) AS s
