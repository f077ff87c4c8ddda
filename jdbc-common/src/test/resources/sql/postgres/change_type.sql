ALTER TABLE "Sales"."order ""items"""
  ALTER COLUMN "order_id" TYPE bigint,
  ALTER COLUMN "price" TYPE numeric(14,4)
