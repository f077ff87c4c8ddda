TRUNCATE TABLE `sales`.`or``ders`
