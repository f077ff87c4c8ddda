/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.function.IntFunction;

/**
 * The types in which values travel to the server: as elements of an array parameter, and as columns of a binary COPY.
 * A value comes to both in the Java form that the element names.
 */
enum Element {
    /** {@link Boolean}. */
    BOOL("bool", Boolean[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Byte.BYTES).int8((Boolean) value ? 1 : 0);
        }
    },
    /** {@link Short}. */
    INT2("int2", Short[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Short.BYTES).int16((Short) value);
        }
    },
    /** {@link Integer}. */
    INT4("int4", Integer[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Integer.BYTES).int32((Integer) value);
        }
    },
    /** {@link Long}. */
    INT8("int8", Long[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Long.BYTES).int64((Long) value);
        }
    },
    /** {@link Float}. */
    FLOAT4("float4", Float[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Float.BYTES).int32(Float.floatToRawIntBits((Float) value));
        }
    },
    /** {@link Double}. */
    FLOAT8("float8", Double[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Double.BYTES).int64(Double.doubleToRawLongBits((Double) value));
        }
    },
    /** {@link BigDecimal}. */
    NUMERIC("numeric", String[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            BinaryNumeric.write(out, (BigDecimal) value);
        }
    },
    /** {@link LocalDate}. */
    DATE("date", String[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Integer.BYTES).int32(BinaryTime.days((LocalDate) value));
        }
    },
    /** {@link LocalTime}. */
    TIME("time", String[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Long.BYTES).int64(BinaryTime.micros((LocalTime) value));
        }
    },
    /** {@link LocalDateTime}. */
    TIMESTAMP("timestamp", String[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Long.BYTES).int64(BinaryTime.micros((LocalDateTime) value));
        }
    },
    /** {@link LocalDateTime} in UTC, which is our sessions' time zone. */
    TIMESTAMPTZ("timestamptz", String[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            TIMESTAMP.write(out, value);
        }
    },
    /** {@code byte[]}. */
    BYTEA("bytea", byte[][]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(((byte[]) value).length).bytes((byte[]) value);
        }
    },
    /** {@link String}. */
    TEXT("text", String[]::new) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.text((String) value);
        }
    };

    private final String typeName;
    private final IntFunction<Object[]> newArray;

    Element(String typeName, IntFunction<Object[]> newArray) {
        this.typeName = typeName;
        this.newArray = newArray;
    }

    String typeName() {
        return typeName;
    }

    /** Appends a value that is not null, behind its length in bytes. */
    abstract void write(BinaryBuffer out, Object value);

    /** An array of the class that the driver knows how to send: a class of its own in binary, texts as texts. */
    Object[] newArray(int length) {
        return newArray.apply(length);
    }

    /** A value as it stands in such an array. */
    Object inArray(Object value) {
        return switch (this) {
            case NUMERIC -> value.toString();
            case DATE -> PostgresText.date((LocalDate) value);
            case TIME -> PostgresText.time((LocalTime) value);
            case TIMESTAMP, TIMESTAMPTZ -> PostgresText.timestamp((LocalDateTime) value);
            default -> value;
        };
    }
}
