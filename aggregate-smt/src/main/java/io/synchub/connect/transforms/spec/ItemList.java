/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;

/**
 * Reads a list of columns: items between commas, parts between colons. A comma within brackets belongs to the part, as
 * in {@code decimal(10,2)}; a name that holds any of {@code : , ( ) "} stands in double quotes, a quote within doubled.
 * Blanks around a part do not count.
 *
 * <p>Everything that is wrong is refused with the key, the place and the mend.
 */
public final class ItemList {
    private final String key;
    private final String text;
    private int next;

    private ItemList(String key, String text) {
        this.key = key;
        this.text = text;
    }

    /**
     * Reads a list whose items have a source, perhaps a destination, perhaps a detail. A destination left out is the
     * source's name.
     *
     * @param <T> what an item means
     * @param form the form of an item, for messages: {@code source[:dest[:type]]}
     * @param meaning of an item; refuses by an IllegalArgumentException with the reason
     * @param destination the name that a meaning gives to its column; no two may be the same
     * @throws ConfigException on the key, for anything that is wrong with the value
     */
    public static <T> List<T> parse(
            String key, String text, String form, Function<Item, T> meaning, Function<T, String> destination) {
        if (text == null || text.isBlank()) {
            throw new ConfigException(key, text, "The list is empty: name at least one column as " + form);
        }
        List<T> parsed = new ArrayList<>();
        Set<String> destinations = new HashSet<>();
        for (Item item : new ItemList(key, text).items()) {
            T meant = meaningOf(key, text, form, item, meaning);
            if (!destinations.add(destination.apply(meant))) {
                throw refusal(
                        key,
                        text,
                        item.position(),
                        "a second column would be named " + destination.apply(meant)
                                + ": give one of them another destination");
            }
            parsed.add(meant);
        }
        return List.copyOf(parsed);
    }

    private static <T> T meaningOf(String key, String text, String form, Item item, Function<Item, T> meaning) {
        if (item.parts().size() > 3) {
            throw refusal(
                    key,
                    text,
                    item.position(),
                    "the item has more than three parts, its form is " + form
                            + ": put a name that holds a colon in double quotes");
        }
        if (item.part(0).isEmpty()) {
            throw refusal(key, text, item.position(), "the item names no source column, its form is " + form);
        }
        try {
            return meaning.apply(item);
        } catch (IllegalArgumentException e) {
            throw refusal(key, text, item.position(), e.getMessage());
        }
    }

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        do {
            skipBlanks();
            int start = next;
            List<String> parts = new ArrayList<>();
            do {
                skipBlanks();
                parts.add(startsWith('"') ? quotedPart() : plainPart());
            } while (consume(':'));
            items.add(new Item(start + 1, parts));
        } while (consume(','));
        return items;
    }

    private String plainPart() {
        int start = next;
        int open = -1;
        while (next < text.length()) {
            char c = text.charAt(next);
            if (c == '"') {
                throw refusal(next + 1, "a double quote stands within a name: put the whole name in double quotes");
            } else if (c == '(' && open < 0) {
                open = next;
            } else if (c == ')' && open >= 0) {
                open = -1;
            } else if ((c == ':' || c == ',') && open < 0) {
                break;
            }
            next++;
        }
        if (open >= 0) {
            throw refusal(open + 1, "a bracket is opened and not closed: close it, or put the name in double quotes");
        }
        return text.substring(start, next).strip();
    }

    private String quotedPart() {
        int start = next++;
        StringBuilder name = new StringBuilder();
        while (next < text.length()) {
            char c = text.charAt(next++);
            if (c != '"') {
                name.append(c);
            } else if (startsWith('"')) {
                name.append(c);
                next++;
            } else {
                skipBlanks();
                if (next < text.length() && !startsWith(':') && !startsWith(',')) {
                    throw refusal(next + 1, "after a name in double quotes only a colon or a comma may stand");
                }
                return name.toString();
            }
        }
        throw refusal(start + 1, "a double quote is opened and not closed: close it");
    }

    private void skipBlanks() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
    }

    private boolean startsWith(char c) {
        return next < text.length() && text.charAt(next) == c;
    }

    private boolean consume(char c) {
        boolean found = startsWith(c);
        if (found) {
            next++;
        }
        return found;
    }

    private ConfigException refusal(int position, String reason) {
        return refusal(key, text, position, reason);
    }

    private static ConfigException refusal(String key, String text, int position, String reason) {
        return new ConfigException(key, text, "At character " + position + ": " + reason);
    }
}
