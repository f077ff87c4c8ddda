/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class StatusEventTest {
    private static StatusEvent event(Optional<String> message) {
        return new StatusEvent(
                "id", "Name", "sweep-1", "sweep", StatusEvent.Stage.FAILED, Instant.ofEpochMilli(7), 3, 2, 1, message);
    }

    @Test
    void says_all_it_knows() {
        StatusEvent event = event(Optional.of("why"));

        assertThat(event.key().getString("stream")).isEqualTo("id");
        Struct value = event.value();
        value.validate();
        assertThat(value.getString("stream")).isEqualTo("id");
        assertThat(value.getString("name")).isEqualTo("Name");
        assertThat(value.getString("run")).isEqualTo("sweep-1");
        assertThat(value.getString("kind")).isEqualTo("sweep");
        assertThat(value.getString("event")).isEqualTo("failed");
        assertThat(value.get("time")).isEqualTo(new Date(7));
        assertThat(value.getInt64("rows_read")).isEqualTo(3);
        assertThat(value.getInt64("rows_sent")).isEqualTo(2);
        assertThat(value.getInt64("rows_deleted")).isEqualTo(1);
        assertThat(value.getString("message")).isEqualTo("why");
    }

    @Test
    void needs_no_message() {
        Struct value = event(Optional.empty()).value();

        value.validate();
        assertThat(value.getString("message")).isNull();
    }
}
