UPDATE `sales`.`or``ders` SET `name` = ? WHERE `order_id` = ? AND `line` = ? AND (NOT (`name` <=> ?))
