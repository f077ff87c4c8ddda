ALTER TABLE "Sales"."order ""items"""
  ADD COLUMN IF NOT EXISTS "name" text,
  ADD COLUMN IF NOT EXISTS "price" numeric(10,2),
  ADD COLUMN IF NOT EXISTS "paid" boolean
