/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.http.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** The endpoints that read records. What an answer holds was true at one moment. */
final class RecordEndpoints {
    private final World world;
    private final Iterators iterators;
    private final ListHooks hooks;
    private final CellJson cells;
    private final int pageCap;

    /** @param pageCap how many records an answer has at most, however many are asked for */
    RecordEndpoints(World world, Iterators iterators, ListHooks hooks, int pageCap) {
        this.world = world;
        this.iterators = iterators;
        this.hooks = hooks;
        this.cells = new CellJson(world.clock);
        this.pageCap = pageCap;
    }

    Answer record(Call call, Table table) {
        call.allowQuery("cellFormat", "timeZone", "userLocale", "returnFieldsByFieldId");
        String byFieldId = call.queryValue("returnFieldsByFieldId");
        if (byFieldId != null && !Set.of("true", "false").contains(byFieldId)) {
            throw AirtableError.invalidRequest();
        }
        RecordShape shape = RecordShape.of(cells, call, call.queryValue("cellFormat"), "true".equals(byFieldId));
        RecordState record = table.rows().find(Ids.recordNumber(call.path().get(3)));
        if (record == null) {
            throw AirtableError.notFound();
        }
        return JsonBody.ok(shape.write(record, table.fields()));
    }

    /** Takes the world's monitor itself, since what tests want done afterwards must not run inside it. */
    Answer list(Call call, ListParameters parameters, Table table) {
        Iterators.Place place;
        Answer answer;
        synchronized (world) {
            place = iterators.find(parameters.text("offset"), table.id() + parameters.listing());
            answer = list(call, parameters, table, place);
        }
        hooks.run(table, place.answers() + 1);
        return answer;
    }

    private Answer list(Call call, ListParameters parameters, Table table, Iterators.Place place) {
        RecordShape shape = RecordShape.of(cells, call, parameters.text("cellFormat"), parameters.byFieldId());
        List<FieldEntry> fields = fields(parameters, table);
        Comparator<RecordState> order = RecordOrder.of(parameters.sort(), table);
        Predicate<RecordState> shows = view(parameters, table);
        String formula = parameters.text("filterByFormula");
        Expression filter =
                formula == null || formula.isBlank() ? null : FormulaParser.parse(formula, table, world.clock);
        boolean commentCount = parameters.commentCount();
        int size = Math.min(parameters.pageSize(), pageCap);
        int most = Math.min(size, parameters.maxRecords() - place.given());
        List<RecordState> found = find(candidates(table, filter, order, place.last()), shows, filter, most + 1);
        List<RecordState> shown = found.subList(0, Math.min(most, found.size()));
        ObjectNode body = CellJson.NODES.objectNode();
        ArrayNode records = body.putArray("records");
        for (RecordState record : shown) {
            ObjectNode json = shape.write(record, fields);
            records.add(commentCount ? json.put("commentCount", 0) : json);
        }
        boolean more = found.size() > shown.size() && place.given() + shown.size() < parameters.maxRecords();
        if (more) {
            body.put("offset", iterators.add(place, shown.get(shown.size() - 1), shown.size()));
        }
        return JsonBody.ok(body);
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
            throw new AirtableError(422, "VIEW_NAME_NOT_FOUND", "View " + name + " not found");
        }
        return record -> view.shows().test(Computed.row(table, view.names(), record));
    }

    /** The records that may come next, as few as can be told without looking at them, in their order. */
    private static Iterator<RecordState> candidates(
            Table table, Expression filter, Comparator<RecordState> order, RecordState last) {
        Rows rows = table.rows();
        Set<Long> only = filter == null ? null : filter.records();
        if (order != null) {
            return rows.all().stream()
                    .filter(record -> last == null || order.compare(last, record) < 0)
                    .sorted(order)
                    .iterator();
        }
        long behind = last == null ? 0 : last.number;
        if (only != null) {
            LongStream numbers = only.stream().mapToLong(Long::longValue).filter(number -> number > behind);
            return numbers.sorted()
                    .mapToObj(rows::find)
                    .filter(record -> record != null)
                    .iterator();
        }
        return rows.all().listIterator(rows.place(behind + 1));
    }

    private static List<RecordState> find(
            Iterator<RecordState> candidates, Predicate<RecordState> shows, Expression filter, int most) {
        List<RecordState> found = new ArrayList<>();
        while (found.size() < most && candidates.hasNext()) {
            RecordState record = candidates.next();
            if (shows.test(record) && (filter == null || Operands.isTrue(filter.value(record)))) {
                found.add(record);
            }
        }
        return found;
    }
}
