/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;

/** Definitions in the words of the SQL standard, one change a statement, for databases that keep to it. */
public abstract class StandardDialect implements Dialect {

    /** What a definition of a table begins with. */
    protected String createTable() {
        return "CREATE TABLE ";
    }

    /** What the definition of a further column begins with: {@code COLUMN} is a word that some do not know. */
    protected String addColumn() {
        return "ADD ";
    }

    /** A column of a new table. */
    protected ColumnDefinition ofNewTable(ColumnDefinition column, boolean key) {
        return column;
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of();
    }

    @Override
    public String sessionSetup() {
        return "";
    }

    @Override
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String quote(TableId table) {
        return (table.catalog() == null ? "" : quote(table.catalog()) + ".")
                + (table.schema() == null ? "" : quote(table.schema()) + ".")
                + quote(table.table());
    }

    @Override
    public String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey) {
        Set<String> key = Set.copyOf(primaryKey);
        List<String> lines = new ArrayList<>();
        columns.forEach(column -> lines.add(definition(ofNewTable(column, key.contains(column.name())))));
        if (!primaryKey.isEmpty()) {
            lines.add("PRIMARY KEY (" + primaryKey.stream().map(this::quote).collect(Collectors.joining(", ")) + ")");
        }
        return createTable() + quote(table) + " (\n  " + String.join(",\n  ", lines) + "\n)";
    }

    private String definition(ColumnDefinition column) {
        return quote(column.name()) + " " + column.type() + (column.nullable() ? "" : " NOT NULL");
    }

    @Override
    public String literal(ColumnDefinition column, Schema schema, Object value) {
        if (value instanceof Boolean bool && column.family() == Family.BOOLEAN) {
            return bool ? "TRUE" : "FALSE";
        }
        if (column.family() == Family.NUMBER && value instanceof Number number && isFinite(number)) {
            return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
        }
        String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    @Override
    public String addColumns(TableId table, List<ColumnDefinition> columns, Map<String, String> defaults) {
        return SqlScript.join(columns.stream()
                .map(column -> {
                    String given = defaults.get(column.name());
                    return "ALTER TABLE " + quote(table) + " " + addColumn() + quote(column.name()) + " "
                            + column.type() + (given == null ? "" : " DEFAULT " + given);
                })
                .toList());
    }

    @Override
    public String dropNotNull(TableDefinition table, List<String> columns) {
        return SqlScript.join(columns.stream()
                .map(column -> "ALTER TABLE " + quote(table.id()) + " ALTER COLUMN " + quote(column) + " DROP NOT NULL")
                .toList());
    }

    @Override
    public List<String> statements(String ddl) {
        return SqlScript.split(ddl);
    }

    @Override
    public void boundTransaction(Connection connection, Duration lockWait, Duration idle) throws SQLException {
        // The standard has no words for it.
    }

    @Override
    public void lockForDdl(Connection connection, TableId table) throws SQLException {
        // Two tasks that make one change at once: the database refuses one of them, which then reads the table anew.
    }
}
