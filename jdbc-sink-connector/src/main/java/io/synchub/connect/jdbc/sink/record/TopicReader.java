/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.common.cache.IdentityCache;
import io.synchub.connect.common.record.Envelope;
import io.synchub.connect.common.record.Operation;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.config.PrimaryKeyMode;
import io.synchub.connect.jdbc.sink.config.TopicSettings;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the records of topics that have the same settings. For one thread. */
final class TopicReader {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final int SCHEMAS = 1000;
    /** What Debezium's unwrap transform adds with {@code delete.tombstone.handling.mode=rewrite}. */
    private static final String REWRITTEN = "__deleted";

    private enum Shape {
        ENVELOPE,
        REWRITTEN_ROW,
        ROW
    }

    private final TopicSettings settings;
    private final RowPlanner planner;
    private final UnavailableValues unavailableValues;
    private final TableOrigins origins;
    private final PrimaryKeyMode keyMode;
    private final boolean deletes;
    private final IdentityCache<Schema, Shape> shapes = new IdentityCache<>(SCHEMAS);
    private final Set<String> topicsWithIgnoredDeletes = new HashSet<>();
    private final Set<String> topicsWithIgnoredTruncates = new HashSet<>();

    TopicReader(TopicSettings settings, RowPlanner planner, UnavailableValues unavailableValues, TableOrigins origins) {
        this.settings = settings;
        this.planner = planner;
        this.unavailableValues = unavailableValues;
        this.origins = origins;
        this.keyMode = settings.key().mode();
        this.deletes = settings.writes().deletes();
    }

    private static Shape shapeOf(Schema schema) {
        if (Envelope.isEnvelope(schema)) {
            return Shape.ENVELOPE;
        }
        Field mark = schema.field(REWRITTEN);
        boolean rewritten = mark != null
                && (mark.schema().type() == Schema.Type.STRING || mark.schema().type() == Schema.Type.BOOLEAN);
        return rewritten ? Shape.REWRITTEN_ROW : Shape.ROW;
    }

    /**
     * Reads a record.
     *
     * @return null for one that changes nothing
     * @throws DataException when it can not be read; the message lacks the record's position
     * @throws IllegalArgumentException when its topic makes no table name
     */
    RowChange read(SinkRecord record, RecordPosition position) {
        if (record.value() == null) {
            return tombstone(record, position);
        }
        if (!(record.value() instanceof Struct value)) {
            throw new DataException("the value is not a struct with a schema. Use a converter with schemas, such as"
                    + " JsonConverter with schemas.enable=true or AvroConverter");
        }
        return switch (shapes.get(value.schema(), TopicReader::shapeOf)) {
            case ENVELOPE -> event(record, value, position);
            case REWRITTEN_ROW ->
                deletes && "true".equalsIgnoreCase(String.valueOf(value.get(REWRITTEN)))
                        ? delete(record, new RecordNames(record, null, value), position)
                        : write(record, new RecordNames(record, null, value), true, position);
            case ROW -> write(record, new RecordNames(record, null, value), true, position);
        };
    }

    private RowChange tombstone(SinkRecord record, RecordPosition position) {
        boolean followsAnEvent =
                keyMode == PrimaryKeyMode.RECORD_VALUE || settings.tableNames().readsEnvelopes();
        if (deletes && followsAnEvent) {
            // Only events say which row, or which table: the one before this tombstone has done it.
            return null;
        }
        return delete(record, new RecordNames(record, null, null), position);
    }

    private RowChange event(SinkRecord record, Struct value, RecordPosition position) {
        Envelope event = Envelope.of(value);
        return switch (event.op()) {
            case READ, CREATE, UPDATE -> {
                if (event.after() == null) {
                    throw new DataException("the Debezium event has no image after the change");
                }
                yield write(
                        record,
                        new RecordNames(record, value, (Struct) event.after()),
                        event.op() == Operation.UPDATE,
                        position);
            }
            case DELETE -> delete(record, new RecordNames(record, value, (Struct) event.before()), position);
            case TRUNCATE -> truncate(record, new RecordNames(record, value, null), position);
            case MESSAGE -> null;
        };
    }

    /**
     * @param rowMayExist whether values that are not available may be left as the table has them
     */
    private RowChange write(SinkRecord record, RecordNames names, boolean rowMayExist, RecordPosition position) {
        checkKey(record);
        Struct row = names.row();
        RowPlan plan = planner.forWrite(record, row.schema());
        TableId table = settings.tableNames().tableFor(names);
        BitSet unavailable = unavailableValues.in(plan, record, row);
        if (unavailable != null) {
            RowLayout.Column first = plan.layout().columns().get(unavailable.nextSetBit(0));
            if (!rowMayExist || plan.layout().keyNames().isEmpty()) {
                throw new DataException("column " + first.name() + " of table " + table
                        + " has a value that the source's log does not hold (TOAST), and there is no row to keep it in."
                        + " Set REPLICA IDENTITY FULL on the source table");
            }
            plan = planner.without(plan, unavailable);
        }
        return change(record, row, table, plan, RowChange.Operation.WRITE, position);
    }

    private RowChange delete(SinkRecord record, RecordNames names, RecordPosition position) {
        if (!deletes) {
            if (topicsWithIgnoredDeletes.add(record.topic())) {
                LOG.warn("Ignoring deletes of topic {}, since delete.enabled=false", record.topic());
            }
            return null;
        }
        checkKey(record);
        Struct row = null;
        if (keyMode == PrimaryKeyMode.RECORD_VALUE) {
            row = names.row();
            if (row == null) {
                throw new DataException(
                        "the Debezium event has no image before the change, which holds the key with"
                                + " pk.mode=record_value. Set REPLICA IDENTITY FULL on the source table, or pk.mode=record_key");
            }
        }
        RowPlan plan = planner.forDelete(record, row == null ? null : row.schema());
        RowChange.Operation operation =
                plan.layout().isDeleteMark() ? RowChange.Operation.WRITE : RowChange.Operation.DELETE;
        return change(record, row, settings.tableNames().tableFor(names), plan, operation, position);
    }

    private RowChange truncate(SinkRecord record, RecordNames names, RecordPosition position) {
        if (!settings.writes().truncates()) {
            if (topicsWithIgnoredTruncates.add(record.topic())) {
                LOG.warn(
                        "Ignoring that the source table of topic {} was truncated, since truncate.enabled=false",
                        record.topic());
            }
            return null;
        }
        TableId table = settings.tableNames().tableFor(names);
        origins.checkSole(table, position);
        RowPlan plan = planner.forTruncate();
        return RowChange.truncate(table, plan.layout(), plan.read(record, null, table), position);
    }

    private void checkKey(SinkRecord record) {
        if (record.key() == null && keyMode == PrimaryKeyMode.RECORD_KEY) {
            throw new DataException("the record has no key, which pk.mode=record_key needs");
        }
    }

    private RowChange change(
            SinkRecord record,
            Struct row,
            TableId table,
            RowPlan plan,
            RowChange.Operation operation,
            RecordPosition position) {
        if (settings.writes().truncates()) {
            origins.add(table, position);
        }
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
