/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.airtable.api.AirtableFailures;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.cell.Layout;
import io.synchub.connect.airtable.cell.RecordPage;
import io.synchub.connect.airtable.cell.RecordReader;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.PageSize;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.schema.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks for records of one table, as the user wants to see it: by view, formula and fields. Not for many threads. */
final class RecordListing {
    private final AirtableApi api;
    private final String table;
    private final PageSize pageSize;
    private final Supplier<Wanted> wanted;
    private final Supplier<Wanted> newest;

    /**
     * What is asked for.
     *
     * @param look as the user wants to see the table
     * @param layout of the rows
     */
    record Wanted(Look look, Layout layout) {}

    /**
     * @param wanted by the description that is known
     * @param newest by a new one
     */
    RecordListing(AirtableApi api, String table, int pageSize, Supplier<Wanted> wanted, Supplier<Wanted> newest) {
        this.api = api;
        this.table = table;
        this.pageSize = new PageSize(pageSize);
        this.wanted = wanted;
        this.newest = newest;
    }

    /** Whether there may be records that the user does not want to see. */
    boolean isNarrowed() {
        Look look = wanted.get().look();
        return !look.view().isEmpty() || !look.formula().isEmpty();
    }

    boolean hasFormula() {
        return !wanted.get().look().formula().isEmpty();
    }

    /** All records, page by page. */
    Listing all() {
        return new Listing(this, wanted.get().look().formula());
    }

    /** Those for which a condition holds, page by page. */
    Listing where(String condition) {
        return new Listing(this, Formulas.where(condition, wanted.get().look().formula()));
    }

    /**
     * Records by their ids.
     *
     * @return those that are there, and that the user wants to see
     */
    List<Row> byIds(List<String> ids) {
        List<Row> rows = new ArrayList<>(ids.size());
        for (int from = 0; from < ids.size(); ) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + pageSize.get()));
            where(Formulas.isOneOf(some)).forEachRemaining(rows::addAll);
            from += some.size();
        }
        return rows;
    }

    PageSize pageSize() {
        return pageSize;
    }

    /**
     * One answer.
     *
     * @param formula perhaps empty
     * @param offset from the answer before, to the same formula and size
     */
    ApiResponse<RecordPage> page(String formula, int size, Optional<String> offset) {
        try {
            return page(wanted.get(), formula, size, offset);
        } catch (ApiFailure e) {
            if (!e.code().equals(AirtableFailures.UNKNOWN_FIELD)
                    || wanted.get().look().fields().isEmpty()) {
                throw e;
            }
            // One that the user wants was deleted a moment ago.
            return page(newest.get(), formula, size, offset);
        }
    }

    private ApiResponse<RecordPage> page(Wanted of, String formula, int size, Optional<String> offset) {
        Look look = of.look();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("pageSize", size);
        body.put("returnFieldsByFieldId", true);
        if (!look.view().isEmpty()) {
            body.put("view", look.view());
        }
        if (!formula.isEmpty()) {
            body.put("filterByFormula", formula);
        }
        if (look.stringCells()) {
            body.put("cellFormat", "string");
        }
        if (!look.fields().isEmpty()) {
            ArrayNode fields = body.putArray("fields");
            of.layout().table().fields().stream()
                    .filter(field -> !field.system())
                    .map(Field::id)
                    .forEach(fields::add);
        }
        offset.ifPresent(from -> body.put("offset", from));
        RecordReader reader = new RecordReader(of.layout());
        return api.records(table, body, look.stringCells(), parser -> RecordPage.read(parser, reader));
    }
}
