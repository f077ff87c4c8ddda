/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.airtable.Recorded;
import io.synchub.connect.airtable.cell.RecordPage;
import io.synchub.connect.airtable.cell.RecordReader;
import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.Kind;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseTablesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELDS =
            "{'id':'fldS','name':'Status','type':'singleSelect','description':'d','options':{'choices':[{'id':'sel1','name':'Todo','color':'red'},{'id':'sel2','name':'Done'}]}},"
                    + "{'id':'fldN','name':'Name','type':'singleLineText'},"
                    + "{'id':'fldM','name':'Edited','type':'lastModifiedTime','options':{'isValid':true,'referencedFieldIds':[],'result':{'type':'dateTime','options':{'timeZone':'utc','dateFormat':{'name':'local'}}}}},"
                    + "{'id':'fldA','name':'Amount','type':'number','options':{'precision':2}},"
                    + "{'id':'fldF','name':'Twice','type':'formula','options':{'isValid':true,'formula':'{fldA}*2','referencedFieldIds':['fldA'],'result':{'type':'percent','options':{'precision':1}}}},"
                    + "{'id':'fldL','name':'Tags','type':'multipleLookupValues','options':{'isValid':true,'recordLinkFieldId':'fldR','fieldIdInLinkedTable':'fldX','result':{'type':'multipleSelects','options':{'choices':[{'id':'sel3','name':'One'}]}}}},"
                    + "{'id':'fldR','name':'Others','type':'multipleRecordLinks','options':{'linkedTableId':'tbl2','isReversed':false}},"
                    + "{'id':'fldU','name':'Sum','type':'rollup','options':{'isValid':false,'recordLinkFieldId':'fldR','fieldIdInLinkedTable':'fldX','referencedFieldIds':['fldP','fldQ'],'result':null}},"
                    + "{'id':'fldH','name':'Hologram','type':'hologram','options':{'depth':1,'color':'red'}}";
    private static final String ANSWER = "{'tables':[{'id':'tbl1','name':'Tasks','primaryFieldId':'fldN','fields':["
            + FIELDS
            + "],'views':[{'id':'viw1','name':'Grid','type':'grid'},{'id':'viw2','name':'viw1','type':'form'}]},"
            + "{'id':'tbl2','name':'Others','primaryFieldId':'fldX','fields':[{'id':'fldX','name':'X','type':'email'}],'views':[]}]}";

    @Test
    void tables_are_found() throws IOException {
        BaseTables base = base(ANSWER);

        assertThat(base.tables()).extracting(BaseTable::name).containsExactly("Tasks", "Others");
        assertThat(base.byId("tbl2")).contains(base.tables().get(1));
        assertThat(base.byName("Tasks")).contains(base.tables().get(0));
        assertThat(base.byId("Tasks")).isEmpty();
        assertThat(base.byName("tasks")).isEmpty();
    }

    @Test
    void views_are_found_by_id_before_name() throws IOException {
        assertThat(tasks(ANSWER).view("viw1").map(View::name)).contains("Grid");
        assertThat(tasks(ANSWER).view("Grid").map(View::id)).contains("viw1");
        assertThat(tasks(ANSWER).view("viw3")).isEmpty();
    }

    @Test
    void the_primary_field_is_the_first_column_after_the_time_of_creation() throws IOException {
        DescribedTable described = tasks(ANSWER).describe(Look.ALL);

        assertThat(described.table().id()).isEqualTo("tbl1");
        assertThat(described.table().name()).isEqualTo("Tasks");
        assertThat(columns(described))
                .isEqualTo("created_time INSTANT, Name TEXT, Status TEXT, Edited INSTANT, Amount NUMBER, Twice NUMBER, "
                        + "Tags TEXT_LIST, Others TEXT_LIST, Sum ?, Hologram JSON");
        assertThat(described.table().fields().stream().filter(Field::system)).hasSize(1);
    }

    @Test
    void as_shown_to_people_all_columns_are_text() throws IOException {
        DescribedTable described = tasks(ANSWER).describe(new Look(true, false, "", "", List.of()));

        assertThat(described.table().fields().stream().skip(1).map(Field::declared))
                .allMatch(kind -> kind.equals(java.util.Optional.of(Kind.TEXT)));
    }

    @Test
    void only_the_wanted_fields_are_columns() throws IOException {
        DescribedTable described = tasks(ANSWER).describe(fields("fldH", "Name", "fldX", "nothing"));

        assertThat(columns(described)).isEqualTo("created_time INSTANT, Name TEXT, Hologram JSON");
        assertThat(columns(tasks(ANSWER).describe(fields("fldX")))).isEqualTo("created_time INSTANT");
        assertThat(described.lastModified().map(FieldDescription::name)).contains("Edited");
        assertThat(BaseTables.missingFields(
                        List.of("fldH", "X", "nothing", "Name"), base(ANSWER).tables()))
                .containsExactly("nothing");
        assertThat(BaseTables.missingFields(
                        List.of("fldH", "X"), List.of(base(ANSWER).tables().get(1))))
                .containsExactly("fldH");
    }

    @Test
    void a_row_follows_the_description() throws IOException {
        DescribedTable described = tasks(ANSWER).describe(Look.ALL);
        String answer = "{'records':[{'id':'rec1','createdTime':'2026-02-28T10:11:12.000Z',"
                + "'fields':{'fldL':['One',null],'fldN':'n','fldU':{'error':'#ERROR!'},'fldF':0.5}}]}";
        try (JsonParser parser = JSON.createParser(answer.replace('\'', '"'))) {
            Object[] cells = RecordPage.read(parser, new RecordReader(described.layout()))
                    .rows()
                    .get(0)
                    .cells();
            assertThat(cells)
                    .containsExactly(
                            java.time.Instant.parse("2026-02-28T10:11:12Z"),
                            "n",
                            null,
                            null,
                            null,
                            0.5,
                            List.of("One"),
                            null,
                            null,
                            null);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'referencedFieldIds':[],       | 'referencedFieldIds':['fldN'],
        'referencedFieldIds':[],       | 'referencedFieldIds':null,
        'referencedFieldIds':[],       | 'x':[],
        'isValid':true,'referencedFieldIds':[] | 'isValid':false,'referencedFieldIds':[]
        'isValid':true,'referencedFieldIds':[] | 'referencedFieldIds':[]
        'lastModifiedTime'             | 'createdTime'
        """)
    void a_time_of_change_must_watch_all_fields(String before, String after) throws IOException {
        assertThat(tasks(ANSWER).lastModified().map(FieldDescription::id)).contains("fldM");
        assertThat(tasks(changed(before, after)).lastModified()).isEmpty();
    }

    @Test
    void a_time_is_preferred_to_a_day() throws IOException {
        String day =
                "{'id':'fldD','name':'Day','type':'lastModifiedTime','options':{'isValid':true,'referencedFieldIds':[],'result':{'type':'date'}}},";

        assertThat(tasks(changed("{'id':'fldS'", day + "{'id':'fldS'"))
                        .lastModified()
                        .map(FieldDescription::id))
                .contains("fldM");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'name':'Todo'                     | 'name':'To do'                     | false
        'sel2'                            | 'sel9'                             | false
        'name':'One'                      | 'name':'Uno'                       | false
        {fldA}*2                          | {fldA}*3                           | true
        'result':{'type':'percent'        | 'result':{'type':'currency'        | true
        'isValid':true,'formula'          | 'isValid':false,'formula'          | true
        'fieldIdInLinkedTable':'fldX','result' | 'fieldIdInLinkedTable':'fldY','result' | true
        'recordLinkFieldId':'fldR','fieldIdInLinkedTable':'fldX','result' | 'recordLinkFieldId':'fldQ','fieldIdInLinkedTable':'fldX','result' | true
        'isValid':false                   | 'isValid':true                     | true
        ['fldP','fldQ']                   | ['fldP']                           | true
        'linkedTableId':'tbl2'            | 'linkedTableId':'tbl3'             | true
        'type':'number'                   | 'type':'duration'                  | true
        'id':'fldH'                       | 'id':'fldI'                        | true
        'depth':1                         | 'depth':2                          | true
        'referencedFieldIds':[],          | 'referencedFieldIds':['fldN'],     | true
        ['fldP','fldQ']                   | ['fldQ','fldP']                    | false
        {'id':'sel1','name':'Todo','color':'red'},{'id':'sel2','name':'Done'} | {'id':'sel2','name':'Done'},{'name':'Todo','id':'sel1'} | false
        'color':'red'                     | 'color':'blue'                     | false
        'description':'d'                 | 'description':'e'                  | false
        'precision':2                     | 'precision':3                      | false
        'precision':1                     | 'precision':3                      | false
        'dateFormat':{'name':'local'}     | 'dateFormat':{'name':'iso'}        | false
        'name':'Amount'                   | 'name':'Sum total'                 | false
        'name':'Tasks'                    | 'name':'Work'                      | false
        'primaryFieldId':'fldN'           | 'primaryFieldId':'fldS'            | false
        'isReversed':false                | 'isReversed':true                  | false
        """)
    void the_shape_changes_with_what_shows_in_rows(String before, String after, boolean changes) throws IOException {
        assertThat(shape(changed(before, after), Look.ALL).equals(shape(ANSWER, Look.ALL)))
                .isNotEqualTo(changes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'name':'Todo'                           | 'name':'To do'                   | true
        'name':'One'                            | 'name':'Uno'                     | true
        'id':'sel1','name':'Todo'               | 'id':'sel9','name':'Todo'        | false
        'id':'sel1','name':'Todo'               | 'id':'sel9','name':'To do'       | false
        {'id':'sel2','name':'Done'}             | {'id':'sel2','name':'Done'},{'id':'sel4','name':'New'} | false
        ,{'id':'sel2','name':'Done'}            | ~~                               | false
        'color':'red'                           | 'color':'blue'                   | false
        'name':'Status'                         | 'name':'State'                   | false
        """)
    void a_choice_is_renamed_where_the_same_one_has_another_name(String before, String after, boolean renamed)
            throws IOException {
        assertThat(tasks(changed(before, after)).hasRenamedChoices(tasks(ANSWER)))
                .isEqualTo(renamed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'precision':2", "'precision':1", "'dateFormat':{'name':'local'}", "'timeZone':'utc'"})
    void formats_show_where_cells_are_texts(String format) throws IOException {
        Look look = new Look(true, false, "", "", List.of());
        String changed = changed(format, format.substring(0, format.indexOf(':')) + ":7");

        assertThat(shape(changed, look)).isNotEqualTo(shape(ANSWER, look));
        assertThat(shape(changed, Look.ALL)).isEqualTo(shape(ANSWER, Look.ALL));
    }

    @Test
    void a_rename_shows_where_columns_follow_names() throws IOException {
        Look look = new Look(false, true, "", "", List.of());
        assertThat(shape(changed("'name':'Amount'", "'name':'Total'"), look)).isNotEqualTo(shape(ANSWER, look));
    }

    @Test
    void what_the_user_asks_for_is_part_of_the_shape() throws IOException {
        assertThat(List.of(
                        shape(ANSWER, Look.ALL),
                        shape(ANSWER, new Look(true, false, "", "", List.of())),
                        shape(ANSWER, new Look(false, true, "", "", List.of())),
                        shape(ANSWER, new Look(false, false, "x", "", List.of())),
                        shape(ANSWER, new Look(false, false, "", "x", List.of())),
                        shape(ANSWER, fields("Name"))))
                .doesNotHaveDuplicates();
        assertThat(shape(ANSWER, fields("fldN", "Amount"))).isEqualTo(shape(ANSWER, fields("fldA", "nothing", "Name")));
        assertThat(shape(changed("'name':'Todo'", "'name':'x'"), fields("Name")))
                .isEqualTo(shape(ANSWER, fields("Name")));
    }

    @Property(tries = 50)
    void the_order_of_fields_is_none_of_the_shape(@ForAll Random random) throws IOException {
        ObjectNode answer = (ObjectNode) tree(ANSWER);
        ArrayNode fields = (ArrayNode) answer.at("/tables/0/fields");
        List<JsonNode> shuffled =
                StreamSupport.stream(fields.spliterator(), false).collect(Collectors.toList());
        Collections.shuffle(shuffled, random);
        fields.removeAll().addAll(shuffled);

        assertThat(shape(answer.toString(), Look.ALL)).isEqualTo(shape(ANSWER, Look.ALL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'tables':[    | 'bases':[
        'id':'tbl1',  | ~~
        'name':'Status', | 'name':7,
        'type':'email' | 'x':1
        'fields':[{'id':'fldX' | 'x':[{'id':'fldX'
        """)
    void half_a_description_is_none(String before, String after) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> base(changed(before, after)));
    }

    @Test
    void what_was_recorded_becomes_columns() throws IOException {
        ObjectNode table = JSON.createObjectNode().put("id", "tbl1").put("name", "T");
        ArrayNode fields = table.putArray("fields");
        Recorded.bodies("field_schema").forEach(fields::add);
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("tables").add(table);

        DescribedTable described = base(answer.toString()).tables().get(0).describe(Look.ALL);

        assertThat(described.table().fields()).hasSize(fields.size() + 1);
        assertThat(described.lastModified().map(FieldDescription::name)).contains("Last Modified");
        assertThat(columns(described).split(", "))
                .contains(
                        "AI Text TEXT",
                        "Done BOOLEAN",
                        "Created INSTANT",
                        "Formula NaN NUMBER",
                        "Last Modified INSTANT",
                        "Lookup Multi Select TEXT_LIST",
                        "Record Sort JSON",
                        "Rollup Error NUMBER",
                        "Sync Source TEXT",
                        "Unknown Field Type JSON",
                        "Watchers TEXT_LIST");
    }

    private static String columns(DescribedTable described) {
        return described.table().fields().stream()
                .map(field ->
                        field.name() + " " + field.declared().map(Kind::name).orElse("?"))
                .collect(Collectors.joining(", "));
    }

    private static Look fields(String... wanted) {
        return new Look(false, false, "", "", List.of(wanted));
    }

    private static String changed(String before, String after) {
        assertThat(ANSWER).contains(before);
        return ANSWER.replace(before, after);
    }

    private static String shape(String answer, Look look) throws IOException {
        return tasks(answer).describe(look).table().shape();
    }

    private static BaseTable tasks(String answer) throws IOException {
        return base(answer).tables().get(0);
    }

    private static BaseTables base(String answer) throws IOException {
        return BaseTables.read(tree(answer));
    }

    private static JsonNode tree(String answer) throws IOException {
        return JSON.readTree(answer.replace('\'', '"'));
    }
}
