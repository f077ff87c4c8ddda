/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The column that an error of the server names: {@code Data too long for column 'name' at row 1}, {@code Incorrect date
 * value: '…' for column `database`.`table`.`day` at row 1}, {@code Column 'name' cannot be null}. The message may quote a
 * value that looks the same, so the last name counts, and only if the row has such a column. Nothing else of the message
 * is used. A server that speaks another language names none.
 */
final class NamedColumn {
    private static final Pattern NAME = Pattern.compile(
            "(?:column|Column|Field) ['`](?:[^`]*`\\.`)*([^'`]+)['`](?: at row \\d+| cannot be null| doesn't have a default)");

    private NamedColumn() {}

    static Optional<String> of(Connection connection, TableDefinition table, RowChange row, SQLException refusal) {
        String message = refusal.getMessage();
        if (message == null) {
            return Optional.empty();
        }
        String last = null;
        Matcher matcher = NAME.matcher(message);
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return Optional.ofNullable(last).filter(name -> table.column(name).isPresent());
    }
}
