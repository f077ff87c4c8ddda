ALTER TABLE `sales`.`or``ders`
  ADD COLUMN `price` decimal(10,2) NULL,
  ADD COLUMN `paid` boolean NULL DEFAULT "1"
