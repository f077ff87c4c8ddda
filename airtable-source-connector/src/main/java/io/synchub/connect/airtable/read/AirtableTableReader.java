/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.DescribedTable;
import io.synchub.connect.airtable.base.FieldDescription;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.airtable.webhook.LogHead;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.common.poll.Detection;
import io.synchub.connect.common.poll.Fate;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.common.schema.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A table of a base, as the polling engine reads it. Used by one thread at a time; what it shares with the base's other tables is
 * thread-safe.
 */
public final class AirtableTableReader implements TableReader {
    private final SharedBase base;
    private final String id;
    private final Function<BaseTable, Look> looks;
    private final RecordListing records;

    private Optional<Sight> sight = Optional.empty();
    private Optional<BaseTable> present = Optional.empty();
    /** Resolved once: a rename of the table must not change what the user sees of it. */
    private Optional<Look> look = Optional.empty();

    private Optional<DescribedTable> described = Optional.empty();
    private Optional<Detection> detection = Optional.empty();
    private boolean choicesRenamed;

    /** @param looks how the user wants to see a table */
    public AirtableTableReader(SharedBase base, String id, Function<BaseTable, Look> looks, int pageSize) {
        this.base = base;
        this.id = id;
        this.looks = looks;
        this.records = new RecordListing(base.api(), id, pageSize, this::wanted, () -> {
            describe();
            return wanted();
        });
    }

    @Override
    public Table describe() {
        return seen(base.look());
    }

    @Override
    public Table glance() {
        return seen(sight.map(base::glance).orElseGet(base::look));
    }

    private Table seen(Sight now) {
        sight = Optional.of(now);
        BaseTable table = now.schema().tables().byId(id).orElseThrow(this::missing);
        if (!present.equals(Optional.of(table))) {
            choicesRenamed |= present.filter(table::hasRenamedChoices).isPresent();
            present = Optional.of(table);
            look = look.or(() -> Optional.of(looks.apply(table)));
            DescribedTable anew = table.describe(look.orElseThrow());
            if (described.filter(known -> known.table().equals(anew.table())).isEmpty()) {
                described = Optional.of(anew);
            }
        }
        detection = Optional.of(detected(now));
        return described().table();
    }

    @Override
    public Detection detection() {
        return detection.orElseThrow(() -> new IllegalStateException("The table has not been described yet"));
    }

    private Detection detected(Sight now) {
        if (now.head().isPresent()) {
            return new Detection(true, "the base's webhook " + now.head().get().webhook());
        }
        String why = base.refusal()
                .map(reason -> ", since its webhook cannot be used: " + reason)
                .orElse("");
        if (modifiedTime().isPresent()) {
            return new Detection(
                    true, "the times in its field " + modifiedTime().get().id() + why);
        }
        if (base.wanted() == ChangeDetection.MODIFIED_TIME) {
            throw ApiFailure.unanswered(
                    Scope.STREAM,
                    "no_modified_time",
                    "Table " + id + " has no field with the time of the last edit of all its fields, as"
                            + " airtable.change.detection=modified-time needs: add a field of the type 'Last modified"
                            + " time' for all editable fields, or choose another detection",
                    null);
        }
        return new Detection(
                false,
                "comparing all records at each slot"
                        + (why.isEmpty() ? "" : why + "; nor has it a field with the time of the last edit"));
    }

    private Optional<FieldDescription> modifiedTime() {
        return base.wanted().mayUseTime() ? present.flatMap(BaseTable::lastModified) : Optional.empty();
    }

    @Override
    public String position() {
        Sight now = sight.orElseThrow();
        if (now.head().isPresent()) {
            return Position.head(now.head().get());
        }
        return modifiedTime().isPresent()
                ? now.schema()
                        .serverTime()
                        .map(time -> Position.at(time.minus(ModifiedTimeChanges.LAG)))
                        .orElseGet(() -> Position.at(Instant.EPOCH))
                : Position.NONE;
    }

    @Override
    public Pass pass(long fromKey) {
        return new ListingPass(records.all());
    }

    @Override
    public Changes changes(String position, Predicate<Row> unchanged) {
        Changes changes = sight.orElseThrow()
                .head()
                .flatMap(head -> inLog(head, position))
                .or(() -> inTime(position))
                .orElse(this::lost);
        return choicesRenamed ? () -> incomplete(changes.next()) : changes;
    }

    private Optional<Changes> inLog(LogHead head, String position) {
        return Position.inLog(position)
                .filter(place ->
                        place.webhook().equals(head.webhook()) && place.place().cursor() <= head.cursor())
                .map(place -> new WebhookChanges(base, head, id, records, place.place()));
    }

    private Optional<Changes> inTime(String position) {
        return sight.orElseThrow().head().isPresent()
                ? Optional.empty()
                : modifiedTime().flatMap(field -> Position.inTime(position)
                        .map(time -> new ModifiedTimeChanges(records, field, time)));
    }

    /** The position is of another webhook or another way: what happened since, nobody tells. */
    private ChangePage lost() {
        return new ChangePage(List.of(), List.of(), List.of(), false, Optional.of(position()), true, true);
    }

    private ChangePage incomplete(ChangePage page) {
        choicesRenamed = false;
        return new ChangePage(
                page.rows(), page.deleted(), page.missing(), page.replayed(), page.position(), page.last(), true);
    }

    /** The API cuts nothing off. */
    @Override
    public Row complete(Row row) {
        return row;
    }

    /** One request. */
    @Override
    public int confirmedAtOnce() {
        return records.pageSize().get();
    }

    @Override
    public Map<String, Fate> confirm(List<String> ids) {
        Map<String, Fate> fates = new HashMap<>();
        ids.forEach(row -> fates.put(row, Fate.gone()));
        records.byIds(ids).forEach(row -> fates.put(row.id(), Fate.present(row)));
        return fates;
    }

    private RecordListing.Wanted wanted() {
        return new RecordListing.Wanted(look.orElseThrow(), described().layout());
    }

    private DescribedTable described() {
        return described.orElseThrow(() -> new IllegalStateException("The table has not been described yet"));
    }

    private ApiFailure missing() {
        return ApiFailure.unanswered(
                Scope.STREAM,
                "table_not_found",
                "Table " + id + " is not in base " + base.api().base()
                        + " any more: restore it there, or take it out of airtable.tables",
                null);
    }
}
