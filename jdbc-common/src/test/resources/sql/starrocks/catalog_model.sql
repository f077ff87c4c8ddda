SELECT t.TABLE_MODEL
FROM information_schema.tables_config t
WHERE t.TABLE_SCHEMA = coalesce(?, database()) AND t.TABLE_NAME = ?
