/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

import io.synchub.connect.common.data.LogicalNames;
import io.synchub.connect.common.data.TemporalEncoding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

/** The types without parameters. The constant's name in lower case is the type's name; SQL's names are aliases. */
enum SimpleCast implements CastTarget {
    BOOLEAN(SchemaBuilder::bool, Texts::bool, "bool"),
    INT8(SchemaBuilder::int8, value -> (byte) Numbers.integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE), "tinyint"),
    INT16(SchemaBuilder::int16, value -> (short) Numbers.integer(value, Short.MIN_VALUE, Short.MAX_VALUE), "smallint"),
    INT32(
            SchemaBuilder::int32,
            value -> (int) Numbers.integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE),
            "int",
            "integer"),
    INT64(SchemaBuilder::int64, value -> Numbers.integer(value, Long.MIN_VALUE, Long.MAX_VALUE), "bigint"),
    FLOAT32(SchemaBuilder::float32, Numbers::float32, "real"),
    FLOAT64(SchemaBuilder::float64, Numbers::float64, "double"),
    STRING(SchemaBuilder::string, Texts::text, "text", "varchar"),
    BYTES(SchemaBuilder::bytes, Texts::bytes),
    /** Connect's Date. */
    DATE(Date::builder, Temporals::date) {
        @Override
        public Object toConnect(Object cast) {
            return TemporalValues.inRange(() -> TemporalEncoding.connectDate((LocalDate) cast));
        }

        @Override
        public Object toSchemaless(Object cast) {
            return Texts.text(cast);
        }
    },
    /** A time of day to the microsecond. */
    TIME(() -> SchemaBuilder.int64().name(LogicalNames.MICRO_TIME).version(1), Temporals::time) {
        @Override
        public Object toConnect(Object cast) {
            return TemporalEncoding.microTime((LocalTime) cast);
        }

        @Override
        public Object toSchemaless(Object cast) {
            return Texts.text(cast);
        }
    },
    /** SQL's timestamp without time zone, to the microsecond: Connect's own Timestamp has but milliseconds. */
    TIMESTAMP(() -> SchemaBuilder.int64().name(LogicalNames.MICRO_TIMESTAMP).version(1), Temporals::timestamp) {
        @Override
        public Object toConnect(Object cast) {
            return TemporalValues.inRange(() -> TemporalEncoding.microTimestamp((LocalDateTime) cast));
        }

        @Override
        public Object toSchemaless(Object cast) {
            return Texts.text(cast);
        }
    },
    /** SQL's timestamp with time zone, in UTC, with all the digits that the value has. */
    TIMESTAMPTZ(() -> SchemaBuilder.string().name(LogicalNames.ZONED_TIMESTAMP).version(1), Temporals::zonedTimestamp) {
        @Override
        public Object toConnect(Object cast) {
            return Texts.text(cast);
        }

        @Override
        public Object toSchemaless(Object cast) {
            return Texts.text(cast);
        }
    },
    /** Connect's Timestamp: an instant to the millisecond. */
    INSTANT(Timestamp::builder, Temporals::instant) {
        @Override
        public Object toConnect(Object cast) {
            return TemporalValues.inRange(() -> TemporalEncoding.connectTimestamp((Instant) cast));
        }

        @Override
        public Object toSchemaless(Object cast) {
            return Texts.text(((Instant) cast).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        }
    };

    private final Supplier<SchemaBuilder> schema;
    private final Function<Object, Object> casting;
    private final List<String> aliases;

    SimpleCast(Supplier<SchemaBuilder> schema, Function<Object, Object> casting, String... aliases) {
        this.schema = schema;
        this.casting = casting;
        this.aliases = List.of(aliases);
    }

    static Optional<SimpleCast> named(String name) {
        return Arrays.stream(values())
                .filter(cast -> cast.toString().equals(name) || cast.aliases.contains(name))
                .findFirst();
    }

    @Override
    public Object cast(Object value) {
        return casting.apply(value);
    }

    @Override
    public SchemaBuilder schema() {
        return schema.get();
    }

    @Override
    public Object toConnect(Object cast) {
        return cast;
    }

    @Override
    public Object toSchemaless(Object cast) {
        return cast;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
