/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.ledger.Entry;
import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.ledger.Write;
import io.synchub.connect.common.schema.RowStructs;
import io.synchub.connect.common.schema.Table;
import io.synchub.connect.common.schema.TableSpec;
import io.synchub.connect.common.status.StatusEvent;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes source records of what a step has gathered, and one write of the segment log of what the stream knows after it. Belongs
 * to the thread that runs the stream's step.
 */
final class BatchWriter {
    /** What happened to the row. */
    static final String OPERATION = "synchub.op";
    /** Which run sent it. */
    static final String RUN = "synchub.run";
    /** The columns whose text had half of a surrogate pair, replaced by U+FFFD. */
    static final String REPLACED = "synchub.unpaired.surrogates";

    /** Rows follow the present description of the table, sometimes the one before. */
    private static final int DESCRIPTIONS = 8;

    private final StreamSettings settings;
    private final SegmentLog log;
    private final Map<Table, RowStructs> structs = new IdentityHashMap<>();

    private TableSpec spec;
    private String topic;
    private Schema keySchema;
    private Schema valueSchema;

    /** @param spec as the log has it, or the first sight of the table */
    BatchWriter(StreamSettings settings, SegmentLog log, TableSpec spec) {
        this.settings = settings;
        this.log = log;
        this.spec = spec;
        this.topic = settings.topicPrefix() + "." + spec.stream();
        this.keySchema = TableSpec.keySchema(topic);
        this.valueSchema = valueSchema(spec);
    }

    String topic() {
        return topic;
    }

    /**
     * @param table as it is described now, if it could be read yet
     * @param entries what the ledger gets to know
     * @return nothing when there is no record to carry the write
     */
    Optional<List<SourceRecord>> write(
            Optional<Table> table,
            List<Outgoing> rows,
            List<Entry> entries,
            Progress progress,
            List<StatusEvent> events) {
        if (rows.isEmpty() && events.isEmpty()) {
            return Optional.empty();
        }
        boolean grown = grow(table, rows);
        Write write = log.append(
                entries,
                rows.size() + events.size(),
                progress.toJson(),
                grown || log.table().isEmpty() ? Optional.of(spec.toJson()) : Optional.empty());
        List<SourceRecord> records = new ArrayList<>(rows.size() + events.size());
        int last = rows.size() + events.size() - 1;
        for (Outgoing row : rows) {
            records.add(record(row, write, records.size() == last));
        }
        for (StatusEvent event : events) {
            records.add(record(event, write, records.size() == last));
        }
        return Optional.of(records);
    }

    private boolean grow(Optional<Table> table, List<Outgoing> rows) {
        TableSpec grown = table.map(t -> spec.with(t, settings.fieldNaming())).orElse(spec);
        Map<Table, List<Row>> byTable = new IdentityHashMap<>();
        for (Outgoing row : rows) {
            row.row().ifPresent(r -> byTable.computeIfAbsent(r.table(), t -> new ArrayList<>())
                    .add(r));
        }
        for (Map.Entry<Table, List<Row>> group : byTable.entrySet()) {
            // A row may follow an earlier description than the present one: its columns must be there too.
            grown = RowStructs.grown(grown.withColumnsOf(group.getKey()), group.getKey(), group.getValue());
        }
        if (grown.equals(spec)) {
            return false;
        }
        spec = grown;
        valueSchema = valueSchema(spec);
        structs.clear();
        return true;
    }

    private Schema valueSchema(TableSpec of) {
        return of.valueSchema(topic, settings.deleteMode() == DeleteMode.SOFT);
    }

    private SourceRecord record(Outgoing outgoing, Write write, boolean last) {
        List<String> replaced = new ArrayList<>(0);
        Struct value = value(outgoing, replaced);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(OPERATION, outgoing.operation().code());
        headers.addString(RUN, outgoing.run().id());
        if (!replaced.isEmpty()) {
            headers.addString(REPLACED, String.join(",", replaced));
        }
        Struct key = new Struct(keySchema).put(TableSpec.ID, outgoing.id());
        return new SourceRecord(
                write.partition(),
                last ? write.lastOffset() : write.openOffset(),
                topic,
                null,
                keySchema,
                key,
                value == null ? null : valueSchema,
                value,
                null,
                headers);
    }

    private Struct value(Outgoing outgoing, List<String> replaced) {
        boolean deleted = outgoing.operation() == Outgoing.Operation.DELETE;
        if (deleted && settings.deleteMode() == DeleteMode.TOMBSTONE) {
            return null;
        }
        return outgoing.row()
                .map(row -> structs(row.table()).struct(row, deleted, replaced))
                .orElseGet(() -> RowStructs.identified(valueSchema, outgoing.id(), deleted));
    }

    private RowStructs structs(Table table) {
        if (structs.size() > DESCRIPTIONS) {
            structs.clear();
        }
        return structs.computeIfAbsent(
                table, t -> new RowStructs(spec, t, valueSchema, settings.deleteMode() == DeleteMode.SOFT));
    }

    private SourceRecord record(StatusEvent event, Write write, boolean last) {
        return new SourceRecord(
                write.partition(),
                last ? write.lastOffset() : write.openOffset(),
                settings.statusTopic().orElseThrow(),
                null,
                StatusEvent.KEY_SCHEMA,
                event.key(),
                StatusEvent.VALUE_SCHEMA,
                event.value());
    }
}
