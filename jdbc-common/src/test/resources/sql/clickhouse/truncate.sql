TRUNCATE TABLE `Sales`.`order \`items\``
