/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.schema.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameFormatTest {
    @ParameterizedTest
    @CsvSource({
        "${topic}, orders, orders", "${topic}, public.orders, public.orders", "dw.${topic}_raw, orders, dw.orders_raw",
        "' all ', orders, all", "${topic}${topic}, a, aa", "db.s.${topic}, My Orders, db.s.My Orders"
    })
    void the_table_of_a_topic(String format, String topic, String table) {
        TableNameFormat names = new TableNameFormat(format, UnaryOperator.identity());
        assertThat(names.tableFor(topic)).hasToString(table).isSameAs(names.tableFor(topic));
    }

    @Test
    void a_topic_with_too_many_dots_has_no_table() {
        assertThatThrownBy(() -> new TableNameFormat("${topic}", UnaryOperator.identity()).tableFor("a.b.c.d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.b.c.d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "${table}",
                "${topic}.${x}",
                "${header:}",
                "${field}",
                "\"${topic}",
                ".${topic}",
                "a.b.c.${topic}"
            })
    void other_formats_are_refused(String format) {
        assertThatThrownBy(() -> TableNameFormat.check("table.name.format", format))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("table.name.format");
    }

    private record Source(String topic, Map<String, String> texts) implements TableNameFormat.Source {
        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(texts.get("header " + name));
        }

        @Override
        public Optional<String> field(List<String> path) {
            return Optional.ofNullable(texts.get("field " + String.join("/", path)));
        }
    }

    private static TableId table(String format, String... texts) {
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < texts.length; i += 2) {
            byName.put(texts[i], texts[i + 1]);
        }
        return new TableNameFormat(format, name -> name.toLowerCase(Locale.ROOT)).tableFor(new Source("T.o", byName));
    }

    @Test
    void a_records_headers_and_fields_name_its_table() {
        assertThat(table("${header:Tenant}.${topic}", "header Tenant", "A")).hasToString("a.t.o");
        assertThat(table("${field:source.table}_x", "field source/table", "Orders"))
                .hasToString("orders_x");
        assertThat(table("\"${topic}\"")).isEqualTo(TableId.of("T.o"));
    }

    @Test
    void a_record_that_lacks_a_header_or_field_is_refused_without_its_values() {
        assertThatThrownBy(() -> table("${header:tenant}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no header 'tenant'");
        assertThatThrownBy(() -> table("${field:a.b}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no field 'a.b'");
        assertThatThrownBy(() -> table("${header:tenant}", "header tenant", "se.cr.e.t"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("makes no table name")
                .hasMessageNotContaining("se.cr");
    }
}
