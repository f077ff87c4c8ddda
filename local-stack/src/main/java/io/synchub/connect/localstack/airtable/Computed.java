/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.airtable.Field.FormulaSource;
import io.synchub.connect.localstack.airtable.Field.ThroughLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The value that a record has in a field, kept or computed; null for an empty one. Under the world's monitor. */
final class Computed {
    private Computed() {}

    static Object value(FieldEntry entry, RecordState record) {
        return switch (entry.type()) {
            case FORMULA, ROLLUP, MULTIPLE_LOOKUP_VALUES, COUNT, BUTTON -> derived(entry, record);
            case AUTO_NUMBER -> record.autoNumber;
            case CREATED_TIME -> Instant.ofEpochMilli(record.created);
            case LAST_MODIFIED_TIME -> modified(record, entry.references());
            case CREATED_BY -> record.createdBy;
            case LAST_MODIFIED_BY -> record.edits == null ? record.createdBy : record.edits.by;
            default -> record.cell(entry.slot);
        };
    }

    private static Object derived(FieldEntry entry, RecordState record) {
        if (!entry.isValid()) {
            return CellError.ERROR;
        }
        Row row = row(entry.table, entry.names(), record);
        return switch (entry.type()) {
            case FORMULA -> ((FormulaSource) entry.spec().source()).value().apply(row);
            case BUTTON -> button(entry, row);
            case COUNT -> links(entry, record).size();
            case ROLLUP -> ((ThroughLink) entry.spec().source()).aggregate().apply(plainList(linked(entry, record)));
            default -> linked(entry, record);
        };
    }

    /** When any of the fields was edited last, of all fields if none is named; null for never. */
    static Instant modified(RecordState record, List<FieldEntry> fields) {
        if (record.edits == null) {
            return null;
        }
        long last = fields.isEmpty() ? record.edits.at : 0;
        for (FieldEntry field : fields) {
            last = Math.max(last, record.edits.at(field));
        }
        return last == 0 ? null : Instant.ofEpochMilli(last);
    }

    /**
     * The record as formulas see it.
     *
     * @param names what fields were called when the formula was made: it goes on with them when they are renamed
     */
    static Row row(Table table, Map<String, FieldEntry> names, RecordState record) {
        return new Row() {
            @Override
            public String id() {
                return record.id();
            }

            @Override
            public Instant createdTime() {
                return Instant.ofEpochMilli(record.created);
            }

            @Override
            public Object get(String field) {
                FieldEntry entry = names.containsKey(field) ? names.get(field) : table.require(field);
                return entry.isDeleted() ? null : plain(value(entry, record));
            }
        };
    }

    /** As {@link Row#get} gives it. */
    static Object plain(Object value) {
        if (value instanceof Choice choice) {
            return choice.name();
        }
        if (value instanceof Link link) {
            return Ids.record(link.number());
        }
        return value instanceof List<?> list ? plainList(list) : value;
    }

    private static List<Object> plainList(List<?> values) {
        List<Object> plain = new ArrayList<>(values.size());
        values.forEach(value -> plain.add(plain(value)));
        return plain;
    }

    private static Button button(FieldEntry entry, Row row) {
        Object url = ((FormulaSource) entry.spec().source()).value().apply(row);
        return new Button(entry.name(), url == null ? null : url.toString());
    }

    @SuppressWarnings("unchecked")
    static List<Link> links(FieldEntry entry, RecordState record) {
        FieldEntry link = entry.link() == null ? entry : entry.link();
        return record.cell(link.slot) instanceof List<?> links ? (List<Link>) links : List.of();
    }

    /** The other records' values, lists flattened, empty ones left out. */
    private static List<Object> linked(FieldEntry entry, RecordState record) {
        List<Object> values = new ArrayList<>();
        for (Link link : links(entry, record)) {
            RecordState other = link.state();
            Object value = other == null ? null : value(entry.target(), other);
            if (value instanceof List<?> list) {
                values.addAll(list);
            } else if (value != null && !value.equals("")) {
                values.add(value);
            }
        }
        return values;
    }
}
