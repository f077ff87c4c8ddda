/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.Objects;

/**
 * A column of a table, as its database describes it or as it is to be made.
 *
 * @param name its name, case kept
 * @param type the full SQL type with length or precision, such as {@code numeric(10,2)}
 * @param baseType the type without length or precision, as it stands in a cast, such as {@code numeric}
 * @param family what values it takes
 * @param nullable whether it takes nulls
 * @param size how much it holds
 */
public record ColumnDefinition(
        String name, String type, String baseType, Family family, boolean nullable, TypeSize size) {

    /** What a column's type takes, as coarse as the writers need to know it. */
    public enum Family {
        BOOLEAN,
        NUMBER,
        TEXT,
        BYTES,
        ARRAY,
        /** Dates, uuid, json, enums, ranges and whatever else has a form as text. */
        OTHER
    }

    public ColumnDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(baseType, "baseType");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(size, "size");
    }

    /** A column of a type whose size is not known. */
    public ColumnDefinition(String name, String type, String baseType, Family family, boolean nullable) {
        this(name, type, baseType, family, nullable, TypeSize.UNKNOWN);
    }
}
