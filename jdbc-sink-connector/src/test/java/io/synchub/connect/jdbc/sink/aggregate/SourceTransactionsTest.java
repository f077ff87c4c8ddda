/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.sink.harness.ManualTime;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTransactionsTest {
    private final ManualTime time = new ManualTime();
    private int looks;

    /** A source that shows the transactions from some time on. */
    private SourceTransactions visibleAfter(long millis) {
        long from = time.milliseconds() + millis;
        AggregateSource source = (AggregateSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AggregateSource.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("areOver");
                    looks++;
                    return time.milliseconds() >= from;
                });
        return new SourceTransactions(source, time);
    }

    @Test
    void what_is_visible_is_not_waited_for() throws SQLException {
        assertThat(visibleAfter(0).awaitVisible(null, List.of(1L))).isTrue();
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void the_source_is_not_asked_where_no_transaction_is_known() throws SQLException {
        assertThat(visibleAfter(1_000_000).awaitVisible(null, List.of())).isTrue();
        assertThat(looks).isZero();
    }

    @Test
    void a_change_that_shows_in_time_is_waited_for() throws SQLException {
        long start = time.milliseconds();
        assertThat(visibleAfter(9_000).awaitVisible(null, List.of(1L))).isTrue();
        assertThat(time.milliseconds() - start).isBetween(9_000L, 9_100L);
    }

    @Test
    void patience_ends_after_ten_seconds() throws SQLException {
        long start = time.milliseconds();
        assertThat(visibleAfter(60_000).awaitVisible(null, List.of(1L))).isFalse();
        assertThat(time.milliseconds() - start).isBetween(10_000L, 10_200L);
        assertThat(looks).isLessThan(130);
    }
}
