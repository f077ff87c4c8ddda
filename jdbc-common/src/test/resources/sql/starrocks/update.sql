UPDATE `sales`.`or``ders` SET `name` = ?, `price` = ?, `paid` = ?, `day` = ?, `at` = ?, `data` = parse_json(?), `file` = to_binary(?, 'hex') WHERE `order_id` = ? AND `line` = ?
