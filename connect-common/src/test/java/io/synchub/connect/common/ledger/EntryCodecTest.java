/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EntryCodecTest {
    @Property
    void entries_come_back_and_their_bytes_are_below_the_bound(
            @ForAll long seed, @ForAll @IntRange(max = 300) int size, @ForAll @IntRange(max = 63) int keyBits) {
        Random random = new Random(seed);
        Rows rows = new Rows();
        List<Entry> entries = new ArrayList<>();
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            Entry entry = new Entry(
                    new RowId(random.nextLong(), random.nextLong()),
                    random.nextLong() >>> 8,
                    random.nextLong() >> keyBits);
            entries.add(entry);
            numbers[i] = rows.add(entry.id().high(), entry.id().low());
            rows.content(numbers[i], entry.fingerprint(), entry.orderKey());
        }
        KeyOrder.sort(rows, numbers);
        byte[] bytes = EntryCodec.encode(rows, numbers);

        List<Entry> decoded = new ArrayList<>();
        EntryCodec.decode(bytes, (high, low, print, key) -> decoded.add(new Entry(new RowId(high, low), print, key)));
        assertThat(decoded).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(decoded).isSortedAccordingTo(Comparator.comparingLong(Entry::orderKey));
        if (size > 0) {
            long min = decoded.get(0).orderKey();
            long max = decoded.get(size - 1).orderKey();
            assertThat(bytes.length).isLessThanOrEqualTo(EntryCodec.bound(size, min, max));
        }
    }

    @Property
    void deflated_text_comes_back(@ForAll String text) {
        assertThat(DeflatedText.inflate(DeflatedText.of(text))).isEqualTo(text.replaceAll("\\p{Cs}", "?"));
    }
}
