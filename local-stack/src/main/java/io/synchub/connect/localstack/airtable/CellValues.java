/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** From what tests give to what cells keep. What counts as empty is kept as null. */
final class CellValues {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CellValues() {}

    static Object kept(FieldEntry entry, Object value) {
        if (entry.type().isComputed()) {
            throw new IllegalArgumentException(entry.name() + " is computed");
        }
        if (value == null || value.equals("") || (value instanceof Collection<?> many && many.isEmpty())) {
            return null;
        }
        return switch (entry.type()) {
            case NUMBER, CURRENCY, PERCENT, DURATION, RATING -> Number.class.cast(value);
            case CHECKBOX -> ((Boolean) value) ? Boolean.TRUE : null;
            case DATE -> LocalDate.parse(value.toString()).toString();
            case DATE_TIME -> value instanceof Instant time ? time : Instant.parse(value.toString());
            case SINGLE_SELECT, EXTERNAL_SYNC_SOURCE -> entry.choice(value.toString());
            case MULTIPLE_SELECTS -> each(value, item -> entry.choice(item.toString()));
            case SINGLE_COLLABORATOR -> User.class.cast(value);
            case MULTIPLE_COLLABORATORS -> each(value, User.class::cast);
            case MULTIPLE_RECORD_LINKS -> each(value, item -> link(entry, item));
            case MULTIPLE_ATTACHMENTS -> each(value, item -> attachment(entry, (Attachment) item));
            case BARCODE -> value instanceof Barcode ? value : new Barcode(value.toString(), null);
            case AI_TEXT -> value instanceof AiText ? value : AiText.generated(value.toString());
            case CUSTOM -> value instanceof JsonNode ? value : JSON.valueToTree(value);
            default -> value.toString();
        };
    }

    /** What Airtable makes of a cell's text when its field takes another type: the value that it reads as, or nothing. */
    static Object converted(FieldEntry entry, String text) {
        if (text == null || text.isEmpty() || entry.type().isComputed()) {
            return null;
        }
        try {
            return switch (entry.type()) {
                case NUMBER, CURRENCY, PERCENT, DURATION, RATING -> Double.valueOf(text);
                case CHECKBOX -> text.equals("checked") ? Boolean.TRUE : null;
                case MULTIPLE_SELECTS -> kept(entry, List.of(text.split(", ")));
                case SINGLE_COLLABORATOR, MULTIPLE_COLLABORATORS, MULTIPLE_RECORD_LINKS, MULTIPLE_ATTACHMENTS -> null;
                default -> kept(entry, text);
            };
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            return null;
        }
    }

    private static List<Object> each(Object value, Function<Object, Object> kept) {
        Collection<?> items = value instanceof Collection<?> many ? many : List.of(value);
        List<Object> all = new ArrayList<>(items.size());
        items.forEach(item -> all.add(kept.apply(item)));
        return List.copyOf(all);
    }

    private static Link link(FieldEntry entry, Object item) {
        String id = item instanceof AirtableRecord other ? other.id() : item.toString();
        Link link = new Link(entry.linkedTable(), Ids.recordNumber(id));
        if (link.state() == null) {
            throw new IllegalArgumentException(
                    "There is no record " + id + " in the table that " + entry.name() + " links to");
        }
        return link;
    }

    private static Attachment attachment(FieldEntry entry, Attachment given) {
        return given.id() == null ? given.withId(entry.table.base().world.ids.next("att")) : given;
    }
}
