/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code PUT /connector-plugins/{class}/config/validate} says: each error on its key, with the mend. */
class ConnectorValidationIT {
    private PostgresTestDatabase database;
    private Map<String, String> properties;

    /** The keys with errors and what is said of them. */
    private static Map<String, String> errors(SinkConnector connector, Map<String, String> properties) {
        return connector.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, value -> String.join(" / ", value.errorMessages())));
    }

    private static String closedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void createTables() {
        database = PostgresTestDatabase.fresh("warehouse");
        database.run(
                "CREATE TABLE orders (id int PRIMARY KEY, user_id int, name text UNIQUE)",
                "ALTER TABLE orders REPLICA IDENTITY FULL",
                "CREATE TABLE keyless (id int)",
                "CREATE TABLE totals (user_id int PRIMARY KEY, n bigint)");
        properties = new HashMap<>(database.properties());
    }

    private Map<String, String> with(String... more) {
        Map<String, String> all = new HashMap<>(properties);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        all.values().removeIf(java.util.Objects::isNull);
        return all;
    }

    @Nested
    class JdbcSink {
        @BeforeEach
        void configure() {
            properties.putAll(Map.of(
                    "name",
                    "orders",
                    "topics",
                    "orders",
                    "insert.mode",
                    "upsert",
                    "pk.mode",
                    "record_key",
                    "pk.fields",
                    "id"));
        }

        private void assertError(Map<String, String> config, String key, String... parts) {
            Map<String, String> errors = errors(new JdbcSinkConnector(), config);
            assertThat(errors).containsOnlyKeys(key);
            assertThat(errors.get(key))
                    .contains(parts)
                    .doesNotContain(database.server().password());
        }

        @Test
        void a_good_configuration_has_no_errors() {
            assertThat(errors(new JdbcSinkConnector(), properties)).isEmpty();
            assertThat(errors(new JdbcSinkConnector(), with("pk.fields", "name")))
                    .isEmpty();
            assertThat(errors(new JdbcSinkConnector(), with("pk.fields", ""))).isEmpty();
            assertThat(errors(new JdbcSinkConnector(), with("topics", "new", "auto.create", "true")))
                    .isEmpty();
            assertThat(errors(new JdbcSinkConnector(), with("topics", null, "topics.regex", "shop.*")))
                    .isEmpty();
        }

        @Test
        void an_unknown_host() {
            assertError(
                    with("connection.url", "jdbc:postgresql://no-such-host.invalid:5432/warehouse"),
                    "connection.url",
                    "check host and port",
                    "SQLState 08001");
        }

        @Test
        void a_closed_port() {
            assertError(
                    with("connection.url", "jdbc:postgresql://127.0.0.1:" + closedPort() + "/warehouse"),
                    "connection.url",
                    "check host and port, that the server runs");
        }

        @Test
        void a_property_that_the_driver_does_not_know_so() {
            assertError(
                    with("connection.sslmode", "s3cr3t"),
                    "connection.sslmode",
                    "must be one of disable, allow, prefer");
            assertError(
                    with("connection.url", database.server().jdbcUrl() + "?sslmode=s3cr3t"),
                    "connection.url",
                    "property sslmode must be one of");
        }

        @Test
        void a_property_that_is_no_number() {
            assertError(with("connection.socketTimeout", "s3cr3t"), "connection.socketTimeout", "socketTimeout");
            assertThat(errors(new JdbcSinkConnector(), with("connection.socketTimeout", "s3cr3t")))
                    .allSatisfy((key, message) -> assertThat(message).doesNotContain("s3cr3t"));
            assertError(
                    with("connection.url", database.properties().get("connection.url") + "&socketTimeout=s3cr3t"),
                    "connection.url",
                    "");
        }

        @Test
        void a_wrong_password() {
            assertError(with("connection.password", "wrong"), "connection.password", "refused the password", "28P01");
            assertError(with("connection.password", null), "connection.password", "connection.password");
        }

        @Test
        void a_password_that_a_provider_reads() throws IOException {
            Path file = Files.createTempFile("passwords", ".properties");
            Files.writeString(file, "warehouse=" + database.server().password());
            Map<String, String> good = with(
                    "connection.password",
                    null,
                    "connection.password.provider",
                    FileConfigProvider.class.getName(),
                    "connection.password.path",
                    file.toString(),
                    "connection.password.key",
                    "warehouse");
            assertThat(errors(new JdbcSinkConnector(), good)).isEmpty();

            properties.putAll(good);
            String password = database.server().password();
            assertError(with("connection.password", password), "connection.password.provider", "two passwords");
            properties.remove("connection.password");
            assertError(with("connection.password.key", "lakehouse"), "connection.password.key", "finds no such key");
            assertError(with("connection.password.key", null), "connection.password.key", "must say what");
            assertError(
                    with("connection.password.path", file + ".gone"),
                    "connection.password.path",
                    "FileConfigProvider can not read the password");
            assertError(
                    with(
                            "connection.password.provider.param.allowed.paths",
                            Files.createTempDirectory("allowed").toString()),
                    "connection.password.key",
                    "finds no such key");
            assertError(
                    with("connection.password.provider.param.allowed.paths", "/nowhere/at/all"),
                    "connection.password.provider",
                    "does not start");
            assertError(
                    with("connection.password.provider", "java.lang.String"),
                    "connection.password.provider",
                    "Must be a class that implements");
            assertError(with("connection.password.provider", "no.such.Provider"), "connection.password.provider", "");
            Files.writeString(file, "warehouse=wrong");
            assertError(properties, "connection.password.key", "refused the password", "28P01");
            Files.delete(file);
        }

        @Test
        void a_provider_that_the_worker_does_not_allow() {
            System.setProperty(AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY, "some.other.Provider");
            try {
                assertError(
                        with(
                                "connection.password",
                                null,
                                "connection.password.provider",
                                FileConfigProvider.class.getName(),
                                "connection.password.key",
                                "x"),
                        "connection.password.provider",
                        "does not list it");
            } finally {
                System.clearProperty(AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY);
            }
        }

        @Test
        void a_pool_and_attempts_out_of_range() {
            assertThat(errors(
                            new JdbcSinkConnector(),
                            with(
                                    "pool.max",
                                    "4",
                                    "pool.idle.timeout.ms",
                                    "0",
                                    "connection.attempts",
                                    "3",
                                    "connection.backoff.ms",
                                    "10000")))
                    .isEmpty();
            assertError(with("pool.max", "0"), "pool.max", "between 1 and 1000");
            assertError(with("pool.idle.timeout.ms", "9999"), "pool.idle.timeout.ms", "Must be 0 or between 10000");
            assertError(with("connection.attempts", "0"), "connection.attempts", "Must be between 1");
            assertError(with("connection.backoff.ms", "-1"), "connection.backoff.ms", "Must be between 0");
        }

        @Test
        void an_unknown_user() {
            Map<String, String> errors =
                    errors(new JdbcSinkConnector(), with("connection.user", "nobody", "connection.password", "x"));
            // The server does not tell an unknown role from a wrong password.
            assertThat(errors).containsOnlyKeys("connection.password");
            assertThat(errors.get("connection.password")).contains("connection.user", "connection.password");
        }

        @Test
        void an_unknown_database() {
            assertError(
                    with("connection.url", database.server().jdbcUrl().replace("/warehouse", "/nothing")),
                    "connection.url",
                    "no database of this name",
                    "create it");
        }

        @Test
        void no_url_or_one_of_another_database() {
            assertError(with("connection.url", null), "connection.url", "connection.url");
            assertError(with("connection.url", "jdbc:nothing:x?user=me"), "connection.url", "PostgreSQL");
            assertThat(errors(new JdbcSinkConnector(), with("connection.url", "jdbc:nothing:x"))
                            .get("connection.url"))
                    .contains("No dialect");
        }

        /** A driver that can not read a URL writes it to the worker's log. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "jdbc:postgresql://etl:s3cr3t@localhost/x",
                    "jdbc:postgresql://etl:s3cr3t@localhost",
                    "jdbc:postgresql://etl:s3/cr3t@localhost:5432/x",
                    "jdbc:postgresql://one:5432,etl:s3cr3t@two:5432/x",
                    "jdbc:postgresql://s3cr3t@localhost/x",
                    "jdbc:mysql://etl:s3cr3t@localhost:3306/x",
                    "jdbc:mysql://(host=localhost,user=etl,password=s3cr3t)/x",
                    "jdbc:mariadb://address=(host=localhost)(password=s3cr3t)/x",
                    "jdbc:clickhouse://etl:s3cr3t@localhost:8123/x",
                    "jdbc:nothing://etl:s3cr3t@localhost/x",
                    "jdbc:oracle:thin:etl/s3cr3t@//localhost:1521/x"
                })
        void a_login_in_the_authority_of_the_url_that_no_driver_sees(String url) {
            Queue<String> logged = new ConcurrentLinkedQueue<>();
            Handler handler = new Handler() {
                @Override
                public void publish(LogRecord record) {
                    logged.add(record.getMessage() + Arrays.toString(record.getParameters()));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
            Logger root = Logger.getLogger("");
            root.addHandler(handler);
            try {
                Map<String, String> errors = errors(new JdbcSinkConnector(), with("connection.url", url));
                assertThat(errors).containsOnlyKeys("connection.url");
                assertThat(errors.get("connection.url"))
                        .contains("password", "connection.password")
                        .doesNotContain("cr3t");
            } finally {
                root.removeHandler(handler);
            }
            assertThat(logged).isEmpty();
        }

        @Test
        void a_missing_table() {
            assertError(with("topics", "orders,new"), "table.name.format", "Table new does not exist", "auto.create");
            assertError(
                    with("table.name.format", "copy.${topic}"),
                    "table.name.format",
                    "Table copy.orders does not exist");
            assertError(
                    with("table.name.format", "nosuch.${topic}", "auto.create", "true"),
                    "table.name.format",
                    "no schema nosuch",
                    "Create the schema");
            Map<String, String> none = with("topics", "orders,new");
            none.put("schema.evolution", "none");
            assertError(none, "schema.evolution", "Table new does not exist", "plan");
            Map<String, String> plan = with("topics", "orders,new");
            plan.put("schema.evolution", "plan");
            assertThat(errors(new JdbcSinkConnector(), plan)).isEmpty();
        }

        @Test
        void a_table_of_another_database() {
            assertError(
                    with("topics", "server.public.orders"),
                    "table.name.format",
                    "names database 'server'",
                    "leads to 'warehouse'");
        }

        @Test
        void a_table_without_the_key() {
            assertError(with("topics", "keyless"), "pk.fields", "ADD PRIMARY KEY (id)", "Its unique keys: none");
            assertError(with("topics", "keyless", "pk.fields", ""), "pk.fields", "no primary key and no unique index");
        }

        @Test
        void key_fields_that_the_table_has_not_or_not_as_a_key() {
            assertError(with("pk.fields", "nr"), "pk.fields", "has no column nr", "Its columns: id, user_id, name");
            assertError(with("pk.fields", "user_id"), "pk.fields", "exactly (user_id)");
            assertError(with("pk.mode", "kafka", "pk.fields", "a,b"), "pk.fields", "three column names");
            assertError(with("pk.fields", "id,id"), "pk.fields", "named twice");
            assertError(with("pk.fields", ","), "pk.fields", "a name is missing");
        }

        @Test
        void upsert_or_update_without_a_key() {
            assertError(with("pk.mode", "none"), "pk.mode", "insert.mode=upsert needs a key");
            assertError(with("pk.mode", "none", "insert.mode", "update"), "pk.mode", "insert.mode=update needs a key");
        }

        @Test
        void deletes_without_the_record_key() {
            assertError(
                    with("insert.mode", "insert", "pk.mode", "none", "delete.enabled", "true"),
                    "delete.enabled",
                    "set pk.mode=record_key");
            assertError(
                    with("pk.mode", "record_value", "pk.fields", "", "delete.enabled", "true"),
                    "pk.fields",
                    "which are the key");
            assertThat(errors(new JdbcSinkConnector(), with("pk.mode", "record_value", "delete.enabled", "true")))
                    .isEmpty();
        }

        @Test
        void conditions_of_updates() {
            assertError(with("insert.mode", "insert", "update.when", "changed"), "update.when", "insert.mode=upsert");
            assertError(with("update.when", "newer"), "update.version.column", "name the column");
            assertError(
                    with("update.when", "newer", "update.version.column", "v"),
                    "update.version.column",
                    "has no column v",
                    "auto.evolve");
            assertError(with("update.when", "changed", "update.hash.column", "h"), "update.hash.column", "no column h");
            assertThat(errors(
                            new JdbcSinkConnector(),
                            with("update.when", "newer", "update.version.column", "v", "auto.evolve", "true")))
                    .isEmpty();
        }

        @Test
        void soft_deletes() {
            assertError(with("delete.mode", "soft"), "delete.mode", "delete.enabled=true");
            assertError(
                    with("delete.mode", "soft", "delete.enabled", "true"), "delete.column", "has no column _deleted");
            database.run("ALTER TABLE orders ADD gone int, ADD _deleted boolean");
            Map<String, String> soft = Map.of("delete.mode", "soft", "delete.enabled", "true");
            properties.putAll(soft);
            assertThat(errors(new JdbcSinkConnector(), properties)).isEmpty();
            assertError(with("delete.column", "id"), "delete.column", "column id is part of the key");
            assertError(with("delete.column", "gone"), "delete.column", "gone of table orders is integer", "boolean");
            assertError(with("delete.column", "gone", "auto.evolve", "true"), "delete.column", "is integer");
            assertError(with("delete.column", "id", "pk.fields", ""), "delete.column", "is integer");
            assertError(
                    with("topic.orders.delete.column", "gone"), "topic.orders.delete.column", "is integer", "boolean");
            properties.keySet().removeAll(soft.keySet());
            assertThat(errors(new JdbcSinkConnector(), with("delete.column", ""))
                            .get("delete.column"))
                    .contains("non-empty")
                    .as("said once")
                    .doesNotContain(" / ");
        }

        @Test
        void types_of_tables() {
            database.run("CREATE VIEW seen AS SELECT * FROM orders");
            assertThat(errors(new JdbcSinkConnector(), with("table.types", "TABLE,VIEW")))
                    .isEmpty();
            assertError(with("table.types", "VIEW"), "table.types", "Table orders is a TABLE", "add the type");
            assertError(
                    with("table.types", "table", "topics", "seen", "insert.mode", "insert"),
                    "table.types",
                    "Table seen is a VIEW");
            assertError(
                    with("table.types", "VIEW", "topics", "new", "auto.create", "true"),
                    "table.types",
                    "Table new does not exist",
                    "is a TABLE");
        }

        @Test
        void names_without_quotes() {
            database.run(
                    "CREATE TABLE \"Cased\" (\"Id\" int PRIMARY KEY)", "CREATE TABLE cased (\"Id\" int PRIMARY KEY)");
            assertThat(errors(
                            new JdbcSinkConnector(),
                            with("topics", "CASED", "pk.fields", "ID", "quote.sql.identifiers", "never")))
                    .isEmpty();
            assertError(with("topics", "CASED"), "table.name.format", "Table CASED does not exist");
        }

        @Test
        void another_database_than_that_of_the_url() {
            assertError(with("dialect.name", "OracleDatabaseDialect"), "dialect.name", "PostgreSQL");
        }

        @Test
        void settings_of_one_topic() {
            assertError(
                    with("topic.orders.table.name.format", "gone"),
                    "topic.orders.table.name.format",
                    "Table gone does not exist");
            assertError(with("topic.orders.pk.fields", "nr"), "topic.orders.pk.fields", "has no column nr");
            assertError(with("topic.orders.insert.mode", "merge"), "topic.orders.insert.mode", "Must be one of");
            assertError(with("topic.orders.pk.mode", "none"), "topic.orders.pk.mode", "needs a key");
            assertError(with("topic.orders.linger.ms", "5"), "topic.orders.linger.ms", "no setting of a single topic");
        }

        @Test
        void keys_of_other_sinks() {
            assertError(with("primary.key.mode", "record_key"), "primary.key.mode", "pk.mode");
            assertError(with("mssql.use.merge.holdlock", "false"), "mssql.use.merge.holdlock", "delete the line");
        }

        @Test
        void tables_that_only_records_name_are_not_looked_for() {
            assertThat(errors(new JdbcSinkConnector(), with("table.name.format", "${header:table}")))
                    .isEmpty();
        }

        @Test
        void unknown_modes_and_names() {
            assertError(with("insert.mode", "merge"), "insert.mode", "upsert");
            assertError(with("pk.mode", "value"), "pk.mode", "record_value");
            assertError(with("table.name.format", "${table}"), "table.name.format", "${topic}");
            assertError(with("table.name.format", "a.b.c.d"), "table.name.format", "schema.table");
            assertError(with("batch.size", "-1"), "batch.size", "at least 0");
        }
    }

    @Nested
    class AggregateRefresh {
        private PostgresTestDatabase shop;

        @BeforeEach
        void configure() {
            shop = PostgresTestDatabase.fresh("shop");
            shop.run(
                    "CREATE TABLE orders (id int PRIMARY KEY, user_id int)",
                    "ALTER TABLE orders REPLICA IDENTITY FULL",
                    "CREATE TABLE parted (id int, user_id int) PARTITION BY RANGE (id)",
                    "CREATE TABLE part_1 PARTITION OF parted FOR VALUES FROM (0) TO (10)");
            shop.properties().forEach((key, value) -> properties.put("source." + key, value));
            properties.putAll(Map.of(
                    "name", "totals",
                    "topics", "server." + shop.schema() + ".orders",
                    "query", "SELECT user_id, count(*) AS n FROM orders GROUP BY user_id",
                    "key.fields", "user_id",
                    "table.name", "totals"));
        }

        private void assertError(Map<String, String> config, String key, String... parts) {
            Map<String, String> errors = errors(new AggregateRefreshSinkConnector(), config);
            assertThat(errors).containsOnlyKeys(key);
            assertThat(errors.get(key))
                    .contains(parts)
                    .doesNotContain(database.server().password(), shop.server().password());
        }

        @Test
        void a_good_configuration_has_no_errors() {
            AggregateRefreshSinkConnector connector = new AggregateRefreshSinkConnector();
            assertThat(errors(connector, properties)).isEmpty();
            assertThat(errors(connector, with("source.tables", shop.schema() + ".orders,orders")))
                    .isEmpty();
            assertThat(errors(connector, with("table.name", "fresh", "auto.create", "true")))
                    .isEmpty();
            assertThat(errors(
                            connector,
                            with(
                                    "query",
                                    "SELECT o.user_id, count(*) AS n FROM orders o JOIN ${keys} k"
                                            + " USING (user_id) GROUP BY user_id")))
                    .isEmpty();
        }

        @Test
        void a_source_that_can_not_be_reached_or_lets_nobody_in() {
            assertError(
                    with("source.connection.url", "jdbc:postgresql://127.0.0.1:" + closedPort() + "/shop"),
                    "source.connection.url",
                    "check host and port");
            assertError(
                    with("source.connection.password", "wrong"),
                    "source.connection.password",
                    "check source.connection.user and source.connection.password");
        }

        @Test
        void a_destination_that_can_not_be_reached_or_lets_nobody_in() {
            assertError(
                    with("connection.url", "jdbc:postgresql://127.0.0.1:" + closedPort() + "/warehouse"),
                    "connection.url",
                    "check host and port");
            assertError(with("connection.password", "wrong"), "connection.password", "refused the password");
        }

        @Test
        void bad_queries() {
            assertError(with("query", "SELEC 1"), "query", "The source does not take the query", "syntax error");
            assertError(with("query", "SELECT user_id FROM nothing"), "query", "relation \"nothing\" does not exist");
            assertError(with("query", "SELECT 1;"), "query", "semicolon");
            assertError(with("query", " "), "query", "GROUP BY");
            assertError(
                    with("query", "SELECT user_id, count(*) AS n, 1 AS more FROM orders GROUP BY user_id"),
                    "query",
                    "has no column more",
                    "Its columns: user_id, n");
        }

        @Test
        void a_query_with_keys_that_is_not_sql() {
            assertError(
                    with("query", "SELEC user_id FROM orders JOIN ${keys} USING (user_id)"),
                    "query",
                    "The source does not take the query",
                    "syntax error");
        }

        @Test
        void key_fields_that_are_not_in_the_query() {
            Map<String, String> errors = errors(
                    new AggregateRefreshSinkConnector(),
                    with("key.fields", "customer", "table.name", "fresh", "auto.create", "true"));
            assertThat(errors).containsOnlyKeys("key.fields");
            assertThat(errors.get("key.fields"))
                    .contains("The query's result has no column customer. It has: user_id, n");
        }

        @Test
        void source_tables_without_full_replica_identity() {
            shop.run("ALTER TABLE orders REPLICA IDENTITY DEFAULT");
            String mend = "ALTER TABLE orders REPLICA IDENTITY FULL";
            assertError(properties, "source.tables", mend);
            assertError(with("source.tables", "orders"), "source.tables", mend);
            assertError(with("source.tables", "parted"), "source.tables", "ALTER TABLE part_1 REPLICA IDENTITY FULL");
        }

        @Test
        void source_tables_that_are_not_there() {
            assertError(with("source.tables", "nothing"), "source.tables", "The source has no table nothing");
        }

        @Test
        void a_summary_table_that_is_missing_or_without_the_key() {
            assertError(with("table.name", "fresh"), "table.name", "Table fresh does not exist", "auto.create=true");
            database.run("ALTER TABLE totals DROP CONSTRAINT totals_pkey");
            assertError(properties, "key.fields", "ADD PRIMARY KEY (user_id)");
        }

        @Test
        void names_that_are_none() {
            assertError(with("table.name", "a..b"), "table.name", "schema.table");
            assertError(with("key.fields", "user_id,user_id"), "key.fields", "twice");
            assertError(with("source.tables", "a..b"), "source.tables", "schema.table");
        }
    }
}
