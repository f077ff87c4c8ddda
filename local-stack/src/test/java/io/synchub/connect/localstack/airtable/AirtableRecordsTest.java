/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What lists of records and single records show. */
class AirtableRecordsTest {
    private final AirtableSimulator airtable = AirtableSimulator.builder()
            .at(Instant.parse("2026-01-02T03:04:05.678Z"))
            .start();
    private final AirtableClient client = new AirtableClient(airtable);

    @AfterEach
    void stop() {
        airtable.close();
    }

    @Test
    void cells_of_every_type_have_their_shape() {
        SampleBase sample = new SampleBase(airtable);
        JsonNode record = client.get(AirtableClient.pathOf(sample.all) + "/" + sample.full.id())
                .json();
        assertThat(record.get("id").asText())
                .isEqualTo(sample.full.id())
                .hasSize(17)
                .startsWith("rec");
        assertThat(record.get("createdTime").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        JsonNode fields = record.get("fields");
        Map<String, String> expected = Map.ofEntries(
                Map.entry("Notes", "\"Two\\nlines\""),
                Map.entry("Number", "2.5"),
                Map.entry("Share", "0.123"),
                Map.entry("Duration", "3661"),
                Map.entry("Done", "true"),
                Map.entry("Day", "\"2026-02-03\""),
                Map.entry("Time", "\"2026-02-03T04:05:06.000Z\""),
                Map.entry("State", "\"Open\""),
                Map.entry("Labels", "[\"A\",\"New\"]"),
                Map.entry("Code", "{\"text\":\"0123\",\"type\":\"upce\"}"),
                Map.entry("Summary", "{\"state\":\"generated\",\"isStale\":false,\"value\":\"Short\"}"),
                Map.entry("Nr", "1"),
                Map.entry("Created", "\"2026-01-02T03:04:05.678Z\""),
                Map.entry("Unknown", "{\"any\":1}"),
                Map.entry("People", "[\"" + sample.ada.id() + "\"]"),
                Map.entry("Ages", "[36]"),
                Map.entry("All tags", "[\"x\",\"y\"]"),
                Map.entry("Sum of ages", "36"),
                Map.entry("How many", "1"),
                Map.entry("Double", "5"),
                Map.entry("Broken", "{\"error\":\"#ERROR!\"}"),
                Map.entry("Quotient", "0.4"));
        expected.forEach((name, json) -> assertThat(fields.get(name)).as(name).hasToString(json));
        assertThat(fields.at("/Owner/email").asText())
                .isEqualTo(airtable.owner().email());
        assertThat(fields.get("Watchers")).hasSize(2);
        assertThat(fields.at("/Files/1/thumbnails/small/url").asText()).startsWith("https://");
        assertThat(fields.at("/Open/label").asText()).isEqualTo("Open");
        assertThat(fields.has("Modified")).as("a record never edited").isFalse();
    }

    @Test
    void empty_cells_are_left_out() {
        SampleBase sample = new SampleBase(airtable);
        JsonNode fields = client.get(AirtableClient.pathOf(sample.all) + "/" + sample.empty.id())
                .json()
                .get("fields");
        assertThat(fields.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "Open",
                        "Nr",
                        "Created",
                        "Creator",
                        "Editor",
                        "Sum of ages",
                        "How many",
                        "Double",
                        "Broken",
                        "Quotient",
                        "Invalid");
        assertThat(fields.get("Quotient")).hasToString("{\"specialValue\":\"Infinity\"}");
        sample.full.update(Map.of("Done", false, "Notes", "", "Labels", List.of()));
        JsonNode cleared = client.get(AirtableClient.pathOf(sample.all) + "/" + sample.full.id())
                .json()
                .get("fields");
        assertThat(cleared.has("Done") || cleared.has("Notes") || cleared.has("Labels"))
                .isFalse();
        assertThat(cleared.get("Modified").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    void addresses_of_files_differ_on_each_read_and_nothing_else_does() {
        SampleBase sample = new SampleBase(airtable);
        String path = AirtableClient.pathOf(sample.all) + "/" + sample.full.id();
        String first = client.get(path).response().body();
        String second = client.get(path).response().body();
        assertThat(second).isNotEqualTo(first);
        assertThat(second.replaceAll("/v3/[^\"]*", "")).isEqualTo(first.replaceAll("/v3/[^\"]*", ""));
    }

    @Test
    void string_format_gives_what_people_see() {
        SampleBase sample = new SampleBase(airtable);
        JsonNode fields = client.get(AirtableClient.pathOf(sample.all)
                        + "?maxRecords=1&cellFormat=string&timeZone=Europe/Berlin&userLocale=en-us")
                .json()
                .at("/records/0/fields");
        assertThat(fields.get("Price").asText()).isEqualTo("$12.30");
        assertThat(fields.get("Share").asText()).isEqualTo("12.3%");
        assertThat(fields.get("Duration").asText()).isEqualTo("1:01:01");
        assertThat(fields.get("Done").asText()).isEqualTo("checked");
        assertThat(fields.get("Day").asText()).isEqualTo("2/3/26");
        assertThat(fields.get("Time").asText()).contains("5:05");
        assertThat(fields.get("People").asText()).isEqualTo("Ada");
        assertThat(fields.get("Labels").asText()).isEqualTo("A, New");
        fields.forEach(value -> assertThat(value.isTextual()).isTrue());
    }

    @Test
    void pages_go_on_at_their_offset_and_see_what_happens_meanwhile() {
        Table table = airtable.createBase("Base").createTable("T", Field.text("Name"));
        List<AirtableRecord> records = table.createRecords(250, row -> Map.of("Name", "r" + row));
        airtable.afterListAnswer(table, 1, () -> {
            records.get(0).delete();
            records.get(150).delete();
            table.createRecord("late");
        });
        Set<String> names = new HashSet<>();
        JsonNode page = client.get(AirtableClient.pathOf(table)).json();
        int pages = 1;
        names.addAll(AirtableClient.values(page, "Name"));
        while (page.has("offset")) {
            assertThat(page.get("records")).hasSize(100);
            String offset = page.get("offset").asText();
            assertThat(offset).matches("itr\\w{14}/rec\\w{14}");
            page = client.get(AirtableClient.pathOf(table) + "?offset=" + offset)
                    .json();
            names.addAll(AirtableClient.values(page, "Name"));
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(names).hasSize(250).contains("r0", "late").doesNotContain("r150");
        assertThat(airtable.requests().count("GET /v0/{base}/{table}")).isEqualTo(3);
    }

    @Test
    void frozen_listings_show_what_was_there_when_they_began() {
        Base base = airtable.createBase("Base");
        Table other = base.createTable("Other", Field.text("Name"));
        AirtableRecord linked = other.createRecord("before");
        Table table = base.createTable("T", Field.text("Name"), Field.link("Link", other));
        table.addField(Field.lookup("Looked up", "Link", "Name"));
        List<AirtableRecord> records =
                table.createRecords(5, row -> Map.of("Name", "r" + row, "Link", List.of(linked)));
        airtable.freezeListings(true);
        airtable.afterListAnswer(table, 1, () -> {
            records.get(2).delete();
            records.get(3).update("Name", "changed");
            records.get(4).update("Name", "filtered");
            linked.update("Name", "after");
            table.createRecord("late");
            table.renameField("Name", "Renamed");
        });
        String query = "{'pageSize':2,'maxRecords':5,'filterByFormula':'LEN({Name})=2'";
        List<String> names = new ArrayList<>();
        List<String> lookedUp = new ArrayList<>();
        String offset = "";
        while (offset != null) {
            JsonNode page = client.list(table, query + offset + "}").json();
            names.addAll(AirtableClient.values(page, "Name"));
            page.get("records")
                    .forEach(record ->
                            lookedUp.add(record.at("/fields/Looked up/0").asText()));
            offset = page.has("offset") ? ",'offset':'" + page.get("offset").asText() + "'" : null;
        }
        assertThat(names).containsExactly("r0", "r1", "r2", "r3", "r4");
        assertThat(lookedUp).containsOnly("before").hasSize(5);
        JsonNode now = client.list(table, "{}").json();
        assertThat(AirtableClient.values(now, "Renamed")).containsExactly("r0", "r1", "changed", "filtered", "late");
    }

    @Test
    void a_listing_that_began_frozen_stays_so() {
        Table table = airtable.createBase("Base").createTable("T", Field.text("Name"));
        List<AirtableRecord> records = table.createRecords(3, row -> Map.of("Name", "r" + row));
        airtable.freezeListings(true);
        String frozen =
                client.list(table, "{'pageSize':1}").json().get("offset").asText();
        airtable.freezeListings(false);
        String live = client.list(table, "{'pageSize':1}").json().get("offset").asText();
        records.get(1).delete();
        assertThat(names(client.list(table, "{'offset':'" + frozen + "'}"))).containsExactly("r1", "r2");
        assertThat(names(client.list(table, "{'offset':'" + live + "'}"))).containsExactly("r2");
        airtable.killIterators();
        assertThat(client.list(table, "{'offset':'" + frozen + "'}").error())
                .isEqualTo("LIST_RECORDS_ITERATOR_NOT_AVAILABLE");
    }

    @Test
    void offsets_die() {
        Table table = airtable.createBase("Base").createTable("T", Field.text("Name"));
        table.fill(3, row -> Map.of());
        String offset =
                client.list(table, "{'pageSize':1}").json().get("offset").asText();
        String next = "{'pageSize':1,'offset':'" + offset + "'}";
        assertThat(client.list(table, next).status()).isEqualTo(200);
        assertThat(client.list(table, next.replace("}", ",'view':'Grid view'}")).error())
                .isEqualTo("LIST_RECORDS_ITERATOR_NOT_AVAILABLE");
        airtable.clock().advance(Duration.ofHours(1));
        assertThat(client.list(table, next).error()).isEqualTo("LIST_RECORDS_ITERATOR_NOT_AVAILABLE");
        offset = client.list(table, "{'pageSize':1}").json().get("offset").asText();
        airtable.killIterators();
        AirtableClient.Reply dead = client.list(table, "{'offset':'" + offset + "'}");
        assertThat(dead.status()).isEqualTo(422);
        assertThat(dead.error()).isEqualTo("LIST_RECORDS_ITERATOR_NOT_AVAILABLE");
    }

    @Test
    void views_sorts_and_limits_choose_records() {
        Table table = airtable.createBase("Base")
                .createTable("T", Field.text("Name"), Field.number("N", 0), Field.singleSelect("S", "z", "a"));
        for (int n : new int[] {3, 1, 2}) {
            table.createRecord(Map.of("Name", "r" + n, "N", n, "S", n == 1 ? "a" : "z"));
        }
        table.createRecord("none");
        String view = table.addView("Small", row -> row.number("N") == 1 || row.number("N") == 2);
        assertThat(names(client.list(table, "{'view':'Small'}"))).containsExactly("r1", "r2");
        assertThat(names(client.list(table, "{'view':'" + view + "','sort':[{'field':'N','direction':'desc'}]}")))
                .containsExactly("r2", "r1");
        assertThat(names(client.list(table, "{'sort':[{'field':'S'},{'field':'N'}]}")))
                .containsExactly("none", "r2", "r3", "r1");
        AirtableClient.Reply sorted =
                client.get(AirtableClient.pathOf(table) + "?sort%5B0%5D%5Bfield%5D=N&sort%5B0%5D%5Bdirection%5D=desc"
                        + "&pageSize=2&maxRecords=3&fields%5B%5D=Name");
        assertThat(names(sorted)).containsExactly("r3", "r2");
        JsonNode rest = client.get(AirtableClient.pathOf(table) + "?sort%5B0%5D%5Bfield%5D=N"
                        + "&sort%5B0%5D%5Bdirection%5D=desc&pageSize=2&maxRecords=3&fields%5B%5D=Name&offset="
                        + sorted.json().get("offset").asText())
                .json();
        assertThat(AirtableClient.values(rest, "Name")).containsExactly("r1");
        assertThat(rest.has("offset")).isFalse();
        table.deleteView("Small");
        assertThat(client.list(table, "{'view':'Small'}").error()).isEqualTo("VIEW_NAME_NOT_FOUND");
    }

    @Test
    void fields_can_go_by_their_ids_and_be_chosen() {
        Table table = airtable.createBase("Base").createTable("T", Field.text("Name"), Field.number("N", 0));
        table.createRecord(Map.of("Name", "a", "N", 1));
        String id = table.fieldId("N");
        assertThat(id).hasSize(17).startsWith("fld");
        JsonNode record = client.list(
                        table, "{'fields':['N'],'returnFieldsByFieldId':true,'recordMetadata':['commentCount']}")
                .json()
                .at("/records/0");
        assertThat(record.get("fields")).hasToString("{\"" + id + "\":1}");
        assertThat(record.get("commentCount").asInt()).isZero();
        table.renameField("N", "Other");
        record = client.get("/" + table.base().id() + "/T?fields=" + id).json().at("/records/0");
        assertThat(record.get("fields")).hasToString("{\"Other\":1}");
    }

    @Test
    void a_page_cap_holds_whatever_is_asked() {
        try (AirtableSimulator capped = AirtableSimulator.builder().pageCap(2).start()) {
            Table table = capped.createBase("Base").createTable("T", Field.text("Name"));
            table.fill(3, row -> Map.of());
            JsonNode page =
                    new AirtableClient(capped).list(table, "{'pageSize':100}").json();
            assertThat(page.get("records")).hasSize(2);
            assertThat(page.has("offset")).isTrue();
        }
    }

    @Test
    void deleted_records_are_gone_from_lists_and_links_and_can_come_back() {
        SampleBase sample = new SampleBase(airtable);
        String path = AirtableClient.pathOf(sample.people) + "/" + sample.ada.id();
        assertThat(client.get(path).json().at("/fields/Backlink/0").asText()).isEqualTo(sample.full.id());
        sample.ada.delete();
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(sample.full.get("How many")).isEqualTo(0);
        sample.ada.restore();
        assertThat(client.get(path).json().get("createdTime").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(sample.full.get("How many")).isEqualTo(1);
    }

    private static List<String> names(AirtableClient.Reply reply) {
        return AirtableClient.values(reply.json(), "Name");
    }
}
