/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.airtable.webhook.Signals;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @Test
    void places_in_a_log_are_read_as_they_were_written() {
        String text = Position.inLog("ach1", new Signals.Place(17, 0));

        assertThat(text).isEqualTo("hook/ach1/17");
        assertThat(Position.inLog(text)).contains(new Position.InLog("ach1", new Signals.Place(17, 0)));
        String within = Position.inLog("ach1", new Signals.Place(17, 30));
        assertThat(within).isEqualTo("hook/ach1/17/30");
        assertThat(Position.inLog(within)).contains(new Position.InLog("ach1", new Signals.Place(17, 30)));
        assertThat(Position.inTime(text)).isEmpty();
    }

    @Test
    void times_are_read_as_they_were_written() {
        Instant time = Instant.parse("2026-01-02T03:04:05.678Z");

        assertThat(Position.inTime(Position.at(time))).contains(time);
        assertThat(Position.inLog(Position.at(time))).isEmpty();
        assertThat(Position.at(Instant.EPOCH.minusSeconds(10))).isEqualTo("time/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "hook/a/b/1",
                "hook/ach1/17/x",
                "hook/ach1/9999999999999999999",
                "time/9999999999999999999",
                "time/1 "
            })
    void anything_else_is_neither(String text) {
        assertThat(Position.inLog(text)).isEmpty();
        assertThat(Position.inTime(text)).isEmpty();
    }
}
