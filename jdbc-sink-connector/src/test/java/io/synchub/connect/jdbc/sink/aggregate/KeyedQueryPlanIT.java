/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.dialect.KeyedQuery;
import io.synchub.connect.jdbc.dialect.postgres.PostgresDialect;
import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Few keys of a large table are looked up, not searched for: also when the query does not join the keys itself. */
class KeyedQueryPlanIT {
    private static final RowLayout.Column USER = new RowLayout.Column("user_id", Schema.INT32_SCHEMA, true);
    private static final RowLayout.Column DAY = new RowLayout.Column(
            "date", SchemaBuilder.int32().name("io.debezium.time.Date").build(), true);

    private static PostgresTestDatabase shop;
    private final AggregateSource source =
            new PostgresDialect().aggregateSource().orElseThrow();

    @BeforeAll
    static void createTable() {
        shop = PostgresTestDatabase.fresh("shop");
        shop.run(
                "CREATE TABLE orders (order_id int PRIMARY KEY, user_id int, code varchar(20), amount numeric(10,2),"
                        + " order_date timestamp)",
                "CREATE TABLE users (id int PRIMARY KEY, name text)",
                "INSERT INTO users SELECT n, 'user ' || n FROM generate_series(1, 10000) AS n",
                "INSERT INTO orders SELECT n, n / 10, 'c' || n / 10, n, timestamp '2024-01-15' + n % 5 * interval '1 day'"
                        + " FROM generate_series(10, 100000) AS n",
                "CREATE INDEX ON orders (user_id)",
                "CREATE INDEX ON orders (code)",
                "ANALYZE orders, users");
    }

    private String plan(String query, List<RowLayout.Column> keys, List<Object[]> values) throws SQLException {
        try (Connection connection = shop.connect()) {
            boolean joins = AggregateSource.joinsKeysItself(query);
            KeyedQuery keyed = source.keyedQuery(
                    query,
                    keys,
                    joins ? List.of() : SourceQuery.columns(connection, source, "SELECT * FROM (" + query + ") AS q"));
            StringBuilder plan = new StringBuilder();
            try (PreparedStatement statement =
                    connection.prepareStatement("EXPLAIN (ANALYZE, TIMING OFF) " + keyed.sql())) {
                keyed.bind(connection, statement, values);
                try (ResultSet lines = statement.executeQuery()) {
                    while (lines.next()) {
                        plan.append(lines.getString(1)).append('\n');
                    }
                }
            }
            return plan.toString();
        }
    }

    private static void assertLooksUp(String plan) {
        assertThat(plan)
                .contains("orders_")
                .containsPattern("(Index|Bitmap Heap) Scan")
                .doesNotContain("Seq Scan on orders");
    }

    @Test
    void the_plain_form_pushes_the_key_below_the_grouping() throws SQLException {
        assertLooksUp(plan(
                "SELECT user_id, count(*) AS n, sum(amount) AS total FROM orders GROUP BY user_id",
                List.of(USER),
                IntStream.range(0, 20).mapToObj(i -> new Object[] {i * 100}).toList()));
    }

    @Test
    void the_plain_form_serves_a_key_of_a_column_and_an_expression() throws SQLException {
        LocalDate day = LocalDate.of(2024, 1, 15);
        assertLooksUp(plan(
                "SELECT user_id, order_date::date AS date, sum(amount) AS total FROM orders GROUP BY user_id,"
                        + " order_date::date HAVING count(*) > 0",
                List.of(USER, DAY),
                List.of(new Object[] {5, day}, new Object[] {6, day})));
    }

    @Test
    void the_plain_form_serves_keys_of_text_and_of_a_wider_type() throws SQLException {
        assertLooksUp(plan(
                "SELECT code, sum(amount) AS total FROM orders GROUP BY code",
                List.of(new RowLayout.Column("code", Schema.STRING_SCHEMA, true)),
                List.of(new Object[] {"c5"}, new Object[] {"c6"})));
        assertLooksUp(plan(
                "SELECT user_id, sum(amount) AS total FROM orders GROUP BY user_id",
                List.of(new RowLayout.Column("user_id", Schema.INT64_SCHEMA, true)),
                List.of(new Object[] {5L}, new Object[] {6L})));
    }

    @Test
    void the_plain_form_serves_a_join() throws SQLException {
        assertLooksUp(plan(
                "SELECT u.id AS user_id, u.name, sum(o.amount) AS total FROM users u JOIN orders o ON o.user_id = u.id"
                        + " GROUP BY u.id, u.name",
                List.of(USER),
                List.of(new Object[] {5}, new Object[] {6})));
    }

    @Test
    void the_form_with_keys_joins_them_below_the_grouping() throws SQLException {
        assertLooksUp(plan(
                "SELECT o.user_id, sum(o.amount) AS total FROM orders o JOIN ${keys} k ON o.user_id = k.user_id"
                        + " GROUP BY o.user_id",
                List.of(USER),
                List.of(new Object[] {5}, new Object[] {6})));
    }
}
