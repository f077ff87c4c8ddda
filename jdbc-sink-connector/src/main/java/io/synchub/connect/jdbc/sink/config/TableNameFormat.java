/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.jdbc.schema.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;

/** The table of a record, by a pattern: {@code table.name.format}. For one thread. */
public final class TableNameFormat {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(topic|header:[^}]+|field:[^}]+)}");
    private static final String HEADER = "header:";
    private static final String FIELD = "field:";
    private static final int TABLES = 1000;

    /** What a record has to fill in. */
    public interface Source {
        String topic();

        /** The text of a header; empty where the record has none of this name. */
        Optional<String> header(String name);

        /**
         * The text of a field.
         *
         * @param path the names on the way to it
         */
        Optional<String> field(List<String> path);
    }

    /** A literal, or what stands between {@code ${} and }. */
    private record Part(String literal, String placeholder) {}

    private final String format;
    private final UnaryOperator<String> fold;
    private final List<Part> parts = new ArrayList<>();
    private final boolean topicDecides;
    private final Map<String, TableId> tables = new HashMap<>();

    /** @param fold gives a name that is not quoted as the database stores it */
    TableNameFormat(String format, UnaryOperator<String> fold) {
        this.format = format.trim();
        this.fold = fold;
        Matcher matcher = PLACEHOLDER.matcher(this.format);
        int end = 0;
        while (matcher.find()) {
            parts.add(new Part(
                    this.format.substring(end, matcher.start()),
                    matcher.group(1).trim()));
            end = matcher.end();
        }
        parts.add(new Part(this.format.substring(end), null));
        this.topicDecides =
                parts.stream().allMatch(part -> part.placeholder == null || part.placeholder.equals("topic"));
    }

    static void check(String key, Object value) {
        String format = value == null ? "" : value.toString().trim();
        String rest = PLACEHOLDER.matcher(format).replaceAll("name");
        if (rest.isEmpty()) {
            throw new ConfigException(key, value, "Must name a table, such as ${topic}");
        }
        if (rest.contains("${")) {
            throw new ConfigException(
                    key, value, "Knows no other placeholders than ${topic}, ${header:name} and ${field:path}");
        }
        try {
            TableId.parse(rest);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
    }

    /** Whether a record's topic alone says its table. */
    public boolean topicDecides() {
        return topicDecides;
    }

    /** Whether the table is named by something that only Debezium's envelopes hold. */
    public boolean readsEnvelopes() {
        return parts.stream()
                .anyMatch(part -> part.placeholder != null && part.placeholder.startsWith(FIELD + "source."));
    }

    /**
     * The table for a topic. Must only be asked where {@link #topicDecides}.
     *
     * @throws IllegalArgumentException when the result is no table name, for a topic with too many dots
     */
    public TableId tableFor(String topic) {
        TableId known = tables.get(topic);
        if (known == null) {
            StringBuilder name = new StringBuilder();
            parts.forEach(part -> name.append(part.literal).append(part.placeholder == null ? "" : topic));
            known = TableId.parse(name.toString(), fold);
            remember(topic, known);
        }
        return known;
    }

    /**
     * The table for a record.
     *
     * @throws IllegalArgumentException when a topic makes no table name
     * @throws DataException when the record lacks a header or field, or has one that makes no table name
     */
    public TableId tableFor(Source record) {
        if (topicDecides) {
            return tableFor(record.topic());
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.literal).append(part.placeholder == null ? "" : valueOf(part.placeholder, record));
        }
        String name = text.toString();
        TableId known = tables.get(name);
        if (known == null) {
            known = parse(name);
            remember(name, known);
        }
        return known;
    }

    private void remember(String name, TableId table) {
        if (tables.size() >= TABLES) {
            tables.clear();
        }
        tables.put(name, table);
    }

    /** What the record holds is a value, which messages do not show: the parser's own would. */
    @SuppressWarnings("UnusedException")
    private TableId parse(String name) {
        try {
            return TableId.parse(name, fold);
        } catch (IllegalArgumentException e) {
            throw new DataException("what the record gives for table.name.format=" + format + " makes no table name:"
                    + " a part is empty, or there are too many dots. Quote a part that may hold dots");
        }
    }

    private String valueOf(String placeholder, Source record) {
        if (placeholder.startsWith(HEADER)) {
            String name = placeholder.substring(HEADER.length());
            return record.header(name).orElseThrow(() -> missing("header", name));
        }
        if (placeholder.startsWith(FIELD)) {
            String path = placeholder.substring(FIELD.length());
            return record.field(List.of(path.split("\\."))).orElseThrow(() -> missing("field", path));
        }
        return record.topic();
    }

    private DataException missing(String what, String name) {
        return new DataException("the record has no " + what + " '" + name
                + "', or a null there, and table.name.format=" + format + " names its table by it");
    }
}
