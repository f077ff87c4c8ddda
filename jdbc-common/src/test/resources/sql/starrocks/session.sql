SET time_zone = 'UTC', enable_insert_strict = true
