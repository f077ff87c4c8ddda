ALTER TABLE `Sales`.`order \`items\``
  MODIFY COLUMN `price` Nullable(Decimal(20, 4))
