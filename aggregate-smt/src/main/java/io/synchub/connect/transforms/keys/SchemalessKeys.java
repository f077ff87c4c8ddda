/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.common.record.AggregateKeys;
import io.synchub.connect.transforms.cast.CastException;
import io.synchub.connect.transforms.cast.SchemalessValues;
import io.synchub.connect.transforms.cast.TemporalValues;
import io.synchub.connect.transforms.fault.RowFault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Aggregate keys of rows without a schema. */
final class SchemalessKeys {
    private final List<KeyColumn> columns;
    private final Zones zones;

    SchemalessKeys(List<KeyColumn> columns, Zones zones) {
        this.columns = columns;
        this.zones = zones;
    }

    /** The distinct keys of row images, or null when there are none. */
    Map<String, Object> of(List<Object> images) {
        Set<Map<String, Object>> found = new LinkedHashSet<>();
        for (Object image : images) {
            Map<String, Object> one = keyOf((Map<?, ?>) image);
            if (one != null) {
                found.add(one);
            }
        }
        return found.isEmpty() ? null : Map.of(AggregateKeys.KEYS, List.copyOf(found));
    }

    private Map<String, Object> keyOf(Map<?, ?> image) {
        Map<String, Object> read = new LinkedHashMap<>();
        boolean complete = true;
        for (KeyColumn column : columns) {
            if (!image.containsKey(column.source())) {
                throw RowFault.noColumn(column.source(), "keys", RowFault.columnsOf(image));
            }
            Object value = image.get(column.source());
            complete &= value != null;
            if (complete) {
                read.put(
                        column.destination(),
                        column.unit()
                                .map(unit -> truncated(column.source(), value, unit))
                                .orElse(value));
            }
        }
        return complete ? read : null;
    }

    private Object truncated(String column, Object value, CalendarUnit unit) {
        try {
            return TemporalValues.inRange(() -> {
                Object moment = TemporalValues.read(SchemalessValues.toJava(value));
                return unit == CalendarUnit.HOUR
                        ? hour(value, moment)
                        : unit.startOf(zones.dayOf(moment)).toString();
            });
        } catch (CastException e) {
            throw new RowFault(
                    "column " + column + " of type " + value.getClass().getSimpleName() + " cannot be truncated to "
                            + Choice.nameOf(unit) + ": " + e.getMessage());
        }
    }

    /** An hour in the form that the value had. */
    private Object hour(Object value, Object moment) {
        if (moment instanceof LocalDate) {
            throw new CastException("a date has no hours: truncate it to day, week, month or year");
        }
        if (moment instanceof LocalDateTime local) {
            return zones.hourOf(local).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        }
        Instant hour = zones.hourOf(Zones.instantOf(moment));
        if (value instanceof Long) {
            return hour.toEpochMilli();
        }
        return value instanceof Date
                ? new Date(hour.toEpochMilli())
                : hour.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
