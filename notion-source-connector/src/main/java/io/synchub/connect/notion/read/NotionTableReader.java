/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.PageSize;
import io.synchub.connect.common.poll.Detection;
import io.synchub.connect.common.poll.Fate;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.common.schema.Table;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.property.Layout;
import io.synchub.connect.notion.property.NotionPage;
import io.synchub.connect.notion.property.PageReader;
import io.synchub.connect.notion.query.Query;
import io.synchub.connect.notion.query.Timestamp;
import io.synchub.connect.notion.schema.DataSource;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data source as a table: a row is a page, its order key the minute of creation, a change position a minute of Notion's clock.
 *
 * <p>Used by one thread at a time, as {@link TableReader} says. Reads on demand and holds nothing but the description. What it
 * shows may be shown twice; what it leaves out of a pass or of changes it has either told of (by the position, by
 * {@code shownBelow}, by {@code incomplete}) or failed.
 */
public final class NotionTableReader implements TableReader {
    private static final Logger LOG = LoggerFactory.getLogger(NotionTableReader.class);
    private static final Detection DETECTION = new Detection(true, "the times of the pages' last edits");
    private static final int CONFIRMED_AT_ONCE = 20;
    /** A minute sees edits until it is over, and Notion's clocks differ a little. */
    private static final long MINUTES_OPEN = 1;
    /** By then an edit shows in queries. */
    private static final long MINUTES_TO_BE_INDEXED = 10;

    private final NotionApi api;
    private final String id;
    private final Options options;
    private final PageSize pageSize;
    private final DataSourceQueries queries;
    private final CutProperties cutProperties = new CutProperties();
    private final Completion completion;
    private final Parents parents;

    private volatile Optional<DataSource> described = Optional.empty();
    private Optional<Instant> serverTime = Optional.empty();
    private final LastReading lastReading = new LastReading();

    /**
     * How to read a data source.
     *
     * @param filter the user's, checked
     * @param pageSize rows in an answer, 100 at most
     * @param content whether the pages' text is read, one request more for each row that is sent
     * @param followNames whether columns follow renames, so that a rename changes how rows look
     * @param threads where pages of a large table are read ahead
     * @param wouldWait whether a request would have to wait for the rate now
     */
    public record Options(
            Optional<JsonNode> filter,
            int pageSize,
            boolean content,
            boolean followNames,
            Executor threads,
            BooleanSupplier wouldWait) {}

    /** @param id of the data source, as {@link io.synchub.connect.notion.api.NotionId} writes it */
    public NotionTableReader(NotionApi api, String id, Options options) {
        this.api = api;
        this.id = id;
        this.options = options;
        this.pageSize = new PageSize(options.pageSize());
        this.queries = queries();
        this.completion = new Completion(api);
        this.parents = new Parents(api);
    }

    private DataSourceQueries queries() {
        return new DataSourceQueries(api, id, options.filter(), pageSize, () -> reader(false), cutProperties);
    }

    @Override
    public Table describe() {
        ApiResponse<JsonNode> answer = api.dataSource(id);
        DataSource dataSource = DataSource.read(
                id,
                answer.body(),
                new DataSource.Look(
                        options.content(),
                        options.followNames(),
                        options.filter().map(JsonNode::toString).orElse("")));
        if (dataSource.inTrash()) {
            throw ApiFailure.answered(
                    Scope.STREAM,
                    200,
                    "in_trash",
                    "Data source " + id + " is in Notion's trash: restore it, or take it out of the configuration",
                    Optional.empty());
        }
        serverTime = answer.serverTime();
        parents.forget();
        boolean same = described
                .filter(before ->
                        before.layout().table().equals(dataSource.layout().table()))
                .isPresent();
        if (!same) {
            described = Optional.of(dataSource);
        }
        return layout().table();
    }

    @Override
    public Detection detection() {
        return DETECTION;
    }

    @Override
    public String position() {
        long minute = serverTime.map(PageReader::minute).orElseGet(this::newestEdit);
        return Positions.text(minute).orElseThrow();
    }

    /** The clock of last resort. Of an empty table the beginning of time: there is nothing to read from there on. */
    private long newestEdit() {
        return queries.ask(Query.by(Timestamp.EDITED, false), Optional.empty()).rows().stream()
                .mapToLong(this::edited)
                .max()
                .orElse(0);
    }

    @Override
    public Pass pass(long fromKey) {
        return new RangedPass(
                this::pass,
                options.threads(),
                options.wouldWait(),
                fromKey,
                serverTime.map(now -> PageReader.minute(now) + 1).orElse(0L),
                options.pageSize());
    }

    /** For a thread of its own. */
    private NotionPass pass(long from, long until) {
        DataSourceQueries own = queries();
        return new NotionPass(own, from, until, scan -> minuteScan(own, scan));
    }

    private MinuteScan minuteScan(DataSourceQueries queries, TimeScan scan) {
        return described()
                .uniqueId()
                .<MinuteScan>map(
                        field -> new UniqueIdScan(queries, scan.minute(), field.name(), layout().property(field.id())))
                .orElseGet(() -> new ReverseScan(queries, scan.minute(), scan.idsOfMinute()));
    }

    @Override
    public Changes changes(String position, Predicate<Row> unchanged) {
        return new NotionChanges(queries, this::edited, Positions.minute(position), unchanged, lastReading);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A row that this reader did not make, or made long ago, is read again to learn what is cut.
     */
    @Override
    public Row complete(Row row) {
        if (!row.cut()) {
            return row;
        }
        Optional<List<String>> cut = cutProperties.of(row);
        if (cut.isEmpty()) {
            NotionPage page = page(row.id());
            Row again = page.row().orElseThrow(() -> DataSourceQueries.withheld(id));
            return completed(again, page.cut());
        }
        return completed(row, cut.get());
    }

    private Row completed(Row row, List<String> propertyIds) {
        Layout layout = layout(row);
        Object[] cells = row.cells();
        for (String propertyId : propertyIds) {
            cells[layout.property(propertyId)] = completion.read(row.id(), propertyId);
        }
        return new Row(row.id(), row.orderKey(), row.table(), cells, false);
    }

    /** Times are minutes: a second edit of the text within one would look like the first. */
    @Override
    public boolean settled(Row row) {
        return serverTime
                .map(now -> edited(row) < PageReader.minute(now) - MINUTES_OPEN)
                .orElse(true);
    }

    @Override
    public boolean enriches() {
        return options.content();
    }

    @Override
    public Row enrich(Row row) {
        if (!options.content()) {
            return row;
        }
        JsonNode text = api.markdown(row.id());
        if (!text.path("markdown").isTextual()) {
            throw ApiFailure.unanswered(
                    Scope.ROW,
                    "bad_markdown",
                    "Notion's answer for the text of page " + row.id() + " holds no text",
                    null);
        }
        Layout layout = layout(row);
        Object[] cells = row.cells();
        cells[layout.content()] = text.get("markdown").asText();
        cells[layout.contentTruncated()] = text.path("truncated").asBoolean(false)
                || !text.path("unknown_block_ids").isEmpty();
        return new Row(row.id(), row.orderKey(), row.table(), cells, row.cut());
    }

    /** One request each. */
    @Override
    public int confirmedAtOnce() {
        return CONFIRMED_AT_ONCE;
    }

    @Override
    public Map<String, Fate> confirm(List<String> ids) {
        Map<String, Fate> fates = new HashMap<>();
        for (String pageId : ids) {
            try {
                fates.put(pageId, confirm(pageId));
            } catch (ApiFailure e) {
                if (e.scope() != Scope.ROW) {
                    throw e;
                }
                LOG.error(
                        "Data source {}: what became of page {} cannot be found out; the next sweep asks again: {}",
                        id,
                        pageId,
                        e.getMessage());
            }
        }
        return fates;
    }

    private Fate confirm(String rowId) {
        NotionPage page;
        try {
            page = page(rowId);
        } catch (ApiFailure e) {
            if (e.status() == 404) {
                return Fate.gone();
            }
            throw e;
        }
        if (page.gone()) {
            return new Fate(Fate.Outcome.DELETED, page.row());
        }
        Parents.Home home =
                page.parent().map(parent -> parents.find(parent, id)).orElse(Parents.Home.UNKNOWN);
        if (home == Parents.Home.ELSEWHERE) {
            return new Fate(Fate.Outcome.MOVED, page.row());
        }
        Row row = page.row().orElseThrow(() -> DataSourceQueries.withheld(id));
        // Where nobody can tell, nothing is deleted; and what was edited a moment ago may only show up late.
        return options.filter().isPresent() && home == Parents.Home.HERE && isIndexed(row)
                ? Fate.lost(Fate.Outcome.FILTERED_OUT, row)
                : Fate.present(row);
    }

    private boolean isIndexed(Row row) {
        return serverTime
                .map(now -> edited(row) < PageReader.minute(now) - MINUTES_TO_BE_INDEXED)
                .orElse(false);
    }

    private NotionPage page(String pageId) {
        NotionPage page = api.page(pageId, parser -> {
                    parser.nextToken();
                    return reader(true).read(parser).orElseThrow(() -> new IOException("The answer is no page"));
                })
                .body();
        page.row().ifPresent(row -> cutProperties.remember(row, page.cut()));
        return page;
    }

    private PageReader reader(boolean withParents) {
        return new PageReader(layout(), withParents);
    }

    private long edited(Row row) {
        return PageReader.minute((Instant) row.cell(layout(row).edited()));
    }

    /** The layout that a row follows: nearly always the present one. To compare the tables' content would cost more than it spares. */
    @SuppressWarnings("ReferenceEquality")
    private Layout layout(Row row) {
        Layout present = layout();
        return present.table() == row.table() ? present : new Layout(row.table());
    }

    private Layout layout() {
        return described().layout();
    }

    private DataSource described() {
        if (described.isEmpty()) {
            describe();
        }
        return described.orElseThrow();
    }
}
