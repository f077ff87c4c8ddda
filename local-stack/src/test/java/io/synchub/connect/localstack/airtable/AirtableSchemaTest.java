/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a base's schema shows, and what becomes of cells when it changes. */
class AirtableSchemaTest {
    private final AirtableSimulator airtable = AirtableSimulator.start();
    private final AirtableClient client = new AirtableClient(airtable);

    @AfterEach
    void stop() {
        airtable.close();
    }

    @Test
    void tables_show_their_fields_and_views() {
        SampleBase sample = new SampleBase(airtable);
        sample.all.addView("Done only", row -> row.get("Done") != null);
        JsonNode tables = tables(sample.base);
        assertThat(tables.findValuesAsText("id").get(0))
                .isEqualTo(sample.people.id())
                .hasSize(17);
        JsonNode all = tables.get(1);
        assertThat(all.get("primaryFieldId").asText()).isEqualTo(sample.all.fieldId("Name"));
        assertThat(all.at("/fields/0/description").asText()).isEqualTo("What it is called");
        assertThat(all.get("views").findValuesAsText("name")).containsExactly("Grid view", "Done only");
        assertThat(all.at("/views/1/id").asText()).isEqualTo(sample.all.viewId("Done only"));
    }

    @Test
    void computed_fields_tell_what_they_give() {
        SampleBase sample = new SampleBase(airtable);
        assertThat(options(sample.all, "Ages").at("/result/type").asText()).isEqualTo("number");
        assertThat(options(sample.all, "All tags").at("/result/type").asText()).isEqualTo("multipleSelects");
        assertThat(options(sample.all, "Double").at("/result/options/precision").asInt())
                .isZero();
        assertThat(options(sample.all, "Double").at("/referencedFieldIds/0").asText())
                .isEqualTo(sample.all.fieldId("Number"));
        JsonNode invalid = options(sample.all, "Invalid");
        assertThat(invalid.get("isValid").asBoolean()).isFalse();
        assertThat(invalid.get("result").isNull()).isTrue();
        assertThat(options(sample.all, "People").get("inverseLinkFieldId").asText())
                .isEqualTo(sample.people.fieldId("Backlink"));
    }

    @Test
    void formulas_go_on_when_fields_are_renamed_and_break_when_they_are_deleted() {
        SampleBase sample = new SampleBase(airtable);
        sample.all.renameField("Number", "Other number");
        assertThat(sample.full.get("Double")).isEqualTo(5.0);
        sample.all.deleteField("Other number");
        assertThat(sample.full.get("Double")).isEqualTo(CellError.ERROR);
        assertThat(options(sample.all, "Double").get("isValid").asBoolean()).isFalse();
        sample.people.deleteField("Age");
        assertThat(sample.full.get("Sum of ages")).isEqualTo(CellError.ERROR);
        assertThat(options(sample.all, "Ages").get("result").isNull()).isTrue();
    }

    @Test
    void a_changed_type_keeps_the_id_and_what_can_be_read() {
        Table table = airtable.createBase("Base").createTable("T", Field.text("Name"), Field.text("Value"));
        AirtableRecord number = table.createRecord(Map.of("Name", "a", "Value", "12"));
        AirtableRecord word = table.createRecord(Map.of("Name", "b", "Value", "word"));
        String id = table.fieldId("Value");
        table.changeField("Value", Field.number("Value", 0));
        assertThat(table.fieldId("Value")).isEqualTo(id);
        assertThat(number.get("Value")).isEqualTo(12.0);
        assertThat(word.get("Value")).isNull();
        table.changeField("Value", Field.singleSelect("Value"));
        assertThat(number.get("Value")).isEqualTo("12");
        table.renameChoice("Value", "12", "dozen");
        assertThat(number.get("Value")).isEqualTo("dozen");
    }

    @Test
    void links_to_a_deleted_table_become_text() {
        SampleBase sample = new SampleBase(airtable);
        sample.people.delete();
        assertThat(sample.full.get("People")).isEqualTo("Ada");
        assertThat(sample.full.get("How many")).isEqualTo(CellError.ERROR);
        assertThat(tables(sample.base)).hasSize(1);
    }

    @Test
    void views_go_on_when_fields_are_renamed() {
        Table table = airtable.createBase("Base").createTable("T", Field.text("Name"), Field.checkbox("Done"));
        table.createRecord(Map.of("Name", "a", "Done", true));
        table.createRecord("b");
        table.addView("Done", row -> row.get("Done") != null);
        table.renameField("Done", "Ready");
        JsonNode list = client.list(table, "{'view':'Done'}").json();
        assertThat(AirtableClient.values(list, "Name")).isEqualTo(List.of("a"));
    }

    private JsonNode tables(Base base) {
        return client.get("/meta/bases/" + base.id() + "/tables").json().get("tables");
    }

    private JsonNode options(Table table, String field) {
        for (JsonNode candidate : tables(table.base())) {
            for (JsonNode each : candidate.get("fields")) {
                if (each.get("id").asText().equals(table.fieldId(field))) {
                    return each.get("options");
                }
            }
        }
        throw new IllegalStateException(field);
    }
}
