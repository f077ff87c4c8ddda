/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.synchub.connect.common.ledger.RowId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdsTest {
    private final RecordIds ids = new RecordIds();

    @Property
    void nothing_is_lost(@ForAll("recordIds") String id) {
        assertThat(ids.decode(ids.encode(id))).isEqualTo(id);
    }

    @Property
    void different_ids_stay_different(@ForAll("recordIds") String one, @ForAll("recordIds") String other) {
        assertThat(ids.encode(one).equals(ids.encode(other))).isEqualTo(one.equals(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rec0", "rec00000000000000", "rec0000000000", "rec00000000000", "reczzzzzzzzzzzzzzzzzzzz"})
    void zeros_and_the_longest_come_back(String id) {
        assertThat(ids.decode(ids.encode(id))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rec",
                "re",
                "REC12",
                "tbl12345678901234",
                "rec1234-",
                "rec\u00e4",
                "rec012345678901234567890"
            })
    void anything_else_is_refused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> ids.encode(id));
    }

    @Test
    void so_are_bytes_that_are_no_id() {
        assertThatIllegalArgumentException().isThrownBy(() -> ids.decode(new RowId(0, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> ids.decode(new RowId(-5, 1)));
    }

    @Provide
    Arbitrary<String> recordIds() {
        return Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(digits -> "rec" + digits);
    }
}
