DELETE FROM `sales`.`or``ders` WHERE `order_id` IN (?, ?, ?)
