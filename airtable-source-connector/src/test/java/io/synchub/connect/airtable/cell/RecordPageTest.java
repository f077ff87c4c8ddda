/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.Json;
import io.synchub.connect.common.schema.Kind;
import io.synchub.connect.common.schema.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant CREATED = Instant.parse("2026-02-28T10:11:12Z");
    private static final String RECORD =
            "{'id':'rec1','createdTime':'2026-02-28T10:11:12.000Z','fields':{'fldName':'a','fldDone':true,"
                    + "'fldTags':['x','y'],'fldBy':{'id':'usr1','email':'e'},'fldNumber':2.5,'fldNew':{'fldName':[]}}}";
    private static final String PAGE = "{'records':[" + RECORD + "],'offset':'itr1/rec1'}";
    private static final Layout LAYOUT = layout();

    @Test
    void a_record_becomes_a_row() throws IOException {
        RecordPage page = read(PAGE);
        Row row = page.rows().get(0);

        assertThat(page.offset()).contains("itr1/rec1");
        assertThat(row.id()).isEqualTo("rec1");
        assertThat(row.orderKey()).isZero();
        assertThat(row.cut()).isFalse();
        assertThat(row.table()).isSameAs(LAYOUT.table());
        assertThat(row.cells()).containsExactly(CREATED, "a", true, List.of("x", "y"), "usr1", 2.5);
    }

    @Test
    void what_is_left_out_is_null_and_not_checked() throws IOException {
        List<Row> rows = read("{'records':[" + RECORD
                        + ",{'id':'rec2','createdTime':'2026-02-28T10:11:12.000Z','fields':{}}]}")
                .rows();

        assertThat(rows.get(1).cells()).containsExactly(CREATED, null, false, null, null, null);
        assertThat(rows.get(0).cell(2)).isEqualTo(true);
    }

    @Test
    void the_last_page_has_no_offset() throws IOException {
        assertThat(read("{'records':[]}")).isEqualTo(new RecordPage(List.of(), java.util.Optional.empty()));
        assertThat(read("{'offset':null,'records':[]}").offset()).isEmpty();
    }

    @Test
    void a_time_of_creation_that_is_none_is_json() throws IOException {
        Row row = read("{'records':[{'createdTime':'yesterday','fields':{},'id':'rec1'}]}")
                .rows()
                .get(0);

        assertThat(row.cell(0)).isEqualTo(Json.of("\"yesterday\""));
    }

    @Property(tries = 200)
    void the_order_of_keys_does_not_matter(@ForAll Random random) throws IOException {
        ObjectNode page = (ObjectNode) JSON.readTree(PAGE.replace('\'', '"'));
        page.putObject("extra").putArray("records").add(1);

        RecordPage shuffled = read(shuffle(page, random).toString());

        assertThat(shuffled.offset()).contains("itr1/rec1");
        assertThat(shuffled.rows().get(0).id()).isEqualTo("rec1");
        assertThat(shuffled.rows().get(0).cells())
                .isEqualTo(read(PAGE).rows().get(0).cells());
    }

    @Test
    void half_an_answer_is_none() {
        for (int length = 0; length < PAGE.length(); length++) {
            String part = PAGE.substring(0, length);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(part));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'records':{}}",
                "{'records':null}",
                "{'records':[7]}",
                "{'records':[],'offset':7}",
                "{'records':[{'id':'rec1'}]}",
                "{'records':[{'id':'rec1','fields':null}]}",
                "{'records':[{'id':7,'fields':{}}]}",
                "{'records':[{'fields':{}}]}"
            })
    void what_is_no_page_is_an_error(String answer) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(answer));
    }

    @Test
    void a_table_without_the_time_of_creation() throws IOException {
        Table table = new Table("tbl1", "T", List.of(Field.of("fldName", "Name", Kind.TEXT)), "");
        Layout layout = new Layout(table, List.of(CellForm.of("singleLineText", MissingNode.getInstance())));

        assertThat(read(PAGE, layout).rows().get(0).cells()).containsExactly("a");
    }

    @Test
    void every_field_has_a_form() {
        Table table = new Table("tbl1", "T", List.of(Field.of("fldName", "Name", Kind.TEXT)), "");
        assertThatIllegalArgumentException().isThrownBy(() -> new Layout(table, List.of()));
    }

    private static JsonNode shuffle(JsonNode json, Random random) {
        if (json.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            json.forEach(element -> array.add(shuffle(element, random)));
            return array;
        } else if (json.isObject()) {
            List<String> names = new ArrayList<>();
            json.fieldNames().forEachRemaining(names::add);
            Collections.shuffle(names, random);
            ObjectNode object = JSON.createObjectNode();
            names.forEach(name -> object.set(name, shuffle(json.get(name), random)));
            return object;
        }
        return json;
    }

    private static RecordPage read(String answer) throws IOException {
        return read(answer, LAYOUT);
    }

    private static RecordPage read(String answer, Layout layout) throws IOException {
        try (JsonParser parser = JSON.createParser(answer.replace('\'', '"'))) {
            return RecordPage.read(parser, new RecordReader(layout));
        }
    }

    private static Layout layout() {
        List<Field> fields = new ArrayList<>(List.of(Layout.createdTime()));
        List<CellForm> forms = new ArrayList<>(List.of(CellForm.of("dateTime", MissingNode.getInstance())));
        add(fields, forms, "fldName", "singleLineText");
        add(fields, forms, "fldDone", "checkbox");
        add(fields, forms, "fldTags", "multipleSelects");
        add(fields, forms, "fldBy", "createdBy");
        add(fields, forms, "fldNumber", "number");
        return new Layout(new Table("tbl1", "T", fields, ""), forms);
    }

    private static void add(List<Field> fields, List<CellForm> forms, String id, String type) {
        CellForm form = CellForm.of(type, MissingNode.getInstance());
        fields.add(Field.of(id, id, form.kind().orElseThrow()));
        forms.add(form);
    }
}
