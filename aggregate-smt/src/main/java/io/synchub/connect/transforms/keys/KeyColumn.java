/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.transforms.spec.Item;
import io.synchub.connect.transforms.spec.ItemList;
import java.util.List;
import java.util.Optional;

/** One column of an aggregate key: where it comes from, what it is called, to which unit it is truncated. */
public record KeyColumn(String source, String destination, Optional<CalendarUnit> unit) {
    public static final String FORM = "source[:dest[:unit]]";

    private static final Choice<CalendarUnit> UNITS = Choice.of(CalendarUnit.class);

    /**
     * Reads a list such as {@code customer_id, created_at:day:day}.
     *
     * @throws org.apache.kafka.common.config.ConfigException on the key, for anything that is wrong with the list
     */
    public static List<KeyColumn> parse(String key, String list) {
        return ItemList.parse(key, list, FORM, KeyColumn::of, KeyColumn::destination);
    }

    private static KeyColumn of(Item item) {
        String source = item.part(0);
        String destination = item.part(1).isEmpty() ? source : item.part(1);
        if (item.parts().size() < 3) {
            return new KeyColumn(source, destination, Optional.empty());
        }
        CalendarUnit unit = UNITS.find(item.part(2))
                .orElseThrow(() ->
                        new IllegalArgumentException("the unit '" + item.part(2) + "' is not known: use " + UNITS));
        return new KeyColumn(source, destination, Optional.of(unit));
    }
}
