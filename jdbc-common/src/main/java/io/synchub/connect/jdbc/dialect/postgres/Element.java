/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import org.postgresql.core.Oid;

/** The types in which values travel to the server, as elements of arrays; each names the Java form that it takes. */
enum Element {
    /** {@link Boolean}. */
    BOOL("bool", "boolean", Oid.BOOL, Oid.BOOL_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Byte.BYTES).int8((Boolean) value ? 1 : 0);
        }
    },
    /** {@link Short}. */
    INT2("int2", "smallint", Oid.INT2, Oid.INT2_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Short.BYTES).int16((Short) value);
        }
    },
    /** {@link Integer}. */
    INT4("int4", "integer", Oid.INT4, Oid.INT4_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Integer.BYTES).int32((Integer) value);
        }
    },
    /** {@link Long}. */
    INT8("int8", "bigint", Oid.INT8, Oid.INT8_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Long.BYTES).int64((Long) value);
        }
    },
    /** {@link Float}. */
    FLOAT4("float4", "real", Oid.FLOAT4, Oid.FLOAT4_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Float.BYTES).int32(Float.floatToRawIntBits((Float) value));
        }
    },
    /** {@link Double}. */
    FLOAT8("float8", "double precision", Oid.FLOAT8, Oid.FLOAT8_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Double.BYTES).int64(Double.doubleToRawLongBits((Double) value));
        }
    },
    /** {@link BigDecimal}. */
    NUMERIC("numeric", "numeric", Oid.NUMERIC, Oid.NUMERIC_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            BinaryNumeric.write(out, (BigDecimal) value);
        }
    },
    /** {@link LocalDate}. */
    DATE("date", "date", Oid.DATE, Oid.DATE_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Integer.BYTES).int32(BinaryTime.days((LocalDate) value));
        }
    },
    /** {@link LocalTime}. */
    TIME("time", "time without time zone", Oid.TIME, Oid.TIME_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Long.BYTES).int64(BinaryTime.micros((LocalTime) value));
        }
    },
    /** {@link LocalDateTime}. */
    TIMESTAMP("timestamp", "timestamp without time zone", Oid.TIMESTAMP, Oid.TIMESTAMP_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(Long.BYTES).int64(BinaryTime.micros((LocalDateTime) value));
        }
    },
    /** {@link LocalDateTime} in UTC, which is our sessions' time zone. */
    TIMESTAMPTZ("timestamptz", "timestamp with time zone", Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            TIMESTAMP.write(out, value);
        }
    },
    /** {@code byte[]}. */
    BYTEA("bytea", "bytea", Oid.BYTEA, Oid.BYTEA_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.int32(((byte[]) value).length).bytes((byte[]) value);
        }
    },
    /** {@link String}. */
    TEXT("text", "text", Oid.TEXT, Oid.TEXT_ARRAY) {
        @Override
        void write(BinaryBuffer out, Object value) {
            out.text((String) value);
        }
    };

    private final String typeName;
    private final String columnType;
    private final int oid;
    private final int arrayOid;

    Element(String typeName, String columnType, int oid, int arrayOid) {
        this.typeName = typeName;
        this.columnType = columnType;
        this.oid = oid;
        this.arrayOid = arrayOid;
    }

    String typeName() {
        return typeName;
    }

    /** The type as the catalog names it in a {@link io.synchub.connect.jdbc.schema.ColumnDefinition}. */
    String columnType() {
        return columnType;
    }

    /** The type's number, which is the same in all servers. */
    int oid() {
        return oid;
    }

    /** The number of the type of its arrays. */
    int arrayOid() {
        return arrayOid;
    }

    /** Appends a value that is not null, behind its length in bytes. */
    abstract void write(BinaryBuffer out, Object value);

    /** A value that is not null in the form that the type reads. */
    String text(Object value) {
        return switch (this) {
            case DATE -> PostgresText.date((LocalDate) value);
            case TIME -> PostgresText.time((LocalTime) value);
            case TIMESTAMP, TIMESTAMPTZ -> PostgresText.timestamp((LocalDateTime) value);
            case BYTEA -> "\\x" + HexFormat.of().formatHex((byte[]) value);
            default -> value.toString();
        };
    }
}
