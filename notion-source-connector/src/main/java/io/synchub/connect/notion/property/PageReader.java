/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.property;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.synchub.connect.common.json.Instants;
import io.synchub.connect.common.json.Texts;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.notion.property.NotionPage.Parent;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads pages from JSON straight into cells, in one go over the tokens. Not thread-safe.
 *
 * <p>Keys may come in any order, and those that are not known are passed over. Properties are told apart by id; those that the
 * table does not have are left out, and one that has another type than the table says is delivered as what it is.
 */
public final class PageReader {
    private static final long SECONDS_IN_MINUTE = 60;

    private final Layout layout;
    private final boolean parents;

    /** The type that each field's property had last. */
    private final String[] types;

    private Object[] cells;
    private List<String> cut;
    private String lastTime;
    private Instant lastInstant;

    /** @param parents whether to read what pages belong to */
    public PageReader(Layout layout, boolean parents) {
        this.layout = layout;
        this.parents = parents;
        this.types = new String[layout.table().fields().size()];
    }

    /**
     * Reads a page.
     *
     * @param parser at the page's first token; afterwards at its last one
     * @return empty for what is no page, such as a data source in a wiki
     */
    public Optional<NotionPage> read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("A page is not a JSON object");
        }
        cells = new Object[layout.table().fields().size()];
        cut = List.of();
        boolean page = true;
        boolean properties = false;
        boolean trashed = false;
        boolean archived = false;
        String id = null;
        Instant created = null;
        Instant edited = null;
        Optional<Parent> parent = Optional.empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (key) {
                case "object" -> page = Texts.same(parser, "page");
                case "id" -> id = parser.getText();
                case "created_time" -> created = time(parser);
                case "last_edited_time" -> edited = time(parser);
                case "in_trash" -> trashed = token == JsonToken.VALUE_TRUE;
                case "is_archived", "archived" -> archived |= token == JsonToken.VALUE_TRUE;
                case "url" -> set(layout.url(), token == JsonToken.VALUE_STRING ? parser.getText() : null);
                case "parent" -> {
                    if (parents && token == JsonToken.START_OBJECT) {
                        parent = parent(parser);
                    }
                }
                case "properties" -> {
                    if (token == JsonToken.START_OBJECT) {
                        properties = true;
                        properties(parser);
                    }
                }
                default -> {}
            }
            // Does nothing for what was read to its end.
            parser.skipChildren();
        }
        if (!page) {
            return Optional.empty();
        }
        if (id == null) {
            throw new IOException("A page has no id");
        }
        boolean gone = trashed || archived;
        if (!properties || created == null || edited == null) {
            return Optional.of(new NotionPage(id, Optional.empty(), gone, parent, List.of()));
        }
        set(layout.created(), created);
        set(layout.edited(), edited);
        set(layout.inTrash(), trashed);
        // So that rows look different from the moment when their text is read too: all are sent again with it.
        set(layout.contentTruncated(), false);
        Row row = new Row(id, Math.max(0, minute(created)), layout.table(), cells, !cut.isEmpty());
        return Optional.of(new NotionPage(id, Optional.of(row), gone, parent, cut));
    }

    /** The minutes since 1970. */
    public static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_MINUTE);
    }

    private void set(int index, Object cell) {
        if (index != Layout.NONE) {
            cells[index] = cell;
        }
    }

    private Instant time(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return null;
        }
        try {
            // Times are minutes, and neighbours share them.
            if (!Texts.same(parser, lastTime)) {
                String text = parser.getText();
                lastInstant = Instants.of(text);
                lastTime = text;
            }
            return lastInstant;
        } catch (DateTimeException e) {
            throw new IOException("A page's time is none", e);
        }
    }

    /** Reads {@code {"type": "page_id", "page_id": "…"}}. */
    private static Optional<Parent> parent(JsonParser parser) throws IOException {
        TypedValue ids = new TypedValue();
        String type = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            if (key.equals("type")) {
                type = parser.getText();
                ids.type(type);
            } else if (token == JsonToken.VALUE_STRING) {
                ids.candidate(key, parser.getText());
            }
            parser.skipChildren();
        }
        Object id = ids.get();
        return Optional.of(new Parent(type, id == null ? "" : id.toString()));
    }

    private void properties(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("A property is not a JSON object");
            }
            property(parser, layout.guess(name));
        }
    }

    private void property(JsonParser parser, int guess) throws IOException {
        int index = Layout.NONE;
        String id = null;
        String type = null;
        String valueKey = null;
        Object value = null;
        TypedValue several = null;
        boolean more = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (key) {
                case "id" -> {
                    index = layout.property(parser, guess);
                    id = index == Layout.NONE
                            ? null
                            : layout.table().fields().get(index).id();
                }
                case "type" -> {
                    type = Texts.read(parser, guess == Layout.NONE ? null : types[guess]);
                    if (guess != Layout.NONE) {
                        types[guess] = type;
                    }
                }
                case "has_more" -> more = token == JsonToken.VALUE_TRUE;
                case "next_url", "object", "request_id" -> parser.skipChildren();
                default -> {
                    Object candidate = value(key, parser);
                    if (valueKey == null) {
                        valueKey = key;
                        value = candidate;
                    } else {
                        several = several == null ? new TypedValue() : several;
                        several.candidate(valueKey, value);
                        several.candidate(key, candidate);
                    }
                }
            }
        }
        if (index == Layout.NONE) {
            return;
        }
        if (several != null) {
            several.type(type);
            value = several.get();
        } else if (type != null && !type.equals(valueKey)) {
            value = null;
        }
        cells[index] = value;
        if (more) {
            cut = cut.isEmpty() ? new ArrayList<>(2) : cut;
            cut.add(id);
        }
    }

    private static Object value(String key, JsonParser parser) throws IOException {
        PropertyType type = PropertyType.ofKey(key);
        return type == null ? Values.json(parser) : type.read(parser);
    }
}
