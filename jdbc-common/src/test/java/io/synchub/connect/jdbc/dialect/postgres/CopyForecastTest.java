/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.dialect.postgres.CopyForecast.Outlook;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopyForecastTest {
    private final CopyForecast forecast = new CopyForecast();

    private List<Outlook> next(int batches) {
        return Stream.generate(forecast::next).limit(batches).toList();
    }

    @Test
    void a_table_is_asked_until_a_batch_was_taken() {
        assertThat(next(2)).containsOnly(Outlook.UNKNOWN);
        forecast.taken();
        assertThat(next(2)).containsOnly(Outlook.TAKEN);
    }

    @Test
    void after_a_refusal_there_is_no_trial_for_ever_longer() {
        forecast.refused();
        assertThat(next(2)).containsExactly(Outlook.REFUSED, Outlook.UNKNOWN);
        forecast.refused();
        assertThat(next(3)).containsExactly(Outlook.REFUSED, Outlook.REFUSED, Outlook.UNKNOWN);
        for (int i = 0; i < 10; i++) {
            forecast.refused();
        }
        assertThat(next(64)).containsOnly(Outlook.REFUSED);
        assertThat(forecast.next()).isEqualTo(Outlook.UNKNOWN);
    }

    @Test
    void a_batch_that_is_taken_ends_that() {
        forecast.refused();
        forecast.refused();
        forecast.taken();
        forecast.refused();
        assertThat(next(2)).containsExactly(Outlook.REFUSED, Outlook.UNKNOWN);
    }
}
