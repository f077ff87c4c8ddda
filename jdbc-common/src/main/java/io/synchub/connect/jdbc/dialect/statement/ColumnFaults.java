/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.DataException;

/**
 * Finds the column at fault without a word of the driver's: the catalog tells of nulls, lengths and ranges, and what is no
 * text is cast to its column's type, value by value. Where not exactly one column is suspect, none is named.
 *
 * <p>A cast that fails may abort the transaction, which is rolled back as a whole then, and with it the savepoints of
 * whoever asks. So this is for dialects without savepoints alone.
 */
public final class ColumnFaults implements StatementBulkWriter.FaultFinder {
    private final ValueBinders binders;

    public ColumnFaults(ValueBinders binders) {
        this.binders = binders;
    }

    @Override
    public Optional<String> columnAtFault(
            Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException {
        List<RowLayout.Column> columns = row.layout().columns();
        List<String> byCatalog = IntStream.range(0, columns.size())
                .filter(index -> table.column(columns.get(index).name())
                        .map(column -> !fits(column, row.values()[index]))
                        .orElse(false))
                .mapToObj(index -> columns.get(index).name())
                .toList();
        List<String> suspects = byCatalog.isEmpty() ? byCasts(connection, table, row) : byCatalog;
        connection.rollback();
        return suspects.size() == 1 ? Optional.of(suspects.get(0)) : Optional.empty();
    }

    private static boolean fits(ColumnDefinition column, Object value) {
        if (value == null) {
            return column.nullable();
        }
        TypeSize size = column.size();
        if (size.kind() == TypeSize.Kind.TEXT && size.length() != null && value instanceof String text) {
            return text.codePointCount(0, text.length()) <= size.length();
        }
        if (size.isInteger() && (value instanceof Number)) {
            BigDecimal number = new BigDecimal(value.toString());
            return number.compareTo(new BigDecimal(size.max())) <= 0
                    && number.compareTo(new BigDecimal(size.min())) >= 0;
        }
        return true;
    }

    private List<String> byCasts(Connection connection, TableDefinition table, RowChange row) {
        List<RowLayout.Column> columns = row.layout().columns();
        return IntStream.range(0, columns.size())
                .filter(index -> row.values()[index] != null)
                .filter(index -> table.column(columns.get(index).name())
                        .filter(column -> column.family() != Family.TEXT)
                        .map(column -> !isCast(connection, columns.get(index), column, row.values()[index]))
                        .orElse(false))
                .mapToObj(index -> columns.get(index).name())
                .toList();
    }

    private boolean isCast(Connection connection, RowLayout.Column source, ColumnDefinition column, Object value) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS " + column.type() + ")")) {
            binders.of(source, column).bind(statement, 1, value);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        } catch (SQLException | DataException refused) {
            return isRolledBack(connection);
        }
    }

    /** Makes the connection usable again after a failure. */
    private static boolean isRolledBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            return true;
        }
        return false;
    }
}
