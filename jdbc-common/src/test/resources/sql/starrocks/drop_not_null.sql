ALTER TABLE `sales`.`or``ders`
  MODIFY COLUMN `line` varchar(1048576) NULL
