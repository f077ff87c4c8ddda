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
  `file` Nullable(String),
  `_version` UInt64,
  `_is_deleted` UInt8
)
ENGINE = ReplacingMergeTree(`_version`, `_is_deleted`)
ORDER BY (`order_id`, `Line\\No`)
