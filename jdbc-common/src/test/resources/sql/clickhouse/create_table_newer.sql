CREATE TABLE IF NOT EXISTS `Sales`.`order \`items\`` (
  `order_id` Int64,
  `Line\\No` String,
  `price` Nullable(Decimal(10, 2)),
  `paid` Nullable(Bool),
  `day` Nullable(Date32),
  `at` DateTime64(6, 'UTC'),
  `data` Nullable(String),
  `uuid` Nullable(UUID),
  `tags` Array(Nullable(String)),
  `more` Nullable(String),
  `file` Nullable(String)
)
ENGINE = ReplacingMergeTree(`at`)
ORDER BY (`order_id`, `Line\\No`)
