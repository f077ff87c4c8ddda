/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.delivery;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.config.ConnectionCheck;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.config.DeliveryConfig;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** The part of {@code validate} that belongs to exactly-once delivery: can it be kept, and may the user write offsets. */
public final class DeliveryCheck {
    private static final String NAME = "name";
    private static final String WRITERS_PER_TASK = "writers.per.task";

    /** No topic is called so. */
    private static final TopicPartition PROBE = new TopicPartition("", -1);

    private DeliveryCheck() {}

    /** Checks a configuration that has no other error. Leaves nothing behind in the database. */
    public static void run(Map<String, String> properties, Validation validation) {
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        if (!config.delivery().isExactlyOnce()) {
            return;
        }
        String connector = properties.getOrDefault(NAME, "");
        checkSettings(config, connector, properties.getOrDefault(WRITERS_PER_TASK, "1"), validation);
        if (!validation.hasErrors()) {
            checkTable(config, connector, validation);
        }
    }

    private static void checkSettings(JdbcSinkConfig config, String connector, String writers, Validation validation) {
        Dialect dialect = config.connection().dialect();
        if (!dialect.hasTransactions()) {
            validation.error(
                    DeliveryConfig.DELIVERY,
                    dialect.name() + " has no transactions, so rows and offsets can not be written together."
                            + " Set delivery=at-least-once, with insert.mode=upsert so that replays change nothing");
        }
        if (!writers.trim().equals("1")) {
            validation.error(
                    DeliveryConfig.DELIVERY,
                    "exactly-once writes rows and offsets in one transaction: set " + WRITERS_PER_TASK
                            + "=1 and raise tasks.max instead, or set delivery=at-least-once");
        }
        if (connector.length() > OffsetTable.MAX_NAME_LENGTH) {
            validation.error(
                    DeliveryConfig.DELIVERY,
                    "exactly-once keeps its offsets by the connector's name, which must not be longer than "
                            + OffsetTable.MAX_NAME_LENGTH + " characters");
        }
    }

    private static void checkTable(JdbcSinkConfig config, String connector, Validation validation) {
        TableId id = config.delivery().offsetTable();
        try (Connection connection = ConnectionCheck.open(config.connection())) {
            Optional<String> foreign = TableSchemas.foreignDatabase(connection, id);
            if (foreign.isPresent()) {
                validation.error(DeliveryConfig.OFFSET_TABLE, foreign.get());
                return;
            }
            OffsetTable table = new OffsetTable(
                    config.connection().dialect(),
                    id,
                    connector,
                    config.evolution().policy().evolution());
            connection.setAutoCommit(false);
            try {
                probe(connection, config.connection().dialect(), table, id, validation);
            } finally {
                connection.rollback();
            }
        } catch (ConnectionCheck.Refused refused) {
            validation.error(refused.key(), refused.getMessage());
        } catch (ConnectException e) {
            validation.error(DeliveryConfig.OFFSET_TABLE, e.getMessage());
        } catch (SQLException e) {
            validation.error(
                    config.connection().urlKey(),
                    "The database could not be asked about table " + id + ": "
                            + config.connection().dialect().failure(e));
        }
    }

    private static void probe(
            Connection connection, Dialect dialect, OffsetTable table, TableId id, Validation validation)
            throws SQLException {
        String doing = "create";
        try {
            if (!table.exists(connection)) {
                if (!table.isMade()) {
                    validation.error(DeliveryConfig.OFFSET_TABLE, table.missing());
                    return;
                }
                if (connection.getMetaData().dataDefinitionCausesTransactionCommit()) {
                    // To try it would leave the table behind.
                    return;
                }
                try (Statement statement = connection.createStatement()) {
                    statement.execute(table.creation());
                }
            }
            doing = "write and read";
            table.insert(connection, PROBE, null);
            table.raiseEpoch(connection, PROBE, null);
            table.read(connection);
        } catch (SQLException e) {
            validation.error(
                    DeliveryConfig.OFFSET_TABLE,
                    "The user can not " + doing + " table " + id + ": " + dialect.failure(e)
                            + ". Let a user that may do so run: " + table.creation()
                            + ", and grant SELECT, INSERT and UPDATE on it");
        }
    }
}
