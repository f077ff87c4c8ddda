ALTER TABLE `Sales`.`order \`items\``
  ADD COLUMN IF NOT EXISTS `price` Nullable(Decimal(10, 2)),
  ADD COLUMN IF NOT EXISTS `paid` Nullable(Bool) DEFAULT true
