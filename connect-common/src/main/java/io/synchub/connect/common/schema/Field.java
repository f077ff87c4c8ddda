/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import java.util.Objects;
import java.util.Optional;

/**
 * A field of a platform's table.
 *
 * @param id never changes, also when the field is renamed
 * @param name its name at present
 * @param declared the kind of its cells; empty when only the values tell (a formula)
 * @param system whether every table of the platform has it under this very name ({@code created_time}, {@code url}): its
 *     name is never changed, and other fields give way to it, unless one of them had the name first
 */
public record Field(String id, String name, Optional<Kind> declared, boolean system) {
    public Field {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
    }

    public static Field of(String id, String name, Kind kind) {
        return new Field(id, name, Optional.of(kind), false);
    }

    public static Field byValue(String id, String name) {
        return new Field(id, name, Optional.empty(), false);
    }

    public static Field system(String name, Kind kind) {
        return new Field(name, name, Optional.of(kind), true);
    }
}
