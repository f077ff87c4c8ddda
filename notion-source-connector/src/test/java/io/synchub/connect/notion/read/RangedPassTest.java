/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.poll.PassPage;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.notion.FakeNotion;
import io.synchub.connect.notion.api.NotionApi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

/** Large tables with several requests under way. */
class RangedPassTest {
    private static final long M = 29_000_000;
    private static final int PAGE_SIZE = 10;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work, "read-ahead");
        thread.setDaemon(true);
        return thread;
    });

    private final FakeNotion notion = new FakeNotion();
    private boolean slowAnswers = true;

    @AfterContainer
    static void stop() {
        THREADS.shutdownNow();
    }

    private TableReader reader() {
        NotionTableReader reader = new NotionTableReader(
                new NotionApi(notion),
                FakeNotion.DATA_SOURCE,
                new NotionTableReader.Options(Optional.empty(), PAGE_SIZE, false, false, THREADS, () -> !slowAnswers));
        reader.describe();
        return reader;
    }

    private static List<PassPage> read(TableReader.Pass pass) {
        List<PassPage> pages = new ArrayList<>();
        do {
            pages.add(pass.next());
        } while (!pages.get(pages.size() - 1).last());
        return pages;
    }

    private static Set<String> ids(List<PassPage> pages) {
        Set<String> ids = new HashSet<>();
        pages.forEach(page -> page.rows().forEach(row -> ids.add(row.id())));
        return ids;
    }

    @Test
    void where_answers_are_slow_the_rest_is_read_in_ranges_for_few_requests_more() {
        for (int i = 0; i < 3_000; i++) {
            notion.add(M + i / 3, M + i);
        }

        List<PassPage> pages = read(reader().pass(0));

        assertThat(ids(pages)).hasSize(3_000);
        assertThat(pages.stream().map(PassPage::shownBelow)).isSorted();
        assertThat(notion.requests.stream()
                        .filter(request -> request.body().isPresent()
                                && new String(request.body().get(), java.nio.charset.StandardCharsets.UTF_8)
                                        .contains("before")))
                .isNotEmpty();
        assertThat(notion.queries()).isBetween(300L, 340L);
    }

    @Test
    void where_the_rate_is_the_bound_no_request_is_wasted() {
        slowAnswers = false;
        for (int i = 0; i < 1_000; i++) {
            notion.add(M + i / 3, M + i);
        }

        assertThat(ids(read(reader().pass(0)))).hasSize(1_000);
        assertThat(notion.queries()).isEqualTo(100);
    }

    @Test
    void a_failure_comes_out_at_its_place_and_a_new_pass_goes_on_there() {
        for (int i = 0; i < 2_000; i++) {
            notion.add(M + i / 3, M + i);
        }
        notion.fault = request -> notion.queries() > 100
                ? Optional.of(FakeNotion.error(request, 500, "internal_server_error", "out of order"))
                : Optional.empty();
        TableReader reader = reader();
        TableReader.Pass pass = reader.pass(0);
        List<PassPage> before = new ArrayList<>();
        assertThatExceptionOfType(ApiFailure.class).isThrownBy(() -> {
            while (true) {
                before.add(pass.next());
            }
        });
        notion.fault = request -> Optional.empty();

        Set<String> all = ids(before);
        all.addAll(ids(read(reader.pass(before.get(before.size() - 1).shownBelow()))));

        assertThat(all).hasSize(2_000);
        assertThat(before.size()).isGreaterThan(50);
    }

    @Property(tries = 40)
    void however_rows_are_spread_over_time_all_are_shown(@ForAll Random random) {
        FakeNotion spread = new FakeNotion();
        long minute = M;
        for (int i = 0; i < 600 + random.nextInt(600); i++) {
            int kind = random.nextInt(100);
            minute += kind < 70 ? 0 : kind < 98 ? random.nextInt(4) : random.nextInt(100_000);
            spread.add(minute, minute);
        }
        spread.nowMinute = minute + random.nextInt(1_000);
        spread.cap = 200 + random.nextInt(400);
        spread.schema(true);
        NotionTableReader reader = new NotionTableReader(
                new NotionApi(spread),
                FakeNotion.DATA_SOURCE,
                new NotionTableReader.Options(Optional.empty(), PAGE_SIZE, false, false, THREADS, () -> false));
        reader.describe();

        List<PassPage> pages = read(reader.pass(0));

        assertThat(ids(pages)).hasSize(spread.pages.size());
        assertThat(pages.stream().map(PassPage::shownBelow)).isSorted();
    }
}
