/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OffsetFormatTest {
    private static final Map<String, Object> PARTITION = Map.of("stream", "t", "slot", 3);

    static List<Map<String, Object>> malformedPartitions() {
        return Arrays.asList(
                null,
                Map.of(),
                Map.of("stream", "t"),
                Map.of("stream", "t", "slot", -1),
                Map.of("stream", "t", "slot", "1"),
                Map.of("stream", "t", "slot", 1.5),
                Map.of("stream", "", "slot", 1),
                Map.of("stream", 7, "slot", 1),
                Collections.singletonMap("stream", null),
                Map.of("stream", "t", "slot", 1, "more", 1));
    }

    @ParameterizedTest
    @MethodSource("malformedPartitions")
    void a_malformed_partition_is_refused(Map<String, Object> partition) {
        assertThatThrownBy(() -> OffsetFormat.check(partition, null))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("it must have \"stream\"");
    }

    @Test
    void a_partition_has_the_order_that_every_jvm_and_the_rest_api_give_it() {
        Write write = SegmentLog.restore(new StoredOffsets(), "t", 0)
                .append(List.of(new Entry(new RowId(1, 2), 3, 4)), 1, "p", Optional.empty());

        // Connect finds an offset by the bytes of its partition's JSON. Sets of Map.of differ from JVM to JVM.
        assertThat(write.partition().keySet()).containsExactly("stream", "slot");
        assertThat(OffsetFormat.partition("t", 3).keySet()).containsExactly("stream", "slot");
        assertThat(new HashMap<>(OffsetFormat.partition("t", 3)).keySet()).containsExactly("stream", "slot");
    }

    @Test
    void a_slot_may_be_removed() {
        assertThatCode(() -> OffsetFormat.check(PARTITION, null)).doesNotThrowAnyException();
    }

    @Test
    void what_was_written_may_be_put_back() {
        Write write = SegmentLog.restore(new StoredOffsets(), "t", 0)
                .append(List.of(new Entry(new RowId(1, 2), 3, 4)), 1, "p", Optional.of("table"));

        assertThatCode(() -> OffsetFormat.check(write.partition(), write.openOffset()))
                .doesNotThrowAnyException();
        assertThatCode(() -> OffsetFormat.check(write.partition(), write.lastOffset()))
                .doesNotThrowAnyException();
    }

    @Test
    void a_malformed_offset_is_refused_and_the_message_says_what_is_wrong() {
        refused("seq", "7", "\"seq\" is 7, not a whole number from 1 on");
        refused("rows", "AAAA", "\"rows\" ends in the middle of an entry");
        refused("rows", null, "It has one of \"progress\" and \"rows\" without the other");
        refused("progress", 5L, "\"progress\" is no text");
        refused("table", "AAAA", "deflated text");
        refused("v", 2L, "has format 2");
        refused("epoch", null, "\"epoch\" is null");
    }

    private static void refused(String name, Object value, String message) {
        Write write = SegmentLog.restore(new StoredOffsets(), "t", 0)
                .append(List.of(new Entry(new RowId(1, 2), 3, 4)), 1, "p", Optional.of("table"));
        Map<String, Object> offset = new HashMap<>(write.lastOffset());
        offset.put(name, value);

        assertThatThrownBy(() -> OffsetFormat.check(PARTITION, offset))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(message);
    }
}
