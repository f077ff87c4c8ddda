ALTER TABLE `sales`.`or``ders`
  MODIFY COLUMN `price` decimal(10,2) NULL
