/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.sink.delivery.OffsetTable.Stored;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class PositionTest {
    private final Position position = new Position(new TopicPartition("orders", 0));

    @Test
    void without_a_stored_offset_nothing_is_rewound_and_all_is_accepted() {
        assertThat(position.claimed(new Stored(null, 1))).isEmpty();
        assertThat(position.accept(40)).isTrue();
        assertThat(position.accept(40)).as("handed over again").isFalse();
        assertThat(position.committable(41)).as("nothing is written").isEmpty();
    }

    @Test
    void what_was_passed_over_before_the_claim_is_read_again() {
        assertThat(position.accept(40)).isFalse();
        assertThat(position.accept(41)).isFalse();
        assertThat(position.committable(42)).isEmpty();
        assertThat(position.claimed(new Stored(null, 1))).hasValue(40);
        position.polled();
        assertThat(position.accept(40)).isTrue();
    }

    @Test
    void records_of_the_poll_before_the_rewind_are_passed_over_and_not_offered() {
        assertThat(position.claimed(new Stored(7L, 1))).hasValue(7);
        assertThat(position.accept(12)).isFalse();
        assertThat(position.committable(13)).isEmpty();
        position.failed();
        assertThat(position.committable(13))
                .as("a write failed in the same call")
                .isEmpty();
        position.polled();
        assertThat(position.committable(7)).hasValue(7);
        assertThat(position.accept(7)).isTrue();
    }

    @Test
    void what_a_transform_left_out_is_stored_with_the_next_write() {
        position.claimed(new Stored(7L, 1));
        position.polled();
        assertThat(position.committable(20)).hasValue(7);
        assertThat(position.isAhead()).isTrue();
        position.written(position.target(null).orElseThrow());
        assertThat(position.committable(20)).hasValue(20);
        assertThat(position.isAhead()).isFalse();
    }

    @Test
    void after_a_failed_write_the_table_says_what_is_still_to_be_written() {
        position.claimed(new Stored(7L, 1));
        position.polled();
        assertThat(position.accept(7)).isTrue();
        assertThat(position.accept(8)).isTrue();
        position.failed();
        assertThat(position.isClaimDue()).isTrue();
        assertThat(position.claimed(new Stored(8L, 2))).isEmpty();
        assertThat(position.isPending(7)).isFalse();
        assertThat(position.isPending(8)).isTrue();
        position.failed();
        assertThat(position.claimed(new Stored(3L, 3)))
                .as("somebody set it back")
                .hasValue(3);
        assertThat(position.isPending(8)).as("read again").isFalse();
    }

    @Test
    void a_topic_that_does_not_reach_the_stored_offset_fails_the_task() {
        position.claimed(new Stored(7L, 1));
        position.polled();
        assertThatThrownBy(() -> position.accept(0))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Topic orders, partition 0")
                .hasMessageContaining("offset 7");
    }
}
