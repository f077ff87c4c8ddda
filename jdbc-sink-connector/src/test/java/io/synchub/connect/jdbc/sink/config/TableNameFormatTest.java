/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
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
        TableNameFormat names = new TableNameFormat(format);
        assertThat(names.tableFor(topic)).hasToString(table).isSameAs(names.tableFor(topic));
    }

    @Test
    void a_topic_with_too_many_dots_has_no_table() {
        assertThatThrownBy(() -> new TableNameFormat("${topic}").tableFor("a.b.c.d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.b.c.d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "${table}", "${topic}.${x}", ".${topic}", "a.b.c.${topic}"})
    void other_formats_are_refused(String format) {
        assertThatThrownBy(() -> TableNameFormat.check("table.name.format", format))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("table.name.format");
    }
}
