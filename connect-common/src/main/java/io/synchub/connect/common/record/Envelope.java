/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * A Debezium change event: what a row was before, what it is after, and the operation between.
 *
 * <p>A view on a Struct or, for records without a schema, on a Map; it copies nothing. Both images are of the same kind
 * as the event: a Struct or a Map, or null.
 */
public final class Envelope {
    public static final String BEFORE = "before";
    public static final String AFTER = "after";
    public static final String OP = "op";
    public static final String SOURCE = "source";

    private final Object event;

    private Envelope(Object event) {
        this.event = event;
    }

    /** Tells whether values of a schema are envelopes: a struct with two row images and an operation. */
    public static boolean isEnvelope(Schema schema) {
        return schema != null
                && schema.type() == Schema.Type.STRUCT
                && hasField(schema, BEFORE, Schema.Type.STRUCT)
                && hasField(schema, AFTER, Schema.Type.STRUCT)
                && hasField(schema, OP, Schema.Type.STRING);
    }

    /** Tells whether a value without a schema is an envelope: a map with two row images and a known operation. */
    public static boolean isEnvelope(Map<?, ?> value) {
        return value != null
                && value.get(OP) instanceof String op
                && Operation.ofCode(op).isPresent()
                && isImage(value, BEFORE)
                && isImage(value, AFTER);
    }

    /**
     * Looks at a record's value as an envelope.
     *
     * @param value a Struct, or a Map when the record has no schema
     * @return empty when it is none: null, a flat row, or any other value
     */
    public static Optional<Envelope> find(Object value) {
        if (value instanceof Struct struct) {
            return isEnvelope(struct.schema()) ? Optional.of(new Envelope(struct)) : Optional.empty();
        }
        return value instanceof Map<?, ?> map && isEnvelope(map) ? Optional.of(new Envelope(map)) : Optional.empty();
    }

    /** Looks at a value of which the caller knows that it is an envelope, having asked for its schema once. */
    public static Envelope of(Struct value) {
        return new Envelope(value);
    }

    /** @throws DataException when the event holds no operation, or one that Debezium does not define */
    public Operation op() {
        return Operation.ofCode((String) get(event, OP))
                .orElseThrow(() -> new DataException("A Debezium event has an operation that is not one of r, c, u, d, "
                        + "t, m: check that nothing before this step changes the field op"));
    }

    /** The row as it was, or null: there was none, or the database does not log it. */
    public Object before() {
        return get(event, BEFORE);
    }

    /** The row as it is now, or null. */
    public Object after() {
        return get(event, AFTER);
    }

    /** The connector that wrote the event, such as {@code postgresql} or {@code mysql}. */
    public Optional<String> connector() {
        return source("connector");
    }

    /**
     * The row's table as the event's source block names it: schema and table, or database and table where there are no
     * schemas. Empty when the event does not say.
     */
    public List<String> tablePath() {
        Optional<String> table = source("table");
        Optional<String> qualifier = source("schema").or(() -> source("db"));
        return Stream.of(qualifier.filter(q -> table.isPresent()), table)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The row's table in words: {@code schema.table}. */
    public Optional<String> table() {
        List<String> path = tablePath();
        return path.isEmpty() ? Optional.empty() : Optional.of(String.join(".", path));
    }

    /**
     * The source's id of the transaction that made the change, where it is one that the source can be asked about:
     * PostgreSQL's, for changes read from the log. A row of a snapshot carries the id of the snapshot's own transaction.
     */
    public Optional<Long> transaction() {
        Object source = get(event, SOURCE);
        if (source == null || op() == Operation.READ || !connector().equals(Optional.of("postgresql"))) {
            return Optional.empty();
        }
        return get(source, "txId") instanceof Number id ? Optional.of(id.longValue()) : Optional.empty();
    }

    private Optional<String> source(String name) {
        Object source = get(event, SOURCE);
        return source != null && get(source, name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Object get(Object holder, String name) {
        if (holder instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : struct.get(field);
        }
        return holder instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static boolean hasField(Schema schema, String name, Schema.Type type) {
        Field field = schema.field(name);
        return field != null && field.schema().type() == type;
    }

    private static boolean isImage(Map<?, ?> value, String name) {
        Object image = value.get(name);
        return value.containsKey(name) && (image == null || image instanceof Map);
    }
}
