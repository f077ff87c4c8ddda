/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class TaskStreamsTest {
    @Property(tries = 100)
    void every_stream_is_dealt_out_once_and_evenly(
            @ForAll List<String> names, @ForAll @IntRange(min = 1, max = 9) int tasks) {
        List<StreamRef> streams =
                names.stream().map(name -> new StreamRef("id " + name, name)).toList();

        List<Map<String, String>> dealt =
                TaskStreams.deal(streams, java.util.Collections.nCopies(tasks, Map.of("k", "v")));

        assertThat(dealt).hasSize(tasks).allSatisfy(task -> {
            assertThat(task).containsEntry("k", "v");
            assertThat(TaskStreams.read(task))
                    .hasSizeBetween(streams.size() / tasks, (streams.size() + tasks - 1) / tasks);
        });
        assertThat(dealt.stream().flatMap(task -> TaskStreams.read(task).stream()))
                .containsExactlyInAnyOrderElementsOf(streams);
    }

    @Test
    void other_text_is_refused() {
        assertThat(TaskStreams.read(Map.of())).isEmpty();
        for (String text : List.of("[", "[{}]", "[{\"id\":\"1\"}]")) {
            assertThatThrownBy(() -> TaskStreams.read(Map.of(TaskStreams.PROPERTY, text)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(TaskStreams.PROPERTY);
        }
    }
}
