/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PostgresServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Totals of tables that log whole rows are right whatever the rows hold; of others they are refused, not left stale. */
class ReplicaIdentityIT {
    private static LocalStack stack;
    private static PostgresServer shop;
    private static PostgresServer warehouse;
    private static ConnectRest rest;

    @BeforeAll
    static void start() {
        stack = Pipeline.stack("replica-identity").start();
        shop = stack.postgres("shop");
        warehouse = stack.postgres("warehouse");
        rest = stack.rest();
        Rows.execute(
                shop,
                "CREATE TABLE todo (id bigint PRIMARY KEY, done boolean NOT NULL, kind char(5) NOT NULL DEFAULT '')",
                "ALTER TABLE todo REPLICA IDENTITY FULL",
                "INSERT INTO todo VALUES (1, false, ''), (2, false, ''), (3, true, 'a'), (4, true, 'a')",
                "CREATE TABLE indexed (id bigint PRIMARY KEY, g bigint NOT NULL, u bigint NOT NULL UNIQUE)",
                "ALTER TABLE indexed REPLICA IDENTITY USING INDEX indexed_u_key",
                "INSERT INTO indexed VALUES (1, 1, 1), (2, 1, 2)");
        rest.put("source", Pipeline.debezium("shop"));
        rest.awaitRunning("source", Pipeline.PATIENCE);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void rows_of_zeros_and_blanks_are_rows_like_others() {
        rest.put("flags", totals("flags", "SELECT done, count(*) AS number FROM todo GROUP BY done", "done", "done"));
        rest.put("kinds", totals("kinds", "SELECT kind, count(*) AS number FROM todo GROUP BY kind", "kind", "kind"));
        rest.put(
                "joined",
                totals(
                        "joined",
                        "SELECT t.kind, count(*) AS number FROM todo t JOIN ${keys} k ON t.kind = k.kind GROUP BY t.kind",
                        "kind",
                        "kind"));
        awaitTodos();
        Rows.execute(
                shop,
                "UPDATE todo SET done = true WHERE id = 1",
                "DELETE FROM todo WHERE id = 2",
                "UPDATE todo SET kind = 'b' WHERE id = 3",
                "DELETE FROM todo WHERE id = 4");
        awaitTodos();
    }

    private static void awaitTodos() {
        for (String table : new String[] {"flags", "kinds", "joined"}) {
            String column = table.equals("flags") ? "done" : "kind";
            Rows.awaitSame(
                    rest,
                    Pipeline.PATIENCE,
                    shop,
                    "SELECT " + column + "::text, count(*) FROM todo GROUP BY 1 ORDER BY 1",
                    warehouse,
                    "SELECT " + column + "::text, number FROM " + (column.equals("done") ? "flags" : "kinds")
                            + " ORDER BY 1");
        }
    }

    @Test
    void a_table_that_does_not_log_whole_rows_is_found_by_its_events_when_the_topics_are_a_pattern() {
        Map<String, String> config = totals("grouped", "SELECT g, count(*) AS n FROM indexed GROUP BY g", "g", "g");
        config.remove("topics");
        config.put("topics.regex", "shop\\.public\\.indexed");
        rest.put("grouped", config);

        await().atMost(Pipeline.PATIENCE).until(() -> rest.status("grouped").hasFailed());
        assertThat(rest.status("grouped").traces())
                .contains(
                        "topic shop.public.indexed, partition 0, offset 0",
                        "ALTER TABLE indexed REPLICA IDENTITY FULL");
        rest.delete("grouped");
    }

    private static Map<String, String> totals(String table, String query, String keys, String fields) {
        String source = table.equals("grouped") ? "indexed" : "todo";
        return Pipeline.warehouse(
                Pipeline.REFRESH_SINK,
                "shop.public." + source,
                "source.connection.url",
                "${env:SHOP_JDBC_URL}",
                "source.connection.user",
                "${env:SHOP_USER}",
                "source.connection.password",
                "${env:SHOP_PASSWORD}",
                "query",
                query,
                "key.fields",
                fields,
                "table.name",
                table,
                "transforms",
                "keys",
                "transforms.keys.type",
                "io.synchub.connect.transforms.AggregateKey",
                "transforms.keys.keys",
                keys);
    }
}
