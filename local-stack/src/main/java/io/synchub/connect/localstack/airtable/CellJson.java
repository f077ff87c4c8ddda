/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Cells in the shape that lists of records have. */
class CellJson {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration ADDRESSES_LIVE = Duration.ofHours(2);

    private final Clock clock;
    private final AtomicLong reads = new AtomicLong();

    CellJson(Clock clock) {
        this.clock = clock;
    }

    /** Null for what is left out because it is empty: nothing, an empty text or list, false. */
    JsonNode json(Object value) {
        if (value == null || value.equals("") || (value instanceof Boolean checked && !checked)) {
            return null;
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? null : array(list);
        }
        return item(value);
    }

    private ArrayNode array(List<?> values) {
        ArrayNode array = NODES.arrayNode(values.size());
        for (Object value : values) {
            array.add(value == null ? NODES.nullNode() : item(value));
        }
        return array;
    }

    private JsonNode item(Object value) {
        if (value instanceof String text) {
            return NODES.textNode(text);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        } else if (value instanceof Instant time) {
            return NODES.textNode(Times.text(time));
        } else if (value instanceof Choice choice) {
            return choice(choice);
        } else if (value instanceof Link link) {
            return link(link);
        } else if (value instanceof JsonNode given) {
            return given;
        } else if (value instanceof List<?> list) {
            return array(list);
        }
        return object(value);
    }

    private ObjectNode object(Object value) {
        ObjectNode json = NODES.objectNode();
        if (value instanceof User user) {
            json.put("id", user.id()).put("email", user.email()).put("name", user.name());
        } else if (value instanceof Attachment attachment) {
            attachment(json, attachment);
        } else if (value instanceof Barcode barcode) {
            json.put("text", barcode.text());
            putIfAny(json, "type", barcode.type());
        } else if (value instanceof Button button) {
            json.put("label", button.label()).put("url", button.url());
        } else if (value instanceof AiText text) {
            json.put("state", text.state()).put("isStale", text.isStale()).put("value", text.value());
            putIfAny(json, "errorType", text.errorType());
        } else if (value instanceof CellError error) {
            json.put(error.member, error.text);
        } else {
            throw new IllegalArgumentException("No cell can hold a " + value.getClass());
        }
        return json;
    }

    /** Whole numbers have no point, whatever they are kept as. */
    private JsonNode number(Number number) {
        CellError error = CellError.of(number);
        if (error != null) {
            return object(error);
        }
        if (number instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        }
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? NODES.numberNode((long) value)
                : NODES.numberNode(value);
    }

    JsonNode choice(Choice choice) {
        return NODES.textNode(choice.name());
    }

    JsonNode link(Link link) {
        return NODES.textNode(Ids.record(link.number()));
    }

    /** Where a file can be read, for two hours; another address each time. */
    String address(String id) {
        long until = clock.instant().plus(ADDRESSES_LIVE).toEpochMilli();
        return "https://attachments.airtable.invalid/v3/" + until + "/" + reads.incrementAndGet() + "/" + id;
    }

    private void attachment(ObjectNode json, Attachment file) {
        String address = address(file.id());
        json.put("id", file.id());
        if (file.width() != null) {
            json.put("width", file.width()).put("height", file.height());
        }
        json.put("url", address).put("filename", file.filename());
        json.put("size", file.size()).put("type", file.type());
        if (file.width() != null) {
            ObjectNode thumbnails = json.putObject("thumbnails");
            for (String size : List.of("small", "large", "full")) {
                thumbnails
                        .putObject(size)
                        .put("url", address + "/" + size)
                        .put("width", file.width())
                        .put("height", file.height());
            }
        }
    }

    private static void putIfAny(ObjectNode json, String member, String value) {
        if (value != null) {
            json.put(member, value);
        }
    }
}
