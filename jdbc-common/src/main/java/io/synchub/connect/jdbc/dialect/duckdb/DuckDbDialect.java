/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.duckdb;

import io.synchub.connect.jdbc.dialect.statement.OptionalDriver;
import io.synchub.connect.jdbc.dialect.statement.StandardDialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;

/**
 * DuckDB 1.3 and later, through its own driver, which the user adds. A file belongs to one process, and an error ends the
 * transaction it happens in.
 */
public final class DuckDbDialect extends StandardDialect {
    private static final OptionalDriver DRIVER = new OptionalDriver(
            "org.duckdb.DuckDBDriver", "duckdb_jdbc-2.0.0.1.jar (org.duckdb:duckdb_jdbc) or the one of your files");

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:duckdb:");
    }

    @Override
    public Driver driver() {
        return DRIVER.find();
    }

    @Override
    public String sessionSetup() {
        return "SET TimeZone = 'UTC'";
    }

    @Override
    protected String createTable() {
        return "CREATE TABLE IF NOT EXISTS ";
    }

    @Override
    protected String addColumn() {
        return "ADD COLUMN IF NOT EXISTS ";
    }

    @Override
    public ColumnDefinition columnFor(String name, Schema schema, boolean nullable) {
        return DuckDbTypes.column(name, schema, nullable);
    }

    /** Quoted or not: case makes no difference. */
    @Override
    public String foldColumn(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<TableDefinition> readTable(Connection connection, TableId table) throws SQLException {
        return DuckDbCatalog.read(connection, table).map(found -> found.foldedBy(this::foldColumn));
    }

    @Override
    public SqlFailure failure(SQLException exception) {
        return DuckDbFailures.of(exception);
    }

    /** After a commit that failed the driver begins no transaction: the next statements would commit one by one. */
    @Override
    public boolean endsSession(SQLException exception) {
        return DuckDbFailures.endsSession(exception);
    }

    @Override
    public boolean hasSavepoints() {
        return false;
    }

    @Override
    public BulkWriter bulkWriter(ValueOptions options) {
        return new DuckDbBulkWriter(this, options);
    }
}
