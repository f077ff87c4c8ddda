CREATE TABLE IF NOT EXISTS `sales`.`or``ders` (
  `order_id` bigint NOT NULL,
  `line` varchar(1020) NOT NULL,
  `name` varchar(1048576) NULL,
  `price` decimal(10,2) NULL,
  `paid` boolean NULL,
  `day` date NULL,
  `at` datetime NULL,
  `data` json NULL,
  `file` varbinary NULL
)
PRIMARY KEY (`order_id`, `line`)
DISTRIBUTED BY HASH (`order_id`, `line`)
