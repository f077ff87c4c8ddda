/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.fault;

import io.synchub.connect.common.record.Envelope;
import io.synchub.connect.common.record.RecordLocation;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * What is wrong with a row, said where the row is read and the record is not known. The transform adds the place by
 * {@link #at}. The message never holds a value of the row.
 */
public final class RowFault extends RuntimeException {
    public RowFault(String reason) {
        super(reason, null, false, false);
    }

    /** A column that a configuration names and a row has not. */
    public static RowFault noColumn(String column, String key, Collection<String> available) {
        return new RowFault("there is no column " + column + ", the row has "
                + available.stream().sorted().collect(Collectors.joining(", ")) + ": correct " + key
                + ", or give the source this column");
    }

    /** The names of the columns of a struct. */
    public static Collection<String> columnsOf(Schema row) {
        return row.fields().stream().map(Field::name).toList();
    }

    /** The names of the columns of a map. */
    public static Collection<String> columnsOf(Map<?, ?> row) {
        return row.keySet().stream().map(String::valueOf).toList();
    }

    /** What a column holds, in a word: its logical name, or its primitive type. */
    public static String typeOf(Schema schema) {
        return schema.name() == null ? schema.type().toString() : schema.name();
    }

    /**
     * Makes the exception that fails a task, or sends a sink's record to the dead letter queue: it names the transform,
     * the record's place and its table.
     *
     * @param value the key or value that the row was in; the table's name is taken from it
     * @param reason a RowFault, or a DataException of this project or of Connect, which hold no values either
     */
    public static DataException at(String transform, ConnectRecord<?> found, Object value, RuntimeException reason) {
        return new DataException(
                transform + ": " + RecordLocation.of(found) + table(value) + ": " + reason.getMessage(), reason);
    }

    private static String table(Object value) {
        return Envelope.find(value)
                .flatMap(Envelope::table)
                .map(table -> ", table " + table)
                .orElseGet(
                        () -> value instanceof Struct struct && struct.schema().name() != null
                                ? ", schema " + struct.schema().name()
                                : "");
    }
}
