/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Whose days and hours are counted.
 *
 * @param zone the zone whose calendar the keys are of
 * @param source the zone in which timestamps without a zone are written; empty when they are of that calendar already
 */
public record Zones(ZoneId zone, Optional<ZoneId> source) {
    /**
     * The day on which a date or point in time falls.
     *
     * @param moment a LocalDate, LocalDateTime, OffsetDateTime or Instant
     */
    LocalDate dayOf(Object moment) {
        if (moment instanceof LocalDate date) {
            return date;
        }
        return moment instanceof LocalDateTime local
                ? wallClock(local).toLocalDate()
                : instantOf(moment).atZone(zone).toLocalDate();
    }

    /** The hour on the wall clock of the zone; the two that are one when clocks are put back are one here too. */
    LocalDateTime hourOf(LocalDateTime moment) {
        return wallClock(moment).truncatedTo(ChronoUnit.HOURS);
    }

    /**
     * The instant at which the hour began, by the zone's clock: in a zone with an offset of half an hour that is half past
     * in UTC. The two hours that have one name when clocks are put back are two here; an hour whose beginning was left out
     * when they were put forward begins where they went on.
     */
    Instant hourOf(Instant moment) {
        ZonedDateTime zoned = moment.atZone(zone);
        LocalDateTime hour = zoned.toLocalDateTime().truncatedTo(ChronoUnit.HOURS);
        ZoneOffsetTransition change = zone.getRules().getTransition(hour);
        return change != null && change.isGap()
                ? change.getInstant()
                : zoned.truncatedTo(ChronoUnit.HOURS).toInstant();
    }

    static Instant instantOf(Object moment) {
        return moment instanceof OffsetDateTime zoned ? zoned.toInstant() : (Instant) moment;
    }

    private LocalDateTime wallClock(LocalDateTime moment) {
        return source.map(written ->
                        moment.atZone(written).withZoneSameInstant(zone).toLocalDateTime())
                .orElse(moment);
    }
}
