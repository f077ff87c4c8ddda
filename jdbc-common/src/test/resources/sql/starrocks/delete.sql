DELETE FROM `sales`.`or``ders` WHERE (`order_id` = ? AND `line` = ?) OR (`order_id` = ? AND `line` = ?)
