/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RecordLocationTest {
    @Test
    void a_sink_record_is_named_by_its_offset() {
        assertThat(RecordLocation.of(new SinkRecord("shop.orders", 3, null, "key", null, "value", 42)))
                .isEqualTo("topic shop.orders, partition 3, offset 42");
    }

    @Test
    void a_source_record_is_named_without_the_values_of_its_partition() {
        SourceRecord sourced =
                new SourceRecord(Map.of("server", "secret", "base", "x"), Map.of(), "shop.orders", null, "value");

        assertThat(RecordLocation.of(sourced)).isEqualTo("topic shop.orders, source partition of base, server");
        assertThat(RecordLocation.of(new SourceRecord(null, null, "shop.orders", 1, null, "value")))
                .isEqualTo("topic shop.orders, partition 1");
    }
}
