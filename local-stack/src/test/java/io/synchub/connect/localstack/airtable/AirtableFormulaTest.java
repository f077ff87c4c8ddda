/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.http.JsonHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code filterByFormula} finds, and refuses. */
class AirtableFormulaTest {
    private final AirtableSimulator airtable = AirtableSimulator.builder()
            .at(Instant.parse("2026-01-02T00:00:00Z"))
            .start();
    private final AirtableClient client = new AirtableClient(airtable);
    private final Table table = airtable.createBase("Base")
            .createTable(
                    "T",
                    Field.text("Name"),
                    Field.number("Amount", 0),
                    Field.checkbox("Done"),
                    Field.date("Due date"),
                    Field.singleSelect("State"),
                    Field.multipleSelects("Tags"),
                    Field.lastModifiedTime("Modified"),
                    Field.lastModifiedTime("State modified", "State"));

    @BeforeEach
    void fill() {
        table.createRecord(Map.of("Name", "one", "Amount", 1, "Done", true, "State", "Open"));
        table.createRecord(Map.of("Name", "two", "Amount", 2, "Due date", "2026-03-01", "Tags", List.of("x", "y")));
        table.createRecord(Map.of("Name", "it's", "Amount", 30));
    }

    @AfterEach
    void stop() {
        airtable.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{Name}='one' | one",
                "Name = \"two\" | two",
                "{Name}='it\\'s' | it's",
                "{Amount}>1 | two,it's",
                "{Amount}>=2 | two,it's",
                "{Amount}+1=3 | two",
                "AND({Amount}>0,{Amount}<30) | one,two",
                "NOT({Done}) | two,it's",
                "{Done} | one",
                "{State}='Open' | one",
                "{State}=BLANK() | two,it's",
                "{Tags}='x, y' | two",
                "FIND('y',{Tags}) | two",
                "IS_AFTER({Due date},'2026-02-28') | two",
                "IS_BEFORE({Due date},DATETIME_PARSE('2026-03-02T00:00:00.000Z')) | two",
                "IS_SAME({Due date},'2026-03-01','day') | two",
                "{Name}&{Amount}='one1' | one",
                "IF({Done},1,0) | one",
                "OR({Name}='one', or({Name}='two')) | one,two",
                "1 | one,two,it's"
            })
    void finds(String formula, String names) {
        assertThat(client.filtered(table, "Name", formula)).containsExactly(names.split(","));
    }

    @Test
    void finds_records_by_their_ids_however_many() {
        List<AirtableRecord> records = table.records();
        String both = "OR(RECORD_ID()='" + records.get(2).id() + "',RECORD_ID()='"
                + records.get(0).id() + "',RECORD_ID()='recAAAAAAAAAAAAAA')";
        assertThat(client.filtered(table, "Name", both)).containsExactly("one", "it's");
        assertThat(client.filtered(table, "Name", "AND(" + both + ",{Amount}>1)"))
                .containsExactly("it's");
        assertThat(client.filtered(table, "Name", "AND(({Amount}>1)," + both + ")"))
                .containsExactly("it's");
        String one = "RECORD_ID()=\"" + records.get(0).id() + "\"";
        assertThat(client.filtered(table, "Name", "AND(" + both + "," + one + ")"))
                .containsExactly("one");
        assertThat(client.filtered(table, "Name", "OR(" + one + ",{Amount}=2)")).containsExactly("one", "two");
        assertThat(client.filtered(table, "Name", "NOT(" + both + ")")).containsExactly("two");
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("filterByFormula", both);
        body.putArray("sort").addObject().put("field", "Amount").put("direction", "desc");
        JsonNode sorted = client.listExactly(table, body).json();
        assertThat(AirtableClient.values(sorted, "Name")).containsExactly("it's", "one");
    }

    @Test
    void names_of_fields_are_escaped_by_backslashes() {
        table.renameField("Amount", "a{b}c\\d}");
        assertThat(client.filtered(table, "Name", "{a{b\\}c\\\\d\\}}=2")).containsExactly("two");
        assertThat(client.filter(table, "{a{b}c\\\\d}=2").error()).isEqualTo("INVALID_FILTER_BY_FORMULA");
    }

    @Test
    void finds_what_is_new_or_edited_since_a_time() {
        airtable.clock().advance(Duration.ofMinutes(5));
        table.records().get(1).update("Amount", 3);
        airtable.clock().advance(Duration.ofMinutes(5));
        table.createRecord("new");
        String since = "'2026-01-02T00:01:00.000Z'";
        assertThat(client.filtered(
                        table, "Name", "OR(IS_AFTER({Modified}," + since + "),IS_AFTER(CREATED_TIME()," + since + "))"))
                .containsExactly("two", "new");
        String parsed = "DATETIME_PARSE(" + since + ")";
        assertThat(client.filtered(
                        table,
                        "Name",
                        "OR(IS_AFTER({Modified}," + parsed + "),IS_AFTER(CREATED_TIME()," + parsed + "))"))
                .containsExactly("two", "new");
        assertThat(client.filtered(table, "Name", "IS_AFTER(LAST_MODIFIED_TIME()," + since + ")"))
                .containsExactly("two");
        assertThat(client.filtered(table, "Name", "IS_AFTER(LAST_MODIFIED_TIME({State})," + since + ")"))
                .isEmpty();
        table.records().get(0).update("State", null);
        assertThat(client.filtered(table, "Name", "IS_AFTER({State modified}," + since + ")"))
                .containsExactly("one");
        assertThat(client.filtered(table, "Name", "NOT({Modified})")).containsExactly("it's", "new");
    }

    @Test
    void fields_go_by_their_names_alone() {
        String id = table.fieldId("Amount");
        assertThat(client.filter(table, "{" + id + "}=2").message())
                .isEqualTo("The formula for filtering records is invalid: Unknown field names: "
                        + id.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OR(",
                "{Name",
                "{Name}=='a'",
                "'open",
                "{Nothing}=1",
                "NO_SUCH_FUNCTION()",
                "NOT()",
                "RECORD_ID(1)",
                "{Name}='a' 'b'",
                "#",
                "LAST_MODIFIED_TIME('x')",
                "1.2.3"
            })
    void refuses_what_it_cannot_read(String formula) {
        AirtableClient.Reply reply = client.filter(table, formula);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.error()).isEqualTo("INVALID_FILTER_BY_FORMULA");
        assertThat(reply.message()).startsWith("The formula for filtering records is invalid: ");
    }

    @Test
    void a_formula_stops_parsing_when_its_field_goes() {
        assertThat(client.filtered(table, "Name", "{Amount}=1")).containsExactly("one");
        table.deleteField("Amount");
        assertThat(client.filter(table, "{Amount}=1").message()).endsWith("Unknown field names: amount");
    }
}
