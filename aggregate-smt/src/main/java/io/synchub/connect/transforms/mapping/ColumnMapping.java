/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.mapping;

import io.synchub.connect.transforms.cast.CastTarget;
import io.synchub.connect.transforms.spec.Item;
import io.synchub.connect.transforms.spec.ItemList;
import java.util.List;
import java.util.Optional;

/** One column of a mapping: where it comes from, what it is called, what it is cast to. */
public record ColumnMapping(String source, String destination, Optional<CastTarget> cast) {
    public static final String FORM = "source[:dest[:type]]";

    /**
     * Reads a list such as {@code id, total:amount:decimal(10,2), created::date}.
     *
     * @throws org.apache.kafka.common.config.ConfigException on the key, for anything that is wrong with the list
     */
    public static List<ColumnMapping> parse(String key, String list) {
        return ItemList.parse(key, list, FORM, ColumnMapping::of, ColumnMapping::destination);
    }

    private static ColumnMapping of(Item item) {
        String source = item.part(0);
        String destination = item.part(1).isEmpty() ? source : item.part(1);
        if (item.parts().size() < 3) {
            return new ColumnMapping(source, destination, Optional.empty());
        }
        return new ColumnMapping(source, destination, Optional.of(CastTarget.parse(item.part(2))));
    }
}
