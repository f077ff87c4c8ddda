ALTER TABLE `Sales`.`order \`items\``
  MODIFY COLUMN `at` Nullable(DateTime64(6, 'UTC'))
