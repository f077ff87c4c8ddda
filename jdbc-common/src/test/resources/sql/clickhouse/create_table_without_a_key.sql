CREATE TABLE IF NOT EXISTS `t` (
  `order_id` Int64,
  `Line\\No` String
)
ENGINE = MergeTree
ORDER BY tuple()
