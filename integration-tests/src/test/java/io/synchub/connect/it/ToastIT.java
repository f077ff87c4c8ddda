/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PostgresServer;
import org.junit.jupiter.api.Test;

/** Large values that PostgreSQL does not log when an update leaves them as they are stay whole in the replica. */
class ToastIT {
    private static final String ROWS =
            "SELECT id, title, body, image, tags, numbers, longs, days, uuids FROM documents ORDER BY id";

    @Test
    void an_update_beside_a_large_value_leaves_it_as_it_is() {
        try (LocalStack stack = Pipeline.stack("toast").start()) {
            PostgresServer shop = stack.postgres("shop");
            PostgresServer warehouse = stack.postgres("warehouse");
            ConnectRest rest = stack.rest();
            Rows.execute(
                    shop,
                    "CREATE TABLE documents (id bigint PRIMARY KEY, title text, body text NOT NULL, image bytea, tags text[], numbers int[], longs bigint[],"
                            + " days date[], uuids uuid[])",
                    "ALTER TABLE documents ALTER body SET STORAGE EXTERNAL, ALTER image SET STORAGE EXTERNAL,"
                            + " ALTER tags SET STORAGE EXTERNAL, ALTER numbers SET STORAGE EXTERNAL,"
                            + " ALTER longs SET STORAGE EXTERNAL, ALTER days SET STORAGE EXTERNAL,"
                            + " ALTER uuids SET STORAGE EXTERNAL",
                    "INSERT INTO documents SELECT i, 'title ' || i, repeat('body ' || i, 2000),"
                            + " decode(repeat('00ff', 5000), 'hex'), array_fill('tag'::text, ARRAY[2000]),"
                            + " array_fill(i, ARRAY[2500]), array_fill(i::bigint, ARRAY[2500]),"
                            + " array_fill(date '2024-01-01' + i, ARRAY[2500]),"
                            + " array_fill('6f1b7a2e-0000-4000-8000-000000000001'::uuid, ARRAY[2500])"
                            + " FROM generate_series(1, 20) i");
            rest.put("documents-source", Pipeline.debezium("shop"));
            rest.put(
                    "documents",
                    Pipeline.warehouse(
                            Pipeline.JDBC_SINK,
                            "shop.public.documents",
                            "table.name.format",
                            "documents",
                            "insert.mode",
                            "upsert",
                            "pk.mode",
                            "record_key",
                            "delete.enabled",
                            "true"));
            Rows.awaitSame(rest, Pipeline.PATIENCE, shop, ROWS, warehouse, ROWS);

            Rows.execute(
                    shop,
                    "UPDATE documents SET title = 'new ' || id WHERE id % 2 = 0",
                    "UPDATE documents SET body = repeat('other', 3000) WHERE id % 3 = 0",
                    "DELETE FROM documents WHERE id = 7");
            Rows.awaitSame(rest, Pipeline.PATIENCE, shop, ROWS, warehouse, ROWS);
        }
    }
}
