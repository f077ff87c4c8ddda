UPDATE `sales`.`or``ders` SET `paid` = ?
