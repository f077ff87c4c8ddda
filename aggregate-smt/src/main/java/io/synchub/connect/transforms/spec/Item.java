/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.spec;

import java.util.List;

/**
 * One item of a list of columns: its parts, which colons separate.
 *
 * @param position of its first character in the list, counted from 1
 */
public record Item(int position, List<String> parts) {
    public Item {
        parts = List.copyOf(parts);
    }

    /** The part at an index counted from 0; empty text when the item has no such part. */
    public String part(int index) {
        return index < parts.size() ? parts.get(index) : "";
    }
}
