/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cells as people see them, which {@code cellFormat=string} gives. */
final class CellText {
    private static final CellText PLAIN = new CellText(ZoneOffset.UTC, Locale.US);
    private static final int SECONDS = 60;
    private static final int PERCENT = 100;

    private final DateTimeFormatter dates;
    private final DateTimeFormatter times;

    CellText(ZoneId zone, Locale locale) {
        dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale);
        times = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone);
    }

    /** In UTC, as in the United States. */
    static String of(FieldEntry entry, RecordState record) {
        return PLAIN.text(entry, Computed.value(entry, record));
    }

    /** Empty for an empty cell. */
    String text(FieldEntry entry, Object value) {
        Field shown =
                entry.spec().result() == null ? entry.spec() : entry.spec().result();
        return text(shown, value);
    }

    private String text(Field shown, Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(item -> texts.add(text(shown, item)));
            return String.join(", ", texts);
        } else if (value instanceof Number number) {
            return number(shown, number);
        } else if (value instanceof Boolean bool) {
            return bool ? "checked" : "";
        } else if (value instanceof Instant time) {
            return times.format(time);
        } else if (value instanceof Choice choice) {
            return choice.name();
        } else if (value instanceof Link link) {
            return link.state() == null ? "" : of(link.table().primary(), link.state());
        } else if (shown.type() == FieldType.DATE) {
            return dates.format(LocalDate.parse(value.toString()));
        }
        return object(value);
    }

    private static String object(Object value) {
        if (value instanceof User user) {
            return user.name();
        } else if (value instanceof Attachment file) {
            return file.filename() + " (https://attachments.airtable.invalid/v3/" + file.id() + ")";
        } else if (value instanceof Barcode barcode) {
            return barcode.text();
        } else if (value instanceof AiText text) {
            return text.value() == null ? "" : text.value();
        } else if (value instanceof Button button) {
            return button.label();
        } else if (value instanceof CellError error) {
            return error.text;
        } else if (value instanceof JsonNode json) {
            return json.isTextual() ? json.textValue() : json.toString();
        }
        return value.toString();
    }

    private static String number(Field shown, Number number) {
        CellError error = CellError.of(number);
        if (error != null) {
            return error.text;
        }
        BigDecimal value = new BigDecimal(number.toString());
        return switch (shown.type()) {
            case CURRENCY -> shown.options().get("symbol").textValue() + rounded(shown, value);
            case PERCENT -> rounded(shown, value.multiply(BigDecimal.valueOf(PERCENT))) + "%";
            case NUMBER -> rounded(shown, value);
            case DURATION -> duration(value.longValue());
            default -> value.stripTrailingZeros().toPlainString();
        };
    }

    private static String rounded(Field shown, BigDecimal value) {
        int precision = shown.options().get("precision").intValue();
        return value.setScale(precision, RoundingMode.HALF_UP).toPlainString();
    }

    private static String duration(long seconds) {
        long minutes = seconds / SECONDS;
        return String.format(Locale.ROOT, "%d:%02d:%02d", minutes / SECONDS, minutes % SECONDS, seconds % SECONDS);
    }
}
