/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;

/**
 * What the clocks of a time zone show at a point in time: the form of instants in columns that have no zone.
 *
 * @param zone the clocks' zone
 */
record WallClock(ZoneId zone) {
    static final WallClock UTC = new WallClock(ZoneOffset.UTC);

    LocalDateTime at(Instant instant) {
        if (instant.equals(Instant.MAX)) {
            return LocalDateTime.MAX;
        }
        return instant.equals(Instant.MIN) ? LocalDateTime.MIN : LocalDateTime.ofInstant(instant, zone);
    }

    LocalDateTime at(OffsetDateTime instant) {
        if (instant.equals(OffsetDateTime.MAX)) {
            return LocalDateTime.MAX;
        }
        return instant.equals(OffsetDateTime.MIN)
                ? LocalDateTime.MIN
                : instant.atZoneSameInstant(zone).toLocalDateTime();
    }

    /** Connect's Time is a point of the first day of 1970; other times of day belong to no zone. */
    LocalTime at(Schema schema, LocalTime time) {
        if (zone == ZoneOffset.UTC || !Time.LOGICAL_NAME.equals(schema.name())) {
            return time;
        }
        return at(LocalDateTime.of(LocalDate.EPOCH, time).toInstant(ZoneOffset.UTC))
                .toLocalTime();
    }
}
