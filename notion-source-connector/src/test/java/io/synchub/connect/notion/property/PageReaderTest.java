/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.FieldNaming;
import io.synchub.connect.common.schema.Json;
import io.synchub.connect.common.schema.Kind;
import io.synchub.connect.common.schema.Period;
import io.synchub.connect.common.schema.RowFingerprint;
import io.synchub.connect.common.schema.Table;
import io.synchub.connect.notion.FakeNotion;
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
import org.junit.jupiter.params.provider.CsvSource;

class PageReaderTest {
    private static final String FILE =
            "{'name':'a.pdf','type':'file','file':{'url':'https://x/1?sig','expiry_time':'2026-01-01T00:00:00.000Z'}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'type':'number','number':2                                      | 2.0
        'number':2.5,'type':'number'                                    | 2.5
        'type':'number','number':9007199254740993                       | 9.007199254740992E15
        'type':'number','number':1e-7                                   | 1.0E-7
        'type':'number','number':null                                   | null
        'type':'number','number':'many'                                 | Json "many"
        'type':'number','number':1e999                                  | Json 1e999
        'type':'checkbox','checkbox':false                              | false
        'type':'title','title':[]                                       |
        'type':'rich_text','rich_text':[{'plain_text':'a','x':{'plain_text':'no'}},{'plain_text':'b'}] | ab
        'type':'select','select':{'id':'1','name':'Low','color':'red'}  | Low
        'type':'select','select':null                                   | null
        'type':'status','status':{'name':'Done'}                        | Done
        'type':'multi_select','multi_select':[{'name':'a'},{'name':'b'}] | [a, b]
        'type':'multi_select','multi_select':[]                         | []
        'type':'people','people':[{'object':'user','id':'u1','person':{'id':'no'}},{'object':'group','id':'g','name':'G'}] | [u1, g]
        'type':'relation','relation':[{'id':'r1'}],'has_more':false     | [r1]
        'type':'created_by','created_by':{'object':'user','id':'u1','bot':{'owner':{'id':'x'}}} | u1
        'type':'created_time','created_time':'2026-07-25T16:57:00.000Z' | 2026-07-25T16:57:00Z
        'type':'last_edited_time','last_edited_time':'2026-07-25T18:57:00.123+02:00' | 2026-07-25T16:57:00.123Z
        'type':'url','url':'https://x'                                  | https://x
        'type':'email','email':null                                     | null
        'type':'unique_id','unique_id':{'prefix':'A-B','number':7}      | A-B-7
        'type':'unique_id','unique_id':{'number':7,'prefix':null}       | 7
        'type':'unique_id','unique_id':{'prefix':'A','number':null}     | null
        'type':'formula','formula':{'type':'string','string':'x'}       | x
        'type':'formula','formula':{'number':3,'type':'number'}         | 3.0
        'type':'formula','formula':{'type':'boolean','boolean':true}    | true
        'type':'formula','formula':{'type':'string','string':null}      | null
        'type':'formula','formula':{'type':'unsupported','unsupported':{}} | null
        'type':'formula','formula':{'type':'page','page':{'id':'x'}}    | Json {"id":"x"}
        'type':'formula','formula':null                                 | null
        'type':'rollup','rollup':{'function':'sum','type':'number','number':3} | 3.0
        'type':'rollup','rollup':{'type':'array','array':[{'type':'number','number':1.10}],'function':'show_original'} | Json [{"type":"number","number":1.10}]
        'type':'place','place':{'lat':1.50,'lon':-2,'name':null}        | Json {"lat":1.50,"lon":-2,"name":null}
        'type':'verification','verification':{'state':'verified','date':null} | Json {"state":"verified","date":null}
        'type':'verification','verification':null                       | null
        'type':'button','button':{}                                     | null
        'type':'hologram','hologram':{'depth':[1,{}]}                   | Json {"depth":[1,{}]}
        'hologram':[true],'type':'hologram'                             | Json [true]
        'type':'hologram','url':'https://x','hologram':1                | Json 1
        'url':'https://x','hologram':1,'type':'hologram'                | Json 1
        'type':'hologram'                                               | null
        'next_url':null,'object':'property_item','type':'number','number':1 | 1.0
        """)
    void every_type_of_value(String property, String cell) throws IOException {
        Object read = read("{'id':'p'," + property + "}");
        assertThat(read instanceof Json json ? "Json " + json.text() : String.valueOf(read))
                .isEqualTo(cell == null ? "" : cell);
        if (read != null) {
            assertThat(Kind.of(read)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        2026-07-25                    , -                             , -              , 2026-07-25T00:00:00Z , -                    , -
        2026-07-25                    , 2026-07-26                    , -              , 2026-07-25T00:00:00Z , 2026-07-26T00:00:00Z , -
        2026-07-25T16:57:00.000+02:00 , -                             , -              , 2026-07-25T14:57:00Z , -                    , +02:00
        2026-07-25T16:57:00.000Z      , -                             , -              , 2026-07-25T16:57:00Z , -                    , Z
        2026-07-25T16:57:00.000+02:00 , 2026-07-25T17:57:00.000+02:00 , Europe/Berlin  , 2026-07-25T14:57:00Z , 2026-07-25T15:57:00Z , Europe/Berlin
        2026-07-25T16:57:00           , -                             , Europe/Berlin  , 2026-07-25T14:57:00Z , -                    , Europe/Berlin
        0001-01-01                    , -                             , -              , 0001-01-01T00:00:00Z , -                    , -
        """)
    void dates(String start, String end, String zone, Instant from, Instant until, String readZone) throws IOException {
        ObjectNode property = FakeNotion.JSON.createObjectNode();
        property.put("id", "p").put("type", "date");
        property.putObject("date").put("time_zone", zone).put("end", end).put("start", start);

        assertThat(read(property.toString())).isEqualTo(new Period(from, until, readZone));
    }

    @Test
    void a_date_that_is_none_is_kept_as_it_was() throws IOException {
        assertThat(read("{'id':'p','type':'date','date':{'start':'2026-13-45','end':null,'time_zone':null}}"))
                .isEqualTo(Json.of("{\"start\":\"2026-13-45\",\"end\":null,\"time_zone\":null}"));
        assertThat(read("{'id':'p','type':'date','date':{'start':'2026-01-01T00:00:00','time_zone':'Mars/Base'}}"))
                .isInstanceOf(Json.class);
    }

    @Test
    void links_that_expire_are_not_compared() throws IOException {
        Json files = (Json) read("{'id':'p','type':'files','files':[" + FILE
                + ",{'name':'b','type':'external','external':{'url':'https://y'}}]}");

        assertThat(files.text()).contains("https://x/1?sig", "https://y");
        assertThat(files.stable())
                .isEqualTo("[{\"name\":\"a.pdf\",\"type\":\"file\",\"file\":{\"url\":null,\"expiry_time\":null}},"
                        + "{\"name\":\"b\",\"type\":\"external\",\"external\":{\"url\":\"https://y\"}}]");
    }

    @Test
    void nor_are_they_inside_rollups_and_types_that_are_not_known() throws IOException {
        Json rollup =
                (Json) read("{'id':'p','type':'rollup','rollup':{'type':'array','array':[{'type':'files','files':["
                        + FILE + "]}]}}");
        Json icon = (Json) read("{'id':'p','type':'icon','icon':" + FILE + "}");

        assertThat(rollup.stable()).doesNotContain("https://x").contains("a.pdf");
        assertThat(icon.stable()).doesNotContain("https://x").contains("a.pdf");
        assertThat(FakeNotion.tree(rollup.stable())).isNotNull();
    }

    @Test
    void text_keeps_nul_and_half_surrogates() throws IOException {
        assertThat(read("{'id':'p','type':'url','url':'a\\u0000\\ud800b\\ud83d\\ude00'}"))
                .isEqualTo("a\0\ud800b\ud83d\ude00");
        assertThat(((Json) read("{'id':'p','type':'new','new':'\\u0000\\ud800\\\\b\\ud83d\\ude00'}")).text())
                .isEqualTo("\"\\u0000\\ud800\\\\b\ud83d\ude00\"");
    }

    @Test
    void a_property_that_the_table_does_not_have_is_left_out_and_a_renamed_one_is_found() throws IOException {
        NotionPage page = page(
                "{'Other':{'id':'q','type':'number','number':1},'New name':{'id':'p','type':'number','number':2}}");

        assertThat(page.row().orElseThrow().cell(4)).isEqualTo(2.0);
    }

    @Test
    void two_properties_that_have_swapped_names_stay_apart() throws IOException {
        List<Field> fields = new ArrayList<>(Layout.systemFields(false));
        fields.add(Field.of("a", "A", Kind.NUMBER));
        fields.add(Field.of("b", "B", Kind.NUMBER));
        Row row = page(
                        new Layout(new Table("t", "", fields, "")),
                        page0().toString()
                                .replace(
                                        "\"PROPERTIES\"",
                                        "{'B':{'id':'a','type':'number','number':1},'A':{'id':'b','type':'number','number':2}}"))
                .row()
                .orElseThrow();

        assertThat(row.cell(4)).isEqualTo(1.0);
        assertThat(row.cell(5)).isEqualTo(2.0);
    }

    @Test
    void cut_lists_are_told() throws IOException {
        NotionPage page = page("{'P':{'has_more':true,'relation':[{'id':'r'}],'type':'relation','id':'p'}}");

        assertThat(page.cut()).containsExactly("p");
        assertThat(page.row().orElseThrow().cut()).isTrue();
    }

    @Test
    void what_is_no_page_is_no_row() throws IOException {
        String dataSource = page0().put("object", "data_source")
                .toString()
                .replace("\"PROPERTIES\"", "{'P':{'id':'p','type':'number','number':{}}}");
        try (JsonParser parser = FakeNotion.JSON.createParser(dataSource.replace('\'', '"'))) {
            parser.nextToken();
            assertThat(reader().read(parser)).isEmpty();
        }
    }

    @Test
    void rows_look_different_once_their_text_is_read_too() throws IOException {
        String json = page0().toString().replace("\"PROPERTIES\"", "{}");
        Row without = page(layout(false), json).row().orElseThrow();
        Row with = page(layout(true), json).row().orElseThrow();

        assertThat(new RowFingerprint(with.table(), FieldNaming.PINNED).of(with))
                .isNotEqualTo(new RowFingerprint(without.table(), FieldNaming.PINNED).of(without));
    }

    @Test
    void a_page_that_is_cut_short_is_no_row() {
        String whole = page0().toString().replace("\"PROPERTIES\"", "{'P':{'id':'p','type':'number','number':1}}");
        for (int length = 1; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> page(layout(false), part));
        }
    }

    @Property(tries = 300)
    void the_order_of_keys_does_not_matter(@ForAll Random random) throws IOException {
        String properties = "{'P':{'id':'p','type':'formula','formula':{'type':'number','number':2}},"
                + "'D':{'id':'d','type':'date','date':{'start':'2026-07-25','end':null,'time_zone':null}},"
                + "'R':{'id':'r','type':'relation','relation':[{'id':'x'}],'has_more':true},"
                + "'U':{'id':'u','type':'unique_id','unique_id':{'prefix':'A','number':7}},"
                + "'S':{'id':'s','type':'select','select':{'id':'1','name':'Low','color':'red'}}}";
        String json = page0().toString().replace("\"PROPERTIES\"", properties).replace('\'', '"');
        List<Field> fields = new ArrayList<>(Layout.systemFields(false));
        for (String id : List.of("p", "d", "r", "u", "s")) {
            fields.add(Field.byValue(id, id.toUpperCase(java.util.Locale.ROOT)));
        }
        Layout layout = new Layout(new Table("t", "", fields, ""));

        NotionPage straight = page(layout, json);
        NotionPage shuffled =
                page(layout, shuffle(FakeNotion.tree(json), random).toString());

        assertThat(shuffled.row().orElseThrow().cells())
                .isEqualTo(straight.row().orElseThrow().cells())
                .doesNotContainNull();
        assertThat(shuffled.cut()).isEqualTo(straight.cut()).containsExactly("r");
        assertThat(shuffled.row().orElseThrow().orderKey())
                .isEqualTo(straight.row().orElseThrow().orderKey());
    }

    private static JsonNode shuffle(JsonNode json, Random random) {
        if (json.isArray()) {
            ArrayNode array = FakeNotion.JSON.createArrayNode();
            json.forEach(element -> array.add(shuffle(element, random)));
            return array;
        } else if (json.isObject()) {
            List<String> names = new ArrayList<>();
            json.fieldNames().forEachRemaining(names::add);
            Collections.shuffle(names, random);
            ObjectNode object = FakeNotion.JSON.createObjectNode();
            names.forEach(name -> object.set(name, shuffle(json.get(name), random)));
            return object;
        }
        return json;
    }

    private static Object read(String property) throws IOException {
        return page("{'P':" + property + "}").row().orElseThrow().cell(4);
    }

    private static NotionPage page(String properties) throws IOException {
        return page(layout(false), page0().toString().replace("\"PROPERTIES\"", properties));
    }

    private static NotionPage page(Layout layout, String json) throws IOException {
        try (JsonParser parser = FakeNotion.JSON.createParser(json.replace('\'', '"'))) {
            parser.nextToken();
            return new PageReader(layout, true).read(parser).orElseThrow();
        }
    }

    private static PageReader reader() {
        return new PageReader(layout(false), false);
    }

    private static ObjectNode page0() {
        ObjectNode page = FakeNotion.JSON.createObjectNode();
        page.put("object", "page").put("id", "3839ce7b-60a4-8168-ba4d-000b1ee50a86");
        page.put("created_time", "2026-07-25T16:57:00.000Z").put("last_edited_time", "2026-07-25T17:00:00.000Z");
        page.put("url", "https://notion.example/x").put("in_trash", false).put("is_archived", false);
        page.putObject("icon").put("url", "no").put("id", "no");
        page.putObject("parent").put("type", "page_id").put("page_id", "x");
        return page.put("properties", "PROPERTIES");
    }

    private static Layout layout(boolean content) {
        List<Field> fields = new ArrayList<>(Layout.systemFields(content));
        fields.add(Field.byValue("p", "P"));
        return new Layout(new Table("t", "", fields, ""));
    }
}
