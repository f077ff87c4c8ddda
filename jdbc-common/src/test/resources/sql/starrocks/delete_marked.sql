DELETE FROM `sales`.`or``ders` WHERE `paid` = true AND (`order_id` IN (?, ?))
