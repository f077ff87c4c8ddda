/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.StackFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** {@code ./quickstart sql shop "SELECT …"}: one statement against a database of the quickstart that is up. */
final class SqlCommand {
    private SqlCommand() {}

    /** Prints the rows as a table, or how many rows the statement has changed. */
    static void run(Path addresses, String database, String sql, Report report) {
        if (!Files.exists(addresses)) {
            throw new StackFailure("No quickstart is up: start ./quickstart in another terminal first");
        }
        String url = url(addresses, database);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    print(result, report);
                }
            } else {
                report.line(statement.getUpdateCount() + " rows changed");
            }
        } catch (SQLException e) {
            throw new StackFailure(e.getMessage(), e);
        }
    }

    private static String url(Path addresses, String database) {
        Properties urls = new Properties();
        try (Reader reader = Files.newBufferedReader(addresses)) {
            urls.load(reader);
        } catch (IOException e) {
            throw new StackFailure("Could not read " + addresses, e);
        }
        String url = urls.getProperty(database);
        if (url == null) {
            throw new StackFailure("There is no database " + database + ", only " + urls.stringPropertyNames());
        }
        return url;
    }

    private static void print(ResultSet result, Report report) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<String> header = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
            header.add(result.getMetaData().getColumnLabel(column));
        }
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(String.valueOf(result.getString(column)));
            }
            rows.add(row);
        }
        report.table(header, rows);
    }
}
