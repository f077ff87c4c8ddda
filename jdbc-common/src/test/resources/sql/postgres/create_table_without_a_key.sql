CREATE TABLE IF NOT EXISTS "t" (
  "order_id" bigint NOT NULL,
  "Line No" integer NOT NULL,
  "name" text,
  "price" numeric(10,2),
  "paid" boolean,
  "at" timestamp with time zone,
  "data" jsonb,
  "tags" text[],
  "file" bytea
)
