ALTER TABLE "Sales"."order ""items"""
  ADD COLUMN IF NOT EXISTS "name" text DEFAULT 'it''s'::text,
  ADD COLUMN IF NOT EXISTS "price" numeric(10,2)
