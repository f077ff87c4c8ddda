/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/**
 * The binary form of a column's own type, which is all that COPY takes. The server reads it by the type's receive function
 * with the column's length or precision, which fits, rounds and refuses as an assignment does.
 */
enum CopyForm {
    /** The element is of the column's type. */
    ELEMENT {
        @Override
        void write(BinaryBuffer out, Element element, Object value) {
            element.write(out, value);
        }
    },
    /** A text behind the version of the form. */
    JSONB {
        private static final int VERSION = 1;

        @Override
        void write(BinaryBuffer out, Element element, Object value) {
            byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
            out.int32(Byte.BYTES + text.length).int8(VERSION).bytes(text);
        }
    },
    /** Two numbers, from the text that uuids commonly have. */
    UUID {
        private static final Pattern COMMON = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

        @Override
        void write(BinaryBuffer out, Element element, Object value) {
            if (!COMMON.matcher((String) value).matches()) {
                throw new DataException("the text is not a uuid as they are commonly written");
            }
            java.util.UUID uuid = java.util.UUID.fromString((String) value);
            out.int32(2 * Long.BYTES).int64(uuid.getMostSignificantBits()).int64(uuid.getLeastSignificantBits());
        }
    };

    /** Types whose form is that of text. */
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character", "bpchar", "json");

    /** The form of a column whose values travel as an element otherwise; null where COPY does not take them. */
    static CopyForm of(Element element, ColumnDefinition target) {
        String type = target.baseType();
        if (element != Element.TEXT) {
            return element.columnType().equals(type) ? ELEMENT : null;
        }
        if (TEXTS.contains(type)) {
            return ELEMENT;
        }
        return switch (type) {
            case "jsonb" -> JSONB;
            case "uuid" -> UUID;
            default -> null;
        };
    }

    /** Appends a value that is not null, in the Java form of the element, behind its length in bytes. */
    abstract void write(BinaryBuffer out, Element element, Object value);
}
