/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.ledger.Write;
import io.synchub.connect.common.schema.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamNamesTest {
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();

    private List<StreamRef> unique(StreamRef... tables) {
        return StreamNames.unique(List.of(tables), StreamNames.pinnedIn(new MapOffsets(offsets)));
    }

    private void pin(String id, String name) {
        SegmentLog log = SegmentLog.restore(new MapOffsets(offsets), id, 1);
        Write write =
                log.append(List.of(), 1, "{}", Optional.of(TableSpec.of(name).toJson()));
        offsets.put(write.partition(), write.lastOffset());
    }

    private static StreamRef table(String id, String name) {
        return new StreamRef(id, name);
    }

    @Test
    void names_are_made_fit_for_topics_in_the_order_of_the_ids() {
        assertThat(unique(table("2", "To do"), table("1", "名前"))).containsExactly(table("1", "1"), table("2", "To_do"));
    }

    @Test
    void names_that_look_the_same_get_the_id() {
        assertThat(unique(table("1", "A b"), table("2", "A-b"), table("3", "A!b")))
                .containsExactly(table("1", "A_b"), table("2", "A-b"), table("3", "A_b_3"));
    }

    @Test
    void a_name_with_an_id_meets_no_other_name() {
        assertThat(unique(table("1", "X"), table("2", "X"), table("3", "X_2"), table("4", "X_2")))
                .extracting(StreamRef::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_pinned_name_stays_and_others_give_way() {
        pin("9", "X");
        pin("8", "Y_1");

        assertThat(unique(table("1", "X"), table("8", "X"), table("9", "Renamed")))
                .containsExactly(table("1", "X_1"), table("8", "Y_1"), table("9", "X"));
    }

    @Test
    void a_table_that_is_named_twice_is_one_stream() {
        assertThat(unique(table("1", "X"), table("1", "X"), table("2", "Y")))
                .containsExactly(table("1", "X"), table("2", "Y"));
    }
}
