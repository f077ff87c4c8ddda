/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.pool.DataSources;
import io.synchub.connect.jdbc.schema.ChangePolicy;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.buffer.PassingFailureException;
import io.synchub.connect.jdbc.sink.buffer.Rejections;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One batch through several connections. How many transactions it was is what the rows' xmin tells. */
class PartedWritesIT {
    private static final TableId ORDERS = TableId.of("orders");
    private static final String TRANSACTIONS = "SELECT count(DISTINCT xmin::text) FROM orders";

    private final RowLayout layout = new RowLayout(
            List.of(
                    new RowLayout.Column("id", Schema.INT64_SCHEMA, true),
                    new RowLayout.Column("code", Schema.OPTIONAL_STRING_SCHEMA, false)),
            WriteRule.UPSERT);
    private final RowLayout keyless = new RowLayout(
            List.of(new RowLayout.Column("code", Schema.OPTIONAL_STRING_SCHEMA, false)), WriteRule.INSERT);

    private final TestDatabase database = PostgresTestDatabase.fresh("warehouse");
    private final List<Long> rejected = new ArrayList<>();
    private final Rejections<RowChange> rejections = new Rejections<>() {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void reject(RowChange item, ConnectException why) {
            rejected.add(item.position().offset());
        }

        @Override
        public void await() {}
    };
    private TableBatchWriter writer;
    private long offset;

    @BeforeEach
    void open() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, code VARCHAR(20))");
        Map<String, String> properties = new HashMap<>(database.properties());
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        HikariDataSource pool = DataSources.open(config.connection(), "parts", 4);
        writer = new TableBatchWriter(
                pool,
                config.connection().dialect(),
                new TableSchemas(config.connection().dialect(), new ChangePolicy(SchemaEvolution.APPLY, true, true)),
                ValueOptions.DEFAULT,
                connection -> {},
                Redelivery.possible(),
                4,
                SinkMetrics.none());
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private RowChange row(long id, String code) {
        return new RowChange(
                ORDERS,
                layout,
                RowChange.Operation.WRITE,
                new Object[] {id, code},
                new RecordPosition("orders", 0, offset++));
    }

    private List<RowChange> rows(int count, String code) {
        List<RowChange> rows = new ArrayList<>();
        for (long id = 0; id < count; id++) {
            rows.add(row(id, code + id));
        }
        return rows;
    }

    private void write(List<RowChange> batch) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> writer.write(batch, rejections));
    }

    @Test
    void a_large_batch_is_one_transaction_a_connection_and_keeps_the_order_of_each_key() {
        List<RowChange> batch = rows(3000, "a");
        batch.addAll(rows(3000, "b"));
        write(batch);
        assertThat(database.value(TRANSACTIONS)).isEqualTo("4");
        assertThat(database.value("SELECT count(*) FROM orders WHERE code = 'b' || id"))
                .isEqualTo("3000");
    }

    @Test
    void a_small_batch_is_one_transaction() {
        write(rows(900, "a"));
        assertThat(database.value(TRANSACTIONS)).isEqualTo("1");
    }

    @Test
    void rows_without_a_key_are_dealt_out_too() {
        database.run("DROP TABLE orders", "CREATE TABLE orders (code TEXT)");
        List<RowChange> batch = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            batch.add(new RowChange(
                    ORDERS,
                    keyless,
                    RowChange.Operation.WRITE,
                    new Object[] {"c" + i},
                    new RecordPosition("orders", 0, offset++)));
        }
        write(batch);
        assertThat(database.value(TRANSACTIONS)).isEqualTo("4");
        assertThat(database.value("SELECT count(DISTINCT code) FROM orders")).isEqualTo("2000");
    }

    @Test
    void a_table_with_a_further_unique_index_is_written_by_one_connection() {
        database.run("CREATE UNIQUE INDEX ON orders (code)");
        write(rows(4000, "a"));
        assertThat(database.value(TRANSACTIONS)).isEqualTo("1");
    }

    @Test
    void parts_that_wait_for_each_other_give_way_to_one_connection() {
        // An index on an expression is none that the definition lists.
        database.run("CREATE UNIQUE INDEX ON orders (lower(code))");
        write(rows(4000, "a"));
        assertThat(database.value(TRANSACTIONS)).isEqualTo("4");
        List<RowChange> swapped = new ArrayList<>();
        for (long id = 0; id < 4000; id++) {
            swapped.add(row(id, "b" + id));
            swapped.add(row(id, "A" + (id + 4000)));
        }
        // One takes a value that another row gives up, in another part: only one side waits, so no deadlock is
        // detected.
        long taker = 10_000;
        while (part(taker) == part(0)) {
            taker++;
        }
        swapped.add(row(taker, "A0"));
        write(swapped);
        assertThat(rejected).isEmpty();
        assertThat(database.value(TRANSACTIONS)).isEqualTo("1");
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("4001");
        assertThat(database.value("SELECT id FROM orders WHERE code = 'A0'")).isEqualTo(Long.toString(taker));
    }

    private int part(long id) {
        return Math.floorMod(31 * ORDERS.hashCode() + row(id, null).key().stripe(1 << 20), 4);
    }

    @Test
    void a_bad_row_rolls_all_parts_back_and_is_the_only_one_that_is_left_out() {
        List<RowChange> batch = rows(4000, "a");
        batch.set(1234, row(1234, "a text that is far too long"));
        long bad = batch.get(1234).position().offset();
        write(batch);
        assertThat(rejected).containsExactly(bad);
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("3999");
        write(rows(3000, "b"));
        assertThat(database.value("SELECT count(*) FROM orders WHERE code = 'b' || id"))
                .isEqualTo("3000");
    }

    @Test
    void broken_connections_lose_nothing() {
        write(rows(4000, "a"));
        database.disconnectConnectors();
        boolean written = false;
        for (int attempt = 0; attempt < 10 && !written; attempt++) {
            try {
                writer.write(rows(4000, "b"), rejections);
                written = true;
            } catch (PassingFailureException e) {
                assertThat(e).hasMessageContaining("SQLState");
            }
        }
        assertThat(written).isTrue();
        assertThat(database.value("SELECT count(*) FROM orders WHERE code = 'b' || id"))
                .isEqualTo("4000");
    }
}
