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
 * @param equality which values are one key to it
 * @param attributes the rest of its definition, such as default and comment, as SQL that stands behind {@code NOT NULL};
 *     empty for a database that keeps it when the type is changed
 */
public record ColumnDefinition(
        String name,
        String type,
        String baseType,
        Family family,
        boolean nullable,
        TypeSize size,
        Equality equality,
        String attributes) {

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

    /**
     * Which of the values that a column stores are equal to it, and so one key. What becomes of a value on its way into
     * the column, such as a number that is rounded, is another matter.
     */
    public enum Equality {
        /** Those that are the same. */
        EXACT,
        /** Texts that are the same but for blanks at their end. */
        PADDED,
        /** Texts that are the same but for upper and lower case, such as a uuid; nothing else. */
        CASELESS,
        /** Further ones: upper and lower case, accents, whatever the column's collation says. */
        LOOSE
    }

    public ColumnDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(baseType, "baseType");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(equality, "equality");
        Objects.requireNonNull(attributes, "attributes");
    }

    /** A column to which only values that are the same are equal. */
    public ColumnDefinition(String name, String type, String baseType, Family family, boolean nullable, TypeSize size) {
        this(name, type, baseType, family, nullable, size, Equality.EXACT);
    }

    /** A column whose definition has nothing else. */
    public ColumnDefinition(
            String name,
            String type,
            String baseType,
            Family family,
            boolean nullable,
            TypeSize size,
            Equality equality) {
        this(name, type, baseType, family, nullable, size, equality, "");
    }

    /** This type in the place of another column: under its name, with what else is said of it. */
    ColumnDefinition inPlaceOf(ColumnDefinition other) {
        return new ColumnDefinition(
                other.name, type, baseType, family, other.nullable, size, other.equality, other.attributes);
    }

    /** A column of a type whose size is not known. */
    public ColumnDefinition(String name, String type, String baseType, Family family, boolean nullable) {
        this(name, type, baseType, family, nullable, TypeSize.UNKNOWN);
    }
}
