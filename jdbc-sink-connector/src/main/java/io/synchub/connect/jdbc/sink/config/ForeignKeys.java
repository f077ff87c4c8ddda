/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.common.config.Validation;
import java.util.List;
import java.util.Map;

/**
 * Keys of Confluent's, Aiven's and Debezium's JDBC sinks that have another name here, or none: a configuration which is
 * moved here must not lose what they say in silence. Those whose loss changes nothing are not listed.
 */
final class ForeignKeys {

    /**
     * A key that is refused.
     *
     * @param name its name; with a star at the end all that begin so
     * @param harmless the value that says what this sink does anyway, or null
     * @param mend what to do
     */
    private record Foreign(String name, String harmless, String mend) {
        boolean refuses(String key, String value) {
            boolean meant =
                    name.endsWith("*") ? key.startsWith(name.substring(0, name.length() - 1)) : key.equals(name);
            return meant && (harmless == null || !harmless.equalsIgnoreCase(value == null ? "" : value.trim()));
        }
    }

    private static Foreign renamed(String name, String ours) {
        return new Foreign(name, null, "here this is " + ours);
    }

    private static final String DELETE_LINE = "delete the line: ";

    /** The first that is about a key counts. */
    private static final List<Foreign> TABLE = List.of(
            new Foreign(
                    "jdbc.credentials.provider.class",
                    "io.confluent.connect.jdbc.util.DefaultJdbcCredentialsProvider",
                    "use connection.password.provider, which takes any of Kafka's config providers, or a login plugin of the"
                            + " driver"),
            new Foreign(
                    "timestamp.fields.list",
                    "",
                    "use Connect's TimestampConverter transform, one for each field, with target.type=Timestamp"),
            new Foreign(
                    "string.output.value.column.name",
                    "record_value",
                    "use Connect's HoistField$Value transform, which makes a row of a text"),
            new Foreign("mssql.use.merge.holdlock", "true", DELETE_LINE + "SQL Server is not among the databases here"),
            new Foreign("mssql.*", null, DELETE_LINE + "SQL Server is not among the databases here"),
            renamed("sql.quote.identifiers", "quote.sql.identifiers: always for true, never for false"),
            new Foreign(
                    "table.name.normalize",
                    "false",
                    "set topic.<name>.table.name.format for a topic, or use the RegexRouter transform"),
            new Foreign("topics.to.tables.mapping", "", "here each pair is one key topic.<name>.table.name.format"),
            renamed("connection.username", "connection.user"),
            new Foreign("connection.provider", null, DELETE_LINE + "connections are opened when they are needed"),
            new Foreign("connection.pool.min_size", null, DELETE_LINE + "connections are opened when they are needed"),
            new Foreign(
                    "connection.pool.acquire_increment",
                    null,
                    DELETE_LINE + "connections are opened when they are needed"),
            renamed("connection.pool.max_size", "pool.max, and writers.per.task says how many are used"),
            renamed("connection.pool.timeout", "pool.idle.timeout.ms, in milliseconds instead of seconds"),
            new Foreign("connection.restart.on.errors", null, DELETE_LINE + "a lost connection is always replaced"),
            renamed("primary.key.mode", "pk.mode. For record_header bring the fields into the key by a transform"),
            renamed("primary.key.fields", "pk.fields"),
            renamed("collection.name.format", "table.name.format, where dots of the topic stay dots"),
            new Foreign("collection.naming.strategy", null, "name tables by table.name.format, per topic if need be"),
            new Foreign("table.naming.strategy", null, "name tables by table.name.format, per topic if need be"),
            new Foreign("collection.table.format", null, "name tables by table.name.format, per topic if need be"),
            new Foreign("column.naming.strategy", null, "name columns with the ColumnMap transform"),
            renamed("quote.identifiers", "quote.sql.identifiers: always for true, never for false"),
            new Foreign("use.time.zone", null, DELETE_LINE + "timestamps of Debezium's without a zone are never moved"),
            new Foreign(
                    "database.time_zone",
                    null,
                    DELETE_LINE + "timestamps of Debezium's without a zone are never moved"),
            renamed("field.include.list", "fields.whitelist, or topic.<name>.fields.whitelist for one topic"),
            new Foreign(
                    "field.exclude.list",
                    null,
                    "list the fields that stay in fields.whitelist, or drop them by a transform"),
            renamed("flush.max.retries", "max.retries"),
            renamed("flush.retry.delay.ms", "retry.backoff.ms"));

    private ForeignKeys() {}

    /** Hangs on each such key what to write in its place. */
    static void check(Map<String, String> properties, Validation validation) {
        properties.forEach((key, value) -> TABLE.stream()
                .filter(foreign ->
                        foreign.name.equals(key) || (foreign.name.endsWith("*") && foreign.refuses(key, value)))
                .findFirst()
                .filter(foreign -> foreign.refuses(key, value))
                .ifPresent(foreign -> validation.error(key, "another JDBC sink's key: " + foreign.mend)));
    }
}
