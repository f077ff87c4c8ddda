/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final Schema ROW =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).optional().build();
    private static final Schema SOURCE_BLOCK = SchemaBuilder.struct()
            .field("connector", Schema.STRING_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("schema", Schema.OPTIONAL_STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();
    private static final Schema EVENT = SchemaBuilder.struct()
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE_BLOCK)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    @Test
    void a_struct_with_two_images_and_an_operation_is_an_envelope() {
        Struct row = new Struct(ROW).put("id", 1);
        Struct source = new Struct(SOURCE_BLOCK)
                .put("connector", "postgresql")
                .put("db", "shop")
                .put("schema", "public")
                .put("table", "orders");
        Envelope envelope = Envelope.find(
                        new Struct(EVENT).put("op", "c").put("after", row).put("source", source))
                .orElseThrow();

        assertThat(envelope.op()).isEqualTo(Operation.CREATE);
        assertThat(envelope.before()).isNull();
        assertThat(envelope.after()).isSameAs(row);
        assertThat(envelope.table()).contains("public.orders");
        assertThat(envelope.connector()).contains("postgresql");
        source.put("schema", null);
        assertThat(envelope.table()).contains("shop.orders");
    }

    @Test
    void a_map_with_two_images_and_an_operation_is_an_envelope() {
        Map<String, Object> event = new HashMap<>();
        event.put("op", "d");
        event.put("before", Map.of("id", 1));
        assertThat(Envelope.find(event)).isEmpty();

        event.put("after", null);
        Envelope envelope = Envelope.find(event).orElseThrow();

        assertThat(envelope.op()).isEqualTo(Operation.DELETE);
        assertThat(envelope.before()).isEqualTo(Map.of("id", 1));
        assertThat(envelope.after()).isNull();
        assertThat(envelope.table()).isEmpty();
    }

    @Test
    void a_flat_row_is_none_even_with_columns_of_these_names() {
        Schema flat = SchemaBuilder.struct()
                .field("before", Schema.STRING_SCHEMA)
                .field("after", Schema.STRING_SCHEMA)
                .field("op", Schema.STRING_SCHEMA)
                .build();

        assertThat(Envelope.isEnvelope(flat)).isFalse();
        assertThat(Envelope.isEnvelope(ROW)).isFalse();
        assertThat(Envelope.isEnvelope((Schema) null)).isFalse();
        assertThat(Envelope.find(null)).isEmpty();
        assertThat(Envelope.find(Map.of("op", "x", "before", Map.of(), "after", Map.of())))
                .isEmpty();
    }

    @Test
    void an_unknown_operation_is_refused() {
        assertThatThrownBy(() -> Envelope.of(new Struct(EVENT).put("op", "x")).op())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("r, c, u, d, t, m");
    }
}
