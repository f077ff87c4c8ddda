/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a list of records asks for, read against its table as that is now. Under the world's monitor. */
final class Listing {
    private final Table table;
    private final RecordShape shape;
    private final List<FieldEntry> fields;
    private final Comparator<RecordState> order;
    private final Predicate<RecordState> shows;
    private final Expression filter;
    private final boolean commentCount;

    /** A record, and how it is shown. */
    record Shown(RecordState record, ObjectNode json) {}

    /** Refuses what the table does not have. */
    Listing(ListParameters parameters, RecordShape shape, Table table, Clock clock) {
        this.table = table;
        this.shape = shape;
        this.fields = fields(parameters, table);
        this.order = RecordOrder.of(parameters.sort(), table);
        this.shows = view(parameters, table);
        String formula = parameters.text("filterByFormula");
        this.filter = formula == null || formula.isBlank() ? null : FormulaParser.parse(formula, table, clock);
        this.commentCount = parameters.commentCount();
    }

    /** The records behind another one, or from the first on if that is null; no more than so many. */
    List<Shown> behind(RecordState last, int most) {
        List<Shown> found = new ArrayList<>();
        for (Iterator<RecordState> candidates = candidates(last); found.size() < most && candidates.hasNext(); ) {
            RecordState record = candidates.next();
            if (shows.test(record) && (filter == null || Operands.isTrue(filter.value(record)))) {
                ObjectNode json = shape.write(record, fields);
                found.add(new Shown(record, commentCount ? json.put("commentCount", 0) : json));
            }
        }
        return found;
    }

    /** The records that may come next, as few as can be told without looking at them, in their order. */
    private Iterator<RecordState> candidates(RecordState last) {
        Rows rows = table.rows();
        Set<Long> only = filter == null ? null : filter.records();
        if (order == null && only == null) {
            return rows.all().listIterator(last == null ? 0 : rows.place(last.number + 1));
        }
        Comparator<RecordState> inOrder = order == null ? Comparator.comparingLong(record -> record.number) : order;
        Stream<RecordState> some = only == null
                ? rows.all().stream()
                : only.stream().map(rows::find).filter(Objects::nonNull);
        return some.filter(record -> last == null || inOrder.compare(last, record) < 0)
                .sorted(inOrder)
                .iterator();
    }

    private static List<FieldEntry> fields(ListParameters parameters, Table table) {
        List<String> wanted = parameters.fields();
        if (wanted.isEmpty()) {
            return table.fields();
        }
        List<FieldEntry> fields = new ArrayList<>();
        for (String name : wanted) {
            FieldEntry field = table.find(name);
            if (field == null) {
                throw AirtableError.unknownField(name);
            }
            fields.add(field);
        }
        return fields;
    }

    private static Predicate<RecordState> view(ListParameters parameters, Table table) {
        String name = parameters.text("view");
        if (name == null) {
            return record -> true;
        }
        View view = table.findView(name);
        if (view == null) {
            throw AirtableError.unknownView(name);
        }
        return record -> view.shows().test(Computed.row(table, view.names(), record));
    }
}
