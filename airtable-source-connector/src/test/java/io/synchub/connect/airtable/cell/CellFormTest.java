/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.common.schema.Json;
import io.synchub.connect.common.schema.Kind;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "{'id':'att1','url':'https://x/1','filename':'a.png','size':7,"
            + "'thumbnails':{'small':{'url':'https://x/2','width':3}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        singleLineText                            | TEXT
        multilineText                             | TEXT
        richText                                  | TEXT
        email                                     | TEXT
        url                                       | TEXT
        phoneNumber                               | TEXT
        externalSyncSource                        | TEXT
        singleSelect                              | TEXT
        number                                    | NUMBER
        currency                                  | NUMBER
        percent                                   | NUMBER
        duration                                  | NUMBER
        rating                                    | NUMBER
        count                                     | NUMBER
        autoNumber                                | NUMBER
        checkbox                                  | BOOLEAN
        date                                      | DAY
        dateTime                                  | INSTANT
        createdTime=dateTime                      | INSTANT
        lastModifiedTime=date                     | DAY
        multipleSelects                           | TEXT_LIST
        multipleRecordLinks                       | TEXT_LIST
        singleCollaborator                        | TEXT
        createdBy                                 | TEXT
        lastModifiedBy                            | TEXT
        multipleCollaborators                     | TEXT_LIST
        formula=number                            | NUMBER
        formula=checkbox                          | BOOLEAN
        rollup=currency                           | NUMBER
        rollup=multipleSelects                    | TEXT_LIST
        rollup=multipleAttachments                | JSON
        formula=formula=dateTime                  | INSTANT
        formula                                   | ?
        formula=?number                           | ?
        rollup                                    | ?
        createdTime                               | ?
        formula=hologram                          | JSON
        multipleLookupValues=singleLineText       | TEXT_LIST
        multipleLookupValues=multipleSelects      | TEXT_LIST
        multipleLookupValues=multipleRecordLinks  | TEXT_LIST
        multipleLookupValues=multipleCollaborators | TEXT_LIST
        multipleLookupValues=createdBy            | TEXT_LIST
        multipleLookupValues=aiText               | TEXT_LIST
        multipleLookupValues=formula=email        | TEXT_LIST
        multipleLookupValues=multipleLookupValues=url | TEXT_LIST
        multipleLookupValues=multipleLookupValues=number | JSON
        multipleLookupValues=number               | JSON
        multipleLookupValues=date                 | JSON
        multipleLookupValues=checkbox             | JSON
        multipleLookupValues=multipleAttachments  | JSON
        multipleLookupValues=formula              | JSON
        multipleLookupValues                      | ?
        multipleLookupValues=?singleLineText      | ?
        aiText                                    | TEXT
        multipleAttachments                       | JSON
        barcode                                   | JSON
        button                                    | JSON
        manualSort                                | JSON
        hologram                                  | JSON
        """)
    void every_type_has_a_kind(String field, String kind) {
        assertThat(form(field).kind().map(Kind::name).orElse("?")).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        singleLineText      | 'a b'                                        | a b
        richText            | '**a**'                                      | **a**
        singleSelect        | 'Todo'                                       | Todo
        singleSelect        | {'id':'sel1','name':'Todo'}                  | Json {"id":"sel1","name":"Todo"}
        email               | null                                         | null
        url                 | 7                                            | Json 7
        number              | 2                                            | 2.0
        number              | -2.50                                        | -2.5
        number              | 9007199254740993                             | 9.007199254740992E15
        number              | 1e999                                        | Json 1e999
        number              | '2'                                          | Json "2"
        percent             | 0.123                                        | 0.123
        duration            | 90.5                                         | 90.5
        count               | 0                                            | 0.0
        checkbox            | true                                         | true
        checkbox            | false                                        | false
        checkbox            | 1                                            | Json 1
        date                | '2026-02-28'                                 | 2026-02-28
        date                | '2026-02-30'                                 | Json "2026-02-30"
        date                | '2026-02-28T00:00:00.000Z'                   | Json "2026-02-28T00:00:00.000Z"
        dateTime            | '2026-02-28T10:11:12.345Z'                   | 2026-02-28T10:11:12.345Z
        dateTime            | '2026-02-28T10:11:12+01:00'                  | 2026-02-28T09:11:12Z
        dateTime            | '2026-02-28'                                 | Json "2026-02-28"
        dateTime            | 5                                            | Json 5
        createdTime=dateTime | '2026-02-28T10:11:12.000Z'                  | 2026-02-28T10:11:12Z
        lastModifiedTime=date | '2026-02-28'                               | 2026-02-28
        multipleSelects     | ['a','b']                                    | [a, b]
        multipleSelects     | []                                           | []
        multipleSelects     | ['a',null,'b']                               | [a, b]
        multipleSelects     | ['a',1.10,'b']                               | Json ["a",1.10,"b"]
        multipleSelects     | ['a',['b']]                                  | Json ["a",["b"]]
        multipleSelects     | 'a'                                          | Json "a"
        multipleRecordLinks | ['rec1','rec2']                              | [rec1, rec2]
        multipleRecordLinks | [{'id':'rec1','name':'n'}]                   | Json [{"id":"rec1","name":"n"}]
        createdBy           | {'id':'usr1','email':'e@x','name':'N'}       | usr1
        createdBy           | {'name':'N','x':{'id':'no'},'id':'usr1'}     | usr1
        createdBy           | {'name':'N','x':[1.50]}                      | Json {"name":"N","x":[1.50]}
        createdBy           | {'id':7}                                     | Json {"id":7}
        singleCollaborator  | 'usr1'                                       | Json "usr1"
        multipleCollaborators | [{'id':'usr1','name':'A'},{'id':'grp1'}]   | [usr1, grp1]
        multipleCollaborators | [{'id':'usr1'},'usr2']                     | Json [{"id":"usr1"},"usr2"]
        multipleCollaborators | ['usr1']                                   | Json ["usr1"]
        multipleCollaborators | [{'name':'A','n':1e5}]                     | Json [{"name":"A","n":1e5}]
        multipleCollaborators | []                                         | []
        aiText              | {'state':'generated','isStale':false,'value':'v'} | v
        aiText              | {'value':'v','state':'error','errorType':'e','isStale':true} | v
        aiText              | {'state':'loading','isStale':true,'value':null} | null
        aiText              | {'state':'empty','isStale':false}            | null
        aiText              | {'state':'generated','value':{'a':1}}        | Json {"state":"generated","value":{"a":1}}
        aiText              | 'v'                                          | Json "v"
        barcode             | {'text':'1','type':'ean8'}                   | Json {"text":"1","type":"ean8"}
        button              | {'label':'Go','url':null}                    | Json {"label":"Go","url":null}
        hologram            | [1.50,{}]                                    | Json [1.50,{}]
        hologram            | 'x'                                          | Json "x"
        hologram            | null                                         | null
        formula=number      | 3                                            | 3.0
        formula=number      | 'x'                                          | Json "x"
        formula=number      | ['a']                                        | Json ["a"]
        rollup=singleLineText | 'a, b'                                     | a, b
        rollup=multipleSelects | ['a']                                     | [a]
        formula             | 'x'                                          | x
        formula             | 3                                            | 3.0
        formula             | true                                         | true
        formula             | false                                        | false
        formula             | null                                         | null
        formula             | ['a']                                        | Json ["a"]
        formula             | {'a':1}                                      | Json {"a":1}
        formula             | 1e999                                        | Json 1e999
        formula=?number     | '2026-01-01'                                 | 2026-01-01
        """)
    void every_type_of_cell(String field, String value, String cell) throws IOException {
        assertThat(shown(read(field, value))).isEqualTo(cell);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        singleLineText        | ['a',null,'b']                             | [a, b]
        singleLineText        | ['a',['b',['c'],[]],null,'d']              | [a, b, c, d]
        singleLineText        | []                                         | []
        singleLineText        | [null]                                     | []
        singleLineText        | ['a',1.50,true]                            | [a, 1.50, true]
        singleLineText        | ['a',{'error':'#ERROR!'},{'specialValue':'NaN'}] | [a]
        singleLineText        | ['a',{'b':1.50}]                           | Json ["a",{"b":1.50}]
        singleLineText        | ['a',[{'b':1}],null]                       | Json ["a",[{"b":1}],null]
        singleLineText        | 'a'                                        | Json "a"
        singleLineText        | {'error':'#ERROR!'}                        | null
        multipleSelects       | [['a','b'],['c']]                          | [a, b, c]
        multipleRecordLinks   | ['rec1']                                   | [rec1]
        multipleCollaborators | [[{'id':'usr1'}],{'id':'usr2'},'usr3']     | [usr1, usr2, usr3]
        createdBy             | [{'id':'usr1','name':'A'},null]            | [usr1]
        createdBy             | [{'name':'A'}]                             | Json [{"name":"A"}]
        aiText                | [{'state':'generated','value':'v'},{'state':'empty','value':null},'w'] | [v, w]
        number                | [1.50,null,{'error':'#ERROR!'}]            | Json [1.50,null,{"error":"#ERROR!"}]
        number                | {'error':'#ERROR!'}                        | Json {"error":"#ERROR!"}
        date                  | ['2026-01-01']                             | Json ["2026-01-01"]
        multipleLookupValues=email | ['a',['b']]                           | [a, b]
        """)
    void lookups(String looksUp, String value, String cell) throws IOException {
        assertThat(shown(read("multipleLookupValues=" + looksUp, value))).isEqualTo(cell);
    }

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void errors_are_null_in_typed_columns_and_stay_in_json(FieldType type) throws IOException {
        for (String error : List.of("{'error':'#ERROR!'}", "{'specialValue':'Infinity'}")) {
            Object cell = read(type.apiName(), error);

            if (form(type.apiName()).kind().equals(java.util.Optional.of(Kind.JSON))) {
                assertThat(cell).isEqualTo(Json.of(error.replace('\'', '"')));
            } else {
                assertThat(cell).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipleAttachments",
                "multipleLookupValues=multipleAttachments",
                "rollup=multipleAttachments",
                "formula",
                "hologram",
                "multipleSelects"
            })
    void links_that_expire_are_sent_but_not_compared(String field) throws IOException {
        Json cell = (Json) read(field, "[" + FILE + "]");

        assertThat(cell.text()).isEqualTo(("[" + FILE + "]").replace('\'', '"'));
        assertThat(cell.stable())
                .isEqualTo("[{\"id\":\"att1\",\"url\":null,\"filename\":\"a.png\",\"size\":7,\"thumbnails\":null}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        singleLineText      | 'a (https://x)'                              | a (https://x)
        number              | '$1,000.50'                                  | $1,000.50
        checkbox            | 'checked'                                    | checked
        dateTime            | '2/28/2026 10:11am'                          | 2/28/2026 10:11am
        multipleSelects     | 'a, b'                                       | a, b
        formula=number      | '3'                                          | 3
        formula             | '3'                                          | 3
        hologram            | 'x'                                          | x
        number              | {'error':'#ERROR!'}                          | null
        number              | null                                         | null
        number              | 3                                            | Json 3
        multipleAttachments | 'a.png (https://x/1?a=(b)),b.png (https://x/2)' | a.png,b.png
        multipleAttachments | 'a (1).png (https://x/1), b, (c).png (https://x/2%2C)' | a (1).png, b, (c).png
        multipleAttachments | 'a.png'                                      | a.png
        multipleAttachments | [1]                                          | Json [1]
        multipleLookupValues=multipleAttachments | 'a.png (https://x/1)'   | a.png
        rollup=formula=multipleAttachments | 'a.png (https://x/1)'         | a.png
        """)
    void as_shown_to_people_every_cell_is_a_text(String field, String value, String cell) throws IOException {
        ObjectNode description = description(field);
        CellForm form = CellForm.shown(description.get("type").asText(), description.path("options"));

        assertThat(form.kind()).contains(Kind.TEXT);
        assertThat(shown(read(form, value))).isEqualTo(cell);
    }

    @Property(tries = 200)
    void lists_of_texts_come_back(@ForAll @Size(max = 5) List<@StringLength(max = 5) String> texts, @ForAll boolean odd)
            throws IOException {
        var array = JSON.createArrayNode();
        texts.forEach(array::add);
        if (odd) {
            array.add(1);
        }

        Object cell = read(CellForm.of("multipleSelects", MissingNode.getInstance()), array.toString());

        if (odd) {
            assertThat(JSON.readTree(((Json) cell).text())).isEqualTo(array);
        } else {
            assertThat(cell).isEqualTo(texts);
        }
    }

    @Test
    void a_list_cannot_be_changed() throws IOException {
        assertThat((List<?>) read("multipleSelects", "['a']")).isUnmodifiable();
    }

    /** @param field a type, with {@code =type} for that of its result; a question mark there says that the field is not valid */
    static ObjectNode description(String field) {
        ObjectNode json = JSON.createObjectNode();
        int at = field.indexOf('=');
        json.put("type", at < 0 ? field : field.substring(0, at));
        if (at >= 0) {
            boolean valid = field.charAt(at + 1) != '?';
            json.putObject("options")
                    .put("isValid", valid)
                    .set("result", description(field.substring(at + (valid ? 1 : 2))));
        } else if (field.equals("formula")) {
            json.putObject("options").put("isValid", true).putNull("result");
        }
        return json;
    }

    private static CellForm form(String field) {
        JsonNode json = description(field);
        return CellForm.of(json.get("type").asText(), json.path("options"));
    }

    private static Object read(String field, String value) throws IOException {
        return read(form(field), value.replace('\'', '"'));
    }

    /** Also sees to it that exactly the value is read. */
    private static Object read(CellForm form, String value) throws IOException {
        try (JsonParser parser = JSON.createParser("[" + value.replace('\'', '"') + ",\"next\"]")) {
            parser.nextToken();
            parser.nextToken();
            Object cell = form.reader().read(parser);
            assertThat(parser.nextTextValue()).isEqualTo("next");
            if (cell != null) {
                assertThat(Kind.of(cell)).isNotNull();
            }
            return cell;
        }
    }

    private static String shown(Object cell) {
        return cell instanceof Json json ? "Json " + json.text() : String.valueOf(cell);
    }
}
