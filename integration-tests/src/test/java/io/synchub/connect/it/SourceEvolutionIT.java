/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PostgresServer;
import org.junit.jupiter.api.Test;

/** The source's table changes while its changes flow, and the replica follows with auto.evolve. */
class SourceEvolutionIT {

    @Test
    void columns_that_come_and_go_in_the_source_do_not_stop_the_replica() {
        try (LocalStack stack = Pipeline.stack("source-evolution").start()) {
            PostgresServer shop = stack.postgres("shop");
            PostgresServer warehouse = stack.postgres("warehouse");
            ConnectRest rest = stack.rest();
            Rows.execute(
                    shop,
                    "CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, phone text NOT NULL)",
                    "INSERT INTO customers SELECT i, 'name ' || i, 'phone ' || i FROM generate_series(1, 10) i");
            rest.put("source", Pipeline.debezium("shop"));
            rest.put(
                    "customers",
                    Pipeline.warehouse(
                            Pipeline.JDBC_SINK,
                            "shop.public.customers",
                            "table.name.format",
                            "customers",
                            "insert.mode",
                            "upsert",
                            "pk.mode",
                            "record_key",
                            "delete.enabled",
                            "true",
                            "auto.evolve",
                            "true"));
            awaitSame(rest, shop, warehouse, "id, name, phone");

            // Rows that were there have the default in both.
            Rows.execute(
                    shop,
                    "ALTER TABLE customers ADD COLUMN vip boolean NOT NULL DEFAULT true,"
                            + " ADD COLUMN discount numeric(5,2) DEFAULT 2.5, ADD COLUMN note text DEFAULT 'none yet'",
                    "UPDATE customers SET vip = false WHERE id = 3",
                    "INSERT INTO customers (id, name, phone) VALUES (11, 'name 11', 'phone 11')");
            awaitSame(rest, shop, warehouse, "id, name, phone, vip, discount, note");

            // The column stays in the replica, where it was NOT NULL, and new rows have nothing for it.
            Rows.execute(
                    shop,
                    "ALTER TABLE customers DROP COLUMN phone, ALTER COLUMN name DROP NOT NULL",
                    "INSERT INTO customers (id, name) VALUES (12, NULL)",
                    "DELETE FROM customers WHERE id = 1");
            awaitSame(rest, shop, warehouse, "id, name, vip, discount, note");
        }
    }

    private static void awaitSame(ConnectRest rest, PostgresServer shop, PostgresServer warehouse, String columns) {
        String rows = "SELECT " + columns + " FROM customers ORDER BY id";
        Rows.awaitSame(rest, Pipeline.PATIENCE, shop, rows, warehouse, rows);
    }
}
