/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.common.cache.IdentityCache;
import io.synchub.connect.common.record.Envelope;
import io.synchub.connect.common.record.Operation;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.buffer.RecordReader;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.config.PrimaryKeyMode;
import io.synchub.connect.jdbc.sink.config.TableNameFormat;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a record as a row to write or to delete: plain structs, Debezium envelopes and tombstones, told apart record by
 * record. For one thread.
 */
public final class RowReader implements RecordReader<RowChange> {
    private static final Logger LOG = LoggerFactory.getLogger(RowReader.class);
    private static final int SCHEMAS = 1000;

    private final RowPlanner planner;
    private final TableNameFormat tableNames;
    private final boolean readsRecordKey;
    private final boolean deleteEnabled;
    private final UnavailableValues unavailableValues;
    private final IdentityCache<Schema, Boolean> envelopes = new IdentityCache<>(SCHEMAS);
    private final Set<String> topicsWithIgnoredDeletes = new HashSet<>();

    public RowReader(JdbcSinkConfig config) {
        this.planner = new RowPlanner(
                config.primaryKeyMode(), config.primaryKeyFields(), WriteRule.always(config.writeMode()));
        this.tableNames = config.tableNames();
        this.readsRecordKey = config.primaryKeyMode() == PrimaryKeyMode.RECORD_KEY;
        this.deleteEnabled = config.deleteEnabled();
        this.unavailableValues = new UnavailableValues(config.unavailableValuePlaceholder());
    }

    @Override
    public void read(SinkRecord record, Consumer<RowChange> into) {
        RecordPosition position = new RecordPosition(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset());
        try {
            RowChange row = row(record, position);
            if (row != null) {
                into.accept(row);
            }
        } catch (DataException | IllegalArgumentException e) {
            throw new DataException("Can not read " + position + ": " + e.getMessage());
        }
    }

    private RowChange row(SinkRecord record, RecordPosition position) {
        if (record.value() == null) {
            return delete(record, position);
        }
        if (!(record.value() instanceof Struct value)) {
            throw new DataException("the value is not a struct with a schema. Use a converter with schemas, such as"
                    + " JsonConverter with schemas.enable=true or AvroConverter");
        }
        if (!envelopes.get(record.valueSchema(), Envelope::isEnvelope)) {
            return write(record, value, true, position);
        }
        Envelope event = Envelope.of(value);
        return switch (event.op()) {
            case READ, CREATE, UPDATE -> {
                if (event.after() == null) {
                    throw new DataException("the Debezium event has no image after the change");
                }
                yield write(record, (Struct) event.after(), event.op() == Operation.UPDATE, position);
            }
            case DELETE -> delete(record, position);
            case TRUNCATE ->
                throw new DataException("a Debezium event says that the source table was truncated, which"
                        + " this sink does not carry out. Truncate the destination by hand and skip the event, or set"
                        + " skipped.operations=t on the source connector");
            case MESSAGE -> null;
        };
    }

    /**
     * @param rowMayExist whether values that are not available may be left as the table has them
     */
    private RowChange write(SinkRecord record, Struct row, boolean rowMayExist, RecordPosition position) {
        checkKey(record);
        RowPlan plan = planner.planFor(record, row.schema());
        BitSet unavailable = unavailableValues.in(plan, record, row);
        if (unavailable != null) {
            RowLayout.Column first = plan.layout().columns().get(unavailable.nextSetBit(0));
            if (!rowMayExist || plan.layout().keyNames().isEmpty()) {
                throw new DataException("column " + first.name() + " of table " + tableNames.tableFor(record.topic())
                        + " has a value that the source's log does not hold (TOAST), and there is no row to keep it in."
                        + " Set REPLICA IDENTITY FULL on the source table");
            }
            plan = planner.without(plan, unavailable);
        }
        return change(record, row, plan, RowChange.Operation.WRITE, position);
    }

    private RowChange delete(SinkRecord record, RecordPosition position) {
        if (!deleteEnabled) {
            if (topicsWithIgnoredDeletes.add(record.topic())) {
                LOG.warn("Ignoring deletes of topic {}, since delete.enabled=false", record.topic());
            }
            return null;
        }
        checkKey(record);
        return change(record, null, planner.planFor(record, null), RowChange.Operation.DELETE, position);
    }

    private void checkKey(SinkRecord record) {
        if (record.key() == null && readsRecordKey) {
            throw new DataException("the record has no key, which pk.mode=record_key needs");
        }
    }

    private RowChange change(
            SinkRecord record, Struct row, RowPlan plan, RowChange.Operation operation, RecordPosition position) {
        TableId table = tableNames.tableFor(record.topic());
        Object[] values = plan.read(record, row, table);
        for (int i = 0; i < values.length; i++) {
            RowLayout.Column column = plan.layout().columns().get(i);
            if (values[i] == null && column.key()) {
                throw new DataException("key column " + column.name() + " of table " + table + " is null");
            }
        }
        return new RowChange(table, plan.layout(), operation, values, position);
    }
}
