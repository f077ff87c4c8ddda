/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.SharedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether the simulator's answers have the members and types that sample answers of the API have. */
class AirtableRecordedShapesTest {
    private final AirtableSimulator airtable = AirtableSimulator.start();
    private final AirtableClient client = new AirtableClient(airtable);

    @AfterEach
    void stop() {
        airtable.close();
    }

    @Test
    void fields_of_every_type_are_described_as_recorded() {
        SampleBase sample = new SampleBase(airtable);
        List<JsonNode> simulated = new ArrayList<>();
        client.get("/meta/bases/" + sample.base.id() + "/tables")
                .json()
                .get("tables")
                .forEach(table -> table.get("fields").forEach(simulated::add));
        List<JsonNode> recorded = recorded("field_schema");
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode field : recorded) {
            String type = field.get("type").asText();
            List<Set<String>> candidates = simulated.stream()
                    .filter(candidate -> candidate.get("type").asText().equals(type))
                    .map(AirtableRecordedShapesTest::shape)
                    .toList();
            softly.assertThat(candidates).as("fields of type %s", type).contains(shape(field));
        }
        softly.assertAll();
        assertThat(recorded).hasSizeGreaterThan(30);
    }

    @Test
    void a_webhook_and_its_payloads_look_as_recorded() {
        Base base = airtable.createBase("Base");
        Table table = base.createTable("T", Field.text("Name"), Field.number("N", 0), Field.number("M", 0));
        Table other = base.createTable("Other", Field.text("Name"));
        AirtableRecord record = table.createRecord(Map.of("Name", "a", "N", 1));
        AirtableRecord doomed = table.createRecord("b");
        String hook = client.createHook(
                base,
                "{'options':{'filters':{'dataTypes':['tableData','tableFields','tableMetadata']},"
                        + "'includes':{'includeCellValuesInFieldIds':'all','includePreviousCellValues':true,"
                        + "'includePreviousFieldDefinitions':true}}}");
        base.action(() -> {
            table.createRecord("new");
            record.update("Name", "changed");
            doomed.delete();
            table.rename("Renamed");
            table.addField(Field.number("New", 0));
            table.renameField("N", "Renamed");
            table.deleteField("M");
            other.delete();
        });
        JsonNode payload = client.payloads(hook, 1).at("/payloads/0");
        List<JsonNode> samples = recorded("webhooks");
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode sample : samples) {
            if (sample.has("baseTransactionNumber")) {
                softly.assertThat(shape(payload)).containsAll(shape(sample));
            } else if (sample.has("changedRecordsById")) {
                JsonNode changes = payload.at("/changedTablesById/" + table.id());
                softly.assertThat(members(changes))
                        .containsAll(members(sample).stream()
                                .filter(member -> !member.equals("changedViewsById"))
                                .toList());
                assertSameMembers(softly, changes, sample);
            } else if (sample.has("cursorForNextPayload")) {
                JsonNode listed =
                        client.get(AirtableClient.hooksOf(base)).json().at("/webhooks/0");
                softly.assertThat(members(listed)).isEqualTo(members(sample));
            }
        }
        softly.assertAll();
        assertThat(samples).hasSize(4);
    }

    /** Below ids, which differ, the members of the first thing on each side. */
    private static void assertSameMembers(SoftAssertions softly, JsonNode changes, JsonNode sample) {
        for (String member : List.of("createdFieldsById", "createdRecordsById", "changedRecordsById")) {
            JsonNode simulated = changes.get(member).elements().next();
            JsonNode recorded = sample.get(member).elements().next();
            softly.assertThat(members(simulated)).as(member).isEqualTo(members(recorded));
        }
        softly.assertThat(members(changes.get("changedFieldsById").elements().next()))
                .containsExactly("current", "previous");
        softly.assertThat(shape(changes.get("changedMetadata")).stream().map(path -> path.replaceAll(" .*", "")))
                .containsAll(shape(sample.get("changedMetadata")).stream()
                        .map(path -> path.replaceAll(" .*", ""))
                        .toList());
    }

    private static Set<String> members(JsonNode object) {
        Set<String> members = new TreeSet<>();
        object.fieldNames().forEachRemaining(members::add);
        return members;
    }

    /** The paths of all members with the types of their values; what a result's own options are is left out. */
    private static Set<String> shape(JsonNode json) {
        Set<String> shape = new TreeSet<>();
        walk(json, "", shape);
        return shape;
    }

    private static void walk(JsonNode json, String path, Set<String> shape) {
        if (path.endsWith("/description")) {
            return;
        }
        shape.add(path + " " + json.getNodeType());
        json.properties().forEach(member -> walk(member.getValue(), path + "/" + member.getKey(), shape));
        if (json.isArray() && !path.endsWith("/referencedFieldIds")) {
            json.forEach(item -> walk(item, path + "[]", shape));
        }
    }

    private static List<JsonNode> recorded(String category) {
        return SharedFiles.recorded("airtable").stream()
                .filter(file -> file.get("category").asText().equals(category))
                .map(file -> file.at("/response/body"))
                .toList();
    }
}
