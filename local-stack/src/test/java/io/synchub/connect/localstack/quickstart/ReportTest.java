/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void in_check_mode_every_value_is_shown_and_counted() {
        Report report = report(true);
        report.check("orders", 3L, 3L);
        report.check("totals", 2L, 1L);

        assertThat(printed()).isEqualTo("    ok      orders: 3\n    FAILED  totals: expected 2, actual 1\n");
        assertThat(report.passed()).isEqualTo(1);
        assertThat(report.failed()).isEqualTo(1);
    }

    @Test
    void without_it_only_what_is_wrong_is_shown() {
        Report report = report(false);
        report.check("orders", 3L, 3L);
        report.check("totals", 2L, 1L);

        assertThat(printed()).isEqualTo("    FAILED  totals: expected 2, actual 1\n");
    }

    @Test
    void numbers_stand_to_the_right_and_steps_have_their_seconds() {
        Report report = report(false);
        report.step("Kafka broker", Duration.ofMillis(1_234));
        report.table(List.of("table", "rows"), List.of(List.of("orders", "10,682"), List.of("totals", "7")));

        assertThat(printed().lines())
                .containsExactly(
                        "  Kafka broker" + " ".repeat(59) + "1.23 s",
                        "      table     rows",
                        "      orders  10,682",
                        "      totals       7");
    }

    private Report report(boolean check) {
        return new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8), check, false);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
