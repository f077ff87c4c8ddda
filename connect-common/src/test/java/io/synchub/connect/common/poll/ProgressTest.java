/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Property(tries = 200)
    void survives_its_json(
            @ForAll String position,
            @ForAll String shape,
            @ForAll long key,
            @ForAll @IntRange int millis,
            @ForAll @IntRange(max = 31) int parts) {
        Instant time = Instant.ofEpochMilli(millis);
        Progress progress = Progress.none();
        if ((parts & 1) != 0) {
            progress = progress.running(Progress.RunningPass.begun(time, shape, (parts & 2) != 0))
                    .completed();
        }
        if ((parts & 4) != 0) {
            progress = progress.at(position).polled(time.plusMillis(1));
        }
        if ((parts & 8) != 0) {
            Progress.RunningPass pass =
                    Progress.RunningPass.begun(time, shape, (parts & 2) != 0).at(key);
            progress = progress.running((parts & 16) != 0 ? pass.withAnother() : pass);
        }

        assertThat(Progress.fromJson(progress.toJson())).isEqualTo(progress);
    }

    @Test
    void other_text_is_refused() {
        for (String text : new String[] {"{", "[]", "7", "", "{\"running\":{}}", "{\"complete\":{\"started\":1}}"}) {
            assertThatThrownBy(() -> Progress.fromJson(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
