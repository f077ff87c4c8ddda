ALTER TABLE "Sales"."order ""items"""
  ALTER COLUMN "name" DROP NOT NULL,
  ALTER COLUMN "price" DROP NOT NULL
