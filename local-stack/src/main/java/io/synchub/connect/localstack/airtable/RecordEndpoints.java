/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.airtable.Listing.Shown;
import io.synchub.connect.localstack.http.Answer;
import io.synchub.connect.localstack.http.AnswerHooks;
import java.util.List;
import java.util.Set;

/** The endpoints that read records. What an answer holds was true at one moment. */
final class RecordEndpoints {
    private final World world;
    private final Iterators iterators;
    private final AnswerHooks<Table> hooks;
    private final CellJson cells;
    private final int pageCap;
    private boolean freezes;

    /** @param pageCap how many records an answer has at most, however many are asked for */
    RecordEndpoints(World world, Iterators iterators, AnswerHooks<Table> hooks, int pageCap) {
        this.world = world;
        this.iterators = iterators;
        this.hooks = hooks;
        this.cells = new CellJson(world.clock);
        this.pageCap = pageCap;
    }

    /** Whether the pages of listings that begin from now on show all as it was at the beginning. Under the world's monitor. */
    void freeze(boolean on) {
        freezes = on;
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
            answer = page(call, parameters, table, place);
        }
        hooks.run(table, place.answers() + 1);
        return answer;
    }

    private Answer page(Call call, ListParameters parameters, Table table, Iterators.Place place) {
        int left = parameters.maxRecords() - place.given();
        int most = Math.min(Math.min(parameters.pageSize(), pageCap), left);
        List<Shown> frozen = place.frozen();
        List<Shown> found;
        if (frozen == null) {
            RecordShape shape = RecordShape.of(cells, call, parameters.text("cellFormat"), parameters.byFieldId());
            Listing listing = new Listing(parameters, shape, table, world.clock);
            frozen = freezes && place.isStart() ? listing.behind(null, Integer.MAX_VALUE) : null;
            found = frozen == null ? listing.behind(place.last(), most + 1) : frozen;
        } else {
            found = frozen.subList(place.given(), frozen.size());
        }
        List<Shown> shown = found.subList(0, Math.min(most, found.size()));
        ObjectNode body = CellJson.NODES.objectNode();
        ArrayNode records = body.putArray("records");
        shown.forEach(record -> records.add(record.json()));
        if (found.size() > shown.size() && shown.size() < left) {
            body.put("offset", iterators.add(place, shown, frozen));
        }
        return JsonBody.ok(body);
    }
}
